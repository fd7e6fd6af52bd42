package org.opengms.server.pages;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.opengms.cases.DeskAnswer;
import org.opengms.cases.ResultKind;
import org.opengms.consent.DiscussionState;
import org.opengms.consent.RecordOfDiscussion;
import org.opengms.consent.ResearchChoice;
import org.opengms.directory.TestDirectories;
import org.opengms.directory.TestDirectory;
import org.opengms.fhir.OrderForm;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.orders.OrderId;
import org.opengms.orders.OrderState;
import org.opengms.orders.Submission;
import org.opengms.orders.TaskOutcome;
import org.opengms.workforce.GatedTask;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Orders: the list, the form, and the page of one order.
@Controller
public final class OrdersController {
    /// How many terms are offered while somebody types.
    private static final int TERMS_OFFERED = 20;

    private final Html html;
    private final Assets assets;
    private final PageData data;
    private final PageActions actions;
    private final Supplier<TestDirectories> directories;
    private final PhenotypeTerms terms;
    private final Function<OrderForm, String> bundle;
    private final Clock clock;
    private final LessonOffer.Source lessons;
    private final Problems problems;

    /// @param directories in use now
    /// @param bundle writes a form as the FHIR message that hospitals send
    public OrdersController(
            Html html,
            Assets assets,
            PageData data,
            PageActions actions,
            Supplier<TestDirectories> directories,
            PhenotypeTerms terms,
            Function<OrderForm, String> bundle,
            Clock clock) {
        this(html, assets, data, actions, directories, terms, bundle, clock, LessonOffer.SILENT);
    }

    /// @param directories in use now
    /// @param bundle writes a form as the FHIR message that hospitals send
    /// @param lessons that somebody is offered before they order
    OrdersController(
            Html html,
            Assets assets,
            PageData data,
            PageActions actions,
            Supplier<TestDirectories> directories,
            PhenotypeTerms terms,
            Function<OrderForm, String> bundle,
            Clock clock,
            LessonOffer.Source lessons) {
        this.lessons = lessons;
        this.html = html;
        this.assets = assets;
        this.data = data;
        this.actions = actions;
        this.directories = directories;
        this.terms = terms;
        this.bundle = bundle;
        this.clock = clock;
        this.problems = new Problems(html, assets);
    }

    /// The orders of the clinician's organisation.
    @GetMapping("/orders")
    public ResponseEntity<String> list(
            Visit visit,
            @RequestParam Optional<String> text,
            @RequestParam Optional<String> state,
            @RequestParam Optional<String> page) {
        OrderFilter filter =
                new OrderFilter(
                        text.orElse(""),
                        state.flatMap(name -> Ids.constant(OrderState.class, name)),
                        page.flatMap(p -> Ids.parse(p, Integer::valueOf)).orElse(1));
        if (!visit.hasAny(List.of(Role.CLINICIAN))) {
            return problems.denied(
                    visit,
                    "The list of orders is for clinicians. Yours is the laboratory's worklist.");
        }
        return html.answer(
                HttpStatus.OK,
                new Page.Orders(
                        visit.frame(assets, Frame.Section.ORDERS),
                        visit.organisation(),
                        filter,
                        data.orders(visit.reader(), filter),
                        data.genomesToSeeTo(visit.reader())));
    }

    /// The empty form.
    @GetMapping("/orders/new")
    public ResponseEntity<String> form(Visit visit) {
        return form(visit, HttpStatus.OK, OrderEntry.EMPTY, List.of());
    }

    /// The tests to choose from after an indication was chosen.
    @GetMapping("/orders/new/tests")
    public ResponseEntity<String> tests(
            @RequestParam Optional<String> indication, @RequestParam Optional<String> test) {
        return html.answer(
                "part/tests.jte",
                TestChoice.of(directory(), indication.orElse(""), test.orElse(""), ""));
    }

    /// Terms to pick from while a feature is typed.
    @GetMapping("/terms")
    public ResponseEntity<String> terms(@RequestParam Optional<String> feature) {
        return html.answer("part/terms.jte", terms.search(feature.orElse(""), TERMS_OFFERED));
    }

    /// Sends the form as an order, or adds rows to it.
    @PostMapping("/orders/new")
    public ResponseEntity<String> send(
            Visit visit, @RequestParam MultiValueMap<String, String> sent) {
        OrderEntry entry = OrderEntry.of(sent);
        if (entry.is("more", "features")) {
            return form(visit, HttpStatus.OK, entry.withMoreFeatures(), List.of());
        }
        Actor actor = visit.reader();
        LocalDate today = Wording.dayOf(clock.instant());
        return switch (OrderReading.read(entry, directory(), terms, actor, today)) {
            case OrderReading.Result.Wrong(List<FormProblem> wrong) ->
                    form(visit, HttpStatus.UNPROCESSABLE_CONTENT, entry, wrong);
            case OrderReading.Result.Filled(OrderForm filled) ->
                    switch (actions.submitOrder(
                            bundle.apply(filled), entry.value(OrderEntry.FORM), actor)) {
                        case Submission.Accepted accepted ->
                                Redirect.to(
                                        "/orders/" + accepted.order().id().value() + "?done=sent");
                        case Submission.Refused refused ->
                                form(
                                        visit,
                                        HttpStatus.UNPROCESSABLE_CONTENT,
                                        entry,
                                        OrderReading.problems(refused.findings()));
                    };
        };
    }

