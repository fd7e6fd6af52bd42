package org.opengms.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.parser.DataFormatException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opengms.orders.Finding;
import org.opengms.orders.FindingKind;
import org.opengms.orders.Grade;
import org.opengms.testing.RealData;
import org.opengms.testing.SharedData;

/// Everything that is found in the published national examples, held against a list that was read
/// through by people: `national-findings.txt` says of each class of findings why it is right.
@RealData
class NationalFindingsTest {
    /// What the packages are made of; they are loaded, not judged.
    private static final Set<String> DEFINITIONS =
            Set.of("StructureDefinition", "CodeSystem", "ValueSet", "ConceptMap", "NamingSystem");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, List<Finding>> FOUND = new TreeMap<>();
    private static final Map<String, String> REPEATS =
            Map.of(
                    "https://fhir.nhs.uk/StructureDefinition/NHSEngland-", "NHSEngland-",
                    "https://fhir.hl7.org.uk/StructureDefinition/", "");

    @BeforeAll
    static void judgeAll() {
        Map<String, List<Finding>> found =
                files().parallel()
                        .filter(file -> !DEFINITIONS.contains(folder(file)))
                        .collect(
                                java.util.stream.Collectors.toConcurrentMap(
                                        NationalFindingsTest::name,
                                        file -> National.STRUCTURE.check(json(file))));
        FOUND.putAll(found);
    }

