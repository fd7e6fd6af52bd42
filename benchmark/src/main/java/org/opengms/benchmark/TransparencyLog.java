package org.opengms.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.opengms.transparency.log.AppendLog;
import org.opengms.transparency.log.Cosigner;
import org.opengms.transparency.log.FileLockStore;
import org.opengms.transparency.log.Integrated;
import org.opengms.transparency.log.LogFolders;
import org.opengms.transparency.log.LogSettings;
import org.opengms.transparency.log.Promise;
import org.opengms.transparency.note.Checkpoint;
import org.opengms.transparency.note.KeyKind;
import org.opengms.transparency.note.KeyName;
import org.opengms.transparency.note.Origin;
import org.opengms.transparency.note.SignerKey;
import org.opengms.transparency.record.LabelKey;
import org.opengms.transparency.record.PersonLabel;
import org.opengms.transparency.record.SaltedRecord;
import org.opengms.transparency.tiles.TileLog;
import org.opengms.transparency.verify.InclusionProof;
import org.opengms.transparency.verify.LogVerification;
import org.opengms.transparency.verify.TrustedKeys;

/// The transparency log: durable appends a second with group commit, the time from an append to its
/// promise and to a signed checkpoint, proofs a second, and the verification of the whole log.
///
/// Every append is counted when its promise is given, that is, when the journal that holds it is
/// forced to disk. The tree is written on the same disk meanwhile.
public final class TransparencyLog {
    private static final Origin ORIGIN = new Origin("log.example.org/benchmark");
    private static final int PERSONS = 50_000;

    private TransparencyLog() {}

