package org.opengms.disclosure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.opengms.disclosure.DisclosureRules.FrequencyRules;
import org.roaringbitmap.RoaringBitmap;

/// How many allele frequencies have been released of whom, cumulatively. A site of a group of n
/// people costs each of them 1/n; what groups cost that share a person adds up. For simplicity a
/// group bears what every group costs that overlaps it, which is at least what its most exposed
/// person bears.
///
/// Not durable: whoever keeps releases replays them in order.
public final class FrequencyReleases {
    private final FrequencyRules rules;
    private final List<Group> groups = new ArrayList<>();

    private record Group(RoaringBitmap people, Set<String> sites) {}

    /// Whether frequencies may be released.
    ///
    /// @param allowed whether they may
    /// @param sitesPerPerson m/n if they were, with everything before
    public record Decision(boolean allowed, double sitesPerPerson) {}

    public FrequencyReleases(FrequencyRules rules) {
        this.rules = rules;
    }

    /// Counts frequencies in if they may be released; otherwise nothing changes. The same site of
    /// the same people costs nothing again, since the answer is the same.
    ///
    /// @param people whose frequencies
    /// @param sites independent sites, by any name that is the same for the same site. Sites in
    ///   linkage count as one and are given one name by the caller, or as many
    public synchronized Decision release(RoaringBitmap people, Set<String> sites) {
        Set<String> fresh = new HashSet<>(sites);
        double before = 0;
        for (Group group : groups) {
            if (group.people.equals(people)) {
                fresh.removeAll(group.sites);
            }
            if (RoaringBitmap.intersects(group.people, people)) {
                before += (double) group.sites.size() / group.people.getCardinality();
            }
        }
        if (fresh.isEmpty()) {
            return new Decision(true, before);
        }
        double after = before + (double) fresh.size() / people.getCardinality();
        // Groups that overlap this one bear it too.
        double worst = after;
        for (Group group : groups) {
            if (RoaringBitmap.intersects(group.people, people)) {
                worst = Math.max(worst, borne(group.people) + after - before);
            }
        }
        boolean allowed = !people.isEmpty() && worst <= rules.mostSitesPerPerson() + 1e-12;
        if (allowed) {
            groups.add(new Group(people.clone(), Set.copyOf(fresh)));
        }
        return new Decision(allowed, worst);
    }

    private double borne(RoaringBitmap people) {
        return groups.stream()
                .filter(g -> RoaringBitmap.intersects(g.people, people))
                .mapToDouble(g -> (double) g.sites.size() / g.people.getCardinality())
                .sum();
    }
}
