package org.opengms.region;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.opengms.directory.TestDirectories;
import org.opengms.directory.TestDirectory;
import org.opengms.directory.TestDirectoryFile;
import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.infrastructure.ServiceNetworkFile;

/// An invented region of a Genomic Medicine Service that follows from a seed alone: its
/// laboratories and sites, its test directory, the genome and the knowledge that its reference
/// bundle is compiled from, its patients, and the sequencing files of their genomes.
///
/// ```java
/// SyntheticRegion region = SyntheticRegion.of(2026);
/// region.writeReferenceSources(folder);            // for `opengms reference build`
/// for (SyntheticPatient patient : region.patients(40)) {
///     order(patient);
///     region.sequencing().vcf(patient, region.truthOf(patient), file);
/// }
/// ```
///
/// Instances are immutable and may be shared between threads.
public final class SyntheticRegion {
    /// How many patients there can be: the test range of NHS numbers holds no more.
    public static final int MOST_PATIENTS = PatientStream.MOST_PATIENTS;

    private final long seed;
    private final ServiceNetwork network;
    private final TestDirectories directories;
    private final MiniGenome genome;
    private final FictionalOntology ontology;
    private final Diseases diseases;
    private final GenePanels panels;
    private final PatientStream patients;
    private final SequencingStandIn sequencing;

    private SyntheticRegion(long seed, RegionOptions options) {
        this.seed = seed;
        this.network = NetworkPlan.of(seed);
        this.genome = MiniGenome.of(seed);
        this.ontology = FictionalOntology.of(seed);
        this.diseases = Diseases.of(seed, genome, ontology);
        this.panels = GenePanels.of(seed, genome, diseases);
        this.directories = DirectoryPlan.of(panels);
        this.patients = new PatientStream(seed, options, network, ontology, diseases);
        this.sequencing = new SequencingStandIn(seed, options, genome, diseases);
    }

    /// The region of a seed, with [RegionOptions#DEFAULT].
    public static SyntheticRegion of(long seed) {
        return of(seed, RegionOptions.DEFAULT);
    }

    /// The region of a seed with other options.
    public static SyntheticRegion of(long seed, RegionOptions options) {
        return new SyntheticRegion(seed, options);
    }

    /// The seed.
    public long seed() {
        return seed;
    }

    /// Laboratories and ordering sites.
    public ServiceNetwork network() {
        return network;
    }

    /// Both versions of the test directory.
    public TestDirectories directories() {
        return directories;
    }

    /// One patient.
    ///
    /// @param number 0 to [#MOST_PATIENTS] - 1
    /// @throws IllegalArgumentException if there is no such number
    public SyntheticPatient patient(int number) {
        return patients.patient(number);
    }

    /// The first patients of the region; a longer list begins with the shorter one.
    ///
    /// @param count 0 to [#MOST_PATIENTS]
    public List<SyntheticPatient> patients(int count) {
        return IntStream.range(0, count).mapToObj(patients::patient).toList();
    }

    /// What is planted in a patient's genome, if anything is. For whoever delivers the genome or
    /// marks the answer; never for the service.
    public Optional<PlantedTruth> truthOf(SyntheticPatient patient) {
        return patients.truth(patient.number());
    }

    /// What a conventional test finds in a patient, by what its method can see. For the stand-in
    /// laboratory that enters the result.
    ///
    /// @param method any but whole genome sequencing
    /// @throws IllegalArgumentException if the method is whole genome sequencing
    public ConventionalResult conventionalResult(SyntheticPatient patient, TestMethod method) {
        return ConventionalResult.of(
                method, panels.ofIndication(patient.indicationCode()), truthOf(patient));
    }

    /// Delivers the patients' genomes.
    public SequencingStandIn sequencing() {
        return sequencing;
    }

    /// Writes the sources of the reference bundle into a folder, which is made if need be.
    public ReferenceSources writeReferenceSources(Path folder) throws IOException {
        Files.createDirectories(folder);
        ReferenceSources sources =
                new ReferenceSources(
                        folder.resolve("genome.fa"),
                        folder.resolve("transcripts.genepred.tsv"),
                        folder.resolve("hp.json"),
                        folder.resolve("phenotype.hpoa"),
                        folder.resolve("genes_to_phenotype.txt"),
                        folder.resolve("hgnc_complete_set.txt"),
                        folder.resolve("panels.tsv"));
        GenomeFiles.writeFasta(genome, sources.fasta());
        GenomeFiles.writeTranscripts(genome, sources.transcripts());
        ontology.write(sources.ontology());
        diseases.writeAnnotations(sources.annotations());
        diseases.writeGenesToPhenotype(ontology, sources.genesToPhenotype());
        GenomeFiles.writeHgnc(genome, sources.hgnc());
        panels.write(sources.panels());
        return sources;
    }

    /// Writes the network and every version of the test directory into a folder, which is made if
    /// need be.
    public ServiceFiles writeServiceFiles(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path networkFile = folder.resolve("network.json");
        ServiceNetworkFile.write(network, networkFile);
        List<Path> directoryFiles = new ArrayList<>();
        for (TestDirectory directory : directories.versions()) {
            Path file = folder.resolve("test-directory-" + directory.version() + ".json");
            TestDirectoryFile.write(directory, file);
            directoryFiles.add(file);
        }
        return new ServiceFiles(networkFile, directoryFiles);
    }

    /// Writes how deprived the invented postcodes are, the same in every region: an index by area,
    /// `deprivation-index-2019.csv`, and in which area a postcode is, `postcodes.csv`.
    ///
    /// @param folder that is there
    public static void writeDeprivation(Path folder) throws IOException {
        DeprivationTables.write(
                folder.resolve("deprivation-index-2019.csv"), folder.resolve("postcodes.csv"));
    }

    /// Writes what is planted in the first patients' genomes as a table, one row a variant. Keep it
    /// away from the service under test.
    ///
    /// @param file tab-separated, with a header
    /// @param count how many patients
    public void writeTruth(Path file, int count) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            GenomeFiles.line(
                    out,
                    "patient\tgene\thgnc_id\tdisease\tdisease_name\tinheritance\tcontig\tpos\tref\talt"
                            + "\tconsequence\tzygosity\ttranscript");
            for (int number = 0; number < count; number++) {
                Optional<PlantedTruth> planted = patients.truth(number);
                if (planted.isPresent()) {
                    PlantedTruth truth = planted.get();
                    for (PlantedVariant variant : truth.variants()) {
                        GenomeFiles.line(
                                out,
                                String.join(
                                        "\t",
                                        Integer.toString(number),
                                        truth.geneSymbol(),
                                        truth.hgncId(),
                                        truth.diseaseId(),
                                        truth.diseaseName(),
                                        truth.inheritance().name(),
                                        variant.contig(),
                                        Integer.toString(variant.pos()),
                                        variant.ref(),
                                        variant.alt(),
                                        variant.damage().sequenceOntologyTerm(),
                                        variant.zygosity().name(),
                                        variant.transcript()));
                    }
                }
            }
        }
    }

    MiniGenome genome() {
        return genome;
    }

    FictionalOntology ontology() {
        return ontology;
    }

    Diseases diseases() {
        return diseases;
    }

    PatientStream patientStream() {
        return patients;
    }

    GenePanels panels() {
        return panels;
    }
}
