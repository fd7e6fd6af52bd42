package org.opengms.interpretation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.genome.BuildProgress;
import org.opengms.genome.GenomeInputException;
import org.opengms.phenotype.HpoId;

class InterpreterTest {
    private static final String MITRAL = "HP:0000012";
    private static final String AORTIC = "HP:0000013";
    private static final String EYE = "HP:0000020";
    private static final String LENS = "HP:0000021";

    @TempDir static Path folder;
    private static ReferenceBundle bundle;

    @BeforeAll
    static void build() throws IOException {
        ReferenceBundleBuilder.build(
                SyntheticWorld.write(folder), folder.resolve("bundle"), BuildProgress.silent());
        bundle = ReferenceBundle.open(folder.resolve("bundle"));
    }

    @AfterAll
    static void close() {
        bundle.close();
    }

    private static CaseDescription patient(Sex sex, String... terms) {
        return CaseDescription.of("case-1", sex, Arrays.stream(terms).map(HpoId::parse).toList());
    }

    private static InterpretationResult interpret(CaseDescription description, String... records)
            throws IOException {
        Path vcf = SyntheticWorld.vcf(folder.resolve("case.vcf"), records);
        return new Interpreter(bundle).interpret(vcf, description, InterpretationProgress.silent());
    }

    private static String reasons(Candidate candidate) {
        return String.join(" ", candidate.reasons());
    }

    @Nested
    class TheEvidence {
        @Test
        void ofTheFeaturesPutsTheGeneThatExplainsThemFirst() throws IOException {
            String[] genome = {
                SyntheticWorld.stop("AAA", 20, "0/1"), SyntheticWorld.stop("BBB", 20, "1/1")
            };
            assertEquals(
                    "AAA",
                    interpret(patient(Sex.FEMALE, AORTIC), genome).candidates().getFirst().gene());
            assertEquals(
                    "BBB",
                    interpret(patient(Sex.FEMALE, LENS), genome).candidates().getFirst().gene());
        }

        @Test
        void ofTheEffectOrdersChangesOfOneGene() throws IOException {
            InterpretationResult result =
                    interpret(
                            patient(Sex.FEMALE, AORTIC),
                            SyntheticWorld.synonymous("AAA", 10, "0/1"),
                            SyntheticWorld.missense("AAA", 20, "0/1"),
                            SyntheticWorld.stop("AAA", 30, "0/1"));
            assertEquals(
                    List.of("stop_gained", "missense_variant", "synonymous_variant"),
                    result.candidates().stream().map(one -> one.consequence().label()).toList());
        }

        @Test
        void isNamedInEveryReason() throws IOException {
            Candidate first =
                    interpret(patient(Sex.FEMALE, AORTIC), SyntheticWorld.stop("AAA", 20, "0/1"))
                            .candidates()
                            .getFirst();
            String reasons = reasons(first);
            assertTrue(reasons.contains("premature stop"), reasons);
            assertTrue(reasons.contains("Aortic disease (OMIM:2) explains Aortic"), reasons);
            assertTrue(reasons.contains("autosomal dominant"), reasons);
            assertTrue(reasons.contains("population was not looked at"), reasons);
            assertEquals("NM_900011.1:c.63C>A", first.hgvsC());
            assertEquals("NP_900011.1:p.(Tyr21Ter)", first.hgvsP());
            assertEquals(1063, first.position());
        }

        @Test
        void fromARejectedCallCountsLess() throws IOException {
            double passed =
                    interpret(patient(Sex.FEMALE, AORTIC), SyntheticWorld.stop("AAA", 20, "0/1"))
                            .candidates()
                            .getFirst()
                            .score();
            Candidate rejected =
                    interpret(
                                    patient(Sex.FEMALE, AORTIC),
                                    SyntheticWorld.record("AAA", 62, "C", "A", "0/1", "LowQual"))
                            .candidates()
                            .getFirst();
            assertTrue(rejected.score() < passed);
            assertTrue(reasons(rejected).contains("filter says LowQual"), reasons(rejected));
        }
    }

