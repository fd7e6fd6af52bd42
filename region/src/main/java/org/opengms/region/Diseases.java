package org.opengms.region;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The invented diseases, and the files in which such knowledge is published.
final class Diseases {
    static final int COUNT = 45;

    /// Genes of which no disease is known.
    private static final int INNOCENT_GENES = 4;

    /// Findings of an organ system that most of its diseases share.
    private static final int SHARED_FINDINGS = 6;

    /// How much of a disease's findings in its organ systems are of those.
    private static final float SHARED_PART = 0.75f;

    private static final List<String> EPONYMS =
            List.of(
                    "Kaldren",
                    "Vorntal",
                    "Zelbar",
                    "Mirquen",
                    "Tanfold",
                    "Oskelin",
                    "Pulvane",
                    "Grentham",
                    "Halvorne",
                    "Jundrey",
                    "Lomikar",
                    "Narburgh",
                    "Rivolane",
                    "Sulmane",
                    "Trevorne");

    private final List<Disease> diseases;

    private Diseases(List<Disease> diseases) {
        this.diseases = List.copyOf(diseases);
    }

    static Diseases of(long seed, MiniGenome genome, FictionalOntology ontology) {
        Draws draws = Draws.of(seed, "diseases", 0);
        List<Gene> shuffled = draws.shuffled(genome.genes());
        List<Gene> causal = shuffled.subList(0, shuffled.size() - INNOCENT_GENES);
        List<IndicationPlan> plans = draws.shuffled(IndicationPlan.CURRENT);
        List<Disease> diseases = new ArrayList<>();
        for (int d = 0; d < COUNT; d++) {
            Gene gene = causal.get(d % causal.size());
            Inheritance inheritance =
                    gene.isOnX()
                            ? draws.chance(0.6)
                                    ? Inheritance.X_LINKED_RECESSIVE
                                    : Inheritance.X_LINKED_DOMINANT
                            : draws.chance(0.5)
                                    ? Inheritance.AUTOSOMAL_DOMINANT
                                    : Inheritance.AUTOSOMAL_RECESSIVE;
            IndicationPlan plan = plans.get(d % plans.size());
            diseases.add(
                    new Disease(
                            "OMIM:" + (9_900_001 + d),
                            EPONYMS.get(d % EPONYMS.size())
                                    + " syndrome "
                                    + (1 + d / EPONYMS.size()),
                            gene,
                            inheritance,
                            plan.code(),
                            findings(draws, ontology, plan)));
        }
        return new Diseases(diseases);
    }

    /// Diseases of one organ system resemble each other, as they do in life: most of their findings
    /// come from the few that are common in the system.
    private static List<Disease.Finding> findings(
            Draws draws, FictionalOntology ontology, IndicationPlan plan) {
        int count = draws.between(4, 12);
        int elsewhere = count / 5;
        List<FictionalOntology.Term> typical = new ArrayList<>();
        List<FictionalOntology.Term> shared = new ArrayList<>();
        for (String system : plan.systems()) {
            List<FictionalOntology.Term> ofSystem =
                    ontology.findings().stream().filter(t -> t.system().equals(system)).toList();
            typical.addAll(ofSystem);
            shared.addAll(ofSystem.subList(0, SHARED_FINDINGS));
        }
        List<FictionalOntology.Term> other =
                ontology.findings().stream()
                        .filter(t -> !plan.systems().contains(t.system()))
                        .toList();
        List<FictionalOntology.Term> chosen = new ArrayList<>();
        chosen.addAll(draws.sample(shared, Math.round((count - elsewhere) * SHARED_PART)));
        typical.removeAll(chosen);
        chosen.addAll(draws.sample(typical, count - elsewhere - chosen.size()));
        chosen.addAll(draws.sample(other, elsewhere));
        return chosen.stream().map(t -> finding(t.id(), draws)).toList();
    }

