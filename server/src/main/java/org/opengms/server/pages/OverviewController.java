package org.opengms.server.pages;

import java.time.LocalDate;
import java.util.function.Supplier;
import org.opengms.routing.CapacityBoard;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// How the service runs.
@Controller
public final class OverviewController {
    /// How far back decisions are counted.
    private static final int COUNTED_DAYS = 90;

    private final Html html;
    private final Assets assets;
    private final PageData data;
    private final Supplier<ServiceChecks> checks;
    private final Supplier<CapacityBoard.Board> capacity;

    /// @param checks what orders are checked against; may take seconds while the service starts
    /// @param capacity what laboratories can do and have promised
    public OverviewController(
            Html html,
            Assets assets,
            PageData data,
            Supplier<ServiceChecks> checks,
            Supplier<CapacityBoard.Board> capacity) {
        this.html = html;
        this.assets = assets;
        this.data = data;
        this.checks = checks;
        this.capacity = capacity;
    }

    /// The overview, for everyone who is signed in.
    @GetMapping("/overview")
    public ResponseEntity<String> overview(Visit visit) {
        return html.answer(
                HttpStatus.OK,
                new Page.Overview(visit.frame(assets, Frame.Section.OVERVIEW), data.overview()));
    }

    /// What laboratories can do and have promised, for everyone who is signed in. Nobody is named.
    @GetMapping("/overview/capacity")
    public ResponseEntity<String> capacity(Visit visit) {
        CapacityBoard.Board board = capacity.get();
        LocalDate since = board.today().minusDays(COUNTED_DAYS);
        return html.answer(
                HttpStatus.OK,
                new Page.Promises(
                        visit.frame(assets, Frame.Section.OVERVIEW),
                        board,
                        since,
                        data.followed(since)));
    }

    /// What orders are checked against, for everyone who is signed in.
    @GetMapping("/overview/checks")
    public ResponseEntity<String> checks(Visit visit) {
        return html.answer(
                HttpStatus.OK,
                new Page.Checks(visit.frame(assets, Frame.Section.OVERVIEW), checks.get()));
    }
}
