package org.opengms.server.pages;

import java.util.function.Supplier;
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
    private final Supplier<ServiceChecks> checks;

    /// @param checks what orders are checked against; may take seconds while the service starts
    public OverviewController(
            Html html, Assets assets, PageData data, Supplier<ServiceChecks> checks) {
        this.html = html;
        this.assets = assets;
        this.data = data;
        this.checks = checks;
    }

    /// The overview, for everyone who is signed in.
    @GetMapping("/overview")
    public ResponseEntity<String> overview(Visit visit) {
        return html.answer(
                HttpStatus.OK,
                new Page.Overview(visit.frame(assets, Frame.Section.OVERVIEW), data.overview()));
    }

    /// What orders are checked against, for everyone who is signed in.
    @GetMapping("/overview/checks")
    public ResponseEntity<String> checks(Visit visit) {
        return html.answer(
                HttpStatus.OK,
                new Page.Checks(visit.frame(assets, Frame.Section.OVERVIEW), checks.get()));
    }
}
