package org.opengms.interpretation;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.genome.BuildProgress;
import org.opengms.genome.GeneId;
import org.opengms.genome.SequenceOntologyTerm;
import org.opengms.phenotype.HpoId;
import org.opengms.phenotype.PhenotypeRanker;
import org.opengms.phenotype.PhenotypeRanking;
import org.opengms.phenotype.PublishedCases;
import org.opengms.testing.RealData;
import org.opengms.testing.SharedData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A real genome against a real reference: variants of known cause are written into NA12878's
/// chromosome 21, and the gene must come first.
@RealData
class RealGenomeTest {
    @TempDir static Path work;
    private static ReferenceBundle bundle;
    private static Interpreter interpreter;
    private static SpikedGenome genome;

    @BeforeAll
    static void build() throws IOException {
        Path folder = work.resolve("bundle");
        long start = System.nanoTime();
        BundleReport report =
                ReferenceBundleBuilder.build(
                        new BundleInputs(
                                SharedData.file("derived/grch38-sparse.fa.gz"),
                                SharedData.file("derived/mane.genepred.tsv.gz"),
                                SharedData.file("hpo/hp.v2024-08-13.json.gz"),
                                SharedData.file("hpo/phenotype.hpoa.gz"),
                                SharedData.file("hpo/genes_to_phenotype.txt.gz"),
                                SharedData.file("knowledge/genes/hgnc_complete_set.2024-10.txt.gz"),
                                SharedData.file("panels/PanelAppData_combined_core.tsv")),
                        folder,
                        BuildProgress.silent());
        System.out.printf(
                "bundle built in %.1f s; %s%n",
                (System.nanoTime() - start) / 1e9, report.warnings());
        bundle = ReferenceBundle.open(folder);
        interpreter = new Interpreter(bundle, Integer.MAX_VALUE);
        genome = new SpikedGenome();
    }

    @AfterAll
    static void close() {
        bundle.close();
    }

    @Test
    @DisplayName("one case of every gene: first in 80 %, in the first five in 95 %")
    void oneCasePerGene() throws IOException {
        evaluate(0, 1);
    }

    @Test
    @Tag("heavy")
    @DisplayName("five cases of every gene: first in 80 %, in the first five in 95 %")
    void fiveCasesPerGene() throws IOException {
        evaluate(0, 5);
    }

    private static void evaluate(int first, int replicates) throws IOException {
        PlantedCases planted = new PlantedCases(bundle);
        assertEquals(57, planted.geneCount(), "disease genes wholly inside the windows");
        Tally combined = new Tally("all evidence");
        Tally consequence = new Tally("consequence only");
        Tally phenotype = new Tally("phenotype only");
        List<String> misread = new ArrayList<>();
        long nanos = 0;
        for (int gene = 0; gene < planted.geneCount(); gene++) {
            for (int replicate = first; replicate < first + replicates; replicate++) {
                PlantedCases.Case one = planted.make(gene, replicate);
                Path vcf = work.resolve("planted.vcf");
                genome.write(vcf, one.spikes());
                long start = System.nanoTime();
                InterpretationResult result =
                        interpreter.interpret(
                                vcf,
                                CaseDescription.of(one.id(), Sex.FEMALE, one.observed()),
                                InterpretationProgress.silent());
                nanos += System.nanoTime() - start;
                assertEquals(
                        genome.recordCount() + one.spikes().size(),
                        result.variantsRead(),
                        "every record is read");
                checkConsequences(one, result, misread);

                PhenotypeRanking features =
                        new PhenotypeRanker(bundle.phenotypes()).rank(one.observed());
                Random ties = new Random(31L * gene + replicate);
                combined.add(one.id(), rankAsListed(result, one.causal()));
                consequence.add(
                        one.id(), rankBy(result, one.causal(), ties, c -> c.evidence().variant()));
                phenotype.add(
                        one.id(),
                        rankBy(result, one.causal(), ties, c -> features.score(c.geneId())));
            }
        }
        System.out.printf(
                "%d planted cases, %.0f ms each%n",
                combined.ranks.size(), nanos / 1e6 / combined.ranks.size());
        System.out.println(combined + "\n" + consequence + "\n" + phenotype);
        System.out.println("not first: " + combined.notFirst());
        assertAll(
                () -> assertEquals(List.of(), misread, "effects the annotator must find"),
                () -> assertTrue(combined.share(1) >= 80, combined.toString()),
                () -> assertTrue(combined.share(5) >= 95, combined.toString()));
    }

