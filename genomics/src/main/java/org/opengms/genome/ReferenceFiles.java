package org.opengms.genome;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// The files of a compiled reference: `genome.manifest` (text: format version, assembly, sources
/// with SHA-256, size and CRC-32C of the two data files, and its own SHA-256 in the last line),
/// `genome-<id>.sequence` and `genome-<id>.annotation`. The id is taken from the sources; the
/// manifest is renamed into place last and names its data files, so a reader sees the old reference
/// or the new one, never a mixture.
final class ReferenceFiles {
    static final String MANIFEST = "genome.manifest";
    private static final String FIRST_LINE = "OGMS-GENOME";
    private static final int VERSION = 1;
    private static final byte[] ANNOTATION_MAGIC = "OGMSANN1".getBytes(StandardCharsets.US_ASCII);

    private ReferenceFiles() {}

    static void build(GenomeSources sources, Path dir, BuildProgress progress) throws IOException {
        Files.createDirectories(dir);
        String temporary = "." + ProcessHandle.current().pid() + "-" + System.nanoTime() + ".tmp";
        Path sequence = dir.resolve("sequence" + temporary);
        Path annotation = dir.resolve("annotation" + temporary);
        Path manifest = dir.resolve("manifest" + temporary);
        try {
            TranscriptFile transcripts = TranscriptFile.read(sources.transcripts(), progress);
            Path hgncFile = sources.hgnc();
            HgncTable hgnc = hgncFile == null ? null : HgncTable.read(hgncFile, progress);
            FastaCompiler.Packed packed =
                    FastaCompiler.compile(sources.fasta(), sequence, progress);
            Assembly assembly = assembly(packed);
            List<String> notes = compare(packed, transcripts);
            progress.at("Writing transcripts and genes", 0, 0);
            writeAnnotation(annotation, transcripts, hgnc);
            List<SourceFile> files = new ArrayList<>();
            files.add(packed.source());
            files.add(transcripts.source());
            if (hgnc != null) {
                files.add(hgnc.source());
            }
            publish(dir, sequence, annotation, manifest, assembly, files, notes);
        } finally {
            Files.deleteIfExists(sequence);
            Files.deleteIfExists(annotation);
            Files.deleteIfExists(manifest);
        }
    }

    private static @Nullable Assembly assembly(FastaCompiler.Packed packed) {
        Set<Assembly> found = new TreeSet<>();
        for (int i = 0; i < packed.contigs().size(); i++) {
            GenomeSequence.ContigSequence c = packed.contigs().get(i);
            Assembly.findByLength(c.contig(), c.length()).ifPresent(found::add);
            Assembly.findByAccession(packed.names().get(i)).ifPresent(found::add);
        }
        if (found.size() > 1) {
            throw new ReferenceException(
                    ReferenceException.Kind.SOURCES_DISAGREE,
                    "FASTA " + packed.source().name(),
                    "some sequences are of GRCh37, others of GRCh38.",
                    "Build from the sequences of one assembly.");
        }
        return found.isEmpty() ? null : found.iterator().next();
    }

    private static List<String> compare(FastaCompiler.Packed packed, TranscriptFile transcripts) {
        Map<Contig, Integer> lengths = new HashMap<>();
        packed.contigs().forEach(c -> lengths.put(c.contig(), c.length()));
        Map<Contig, Integer> without = new HashMap<>();
        for (TranscriptModel model : transcripts.transcripts()) {
            int end = model.exons().ends[model.exons().ends.length - 1];
            Integer length = lengths.get(model.contig());
            if (length == null) {
                without.merge(model.contig(), 1, Integer::sum);
            } else if (end > length) {
                throw new ReferenceException(
                        ReferenceException.Kind.SOURCES_DISAGREE,
                        "transcripts " + transcripts.source().name(),
                        "a transcript ends at base "
                                + end
                                + " of "
                                + model.contig()
                                + ", which has only "
                                + length
                                + " bases in the FASTA.",
                        "Build from files of one assembly.");
            }
        }
        List<String> notes = new ArrayList<>();
        if (!without.isEmpty()) {
            int count = without.values().stream().mapToInt(Integer::intValue).sum();
            notes.add(
                    count
                            + " transcripts on "
                            + without.size()
                            + " contigs have no sequence: variants there are carried unverified");
        }
        if (transcripts.skipped() > 0) {
            notes.add(
                    transcripts.skipped()
                            + " transcripts were left out: trans-spliced or with overlapping exons");
        }
        return notes;
    }