    /// One order.
    ///
    /// @param done what has just been done
    @GetMapping("/orders/{id}")
    public ResponseEntity<String> order(
            Visit visit, @PathVariable String id, @RequestParam Optional<String> done) {
        String notice =
                switch (done.orElse("")) {
                    case "discussion" -> "The record of discussion is kept.";
                    case "test" -> "The test is chosen.";
                    case "result" -> "The result is entered and waits for a scientist to sign it.";
                    case "hold" -> "The order is on hold.";
                    case "test-instead" -> "The test that you chose will be done.";
                    case "no-genome" -> "The genome that would have followed is cancelled.";
                    case "genome-again" ->
                            "The genome is being ordered again. If it is refused again, this page says why.";
                    case "release" -> "The order goes on.";
                    case "revoke" -> "The order is revoked and its work cancelled.";
                    case "closing" ->
                            "The order is revoked. Laboratories that had begun are asked to close their work.";
                    case "error" -> "The order is marked as entered in error, with all its work.";
                    default -> "";
                };
        return order(
                visit,
                id,
                HttpStatus.OK,
                notice,
                List.of(),
                done.filter("sent"::equals).isPresent(),
                Typed.NOTHING);
    }

    /// Tells an open page of an order to load itself again when the order has moved on.
    @GetMapping("/orders/{id}/changes")
    public ResponseEntity<String> changes(
            @PathVariable String id, @RequestParam Optional<String> seen) {
        int now = Ids.parse(id, OrderId::new).map(data::orderVersion).orElse(0);
        return seen.flatMap(s -> Ids.parse(s, Integer::valueOf)).filter(s -> s == now).isPresent()
                ? ResponseEntity.noContent().build()
                : ResponseEntity.noContent().header("HX-Refresh", "true").build();
    }

    /// Records that the discussion was held.
    @PostMapping("/orders/{id}/discussion")
    public ResponseEntity<String> discussion(
            Visit visit,
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> form) {
        Optional<OrderId> order = Ids.parse(id, OrderId::new);
        if (order.isEmpty()) {
            return problems.missing(visit);
        }
        List<FormProblem> wrong = new ArrayList<>();
        String agreed = first(form, "agreed");
        if (!agreed.equals("yes") && !agreed.equals("no")) {
            wrong.add(new FormProblem("agreed", "Say whether the test was agreed to."));
        }
        Optional<ResearchChoice> research =
                Ids.constant(ResearchChoice.class, first(form, "research"));
        if (research.isEmpty()) {
            wrong.add(new FormProblem("research", "Choose what was said about research."));
        }
        Optional<LocalDate> takenOn =
                new OrderReading.DateEntry(
                                first(form, "takenOn-day"),
                                first(form, "takenOn-month"),
                                first(form, "takenOn-year"))
                        .date();
        if (takenOn.isEmpty() || takenOn.get().isAfter(Wording.dayOf(clock.instant()))) {
            wrong.add(
                    new FormProblem(
                            "takenOn",
                            "Enter the date of the discussion, today or earlier, for example 31 3 2026."));
        }
        if (research.isEmpty() || !wrong.isEmpty()) {
            return mend(visit, id, wrong, new Typed(form));
        }
        return after(
                visit,
                id,
                "discussion",
                new Typed(form),
                actions.takeDiscussion(
                        order.get(),
                        new RecordOfDiscussion(
                                DiscussionState.TAKEN,
                                Optional.of(agreed.equals("yes")),
                                research.get(),
                                takenOn),
                        visit.reader()));
    }

    /// Chooses the test of an order that the directory did not know.
    ///
    /// @param choice codes of indication and test, divided by a blank
    @PostMapping("/orders/{id}/test")
    public ResponseEntity<String> choose(
            Visit visit,
            @PathVariable String id,
            @RequestParam Optional<String> choice,
            @RequestParam Optional<String> reason) {
        Optional<OrderId> order = Ids.parse(id, OrderId::new);
        if (order.isEmpty()) {
            return problems.missing(visit);
        }
        List<FormProblem> wrong = new ArrayList<>();
        List<String> codes = List.of(choice.orElse("").split(" ", 2));
        if (codes.size() != 2) {
            wrong.add(new FormProblem("choice", "Choose a test."));
        }
        if (reason.orElse("").isBlank()) {
            wrong.add(new FormProblem("reason", "Give the reason for the choice."));
        }
        Typed typed =
                new Typed(
                        Map.of(
                                "choice", List.of(choice.orElse("")),
                                "reason", List.of(reason.orElse(""))));
        if (!wrong.isEmpty()) {
            return mend(visit, id, wrong, typed);
        }
        TaskOutcome outcome =
                actions.chooseTest(
                        order.get(),
                        codes.getFirst(),
                        codes.getLast(),
                        reason.orElse("").strip(),
                        visit.reader());
        return switch (outcome) {
            case TaskOutcome.Changed _ -> Redirect.to("/orders/" + id + "?done=test");
            case TaskOutcome.NotFound _ -> problems.missing(visit);
            case TaskOutcome.NotYours(String why) -> problems.denied(visit, why);
            case TaskOutcome.Refused(String why) -> refused(visit, id, why, typed);
            case TaskOutcome.Stale _ ->
                    refused(
                            visit,
                            id,
                            "Somebody else changed the order first. Look at it again.",
                            typed);
        };
    }

