package org.opengms.region;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.genome.BuildProgress;
import org.opengms.interpretation.BundleInputs;
import org.opengms.interpretation.BundleReport;
import org.opengms.interpretation.Candidate;
import org.opengms.interpretation.CaseDescription;
import org.opengms.interpretation.InterpretationProgress;
import org.opengms.interpretation.InterpretationResult;
import org.opengms.interpretation.Interpreter;
import org.opengms.interpretation.ReferenceBundle;
import org.opengms.interpretation.ReferenceBundleBuilder;
import org.opengms.interpretation.Sex;
import org.opengms.phenotype.HpoId;

/// The region and the engine, written apart, agree: the engine compiles the region's files without
/// a complaint, names each planted change as the region does, and ranks most of the causes first.
class RegionInterpretedTest {
    private static final int PATIENTS = 100;

    @TempDir private static Path folder;
    private static SyntheticRegion region;
    private static BundleReport report;
    private static ReferenceBundle bundle;

    @BeforeAll
    static void build() throws IOException {
        region = SyntheticRegion.of(17);
        ReferenceSources sources = region.writeReferenceSources(folder.resolve("sources"));
        report =
                ReferenceBundleBuilder.build(
                        new BundleInputs(
                                sources.fasta(),
                                sources.transcripts(),
                                sources.ontology(),
                                sources.annotations(),
                                sources.genesToPhenotype(),
                                sources.hgnc(),
                                sources.panels()),
                        folder.resolve("bundle"),
                        BuildProgress.silent());
        bundle = ReferenceBundle.open(folder.resolve("bundle"));
    }

    @AfterAll
    static void close() {
        bundle.close();
    }

    @Test
    void theSourcesCompileWithoutAComplaint() {
        assertEquals(List.of(), report.warnings());
        assertEquals(40, report.genes());
        assertEquals(24, report.panels());
    }

    @Test
    void plantedCausesAreNamedAlikeAndMostlyRankedFirst() throws IOException {
        Interpreter interpreter = new Interpreter(bundle);
        int causes = 0;
        int first = 0;
        int firstFive = 0;
        int firstWithPanel = 0;
        for (SyntheticPatient patient : region.patients(PATIENTS)) {
            Optional<PlantedTruth> planted = region.truthOf(patient);
            if (planted.isEmpty() || patient.fault().isPresent()) {
                continue;
            }
            PlantedTruth truth = planted.get();
            Path vcf = folder.resolve("patient.vcf.gz");
            try (OutputStream out = Files.newOutputStream(vcf)) {
                region.sequencing().vcf(patient, planted, out);
            }
            CaseDescription plain = description(patient);
            InterpretationResult result =
                    interpreter.interpret(vcf, plain, InterpretationProgress.silent());
            truth.variants().forEach(v -> assertNamedAlike(truth, v, result));
            int rank = rank(truth, result);
            causes++;
            first += rank == 1 ? 1 : 0;
            firstFive += rank <= 5 ? 1 : 0;
            String panel = IndicationPlan.ofCode(patient.indicationCode()).panelId();
            InterpretationResult withPanel =
                    interpreter.interpret(
                            vcf, plain.withPanel(panel), InterpretationProgress.silent());
            firstWithPanel += rank(truth, withPanel) == 1 ? 1 : 0;
        }
        String figures =
                "of %d causes first %d, in the first five %d, first with panel %d"
                        .formatted(causes, first, firstFive, firstWithPanel);
        System.out.println("Synthetic region 17: " + figures);
        assertTrue(causes > 45, figures);
        assertTrue(first >= 0.8 * causes, figures);
        assertTrue(firstFive >= 0.95 * causes, figures);
        assertTrue(firstWithPanel >= first, figures);
    }

    private static CaseDescription description(SyntheticPatient patient) {
        return CaseDescription.of(
                "case-" + patient.number(),
                Sex.valueOf(patient.person().sex().name()),
                patient.observed().stream().map(p -> HpoId.parse(p.termId())).toList());
    }

    private static void assertNamedAlike(
            PlantedTruth truth, PlantedVariant variant, InterpretationResult result) {
        Candidate found =
                result.candidates().stream()
                        .filter(c -> c.contig().equals(variant.contig()))
                        .filter(c -> c.position() == variant.pos())
                        .filter(c -> c.alt().equals(variant.alt()))
                        .findFirst()
                        .orElseThrow();
        assertEquals(truth.geneSymbol(), found.gene());
        assertEquals(
                variant.damage().sequenceOntologyTerm().toUpperCase(Locale.ROOT),
                found.consequence().name());
        assertEquals(variant.zygosity().name().toLowerCase(Locale.ROOT), found.zygosity());
    }

    private static int rank(PlantedTruth truth, InterpretationResult result) {
        return result.candidates().stream()
                .filter(c -> c.gene().equals(truth.geneSymbol()))
                .mapToInt(Candidate::rank)
                .findFirst()
                .orElse(Integer.MAX_VALUE);
    }
}
