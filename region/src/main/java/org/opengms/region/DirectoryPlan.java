package org.opengms.region;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.DirectoryTest;
import org.opengms.directory.FamilyStructure;
import org.opengms.directory.TestDirectories;
import org.opengms.directory.TestDirectory;
import org.opengms.directory.TestMethod;

/// The two dated versions of the region's test directory.
///
/// Turnaround standards are those published by the genomic laboratory hubs (calendar days): 84 for
/// whole genome sequencing, 42 for single genes, small panels and microarray, 21 for urgent panels,
/// exomes and genomes, 14 for urgent microarray. Large panels and exomes had 84 in the hubs' older
/// tables and 42 in a newer one: the two versions differ in that, as they do in one indication that
/// was retired, two that were added, and one that gained whole genome sequencing.
final class DirectoryPlan {
    private static final String WGS_CLASS = "wgs";
    private static final String LARGE_CLASS = "exome-or-large-panel";
    private static final String STANDARD_CLASS = "standard-rare";
    private static final String RAPID_CLASS = "rapid";
    private static final String COMPLEX_RAPID_CLASS = "complex-rapid";

    /// Panels of more genes than this are large.
    private static final int SMALL_PANEL_GENES = 10;

    private static final List<String> ADDED_2026 = List.of("R923", "R924");
    private static final String GAINED_WGS_2026 = "R912";

    private DirectoryPlan() {}

    static TestDirectories of(GenePanels panels) {
        return new TestDirectories(List.of(version2025(panels), version2026(panels)));
    }

    private static TestDirectory version2025(GenePanels panels) {
        List<ClinicalIndication> indications = new ArrayList<>();
        for (IndicationPlan plan : IndicationPlan.CURRENT) {
            if (ADDED_2026.contains(plan.code())) {
                continue;
            }
            ClinicalIndication indication = indication(plan, panels);
            indications.add(
                    plan.code().equals(GAINED_WGS_2026)
                            ? new ClinicalIndication(
                                    indication.code(),
                                    indication.name(),
                                    indication.criteria(),
                                    indication.specialties(),
                                    indication.minimumAgeYears(),
                                    indication.maximumAgeYears(),
                                    indication.conventional())
                            : indication);
        }
        indications.add(indication(IndicationPlan.RETIRED, panels));
        return new TestDirectory("2025.1", LocalDate.of(2025, 4, 1), standards(84), indications);
    }

    private static TestDirectory version2026(GenePanels panels) {
        return new TestDirectory(
                "2026.1",
                LocalDate.of(2026, 4, 1),
                standards(42),
                IndicationPlan.CURRENT.stream().map(p -> indication(p, panels)).toList());
    }

    private static Map<String, Integer> standards(int largeCalendarDays) {
        return Map.of(
                WGS_CLASS,
                84,
                LARGE_CLASS,
                largeCalendarDays,
                STANDARD_CLASS,
                42,
                COMPLEX_RAPID_CLASS,
                21,
                RAPID_CLASS,
                14);
    }

    private static ClinicalIndication indication(IndicationPlan plan, GenePanels panels) {
        List<DirectoryTest> tests = new ArrayList<>();
        for (int t = 0; t < plan.methods().size(); t++) {
            TestMethod method = plan.methods().get(t);
            boolean sequencing =
                    method == TestMethod.WGS
                            || method == TestMethod.EXOME
                            || method == TestMethod.PANEL;
            tests.add(
                    new DirectoryTest(
                            plan.code() + "." + (t + 1),
                            plan.name() + ": " + title(method),
                            method,
                            sequencing ? Optional.of(plan.panelId()) : Optional.empty(),
                            turnaroundClass(plan, method, panels),
                            method == TestMethod.WGS || method == TestMethod.EXOME
                                    ? plan.family()
                                    : FamilyStructure.SINGLETON));
        }
        return new ClinicalIndication(
                plan.code(),
                plan.name(),
                plan.criteria(),
                plan.specialties(),
                plan.leastAge(),
                plan.mostAge(),
                tests);
    }

    private static String title(TestMethod method) {
        return method == TestMethod.WGS ? "WGS" : method.words().toLowerCase(Locale.ROOT);
    }

    private static String turnaroundClass(
            IndicationPlan plan, TestMethod method, GenePanels panels) {
        return switch (method) {
            case WGS -> plan.acute() ? COMPLEX_RAPID_CLASS : WGS_CLASS;
            case EXOME -> plan.acute() ? COMPLEX_RAPID_CLASS : LARGE_CLASS;
            case PANEL ->
                    panels.ofIndication(plan.code()).genes().size() > SMALL_PANEL_GENES
                            ? LARGE_CLASS
                            : STANDARD_CLASS;
            case MICROARRAY -> plan.acute() ? RAPID_CLASS : STANDARD_CLASS;
            case SINGLE_GENE, OTHER -> STANDARD_CLASS;
        };
    }
}
