package org.opengms.server.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.region.SyntheticRegion;
import tools.jackson.databind.JsonNode;

/// The test directory over FHIR, as a hospital's system reads it. The synthetic region's versions
/// are 2025.1 and 2026.1; R925 was retired between them, R912 gained a whole genome.
@ExtendWith(TestService.Extension.class)
class DirectoryInterfaceTest {
    private static final String FHIR = "/FHIR/R4";

    private static JsonNode read(TestService service, String path) throws Exception {
        HttpResponse<String> answer =
                service.get(FHIR + path, Optional.of(service.token("site-zr101")));
        assertEquals(200, answer.statusCode(), answer.body());
        return TestService.json(answer);
    }

    private static List<String> ids(JsonNode bundle) {
        List<String> ids = new ArrayList<>();
        bundle.path("entry").forEach(e -> ids.add(e.path("resource").path("id").asString()));
        return ids;
    }

    @Nested
    class Reading {
        @Test
        void givesTheNewestVersionUnlessAnotherIsNamed(TestService service) throws Exception {
            JsonNode newest = read(service, "/PlanDefinition/R912");
            JsonNode older = read(service, "/PlanDefinition/R912/_history/2025.1");
            assertEquals("2026.1", newest.path("meta").path("versionId").asString());
            assertEquals("2025.1", older.path("meta").path("versionId").asString());
            assertEquals(newest.path("action").size(), older.path("action").size() + 1);
            String test = newest.path("action").path(0).path("definitionCanonical").asString();
            String code = test.substring(test.lastIndexOf('/') + 1);
            assertEquals(test, read(service, "/ActivityDefinition/" + code).path("url").asString());
        }

        @Test
        void stillGivesWhatWasRetired(TestService service) throws Exception {
            JsonNode retired = read(service, "/PlanDefinition/R925");
            assertEquals("2025.1", retired.path("meta").path("versionId").asString());
        }