    private static void publish(
            Path dir,
            Path sequence,
            Path annotation,
            Path manifest,
            @Nullable Assembly assembly,
            List<SourceFile> sources,
            List<String> notes)
            throws IOException {
        StringBuilder text = new StringBuilder();
        text.append(FIRST_LINE).append('\t').append(VERSION).append('\n');
        text.append("assembly\t").append(assembly == null ? "" : assembly.label()).append('\n');
        for (SourceFile source : sources) {
            text.append(
                    String.join(
                            "\t",
                            "source",
                            source.role(),
                            source.name().replaceAll("[\\t\\r\\n]", " "),
                            Long.toString(source.bytes()),
                            source.sha256()));
            text.append('\n');
        }
        notes.forEach(note -> text.append("note\t").append(note).append('\n'));
        String id = sha256(text.toString()).substring(0, 12);
        Map<String, Path> files = new LinkedHashMap<>();
        files.put("genome-" + id + ".sequence", sequence);
        files.put("genome-" + id + ".annotation", annotation);
        for (Map.Entry<String, Path> file : files.entrySet()) {
            text.append(
                    String.join(
                            "\t",
                            "file",
                            file.getKey(),
                            Long.toString(Files.size(file.getValue())),
                            Long.toHexString(crc(file.getValue()))));
            text.append('\n');
        }
        String digest = sha256(text.toString());
        text.append("end\t").append(digest).append('\n');
        Files.writeString(manifest, text);
        for (Map.Entry<String, Path> file : files.entrySet()) {
            force(file.getValue());
            move(file.getValue(), dir.resolve(file.getKey()));
        }
        force(manifest);
        move(manifest, dir.resolve(MANIFEST));
        try (Stream<Path> old = Files.list(dir)) {
            for (Path path : old.toList()) {
                String name = String.valueOf(path.getFileName());
                if (name.matches("genome-[0-9a-f]{12}\\.(sequence|annotation)")
                        && !files.containsKey(name)) {
                    Files.delete(path);
                }
            }
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String sha256(String text) {
        return HexFormat.of()
                .formatHex(SourceInput.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static long crc(Path file) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            return crc(map(file, arena));
        }
    }

    private static long crc(MemorySegment segment) {
        CRC32C crc = new CRC32C();
        long chunk = 1L << 30;
        for (long at = 0; at < segment.byteSize(); at += chunk) {
            crc.update(
                    segment.asSlice(at, Math.min(chunk, segment.byteSize() - at)).asByteBuffer());
        }
        return crc.getValue();
    }

    private static MemorySegment map(Path file, Arena arena) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        }
    }

    // Opening

    @SuppressWarnings("MustBeClosedChecker") // the opened reference closes the arena
    static GenomeReference open(Path dir) throws IOException {
        Path manifest = dir.resolve(MANIFEST);
        if (!Files.isRegularFile(manifest)) {
            throw new ReferenceException(
                    ReferenceException.Kind.NO_BUNDLE,
                    "reference",
                    "the folder holds no " + MANIFEST + ".",
                    "Build one with 'opengms reference build'.");
        }
        Manifest read = Manifest.parse(manifest);
        Arena arena = Arena.ofShared();
        boolean opened = false;
        try {
            MemorySegment sequence = checked(dir, read, ".sequence", arena);
            MemorySegment annotation = checked(dir, read, ".annotation", arena);
            GenomeReference reference = readAll(arena, read, sequence, annotation);
            opened = true;
            return reference;
        } catch (EOFException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new ReferenceException(
                    ReferenceException.Kind.DAMAGED_BUNDLE,
                    "reference",
                    "its files hold what this program never wrote (" + e.getMessage() + ").",
                    "Build the reference again.");
        } finally {
            if (!opened) {
                arena.close();
            }
        }
    }

