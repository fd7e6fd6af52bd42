package org.opengms.server.relatives;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opengms.cases.FamilyResult;
import org.opengms.gate.AccessDenied;
import org.opengms.gate.Justification;
import org.opengms.orders.OrderId;
import org.opengms.server.security.ApiErrors;
import org.opengms.server.security.ApiMessages;
import org.opengms.server.security.CurrentActor;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// `/api/orders/{id}/family-result`: what was found in the family that matters to the person of an
/// order. The header `X-Legal-Reason` says why the law opens it without the proband's leave.
@Controller
public class FamilyResultEndpoint {
    private static final String CHANNEL = "api";
    private static final String LEGAL_REASON = "X-Legal-Reason";

    private final FamilyResults results;

    public FamilyResultEndpoint(FamilyResults results) {
        this.results = results;
    }

    /// Reads.
    @GetMapping("/api/orders/{id}/family-result")
    public void read(
            @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<Justification.Law> law;
        try {
            law = Optional.ofNullable(request.getHeader(LEGAL_REASON)).map(Justification.Law::new);
        } catch (IllegalArgumentException unfit) {
            ApiErrors.write(response, 400, "value", "INVALID", String.valueOf(unfit.getMessage()));
            return;
        }
        try {
            Optional<List<FamilyResults.Answer>> answers =
                    order(id).isEmpty()
                            ? Optional.empty()
                            : results.read(order(id).get(), law, CurrentActor.require(), CHANNEL);
            if (answers.isEmpty()) {
                ApiErrors.write(response, 404, "not-found", "NOT_FOUND", "There is no such order.");
                return;
            }
            ApiMessages.write(
                    response,
                    200,
                    Map.of(
                            "probands",
                            answers.get().stream().map(FamilyResultEndpoint::view).toList()));
        } catch (AccessDenied denied) {
            ApiErrors.write(response, 403, "forbidden", "NOT_ALLOWED", denied.reason());
        }
    }

    private static Optional<OrderId> order(String id) {
        try {
            return Optional.of(new OrderId(id));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> view(FamilyResults.Answer answer) {
        Map<String, Object> view = new LinkedHashMap<>();
        switch (answer) {
            case FamilyResults.Answer.Given(FamilyResult result, var _) -> {
                view.put("indication", result.indication());
                view.put("result", result.kind().words());
                view.put("variants", result.variants());
                view.put(
                        "cause",
                        switch (result.source()) {
                            case MARK -> "marked-by-the-signature";
                            case CONCLUSION -> "read-from-the-conclusion";
                        });
            }
            case FamilyResults.Answer.NotYet _ -> view.put("result", "No report is signed yet.");
            case FamilyResults.Answer.Refused _ -> view.put("result", "Not told.");
        }
        view.put("reason", answer.reason());
        return view;
    }
}
