package org.opengms.disclosure.release;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opengms.disclosure.DisclosureRules.CountRules;
import org.opengms.disclosure.release.Verdict.Finding;
import org.roaringbitmap.RoaringBitmap;

/// Every number that was published about people, and whether a new one may join them: no sum of
/// numbers of one breakdown may differ from a sum of numbers of another by 1 to k − 1 people. This
/// takes in a group and the same group without somebody, a total and its parts, ages in one set of
/// bands and in another, the same question before and after somebody left; by any project.
///
/// The check takes published numbers as exact. That they are rounded is the second lock: rounding
/// alone is undone by asking often enough.
///
/// Registries of one store, on as many servers as there are, judge one after the other and each
/// beside everything that any of them has published.
///
/// Not looked for: sums of numbers out of three or more breakdowns at once. Within a table and
/// tables that are published together, `TableProtection` sees to those.
public final class ReleaseRegistry {
    private final CountRules rules;
    private final ReleaseStore store;
    private final List<Known> known = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    /// Publications of the store that were taken over.
    private int taken;

    private record Known(String publication, Family family) {}

    /// @param store its publications are read at once
    public ReleaseRegistry(CountRules rules, ReleaseStore store) {
        this.rules = rules;
        this.store = store;
        catchUp();
    }

    private void catchUp() {
        store.since(taken).forEach(this::know);
    }

    private void know(Publication publication) {
        taken++;
        ids.add(publication.id());
        for (Breakdown breakdown : publication.breakdowns()) {
            known.add(new Known(publication.id(), new Family(breakdown)));
        }
    }

    /// How many numbers are registered.
    public synchronized int size() {
        catchUp();
        return known.stream().mapToInt(k -> k.family.size()).sum();
    }

    /// What could be worked out if something were published; changes nothing.
    public synchronized Verdict check(Publication publication) {
        catchUp();
        return judge(publication);
    }

    private Verdict judge(Publication publication) {
        List<Finding> findings = new ArrayList<>();
        List<Known> own = new ArrayList<>();
        for (Breakdown breakdown : publication.breakdowns()) {
            Family family = new Family(breakdown);
            for (Release release : breakdown.releases()) {
                if (release.size() < rules.threshold()) {
                    findings.add(
                            new Finding(
                                    List.of(release.label()),
                                    publication.id(),
                                    List.of(),
                                    rules.threshold()));
                }
            }
            known.forEach(other -> compare(family, other, findings));
            own.forEach(other -> compare(family, other, findings));
            own.add(new Known(publication.id(), family));
        }
        return findings.isEmpty() ? new Verdict.Safe() : new Verdict.Unsafe(findings);
    }

    private void compare(Family family, Known other, List<Finding> findings) {
        Optional<SmallDifference> found =
                SmallDifference.between(family, other.family, rules.threshold());
        found.ifPresent(difference ->
                findings.add(
                        new Finding(
                                difference.ours(),
                                other.publication,
                                difference.theirs(),
                                rules.threshold())));
    }

    /// Publishes something unless it is unsafe: it is kept before this returns. If this throws, the
    /// number must not be shown; whether it was kept is seen when the store is read again.
    ///
    /// @throws IllegalArgumentException if its id was used before
    public synchronized Verdict publish(Publication publication) {
        Verdict verdict =
                store.alone(() -> {
                    catchUp();
                    if (ids.contains(publication.id())) {
                        throw new IllegalArgumentException(
                                "OGMS-7534 A publication %s is there already. What is published is not changed: give the new one its own id."
                                        .formatted(publication.id()));
                    }
                    Verdict judged = judge(publication);
                    if (judged instanceof Verdict.Safe) {
                        store.append(publication);
                    }
                    return judged;
                });
        // Known when it is durable and no sooner, so that it is taken over once.
        if (verdict instanceof Verdict.Safe) {
            know(publication);
        }
        return verdict;
    }

    /// A breakdown made ready for comparison.
    static final class Family {
        /// People looked up one by one before sets are compared.
        private static final int SAMPLE = 64;

        final List<Release> releases;
        final RoaringBitmap everybody;
        final int everybodySize;
        final Sketch sketch;

        /// Some people of each number, spread over all of them.
        private final List<int[]> samples;

        Family(Breakdown breakdown) {
            releases = breakdown.releases();
            everybody = releases.size() == 1 ? releases.getFirst().people() : breakdown.everybody();
            everybodySize = everybody.getCardinality();
            sketch = Sketch.of(everybody);
            samples = releases.stream().map(Family::sample).toList();
        }

        private static int[] sample(Release release) {
            int size = release.size();
            int[] sample = new int[Math.min(SAMPLE, size)];
            Arrays.setAll(
                    sample, i -> release.people().select((int) ((long) i * size / sample.length)));
            return sample;
        }

        int size() {
            return releases.size();
        }

        /// How many people of a number are not in a set; `enough` may stand for more.
        int outside(int number, RoaringBitmap people, int peopleSize, int enough) {
            Release release = releases.get(number);
            if (release.size() - peopleSize >= enough) {
                return enough;
            }
            int missing = 0;
            for (int person : samples.get(number)) {
                missing += people.contains(person) ? 0 : 1;
                if (missing >= enough) {
                    return enough;
                }
            }
            return release.size() - RoaringBitmap.andCardinality(release.people(), people);
        }
    }
}
