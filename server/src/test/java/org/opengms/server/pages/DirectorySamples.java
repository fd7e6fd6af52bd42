package org.opengms.server.pages;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.Coded;
import org.opengms.directory.DigitalDirectory;
import org.opengms.directory.DigitalPackage;
import org.opengms.directory.DigitalTest;
import org.opengms.directory.DirectoryDiff;
import org.opengms.directory.DirectorySearch;
import org.opengms.directory.DirectoryTest;
import org.opengms.directory.OrderRequirements;
import org.opengms.directory.PanelDiff;
import org.opengms.directory.SheetEntry;
import org.opengms.directory.TestDirectories;
import org.opengms.directory.TestDirectory;
import org.opengms.directory.TestMethod;
import org.opengms.panels.Confidence;
import org.opengms.panels.Panel;
import org.opengms.panels.PanelEntity;
import org.opengms.panels.PanelHeader;

/// A directory in three versions, of which the newest comes from a sheet and has both codes, for
/// the pages about it. All of it is invented.
final class DirectorySamples {
    private static final SheetEntry ENTRY =
            new SheetEntry(
                    "wgs",
                    "WGS",
                    "Slow <b>reflexes</b> (9901)",
                    List.of("9901"),
                    "Highly Specialised",
                    "Neurology",
                    "New test",
                    "rules-2026.1");

    private static final OrderRequirements KNOWN_VARIANT =
            new OrderRequirements(
                    "https://fhir.nhs.uk/Library/L1",
                    "L1",
                    OrderRequirements.AdditionalPanels.NOT_AVAILABLE,
                    OrderRequirements.Need.REQUIRED,
                    OrderRequirements.Need.REQUIRED,
                    OrderRequirements.Need.REQUIRED);

    private static DirectoryTest test(String code, TestMethod method, Optional<SheetEntry> entry) {
        return new DirectoryTest(
                code,
                "Test " + code,
                method,
                entry.flatMap(e -> e.panelIds().stream().findFirst()),
                method == TestMethod.WGS ? "wgs" : "standard",
                Optional.empty(),
                entry,
                Optional.empty());
    }

    private static ClinicalIndication indication(String code, String name, DirectoryTest... tests) {
        return new ClinicalIndication(
                code, name, "", List.of(), Optional.of(1), Optional.empty(), List.of(tests));
    }

    private static DigitalTest digital(String code, String title) {
        return new DigitalTest(
                code,
                Optional.of("1.0"),
                code,
                title,
                "active",
                Optional.empty(),
                Optional.empty(),
                Optional.of(KNOWN_VARIANT),
                List.of(),
                List.of());
    }

    static final TestDirectory FIRST =
            new TestDirectory(
                    "2024.1",
                    LocalDate.of(2024, 4, 1),
                    Map.of("wgs", 84, "standard", 42),
                    List.of(
                            indication(
                                    "R901",
                                    "Slow reflexes",
                                    test("R901.1", TestMethod.PANEL, Optional.empty())),
                            indication(
                                    "R903",
                                    "Languor",
                                    test("R903.1", TestMethod.EXOME, Optional.empty()))));

    static final TestDirectory SECOND =
            new TestDirectory(
                    "2025.1",
                    LocalDate.of(2025, 4, 1),
                    Map.of("wgs", 84, "standard", 42),
                    FIRST.indications());

    static final TestDirectory THIRD =
            new DigitalDirectory(
                            List.of(
                                    new DigitalDirectory.PackageEntry(
                                            new DigitalPackage(
                                                    "TP901",
                                                    Optional.of("1.0"),
                                                    "TP901",
                                                    "Slow reflexes",
                                                    "Slowness",
                                                    "active",
                                                    Optional.empty(),
                                                    Optional.of(
                                                            new Coded(
                                                                    "rare-and-inherited-disease",
                                                                    "Rare and Inherited Disease")),
                                                    List.of(new Coded("neurology", "Neurology")),
                                                    List.of(
                                                            new DigitalPackage.Party(
                                                                    new Coded(
                                                                            "performer",
                                                                            "Performer"),
                                                                    "ZL001",
                                                                    "A laboratory")),
                                                    List.of("GT12", "GT90")),
                                            List.of("R901"))),
                            List.of(
                                    new DigitalDirectory.TestEntry(
                                            digital("GT12", "Slow reflexes - WGS"),
                                            List.of("R901.2")),
                                    new DigitalDirectory.TestEntry(
                                            digital("GT90", "Known variant"), List.of("R990.1"))),
                            List.of())
                    .onto(
                            new TestDirectory(
                                    "2026.1",
                                    LocalDate.of(2026, 4, 1),
                                    Map.of("wgs", 42, "standard", 42),
                                    List.of(
                                            indication(
                                                    "R901",
                                                    "Slow reflexes, any cause",
                                                    test(
                                                            "R901.1",
                                                            TestMethod.EXOME,
                                                            Optional.empty()),
                                                    test(
                                                            "R901.2",
                                                            TestMethod.WGS,
                                                            Optional.of(ENTRY))),
                                            indication(
                                                    "R990",
                                                    "Testing for a known variant",
                                                    test(
                                                            "R990.1",
                                                            TestMethod.SINGLE_GENE,
                                                            Optional.empty())))))
                    .directory();

    static final Panel PANEL =
            new Panel(
                    new PanelHeader(
                            "9901",
                            "2.10",
                            "Slow reflexes",
                            "",
                            "",
                            "public",
                            Optional.empty(),
                            List.of("R901"),
                            List.of()),
                    List.of(),
                    List.of(gene("SLOW1", Confidence.GREEN), gene("SLOW2", Confidence.RED)));

