package org.opengms.server.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.cases.DeskAnswer;
import org.opengms.cases.Outcome;
import org.opengms.cases.ReportId;
import org.opengms.cases.ReportStatus;
import org.opengms.cases.ResultKind;
import org.opengms.consent.DiscussionState;
import org.opengms.consent.RecordOfDiscussion;
import org.opengms.consent.ResearchChoice;
import org.opengms.directory.TestDirectories;
import org.opengms.fhir.OrderForm;
import org.opengms.gate.Actor;
import org.opengms.orders.Finding;
import org.opengms.orders.FindingKind;
import org.opengms.orders.Grade;
import org.opengms.orders.OrderId;
import org.opengms.orders.OrderState;
import org.opengms.orders.Presence;
import org.opengms.orders.Submission;
import org.opengms.orders.TaskChange;
import org.opengms.orders.TaskId;
import org.opengms.orders.TaskOutcome;
import org.opengms.orders.TaskStatus;
import org.opengms.people.Person;
import org.opengms.people.Sex;
import org.opengms.routing.Priority;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

class ControllersTest {
    private final Html html = new Html();
    private final Assets assets = Assets.fromClassPath();
    private final Shown data = new Shown();
    private final Done actions = new Done();
    private final List<OrderForm> written = new ArrayList<>();
    private final OrdersController orders =
            new OrdersController(
                    html,
                    assets,
                    data,
                    actions,
                    () -> new TestDirectories(List.of(Samples.DIRECTORY)),
                    new FewTerms(),
                    form -> {
                        written.add(form);
                        return "{\"resourceType\":\"Bundle\"}";
                    },
                    Clock.fixed(Samples.NOW, ZoneOffset.UTC));
    private final ReportsController reports = new ReportsController(html, assets, data, actions);
    private final LaboratoryController laboratory =
            new LaboratoryController(html, assets, data, actions);

    private static Visit visit(Actor actor) {
        return new Visit(Optional.of(actor), "Somewhere", "_csrf", "token-2");
    }

    private static Document page(ResponseEntity<String> answer) {
        String body = answer.getBody();
        return Jsoup.parse(body == null ? "" : body);
    }

    private static MultiValueMap<String, String> form(String... namesAndValues) {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return form;
    }

    private static MultiValueMap<String, String> goodOrder() {
        return form(
                "nhsNumber", "999 000 0018",
                "familyName", " Example ",
                "givenName", "Robin",
                "birthDate-day", "31",
                "birthDate-month", "3",
                "birthDate-year", "2019",
                "sex", "FEMALE",
                "indication", "R901",
                "test", "R901.2",
                "priority", "URGENT",
                "feature", "HP:0000107 Renal cyst",
                "feature", "",
                "feature", "enlarged KIDNEY",
                "presence-3", "absent",
                "discussion", "agreed",
                "research", "DECLINED",
                "takenOn-day", "1",
                "takenOn-month", "6",
                "takenOn-year", "2026",
                "sample", "available",
                "sampleType", "Blood specimen",
                "reference", "MY-1",
                "send", "order");
    }

    @Nested
    class TheStartPage {
        private final StartController start = new StartController(html, assets, Samples.PEOPLE);

        @Test
        void sendsEveryoneToTheirWork() {
            assertEquals(
                    URI.create("/orders"),
                    start.start(visit(Samples.CLINICIAN)).getHeaders().getLocation());
            assertEquals(
                    URI.create("/laboratory"),
                    start.start(visit(Samples.SCIENTIST)).getHeaders().getLocation());
            assertEquals(
                    URI.create("/overview"),
                    start.start(visit(Samples.MANAGER)).getHeaders().getLocation());
        }

        @Test
        void welcomesWhoIsNotSignedIn() {
            Visit nobody = new Visit(Optional.empty(), "", "_csrf", "token-2");
            assertEquals("/login", page(start.start(nobody)).select("a.nhsuk-button").attr("href"));
            Document signIn = page(start.signIn(nobody, Optional.of(""), Optional.empty()));
            assertEquals(1, signIn.select(".nhsuk-error-summary").size());
            assertEquals("token-2", signIn.select("input[name=_csrf]").attr("value"));
            assertTrue(signIn.text().contains("clinician.zr101"));
        }
    }

