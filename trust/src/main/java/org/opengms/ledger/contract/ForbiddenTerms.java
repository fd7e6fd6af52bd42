package org.opengms.ledger.contract;

import java.util.List;
import java.util.stream.Collectors;

/// A contract says what no contract may say.
public final class ForbiddenTerms extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // made of the lists that the platform serialises
    private final List<Finding> findings;

    ForbiddenTerms(List<Finding> findings) {
        super(
                findings.stream()
                        .map(Finding::toString)
                        .collect(Collectors.joining(" ", "OGMS-7750 ", "")));
        this.findings = List.copyOf(findings);
    }

    /// Every term that is forbidden.
    public List<Finding> findings() {
        return findings;
    }

    /// One term that is forbidden.
    ///
    /// @param clause which
    /// @param principle what it goes against
    /// @param why in words, and what to do
    public record Finding(String clause, Principle principle, String why)
            implements java.io.Serializable {
        @Override
        public String toString() {
            return "Clause %s: %s (%s.)".formatted(clause, why, principle.citation());
        }
    }
}