    private static ReferenceException damaged(String where, String reason) {
        return new ReferenceException(
                ReferenceException.Kind.DAMAGED_BUNDLE,
                where,
                reason,
                "Build the reference again, or restore the folder.");
    }

    private static MemorySegment checked(Path dir, Manifest manifest, String ending, Arena arena)
            throws IOException {
        Manifest.DataFile file =
                manifest.files().stream()
                        .filter(f -> f.name().endsWith(ending))
                        .findFirst()
                        .orElseThrow(() -> damaged(MANIFEST, "it names no " + ending + " file."));
        Path path = dir.resolve(file.name());
        if (!Files.isRegularFile(path)) {
            throw damaged("reference file " + file.name(), "it is missing.");
        }
        if (Files.size(path) != file.bytes()) {
            throw damaged(
                    "reference file " + file.name(),
                    "it has " + Files.size(path) + " bytes, not " + file.bytes() + ".");
        }
        MemorySegment segment = map(path, arena);
        if (crc(segment) != file.crc()) {
            throw damaged(
                    "reference file " + file.name(), "its checksum is not that of the manifest.");
        }
        return segment;
    }

    /// The manifest of a reference, as parsed.
    private record Manifest(
            @Nullable Assembly assembly,
            List<SourceFile> sources,
            List<String> notes,
            List<DataFile> files) {

        record DataFile(String name, long bytes, long crc) {}

        static Manifest parse(Path path) throws IOException {
            byte[] bytes = Files.readAllBytes(path);
            String text = new String(bytes, StandardCharsets.UTF_8);
            String[] lines = text.split("\n", -1);
            String[] first = lines[0].split("\t", -1);
            if (first.length != 2 || !first[0].equals(FIRST_LINE)) {
                throw damaged(MANIFEST, "it was not written by this program.");
            }
            if (!first[1].equals(Integer.toString(VERSION))) {
                throw new ReferenceException(
                        ReferenceException.Kind.FORMAT_VERSION,
                        MANIFEST,
                        "the format version is "
                                + first[1]
                                + ", this program reads "
                                + VERSION
                                + ".",
                        "Build the reference again with this version of the program.");
            }
            int end = text.lastIndexOf("end\t");
            if (end < 0
                    || !text.substring(end)
                            .equals("end\t" + sha256(text.substring(0, end)) + "\n")) {
                throw damaged(MANIFEST, "its checksum is wrong.");
            }
            Assembly assembly = null;
            List<SourceFile> sources = new ArrayList<>();
            List<String> notes = new ArrayList<>();
            List<DataFile> files = new ArrayList<>();
            for (String line : lines) {
                String[] cells = line.split("\t", -1);
                switch (cells[0]) {
                    case "assembly" ->
                            assembly =
                                    Arrays.stream(Assembly.values())
                                            .filter(a -> a.label().equals(cells[1]))
                                            .findFirst()
                                            .orElse(null);
                    case "source" ->
                            sources.add(
                                    new SourceFile(
                                            cells[1],
                                            cells[2],
                                            Long.parseLong(cells[3], 10),
                                            cells[4]));
                    case "note" -> notes.add(cells[1]);
                    case "file" ->
                            files.add(
                                    new DataFile(
                                            cells[1],
                                            Long.parseLong(cells[2], 10),
                                            Long.parseLong(cells[3], 16)));
                    default -> {}
                }
            }
            return new Manifest(assembly, sources, notes, files);
        }
    }

