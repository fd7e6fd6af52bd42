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
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

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
/// Strata with few outcomes are counted as one: each would lean on the present yield by itself, so
/// that many of them would repeat it as if it were evidence. Strata without any are one as well,
/// for which the present yield alone speaks, as unsure as two outcomes.
///
/// @param rows by case
/// @param withheld cases in which too few tests were reported to propose anything
public record YieldProposal(List<Row> rows, List<Case> withheld) {
    /// What the present yield counts for in each stratum: as much as so many outcomes.
    private static final double PRIOR_OUTCOMES = 2;

    /// A stratum with fewer outcomes is counted together with others like it.
    private static final int LEAST_IN_STRATUM = 10;

    /// Keeps the rows as they are.
    public YieldProposal {
        rows = List.copyOf(rows);
        withheld = List.copyOf(withheld);
    }

    /// One yield proposed.
    ///
    /// @param proposed with its source
    /// @param present what such a request is routed with now, which may be an entry of a wider
    ///   case; empty if the table in effect has none
    /// @param requests of the case, whatever test they were given
    /// @param tested outcomes that it rests on
    /// @param found how many of them found the cause
    /// @param pending requests that were given the test and are not reported
    /// @param unseenShare the share of the case's requests in strata in which nobody had the test,
    ///   for which the present yield alone speaks
    /// @param pooledShare the share of the case's requests in strata with so few outcomes that they
    ///   were counted as one, and not corrected among each other
    public record Row(
            Entry proposed,
            Optional<Entry> present,
            int requests,
            int tested,
            int found,
            int pending,
            double unseenShare,
            double pooledShare) {
        /// Found over tested, without correction; 0 where nothing was tested.
        public double naiveMean() {
            return tested == 0 ? 0 : (double) found / tested;
        }
    }

    /// Proposes yields from outcomes that are told one by one, as [#ofCounts].
    public static YieldProposal of(
            List<Outcome> outcomes, YieldTable present, int leastTested, String source) {
        return ofCounts(
                outcomes.stream().map(o -> new OutcomeCount(o, 1)).toList(),
                present,
                leastTested,
                source);
    }

