package org.opengms.routing;

import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.opengms.directory.TestMethod;

/// A test that was done before for the same indication and found nothing.
///
/// @param method how it was done
/// @param reportedIn the month of its signed report, in the United Kingdom
public record NegativeTest(TestMethod method, YearMonth reportedIn) {
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("MMMM uuuu", Locale.UK);

    /// `exome sequencing found nothing in March 2025`.
    public String words() {
        return "%s found nothing in %s".formatted(method.words(), MONTH.format(reportedIn));
    }
}
