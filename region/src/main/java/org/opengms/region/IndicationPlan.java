package org.opengms.region;

import static org.opengms.directory.TestMethod.EXOME;
import static org.opengms.directory.TestMethod.MICROARRAY;
import static org.opengms.directory.TestMethod.OTHER;
import static org.opengms.directory.TestMethod.PANEL;
import static org.opengms.directory.TestMethod.SINGLE_GENE;
import static org.opengms.directory.TestMethod.WGS;

import java.util.List;
import java.util.Optional;
import org.opengms.directory.FamilyStructure;
import org.opengms.directory.TestMethod;

/// What the region's test directory offers for one invented clinical indication.
///
/// @param code from `R901`
/// @param name for people
/// @param systems organ systems of the invented ontology that its patients' findings come from
/// @param specialties that may request
/// @param leastAge youngest age tested, in completed years
/// @param mostAge oldest age tested, in completed years
/// @param family whose samples the sequencing tests are best done on
/// @param methods in order of preference
record IndicationPlan(
        String code,
        String name,
        List<String> systems,
        List<String> specialties,
        Optional<Integer> leastAge,
        Optional<Integer> mostAge,
        FamilyStructure family,
        List<TestMethod> methods) {

    private static final String GENETICS = "Clinical Genetics";

    IndicationPlan {
        systems = List.copyOf(systems);
        specialties = List.copyOf(specialties);
        methods = List.copyOf(methods);
    }

    /// The indications of the current directory: three offer only whole genome sequencing, six only
    /// conventional tests, the others both, as most indications of the national directory that
    /// offer whole genome sequencing do.
    static final List<IndicationPlan> CURRENT =
            List.of(
                    child(
                            "R901",
                            "Kinetic delay of early childhood",
                            "kinetic",
                            "cogitive",
                            "Paediatric Neurology",
                            12,
                            WGS,
                            MICROARRAY),
                    child(
                            "R902",
                            "Severe lumenic and auric disorder",
                            "lumenic",
                            "auric",
                            "Paediatric Ophthalmology",
                            17,
                            WGS,
                            EXOME,
                            PANEL),
                    any(
                            "R903",
                            "Cordant arch disorder",
                            "cordant",
                            "statural",
                            "Cardiology",
                            WGS,
                            PANEL,
                            SINGLE_GENE),
                    adult(
                            "R904",
                            "Adult-onset kinetic rhythm disorder",
                            "kinetic",
                            "auric",
                            "Neurology",
                            WGS,
                            PANEL),
                    any(
                            "R905",
                            "Ossine fragility",
                            "ossine",
                            "velumic",
                            "Rheumatology",
                            PANEL,
                            SINGLE_GENE),
                    child(
                            "R906",
                            "Cogitive disorder of childhood",
                            "cogitive",
                            "statural",
                            "Paediatric Neurology",
                            17,
                            WGS,
                            MICROARRAY,
                            EXOME),
                    any(
                            "R907",
                            "Hepatine hue disorder",
                            "hepatine",
                            "renaline",
                            "Gastroenterology",
                            WGS,
                            EXOME,
                            PANEL),
                    any(
                            "R908",
                            "Renaline sieve disorder",
                            "renaline",
                            "lumenic",
                            "Nephrology",
                            WGS,
                            PANEL),
                    any(
                            "R909",
                            "Spirine chime disorder",
                            "spirine",
                            "cordant",
                            "Respiratory Medicine",
                            PANEL),
                    any(
                            "R910",
                            "Velumic weave disorder",
                            "velumic",
                            "ossine",
                            "Dermatology",
                            WGS,
                            PANEL,
                            SINGLE_GENE),
                    child(
                            "R911",
                            "Statural span below expectation",
                            "statural",
                            "ossine",
                            "Paediatric Endocrinology",
                            17,
                            MICROARRAY,
                            SINGLE_GENE),
                    any(
                            "R912",
                            "Auric pitch loss",
                            "auric",
                            "velumic",
                            "Audiovestibular Medicine",
                            WGS,
                            PANEL),
                    adult(
                            "R913",
                            "Lumenic clarity loss of adult life",
                            "lumenic",
                            "cogitive",
                            "Ophthalmology",
                            WGS,
                            EXOME),
                    any(
                            "R914",
                            "Ultra-rare and undescribed disorder",
                            "spirine",
                            "hepatine",
                            "Clinical Genetics",
                            WGS),
                    adult(
                            "R915",
                            "Cordant surge disorder",
                            "cordant",
                            "renaline",
                            "Cardiology",
                            PANEL,
                            SINGLE_GENE),
                    child(
                            "R916",
                            "Kinetic and cordant disorder of childhood",
                            "kinetic",
                            "cordant",
                            "Paediatric Cardiology",
                            17,
                            WGS,
                            EXOME),
                    any(
                            "R917",
                            "Hepatine flow disorder",
                            "hepatine",
                            "spirine",
                            "Gastroenterology",
                            WGS,
                            PANEL,
                            SINGLE_GENE),
                    any("R918", "Renaline salt disorder", "renaline", "kinetic", "Nephrology", WGS),
                    child(
                            "R919",
                            "Acutely unwell child with a likely single-gene disorder",
                            "spirine",
                            "kinetic",
                            "Paediatric Intensive Care",
                            17,
                            WGS),
                    any(
                            "R920",
                            "Ossine and statural disorder",
                            "ossine",
                            "statural",
                            "Rheumatology",
                            WGS,
                            MICROARRAY,
                            PANEL),
                    adult(
                            "R921",
                            "Cogitive change of adult life",
                            "cogitive",
                            "auric",
                            "Neurology",
                            WGS,
                            PANEL),
                    any(
                            "R922",
                            "Spirine draught disorder",
                            "spirine",
                            "velumic",
                            "Respiratory Medicine",
                            PANEL,
                            OTHER),
                    any(
                            "R923",
                            "Velumic gloss disorder",
                            "velumic",
                            "hepatine",
                            "Dermatology",
                            SINGLE_GENE,
                            PANEL),
                    child(
                            "R924",
                            "Several systems affected from birth",
                            "statural",
                            "lumenic",
                            "Neonatology",
                            5,
                            WGS,
                            MICROARRAY));

    /// An indication that the older directory had and the current one has not.
    static final IndicationPlan RETIRED =
            any(
                    "R925",
                    "Isolated echo disorder",
                    "auric",
                    "spirine",
                    "Audiovestibular Medicine",
                    MICROARRAY);

    private static IndicationPlan child(
            String code,
            String name,
            String first,
            String second,
            String specialty,
            int mostAge,
            TestMethod... methods) {
        return new IndicationPlan(
                code,
                name,
                List.of(first, second),
                List.of(GENETICS, specialty),
                Optional.empty(),
                Optional.of(mostAge),
                FamilyStructure.TRIO,
                List.of(methods));
    }

    private static IndicationPlan adult(
            String code,
            String name,
            String first,
            String second,
            String specialty,
            TestMethod... methods) {
        return new IndicationPlan(
                code,
                name,
                List.of(first, second),
                List.of(GENETICS, specialty),
                Optional.of(16),
                Optional.empty(),
                FamilyStructure.SINGLETON,
                List.of(methods));
    }

    private static IndicationPlan any(
            String code,
            String name,
            String first,
            String second,
            String specialty,
            TestMethod... methods) {
        return new IndicationPlan(
                code,
                name,
                List.of(first, second),
                specialty.equals(GENETICS) ? List.of(GENETICS) : List.of(GENETICS, specialty),
                Optional.empty(),
                Optional.empty(),
                FamilyStructure.SINGLETON,
                List.of(methods));
    }

    static IndicationPlan ofCode(String code) {
        return CURRENT.stream().filter(p -> p.code().equals(code)).findFirst().orElseThrow();
    }

    /// The panel applied to this indication's sequencing tests.
    String panelId() {
        return "9" + code.substring(1);
    }

    /// Whether its patients cannot wait.
    boolean acute() {
        return code.equals("R919") || code.equals("R924");
    }

    boolean offersWgs() {
        return methods.contains(WGS);
    }

    /// Who is eligible, in words.
    String criteria() {
        String age =
                leastAge.map(a -> "Aged " + a + " or over")
                        .or(() -> mostAge.map(a -> "Aged " + a + " or under"))
                        .orElse("Any age");
        return age
                + ", with findings of the "
                + String.join(" or ", systems)
                + " system that suggest a single-gene cause, and no cause known."
                + (family == FamilyStructure.TRIO
                        ? " Both parents' samples should be sent where they can be had."
                        : "");
    }
}