    /// Proposes yields for every case in which enough tests were reported: of each group and method
    /// over all its requests, and of those with the same family and the same negative tests.
    ///
    /// @param outcomes of all requests of the time, whatever test they were given
    /// @param present the table in effect
    /// @param leastTested how many reported tests a proposal needs
    /// @param source what to call these outcomes
    public static YieldProposal ofCounts(
            List<OutcomeCount> outcomes, YieldTable present, int leastTested, String source) {
        Map<Case, List<OutcomeCount>> requests = new LinkedHashMap<>();
        Map<String, List<OutcomeCount>> byGroup = new LinkedHashMap<>();
        for (OutcomeCount count : outcomes) {
            byGroup.computeIfAbsent(count.outcome().indicationGroup(), _ -> new ArrayList<>())
                    .add(count);
        }
        byGroup.forEach((group, all) -> {
            Set<AssayMethod> methods = new LinkedHashSet<>();
            all.forEach(c -> methods.add(c.outcome().method()));
            for (AssayMethod method : methods) {
                requests.put(new Case(group, method, Optional.empty(), Set.of()), all);
                for (OutcomeCount count : all) {
                    Outcome o = count.outcome();
                    requests.computeIfAbsent(
                            new Case(group, method, Optional.of(o.family()), o.negativeBefore()),
                            about -> sameOrigin(all, about));
                }
            }
        });
        List<Row> rows = new ArrayList<>();
        List<Case> withheld = new ArrayList<>();
        requests.forEach((about, population) -> {
            Counting counting = new Counting(about, population);
            if (counting.tested >= leastTested) {
                rows.add(counting.row(present, source));
            } else if (counting.tested > 0) {
                withheld.add(about);
            }
        });
        rows.sort(Comparator.comparing(row -> key(row.proposed().about())));
        withheld.sort(Comparator.comparing(YieldProposal::key));
        return new YieldProposal(rows, withheld);
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

    /// The same as a file to be signed: its version, first day and approval are empty, and until a
    /// person has filled them in it is refused wherever a table of yields is read.
    public String draft(YieldTable present) {
        LocalDate any = present.effectiveFrom();
        YieldTable table =
                approve(present, present.version() + "*", any, new Approval("-", "-", any));
        JsonMapper json = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        ObjectNode tree = (ObjectNode) json.readTree(YieldTable.FILE.line(table));
        tree.put("version", "");
        tree.put("effectiveFrom", "");
        tree.putObject("approval").put("name", "").put("role", "").put("on", "");
        return json.writeValueAsString(tree) + "\n";
    }

    private static String key(Case about) {
        return "%s %s %s %s"
                .formatted(
                        about.indicationGroup(),
                        about.method(),
                        about.family().map(FamilyStructure::name).orElse(""),
                        about.afterNegative());
    }

    private static List<OutcomeCount> sameOrigin(List<OutcomeCount> outcomes, Case about) {
        return outcomes.stream()
                .filter(c ->
                        about.family().filter(f -> f == c.outcome().family()).isPresent()
                                && c.outcome().negativeBefore().equals(about.afterNegative()))
                .toList();
    }

    private record Stratum(
            String subgroup, FamilyStructure family, Set<AssayMethod> negativeBefore) {}

    private static final class Counts {
        private int requests;
        private int tested;
        private int found;

        void add(Counts other) {
            requests += other.requests;
            tested += other.tested;
            found += other.found;
        }
    }

    /// The outcomes of one case, by stratum and altogether.
    private static final class Counting {
        private final Case about;
        private final Map<Stratum, Counts> strata = new HashMap<>();
        private int requests;
        private int tested;
        private int found;
        private int pending;

        Counting(Case about, List<OutcomeCount> population) {
            this.about = about;
            for (OutcomeCount count : population) {
                Outcome o = count.outcome();
                Counts counts =
                        strata.computeIfAbsent(
                                new Stratum(o.subgroup(), o.family(), o.negativeBefore()),
                                _ -> new Counts());
                counts.requests += count.requests();
                requests += count.requests();
                if (o.method() != about.method()) {
                    continue;
                }
                switch (o.result()) {
                    case PENDING -> pending += count.requests();
                    case NOT_FOUND -> counts.tested += count.requests();
                    case FOUND -> {
                        counts.tested += count.requests();
                        counts.found += count.requests();
                    }
                }
            }
            for (Counts counts : strata.values()) {
                tested += counts.tested;
                found += counts.found;
            }
        }

        Row row(YieldTable table, String source) {
            Optional<Entry> present = present(table);
            // Without a present yield the strata lean on what all tested together show.
            double prior = present.map(Entry::mean).orElse((found + 0.5) / (tested + 1));
            Counts unseen = new Counts();
            Counts pooled = new Counts();
            List<Counts> weighed = new ArrayList<>();
            for (Counts counts : strata.values()) {
                if (counts.tested == 0) {
                    unseen.add(counts);
                } else if (counts.tested < LEAST_IN_STRATUM) {
                    pooled.add(counts);
                } else {
                    weighed.add(counts);
                }
            }
            weighed.add(pooled);
            weighed.add(unseen);
            double mean = 0;
            double variance = 0;
            for (Counts counts : ordered(weighed)) {
                double weight = (double) counts.requests / requests;
                double alpha = PRIOR_OUTCOMES * prior + counts.found;
                double total = PRIOR_OUTCOMES + counts.tested;
                double stratumMean = alpha / total;
                mean += weight * stratumMean;
                variance += weight * weight * stratumMean * (1 - stratumMean) / (total + 1);
            }
            double concentration = mean * (1 - mean) / variance - 1;
            Entry proposed =
                    new Entry(about, mean * concentration, (1 - mean) * concentration, source);
            return new Row(
                    proposed,
                    present,
                    requests,
                    tested,
                    found,
                    pending,
                    (double) unseen.requests / requests,
                    (double) pooled.requests / requests);
        }

        /// The entry that such a request is routed with now; none for a test that was done before
        /// and found nothing, unless the table speaks of just that.
        private Optional<Entry> present(YieldTable table) {
            Optional<Entry> exact =
                    table.entries().stream().filter(e -> e.about().equals(about)).findFirst();
            if (exact.isPresent() || about.afterNegative().contains(about.method())) {
                return exact;
            }
            return about.family()
                    .flatMap(family ->
                            table.find(
                                    about.indicationGroup(),
                                    about.method(),
                                    family,
                                    about.afterNegative()));
        }

        /// In an order that does not depend on that of the outcomes, so that sums are the same to
        /// the bit.
        private static List<Counts> ordered(List<Counts> strata) {
            return strata.stream()
                    .sorted(
                            Comparator.comparingInt((Counts c) -> c.requests)
                                    .thenComparingInt(c -> c.tested)
                                    .thenComparingInt(c -> c.found))
                    .toList();
        }
    }
}
