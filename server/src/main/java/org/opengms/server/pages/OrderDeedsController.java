package org.opengms.server.pages;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.OrderChoices;
import org.opengms.orders.OrderChoices.Deed;
import org.opengms.orders.OrderId;
import org.opengms.orders.OrderOutcome;
import org.opengms.orders.OtherTest;
import org.opengms.orders.TaskChange;
import org.opengms.routing.OverrideReason;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What becomes of a whole order: it is held, goes on, is revoked, or should never have been made.
/// Each has a page that says what follows before it is done. Whoever saw another version of the
/// order than the newest is shown the newest and asked again.
@Controller
public final class OrderDeedsController {
    private static final String STALE =
            "Somebody else changed the order while you looked at it, so nothing was done. This is the order as it is now.";

    private final Html html;
    private final Assets assets;
    private final PageData data;
    private final PageActions actions;
    private final OrdersController orders;
    private final Clock clock;
    private final Problems problems;

    /// @param orders shows an order on which something was refused
    public OrderDeedsController(
            Html html,
            Assets assets,
            PageData data,
            PageActions actions,
            OrdersController orders,
            Clock clock) {
        this.html = html;
        this.assets = assets;
        this.data = data;
        this.actions = actions;
        this.orders = orders;
        this.clock = clock;
        this.problems = new Problems(html, assets);
    }

    /// Asks why, and tells what follows.
    ///
    /// @param deed as in [DeedWords#path()]
    @GetMapping("/orders/{id}/{deed:hold|revoke|error|test-instead|no-genome}")
    public ResponseEntity<String> ask(
            Visit visit, @PathVariable String id, @PathVariable String deed) {
        return decision(visit, id, DeedWords.deed(deed), HttpStatus.OK, List.of(), Typed.NOTHING);
    }

    /// Does it.
    ///
    /// @param deed as in [DeedWords#path()]
    @PostMapping(
            "/orders/{id}/{deed:hold|release|revoke|error|test-instead|no-genome|genome-again}")
    public ResponseEntity<String> act(
            Visit visit,
            @PathVariable String id,
            @PathVariable String deed,
            @RequestParam MultiValueMap<String, String> form) {
        return done(visit, id, DeedWords.deed(deed), new Typed(form));
    }

    private ResponseEntity<String> done(Visit visit, String id, Deed deed, Typed typed) {
        Optional<OrderId> order = Ids.parse(id, OrderId::new);
        if (order.isEmpty()) {
            return problems.missing(visit);
        }
        String reason = typed.value("reason").strip();
        List<FormProblem> wrong = wrong(deed, reason, typed);
        if (!wrong.isEmpty()) {
            return decision(visit, id, deed, HttpStatus.UNPROCESSABLE_CONTENT, wrong, typed);
        }
        Optional<Integer> seen = Ids.parse(typed.value("version"), Integer::valueOf);
        if (seen.isEmpty()) {
            return stale(visit, id, deed, typed);
        }
        Actor actor = visit.reader();
        OrderOutcome outcome =
                switch (deed) {
                    case HOLD -> actions.hold(order.get(), reason, seen, actor);
                    case RELEASE -> actions.release(order.get(), seen, actor);
                    case ORDER_GENOME -> actions.orderGenomeAgain(order.get(), seen, actor);
                    case REVOKE -> actions.revoke(order.get(), reason, seen, actor);
                    case ENTER_IN_ERROR -> actions.enteredInError(order.get(), reason, seen, actor);
                    case CHOOSE_ANOTHER_TEST ->
                            actions.chooseAnotherTest(
                                    order.get(),
                                    otherTest(typed).orElseThrow(),
                                    new OverrideReason(kind(typed).orElseThrow(), reason),
                                    seen,
                                    actor);
                    case CANCEL_GENOME ->
                            actions.cancelGenome(
                                    order.get(),
                                    new OverrideReason(kind(typed).orElseThrow(), reason),
                                    seen,
                                    actor);
                };
        return switch (outcome) {
            case OrderOutcome.Changed changed ->
                    Redirect.to(
                            "/orders/%s?done=%s"
                                    .formatted(
                                            id,
                                            changed.toClose().isEmpty()
                                                    ? DeedWords.of(deed).path()
                                                    : "closing"));
            case OrderOutcome.NotFound _ -> problems.missing(visit);
            case OrderOutcome.NotYours(String why) -> problems.denied(visit, why);
            case OrderOutcome.Refused refused -> orders.refused(visit, id, refused.reason());
            case OrderOutcome.Stale _ -> stale(visit, id, deed, typed);
        };
    }

