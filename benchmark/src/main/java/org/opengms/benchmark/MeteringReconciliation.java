package org.opengms.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.opengms.metering.DaySums;
import org.opengms.metering.LoggedUse;
import org.opengms.metering.MeteredUse;
import org.opengms.metering.ProjectReference;
import org.opengms.metering.Reconciliation;
import org.opengms.metering.UseKind;

/// Compares a year of metering with the records of the transparency log, both generated: every
/// record of the log is written as JSON and read again, as it would be from the log. Then one
/// record is left out, and found.
///
/// Arguments: readings in the log (100,000,000), threads (2).
public final class MeteringReconciliation {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final long YEAR_MILLIS = Duration.ofDays(365).toMillis();

    /// People of a part of an analysis.
    private static final int PEOPLE = 50;

    private MeteringReconciliation() {}

    /// Runs it.
    public static void main(String[] arguments) throws InterruptedException {
        long readings = arguments.length > 0 ? Long.parseLong(arguments[0]) : 100_000_000L;
        int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
        long uses = readings / PEOPLE;
        long seed = System.nanoTime();
        long begun = System.nanoTime();
        DaySums metered = new DaySums(seed);
        uses(0, uses, uses, metered::add);
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
                        to -> uses(0, uses, uses, to),
                        to -> readings(0, uses, uses, -1, to)));
        System.out.printf(
                "%,d readings of %,d uses on %d threads: %.1f s, heap in use %d MB%n",
                uses * PEOPLE,
                uses,
                threads,
                (System.nanoTime() - begun) / 1e9,
                (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
        long again = System.nanoTime();
        long missing = uses / 3;
        DaySums one = new DaySums(seed);
        readings(0, uses, uses, missing, one::add);
        System.out.println(
                Reconciliation.compare(
                        metered,
                        one,
                        to -> uses(0, uses, uses, to),
                        to -> readings(0, uses, uses, missing, to)));
        System.out.printf(
                "one reading left out, found on one thread in %.1f s%n",
                (System.nanoTime() - again) / 1e9);
    }

    private static void uses(long from, long until, long all, Consumer<MeteredUse> to) {
        for (long number = from; number < until; number++) {
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
        for (long number = from; number < until; number++) {
            UUID use = id(number, all);
            String before =
                    "{\"version\":1,\"kind\":\"access\",\"id\":\"00000000-0000-4000-8000-000000000000\",\"at\":\"2026-01-01T00:00:00Z\",\"organisation\":\"ZL01\",\"roles\":[\"RESEARCHER\"],\"staff\":\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\",\"purpose\":\"RESEARCH\",\"data\":\"REPORT\",\"resource\":\"Participant/00000000-0000-4000-8000-";
            String after =
                    "?project=%s&use=%s&bytes=0\",\"way\":\"environment\",\"decision\":\"permit\",\"reason\":\"The participant agreed. No National Data Opt-out is set.\"}"
                            .formatted(project(number), use);
            for (int person = number == missing ? 1 : 0; person < PEOPLE; person++) {
                LoggedUse.parse((before + (100_000_000_000L + person) + after).getBytes(UTF_8))
                        .ifPresent(to);
            }
        }
    }

    private static ProjectReference project(long number) {
        return new ProjectReference("P-" + number % 200);
    }

    /// Spread evenly over the year.
    private static UUID id(long number, long all) {
        long millis = BEGIN.toEpochMilli() + number * YEAR_MILLIS / all;
        return new UUID(
                (millis << 16) | 0x7000L | (number & 0xFFFL),
                0x8000_0000_0000_0000L | ((number * 0x9E37_79B9_7F4A_7C15L) >>> 2));
    }
}
