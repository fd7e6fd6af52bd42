package org.opengms.server.pages;

import java.util.List;
import java.util.Optional;
import org.opengms.gate.Role;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The genomes that are kept behind conventional tests, for the organisation that ordered.
@Controller
public final class KeptGenomesController {
    private final Html html;
    private final Assets assets;
    private final PageData data;
    private final Problems problems;

    public KeptGenomesController(Html html, Assets assets, PageData data) {
        this.html = html;
        this.assets = assets;
        this.data = data;
        this.problems = new Problems(html, assets);
    }

    /// The list.
    ///
    /// @param state as [KeptGenomeState#code()]
    /// @param page from 1
    @GetMapping("/orders/kept-genomes")
    public ResponseEntity<String> list(
            Visit visit,
            @RequestParam Optional<String> state,
            @RequestParam Optional<String> page) {
        if (!visit.hasAny(List.of(Role.CLINICIAN))) {
            return problems.denied(
                    visit, "The list of kept genomes is for clinicians of those who ordered.");
        }
        KeptGenomeFilter filter = KeptGenomeFilter.of(state, page);
        return html.answer(
                HttpStatus.OK,
                new Page.KeptGenomes(
                        visit.frame(assets, Frame.Section.ORDERS),
                        visit.organisation(),
                        filter,
                        data.keptGenomes(visit.reader(), filter, "page")));
    }
}