    /// @param arguments empty folder, entries (1,000,000), appends under way at once (4096)
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[0]);
        int entries = arguments.length > 1 ? Integer.parseInt(arguments[1], 10) : 1_000_000;
        int atOnce = arguments.length > 2 ? Integer.parseInt(arguments[2], 10) : 4_096;
        Files.createDirectories(folder);
        System.out.printf(
                Locale.ROOT, "one force of 4 KiB: %.2f ms (median of 500)%n", forceMillis(folder));
        SignerKey key =
                SignerKey.generate(new KeyName(ORIGIN.value()), KeyKind.LOG, new SecureRandom());
        try (AppendLog log =
                AppendLog.open(
                        new LogFolders(folder.resolve("log"), folder.resolve("records")),
                        ORIGIN,
                        key,
                        new FileLockStore(folder.resolve("lock")),
                        Cosigner.NOBODY,
                        LogSettings.STANDARD)) {
            alone(log);
            for (int rate : new int[] {1_000, 10_000, 50_000}) {
                appends(log, 20 * rate, atOnce, rate);
            }
            appends(log, entries, atOnce, Integer.MAX_VALUE);
        }
        proofs(folder.resolve("log"));
        verification(folder.resolve("log"), new TrustedKeys(List.of(key.verifier())));
    }

    private static double forceMillis(Path folder) throws IOException {
        double[] millis = new double[500];
        Path file = folder.resolve("force");
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int i = 0; i < millis.length; i++) {
                long began = System.nanoTime();
                channel.write(ByteBuffer.allocate(4096));
                channel.force(false);
                millis[i] = (System.nanoTime() - began) / 1e6;
            }
        }
        Files.delete(file);
        Arrays.sort(millis);
        return millis[millis.length / 2];
    }

    private static SaltedRecord record(int number, byte[] salt) {
        return SaltedRecord.of(
                salt,
                ("{\"at\":\"2026-11-26T10:00:00Z\",\"by\":\"organisation R0A\",\"data\":[\"report\",\"variants\"],"
                                + "\"number\":%d,\"outcome\":\"released\",\"purpose\":\"direct care\"}")
                        .formatted(number)
                        .getBytes(StandardCharsets.UTF_8));
    }

    /// One append at a time, as a quiet service has them.
    private static void alone(AppendLog log) {
        PersonLabel person = LabelKey.of(new byte[32]).label("alone");
        double[] promised = new double[50];
        double[] signed = new double[50];
        for (int i = 0; i < promised.length; i++) {
            long began = System.nanoTime();
            Promise promise = log.append(person, record(i, new byte[32])).join();
            promised[i] = (System.nanoTime() - began) / 1e6;
            promise.integrated().join();
            signed[i] = (System.nanoTime() - began) / 1e6;
        }
        tell("one at a time: to the promise", promised);
        tell("one at a time: to the signed checkpoint", signed);
    }

    private static void tell(String what, double[] millis) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "%s: median %.1f ms, 99th percentile %.1f ms, longest %.1f ms%n",
                what,
                sorted[sorted.length / 2],
                sorted[(int) (0.99 * (sorted.length - 1))],
                sorted[sorted.length - 1]);
    }

    /// @param perSecond how many are asked for; [Integer#MAX_VALUE] for as many as are taken
    private static void appends(AppendLog log, int entries, int atOnce, int perSecond)
            throws InterruptedException {
        LabelKey labels = LabelKey.of(new byte[32]);
        List<PersonLabel> persons = new ArrayList<>();
        for (int i = 0; i < PERSONS; i++) {
            persons.add(labels.label("person " + i));
        }
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        double[] promised = new double[entries];
        double[] signed = new double[entries];
        Semaphore room = new Semaphore(atOnce);
        AtomicInteger failed = new AtomicInteger();
        AtomicLong lastPromise = new AtomicLong();
        List<CompletableFuture<Integrated>> all = new ArrayList<>(entries);
        byte[] salt = new byte[32];
        long began = System.nanoTime();
        for (int i = 0; i < entries; i++) {
            int number = i;
            random.nextBytes(salt);
            long due = began + (long) (i * 1e9 / perSecond);
            if (due - System.nanoTime() > 1_000_000) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            room.acquire();
            long asked = System.nanoTime();
            all.add(
                    log.append(persons.get(random.nextInt(PERSONS)), record(i, salt))
                            .whenComplete((_, failure) -> {
                                long now = System.nanoTime();
                                promised[number] = (now - asked) / 1e6;
                                lastPromise.accumulateAndGet(now, Math::max);
                                failed.addAndGet(failure == null ? 0 : 1);
                                room.release();
                            })
                            .thenCompose(Promise::integrated)
                            .whenComplete(
                                    (_, _) -> signed[number] = (System.nanoTime() - asked) / 1e6));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        double toPromises = (lastPromise.get() - began) / 1e9;
        double toCheckpoint = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%,d appends, %s a second asked for, at most %,d under way, %d failed: %,.0f promised a second, %,.0f signed for a second%n",
                entries,
                perSecond == Integer.MAX_VALUE
                        ? "as many as possible"
                        : String.format(Locale.ROOT, "%,d", perSecond),
                atOnce,
                failed.get(),
                entries / toPromises,
                entries / toCheckpoint);
        tell("  to the promise", promised);
        tell("  to the signed checkpoint", signed);
    }

    private static void proofs(Path folder) {
        TileLog log = new TileLog(folder);
        long size = Checkpoint.parse(log.checkpoint().text()).size();
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(2);
        int made = 0;
        long until = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        long began = System.nanoTime();
        while (System.nanoTime() < until) {
            made += InclusionProof.of(log, random.nextLong(size)).file().length > 0 ? 1 : 0;
        }
        System.out.printf(
                Locale.ROOT,
                "proofs of random entries of %,d, one thread: %,.0f a second%n",
                size,
                made / ((System.nanoTime() - began) / 1e9));
    }

    private static void verification(Path folder, TrustedKeys keys) {
        for (int round = 0; round < 2; round++) {
            long began = System.nanoTime();
            LogVerification.Outcome outcome =
                    new LogVerification(folder, keys, List.of(), (_, _) -> {}).run();
            double seconds = (System.nanoTime() - began) / 1e9;
            if (!outcome.fault().equals(Optional.empty())) {
                throw new IllegalStateException(outcome.toString());
            }
            System.out.printf(
                    Locale.ROOT,
                    "verification of %,d entries of %,d persons: %.2f s, %,.0f a second%n",
                    outcome.entriesVerified(),
                    outcome.persons(),
                    seconds,
                    outcome.entriesVerified() / seconds);
        }
    }
}
