package org.opengms.server.pages;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import org.opengms.notices.NoticeCounts;
import org.opengms.routing.CapacityBoard;
import org.opengms.routing.YieldBoard;
import org.opengms.workforce.FundedPlaces;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
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
    private final Supplier<YieldBoard.Board> yields;
    private final Supplier<NoticeCounts> notices;
    private final Supplier<List<FundedPlaces>> funded;

    /// @param checks what orders are checked against; may take seconds while the service starts
    /// @param capacity what laboratories can do and have promised
    /// @param yields those in force beside those proposed
    /// @param notices how many messages to people wait, or never went
    /// @param funded training places that income of health data paid for
    public OverviewController(
            Html html,
            Assets assets,
            PageData data,
            Supplier<ServiceChecks> checks,
            Supplier<CapacityBoard.Board> capacity,
            Supplier<YieldBoard.Board> yields,
            Supplier<NoticeCounts> notices,
            Supplier<List<FundedPlaces>> funded) {
        this.funded = funded;
        this.html = html;
        this.assets = assets;
        this.data = data;
        this.checks = checks;
        this.capacity = capacity;
        this.yields = yields;
        this.notices = notices;
    }

    /// The overview, for everyone who is signed in.
    @GetMapping("/overview")
    public ResponseEntity<String> overview(Visit visit) {
        return html.answer(
                HttpStatus.OK,
                new Page.Overview(
                        visit.frame(assets, Frame.Section.OVERVIEW),
                        data.overview(),
                        notices.get()));
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
                        data.followed(since),
                        data.chosenOtherwise(since),
                        funded.get()));
    }

    /// The yields that requests are routed with beside what the service's own outcomes would give,
    /// for the operator.
    @GetMapping("/overview/yields")
    public ResponseEntity<String> yields(Visit visit) {
        return html.answer(
                HttpStatus.OK,
                new Page.Yields(visit.frame(assets, Frame.Section.OVERVIEW), yields.get()));
    }

    /// What is proposed, as a file that has no effect until a person has signed it.
    @GetMapping("/overview/yields/proposal.json")
    public ResponseEntity<String> proposal() {
        YieldBoard.Board board = yields.get();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"yields-proposed-%s.json\"".formatted(board.today()))
                .body(board.proposal().draft(board.inForce()));
    }

    /// What orders are checked against, for everyone who is signed in.
    @GetMapping("/overview/checks")
    public ResponseEntity<String> checks(Visit visit) {
        return html.answer(
                HttpStatus.OK,
                new Page.Checks(visit.frame(assets, Frame.Section.OVERVIEW), checks.get()));
    }
}