    @Nested
    class AnOrderThatIsFilledIn {
        @Test
        void goesOutAsItWasTyped() {
            ResponseEntity<String> answer = orders.send(visit(Samples.CLINICIAN), goodOrder());
            assertEquals(HttpStatus.SEE_OTHER, answer.getStatusCode());
            assertEquals(
                    URI.create("/orders/" + Samples.ORDER.value() + "?done=sent"),
                    answer.getHeaders().getLocation());
            OrderForm sent = written.getFirst();
            assertEquals("MY-1", sent.referenceNumber());
            assertEquals("ZR101", sent.requesterOds());
            assertEquals("Example", sent.patient().familyName());
            assertEquals(Optional.of(LocalDate.of(2019, 3, 31)), sent.patient().birthDate());
            assertEquals(Sex.FEMALE, sent.patient().sex());
            assertEquals("R901.2", sent.testCode());
            assertEquals("Cystic kidney panel", sent.testName());
            assertEquals("2026.1", sent.testVersion());
            assertEquals("2026.1", sent.indicationVersion());
            assertEquals(Priority.URGENT, sent.priority());
            assertEquals(LocalDate.of(2026, 6, 3), sent.authoredOn());
            assertEquals(
                    List.of("HP:0000107", "HP:0000105"),
                    sent.phenotypes().stream().map(p -> p.termId()).toList());
            assertEquals(
                    List.of(Presence.PRESENT, Presence.ABSENT),
                    sent.phenotypes().stream().map(p -> p.presence()).toList());
            assertEquals(
                    Optional.of(
                            new RecordOfDiscussion(
                                    DiscussionState.TAKEN,
                                    Optional.of(true),
                                    ResearchChoice.DECLINED,
                                    Optional.of(LocalDate.of(2026, 6, 1)))),
                    sent.recordOfDiscussion());
            assertTrue(sent.specimens().getFirst().available());
        }

        @Test
        void comesBackWithEveryMistakeAndEverythingTyped() {
            MultiValueMap<String, String> bad = goodOrder();
            bad.set("nhsNumber", "999 000 0019");
            bad.set("birthDate-month", "13");
            bad.set("sex", "");
            bad.set("indication", "R902");
            bad.set("research", "");
            bad.set("notes", "<script>alert(1)</script>");
            bad.add("feature", "a long nose");
            ResponseEntity<String> answer = orders.send(visit(Samples.CLINICIAN), bad);
            assertEquals(HttpStatus.UNPROCESSABLE_CONTENT, answer.getStatusCode());
            Document page = page(answer);
            assertEquals(
                    List.of("#nhsNumber", "#birthDate", "#sex", "#test", "#feature-4", "#research"),
                    page.select(".nhsuk-error-summary a").eachAttr("href"));
            assertEquals("<script>alert(1)</script>", page.select("#notes").text());
            assertTrue(page.select("main script").isEmpty());
            assertTrue(written.isEmpty());
        }

        @Test
        void comesBackWithTheReasonWhenTheServiceRefusesIt() {
            actions.submission =
                    new Submission.Refused(
                            List.of(
                                    new Finding(
                                            FindingKind.IDENTITY_CONFLICT,
                                            Grade.ERROR,
                                            "Bundle.entry[0]",
                                            "The NHS number belongs to somebody else.",
                                            "Check it."),
                                    new Finding(
                                            FindingKind.SITE_UNKNOWN,
                                            Grade.WARNING,
                                            "Bundle.entry[1]",
                                            "Not told here.",
                                            "")));
            Document page = page(orders.send(visit(Samples.CLINICIAN), goodOrder()));
            assertEquals(
                    List.of("The NHS number belongs to somebody else. Check it."),
                    page.select(".nhsuk-error-summary li").eachText());
            assertEquals(1, page.select("#nhsNumber-error").size());
        }

        @Test
        void growsByRowsForFeaturesWithoutLosingAnything() {
            MultiValueMap<String, String> more = goodOrder();
            more.add("more", "features");
            Document page = page(orders.send(visit(Samples.CLINICIAN), more));
            assertEquals(7, page.select("input[name=feature]").size());
            assertEquals("Robin", page.select("#givenName").attr("value"));
            assertEquals("Absent", page.select("#presence-3 option[selected]").text());
            assertTrue(written.isEmpty());
        }

        @Test
        void mayLeaveTheTestToTheServiceAndTheRecordForLater() {
            MultiValueMap<String, String> open = goodOrder();
            open.set("test", "");
            open.set("discussion", "follows");
            open.set("research", "");
            open.set("reference", "");
            orders.send(visit(Samples.CLINICIAN), open);
            OrderForm sent = written.getFirst();
            assertEquals("", sent.testCode());
            assertEquals(Optional.of(RecordOfDiscussion.TO_FOLLOW), sent.recordOfDiscussion());
            assertTrue(sent.referenceNumber().startsWith("WEB-"));
        }