    @Nested
    class ARecessiveDisease {
        @Test
        void isNotExplainedByOneAlteredCopy() throws IOException {
            Candidate one =
                    interpret(patient(Sex.FEMALE, LENS), SyntheticWorld.stop("BBB", 20, "0/1"))
                            .candidates()
                            .getFirst();
            Candidate both =
                    interpret(patient(Sex.FEMALE, LENS), SyntheticWorld.stop("BBB", 20, "1/1"))
                            .candidates()
                            .getFirst();
            assertTrue(one.evidence().total() < both.evidence().total() - Math.log(5));
            assertTrue(reasons(one).contains("one altered copy alone"), reasons(one));
            assertEquals("homozygous", both.zygosity());
        }

        @Test
        void mayBeExplainedByTwoHeterozygousChanges() throws IOException {
            InterpretationResult result =
                    interpret(
                            patient(Sex.FEMALE, LENS),
                            SyntheticWorld.stop("BBB", 20, "0/1"),
                            SyntheticWorld.missense("BBB", 40, "0/1"));
            Candidate alone =
                    interpret(patient(Sex.FEMALE, LENS), SyntheticWorld.stop("BBB", 20, "0/1"))
                            .candidates()
                            .getFirst();
            for (Candidate one : result.candidates()) {
                assertTrue(reasons(one).contains("compound heterozygous"), reasons(one));
                assertTrue(one.score() > alone.score(), "the pair explains more than one alone");
            }
            assertTrue(
                    reasons(result.candidates().getFirst()).contains("with chr1:51"),
                    "names the other change");
        }
    }

    @Nested
    class TwoPhasedChanges {
        @Test
        void onDifferentCopiesExplainARecessiveDiseaseBest() throws IOException {
            Candidate phased = first("0|1", "1|0");
            Candidate unphased = first("0/1", "1/0");
            assertTrue(reasons(phased).contains("on different copies"), reasons(phased));
            assertTrue(phased.score() > unphased.score());
        }

        @Test
        void onTheSameCopyLeaveTheOtherIntact() throws IOException {
            Candidate phased = first("0|1", "0|1");
            assertTrue(reasons(phased).contains("one altered copy alone"), reasons(phased));
            assertTrue(phased.score() < first("0/1", "0/1").score());
        }

        private Candidate first(String one, String other) throws IOException {
            return interpret(
                            patient(Sex.FEMALE, LENS),
                            SyntheticWorld.stop("BBB", 20, one),
                            SyntheticWorld.stop("BBB", 40, other))
                    .candidates()
                    .getFirst();
        }
    }

    @Nested
    class TheXChromosome {
        @Test
        void ofAMaleHasOneCopy() throws IOException {
            Candidate male =
                    interpret(patient(Sex.MALE, EYE), SyntheticWorld.stop("XXX", 20, "1/1"))
                            .candidates()
                            .getFirst();
            assertEquals("hemizygous", male.zygosity());
            assertTrue(reasons(male).contains("X-linked recessive"), reasons(male));
        }

        @Test
        void ofAFemaleCarriesTheChangeWithoutTheDisease() throws IOException {
            Candidate carrier =
                    interpret(patient(Sex.FEMALE, EYE), SyntheticWorld.stop("XXX", 20, "0/1"))
                            .candidates()
                            .getFirst();
            Candidate male =
                    interpret(patient(Sex.MALE, EYE), SyntheticWorld.stop("XXX", 20, "1"))
                            .candidates()
                            .getFirst();
            assertEquals("heterozygous", carrier.zygosity());
            assertTrue(carrier.evidence().total() < male.evidence().total() - Math.log(5));
        }
    }

    @Nested
    class APanel {
        private final String[] genome = {
            SyntheticWorld.stop("AAA", 20, "0/1"), SyntheticWorld.stop("BBB", 20, "1/1")
        };

        @Test
        void raisesItsGenesAndSaysSo() throws IOException {
            CaseDescription both = patient(Sex.FEMALE, AORTIC, LENS);
            Candidate without = best(interpret(both, genome), "BBB");
            Candidate with = best(interpret(both.withPanel("7"), genome), "BBB");
            assertTrue(with.score() > without.score());
            assertTrue(reasons(with).contains("green on Lens panel"), reasons(with));
        }

        @Test
        void lowersGenesItHoldsBack() throws IOException {
            CaseDescription both = patient(Sex.FEMALE, AORTIC, LENS);
            Candidate red = best(interpret(both.withPanel("7"), genome), "AAA");
            assertTrue(red.score() < best(interpret(both, genome), "AAA").score());
            assertTrue(reasons(red).contains("without enough evidence"), reasons(red));
        }

