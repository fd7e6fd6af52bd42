package org.opengms.transparency.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.opengms.transparency.log.LogProblem.Kind;
import org.opengms.transparency.merkle.MerkleTree;
import org.opengms.transparency.note.Checkpoint;
import org.opengms.transparency.note.Origin;
import org.opengms.transparency.note.SignedNote;
import org.opengms.transparency.note.SignerKey;
import org.opengms.transparency.record.LogEntry;
import org.opengms.transparency.record.PersonLabel;
import org.opengms.transparency.record.SaltedRecord;
import org.opengms.transparency.tiles.LogDamage;
import org.opengms.transparency.tiles.Tile;
import org.opengms.transparency.tiles.TileLog;
import org.opengms.transparency.tiles.TileSource;

/// A log that grows. Records are promised when the journal that holds them is forced to disk; many
/// that come at the same time share one force. A moment later they are in the tree, under a signed
/// checkpoint.
///
/// The order of steps is what makes it safe: journal, tiles and records, checkpoint into the lock
/// store, checkpoint published, journal forgotten. After a crash between any two of them, opening
/// the log again takes it to the same tree. What could fork it, such as an old backup, is refused.
///
/// Safe for many threads; one process at a time.
public final class AppendLog implements AutoCloseable {
    /// After how many entries the sequences are kept anew.
    private static final int SAVE_SEQUENCES_AFTER = 65_536;

    /// A batch that has so many bytes takes no further records.
    private static final int MOST_BATCH_BYTES = 8 << 20;

    private final Disk disk;
    private final LogFolders folders;
    private final Origin origin;
    private final SignerKey key;
    private final LockStore locks;
    private final Cosigner cosigner;
    private final LogSettings settings;
    private final ProcessLock processLock;
    private final RecordStore records;

    /// Held while the tree is changed.
    private final ReentrantLock integrating = new ReentrantLock();

    /// Guards what appends and integration share.
    private final ReentrantLock state = new ReentrantLock();

    private final Condition somethingPending = state.newCondition();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final BlockingQueue<Asked> asked;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final @Nullable Thread integrator;
    private final Thread promiser;
    private final BatchWriter writer;

    private Journal journal;
    private GrowingTree tree;
    private Sequences sequences;
    private volatile SignedNote signed;
    private volatile long size;
    private volatile @Nullable LogProblem broken;
    private volatile @Nullable String lastProblem;

    /// A record that is promised.
    private record Pending(JournalRecord record, CompletableFuture<Integrated> integrated) {}

    /// A record that shall be promised.
    private record Asked(JournalRecord record, CompletableFuture<Promise> promise) {}

    /// Opens a log, or begins one where there is none, and recovers what a crash interrupted.
    ///
    /// @param key the log's; its name should be the origin
    /// @param locks the last checkpoint, apart from the log
    /// @param cosigner asked before each checkpoint is published
    /// @throws LogProblem if the log is open elsewhere, or could fork
    public static AppendLog open(
            LogFolders folders,
            Origin origin,
            SignerKey key,
            LockStore locks,
            Cosigner cosigner,
            LogSettings settings) {
        return open(new FileDisk(), folders, origin, key, locks, cosigner, settings);
    }