    /// Half are counts in a study, half are frequency terms; the number behind a term is the middle
    /// of its range (HP:0040281 very frequent 80–99 %, HP:0040282 frequent 30–79 %, HP:0040283
    /// occasional 5–29 %).
    private static Disease.Finding finding(String termId, Draws draws) {
        if (draws.chance(0.5)) {
            int of = draws.between(4, 20);
            int with = draws.between(Math.max(1, of / 3), of);
            return new Disease.Finding(termId, (double) with / of, with + "/" + of);
        }
        double at = draws.share();
        if (at < 0.1) {
            return new Disease.Finding(termId, 1, "HP:0040280");
        } else if (at < 0.45) {
            return new Disease.Finding(termId, 0.9, "HP:0040281");
        } else if (at < 0.85) {
            return new Disease.Finding(termId, 0.55, "HP:0040282");
        }
        return new Disease.Finding(termId, 0.17, "HP:0040283");
    }

    List<Disease> all() {
        return diseases;
    }

    List<Disease> ofIndication(String code) {
        return diseases.stream().filter(d -> d.indicationCode().equals(code)).toList();
    }

    List<Disease> ofGene(Gene gene) {
        return diseases.stream().filter(d -> d.gene().equals(gene)).toList();
    }

    /// `phenotype.hpoa` with the header and columns of the releases of 2023.
    void writeAnnotations(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            GenomeFiles.line(
                    out, "#description: invented annotations [" + diseases.size() + ": OMIM]");
            GenomeFiles.line(out, "#date: 2026-01-01");
            GenomeFiles.line(out, "#HPO-version: " + FictionalOntology.RELEASE);
            GenomeFiles.line(
                    out,
                    "#DatabaseID\tDiseaseName\tQualifier\tHPO_ID\tReference\tEvidence\tOnset\tFrequency"
                            + "\tSex\tModifier\tAspect\tBiocuration");
            for (Disease disease : diseases) {
                annotation(out, disease, disease.inheritance().hpoId(), "", "I");
                for (Disease.Finding finding : disease.findings()) {
                    annotation(out, disease, finding.termId(), finding.written(), "P");
                }
            }
        }
    }

    private static void annotation(
            BufferedWriter out, Disease disease, String term, String frequency, String aspect)
            throws IOException {
        GenomeFiles.line(
                out,
                String.join(
                        "\t",
                        disease.id(),
                        disease.name(),
                        "",
                        term,
                        disease.id(),
                        "TAS",
                        "",
                        frequency,
                        "",
                        "",
                        aspect,
                        "OPENGMS:synthetic[2026-01-01]"));
    }

    /// `genes_to_phenotype.txt` with the columns of 2023. A gene that was renamed stands here under
    /// its former symbol, as happens between sources: its identifier joins them.
    void writeGenesToPhenotype(FictionalOntology ontology, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            GenomeFiles.line(
                    out,
                    "#Format: entrez-gene-id<tab>entrez-gene-symbol<tab>HPO-Term-ID<tab>HPO-Term-Name"
                            + "<tab>Frequency-Raw<tab>Frequency-HPO<tab>Additional Info from G-D source"
                            + "<tab>G-D source<tab>disease-ID for link");
            Map<Gene, List<Disease>> byGene = new LinkedHashMap<>();
            diseases.stream()
                    .sorted(Comparator.comparingInt(d -> d.gene().number()))
                    .forEach(d -> byGene.computeIfAbsent(d.gene(), g -> new ArrayList<>()).add(d));
            for (Map.Entry<Gene, List<Disease>> entry : byGene.entrySet()) {
                Gene gene = entry.getKey();
                for (Disease disease : entry.getValue()) {
                    gene(out, gene, disease, disease.inheritance().hpoId(), ontology, "");
                    for (Disease.Finding finding : disease.findings()) {
                        gene(out, gene, disease, finding.termId(), ontology, finding.written());
                    }
                }
            }
        }
    }

    private static void gene(
            BufferedWriter out,
            Gene gene,
            Disease disease,
            String term,
            FictionalOntology ontology,
            String frequency)
            throws IOException {
        boolean isTerm = frequency.startsWith("HP:");
        GenomeFiles.line(
                out,
                String.join(
                        "\t",
                        gene.entrezId(),
                        gene.previousSymbol().orElse(gene.symbol()),
                        term,
                        ontology.term(term).label(),
                        frequency.isEmpty() || isTerm ? "-" : frequency,
                        isTerm ? frequency : "",
                        "-",
                        "mim2gene",
                        disease.id()));
    }
}
