package org.opengms.server.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.TestMethod;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;
import org.opengms.region.SyntheticRegion;
import org.opengms.server.security.DemoPeople;
import org.opengms.workforce.Competence;
import org.opengms.workforce.GateMode;
import org.opengms.workforce.StaffDesk;
import org.opengms.workforce.StaffId;
import org.opengms.workforce.StaffStep;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The tasks that need a competence on pages, in every mode; and what managers and everybody see of
/// the workforce.
@ExtendWith(TestService.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompetencePagesTest {
    private static final String SITE = "zr113";
    private static final String NHS_NUMBER = "9990008558";
    private static final String REASON = "The child deteriorates tonight.";
    private static final Pattern CSRF =
            Pattern.compile("<input[^>]*name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Actor OPERATOR =
            new Actor("operator.test", "Operator", new OdsCode("ZL01"), Set.of(Role.OPERATOR));

    @SuppressWarnings("NullAway.Init")
    private Ordered ordered;

    private String laboratory = "";

    /// Another laboratory, where an order of these tests was routed to one.
    private String elsewhere = "";

    private final Map<String, HttpClient> browsers = new LinkedHashMap<>();

    @BeforeAll
    void somebodyLacksWhatTheyHad(TestService service) throws Exception {
        ordered = Ordered.send(service, SITE, NHS_NUMBER, CompetenceGatesTest::ofAnother);
        laboratory = laboratory(service, ordered);
        CompetenceGatesTest.employ(
                service,
                "page-holder",
                SITE,
                Competence.ORDER_WGS,
                Competence.RECORD_OF_DISCUSSION);
        benchStaff(service, "page-bench", laboratory);
        StaffDesk staff = service.service().context().getBean(StaffDesk.class);
        for (Competence competence :
                Set.of(Competence.ORDER_WGS, Competence.RECORD_OF_DISCUSSION)) {
            CompetenceGatesTest.done(
                    staff.record(
                            new StaffId("clinician." + SITE),
                            new StaffStep.Withdrawn(competence, "made up for this test"),
                            OPERATOR));
        }
    }

    /// Somebody who holds what a laboratory needs, and one of the demonstration who no longer
    /// interprets.
    private static void benchStaff(TestService service, String holder, String laboratory) {
        CompetenceGatesTest.employ(
                service,
                holder,
                laboratory,
                Competence.WET_LAB,
                Competence.BIOINFORMATICS,
                Competence.INTERPRET,
                Competence.AUTHORISE_REPORT);
        CompetenceGatesTest.done(
                service.service()
                        .context()
                        .getBean(StaffDesk.class)
                        .record(
                                new StaffId("laboratory." + laboratory.toLowerCase(Locale.ROOT)),
                                new StaffStep.Withdrawn(
                                        Competence.INTERPRET, "made up for this test"),
                                OPERATOR));
    }

    /// Where an order was routed to, which depends on what else the service does.
    private static String laboratory(TestService service, Ordered order) {
        return service.service()
                .context()
                .getBean(JdbcClient.class)
                .sql("select laboratory from test_order where id = cast(:id as uuid)")
                .param("id", order.order().value())
                .query(String.class)
                .single();
    }

    @AfterAll
    void allIsAsBefore(TestService service) {
        CompetenceGatesTest.mode(service, SITE, GateMode.OBSERVE);
        CompetenceGatesTest.mode(service, laboratory, GateMode.OBSERVE);
        if (!elsewhere.isEmpty()) {
            CompetenceGatesTest.mode(service, elsewhere, GateMode.OBSERVE);
        }
        browsers.values().forEach(HttpClient::close);
    }

    private HttpClient browser(TestService service, String person) throws Exception {
        HttpClient known = browsers.get(person);
        if (known != null) {
            return known;
        }
        HttpClient browser =
                HttpClient.newBuilder()
                        .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
        browsers.put(person, browser);
        assertEquals(
                302,
                post(
                                service,
                                browser,
                                "/login",
                                "/login",
                                Map.of("username", person, "password", DemoPeople.PASSWORD))
                        .statusCode());
        return browser;
    }

    private static HttpResponse<String> get(TestService service, HttpClient browser, String path)
            throws Exception {
        return browser.send(service.to(path).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    /// Sends a form with the token of the page that it stands on.
    private static HttpResponse<String> post(
            TestService service,
            HttpClient browser,
            String page,
            String path,
            Map<String, String> fields)
            throws Exception {
        Matcher hidden = CSRF.matcher(get(service, browser, page).body());
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("_csrf", hidden.find() ? hidden.group(1) : "");
        return browser.send(
                service.to(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        all.entrySet().stream()
                                                .map(e ->
                                                        e.getKey()
                                                                + "="
                                                                + URLEncoder.encode(
                                                                        e.getValue(),
                                                                        StandardCharsets.UTF_8))
                                                .collect(Collectors.joining("&"))))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> tried(TestService service, String task, boolean isUrgent)
            throws Exception {
        Map<String, String> fields = new LinkedHashMap<>();
        if (isUrgent) {
            fields.put("competenceOverride", REASON);
        }
        String order = "/orders/" + ordered.order().value();
        return switch (task) {
            case "choice" -> {
                fields.putAll(
                        Map.of(
                                "said", "research-agreed",
                                "by", "adult-own-choice",
                                "evidence", "Said so in clinic",
                                "step", "record"));
                yield post(
                        service,
                        browser(service, "clinician." + SITE),
                        order + "/choices/new",
                        order + "/choices",
                        fields);
            }
            case "discussion" -> {
                LocalDate today = LocalDate.now(ZoneId.of("Europe/London"));
                fields.putAll(
                        Map.of(
                                "testAgreed", "yes",
                                "research", "AGREED",
                                "takenOn-day", "" + today.getDayOfMonth(),
                                "takenOn-month", "" + today.getMonthValue(),
                                "takenOn-year", "" + today.getYear()));
                yield post(
                        service,
                        browser(service, "clinician." + SITE),
                        order,
                        order + "/discussion",
                        fields);
            }
            case "order" -> {
                ClinicalIndication indication =
                        SyntheticRegion.of(1).directories().newest().indications().stream()
                                .filter(i ->
                                        i.tests().stream()
                                                .anyMatch(t -> t.method() == TestMethod.WGS))
                                .findFirst()
                                .orElseThrow();
                fields.putAll(
                        Map.of(
                                "nhsNumber", "9990008566",
                                "familyName", "Example",
                                "givenName", "Robin",
                                "birthDate-day", "31",
                                "birthDate-month", "3",
                                "birthDate-year", "2019",
                                "sex", "FEMALE",
                                "indication", indication.code(),
                                "priority", "ROUTINE",
                                "send", "order"));
                fields.put(
                        "test",
                        indication.tests().stream()
                                .filter(t -> t.method() == TestMethod.WGS)
                                .findFirst()
                                .orElseThrow()
                                .code());
                fields.put("discussion", "follows");
                fields.put("sample", "follows");
                fields.put("feature", "HP:9900001");
                yield post(
                        service,
                        browser(service, "clinician." + SITE),
                        "/orders/new",
                        "/orders/new",
                        fields);
            }
            default -> throw new IllegalArgumentException(task);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "choice, OBSERVE, false, done",
        "choice, WARN,    false, warned",
        "choice, ENFORCE, false, refused",
        "choice, ENFORCE, true,  warned",
        "order,  OBSERVE, false, done",
        "order,  WARN,    false, warned",
        "order,  ENFORCE, false, refused",
        "order,  ENFORCE, true,  warned",
    })
    void theGateStandsOnThePagesToo(
            String task, GateMode mode, boolean isUrgent, String becomes, TestService service)
            throws Exception {
        CompetenceGatesTest.mode(service, SITE, mode);

        HttpResponse<String> answer = tried(service, task, isUrgent);

        if (becomes.equals("refused")) {
            assertEquals(422, answer.statusCode(), answer.body());
            assertTrue(answer.body().contains("Not done"), answer.body());
            assertTrue(answer.body().contains("href=\"/workforce/me\""), answer.body());
            assertTrue(answer.body().contains("name=\"competenceOverride\""), answer.body());
            return;
        }
        assertEquals(303, answer.statusCode(), answer.body());
        String next =
                get(
                                service,
                                browser(service, "clinician." + SITE),
                                answer.headers().firstValue("Location").orElseThrow())
                        .body();
        assertEquals(becomes.equals("warned"), next.contains("A competence is missing"), next);
        String later = get(service, browser(service, "clinician." + SITE), "/workforce/me").body();
        assertTrue(!later.contains("A competence is missing"), "it is told once");
    }

    @Test
    void aResultIsEnteredAndSignedByWhoMayOrInAnEmergency(TestService service) throws Exception {
        Ordered another = Ordered.send(service, SITE, "9990008574", CompetenceGatesTest::ofAnother);
        String theirs = laboratory(service, another);
        String lab = theirs.toLowerCase(Locale.ROOT);
        if (!theirs.equals(laboratory)) {
            elsewhere = theirs;
            benchStaff(service, "page-bench-elsewhere", theirs);
        }
        CompetenceGatesTest.done(
                service.service()
                        .context()
                        .getBean(StaffDesk.class)
                        .record(
                                new StaffId("scientist." + lab),
                                new StaffStep.Withdrawn(
                                        Competence.AUTHORISE_REPORT, "made up for this test"),
                                OPERATOR));
        for (String code :
                java.util.List.of(
                        "request-sample-alignment", "sample-preparation", "sample-processing")) {
            var _ = CompetenceGatesTest.moved(service, theirs, another, code, "completed");
        }
        CompetenceGatesTest.mode(service, theirs, GateMode.ENFORCE);

        String order = "/orders/" + another.order().value();
        Map<String, String> result =
                Map.of(
                        "kind", "NO_CAUSE_FOUND",
                        "conclusion", "Nothing was found that explains it.");
        HttpClient technologist = browser(service, "laboratory." + lab);
        refused(post(service, technologist, order, order + "/result", result));
        assertEquals(
                303,
                post(service, technologist, order, order + "/result", urgent(result)).statusCode());

        String report =
                "/reports/"
                        + service.service()
                                .context()
                                .getBean(JdbcClient.class)
                                .sql(
                                        "select distinct id from report where order_id = cast(:id as uuid)")
                                .param("id", another.order().value())
                                .query(String.class)
                                .single();
        Map<String, String> signature = new LinkedHashMap<>(result);
        signature.putAll(Map.of("version", "1", "confirmed", "yes"));
        HttpClient scientist = browser(service, "scientist." + lab);
        refused(post(service, scientist, report, report + "/signature", signature));
        assertEquals(
                303,
                post(service, scientist, report, report + "/signature", urgent(signature))
                        .statusCode());
    }

    private static void refused(HttpResponse<String> answer) {
        assertTrue(answer.statusCode() >= 400, answer.body());
        assertTrue(answer.body().contains("Not done"), answer.body());
        assertTrue(answer.body().contains("name=\"competenceOverride\""), answer.body());
    }

    private static Map<String, String> urgent(Map<String, String> fields) {
        Map<String, String> urgent = new LinkedHashMap<>(fields);
        urgent.put("competenceOverride", REASON);
        return urgent;
    }

    @Test
    void whoLacksItFindsTheLessonInTheOrderForm(TestService service) throws Exception {
        String form = get(service, browser(service, "clinician." + SITE), "/orders/new").body();
        assertTrue(form.contains("Before you order a whole genome"), form);

        HttpClient holder = browser(service, "clinician.zr111");
        assertTrue(
                !get(service, holder, "/orders/new")
                        .body()
                        .contains("Before you order a whole genome"),
                "who holds it sees none");
    }

    @Test
    void aLessonIsReadAndPassed(TestService service) throws Exception {
        HttpClient clinician = browser(service, "clinician.zr102");
        String path = "/workforce/lessons/ordering-wgs";

        HttpResponse<String> wrong =
                post(service, clinician, path, path, Map.of("q1", "1", "q2", "1"));
        assertEquals(422, wrong.statusCode());
        assertTrue(wrong.body().contains("Question 1"), wrong.body());

        HttpResponse<String> right =
                post(
                        service,
                        clinician,
                        path,
                        path,
                        Map.of("q1", "2", "q2", "1", "q3", "2", "q4", "2"));
        assertEquals(200, right.statusCode(), right.body());
        assertTrue(right.body().contains("is renewed until"), right.body());
    }

    @Test
    void anOperatorEntersGrantsPreviewsAndSwitches(TestService service) throws Exception {
        HttpClient operator =
                browser(
                        service,
                        "operator."
                                + service.service()
                                        .settings()
                                        .network()
                                        .fallbackLaboratory()
                                        .value()
                                        .toLowerCase(Locale.ROOT));
        String list = "/workforce?organisation=ZR114";
        HttpResponse<String> entered =
                post(
                        service,
                        operator,
                        list,
                        "/workforce/people",
                        Map.of(
                                "organisation", "ZR114",
                                "subject", "new.person",
                                "name", "New Person",
                                "jobRole", "NURSE"));
        assertEquals(303, entered.statusCode(), entered.body());
        String one = "/workforce/people/new.person";
        LocalDate today = LocalDate.now(ZoneId.of("Europe/London"));
        Map<String, String> course =
                Map.of(
                        "course", "discussing-wgs",
                        "completedOn", today.toString(),
                        "reference", "certificate 7");
        assertEquals(303, post(service, operator, one, one + "/course", course).statusCode());
        HttpResponse<String> twice = post(service, operator, one, one + "/course", course);
        assertEquals(422, twice.statusCode());
        assertTrue(twice.body().contains("kept already"), twice.body());
        assertEquals(
                303,
                post(
                                service,
                                operator,
                                one,
                                one + "/grant",
                                Map.of(
                                        "granted",
                                        "record-of-discussion",
                                        "from",
                                        today.toString(),
                                        "until",
                                        today.plusMonths(1).toString(),
                                        "evidence",
                                        "1"))
                        .statusCode());
        String shown = get(service, operator, list + "&then=WARN").body();
        assertTrue(shown.contains("New Person"), shown);
        assertTrue(shown.contains("A switch to Warn"), shown);
        assertTrue(shown.contains("Ending soon"), shown);
        assertEquals(
                422,
                post(
                                service,
                                operator,
                                list,
                                "/workforce/gates",
                                Map.of(
                                        "organisation", "ZR114",
                                        "mode", "WARN",
                                        "digest", "not-seen"))
                        .statusCode());

        assertEquals(
                403,
                get(service, browser(service, "clinician." + SITE), "/workforce").statusCode());
    }
}
