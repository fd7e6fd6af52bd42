package org.opengms.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.opengms.metering.DaySums;
import org.opengms.metering.LoggedUse;
import org.opengms.metering.LoggedUses;
import org.opengms.metering.MeteredUse;
import org.opengms.metering.ProjectReference;
import org.opengms.metering.Reconciliation;
import org.opengms.metering.UseKind;
import org.opengms.transparency.log.AppendLog;
import org.opengms.transparency.log.Cosigner;
import org.opengms.transparency.log.FileLockStore;
import org.opengms.transparency.log.LogFolders;
import org.opengms.transparency.log.LogSettings;
import org.opengms.transparency.log.RecordReader;
import org.opengms.transparency.note.KeyKind;
import org.opengms.transparency.note.KeyName;
import org.opengms.transparency.note.Origin;
import org.opengms.transparency.note.SignerKey;
import org.opengms.transparency.record.LabelKey;
import org.opengms.transparency.record.SaltedRecord;

/// Compares a year of metering with the records of the transparency log, both generated: every
/// record of the log is made as the bytes that the service writes, and read. Then one record is
/// left out, and found. With a folder, as many records as wanted are written into a log there, and
/// compared as the nightly job does it.
///
/// Arguments: readings in the log (100,000,000), threads (2), empty folder, records in it
/// (1,000,000).
public final class MeteringReconciliation {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final LocalDate AFTER = LocalDate.parse("2027-01-01");
    private static final long YEAR_MILLIS = Duration.ofDays(365).toMillis();

    /// People of a part of an analysis.
    private static final int PEOPLE = 50;

    private static final int PROJECTS = 200;
    private static final int APPENDS_UNDER_WAY = 4096;

    private MeteringReconciliation() {}

    /// Runs it.
    public static void main(String[] arguments) throws InterruptedException, IOException {
        long readings = arguments.length > 0 ? Long.parseLong(arguments[0], 10) : 100_000_000L;
        int threads = arguments.length > 1 ? Integer.parseInt(arguments[1], 10) : 2;
        generated(readings, threads);
        if (arguments.length > 2) {
            long kept = arguments.length > 3 ? Long.parseLong(arguments[3], 10) : 1_000_000L;
            kept(Path.of(arguments[2]), kept);
        }
    }

