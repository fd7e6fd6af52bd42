package org.opengms.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.TestMethod;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;
import org.opengms.region.SyntheticRegion;
import org.opengms.server.notices.NoticeSettings;
import org.opengms.server.security.DemoPeople;
import org.opengms.server.transparency.LogKeys;
import org.opengms.training.TrainingDesk;
import org.opengms.workforce.StaffAnswer;

/// The training service as people meet it, on a database of its own.
@SuppressWarnings("NullAway.Init")
class TrainingServiceTest {
    private static final String BANNER =
            "Training service. Everything here is made up; nothing you do reaches a patient.";
    private static final Pattern CSRF =
            Pattern.compile("<input[^>]*name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    @TempDir(cleanup = CleanupMode.ALWAYS)
    static Path folder;

    private static RunningService service;

    @BeforeAll
    static void start() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        service =
                RunningService.start(
                        TrainingCommand.choices(folder.resolve("data"), port, null),
                        new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static HttpClient browser() {
        return HttpClient.newBuilder()
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .build();
    }

    private static HttpResponse<String> get(HttpClient browser, String path) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(URI.create(service.address() + path)).GET().build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(
            HttpClient browser, String page, String path, Map<String, String> fields)
            throws Exception {
        Matcher hidden = CSRF.matcher(get(browser, page).body());
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("_csrf", hidden.find() ? hidden.group(1) : "");
        return browser.send(
                HttpRequest.newBuilder(URI.create(service.address() + path))
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

    private static HttpClient signedIn(String person) throws Exception {
        HttpClient browser = browser();
        post(
                browser,
                "/login",
                "/login",
                Map.of("username", person, "password", DemoPeople.PASSWORD));
        return browser;
    }

    private static void assertBanner(String page) {
        String banner = Jsoup.parse(page).select(".ogms-phase").text();
        assertTrue(banner.startsWith(BANNER), banner);
        assertFalse(page.contains("Demonstration: synthetic data"));
    }

    @Test
    void saysOnEveryPageThatItIsForTraining() throws Exception {
        try (HttpClient browser = browser()) {
            for (String path : List.of("/", "/login", "/register", "/catalogue")) {
                assertBanner(get(browser, path).body());
            }
        }
    }

    @Test
    void itsLogIsNamedForItAndNothingLeaves() {
        assertTrue(
                service.context()
                        .getBean(LogKeys.class)
                        .origin()
                        .value()
                        .startsWith("training.opengms.invalid/"));
        NoticeSettings notices = service.context().getBean(NoticeSettings.class);
        assertTrue(notices.mail().isEmpty());
        assertTrue(notices.texts().isEmpty());
        assertTrue(notices.letters().startsWith(service.settings().data().root()));
    }

    private static Map<String, String> genome() {
        ClinicalIndication indication =
                SyntheticRegion.of(1).directories().newest().indications().stream()
                        .filter(i -> i.tests().stream().anyMatch(t -> t.method() == TestMethod.WGS))
                        .findFirst()
                        .orElseThrow();
        LocalDate today = LocalDate.now(ZoneId.of("Europe/London"));
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("nhsNumber", "9990008566");
        fields.put("familyName", "Example");
        fields.put("givenName", "Robin");
        fields.put("birthDate-day", "31");
        fields.put("birthDate-month", "3");
        fields.put("birthDate-year", "2019");
        fields.put("sex", "FEMALE");
        fields.put("indication", indication.code());
        fields.put("priority", "ROUTINE");
        fields.put("send", "order");
        fields.put(
                "test",
                indication.tests().stream()
                        .filter(t -> t.method() == TestMethod.WGS)
                        .findFirst()
                        .orElseThrow()
                        .code());
        fields.put("discussion", "agreed");
        fields.put("research", "AGREED");
        fields.put("takenOn-day", "" + today.getDayOfMonth());
        fields.put("takenOn-month", "" + today.getMonthValue());
        fields.put("takenOn-year", "" + today.getYear());
        fields.put("sample", "available");
        fields.put("sampleType", "Blood specimen");
        fields.put("sampleLabel", "TUBE-8566");
        fields.put("feature", "HP:9900001");
        return fields;
    }

    /// A clinician's exercise from begin to pass, on the real pages.
    @Test
    void aClinicianOrdersAGenomeAndPasses() throws Exception {
        try (HttpClient clinician = signedIn("clinician.zr101")) {
            String own = get(clinician, "/training").body();
            assertBanner(own);
            assertNotNull(Jsoup.parse(own).selectFirst("#order-genome"), own);

            post(clinician, "/training", "/training/order-genome/begin", Map.of());
            String before =
                    post(clinician, "/training", "/training/order-genome/check", Map.of()).body();
            assertEquals(5, Jsoup.parse(before).select("#checked li").size(), before);

            HttpResponse<String> ordered = post(clinician, "/orders/new", "/orders/new", genome());
            assertEquals(303, ordered.statusCode(), ordered::body);
            String after =
                    post(clinician, "/training", "/training/order-genome/check", Map.of()).body();

            assertTrue(
                    Jsoup.parse(after).select("#checked").text().contains("Passed."),
                    () -> Jsoup.parse(after).select("#checked").text());
        }
        Actor operator = new Actor("operator", "O", new OdsCode("ZL01"), Set.of(Role.OPERATOR));
        StaffAnswer<String> statements =
                service.context().getBean(TrainingDesk.class).statements(operator);
        assertTrue(
                statements instanceof StaffAnswer.Done<String>(String json)
                        && json.contains("\"clinician.zr101\"")
                        && json.contains("https://training.example.org/xapi/order-genome"),
                statements::toString);
    }

    /// What is only read counts by what was really shown.
    @Test
    void aManagerReadsCapacityAndPasses() throws Exception {
        String lab = service.settings().network().fallbackLaboratory().value();
        try (HttpClient manager = signedIn(DemoPeople.userName("manager", lab))) {
            post(manager, "/training", "/training/read-capacity/begin", Map.of());
            assertEquals(200, get(manager, "/overview").statusCode());
            String half =
                    post(manager, "/training", "/training/read-capacity/check", Map.of()).body();
            assertEquals(1, Jsoup.parse(half).select("#checked li").size(), half);

            assertEquals(200, get(manager, "/overview/capacity").statusCode());
            String whole =
                    post(manager, "/training", "/training/read-capacity/check", Map.of()).body();
            assertTrue(Jsoup.parse(whole).select("#checked").text().contains("Passed."), whole);

            String results = get(manager, "/training/results").body();
            // one person is few
            assertEquals(
                    List.of("withheld", "withheld", "withheld", "–"),
                    Jsoup.parse(results).select("tr:contains(See where work waits) td").eachText());
        }
    }

    @Test
    void nobodyOfAnotherRoleSeesTheResults() throws Exception {
        try (HttpClient scientist =
                signedIn(
                        DemoPeople.userName(
                                "scientist",
                                service.settings().network().fallbackLaboratory().value()))) {
            assertEquals(403, get(scientist, "/training/results").statusCode());
            assertEquals(
                    403,
                    post(scientist, "/training", "/training/order-genome/begin", Map.of())
                            .statusCode());
        }
    }
}
