package org.opengms.transparency.verify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.opengms.transparency.merkle.Hash;
import org.opengms.transparency.merkle.MerkleTree;
import org.opengms.transparency.merkle.ProofCheck;
import org.opengms.transparency.note.Checkpoint;
import org.opengms.transparency.note.SignedNote;
import org.opengms.transparency.record.LogEntry;
import org.opengms.transparency.record.SaltedRecord;
import org.opengms.transparency.tiles.Fault;
import org.opengms.transparency.tiles.FaultKind;
import org.opengms.transparency.tiles.LogDamage;
import org.opengms.transparency.tiles.TileLog;

/// That an entry is in a log, in a file that needs nothing else (C2SP tlog-proof). The entry itself
/// is the proof's `extra` data: what the proof shows is that an entry of exactly these bytes is
/// there.
public final class InclusionProof {
    private static final String HEADER = "c2sp.org/tlog-proof@v1";

    /// The longest proof (C2SP tlog-witness has at most 63 hashes too).
    private static final int MOST_HASHES = 63;

    private final long index;
    private final byte[] entry;
    private final List<Hash> hashes;
    private final SignedNote checkpoint;

    private InclusionProof(long index, byte[] entry, List<Hash> hashes, SignedNote checkpoint) {
        this.index = index;
        this.entry = entry;
        this.hashes = List.copyOf(hashes);
        this.checkpoint = checkpoint;
    }

    /// Makes a proof from the tiles of a log and its latest checkpoint.
    ///
    /// @param index of the entry, from 0
    /// @throws LogDamage if the log cannot be read
    public static InclusionProof of(TileLog log, long index) {
        SignedNote note = log.checkpoint();
        long size = Checkpoint.parse(note.text()).size();
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException(
                    "OGMS-7002 There is no entry %d in a tree of %d entries. Entries are counted from 0."
                            .formatted(index, size));
        }
        return new InclusionProof(
                index, log.entry(index, size), log.proofs(size).inclusion(index, size), note);
    }

    /// Reads a proof.
    ///
    /// @throws IllegalArgumentException saying what is wrong with it
    public static InclusionProof parse(byte[] file) {
        String text = new String(file, StandardCharsets.UTF_8);
        int blank = text.indexOf("\n\n");
        if (!text.startsWith(HEADER + "\n") || blank < 0) {
            throw broken("it must begin with " + HEADER);
        }
        List<String> lines = List.of(text.substring(0, blank).split("\n", -1));
        if (lines.size() < 3 || !lines.get(1).startsWith("extra ")) {
            throw broken("it must have a line with the entry ('extra') and one with its index");
        }
        if (!lines.get(2).startsWith("index ") || lines.size() - 3 > MOST_HASHES) {
            throw broken("it must have a line with the index, and at most 63 hashes");
        }
        byte[] entry;
        try {
            String base64 = lines.get(1).substring("extra ".length());
            entry = Base64.getDecoder().decode(base64);
            if (!Base64.getEncoder().encodeToString(entry).equals(base64)) {
                throw broken("its entry is written in another way than base64 writes it");
            }
        } catch (IllegalArgumentException e) {
            throw broken("its entry is not base64");
        }
        List<Hash> hashes = new ArrayList<>();
        lines.subList(3, lines.size()).forEach(line -> hashes.add(Hash.parse(line)));
        return new InclusionProof(
                Checkpoint.size(lines.get(2).substring("index ".length())),
                entry,
                hashes,
                SignedNote.parse(text.substring(blank + 2)));
    }

    private static IllegalArgumentException broken(String why) {
        return new IllegalArgumentException(
                "OGMS-7061 A proof cannot be read: %s. Was the file copied whole?".formatted(why));
    }

    /// Verifies.
    ///
    /// @param record what the person was handed, if the proof is about it
    /// @return what is wrong; empty if all holds
    public Optional<Fault> fault(TrustedKeys keys, Optional<SaltedRecord> record) {
        Checkpoint signed;
        try {
            signed = Checkpoint.parse(checkpoint.text());
        } catch (IllegalArgumentException e) {
            return Optional.of(
                    Fault.of(
                            FaultKind.CHECKPOINT_UNREADABLE,
                            "the proof's checkpoint",
                            String.valueOf(e.getMessage())));
        }
        Optional<Fault> signatures = keys.judge(checkpoint, signed, "the proof's checkpoint");
        if (signatures.isPresent()) {
            return signatures;
        }
        if (!ProofCheck.includes(
                index, signed.size(), MerkleTree.leaf(entry), hashes, signed.root())) {
            return Optional.of(
                    Fault.at(
                            FaultKind.PROOF_WRONG,
                            "the proof",
                            index,
                            "Its hashes do not lead from the entry to the root that was signed."));
        }
        boolean other =
                record.isPresent()
                        && !entry().map(e -> e.record().equals(record.get().hash())).orElse(false);
        return other
                ? Optional.of(
                        Fault.at(
                                FaultKind.RECORD_ALTERED,
                                "the record",
                                index,
                                "It does not have the hash that the entry has."))
                : Optional.empty();
    }

    /// Which entry of the log it is about, from 0.
    public long index() {
        return index;
    }

    /// The entry, if it is one of this service.
    public Optional<LogEntry> entry() {
        return LogEntry.parse(entry);
    }

    /// The checkpoint that it leads to.
    public SignedNote checkpoint() {
        return checkpoint;
    }

    /// The bytes of the file; by C2SP its name ends in `.tlog-proof`.
    public byte[] file() {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        text.append("extra ").append(Base64.getEncoder().encodeToString(entry)).append('\n');
        text.append("index ").append(index).append('\n');
        hashes.forEach(hash -> text.append(hash).append('\n'));
        text.append('\n').append(checkpoint);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
