package org.opengms.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.CookieManager;
import java.net.CookiePolicy;
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
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
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
        service = TrainingServices.start(folder.resolve("data"));
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
                    List.of(
                            "Exercise See where work waits",
                            "Began withheld",
                            "Passed withheld",
                            "Pass rate withheld",
                            "Tries, in the middle –"),
                    Jsoup.parse(results).select("tr:contains(See where work waits) td").eachText());
        }
    }

    private static String laboratory() {
        return service.settings().network().fallbackLaboratory().value();
    }

    /// Work that was put ready, as the page tells it.
    private record Work(String words, String path) {}

    private static Work begin(HttpClient browser, String exercise) throws Exception {
        HttpResponse<String> begun =
                post(browser, "/training", "/training/%s/begin".formatted(exercise), Map.of());
        assertEquals(303, begun.statusCode(), () -> Jsoup.parse(begun.body()).text());
        Element card = Jsoup.parse(get(browser, "/training").body()).selectFirst("#" + exercise);
        assertNotNull(card);
        Element words = card.selectFirst("h3:contains(What lies ready) + p");
        Element path = card.selectFirst("a:contains(Go to the work)");
        assertNotNull(path);
        return new Work(words == null ? "" : words.text(), path.attr("href"));
    }

    private static void assertPasses(HttpClient browser, String exercise) throws Exception {
        String page =
                post(browser, "/training", "/training/%s/check".formatted(exercise), Map.of())
                        .body();
        String told = Jsoup.parse(page).select("#checked").text();
        assertTrue(told.contains("Passed."), told);
    }

    private static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertTrue(matcher.find(), text);
        return matcher.group(1);
    }

    private static void assertDone(HttpResponse<String> answer) {
        assertEquals(
                303, answer.statusCode(), () -> Jsoup.parse(answer.body()).select("main").text());
    }

    /// Each exercise is done as its page says, by somebody who finds the service empty, and again.
    @Nested
    class EveryExerciseCanBeDone {
        @Test
        void ofClinicians() throws Exception {
            try (HttpClient clinician = signedIn("clinician.zr101")) {
                Work child = begin(clinician, "order-genome");
                assertEquals("/orders/new", child.path());
                Map<String, String> fields = genome();
                fields.put("nhsNumber", found("NHS number (\\d{10})", child.words()));
                fields.put("sampleLabel", found("label (\\S+)\\.", child.words()));
                assertDone(post(clinician, "/orders/new", "/orders/new", fields));
                assertPasses(clinician, "order-genome");

                for (String said : List.of("research-agreed", "research-declined")) {
                    Work person = begin(clinician, "record-choice");
                    LocalDate today = LocalDate.now(ZoneId.of("Europe/London"));
                    Map<String, String> choice = new LinkedHashMap<>();
                    choice.put("said", said);
                    choice.put("by", "adult-own-choice");
                    choice.put("evidence", "Said in clinic.");
                    choice.put("saidOn-day", "" + today.getDayOfMonth());
                    choice.put("saidOn-month", "" + today.getMonthValue());
                    choice.put("saidOn-year", "" + today.getYear());
                    choice.put("step", "record");
                    assertDone(post(clinician, person.path() + "/new", person.path(), choice));
                    assertPasses(clinician, "record-choice");
                }
            }
        }

        @Test
        void ofLaboratories() throws Exception {
            for (String lab : List.of("zl01", "zl07")) {
                try (HttpClient technologist = signedIn("laboratory." + lab)) {
                    Work tube = begin(technologist, "book-sample");
                    HttpResponse<String> booked =
                            post(
                                    technologist,
                                    tube.path(),
                                    tube.path(),
                                    Map.of(
                                            "label", found("label (\\S+)", tube.words()),
                                            "nhsNumber",
                                                    found("NHS number (\\d{10})", tube.words()),
                                            "type", "Blood specimen"));
                    assertDone(booked);
                    String order =
                            found(
                                    "matched=(.+)",
                                    booked.headers().firstValue("Location").orElse(""));
                    Element task =
                            Jsoup.parse(get(technologist, "/laboratory").body())
                                    .selectFirst(
                                            "li.ogms-case:has(a[href*=%s]) form".formatted(order));
                    assertNotNull(task, () -> "no task of " + order);
                    Map<String, String> move = new LinkedHashMap<>();
                    task.select("input, button")
                            .forEach(e -> {
                                if (!e.attr("name").isEmpty() && !e.attr("name").equals("_csrf")) {
                                    move.putIfAbsent(e.attr("name"), e.attr("value"));
                                }
                            });
                    assertDone(post(technologist, "/laboratory", task.attr("action"), move));
                    assertPasses(technologist, "book-sample");
                }
            }
        }

        @Test
        void ofScientists() throws Exception {
            for (String lab : List.of("zl01", "zl07", "zl01")) {
                try (HttpClient scientist = signedIn("scientist." + lab)) {
                    Work report = begin(scientist, "sign-report");
                    Element page = Jsoup.parse(get(scientist, report.path()).body());
                    Element version = page.selectFirst("input[name=version]");
                    assertNotNull(version, page::text);
                    assertDone(
                            post(
                                    scientist,
                                    report.path(),
                                    report.path() + "/signature",
                                    Map.of(
                                            "version", version.attr("value"),
                                            "kind", "UNCERTAIN",
                                            "conclusion", "A variant may explain the findings.",
                                            "confirmed", "yes")));
                    assertPasses(scientist, "sign-report");
                }
            }
        }

        @Test
        void ofResearchers() throws Exception {
            LocalDate today = LocalDate.now(ZoneId.of("Europe/London"));
            try (HttpClient researcher = signedIn("researcher.zr101")) {
                begin(researcher, "apply-for-data");
                Map<String, String> written = new LinkedHashMap<>();
                written.put("title", "How often one gene explains epilepsy");
                written.put(
                        "laySummary",
                        "We count in how many people one gene explains epilepsy. ".repeat(3));
                written.put(
                        "publicBenefit",
                        "Families learn sooner where their seizures come from. ".repeat(3));
                written.put("aims", "HEALTH");
                written.put("reach", "NOT_FOR_PROFIT");
                written.put("promises", "PUBLISHES_RESULTS");
                written.put("ethicsApproval", "26/EX/0003");
                written.put("data", "RESULTS");
                written.put("why", "A count needs the answers and nothing else.");
                written.put("team", "researcher.zr101; Dr Made Up; ZR101; " + today.minusDays(9));
                written.put(
                        "agreements",
                        "ZR101; A hospital; Agreement 1; %s; %s"
                                .formatted(today.minusDays(9), today.plusYears(2)));
                written.put("monthsWanted", "12");
                HttpResponse<String> drafted =
                        post(researcher, "/projects/new", "/projects", written);
                assertDone(drafted);
                String project =
                        found(
                                "(/projects/[0-9a-f-]{36})",
                                drafted.headers().firstValue("Location").orElse(""));
                assertDone(post(researcher, project, project + "/steps/submitted", Map.of()));
                assertPasses(researcher, "apply-for-data");
            }
        }

        @Test
        void ofTheCommittee() throws Exception {
            for (String who : List.of("committee-member.zl02", "lay-member.1", "lay-member.1")) {
                try (HttpClient member = signedIn(who)) {
                    Work application = begin(member, "vote-with-reason");
                    assertDone(
                            post(
                                    member,
                                    application.path(),
                                    application.path() + "/steps/voted",
                                    Map.of(
                                            "voted-choice", "APPROVE",
                                            "voted-reason",
                                                    "The benefit is clear and the risk is small.")));
                    assertPasses(member, "vote-with-reason");
                }
            }
        }

        @Test
        void ofOutputCheckers() throws Exception {
            try (HttpClient checker = signedIn("checker.zl03")) {
                for (String opinion : List.of("REFUSE", "ASK")) {
                    Work output = begin(checker, "judge-output");
                    Element sha256 =
                            Jsoup.parse(get(checker, output.path()).body())
                                    .selectFirst("input[name=sha256]");
                    assertNotNull(sha256);
                    assertDone(
                            post(
                                    checker,
                                    output.path(),
                                    output.path(),
                                    Map.of(
                                            "opinion",
                                            opinion,
                                            "sha256",
                                            sha256.attr("value"),
                                            "words",
                                            "One group has three people, who could be recognised.")));
                    assertPasses(checker, "judge-output");
                }
            }
        }

        @Test
        void ofFinance() throws Exception {
            LocalDate today = LocalDate.now(ZoneId.of("Europe/London"));
            try (HttpClient finance = signedIn(DemoPeople.userName("finance", laboratory()))) {
                for (String number : List.of("T-1", "T-2")) {
                    Work deal = begin(finance, "draft-contract");
                    Element project =
                            Jsoup.parse(get(finance, deal.path()).body())
                                    .selectFirst(
                                            "#project option:contains(%s)"
                                                    .formatted(found("“(.+?)”", deal.words())));
                    assertNotNull(project);
                    Map<String, String> contract = new LinkedHashMap<>();
                    contract.put("id", number);
                    contract.put("title", "Results of a practice project");
                    contract.put("project", project.attr("value"));
                    contract.put("purpose", "COMMERCIAL");
                    contract.put("provider", "A made-up trust");
                    contract.put("provider-id", "ZU901");
                    contract.put("partner", "Made Up Remedies Ltd");
                    contract.put("partner-id", "09999999");
                    contract.put("partner-kind", "COMPANY");
                    contract.put("start", today.toString());
                    contract.put("end", today.plusYears(1).minusDays(1).toString());
                    contract.put("currency", "GBP");
                    contract.put("vat", "STANDARD");
                    contract.put("cost", "50000");
                    contract.put("value", "90000");
                    contract.put("assessment", "made-up file A-1");
                    contract.put("yearly", "73000");
                    contract.put("yearly-kind", "cost-recovery");
                    assertDone(post(finance, deal.path(), "/finance/contracts", contract));
                    assertPasses(finance, "draft-contract");
                }
            }
        }

        @Test
        void ofOperators() throws Exception {
            try (HttpClient operator = signedIn(DemoPeople.userName("operator", laboratory()))) {
                begin(operator, "preview-gate");
                assertEquals(200, get(operator, "/workforce?then=ENFORCE").statusCode());
                assertEquals(200, get(operator, "/overview/capacity").statusCode());
                assertPasses(operator, "preview-gate");
            }
        }

        @Test
        void ofPrivacyOfficers() throws Exception {
            try (HttpClient officer = signedIn("auditor.zr101")) {
                assertEquals(
                        "/training", get(officer, "/").headers().firstValue("Location").orElse(""));
                Work readings = begin(officer, "find-readers");
                assertEquals(200, get(officer, readings.path()).statusCode());
                assertPasses(officer, "find-readers");
            }
        }
    }

    @Test
    void aSiteManagerHasTheExercisesOfManagers() throws Exception {
        try (HttpClient manager = signedIn("site-manager.zr101")) {
            assertNotNull(
                    Jsoup.parse(get(manager, "/training").body()).selectFirst("#read-capacity"));
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
