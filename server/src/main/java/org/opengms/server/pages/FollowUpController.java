package org.opengms.server.pages;

import java.util.List;
import org.opengms.gate.Role;
import org.opengms.server.evaluation.FollowUpOffice;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// The outcomes that an organisation is asked for again, drawn at random.
@Controller
public final class FollowUpController {
    private final Html html;
    private final Assets assets;
    private final FollowUpOffice office;
    private final Problems problems;

    public FollowUpController(Html html, Assets assets, FollowUpOffice office) {
        this.html = html;
        this.assets = assets;
        this.office = office;
        this.problems = new Problems(html, assets);
    }

    /// The list. It names orders and no patient; whose they are stands on the report, which asks
    /// the gate.
    @GetMapping("/orders/follow-up")
    public ResponseEntity<String> list(Visit visit) {
        if (!visit.hasAny(List.of(Role.CLINICIAN))) {
            return problems.denied(visit, "Outcomes are asked of clinicians of those who ordered.");
        }
        return html.answer(
                HttpStatus.OK,
                new Page.FollowUp(
                        visit.frame(assets, Frame.Section.ORDERS),
                        visit.organisation(),
                        office.asked(visit.reader()),
                        office.today()));
    }
}
