package org.opengms.planning.routing;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/// Something of which there is one version at a time, each signed and dated.
public sealed interface Version permits PolicyVersion, YieldTable {
    /// Its name, never used twice.
    String version();

    /// The first day of its effect.
    LocalDate effectiveFrom();

    /// Who signed it.
    Approval approval();

    /// The version in effect on a day: of those signed by then, the one whose effect began last.
    ///
    /// @throws IllegalArgumentException if none is in effect, or two began on the same day
    static <V extends Version> V inEffect(List<V> versions, LocalDate day) {
        List<V> current =
                versions.stream()
                        .filter(v ->
                                !v.effectiveFrom().isAfter(day) && !v.approval().on().isAfter(day))
                        .sorted(Comparator.comparing(Version::effectiveFrom).reversed())
                        .toList();
        if (current.isEmpty()) {
            throw new IllegalArgumentException(
                    "OGMS-6218 None of %d versions is signed and in effect on %s. Sign one that takes effect by then."
                            .formatted(versions.size(), day));
        }
        if (current.size() > 1
                && current.get(0).effectiveFrom().equals(current.get(1).effectiveFrom())) {
            throw new IllegalArgumentException(
                    "OGMS-6219 Versions %s and %s both take effect on %s. Withdraw one."
                            .formatted(
                                    current.get(0).version(),
                                    current.get(1).version(),
                                    current.get(0).effectiveFrom()));
        }
        return current.getFirst();
    }
}
