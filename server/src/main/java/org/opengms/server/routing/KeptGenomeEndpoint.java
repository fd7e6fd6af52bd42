package org.opengms.server.routing;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.opengms.orders.OrderId;
import org.opengms.orders.OrderOutcome;
import org.opengms.routing.OverrideReason;
import org.opengms.server.pages.KeptGenomeFilter;
import org.opengms.server.pages.KeptGenomeList;
import org.opengms.server.pages.KeptGenomeState;
import org.opengms.server.pages.PageActions;
import org.opengms.server.pages.PageData;
import org.opengms.server.security.ApiErrors;
import org.opengms.server.security.ApiMessages;
import org.opengms.server.security.CurrentActor;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Genomes that are kept behind conventional tests, over an interface: `/api/kept-genomes` lists
/// those of the caller's organisation, `/api/orders/{id}/genome-cancellation` has one not done,
/// `/api/orders/{id}/genome-order` has one that was refused or is overdue ordered again.
@Controller
public class KeptGenomeEndpoint {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LARGEST_BYTES = 1 << 14;

    private final PageData data;
    private final PageActions actions;

    public KeptGenomeEndpoint(PageData data, PageActions actions) {
        this.data = data;
        this.actions = actions;
    }

    /// The genomes that are kept behind tests of the caller's organisation, a page at a time.
    @GetMapping("/api/kept-genomes")
    public void list(
            @RequestParam Optional<String> state,
            @RequestParam Optional<String> page,
            HttpServletResponse response)
            throws IOException {
        if (state.isPresent() && KeptGenomeState.of(state.get()).isEmpty()) {
            ApiErrors.write(
                    response,
                    400,
                    "value",
                    "BAD_REQUEST",
                    "OGMS-7143 There is no such state of a kept genome. Take one of %s, or none for all that are open."
                            .formatted(
                                    Arrays.stream(KeptGenomeState.values())
                                            .map(KeptGenomeState::code)
                                            .collect(Collectors.joining(", "))));
            return;
        }
        KeptGenomeFilter filter = KeptGenomeFilter.of(state, page);
        KeptGenomeList list = data.keptGenomes(CurrentActor.require(), filter, "api");
        ApiMessages.write(
                response,
                200,
                Map.of(
                        "page",
                        filter.page(),
                        "pages",
                        list.pages(),
                        "total",
                        list.total(),
                        "genomes",
                        list.rows().stream().map(KeptGenomeEndpoint::view).toList()));
    }

    private static Map<String, Object> view(KeptGenomeList.Row row) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("order", row.order().value());
        view.put("number", row.number());
        view.put("indication", row.indication());
        view.put("state", row.state().code());
        view.put("since", row.since().toString());
        view.put("reportBy", row.reportBy().toString());
        view.put("reason", row.reason());
        if (row.state().needsAPerson()) {
            view.put("remedy", row.state().remedy());
        }
        row.followUp().ifPresent(link -> view.put("followUp", link.id().value()));
        return view;
    }

    /// Has a genome that was refused or is overdue ordered again. There is no body.
    @PostMapping("/api/orders/{id}/genome-order")
    public void orderAgain(@PathVariable("id") String id, HttpServletResponse response)
            throws IOException {
        Optional<OrderId> order = order(id);
        if (order.isEmpty()) {
            notFound(response);
            return;
        }
        answer(
                response,
                actions.orderGenomeAgain(order.get(), Optional.empty(), CurrentActor.require()));
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
        answer(
                response,
                actions.cancelGenome(
                        order.get(), reason.get(), Optional.empty(), CurrentActor.require()));
    }

    private static void answer(HttpServletResponse response, OrderOutcome outcome)
            throws IOException {
        switch (outcome) {
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
