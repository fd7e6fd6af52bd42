package org.opengms.transparency.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.opengms.transparency.merkle.CompactRange;
import org.opengms.transparency.merkle.Hash;
import org.opengms.transparency.merkle.MerkleTree;
import org.opengms.transparency.note.Checkpoint;
import org.opengms.transparency.note.SignedNote;
import org.opengms.transparency.record.LogEntry;
import org.opengms.transparency.record.PersonLabel;
import org.opengms.transparency.tiles.Fault;
import org.opengms.transparency.tiles.FaultKind;
import org.opengms.transparency.tiles.LogDamage;
import org.opengms.transparency.tiles.Tile;
import org.opengms.transparency.tiles.TileLog;

/// Verifies a whole log from its files: signatures, every entry, every tile, the root, and for logs
/// of this service the numbers of every person's entries. Ends at the first fault.
///
/// Needs the memory of one tile for each level, and of one number for each person.
public final class LogVerification {
    /// The most levels that tiles of 64-bit sizes have.
    private static final int LEVELS = 8;

    private final Path folder;
    private final TrustedKeys keys;
    private final List<Path> checkpoints;
    private final Progress progress;

    private final TileLog log;
    private final CompactRange range = new CompactRange();
    private final List<List<Hash>> open = new ArrayList<>();
    private final Map<PersonLabel, Long> next = new HashMap<>();
    private final Map<Long, List<Seen>> roots = new HashMap<>();
    private boolean ofThisService;
    private Entries entries = (_, _) -> {};

    /// @param folder with `checkpoint` and `tile/`
    /// @param keys whose signatures are asked for, on every checkpoint
    /// @param checkpoints further ones, which the log must continue, such as one that a witness or
    ///   a patient has kept
    public LogVerification(
            Path folder, TrustedKeys keys, List<Path> checkpoints, Progress progress) {
        this.folder = folder;
        this.keys = keys;
        this.checkpoints = List.copyOf(checkpoints);
        this.progress = progress;
        this.log = new TileLog(folder);
        for (int level = 0; level < LEVELS; level++) {
            open.add(new ArrayList<>());
        }
    }

    /// Told how far a verification is.
    @FunctionalInterface
    public interface Progress {
        /// @param done entries
        /// @param all entries
        void at(long done, long all);
    }

    /// Shown each entry of this service's form, in the order of the log. What it is shown holds
    /// only if the outcome does.
    @FunctionalInterface
    public interface Entries {
        /// @param index of the entry, from 0
        void at(long index, LogEntry entry);
    }

    /// How a verification ended.
    ///
    /// @param origin of the log, if a checkpoint could be read
    /// @param size entries of the latest checkpoint, if it could be read
    /// @param root its root
    /// @param entriesVerified how many entries were found sound before the end or the first fault
    /// @param persons how many labels were seen; 0 in logs of others
    /// @param fault the first thing that is wrong; empty if all holds
    public record Outcome(
            Optional<String> origin,
            OptionalLong size,
            Optional<String> root,
            long entriesVerified,
            long persons,
            Optional<Fault> fault) {
        /// Whether everything holds.
        public boolean holds() {
            return fault.isEmpty();
        }
    }

    private record Seen(String file, Checkpoint checkpoint, boolean latest) {}

    /// Verifies.
    public Outcome run() {
        return run((_, _) -> {});
    }

    /// Verifies, and shows the entries on the way.
    public Outcome run(Entries entries) {
        this.entries = entries;
        @Nullable Seen latest = null;
        try {
            List<Seen> all = readCheckpoints();
            latest = all.getFirst();
            for (Seen seen : all) {
                if (seen.checkpoint.size() > latest.checkpoint.size()) {
                    throw damage(
                            FaultKind.ENDS_TOO_EARLY,
                            latest.file,
                            latest.checkpoint.size(),
                            "The log has %d entries, but has signed %d in %s."
                                    .formatted(
                                            latest.checkpoint.size(),
                                            seen.checkpoint.size(),
                                            seen.file));
                }
                roots.computeIfAbsent(seen.checkpoint.size(), _ -> new ArrayList<>()).add(seen);
            }
            tree(latest.checkpoint.size());
            return outcome(latest, Optional.empty());
        } catch (LogDamage damage) {
            return outcome(latest, Optional.of(damage.fault()));
        }
    }

    private Outcome outcome(@Nullable Seen latest, Optional<Fault> fault) {
        return new Outcome(
                latest == null ? Optional.empty() : Optional.of(latest.checkpoint.origin().value()),
                latest == null ? OptionalLong.empty() : OptionalLong.of(latest.checkpoint.size()),
                latest == null
                        ? Optional.empty()
                        : Optional.of(latest.checkpoint.root().toString()),
                range.size(),
                next.size(),
                fault);
    }

