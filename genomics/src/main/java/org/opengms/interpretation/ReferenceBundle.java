package org.opengms.interpretation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.opengms.genome.GenomeReference;
import org.opengms.phenotype.PhenotypeKnowledge;

/// Everything an interpretation is made against: reference sequence and transcripts, phenotype
/// knowledge, gene panels, and the manifest that says what they were compiled from. Immutable and
/// safe to share between threads.
public final class ReferenceBundle implements AutoCloseable {
    static final String GENOME_FOLDER = "genome";
    static final String PHENOTYPE_FOLDER = "phenotype";

    private final BundleManifest manifest;
    private final GenomeReference genome;
    private final PhenotypeKnowledge phenotypes;
    private final GenePanels panels;

    private ReferenceBundle(
            BundleManifest manifest,
            GenomeReference genome,
            PhenotypeKnowledge phenotypes,
            GenePanels panels) {
        this.manifest = manifest;
        this.genome = genome;
        this.phenotypes = phenotypes;
        this.panels = panels;
    }

    /// Opens a bundle that [ReferenceBundleBuilder] made.
    ///
    /// @throws InterpretationException OGMS-0405 if the folder holds no whole bundle of this format
    /// @throws org.opengms.genome.ReferenceException if its genome part is damaged
    /// @throws org.opengms.phenotype.PhenotypeException OGMS-0306 if its phenotype part is damaged
    /// @throws IOException if the disk fails
    public static ReferenceBundle open(Path folder) throws IOException {
        BundleManifest manifest = BundleManifest.read(folder);
        PhenotypeKnowledge phenotypes = PhenotypeKnowledge.open(folder.resolve(PHENOTYPE_FOLDER));
        Path panelFile = folder.resolve(GenePanels.FILE_NAME);
        GenePanels panels = GenePanels.read(panelFile);
        GenomeReference genome = GenomeReference.open(folder.resolve(GENOME_FOLDER));
        return new ReferenceBundle(manifest, genome, phenotypes, panels);
    }

    /// Whether a folder holds a bundle of this program.
    public static boolean isIn(Path folder) {
        return Files.isDirectory(folder) && BundleManifest.isIn(folder);
    }

    /// What the bundle was made of.
    public BundleManifest manifest() {
        return manifest;
    }

    /// Sequence, transcripts and genes.
    public GenomeReference genome() {
        return genome;
    }

    /// Diseases, their features and their genes.
    public PhenotypeKnowledge phenotypes() {
        return phenotypes;
    }

    /// Gene panels; none where the bundle was built without.
    public GenePanels panels() {
        return panels;
    }

    @Override
    public void close() {
        genome.close();
    }
}
