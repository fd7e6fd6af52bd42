package org.opengms.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.opengms.dataset.Answer;
import org.opengms.dataset.DataItem;
import org.opengms.dataset.MinimumDataSet;
import org.opengms.dataset.MinimumDataSetSheet;
import org.opengms.dataset.OrderData;
import org.opengms.dataset.Requirement;
import org.opengms.dataset.TestCategory;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.orders.Finding;
import org.opengms.orders.FindingKind;
import org.opengms.testing.Cases;
import org.opengms.testing.RealData;
import org.opengms.testing.SharedData;
import tools.jackson.databind.JsonNode;

/// The national sheet and the national examples, neither of which anybody here wrote. The list of
/// what is missing was compared with each file by eye.
@RealData
class NationalDataSetTest {
    private static final MinimumDataSet SHEET =
            MinimumDataSetSheet.read(SharedData.file("fhir/mds-v0.55-core.csv"));
    private static final DataSetReading READING = new DataSetReading(KnownResources.NONE);

    private static Stream<Path> bundles() {
        return Stream.of("fhir/nhse-genomics/Bundle", "fhir/goms-api/examples")
                .flatMap(folder -> {
                    try (Stream<Path> files = Files.list(SharedData.file(folder))) {
                        return files
                                .filter(f -> f.toString().endsWith(".json"))
                                .sorted()
                                .toList()
                                .stream();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName()).replace(".json", "");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<OrderData> data(String json) {
        return READING.read(Fixtures.READER.read(Fixtures.bundle(json)), Optional.empty());
    }

    private static List<Finding> findings(String json) {
        return READING.check(
                Fixtures.READER.read(Fixtures.bundle(json)),
                Optional.empty(),
                SHEET,
                AcceptancePolicy.STANDARD);
    }

    @Test
    void everyItemOfTheSheetHasAPlaceOrIsKnownToHaveNone() {
        assertEquals(
                SHEET.items().stream()
                        .map(DataItem::key)
                        .collect(Collectors.toCollection(TreeSet::new)),
                new TreeSet<>(DataSetReading.READABLE));
    }

    @Test
    void whatIsMissingInEachOrderIsReallyMissing() {
        Map<String, List<String>> expected = new TreeMap<>();
        try (var in =
                new BufferedReader(
                        new InputStreamReader(
                                NationalDataSetTest.class.getResourceAsStream(
                                        "national-data-set.csv"),
                                StandardCharsets.UTF_8))) {
            in.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" \\| ", -1))
                    .forEach(row ->
                            expected.computeIfAbsent(row[0], k -> new ArrayList<>())
                                    .add(row[1] + " | " + row[2] + " | " + row[3]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, List<String>> found = new TreeMap<>();
        bundles()
                .forEach(file -> {
                    for (Finding f : findings(text(file))) {
                        found.computeIfAbsent(name(file), k -> new ArrayList<>())
                                .add(f.kind().code() + " | " + f.mdsQuestion() + " | " + f.path());
                    }
                });
        assertEquals(String.join("\n", lines(expected)), String.join("\n", lines(found)));
    }

    private static List<String> lines(Map<String, List<String>> byBundle) {
        List<String> lines = new ArrayList<>();
        byBundle.forEach((bundle, rows) ->
                rows.stream().sorted().forEach(row -> lines.add(bundle + " | " + row)));
        return lines;
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void whatIsPresentStandsWhereItIsSaidToStand(Path file) {
        String json = text(file);
        JsonNode root = JsonPlaces.tree(json);
        for (OrderData.Part part : data(json).map(OrderData::parts).orElse(List.of())) {
            part.answers()
                    .forEach((item, answer) -> {
                        if (answer instanceof Answer.Present present) {
                            assertTrue(
                                    JsonPlaces.at(root, present.path())
                                            .filter(n -> !n.isEmpty() || n.isValueNode())
                                            .isPresent(),
                                    item + " " + present.path());
                        }
                    });
        }
    }

    /// Items that another element answers too once one is gone, or whose loss brings in others.
    private static final Map<String, Set<String>> ALSO_MISSING =
            Map.of(
                    // without the code there is nothing whose version could be given
                    "Test request - CI code", Set.of("Test request - Test Directory version"),
                    // no number: a reason is asked for, and a sample that names the patient by
                    // that number alone is nobody's
                    "Patient - Identifier (NHS number/Other)",
                            Set.of(
                                    "Patient - Reason for unavailable NHS number",
                                    "Sample/Biopsy - Type"),
                    "Relative - Identifier (NHS number/Other)",
                            Set.of("Relative - Reason for unavailable NHS number"));

    /// Whatever answers a mandatory item is taken away: that item is missing then, and nothing else
    /// is.
    @ParameterizedTest
    @MethodSource("bundles")
    void takingAnAnswerAwayIsNoticed(Path file) {
        String json = text(file);
        Optional<OrderData> data = data(json).filter(d -> d.category().isPresent());
        if (data.isEmpty()) {
            return;
        }
        TestCategory category = data.get().category().orElseThrow();
        List<String> before = missing(json);
        int tried = 0;
        for (DataItem item : SHEET.items()) {
            boolean mandatory = item.requirement(category) == Requirement.MANDATORY;
            for (Answer answer : data.get().answers(item.name())) {
                if (mandatory && answer instanceof Answer.Present present) {
                    JsonNode root = JsonPlaces.tree(json);
                    assertTrue(JsonPlaces.remove(root, present.path()));
                    List<String> added = new ArrayList<>(missing(root.toString()));
                    before.forEach(added::remove);
                    Set<String> wanted = new TreeSet<>(Set.of(item.name()));
                    added.stream()
                            .filter(ALSO_MISSING.getOrDefault(item.name(), Set.of())::contains)
                            .forEach(wanted::add);
                    tried++;
                    assertTrue(
                            new TreeSet<>(added).equals(wanted)
                                    || answeredTwice(root.toString(), item),
                            item.name() + " " + present.path() + " " + added);
                }
            }
        }
        assertTrue(tried > 3);
    }

    /// Another element answers the item still.
    private static boolean answeredTwice(String json, DataItem item) {
        return data(json).orElseThrow().answers(item.name()).stream()
                .anyMatch(Answer.Present.class::isInstance);
    }

    private static List<String> missing(String json) {
        return findings(json).stream()
                .filter(f -> f.kind() == FindingKind.DATA_ITEM_MISSING)
                .map(Finding::mdsQuestion)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "nhse-genomics/Bundle/Bundle-WGSTestOrderForm-Example, WGS_RARE",
        "nhse-genomics/Bundle/Bundle-NonWGSTestOrderForm-Example, NON_WGS_RARE",
        "nhse-genomics/Bundle/Bundle-NonWGSTestOrderForm-Reanalysis-Example, NON_WGS_RARE",
        "nhse-genomics/Bundle/Bundle-NonWGSTestOrderForm-FetalScenario-Example, NON_WGS_RARE",
        "goms-api/examples/WGS-Test-Request-Rare-Disease, WGS_RARE",
        "goms-api/examples/Non-WGS-Test-Request-Rare-Disease, NON_WGS_RARE",
        "goms-api/examples/Re-analysis-R387, NON_WGS_RARE",
    })
    void theCategoryIsReadOffTheOrder(String file, TestCategory category) {
        assertEquals(
                Optional.of(category),
                data(text(SharedData.file("fhir/" + file + ".json"))).orElseThrow().category());
    }

    /// Whatever is torn out of a message or put in the wrong place, it is read or refused in words.
    @Test
    void damageIsSurvived() {
        List<String> messages = bundles().map(NationalDataSetTest::text).toList();
        Cases.check(
                400,
                random -> {
                    JsonNode root = JsonPlaces.tree(messages.get(random.nextInt(messages.size())));
                    for (int i = random.nextInt(1, 12); i > 0; i--) {
                        JsonPlaces.damage(root, random);
                    }
                    try {
                        findings(root.toString());
                    } catch (FhirProblem refused) {
                        assertTrue(refused.code().startsWith("OGMS-31"), refused.code());
                    }
                });
    }

    @Test
    void nothingThatIsMissingRefusesAnOrder() {
        bundles()
                .forEach(file ->
                        assertTrue(
                                !AcceptancePolicy.refuses(findings(text(file))), file.toString()));
    }
}