    private static GenomeReference readAll(
            Arena arena, Manifest manifest, MemorySegment sequence, MemorySegment annotation)
            throws IOException {
        GenomeSequence bases = readSequence(sequence);
        DataInputStream in =
                new DataInputStream(
                        new ByteArrayInputStream(annotation.toArray(ValueLayout.JAVA_BYTE)));
        if (!Arrays.equals(in.readNBytes(ANNOTATION_MAGIC.length), ANNOTATION_MAGIC)) {
            throw damaged("annotation file", "it is of another kind.");
        }
        int geneCount = in.readInt();
        List<GeneCatalogue.Entry> genes = new ArrayList<>(geneCount);
        for (int i = 0; i < geneCount; i++) {
            Gene gene =
                    new Gene(new GeneId(in.readUTF()), in.readUTF(), in.readInt(), readText(in));
            String[] others = new String[in.readInt()];
            for (int j = 0; j < others.length; j++) {
                others[j] = in.readUTF();
            }
            genes.add(new GeneCatalogue.Entry(gene, List.of(others)));
        }
        Contig[] contigs = new Contig[in.readInt()];
        for (int i = 0; i < contigs.length; i++) {
            contigs[i] = new Contig(in.readUTF());
        }
        int transcriptCount = in.readInt();
        List<Transcript> transcripts = new ArrayList<>(transcriptCount);
        Transcript.Preference[] preferences = Transcript.Preference.values();
        for (int i = 0; i < transcriptCount; i++) {
            String ensemblId = readText(in);
            String refSeqId = readText(in);
            String proteinId = readText(in);
            Gene gene = genes.get(in.readInt()).gene();
            Contig contig = contigs[in.readInt()];
            Strand strand = in.readBoolean() ? Strand.REVERSE : Strand.FORWARD;
            Transcript.Preference preference = preferences[in.readByte()];
            int[] starts = new int[in.readInt()];
            int[] ends = new int[starts.length];
            for (int exon = 0; exon < starts.length; exon++) {
                starts[exon] = in.readInt();
                ends[exon] = in.readInt();
            }
            transcripts.add(
                    new Transcript(
                            ensemblId,
                            refSeqId,
                            proteinId,
                            gene,
                            contig,
                            strand,
                            preference,
                            starts,
                            ends,
                            in.readInt(),
                            in.readInt(),
                            in.readByte(),
                            in.readBoolean()));
        }
        return new GenomeReference(
                arena,
                manifest.assembly(),
                manifest.sources(),
                manifest.notes(),
                bases,
                new TranscriptCatalogue(transcripts),
                new GeneCatalogue(genes));
    }