    /// The annotator must find what the generator computed by itself.
    private static void checkConsequences(
            PlantedCases.Case one, InterpretationResult result, List<String> misread) {
        for (DamagingVariants.Damage damage : one.causalDamage()) {
            List<Candidate> found =
                    result.candidates().stream()
                            .filter(c -> c.geneId().equals(one.causal()))
                            .filter(c ->
                                    c.position() == damage.pos() && c.alt().equals(damage.alt()))
                            .toList();
            if (found.isEmpty() || !isFound(found.getFirst().consequence(), damage.kind())) {
                misread.add(one.id() + " " + damage + " -> " + found);
            }
        }
    }

    /// A removed base may make the next codon a stop, which is the more severe of two true terms.
    private static boolean isFound(SequenceOntologyTerm found, DamagingVariants.Kind kind) {
        return found.label().startsWith(kind.term())
                || (kind == DamagingVariants.Kind.FRAMESHIFT
                        && found == SequenceOntologyTerm.STOP_GAINED);
    }

    /// Place of a gene among the genes of the list, in the list's own order.
    private static int rankAsListed(InterpretationResult result, GeneId causal) {
        Set<GeneId> genes = new LinkedHashSet<>();
        for (Candidate candidate : result.candidates()) {
            genes.add(candidate.geneId());
        }
        int rank = List.copyOf(genes).indexOf(causal) + 1;
        return rank == 0 ? Integer.MAX_VALUE : rank;
    }

    /// Place of a gene by its best candidate's value alone; ties by lot.
    private static int rankBy(
            InterpretationResult result,
            GeneId causal,
            Random ties,
            ToDoubleFunction<Candidate> value) {
        Map<GeneId, Double> best = new TreeMap<>();
        for (Candidate candidate : result.candidates()) {
            best.merge(candidate.geneId(), value.applyAsDouble(candidate), Math::max);
        }
        List<GeneId> order = new ArrayList<>(best.keySet());
        Collections.shuffle(order, ties);
        order.sort(Comparator.comparingDouble(gene -> -best.getOrDefault(gene, 0.0)));
        int rank = order.indexOf(causal) + 1;
        return rank == 0 ? Integer.MAX_VALUE : rank;
    }

    private static final class Tally {
        private final String name;
        private final Map<String, Integer> ranks = new LinkedHashMap<>();

        Tally(String name) {
            this.name = name;
        }

        void add(String id, int rank) {
            ranks.put(id, rank);
        }

        double share(int depth) {
            long within = ranks.values().stream().filter(rank -> rank <= depth).count();
            return Math.round(1000.0 * within / ranks.size()) / 10.0;
        }

        String notFirst() {
            StringBuilder text = new StringBuilder();
            ranks.forEach((id, rank) -> text.append(rank > 1 ? id + "=" + rank + " " : ""));
            return text.toString();
        }

        @Override
        public String toString() {
            return String.format(
                    java.util.Locale.ROOT,
                    "%-18s top 1/3/5/10 = %.1f / %.1f / %.1f / %.1f",
                    name,
                    share(1),
                    share(3),
                    share(5),
                    share(10));
        }
    }

