package org.opengms.planning.routing;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.opengms.datafile.DataFile;
import org.opengms.planning.routing.RoutingRequest.FamilyStructure;

/// How often tests find the cause, as signed by somebody responsible.
///
/// @param version its name
/// @param effectiveFrom the first day of its effect
/// @param approval who signed it
/// @param entries no two for the same case
public record YieldTable(
        String version, LocalDate effectiveFrom, Approval approval, List<Entry> entries)
        implements Version {
    /// The file form of a table of yields.
    public static final DataFile<YieldTable> FILE =
            new DataFile<>(
                    YieldTable.class, "a table of yields", "OGMS-6223", UnaryOperator.identity());

    /// @throws IllegalArgumentException if it has no name or two entries for one case
    public YieldTable {
        entries = List.copyOf(entries);
        if (version.isBlank()) {
            throw new IllegalArgumentException(
                    "OGMS-6224 A table of yields has no version. Give it a name never used before.");
        }
        long cases = entries.stream().map(Entry::about).distinct().count();
        if (cases < entries.size()) {
            throw new IllegalArgumentException(
                    "OGMS-6225 Table of yields %s has %d entries for %d cases. Leave one for each."
                            .formatted(version, entries.size(), cases));
        }
    }

    /// What a yield is about.
    ///
    /// @param indicationGroup of the request
    /// @param method of the test
    /// @param family whose samples were tested; empty for any
    /// @param afterNegative tests that found nothing before it
    public record Case(
            String indicationGroup,
            AssayMethod method,
            Optional<FamilyStructure> family,
            Set<AssayMethod> afterNegative) {
        /// Keeps the tests in a fixed order.
        public Case {
            afterNegative = ordered(afterNegative);
        }
    }

    /// One yield: a Beta distribution of the probability that the test finds the cause.
    ///
    /// @param about what
    /// @param alpha as if so many were found
    /// @param beta as if so many were not
    /// @param source of the figures
    public record Entry(Case about, double alpha, double beta, String source) {
        /// @throws IllegalArgumentException if a parameter is not positive and finite or the source
        ///   is blank
        public Entry {
            if (!(alpha > 0) || !(beta > 0) || !Double.isFinite(alpha + beta) || source.isBlank()) {
                throw new IllegalArgumentException(
                        "OGMS-6226 The yield of %s for %s has Beta parameters %s and %s and the source \"%s\". Both parameters must be more than 0 and the source named."
                                .formatted(
                                        about.method(),
                                        about.indicationGroup(),
                                        alpha,
                                        beta,
                                        source));
            }
        }

        /// The mean of the distribution.
        public double mean() {
            return alpha / (alpha + beta);
        }
    }

    /// The entry that fits a case best: that of the family before that of any, then that after most
    /// of the tests that found nothing. Entries after a test that was not done do not fit.
    Optional<Entry> find(
            String indicationGroup,
            AssayMethod method,
            FamilyStructure family,
            Set<AssayMethod> negativeBefore) {
        Entry best = null;
        int bestFit = -1;
        for (Entry entry : entries) {
            Case about = entry.about();
            if (!about.indicationGroup().equals(indicationGroup)
                    || about.method() != method
                    || about.family().filter(f -> f != family).isPresent()
                    || !negativeBefore.containsAll(about.afterNegative())) {
                continue;
            }
            int fit = (about.family().isPresent() ? 100 : 0) + about.afterNegative().size();
            if (fit > bestFit) {
                best = entry;
                bestFit = fit;
            }
        }
        return Optional.ofNullable(best);
    }

    /// The probability that a test finds the cause: that of the entry that fits best; 0 for a test
    /// that was done before and found nothing, unless an entry says otherwise, and where no entry
    /// fits, so that nothing is promised of what nobody has signed.
    double mean(
            String indicationGroup,
            AssayMethod method,
            FamilyStructure family,
            Set<AssayMethod> negativeBefore) {
        Optional<Entry> entry = find(indicationGroup, method, family, negativeBefore);
        if (negativeBefore.contains(method)) {
            entry = entry.filter(e -> e.about().afterNegative().contains(method));
        }
        return entry.map(Entry::mean).orElse(0.0);
    }

    /// The part about one class, for the record of a decision.
    YieldTable about(String indicationGroup) {
        return new YieldTable(
                version,
                effectiveFrom,
                approval,
                entries.stream()
                        .filter(e -> e.about().indicationGroup().equals(indicationGroup))
                        .toList());
    }

    /// The methods in a fixed order, so that the same set is always written the same.
    static Set<AssayMethod> ordered(Collection<AssayMethod> methods) {
        return methods.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(methods));
    }
}
