package org.opengms.server.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.opengms.gate.Actor;
import org.opengms.infrastructure.OdsCode;
import org.springframework.core.MethodParameter;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/// Makes the [Visit] of a request for the controllers.
final class VisitResolver implements HandlerMethodArgumentResolver {
    private final Supplier<Optional<Actor>> actor;
    private final Function<OdsCode, String> organisationName;
    private final Supplier<Optional<Frame.CompetenceTold>> told;

    /// @param actor who is signed in, if anybody
    /// @param organisationName the name behind a code
    /// @param told takes what is to be told of a lacking competence, once
    VisitResolver(
            Supplier<Optional<Actor>> actor,
            Function<OdsCode, String> organisationName,
            Supplier<Optional<Frame.CompetenceTold>> told) {
        this.told = told;
        this.actor = actor;
        this.organisationName = organisationName;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Visit.class;
    }

    @Override
    public Visit resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        return visit(request.getNativeRequest(HttpServletRequest.class));
    }

    /// The visit that a request makes.
    Visit visit(@Nullable HttpServletRequest request) {
        Optional<Actor> who = actor.get();
        String organisation = who.map(a -> organisationName.apply(a.organisation())).orElse("");
        Object token = request == null ? null : request.getAttribute(CsrfToken.class.getName());
        return token instanceof CsrfToken csrf
                ? new Visit(who, organisation, csrf.getParameterName(), csrf.getToken(), told)
                : new Visit(who, organisation, "_csrf", "", told);
    }
}
