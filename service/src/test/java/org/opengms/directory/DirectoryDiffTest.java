package org.opengms.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opengms.directory.DirectoryDiff.FieldChange;
import org.opengms.panels.Confidence;
import org.opengms.panels.Panel;
import org.opengms.panels.PanelEntity;
import org.opengms.panels.PanelHeader;
import org.opengms.testing.Cases;

class DirectoryDiffTest {
    @Test
    void ofADirectoryWithItselfIsNone() {
        Cases.check(
                200,
                random -> {
                    TestDirectory directory = Directories.random("9.1", random);
                    assertTrue(DirectoryDiff.between(directory, directory).isNone());
                });
    }

    /// What was added one way round was removed the other way round.
    @Test
    void isTheSameBothWaysRound() {
        Cases.check(
                500,
                random -> {
                    TestDirectory one = Directories.random("9.1", random);
                    TestDirectory other = Directories.random("9.2", random);
                    DirectoryDiff there = DirectoryDiff.between(one, other);
                    DirectoryDiff back = DirectoryDiff.between(other, one);
                    assertEquals(there.before(), back.after());
                    assertEquals(there.indicationsAdded(), back.indicationsRemoved());
                    assertEquals(there.indicationsRemoved(), back.indicationsAdded());
                    assertEquals(there.panelsAdded(), back.panelsRemoved());
                    assertEquals(there.panelsRemoved(), back.panelsAdded());
                    assertEquals(there.testsAdded(), back.testsRemoved());
                    assertEquals(turned(there.standards()), back.standards());
                    assertEquals(
                            there.indicationsChanged().size(), back.indicationsChanged().size());
                    for (int i = 0; i < there.indicationsChanged().size(); i++) {
                        DirectoryDiff.IndicationChange a = there.indicationsChanged().get(i);
                        DirectoryDiff.IndicationChange b = back.indicationsChanged().get(i);
                        assertEquals(a.code(), b.code());
                        assertEquals(turned(a.fields()), b.fields());
                        assertEquals(a.testsAdded(), b.testsRemoved());
                        assertEquals(a.testsRemoved(), b.testsAdded());
                        assertEquals(a.testsChanged().size(), b.testsChanged().size());
                        for (int t = 0; t < a.testsChanged().size(); t++) {
                            assertEquals(
                                    turned(a.testsChanged().get(t).fields()),
                                    b.testsChanged().get(t).fields());
                        }
                    }
                });
    }

    private static List<FieldChange> turned(List<FieldChange> changes) {
        return changes.stream().map(FieldChange::reversed).toList();
    }

    /// A difference anywhere in a directory is a difference: no field is overlooked.
    @Test
    void isNoneOnlyWhereNothingDiffers() {
        Cases.check(
                500,
                random -> {
                    TestDirectory one = Directories.random("9.1", random);
                    TestDirectory other = Directories.random("9.1", random);
                    boolean same =
                            Map.copyOf(byCode(one)).equals(byCode(other))
                                    && one.turnaroundCalendarDays()
                                            .equals(other.turnaroundCalendarDays());
                    assertEquals(same, DirectoryDiff.between(one, other).isNone());
                });
    }

    private static Map<String, ClinicalIndication> byCode(TestDirectory directory) {
        return directory.indications().stream()
                .collect(
                        java.util.stream.Collectors.toMap(
                                ClinicalIndication::code, indication -> indication));
    }

    @Nested
    class BetweenTwoVersions {
        private final TestDirectory after =
                Directories.directory(
                        "9.2",
                        Directories.indication(
                                "R901",
                                "Kinetic delay, early",
                                Directories.test(
                                        "R901.2", TestMethod.WGS, "Kinetic delay (9902)", "9902"),
                                Directories.test("R901.3", TestMethod.EXOME, "Delay")),
                        Directories.indication(
                                "R990",
                                "Testing for a known variant",
                                Directories.test(
                                        "R990.1", TestMethod.SINGLE_GENE, "Specific target")),
                        Directories.indication("R903", "Languor"));

        private final DirectoryDiff diff = DirectoryDiff.between(Directories.PLAIN, after);

