package org.opengms.disclosure.release;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.opengms.disclosure.release.ReleaseRegistry.Family;
import org.roaringbitmap.RoaringBitmap;

/// Whether a sum of numbers of one breakdown differs from a sum of numbers of another by a few
/// people.
///
/// Take the numbers of both as the nodes of a graph, and everywhere else as one node more. Each
/// person ties two nodes: the number of ours and the number of theirs that counts them, or one of
/// these and elsewhere. Choosing some of ours and some of theirs is a cut, and the people it parts
/// are just those who are in one sum and not in the other. So a small difference exists if and only
/// if a connected part of the graph has a minimum cut below k (Stoer and Wagner 1997, doi
/// 10.1145/263867.263872). Ties of k people or more can be contracted beforehand, which almost
/// always leaves nothing.
///
/// @param ours labels of the numbers of the first breakdown in the sum
/// @param theirs labels of the numbers of the second
record SmallDifference(List<String> ours, List<String> theirs) {

    /// Looks for one.
    ///
    /// @param k differences from 1 to k − 1 are small
    static Optional<SmallDifference> between(Family ours, Family theirs, int k) {
        if (ours.size() == 1 && theirs.size() == 1) {
            return alone(ours, theirs, k);
        }
        // A number of which k people or more are not in the other breakdown at all is in no sum.
        int[] theirsOutside = outside(theirs, ours, k);
        if (all(theirsOutside, k)) {
            return Optional.empty();
        }
        int[] oursOutside = outside(ours, theirs, k);
        if (all(oursOutside, k)) {
            return Optional.empty();
        }
        return new Graph(ours, theirs, oursOutside, theirsOutside, k).smallCut();
    }

    private static Optional<SmallDifference> alone(Family ours, Family theirs, int k) {
        if (Math.abs(ours.everybodySize - theirs.everybodySize) >= k
                || ours.sketch.differByAtLeast(theirs.sketch, k)) {
            return Optional.empty();
        }
        int difference = RoaringBitmap.xorCardinality(ours.everybody, theirs.everybody);
        return difference == 0 || difference >= k
                ? Optional.empty()
                : Optional.of(
                        new SmallDifference(
                                List.of(ours.releases.getFirst().label()),
                                List.of(theirs.releases.getFirst().label())));
    }

    /// How many people of each number are not in the other breakdown; k or more may stand for more.
    private static int[] outside(Family family, Family other, int k) {
        int[] outside = new int[family.size()];
        for (int i = 0; i < outside.length; i++) {
            outside[i] = family.outside(i, other.everybody, other.everybodySize, k);
        }
        return outside;
    }

    private static boolean all(int[] outside, int k) {
        for (int people : outside) {
            if (people < k) {
                return false;
            }
        }
        return true;
    }

    /// The graph with ties of k people or more contracted.
    private static final class Graph {
        /// Pairs of numbers that are compared one by one.
        private static final int FEW_PAIRS = 4096;

        private final Family ours;
        private final Family theirs;
        private final int k;
        private final int nodes;

        /// The class of each node: ours, then theirs, then elsewhere.
        private final int[] parent;

        private final int[][] ties;

