package org.opengms.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.ActivityDefinition;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Library;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.Coded;
import org.opengms.directory.DigitalDirectory;
import org.opengms.directory.DigitalDirectory.PackageEntry;
import org.opengms.directory.DigitalDirectory.TestEntry;
import org.opengms.directory.DigitalDirectory.Unmatched;
import org.opengms.directory.DigitalPackage;
import org.opengms.directory.DigitalTest;
import org.opengms.directory.DirectoryTest;
import org.opengms.directory.FamilyStructure;
import org.opengms.directory.OrderRequirements;
import org.opengms.directory.OrderRequirements.AdditionalPanels;
import org.opengms.directory.OrderRequirements.Need;
import org.opengms.directory.SheetEntry;
import org.opengms.directory.SheetImporter;
import org.opengms.directory.SheetRules;
import org.opengms.directory.TestDirectory;
import org.opengms.directory.TestMethod;
import org.opengms.testing.RealData;
import org.opengms.testing.SharedData;

class DirectoryMappingTest {
    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final DirectoryMapping MAPPING = new DirectoryMapping(FHIR);

    private static DirectoryTest test(String code, TestMethod method, Optional<SheetEntry> sheet) {
        return new DirectoryTest(
                code,
                "Test " + code,
                method,
                method == TestMethod.WGS ? Optional.of("9901") : Optional.empty(),
                method == TestMethod.WGS ? "wgs" : "standard",
                method == TestMethod.WGS ? Optional.of(FamilyStructure.TRIO) : Optional.empty(),
                sheet,
                Optional.empty());
    }

    private static final SheetEntry ENTRY =
            new SheetEntry(
                    "small panel ",
                    "Small panel",
                    "Delay (9901) & haste (9902)",
                    List.of("9901", "9902"),
                    "Core",
                    "Neurology",
                    "",
                    "rules-1");

    private static final TestDirectory PLAIN =
            new TestDirectory(
                    "9.1",
                    LocalDate.of(2026, 4, 1),
                    Map.of("wgs", 84, "standard", 42),
                    List.of(
                            new ClinicalIndication(
                                    "R901",
                                    "Kinetic delay",
                                    "Slow in two ways.",
                                    List.of("Clinical Genetics", "Neurology"),
                                    Optional.of(1),
                                    Optional.of(17),
                                    List.of(
                                            test("R901.2", TestMethod.WGS, Optional.empty()),
                                            test(
                                                    "R901.1",
                                                    TestMethod.SINGLE_GENE,
                                                    Optional.of(ENTRY)))),
                            new ClinicalIndication(
                                    "R902",
                                    "Haste",
                                    "",
                                    List.of(),
                                    Optional.empty(),
                                    Optional.of(0),
                                    List.of(test("R902.1", TestMethod.OTHER, Optional.empty())))));

    private static final DigitalTest GT12 =
            new DigitalTest(
                    "GT12",
                    Optional.empty(),
                    "GT12_Test",
                    "Slow movement - WGS",
                    "draft",
                    Optional.of(true),
                    Optional.of(new Coded("whole-genome-sequencing", "")),
                    Optional.of(
                            new OrderRequirements(
                                    "https://fhir.nhs.uk/Library/GT12",
                                    "GT12_Library",
                                    AdditionalPanels.REQUIRED,
                                    Need.OPTIONAL,
                                    Need.NOT_STATED,
                                    Need.REQUIRED)),
                    List.of(
                            new DigitalTest.PanelLink(
                                    "9901",
                                    Optional.of("2.10"),
                                    "https://panels.example/panels/9901/v2.10",
                                    "Label",
                                    "Kinetic delay")),
                    List.of(
                            new DigitalTest.SpecimenNeed(
                                    "SpecimenDefinition/blood",
                                    Optional.of(new Coded("germline", "")),
                                    List.of(new Coded("119297000", "Blood specimen")))));

    private static final DigitalPackage TP901 =
            new DigitalPackage(
                    "TP901",
                    Optional.of("1.0"),
                    "TP901_Package",
                    "Slow movement",
                    "Sloth",
                    "active",
                    Optional.of(false),
                    Optional.of(new Coded("reanalysis", "Reanalysis")),
                    List.of(new Coded("neurology", "Neurology"), new Coded("renal", "")),
                    List.of(
                            new DigitalPackage.Party(
                                    new Coded("performer", "Performer"), "ZL001", "A laboratory")),
                    List.of("GT12"));