    @Test
    @DisplayName("published cases of the windows, diagnosis removed, are interpreted and reported")
    void publishedCases() throws IOException {
        Tally tally = new Tally("published cases");
        List<JsonNode> documents = new ArrayList<>();
        PublishedCases.forEach(
                documents::add,
                "phenopackets/CIROZ/*.json",
                "phenopackets/DHRS3/*.json",
                "phenopackets/MFN2/*.json");
        assertEquals(28, documents.size());
        Map<String, Tally> byGene = new TreeMap<>();
        List<String> withoutSmallVariant = new ArrayList<>();
        for (JsonNode document : documents) {
            String id = document.path("id").asString("");
            List<SpikedGenome.Spike> spikes = new ArrayList<>();
            Set<GeneId> genes = new LinkedHashSet<>();
            Set<String> symbols = new LinkedHashSet<>();
            causes(document, spikes, genes, symbols);
            if (spikes.isEmpty()) {
                withoutSmallVariant.add(id);
                continue;
            }
            Path vcf = work.resolve("published.vcf");
            genome.write(vcf, spikes);
            Path packet =
                    Files.write(
                            work.resolve("published.json"), JsonText.pretty(stripped(document)));
            InterpretationResult result =
                    interpreter.interpret(
                            vcf,
                            CaseDescription.readPhenopacket(packet),
                            InterpretationProgress.silent());
            int rank = rankAsListed(result, genes.iterator().next());
            tally.add(id, rank);
            byGene.computeIfAbsent(symbols.iterator().next(), Tally::new).add(id, rank);
        }
        System.out.println(tally + ", without a small variant: " + withoutSmallVariant);
        byGene.values().forEach(one -> System.out.println(one + " ranks " + one.ranks.values()));
        assertEquals(
                List.of(
                        "PMID_40519748_Family_1_individual_III_1",
                        "PMID_40519748_Family_1_individual_III_4"),
                withoutSmallVariant,
                "causes that are large deletions cannot be written as a small variant");
        assertEquals(28, tally.ranks.size() + withoutSmallVariant.size());
        assertTrue(
                tally.ranks.values().stream().allMatch(rank -> rank < Integer.MAX_VALUE),
                "every published cause is a candidate: " + tally.ranks);
    }

    private static void causes(
            JsonNode document,
            List<SpikedGenome.Spike> spikes,
            Set<GeneId> genes,
            Set<String> symbols) {
        for (JsonNode interpretation : document.path("interpretations")) {
            for (JsonNode genomic :
                    interpretation.path("diagnosis").path("genomicInterpretations")) {
                JsonNode descriptor =
                        genomic.path("variantInterpretation").path("variationDescriptor");
                genes.add(new GeneId(descriptor.path("geneContext").path("valueId").asString("")));
                symbols.add(descriptor.path("geneContext").path("symbol").asString(""));
                JsonNode record = descriptor.path("vcfRecord");
                if (record.isMissingNode()) {
                    continue;
                }
                assertEquals("hg38", record.path("genomeAssembly").asString(""));
                String state = descriptor.path("allelicState").path("id").asString("");
                spikes.add(
                        new SpikedGenome.Spike(
                                record.path("chrom").asString(""),
                                record.path("pos").asInt(0),
                                record.path("ref").asString(""),
                                record.path("alt").asString(""),
                                state.equals("GENO:0000136") ? "1/1" : "0/1"));
            }
        }
    }

    /// The phenopacket without diagnosis, diseases, interpretations and files.
    private static ObjectNode stripped(JsonNode document) {
        ObjectNode kept = JsonMapper.shared().createObjectNode();
        for (String name : List.of("id", "subject", "phenotypicFeatures", "metaData")) {
            kept.set(name, document.path(name));
        }
        return kept;
    }

    @Test
    @DisplayName("the untouched genome gives a whole, repeatable result with sources and limits")
    void untouchedGenome() throws IOException {
        Path vcf = SharedData.file("vcf-real/na12878-happy/PG_NA12878_hg38-chr21.vcf.gz");
        CaseDescription description =
                CaseDescription.of("untouched", Sex.FEMALE, List.of(HpoId.parse("HP:0001250")));
        InterpretationResult result =
                interpreter.interpret(vcf, description, InterpretationProgress.silent());
        assertEquals(65_370, result.variantsRead());
        assertEquals(
                List.of("fasta", "transcripts", "hgnc", "hpo", "annotations", "genes", "panels"),
                result.bundle().sources().stream().map(BundleManifest.Source::role).toList());
        assertTrue(
                result.bundle().sources().stream()
                        .anyMatch(source -> source.release().equals("2023-01-27")));
        assertTrue(result.warnings().stream().anyMatch(text -> text.contains("frequencies")));
        Path first = work.resolve("first");
        Path second = work.resolve("second");
        ResultWriter.write(result, first);
        ResultWriter.write(
                interpreter.interpret(vcf, description, InterpretationProgress.silent()), second);
        for (String name :
                List.of(ResultWriter.JSON_FILE, ResultWriter.TSV_FILE, ResultWriter.HTML_FILE)) {
            assertEquals(
                    -1,
                    Files.mismatch(first.resolve(name), second.resolve(name)),
                    name + " repeats");
        }
    }
}
