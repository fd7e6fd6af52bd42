package org.opengms.server.pages;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// How the service runs.
@Controller
public final class OverviewController {
    private final Html html;
    private final Assets assets;
    private final PageData data;

    public OverviewController(Html html, Assets assets, PageData data) {
        this.html = html;
        this.assets = assets;
        this.data = data;
    }

    /// The overview, for everyone who is signed in.
    @GetMapping("/overview")
    public ResponseEntity<String> overview(Visit visit) {
        return html.answer(
                HttpStatus.OK,
                new Page.Overview(visit.frame(assets, Frame.Section.OVERVIEW), data.overview()));
    }
}
