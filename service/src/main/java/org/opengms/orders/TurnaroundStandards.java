package org.opengms.orders;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opengms.datafile.DataFile;

/// Turnaround standards as dated data: how many calendar days a category of test is given, in which
/// parts, and which reasons for waiting stop the clock. How many days an order has, its directory
/// says; this says how they are counted.
///
/// @param version of the data
/// @param source where they come from
/// @param standards each with its first day
/// @param pauses status reasons that stop the clock; all others are the laboratory's own time
/// @param atRiskFromPercent from which part of its days on an order is at risk. A quarter of the
///   time left is a decision of the maintainers: nothing is published.
public record TurnaroundStandards(
        String version,
        String source,
        List<Standard> standards,
        List<Pause> pauses,
        int atRiskFromPercent) {
    private static final DataFile<TurnaroundStandards> FORM =
            new DataFile<>(
                    TurnaroundStandards.class,
                    "a file of turnaround standards",
                    "OGMS-2504",
                    standards -> standards);

    /// A standard.
    ///
    /// @param category as directories name it
    /// @param words what it is for
    /// @param from its first day
    /// @param calendarDays in all
    /// @param parts that its days are divided into; none where they are not
    public record Standard(
            String category, String words, LocalDate from, int calendarDays, List<Part> parts) {
        public Standard {
            parts = List.copyOf(parts);
            int sum = parts.stream().mapToInt(Part::calendarDays).sum();
            if (!parts.isEmpty() && sum != calendarDays) {
                throw new IllegalArgumentException(
                        "the parts of %s are %d days, not %d"
                                .formatted(category, sum, calendarDays));
            }
        }
    }

    /// A part of a standard's days; it begins where the one before ends.
    ///
    /// @param words from what to what
    /// @param endsWith the task whose completion ends it
    public record Part(String words, int calendarDays, TaskCode endsWith) {}

    /// A reason for waiting that stops the clock.
    ///
    /// @param statusReason code of `task-statusReason-genomics`
    /// @param from its first day
    /// @param why, with its source
    public record Pause(String statusReason, LocalDate from, String why) {}

    public TurnaroundStandards {
        standards = List.copyOf(standards);
        pauses = List.copyOf(pauses);
        Set<String> seen = new HashSet<>();
        for (Standard standard : standards) {
            if (!seen.add(standard.category() + " " + standard.from())) {
                throw new IllegalArgumentException(
                        "category %s stands in it twice from %s"
                                .formatted(standard.category(), standard.from()));
            }
        }
        for (Pause pause : pauses) {
            if (!TaskChange.STATUS_REASONS.contains(pause.statusReason())) {
                throw new IllegalArgumentException(
                        "%s is no national status reason".formatted(pause.statusReason()));
            }
        }
    }

    /// The standards that come with the program.
    public static TurnaroundStandards shipped() {
        return FORM.shipped(TurnaroundStandards.class, "turnaround-standards.json");
    }

    /// The standard of a category on a day.
    public Optional<Standard> standard(String category, LocalDate day) {
        return standards.stream()
                .filter(s -> s.category().equals(category) && !s.from().isAfter(day))
                .max(Comparator.comparing(Standard::from));
    }

    /// Whether waiting for this reason stops the clock on a day.
    public boolean pauses(String statusReason, LocalDate day) {
        return pauses.stream()
                .anyMatch(p -> p.statusReason().equals(statusReason) && !p.from().isAfter(day));
    }

    /// Whether so many of an order's days are used that little time is left.
    public boolean isAtRisk(int daysUsed, int standardDays) {
        return daysUsed * 100 >= standardDays * atRiskFromPercent;
    }
}
