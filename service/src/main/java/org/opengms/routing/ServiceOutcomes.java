package org.opengms.routing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.opengms.planning.routing.AssayMethod;
import org.opengms.planning.routing.Outcome;
import org.opengms.planning.routing.OutcomeCount;
import org.opengms.planning.routing.RoutingRequest.FamilyStructure;

/// The service's own outcomes in a form that may leave it: counted, and no kind of request so rare
/// that it would point to somebody.
///
/// The kind of a request is its indication, urgency, family and the tests that found nothing before
/// it. A kind of fewer than [#LEAST_ALIKE] requests is counted under [#OTHER] indications with the
/// same family and tests; where even these are fewer, they are left out, and how many is told.
///
/// @param from first day on which the requests were routed, UTC
/// @param until last day
/// @param counts by kind, test and result, in the order of their words
/// @param requests in `counts`
/// @param withheld requests left out because too few were alike
/// @param unread requests whose record does not say what they were selected by
public record ServiceOutcomes(
        LocalDate from,
        LocalDate until,
        List<OutcomeCount> counts,
        int requests,
        int withheld,
        int unread) {
    /// No fewer requests are told apart from others.
    public static final int LEAST_ALIKE = 10;

    /// What rare indications are called together.
    static final String OTHER = "other";

    public ServiceOutcomes {
        counts = List.copyOf(counts);
    }

    private record Kind(
            String group, String subgroup, FamilyStructure family, Set<AssayMethod> negative) {
        Kind other() {
            return new Kind(group, OTHER, family, negative);
        }
    }

    /// Makes them of what was counted.
    ///
    /// @param groups in which yields are known
    public static ServiceOutcomes of(
            LocalDate from,
            LocalDate until,
            OutcomeSource.Counted counted,
            IndicationGroups groups) {
        Map<Kind, Integer> sizes = new LinkedHashMap<>();
        for (OutcomeSource.Row row : counted.rows()) {
            sizes.merge(kind(row, groups), row.requests(), Integer::sum);
        }
        Map<Kind, Integer> others = new LinkedHashMap<>();
        sizes.forEach((kind, size) -> {
            if (size < LEAST_ALIKE) {
                others.merge(kind.other(), size, Integer::sum);
            }
        });
        Map<Outcome, Integer> outcomes = new LinkedHashMap<>();
        int requests = 0;
        int withheld = 0;
        for (OutcomeSource.Row row : counted.rows()) {
            Kind kind = kind(row, groups);
            if (sizes.getOrDefault(kind, 0) < LEAST_ALIKE) {
                kind = kind.other();
                if (others.getOrDefault(kind, 0) < LEAST_ALIKE) {
                    withheld += row.requests();
                    continue;
                }
            }
            requests += row.requests();
            outcomes.merge(
                    new Outcome(
                            kind.group(),
                            kind.subgroup(),
                            kind.family(),
                            kind.negative(),
                            Assays.of(row.method()),
                            row.result()),
                    row.requests(),
                    Integer::sum);
        }
        List<OutcomeCount> counts = new ArrayList<>();
        outcomes.forEach((outcome, number) -> counts.add(new OutcomeCount(outcome, number)));
        counts.sort(Comparator.comparing(count -> count.outcome().toString()));
        return new ServiceOutcomes(from, until, counts, requests, withheld, counted.unread());
    }

    private static Kind kind(OutcomeSource.Row row, IndicationGroups groups) {
        return new Kind(
                groups.of(row.indicationCode()),
                row.indicationCode() + " " + row.priority().name().toLowerCase(Locale.ROOT),
                row.family(),
                row.negativeBefore());
    }
}