        @Test
        void thatTheBundleDoesNotHaveIsRefused() {
            InterpretationException refused =
                    assertThrows(
                            InterpretationException.class,
                            () -> interpret(patient(Sex.FEMALE, LENS).withPanel("99"), genome));
            assertEquals("OGMS-0402", refused.code());
            assertTrue(refused.toString().contains("99"), refused.toString());
        }

        private static Candidate best(InterpretationResult result, String gene) {
            return result.candidates().stream()
                    .filter(one -> one.gene().equals(gene))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Nested
    class Features {
        @Test
        void thatAreUnknownAreEachNamed() throws IOException {
            InterpretationResult result =
                    interpret(
                            patient(Sex.FEMALE, AORTIC, "HP:0004321", "HP:0000092", "HP:0000090"),
                            SyntheticWorld.stop("AAA", 20, "0/1"));
            String warnings = String.join(" ", result.warnings());
            assertTrue(warnings.contains("HP:0004321 is unknown"), warnings);
            assertTrue(warnings.contains("HP:0000092 was withdrawn"), warnings);
            assertTrue(warnings.contains("HP:0000090 has been replaced; HP:0000012"), warnings);
        }

        @Test
        void ofWhichNoneIsUsableLeaveEffectAndInheritance() throws IOException {
            InterpretationResult result =
                    interpret(
                            patient(Sex.FEMALE, "HP:0004321"),
                            SyntheticWorld.missense("AAA", 20, "0/1"),
                            SyntheticWorld.stop("CCC", 20, "0/1"));
            assertEquals("CCC", result.candidates().getFirst().gene());
            String warnings = String.join(" ", result.warnings());
            assertTrue(warnings.contains("by effect and inheritance alone"), warnings);
        }

        @Test
        void recordedAsAbsentChangeNothing() throws IOException {
            CaseDescription with = patient(Sex.FEMALE, AORTIC, MITRAL);
            CaseDescription withAbsent =
                    new CaseDescription(
                            with.caseId(),
                            with.sex(),
                            with.observed(),
                            List.of(HpoId.parse(LENS)),
                            with.panelId());
            String[] genome = {
                SyntheticWorld.stop("AAA", 20, "0/1"), SyntheticWorld.stop("BBB", 20, "1/1")
            };
            assertEquals(
                    interpret(with, genome).candidates(),
                    interpret(withAbsent, genome).candidates());
        }
    }

    @Nested
    class AGenome {
        @Test
        void withoutAnythingToReportGivesAnEmptyResult() throws IOException {
            InterpretationResult result =
                    interpret(
                            patient(Sex.FEMALE, AORTIC),
                            SyntheticWorld.stop("AAA", 20, "0/0"),
                            "chr1\t15001\t.\tG\tA\t50\tPASS\t.\tGT\t0/1",
                            "chr1\t15101\t.\tG\t<DEL>\t50\tPASS\t.\tGT\t0/1");
            assertEquals(List.of(), result.candidates());
            assertEquals(3, result.variantsRead());
            assertEquals(1L, result.notInterpreted().get("betweenGenes"));
            assertEquals(1L, result.notInterpreted().get("recordsWithReferenceOnly"));
            assertEquals(1L, result.notInterpreted().get("symbolicAlleles"));
        }

        @Test
        void thatDisagreesWithTheReferenceIsRefused() {
            assertThrows(
                    GenomeInputException.class,
                    () ->
                            interpret(
                                    patient(Sex.FEMALE, AORTIC),
                                    SyntheticWorld.record("AAA", 62, "G", "A", "0/1", "PASS")));
        }

        @Test
        void listsNoMoreThanAskedAndSaysHowManyAreLeft() throws IOException {
            Path vcf =
                    SyntheticWorld.vcf(
                            folder.resolve("many.vcf"),
                            SyntheticWorld.stop("AAA", 20, "0/1"),
                            SyntheticWorld.stop("AAA", 30, "0/1"),
                            SyntheticWorld.stop("BBB", 20, "0/1"));
            InterpretationResult result =
                    new Interpreter(bundle, 2)
                            .interpret(
                                    vcf,
                                    patient(Sex.FEMALE, AORTIC),
                                    InterpretationProgress.silent());
            assertEquals(2, result.candidates().size());
            assertEquals(3, result.candidateCount());
            assertEquals(1L, result.notInterpreted().get("candidatesBelowTheListed"));
        }
    }
}
