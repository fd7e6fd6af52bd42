package org.opengms.planning.rollout;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// A search for a good plan of a [ScreenProblem] by simulated annealing, with what a change is
/// worth worked out exactly. A move relieves what binds a laboratory in some quarter, step after
/// step, and gives up or postpones other investments until the money suffices again. It is given a
/// number of moves, so that the same seed gives nearly the same plan unless time is short.
final class ScreenSearch {
    private final ScreenProblem problem;
    private final int quarters;
    private final RandomGenerator random;
    private final List<ScreenProblem.Addition> additions;

    /// Of each addition, its laboratory and its resource's place there.
    private final int[] laboratoryOf;

    private final int[] resourceOf;
    private final int[] total;
    private final int[][] sitesOf;

    /// By laboratory and resource, the additions; by laboratory, all.
    private final int[][][] additionsOf;

    private final long[][] siteCost;
    private final long[][] additionCost;
    private final double[][] siteGain;
    private final double[] worth;
    private final long[] budget;

    private final ScreenPlan plan;
    private final double[][] orderable;
    private final double[][][] capacity;
    private final long[] spending;
    private final double[] value;
    private double sum;

    /// Changes of the move in hand: what, from, to; sites as −1 − s, additions as a·quarters + t.
    private final int[] changed = new int[256];

    private final int[] before = new int[256];
    private int changes;

    ScreenSearch(ScreenProblem problem, ScreenPlan start, long seed) {
        this.problem = problem;
        quarters = problem.quarters();
        random = RandomGeneratorFactory.of("Xoroshiro128PlusPlus").create(seed);
        additions = problem.additions();
        int laboratories = problem.laboratories().size();
        laboratoryOf = new int[additions.size()];
        resourceOf = new int[additions.size()];
        additionsOf = new int[laboratories][][];
        int a = 0;
        for (int l = 0; l < laboratories; l++) {
            List<ScreenProblem.Resource> resources = problem.laboratories().get(l).resources();
            additionsOf[l] = new int[resources.size()][];
            for (int r = 0; r < resources.size(); r++) {
                additionsOf[l][r] = new int[resources.get(r).additions().size()];
                for (int k = 0; k < additionsOf[l][r].length; k++) {
                    laboratoryOf[a] = l;
                    resourceOf[a] = r;
                    additionsOf[l][r][k] = a++;
                }
            }
        }
        sitesOf = new int[laboratories][];
        for (int l = 0; l < laboratories; l++) {
            int laboratory = l;
            sitesOf[l] =
                    java.util.stream.IntStream.range(0, problem.sites().size())
                            .filter(s -> problem.sites().get(s).laboratory() == laboratory)
                            .toArray();
        }
        siteCost = problem.sites().stream().map(s -> longs(s.costPence())).toArray(long[][]::new);
        additionCost = additions.stream().map(k -> longs(k.costPence())).toArray(long[][]::new);
        siteGain =
                problem.sites().stream()
                        .map(s ->
                                s.genomes().stream()
                                        .mapToDouble(g -> g * (1 - s.shareBefore()))
                                        .toArray())
                        .toArray(double[][]::new);
        worth = new double[quarters];
        Arrays.setAll(worth, t -> Math.pow(problem.discountPerQuarter(), t));
        budget = longs(problem.budgetPence());
        plan = copy(start);
        total = Arrays.stream(plan.units).mapToInt(row -> Arrays.stream(row).sum()).toArray();
        ScreenValue exact = new ScreenValue(problem);
        orderable = exact.orderable(plan);
        capacity = exact.capacity(plan);
        spending = exact.spending(plan);
        value = new double[laboratories];
        for (int l = 0; l < laboratories; l++) {
            value[l] = valueOf(l);
            sum += value[l];
        }
    }

