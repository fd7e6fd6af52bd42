package org.opengms.server.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.cases.CauseChoice;
import org.opengms.cases.CauseMark;
import org.opengms.cases.DeskAnswer;
import org.opengms.cases.Outcome;
import org.opengms.cases.ReportId;
import org.opengms.cases.ReportStatus;
import org.opengms.cases.ResultKind;
import org.opengms.cases.SigningEffort;
import org.opengms.consent.DiscussionState;
import org.opengms.consent.RecordOfDiscussion;
import org.opengms.consent.ResearchChoice;
import org.opengms.directory.TestDirectories;
import org.opengms.fhir.OrderForm;
import org.opengms.gate.Actor;
import org.opengms.orders.Finding;
import org.opengms.orders.FindingKind;
import org.opengms.orders.Grade;
import org.opengms.orders.Mover;
import org.opengms.orders.OrderChoices;
import org.opengms.orders.OrderId;
import org.opengms.orders.OrderOutcome;
import org.opengms.orders.OrderSpecimen;
import org.opengms.orders.OrderState;
import org.opengms.orders.OtherTest;
import org.opengms.orders.Presence;
import org.opengms.orders.SpecimenOutcome;
import org.opengms.orders.Submission;
import org.opengms.orders.TaskChange;
import org.opengms.orders.TaskId;
import org.opengms.orders.TaskOutcome;
import org.opengms.orders.TaskStatus;
import org.opengms.people.NhsNumber;
import org.opengms.people.Person;
import org.opengms.people.Sex;
import org.opengms.planning.routing.YieldTable;
import org.opengms.routing.OverrideReason;
import org.opengms.routing.Priority;
import org.opengms.routing.YieldBoard;
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
    private final OrderDeedsController deeds =
            new OrderDeedsController(
                    html, assets, data, actions, orders, Clock.fixed(Samples.NOW, ZoneOffset.UTC));
    private final SamplesController samples =
            new SamplesController(
                    html, assets, data, actions, Clock.fixed(Samples.NOW, ZoneOffset.UTC));
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

        /// So the service knows that the order that is sent at last is the one it refused.
        @Test
        void keepsTheNumberOfAFormThatIsMended() {
            Document empty = page(orders.form(visit(Samples.CLINICIAN)));
            String number = empty.select("input[name=form]").attr("value");
            assertEquals(36, number.length(), number);
            MultiValueMap<String, String> bad = goodOrder();
            bad.set("form", number);
            bad.set("sex", "");

            Document mended = page(orders.send(visit(Samples.CLINICIAN), bad));
            assertEquals(number, mended.select("input[name=form]").attr("value"));
            bad.set("sex", "FEMALE");
            orders.send(visit(Samples.CLINICIAN), bad);

            assertEquals(List.of(number), actions.forms);
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
    class WhatBecomesOfAnOrder {
        private static final String ID = Samples.ORDER.value();

        private ResponseEntity<String> revoke(String... form) {
            return deeds.act(visit(Samples.CLINICIAN), ID, "revoke", form(form));
        }

        @Test
        void isOfferedOnItsPageAsFarAsItIsAllowed() {
            Document page = page(orders.order(visit(Samples.CLINICIAN), ID, Optional.empty()));
            assertEquals(
                    List.of(
                            "/orders/" + ID + "/hold",
                            "/orders/" + ID + "/test-instead",
                            "/orders/" + ID + "/revoke",
                            "/orders/" + ID + "/error"),
                    page.select(".ogms-deeds a").eachAttr("href"));
            assertEquals(0, page.select("form[action$=/release]").size());
            actions.choices = OrderChoices.NONE;
            assertEquals(
                    0,
                    page(orders.order(visit(Samples.CLINICIAN), ID, Optional.empty()))
                            .select(".ogms-deeds")
                            .size());
        }

        @Test
        void isReleasedFromTheRequestersOwnHoldInOneStep() {
            actions.choices =
                    new OrderChoices(
                            EnumSet.of(OrderChoices.Deed.RELEASE),
                            Optional.of(Mover.REQUESTER),
                            List.of(),
                            List.of(),
                            List.of());
            Document page = page(orders.order(visit(Samples.CLINICIAN), ID, Optional.empty()));
            assertEquals("4", page.select("form[action$=/release] [name=version]").attr("value"));
            assertTrue(
                    page.text()
                            .contains("The organisation that ordered the test has put it on hold"));
            deeds.act(visit(Samples.CLINICIAN), ID, "release", form("version", "4"));
            assertEquals(List.of("release 4"), actions.calls);
        }

        @Test
        void isHeldForAReasonOfTheNationalListInPlainWords() {
            Document page = page(deeds.ask(visit(Samples.CLINICIAN), ID, "hold"));
            assertEquals(
                    TaskChange.STATUS_REASONS, page.select("input[name=reason]").eachAttr("value"));
            assertEquals(
                    "Waiting for the sample (these days do not count towards the report)",
                    page.select("input[value=awaiting-sample] + label").text());
            assertEquals(
                    "A planned delay", page.select("input[value=scheduled-delay] + label").text());
            ResponseEntity<String> answer =
                    deeds.act(
                            visit(Samples.CLINICIAN),
                            ID,
                            "hold",
                            form("version", "4", "reason", "awaiting-sample"));
            assertEquals(
                    URI.create("/orders/" + ID + "?done=hold"), answer.getHeaders().getLocation());
            assertEquals(List.of("hold awaiting-sample 4"), actions.calls);
            Document done = page(orders.order(visit(Samples.CLINICIAN), ID, Optional.of("hold")));
            assertEquals(
                    "The order is on hold.", done.select(".nhsuk-notification-banner p").text());
        }

        @Test
        void isNotHeldForAReasonOfOnesOwn() {
            ResponseEntity<String> answer =
                    deeds.act(
                            visit(Samples.CLINICIAN),
                            ID,
                            "hold",
                            form("version", "4", "reason", "holidays"));
            assertEquals(HttpStatus.UNPROCESSABLE_CONTENT, answer.getStatusCode());
            assertEquals(
                    List.of("#reason"),
                    page(answer).select(".nhsuk-error-summary a").eachAttr("href"));
            assertTrue(actions.calls.isEmpty());
        }

        @Test
        void canHaveAnotherTestThanRecommendedWithAReason() {
            Document page = page(deeds.ask(visit(Samples.CLINICIAN), ID, "test-instead"));
            assertTrue(page.text().contains("The policy recommended"), page.text());
            assertEquals(
                    List.of("R59.1 ZL02", "R59.1 ZL01"),
                    page.select("input[name=test]").eachAttr("value"));
            ResponseEntity<String> answer =
                    deeds.act(
                            visit(Samples.CLINICIAN),
                            ID,
                            "test-instead",
                            form(
                                    "version",
                                    "4",
                                    "test",
                                    "R59.1 ZL02",
                                    "kind",
                                    "URGENCY",
                                    "reason",
                                    "She is in labour"));
            assertEquals(
                    URI.create("/orders/" + ID + "?done=test-instead"),
                    answer.getHeaders().getLocation());
            assertEquals(List.of("instead R59.1 ZL02 URGENCY She is in labour 4"), actions.calls);
        }

        @ParameterizedTest
        @CsvSource({
            "'', WISH, reason, Choose the test",
            "R59.1, WISH, reason, Choose the test",
            "R59.1 ZL02, WISH, '', Say why",
            "R59.1 ZL02, '', reason, Choose what guides",
            "R59.1 ZL02, BECAUSE, reason, Choose what guides"
        })
        void hasNoOtherTestWithoutSayingWhichAndWhy(
                String test, String kind, String reason, String words) {
            ResponseEntity<String> answer =
                    deeds.act(
                            visit(Samples.CLINICIAN),
                            ID,
                            "test-instead",
                            form("version", "4", "test", test, "kind", kind, "reason", reason));
            assertEquals(HttpStatus.UNPROCESSABLE_CONTENT, answer.getStatusCode());
            assertTrue(page(answer).select(".nhsuk-error-summary").text().contains(words));
            assertEquals(List.of(), actions.calls);
        }

        @Test
        void isToldBeforeItIsRevoked() {
            Document page = page(deeds.ask(visit(Samples.CLINICIAN), ID, "revoke"));
            assertEquals(
                    List.of("Northern Genomic Laboratory Hub: produce final report"),
                    page.select("#to-cancel li").eachText());
            assertEquals(
                    List.of("Northern Genomic Laboratory Hub: process sample"),
                    page.select("#to-close li").eachText());
            assertEquals("4", page.select("input[name=version]").attr("value"));
            assertTrue(actions.calls.isEmpty(), "looking changes nothing");
        }

        @Test
        void needsAReasonInWords() {
            ResponseEntity<String> answer = revoke("version", "1", "reason", "  ");
            assertEquals(HttpStatus.UNPROCESSABLE_CONTENT, answer.getStatusCode());
            assertTrue(actions.calls.isEmpty());
            assertEquals(
                    URI.create("/orders/" + ID + "?done=revoke"),
                    revoke("version", "1", "reason", " Not wanted ").getHeaders().getLocation());
            assertEquals(List.of("revoke Not wanted 1"), actions.calls);
        }

        @Test
        void saysWhereLaboratoriesMustCloseTheirWork() {
            actions.order =
                    new OrderOutcome.Changed(
                            Samples.order(OrderState.CLOSING, Samples.wgsRoute()),
                            Samples.choices().toClose(),
                            List.of());
            assertEquals(
                    URI.create("/orders/" + ID + "?done=closing"),
                    revoke("version", "1", "reason", "x").getHeaders().getLocation());
            data.order = new Lookup.Found<>(Samples.closing());
            Document requester =
                    page(orders.order(visit(Samples.CLINICIAN), ID, Optional.of("closing")));
            assertEquals(
                    List.of("Northern Genomic Laboratory Hub: Process sample"),
                    requester.select("#closings li").eachText());
            assertEquals(0, requester.select("form[action^=/laboratory/tasks]").size());
            Document laboratory =
                    page(orders.order(visit(Samples.TECHNOLOGIST), ID, Optional.empty()));
            assertEquals(
                    List.of("Close the work: process sample"),
                    laboratory.select("form[action^=/laboratory/tasks] button").eachText());
        }

        @ParameterizedTest
        @CsvSource({
            "STALE, 409, you looked at it",
            "REFUSED, 409, It is reported.",
            "NOT_YOURS, 403, Not yours.",
            "NOT_FOUND, 404, nothing at this address"
        })
        void isLeftAsItIsWhereTheServiceSaysSo(String answer, int status, String words) {
            actions.order =
                    switch (answer) {
                        case "STALE" -> new OrderOutcome.Stale(5);
                        case "REFUSED" -> new OrderOutcome.Refused("It is reported.", List.of());
                        case "NOT_YOURS" -> new OrderOutcome.NotYours("Not yours.");
                        default -> new OrderOutcome.NotFound();
                    };
            ResponseEntity<String> refused = revoke("version", "1", "reason", "My words");
            assertEquals(status, refused.getStatusCode().value());
            assertTrue(page(refused).text().contains(words), page(refused).text());
        }

        @Test
        void isAskedAgainWithTheNewestVersionAndTheOldWordsWhereSomebodyWasQuicker() {
            actions.order = new OrderOutcome.Stale(5);
            Document page = page(revoke("version", "0", "reason", "My words"));
            assertEquals("My words", page.select("textarea#reason").text());
            assertEquals("4", page.select("input[name=version]").attr("value"));
            actions.choices = OrderChoices.NONE;
            data.order = new Lookup.Found<>(Samples.signed());
            ResponseEntity<String> late = revoke("version", "0", "reason", "My words");
            assertEquals(HttpStatus.CONFLICT, late.getStatusCode());
            assertTrue(page(late).text().contains("The order is reported"));
        }

        @Test
        void isNotDoneForAFormThatNamesNoVersion() {
            assertEquals(HttpStatus.CONFLICT, revoke("reason", "x").getStatusCode());
            assertTrue(actions.calls.isEmpty());
        }

        @Test
        void isNotForThoseWhoOnlyRead() {
            actions.choices = OrderChoices.NONE;
            assertEquals(
                    HttpStatus.FORBIDDEN,
                    deeds.ask(visit(Samples.SCIENTIST), ID, "revoke").getStatusCode());
            data.order = new Lookup.Denied<>("Nothing to do with you.");
            assertEquals(
                    HttpStatus.FORBIDDEN,
                    deeds.ask(visit(Samples.CLINICIAN), ID, "error").getStatusCode());
        }

        @Test
        void canBeThatItShouldNeverHaveBeenMade() {
            Document page = page(deeds.ask(visit(Samples.CLINICIAN), ID, "error"));
            assertTrue(page.text().contains("cannot be undone"));
            assertEquals(
                    "/orders/" + ID + "/revoke",
                    page.select(".nhsuk-card__content a").attr("href"));
            deeds.act(
                    visit(Samples.CLINICIAN),
                    ID,
                    "error",
                    form("version", "1", "reason", "Wrong person"));
            assertEquals(List.of("error Wrong person 1"), actions.calls);
        }
    }

    @Nested
    class ASampleWithoutAnOrder {
        private ResponseEntity<String> bookIn(String... form) {
            return samples.bookIn(visit(Samples.TECHNOLOGIST), form(form));
        }

        @Test
        void standsWithItsLabelAndHowLongItHasWaited() {
            data.samples = List.of(Samples.sample("T-1", "9990000018"), Samples.sample("T-2", ""));
            Document page =
                    page(
                            samples.samples(
                                    visit(Samples.TECHNOLOGIST),
                                    Optional.empty(),
                                    Optional.empty()));
            assertEquals(
                    List.of(
                            "Label T-1 Sample Blood specimen NHS number on the tube 999 000 0018 Came 29 May 2026, 10:15 Has waited 5 days",
                            "Label T-2 Sample Blood specimen NHS number on the tube None Came 29 May 2026, 10:15 Has waited 5 days"),
                    page.select("tbody tr").eachText());
            assertTrue(
                    page(laboratory.worklist(visit(Samples.TECHNOLOGIST), Optional.empty()))
                            .text()
                            .contains("Samples without an order: 2 samples wait"));
        }

        @Test
        void isBookedInAndWaits() {
            ResponseEntity<String> answer =
                    bookIn(
                            "label", " T-9 ",
                            "nhsNumber", "999 000 0018",
                            "type", "Blood specimen",
                            "collected-day", "31",
                            "collected-month", "5",
                            "collected-year", "2026");
            assertEquals(List.of("book T-9 Blood specimen 999 000 0018 2026-05-31"), actions.calls);
            assertEquals(
                    URI.create("/laboratory/samples?done=waits"),
                    answer.getHeaders().getLocation());
        }

        @Test
        void leadsToItsOrderWhereThatIsHereAlready() {
            actions.specimen =
                    new SpecimenOutcome.Matched(
                            Samples.order(OrderState.IN_LABORATORY, Samples.wgsRoute()),
                            Samples.sample("T-9", "9990000018"));
            assertEquals(
                    URI.create("/laboratory/samples?matched=" + Samples.ORDER.value()),
                    bookIn("label", "T-9", "type", "Blood specimen").getHeaders().getLocation());
            Document page =
                    page(
                            samples.samples(
                                    visit(Samples.TECHNOLOGIST),
                                    Optional.of(Samples.ORDER.value()),
                                    Optional.empty()));
            assertEquals(
                    "/orders/" + Samples.ORDER.value(),
                    page.select(".nhsuk-notification-banner a").attr("href"));
        }

        @Test
        void comesBackWithEveryMistakeAndEverythingTyped() {
            ResponseEntity<String> answer =
                    bookIn(
                            "label", "",
                            "nhsNumber", "999 000 0019",
                            "type", "Saliva specimen",
                            "collected-day", "4",
                            "collected-month", "6",
                            "collected-year", "2026");
            assertEquals(HttpStatus.UNPROCESSABLE_CONTENT, answer.getStatusCode());
            assertEquals(
                    List.of("#label", "#nhsNumber", "#collected"),
                    page(answer).select(".nhsuk-error-summary a").eachAttr("href"));
            assertEquals("Saliva specimen", page(answer).select("#type option[selected]").text());
            assertTrue(actions.calls.isEmpty());
        }

        @Test
        void isToldWhyItIsRefused() {
            actions.specimen = new SpecimenOutcome.Refused("It waits here already.");
            ResponseEntity<String> answer = bookIn("label", "T-9", "type", "Blood specimen");
            assertEquals(HttpStatus.CONFLICT, answer.getStatusCode());
            assertTrue(page(answer).text().contains("It waits here already."));
        }

        @Test
        void isBookedInByLaboratoryStaffAlone() {
            actions.specimen = new SpecimenOutcome.NotYours("Only a laboratory books in.");
            assertEquals(
                    HttpStatus.FORBIDDEN,
                    samples.bookIn(
                                    visit(Samples.SCIENTIST),
                                    form("label", "T-9", "type", "Blood specimen"))
                            .getStatusCode());
            Document page =
                    page(
                            samples.samples(
                                    visit(Samples.SCIENTIST), Optional.empty(), Optional.empty()));
            assertEquals(0, page.select("main form").size());
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

        @Test
        void isClosedWhereItsOrderWasRevoked() {
            change("CANCELLED", Optional.empty());
            assertEquals(List.of("task CANCELLED task-no-longer-required 3"), actions.calls);
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
    class WhatOrdersAreCheckedAgainst {
        @Test
        void tellsWhatLaboratoriesHavePromisedAndHowOftenThePolicyWasNotFollowed() {
            Document page =
                    page(
                            new OverviewController(
                                            html,
                                            assets,
                                            data,
                                            () -> Samples.checks(true),
                                            Samples::board,
                                            Samples::yields,
                                            Samples::notices,
                                            java.util.List::of)
                                    .capacity(visit(Samples.MANAGER)));
            assertEquals(List.of("120", "110", "3"), page.select(".ogms-figures dd").eachText());
            assertTrue(page.text().contains("10.0"), page.text());
            assertEquals(
                    "Northern Genomic Laboratory Hub The answer is needed sooner 3",
                    page.select("table[aria-labelledby=otherwise] tbody tr").text());
            assertEquals(
                    List.of("150 %"),
                    page.select("td .nhsuk-tag--red").eachText(),
                    "more than it can do");
        }

        private Document checks(ServiceChecks checks) {
            return page(
                    new OverviewController(
                                    html,
                                    assets,
                                    data,
                                    () -> checks,
                                    Samples::board,
                                    Samples::yields,
                                    Samples::notices,
                                    java.util.List::of)
                            .checks(visit(Samples.CLINICIAN)));
        }

        private OverviewController withYields(YieldBoard.Board board) {
            return new OverviewController(
                    html,
                    assets,
                    data,
                    () -> Samples.checks(true),
                    Samples::board,
                    () -> board,
                    Samples::notices,
                    java.util.List::of);
        }

        /// 185 exomes of one kind found 88, 133 of another 3; 162 of the 500 requests are of a kind
        /// in which nobody had one.
        @Test
        void tellsTheYieldsInForceBesideThoseProposed() {
            Document page = page(withYields(Samples.yields()).yields(visit(Samples.MANAGER)));
            assertTrue(page.select(".nhsuk-summary-list").text().contains("yields-2026.1"));
            assertTrue(page.select(".nhsuk-summary-list").text().contains("1 September 2026"));
            String exomes = page.select("tbody tr:contains(Exome)").eachText().getFirst();
            assertTrue(exomes.contains("36.0 %"), exomes);
            assertTrue(exomes.contains("91 of 318"), exomes);
            assertEquals(1, page.select("a[download][href=/overview/yields/proposal.json]").size());
            assertTrue(page.text().contains("31 would have come out otherwise"), page.text());
        }

        @Test
        void offersNoProposalWhereThereIsNone() {
            Document page = page(withYields(Samples.noYields()).yields(visit(Samples.MANAGER)));
            assertEquals(0, page.select("a[download]").size());
            assertTrue(page.text().contains("The yields in force stay."), page.text());
        }

        @Test
        void givesTheProposalAsAFileThatWaitsForASignature() {
            ResponseEntity<String> answer = withYields(Samples.yields()).proposal();
            assertEquals(
                    "attachment; filename=\"yields-proposed-2026-06-03.json\"",
                    answer.getHeaders().getFirst("Content-Disposition"));
            String body = String.valueOf(answer.getBody());
            assertTrue(body.contains("own outcomes"), body);
            assertThrows(
                    IllegalArgumentException.class, () -> YieldTable.FILE.parse(body, "proposal"));
        }

        @Test
        void isToldWithThePackagesAndWhatFellBack() {
            Document page = checks(Samples.checks(true));
            assertEquals(
                    List.of("Single files 1", "guide 3", "StructureDefinition 4"),
                    page.select("table.nhsuk-table tbody tr").eachText());
            assertEquals(
                    "Resource Consent Profile Guide-Consent Used instead Core-Consent Why Its base definition is not among the packages",
                    page.select("table[aria-labelledby=fallbacks] tbody tr").text());
            assertTrue(page.text().contains("broken.json: it is not JSON"));
            assertTrue(page.text().contains("https://example.test/named-only"));
            assertTrue(page.text().contains("No sheet is loaded"));
        }

        @Test
        void isFhirAloneWhereThereAreNoPackages() {
            Document page = checks(Samples.checks(false));
            assertTrue(page.text().contains("judged by FHIR R4 alone"));
            assertEquals(0, page.select("table").size());
        }

        @Test
        void saysWhichFindingsRefuseUnderThePolicy() {
            Document page = checks(Samples.checks(true));
            List<String> refusing = page.select("#grade-ERROR + ul li").eachText();
            assertTrue(
                    refusing.contains("The very same order was accepted before"),
                    refusing::toString);
            assertFalse(
                    refusing.stream().anyMatch(k -> k.startsWith("The NHS number is not valid")));
            assertTrue(
                    page.select("#grade-WARNING + details li")
                            .eachText()
                            .contains(
                                    "The NHS number is not valid (changed by the policy; it is refused by default)"));
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
            assertEquals(
                    List.of("sign 1 CAUSE_FOUND Explains[ranks=[]] It explains the disease."),
                    actions.calls);
        }

        /// What is ticked beside the result; a mark that does not go with it is the desk's to
        /// refuse.
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                        CAUSE_FOUND    | 1    | Explains[ranks=[1]]
                        CAUSE_FOUND    | 2 1  | Explains[ranks=[1, 2]]
                        CAUSE_FOUND    | none | None[]
                        CAUSE_FOUND    | 1 none | Explains[ranks=[]]
                        CAUSE_FOUND    | ''   | Explains[ranks=[]]
                        UNCERTAIN      | ''   | Uncertain[]
                        UNCERTAIN      | 1    | Explains[ranks=[1]]
                        NO_CAUSE_FOUND | ''   | None[]
                        NO_CAUSE_FOUND | 1    | Explains[ranks=[1]]
                        FAILED         | ''   | None[]
                        """)
        void isSignedWithWhatIsTickedAsTheCause(String kind, String ticked, String mark) {
            MultiValueMap<String, String> form =
                    form(
                            "version", "1",
                            "kind", kind,
                            "conclusion", "Words.",
                            "confirmed", "yes");
            for (String value : ticked.split(" ")) {
                form.add("cause", value);
            }
            reports.sign(visit(Samples.SCIENTIST), Samples.REPORT.value(), form);
            assertEquals(List.of("sign 1 %s %s Words.".formatted(kind, mark)), actions.calls);
        }

        @Test
        void isSignedWithWhatItTookIfThatIsSaid() {
            MultiValueMap<String, String> form =
                    form(
                            "version", "1",
                            "kind", "UNCERTAIN",
                            "conclusion", "Words.",
                            "confirmed", "yes");
            reports.sign(visit(Samples.SCIENTIST), Samples.REPORT.value(), form);
            form.add("interpretationMinutes", " 90 ");
            form.add("meetingMinutes", "0");
            form.add("confirmations", "");
            reports.sign(visit(Samples.SCIENTIST), Samples.REPORT.value(), form);
            assertEquals(
                    List.of(
                            SigningEffort.UNSAID,
                            new SigningEffort(Optional.of(90), Optional.of(0), Optional.empty())),
                    actions.efforts);
        }

        @ParameterizedTest
        @CsvSource({
            "interpretationMinutes, 6001",
            "interpretationMinutes, -1",
            "interpretationMinutes, an hour",
            "meetingMinutes, 1.5",
            "confirmations, 51"
        })
        void isNotSignedWithWhatItCannotTake(String field, String typed) {
            ResponseEntity<String> answer =
                    reports.sign(
                            visit(Samples.SCIENTIST),
                            Samples.REPORT.value(),
                            form(
                                    "version",
                                    "1",
                                    "kind",
                                    "UNCERTAIN",
                                    "conclusion",
                                    "Words.",
                                    "confirmed",
                                    "yes",
                                    field,
                                    typed));
            assertEquals(HttpStatus.UNPROCESSABLE_CONTENT, answer.getStatusCode());
            Document page = page(answer);
            assertEquals(
                    List.of("#" + field), page.select(".nhsuk-error-summary a").eachAttr("href"));
            assertEquals(typed, page.select("input#" + field).attr("value"));
            assertTrue(actions.calls.isEmpty());
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
        private List<OrderSpecimen> samples = List.of();
        private Lookup<ReportFile> report =
                new Lookup.Found<>(Samples.report(ReportStatus.PRELIMINARY));

        @Override
        public OrderList orders(Actor actor, OrderFilter filter) {
            return Samples.orders();
        }

        @Override
        public KeptGenomeList keptGenomes(Actor actor, KeptGenomeFilter filter, String channel) {
            return Samples.keptGenomes(filter).list();
        }

        @Override
        public int genomesToSeeTo(Actor actor) {
            return 2;
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
        public List<OrderSpecimen> waitingSamples(Actor actor) {
            return samples;
        }

        @Override
        public List<ChosenOtherwise> chosenOtherwise(LocalDate since) {
            return List.of(new ChosenOtherwise(Samples.LABORATORY, OverrideReason.Kind.URGENCY, 3));
        }

        @Override
        public Followed followed(LocalDate since) {
            return new Followed(120, 110, 3);
        }

        @Override
        public ServiceOverview overview() {
            return Samples.overview();
        }
    }

    /// Writes down what was asked of the service, and answers as told.
    private static final class Done implements PageActions {
        private final List<String> calls = new ArrayList<>();
        private final List<SigningEffort> efforts = new ArrayList<>();
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
        private final List<String> forms = new ArrayList<>();
        private OrderChoices choices = Samples.choices();
        private OrderOutcome order =
                new OrderOutcome.Changed(
                        Samples.order(OrderState.ON_HOLD, Samples.wgsRoute()),
                        List.of(),
                        List.of());
        private SpecimenOutcome specimen =
                new SpecimenOutcome.Waiting(Samples.sample("T-1", "9990000018"));
        private DeskAnswer desk =
                new DeskAnswer.Done(Samples.order(OrderState.IN_LABORATORY, Samples.wgsRoute()));

        @Override
        public Submission submitOrder(String bundleJson, String form, Actor actor) {
            forms.add(form);
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
        public OrderOutcome cancelGenome(
                OrderId id, OverrideReason reason, Optional<Integer> seenVersion, Actor actor) {
            calls.add(
                    "no genome %s %s %s"
                            .formatted(reason.kind(), reason.words(), seenVersion.orElse(0)));
            return order;
        }

        @Override
        public OrderOutcome orderGenomeAgain(
                OrderId id, Optional<Integer> seenVersion, Actor actor) {
            calls.add("genome again " + seenVersion.orElse(0));
            return order;
        }

        @Override
        public OrderOutcome chooseAnotherTest(
                OrderId id,
                OtherTest chosen,
                OverrideReason reason,
                Optional<Integer> seenVersion,
                Actor actor) {
            calls.add(
                    "instead %s %s %s %s %s"
                            .formatted(
                                    chosen.testCode(),
                                    chosen.laboratory(),
                                    reason.kind(),
                                    reason.words(),
                                    seenVersion.orElse(0)));
            return order;
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
        public OrderChoices choices(OrderId id, Actor actor) {
            return choices;
        }

        @Override
        public OrderOutcome hold(
                OrderId id, String statusReason, Optional<Integer> seenVersion, Actor actor) {
            calls.add("hold %s %d".formatted(statusReason, seenVersion.orElse(0)));
            return order;
        }

        @Override
        public OrderOutcome release(OrderId id, Optional<Integer> seenVersion, Actor actor) {
            calls.add("release %d".formatted(seenVersion.orElse(0)));
            return order;
        }

        @Override
        public OrderOutcome revoke(
                OrderId id, String reason, Optional<Integer> seenVersion, Actor actor) {
            calls.add("revoke %s %d".formatted(reason, seenVersion.orElse(0)));
            return order;
        }

        @Override
        public OrderOutcome enteredInError(
                OrderId id, String reason, Optional<Integer> seenVersion, Actor actor) {
            calls.add("error %s %d".formatted(reason, seenVersion.orElse(0)));
            return order;
        }

        @Override
        public SpecimenOutcome bookIn(SampleForm sample, Actor actor) {
            calls.add(
                    "book %s %s %s %s"
                            .formatted(
                                    sample.label(),
                                    sample.type(),
                                    sample.onTheTube().map(NhsNumber::printed).orElse("-"),
                                    sample.collectedOn().map(LocalDate::toString).orElse("-")));
            return specimen;
        }

        @Override
        public DeskAnswer enterResult(OrderId id, ResultKind kind, String conclusion, Actor actor) {
            calls.add("result %s %s".formatted(kind, conclusion));
            return desk;
        }

        @Override
        public DeskAnswer sign(
                ReportId id,
                int seenVersion,
                ResultKind kind,
                CauseChoice cause,
                String conclusion,
                SigningEffort effort,
                Actor actor) {
            efforts.add(effort);
            calls.add(
                    "sign %d %s %s %s"
                            .formatted(
                                    seenVersion,
                                    kind,
                                    cause.in(Samples.report(ReportStatus.PRELIMINARY).report())
                                            .map(CauseMark::toString)
                                            .orElse("unmarked"),
                                    conclusion));
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

        @Override
        public DeskAnswer tell(ReportId id, Actor actor) {
            calls.add("told " + id.value());
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