        @Test
        void givesTheHistoryNewestFirst(TestService service) throws Exception {
            JsonNode history = read(service, "/PlanDefinition/R912/_history");
            List<String> versions = new ArrayList<>();
            history.path("entry")
                    .forEach(e ->
                            versions.add(
                                    e.path("resource").path("meta").path("versionId").asString()));
            assertEquals(List.of("2026.1", "2025.1"), versions);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/PlanDefinition/R1",
                    "/PlanDefinition/R912/_history/1999",
                    "/ActivityDefinition/R912",
                    "/Library/nothere"
                })
        void ofWhatIsNotThereFindsNothing(String path, TestService service) throws Exception {
            assertEquals(
                    404,
                    service.get(FHIR + path, Optional.of(service.token("site-zr101")))
                            .statusCode());
        }
    }

    @Nested
    class Searching {
        @ParameterizedTest
        @CsvSource({
            "identifier=R912",
            "identifier=https://fhir.nhs.uk/Id/England-GenomicTestDirectory%7CR912",
            "url=https://opengms.org/PlanDefinition/R912",
            "_id=R912",
            "identifier=R912&status=active",
            "identifier=R1%2CR912",
            "identifier=R912&version=2026.1"
        })
        void findsByEachParameter(String query, TestService service) throws Exception {
            JsonNode bundle = read(service, "/PlanDefinition?" + query);
            assertEquals(List.of("R912"), ids(bundle));
            assertEquals(1, bundle.path("total").asInt());
        }

        @ParameterizedTest
        @CsvSource({
            "identifier=R912&status=retired",
            "identifier=https://elsewhere.example%7CR912",
            "identifier=%7CR912",
            "identifier=R912&version=2025.1",
            "title:exact=r"
        })
        void findsNothingWhereOneParameterDoesNotFit(String query, TestService service)
                throws Exception {
            assertEquals(List.of(), ids(read(service, "/PlanDefinition?" + query)));
        }

        @Test
        void findsByTheBeginningOfATitleOrAPartOfIt(TestService service) throws Exception {
            JsonNode one = read(service, "/PlanDefinition/R912");
            String title = one.path("title").asString();
            String start = title.substring(0, 4).toUpperCase(java.util.Locale.ROOT);
            String part = title.substring(2, 7);
            assertTrue(
                    ids(read(service, "/PlanDefinition?title=" + encoded(start))).contains("R912"));
            assertTrue(
                    ids(read(service, "/PlanDefinition?title:contains=" + encoded(part)))
                            .contains("R912"));
        }

        private static String encoded(String text) {
            return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
        }

        @Test
        void goesThroughEverythingPageByPage(TestService service) throws Exception {
            int expected =
                    (int)
                            SyntheticRegion.of(1).directories().versions().stream()
                                    .flatMap(v -> v.tests().stream())
                                    .map(t -> t.code())
                                    .distinct()
                                    .count();
            List<String> all = new ArrayList<>();
            String path = "/ActivityDefinition?_count=7";
            while (!path.isEmpty()) {
                JsonNode bundle = read(service, path);
                all.addAll(ids(bundle));
                assertEquals(expected, bundle.path("total").asInt());
                path = "";
                for (JsonNode link : bundle.path("link")) {
                    String url = link.path("url").asString();
                    if (link.path("relation").asString().equals("next")) {
                        path = url.substring(url.indexOf("/ActivityDefinition"));
                    }
                }
            }
            assertEquals(expected, all.size());
            assertEquals(expected, all.stream().distinct().count());
        }

        @ParameterizedTest
        @CsvSource({"context-type=x", "_count=-1", "_offset=x", "_sort=title"})
        void refusesWhatItDoesNotKnow(String query, TestService service) throws Exception {
            HttpResponse<String> answer =
                    service.get(
                            FHIR + "/PlanDefinition?" + query,
                            Optional.of(service.token("site-zr101")));
            assertEquals(400, answer.statusCode(), answer.body());
            assertEquals(
                    "OperationOutcome", TestService.json(answer).path("resourceType").asString());
        }
    }

    @Test
    void needsATokenAndStandsInTheCapabilityStatement(TestService service) throws Exception {
        assertEquals(
                401, service.get(FHIR + "/PlanDefinition/R912", Optional.empty()).statusCode());
        String statement = service.get(FHIR + "/metadata", Optional.empty()).body();
        assertTrue(statement.contains("PlanDefinition"), statement);
        assertTrue(statement.contains("ActivityDefinition"), statement);
    }

    /// The conformance page, the capability statement and the answers say the same of each
    /// definition's parameters.
    @Test
    void isSearchedByWhatItsPageSays(TestService service) throws Exception {
        Map<String, Set<String>> written = new TreeMap<>();
        Pattern row = Pattern.compile("\\| `(\\w+Definition|Library)` \\| `([^`]+)` \\|.*");
        for (String line : Files.readAllLines(Path.of("..", "docs", "goms-conformance.md"))) {
            Matcher parts = row.matcher(line);
            if (parts.matches()) {
                written.computeIfAbsent(parts.group(1), _ -> new TreeSet<>()).add(parts.group(2));
            }
        }
        Map<String, Set<String>> stated = new TreeMap<>();
        JsonNode statement = TestService.json(service.get(FHIR + "/metadata", Optional.empty()));
        for (JsonNode resource : statement.path("rest").path(0).path("resource")) {
            String type = resource.path("type").asString();
            if (written.containsKey(type)) {
                for (JsonNode parameter : resource.path("searchParam")) {
                    String name = parameter.path("name").asString();
                    stated.computeIfAbsent(type, _ -> new TreeSet<>()).add(name);
                    assertEquals(
                            0,
                            read(service, "/" + type + "?" + name + "=nowhere")
                                    .path("total")
                                    .asInt(-1),
                            type + " " + name);
                }
            }
        }
        assertEquals(
                Set.of("PlanDefinition", "ActivityDefinition", "Library", "SpecimenDefinition"),
                stated.keySet());
        assertEquals(written, stated);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/directory", "/directory/indications/R912", "/directory/differences"})
    void asksPeopleToSignInForItsPages(String path, TestService service) throws Exception {
        HttpResponse<String> answer = service.get(path, Optional.empty());
        assertEquals(302, answer.statusCode());
        assertTrue(answer.headers().firstValue("location").orElse("").endsWith("/login"));
    }
}