        @Test
        void offersTermsAndTestsWhileItIsFilledIn() {
            Document terms = page(orders.terms(Optional.of("kid")));
            assertEquals("HP:0000105 Enlarged kidney", terms.select("option").attr("value"));
            Document tests = page(orders.tests(Optional.of("R902"), Optional.empty()));
            assertEquals(List.of("", "R902.1"), tests.select("option").eachAttr("value"));
        }
    }

    @Nested
    class AnOrderOnItsPage {
        @Test
        void isNotShownWhereTheGateSaysNo() {
            data.order = new Lookup.Denied<>("Your organisation has ordered no test.");
            ResponseEntity<String> answer = order();
            assertEquals(HttpStatus.FORBIDDEN, answer.getStatusCode());
            assertTrue(page(answer).text().contains("Your organisation has ordered no test."));
            assertFalse(page(answer).text().contains("EXAMPLE"));
            data.order = new Lookup.Missing<>();
            assertEquals(HttpStatus.NOT_FOUND, order().getStatusCode());
            assertEquals(
                    HttpStatus.NOT_FOUND,
                    orders.order(visit(Samples.CLINICIAN), "no-uuid", Optional.empty())
                            .getStatusCode());
        }

        private ResponseEntity<String> order() {
            return orders.order(visit(Samples.CLINICIAN), Samples.ORDER.value(), Optional.empty());
        }

        @Test
        void isKeptByNoCache() {
            assertEquals("no-store", order().getHeaders().getCacheControl());
        }

        @Test
        void takesTheRecordOfDiscussion() {
            ResponseEntity<String> answer =
                    orders.discussion(
                            visit(Samples.CLINICIAN),
                            Samples.ORDER.value(),
                            form(
                                    "agreed", "yes",
                                    "research", "AGREED",
                                    "takenOn-day", "3",
                                    "takenOn-month", "6",
                                    "takenOn-year", "2026"));
            assertEquals(HttpStatus.SEE_OTHER, answer.getStatusCode());
            assertEquals(List.of("discussion yes AGREED"), actions.calls);
        }

        @Test
        void asksAgainForADiscussionInTheFuture() {
            ResponseEntity<String> answer =
                    orders.discussion(
                            visit(Samples.CLINICIAN),
                            Samples.ORDER.value(),
                            form(
                                    "agreed", "yes",
                                    "research", "AGREED",
                                    "takenOn-day", "4",
                                    "takenOn-month", "6",
                                    "takenOn-year", "2026"));
            assertEquals(HttpStatus.UNPROCESSABLE_CONTENT, answer.getStatusCode());
            assertEquals(
                    List.of("#takenOn"),
                    page(answer).select(".nhsuk-error-summary a").eachAttr("href"));
            assertTrue(actions.calls.isEmpty());
        }

        @Test
        void getsItsTestFromAScientistWithAReason() {
            data.order = new Lookup.Found<>(Samples.waitsForChoice());
            Visit scientist = visit(Samples.SCIENTIST);
            String id = Samples.ORDER.value();
            assertEquals(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    orders.choose(scientist, id, Optional.of("R901 R901.2"), Optional.of(" "))
                            .getStatusCode());
            assertEquals(
                    HttpStatus.SEE_OTHER,
                    orders.choose(scientist, id, Optional.of("R901 R901.2"), Optional.of("fits"))
                            .getStatusCode());
            assertEquals(List.of("choose R901 R901.2 fits"), actions.calls);
        }

        @Test
        void tellsAnOpenPageOnlyWhetherItHasMovedOn() {
            assertFalse(
                    orders.changes(Samples.ORDER.value(), Optional.of("4"))
                            .getHeaders()
                            .containsHeader("HX-Refresh"));
            assertTrue(
                    orders.changes(Samples.ORDER.value(), Optional.of("3"))
                            .getHeaders()
                            .containsHeader("HX-Refresh"));
        }
    }

    @Nested
    class ATaskOnTheWorklist {
        private ResponseEntity<String> change(String status, Optional<String> reason) {
            return laboratory.change(
                    visit(Samples.TECHNOLOGIST),
                    Samples.TASK.value(),
                    status,
                    Optional.of(3),
                    reason);
        }

