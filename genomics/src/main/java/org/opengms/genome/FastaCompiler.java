package org.opengms.genome;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipException;

/// Packs a FASTA into the sequence file of a bundle in one pass, without holding it.
///
/// File layout, big-endian: magic `OGMSSEQ1`; packed bases, two bits each (A 0, C 1, G 2, T 3, the
/// first base in the lowest bits), every known stretch beginning on a byte of its own; the index of
/// contigs; the position of the index (8 bytes).
final class FastaCompiler {
    static final byte[] MAGIC = "OGMSSEQ1".getBytes(StandardCharsets.US_ASCII);

    private static final byte UNKNOWN = 4;
    private static final byte IUPAC = 5;
    private static final byte NEWLINE = 6;
    private static final byte CARRIAGE_RETURN = 7;
    private static final byte INVALID = 9;
    private static final byte[] CLASS = new byte[256];

    static {
        Arrays.fill(CLASS, INVALID);
        String[] classes = {"Aa", "Cc", "Gg", "Tt", "Nn", "RYSWKMBDHVryswkmbdhv", "\n", "\r"};
        for (byte c = 0; c < classes.length; c++) {
            for (char letter : classes[c].toCharArray()) {
                CLASS[letter] = c;
            }
        }
    }

    /// What was packed.
    ///
    /// @param contigs the contigs in file order
    /// @param names their names as the FASTA has them
    record Packed(
            SourceFile source, List<GenomeSequence.ContigSequence> contigs, List<String> names) {}

    private final SourceInput source;
    private final OutputStream out;
    private final BuildProgress progress;
    private final List<GenomeSequence.ContigSequence> contigs = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final Set<Contig> seen = new HashSet<>();

    private long written = MAGIC.length;
    private long line = 1;
    private Contig contig = Contig.MITOCHONDRION;
    private boolean inContig;
    private int position;
    private boolean inRun;
    private int pending;
    private int pendingBases;
    private final Ints runStarts = new Ints();
    private final Ints runEnds = new Ints();
    private final List<Long> runOffsets = new ArrayList<>();
    private final Ints exceptionPositions = new Ints();
    private final ByteArrayOutputStream exceptionBases = new ByteArrayOutputStream();

    private FastaCompiler(SourceInput source, OutputStream out, BuildProgress progress) {
        this.source = source;
        this.out = out;
        this.progress = progress;
    }

    static Packed compile(Path fasta, Path target, BuildProgress progress) throws IOException {
        try (SourceInput source = SourceInput.open(fasta);
                OutputStream out =
                        new BufferedOutputStream(Files.newOutputStream(target), 1 << 18)) {
            FastaCompiler compiler = new FastaCompiler(source, out, progress);
            try {
                compiler.run();
                SourceFile file = source.finish("fasta");
                compiler.writeIndex();
                return new Packed(file, List.copyOf(compiler.contigs), List.copyOf(compiler.names));
            } catch (EOFException | ZipException e) {
                throw compiler.bad(
                        "the compressed file is cut or damaged (" + e.getMessage() + ").",
                        "Fetch it again and compare its checksum.");
            }
        }
    }

    private ReferenceException bad(String reason, String advice) {
        return new ReferenceException(
                ReferenceException.Kind.BAD_FASTA,
                "FASTA " + source.name() + " line " + line,
                reason,
                advice);
    }

