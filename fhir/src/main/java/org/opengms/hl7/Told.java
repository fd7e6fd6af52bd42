package org.opengms.hl7;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.orders.Finding;
import org.opengms.orders.FindingKind;
import org.opengms.orders.Grade;

/// Everything that is to be told of one message.
final class Told {
    /// How many places one finding names before it only counts them.
    private static final int MOST_PLACES = 60;

    private final AcceptancePolicy policy;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Cleaning, Set<String>> cleaned = new EnumMap<>(Cleaning.class);

    Told(AcceptancePolicy policy) {
        this.policy = policy;
    }

    void find(FindingKind kind, String location, String words, String advice) {
        findings.add(policy.finding(kind, location, words, advice));
    }

    void cleaned(Cleaning what, String location) {
        cleaned.computeIfAbsent(what, w -> new LinkedHashSet<>()).add(location);
    }

    boolean refuses() {
        return AcceptancePolicy.refuses(findings);
    }

    /// The findings, then what was mended.
    List<Finding> all() {
        List<Finding> all = new ArrayList<>(findings);
        cleaned.forEach((what, places) ->
                all.add(
                        policy.finding(
                                what.kind(),
                                places.iterator().next(),
                                what.words() + among(places) + ".",
                                what.advice())));
        all.sort(java.util.Comparator.comparingInt((Finding f) -> weight(f.grade())));
        return List.copyOf(all);
    }

    /// The places beyond the first, which the finding's path names.
    static String among(Set<String> places) {
        if (places.size() < 2) {
            return "";
        }
        List<String> rest = places.stream().skip(1).limit(MOST_PLACES).toList();
        int more = places.size() - 1 - rest.size();
        return "; so too at "
                + String.join(", ", rest)
                + (more > 0 ? " and %d more places".formatted(more) : "");
    }

    private static int weight(Grade grade) {
        return switch (grade) {
            case ERROR -> 0;
            case WARNING -> 1;
            case INFORMATION -> 2;
        };
    }
}
