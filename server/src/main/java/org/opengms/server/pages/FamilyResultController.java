package org.opengms.server.pages;

import java.util.List;
import java.util.Optional;
import org.opengms.gate.AccessDenied;
import org.opengms.gate.Justification;
import org.opengms.orders.OrderId;
import org.opengms.server.relatives.FamilyResults;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What was found in the family that matters to the patient of an order.
@Controller
public final class FamilyResultController {
    private static final String CHANNEL = "page";

    private final Html html;
    private final Assets assets;
    private final PageData data;
    private final FamilyResults results;
    private final Problems problems;

    public FamilyResultController(Html html, Assets assets, PageData data, FamilyResults results) {
        this.html = html;
        this.assets = assets;
        this.data = data;
        this.results = results;
        this.problems = new Problems(html, assets);
    }

    /// The result, as far as the probands' choices open it.
    @GetMapping("/orders/{id}/family-result")
    public ResponseEntity<String> read(Visit visit, @PathVariable String id) {
        return page(visit, id, HttpStatus.OK, Optional.empty(), "", "");
    }

    /// The result, where the law opens it. The reading is reviewed.
    @PostMapping("/orders/{id}/family-result")
    public ResponseEntity<String> readByLaw(
            Visit visit, @PathVariable String id, @RequestParam Optional<String> reason) {
        String words = reason.orElse("");
        Optional<Justification.Law> law = Ids.parse(words, Justification.Law::new);
        return law.isPresent()
                ? page(visit, id, HttpStatus.OK, law, words, "")
                : page(
                        visit,
                        id,
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        law,
                        words,
                        "Say in %d to %d characters why the law opens it. Do not name the patient."
                                .formatted(
                                        Justification.SHORTEST_REASON,
                                        Justification.LONGEST_REASON));
    }

    private ResponseEntity<String> page(
            Visit visit,
            String id,
            HttpStatus status,
            Optional<Justification.Law> law,
            String reason,
            String wrong) {
        Optional<OrderId> order = Ids.parse(id, OrderId::new);
        if (order.isEmpty()) {
            return problems.missing(visit);
        }
        return switch (data.order(visit.reader(), order.get())) {
            case Lookup.Missing<OrderFile> _ -> problems.missing(visit);
            case Lookup.Denied<OrderFile>(String why) -> problems.denied(visit, why);
            case Lookup.Found<OrderFile>(OrderFile file) -> {
                try {
                    yield html.answer(
                            status,
                            new Page.FamilyResult(
                                    visit.frame(assets, Frame.Section.ORDERS),
                                    file.patient(),
                                    order.get(),
                                    file.order().number(),
                                    results.read(order.get(), law, visit.reader(), CHANNEL)
                                            .orElse(List.of()),
                                    reason,
                                    wrong.isEmpty()
                                            ? List.of()
                                            : List.of(new FormProblem("reason", wrong))));
                } catch (AccessDenied denied) {
                    yield problems.denied(visit, denied.reason());
                }
            }
        };
    }
}
