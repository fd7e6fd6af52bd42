package org.opengms.evaluation.statistics;

import java.util.List;

/// Whether groups have the event at the same rate, whatever that is: the log-rank test (Mantel
/// 1966; Peto and Peto 1972, doi:10.2307/2344317), and its stratified form, in which groups are
/// compared only within a stratum, such as an indication.
///
/// Those who left by another cause count as censored: the hazards of the cause are compared, not
/// its cumulative incidences.
public final class LogRank {
    private LogRank() {}

    /// Compares groups.
    ///
    /// @param groups two or more
    /// @param cause of the event, 1 to the number of causes
    /// @throws IllegalArgumentException OGMS-9005 if there is no such cause, OGMS-9006 if there are
    ///   fewer than two groups or nobody had the event
    public static ChiSquaredTest compare(List<TimeToEvent> groups, int cause) {
        return compareWithin(List.of(groups), cause);
    }

    /// Compares groups within strata.
    ///
    /// @param strata each with the same groups, in the same order; a group may be empty in some
    /// @param cause of the event, 1 to the number of causes
    /// @throws IllegalArgumentException OGMS-9005 if there is no such cause, OGMS-9006 if the
    ///   groups are fewer than two or differ in number, or nobody had the event
    public static ChiSquaredTest compareWithin(List<List<TimeToEvent>> strata, int cause) {
        int k = checkGroups(strata);
        double[] excess = new double[k];
        double[][] variance = new double[k][k];
        for (List<TimeToEvent> groups : strata) {
            accumulate(groups, cause, excess, variance);
        }
        return ChiSquaredTest.of(excess, variance);
    }

    static int checkGroups(List<List<TimeToEvent>> strata) {
        int k = strata.isEmpty() ? 0 : strata.getFirst().size();
        if (k < 2 || strata.stream().anyMatch(groups -> groups.size() != k)) {
            throw new IllegalArgumentException(
                    ("OGMS-9006 A comparison of %d groups, or of another number in another stratum."
                                    + " Give two or more, the same in each.")
                            .formatted(k));
        }
        return k;
    }

    private static void accumulate(
            List<TimeToEvent> groups, int cause, double[] excess, double[][] variance) {
        int k = groups.size();
        TimeToEvent.Days[] days = new TimeToEvent.Days[k];
        int last = 0;
        for (int i = 0; i < k; i++) {
            groups.get(i).checkCause(cause);
            if (groups.get(i).people() > 0) {
                days[i] = groups.get(i).days();
                last = Math.max(last, groups.get(i).lastDay() + 1);
            }
        }
        double[] n = new double[k];
        for (int day = 0; day < last; day++) {
            double atRisk = 0;
            double events = 0;
            for (int i = 0; i < k; i++) {
                TimeToEvent.Days of = days[i];
                boolean known = of != null && day < of.atRisk().length;
                n[i] = known ? of.atRisk()[day] : 0;
                atRisk += n[i];
                events += known ? of.byCause()[cause][day] : 0;
            }
            if (events == 0) {
                continue;
            }
            double spread = atRisk > 1 ? events * (atRisk - events) / (atRisk - 1) : 0;
            for (int i = 0; i < k; i++) {
                TimeToEvent.Days of = days[i];
                double own = of != null && day < of.atRisk().length ? of.byCause()[cause][day] : 0;
                double share = n[i] / atRisk;
                excess[i] += own - events * share;
                for (int j = 0; j < k; j++) {
                    variance[i][j] += spread * share * ((i == j ? 1 : 0) - n[j] / atRisk);
                }
            }
        }
    }
}