    private static final PanelEntity.Place PLACE = new PanelEntity.Place("19", 45770204, 45770264);

    /// An older and a newer version of a panel with everything that can be on one.
    static final List<Panel> VERSIONS =
            List.of(
                    new Panel(
                            header("9902", "1.9", "2025-11-03T10:00:00Z"),
                            List.of(),
                            List.of(
                                    gene("SLOW1", Confidence.AMBER),
                                    gene("OLD1", Confidence.GREEN))),
                    new Panel(
                            header("9902", "1.10", "2026-02-03T10:00:00Z"),
                            List.of(
                                    new Panel.Child("9901", "2.10", "Slow reflexes"),
                                    new Panel.Child("9999", "1.0", "Not imported")),
                            List.of(
                                    gene("SLOW1", Confidence.GREEN),
                                    gene("SLOW3", Confidence.AMBER),
                                    gene("SLOW4", Confidence.RED),
                                    gene("SLOW5", Confidence.GREY),
                                    new PanelEntity.ShortTandemRepeat(
                                            "SLOW6_CTG",
                                            Confidence.GREEN,
                                            "MONOALLELIC",
                                            Optional.of("9901"),
                                            "SLOW6",
                                            "HGNC:99906",
                                            "CTG",
                                            Optional.empty(),
                                            Optional.of(PLACE),
                                            OptionalInt.of(35),
                                            OptionalInt.of(50)),
                                    new PanelEntity.Region(
                                            "TEST-1-Loss",
                                            Confidence.GREEN,
                                            "",
                                            Optional.empty(),
                                            "19q13 loss",
                                            Optional.of(PLACE),
                                            Optional.empty(),
                                            "cnv_loss",
                                            "3",
                                            "",
                                            OptionalInt.of(60)))));

    private DirectorySamples() {}

    private static PanelHeader header(String id, String version, String made) {
        return new PanelHeader(
                id,
                version,
                "Slow and slower",
                "Neurology",
                "",
                "public",
                Optional.of(made),
                List.of("R990", "Languor"),
                List.of(new PanelHeader.PanelType("gms-signed-off", "GMS signed-off")));
    }

    static PanelsController panelsController() {
        return new PanelsController(
                new Html(),
                Assets.fromClassPath(),
                () -> new TestDirectories(List.of(FIRST, SECOND, THIRD)),
                () -> List.of(PANEL, VERSIONS.getLast()),
                id ->
                        switch (id) {
                            case "9901" -> List.of(PANEL);
                            case "9902" -> VERSIONS;
                            default -> List.of();
                        });
    }

    static Page.Panels panels(String words) {
        return new Page.Panels(
                frame(),
                new PanelsView(
                        words,
                        2,
                        List.of(
                                new PanelsView.Hit(PANEL, List.of("SLOW1 (green)")),
                                new PanelsView.Hit(VERSIONS.getLast(), List.of())),
                        1));
    }

    static Page.Panels noPanels() {
        return new Page.Panels(frame(), new PanelsView("", 0, List.of(), 1));
    }

    static Page.GenePanel panel() {
        return new Page.GenePanel(
                frame(),
                new PanelView(
                        VERSIONS.getLast(),
                        VERSIONS.reversed(),
                        List.of(new PanelView.Use("R901", "Slow reflexes", List.of("R901.2"))),
                        List.of("9901", "9902")));
    }

    static Page.PanelDifferences panelDifferences() {
        return new Page.PanelDifferences(
                frame(),
                new PanelDifferencesView(
                        VERSIONS.reversed(),
                        VERSIONS.getFirst(),
                        VERSIONS.getLast(),
                        PanelDiff.between(VERSIONS.getFirst(), VERSIONS.getLast())));
    }

    private static PanelEntity gene(String symbol, Confidence confidence) {
        return new PanelEntity.Gene(
                symbol, confidence, "", Optional.empty(), symbol, "", List.of(), "", "");
    }

    private static final TestDirectories DIRECTORIES =
            new TestDirectories(List.of(FIRST, SECOND, THIRD));

    static DirectoryController controller() {
        return new DirectoryController(
                new Html(), Assets.fromClassPath(), () -> DIRECTORIES, () -> List.of(PANEL));
    }

    private static Frame frame() {
        return Samples.frame(Samples.MANAGER, Frame.Section.DIRECTORY);
    }

    static Page.Directory directory(String words) {
        List<DirectorySearch.Hit> found =
                words.isEmpty()
                        ? THIRD.indications().stream()
                                .map(i -> new DirectorySearch.Hit(i, i.tests(), List.of()))
                                .toList()
                        : new DirectorySearch(THIRD, List.of(PANEL)).find(words);
        return new Page.Directory(
                frame(), new DirectoryView(List.of(THIRD, SECOND, FIRST), THIRD, words, found, 1));
    }

    static Page.Indication indication() {
        return new Page.Indication(
                frame(),
                new IndicationView(
                        List.of(
                                edition(THIRD, Optional.empty()),
                                edition(SECOND, Optional.empty()),
                                edition(FIRST, Optional.of("2025.1"))),
                        List.of(new IndicationView.PanelFacts("9901", "2.10", "Slow", 1, 1)),
                        true));
    }

    private static IndicationView.Edition edition(
            TestDirectory directory, Optional<String> sameAs) {
        return new IndicationView.Edition(
                directory, directory.indication("R901").orElseThrow(), sameAs);
    }

    static Page.Differences differences() {
        return new Page.Differences(
                frame(),
                new DifferencesView(
                        List.of(THIRD, SECOND, FIRST),
                        SECOND,
                        THIRD,
                        DirectoryDiff.between(SECOND, THIRD)));
    }
}