    private void run() throws IOException {
        out.write(MAGIC);
        InputStream in = source.content();
        byte[] buffer = new byte[1 << 18];
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        boolean inHeader = false;
        boolean lineStart = true;
        long nextReport = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            if (source.doneBytes() >= nextReport) {
                progress.at("Packing the sequence", source.doneBytes(), source.totalBytes());
                nextReport = source.doneBytes() + (1 << 20);
            }
            for (int i = 0; i < n; i++) {
                byte b = buffer[i];
                if (inHeader) {
                    if (b == '\n') {
                        begin(header.toString(StandardCharsets.UTF_8));
                        header.reset();
                        inHeader = false;
                        lineStart = true;
                        line++;
                    } else if (header.size() < 10_000) {
                        header.write(b);
                    } else {
                        throw bad("the name line is longer than 10,000 bytes.", "");
                    }
                    continue;
                }
                byte kind = CLASS[b & 0xff];
                if (kind <= IUPAC && inContig) {
                    lineStart = false;
                    if (kind == UNKNOWN) {
                        if (inRun) {
                            endRun();
                        }
                    } else {
                        base(kind, b);
                    }
                    position++;
                    if (position < 0) {
                        throw bad("a sequence is longer than 2,147,483,647 bases.", "");
                    }
                } else if (kind == NEWLINE) {
                    line++;
                    lineStart = true;
                } else if (b == '>' && lineStart) {
                    inHeader = true;
                } else if (kind != CARRIAGE_RETURN) {
                    throw bad(
                            inContig
                                    ? "byte " + (b & 0xff) + " is no base."
                                    : "the file does not begin with '>'.",
                            "A FASTA has lines of bases (IUPAC codes) under lines of '>name'.");
                }
            }
        }
        if (inHeader) {
            throw bad("the file ends in a name line.", "Fetch it again.");
        }
        endContig();
        if (contigs.isEmpty()) {
            throw bad("the file holds no sequence.", "");
        }
    }

    private void begin(String header) throws IOException {
        endContig();
        String name = header.strip().split("\\s+", 2)[0];
        if (name.isEmpty()) {
            throw bad("a sequence has no name.", "");
        }
        contig = Contig.of(name);
        if (!seen.add(contig)) {
            throw bad("the sequence " + contig + " comes twice.", "Leave one out.");
        }
        names.add(name);
        inContig = true;
        position = 0;
    }

    private void base(byte kind, byte letter) throws IOException {
        if (!inRun) {
            inRun = true;
            runStarts.add(position);
            runOffsets.add(written);
        }
        int code = kind;
        if (kind == IUPAC) {
            exceptionPositions.add(position);
            exceptionBases.write(letter & 0xdf);
            code = 0;
        }
        pending |= code << (pendingBases << 1);
        if (++pendingBases == 4) {
            flush();
        }
    }

    private void flush() throws IOException {
        out.write(pending);
        written++;
        pending = 0;
        pendingBases = 0;
    }

    private void endRun() throws IOException {
        if (pendingBases > 0) {
            flush();
        }
        inRun = false;
        runEnds.add(position);
    }

    private void endContig() throws IOException {
        if (!inContig) {
            return;
        }
        if (inRun) {
            endRun();
        }
        contigs.add(
                new GenomeSequence.ContigSequence(
                        contig,
                        position,
                        runStarts.toArrayAndClear(),
                        runEnds.toArrayAndClear(),
                        runOffsets.stream().mapToLong(Long::longValue).toArray(),
                        exceptionPositions.toArrayAndClear(),
                        exceptionBases.toByteArray()));
        runOffsets.clear();
        exceptionBases.reset();
        inContig = false;
    }

    private void writeIndex() throws IOException {
        DataOutputStream index = new DataOutputStream(out);
        index.writeInt(contigs.size());
        for (GenomeSequence.ContigSequence c : contigs) {
            index.writeUTF(c.contig().name());
            index.writeInt(c.length());
            index.writeInt(c.runStarts().length);
            for (int i = 0; i < c.runStarts().length; i++) {
                index.writeInt(c.runStarts()[i]);
                index.writeInt(c.runEnds()[i]);
                index.writeLong(c.runOffsets()[i]);
            }
            index.writeInt(c.exceptionPositions().length);
            for (int i = 0; i < c.exceptionPositions().length; i++) {
                index.writeInt(c.exceptionPositions()[i]);
                index.writeByte(c.exceptionBases()[i]);
            }
        }
        index.writeLong(written);
        index.flush();
    }

    /// A growing array of ints.
    static final class Ints {
        private int[] values = new int[16];
        private int size;

        void add(int value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }

        int size() {
            return size;
        }

        int get(int index) {
            return values[index];
        }

        int[] toArrayAndClear() {
            int[] copy = Arrays.copyOf(values, size);
            size = 0;
            return copy;
        }
    }
}
