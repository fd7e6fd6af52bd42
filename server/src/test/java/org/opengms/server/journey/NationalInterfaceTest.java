package org.opengms.server.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.DirectoryTest;
import org.opengms.region.SyntheticRegion;
import org.opengms.testing.RealData;
import org.opengms.testing.SharedData;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The interface against the national description of it: every path and parameter is in the
/// conformance page, and what that page promises is what the running service does.
@ExtendWith(TestService.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NationalInterfaceTest {
    private static final String FHIR = "/FHIR/R4";
    private static final Path PAGE = Path.of("..", "docs", "goms-conformance.md");
    private static final SyntheticRegion REGION = SyntheticRegion.of(1);
    private static final String REQUISITION = "REQ-" + UUID.randomUUID();
    private static final String PLACER = "PLACER-" + UUID.randomUUID();

    private String site = "";
    private String laboratory = "";
    private String laboratoryOds = "";

    /// What the order brought, `Type` to `Type/id`.
    private final Map<String, String> made = new HashMap<>();

    @BeforeAll
    void anOrderIsReported(TestService service) throws Exception {
        site = service.token("site-zr104");
        HttpResponse<String> answer = service.post(FHIR, order(PLACER), Optional.of(site));
        assertEquals(200, answer.statusCode(), answer.body());
        for (JsonNode entry : TestService.json(answer).path("entry")) {
            String location =
                    entry.path("response")
                            .path("location")
                            .asString("")
                            .replaceAll("/_history/.*", "");
            made.putIfAbsent(location.substring(0, location.indexOf('/')), location);
        }
        for (var candidate : REGION.network().laboratories()) {
            String ods = candidate.ods().value();
            String token = service.token("laboratory-" + ods.toLowerCase(java.util.Locale.ROOT));
            if (!tasks(service, token).isEmpty()) {
                laboratory = token;
                laboratoryOds = ods;
            }
        }
        work(service);
        HttpResponse<String> report =
                service.post(
                        FHIR + "/DiagnosticReport",
                        """
                        {"resourceType":"DiagnosticReport","status":"preliminary",
                         "code":{"text":"Result"},"basedOn":[{"reference":"%s"}],
                         "conclusion":"Nothing was found that explains it.",
                         "conclusionCode":[{"coding":[{"system":"https://opengms.org/CodeSystem/result-kind","code":"no-cause-found"}]}]}
                        """
                                .formatted(made("ServiceRequest")),
                        Optional.of(laboratory));
        assertEquals(201, report.statusCode(), report.body());
        made.put(
                "DiagnosticReport",
                "DiagnosticReport/" + TestService.json(report).path("id").asString());
    }

    private String made(String type) {
        return java.util.Objects.requireNonNull(made.get(type), type);
    }

    private List<JsonNode> tasks(TestService service, String token) throws Exception {
        List<JsonNode> tasks = new ArrayList<>();
        for (JsonNode entry :
                TestService.json(
                                service.get(
                                        FHIR + "/Task?focus=" + made("ServiceRequest"),
                                        Optional.of(token)))
                        .path("entry")) {
            tasks.add(entry.path("resource"));
        }
        return tasks;
    }

    /// The laboratory works what can be ticked off, in the order of the work, until only the result
    /// is missing.
    private void work(TestService service) throws Exception {
        for (String code :
                List.of("request-sample-alignment", "sample-preparation", "sample-processing")) {
            for (JsonNode task : tasks(service, laboratory)) {
                String id = task.path("id").asString();
                made.putIfAbsent("Task", "Task/" + id);
                boolean isNext =
                        task.path("code")
                                .path("coding")
                                .path(0)
                                .path("code")
                                .asString()
                                .equals(code);
                for (String status :
                        isNext
                                ? List.of("accepted", "in-progress", "completed")
                                : List.<String>of()) {
                    HttpResponse<String> answer =
                            service.send(
                                    service.to(FHIR + "/Task/" + id)
                                            .header("Content-Type", "application/fhir+json")
                                            .PUT(
                                                    HttpRequest.BodyPublishers.ofString(
                                                            "{\"resourceType\":\"Task\",\"id\":\"%s\",\"intent\":\"order\",\"status\":\"%s\"}"
                                                                    .formatted(id, status))),
                                    Optional.of(laboratory));
                    assertEquals(200, answer.statusCode(), answer.body());
                }
            }
        }
    }

    private static String order(String placer) {
        ClinicalIndication indication =
                REGION.directories().newest().indications().stream()
                        .filter(i -> !i.conventional().isEmpty())
                        .findFirst()
                        .orElseThrow();
        DirectoryTest test = indication.conventional().getFirst();
        return """
        {"resourceType":"Bundle","type":"transaction","entry":[
         {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000001","request":{"method":"POST","url":"PractitionerRole"},
          "resource":{"resourceType":"PractitionerRole","practitioner":{"identifier":{"system":"https://example.org/staff","value":"S1"},"display":"Dr Test"},
           "organization":{"identifier":{"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"ZR104"}}}},
         {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000002","request":{"method":"POST","url":"Patient"},
          "resource":{"resourceType":"Patient","identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990000506"}],
           "name":[{"family":"Testperson","given":["Ada"]}],"birthDate":"2015-02-03","gender":"female"}},
         {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000003","request":{"method":"POST","url":"ServiceRequest"},
          "resource":{"resourceType":"ServiceRequest","identifier":[{"system":"https://example.org/orders","value":"%s"}],
           "requisition":{"system":"https://example.org/requisitions","value":"%s"},
           "status":"active","intent":"order","authoredOn":"%s",
           "category":[{"coding":[{"system":"https://fhir.nhs.uk/CodeSystem/rare-diseaseTesting-genomics","code":"diagnostic"}]}],
           "code":{"coding":[{"system":"https://fhir.nhs.uk/CodeSystem/England-GenomicTestDirectory","code":"%s"}]},
           "reasonCode":[{"coding":[{"system":"https://fhir.nhs.uk/CodeSystem/England-GenomicTestDirectory","code":"%s"}]}],
           "subject":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000002"},
           "requester":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000001"},
           "specimen":[{"reference":"urn:uuid:00000000-0000-4000-8000-000000000005"}],
           "supportingInfo":[{"reference":"urn:uuid:00000000-0000-4000-8000-000000000006"},{"reference":"urn:uuid:00000000-0000-4000-8000-000000000007"}]}},
         {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000004","request":{"method":"POST","url":"RequestGroup"},
          "resource":{"resourceType":"RequestGroup","identifier":[{"system":"https://example.org/groups","value":"G1"}],"status":"active","intent":"order",
           "subject":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000002"},
           "action":[{"title":"Proband","resource":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000003"}}]}},
         {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000005","request":{"method":"POST","url":"Specimen"},
          "resource":{"resourceType":"Specimen","identifier":[{"system":"https://example.org/samples","value":"SP1"}],"status":"available",
           "type":{"text":"Blood"},"subject":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000002"},
           "request":[{"reference":"urn:uuid:00000000-0000-4000-8000-000000000003"}],
           "collection":{"collectedDateTime":"2026-01-05T10:30:00Z"},
           "container":[{"identifier":[{"system":"https://example.org/tubes","value":"T1"}]}]}},
         {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000006","request":{"method":"POST","url":"Observation"},
          "resource":{"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://human-phenotype-ontology.org","code":"HP:0001250"}]},
           "subject":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000002"},"valueBoolean":true}},
         {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000007","request":{"method":"POST","url":"RelatedPerson"},
          "resource":{"resourceType":"RelatedPerson","identifier":[{"system":"https://example.org/relatives","value":"RP1"}],
           "patient":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000002",
            "identifier":{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990000506"}}}}
        ]}
        """
                .formatted(
                        placer,
                        REQUISITION,
                        LocalDate.now(ZoneId.of("Europe/London")),
                        test.code(),
                        indication.code());
    }

    // ---- the page against the description

    private record Row(String path, String parameter, String verdict) {}

    private static List<Row> rows(String heading) throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf("## " + heading);
        int end = page.indexOf("\n## ", start + 3);
        List<Row> rows = new ArrayList<>();
        Matcher matcher =
                Pattern.compile(
                                "^\\| (?:(GET|POST|`[^`]+`) \\| )?`([^`]+)` \\| (yes|differs|no) \\|",
                                Pattern.MULTILINE)
                        .matcher(page.substring(start, end));
        while (matcher.find()) {
            String first = matcher.group(1) == null ? "" : matcher.group(1).replace("`", "");
            rows.add(new Row(first, matcher.group(2), matcher.group(3)));
        }
        return rows;
    }

    /// The description as a tree.
    private static JsonNode api() throws IOException {
        Object yaml =
                new Yaml()
                        .load(
                                Files.readString(
                                        SharedData.file(
                                                "fhir/goms-api/genomic-order-management-service-api-specification-beta.yaml")));
        return JsonMapper.shared().valueToTree(yaml);
    }

    /// Every parameter in the description: of a query with its path, of a header alone.
    private static Set<String> parameters(String where) throws IOException {
        JsonNode api = api();
        Set<String> found = new TreeSet<>();
        api.path("paths")
                .forEachEntry((path, methods) ->
                        methods.forEach(method ->
                                method.path("parameters")
                                        .forEach(one -> {
                                            String reference = one.path("$ref").asString("");
                                            JsonNode parameter =
                                                    reference.isEmpty()
                                                            ? one
                                                            : api.path("components")
                                                                    .path("parameters")
                                                                    .path(
                                                                            reference.substring(
                                                                                    reference
                                                                                                    .lastIndexOf(
                                                                                                            '/')
                                                                                            + 1));
                                            String name = parameter.path("name").asString();
                                            if (parameter.path("in").asString().equals(where)) {
                                                found.add(
                                                        where.equals("header")
                                                                ? name
                                                                : path + " " + name);
                                            }
                                        })));
        return found;
    }

    @Nested
    @RealData
    class TheConformancePage {
        @Test
        void hasEveryPathAndNoOther() throws IOException {
            Set<String> paths = new TreeSet<>();
            api().path("paths")
                    .forEachEntry((path, methods) ->
                            methods.propertyNames()
                                    .forEach(method ->
                                            paths.add(
                                                    method.toUpperCase(java.util.Locale.ROOT)
                                                            + " "
                                                            + path)));
            Set<String> listed = new TreeSet<>();
            rows("Paths").forEach(row -> listed.add(row.path() + " " + row.parameter()));
            assertEquals(paths, listed);
            assertEquals(18, listed.size());
        }

        @Test
        void hasEveryQueryParameterAndNoOther() throws IOException {
            Set<String> listed = new TreeSet<>();
            rows("Query parameters").forEach(row -> listed.add(row.path() + " " + row.parameter()));
            assertEquals(parameters("query"), listed);
        }

        @Test
        void hasEveryHeaderAndNoOther() throws IOException {
            Set<String> listed = new TreeSet<>();
            rows("Headers").forEach(row -> listed.add(row.parameter()));
            assertEquals(parameters("header"), listed);
        }

        @Test
        void promisesNoParameterThatNoSearchHereTries() throws IOException {
            Set<String> promised = new TreeSet<>();
            rows("Query parameters").stream()
                    .filter(row -> row.verdict().equals("yes"))
                    .map(row -> row.path() + " " + row.parameter())
                    .filter(name -> !name.contains("$graph") && !name.startsWith("/FHIR/R4 "))
                    .filter(name -> !name.contains("_include") && !name.contains("_revinclude"))
                    .forEach(promised::add);
            Set<String> tried = new TreeSet<>();
            for (String line : SEARCHES.split("\n", -1)) {
                if (!line.isBlank()) {
                    String[] cells = line.split("\\|", -1);
                    tried.add("/FHIR/R4/" + cells[0].strip() + " " + cells[1].strip());
                }
            }
            assertEquals(promised, tried);
        }
    }

    // ---- searches: a value that finds what was made, and one that does not

    private static final String SEARCHES =
            """
            ServiceRequest   | patient:identifier      | https://fhir.nhs.uk/Id/nhs-number!9990000506 | https://fhir.nhs.uk/Id/nhs-number!9990000018
            ServiceRequest   | _id                     | {ServiceRequest.id}    | 00000000-0000-4000-8000-00000000dead
            ServiceRequest   | identifier              | https://example.org/orders!{placer} | https://example.org/orders!nobody
            ServiceRequest   | authored                | ge2026-01-01           | lt2026-01-01
            ServiceRequest   | requester               | ZR104                  | ZR105
            ServiceRequest   | performer               | {lab}                  | ZL99
            ServiceRequest   | status                  | active                 | revoked
            ServiceRequest   | category                | diagnostic             | predictive
            ServiceRequest   | code                    | {code}                 | R0
            ServiceRequest   | supporting-info         | {Observation}          | Observation/none
            RequestGroup     | patient:identifier      | https://fhir.nhs.uk/Id/nhs-number!9990000506 | https://fhir.nhs.uk/Id/nhs-number!9990000018
            RequestGroup     | _id                     | {RequestGroup.id}      | none
            RequestGroup     | identifier              | https://example.org/groups!G1 | https://example.org/groups!G2
            RequestGroup     | status                  | active                 | revoked
            Task             | patient:identifier      | https://fhir.nhs.uk/Id/nhs-number!9990000506 | https://fhir.nhs.uk/Id/nhs-number!9990000018
            Task             | _id                     | {Task.id}              | none
            Task             | authored-on             | ge2026-01-01           | lt2026-01-01
            Task             | requester               | ZR104                  | ZR105
            Task             | owner                   | {lab}                  | ZL99
            Task             | status                  | completed,requested,accepted | draft
            Task             | code                    | {task}                 | genomic-nothing
            Task             | business-status         | !none                  | sample-stored
            DiagnosticReport | patient:identifier      | https://fhir.nhs.uk/Id/nhs-number!9990000506 | https://fhir.nhs.uk/Id/nhs-number!9990000018
            DiagnosticReport | _id                     | {DiagnosticReport.id}  | none
            DiagnosticReport | identifier              | https://fhir.nhs.uk/Id/GMSReport!{DiagnosticReport.id} | https://fhir.nhs.uk/Id/GMSReport!none
            DiagnosticReport | based-on                | {ServiceRequest.id}    | 00000000-0000-4000-8000-00000000dead
            DiagnosticReport | issued                  | ge2026-01-01           | lt2026-01-01
            DiagnosticReport | performer               | {lab}                  | ZL99
            DiagnosticReport | results-interpreter     | !none                  | PractitionerRole/none
            DiagnosticReport | status                  | preliminary            | final
            Specimen         | patient:identifier      | https://fhir.nhs.uk/Id/nhs-number!9990000506 | https://fhir.nhs.uk/Id/nhs-number!9990000018
            Specimen         | _id                     | {Specimen.id}          | none
            Specimen         | identifier              | https://example.org/samples!SP1 | https://example.org/samples!SP2
            Specimen         | request                 | {ServiceRequest.id}    | 00000000-0000-4000-8000-00000000dead
            Specimen         | collected               | 2026-01-05             | 2026-01-06
            Specimen         | container-id            | https://example.org/tubes!T1 | https://example.org/tubes!T2
            Specimen         | status                  | available              | unavailable
            Patient          | _id                     | {Patient.id}           | none
            Patient          | identifier              | https://fhir.nhs.uk/Id/nhs-number!9990000506 | https://fhir.nhs.uk/Id/nhs-number!9990000018
            RelatedPerson    | _id                     | {RelatedPerson.id}     | none
            RelatedPerson    | identifier              | RP1                    | RP2
            RelatedPerson    | patient:identifier      | https://fhir.nhs.uk/Id/nhs-number!9990000506 | https://fhir.nhs.uk/Id/nhs-number!9990000018
            PractitionerRole | _id                     | {PractitionerRole.id}  | none
            PractitionerRole | practitioner:identifier | https://example.org/staff!S1 | https://example.org/staff!S2
            PractitionerRole | organization:identifier | ZR104                  | ZR105
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = SEARCHES)
    void aSearchFindsWhatMatchesAndNothingElse(
            String type, String parameter, String finds, String findsNot, TestService service)
            throws Exception {
        assertFalse(
                found(service, type, parameter, findsNot).contains(made(type)),
                parameter + "=" + findsNot);
        if (!finds.equals("!none")) {
            assertTrue(
                    found(service, type, parameter, finds).contains(made(type)),
                    parameter + "=" + finds + " finds " + made(type));
        }
    }

    private List<String> found(TestService service, String type, String parameter, String value)
            throws Exception {
        Matcher names = Pattern.compile("\\{([A-Za-z]+)(\\.id)?\\}").matcher(value);
        String filled =
                names.replaceAll(name -> {
                    String what = name.group(1);
                    String is =
                            switch (what) {
                                case "lab" -> laboratoryOds;
                                case "placer" -> PLACER;
                                case "code" ->
                                        REGION.directories().newest().indications().stream()
                                                .filter(i -> !i.conventional().isEmpty())
                                                .findFirst()
                                                .orElseThrow()
                                                .code();
                                case "task" ->
                                        "process-genomic-test-request,request-sample-alignment,sample-preparation,sample-processing,produce-interim-report,genomic-mdt,produce-final-report,distribute-report";
                                default -> made(what);
                            };
                    return Matcher.quoteReplacement(
                            name.group(2) == null ? is : is.substring(is.indexOf('/') + 1));
                });
        HttpResponse<String> answer =
                service.get(
                        FHIR
                                + "/"
                                + type
                                + "?_count=200&"
                                + URLEncoder.encode(parameter, StandardCharsets.UTF_8)
                                + "="
                                + URLEncoder.encode(
                                        filled.replace('!', '|'), StandardCharsets.UTF_8),
                        Optional.of(laboratory));
        assertEquals(200, answer.statusCode(), answer.body());
        List<String> found = new ArrayList<>();
        for (JsonNode entry : TestService.json(answer).path("entry")) {
            found.add(type + "/" + entry.path("resource").path("id").asString());
        }
        return found;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ServiceRequest   | _include=ServiceRequest:patient     | Patient
                    ServiceRequest   | _include=ServiceRequest:requester   | PractitionerRole
                    ServiceRequest   | _revinclude=Task:focus              | Task
                    ServiceRequest   | _revinclude=Specimen:request        | Specimen
                    Task             | _include=Task:focus                 | ServiceRequest
                    DiagnosticReport | _include=DiagnosticReport:patient   | Patient
                    DiagnosticReport | _include=DiagnosticReport:based-on  | ServiceRequest
                    Specimen         | _include=Specimen:request           | ServiceRequest
                    """)
    void includesBringWhatTheyName(String type, String include, String brings, TestService service)
            throws Exception {
        HttpResponse<String> answer =
                service.get(
                        FHIR
                                + "/"
                                + type
                                + "?_id="
                                + made(type).substring(type.length() + 1)
                                + "&"
                                + include,
                        Optional.of(laboratory));
        List<String> included = new ArrayList<>();
        for (JsonNode entry : TestService.json(answer).path("entry")) {
            if (entry.path("search").path("mode").asString().equals("include")) {
                included.add(entry.path("resource").path("resourceType").asString());
            }
        }
        assertTrue(included.contains(brings), answer.body());
    }

    @ParameterizedTest
    @CsvSource({
        "ServiceRequest, , PractitionerRole RelatedPerson Observation Patient Specimen",
        "ServiceRequest, genomics-test-order, PractitionerRole RelatedPerson Observation Patient Specimen",
        "ServiceRequest, genomics-test-orders-group, PractitionerRole RelatedPerson Observation Patient Specimen",
        "RequestGroup, genomics-trio-test-order, ServiceRequest Patient Specimen",
        "RequestGroup, genomics-trio-result-grouping, ServiceRequest DiagnosticReport Patient",
        "DiagnosticReport, genomics-test-result, ServiceRequest Patient",
    })
    void aGraphBringsWhatBelongsTogether(
            String type, String graph, String brings, TestService service) throws Exception {
        HttpResponse<String> answer =
                service.get(
                        FHIR
                                + "/"
                                + made(type)
                                + "/$graph"
                                + (graph == null ? "" : "?graph=" + graph),
                        Optional.of(laboratory));
        assertEquals(200, answer.statusCode(), answer.body());
        List<String> types = new ArrayList<>();
        for (JsonNode entry : TestService.json(answer).path("entry")) {
            types.add(entry.path("resource").path("resourceType").asString());
        }
        assertEquals(type, types.getFirst());
        assertTrue(types.containsAll(List.of(brings.split(" ", -1))), types.toString());
    }

    @Test
    void aGraphThatIsNotThereIsNamed(TestService service) throws Exception {
        assertEquals(
                400,
                service.get(
                                FHIR + "/" + made("ServiceRequest") + "/$graph?graph=everything",
                                Optional.of(laboratory))
                        .statusCode());
    }

    @Nested
    class Reading {
        @Test
        void givesTheResourceToTheLetterWithItsVersion(TestService service) throws Exception {
            HttpResponse<String> answer =
                    service.get(FHIR + "/" + made("Specimen"), Optional.of(site));
            assertEquals(200, answer.statusCode());
            assertEquals("W/\"1\"", answer.headers().firstValue("ETag").orElse(""));
            assertTrue(answer.headers().firstValue("Last-Modified").isPresent());
            assertTrue(
                    answer.body()
                            .contains(
                                    "\"collection\":{\"collectedDateTime\":\"2026-01-05T10:30:00Z\"},\n   \"container\""),
                    answer.body());
        }

        @Test
        void goesBackThroughEveryVersion(TestService service) throws Exception {
            String order = made("ServiceRequest");
            JsonNode history =
                    TestService.json(
                            service.get(FHIR + "/" + order + "/_history", Optional.of(site)));
            assertEquals("history", history.path("type").asString(), history.toString());
            int versions = history.path("entry").size();
            assertTrue(versions >= 2, history.toString());
            HttpResponse<String> first =
                    service.get(FHIR + "/" + order + "/_history/1", Optional.of(site));
            assertEquals("1", TestService.json(first).path("meta").path("versionId").asString());
            assertEquals(
                    404,
                    service.get(FHIR + "/" + order + "/_history/99", Optional.of(site))
                            .statusCode());
        }

        @Test
        void aRelativesDataIsBehindTheGateToo(TestService service) throws Exception {
            HttpResponse<String> answer =
                    service.get(
                            FHIR + "/" + made("PractitionerRole"),
                            Optional.of(service.token("site-zr114")));
            assertEquals(403, answer.statusCode(), answer.body());
        }

        @Test
        void anUnsignedReportIsNotGivenToTheRequester(TestService service) throws Exception {
            assertEquals(
                    404,
                    service.get(FHIR + "/" + made("DiagnosticReport"), Optional.of(site))
                            .statusCode());
            assertEquals(
                    0,
                    TestService.json(
                                    service.get(
                                            FHIR
                                                    + "/DiagnosticReport?based-on="
                                                    + made("ServiceRequest"),
                                            Optional.of(site)))
                            .path("total")
                            .asInt(-1));
        }
    }

    @Nested
    class Paging {
        @Test
        void goesThroughEverythingOnce(TestService service) throws Exception {
            List<String> all = new ArrayList<>();
            String next = FHIR + "/Task?_count=2";
            int pages = 0;
            while (!next.isEmpty()) {
                HttpResponse<String> answer = service.get(next, Optional.of(laboratory));
                assertEquals(200, answer.statusCode(), answer.body());
                JsonNode page = TestService.json(answer);
                page.path("entry")
                        .forEach(entry -> all.add(entry.path("resource").path("id").asString()));
                next = "";
                for (JsonNode link : page.path("link")) {
                    if (link.path("relation").asString().equals("next")) {
                        String url = link.path("url").asString();
                        assertTrue(url.contains("_getpages="), url);
                        next = url.substring(url.indexOf(FHIR));
                    }
                }
                pages++;
            }
            HttpResponse<String> whole =
                    service.get(FHIR + "/Task?_count=200", Optional.of(laboratory));
            List<String> expected = new ArrayList<>();
            TestService.json(whole)
                    .path("entry")
                    .forEach(entry -> expected.add(entry.path("resource").path("id").asString()));
            assertTrue(pages > 1);
            assertEquals(expected, all);
        }

        @Test
        void aPageIsForWhoeverSearched(TestService service) throws Exception {
            JsonNode page =
                    TestService.json(service.get(FHIR + "/Task?_count=1", Optional.of(laboratory)));
            String url = page.path("link").path(1).path("url").asString();
            assertEquals(
                    404,
                    service.get(url.substring(url.indexOf(FHIR)), Optional.of(site)).statusCode());
        }
    }

    @Nested
    class Validating {
        @Test
        void tellsEveryFindingAndKeepsNothing(TestService service) throws Exception {
            String order = order("PLACER-NEVER-KEPT").replace("9990000506", "9990000507");
            HttpResponse<String> answer =
                    service.post(FHIR + "/Bundle/$validate", order, Optional.of(site));
            assertEquals(200, answer.statusCode(), answer.body());
            assertTrue(answer.body().contains("nhs-number-invalid"), answer.body());
            assertFalse(
                    service.get(
                                    FHIR + "/ServiceRequest?identifier=PLACER-NEVER-KEPT",
                                    Optional.of(site))
                            .body()
                            .contains("\"entry\""));
        }

        @Test
        void takesTheResourceOutOfParameters(TestService service) throws Exception {
            HttpResponse<String> answer =
                    service.post(
                            FHIR + "/Patient/$validate",
                            """
                            {"resourceType":"Parameters","parameter":[{"name":"resource","resource":{"resourceType":"Patient","birthDate":"yesterday"}}]}
                            """,
                            Optional.of(site));
            assertEquals(200, answer.statusCode(), answer.body());
            assertTrue(answer.body().contains("Patient.birthDate"), answer.body());
        }

        @Test
        void anotherTypeThanThePathSaysIsRefused(TestService service) throws Exception {
            assertEquals(
                    422,
                    service.post(
                                    FHIR + "/Task/$validate",
                                    "{\"resourceType\":\"Patient\"}",
                                    Optional.of(site))
                            .statusCode());
        }
    }

    @Nested
    class Headers {
        @Test
        void requestAndCorrelationIdsComeBack(TestService service) throws Exception {
            HttpResponse<String> answer =
                    service.send(
                            service.to(FHIR + "/Task?_count=1")
                                    .header("X-Request-ID", "60e0b220-8136-4ca5-ae46-1d97ef59d068")
                                    .header("X-Correlation-ID", "abc-1")
                                    .GET(),
                            Optional.of(laboratory));
            assertEquals(
                    "60e0b220-8136-4ca5-ae46-1d97ef59d068",
                    answer.headers().firstValue("X-Request-ID").orElse(""));
            assertEquals("abc-1", answer.headers().firstValue("X-Correlation-ID").orElse(""));
        }

        @Test
        void otherFormatsAreRefused(TestService service) throws Exception {
            HttpResponse<String> answer =
                    service.send(
                            service.to(FHIR + "/Task")
                                    .header("Accept", "application/fhir+xml")
                                    .GET(),
                            Optional.of(laboratory));
            assertEquals(406, answer.statusCode(), answer.body());
        }

        @Test
        void nothingIsDeleted(TestService service) throws Exception {
            HttpResponse<String> answer =
                    service.send(
                            service.to(FHIR + "/" + made("ServiceRequest")).DELETE(),
                            Optional.of(site));
            assertEquals(405, answer.statusCode(), answer.body());
            assertTrue(answer.body().contains("NOT_ALLOWED"), answer.body());
        }
    }
}
