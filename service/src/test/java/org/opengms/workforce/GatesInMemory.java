package org.opengms.workforce;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opengms.infrastructure.OdsCode;

/// Decisions of gates in memory.
final class GatesInMemory implements GateStore {
    final List<GateDecision> decisions = new ArrayList<>();
    private final Map<OdsCode, ModeChange> modes = new HashMap<>();
    private final Map<UUID, OverrideReview> reviews = new LinkedHashMap<>();

    @Override
    public void add(GateDecision decision) {
        decisions.add(decision);
    }

    @Override
    public List<Lacking> lacking(OdsCode organisation, Instant since) {
        Map<List<Object>, Lacking> found = new LinkedHashMap<>();
        for (GateDecision d : decisions) {
            if (d.organisation().equals(organisation)
                    && !d.at().isBefore(since)
                    && d.outcome().isLacking()) {
                found.merge(
                        List.of(d.who(), d.competence()),
                        new Lacking(d.who(), d.competence(), 1, d.at()),
                        (a, b) ->
                                new Lacking(
                                        a.who(), a.competence(), a.times() + b.times(), b.last()));
            }
        }
        return List.copyOf(found.values());
    }

    @Override
    public Map<OdsCode, ModeChange> modes() {
        return Map.copyOf(modes);
    }

    @Override
    public boolean append(ModeChange change) {
        ModeChange before = modes.get(change.organisation());
        if (change.number() != (before == null ? 1 : before.number() + 1)) {
            return false;
        }
        modes.put(change.organisation(), change);
        return true;
    }

    @Override
    public List<GateDecision> toReview(Optional<OdsCode> organisation, int most) {
        return decisions.stream()
                .filter(d -> d.outcome().isReviewed() && !reviews.containsKey(d.id()))
                .filter(d -> organisation.filter(o -> !d.organisation().isOrPartOf(o)).isEmpty())
                .limit(most)
                .toList();
    }

    @Override
    public Optional<GateDecision> find(UUID id) {
        return decisions.stream().filter(d -> d.id().equals(id)).findFirst();
    }

    @Override
    public boolean append(OverrideReview review) {
        return reviews.putIfAbsent(review.decision(), review) == null;
    }
}
