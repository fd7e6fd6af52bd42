package org.opengms.planning.routing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opengms.planning.routing.RoutingRequest.FamilyStructure;
import org.opengms.planning.routing.YieldTable.Case;
import org.opengms.planning.routing.YieldTable.Entry;

/// Yields as the service's own outcomes show them, corrected for who was selected for which test.
/// It has no effect until somebody approves it.
///
/// A test that is given to those in whom it finds more would look better than it is. So outcomes
/// are counted within strata (subgroup of the indication, family, tests negative before), each with
/// a Beta distribution, and the strata weighted as they are among *all* requests of the case,
/// whatever test they were given. This is post-stratification; with these strata it is the same as
/// weighting each outcome by the inverse of how likely its stratum was to get the test. It corrects
/// for what is recorded here, and for nothing else that may have guided the selection. The mean and
/// variance of the weighted sum give the Beta distribution that is proposed.
///
/// @param rows by case
public record YieldProposal(List<Row> rows) {
    /// What the present yield counts for in each stratum: as much as so many outcomes.
    private static final double PRIOR_OUTCOMES = 2;

    /// Keeps the rows as they are.
    public YieldProposal {
        rows = List.copyOf(rows);
    }

    /// One yield proposed.
    ///
    /// @param proposed with its source
    /// @param naiveMean found over tested, without correction
    /// @param presentMean in the table in effect; empty if it has none
    /// @param tested outcomes that it rests on
    /// @param unseenShare the share of the case's requests in strata in which nobody had the test,
    ///   for which the present yield alone speaks
    public record Row(
            Entry proposed,
            double naiveMean,
            Optional<Double> presentMean,
            int tested,
            double unseenShare) {}

    /// Proposes yields for every case in which enough tests were reported: of each group and method
    /// over all its requests, and of those with the same family and the same negative tests.
    ///
    /// @param outcomes of all requests of the time, whatever test they were given
    /// @param present the table in effect
    /// @param leastTested how many reported tests a proposal needs
    /// @param source what to call these outcomes
    public static YieldProposal of(
            List<Outcome> outcomes, YieldTable present, int leastTested, String source) {
        Map<Case, List<Outcome>> requests = new LinkedHashMap<>();
        Map<String, List<Outcome>> byGroup = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            byGroup.computeIfAbsent(outcome.indicationGroup(), _ -> new ArrayList<>()).add(outcome);
        }
        byGroup.forEach((group, all) -> {
            Set<AssayMethod> methods = new LinkedHashSet<>();
            all.forEach(o -> methods.add(o.method()));
            for (AssayMethod method : methods) {
                requests.put(new Case(group, method, Optional.empty(), Set.of()), all);
                for (Outcome o : all) {
                    requests.computeIfAbsent(
                            new Case(group, method, Optional.of(o.family()), o.negativeBefore()),
                            about -> sameOrigin(all, about));
                }
            }
        });
        List<Row> rows = new ArrayList<>();
        requests.forEach((about, population) -> {
            Row row = row(about, population, present, source);
            if (row.tested() >= leastTested) {
                rows.add(row);
            }
        });
        rows.sort(Comparator.comparing(YieldProposal::key));
        return new YieldProposal(rows);
    }

    /// The table that results if somebody signs it: the present one with these yields in place of
    /// those of the same cases.
    ///
    /// @param version a new name
    /// @param effectiveFrom the first day of its effect
    /// @param approval who signs
    /// @throws IllegalArgumentException if the version is the present one
    public YieldTable approve(
            YieldTable present, String version, LocalDate effectiveFrom, Approval approval) {
        if (version.equals(present.version())) {
            throw new IllegalArgumentException(
                    "OGMS-6238 Version %s is in use. Give the new table a name never used before."
                            .formatted(version));
        }
        Map<Case, Entry> entries = new LinkedHashMap<>();
        present.entries().forEach(e -> entries.put(e.about(), e));
        rows.forEach(r -> entries.put(r.proposed().about(), r.proposed()));
        return new YieldTable(version, effectiveFrom, approval, List.copyOf(entries.values()));
    }

    private static String key(Row row) {
        Case about = row.proposed().about();
        return "%s %s %s %s"
                .formatted(
                        about.indicationGroup(),
                        about.method(),
                        about.family().map(FamilyStructure::name).orElse(""),
                        about.afterNegative());
    }

    private static List<Outcome> sameOrigin(List<Outcome> outcomes, Case about) {
        return outcomes.stream()
                .filter(o ->
                        about.family().filter(f -> f == o.family()).isPresent()
                                && o.negativeBefore().equals(about.afterNegative()))
                .toList();
    }

    private record Stratum(
            String subgroup, FamilyStructure family, Set<AssayMethod> negativeBefore) {}

    private static final class Counts {
        private int requests;
        private int tested;
        private int found;
    }

    private static Row row(
            Case about, List<Outcome> population, YieldTable present, String source) {
        Map<Stratum, Counts> strata = new HashMap<>();
        int tested = 0;
        int found = 0;
        for (Outcome o : population) {
            Counts counts =
                    strata.computeIfAbsent(
                            new Stratum(o.subgroup(), o.family(), o.negativeBefore()),
                            _ -> new Counts());
            counts.requests++;
            if (o.method() == about.method() && o.result() != Outcome.Result.PENDING) {
                int hit = o.result() == Outcome.Result.FOUND ? 1 : 0;
                counts.tested++;
                counts.found += hit;
                tested++;
                found += hit;
            }
        }
        Optional<Double> before =
                present.entries().stream()
                        .filter(e -> e.about().equals(about))
                        .map(Entry::mean)
                        .findFirst();
        // Without a present yield the strata lean on what all tested together show.
        double prior = before.orElse((found + 0.5) / (tested + 1));
        double mean = 0;
        double variance = 0;
        double unseen = 0;
        for (Counts counts : ordered(strata)) {
            double weight = (double) counts.requests / population.size();
            double alpha = PRIOR_OUTCOMES * prior + counts.found;
            double total = PRIOR_OUTCOMES + counts.tested;
            double stratumMean = alpha / total;
            mean += weight * stratumMean;
            variance += weight * weight * stratumMean * (1 - stratumMean) / (total + 1);
            unseen += counts.tested == 0 ? weight : 0;
        }
        double concentration = mean * (1 - mean) / variance - 1;
        Entry proposed = new Entry(about, mean * concentration, (1 - mean) * concentration, source);
        return new Row(proposed, tested == 0 ? 0 : (double) found / tested, before, tested, unseen);
    }

    /// In an order that does not depend on that of the outcomes, so that sums are the same to the
    /// bit.
    private static List<Counts> ordered(Map<Stratum, Counts> strata) {
        return strata.values().stream()
                .sorted(
                        Comparator.comparingInt((Counts c) -> c.requests)
                                .thenComparingInt(c -> c.tested)
                                .thenComparingInt(c -> c.found))
                .toList();
    }
}