    private static GenomeSequence readSequence(MemorySegment file) throws IOException {
        byte[] magic = file.asSlice(0, FastaCompiler.MAGIC.length).toArray(ValueLayout.JAVA_BYTE);
        if (!Arrays.equals(magic, FastaCompiler.MAGIC)) {
            throw damaged("sequence file", "it is of another kind.");
        }
        long size = file.byteSize();
        long indexAt =
                file.get(
                        ValueLayout.JAVA_LONG_UNALIGNED.withOrder(java.nio.ByteOrder.BIG_ENDIAN),
                        size - 8);
        DataInputStream in =
                new DataInputStream(
                        new ByteArrayInputStream(
                                file.asSlice(indexAt, size - 8 - indexAt)
                                        .toArray(ValueLayout.JAVA_BYTE)));
        int count = in.readInt();
        List<GenomeSequence.ContigSequence> contigs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Contig contig = new Contig(in.readUTF());
            int length = in.readInt();
            int[] starts = new int[in.readInt()];
            int[] ends = new int[starts.length];
            long[] offsets = new long[starts.length];
            for (int run = 0; run < starts.length; run++) {
                starts[run] = in.readInt();
                ends[run] = in.readInt();
                offsets[run] = in.readLong();
            }
            int[] exceptions = new int[in.readInt()];
            byte[] codes = new byte[exceptions.length];
            for (int e = 0; e < exceptions.length; e++) {
                exceptions[e] = in.readInt();
                codes[e] = in.readByte();
            }
            contigs.add(
                    new GenomeSequence.ContigSequence(
                            contig, length, starts, ends, offsets, exceptions, codes));
        }
        return new GenomeSequence(file, contigs);
    }

    // Transcripts and genes

    private static void writeAnnotation(
            Path target, TranscriptFile transcripts, @Nullable HgncTable hgnc) throws IOException {
        GeneJoin join = new GeneJoin(hgnc);
        List<Transcript> placed = new ArrayList<>(transcripts.transcripts().size());
        for (TranscriptModel model : transcripts.transcripts()) {
            try {
                placed.add(model.toTranscript(join.geneOf(model)));
            } catch (IllegalArgumentException e) {
                throw new ReferenceException(
                        ReferenceException.Kind.BAD_TRANSCRIPTS,
                        "transcripts " + transcripts.source().name(),
                        "transcript "
                                + (model.refSeqId() != null ? model.refSeqId() : model.ensemblId())
                                + ": "
                                + e.getMessage()
                                + ".",
                        "");
            }
        }
        List<GeneCatalogue.Entry> genes = join.entries();
        Map<GeneId, Integer> geneNumbers = new HashMap<>();
        for (GeneCatalogue.Entry entry : genes) {
            geneNumbers.put(entry.gene().id(), geneNumbers.size());
        }
        Map<Contig, Integer> contigNumbers = new LinkedHashMap<>();
        placed.forEach(t -> contigNumbers.putIfAbsent(t.contig(), contigNumbers.size()));
        try (DataOutputStream out =
                new DataOutputStream(
                        new BufferedOutputStream(Files.newOutputStream(target), 1 << 16))) {
            out.write(ANNOTATION_MAGIC);
            out.writeInt(genes.size());
            for (GeneCatalogue.Entry entry : genes) {
                Gene gene = entry.gene();
                out.writeUTF(gene.id().value());
                out.writeUTF(gene.symbol());
                out.writeInt(gene.entrezId());
                writeText(out, gene.ensemblId());
                out.writeInt(entry.otherSymbols().size());
                for (String other : entry.otherSymbols()) {
                    out.writeUTF(other);
                }
            }
            out.writeInt(contigNumbers.size());
            for (Contig contig : contigNumbers.keySet()) {
                out.writeUTF(contig.name());
            }
            out.writeInt(placed.size());
            for (Transcript t : placed) {
                write(
                        out,
                        t,
                        geneNumbers.getOrDefault(t.gene().id(), -1),
                        contigNumbers.getOrDefault(t.contig(), -1));
            }
        }
    }

    private static void write(DataOutputStream out, Transcript t, int gene, int contig)
            throws IOException {
        writeText(out, t.ensemblId());
        writeText(out, t.refSeqId());
        writeText(out, t.proteinId());
        out.writeInt(gene);
        out.writeInt(contig);
        out.writeBoolean(t.strand() == Strand.REVERSE);
        out.writeByte(
                switch (t.preference()) {
                    case MANE_SELECT -> 0;
                    case MANE_PLUS_CLINICAL -> 1;
                    case OTHER -> 2;
                });
        out.writeInt(t.exonCount());
        for (int exon = 0; exon < t.exonCount(); exon++) {
            out.writeInt(t.exonStart(exon));
            out.writeInt(t.exonEnd(exon));
        }
        out.writeInt(t.codingStartZeroBased());
        out.writeInt(t.codingEndExclusive());
        out.writeByte(t.leadingPartialCodonBases());
        out.writeBoolean(t.startComplete());
    }

    private static void writeText(DataOutputStream out, @Nullable String text) throws IOException {
        out.writeUTF(text == null ? "" : text);
    }

    private static @Nullable String readText(DataInputStream in) throws IOException {
        String text = in.readUTF();
        return text.isEmpty() ? null : text;
    }
}
