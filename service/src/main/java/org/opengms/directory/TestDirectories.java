package org.opengms.directory;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Every version of the directory that the service holds; older versions stay readable.
///
/// @param versions at least one
public record TestDirectories(List<TestDirectory> versions) {
    /// @throws IllegalArgumentException if there is no version, or two start on one day
    public TestDirectories {
        versions =
                versions.stream()
                        .sorted(Comparator.comparing(TestDirectory::effectiveFrom))
                        .toList();
        if (versions.isEmpty()) {
            throw new IllegalArgumentException(
                    "OGMS-2202 There is no test directory. Load one with --directory.");
        }
        for (int i = 1; i < versions.size(); i++) {
            if (versions.get(i).effectiveFrom().equals(versions.get(i - 1).effectiveFrom())) {
                throw new IllegalArgumentException(
                        "OGMS-2203 Directory versions %s and %s both start on %s."
                                .formatted(
                                        versions.get(i - 1).version(),
                                        versions.get(i).version(),
                                        versions.get(i).effectiveFrom()));
            }
        }
    }

    /// The version that applied on a day; absent before the first.
    public Optional<TestDirectory> applyingOn(LocalDate day) {
        return versions.reversed().stream()
                .filter(v -> !v.effectiveFrom().isAfter(day))
                .findFirst();
    }

    /// The version that an order of a day is judged by: the one that applied on it, else, on a day
    /// before the first, the oldest, which is nearest to what was in force then.
    public TestDirectory judging(LocalDate day) {
        return applyingOn(day).orElse(versions.getFirst());
    }

    /// The newest version, which may begin on a day to come.
    public TestDirectory newest() {
        return versions.getLast();
    }
}