    private static final TestDirectory DIRECTORY =
            new DigitalDirectory(
                            List.of(new PackageEntry(TP901, List.of("R901"))),
                            List.of(new TestEntry(GT12, List.of("R901.2"))),
                            List.of())
                    .onto(PLAIN)
                    .directory();

    /// As a message would carry them.
    private static List<Resource> sent(List<Resource> resources) {
        FhirText text = new FhirText(FHIR);
        List<Resource> sent = new ArrayList<>();
        resources.forEach(r -> sent.add(text.read(text.write(r), Resource.class)));
        return sent;
    }

    @Nested
    class AVersionOfTheDirectory {
        @Test
        void isReadBackWhole() {
            assertEquals(DIRECTORY, MAPPING.readBack(sent(MAPPING.write(DIRECTORY))));
            assertEquals(PLAIN, MAPPING.readBack(sent(MAPPING.write(PLAIN))));
        }

        @Test
        void isValidFhir() {
            var validator = FHIR.newValidator();
            validator.registerValidatorModule(
                    new org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator(
                            new org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain(
                                    new ca.uhn.fhir.context.support.DefaultProfileValidationSupport(
                                            FHIR),
                                    new org.hl7.fhir.common.hapi.validation.support
                                            .CommonCodeSystemsTerminologyService(FHIR),
                                    new org.hl7.fhir.common.hapi.validation.support
                                            .InMemoryTerminologyServerValidationSupport(FHIR))));
            for (Resource resource : MAPPING.write(DIRECTORY)) {
                List<String> errors =
                        validator.validateWithResult(resource).getMessages().stream()
                                .filter(m ->
                                        m.getSeverity()
                                                        .compareTo(
                                                                ca.uhn.fhir.validation
                                                                        .ResultSeverityEnum.ERROR)
                                                >= 0)
                                .map(m -> m.getLocationString() + ": " + m.getMessage())
                                .filter(m -> !m.contains("extension-PlanDefinition.actor"))
                                .toList();
                assertEquals(List.of(), errors, resource.fhirType());
            }
        }
    }

    @Nested
    class AnIndication {
        private final PlanDefinition old =
                MAPPING.plan(DIRECTORY, DIRECTORY.indication("R902").orElseThrow());
        private final PlanDefinition both =
                MAPPING.plan(DIRECTORY, DIRECTORY.indication("TP901").orElseThrow());

        @Test
        void withBothCodesKeepsTheOldOneAsOld() {
            assertEquals("TP901", both.getIdElement().getIdPart());
            assertEquals("https://fhir.nhs.uk/PlanDefinition/TP901", both.getUrl());
            assertEquals(2, both.getIdentifier().size());
            assertEquals("TP901", both.getIdentifier().getFirst().getValue());
            assertEquals("R901", both.getIdentifier().getLast().getValue());
            assertEquals(Identifier.IdentifierUse.OLD, both.getIdentifier().getLast().getUse());
            assertEquals(
                    "https://fhir.nhs.uk/ActivityDefinition/GT12",
                    both.getActionFirstRep().getDefinitionCanonicalType().getValue());
        }

        @Test
        void withTheOldCodeAloneHasAnAddressOfTheServicesOwn() {
            assertEquals("https://opengms.org/PlanDefinition/R902", old.getUrl());
            assertEquals("R902", old.getIdentifierFirstRep().getValue());
            assertEquals(false, old.getIdentifierFirstRep().hasUse());
            assertEquals("9.1", old.getVersion());
            assertEquals(
                    "https://opengms.org/ActivityDefinition/R902.1",
                    old.getActionFirstRep().getDefinitionCanonicalType().getValue());
            assertEquals("2026-04-01", old.getEffectivePeriod().getStartElement().asStringValue());
        }
    }

    @Nested
    class DefinitionsFromOutside {
        private static DigitalDirectory readAll(Path folder, Map<String, String> files)
                throws IOException {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
            return MAPPING.readFiles(List.of(folder));
        }

        @Test
        void thatAreNoneAreTold(@TempDir Path folder) throws IOException {
            DigitalDirectory read =
                    readAll(
                            folder,
                            Map.of(
                                    "a.json",
                                    "{\"resourceType\":\"Patient\",\"id\":\"p\"}",
                                    "b.json",
                                    "{\"resourceType\":\"PlanDefinition\",\"id\":\"x\",\"status\":\"active\"}",
                                    "c.json",
                                    "no json",
                                    "d.txt",
                                    "not looked at"));
            assertEquals(
                    List.of("c.json", "Patient/p", "PlanDefinition/x"),
                    read.unmatched().stream().map(Unmatched::what).toList());
            assertEquals(
                    "it has no identifier with a TP code", read.unmatched().getLast().reason());
        }