    /// Searches.
    ///
    /// @param moves how many are tried
    /// @param heat the loss, as a part of a laboratory's mean worth, that is at first accepted with
    ///   probability 1/e
    /// @param end by [System#nanoTime], after which it stops
    /// @return the best plan seen
    ScreenPlan best(long moves, double heat, long end) {
        while (!repair()) {
            changes = 0;
        }
        ScreenPlan best = copy(plan);
        double bestSum = sum;
        double hot = heat * Math.max(1, sum / Math.max(1, sitesOf.length));
        long begin = System.nanoTime();
        double temperature = hot;
        for (long move = 0; move < moves; move++) {
            if ((move & 0xfff) == 0) {
                double spent = (double) (System.nanoTime() - begin) / (end - begin);
                if (spent >= 1) {
                    return best;
                }
                // Cools by the moves, or by the time where that runs out first.
                double cooled = Math.max((double) move / moves, spent);
                temperature = hot * Math.pow(1e-3, cooled);
            }
            double was = sum;
            changes = 0;
            if (!propose()) {
                undo();
                continue;
            }
            double gain = sum - was;
            if (gain < 0 && random.nextDouble() >= Math.exp(gain / temperature)) {
                undo();
            } else if (sum > bestSum + 1e-9) {
                bestSum = sum;
                best = copy(plan);
            }
        }
        return best;
    }

    private boolean propose() {
        int laboratory = random.nextInt(sitesOf.length);
        int kind = random.nextInt(8);
        if (kind < 4) {
            int quarter = random.nextInt(quarters);
            int steps = 1 + random.nextInt(4);
            for (int i = 0; i < steps; i++) {
                relieve(laboratory, quarter);
            }
        } else if (kind < 6) {
            shiftSite(laboratory);
        } else {
            shiftAddition();
        }
        return changes > 0 && repair();
    }

    /// Begins something, in time for a quarter, that adds to what binds a laboratory then.
    private void relieve(int laboratory, int quarter) {
        double least = orderable[laboratory][quarter];
        int binding = -1;
        for (int r = 0; r < capacity[laboratory].length; r++) {
            double usable = problem.utilisationCap() * capacity[laboratory][r][quarter];
            if (usable < least) {
                least = usable;
                binding = r;
            }
        }
        if (binding < 0) {
            digitise(laboratory, quarter);
            return;
        }
        int[] kinds = additionsOf[laboratory][binding];
        if (kinds.length == 0) {
            return;
        }
        int a = kinds[random.nextInt(kinds.length)];
        int start = quarter - additions.get(a).leadQuarters();
        if (start >= 0
                && plan.units[a][start] < additions.get(a).mostPerQuarter()
                && total[a] < additions.get(a).most()) {
            setUnits(a, start, plan.units[a][start] + 1);
        }
    }

    private void digitise(int laboratory, int quarter) {
        int[] sites = sitesOf[laboratory];
        if (sites.length == 0) {
            return;
        }
        for (int attempt = 0; attempt < 4; attempt++) {
            int s = sites[random.nextInt(sites.length)];
            int start = quarter - problem.sites().get(s).leadQuarters();
            if (start >= 0 && plan.siteStart[s] > start) {
                setSite(s, start);
                return;
            }
        }
    }

    private void shiftSite(int laboratory) {
        int[] sites = sitesOf[laboratory];
        if (sites.length == 0) {
            return;
        }
        int s = sites[random.nextInt(sites.length)];
        int other = sites[random.nextInt(sites.length)];
        if (random.nextBoolean() && plan.siteStart[s] != plan.siteStart[other]) {
            int start = plan.siteStart[s];
            setSite(s, plan.siteStart[other]);
            setSite(other, start);
            return;
        }
        int last = quarters - problem.sites().get(s).leadQuarters();
        if (last > 0) {
            int start = random.nextInt(last);
            if (start != plan.siteStart[s]) {
                setSite(s, start);
            }
        }
    }

    private void shiftAddition() {
        if (additions.isEmpty()) {
            return;
        }
        int a = random.nextInt(additions.size());
        int from = random.nextInt(quarters);
        if (plan.units[a][from] == 0) {
            return;
        }
        setUnits(a, from, plan.units[a][from] - 1);
        int to = from + random.nextInt(7) - 3;
        if (to >= 0
                && to < quarters - additions.get(a).leadQuarters()
                && plan.units[a][to] < additions.get(a).mostPerQuarter()) {
            setUnits(a, to, plan.units[a][to] + 1);
        }
    }

    /// Gives up or postpones investments at random until no quarter spends too much.
    private boolean repair() {
        for (int attempt = 0; attempt < 12; attempt++) {
            int over = -1;
            for (int t = 0; t < quarters; t++) {
                if (spending[t] > budget[t]) {
                    over = t;
                    break;
                }
            }
            if (over < 0) {
                return true;
            }
            release(over);
        }
        return false;
    }

