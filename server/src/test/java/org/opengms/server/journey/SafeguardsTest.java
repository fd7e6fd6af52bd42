package org.opengms.server.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opengms.cases.Report;
import org.opengms.cases.ReportId;
import org.opengms.cases.ReportStatus;
import org.opengms.cases.ResultKind;
import org.opengms.fhir.ReportMapping;
import org.opengms.infrastructure.OdsCode;
import org.opengms.logbook.LogKeeper;
import org.opengms.logbook.LogRecord;
import org.opengms.people.AddressProtection;
import org.opengms.region.SyntheticRegion;
import org.opengms.safeguards.Held;
import org.opengms.safeguards.Withholding;
import org.opengms.safeguards.WithholdingId;
import org.opengms.safeguards.WithholdingReason;
import org.opengms.server.pages.JdbcPageData;
import org.opengms.server.persistence.JdbcAddressProtection;
import org.opengms.server.persistence.JdbcCases;
import org.opengms.server.persistence.JdbcLogBook;
import org.opengms.server.persistence.JdbcOrders;
import org.opengms.server.persistence.JdbcWithholdings;
import org.opengms.server.persistence.ResourceStore;
import org.opengms.server.security.DemoPeople;
import org.opengms.transparency.note.VerifierKey;
import org.opengms.transparency.record.SaltedRecord;
import org.opengms.transparency.verify.InclusionProof;
import org.opengms.transparency.verify.TrustedKeys;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// What protects a person on their page and their proxies', over the interfaces and the pages.
@ExtendWith(TestService.Extension.class)
class SafeguardsTest {
    private static final Pattern CSRF =
            Pattern.compile("<input[^>]*name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of("Europe/London"));
    }

