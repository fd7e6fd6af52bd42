package org.opengms.maturity;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.opengms.datafile.DataFile;

/// When what was observed of a site counts for routing and planning instead of what was said of it,
/// as dated data.
///
/// @param version of the rule
/// @param from its first day
/// @param months complete months that are counted, with the one that runs
/// @param leastOrders that a share must stand on
/// @param openedWithinDays in which a signed report is to be opened by the ordering site
/// @param source where it comes from
public record ReadinessRule(
        String version,
        LocalDate from,
        int months,
        int leastOrders,
        int openedWithinDays,
        String source) {
    private static final List<ReadinessRule> SHIPPED =
            new DataFile<>(
                            Versions.class,
                            "a file of rules for observed readiness",
                            "OGMS-8902",
                            versions -> versions)
                    .shipped(ReadinessRule.class, "readiness-rules.json")
                    .versions();

    /// @throws IllegalArgumentException if a number is not of this world
    public ReadinessRule {
        if (months < 1
                || months > 24
                || leastOrders < 1
                || openedWithinDays < 1
                || openedWithinDays > 365) {
            throw new IllegalArgumentException(
                    "months must be 1 to 24, leastOrders 1 or more, openedWithinDays 1 to 365.");
        }
    }

    /// The versions of a file.
    ///
    /// @param format [#FORMAT]
    record Versions(String format, List<ReadinessRule> versions) {
        static final String FORMAT = "opengms-observed-readiness/1";

        Versions {
            if (!format.equals(FORMAT) || versions.isEmpty()) {
                throw new IllegalArgumentException(
                        "format must be \"%s\", and there must be a version.".formatted(FORMAT));
            }
            versions = versions.stream().sorted(Comparator.comparing(ReadinessRule::from)).toList();
        }
    }

    /// The version in force on a day: the newest that has begun, before the first the first.
    public static ReadinessRule on(LocalDate day) {
        return SHIPPED.reversed().stream()
                .filter(rule -> !rule.from().isAfter(day))
                .findFirst()
                .orElse(SHIPPED.getFirst());
    }
}