        @Test
        void movesOnAndSaysSo() {
            ResponseEntity<String> answer = change("ACCEPTED", Optional.empty());
            assertEquals(
                    URI.create("/laboratory?changed=ACCEPTED"), answer.getHeaders().getLocation());
            assertEquals(List.of("task ACCEPTED - 3"), actions.calls);
        }

        @Test
        void isPutOnHoldWithAReason() {
            change("ON_HOLD", Optional.of("awaiting-sample"));
            assertEquals(List.of("task ON_HOLD awaiting-sample 3"), actions.calls);
        }

        @ParameterizedTest
        @CsvSource({"STALE, 409", "REFUSED, 409", "NOT_YOURS, 403", "NOT_FOUND, 404"})
        void staysWhereItIsWhereTheServiceSaysSo(String answer, int status) {
            actions.task =
                    switch (answer) {
                        case "STALE" -> new TaskOutcome.Stale(4);
                        case "REFUSED" -> new TaskOutcome.Refused("Something comes first.");
                        case "NOT_YOURS" -> new TaskOutcome.NotYours("Another laboratory's.");
                        default -> new TaskOutcome.NotFound();
                    };
            assertEquals(status, change("ACCEPTED", Optional.empty()).getStatusCode().value());
        }

        @Test
        void isNotTouchedByAnUnknownStatus() {
            assertEquals(
                    HttpStatus.NOT_FOUND, change("FINISHED", Optional.empty()).getStatusCode());
            assertTrue(actions.calls.isEmpty());
        }
    }

    @Nested
    class AReport {
        @Test
        void isSignedOnlyWithResultConclusionAndConfirmation() {
            ResponseEntity<String> answer =
                    reports.sign(
                            visit(Samples.SCIENTIST),
                            Samples.REPORT.value(),
                            form("version", "1", "kind", "PROPOSED", "conclusion", " "));
            assertEquals(HttpStatus.UNPROCESSABLE_CONTENT, answer.getStatusCode());
            assertEquals(
                    List.of("#kind", "#conclusion", "#confirmed"),
                    page(answer).select(".nhsuk-error-summary a").eachAttr("href"));
            assertTrue(actions.calls.isEmpty());
            reports.sign(
                    visit(Samples.SCIENTIST),
                    Samples.REPORT.value(),
                    form(
                            "version", "1",
                            "kind", "CAUSE_FOUND",
                            "conclusion", "It explains the disease.",
                            "confirmed", "yes"));
            assertEquals(List.of("sign 1 CAUSE_FOUND It explains the disease."), actions.calls);
        }

        @Test
        void beginsWithAnEmptyConclusionSoThatNobodySignsTheProgramsWords() {
            Document page =
                    page(
                            reports.report(
                                    visit(Samples.SCIENTIST),
                                    Samples.REPORT.value(),
                                    Optional.empty()));
            assertEquals("", page.select("textarea#conclusion").text());
            assertTrue(page.select("input[name=kind][checked]").isEmpty());
            assertTrue(page.text().contains("Not for clinical use – not signed."));
        }

        @Test
        void keepsWhatTheScientistTypedWhenItHasChangedMeanwhile() {
            actions.desk = new DeskAnswer.Refused("The report has changed since you read it.");
            Document page =
                    page(
                            reports.sign(
                                    visit(Samples.SCIENTIST),
                                    Samples.REPORT.value(),
                                    form(
                                            "version", "1",
                                            "kind", "CAUSE_FOUND",
                                            "conclusion", "My words",
                                            "confirmed", "yes")));
            assertEquals("My words", page.select("textarea#conclusion").text());
            assertTrue(page.select(".nhsuk-error-summary").text().contains("has changed"));
        }

        @Test
        void takesTheOutcomeInTheWordsOfTheQuestionnaire() {
            data.report = new Lookup.Found<>(Samples.report(ReportStatus.FINAL));
            MultiValueMap<String, String> form =
                    form(
                            "caseSolved", "YES",
                            "actionability", "NOT_YET",
                            "clinicalUtility", "NONE",
                            "clinicalUtility", "SURGICAL_OPTION");
            assertEquals(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    reports.outcome(visit(Samples.CLINICIAN), Samples.REPORT.value(), form)
                            .getStatusCode());
            form.put("clinicalUtility", List.of("SURGICAL_OPTION"));
            assertEquals(
                    HttpStatus.SEE_OTHER,
                    reports.outcome(visit(Samples.CLINICIAN), Samples.REPORT.value(), form)
                            .getStatusCode());
            assertEquals(List.of("outcome YES NOT_YET [SURGICAL_OPTION]"), actions.calls);
        }
    }