    private void release(int quarter) {
        for (int attempt = 0; attempt < 30; attempt++) {
            if (random.nextBoolean() && !additions.isEmpty()) {
                int a = random.nextInt(additions.size());
                int start = quarter - random.nextInt(additionCost[a].length);
                if (start >= 0 && plan.units[a][start] > 0) {
                    setUnits(a, start, plan.units[a][start] - 1);
                    int later = quarter + 1 + random.nextInt(4);
                    if (random.nextBoolean()
                            && later < quarters - additions.get(a).leadQuarters()
                            && plan.units[a][later] < additions.get(a).mostPerQuarter()) {
                        setUnits(a, later, plan.units[a][later] + 1);
                    }
                    return;
                }
            } else if (plan.siteStart.length > 0) {
                int s = random.nextInt(plan.siteStart.length);
                if (plan.siteStart[s] <= quarter
                        && quarter < plan.siteStart[s] + siteCost[s].length) {
                    int later = quarter + 1 + random.nextInt(4);
                    setSite(
                            s,
                            later < quarters - problem.sites().get(s).leadQuarters()
                                    ? later
                                    : ScreenPlan.NEVER);
                    return;
                }
            }
        }
    }

    private void setSite(int s, int start) {
        note(-1 - s, plan.siteStart[s]);
        applySite(s, start);
    }

    private void setUnits(int a, int t, int units) {
        note(a * quarters + t, plan.units[a][t]);
        applyUnits(a, t, units);
    }

    private void note(int what, int was) {
        changed[changes] = what;
        before[changes++] = was;
    }

    private void undo() {
        while (changes > 0) {
            changes--;
            int what = changed[changes];
            if (what < 0) {
                applySite(-1 - what, before[changes]);
            } else {
                applyUnits(what / quarters, what % quarters, before[changes]);
            }
        }
    }

    private void applySite(int s, int start) {
        ScreenProblem.Site site = problem.sites().get(s);
        int laboratory = site.laboratory();
        spend(siteCost[s], plan.siteStart[s], -1);
        spend(siteCost[s], start, 1);
        int was = works(plan.siteStart[s], site.leadQuarters());
        int is = works(start, site.leadQuarters());
        for (int t = Math.min(was, is); t < Math.max(was, is); t++) {
            orderable[laboratory][t] += (is < was ? 1 : -1) * siteGain[s][t];
        }
        plan.siteStart[s] = start;
        revalue(laboratory);
    }

    private int works(int start, int lead) {
        return start == ScreenPlan.NEVER ? quarters : Math.min(quarters, start + lead);
    }

    private void applyUnits(int a, int t, int units) {
        int difference = units - plan.units[a][t];
        spend(additionCost[a], t, difference);
        double[] row = capacity[laboratoryOf[a]][resourceOf[a]];
        for (int q = t + additions.get(a).leadQuarters(); q < quarters; q++) {
            row[q] += difference * additions.get(a).genomes();
        }
        plan.units[a][t] = units;
        total[a] += difference;
        revalue(laboratoryOf[a]);
    }

    private void spend(long[] cost, int start, int units) {
        for (int i = 0; i < cost.length && start < quarters - i; i++) {
            spending[start + i] += units * cost[i];
        }
    }

    private void revalue(int laboratory) {
        sum -= value[laboratory];
        value[laboratory] = valueOf(laboratory);
        sum += value[laboratory];
    }

    private double valueOf(int laboratory) {
        double all = 0;
        for (int t = 0; t < quarters; t++) {
            double least = orderable[laboratory][t];
            for (double[] resource : capacity[laboratory]) {
                least = Math.min(least, problem.utilisationCap() * resource[t]);
            }
            all += worth[t] * least;
        }
        return all;
    }

    private static long[] longs(List<Long> list) {
        return list.stream().mapToLong(Long::longValue).toArray();
    }

    private ScreenPlan copy(ScreenPlan from) {
        ScreenPlan copy = new ScreenPlan(problem);
        System.arraycopy(from.siteStart, 0, copy.siteStart, 0, copy.siteStart.length);
        for (int a = 0; a < copy.units.length; a++) {
            copy.units[a] = from.units[a].clone();
        }
        return copy;
    }
}
