package org.opengms.disclosure.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.opengms.disclosure.release.ReleaseRegistry.Family;
import org.opengms.testing.Cases;
import org.roaringbitmap.RoaringBitmap;

/// Against trying every sum of the numbers of one breakdown with every sum of the other, on sets of
/// the JDK.
class SmallDifferenceTest {
    private static final int K = 4;

    private record Trial(List<Set<Integer>> ours, List<Set<Integer>> theirs) {
        /// The fewest people, but not none, by which any two sums differ, not both empty.
        int smallest() {
            int smallest = Integer.MAX_VALUE;
            for (int a = 0; a < 1 << ours.size(); a++) {
                for (int b = 0; b < 1 << theirs.size(); b++) {
                    int people = difference(sum(ours, a), sum(theirs, b));
                    smallest = people > 0 ? Math.min(smallest, people) : smallest;
                }
            }
            return smallest;
        }

        static Set<Integer> sum(List<Set<Integer>> sets, int chosen) {
            Set<Integer> sum = new HashSet<>();
            for (int i = 0; i < sets.size(); i++) {
                if ((chosen & 1 << i) != 0) {
                    sum.addAll(sets.get(i));
                }
            }
            return sum;
        }

        static int difference(Set<Integer> a, Set<Integer> b) {
            Set<Integer> both = new HashSet<>(a);
            both.retainAll(b);
            return a.size() + b.size() - 2 * both.size();
        }
    }

    private static Family family(List<Set<Integer>> sets) {
        List<Release> releases = new ArrayList<>();
        for (int i = 0; i < sets.size(); i++) {
            RoaringBitmap people = new RoaringBitmap();
            sets.get(i).forEach(people::add);
            releases.add(new Release(Integer.toString(i), people));
        }
        return new Family(new Breakdown(releases));
    }

    /// Cuts people into groups in two ways, the second a little different from the first, or not
    /// like it at all; some people are in neither.
    private static Trial trial(RandomGenerator random) {
        int people = random.nextInt(20, 60);
        int groups = random.nextInt(1, 6);
        List<Set<Integer>> ours = empty(groups);
        List<Set<Integer>> theirs = empty(random.nextInt(3) == 0 ? random.nextInt(1, 6) : groups);
        int noise = random.nextInt(2, 30);
        boolean coarser = random.nextBoolean();
        for (int person = 0; person < people; person++) {
            int group = person * groups / people;
            if (random.nextInt(30) > 0) {
                ours.get(group).add(person);
            }
            int other = coarser ? group / 2 : group;
            if (random.nextInt(noise) == 0) {
                other = random.nextInt(theirs.size() + 1);
            }
            if (other < theirs.size()) {
                theirs.get(other).add(person);
            }
        }
        ours.removeIf(s -> s.size() < K);
        theirs.removeIf(s -> s.size() < K);
        return new Trial(ours, theirs);
    }

    private static List<Set<Integer>> empty(int count) {
        List<Set<Integer>> sets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sets.add(new HashSet<>());
        }
        return sets;
    }

    private static int chosen(List<String> labels) {
        return labels.stream().mapToInt(label -> 1 << Integer.parseInt(label, 10)).sum();
    }

    @Test
    void isFoundIfAndOnlyIfThereIsOne() {
        int[] both = new int[2];
        Cases.check(
                4_000,
                random -> {
                    Trial trial = trial(random);
                    if (trial.ours.isEmpty() || trial.theirs.isEmpty()) {
                        return;
                    }
                    boolean there = trial.smallest() < K;
                    Optional<SmallDifference> found =
                            SmallDifference.between(family(trial.ours), family(trial.theirs), K);
                    assertEquals(there, found.isPresent(), trial::toString);
                    found.ifPresent(difference -> {
                        int people =
                                Trial.difference(
                                        Trial.sum(trial.ours, chosen(difference.ours())),
                                        Trial.sum(trial.theirs, chosen(difference.theirs())));
                        assertTrue(people > 0 && people < K, trial::toString);
                    });
                    both[there ? 1 : 0]++;
                });
        assertTrue(
                System.getProperty("opengms.seed") != null || Math.min(both[0], both[1]) > 400,
                "cases without and with: " + both[0] + ", " + both[1]);
    }

    /// So many numbers that not every sum can be tried: what is there was put there.
    @Test
    void isFoundAmongHundredsOfNumbersToo() {
        Cases.check(
                60,
                random -> {
                    int groups = random.nextInt(70, 200);
                    List<Set<Integer>> ours = empty(groups);
                    List<Set<Integer>> theirs = empty(groups);
                    for (int person = 0; person < groups * 20; person++) {
                        ours.get(person / 20).add(person);
                        theirs.get(person / 20).add(person);
                    }
                    int group = random.nextInt(groups);
                    int people = random.nextInt(0, 9);
                    List<Integer> some = theirs.get(group).stream().sorted().limit(people).toList();
                    theirs.get(group).removeAll(some);
                    if (random.nextBoolean()) {
                        // To another group, or out of all of them.
                        theirs.get((group + 1) % groups).addAll(some);
                    }
                    if (random.nextBoolean()) {
                        for (int person = 0; person < 50; person++) {
                            ours.get((group + 2) % groups).add(groups * 20 + person);
                        }
                    }
                    Optional<SmallDifference> found =
                            SmallDifference.between(family(ours), family(theirs), K);
                    assertEquals(
                            people > 0 && people < K,
                            found.isPresent(),
                            () -> Integer.toString(people));
                    found.ifPresent(difference ->
                            assertEquals(
                                    people,
                                    Trial.difference(
                                            sum(ours, difference.ours()),
                                            sum(theirs, difference.theirs()))));
                });
    }

    private static Set<Integer> sum(List<Set<Integer>> sets, List<String> labels) {
        Set<Integer> sum = new HashSet<>();
        labels.forEach(label -> sum.addAll(sets.get(Integer.parseInt(label, 10))));
        return sum;
    }
}
