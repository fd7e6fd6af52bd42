package org.opengms.evaluation.statistics;

import java.util.Arrays;

/// When people left observation, in whole days, and why: by one of several competing causes, such
/// as a diagnosis or death, or because nobody looked any further (right censoring).
///
/// Only the counts of each day are kept, so that a million people cost no more than the days, two
/// tables can be added, and nobody is in it:
///
/// ```
/// day        0   1   2   3   4 …
/// cause 1    0   2   0   1   5      diagnosed
/// cause 2    0   0   1   0   0      died
/// censored   1   0   0   3   0      still waiting when the snapshot was taken
/// entered    –   0   1   0   0      came under observation late, at risk from the next day
/// ```
///
/// Those who leave by a cause on a day were at risk on it, as were those censored on it. Not for
/// several threads at once.
///
/// Sources: Kaplan and Meier (1958, doi:10.1080/01621459.1958.10501452); Andersen, Borgan, Gill and
/// Keiding, *Statistical Models Based on Counting Processes* (1993, doi:10.1007/978-1-4612-4348-9).
public final class TimeToEvent {
    /// What is given instead of a cause for those whom nobody looked at any longer.
    public static final int CENSORED = 0;

    /// The last day that can be recorded: almost three centuries.
    public static final int LAST_DAY = 100_000;

    private final long[][] ends;
    private long[] entries = new long[0];
    private long undelayed;
    private long people;
    private int lastDay = -1;

    private TimeToEvent(int causes) {
        if (causes < 1 || causes > 100) {
            throw new IllegalArgumentException(
                    "OGMS-9005 There are %d causes. Give 1 to 100.".formatted(causes));
        }
        ends = new long[causes + 1][0];
    }

    /// Nobody yet.
    ///
    /// @param causes that compete, numbered from 1; 1 where there is only the event
    /// @throws IllegalArgumentException OGMS-9005 if there is none
    public static TimeToEvent ofCauses(int causes) {
        return new TimeToEvent(causes);
    }

    /// Adds a person who was under observation from day 0 on.
    ///
    /// @param day on which they left, 0 to [#LAST_DAY]
    /// @param cause 1 to the number of causes, or [#CENSORED]
    /// @throws IllegalArgumentException OGMS-9004 or OGMS-9005 if there is no such day or cause
    public void record(int day, int cause) {
        record(day, cause, 1);
    }

    /// Adds people who were under observation from day 0 on.
    ///
    /// @param day on which they left, 0 to [#LAST_DAY]
    /// @param cause 1 to the number of causes, or [#CENSORED]
    /// @param count of them, 0 or more
    /// @throws IllegalArgumentException OGMS-9000, OGMS-9004 or OGMS-9005 if there is no such
    ///   count, day or cause
    public void record(int day, int cause, long count) {
        Given.count("People who left on a day", count, 0);
        end(day, cause, count);
        undelayed += count;
    }

    /// Adds a person who came under observation late (left truncation) and would not be here had
    /// they had the event before: at risk from the day after they entered.
    ///
    /// @param entryDay 0 or later
    /// @param day on which they left, after the entry, up to [#LAST_DAY]
    /// @param cause 1 to the number of causes, or [#CENSORED]
    /// @throws IllegalArgumentException OGMS-9004 or OGMS-9005 if there is no such day or cause
    public void recordDelayed(int entryDay, int day, int cause) {
        if (entryDay < 0 || entryDay >= day) {
            throw new IllegalArgumentException(
                    ("OGMS-9004 Entered on day %d, left on day %d. Enter on day 0 or later, and leave"
                                    + " on a later day.")
                            .formatted(entryDay, day));
        }
        end(day, cause, 1);
        if (entryDay >= entries.length) {
            entries = Arrays.copyOf(entries, Math.max(entryDay + 1, 2 * entries.length));
        }
        entries[entryDay]++;
    }

    private void end(int day, int cause, long count) {
        if (day < 0 || day > LAST_DAY) {
            throw new IllegalArgumentException(
                    "OGMS-9004 Somebody left on day %d. Give 0 to %d, counted from the start."
                            .formatted(day, LAST_DAY));
        }
        if (cause < 0 || cause >= ends.length) {
            throw new IllegalArgumentException(
                    "OGMS-9005 Somebody left by cause %d. Give 1 to %d, or 0 if censored."
                            .formatted(cause, ends.length - 1));
        }
        if (day >= ends[cause].length) {
            ends[cause] = Arrays.copyOf(ends[cause], Math.max(day + 1, 2 * ends[cause].length));
        }
        ends[cause][day] += count;
        people += count;
        if (count > 0) {
            lastDay = Math.max(lastDay, day);
        }
    }

