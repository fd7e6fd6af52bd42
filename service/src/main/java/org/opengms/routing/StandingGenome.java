package org.opengms.routing;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.opengms.directory.TestMethod;

/// A whole genome that is kept behind a conventional test: it is ordered without a new request if
/// that test finds no cause.
///
/// @param genome which test, and the laboratory whose work it was promised on
/// @param firstDueOn the day by whose end the conventional test is to be reported
/// @param reportBy the day by whose end the genome is promised, if the conventional test is
///   reported on its last day; the sooner that is, the sooner this
public record StandingGenome(Route.Test genome, LocalDate firstDueOn, LocalDate reportBy) {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);

    /// @throws IllegalArgumentException if it is no genome or the days run backwards
    public StandingGenome {
        if (genome.method() != TestMethod.WGS || reportBy.isBefore(firstDueOn)) {
            throw new IllegalArgumentException(
                    "OGMS-2340 A %s to be reported by %s stands behind a test due on %s. Keep a whole genome, reported after it."
                            .formatted(genome.method().words(), reportBy, firstDueOn));
        }
    }

    /// `R901.1 (whole genome sequencing) follows without a new request, to be reported by 7 March
    /// 2027`.
    public String words() {
        return "%s (%s) follows without a new request, to be reported by %s"
                .formatted(genome.testCode(), genome.method().words(), day(reportBy));
    }

    /// A day as people read it.
    static String day(LocalDate day) {
        return DAY.format(day);
    }
}
