package org.opengms.metering;

import java.time.LocalDate;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;

/// Whether metering and transparency log tell the same: that every metered use has exactly as many
/// readings in the log as it says, of as many bytes, by the same project, and that every reading in
/// the log that names a use is metered.
///
/// Neither side is sorted, and neither fits into memory. So both are read once into a sum for each
/// day that the order of records does not change: a use adds what its readings must add, each
/// reading adds its part. Where the sums of a day agree, the day agrees, but for a chance of about
/// 2⁻⁶⁴ that nobody can bring about, since what is summed is drawn anew each time. Where they do
/// not, both sides are read once more for that day alone, use by use, and the first difference is
/// named.
public final class Reconciliation {
    private Reconciliation() {}

    /// One side, read from beginning to end whenever it is asked, in any order, by any number of
    /// threads.
    ///
    /// @param <T> what it holds
    @FunctionalInterface
    public interface Side<T> {
        /// Hands on everything of it.
        void read(Consumer<T> to);
    }

    /// What came of it.
    public sealed interface Outcome {
        /// Both tell the same.
        ///
        /// @param uses metered that read data of participants
        /// @param readings in the log
        /// @param bytes handed over
        record Agrees(long uses, long readings, long bytes) implements Outcome {}

        /// They do not.
        ///
        /// @param days on which they differ
        /// @param first of them
        /// @param difference first by the id of the use, which is in the order of time
        record Differs(int days, LocalDate first, Difference difference) implements Outcome {}
    }

    /// A use of which both sides tell something else.
    ///
    /// @param use which
    /// @param metered what metering says; empty if it does not know the use
    /// @param logged what the log says; empty if no reading names the use
    public record Difference(UUID use, Optional<Told> metered, Optional<Told> logged) {
        /// What is wrong, in words.
        public String words() {
            if (metered.isEmpty()) {
                return "The log holds %s of use %s, which is not metered."
                        .formatted(logged.map(Told::words).orElse("nothing"), use);
            }
            if (logged.isEmpty()) {
                return "Use %s is metered with %s, and no reading in the log names it."
                        .formatted(use, metered.get().words());
            }
            return "Use %s is metered with %s; the log holds %s."
                    .formatted(use, metered.get().words(), logged.get().words());
        }
    }

    /// What one side tells of a use.
    ///
    /// @param projects that it names; one, if nothing is wrong
    /// @param readings how many
    /// @param bytes of all of them
    public record Told(SortedSet<String> projects, long readings, long bytes) {
        public Told {
            projects = Collections.unmodifiableSortedSet(new TreeSet<>(projects));
        }

        static Told of(ProjectReference project, long readings, long bytes) {
            return new Told(new TreeSet<>(Set.of(project.value())), readings, bytes);
        }

        Told and(Told other) {
            SortedSet<String> all = new TreeSet<>(projects);
            all.addAll(other.projects);
            return new Told(all, readings + other.readings, bytes + other.bytes);
        }

        String words() {
            return "%d readings and %d bytes by project %s"
                    .formatted(readings, bytes, String.join(" and ", projects));
        }
    }

    /// Compares.
    ///
    /// @param metered uses; those that read no data of participants have no reading and are left
    ///   out
    /// @param logged readings
    /// @param seed of what is summed: fresh, random and kept from whoever could write records
    public static Outcome compare(Side<MeteredUse> metered, Side<LoggedUse> logged, long seed) {
        DaySums uses = new DaySums(seed);
        metered.read(uses::add);
        DaySums readings = new DaySums(seed);
        logged.read(readings::add);
        return compare(uses, readings, metered, logged);
    }

    /// Compares sums that were made before, by several threads perhaps.
    ///
    /// @param uses sums of metering
    /// @param readings sums of the log
    public static Outcome compare(
            DaySums uses, DaySums readings, Side<MeteredUse> metered, Side<LoggedUse> logged) {
        SortedMap<LocalDate, long[]> days = new TreeMap<>(uses.days());
        readings.days().forEach((day, sum) -> days.putIfAbsent(day, sum));
        days.keySet().removeIf(day -> uses.agrees(day, readings));
        if (days.isEmpty()) {
            return new Outcome.Agrees(uses.uses(), readings.readings(), readings.bytes());
        }
        LocalDate first = days.firstKey();
        return new Outcome.Differs(
                days.size(),
                first,
                difference(first, metered, logged)
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "OGMS-7603 Metering or log changed on %s while they were compared. Compare days that are over."
                                                .formatted(first))));
    }

    /// The first difference of one day, by comparing it use by use.
    static Optional<Difference> difference(
            LocalDate day, Side<MeteredUse> metered, Side<LoggedUse> logged) {
        SortedMap<UUID, Told> ours = new TreeMap<>(Reconciliation::inTime);
        metered.read(use -> {
            if (use.records() > 0 && use.day().equals(day)) {
                ours.merge(use.id(), Told.of(use.project(), use.records(), use.bytes()), Told::and);
            }
        });
        SortedMap<UUID, Told> theirs = new TreeMap<>(Reconciliation::inTime);
        logged.read(reading -> {
            if (DaySums.day(reading.use()).equals(day)) {
                theirs.merge(
                        reading.use(), Told.of(reading.project(), 1, reading.bytes()), Told::and);
            }
        });
        NavigableMap<UUID, Told> all = new TreeMap<>(Reconciliation::inTime);
        all.putAll(ours);
        theirs.forEach(all::putIfAbsent);
        for (UUID use : all.navigableKeySet()) {
            Optional<Told> here = Optional.ofNullable(ours.get(use));
            Optional<Told> there = Optional.ofNullable(theirs.get(use));
            if (!here.equals(there)) {
                return Optional.of(new Difference(use, here, there));
            }
        }
        return Optional.empty();
    }

    /// Ids in the order of time, as their text is.
    private static int inTime(UUID one, UUID other) {
        int high =
                Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(
                        one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }
}