    private static HttpResponse<String> record(
            TestService service, Ordered ordered, String deed, String json) throws Exception {
        return service.send(
                service.to("/api/orders/%s/safeguards/%s".formatted(ordered.order().value(), deed))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json)),
                Optional.of(service.token("site-" + ordered.site())));
    }

    private static String recorded(TestService service, Ordered ordered, String deed, String json)
            throws Exception {
        HttpResponse<String> answer = record(service, ordered, deed, json);
        assertEquals(201, answer.statusCode(), answer.body());
        return TestService.json(answer).path("recorded").asString();
    }

    private static void say(TestService service, Ordered ordered, String json) throws Exception {
        HttpResponse<String> answer =
                service.send(
                        service.to("/api/orders/" + ordered.order().value() + "/choices")
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(json)),
                        Optional.of(service.token("site-" + ordered.site())));
        assertEquals(201, answer.statusCode(), answer.body());
    }

    /// A person's browser.
    private record Browser(TestService service, HttpClient http) implements AutoCloseable {
        static Browser of(TestService service, String who) throws Exception {
            Browser browser =
                    new Browser(
                            service,
                            HttpClient.newBuilder()
                                    .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                                    .build());
            assertEquals(
                    302,
                    browser.post(
                                    "/login",
                                    "/login",
                                    "username=%s&password=%s".formatted(who, DemoPeople.PASSWORD))
                            .statusCode());
            return browser;
        }

        HttpResponse<String> get(String path) throws Exception {
            return http.send(service.to(path).GET().build(), HttpResponse.BodyHandlers.ofString());
        }

        HttpResponse<byte[]> bytes(String path) throws Exception {
            return http.send(
                    service.to(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
        }

        HttpResponse<String> post(String form, String path, String fields) throws Exception {
            Matcher hidden = CSRF.matcher(get(form).body());
            assertTrue(hidden.find(), form);
            return http.send(
                    service.to(path)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(
                                    HttpRequest.BodyPublishers.ofString(
                                            fields
                                                    + "&_csrf="
                                                    + URLEncoder.encode(
                                                            hidden.group(1),
                                                            StandardCharsets.UTF_8)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }

        @Override
        public void close() {
            http.close();
        }
    }

    private static Ordered born(TestService service, String site, String number, LocalDate born)
            throws Exception {
        return Ordered.send(
                service, site, number, bundle -> bundle.replace("1985-02-03", born.toString()));
    }

    private static void told(TestService service, Ordered ordered, String words) {
        tell(service, signed(service, ordered, ReportId.random(), 1, words));
    }

    /// A version of a report that a scientist has signed and nobody has told.
    private static Report signed(
            TestService service, Ordered ordered, ReportId id, int version, String words) {
        Report report =
                new Report(
                        id,
                        ordered.order(),
                        version,
                        ReportStatus.FINAL,
                        ResultKind.CAUSE_FOUND,
                        words,
                        List.of(),
                        Optional.empty(),
                        Instant.now(),
                        Optional.of("Dr Scientist"));
        service.service().context().getBean(JdbcCases.class).addReport(report);
        return report;
    }

    private static void tell(TestService service, Report report) {
        service.service()
                .context()
                .getBean(JdbcClient.class)
                .sql(
                        """
                        insert into result_told (report_id, version, order_id, told_by, told_at)
                        values (cast(:id as uuid), :version, cast(:order as uuid), 'clinician', now())
                        """)
                .param("id", report.id().value())
                .param("version", report.version())
                .param("order", report.order().value())
                .update();
    }

    private static void waitForTheLog(TestService service) {
        var context = service.service().context();
        assertTrue(
                context.getBean(LogKeeper.class)
                        .await(
                                context.getBean(JdbcLogBook.class).waiting(10_000).stream()
                                        .map(LogRecord::id)
                                        .collect(Collectors.toSet()),
                                Duration.ofSeconds(30)));
    }

    private static Map<String, byte[]> copy(Browser browser) throws Exception {
        HttpResponse<byte[]> answer = browser.bytes("/my/copy");
        assertEquals(200, answer.statusCode());
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    /// Each proof leads to the state of the log that was signed, and to its record where that is
    /// not held back.
    private static void assertProofsHold(Map<String, byte[]> files) {
        TrustedKeys keys =
                new TrustedKeys(
                        List.of(
                                VerifierKey.parse(
                                        new String(
                                                files.get("log/verifier-key.txt"),
                                                StandardCharsets.UTF_8))));
        List<Map.Entry<String, byte[]>> proofs =
                files.entrySet().stream()
                        .filter(file -> file.getKey().startsWith("proofs/"))
                        .toList();
        assertFalse(proofs.isEmpty());
        for (Map.Entry<String, byte[]> file : proofs) {
            InclusionProof proof = InclusionProof.parse(file.getValue());
            Optional<SaltedRecord> record =
                    Optional.ofNullable(files.get("records/%d.record".formatted(proof.index())))
                            .map(SaltedRecord::parse);
            assertEquals(Optional.empty(), proof.fault(keys, record), file.getKey());
        }
    }

    /// Everything that a copy says, records and proofs too.
    private static String text(Map<String, byte[]> files) throws IOException {
        StringBuilder all = new StringBuilder();
        for (byte[] file : files.values()) {
            all.append(new String(file, StandardCharsets.UTF_8)).append('\n');
        }
        return all.toString();
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class AParent {
        private static final String CHILD = "9990008000";
        private static final String PARENT = "9990008019";
        private static final String STRANGER = "9990008027";

        @SuppressWarnings("NullAway.Init")
        private Ordered ordered;

        private String handle = "";

        @BeforeAll
        void ofAYoungChild(TestService service) throws Exception {
            ordered = born(service, "zr101", CHILD, today().minusYears(8));
            handle = recorded(service, ordered, "proxy", parent(PARENT));
        }

        private static String parent(String number) {
            return """
            {"kind":"parent","holder":"%s","name":"Mx Guardian","evidence":"Birth certificate and passport seen"}
            """
                    .formatted(number);
        }

        @Test
        void readsUsesAndChoicesAndNothingElse(TestService service) throws Exception {
            try (Browser parent = Browser.of(service, "proxy." + PARENT)) {
                HttpResponse<String> list = parent.get("/my/for");
                assertTrue(list.body().contains("/my/for/" + handle), list.body());
                assertFalse(list.body().contains(CHILD));
                HttpResponse<String> page = parent.get("/my/for/" + handle);
                assertEquals(200, page.statusCode());
                assertTrue(page.body().contains("Who used the data"), page.body());
                assertTrue(page.body().contains("Record of discussion"), page.body());
                assertFalse(page.body().contains(CHILD));
                assertFalse(page.body().contains(Ordered.FAMILY_NAME));
                for (String closed :
                        List.of(
                                "/my",
                                "/my/copy",
                                "/my/letter",
                                "/my/choices",
                                "/orders",
                                "/orders/" + ordered.order().value(),
                                "/orders/" + ordered.order().value() + "/safeguards",
                                "/overview",
                                "/directory")) {
                    assertEquals(403, parent.get(closed).statusCode(), closed);
                }
            }
        }

        @Test
        void choosesByTheRulesOfConsent(TestService service) throws Exception {
            try (Browser parent = Browser.of(service, "proxy." + PARENT)) {
                String form = "/my/for/" + handle + "/choices";
                assertEquals(303, parent.post(form, form, "research=no").statusCode());
                assertEquals(422, parent.post(form, form, "research=").statusCode());
                // what was answered stands in the form that is to be mended
                HttpResponse<String> none = parent.post(form, form, "research=yes");
                assertEquals(422, none.statusCode());
                assertTrue(none.body().contains("name=\"use\""), none.body());
                assertFalse(none.body().matches("(?s).*name=\"use\"[^>]*checked.*"), none.body());
                JsonNode choices =
                        TestService.json(
                                service.get(
                                        "/api/orders/" + ordered.order().value() + "/choices",
                                        Optional.of(service.token("site-zr101"))));
                assertTrue(
                        choices.toString().contains("a proxy on their page"), choices.toString());
            }
        }

        @Test
        void isSeenByThePersonWhoLooked(TestService service) throws Exception {
            try (Browser parent = Browser.of(service, "proxy." + PARENT)) {
                assertEquals(200, parent.get("/my/for/" + handle).statusCode());
            }
            waitForTheLog(service);
            try (Browser child = Browser.of(service, "patient." + CHILD)) {
                String page = child.get("/my").body();
                assertTrue(page.contains("Your parent or guardian"), page);
                Map<String, byte[]> files = copy(child);
                boolean inRecord =
                        files.entrySet().stream()
                                .filter(file -> file.getKey().startsWith("records/"))
                                .map(file ->
                                        new String(
                                                SaltedRecord.parse(file.getValue()).json(),
                                                StandardCharsets.UTF_8))
                                .anyMatch(json ->
                                        json.contains("\"relation\":\"proxy\"")
                                                && json.contains("\"proxy\":\"PARENT\""));
                assertTrue(inRecord);
                // nothing of who it was
                assertFalse(text(files).contains(PARENT));
                assertFalse(text(files).contains("Mx Guardian"));
            }
            assertEquals(
                    0,
                    service.service()
                            .context()
                            .getBean(JdbcClient.class)
                            .sql(
                                    "select count(*) from access_log where purpose = 'ON_BEHALF' and proxy is null and permitted")
                            .query(Integer.class)
                            .single());
        }

        @Test
        void isNoOthers(TestService service) throws Exception {
            try (Browser stranger = Browser.of(service, "proxy." + STRANGER)) {
                assertEquals(404, stranger.get("/my/for/" + handle).statusCode());
                assertEquals(404, stranger.get("/my/for/" + UUID.randomUUID()).statusCode());
                assertEquals(404, stranger.get("/my/for/" + CHILD).statusCode());
            }
        }

        @Test
        void isStoppedByAClinicianAtTheNextRequest(TestService service) throws Exception {
            String other = recorded(service, ordered, "proxy", parent(STRANGER));
            try (Browser parent = Browser.of(service, "proxy." + STRANGER)) {
                assertEquals(200, parent.get("/my/for/" + other).statusCode());
                recorded(
                        service,
                        ordered,
                        "stop",
                        """
                        {"proxy":"%s","why":"safeguarding","words":"Strategy meeting of today"}
                        """
                                .formatted(other));
                HttpResponse<String> after = parent.get("/my/for/" + other);
                assertEquals(403, after.statusCode());
                assertFalse(after.body().contains("Strategy"), after.body());
                assertFalse(after.body().contains("safeguarding"), after.body());
                String form = "/my/for/" + other + "/choices";
                assertEquals(403, parent.post("/consultations", form, "research=yes").statusCode());
            }
        }

        @Test
        void isRecordedWithEvidenceByThoseWhoOrderedAlone(TestService service) throws Exception {
            assertEquals(
                    422,
                    record(
                                    service,
                                    ordered,
                                    "proxy",
                                    "{\"kind\":\"parent\",\"holder\":\"%s\",\"name\":\"X\",\"evidence\":\"\"}"
                                            .formatted(PARENT))
                            .statusCode());
            HttpResponse<String> attorney =
                    record(service, ordered, "proxy", parent(PARENT).replace("parent", "attorney"));
            assertEquals(422, attorney.statusCode());
            assertEquals(
                    403,
                    service.send(
                                    service.to(
                                                    "/api/orders/%s/safeguards/proxy"
                                                            .formatted(ordered.order().value()))
                                            .header("Content-Type", "application/json")
                                            .POST(
                                                    HttpRequest.BodyPublishers.ofString(
                                                            parent(PARENT))),
                                    Optional.of(service.token("site-zr103")))
                            .statusCode());
        }

        /// What is never shown stands nowhere as read, nor as refused.
        @Test
        void isOfferedAndLoggedWithNothingThatIsNotOpenToThem(TestService service)
                throws Exception {
            Ordered teenager = born(service, "zr101", "9990008299", today().minusYears(14));
            String of = recorded(service, teenager, "proxy", parent(PARENT));
            String agreement =
                    """
                    {"proxy":"%s","decider":"the-person","scope":%s,"words":"Said so in clinic, alone"}
                    """;
            recorded(service, teenager, "agreement", agreement.formatted(of, "[\"CHOICES\"]"));
            try (Browser parent = Browser.of(service, "proxy." + PARENT)) {
                String page = parent.get("/my/for/" + of).body();
                assertTrue(page.contains("The choice about research"), page);
                assertFalse(page.contains("Change the choice"), page);
                String form = "/my/for/" + of + "/choices";
                assertEquals(403, parent.get(form).statusCode());
                assertEquals(List.of("CONSENT true"), onBehalf(service, teenager));
                recorded(
                        service,
                        teenager,
                        "agreement",
                        agreement.formatted(of, "[\"CHOICES\",\"CHOOSING\",\"USES\"]"));
                assertEquals(200, parent.get(form).statusCode());
                assertEquals(List.of("CONSENT true", "CONSENT true"), onBehalf(service, teenager));
                assertTrue(parent.get("/my/for/" + of).body().contains("Change the choice"));
            }
        }

        private static List<String> onBehalf(TestService service, Ordered ordered) {
            return service.service()
                    .context()
                    .getBean(JdbcClient.class)
                    .sql(
                            """
                            select data_class || ' ' || permitted as reading from access_log
                            where person_id = cast(:person as uuid) and purpose = 'ON_BEHALF' order by id
                            """)
                    .param("person", ordered.person(service).value())
                    .query((row, _) -> row.getString("reading"))
                    .list();
        }

        /// A clinician's form tells what is wrong where it was sent, and shows every step.
        @Test
        void hasTheirStepsShownAndMistakesBesideTheOneEntry(TestService service) throws Exception {
            Ordered child = born(service, "zr101", "9990008302", today().minusYears(7));
            String first = recorded(service, child, "proxy", parent("9990008310"));
            String second = recorded(service, child, "proxy", parent("9990008329"));
            String address = "/orders/" + child.order().value() + "/safeguards";
            try (Browser clinician = Browser.of(service, "clinician.zr101")) {
                for (String field : List.of("why", "words")) {
                    HttpResponse<String> wrong =
                            clinician.post(
                                    address,
                                    address + "/stop",
                                    "proxy="
                                            + second
                                            + (field.equals("why")
                                                    ? "&words=Strategy+meeting+of+today"
                                                    : "&why=SAFEGUARDING&words="));
                    assertEquals(422, wrong.statusCode(), wrong.body());
                    String body = wrong.body();
                    assertEquals(2, body.split("nhsuk-error-message", -1).length, body);
                    String id = "stop-%s-%s".formatted(field, second);
                    assertTrue(body.contains("href=\"#" + id + "\""), body);
                    assertTrue(body.contains(" id=\"" + id + "\""), body);
                    assertTrue(body.contains(" id=\"stop-words-" + first + "\""), body);
                }
                recorded(
                        service,
                        child,
                        "agreement",
                        """
                        {"proxy":"%s","decider":"a-clinician","scope":["USES"],"words":"Decided with the team"}
                        """
                                .formatted(first));
                recorded(
                        service,
                        child,
                        "stop",
                        "{\"proxy\":\"%s\",\"why\":\"court-order\",\"words\":\"Order seen this morning\"}"
                                .formatted(second));
                String page = clinician.get(address).body();
                for (String step :
                        List.of(
                                "A clinician decided on",
                                "Decided with the team",
                                "Ended: an order of a court",
                                "Order seen this morning",
                                "Empty means 5 years")) {
                    assertTrue(page.contains(step), step);
                }
                String all =
                        service.get(
                                        "/api/orders/" + child.order().value() + "/safeguards",
                                        Optional.of(service.token("site-zr101")))
                                .body();
                assertTrue(all.contains("Decided with the team"), all);
                assertTrue(all.contains("COURT_ORDER"), all);
            }
        }

        /// Where an organisation is could tell where the person is.
        @Test
        void isNotToldWhereSomebodyUsedTheDataOfAProtectedChild(TestService service)
                throws Exception {
            Ordered child = born(service, "zr101", "9990008337", today().minusYears(6));
            String of = recorded(service, child, "proxy", parent("9990008345"));
            assertEquals(
                    200,
                    service.get(
                                    "/FHIR/R4/" + child.made("ServiceRequest"),
                                    Optional.of(service.token("site-zr101")))
                            .statusCode());
            String site =
                    JdbcPageData.nameIn(
                            service.service().settings().network(), new OdsCode("ZR101"));
            try (Browser parent = Browser.of(service, "proxy.9990008345")) {
                String before = parent.get("/my/for/" + of).body();
                assertTrue(before.contains(site), before);
                recorded(
                        service,
                        child,
                        "address",
                        "{\"shown\":\"nothing\",\"words\":\"The mother asked, in clinic\"}");
                String after = parent.get("/my/for/" + of).body();
                assertFalse(after.contains(site), after);
                assertTrue(after.contains("aria-labelledby=\"uses\""), after);
            }
        }

        @Test
        void seesNothingOfATeenagerUntilTheyAgree(TestService service) throws Exception {
            Ordered teenager = born(service, "zr101", "9990008035", today().minusYears(14));
            String of = recorded(service, teenager, "proxy", parent(PARENT));
            try (Browser parent = Browser.of(service, "proxy." + PARENT)) {
                assertEquals(403, parent.get("/my/for/" + of).statusCode());
                recorded(
                        service,
                        teenager,
                        "agreement",
                        """
                        {"proxy":"%s","decider":"the-person","scope":["USES"],"words":"Said so in clinic, alone"}
                        """
                                .formatted(of));
                String page = parent.get("/my/for/" + of).body();
                assertTrue(page.contains("Who used the data"), page);
                assertFalse(page.contains("The choice about research"), page);
            }
        }
    }

    @Nested
    class AnAttorney {
        @Test
        void readsOnlyWhileCapacityIsLacking(TestService service) throws Exception {
            Ordered ordered = Ordered.send(service, "zr101", "9990008043");
            String wish =
                    """
                    {"kind":"attorney","holder":"9990008051","name":"A. Attorney","evidence":"Registered power of attorney seen"}
                    """;
            assertEquals(422, record(service, ordered, "proxy", wish).statusCode());
            say(
                    service,
                    ordered,
                    "{\"said\":\"capacity\",\"answer\":\"no\",\"evidence\":\"Assessment\"}");
            String handle = recorded(service, ordered, "proxy", wish);
            try (Browser attorney = Browser.of(service, "proxy.9990008051")) {
                assertEquals(200, attorney.get("/my/for/" + handle).statusCode());
                assertEquals(403, attorney.get("/my/for/" + handle + "/choices").statusCode());
                say(
                        service,
                        ordered,
                        "{\"said\":\"capacity\",\"answer\":\"yes\",\"evidence\":\"Assessment\"}");
                assertEquals(403, attorney.get("/my/for/" + handle).statusCode());
            }
        }
    }

    /// What a person's own program reads is what their page shows.
    @Nested
    class ThePersonsOwnProgram {
        private static final String TOLD = "Toldwords explain the seizures.";

        private static HttpResponse<String> read(
                TestService service, Ordered ordered, String resource) throws Exception {
            return service.get(
                    "/FHIR/R4/" + resource,
                    Optional.of(
                            service.tokenOfPatient(
                                    ordered.made("Patient").substring("Patient/".length()),
                                    "patient/*.rs")));
        }

        /// Keeps a report as the resource that laboratories and clinics read.
        private static void keep(TestService service, Report report) {
            var context = service.service().context();
            context.getBean(ResourceStore.class)
                    .addAll(
                            context.getBean(ReportMapping.class)
                                    .toFhir(
                                            context.getBean(JdbcOrders.class)
                                                    .find(report.order())
                                                    .orElseThrow(),
                                            report,
                                            Instant.now()),
                            "test");
        }

        @Test
        void readsOfAnOrderNothingThatSomebodyWroteForTheLaboratory(TestService service)
                throws Exception {
            Ordered ordered =
                    Ordered.send(
                            service,
                            "zr103",
                            "9990008264",
                            bundle ->
                                    bundle.replace(
                                            "\"status\":\"active\",\"intent\":\"order\",",
                                            "\"status\":\"active\",\"intent\":\"order\",\"note\":[{\"text\":\"Hiddennote on her mother\"}],"));
            String order = ordered.made("ServiceRequest");
            assertTrue(
                    service.get("/FHIR/R4/" + order, Optional.of(service.token("site-zr103")))
                            .body()
                            .contains("Hiddennote"));
            for (String path : List.of(order, "ServiceRequest", order + "/_history/1")) {
                String own = read(service, ordered, path).body();
                assertTrue(own.contains("\"authoredOn\""), own);
                assertFalse(own.contains("Hiddennote"), path);
            }
        }

        @Test
        void readsTheVersionOfAResultThatWasToldAndNoOther(TestService service) throws Exception {
            Ordered ordered = Ordered.send(service, "zr103", "9990008272");
            Ordered another =
                    Ordered.send(
                            service,
                            "zr103",
                            "9990008272",
                            SyntheticRegion.of(1).directories().newest().indications().stream()
                                    .filter(i -> !i.conventional().isEmpty())
                                    .skip(1)
                                    .findFirst()
                                    .orElseThrow());
            Report first = signed(service, ordered, ReportId.random(), 1, TOLD);
            keep(service, first);
            tell(service, first);
            String report = "DiagnosticReport/" + first.id().value();
            String own = read(service, ordered, report).body();
            assertTrue(own.contains(TOLD), own);
            assertFalse(own.contains("Dr Scientist"), own);
            // Another test of theirs has a result that nobody has told.
            Report untold = signed(service, another, ReportId.random(), 1, "Untoldwords");
            keep(service, untold);
            assertEquals(
                    404,
                    read(service, ordered, "DiagnosticReport/" + untold.id().value()).statusCode());
            assertFalse(read(service, ordered, "DiagnosticReport").body().contains("Untoldwords"));
            // A newer version waits to be told.
            keep(service, signed(service, ordered, first.id(), 2, "Newerwords"));
            assertEquals(404, read(service, ordered, report).statusCode());
            assertFalse(read(service, ordered, "DiagnosticReport").body().contains("Newerwords"));
            String before = read(service, ordered, report + "/_history/1").body();
            assertTrue(before.contains(TOLD), before);
            assertEquals(404, read(service, ordered, report + "/_history/2").statusCode());
        }

        @Test
        void readsNothingThatIsHeldBack(TestService service) throws Exception {
            Ordered ordered = Ordered.send(service, "zr103", "9990008280");
            Report result = signed(service, ordered, ReportId.random(), 1, TOLD);
            keep(service, result);
            tell(service, result);
            String report = "DiagnosticReport/" + result.id().value();
            assertTrue(read(service, ordered, report).body().contains(TOLD));
            recorded(
                    service,
                    ordered,
                    "withhold",
                    SomethingHeldBack.withhold(
                            ordered, "RESULT_WORDS", ",\"reason\":\"third-party\""));
            String wordless = read(service, ordered, report).body();
            assertFalse(wordless.contains("Toldwords"), wordless);
            assertTrue(wordless.contains("Your clinic can tell you"), wordless);
            recorded(
                    service,
                    ordered,
                    "withhold",
                    SomethingHeldBack.withhold(ordered, "TEST", ",\"reason\":\"legal-order\""));
            for (String gone : List.of(report, ordered.made("ServiceRequest"))) {
                assertEquals(404, read(service, ordered, gone).statusCode(), gone);
            }
            assertFalse(
                    read(service, ordered, "ServiceRequest")
                            .body()
                            .contains(ordered.order().value()));
        }
    }

    @Nested
    class SomethingHeldBack {
        private static final String WORDS = "Heldbackwords explain the seizures.";

        private static String withhold(Ordered ordered, String kind, String more) {
            return """
            {"held":"%s/%s","from":"the-person-and-proxies","words":"A reason of ten letters","reviewOn":"%s"%s}
            """
                    .formatted(kind, ordered.order().value(), today().plusMonths(2), more);
        }

        @Test
        void isOnNoPathOfThePersonAndTheirProofsHold(TestService service) throws Exception {
            Ordered ordered = Ordered.send(service, "zr103", "9990008078");
            told(service, ordered, WORDS);
            try (Browser person = Browser.of(service, "patient.9990008078")) {
                assertTrue(person.get("/my").body().contains(WORDS));
                String id =
                        recorded(
                                service,
                                ordered,
                                "withhold",
                                withhold(ordered, "RESULT", ",\"reason\":\"legal-order\""));
                for (String path :
                        List.of(
                                "/my",
                                "/my?show=all",
                                "/my/letter",
                                "/my/letter?form=large",
                                "/my/letter?form=easy",
                                "/my/letter?form=child",
                                "/my/choices")) {
                    String page = person.get(path).body();
                    assertFalse(page.contains("Heldbackwords"), path);
                    assertFalse(page.contains("Cause found"), path);
                }
                assertTrue(
                        person.get("/my")
                                .body()
                                .contains("complain to the Information Commissioner"));
                waitForTheLog(service);
                Map<String, byte[]> files = copy(person);
                assertProofsHold(files);
                assertFalse(text(files).contains("Heldbackwords"));
                String readMe = new String(files.get("READ-ME-FIRST.txt"), StandardCharsets.UTF_8);
                assertTrue(readMe.contains("whether or not anything is held back"), readMe);
                assertTrue(readMe.contains("Information Commissioner"), readMe);
                recorded(
                        service,
                        ordered,
                        "lift",
                        "{\"withholding\":\"%s\",\"words\":\"The order has ended\"}".formatted(id));
                assertTrue(person.get("/my").body().contains(WORDS));
            }
        }

        @Test
        void aTestLeavesNoTrace(TestService service) throws Exception {
            Ordered ordered = Ordered.send(service, "zr103", "9990008086");
            String number =
                    service.service()
                            .context()
                            .getBean(JdbcClient.class)
                            .sql("select number from test_order where id = cast(:id as uuid)")
                            .param("id", ordered.order().value())
                            .query(String.class)
                            .single();
            // somebody reads the order, so there is a use of it
            assertEquals(
                    200,
                    service.get(
                                    "/FHIR/R4/" + ordered.made("ServiceRequest"),
                                    Optional.of(service.token("site-zr103")))
                            .statusCode());
            waitForTheLog(service);
            try (Browser person = Browser.of(service, "patient.9990008086")) {
                assertTrue(person.get("/my").body().contains(number));
                String before = text(copy(person));
                assertTrue(before.contains(ordered.order().value()), "the record names the order");
                recorded(
                        service,
                        ordered,
                        "withhold",
                        withhold(ordered, "TEST", ",\"reason\":\"third-party\""));
                waitForTheLog(service);
                assertFalse(person.get("/my").body().contains(number));
                Map<String, byte[]> files = copy(person);
                assertFalse(text(files).contains(number));
                assertFalse(text(files).contains(ordered.order().value()));
                assertProofsHold(files);
                // Every number of the person's entries still has its proof.
                List<Long> numbers =
                        files.entrySet().stream()
                                .filter(file -> file.getKey().startsWith("proofs/"))
                                .map(file ->
                                        InclusionProof.parse(file.getValue())
                                                .entry()
                                                .orElseThrow()
                                                .sequence())
                                .sorted()
                                .toList();
                assertEquals(
                        java.util.stream.LongStream.range(0, numbers.size()).boxed().toList(),
                        numbers);
                assertTrue(
                        files.keySet().stream().filter(n -> n.startsWith("records/")).count()
                                < numbers.size());
            }
        }

        @Test
        void forHarmTakesAnotherProfessionalsFreshOpinion(TestService service) throws Exception {
            Ordered ordered = Ordered.send(service, "zr103", "9990008094");
            String harm = ",\"reason\":\"serious-harm\"";
            assertEquals(
                    422,
                    record(service, ordered, "withhold", withhold(ordered, "RESULT", harm))
                            .statusCode());
            assertEquals(
                    422,
                    record(
                                    service,
                                    ordered,
                                    "withhold",
                                    withhold(
                                            ordered,
                                            "RESULT",
                                            harm
                                                    + ",\"opinion\":\"Dr Care, consultant\",\"opinionOn\":\"%s\""
                                                            .formatted(
                                                                    today().minusMonths(6)
                                                                            .minusDays(1))))
                            .statusCode());
            recorded(
                    service,
                    ordered,
                    "withhold",
                    withhold(
                            ordered,
                            "RESULT",
                            harm
                                    + ",\"opinion\":\"Dr Care, consultant\",\"opinionOn\":\"%s\""
                                            .formatted(today())));
        }

        @Test
        void endsUnlessItIsRenewedAndIsOnTheListBefore(TestService service) throws Exception {
            Ordered ordered = Ordered.send(service, "zr106", "9990008108");
            String id =
                    recorded(
                            service,
                            ordered,
                            "withhold",
                            withhold(ordered, "RESULT", ",\"reason\":\"third-party\"")
                                    .replace(
                                            today().plusMonths(2).toString(),
                                            today().plusDays(5).toString()));
            String token = service.token("site-zr106");
            HttpResponse<String> due = service.get("/api/safeguards/due", Optional.of(token));
            assertTrue(due.body().contains(id), due.body());
            assertFalse(
                    service.get("/api/safeguards/due", Optional.of(service.token("site-zr101")))
                            .body()
                            .contains(id));
            recorded(
                    service,
                    ordered,
                    "renew",
                    "{\"withholding\":\"%s\",\"reviewOn\":\"%s\",\"words\":\"Nothing has changed\"}"
                            .formatted(id, today().plusMonths(6)));
            assertFalse(service.get("/api/safeguards/due", Optional.of(token)).body().contains(id));
            assertEquals(
                    422,
                    record(
                                    service,
                                    ordered,
                                    "renew",
                                    "{\"withholding\":\"%s\",\"reviewOn\":\"%s\",\"words\":\"Nothing has changed\"}"
                                            .formatted(id, today().plusMonths(13)))
                            .statusCode());
        }

        /// However many have run out: they do not fill the list.
        @Test
        void isOnTheListAlsoWhereOthersHaveRunOut(TestService service) throws Exception {
            Ordered ordered = Ordered.send(service, "zr106", "9990008353");
            JdbcWithholdings withholdings =
                    service.service().context().getBean(JdbcWithholdings.class);
            for (LocalDate review : List.of(today().minusDays(3), today(), today().plusDays(4))) {
                withholdings.add(
                        new Withholding(
                                WithholdingId.random(),
                                ordered.person(service),
                                new Held(
                                        Held.Kind.RESULT, UUID.fromString(ordered.order().value())),
                                Withholding.Audience.PROXIES,
                                WithholdingReason.THIRD_PARTY,
                                "A reason of ten letters",
                                Optional.empty(),
                                review,
                                "a test",
                                Instant.now(),
                                List.of()));
            }
            List<Withholding> due =
                    withholdings.ending(new OdsCode("ZR106"), today(), today().plusDays(28), 1);
            assertEquals(1, due.size());
            assertTrue(due.getFirst().ends().isAfter(today()), due::toString);
            assertEquals(
                    List.of(today().plusDays(4)),
                    withholdings
                            .ending(new OdsCode("ZR106"), today(), today().plusDays(28), 1000)
                            .stream()
                            .filter(one -> one.person().equals(ordered.person(service)))
                            .map(Withholding::ends)
                            .toList());
        }

        /// A use from before there was a transparency log has no record there.
        @Test
        void hidesNoUseThatHasNothingToDoWithIt(TestService service) throws Exception {
            Ordered ordered = Ordered.send(service, "zr103", "9990008361");
            service.service()
                    .context()
                    .getBean(JdbcClient.class)
                    .sql(
                            """
                            insert into access_log (at, actor, organisation, roles, purpose, person_id,
                                data_class, resource, channel, permitted, reason)
                            values ('2001-02-03T12:00:00Z', 'somebody', 'ZR103', 'CLINICIAN',
                                'DIRECT_CARE', cast(:person as uuid), 'DEMOGRAPHICS', 'Patient/before',
                                'FHIR', true, 'Ordered the test.')
                            """)
                    .param("person", ordered.person(service).value())
                    .update();
            try (Browser person = Browser.of(service, "patient.9990008361")) {
                assertTrue(person.get("/my").body().contains("2001"));
                recorded(
                        service,
                        ordered,
                        "withhold",
                        withhold(ordered, "RESULT", ",\"reason\":\"legal-order\""));
                assertTrue(person.get("/my").body().contains("2001"));
            }
        }

        @Test
        void fromAParentAloneTheYoungPersonStillSees(TestService service) throws Exception {
            Ordered ordered = born(service, "zr103", "9990008116", today().minusYears(9));
            String handle = recorded(service, ordered, "proxy", AParent.parent("9990008124"));
            say(
                    service,
                    ordered,
                    "{\"said\":\"research-declined\",\"by\":\"child\",\"evidence\":\"In clinic\"}");
            String statement =
                    service.service()
                            .context()
                            .getBean(JdbcClient.class)
                            .sql(
                                    "select id from consent_statement where person_id = cast(:p as uuid) order by seq desc limit 1")
                            .param("p", ordered.person(service).value())
                            .query(String.class)
                            .single();
            String day = "No to research";
            try (Browser child = Browser.of(service, "patient.9990008116");
                    Browser parent = Browser.of(service, "proxy.9990008124")) {
                assertTrue(parent.get("/my/for/" + handle).body().contains(day));
                String wish =
                        """
                        {"held":"STATEMENT/%s","from":"%s","reason":"the-persons-wish","words":"Asked in clinic, alone","reviewOn":"%s"}
                        """;
                assertEquals(
                        422,
                        record(
                                        service,
                                        ordered,
                                        "withhold",
                                        wish.formatted(
                                                statement,
                                                "the-person-and-proxies",
                                                today().plusMonths(3)))
                                .statusCode());
                recorded(
                        service,
                        ordered,
                        "withhold",
                        wish.formatted(statement, "proxies", today().plusMonths(3)));
                assertFalse(parent.get("/my/for/" + handle).body().contains(day));
                assertTrue(child.get("/my/choices").body().contains(day));
            }
        }

        @Test
        void ofAnotherPersonIsRefused(TestService service) throws Exception {
            Ordered mine = Ordered.send(service, "zr103", "9990008132");
            Ordered theirs = Ordered.send(service, "zr101", "9990008140");
            assertEquals(
                    422,
                    record(
                                    service,
                                    mine,
                                    "withhold",
                                    withhold(theirs, "RESULT", ",\"reason\":\"third-party\""))
                            .statusCode());
        }
    }

    /// Mother, father and child, tested together; nobody has said that relatives may know.
    @Nested
    class AFamily {
        private static Ordered member(
                TestService service, String number, String family, String given, String born)
                throws Exception {
            Ordered ordered =
                    Ordered.send(
                            service,
                            "zr103",
                            number,
                            bundle ->
                                    bundle.replace(Ordered.FAMILY_NAME, family)
                                            .replace("\"Ada\"", "\"" + given + "\"")
                                            .replace("1985-02-03", born));
            service.service()
                    .context()
                    .getBean(JdbcClient.class)
                    .sql(
                            "update test_order set requisition = 'trio-of-the-safeguards' where id = cast(:id as uuid)")
                    .param("id", ordered.order().value())
                    .update();
            return ordered;
        }

        @Test
        void isNotInOneAnothersCopies(TestService service) throws Exception {
            Ordered child = member(service, "9990008159", "Quillfeather", "Adalind", "2008-04-05");
            Ordered mother = member(service, "9990008167", "Thistlewood", "Berenike", "1988-07-09");
            Ordered father = member(service, "9990008175", "Wormwold", "Caspar", "1986-11-03");
            told(
                    service,
                    child,
                    "SCN1A c.2589+3A>T, inherited from the mother Berenike Thistlewood (heterozygous carrier); father reference.");
            told(
                    service,
                    mother,
                    "Carrier of SCN1A c.2589+3A>T; her daughter Adalind is affected.");
            told(service, father, "No variant found. Paternity as stated; Berenike is a carrier.");
            waitForTheLog(service);
            assertNothingOf(
                    service,
                    "9990008159",
                    List.of(
                            "Berenike",
                            "Thistlewood",
                            "9990008167",
                            "1988-07-09",
                            "carrier",
                            "Caspar",
                            "Wormwold",
                            "9990008175",
                            "1986-11-03",
                            "heterozygous",
                            mother.order().value(),
                            father.order().value()));
            assertNothingOf(
                    service,
                    "9990008167",
                    List.of(
                            "Adalind",
                            "Quillfeather",
                            "9990008159",
                            "2008-04-05",
                            "affected",
                            child.order().value()));
            assertNothingOf(
                    service,
                    "9990008175",
                    List.of("Berenike", "Thistlewood", "carrier", "Adalind"));

            // Both parents say that their relatives may know.
            for (Ordered parent : List.of(mother, father)) {
                say(
                        service,
                        parent,
                        "{\"said\":\"sharing-with-relatives\",\"by\":\"adult-own-choice\",\"answer\":\"yes\",\"evidence\":\"In clinic\"}");
            }
            try (Browser reader = Browser.of(service, "patient.9990008159")) {
                assertTrue(reader.get("/my").body().contains("inherited from the mother"));
            }
            // The child has not said so: the mother still reads nothing of her daughter.
            assertNothingOf(service, "9990008167", List.of("Adalind", "affected"));
        }

        private static void assertNothingOf(TestService service, String number, List<String> traces)
                throws Exception {
            try (Browser reader = Browser.of(service, "patient." + number)) {
                StringBuilder all = new StringBuilder(text(copy(reader)));
                for (String path :
                        List.of(
                                "/my?show=all",
                                "/my/choices",
                                "/my/letter",
                                "/my/letter?form=large",
                                "/my/letter?form=easy",
                                "/my/letter?form=child")) {
                    HttpResponse<String> page = reader.get(path);
                    assertEquals(200, page.statusCode(), path);
                    all.append(page.body());
                }
                String said = all.toString().toLowerCase(Locale.ROOT);
                for (String trace : traces) {
                    assertFalse(
                            said.contains(trace.toLowerCase(Locale.ROOT)), number + " " + trace);
                }
            }
        }
    }

    @Nested
    class AProtectedAddress {
        @Test
        void beginsWithTheMarkAndEndsByAClinicianAlone(TestService service) throws Exception {
            Ordered marked =
                    Ordered.send(
                            service,
                            "zr103",
                            "9990008183",
                            bundle ->
                                    bundle.replace(
                                            "{\"resourceType\":\"Patient\",",
                                            "{\"resourceType\":\"Patient\",\"meta\":{\"security\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-Confidentiality\",\"code\":\"R\"}]},"));
            AddressProtection protection =
                    service.service().context().getBean(JdbcAddressProtection.class);
            assertEquals(
                    AddressProtection.Shown.NOTHING, protection.mayShow(marked.person(service)));
            // Another order without the mark does not end it.
            Ordered.send(service, "zr103", "9990008183");
            assertEquals(
                    AddressProtection.Shown.NOTHING, protection.mayShow(marked.person(service)));
            recorded(
                    service,
                    marked,
                    "address",
                    "{\"shown\":\"everything\",\"words\":\"The person asked, in clinic\"}");
            assertEquals(
                    AddressProtection.Shown.EVERYTHING, protection.mayShow(marked.person(service)));
        }
    }
}