    static AppendLog open(
            Disk disk,
            LogFolders folders,
            Origin origin,
            SignerKey key,
            LockStore locks,
            Cosigner cosigner,
            LogSettings settings) {
        try {
            disk.createFolders(folders.state());
            disk.createFolders(folders.records());
            ProcessLock lock =
                    disk instanceof FileDisk ? ProcessLock.take(folders.lock()) : ProcessLock.NONE;
            try {
                return new AppendLog(disk, folders, origin, key, locks, cosigner, settings, lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new LogProblem(
                    Kind.DISK_REFUSED,
                    "The log in %s cannot be opened (%s).".formatted(folders.log(), e.getMessage()),
                    e);
        }
    }

    private AppendLog(
            Disk disk,
            LogFolders folders,
            Origin origin,
            SignerKey key,
            LockStore locks,
            Cosigner cosigner,
            LogSettings settings,
            ProcessLock processLock)
            throws IOException {
        this.disk = disk;
        this.folders = folders;
        this.origin = origin;
        this.key = key;
        this.locks = locks;
        this.cosigner = cosigner;
        this.settings = settings;
        this.processLock = processLock;
        this.records = new RecordStore(disk, folders.records());
        this.asked = new ArrayBlockingQueue<>(4 * settings.mostPerBatch());

        Optional<SignedNote> kept = locks.load(origin);
        Optional<SignedNote> published = published();
        this.signed = kept.isPresent() ? kept.get() : begin(published);
        Checkpoint last = ours(signed, "The lock store's checkpoint");
        judgePublished(last, published);
        TileLog log = tiles();
        this.tree = edge(log, last);
        this.size = last.size();
        this.sequences = Sequences.load(disk, folders.sequences(), log, last.size());
        Journal.Opened opened = Journal.open(disk, folders.journal(), last.size());
        this.journal = opened.journal();
        recover(opened, last.size());
        records.finishErasure();
        if (published.isEmpty() || !published.get().text().equals(signed.text())) {
            publish(signed);
        }
        boolean drivesItself = settings.driving() == LogSettings.Driving.ITSELF;
        this.writer = new BatchWriter(disk, drivesItself);
        integrator = drivesItself ? start("log-integration", this::integrateNowAndThen) : null;
        promiser = start("log-journal", this::promiseWhatIsAsked);
    }

    private static Thread start(String name, Runnable work) {
        return Thread.ofPlatform().daemon().name(name).start(work);
    }

    // ---- Opening ----------------------------------------------------------------------------

    private Optional<SignedNote> published() throws IOException {
        Path file = folders.log().resolve(TileLog.CHECKPOINT);
        return disk.exists(file)
                ? Optional.of(SignedNote.parse(disk.read(file)))
                : Optional.empty();
    }

    /// Signs for a tree without entries.
    private SignedNote begin(Optional<SignedNote> published) {
        if (published.isPresent()) {
            throw new LogProblem(
                    Kind.OLD_LOCK_STORE,
                    "The lock store knows nothing of the log in %s, which has published a checkpoint."
                            .formatted(folders.log()),
                    null);
        }
        SignedNote empty = Checkpoint.of(origin, 0, MerkleTree.EMPTY_ROOT).sign(key);
        if (!locks.compareAndSwap(origin, Optional.empty(), empty)) {
            throw lockLost();
        }
        return empty;
    }

    private static LogProblem lockLost() {
        return new LogProblem(
                Kind.LOCK_LOST, "The lock store has another checkpoint than expected.", null);
    }

    private Checkpoint ours(SignedNote note, String what) {
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        if (!checkpoint.origin().equals(origin)
                || note.signedBy(key.verifier()) != SignedNote.Signed.TRULY) {
            throw new LogProblem(
                    Kind.OTHER_LOG,
                    "%s is of %s, or not signed with this key."
                            .formatted(what, checkpoint.origin()),
                    null);
        }
        return checkpoint;
    }

    private void judgePublished(Checkpoint last, Optional<SignedNote> published) {
        if (published.isEmpty()) {
            return;
        }
        Checkpoint shown = ours(published.get(), "The published checkpoint");
        if (shown.size() > last.size()) {
            throw new LogProblem(
                    Kind.OLD_LOCK_STORE,
                    "The lock store knows %d entries, but %d were published."
                            .formatted(last.size(), shown.size()),
                    null);
        }
        if (shown.size() == last.size() && !shown.root().equals(last.root())) {
            throw forked(last.size());
        }
    }

    private static LogProblem forked(long size) {
        return new LogProblem(
                Kind.FORKED,
                "The %d entries that were signed had another root.".formatted(size),
                null);
    }

    private TileLog tiles() {
        TileSource source =
                path -> {
                    Path file = folders.log().resolve(path);
                    return disk.exists(file) ? Optional.of(disk.read(file)) : Optional.empty();
                };
        return new TileLog(source);
    }

    private GrowingTree edge(TileLog log, Checkpoint last) {
        GrowingTree edge;
        try {
            edge = new GrowingTree(log, last.size(), folders.log());
        } catch (LogDamage damage) {
            throw new LogProblem(
                    Kind.OLD_BACKUP,
                    "The log has signed for %d entries, but its tiles do not reach that far (%s: %s)"
                            .formatted(last.size(), damage.fault().file(), damage.fault().why()),
                    damage);
        }
        if (!edge.root().equals(last.root())) {
            throw forked(last.size());
        }
        return edge;
    }

    /// What was promised and is not signed for waits again.
    private void recover(Journal.Opened opened, long size) {
        long end = opened.first() + opened.records().size();
        if (end < size) {
            throw new LogProblem(
                    Kind.OLD_BACKUP,
                    "The log has signed for %d entries, but its journal ends at %d."
                            .formatted(size, end),
                    null);
        }
        if (opened.first() > size) {
            throw new LogProblem(
                    Kind.JOURNAL_DAMAGED,
                    "The journal begins with entry %d, but only %d are signed for."
                            .formatted(opened.first(), size),
                    null);
        }
        int known = (int) (size - opened.first());
        for (JournalRecord record : opened.records().subList(known, opened.records().size())) {
            pending.add(new Pending(record, new CompletableFuture<>()));
        }
    }

    // ---- Appending --------------------------------------------------------------------------

    /// Appends a record.
    ///
    /// @param label stands for the person it is about
    /// @return completes when the record is on disk; fails with a [LogProblem] if it is not, and
    ///   then nothing of it stays, unless the disk failed to force it: then nobody knows until the
    ///   log is opened again
    public CompletableFuture<Promise> append(PersonLabel label, SaltedRecord record) {
        CompletableFuture<Promise> promise = new CompletableFuture<>();
        LogProblem problem = refusal();
        if (problem != null) {
            promise.completeExceptionally(problem);
            return promise;
        }
        try {
            asked.put(new Asked(new JournalRecord(label, record), promise));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            promise.completeExceptionally(closedProblem());
        }
        if (closed.get()) {
            refuseAll(closedProblem());
        }
        return promise;
    }

    private @Nullable LogProblem refusal() {
        if (closed.get()) {
            return closedProblem();
        }
        LogProblem problem = broken;
        if (problem != null) {
            return problem;
        }
        long waiting = waiting();
        if (waiting >= settings.mostPending()) {
            return new LogProblem(
                    Kind.TOO_MUCH_WAITING,
                    "%d promised records wait for the tree (%s)."
                            .formatted(
                                    waiting, Objects.requireNonNullElse(lastProblem, "it is slow")),
                    null);
        }
        return null;
    }

    private static LogProblem closedProblem() {
        return new LogProblem(Kind.CLOSED, "The log is closed.", null);
    }

    private static Asked lastOfAll() {
        return new Asked(
                new JournalRecord(
                        new PersonLabel(MerkleTree.EMPTY_ROOT),
                        SaltedRecord.of(new byte[SaltedRecord.SALT_BYTES], new byte[0])),
                new CompletableFuture<>());
    }

    private long waiting() {
        state.lock();
        try {
            return pending.size();
        } finally {
            state.unlock();
        }
    }

    private void refuseAll(LogProblem problem) {
        List<Asked> rest = new ArrayList<>();
        asked.drainTo(rest);
        rest.forEach(one -> one.promise.completeExceptionally(problem));
    }

    /// The thread of the journal.
    private void promiseWhatIsAsked() {
        List<Asked> batch = new ArrayList<>();
        while (!closed.get()) {
            try {
                Asked first = asked.take();
                if (closed.get()) {
                    first.promise.completeExceptionally(closedProblem());
                    break;
                }
                batch.clear();
                batch.add(first);
                int bytes = first.record.length();
                while (batch.size() < settings.mostPerBatch() && bytes < MOST_BATCH_BYTES) {
                    Asked another = asked.poll();
                    if (another == null) {
                        break;
                    }
                    batch.add(another);
                    bytes += another.record.length();
                }
                promise(batch);
            } catch (InterruptedException e) {
                break; // closing
            }
        }
        refuseAll(closedProblem());
    }

    private void promise(List<Asked> batch) {
        LogProblem problem = broken;
        if (problem != null) {
            for (Asked one : batch) {
                one.promise.completeExceptionally(problem);
            }
            return;
        }
        List<Pending> promised = new ArrayList<>(batch.size());
        batch.forEach(one -> promised.add(new Pending(one.record, new CompletableFuture<>())));
        long first;
        try {
            first = journal.append(batch.stream().map(Asked::record).toList());
        } catch (LogProblem refused) {
            if (refused.kind() == Kind.DISK_UNCERTAIN) {
                broken = refused;
            }
            lastProblem = refused.getMessage();
            batch.forEach(one -> one.promise.completeExceptionally(refused));
            return;
        }
        state.lock();
        try {
            pending.addAll(promised);
            somethingPending.signalAll();
        } finally {
            state.unlock();
        }
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).promise.complete(new Promise(first + i, promised.get(i).integrated));
        }
    }