        @Test
        void namesWhatCameAndWhatWent() {
            assertEquals(
                    List.of("R903"),
                    diff.indicationsAdded().stream().map(ClinicalIndication::code).toList());
            assertEquals(
                    List.of("R902"),
                    diff.indicationsRemoved().stream().map(ClinicalIndication::code).toList());
            assertEquals(List.of("9902"), diff.panelsAdded());
            assertEquals(List.of("9901"), diff.panelsRemoved());
            assertEquals(1, diff.testsAdded());
            assertEquals(2, diff.testsRemoved());
            assertEquals(1, diff.testsChanged());
        }

        @Test
        void saysOfWhatStayedWhichFieldsDiffer() {
            DirectoryDiff.IndicationChange change = diff.indicationsChanged().getFirst();
            assertEquals(1, diff.indicationsChanged().size());
            assertEquals("R901", change.code());
            assertEquals(
                    List.of(
                            new FieldChange("name", "Kinetic delay", "Kinetic delay, early"),
                            new FieldChange("order of tests", "R901.1 R901.2", "R901.2 R901.3")),
                    change.fields());
            assertEquals(
                    List.of(
                            new FieldChange(
                                    "name",
                                    "Kinetic delay (9901) - WGS",
                                    "Kinetic delay (9902) - WGS"),
                            new FieldChange("panelId", "9901", "9902"),
                            new FieldChange("sheet.panelIds", "9901", "9902"),
                            new FieldChange(
                                    "sheet.target",
                                    "Kinetic delay (9901)",
                                    "Kinetic delay (9902)")),
                    change.testsChanged().getFirst().fields());
        }
    }

    @Nested
    class OfAPanel {
        private static Panel panel(String version, PanelEntity... entities) {
            return new Panel(
                    new PanelHeader(
                            "9901",
                            version,
                            "Kinetic delay",
                            "",
                            "",
                            "public",
                            Optional.empty(),
                            List.of("R901"),
                            List.of()),
                    List.of(),
                    List.of(entities));
        }

        private static PanelEntity gene(String symbol, Confidence confidence) {
            return new PanelEntity.Gene(
                    symbol, confidence, "", Optional.empty(), symbol, "", List.of(), "", "");
        }

        @Test
        void namesGenesThatCameWentAndChangedTheirLight() {
            PanelDiff diff =
                    PanelDiff.between(
                            panel(
                                    "1.1",
                                    gene("AAA", Confidence.AMBER),
                                    gene("BBB", Confidence.GREEN)),
                            panel(
                                    "1.2",
                                    gene("CCC", Confidence.GREEN),
                                    gene("AAA", Confidence.GREEN)));
            assertEquals(List.of(new PanelDiff.Entry("gene", "CCC", "green")), diff.added());
            assertEquals(List.of(new PanelDiff.Entry("gene", "BBB", "green")), diff.removed());
            assertEquals(
                    List.of(
                            new PanelDiff.EntryChange(
                                    "gene",
                                    "AAA",
                                    List.of(new FieldChange("confidence", "amber", "green")))),
                    diff.changed());
        }

        @Test
        void isNoneWithItselfAndTheSameBothWaysRound() {
            Cases.check(
                    200,
                    random -> {
                        Panel one = drawn(random);
                        Panel other = drawn(random);
                        assertTrue(PanelDiff.between(one, one).isNone());
                        PanelDiff there = PanelDiff.between(one, other);
                        PanelDiff back = PanelDiff.between(other, one);
                        assertEquals(there.added(), back.removed());
                        assertEquals(there.removed(), back.added());
                        assertEquals(there.changed().size(), back.changed().size());
                        for (int i = 0; i < there.changed().size(); i++) {
                            assertEquals(
                                    turned(there.changed().get(i).fields()),
                                    back.changed().get(i).fields());
                        }
                    });
        }

        private static Panel drawn(RandomGenerator random) {
            PanelEntity[] entities = new PanelEntity[random.nextInt(8)];
            for (int i = 0; i < entities.length; i++) {
                entities[i] =
                        gene(
                                "G" + random.nextInt(5),
                                List.of(Confidence.values()).get(random.nextInt(4)));
            }
            return panel("1." + random.nextInt(9), entities);
        }
    }
}