    /// Shows the samples.
    private static final class Shown implements PageData {
        private Lookup<OrderFile> order = new Lookup.Found<>(Samples.waitsForDiscussion());
        private Lookup<ReportFile> report =
                new Lookup.Found<>(Samples.report(ReportStatus.PRELIMINARY));

        @Override
        public OrderList orders(Actor actor, OrderFilter filter) {
            return Samples.orders();
        }

        @Override
        public Lookup<OrderFile> order(Actor actor, OrderId id) {
            return order;
        }

        @Override
        public int orderVersion(OrderId id) {
            return 4;
        }

        @Override
        public Lookup<ReportFile> report(Actor actor, ReportId id) {
            return report;
        }

        @Override
        public Worklist worklist(Actor actor) {
            return Samples.worklist();
        }

        @Override
        public int openTasks(Actor actor) {
            return 7;
        }

        @Override
        public ServiceOverview overview() {
            return Samples.overview();
        }
    }

    /// Writes down what was asked of the service, and answers as told.
    private static final class Done implements PageActions {
        private final List<String> calls = new ArrayList<>();
        private Submission submission =
                new Submission.Accepted(
                        Samples.order(OrderState.IN_LABORATORY, Samples.wgsRoute()),
                        new Person(
                                Samples.PERSON,
                                Optional.empty(),
                                "Example",
                                "Robin",
                                Optional.empty(),
                                Sex.FEMALE,
                                ""),
                        List.of(),
                        List.of());
        private TaskOutcome task =
                new TaskOutcome.Changed(
                        Samples.order(OrderState.IN_LABORATORY, Samples.wgsRoute()),
                        Samples.task(
                                org.opengms.orders.TaskCode.SAMPLE_PREPARATION,
                                TaskStatus.ACCEPTED,
                                Optional.empty()));
        private DeskAnswer desk =
                new DeskAnswer.Done(Samples.order(OrderState.IN_LABORATORY, Samples.wgsRoute()));

        @Override
        public Submission submitOrder(String bundleJson, Actor actor) {
            return submission;
        }

        @Override
        public TaskOutcome changeTask(TaskId id, TaskChange change, Actor actor) {
            calls.add(
                    "task %s %s %s"
                            .formatted(
                                    change.status(),
                                    change.statusReason().orElse("-"),
                                    change.expectedVersion().orElse(0)));
            return task;
        }

        @Override
        public TaskOutcome chooseTest(
                OrderId id, String indicationCode, String testCode, String reason, Actor actor) {
            calls.add("choose %s %s %s".formatted(indicationCode, testCode, reason));
            return task;
        }

        @Override
        public DeskAnswer takeDiscussion(OrderId id, RecordOfDiscussion record, Actor actor) {
            calls.add(
                    "discussion %s %s"
                            .formatted(
                                    record.testAgreed().orElse(false) ? "yes" : "no",
                                    record.research()));
            return desk;
        }

        @Override
        public DeskAnswer enterResult(OrderId id, ResultKind kind, String conclusion, Actor actor) {
            calls.add("result %s %s".formatted(kind, conclusion));
            return desk;
        }

        @Override
        public DeskAnswer sign(
                ReportId id, int seenVersion, ResultKind kind, String conclusion, Actor actor) {
            calls.add("sign %d %s %s".formatted(seenVersion, kind, conclusion));
            return desk;
        }

        @Override
        public DeskAnswer recordOutcome(ReportId id, Outcome outcome, Actor actor) {
            calls.add(
                    "outcome %s %s %s"
                            .formatted(
                                    outcome.caseSolved(),
                                    outcome.actionability(),
                                    outcome.clinicalUtility()));
            return desk;
        }
    }

    private static final class FewTerms implements PhenotypeTerms {
        private static final List<Term> TERMS =
                List.of(
                        new Term("HP:0000107", "Renal cyst"),
                        new Term("HP:0000105", "Enlarged kidney"));

        @Override
        public List<Term> search(String text, int limit) {
            return TERMS.stream().filter(t -> t.label().contains(text)).limit(limit).toList();
        }

        @Override
        public Optional<Term> find(String idOrLabel) {
            return TERMS.stream()
                    .filter(t -> t.id().equals(idOrLabel) || t.label().equalsIgnoreCase(idOrLabel))
                    .findFirst();
        }
    }
}
