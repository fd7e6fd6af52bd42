package org.opengms.genome;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A compiled reference: sequence, transcripts and genes, opened from a folder in well under a
/// second. Immutable and safe for use by many threads, until it is closed.
public final class GenomeReference implements AutoCloseable {
    private final Arena arena;
    private final @Nullable Assembly assembly;
    private final List<SourceFile> sources;
    private final List<String> notes;
    private final GenomeSequence sequence;
    private final TranscriptCatalogue transcripts;
    private final GeneCatalogue genes;
    private final Set<Contig> contigs = new HashSet<>();

    GenomeReference(
            Arena arena,
            @Nullable Assembly assembly,
            List<SourceFile> sources,
            List<String> notes,
            GenomeSequence sequence,
            TranscriptCatalogue transcripts,
            GeneCatalogue genes) {
        this.arena = arena;
        this.assembly = assembly;
        this.sources = List.copyOf(sources);
        this.notes = List.copyOf(notes);
        this.sequence = sequence;
        this.transcripts = transcripts;
        this.genes = genes;
        contigs.addAll(sequence.contigs());
        contigs.addAll(transcripts.contigs());
    }

    /// Compiles sources into a folder and opens the result. Nothing half-written remains: an older
    /// reference in the folder stays whole until the new one takes its place in one step.
    ///
    /// @throws ReferenceException if a source is wrong
    /// @throws IOException if a file cannot be read or written
    public static GenomeReference build(GenomeSources sources, Path dir, BuildProgress progress)
            throws IOException {
        ReferenceFiles.build(sources, dir, progress);
        return open(dir);
    }

    /// Opens a compiled reference.
    ///
    /// @throws ReferenceException if the folder holds none, or a damaged or foreign one
    /// @throws IOException if a file cannot be read
    public static GenomeReference open(Path dir) throws IOException {
        return ReferenceFiles.open(dir);
    }

    /// The assembly, recognised by the lengths of its chromosomes; empty for any other genome.
    public Optional<Assembly> assembly() {
        return Optional.ofNullable(assembly);
    }

    /// The files it was compiled from.
    public List<SourceFile> sources() {
        return sources;
    }

    /// What whoever built it should know: transcripts left out, contigs without sequence.
    public List<String> notes() {
        return notes;
    }

    /// The reference sequence.
    public GenomeSequence sequence() {
        return sequence;
    }

    /// The transcripts.
    public TranscriptCatalogue transcripts() {
        return transcripts;
    }

    /// The genes.
    public GeneCatalogue genes() {
        return genes;
    }

    /// Whether the reference has the contig: a sequence for it, or at least a transcript on it.
    public boolean hasContig(Contig contig) {
        return contigs.contains(contig);
    }

    /// Releases the mapped files.
    @Override
    public void close() {
        arena.close();
    }
}