    /// Adds all people of another table, such as that of another region.
    ///
    /// @param other with the same causes
    /// @throws IllegalArgumentException OGMS-9005 if it has others
    public void add(TimeToEvent other) {
        if (other.ends.length != ends.length) {
            throw new IllegalArgumentException(
                    "OGMS-9005 A table of %d causes is added to one of %d. Record both with the same."
                            .formatted(other.causes(), causes()));
        }
        for (int cause = 0; cause < ends.length; cause++) {
            ends[cause] = sum(ends[cause], other.ends[cause]);
        }
        entries = sum(entries, other.entries);
        undelayed += other.undelayed;
        people += other.people;
        lastDay = Math.max(lastDay, other.lastDay);
    }

    private static long[] sum(long[] a, long[] b) {
        long[] sum = Arrays.copyOf(a, Math.max(a.length, b.length));
        for (int i = 0; i < b.length; i++) {
            sum[i] += b[i];
        }
        return sum;
    }

    /// How many causes compete.
    public int causes() {
        return ends.length - 1;
    }

    /// How many people are in the table.
    public long people() {
        return people;
    }

    /// How many left by a cause.
    ///
    /// @param cause 1 to the number of causes, or [#CENSORED]
    /// @throws IllegalArgumentException OGMS-9005 if there is no such cause
    public long people(int cause) {
        if (cause != CENSORED) {
            checkCause(cause);
        }
        return Arrays.stream(ends[cause]).sum();
    }

    /// The last day on which anybody left, −1 if nobody is here: nothing is known of later ones.
    public int lastDay() {
        return lastDay;
    }

    /// How many were under observation on a day, those who left on it included: the row beneath a
    /// plot.
    ///
    /// @param day any
    public long atRisk(int day) {
        long atRisk = undelayed;
        for (int d = 0; d < Math.min(day, lastDay + 1); d++) {
            atRisk += enteredOn(d);
            for (int cause = 0; cause < ends.length; cause++) {
                atRisk -= endedOn(d, cause);
            }
        }
        return atRisk;
    }

    /// How long until the event, whatever its cause.
    ///
    /// @throws IllegalArgumentException OGMS-9003 if nobody is in the table
    public SurvivalCurve kaplanMeier() {
        return SurvivalCurve.of(days());
    }

    /// How long until the event of one cause, when another may come first and prevent it. The
    /// complement of a Kaplan–Meier curve that censors the others overstates this.
    ///
    /// @param cause 1 to the number of causes
    /// @throws IllegalArgumentException OGMS-9003 if nobody is in the table, OGMS-9005 if there is
    ///   no such cause
    public IncidenceCurve cumulativeIncidence(int cause) {
        checkCause(cause);
        return IncidenceCurve.of(days(), cause);
    }

    boolean isDelayed() {
        return people > undelayed;
    }

    void checkCause(int cause) {
        if (cause < 1 || cause >= ends.length) {
            throw new IllegalArgumentException(
                    "OGMS-9005 Asked for cause %d. Ask for 1 to %d.".formatted(cause, causes()));
        }
    }

    private long enteredOn(int day) {
        return day < entries.length ? entries[day] : 0;
    }

    private long endedOn(int day, int cause) {
        return day < ends[cause].length ? ends[cause][day] : 0;
    }

    /// The counts by day: who was at risk, and who left by each cause.
    Days days() {
        if (people == 0) {
            throw new IllegalArgumentException(
                    "OGMS-9003 Nobody was observed: there is no curve. Record somebody first.");
        }
        long[] atRisk = new long[lastDay + 1];
        long[] events = new long[lastDay + 1];
        long[][] byCause = new long[ends.length][];
        for (int cause = 0; cause < ends.length; cause++) {
            byCause[cause] = Arrays.copyOf(ends[cause], lastDay + 1);
        }
        long left = undelayed;
        for (int day = 0; day <= lastDay; day++) {
            atRisk[day] = left;
            for (int cause = 0; cause < ends.length; cause++) {
                long ended = byCause[cause][day];
                left -= ended;
                events[day] += cause == CENSORED ? 0 : ended;
            }
            left += enteredOn(day);
        }
        return new Days(atRisk, events, byCause);
    }

    /// Counts, each array indexed by day.
    ///
    /// @param atRisk on the day
    /// @param events of all causes
    /// @param byCause who left, by cause, then day; cause 0 are the censored
    @SuppressWarnings("ArrayRecordComponent") // read in place by the curves, never handed out
    record Days(long[] atRisk, long[] events, long[][] byCause) {}
}