        @Test
        void thatLackTheirLibraryOrSpecimenAreTold() {
            ActivityDefinition activity =
                    (ActivityDefinition)
                            MAPPING.write(DIRECTORY).stream()
                                    .filter(r -> r.getIdElement().getIdPart().equals("GT12"))
                                    .filter(ActivityDefinition.class::isInstance)
                                    .findFirst()
                                    .orElseThrow();
            DigitalDirectory read = MAPPING.read(List.of(activity));
            assertEquals(2, read.unmatched().size());
            assertTrue(read.unmatched().getFirst().reason().startsWith("its Library"));
            assertTrue(read.unmatched().getLast().reason().contains("SpecimenDefinition/blood"));
            assertEquals(
                    Need.NOT_STATED,
                    read.tests().getFirst().digital().requirements().orElseThrow().targetVariant());
        }

        @ParameterizedTest
        @CsvSource({
            "additional_panels_available, , 0, NOT_AVAILABLE",
            "additional_panels_available, , *, AVAILABLE",
            "additional_panels_available, 0, *, AVAILABLE",
            "additional_panels_available, 1, *, REQUIRED",
            "something_else, 1, *, NOT_STATED"
        })
        void sayWhetherPanelsCanBeAdded(
                String name, Integer min, String max, AdditionalPanels expected) {
            Library library = new Library();
            library.setUrl("https://fhir.nhs.uk/Library/L");
            var parameter = library.addParameter().setName(name).setMax(max);
            if (min != null) {
                parameter.setMin(min);
            }
            ActivityDefinition activity = new ActivityDefinition();
            activity.addIdentifier().setValue("GT1").setSystem(Systems.DIGITAL_TEST_DIRECTORY_ID);
            activity.addLibrary("https://fhir.nhs.uk/Library/L|1.0");
            assertEquals(
                    expected,
                    MAPPING.read(List.of(activity, library))
                            .tests()
                            .getFirst()
                            .digital()
                            .requirements()
                            .orElseThrow()
                            .additionalPanels());
        }
    }

    /// The definitions of the NHS England Genomics implementation guide, which nobody here wrote.
    /// What is expected was read off the files.
    @Nested
    @RealData
    class NationalDefinitions {
        private static final String GUIDE = "fhir/nhse-genomics/";

