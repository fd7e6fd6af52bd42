package org.opengms.evaluation.run;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.opengms.evaluation.snapshot.Column;
import org.opengms.evaluation.snapshot.OrderField;
import org.opengms.evaluation.snapshot.Site;
import org.opengms.evaluation.snapshot.Snapshot;
import org.opengms.evaluation.statistics.SteppedWedge;

/// What digitising changes in days of turnaround, from sites that were digitised one after the
/// other: each compared with itself before and with others in the same month.
final class WedgeMethod implements Method {
    /// Days before the snapshot from which on turnaround is not used: slow orders would be missing.
    private static final int RIPENING = 168;

    private static final int FEWEST_SITES = 6;
    private static final int NEVER = Integer.MAX_VALUE;

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
                        site.digitised().map(d -> Math.toIntExact(d.toEpochDay())).orElse(NEVER));
            }
        }
        lastDay = Math.toIntExact(snapshot.description().day().toEpochDay());
        this.confidence = confidence;
    }

    @Override
    public String words() {
        return "Stepped wedge (Hussey and Hughes 2007, doi:10.1016/j.cct.2006.05.007): effects of each calendar month fixed, of each site random; limits of the CR2 kind with Satterthwaite's degrees of freedom (Pustejovsky and Tipton 2018, doi:10.1080/07350015.2016.1247004); samples received at least %d days before the snapshot; a site's month of digitising is left out; at least %d sites."
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
    public boolean isMissing(int state) {
        return false;
    }

    @Override
    public Gathering gather(String stratum) {
        return new Wedge();
    }

    private final class Wedge extends Counted {
        /// By site and month: orders and their days.
        private final SortedMap<Integer, SortedMap<Integer, double[]>> cells = new TreeMap<>();

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
            int month = month(from);
            if (isCrossing(since, month)) {
                return; // neither before nor after
            }
            double[] cell =
                    cells.computeIfAbsent(sites.at(row), _ -> new TreeMap<>())
                            .computeIfAbsent(month, _ -> new double[2]);
            cell[0]++;
            cell[1] += ended.at(row) - from;
        }

        @Override
        public Result result() {
            if (cells.size() < FEWEST_SITES) {
                return new Result.NotEstimable("Too few sites have a known day of digitising.");
            }
            int first = Integer.MAX_VALUE;
            int last = Integer.MIN_VALUE;
            for (SortedMap<Integer, double[]> months : cells.values()) {
                if (!months.isEmpty()) {
                    first = Math.min(first, months.firstKey());
                    last = Math.max(last, months.lastKey());
                }
            }
            int periods = last - first + 1;
            List<SteppedWedge.Cluster> clusters = new ArrayList<>();
            for (Map.Entry<Integer, SortedMap<Integer, double[]>> site : cells.entrySet()) {
                List<SteppedWedge.Cell> row = new ArrayList<>();
                for (int month = first; month <= last; month++) {
                    double[] cell = site.getValue().get(month);
                    row.add(
                            cell == null
                                    ? new SteppedWedge.Cell(0, 0)
                                    : new SteppedWedge.Cell(cell[1] / cell[0], cell[0]));
                }
                int since = digitised.getOrDefault(site.getKey(), NEVER);
                int crossover =
                        since == NEVER
                                ? periods
                                : Math.clamp(
                                        (long) month(since)
                                                + (isCrossing(since, month(since)) ? 1 : 0)
                                                - first,
                                        0,
                                        periods);
                clusters.add(new SteppedWedge.Cluster(crossover, row));
            }
            if (periods < 2) {
                return new Result.NotEstimable("All orders are of one month: nothing compares.");
            }
            return SteppedWedge.find(clusters)
                    .<Result>map(wedge ->
                            ShareMethod.identified(
                                    wedge.limits(confidence),
                                    "sites would have changed alike over the months had none been digitised, and digitising works at once and everywhere alike"))
                    .orElseGet(() ->
                            new Result.NotEstimable(
                                    "Sites were not digitised one after the other: nothing compares."));
        }
    }

    private static int month(int day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        return date.getYear() * 12 + date.getMonthValue();
    }

    /// Whether a site was digitised within a month, and not on its first day.
    private static boolean isCrossing(int since, int month) {
        return since != NEVER
                && month(since) == month
                && LocalDate.ofEpochDay(since).getDayOfMonth() > 1;
    }
}
