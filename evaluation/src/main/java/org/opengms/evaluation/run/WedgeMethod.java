package org.opengms.evaluation.run;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.TDistribution;
import org.opengms.evaluation.snapshot.Column;
import org.opengms.evaluation.snapshot.OrderField;
import org.opengms.evaluation.snapshot.Site;
import org.opengms.evaluation.snapshot.Snapshot;
import org.opengms.planning.statistics.Interval;

/// What digitising changes in days of turnaround, from sites that were digitised one after the
/// other: each compared with itself before and with others in the same month.
final class WedgeMethod implements Method {
    /// Days before the snapshot from which on turnaround is not used: slow orders would be missing.
    private static final int RIPENING = 168;

    private static final int FEWEST_SITES = 6;

    private final Column sites;
    private final Column received;
    private final Column ended;
    private final Map<Integer, Integer> digitised = new HashMap<>();
    private final int lastDay;
    private final double confidence;

    WedgeMethod(Snapshot snapshot, double confidence) {
        sites = snapshot.orders().column(OrderField.SITE);
        received = snapshot.orders().column(OrderField.RECEIVED);
        ended = snapshot.orders().column(OrderField.ENDED);
        var names = snapshot.orders().categories(OrderField.SITE);
        Map<String, Site> known = new HashMap<>();
        snapshot.sites().forEach(s -> known.put(s.ods(), s));
        for (int i = 0; i < names.size(); i++) {
            Site site = known.get(names.get(i));
            if (site != null) {
                digitised.put(
                        i,
                        site.digitised()
                                .map(d -> Math.toIntExact(d.toEpochDay()))
                                .orElse(Integer.MAX_VALUE));
            }
        }
        lastDay = Math.toIntExact(snapshot.description().day().toEpochDay());
        this.confidence = confidence;
    }

    @Override
    public String words() {
        return "Stepped wedge: least squares with an effect of each site and of each calendar month (Hussey and Hughes 2007, doi:10.1016/j.cct.2006.05.007), errors clustered by site with Student's limits; samples received at least %d days before the snapshot; at least %d sites."
                .formatted(RIPENING, FEWEST_SITES);
    }

    @Override
    public java.util.List<String> shownStates() {
        return java.util.List.of("counted");
    }

    @Override
    public int shownState(int row) {
        return received.at(row) > lastDay - RIPENING ? -1 : 0;
    }

    @Override
    public Gathering gather(String stratum) {
        return new Wedge();
    }

    private final class Wedge implements Gathering {
        /// By site, month and whether digitised: orders and their days.
        private final SortedMap<Long, double[]> cells = new TreeMap<>();

        private final MissingCounts missing = new MissingCounts();
        private long people;

        @Override
        public void add(int row) {
            int from = received.at(row);
            if (from > lastDay - RIPENING) {
                return;
            }
            people++;
            if (from < 0) {
                missing.add(OrderField.RECEIVED, from);
                return;
            }
            if (!ended.isKnown(row)) {
                missing.add(OrderField.ENDED, ended.at(row));
                return;
            }
            Integer since = digitised.get(sites.at(row));
            if (since == null) {
                missing.add(OrderField.SITE, sites.isKnown(row) ? -2 : sites.at(row));
                return;
            }
            LocalDate day = LocalDate.ofEpochDay(from);
            long month = day.getYear() * 12L + day.getMonthValue();
            long key = (sites.at(row) * 100_000L + month) * 2 + (from >= since ? 1 : 0);
            double[] cell = cells.computeIfAbsent(key, _ -> new double[2]);
            cell[0]++;
            cell[1] += ended.at(row) - from;
        }

        @Override
        public long people() {
            return people;
        }

        @Override
        public SortedMap<String, Long> missing() {
            return missing.all();
        }

        @Override
        public Result result() {
            int n = cells.size();
            int[] site = new int[n];
            int[] month = new int[n];
            double[] weight = new double[n];
            double[] y = new double[n];
            double[] d = new double[n];
            Map<Long, Integer> siteNumbers = new HashMap<>();
            Map<Long, Integer> monthNumbers = new HashMap<>();
            int i = 0;
            for (Map.Entry<Long, double[]> cell : cells.entrySet()) {
                long place = cell.getKey() / 2;
                site[i] = siteNumbers.computeIfAbsent(place / 100_000, _ -> siteNumbers.size());
                month[i] = monthNumbers.computeIfAbsent(place % 100_000, _ -> monthNumbers.size());
                d[i] = cell.getKey() % 2;
                weight[i] = cell.getValue()[0];
                y[i] = cell.getValue()[1] / weight[i];
                i++;
            }
            int s = siteNumbers.size();
            if (s < FEWEST_SITES) {
                return new Result.NotEstimable("Too few sites have a known day of digitising.");
            }
            sweep(d, site, month, weight, s, monthNumbers.size());
            sweep(y, site, month, weight, s, monthNumbers.size());
            double dd = 0;
            double dy = 0;
            double all = 0;
            for (int c = 0; c < n; c++) {
                dd += weight[c] * d[c] * d[c];
                dy += weight[c] * d[c] * y[c];
                all += weight[c];
            }
            if (dd < 1e-6 * all) {
                return new Result.NotEstimable(
                        "Sites were not digitised one after the other: nothing compares.");
            }
            double effect = dy / dd;
            double[] score = new double[s];
            for (int c = 0; c < n; c++) {
                score[site[c]] += weight[c] * d[c] * (y[c] - effect * d[c]);
            }
            double variance = 0;
            for (double one : score) {
                variance += one * one;
            }
            double error = Math.sqrt(variance * s / (s - 1)) / dd;
            double half =
                    error
                            * TDistribution.of(s - 1.0)
                                    .inverseSurvivalProbability((1 - confidence) / 2);
            return ShareMethod.identified(
                    new Interval(effect, effect - half, effect + half, confidence),
                    "sites would have changed alike over the months had none been digitised");
        }

        /// Takes the means of sites and months out, until nothing changes.
        private static void sweep(
                double[] x, int[] site, int[] month, double[] weight, int sites, int months) {
            double change = Double.POSITIVE_INFINITY;
            for (int round = 0; round < 10_000 && change > 1e-11; round++) {
                change = Math.max(centre(x, site, weight, sites), centre(x, month, weight, months));
            }
        }

        private static double centre(double[] x, int[] group, double[] weight, int groups) {
            double[] sum = new double[groups];
            double[] of = new double[groups];
            for (int i = 0; i < x.length; i++) {
                sum[group[i]] += weight[i] * x[i];
                of[group[i]] += weight[i];
            }
            double most = 0;
            for (int i = 0; i < x.length; i++) {
                double mean = sum[group[i]] / of[group[i]];
                x[i] -= mean;
                most = Math.max(most, Math.abs(mean));
            }
            return most;
        }
    }
}