    // ---- Integrating ------------------------------------------------------------------------

    /// The thread of the tree.
    private void integrateNowAndThen() {
        while (!closed.get()) {
            long began = System.nanoTime();
            try {
                awaitPending();
                began = System.nanoTime();
                integrate();
            } catch (InterruptedException e) {
                return; // closing
            } catch (RuntimeException problem) {
                lastProblem = problem.toString(); // told by status(); tried again
            }
            try {
                long rest = settings.between().toNanos() - (System.nanoTime() - began);
                if (rest > 0) {
                    TimeUnit.NANOSECONDS.sleep(rest);
                }
            } catch (InterruptedException e) {
                return; // closing
            }
        }
    }

    private void awaitPending() throws InterruptedException {
        state.lock();
        try {
            while (pending.isEmpty()) {
                somethingPending.await();
            }
        } finally {
            state.unlock();
        }
    }

    /// Takes what is promised into the tree and signs for it.
    ///
    /// @return how many records
    /// @throws LogProblem if that is not possible now; nothing is lost and it can be tried again
    public int integrate() {
        integrating.lock();
        try {
            if (closed.get()) {
                throw closedProblem();
            }
            return integrateLocked();
        } finally {
            integrating.unlock();
        }
    }

    private int integrateLocked() {
        LogProblem problem = broken;
        if (problem != null && problem.kind() == Kind.LOCK_LOST) {
            throw problem;
        }
        List<Pending> batch = firstPending();
        if (batch.isEmpty()) {
            return 0;
        }
        long first = tree.size();
        GrowingTree grown = tree.copy();
        Map<PersonLabel, Long> changed = new HashMap<>();
        List<LogEntry> entries = new ArrayList<>(batch.size());
        for (Pending one : batch) {
            PersonLabel label = one.record.label();
            long number = changed.computeIfAbsent(label, sequences::next);
            LogEntry entry = new LogEntry(label, number, one.record.record().hash());
            changed.put(label, number + 1);
            entries.add(entry);
            grown.add(entry.bytes());
        }
        SignedNote next;
        try {
            List<Written> files = new ArrayList<>(grown.files());
            files.addAll(records.put(first, batch.stream().map(p -> p.record.record()).toList()));
            writer.write(files);
            next = Checkpoint.of(origin, grown.size(), grown.root()).sign(key);
            keep(next);
        } catch (IOException e) {
            throw new LogProblem(
                    Kind.DISK_REFUSED,
                    "The tree in %s cannot be written (%s)."
                            .formatted(folders.log(), e.getMessage()),
                    e);
        }
        List<Tile> filled = grown.filled();
        tree = grown.copy();
        size = tree.size();
        sequences.putAll(changed);
        signed = next;
        state.lock();
        try {
            batch.forEach(_ -> pending.removeFirst());
        } finally {
            state.unlock();
        }
        lastProblem = null;
        SignedNote shown = cosigned(next);
        String trouble = afterSigning(shown, filled);
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).integrated.complete(new Integrated(first + i, entries.get(i), shown));
        }
        if (trouble != null) {
            lastProblem = trouble;
        }
        return batch.size();
    }

    /// Whatever befalls the witnesses, the log's own signature is published.
    private SignedNote cosigned(SignedNote own) {
        try {
            return cosigner.cosign(own, tiles().proofs(size));
        } catch (RuntimeException e) {
            lastProblem = "The witnesses could not be asked: " + e;
            return own;
        }
    }

    private List<Pending> firstPending() {
        state.lock();
        try {
            return pending.stream().limit(settings.mostPerIntegration()).toList();
        } finally {
            state.unlock();
        }
    }

    private void keep(SignedNote next) {
        try {
            if (locks.compareAndSwap(origin, Optional.of(signed), next)) {
                return;
            }
        } catch (java.io.UncheckedIOException e) {
            throw new LogProblem(Kind.DISK_REFUSED, String.valueOf(e.getMessage()), e);
        }
        LogProblem lost = lockLost();
        broken = lost;
        throw lost;
    }

    /// What can be done again at any time: shows the checkpoint, forgets what is no longer needed.
    ///
    /// @return what went wrong, if anything; the tree is signed for all the same
    private @Nullable String afterSigning(SignedNote shown, List<Tile> filled) {
        try {
            publish(shown);
            journal.forget(tree.size());
            for (Tile tile : filled) {
                dropPartials(tile);
            }
            if (tree.size() - sequences.savedAt() >= SAVE_SEQUENCES_AFTER) {
                sequences.save(disk, folders.sequences(), tree.size(), tree.root());
            }
            return null;
        } catch (IOException e) {
            return new LogProblem(
                            Kind.DISK_REFUSED,
                            "The checkpoint of %d entries is signed, but not all could be written (%s)."
                                    .formatted(tree.size(), e.getMessage()),
                            e)
                    .getMessage();
        }
    }

    private void publish(SignedNote note) throws IOException {
        disk.replace(folders.log().resolve(TileLog.CHECKPOINT), note.bytes());
        disk.syncFolder(folders.log());
    }

    private void dropPartials(Tile tile) throws IOException {
        Path full = tile.in(folders.log());
        Path partials = full.resolveSibling(full.getFileName() + ".p");
        List<Path> files = disk.list(partials);
        for (Path file : files) {
            disk.delete(file);
        }
        if (!files.isEmpty()) {
            disk.delete(partials);
            writer.forget(partials);
        }
    }

    // ---- What was appended ------------------------------------------------------------------

    /// A record, with its salt.
    ///
    /// @param index of its entry, from 0
    /// @return empty if it was erased
    /// @throws LogProblem if no such record is in the tree
    public Optional<SaltedRecord> record(long index) {
        return records.find(known(index));
    }

    /// Erases a record and its salt for good, also from the journal. The entry stays, as a hash
    /// that nobody can guess; every proof remains valid.
    ///
    /// @param index of its entry, from 0
    /// @throws LogProblem if no such record is in the tree
    public void erase(long index) {
        integrating.lock();
        try {
            records.find(known(index));
            journal.nextSegment();
            // Everything in the segments before the new one must be signed for.
            for (long until = journal.next(); tree.size() < until; ) {
                if (integrateLocked() == 0) {
                    Thread.onSpinWait(); // forced to disk, and about to be pending
                }
            }
            journal.forget(tree.size());
            records.erase(index);
        } catch (IOException e) {
            throw new LogProblem(
                    Kind.DISK_REFUSED,
                    "Record %d cannot be erased (%s).".formatted(index, e.getMessage()),
                    e);
        } finally {
            integrating.unlock();
        }
    }

    private long known(long index) {
        long known = size;
        if (index < 0 || index >= known) {
            throw new LogProblem(
                    index >= known && index < journal.next() ? Kind.NOT_YET : Kind.NO_RECORD,
                    "There is no record %d in a tree of %d entries.".formatted(index, known),
                    null);
        }
        return index;
    }

    /// How the log is.
    public LogStatus status() {
        LogProblem problem = broken;
        return new LogStatus(
                signed,
                size,
                waiting(),
                Optional.ofNullable(problem == null ? lastProblem : problem.getMessage()));
    }

    /// How many records a log's journal has promised beyond a checkpoint; the log need not be open
    /// and is not changed.
    ///
    /// @param log folder of the log
    /// @param size entries of the checkpoint
    public static long pending(Path log, long size) {
        try {
            return Journal.pending(new FileDisk(), new LogFolders(log, log).journal(), size);
        } catch (IOException e) {
            throw new LogProblem(
                    Kind.DISK_REFUSED,
                    "The journal in %s cannot be read (%s).".formatted(log, e.getMessage()),
                    e);
        }
    }

    /// Refuses further appends and lets go of the log. What is promised and waits for the tree
    /// stays in the journal.
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        asked.offer(lastOfAll()); // wakes the journal's thread; if there is no room it is awake
        try {
            if (integrator != null) {
                integrator.interrupt();
                integrator.join();
            }
            promiser.join();
            integrating.lock();
            try {
                refuseAll(closedProblem());
                if (sequences.savedAt() < tree.size()) {
                    sequences.save(disk, folders.sequences(), tree.size(), tree.root());
                }
                journal.close();
            } finally {
                integrating.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new LogProblem(
                    Kind.DISK_REFUSED,
                    "The log in %s could not be closed in order (%s)."
                            .formatted(folders.log(), e.getMessage()),
                    e);
        } finally {
            writer.close();
            processLock.close();
        }
    }
}
