package org.opengms.planning.rollout;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.opengms.testing.Cases;

/// A synthetic screen, by default of a nation's size: 140 sites, 7 laboratories with three
/// resources each, 20 quarters, about 100 000 genomes asked for in the first year. Demand grows by
/// 3 % of its base a quarter; 15 % of a site's can be served before it is digital; digitising costs
/// £0.3–1.8 million, is paid over three quarters and works after three. Sequencers (48 genomes in
/// 44 hours, £0.9 million) work after 2 quarters, compute after 1, a trained team of four (8 hours
/// a genome, £175 000 each, paid over the training) after 8. Money: £12 million a quarter.
final class NationalScreen {
    private static final String[] NAMES = {"line:wgs", "compute", "staff:rare-disease"};

    /// What one addition suffices for, genomes a quarter.
    private static final double[] LUMP = {1900, 1000, 180};

    private static final double[] POUNDS = {0.9e6, 0.2e6, 0.7e6};
    private static final int[] LEAD = {2, 1, 8};
    private static final int[] INSTALMENTS = {1, 1, 8};

    private NationalScreen() {}

    static ScreenProblem of(long seed) {
        return of(seed, 140, 7, 20, 1);
    }

    /// @param budgetFactor 1 for twelve million pounds a quarter for 140 sites
    static ScreenProblem of(
            long seed, int sites, int laboratories, int quarters, double budgetFactor) {
        RandomGenerator random = Cases.random(seed);
        List<ScreenProblem.Site> siteList = new ArrayList<>();
        double[] asked = new double[laboratories];
        for (int s = 0; s < sites; s++) {
            double base = 60 + 480 * random.nextDouble() * random.nextDouble();
            asked[s % laboratories] += base;
            long third = (long) (1e8 * (0.2 + 0.6 * random.nextDouble() + base / 600)) / 3;
            siteList.add(
                    new ScreenProblem.Site(
                            "digitise-" + s,
                            s % laboratories,
                            IntStream.range(0, quarters)
                                    .mapToObj(t -> base * (1 + 0.03 * t))
                                    .toList(),
                            0.15,
                            List.of(third, third, third),
                            3));
        }
        List<ScreenProblem.Laboratory> laboratoryList = new ArrayList<>();
        for (int l = 0; l < laboratories; l++) {
            List<ScreenProblem.Resource> resources = new ArrayList<>();
            for (int r = 0; r < 3; r++) {
                resources.add(resource(random, "lab-" + l, r, asked[l], quarters));
            }
            laboratoryList.add(new ScreenProblem.Laboratory("lab-" + l, resources));
        }
        long budget = (long) (budgetFactor * 100 * 12e6 * sites / 140);
        return new ScreenProblem(
                quarters,
                0.85,
                0.985,
                IntStream.range(0, quarters).mapToObj(t -> budget).toList(),
                siteList,
                laboratoryList);
    }

    private static ScreenProblem.Resource resource(
            RandomGenerator random, String laboratory, int kind, double asked, int quarters) {
        double base = asked * (0.3 + 0.3 * random.nextDouble());
        long instalment =
                (long) (100 * POUNDS[kind] * (0.8 + 0.4 * random.nextDouble())) / INSTALMENTS[kind];
        double genomes = LUMP[kind] * (0.9 + 0.2 * random.nextDouble());
        return new ScreenProblem.Resource(
                NAMES[kind],
                IntStream.range(0, quarters).mapToObj(t -> base).toList(),
                List.of(
                        new ScreenProblem.Addition(
                                laboratory + "-" + NAMES[kind],
                                genomes,
                                IntStream.range(0, INSTALMENTS[kind])
                                        .mapToObj(i -> instalment)
                                        .toList(),
                                LEAD[kind],
                                5,
                                5 * quarters)));
    }
}