    private static List<FormProblem> wrong(Deed deed, String reason, Typed typed) {
        List<FormProblem> wrong = new ArrayList<>();
        if (deed == Deed.CHOOSE_ANOTHER_TEST && otherTest(typed).isEmpty()) {
            wrong.add(new FormProblem("test", "Choose the test that is to be done."));
        }
        boolean isCounted = deed == Deed.CHOOSE_ANOTHER_TEST || deed == Deed.CANCEL_GENOME;
        if (isCounted && kind(typed).isEmpty()) {
            wrong.add(new FormProblem("kind", "Choose what guides the choice."));
        }
        boolean hasReason =
                switch (deed) {
                    case HOLD -> TaskChange.STATUS_REASONS.contains(reason);
                    case RELEASE, ORDER_GENOME -> true;
                    case REVOKE, ENTER_IN_ERROR, CHOOSE_ANOTHER_TEST, CANCEL_GENOME ->
                            !reason.isEmpty();
                };
        if (!hasReason) {
            wrong.add(
                    new FormProblem(
                            "reason",
                            switch (deed) {
                                case HOLD -> "Choose why the order is to wait.";
                                case RELEASE, ORDER_GENOME, REVOKE ->
                                        "Say why the order is revoked.";
                                case ENTER_IN_ERROR ->
                                        "Say why the order should never have been made.";
                                case CANCEL_GENOME -> "Say why the genome is not to be done.";
                                case CHOOSE_ANOTHER_TEST ->
                                        "Say why this test is right for the patient.";
                            }));
        }
        return wrong;
    }

    /// The test that was chosen, as [Page.OrderDecision#otherTests()] offers it.
    private static Optional<OtherTest> otherTest(Typed typed) {
        String[] parts = typed.value("test").split(" ", -1);
        return parts.length == 2 && !parts[0].isEmpty()
                ? Ids.parse(parts[1], OdsCode::new).map(at -> new OtherTest(parts[0], at))
                : Optional.empty();
    }

    private static Optional<OverrideReason.Kind> kind(Typed typed) {
        return Ids.parse(typed.value("kind"), OverrideReason.Kind::valueOf);
    }

    private ResponseEntity<String> stale(Visit visit, String id, Deed deed, Typed typed) {
        return deed == Deed.RELEASE || deed == Deed.ORDER_GENOME
                ? orders.refused(visit, id, STALE)
                : decision(
                        visit,
                        id,
                        deed,
                        HttpStatus.CONFLICT,
                        List.of(new FormProblem("", STALE)),
                        typed);
    }

    private ResponseEntity<String> decision(
            Visit visit,
            String id,
            Deed deed,
            HttpStatus status,
            List<FormProblem> wrong,
            Typed typed) {
        Optional<OrderId> order = Ids.parse(id, OrderId::new);
        if (order.isEmpty()) {
            return problems.missing(visit);
        }
        Actor reader = visit.reader();
        return switch (data.order(reader, order.get())) {
            case Lookup.Missing<OrderFile> _ -> problems.missing(visit);
            case Lookup.Denied<OrderFile>(String reason) -> problems.denied(visit, reason);
            case Lookup.Found<OrderFile>(OrderFile file) -> {
                OrderChoices choices = actions.choices(order.get(), reader);
                if (choices.allowed().isEmpty() && file.order().state().isOpen()) {
                    yield problems.denied(
                            visit,
                            "Only the organisation that ordered the test, or its home laboratory, decides this.");
                }
                if (!choices.allows(deed)) {
                    yield orders.refused(
                            visit,
                            id,
                            "The order is %s; this cannot be done with it now."
                                    .formatted(Wording.lower(file.order().state().words())));
                }
                yield html.answer(
                        status,
                        new Page.OrderDecision(
                                visit.frame(
                                        assets,
                                        reader.has(Role.CLINICIAN)
                                                ? Frame.Section.ORDERS
                                                : Frame.Section.LABORATORY),
                                file,
                                deed,
                                choices,
                                Wording.dayOf(clock.instant()),
                                wrong,
                                typed));
            }
        };
    }
}