        private static DigitalDirectory digital() {
            List<Resource> all = new ArrayList<>();
            FhirText text = new FhirText(FHIR);
            for (String folder :
                    List.of(
                            "PlanDefinition",
                            "ActivityDefinition",
                            "Library",
                            "SpecimenDefinition")) {
                try (var files = Files.list(SharedData.file(GUIDE + folder))) {
                    for (Path file : files.sorted().toList()) {
                        all.add(text.read(Files.readString(file), Resource.class));
                    }
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
            return MAPPING.read(all);
        }

        private static TestDirectory sheet() {
            return new SheetImporter(SheetRules.standard())
                    .read(
                            SharedData.file("directory/ngtd-rare-disease-v5.1.csv"),
                            new SheetImporter.Edition(
                                    "5.1", LocalDate.of(2023, 6, 1), Optional.empty()))
                    .directory();
        }

        @Test
        void areReadWithNothingLeftOver() {
            DigitalDirectory digital = digital();
            assertEquals(List.of(), digital.unmatched());
            assertEquals(
                    List.of("TP231", "TP383"),
                    digital.packages().stream().map(p -> p.digital().code()).toList());
            assertEquals(10, digital.tests().size());
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                        GT1    | R47.2  | targeted-assay          | 1313 |      | NOT_AVAILABLE | OPTIONAL
                        GT46   | R69.5  | whole-genome-sequencing | 490  | 46.1 | AVAILABLE     | OPTIONAL
                        GT36   | R242.1 | targeted-assay          |      |      | NOT_AVAILABLE | REQUIRED
                        GT192  | R387.1 | sequencing              |      |      | NOT_AVAILABLE | REQUIRED
                        GT1124 | R448.1 | targeted-assay          |      |      | NOT_AVAILABLE | REQUIRED
                        """)
        void sayOfATestWhatStandsInTheirFiles(
                String code,
                String old,
                String method,
                String panel,
                String version,
                AdditionalPanels panels,
                Need variant) {
            TestEntry entry =
                    digital().tests().stream()
                            .filter(t -> t.digital().code().equals(code))
                            .findFirst()
                            .orElseThrow();
            assertEquals(List.of(old), entry.oldCodes());
            DigitalTest test = entry.digital();
            assertEquals(method, test.methodType().orElseThrow().code());
            assertEquals(
                    Optional.ofNullable(panel),
                    test.panels().stream().map(DigitalTest.PanelLink::panelId).findFirst());
            assertEquals(
                    Optional.ofNullable(version),
                    test.panels().stream().flatMap(p -> p.version().stream()).findFirst());
            assertEquals(panels, test.requirements().orElseThrow().additionalPanels());
            assertEquals(variant, test.requirements().orElseThrow().targetVariant());
            assertEquals("119297000", test.specimens().getFirst().types().getFirst().code());
        }

        @Test
        void findTheirPlaceInTheNationalSheet() {
            DigitalDirectory.Merged merged = digital().onto(sheet());
            // R448 came after June 2023.
            assertEquals(
                    List.of(new Unmatched("GT1124", "directory 5.1 has no test R448.1")),
                    merged.unmatched());
            TestDirectory directory = merged.directory();
            ClinicalIndication hypotonia = directory.indication("TP383").orElseThrow();
            assertEquals("R69", hypotonia.code());
            assertEquals("R69.5", directory.test("GT46").orElseThrow().code());
            assertEquals(TestMethod.WGS, directory.test("GT46").orElseThrow().method());
            assertEquals(
                    List.of("R242.1", "R375.1", "R387.1", "R263.1", "R244.1", "R443.1", "R240.1"),
                    directory.offeredFromElsewhere(hypotonia).stream()
                            .map(DirectoryTest::code)
                            .toList());
            assertEquals(directory, MAPPING.readBack(sent(MAPPING.write(directory))));
        }

        /// Written again, each says what it said, except for what was reviewed here: ids are codes;
        /// who an organisation is stands in its identifier, not in a reference to an example; the
        /// texts beside codes repeat them; the service adds since when it applies and what only its
        /// own directory knows.
        @Test
        void areWrittenAgainAsTheyWereButForWhatWasReviewed() throws IOException {
            TestDirectory sheet = sheet();
            List<ClinicalIndication> indications = new ArrayList<>(sheet.indications());
            indications.add(
                    new ClinicalIndication(
                            "R448",
                            "Came after June 2023",
                            "",
                            List.of(),
                            Optional.empty(),
                            Optional.empty(),
                            List.of(
                                    new DirectoryTest(
                                            "R448.1",
                                            "Came after June 2023",
                                            TestMethod.SINGLE_GENE,
                                            Optional.empty(),
                                            "standard-rare",
                                            Optional.empty(),
                                            Optional.empty(),
                                            Optional.empty()))));
            TestDirectory directory =
                    digital()
                            .onto(
                                    new TestDirectory(
                                            sheet.version(),
                                            sheet.effectiveFrom(),
                                            sheet.turnaroundCalendarDays(),
                                            indications))
                            .directory();
            Map<String, List<String>> differences = new TreeMap<>();
            FhirText text = new FhirText(FHIR);
            for (String folder : List.of("PlanDefinition", "ActivityDefinition", "Library")) {
                try (var files = Files.list(SharedData.file(GUIDE + folder))) {
                    for (Path file : files.sorted().toList()) {
                        Resource sent = text.read(Files.readString(file), Resource.class);
                        Resource written = writtenAgain(directory, sent);
                        List<String> found = differences(text.write(sent), text.write(written));
                        differences.put(String.valueOf(file.getFileName()), found);
                    }
                }
            }
            Map<String, List<String>> reviewed = new TreeMap<>();
            try (var in =
                    java.util.Objects.requireNonNull(
                            DirectoryMappingTest.class.getResourceAsStream(
                                    "national-definitions-written-again.txt"))) {
                String file = "";
                for (String line :
                        new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                    if (line.startsWith("  ")) {
                        reviewed.computeIfAbsent(file, _ -> new ArrayList<>()).add(line.strip());
                    } else if (!line.isBlank() && !line.startsWith("#")) {
                        file = line.strip();
                        reviewed.computeIfAbsent(file, _ -> new ArrayList<>());
                    }
                }
            }
            StringBuilder all = new StringBuilder();
            differences.forEach((file, found) -> {
                all.append(file).append('\n');
                found.forEach(f -> all.append("  ").append(f).append('\n'));
            });
            assertEquals(reviewed, differences, all.toString());
        }

        private static Resource writtenAgain(TestDirectory directory, Resource sent) {
            return switch (sent) {
                case PlanDefinition plan ->
                        MAPPING.plan(
                                directory,
                                directory
                                        .indication(plan.getIdentifierFirstRep().getValue())
                                        .orElseThrow());
                case ActivityDefinition activity ->
                        MAPPING.activity(
                                directory,
                                directory
                                        .test(activity.getIdentifierFirstRep().getValue())
                                        .orElseThrow());
                case Library library ->
                        MAPPING.library(
                                directory.tests().stream()
                                        .flatMap(t -> t.digital().stream())
                                        .flatMap(d -> d.requirements().stream())
                                        .filter(r -> r.library().equals(library.getUrl()))
                                        .findFirst()
                                        .orElseThrow());
                default -> throw new IllegalStateException(sent.fhirType());
            };
        }

        /// `- path: value` for what is gone, `+ path: value` for what is new.
        private static List<String> differences(String sent, String written) {
            TreeSet<String> before = new TreeSet<>();
            TreeSet<String> after = new TreeSet<>();
            flatten("", tools.jackson.databind.json.JsonMapper.shared().readTree(sent), before);
            flatten("", tools.jackson.databind.json.JsonMapper.shared().readTree(written), after);
            List<String> found = new ArrayList<>();
            before.stream().filter(b -> !after.contains(b)).forEach(b -> found.add("- " + b));
            after.stream().filter(a -> !before.contains(a)).forEach(a -> found.add("+ " + a));
            return found;
        }

        private static void flatten(
                String path, tools.jackson.databind.JsonNode node, java.util.Set<String> into) {
            if (node.isObject()) {
                for (Map.Entry<String, tools.jackson.databind.JsonNode> field : node.properties()) {
                    if (node.path("url").asString("").startsWith("https://opengms.org/")
                            && path.contains("extension")) {
                        into.add(path + ": " + node.path("url").asString());
                        return;
                    }
                    flatten(path + "." + field.getKey(), field.getValue(), into);
                }
            } else if (node.isArray()) {
                for (int i = 0; i < node.size(); i++) {
                    flatten(path + "[" + i + "]", node.get(i), into);
                }
            } else {
                into.add(path.substring(1) + ": " + node.asString());
            }
        }
    }

    @Test
    void ofAMemberWithoutANameIsToldInWords(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("nameless.json");
        Files.writeString(file, "{\"resourceType\":\"PlanDefinition\",\"\":[]}");
        DigitalDirectory read = MAPPING.readFiles(List.of(file));
        assertEquals(1, read.unmatched().size());
    }

    /// Definitions that were changed at random are read, or told in words.
    @Test
    void survivesAnyChange(@TempDir Path folder) {
        survives(400, folder);
    }

    @Test
    @Tag("heavy")
    void survivesManyMoreChanges(@TempDir Path folder) {
        survives(40_000, folder);
    }

    private static void survives(int count, Path folder) {
        FhirText text = new FhirText(FHIR);
        List<String> sound = MAPPING.write(DIRECTORY).stream().map(text::write).toList();
        org.opengms.testing.Cases.check(
                count,
                random -> {
                    byte[] bytes =
                            sound.get(random.nextInt(sound.size()))
                                    .getBytes(StandardCharsets.UTF_8);
                    for (int i = random.nextInt(1, 6); i > 0; i--) {
                        int at = random.nextInt(bytes.length);
                        if (random.nextBoolean()) {
                            bytes[at] = (byte) random.nextInt(256);
                        } else {
                            int from = random.nextInt(bytes.length);
                            int length =
                                    Math.min(random.nextInt(20), bytes.length - Math.max(at, from));
                            System.arraycopy(bytes, from, bytes, at, length);
                        }
                    }
                    Path file = folder.resolve("changed.json");
                    Files.write(file, bytes);
                    DigitalDirectory read = MAPPING.readFiles(List.of(file));
                    read.onto(PLAIN);
                });
    }

    @Test
    void ofAPatientIsNothing() {
        assertEquals(1, MAPPING.read(List.of(new Patient())).unmatched().size());
    }
}