    /// Enters the result of a conventional test.
    @PostMapping("/orders/{id}/result")
    public ResponseEntity<String> result(
            Visit visit,
            @PathVariable String id,
            @RequestParam Optional<String> kind,
            @RequestParam Optional<String> conclusion) {
        Optional<OrderId> order = Ids.parse(id, OrderId::new);
        if (order.isEmpty()) {
            return problems.missing(visit);
        }
        List<FormProblem> wrong = new ArrayList<>();
        Optional<ResultKind> result =
                kind.flatMap(k -> Ids.constant(ResultKind.class, k))
                        .filter(k -> k != ResultKind.PROPOSED);
        if (result.isEmpty()) {
            wrong.add(new FormProblem("kind", "Choose the result."));
        }
        if (conclusion.orElse("").isBlank()) {
            wrong.add(new FormProblem("conclusion", "Write the conclusion."));
        }
        Typed typed =
                new Typed(
                        Map.of(
                                "kind", List.of(kind.orElse("")),
                                "conclusion", List.of(conclusion.orElse(""))));
        if (result.isEmpty() || !wrong.isEmpty()) {
            return mend(visit, id, wrong, typed);
        }
        return after(
                visit,
                id,
                "result",
                typed,
                actions.enterResult(
                        order.get(), result.get(), conclusion.orElse("").strip(), visit.reader()));
    }

    private ResponseEntity<String> after(
            Visit visit, String id, String done, Typed typed, DeskAnswer answer) {
        return switch (answer) {
            case DeskAnswer.Done _, DeskAnswer.Reported _ ->
                    Redirect.to("/orders/" + id + "?done=" + done);
            case DeskAnswer.NotFound _ -> problems.missing(visit);
            case DeskAnswer.NotAllowed(String reason) -> problems.denied(visit, reason);
            case DeskAnswer.Refused(String reason) -> refused(visit, id, reason, typed);
        };
    }

    /// The page of an order on which something was refused.
    ResponseEntity<String> refused(Visit visit, String id, String reason) {
        return refused(visit, id, reason, Typed.NOTHING);
    }

    private ResponseEntity<String> refused(Visit visit, String id, String reason, Typed typed) {
        return order(
                visit,
                id,
                HttpStatus.CONFLICT,
                "",
                List.of(new FormProblem("", reason)),
                false,
                typed);
    }

    private ResponseEntity<String> mend(
            Visit visit, String id, List<FormProblem> wrong, Typed typed) {
        return order(visit, id, HttpStatus.UNPROCESSABLE_CONTENT, "", wrong, false, typed);
    }

    private ResponseEntity<String> order(
            Visit visit,
            String id,
            HttpStatus status,
            String notice,
            List<FormProblem> wrong,
            boolean isNew,
            Typed typed) {
        Optional<OrderId> order = Ids.parse(id, OrderId::new);
        if (order.isEmpty()) {
            return problems.missing(visit);
        }
        Actor reader = visit.reader();
        return switch (data.order(reader, order.get())) {
            case Lookup.Missing<OrderFile> _ -> problems.missing(visit);
            case Lookup.Denied<OrderFile>(String reason) -> problems.denied(visit, reason);
            case Lookup.Found<OrderFile>(OrderFile file) ->
                    html.answer(
                            status,
                            new Page.Order(
                                    visit.frame(
                                            assets,
                                            reader.has(Role.CLINICIAN)
                                                    ? Frame.Section.ORDERS
                                                    : Frame.Section.LABORATORY),
                                    file,
                                    reader,
                                    directory(),
                                    notice,
                                    wrong,
                                    isNew,
                                    typed,
                                    actions.choices(order.get(), reader)));
        };
    }

    private ResponseEntity<String> form(
            Visit visit, HttpStatus status, OrderEntry entry, List<FormProblem> wrong) {
        return html.answer(
                status,
                new Page.NewOrder(
                        visit.frame(assets, Frame.Section.ORDER_FORM)
                                .offering(
                                        lessons.at(
                                                "/orders/new",
                                                Set.of(GatedTask.ORDER_GENOME),
                                                visit.reader())),
                        entry.numbered(UUID.randomUUID().toString()),
                        wrong,
                        directory()));
    }

    /// What can be ordered today; a newer version may begin later.
    private TestDirectory directory() {
        return directories.get().judging(Wording.dayOf(clock.instant()));
    }

    private static String first(MultiValueMap<String, String> form, String field) {
        String value = form.getFirst(field);
        return value == null ? "" : value;
    }
}
