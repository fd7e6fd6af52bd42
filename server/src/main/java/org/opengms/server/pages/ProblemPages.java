package org.opengms.server.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

/// Says in plain English, in place of the framework's page, what went wrong with a page. Tells
/// nothing of the cause: that is in the log of the server.
final class ProblemPages implements ErrorViewResolver {
    private final Html html;
    private final Assets assets;
    private final VisitResolver visits;

    ProblemPages(Html html, Assets assets, VisitResolver visits) {
        this.html = html;
        this.assets = assets;
        this.visits = visits;
    }

    @Override
    public ModelAndView resolveErrorView(
            HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
        Frame frame = visits.visit(request).frame(assets, Frame.Section.NONE);
        ModelAndView answer =
                new ModelAndView(
                        new PageView(html.render(Problems.page(frame, status.value(), ""))));
        answer.setStatus(status);
        return answer;
    }

    private record PageView(String content) implements View {
        @Override
        public String getContentType() {
            return "text/html;charset=UTF-8";
        }

        @Override
        public void render(
                @Nullable Map<String, ?> model,
                HttpServletRequest request,
                HttpServletResponse response)
                throws java.io.IOException {
            response.setContentType(getContentType());
            response.setHeader("Cache-Control", "no-store");
            response.getOutputStream().write(content.getBytes(StandardCharsets.UTF_8));
        }
    }
}
