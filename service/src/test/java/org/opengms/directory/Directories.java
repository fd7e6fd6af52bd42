package org.opengms.directory;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Directory versions made for tests; all of it invented.
final class Directories {
    static final Map<String, Integer> STANDARDS = Map.of("wgs", 84, "standard", 42);

    static final DigitalTest.PanelLink PANEL =
            new DigitalTest.PanelLink(
                    "9901",
                    Optional.of("2.10"),
                    "https://panels.example/panels/9901/v2.10",
                    "",
                    "Kinetic delay");

    private Directories() {}

    static DirectoryTest test(String code, TestMethod method, String target, String... panels) {
        return new DirectoryTest(
                code,
                target + " - " + method,
                method,
                panels.length == 0 ? Optional.empty() : Optional.of(panels[0]),
                method == TestMethod.WGS ? "wgs" : "standard",
                Optional.empty(),
                Optional.of(
                        new SheetEntry(
                                method.words(),
                                method.words(),
                                target,
                                List.of(panels),
                                "Specialised",
                                "Neurology",
                                "No change",
                                "rules-1")),
                Optional.empty());
    }

    static DigitalTest digital(String code, String title, DigitalTest.PanelLink... panels) {
        return new DigitalTest(
                code,
                Optional.of("1.0"),
                code + "_Test",
                title,
                "active",
                Optional.of(false),
                Optional.of(new Coded("sequencing", "Sequencing")),
                Optional.of(
                        new OrderRequirements(
                                "https://fhir.nhs.uk/Library/" + code,
                                code + "_Library",
                                OrderRequirements.AdditionalPanels.AVAILABLE,
                                OrderRequirements.Need.OPTIONAL,
                                OrderRequirements.Need.OPTIONAL,
                                OrderRequirements.Need.REQUIRED)),
                List.of(panels),
                List.of());
    }

    static DigitalPackage digitalPackage(String code, String title, String... tests) {
        return new DigitalPackage(
                code,
                Optional.of("1.0"),
                code + "_Package",
                title,
                "",
                "active",
                Optional.of(false),
                Optional.of(new Coded("rare-and-inherited-disease", "Rare and Inherited Disease")),
                List.of(new Coded("neurology", "Neurology")),
                List.of(),
                List.of(tests));
    }

    static ClinicalIndication indication(String code, String name, DirectoryTest... tests) {
        return new ClinicalIndication(
                code, name, "", List.of(), Optional.empty(), Optional.empty(), List.of(tests));
    }

    static TestDirectory directory(String version, ClinicalIndication... indications) {
        return new TestDirectory(
                version, LocalDate.of(2026, 4, 1), STANDARDS, List.of(indications));
    }

    /// R901 with a panel and a genome, R902 with a microarray, R990 with testing for a known
    /// variant.
    static final TestDirectory PLAIN =
            directory(
                    "9.1",
                    indication(
                            "R901",
                            "Kinetic delay",
                            test("R901.1", TestMethod.PANEL, "Kinetic delay (9901)", "9901"),
                            test("R901.2", TestMethod.WGS, "Kinetic delay (9901)", "9901")),
                    indication("R902", "Haste", test("R902.1", TestMethod.MICROARRAY, "FBN9")),
                    indication(
                            "R990",
                            "Testing for a known variant",
                            test("R990.1", TestMethod.SINGLE_GENE, "Specific target")));

    /// What the digital test directory says of it: R902 has no package, R901.1 no new code.
    static final DigitalDirectory DIGITAL =
            new DigitalDirectory(
                    List.of(
                            new DigitalDirectory.PackageEntry(
                                    digitalPackage("TP901", "Slow movement", "GT12", "GT90"),
                                    List.of("R901"))),
                    List.of(
                            new DigitalDirectory.TestEntry(
                                    digital("GT12", "Slow movement - WGS", PANEL),
                                    List.of("R901.2")),
                            new DigitalDirectory.TestEntry(
                                    digital("GT90", "Known variant"), List.of("R990.1"))),
                    List.of());

    static final TestDirectory BOTH_CODES = DIGITAL.onto(PLAIN).directory();

    /// A directory drawn at random from few codes and words, so that two often share some.
    static TestDirectory random(String version, RandomGenerator random) {
        List<ClinicalIndication> indications = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            if (random.nextInt(3) == 0) {
                continue;
            }
            String code = "R90" + i;
            List<DirectoryTest> tests = new ArrayList<>();
            for (int t = 1; t < 4; t++) {
                if (random.nextBoolean()) {
                    DirectoryTest test =
                            test(
                                    code + "." + t,
                                    List.of(TestMethod.WGS, TestMethod.EXOME, TestMethod.PANEL)
                                            .get(random.nextInt(3)),
                                    "target " + random.nextInt(3),
                                    random.nextBoolean()
                                            ? new String[] {"99" + random.nextInt(3)}
                                            : new String[0]);
                    tests.add(
                            random.nextInt(4) == 0
                                    ? test.with(digital("GT" + i + t, "t" + random.nextInt(2)))
                                    : test);
                }
            }
            if (random.nextBoolean()) {
                java.util.Collections.reverse(tests);
            }
            indications.add(
                    new ClinicalIndication(
                            code,
                            "name " + random.nextInt(3),
                            random.nextBoolean() ? "" : "anyone",
                            random.nextBoolean() ? List.of() : List.of("Neurology"),
                            random.nextBoolean() ? Optional.empty() : Optional.of(3),
                            Optional.empty(),
                            tests,
                            random.nextInt(4) == 0
                                    ? Optional.of(
                                            digitalPackage(
                                                    "TP90" + i, "p" + random.nextInt(2), "GT1"))
                                    : Optional.empty()));
        }
        return new TestDirectory(
                version,
                LocalDate.of(2026, 4, 1),
                random.nextBoolean() ? STANDARDS : Map.of("wgs", 42, "standard", 42, "rapid", 14),
                indications);
    }
}
