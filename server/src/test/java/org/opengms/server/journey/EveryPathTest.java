package org.opengms.server.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opengms.server.OpenGms;
import org.opengms.server.security.DemoPeople;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/// Every way to a person's data, found by looking at the running server, and who gets through on
/// each. What `gate-paths.csv` and the lists here do not name fails.
@ExtendWith(TestService.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryPathTest {
    private static final String FHIR = "/FHIR/R4";
    private static final String EVIDENCE = "Letter-of-the-hidden-one";
    private static final String NHS_NUMBER = "9990001146";
    private static final String CARER = "9990008205";

    /// What locates the person whose address is protected, as their order says it.
    private static final List<String> PLACES =
            List.of("Hiddenstreet", "ZZ9 9ZZ", "07700900999", "hidden@example.org", "Y99999");

    @SuppressWarnings("NullAway.Init")
    private Ordered ordered;

    private String laboratory = "";
    private String otherLaboratory = "";
    private String report = "";
    private String task = "";

    /// Nobody else of the shared service has it.
    private static final String FAMILY_NAME = "Everypathname";

    private String participant = "";
    private String handle = "";
    private final Map<String, HttpClient> browsers = new LinkedHashMap<>();

    // ---- the case

    @BeforeAll
    void aPersonIsTestedAndWithdrawsFromResearch(TestService service) throws Exception {
        ordered = Ordered.send(service, "zr110", NHS_NUMBER, EveryPathTest::withProtectedAddress);
        participant = ordered.joinsTheCohort(service).value();
        JdbcClient jdbc = service.service().context().getBean(JdbcClient.class);
        laboratory =
                jdbc.sql("select laboratory from test_order where id = cast(:id as uuid)")
                        .param("id", ordered.order().value())
                        .query(String.class)
                        .single()
                        .toLowerCase(Locale.ROOT);
        otherLaboratory =
                service.service().settings().network().laboratories().stream()
                        .map(l -> l.ods().value().toLowerCase(Locale.ROOT))
                        .filter(l ->
                                !l.equals(laboratory)
                                        && jdbc.sql(
                                                        """
                                                        select not exists (select 1 from lab_task t
                                                            where t.order_id = cast(:id as uuid)
                                                            and lower(t.owner) = :l)
                                                        """)
                                                .param("id", ordered.order().value())
                                                .param("l", l)
                                                .query(Boolean.class)
                                                .single())
                        .findFirst()
                        .orElseThrow();
        work(service);
        HttpResponse<String> entered =
                service.post(
                        FHIR + "/DiagnosticReport",
                        """
                        {"resourceType":"DiagnosticReport","status":"preliminary",
                         "code":{"text":"Result"},"basedOn":[{"reference":"%s"}],
                         "conclusion":"Nothing was found that explains it.",
                         "conclusionCode":[{"coding":[{"system":"https://opengms.org/CodeSystem/result-kind","code":"no-cause-found"}]}]}
                        """
                                .formatted(ordered.made("ServiceRequest")),
                        Optional.of(service.token("laboratory-" + laboratory)));
        assertEquals(201, entered.statusCode(), entered.body());
        report = TestService.json(entered).path("id").asString();
        HttpResponse<String> withdrawn =
                service.send(
                        service.to("/api/orders/" + ordered.order().value() + "/choices")
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                """
                                                {"said":"full-withdrawal","by":"adult-own-choice","evidence":"%s"}
                                                """
                                                        .formatted(EVIDENCE))),
                        Optional.of(service.token("site-zr110")));
        assertEquals(201, withdrawn.statusCode(), withdrawn.body());
        handle = aCarerIsRecorded(service);
        for (String person :
                List.of(
                        "patient." + NHS_NUMBER,
                        "patient.9990008213",
                        "proxy." + CARER,
                        "proxy.9990008213",
                        "clinician.zr110",
                        "auditor.zr110",
                        "researcher.zr110",
                        "lay-member.1",
                        "clinician.zr101",
                        "laboratory." + laboratory,
                        "scientist." + laboratory,
                        "laboratory." + otherLaboratory,
                        "scientist." + otherLaboratory)) {
            browsers.put(person, signedIn(service, person));
        }
        for (String kind : List.of("manager", "operator", "auditor", "researcher", "checker")) {
            String who = kind + "." + fallback(service);
            browsers.put(who, signedIn(service, who));
        }
        browsers.put("nobody", browser());
    }

    private static String withProtectedAddress(String bundle) {
        return bundle.replace(Ordered.FAMILY_NAME, FAMILY_NAME)
                .replace(
                        "{\"resourceType\":\"Patient\",",
                        """
                        {"resourceType":"Patient",
                         "meta":{"security":[{"system":"http://terminology.hl7.org/CodeSystem/v3-Confidentiality","code":"R"}]},
                         "address":[{"line":["1 Hiddenstreet"],"postalCode":"ZZ9 9ZZ"}],
                         "telecom":[{"system":"phone","value":"07700900999"},{"system":"email","value":"hidden@example.org"}],
                         "generalPractitioner":[{"identifier":{"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"Y99999"}}],
                        """);
    }

    /// A carer whom the person chose, and who may see what a carer can.
    private String aCarerIsRecorded(TestService service) throws Exception {
        String recorded =
                safeguard(
                        service,
                        "proxy",
                        """
                        {"kind":"chosen-carer","holder":"%s","name":"A Carer","evidence":"The person said so in clinic"}
                        """
                                .formatted(CARER));
        safeguard(
                service,
                "agreement",
                """
                {"proxy":"%s","decider":"the-person","scope":["USES","CHOICES"],"words":"Said so in clinic"}
                """
                        .formatted(recorded));
        return recorded;
    }

    private String safeguard(TestService service, String deed, String json) throws Exception {
        HttpResponse<String> answer =
                service.send(
                        service.to(
                                        "/api/orders/%s/safeguards/%s"
                                                .formatted(ordered.order().value(), deed))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(json)),
                        Optional.of(service.token("site-zr110")));
        assertEquals(201, answer.statusCode(), answer.body());
        return TestService.json(answer).path("recorded").asString();
    }

    private static String fallback(TestService service) {
        return service.service()
                .settings()
                .network()
                .fallbackLaboratory()
                .value()
                .toLowerCase(Locale.ROOT);
    }

    @AfterAll
    void close() {
        browsers.values().forEach(HttpClient::close);
    }

    private void work(TestService service) throws Exception {
        String token = service.token("laboratory-" + laboratory);
        for (String code :
                List.of("request-sample-alignment", "sample-preparation", "sample-processing")) {
            JsonNode tasks =
                    TestService.json(
                                    service.get(
                                            FHIR + "/Task?focus=" + ordered.made("ServiceRequest"),
                                            Optional.of(token)))
                            .path("entry");
            for (JsonNode entry : tasks) {
                JsonNode found = entry.path("resource");
                task = found.path("id").asString();
                if (!found.path("code")
                        .path("coding")
                        .path(0)
                        .path("code")
                        .asString()
                        .equals(code)) {
                    continue;
                }
                for (String status : List.of("accepted", "in-progress", "completed")) {
                    HttpResponse<String> answer =
                            service.send(
                                    service.to(FHIR + "/Task/" + task)
                                            .header("Content-Type", "application/fhir+json")
                                            .PUT(
                                                    HttpRequest.BodyPublishers.ofString(
                                                            "{\"resourceType\":\"Task\",\"id\":\"%s\",\"intent\":\"order\",\"status\":\"%s\"}"
                                                                    .formatted(task, status))),
                                    Optional.of(token));
                    assertEquals(200, answer.statusCode(), answer.body());
                }
            }
        }
    }

    private static HttpClient browser() {
        return HttpClient.newBuilder()
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    private static final Pattern CSRF =
            Pattern.compile("<input[^>]*name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private static HttpClient signedIn(TestService service, String person) throws Exception {
        HttpClient browser = browser();
        HttpResponse<String> answer =
                browser.send(
                        service.to("/login")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "username=%s&password=%s&_csrf=%s"
                                                        .formatted(
                                                                person,
                                                                DemoPeople.PASSWORD,
                                                                csrf(service, browser))))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertEquals(302, answer.statusCode(), person);
        String to = answer.headers().firstValue("Location").orElse("");
        assertTrue(!to.contains("error"), person + " cannot sign in");
        return browser;
    }

    private static String csrf(TestService service, HttpClient browser) throws Exception {
        HttpResponse<String> page =
                browser.send(
                        service.to("/login").GET().build(), HttpResponse.BodyHandlers.ofString());
        Matcher hidden = CSRF.matcher(page.body());
        return hidden.find() ? URLEncoder.encode(hidden.group(1), StandardCharsets.UTF_8) : "";
    }

    /// Whether an answer tells anything of the person.
    private static boolean tells(HttpResponse<String> answer) {
        String text = answer.body().toLowerCase(Locale.ROOT);
        return text.contains(FAMILY_NAME.toLowerCase(Locale.ROOT))
                || text.contains(NHS_NUMBER)
                || text.contains("999 000 1146")
                || text.contains(EVIDENCE.toLowerCase(Locale.ROOT));
    }

    /// Whether an answer tells where the person is, whose address is protected.
    private static boolean locates(HttpResponse<String> answer) {
        return PLACES.stream().anyMatch(answer.body()::contains);
    }

    // ---- paths that Spring serves

    private record Path(String method, String pattern, Set<String> sees) {
        boolean isInterface() {
            return pattern.startsWith("/api/")
                    || pattern.startsWith("/files/")
                    || pattern.startsWith("/hl7/")
                    || pattern.startsWith("/ga4gh/")
                    || pattern.startsWith("/htsget/");
        }
    }

    private static List<Path> declared() throws IOException {
        try (InputStream in = EveryPathTest.class.getResourceAsStream("gate-paths.csv")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> {
                        int first = line.indexOf(',');
                        int last = line.lastIndexOf(',');
                        return new Path(
                                line.substring(0, first),
                                line.substring(first + 1, last),
                                Set.of(line.substring(last + 1).split("\\|")));
                    })
                    .toList();
        }
    }

    @Test
    void isDeclared(TestService service) throws IOException {
        Set<String> served = new TreeSet<>();
        Set<String> otherMappings = new TreeSet<>();
        service.service()
                .context()
                .getBeansOfType(HandlerMapping.class)
                .forEach((name, mapping) -> {
                    if (mapping instanceof RequestMappingInfoHandlerMapping requests
                            && name.equals("requestMappingHandlerMapping")) {
                        requests.getHandlerMethods()
                                .forEach((info, method) -> {
                                    if (method.getBeanType()
                                            .getPackageName()
                                            .startsWith("org.opengms.")) {
                                        served.addAll(lines(info));
                                    } else {
                                        otherMappings.add(method.getBeanType().getSimpleName());
                                    }
                                });
                    } else {
                        otherMappings.add(name);
                    }
                });
        assertEquals(
                declared().stream()
                        .map(path -> path.method() + " " + path.pattern())
                        .collect(Collectors.toCollection(TreeSet::new)),
                served);
        // Spring's own: errors, static files, the welcome page and the health check.
        assertEquals(
                Set.of(),
                otherMappings.stream()
                        .filter(name ->
                                !Set.of(
                                                "BasicErrorController",
                                                "beanNameHandlerMapping",
                                                "controllerEndpointHandlerMapping",
                                                "defaultServletHandlerMapping",
                                                "healthEndpointWebMvcHandlerMapping",
                                                "resourceHandlerMapping",
                                                "routerFunctionMapping",
                                                "viewControllerHandlerMapping",
                                                "webEndpointServletHandlerMapping",
                                                "welcomePageHandlerMapping",
                                                "welcomePageNotAcceptableHandlerMapping")
                                        .contains(name))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static List<String> lines(RequestMappingInfo info) {
        List<String> lines = new ArrayList<>();
        for (String pattern : info.getPatternValues()) {
            if (info.getMethodsCondition().getMethods().isEmpty()) {
                lines.add("ANY " + pattern);
            }
            info.getMethodsCondition()
                    .getMethods()
                    .forEach(method -> lines.add(method.name() + " " + pattern));
        }
        return lines;
    }

    @Test
    void otherServletsAreKnown(TestService service) {
        assertEquals(
                Set.of("dispatcherServlet", "fhir"),
                Set.copyOf(
                        Objects.requireNonNull(
                                        ((WebApplicationContext) service.service().context())
                                                .getServletContext())
                                .getServletRegistrations()
                                .keySet()));
    }

    /// No command reads what the service keeps of persons: `order` judges files that it is given,
    /// `serve` and `demo` run the server that is looked at here, `plan` reads records without
    /// names, `log` and `metering` read a log's files, where a record says no more than its holder
    /// keeps, `ledger` reads the books, where no person is a party, `value` a scenario, and
    /// `evaluate` a snapshot, whose pseudonyms mean nothing elsewhere.
    @Test
    void commandsAreKnown() {
        assertEquals(
                Set.of(
                        "serve",
                        "training",
                        "ledger",
                        "value",
                        "evaluate",
                        "order",
                        "directory",
                        "plan",
                        "reference",
                        "interpret",
                        "log",
                        "metering"),
                new CommandLine(OpenGms.class).getSubcommands().keySet());
    }

    private String address(String pattern) {
        return pattern.replaceAll("\\{deed:[^}]*}", "hold")
                .replace(
                        "{id}",
                        pattern.startsWith("/reports/")
                                ? report
                                : pattern.startsWith("/laboratory/tasks/")
                                        ? task
                                        : pattern.startsWith("/api/research/")
                                                ? participant
                                                : pattern.startsWith("/api/access/reviews")
                                                        ? "1"
                                                        : ordered.order().value())
                .replace("{task}", task)
                .replace("{handle}", handle)
                .replace("{ods}", laboratory)
                .replaceAll("\\{[a-z]+}", "R901");
    }

    /// Who is who to the case: what a line of the table calls them.
    private Map<String, String> people(TestService service) {
        Map<String, String> people = new LinkedHashMap<>();
        people.put("clinician.zr110", "owner");
        people.put("laboratory." + laboratory, "laboratory");
        people.put("scientist." + laboratory, "scientist");
        people.put("clinician.zr101", "stranger");
        people.put("laboratory." + otherLaboratory, "stranger");
        people.put("scientist." + otherLaboratory, "stranger");
        people.put("manager." + fallback(service), "stranger");
        people.put("operator." + fallback(service), "stranger");
        people.put("researcher." + fallback(service), "stranger");
        people.put("checker." + fallback(service), "stranger");
        people.put("auditor.zr110", "stranger");
        people.put("auditor." + fallback(service), "stranger");
        people.put("patient." + NHS_NUMBER, "patient");
        people.put("proxy." + CARER, "proxy");
        people.put("patient.9990008213", "stranger");
        people.put("proxy.9990008213", "stranger");
        people.put("nobody", "stranger");
        return people;
    }

    @Test
    void ofThePagesTellsThoseWhoMayAndNobodyElse(TestService service) throws Exception {
        List<String> wrong = new ArrayList<>();
        int asked = 0;
        for (Path path : declared()) {
            if (path.isInterface()) {
                continue;
            }
            for (Map.Entry<String, String> who : people(service).entrySet()) {
                boolean changes = !path.method().equals("GET");
                if (changes && !who.getValue().equals("stranger")) {
                    // Changes by those who may make them have tests of their own.
                    continue;
                }
                HttpClient browser = Objects.requireNonNull(browsers.get(who.getKey()));
                HttpRequest.Builder request = service.to(address(path.pattern()));
                if (changes) {
                    request.header("Content-Type", "application/x-www-form-urlencoded")
                            .method(
                                    path.method(),
                                    HttpRequest.BodyPublishers.ofString(
                                            "_csrf=" + csrf(service, browser)));
                }
                HttpResponse<String> answer =
                        browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
                note(wrong, path, who, answer);
                asked++;
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(asked > 300, asked + " questions");
    }

    private static void note(
            List<String> wrong,
            Path path,
            Map.Entry<String, String> who,
            HttpResponse<String> answer) {
        boolean may = path.sees().contains(who.getValue());
        if (locates(answer)) {
            wrong.add(
                    "%s %s tells %s where the person is"
                            .formatted(path.method(), path.pattern(), who.getKey()));
        }
        if (answer.statusCode() >= 500
                || (tells(answer) != may
                        && (!path.sees().contains("nobody")
                                || Set.of("stranger", "proxy").contains(who.getValue())))) {
            wrong.add(
                    "%s %s answers %s (%s) with %d and tells %s"
                            .formatted(
                                    path.method(),
                                    path.pattern(),
                                    who.getKey(),
                                    who.getValue(),
                                    answer.statusCode(),
                                    tells(answer) ? "of the person" : "nothing"));
        }
    }

    private Map<String, Optional<String>> tokens(TestService service) throws Exception {
        Map<String, Optional<String>> tokens = new LinkedHashMap<>();
        tokens.put("owner", Optional.of(service.token("site-zr110")));
        tokens.put("laboratory", Optional.of(service.token("laboratory-" + laboratory)));
        tokens.put(
                "scientist",
                Optional.of(service.tokenOf(laboratory.toUpperCase(Locale.ROOT), "scientist")));
        tokens.put("another clinician", Optional.of(service.token("site-zr101")));
        tokens.put(
                "another laboratory", Optional.of(service.token("laboratory-" + otherLaboratory)));
        for (String role :
                List.of(
                        "manager",
                        "operator",
                        "researcher",
                        "committee",
                        "environment",
                        "output_checker",
                        "auditor",
                        "patient",
                        "proxy",
                        "no-such-role")) {
            tokens.put(role, Optional.of(service.tokenOf("ZR110", role)));
        }
        tokens.put("another auditor", Optional.of(service.tokenOf("ZR101", "auditor")));
        tokens.put("no token", Optional.empty());
        return tokens;
    }

    @Test
    void ofTheInterfacesTellsThoseWhoMayAndNobodyElse(TestService service) throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Path path : declared()) {
            if (!path.isInterface()) {
                continue;
            }
            for (Map.Entry<String, Optional<String>> who : tokens(service).entrySet()) {
                boolean stranger =
                        !Set.of("owner", "laboratory", "scientist").contains(who.getKey());
                if (!path.method().equals("GET") && !stranger) {
                    continue;
                }
                HttpRequest.Builder request = service.to(address(path.pattern()));
                if (!path.method().equals("GET")) {
                    request.method(
                            path.method().equals("ANY") ? "POST" : path.method(),
                            HttpRequest.BodyPublishers.ofString("{}"));
                }
                note(
                        wrong,
                        path,
                        Map.entry(who.getKey(), stranger ? "stranger" : who.getKey()),
                        service.send(request, who.getValue()));
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void ofResearchIsClosedAfterWithdrawal(TestService service) throws Exception {
        Optional<String> researcher = Optional.of(service.token("research-" + fallback(service)));
        String purpose =
                ApprovedProject.health(service, fallback(service).toUpperCase(Locale.ROOT));
        assertEquals(
                403,
                service.get("/api/research/participants/" + participant + purpose, researcher)
                        .statusCode());
        String all = service.get("/api/research/participants" + purpose, researcher).body();
        assertTrue(all.contains("\"participants\""), all);
        assertTrue(!all.contains(participant), all);
    }

    // ---- scopes of tokens

    /// A token reaches what its scopes say and no more, on every path.
    @Nested
    class NarrowedByScopes {
        private record Row(String method, String path, String role, String scope) {}

        private static List<Row> rows() throws IOException {
            try (InputStream in = EveryPathTest.class.getResourceAsStream("scope-paths.csv")) {
                return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .skip(1)
                        .map(line -> line.split(",", -1))
                        .map(cells -> new Row(cells[0], cells[1], cells[2], cells[3]))
                        .toList();
            }
        }

        @Test
        void everyInterfaceHasACase() throws IOException {
            Set<String> served = new TreeSet<>();
            declared().stream()
                    .filter(Path::isInterface)
                    .forEach(path -> served.add(path.method() + " " + path.pattern()));
            Set<String> cases = new TreeSet<>();
            rows().forEach(row -> cases.add(row.method() + " " + row.path()));
            assertEquals(served, cases);
        }

        private HttpResponse<String> send(TestService service, Row row, String scope)
                throws Exception {
            HttpRequest.Builder request = service.to(address(row.path()));
            String method = row.method().equals("ANY") ? "POST" : row.method();
            if (!method.equals("GET")) {
                request.method(method, HttpRequest.BodyPublishers.ofString("{}"));
            }
            return service.send(request, Optional.of(service.tokenOf("ZR110", row.role(), scope)));
        }

        /// All scopes but the one that is needed: refused, with its name. The one alone: not
        /// refused for want of a scope.
        @Test
        void everyInterfaceNeedsItsScope(TestService service) throws Exception {
            List<String> wrong = new ArrayList<>();
            for (Row row : rows()) {
                if (row.scope().equals("none")) {
                    assertEquals(200, send(service, row, "").statusCode(), row.path());
                    continue;
                }
                String type =
                        row.scope()
                                .substring(row.scope().indexOf('/') + 1, row.scope().indexOf('.'));
                String letter = row.scope().substring(row.scope().length() - 1);
                String others = "user/%s.%s".formatted(type, "cruds".replace(letter, ""));
                for (String without :
                        List.of(
                                "",
                                others,
                                "user/Practitioner.cruds",
                                "patient/*.cruds",
                                "openid")) {
                    HttpResponse<String> answer = send(service, row, without);
                    if (answer.statusCode() != 403
                            || !answer.body().contains("scope " + row.scope())) {
                        wrong.add("%s with '%s': %d".formatted(row, without, answer.statusCode()));
                    }
                }
                HttpResponse<String> with = send(service, row, row.scope());
                if (with.body().contains("needs the scope " + row.scope())) {
                    wrong.add("%s with its scope: %s".formatted(row, with.body()));
                }
            }
            assertEquals(List.of(), wrong);
        }

        private Optional<String> owner(TestService service, String scope) throws Exception {
            return Optional.of(service.tokenOf("ZR110", "clinician", scope));
        }

        @Test
        void everyWayToEveryTypeOfFhirNeedsItsScope(TestService service) throws Exception {
            List<String> wrong = new ArrayList<>();
            for (JsonNode resource :
                    TestService.json(service.get(FHIR + "/metadata", Optional.empty()))
                            .path("rest")
                            .path(0)
                            .path("resource")) {
                String type = resource.path("type").asString();
                // who read is told to auditors, and the statement and its operations to everybody
                if (Set.of("CapabilityStatement", "OperationDefinition").contains(type)) {
                    continue;
                }
                String role = type.equals("AuditEvent") ? "auditor" : "clinician";
                Map<String, String> ways = new LinkedHashMap<>();
                for (JsonNode interaction : resource.path("interaction")) {
                    switch (interaction.path("code").asString()) {
                        case "read" -> ways.put("/none", "r");
                        case "vread" -> ways.put("/none/_history/1", "r");
                        case "history-instance" -> ways.put("/none/_history", "r");
                        case "search-type" -> ways.put("?_id=none", "s");
                        default -> {}
                    }
                }
                for (Map.Entry<String, String> way : ways.entrySet()) {
                    String needed = "user/%s.%s".formatted(type, way.getValue());
                    for (String without :
                            List.of(
                                    "",
                                    "user/%s.%s"
                                            .formatted(type, "cruds".replace(way.getValue(), "")),
                                    "user/Basic.cruds",
                                    "patient/*.rs")) {
                        HttpResponse<String> answer =
                                service.get(
                                        FHIR + "/" + type + way.getKey(),
                                        Optional.of(service.tokenOf("ZR110", role, without)));
                        if (answer.statusCode() != 403 || !answer.body().contains(needed)) {
                            wrong.add(
                                    "%s%s with '%s': %d"
                                            .formatted(
                                                    type,
                                                    way.getKey(),
                                                    without,
                                                    answer.statusCode()));
                        }
                    }
                    int status =
                            service.get(
                                            FHIR + "/" + type + way.getKey(),
                                            Optional.of(service.tokenOf("ZR110", role, needed)))
                                    .statusCode();
                    if (status == 403 || status >= 500) {
                        wrong.add("%s%s with its scope: %d".formatted(type, way.getKey(), status));
                    }
                }
            }
            assertEquals(List.of(), wrong);
        }

        @Test
        void whatASearchIncludesNeedsAScopeOfItsOwn(TestService service) throws Exception {
            String order = ordered.made("ServiceRequest");
            String search =
                    FHIR
                            + "/ServiceRequest?_include=ServiceRequest:subject&_id="
                            + order.substring("ServiceRequest/".length());
            HttpResponse<String> narrow =
                    service.get(search, owner(service, "user/ServiceRequest.rs"));
            assertEquals(200, narrow.statusCode(), narrow.body());
            assertEquals(0, OfFhir.found(narrow, "Patient"));
            assertEquals(1, OfFhir.found(narrow, "ServiceRequest"));
            HttpResponse<String> wide =
                    service.get(search, owner(service, "user/ServiceRequest.s user/Patient.r"));
            assertEquals(1, OfFhir.found(wide, "Patient"));
        }

        @Test
        void whatAGraphGathersNeedsAScopeOfItsOwn(TestService service) throws Exception {
            String graph = FHIR + "/" + ordered.made("ServiceRequest") + "/$graph";
            assertEquals(
                    1,
                    TestService.json(service.get(graph, owner(service, "user/ServiceRequest.r")))
                            .path("entry")
                            .size());
            assertEquals(403, service.get(graph, owner(service, "user/Patient.rs")).statusCode());
        }

        @Test
        void aFurtherPageNeedsTheScopeOfItsSearch(TestService service) throws Exception {
            Optional<String> wide =
                    Optional.of(
                            service.tokenOf(
                                    laboratory.toUpperCase(Locale.ROOT),
                                    "laboratory",
                                    "user/Task.s"));
            String next = OfFhir.next(service, service.get(FHIR + "/Task?_count=1", wide));
            assertTrue(!next.isEmpty());
            HttpResponse<String> narrow =
                    service.get(
                            next,
                            Optional.of(
                                    service.tokenOf(
                                            laboratory.toUpperCase(Locale.ROOT),
                                            "laboratory",
                                            "user/Patient.rs")));
            assertEquals(403, narrow.statusCode());
            assertTrue(narrow.body().contains("user/Task.s"), narrow.body());
        }

        @Test
        void eachEntryOfATransactionNeedsItsScope(TestService service) throws Exception {
            String message =
                    """
                    {"resourceType":"Bundle","type":"transaction","entry":[
                     {"resource":{"resourceType":"Patient"},"request":{"method":"POST","url":"Patient"}},
                     {"resource":{"resourceType":"Task","id":"a"},"request":{"method":"PUT","url":"Task/a"}}]}
                    """;
            HttpResponse<String> answer =
                    service.post(FHIR, message, owner(service, "user/Patient.c user/Task.crs"));
            assertEquals(403, answer.statusCode(), answer.body());
            assertTrue(answer.body().contains("user/Task.u"), answer.body());
        }

        @Test
        void anAnswerToAChangeNeedsToReadAsWell(TestService service) throws Exception {
            HttpResponse<String> answer =
                    service.post(
                            FHIR + "/DiagnosticReport",
                            "{\"resourceType\":\"DiagnosticReport\"}",
                            Optional.of(
                                    service.tokenOf(
                                            laboratory.toUpperCase(Locale.ROOT),
                                            "laboratory",
                                            "user/DiagnosticReport.c")));
            assertEquals(403, answer.statusCode());
            assertTrue(answer.body().contains("user/DiagnosticReport.r"), answer.body());
        }

        /// A patient's other program sees that patient alone, and only what their own page shows.
        @Test
        void aPatientsTokenReachesTheirOwnPageAndNoMore(TestService service) throws Exception {
            String patient = ordered.made("Patient");
            String self = patient.substring("Patient/".length());
            Optional<String> own = Optional.of(service.tokenOfPatient(self, "patient/*.rs"));
            Optional<String> stranger =
                    Optional.of(
                            service.tokenOfPatient(
                                    java.util.UUID.randomUUID().toString(), "patient/*.rs"));
            String order = ordered.made("ServiceRequest");
            List<String> seen = new ArrayList<>();
            for (String way :
                    List.of(
                            patient,
                            order,
                            "DiagnosticReport/" + report,
                            "Task/" + task,
                            "$service-numbers",
                            order + "/$graph")) {
                if (service.get(FHIR + "/" + way, own).statusCode() == 200) {
                    seen.add(way);
                }
                assertEquals(403, service.get(FHIR + "/" + way, stranger).statusCode(), way);
            }
            assertEquals(List.of(patient, order), seen);
            HttpResponse<String> all = service.get(FHIR + "/Patient", own);
            assertEquals(1, OfFhir.found(all, "Patient"), all.body());
            assertEquals(0, OfFhir.found(service.get(FHIR + "/Patient", stranger), "Patient"));
            assertEquals(
                    0,
                    OfFhir.found(service.get(FHIR + "/DiagnosticReport", own), "DiagnosticReport"));
            HttpResponse<String> included =
                    service.get(
                            FHIR + "/Patient?_revinclude=Task:patient&_revinclude=Specimen:subject",
                            own);
            assertEquals(List.of("Patient"), types(included), included.body());
            assertEquals(
                    403,
                    service.get(
                                    FHIR + "/" + patient,
                                    Optional.of(service.tokenOfPatient(self, "user/*.cruds")))
                            .statusCode());
        }

        private static List<String> types(HttpResponse<String> answer) {
            List<String> types = new ArrayList<>();
            for (JsonNode entry : TestService.json(answer).path("entry")) {
                types.add(entry.path("resource").path("resourceType").asString());
            }
            return types;
        }

        @Test
        void theServiceSaysWhatItSupports(TestService service) throws Exception {
            JsonNode said =
                    TestService.json(
                            service.get(
                                    FHIR + "/.well-known/smart-configuration", Optional.empty()));
            assertEquals(
                    service.service().address() + "/oauth2/token",
                    said.path("token_endpoint").asString());
            assertEquals("S256", said.path("code_challenge_methods_supported").path(0).asString());
            String capabilities = said.path("capabilities").toString();
            for (String promised :
                    List.of(
                            "permission-v1",
                            "permission-v2",
                            "permission-patient",
                            "client-public")) {
                assertTrue(capabilities.contains(promised), capabilities);
            }
            JsonNode security =
                    TestService.json(service.get(FHIR + "/metadata", Optional.empty()))
                            .path("rest")
                            .path(0)
                            .path("security");
            assertEquals(
                    "SMART-on-FHIR",
                    security.path("service")
                            .path(0)
                            .path("coding")
                            .path(0)
                            .path("code")
                            .asString());
        }
    }

    // ---- FHIR

    @Nested
    class OfFhir {
        /// What is served, as the server itself says.
        private JsonNode resources(TestService service) throws Exception {
            return TestService.json(service.get(FHIR + "/metadata", Optional.empty()))
                    .path("rest")
                    .path(0)
                    .path("resource");
        }

        /// Types that name nobody, and types that are kept of persons.
        private static final Set<String> DEFINITIONS =
                Set.of(
                        "ActivityDefinition",
                        "CapabilityStatement",
                        "Library",
                        "OperationDefinition",
                        "PlanDefinition",
                        "SpecimenDefinition");

        @Test
        void everyTypeInteractionAndOperationIsKnown(TestService service) throws Exception {
            Set<String> unknown = new TreeSet<>();
            for (JsonNode resource : resources(service)) {
                String type = resource.path("type").asString();
                for (JsonNode interaction : resource.path("interaction")) {
                    String code = interaction.path("code").asString();
                    if (!Set.of(
                                    "read",
                                    "vread",
                                    "history-instance",
                                    "search-type",
                                    "create",
                                    "update")
                            .contains(code)) {
                        unknown.add(type + " " + code);
                    }
                    if (Set.of("create", "update").contains(code)
                            && !Set.of("Task update", "DiagnosticReport create", "Consent create")
                                    .contains(type + " " + code)) {
                        unknown.add(type + " " + code);
                    }
                }
                for (JsonNode operation : resource.path("operation")) {
                    String name = operation.path("name").asString();
                    if (!Set.of("validate", "graph", "sign", "outcome").contains(name)) {
                        unknown.add(type + " $" + name);
                    }
                }
            }
            assertEquals(Set.of(), unknown);
            Set<String> whole = new TreeSet<>();
            TestService.json(service.get(FHIR + "/metadata", Optional.empty()))
                    .path("rest")
                    .path(0)
                    .path("operation")
                    .forEach(operation -> whole.add(operation.path("name").asString()));
            assertTrue(
                    Set.of("service-numbers", "validate", "graph", "sign", "outcome")
                            .containsAll(whole),
                    whole.toString());
        }

        /// Reads, versions, histories, searches with their totals, pages, includes and graphs: each
        /// tells those who may read and nobody else.
        @Test
        void everyWayToEveryTypeIsBehindTheGate(TestService service) throws Exception {
            Map<String, String> known = new LinkedHashMap<>(ordered.made());
            known.put("Task", "Task/" + task);
            known.put("DiagnosticReport", "DiagnosticReport/" + report);
            Set<String> typesOfPersons = new TreeSet<>();
            List<String> wrong = new ArrayList<>();
            Map<String, Optional<String>> tokens = tokens(service);
            for (JsonNode resource : resources(service)) {
                String type = resource.path("type").asString();
                if (DEFINITIONS.contains(type)) {
                    continue;
                }
                typesOfPersons.add(type);
                String reference = known.getOrDefault(type, "");
                String id = reference.substring(reference.indexOf('/') + 1);
                for (Map.Entry<String, Optional<String>> who : tokens.entrySet()) {
                    boolean unsigned = type.equals("DiagnosticReport");
                    boolean may =
                            !reference.isEmpty()
                                    && (Set.of("laboratory", "scientist").contains(who.getKey())
                                            || (who.getKey().equals("owner") && !unsigned));
                    List<String> reads =
                            reference.isEmpty()
                                    ? List.of()
                                    : List.of(
                                            reference,
                                            reference + "/_history/1",
                                            reference + "/_history");
                    for (String read : reads) {
                        HttpResponse<String> one = service.get(FHIR + "/" + read, who.getValue());
                        int status = one.statusCode();
                        if (locates(one)) {
                            wrong.add("%s finds the place in %s".formatted(who.getKey(), read));
                        }
                        if ((status == 200) != may || status >= 500) {
                            wrong.add("%s reads %s: %d".formatted(who.getKey(), read, status));
                        }
                    }
                    List<String> searches = new ArrayList<>();
                    String byId = "?_id=" + (id.isEmpty() ? "none" : id);
                    searches.add(byId);
                    searches.add(byId + "&_total=accurate");
                    searches.add(byId + "&_count=1");
                    for (JsonNode include : resource.path("searchInclude")) {
                        if (!include.asString().equals("*")) {
                            searches.add(byId + "&_include=" + include.asString());
                        }
                    }
                    for (String search : searches) {
                        HttpResponse<String> answer =
                                service.get(FHIR + "/" + type + search, who.getValue());
                        if (locates(answer)) {
                            wrong.add(
                                    "%s finds the place in %s%s"
                                            .formatted(who.getKey(), type, search));
                        }
                        int found = found(answer, type);
                        int total = TestService.json(answer).path("total").asInt(-1);
                        boolean refused = answer.statusCode() == 403 || answer.statusCode() == 401;
                        boolean right =
                                may
                                        ? answer.statusCode() == 200 && found == 1 && total != 0
                                        : (refused || answer.statusCode() == 200)
                                                && found == 0
                                                && total <= 0
                                                && !tells(answer);
                        if (!right) {
                            wrong.add(
                                    "%s searches %s%s: %d, %d found, total %d"
                                            .formatted(
                                                    who.getKey(),
                                                    type,
                                                    search,
                                                    answer.statusCode(),
                                                    found,
                                                    total));
                        }
                    }
                }
            }
            assertEquals(List.of(), wrong);
            assertTrue(typesOfPersons.containsAll(known.keySet()), typesOfPersons.toString());
        }

        /// Who read is told to the privacy officer of the organisation that ordered, who is told
        /// nothing else of the person; others are told of their own staff alone, who did not read.
        @Test
        void whoReadIsToldToThePrivacyOfficerAlone(TestService service) throws Exception {
            Map<String, Optional<String>> tokens = tokens(service);
            Optional<String> officer = Objects.requireNonNull(tokens.get("auditor"));
            String patient = ordered.made("Patient");
            String all = FHIR + "/AuditEvent?patient=" + patient + "&date=ge2026-01-01";
            String one = "";
            for (JsonNode entry : TestService.json(service.get(all, officer)).path("entry")) {
                if (entry.toString().contains("ZR110")) {
                    one = entry.path("resource").path("id").asString();
                }
            }
            List<String> wrong = new ArrayList<>();
            for (Map.Entry<String, Optional<String>> who : tokens.entrySet()) {
                for (String way :
                        List.of(
                                FHIR + "/AuditEvent/" + one,
                                FHIR + "/AuditEvent?_id=" + one,
                                FHIR + "/auditevent/" + one,
                                FHIR + "/AuditEvent/" + one + "/_history")) {
                    HttpResponse<String> answer = service.get(way, who.getValue());
                    boolean may =
                            who.getKey().equals("auditor")
                                    && !way.contains("_history")
                                    && !way.contains("auditevent");
                    boolean told = answer.body().contains("\"resourceType\":\"AuditEvent\"");
                    if (told != may || tells(answer) || answer.statusCode() >= 500) {
                        wrong.add("%s %s: %d".formatted(who.getKey(), way, answer.statusCode()));
                    }
                }
            }
            assertEquals(List.of(), wrong);
        }

        private static int found(HttpResponse<String> answer, String type) {
            int found = 0;
            for (JsonNode entry : TestService.json(answer).path("entry")) {
                if (entry.path("resource").path("resourceType").asString().equals(type)) {
                    found++;
                }
            }
            return found;
        }

        @Test
        void aWholeSearchPagedToItsEndTellsAStrangerNothing(TestService service) throws Exception {
            for (Map.Entry<String, Optional<String>> who : tokens(service).entrySet()) {
                if (!Set.of("another clinician", "another laboratory").contains(who.getKey())) {
                    continue;
                }
                for (String type : List.of("Patient", "ServiceRequest", "Task", "Consent")) {
                    String next = FHIR + "/" + type + "?_count=1";
                    for (int page = 0; page < 100 && !next.isEmpty(); page++) {
                        HttpResponse<String> answer = service.get(next, who.getValue());
                        assertEquals(200, answer.statusCode(), answer.body());
                        assertTrue(!tells(answer), who.getKey() + " " + next);
                        assertTrue(!locates(answer), who.getKey() + " " + next);
                        assertTrue(
                                !answer.body()
                                        .contains(
                                                ordered.made(
                                                        type.equals("Task")
                                                                ? "ServiceRequest"
                                                                : type)),
                                who.getKey() + " " + next);
                        next = next(service, answer);
                    }
                }
            }
        }

        /// Every type, whole: what was sent is kept with the address, and nobody is sent it.
        @Test
        void aProtectedAddressLeavesOnNoSearchOfThoseWhoCare(TestService service) throws Exception {
            assertEquals(
                    1,
                    service.service()
                            .context()
                            .getBean(JdbcClient.class)
                            .sql(
                                    "select count(*) from resource_version where type = 'Patient' and body like '%Hiddenstreet%'")
                            .query(Integer.class)
                            .single());
            Map<String, Optional<String>> tokens = tokens(service);
            List<String> wrong = new ArrayList<>();
            for (JsonNode resource : resources(service)) {
                String type = resource.path("type").asString();
                if (DEFINITIONS.contains(type) || type.equals("AuditEvent")) {
                    continue;
                }
                for (String who : List.of("owner", "laboratory", "scientist")) {
                    HttpResponse<String> answer =
                            service.get(
                                    FHIR + "/" + type + "?_count=100",
                                    Objects.requireNonNull(tokens.get(who)));
                    if (locates(answer)) {
                        wrong.add(who + " " + type);
                    }
                }
            }
            assertEquals(List.of(), wrong);
            String patient =
                    service.get(
                                    FHIR + "/" + ordered.made("Patient"),
                                    Objects.requireNonNull(tokens.get("owner")))
                            .body();
            assertTrue(patient.contains("REDACTED"), patient);
            assertTrue(patient.contains(FAMILY_NAME), patient);
        }

        private static String next(TestService service, HttpResponse<String> answer) {
            for (JsonNode link : TestService.json(answer).path("link")) {
                if (link.path("relation").asString().equals("next")) {
                    return link.path("url")
                            .asString()
                            .substring(service.service().address().length());
                }
            }
            return "";
        }

        @Test
        void aGraphAnOperationAndAReverseIncludeTellAStrangerNothing(TestService service)
                throws Exception {
            String order = ordered.made("ServiceRequest");
            List<String> ways =
                    List.of(
                            order + "/$graph",
                            order + "/$graph?graph=genomics-test-orders-group",
                            "DiagnosticReport/" + report + "/$graph",
                            "Task?focus=" + order + "&_include=Task:focus",
                            "Patient?_id="
                                    + ordered.made("Patient").substring("Patient/".length())
                                    + "&_revinclude=ServiceRequest:subject",
                            "ServiceRequest?patient:identifier=https://fhir.nhs.uk/Id/nhs-number%7C"
                                    + NHS_NUMBER,
                            "Patient?identifier=https://fhir.nhs.uk/Id/nhs-number%7C" + NHS_NUMBER,
                            "$service-numbers");
            List<String> wrong = new ArrayList<>();
            for (Map.Entry<String, Optional<String>> who : tokens(service).entrySet()) {
                boolean stranger =
                        !Set.of("owner", "laboratory", "scientist").contains(who.getKey());
                for (String way : ways) {
                    HttpResponse<String> answer = service.get(FHIR + "/" + way, who.getValue());
                    boolean named =
                            answer.body()
                                    .toLowerCase(Locale.ROOT)
                                    .contains(FAMILY_NAME.toLowerCase(Locale.ROOT));
                    if (answer.statusCode() >= 500
                            || locates(answer)
                            || (stranger
                                    && (named
                                            || TestService.json(answer).path("entry").size()
                                                    > 0))) {
                        wrong.add("%s %s: %d".formatted(who.getKey(), way, answer.statusCode()));
                    }
                }
            }
            assertEquals(List.of(), wrong);
            assertTrue(
                    service.get(
                                    FHIR + "/" + order + "/$graph",
                                    Objects.requireNonNull(tokens(service).get("owner")))
                            .body()
                            .contains(FAMILY_NAME));
        }
    }
}