    private static Stream<Path> files() {
        return Stream.of("nhse-genomics", "goms-api/examples", "ukcore-r4/examples")
                .flatMap(folder -> {
                    try (Stream<Path> walk = Files.walk(SharedData.file("fhir/" + folder))) {
                        return walk.filter(Files::isRegularFile).sorted().toList().stream();
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                });
    }

    private static String folder(Path file) {
        return file.getName(file.getNameCount() - 2).toString();
    }

    private static String name(Path file) {
        return SharedData.file("fhir").relativize(file).toString();
    }

    private static String json(Path file) {
        try {
            String text = Files.readString(file);
            return file.toString().endsWith(".xml")
                    ? Fixtures.FHIR
                            .newJsonParser()
                            .encodeResourceToString(
                                    Fixtures.FHIR.newXmlParser().parseResource(text))
                    : text;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void allResourcesOfTheGuideAreRead() {
        List<String> unreadable = new ArrayList<>();
        List<Path> files = files().filter(f -> name(f).startsWith("nhse-genomics")).toList();
        assertEquals(418, files.size());
        for (Path file : files) {
            try {
                Fixtures.FHIR.newJsonParser().parseResource(json(file));
            } catch (DataFormatException e) {
                unreadable.add(name(file));
            }
        }
        assertEquals(List.of(), unreadable);
    }

    @Test
    void whatIsFoundIsWhatWasReviewed() throws IOException {
        List<String> actual = new ArrayList<>();
        Map<String, Integer> limits = new TreeMap<>();
        FOUND.forEach((file, findings) -> {
            for (Finding finding : findings) {
                if (finding.kind() == FindingKind.TOOL_LIMIT) {
                    limits.merge(shortened(finding.words()), 1, Integer::sum);
                } else {
                    actual.add(
                            String.join(
                                    " | ",
                                    file,
                                    finding.grade().name(),
                                    finding.kind().code(),
                                    finding.path(),
                                    shortened(finding.words())));
                }
            }
        });
        limits.forEach((words, files) -> actual.add("%d files | %s".formatted(files, words)));
        List<String> reviewed =
                new String(
                                NationalFindingsTest.class
                                        .getResourceAsStream("national-findings.txt")
                                        .readAllBytes(),
                                StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .toList();
        Path kept = Path.of("target", "national-findings.txt");
        Files.write(kept, actual);
        Set<String> added = new TreeSet<>(actual);
        reviewed.forEach(added::remove);
        Set<String> gone = new TreeSet<>(reviewed);
        actual.forEach(gone::remove);
        assertTrue(
                added.isEmpty() && gone.isEmpty(),
                () ->
                        "Not on the reviewed list:\n%s\nNo longer found:\n%s\nAll of it is in %s."
                                .formatted(
                                        String.join("\n", added),
                                        String.join("\n", gone),
                                        kept.toAbsolutePath()));
        assertEquals(reviewed.size(), actual.size());
    }

    /// What the profiles of the guide ask for and forbid at the first level of a resource, counted
    /// by a reader of their differentials that knows nothing else, is what the validator finds
    /// there.
    @Test
    void whatAProfileAsksForIsCountedAlikeByASimpleReader() throws IOException {
        Map<String, JsonNode> profiles = new TreeMap<>();
        for (ProfileTable.Row row : ProfileTable.national().rows()) {
            if (National.PACKAGES.obstacle(row.profile()).isEmpty() && row.category().isEmpty()) {
                String name = row.profile().replaceFirst(".*/", "");
                profiles.put(
                        row.type(),
                        JSON.readTree(
                                SharedData.file(
                                                "fhir/nhse-genomics/StructureDefinition/%s.json"
                                                        .formatted(name))
                                        .toFile()));
            }
        }
        assertEquals(12, profiles.size());
        Set<String> counted = new TreeSet<>();
        Set<String> found = new TreeSet<>();
        for (Map.Entry<String, List<Finding>> file : FOUND.entrySet()) {
            if (file.getKey().startsWith("ukcore-r4")) {
                continue;
            }
            JsonNode resource = JSON.readTree(json(SharedData.file("fhir/" + file.getKey())));
            count(
                    resource,
                    resource.get("resourceType").asText(),
                    profiles,
                    place -> counted.add(file.getKey() + " " + place));
            for (Finding finding : file.getValue()) {
                if (finding.kind() == FindingKind.PROFILE_INVALID
                        && finding.path().matches("(.*resource|[A-Z][A-Za-z]+)\\.[a-zA-Z]+")
                        && !finding.path().endsWith(".extension")
                        && !finding.words().matches("[A-Za-z]+\\.reasonCode:.*")) {
                    found.add(file.getKey() + " " + finding.path());
                }
            }
        }
        assertTrue(counted.size() > 100, counted::toString);
        assertEquals(counted, found);
    }

    private static void count(
            JsonNode resource,
            String path,
            Map<String, JsonNode> profiles,
            Consumer<String> wrong) {
        String type = resource.get("resourceType").asText();
        JsonNode profile = profiles.get(type);
        if (profile != null) {
            for (JsonNode element : profile.get("differential").get("element")) {
                String name = element.get("id").asText();
                if (name.matches(type + "\\.[A-Za-z]+") && !name.endsWith(".extension")) {
                    JsonNode value = resource.path(name.substring(type.length() + 1));
                    int times = value.isArray() ? value.size() : value.isMissingNode() ? 0 : 1;
                    String most = element.path("max").asText("*");
                    if (times < element.path("min").asInt(0)
                            || (!most.equals("*") && times > Integer.parseInt(most, 10))) {
                        wrong.accept(path + name.substring(type.length()));
                    }
                }
            }
        }
        int place = 0;
        for (JsonNode entry : resource.path("entry")) {
            if (entry.has("resource")) {
                count(
                        entry.get("resource"),
                        "%s.entry[%d].resource".formatted(path, place),
                        profiles,
                        wrong);
            }
            place++;
        }
    }

    private static String shortened(String words) {
        String cut = words.replaceFirst(" So in (one|\\d+) more places?\\.$", "");
        for (Map.Entry<String, String> repeat : REPEATS.entrySet()) {
            cut = cut.replace(repeat.getKey(), repeat.getValue());
        }
        return cut;
    }

    @Test
    void noExampleOfUkCoreIsRefusedButForReasonsOnTheList() {
        List<String> refused = new ArrayList<>();
        FOUND.forEach((file, findings) -> {
            if (file.startsWith("ukcore-r4")
                    && findings.stream().anyMatch(f -> f.grade() == Grade.ERROR)) {
                refused.add(file);
            }
        });
        // Its entries have relative full addresses, which FHIR forbids (Bundle.entry.fullUrl).
        assertEquals(
                List.of("ukcore-r4/examples/UKCore-Bundle-NEWS2Observations-Example.xml"), refused);
    }

    @Test
    void nothingPersonalIsTold() {
        FOUND.forEach((file, findings) -> {
            Resource resource =
                    (Resource)
                            Fixtures.FHIR
                                    .newJsonParser()
                                    .parseResource(json(SharedData.file("fhir/" + file)));
            Set<String> personal = new TreeSet<>();
            Fixtures.FHIR
                    .newTerser()
                    .getAllPopulatedChildElementsOfType(
                            resource, org.hl7.fhir.r4.model.HumanName.class)
                    .forEach(name -> {
                        if (name.hasFamily() && name.getFamily().length() > 2) {
                            personal.add(name.getFamily());
                        }
                        name.getGiven().forEach(given -> personal.add(String.valueOf(given)));
                    });
            for (Finding finding : findings) {
                for (String text : personal) {
                    assertTrue(
                            text.length() < 3 || !finding.words().contains(text),
                            () ->
                                    file
                                            + " tells a name: "
                                            + finding.words().toLowerCase(Locale.ROOT));
                }
            }
        });
    }
}