    /// The folder's own checkpoint first; where it has none, the first that was given stands for
    /// it.
    private List<Seen> readCheckpoints() {
        List<Seen> all = new ArrayList<>();
        if (checkpoints.isEmpty() || Files.exists(folder.resolve(TileLog.CHECKPOINT))) {
            all.add(seen(log.checkpoint(), TileLog.CHECKPOINT, true));
        }
        for (Path file : checkpoints) {
            all.add(seen(TileLog.checkpointIn(file), file.toString(), all.isEmpty()));
        }
        Checkpoint first = all.getFirst().checkpoint;
        for (Seen seen : all) {
            if (!seen.checkpoint.origin().equals(first.origin())) {
                throw new LogDamage(
                        Fault.of(
                                FaultKind.OTHER_LOG,
                                seen.file,
                                "It is of the log %s, not of %s."
                                        .formatted(seen.checkpoint.origin(), first.origin())));
            }
        }
        return all;
    }

    private Seen seen(SignedNote note, String file, boolean latest) {
        Checkpoint checkpoint;
        try {
            checkpoint = Checkpoint.parse(note.text());
        } catch (IllegalArgumentException e) {
            throw new LogDamage(
                    Fault.of(
                            FaultKind.CHECKPOINT_UNREADABLE, file, String.valueOf(e.getMessage())));
        }
        keys.judge(note, checkpoint, file)
                .ifPresent(fault -> {
                    throw new LogDamage(fault);
                });
        return new Seen(file, checkpoint, latest);
    }

    private void tree(long size) {
        compareRoots();
        for (long number = 0; number * Tile.FULL < size; number++) {
            bundle(number, size);
            progress.at(Math.min(size, (number + 1) * Tile.FULL), size);
        }
    }

    private void bundle(long number, long size) {
        int width = Tile.width(0, number, size);
        Tile tile = Tile.hashes(0, number, width);
        Tile bundle = Tile.entries(number, width);
        List<Hash> hashes = log.hashes(tile);
        List<byte[]> contents = log.entries(bundle);
        for (int i = 0; i < width; i++) {
            long index = number * Tile.FULL + i;
            byte[] entry = contents.get(i);
            if (!MerkleTree.leaf(entry).equals(hashes.get(i))) {
                throw damage(
                        FaultKind.ENTRY_ALTERED,
                        bundle.path(),
                        index,
                        "The entry does not have the hash that %s has for it."
                                .formatted(tile.path()));
            }
            person(entry, index, bundle);
            range.add(hashes.get(i));
            compareRoots();
        }
        if (width == Tile.FULL) {
            above(1, TileLog.subtree(hashes), size);
        }
    }

    /// A full tile has come to an end: the tile above has its root.
    private void above(int level, Hash root, long size) {
        List<Hash> known = open.get(level);
        long index = ((range.size() >>> (8 * level)) - 1) / Tile.FULL;
        Tile tile = Tile.hashes(level, index, Tile.width(level, index, size));
        Hash stated = log.hashes(tile).get(known.size());
        if (!stated.equals(root)) {
            long span = 1L << (8 * level);
            throw damage(
                    FaultKind.TILE_ALTERED,
                    tile.path(),
                    range.size() - span,
                    "Its hash %d is not the root of the tile below it.".formatted(known.size()));
        }
        known.add(root);
        if (known.size() == Tile.FULL) {
            Hash whole = TileLog.subtree(known);
            known.clear();
            above(level + 1, whole, size);
        }
    }

    private void person(byte[] entry, long index, Tile bundle) {
        if (index == 0) {
            ofThisService = LogEntry.looksLikeOne(entry);
        }
        if (!ofThisService) {
            return;
        }
        LogEntry read =
                LogEntry.parse(entry)
                        .orElseThrow(() ->
                                damage(
                                        FaultKind.ENTRY_UNREADABLE,
                                        bundle.path(),
                                        index,
                                        "It is no entry of the form opengms-entry/v1."));
        long expected = next.getOrDefault(read.label(), 0L);
        if (read.sequence() != expected) {
            throw damage(
                    FaultKind.SEQUENCE_BROKEN,
                    bundle.path(),
                    index,
                    "The entry has number %d of its person, where %d comes next."
                            .formatted(read.sequence(), expected));
        }
        next.put(read.label(), expected + 1);
        entries.at(index, read);
    }

    /// Where a checkpoint ends, the tree so far must have its root.
    private void compareRoots() {
        for (Seen seen : roots.getOrDefault(range.size(), List.of())) {
            if (!range.root().equals(seen.checkpoint.root())) {
                throw damage(
                        seen.latest ? FaultKind.ROOT_DIFFERS : FaultKind.SPLIT_VIEW,
                        seen.file,
                        range.size(),
                        "The first %d entries have the root %s, but %s was signed."
                                .formatted(range.size(), range.root(), seen.checkpoint.root()));
            }
        }
    }

    private static LogDamage damage(FaultKind kind, String file, long index, String why) {
        return new LogDamage(Fault.at(kind, file, index, why));
    }
}
