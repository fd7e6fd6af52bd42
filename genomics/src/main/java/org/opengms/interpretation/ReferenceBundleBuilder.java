package org.opengms.interpretation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opengms.genome.Assembly;
import org.opengms.genome.BuildProgress;
import org.opengms.genome.Gene;
import org.opengms.genome.GenomeReference;
import org.opengms.genome.GenomeSources;
import org.opengms.genome.SourceFile;
import org.opengms.phenotype.PhenotypeBuildReport;
import org.opengms.phenotype.PhenotypeKnowledge;
import org.opengms.phenotype.PhenotypeSources;

/// Compiles input files into a reference bundle.
///
/// Everything is written beside the target and moved into place at the end: a failed or killed
/// build leaves an older bundle whole. A folder that holds anything but a bundle is never touched.
public final class ReferenceBundleBuilder {
    private ReferenceBundleBuilder() {}

    /// Builds a bundle.
    ///
    /// The same inputs give the same bytes.
    ///
    /// @param inputs the files
    /// @param target folder to make; may be absent, empty, or an older bundle, which is replaced
    /// @param progress told what is being done
    /// @return what went in and what was odd
    /// @throws InterpretationException OGMS-0403 for bad panels, OGMS-0404 if `target` holds
    ///   something else
    /// @throws org.opengms.genome.ReferenceException if sequence, transcripts or HGNC are bad
    /// @throws org.opengms.phenotype.PhenotypeException if a phenotype file is bad
    /// @throws IOException if the disk fails
    public static BundleReport build(BundleInputs inputs, Path target, BuildProgress progress)
            throws IOException {
        Path destination = target.toAbsolutePath().normalize();
        refuseForeign(destination);
        Path parent = destination.getParent();
        if (parent == null) {
            throw foreign(destination);
        }
        Files.createDirectories(parent);
        Path work =
                Files.createDirectory(
                        parent.resolve(
                                "."
                                        + destination.getFileName()
                                        + ".building-"
                                        + ProcessHandle.current().pid()
                                        + "-"
                                        + Thread.currentThread().threadId()));
        try {
            BundleReport report = compile(inputs, work, progress);
            replace(work, destination);
            return report;
        } finally {
            deleteTree(work);
        }
    }

    private static BundleReport compile(BundleInputs inputs, Path work, BuildProgress progress)
            throws IOException {
        List<BundleManifest.Source> sources = new ArrayList<>();
        Path phenotypeFolder =
                Files.createDirectory(work.resolve(ReferenceBundle.PHENOTYPE_FOLDER));
        try (GenomeReference genome =
                GenomeReference.build(
                        new GenomeSources(inputs.fasta(), inputs.transcripts(), inputs.hgnc()),
                        work.resolve(ReferenceBundle.GENOME_FOLDER),
                        progress)) {
            String assembly = genome.assembly().map(Assembly::label).orElse("");
            for (SourceFile source : genome.sources()) {
                String release = source.role().equals("fasta") ? assembly : "";
                sources.add(
                        new BundleManifest.Source(
                                source.role(),
                                source.name(),
                                release,
                                source.bytes(),
                                source.sha256()));
            }

            progress.at("phenotype knowledge", 0, 1);
            PhenotypeBuildReport phenotype =
                    PhenotypeKnowledge.build(
                            new PhenotypeSources(
                                    inputs.ontology(), inputs.annotations(), inputs.genes()),
                            entrez -> genome.genes().findByEntrezId(entrez).map(Gene::id),
                            phenotypeFolder);
            sources.add(InputFile.describe("hpo", inputs.ontology(), phenotype.ontologyRelease()));
            sources.add(
                    InputFile.describe(
                            "annotations", inputs.annotations(), phenotype.annotationRelease()));
            sources.add(InputFile.describe("genes", inputs.genes(), phenotype.geneLinkRelease()));
            progress.at("phenotype knowledge", 1, 1);

            PanelReader.Result panels = readPanels(inputs.panels(), genome, sources, progress);
            panels.panels().write(work.resolve(GenePanels.FILE_NAME));
            BundleManifest manifest =
                    new BundleManifest(BundleManifest.FORMAT_VERSION, assembly, sources);
            manifest.write(work);
            return new BundleReport(
                    manifest,
                    genome.genes().all().size(),
                    genome.transcripts().all().size(),
                    phenotype,
                    panels.panels().all().size(),
                    panels.unresolved(),
                    panels.skippedRows());
        }
    }

    private static PanelReader.Result readPanels(
            @Nullable Path panels,
            GenomeReference genome,
            List<BundleManifest.Source> sources,
            BuildProgress progress)
            throws IOException {
        if (panels == null) {
            return new PanelReader.Result(new GenePanels(List.of()), new TreeMap<>(), 0);
        }
        progress.at("panels", 0, 1);
        PanelReader.Result result = new PanelReader(genome.genes()).read(panels);
        sources.add(
                Files.isDirectory(panels)
                        ? describeFolder(panels)
                        : InputFile.describe("panels", panels, ""));
        progress.at("panels", 1, 1);
        return result;
    }

    /// A folder of documents counts as one source: its digest is taken over the names and digests
    /// of its files in order of name.
    private static BundleManifest.Source describeFolder(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> listing = Files.list(folder)) {
            files =
                    listing.filter(file -> String.valueOf(file.getFileName()).endsWith(".json"))
                            .sorted()
                            .toList();
        }
        StringBuilder digests = new StringBuilder();
        long bytes = 0;
        for (Path file : files) {
            BundleManifest.Source one = InputFile.describe("panels", file, "");
            digests.append(one.sha256()).append("  ").append(one.file()).append('\n');
            bytes += one.bytes();
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(
                                    digests.toString()
                                            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return new BundleManifest.Source(
                    "panels",
                    String.valueOf(folder.getFileName()),
                    "",
                    bytes,
                    HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    private static void refuseForeign(Path destination) throws IOException {
        if (!Files.exists(destination) || ReferenceBundle.isIn(destination)) {
            return;
        }
        if (!Files.isDirectory(destination)) {
            throw foreign(destination);
        }
        Optional<Path> anything;
        try (Stream<Path> listing = Files.list(destination)) {
            anything = listing.findFirst();
        }
        if (anything.isPresent()) {
            throw foreign(destination);
        }
    }

    private static InterpretationException foreign(Path destination) {
        return new InterpretationException(
                InterpretationException.Kind.FOREIGN_FOLDER,
                "'"
                        + destination.getFileName()
                        + "' exists and is not a reference bundle; it is left as it is. Choose another"
                        + " folder, or empty it.");
    }

    private static void replace(Path work, Path destination) throws IOException {
        Path older = null;
        if (Files.exists(destination)) {
            if (ReferenceBundle.isIn(destination)) {
                older = destination.resolveSibling(work.getFileName() + ".older");
                Files.move(destination, older, StandardCopyOption.ATOMIC_MOVE);
            } else {
                try {
                    Files.delete(destination);
                } catch (DirectoryNotEmptyException filledMeanwhile) {
                    throw foreign(destination);
                }
            }
        }
        try {
            Files.move(work, destination, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            if (older != null) {
                Files.move(older, destination, StandardCopyOption.ATOMIC_MOVE);
            }
            throw failure;
        }
        if (older != null) {
            deleteTree(older);
        }
    }

    private static void deleteTree(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            Files.walkFileTree(
                    folder,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                                throws IOException {
                            Files.delete(file);
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(
                                Path visited, @Nullable IOException failure) throws IOException {
                            Files.delete(visited);
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