        Graph(Family ours, Family theirs, int[] oursOutside, int[] theirsOutside, int k) {
            this.ours = ours;
            this.theirs = theirs;
            this.k = k;
            int m = ours.size();
            int n = theirs.size();
            nodes = m + n + 1;
            parent = new int[nodes];
            Arrays.setAll(parent, i -> i);
            ties = new int[nodes][nodes];
            for (int i = 0; i < m; i++) {
                tie(i, m + n, oursOutside[i]);
            }
            for (int j = 0; j < n; j++) {
                tie(m + j, m + n, theirsOutside[j]);
            }
            if ((long) m * n > FEW_PAIRS) {
                tieEachPerson();
                return;
            }
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    // What ties two of one class is never cut.
                    if (find(i) != find(m + j)) {
                        tie(
                                i,
                                m + j,
                                RoaringBitmap.andCardinality(
                                        ours.releases.get(i).people(),
                                        theirs.releases.get(j).people()));
                    }
                }
            }
        }

        /// Where there are many pairs of numbers, going through the people is faster.
        private void tieEachPerson() {
            int m = ours.size();
            int[] number = new int[theirs.everybody.last() + 1];
            for (int j = 0; j < theirs.size(); j++) {
                int counts = j + 1;
                theirs.releases.get(j).people().forEach((int person) -> number[person] = counts);
            }
            for (int i = 0; i < m; i++) {
                int[] people = new int[theirs.size() + 1];
                ours.releases
                        .get(i)
                        .people()
                        .forEach((int person) ->
                                people[person < number.length ? number[person] : 0]++);
                for (int j = 0; j < theirs.size(); j++) {
                    if (people[j + 1] > 0) {
                        tie(i, m + j, people[j + 1]);
                    }
                }
            }
        }

        private void tie(int a, int b, int people) {
            ties[a][b] += people;
            ties[b][a] += people;
            if (people >= k) {
                parent[find(a)] = find(b);
            }
        }

        private int find(int node) {
            int at = node;
            while (parent[at] != at) {
                parent[at] = parent[parent[at]];
                at = parent[at];
            }
            return at;
        }

        Optional<SmallDifference> smallCut() {
            contractWholly();
            int[] roots =
                    java.util.stream.IntStream.range(0, nodes).filter(i -> find(i) == i).toArray();
            int[][] between = between(roots);
            boolean[] seen = new boolean[roots.length];
            for (int root = 0; root < roots.length; root++) {
                if (!seen[root]) {
                    List<Integer> connected = connected(root, between, seen);
                    Optional<SmallDifference> found = minimumCut(connected, between, roots);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
            return Optional.empty();
        }

        /// Contracts until no two classes are tied by k people or more.
        private void contractWholly() {
            for (boolean changed = true; changed; ) {
                changed = false;
                int[][] between = new int[nodes][nodes];
                for (int a = 0; a < nodes; a++) {
                    for (int b = a + 1; b < nodes; b++) {
                        int x = find(a);
                        int y = find(b);
                        if (x != y) {
                            between[x][y] += ties[a][b];
                            between[y][x] += ties[a][b];
                        }
                    }
                }
                for (int a = 0; a < nodes; a++) {
                    for (int b = a + 1; b < nodes; b++) {
                        if (between[a][b] >= k && find(a) != find(b)) {
                            parent[find(a)] = find(b);
                            changed = true;
                        }
                    }
                }
            }
        }

        /// The people that part any two classes, by their place among the roots.
        private int[][] between(int[] roots) {
            int[] place = new int[nodes];
            for (int i = 0; i < roots.length; i++) {
                place[roots[i]] = i;
            }
            int[][] between = new int[roots.length][roots.length];
            for (int a = 0; a < nodes; a++) {
                int x = place[find(a)];
                for (int b = 0; b < nodes; b++) {
                    int people = ties[a][b];
                    if (people > 0) {
                        between[x][place[find(b)]] += people;
                    }
                }
            }
            return between;
        }

        private static List<Integer> connected(int root, int[][] between, boolean[] seen) {
            List<Integer> part = new ArrayList<>(List.of(root));
            seen[root] = true;
            for (int next = 0; next < part.size(); next++) {
                int[] tied = between[part.get(next)];
                for (int other = 0; other < tied.length; other++) {
                    if (!seen[other] && tied[other] > 0) {
                        seen[other] = true;
                        part.add(other);
                    }
                }
            }
            return part;
        }

        /// Stoer and Wagner's algorithm; the cut it finds if that parts fewer than k people.
        private Optional<SmallDifference> minimumCut(
                List<Integer> classes, int[][] between, int[] roots) {
            int count = classes.size();
            int[][] weight = new int[count][count];
            List<List<Integer>> merged = new ArrayList<>();
            for (int a = 0; a < count; a++) {
                merged.add(new ArrayList<>(List.of(roots[classes.get(a)])));
                for (int b = 0; b < count; b++) {
                    weight[a][b] = a == b ? 0 : between[classes.get(a)][classes.get(b)];
                }
            }
            List<Integer> alive = new ArrayList<>();
            for (int a = 0; a < count; a++) {
                alive.add(a);
            }
            while (alive.size() > 1) {
                int[] tied = new int[count];
                List<Integer> rest = new ArrayList<>(alive);
                int before = -1;
                int last = -1;
                while (!rest.isEmpty()) {
                    int next = rest.getFirst();
                    for (int candidate : rest) {
                        next = tied[candidate] > tied[next] ? candidate : next;
                    }
                    rest.remove(Integer.valueOf(next));
                    before = last;
                    last = next;
                    for (int other : rest) {
                        tied[other] += weight[next][other];
                    }
                }
                if (tied[last] < k) {
                    return Optional.of(named(merged.get(last)));
                }
                merged.get(before).addAll(merged.get(last));
                for (int other : alive) {
                    weight[before][other] += weight[last][other];
                    weight[other][before] = weight[before][other];
                }
                weight[before][before] = 0;
                alive.remove(Integer.valueOf(last));
            }
            return Optional.empty();
        }

        /// The side of a cut that does not have elsewhere, by its labels.
        private SmallDifference named(List<Integer> side) {
            int elsewhere = nodes - 1;
            boolean other = side.contains(find(elsewhere));
            List<String> first = new ArrayList<>();
            List<String> second = new ArrayList<>();
            for (int i = 0; i < nodes - 1; i++) {
                if (side.contains(find(i)) != other) {
                    boolean own = i < ours.size();
                    (own ? first : second)
                            .add(
                                    own
                                            ? ours.releases.get(i).label()
                                            : theirs.releases.get(i - ours.size()).label());
                }
            }
            return new SmallDifference(first, second);
        }
    }
}