    private static void generated(long readings, int threads) throws InterruptedException {
        long uses = readings / PEOPLE;
        long seed = System.nanoTime();
        long begun = System.nanoTime();
        DaySums metered = new DaySums(seed);
        uses(uses, metered::add);
        DaySums logged = new DaySums(seed);
        List<DaySums> parts = new ArrayList<>();
        List<Thread> working = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            DaySums part = new DaySums(seed);
            parts.add(part);
            long from = uses * i / threads;
            long until = uses * (i + 1) / threads;
            working.add(
                    Thread.ofPlatform().start(() -> readings(from, until, uses, -1, part::add)));
        }
        for (Thread thread : working) {
            thread.join();
        }
        parts.forEach(logged::join);
        System.out.println(
                Reconciliation.compare(
                        metered,
                        logged,
                        to -> uses(uses, to),
                        to -> readings(0, uses, uses, -1, to)));
        System.out.printf(
                Locale.ROOT,
                "%,d readings of %,d uses on %d threads: %.1f s, heap in use %d MB%n",
                uses * PEOPLE,
                uses,
                threads,
                seconds(begun),
                (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
        long again = System.nanoTime();
        long missing = uses / 3;
        DaySums one = new DaySums(seed);
        readings(0, uses, uses, missing, one::add);
        System.out.println(
                Reconciliation.compare(
                        metered,
                        one,
                        to -> uses(uses, to),
                        to -> readings(0, uses, uses, missing, to)));
        System.out.printf(
                Locale.ROOT,
                "one reading left out, found on one thread in %.1f s%n",
                seconds(again));
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static void uses(long all, Consumer<MeteredUse> to) {
        for (long number = 0; number < all; number++) {
            to.accept(
                    new MeteredUse(
                            id(number, all),
                            project(number),
                            UseKind.QUERY,
                            "Run/1",
                            PEOPLE,
                            PEOPLE,
                            1,
                            0));
        }
    }

    private static void readings(
            long from, long until, long all, long missing, Consumer<LoggedUse> to) {
        LoggedUses reader = new LoggedUses();
        for (long number = from; number < until; number++) {
            byte[] record = record(number, all);
            for (int person = number == missing ? 1 : 0; person < PEOPLE; person++) {
                reader.read(of(person, record)).ifPresent(to);
            }
        }
    }

    private static final List<ProjectReference> KNOWN = known();

    private static final String PERSON = "Participant/00000000-0000-4000-8000-0000000000";

    /// Where in a record two digits tell the person.
    private static final int PERSON_AT =
            new String(record(0, 1), US_ASCII).indexOf(PERSON) + PERSON.length();

    /// As the log keeps it: canonical JSON.
    private static byte[] record(long number, long all) {
        return """
        {"at":"2026-01-01T00:00:00.000Z","data":"REPORT","decision":"permit","id":"00000000-0000-4000-8000-000000000000","kind":"access","organisation":"ZL01","project":"%s","purpose":"RESEARCH","reason":"The participant agreed. No National Data Opt-out is set.","resource":"%s00?project=%s&use=%s&bytes=0","roles":["RESEARCHER"],"staff":"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef","version":1,"way":"environment"}\
        """
                .formatted(project(number), PERSON, project(number), id(number, all))
                .getBytes(US_ASCII);
    }

    /// Puts a person into a record.
    private static byte[] of(int person, byte[] record) {
        int at = PERSON_AT;
        record[at] = (byte) ('0' + person / 10);
        record[at + 1] = (byte) ('0' + person % 10);
        return record;
    }

    private static ProjectReference project(long number) {
        return KNOWN.get((int) (number % PROJECTS));
    }

    private static List<ProjectReference> known() {
        List<ProjectReference> known = new ArrayList<>();
        for (int i = 0; i < PROJECTS; i++) {
            known.add(new ProjectReference(new UUID(0x4000L, i).toString()));
        }
        return known;
    }

    /// Spread evenly over the year.
    private static UUID id(long number, long all) {
        long millis = BEGIN.toEpochMilli() + number * YEAR_MILLIS / all;
        return new UUID(
                (millis << 16) | 0x7000L | (number & 0xFFFL),
                0x8000_0000_0000_0000L | ((number * 0x9E37_79B9_7F4A_7C15L) >>> 2));
    }

    // ---- From the files of a log ----------------------------------------------------------------

    private static void kept(Path folder, long readings) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        LogFolders folders = new LogFolders(folder.resolve("log"), folder.resolve("records"));
        long uses = readings / PEOPLE;
        write(folders, folder.resolve("lock"), uses);
        RecordReader records = new RecordReader(folders.records());
        for (int time = 1; time <= 3; time++) {
            long begun = System.nanoTime();
            System.out.println(
                    Reconciliation.compare(
                            to -> uses(uses, to),
                            LoggedUses.before(AFTER, records, uses * PEOPLE),
                            System.nanoTime()));
            System.out.printf(
                    Locale.ROOT,
                    "%,d readings from the files of a log, on one thread: %.2f s%n",
                    uses * PEOPLE,
                    seconds(begun));
        }
    }

    private static void write(LogFolders folders, Path lock, long uses)
            throws InterruptedException {
        Origin origin = new Origin("log.example.org/metering");
        LabelKey labels = LabelKey.of(new byte[LabelKey.BYTES]);
        Semaphore underWay = new Semaphore(APPENDS_UNDER_WAY);
        try (AppendLog log =
                AppendLog.open(
                        folders,
                        origin,
                        SignerKey.generate(
                                new KeyName(origin.value()), KeyKind.LOG, new SecureRandom()),
                        new FileLockStore(lock),
                        Cosigner.NOBODY,
                        LogSettings.STANDARD)) {
            for (long number = 0; number < uses; number++) {
                byte[] record = record(number, uses);
                for (int person = 0; person < PEOPLE; person++) {
                    underWay.acquire();
                    var _ =
                            log.append(
                                            labels.label("person-" + person),
                                            SaltedRecord.of(new byte[32], of(person, record)))
                                    .whenComplete((_, _) -> underWay.release());
                }
            }
            underWay.acquire(APPENDS_UNDER_WAY);
            while (log.status().pending() > 0) {
                log.integrate();
            }
        }
    }
}
