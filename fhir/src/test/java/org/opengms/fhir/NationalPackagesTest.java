package org.opengms.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.fhir.PackageReport.Replaced;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.orders.Finding;
import org.opengms.orders.FindingKind;
import org.opengms.testing.RealData;

class NationalPackagesTest {
    @TempDir Path folder;

    private void file(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String codeSystem(String version, String code) {
        return """
        {"resourceType":"CodeSystem","url":"https://example.test/colours","version":"%s",
         "status":"active","content":"complete","concept":[{"code":"%s"}]}\
        """
                .formatted(version, code);
    }

    private static final String VALUE_SET_XML =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- a comment before -->
            <ValueSet xmlns="http://hl7.org/fhir"><url value="https://example.test/some-colours"/>
              <status value="active"/><compose><include><system value="https://example.test/colours"/></include></compose>
            </ValueSet>\
            """;

    /// A Basic whose code must be there and be a colour.
    private static final String PROFILE =
            """
            {"resourceType":"StructureDefinition","url":"https://example.test/ColouredBasic",
             "name":"ColouredBasic","status":"active","fhirVersion":"4.0.1","kind":"resource",
             "abstract":false,"type":"Basic","derivation":"constraint",
             "baseDefinition":"http://hl7.org/fhir/StructureDefinition/Basic",
             "differential":{"element":[
               {"id":"Basic.identifier","path":"Basic.identifier","min":1},
               {"id":"Basic.code","path":"Basic.code",
                "binding":{"strength":"required","valueSet":"https://example.test/some-colours"}}]}}\
            """;

    private NationalPackages load() {
        return NationalPackages.load(Fixtures.FHIR, folder);
    }

    @Nested
    class AFolder {
        @Test
        void isReadByWhatItsFilesHold() {
            file("a/b/c/colours.txt", codeSystem("1.0.0", "red"));
            file("some.xml", VALUE_SET_XML);
            file("Patient.json", "{\"resourceType\":\"Patient\"}");
            file("package.json", "{\"name\":\"example\"}");
            file("readme.md", "# Read me");
            file("empty.json", "");
            PackageReport report = load().report();
            assertEquals(Map.of("CodeSystem", 1, "ValueSet", 1), report.definitions());
            assertEquals(Map.of("Patient", 1), report.ignoredResources());
            assertEquals(3, report.ignoredFiles());
            assertEquals(List.of(), report.unreadable());
            assertEquals(Map.of("a", 1, "", 1), report.packages());
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "broken.json | {\"resourceType\":\"CodeSystem\",\"url\": | it is not",
                    "broken.xml | <ValueSet xmlns=\"http://hl7.org/fhir\"><url | it is not",
                    "wrong.json | {\"resourceType\":\"CodeSystem\",\"url\":\"https://example.test/x\",\"status\":\"purple\"} | it is not FHIR R4",
                    "nameless.json | {\"resourceType\":\"CodeSystem\",\"status\":\"active\"} | it has no canonical address",
                    "other.json | {\"resourceType\":\"StructureDefinition\",\"url\":\"https://example.test/x\",\"fhirVersion\":\"3.0.1\"} | it is for FHIR 3.0.1",
                    "x.tgz | no archive | ot in GZIP format",
                })
        void tellsWhatItCannotReadAndGoesOn(String name, String text, String why) {
            file(name, text);
            file("z.json", codeSystem("1.0.0", "red"));
            PackageReport report = load().report();
            assertEquals(Map.of("CodeSystem", 1), report.definitions());
            assertEquals(1, report.unreadable().size(), report::toString);
            assertEquals(name, report.unreadable().getFirst().file());
            assertTrue(
                    report.unreadable().getFirst().why().contains(why),
                    report.unreadable().getFirst()::why);
            assertTrue(report.lines().stream().anyMatch(l -> l.contains(name)), report::toString);
        }

        @Test
        void isReadByTheFirstWhoNeedsIt() {
            var structure =
                    FhirStructure.withPackagesOf(Fixtures.FHIR, AcceptancePolicy.STANDARD, folder);
            file("late.json", codeSystem("1.0.0", "red"));
            assertEquals(Map.of("CodeSystem", 1), structure.report().definitions());
            assertThrows(
                    IllegalArgumentException.class,
                    () ->
                            FhirStructure.withPackagesOf(
                                    Fixtures.FHIR,
                                    AcceptancePolicy.STANDARD,
                                    folder.resolve("nowhere")));
        }

        @Test
        void thatIsNotThereIsToldAtOnce() {
            var problem =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> NationalPackages.load(Fixtures.FHIR, folder.resolve("nowhere")));
            assertTrue(String.valueOf(problem.getMessage()).startsWith("OGMS-3140"));
        }

        @Test
        void withNothingInItChecksFhirAlone() {
            var structure = new FhirStructure(Fixtures.FHIR, AcceptancePolicy.STANDARD, load());
            assertEquals(
                    List.of(),
                    structure.check("{\"resourceType\":\"Basic\",\"code\":{\"text\":\"x\"}}"));
        }
    }

    @Nested
    class TwoDefinitionsOfOneAddress {
        @ParameterizedTest
        @CsvSource({
            // one version, another version, which is used
            "1.0.0, 2.0.0, 2.0.0",
            "2.0.0, 1.0.0, 2.0.0",
            "1.9.0, 1.10.0, 1.10.0",
            "1.0.0, 1.0.0-beta, 1.0.0",
            "2025.7, 2024.11, 2025.7",
        })
        void theNewerVersionIsUsedAndThatIsTold(String one, String other, String used) {
            file("a.json", codeSystem(one, "red"));
            file("b.json", codeSystem(other, "blue"));
            NationalPackages packages = load();
            String left = used.equals(one) ? other : one;
            assertEquals(used, packages.codeSystems().values().iterator().next().getVersion());
            assertEquals(
                    List.of(
                            new Replaced(
                                    "https://example.test/colours",
                                    used,
                                    left,
                                    used.equals(one) ? "b.json" : "a.json")),
                    packages.report().replaced());
        }
    }

    @Nested
    class APackedPackage {
        @Test
        void isReadWithoutItsExamples() throws IOException {
            try (OutputStream out =
                    new GZIPOutputStream(
                            Files.newOutputStream(folder.resolve("example.test-1.0.0.tgz")))) {
                out.write(tar("package/package.json", "{\"name\":\"example.test\"}"));
                out.write(tar("package/CodeSystem-colours.json", codeSystem("1.0.0", "red")));
                out.write(tar("package/example/CodeSystem-x.json", codeSystem("9.0.0", "blue")));
                out.write(tar("package/ValueSet-some.xml", VALUE_SET_XML));
                out.write(new byte[1024]);
            }
            PackageReport report = load().report();
            assertEquals(Map.of("CodeSystem", 1, "ValueSet", 1), report.definitions());
            assertEquals(Map.of("CodeSystem", 1), report.ignoredResources());
            assertEquals(1, report.ignoredFiles());
            assertEquals(List.of(), report.unreadable());
        }

        @Test
        void thatEndsEarlyIsToldAndItsBeginningUsed() throws IOException {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            whole.write(tar("package/CodeSystem-colours.json", codeSystem("1.0.0", "red")));
            whole.write(Arrays.copyOf(tar("package/other.json", codeSystem("1.0.0", "red")), 600));
            try (OutputStream out =
                    new GZIPOutputStream(Files.newOutputStream(folder.resolve("cut.tgz")))) {
                out.write(whole.toByteArray());
            }
            PackageReport report = load().report();
            assertEquals(Map.of("CodeSystem", 1), report.definitions());
            assertEquals("cut.tgz", report.unreadable().getFirst().file());
        }

        /// A file as POSIX tar lays it out: a header of 512 bytes, the content, filled up to 512.
        private static byte[] tar(String name, String text) {
            byte[] content = text.getBytes(StandardCharsets.UTF_8);
            byte[] entry = new byte[512 + (content.length + 511) / 512 * 512];
            put(entry, 0, name);
            put(entry, 124, "%011o".formatted(content.length));
            entry[156] = '0';
            put(entry, 257, "ustar");
            System.arraycopy(content, 0, entry, 512, content.length);
            return entry;
        }

        private static void put(byte[] entry, int at, String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            System.arraycopy(bytes, 0, entry, at, bytes.length);
        }
    }

    @Nested
    class AProfileThatAResourceDeclares {
        private FhirStructure structure() {
            file("profile.json", PROFILE);
            file("colours.json", codeSystem("1.0.0", "red"));
            file("some.xml", VALUE_SET_XML);
            return new FhirStructure(Fixtures.FHIR, AcceptancePolicy.STANDARD, load());
        }

        private static String basic(String more, String code) {
            return """
            {"resourceType":"Basic","meta":{"profile":["https://example.test/ColouredBasic"]},%s
             "code":{"coding":[{"system":"https://example.test/colours","code":"%s"}]}}\
            """
                    .formatted(more, code);
        }

        @Test
        void isHonoured() {
            FhirStructure structure = structure();
            String identifier = "\"identifier\":[{\"value\":\"1\"}],";
            assertEquals(List.of(), structure.check(basic(identifier, "red")));
            Finding missing = structure.check(basic("", "red")).getFirst();
            assertEquals(FindingKind.PROFILE_INVALID, missing.kind());
            assertEquals("Basic.identifier", missing.path());
            List<Finding> wrong = structure.check(basic(identifier, "green"));
            assertFalse(wrong.isEmpty());
            for (Finding finding : wrong) {
                assertEquals(FindingKind.PROFILE_INVALID, finding.kind());
                assertEquals("Basic.code", finding.path());
            }
        }

        @Test
        void andCannotBeUsedIsToldOnce() {
            file(
                    "profile.json",
                    PROFILE.replace(
                            "http://hl7.org/fhir/StructureDefinition/Basic",
                            "https://example.test/Missing"));
            var structure = new FhirStructure(Fixtures.FHIR, AcceptancePolicy.STANDARD, load());
            List<Finding> findings =
                    structure.check(
                            "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[%s,%s]}"
                                    .formatted(entry(1), entry(2)));
            assertEquals(
                    List.of("Bundle", "Basic"),
                    findings.stream()
                            .filter(f -> f.kind() == FindingKind.PROFILE_FALLBACK)
                            .map(Finding::path)
                            .toList(),
                    findings::toString);
            Finding told =
                    findings.stream()
                            .filter(f -> f.path().equals("Basic"))
                            .findFirst()
                            .orElseThrow();
            assertTrue(told.words().contains("https://example.test/Missing"), told.words());
        }

        private static String entry(int number) {
            return """
            {"fullUrl":"urn:uuid:00000000-0000-4000-8000-00000000000%d","resource":%s,
             "request":{"method":"POST","url":"Basic"}}\
            """
                    .formatted(number, basic("", "red"));
        }
    }

    /// The published packages: what lies in `fhir` of the shared data.
    @Nested
    @RealData
    class ThePublishedPackages {
        private final PackageReport report = National.PACKAGES.report();

        @Test
        void areAllRead() {
            // 23 + 153, 22 + 88, 17 + 133, 23 + 3, 10: counted in the folders.
            assertEquals(
                    Map.of(
                            "StructureDefinition", 176,
                            "CodeSystem", 110,
                            "ValueSet", 150,
                            "ConceptMap", 26,
                            "NamingSystem", 10),
                    report.definitions());
            assertEquals(Map.of("nhse-genomics", 95, "ukcore-r4", 377), report.packages());
            assertEquals(List.of(), report.unreadable());
            assertEquals(List.of(), report.replaced());
        }

        @Test
        void lackTheBasesOfSixProfilesWhichFallBackToUkCore() {
            assertEquals(
                    List.of(
                            "AuditEvent",
                            "BodyStructure",
                            "Composition",
                            "Consent",
                            "DiagnosticReport",
                            "DocumentReference"),
                    report.fallbacks().stream().map(PackageReport.Fallback::type).toList());
            for (PackageReport.Fallback fallback : report.fallbacks()) {
                assertEquals(
                        "https://fhir.hl7.org.uk/StructureDefinition/UKCore-" + fallback.type(),
                        fallback.used());
            }
        }

        @Test
        void makeEveryOtherProfileUsable() {
            var definitions =
                    new Definitions(
                            Fixtures.FHIR, National.PACKAGES, new Definitions(Fixtures.FHIR));
            List<String> unusable =
                    National.PACKAGES.structures().keySet().stream()
                            .filter(url -> definitions.profile(url) == null)
                            .sorted()
                            .toList();
            // mCODE twice, PARS, EU laboratory, PCF and genomics-reporting twice.
            assertEquals(7, unusable.size(), unusable::toString);
        }
    }
}
