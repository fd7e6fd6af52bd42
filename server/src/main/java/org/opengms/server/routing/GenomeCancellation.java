package org.opengms.server.routing;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.opengms.orders.OrderId;
import org.opengms.orders.OrderOutcome;
import org.opengms.routing.OverrideReason;
import org.opengms.server.pages.PageActions;
import org.opengms.server.security.ApiErrors;
import org.opengms.server.security.ApiMessages;
import org.opengms.server.security.CurrentActor;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `/api/orders/{id}/genome-cancellation`: the genome that is kept behind an order's test is not to
/// be done.
@Controller
public class GenomeCancellation {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LARGEST_BYTES = 1 << 14;

    private final PageActions actions;

    public GenomeCancellation(PageActions actions) {
        this.actions = actions;
    }

    /// Cancels it. The body gives `kind`, what guides the choice, as `docs/spec/routing.md` lists
    /// them, and `reason`, the person's own words.
    @PostMapping("/api/orders/{id}/genome-cancellation")
    public void cancel(
            @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<OverrideReason> reason = reason(request);
        if (reason.isEmpty()) {
            ApiErrors.write(
                    response,
                    400,
                    "value",
                    "BAD_REQUEST",
                    "OGMS-7141 The body is not a JSON object with a kind and a reason. docs/spec/routing.md shows one.");
            return;
        }
        Optional<OrderId> order = order(id);
        if (order.isEmpty()) {
            notFound(response);
            return;
        }
        switch (actions.cancelGenome(
                order.get(), reason.get(), Optional.empty(), CurrentActor.require())) {
            case OrderOutcome.Changed changed ->
                    ApiMessages.write(
                            response,
                            200,
                            Map.of(
                                    "order",
                                    changed.order().number(),
                                    "tasksToClose",
                                    changed.toClose().size()));
            case OrderOutcome.Refused refused ->
                    ApiErrors.write(response, 422, "business-rule", "INVALID", refused.reason());
            case OrderOutcome.NotYours(String why) ->
                    ApiErrors.write(response, 403, "forbidden", "NOT_ALLOWED", why);
            case OrderOutcome.Stale _ ->
                    throw new IllegalStateException("OGMS-7142 No version was asked for");
            case OrderOutcome.NotFound _ -> notFound(response);
        }
    }

    private static Optional<OverrideReason> reason(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(LARGEST_BYTES + 1);
        if (body.length > LARGEST_BYTES) {
            return Optional.empty();
        }
        try {
            JsonNode tree = JSON.readTree(body);
            String kind = tree.path("kind").asString("").toUpperCase(Locale.ROOT).replace('-', '_');
            return Optional.of(
                    new OverrideReason(
                            OverrideReason.Kind.valueOf(kind), tree.path("reason").asString("")));
        } catch (JacksonException | IllegalArgumentException unclear) {
            return Optional.empty();
        }
    }

    private static Optional<OrderId> order(String id) {
        try {
            return Optional.of(new OrderId(id));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    private static void notFound(HttpServletResponse response) throws IOException {
        ApiErrors.write(response, 404, "not-found", "NOT_FOUND", "There is no such order.");
    }
}
