package org.opengms.server.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.cases.FollowUpDraw;
import org.opengms.cases.FollowUpStore;
import org.opengms.cases.ReportId;
import org.opengms.evaluation.deprivation.Deprivation;
import org.opengms.evaluation.snapshot.Snapshot;
import org.opengms.evaluation.snapshot.SnapshotDescription;
import org.opengms.evaluation.snapshot.SnapshotFiles;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.OrderId;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What is taken of orders for the evaluation, on a real PostgreSQL.
class JdbcSnapshotsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);
    private static final SnapshotDescription NOVEMBER =
            new SnapshotDescription(
                    "test-2026-11",
                    "A test",
                    LocalDate.of(2026, 1, 1),
                    TODAY,
                    "made up",
                    "drawn at random");

    @TempDir(cleanup = CleanupMode.ALWAYS)
    static Path folder;

    private static OwnDatabase database;
    private static JdbcClient jdbc;

    @TempDir Path written;

    private UUID person = UUID.randomUUID();

    @BeforeAll
    static void start() {
        database = OwnDatabase.start(folder.resolve("database")).migrate();
        jdbc = database.jdbc();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void nobody() {
        jdbc.sql("truncate person, resource_version, resource_current cascade").update();
        jdbc.sql("truncate digital_maturity_month, digital_maturity_count").update();
        person = person("2019-03-31", "FEMALE", "ZZ1 1AA");
    }

    private static UUID person(@Nullable String born, String sex, String postcode) {
        UUID id = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into person (id, family_name, given_name, birth_date, sex, postcode)
                        values (:id, 'Findable', 'Robin', cast(:born as date), :sex, :postcode)
                        """)
                .param("id", id)
                .param("born", born)
                .param("sex", sex)
                .param("postcode", postcode)
                .update();
        return id;
    }

    /// An order accepted on 1 June with 84 days.
    private UUID order(UUID of, String state, Map<String, Object> more) {
        UUID id = UUID.randomUUID();
        Map<String, Object> columns = new HashMap<>();
        columns.put("id", id);
        columns.put("number", "OG-26-" + id.toString().substring(0, 8));
        columns.put("person_id", of);
        columns.put("ordering_site", "ZR101");
        columns.put("submitted_by", "ZR101");
        columns.put("requester_name", "");
        columns.put("indication_code", "R901");
        columns.put("indication_name", "Something");
        columns.put("priority", "ROUTINE");
        columns.put("authored_on", LocalDate.of(2026, 5, 30));
        columns.put("received_at", Rows.utc(java.time.Instant.parse("2026-06-01T08:00:00Z")));
        columns.put("home_laboratory", "ZL001");
        columns.put("laboratory", "ZL002");
        columns.put("method", "WGS");
        columns.put("state", state);
        columns.put("turnaround_days", 84);
        columns.put("due_on", LocalDate.of(2026, 8, 24));
        columns.put("version", 1);
        columns.putAll(more);
        String names = String.join(", ", columns.keySet());
        String values = ":" + String.join(", :", columns.keySet());
        jdbc.sql(
                        "insert into test_order (%s, route, phenotypes) values (%s, '{}', '[]')"
                                .formatted(names, values))
                .params(columns)
                .update();
        return id;
    }

    private UUID order(String state) {
        return order(person, state, Map.of());
    }

    private UUID report(UUID order, String kind, String issued) {
        UUID id = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into report (id, version, order_id, status, kind, conclusion, variants,
                            issued_at, signed_by)
                        values (:id, 1, :order, 'FINAL', :kind, '', '[]', cast(:issued as timestamptz),
                            'somebody')
                        """)
                .param("id", id)
                .param("order", order)
                .param("kind", kind)
                .param("issued", issued)
                .update();
        return id;
    }

    private void outcome(UUID report, String solved) {
        jdbc.sql(
                        """
                        insert into outcome (report_id, case_solved, actionability, clinical_utility,
                            recorded_by, at)
                        values (:report, :solved, 'NOT_YET', '["change_in_medication", "other"]', 'x', now())
                        """)
                .param("report", report)
                .param("solved", solved)
                .update();
    }

    private void said(String kind, Map<String, Object> more) {
        Map<String, Object> columns = new HashMap<>();
        columns.put("id", UUID.randomUUID());
        columns.put("person_id", person);
        columns.put("kind", kind);
        columns.put("evidence", "form");
        columns.put("said_on", LocalDate.of(2026, 6, 15));
        columns.put("recorded_by", "x");
        columns.putAll(more);
        jdbc.sql(
                        "insert into consent_statement (%s, recorded_at) values (:%s, now())"
                                .formatted(
                                        String.join(", ", columns.keySet()),
                                        String.join(", :", columns.keySet())))
                .params(columns)
                .update();
    }

    private static Deprivation deprivation(String postcode) {
        return switch (postcode) {
            case "ZZ1 1AA" -> new Deprivation.Decile(3, "made up");
            case "" -> new Deprivation.Unknown(Deprivation.Reason.NO_POSTCODE);
            default -> new Deprivation.Unknown(Deprivation.Reason.NOT_IN_DIRECTORY);
        };
    }

    private Snapshot taken(String salt) {
        return new JdbcSnapshots(
                        jdbc,
                        database.transactions(),
                        site ->
                                site.value().equals("ZR101")
                                        ? Optional.of("North")
                                        : Optional.empty(),
                        indication -> indication.equals("R901"),
                        JdbcSnapshotsTest::deprivation)
                .take(NOVEMBER, salt);
    }

    /// The table of orders as it is written, by heading.
    private List<Map<String, String>> rows() throws IOException {
        Path to = Files.createTempDirectory(written, "snapshot");
        SnapshotFiles.write(taken("salt"), to, SnapshotFiles.Packing.PLAIN);
        List<String> lines = Files.readAllLines(to.resolve("orders.csv"));
        String[] heading = lines.getFirst().split(",", -1);
        return lines.stream()
                .skip(1)
                .map(line -> {
                    Map<String, String> row = new HashMap<>();
                    String[] fields = line.split(",", -1);
                    for (int i = 0; i < heading.length; i++) {
                        row.put(heading[i], fields[i]);
                    }
                    return row;
                })
                .toList();
    }

    private Map<String, String> only() throws IOException {
        List<Map<String, String>> rows = rows();
        assertEquals(1, rows.size());
        return rows.getFirst();
    }

    private static Map<String, String> some(Map<String, String> row, String... names) {
        Map<String, String> some = new HashMap<>();
        for (String name : names) {
            some.put(name, row.get(name));
        }
        return some;
    }

    @Test
    void saysWhoWithoutSayingWho() throws IOException {
        order("IN_LABORATORY");
        Map<String, String> row = only();
        assertEquals(
                Map.ofEntries(
                        Map.entry("order", "o1"),
                        Map.entry("family", "f1"),
                        Map.entry("indication", "R901"),
                        Map.entry("method", "wgs"),
                        Map.entry("familyStructure", "singleton"),
                        Map.entry("region", "North"),
                        Map.entry("site", "ZR101"),
                        Map.entry("laboratory", "ZL002"),
                        Map.entry("orderedDay", "2026-05-30"),
                        // Seven years and two months.
                        Map.entry("ageBand", "5-15"),
                        Map.entry("sex", "female"),
                        Map.entry("ethnicity", "?not-recorded"),
                        Map.entry("deprivationDecile", "3"),
                        Map.entry("wgsEligible", "yes"),
                        Map.entry("standardCalendarDays", "84"),
                        Map.entry("receivedDay", "2026-06-01"),
                        Map.entry("ending", "open"),
                        Map.entry("endedDay", "?not-applicable"),
                        Map.entry("outcomeResponse", "not_asked"),
                        Map.entry("researchChoice", "not_asked")),
                some(
                        row,
                        "order",
                        "family",
                        "indication",
                        "method",
                        "familyStructure",
                        "region",
                        "site",
                        "laboratory",
                        "orderedDay",
                        "ageBand",
                        "sex",
                        "ethnicity",
                        "deprivationDecile",
                        "wgsEligible",
                        "standardCalendarDays",
                        "receivedDay",
                        "ending",
                        "endedDay",
                        "outcomeResponse",
                        "researchChoice"));
        String all = row.values().toString();
        for (String findable :
                List.of("Findable", "Robin", "2019-03-31", "ZZ1 1AA", person.toString())) {
            assertFalse(all.contains(findable), findable);
        }
    }

    @Test
    void aPostcodeThatTheIndexDoesNotKnowIsNotLinkedAndNoneIsNotRecorded() throws IOException {
        order(person(null, "UNKNOWN", "ZZ9 9ZZ"), "IN_LABORATORY", Map.of());
        assertEquals(
                Map.of(
                        "deprivationDecile", "?not-linked",
                        "ageBand", "?not-recorded",
                        "sex", "?not-recorded"),
                some(only(), "deprivationDecile", "ageBand", "sex"));
        jdbc.sql("update person set postcode = ''").update();
        assertEquals("?not-recorded", only().get("deprivationDecile"));
    }

    @Test
    void readsWhatPatientsSaidOfTheirEthnicityFromTheNewestMessage() throws IOException {
        order("IN_LABORATORY");
        patient(1, "A");
        patient(2, "J");
        assertEquals("J", only().get("ethnicity"));
    }

    private void patient(int version, String code) {
        jdbc.sql(
                        """
                        insert into resource_version (type, id, version, last_updated, recorded_by, body)
                        values ('Patient', :id, 1, now(), 'x', :body)
                        """)
                .param("id", "p" + version)
                .param(
                        "body",
                        """
                        {"resourceType":"Patient","extension":[{"url":"https://example.org/other","valueString":"Q"},
                         {"url":"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory",
                          "valueCodeableConcept":{"coding":[{"code":"%s"}]}}]}\
                        """
                                .formatted(code))
                .update();
        jdbc.sql(
                        """
                        insert into resource_current (type, id, version, last_updated, person_id, status,
                            tokens)
                        values ('Patient', :id, 1, now() + cast(:later as interval), :person, '', '{}')
                        """)
                .param("id", "p" + version)
                .param("later", version + " minutes")
                .param("person", person)
                .update();
    }

    @Nested
    class HowItCame {
        @Test
        void ofAnOrderFromBeforeWaysWereNotedIsNotRecorded() throws IOException {
            order("IN_LABORATORY");
            assertEquals("?not-recorded", only().get("channel"));
        }

        @ParameterizedTest
        @CsvSource({
            "FHIR, electronic",
            "HL7, electronic",
            "FORM, electronic",
            "SERVICE, ?not-applicable"
        })
        void isTheWayThatWasNoted(String way, String channel) throws IOException {
            arrived(order("IN_LABORATORY"), way);
            assertEquals(channel, only().get("channel"));
        }

        @Test
        void isPaperWhereItsFormWasKeyed() throws IOException {
            UUID order = order("IN_LABORATORY");
            arrived(order, "FORM");
            jdbc.sql(
                            """
                            insert into paper_sheet (order_id, received_at, keyed_at, keying_minutes,
                                rework_minutes, asked_back, missing, said_by, said_name, said_role,
                                said_organisation, said_at, channel)
                            values (:order, now(), now(), 12, 0, 0, '{}', 'x', 'x', 'x', 'ZL001',
                                now(), 'PAGE')
                            """)
                    .param("order", order)
                    .update();
            assertEquals("paper", only().get("channel"));
        }

        private void arrived(UUID order, String way) {
            jdbc.sql(
                            """
                            insert into order_arrival (at, channel, site, sender, order_id, keys,
                                refused_before, missing, discussion, sample)
                            values (now(), :way, 'ZR101', 'ZR101', :order, '{}', 0, 0, 'WITH_ORDER',
                                'TO_FOLLOW')
                            """)
                    .param("way", way)
                    .param("order", order)
                    .update();
        }
    }

    /// By the rule of 80 % of at least five orders in three months, all over when it was counted.
    @Nested
    class WhenASiteWasDigitised {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    // electronic/orders of each month from January on | digitised
                    "10/10 10/10 10/10 | 2026-01-01",
                    // on paper first
                    "0/10 2/10 8/10 9/10 10/10 | 2026-03-01",
                    // February is digital alone, not with what follows: 8 + 2 + 3 of 30
                    "0/10 8/10 2/10 3/10 10/10 10/10 10/10 | 2026-05-01",
                    // a month below 80 % is not the first, though three are above: 7 + 10 + 10 of
                    // 30
                    "0/10 7/10 10/10 10/10 10/10 | 2026-03-01",
                    // 8 + 6 + 10 of 30 is exactly 80 %
                    "8/10 6/10 10/10 | 2026-01-01",
                    // one less is not
                    "8/10 6/10 9/10 8/10 0/10 | -",
                    // a site may send nothing for a month
                    "0/4 4/4 0/0 1/1 | 2026-02-01",
                    // four orders are too few to say
                    "2/2 1/1 1/1 | -",
                    // falling back later moves nothing
                    "10/10 10/10 10/10 0/10 0/10 | 2026-01-01",
                    // August to October: all over by November
                    "0/10 0/10 0/10 0/10 0/10 0/10 0/10 9/10 9/10 9/10 | 2026-08-01",
                    // September to November: November runs
                    "0/10 0/10 0/10 0/10 0/10 0/10 0/10 0/10 9/10 9/10 9/10 | -",
                })
        void isTheFirstOfTheMonthFromWhichItsOrdersWereElectronic(String months, String day) {
            order("IN_LABORATORY");
            counted("2026-11-01T03:00:00Z");
            LocalDate month = LocalDate.of(2026, 1, 1);
            for (String counts : months.split(" ", -1)) {
                String[] of = counts.split("/", 2);
                jdbc.sql(
                                """
                                insert into digital_maturity_month (site, month, orders, electronic)
                                values ('ZR101', :month, :orders, :electronic)
                                """)
                        .param("month", month)
                        .param("electronic", Integer.parseInt(of[0]))
                        .param("orders", Integer.parseInt(of[1]))
                        .update();
                month = month.plusMonths(1);
            }
            assertEquals(
                    day.equals("-") ? Optional.empty() : Optional.of(LocalDate.parse(day)),
                    taken("salt").sites().getFirst().digitised());
        }

        @Test
        void isUnknownWhereNothingWasCounted() {
            order("IN_LABORATORY");
            jdbc.sql(
                            """
                            insert into digital_maturity_month (site, month, orders, electronic)
                            values ('ZR101', '2026-01-01', 10, 10)
                            """)
                    .update();
            assertEquals(Optional.empty(), taken("salt").sites().getFirst().digitised());
        }

        private static void counted(String at) {
            jdbc.sql(
                            """
                            insert into digital_maturity_count (at, opened_within_days, arrival_id,
                                sheet_id, report_seq, event_id, access_id)
                            values (cast(:at as timestamptz), 14, 0, 0, 0, 0, 0)
                            """)
                    .param("at", at)
                    .update();
        }
    }

    /// Reports of 1 July that nobody gave an outcome for, drawn in August.
    @Nested
    class ARandomFollowUp {
        private final JdbcFollowUp store = new JdbcFollowUp(jdbc);
        private UUID order = UUID.randomUUID();
        private UUID report = UUID.randomUUID();

        @BeforeEach
        void isOfAReport() {
            order = order("REPORTED");
            report = report(order, "NO_CAUSE_FOUND", "2026-07-01T10:00:00Z");
        }

        private void draw(boolean isDrawn, LocalDate dueOn) {
            store.add(
                    new FollowUpDraw(
                            java.time.Instant.parse("2026-08-01T03:30:00Z"),
                            "made up",
                            20,
                            "00",
                            dueOn,
                            List.of(
                                    new FollowUpDraw.Lot(
                                            new OrderId(order.toString()),
                                            new ReportId(report.toString()),
                                            isDrawn))));
        }

        private Map<String, String> told() throws IOException {
            return some(only(), "followUpSample", "outcomeResponse", "caseSolved");
        }

        private static Map<String, String> row(String sample, String response, String solved) {
            return Map.of(
                    "followUpSample", sample, "outcomeResponse", response, "caseSolved", solved);
        }

        @Test
        void ofWhomNobodyWasDrawnYetIsNoSample() throws IOException {
            assertEquals(row("no", "no_answer", "?not-recorded"), told());
            outcome(report, "YES");
            assertEquals(row("no", "answered", "yes"), told());
        }

        @Test
        void tellsWhoWasDrawnAndWhatTheyAnsweredThen() throws IOException {
            draw(true, LocalDate.of(2026, 8, 29));
            assertEquals(row("yes", "no_answer", "?not-recorded"), told());
            outcome(report, "YES");
            assertEquals(row("yes", "answered_on_follow_up", "yes"), told());
        }

        @Test
        void standsForWhoWasNotDrawnWhateverTheyAnswerLater() throws IOException {
            draw(false, LocalDate.of(2026, 8, 29));
            outcome(report, "YES");
            assertEquals(row("no", "no_answer", "?not-recorded"), told());
        }

        @ParameterizedTest
        @CsvSource({
            "2026-10-31, yes, answered_on_follow_up, yes",
            "2026-11-01, no, no_answer, ?not-recorded"
        })
        void countsOnceItsAnswersWereDue(
                LocalDate dueOn, String sample, String response, String solved) throws IOException {
            draw(true, dueOn);
            outcome(report, "YES");
            assertEquals(row(sample, response, solved), told());
        }

        @Test
        void ofATestThatFailedAfterAllHasNobody() throws IOException {
            draw(true, LocalDate.of(2026, 8, 29));
            report(order, "FAILED", "2026-09-01T10:00:00Z");
            assertEquals(row("no", "not_asked", "?not-applicable"), told());
        }

        private List<String> unanswered(String signedBy) {
            return store.unanswered(java.time.Instant.parse(signedBy)).stream()
                    .map(one -> one.order().value() + " " + one.report().value())
                    .toList();
        }

        @Test
        void isDrawnAmongReportsThatHaveHadTheirTime() {
            assertEquals(List.of(order + " " + report), unanswered("2026-07-01T10:00:00Z"));
            assertEquals(List.of(), unanswered("2026-07-01T09:59:59Z"));
        }

        @Test
        void isNotDrawnTwice() {
            draw(false, LocalDate.of(2026, 8, 29));
            assertEquals(List.of(), unanswered("2026-08-02T00:00:00Z"));
        }

        @Test
        void isNotDrawnAmongWhoAnswered() {
            outcome(report, "UNKNOWN");
            assertEquals(List.of(), unanswered("2026-08-02T00:00:00Z"));
        }

        @Test
        void isNotDrawnAmongWhoRefused() {
            said("NATIONAL_OPT_OUT", Map.of("answer", true));
            assertEquals(List.of(), unanswered("2026-08-02T00:00:00Z"));
        }

        @Test
        void isNotDrawnAmongTestsThatFailedOrWereNeverOrdered() {
            report(order, "FAILED", "2026-07-02T10:00:00Z");
            report(order("ENTERED_IN_ERROR"), "NO_CAUSE_FOUND", "2026-07-01T10:00:00Z");
            assertEquals(List.of(), unanswered("2026-08-02T00:00:00Z"));
        }

        @Test
        void asksTheOrganisationThatOrderedUntilItAnswers() {
            draw(true, LocalDate.of(2026, 8, 29));
            assertEquals(List.of(), store.asked(new OdsCode("ZR102")));
            FollowUpStore.Asked asked = store.asked(new OdsCode("ZR101")).getFirst();
            assertEquals(
                    List.of(
                            "Something",
                            Optional.empty(),
                            LocalDate.of(2026, 7, 1),
                            LocalDate.of(2026, 8, 1),
                            LocalDate.of(2026, 8, 29)),
                    List.of(
                            asked.indication(),
                            asked.requester(),
                            asked.signedOn(),
                            asked.askedOn(),
                            asked.dueOn()));
            assertEquals(report.toString(), asked.report().value());
            outcome(report, "NO");
            assertEquals(List.of(), store.asked(new OdsCode("ZR101")));
        }

        @Test
        void doesNotAskWhoWasNotDrawn() {
            draw(false, LocalDate.of(2026, 8, 29));
            assertEquals(List.of(), store.asked(new OdsCode("ZR101")));
        }
    }

    @Nested
    class WhatItTook {
        @Test
        void isNotRecordedOfAnOrderThatIsOpenAndOfWhichNothingIsDone() throws IOException {
            task(order("IN_LABORATORY"), "SAMPLE_PREPARATION", "REQUESTED");
            assertEquals(
                    Map.of(
                            "extractions", "?not-recorded",
                            "assays", "?not-recorded",
                            "analyses", "?not-recorded",
                            "interpretationMinutes", "?not-recorded",
                            "costPence", "?not-recorded"),
                    some(
                            only(),
                            "extractions",
                            "assays",
                            "analyses",
                            "interpretationMinutes",
                            "costPence"));
        }

        @Test
        void isCountedFromWhatWasDoneAndSaid() throws IOException {
            UUID order = order("REPORTED");
            // A sample was prepared twice, since its first assay failed; another was called off.
            task(order, "SAMPLE_PREPARATION", "COMPLETED");
            task(order, "SAMPLE_PROCESSING", "FAILED");
            task(order, "SAMPLE_PREPARATION", "COMPLETED");
            task(order, "SAMPLE_PROCESSING", "COMPLETED");
            task(order, "SAMPLE_PREPARATION", "CANCELLED");
            task(order, "INTERPRETATION", "COMPLETED");
            took(report(order, "CAUSE_FOUND", "2026-07-01T10:00:00Z"), 95, 0, 2);
            assertEquals(
                    Map.of(
                            "extractions", "2",
                            "assays", "2",
                            "analyses", "0",
                            "interpretationMinutes", "95",
                            "meetingMinutes", "0",
                            "confirmations", "2"),
                    some(
                            only(),
                            "extractions",
                            "assays",
                            "analyses",
                            "interpretationMinutes",
                            "meetingMinutes",
                            "confirmations"));
        }

        @Test
        void hasTheRelativesWhoWereTestedWithThem() throws IOException {
            Map<String, Object> family = Map.of("requisition", "FAM-1");
            UUID order = order(person, "REPORTED", family);
            task(order, "SAMPLE_PREPARATION", "COMPLETED");
            task(order, "SAMPLE_PROCESSING", "COMPLETED");
            for (String sex : List.of("FEMALE", "MALE")) {
                Map<String, Object> relative = new HashMap<>(family);
                relative.put("role", "CONSULTAND");
                relative.put("kind", "FAMILY_MEMBER");
                UUID with = order(person("1990-01-01", sex, ""), "IN_LABORATORY", relative);
                task(with, "SAMPLE_PREPARATION", "COMPLETED");
                task(with, "SAMPLE_PROCESSING", "IN_PROGRESS");
            }
            assertEquals(
                    Map.of("extractions", "3", "assays", "1"),
                    some(only(), "extractions", "assays"));
        }

        private void task(UUID order, String code, String status) {
            jdbc.sql(
                            """
                            insert into lab_task (id, order_id, code, step, status, owner, created_at,
                                changed_at, version)
                            values (:id, :order, :code, 1, :status, 'ZL002', now(), now(), 1)
                            """)
                    .param("id", UUID.randomUUID())
                    .param("order", order)
                    .param("code", code)
                    .param("status", status)
                    .update();
        }

        private void took(UUID report, int interpretation, int meeting, int confirmations) {
            jdbc.sql(
                            """
                            insert into signing_effort (report_id, version, interpretation_minutes,
                                meeting_minutes, confirmations) values (:report, 1, :i, :m, :c)
                            """)
                    .param("report", report)
                    .param("i", interpretation)
                    .param("m", meeting)
                    .param("c", confirmations)
                    .update();
        }
    }

    @Nested
    class HowItEnded {
        @Test
        void withItsFirstSignedReport() throws IOException {
            UUID order = order("OUTCOME_RECORDED");
            outcome(report(order, "CAUSE_FOUND", "2026-07-01T22:30:00Z"), "YES");
            assertEquals(
                    Map.of(
                            "ending", "reported",
                            "endedDay", "2026-07-01",
                            "caseSolved", "yes",
                            "actionability", "not_yet",
                            "clinicalUtility", "change_in_medication|other",
                            "outcomeResponse", "answered"),
                    some(
                            only(),
                            "ending",
                            "endedDay",
                            "caseSolved",
                            "actionability",
                            "clinicalUtility",
                            "outcomeResponse"));
        }

        @Test
        void aReportWhoseOutcomeNobodyGaveHasNoAnswer() throws IOException {
            report(order("REPORTED"), "NO_CAUSE_FOUND", "2026-07-01T10:00:00Z");
            assertEquals(
                    Map.of("caseSolved", "?not-recorded", "outcomeResponse", "no_answer"),
                    some(only(), "caseSolved", "outcomeResponse"));
        }

        @Test
        void aTestThatFailedHasNoOutcome() throws IOException {
            report(order("REPORTED"), "FAILED", "2026-07-01T10:00:00Z");
            assertEquals(
                    Map.of("ending", "failed", "caseSolved", "?not-applicable"),
                    some(only(), "ending", "caseSolved"));
        }

        @Test
        void cancelledOnTheDayOfItsLastEvent() throws IOException {
            event(order("CANCELLED"), "2026-06-20T10:00:00Z");
            assertEquals(
                    Map.of("ending", "cancelled", "endedDay", "2026-06-20"),
                    some(only(), "ending", "endedDay"));
        }

        @Test
        void withdrawnIfTheyNoLongerAgreedToTheTest() throws IOException {
            event(order("CANCELLED"), "2026-06-20T10:00:00Z");
            said(
                    "DISCUSSION",
                    Map.of("state", "TAKEN", "test_agreed", false, "research", "DECLINED"));
            assertEquals("withdrawn", only().get("ending"));
        }

        @Test
        void byDeathBeforeAReport() throws IOException {
            order("IN_LABORATORY");
            said("DEATH", Map.of("day", LocalDate.of(2026, 6, 30)));
            assertEquals(
                    Map.of("ending", "died", "endedDay", "2026-06-30"),
                    some(only(), "ending", "endedDay"));
        }

        private void event(UUID order, String at) {
            jdbc.sql(
                            """
                            insert into order_event (order_id, at, who, organisation, what)
                            values (:order, cast(:at as timestamptz), 'x', 'ZR101', 'something')
                            """)
                    .param("order", order)
                    .param("at", at)
                    .update();
        }
    }

    @Nested
    class WhatTheyChose {
        @Test
        void theNewestChoiceAboutResearchCounts() throws IOException {
            order("IN_LABORATORY");
            said("DISCUSSION", Map.of("state", "TAKEN", "test_agreed", true, "research", "AGREED"));
            assertEquals("yes", only().get("researchChoice"));
            said("RESEARCH", Map.of("research", "DECLINED"));
            assertEquals("no", only().get("researchChoice"));
        }

        @Test
        void ofWhoWithdrewWhollyOnlyTheCourseOfTheOrderIsTaken() throws IOException {
            UUID order = order("OUTCOME_RECORDED");
            outcome(report(order, "CAUSE_FOUND", "2026-07-01T10:00:00Z"), "YES");
            said("DISCUSSION", Map.of("state", "TAKEN", "test_agreed", true, "research", "AGREED"));
            said("FULL_WITHDRAWAL", Map.of("said_on", LocalDate.of(2026, 8, 1)));
            Map<String, String> row = only();
            for (String field :
                    List.of(
                            "ageBand",
                            "sex",
                            "ethnicity",
                            "deprivationDecile",
                            "caseSolved",
                            "actionability",
                            "clinicalUtility")) {
                assertEquals("?refused", row.get(field), field);
            }
            assertEquals(
                    Map.of(
                            "ending", "reported",
                            "endedDay", "2026-07-01",
                            "researchWithdrawnDay", "2026-08-01"),
                    some(row, "ending", "endedDay", "researchWithdrawnDay"));
        }

        @Test
        void aNationalOptOutIsARefusalUntilItIsTakenBack() throws IOException {
            order("IN_LABORATORY");
            said("NATIONAL_OPT_OUT", Map.of("answer", true));
            assertEquals("?refused", only().get("sex"));
            said("NATIONAL_OPT_OUT", Map.of("answer", false));
            assertEquals("female", only().get("sex"));
        }
    }

    @Nested
    class AFamily {
        @Test
        void isOneRowOfItsProbandWithHowManyWereTested() throws IOException {
            Map<String, Object> family = Map.of("requisition", "FAM-1");
            order(person, "IN_LABORATORY", family);
            for (String sex : List.of("FEMALE", "MALE")) {
                Map<String, Object> relative = new HashMap<>(family);
                relative.put("role", "CONSULTAND");
                relative.put("kind", "FAMILY_MEMBER");
                order(person("1990-01-01", sex, ""), "IN_LABORATORY", relative);
            }
            assertEquals("trio", only().get("familyStructure"));
        }
    }

    @Test
    void whatWasEnteredInErrorNeverWas() throws IOException {
        order("ENTERED_IN_ERROR");
        assertTrue(rows().isEmpty());
    }

    @Test
    void anotherLookAddsItsGain() {
        UUID first = order("OUTCOME_RECORDED");
        outcome(report(first, "NO_CAUSE_FOUND", "2026-07-01T10:00:00Z"), "NO");
        UUID again =
                order(
                        person,
                        "OUTCOME_RECORDED",
                        Map.of("kind", "REANALYSIS", "parent_order", first));
        outcome(report(again, "CAUSE_FOUND", "2026-09-01T10:00:00Z"), "YES");
        Snapshot snapshot = taken("salt");
        assertEquals(1, snapshot.orders().size());
        assertEquals(
                "[Reanalysis[order=o1, day=2026-09-01, before=NO, after=YES]]",
                snapshot.reanalyses().toString());
    }

    @Test
    void everySnapshotHasPseudonymsOfItsOwn() {
        for (int i = 0; i < 12; i++) {
            order(
                    person(i < 6 ? "2000-01-01" : "1950-01-01", "MALE", ""),
                    "IN_LABORATORY",
                    Map.of());
        }
        assertEquals(taken("one salt").hash(), taken("one salt").hash());
        assertNotEquals(taken("one salt").hash(), taken("another salt").hash());
    }

    @Test
    void nothingIsLeftOutUntold() {
        order("IN_LABORATORY");
        Snapshot snapshot = taken("salt");
        assertEquals(0, snapshot.intake().leftOut());
        assertEquals(
                "[Site[ods=ZR101, region=North, digitised=Optional.empty]]",
                snapshot.sites().toString());
    }
}
