package org.opengms.evaluation.statistics;

import java.util.Arrays;
import java.util.List;

/// Whether groups have the same cumulative incidence of an event while other causes compete: the
/// test of Gray (1988, doi:10.1214/aos/1176350951) with ρ = 0, and its stratified form. R's
/// `cmprsk::cuminc` gives the same.
///
/// Where [LogRank] compares the rate among those still at risk, this compares the share who have
/// had the event by a day: those whom another cause took stay in the denominator. Delayed entry is
/// not provided for.
public final class GrayTest {
    private GrayTest() {}

    /// Compares groups.
    ///
    /// @param groups two or more
    /// @param cause of the event, 1 to the number of causes
    /// @throws IllegalArgumentException OGMS-9005 if there is no such cause, OGMS-9006 if there are
    ///   fewer than two groups, nobody had the event, or somebody entered late
    public static ChiSquaredTest compare(List<TimeToEvent> groups, int cause) {
        return compareWithin(List.of(groups), cause);
    }

    /// Compares groups within strata.
    ///
    /// @param strata each with the same groups, in the same order; a group may be empty in some
    /// @param cause of the event, 1 to the number of causes
    /// @throws IllegalArgumentException OGMS-9005 if there is no such cause, OGMS-9006 if the
    ///   groups are fewer than two or differ in number, nobody had the event, or somebody entered
    ///   late
    public static ChiSquaredTest compareWithin(List<List<TimeToEvent>> strata, int cause) {
        int groups = LogRank.checkGroups(strata);
        double[] excess = new double[groups];
        double[][] variance = new double[groups][groups];
        for (List<TimeToEvent> stratum : strata) {
            for (TimeToEvent group : stratum) {
                group.checkCause(cause);
                if (group.isDelayed()) {
                    throw new IllegalArgumentException(
                            "OGMS-9006 Gray's test is asked of people of whom some entered late."
                                    + " Ask for the log-rank test.");
                }
            }
            new Stratum(stratum, cause).addTo(excess, variance);
        }
        return ChiSquaredTest.of(excess, variance);
    }

    /// One pass to accumulate how each group's score depends on the days to come, another to add up
    /// the variance. The names are Gray's: `a` and `c` are his a and c, a row of each group whose
    /// score it is, a column of each group whose events disturb it.
    private static final class Stratum {
        private final int groups;
        private final int cause;
        private final TimeToEvent.Days[] days;
        private final int lastDay;
        // Of the groups, as the days go by: survival and incidence before and after the day.
        private final double[] survivalBefore;
        private final double[] survival;
        private final double[] incidenceBefore;
        private double pooled;
        private final double[] atRisk;
        private final double[] events;
        private final double[] competing;
        private final double[][] a;
        private final double[][] c;

        Stratum(List<TimeToEvent> tables, int cause) {
            this.groups = tables.size();
            this.cause = cause;
            this.days = new TimeToEvent.Days[groups];
            int last = -1;
            for (int i = 0; i < groups; i++) {
                if (tables.get(i).people() > 0) {
                    days[i] = tables.get(i).days();
                    last = Math.max(last, tables.get(i).lastDay());
                }
            }
            this.lastDay = last;
            this.survivalBefore = new double[groups];
            this.survival = new double[groups];
            this.incidenceBefore = new double[groups];
            this.atRisk = new double[groups];
            this.events = new double[groups];
            this.competing = new double[groups];
            this.a = new double[groups][groups];
            this.c = new double[groups][groups];
        }

        void addTo(double[] excess, double[][] variance) {
            begin();
            for (int day = 0; day <= lastDay; day++) {
                step(day, excess);
            }
            double[][] whole = new double[groups][];
            for (int i = 0; i < groups; i++) {
                whole[i] = c[i].clone();
            }
            begin();
            double[] unused = new double[groups];
            for (int day = 0; day <= lastDay; day++) {
                if (step(day, unused)) {
                    accumulate(whole, variance);
                }
            }
        }

        private void begin() {
            for (int i = 0; i < groups; i++) {
                survival[i] = 1;
                survivalBefore[i] = 1;
                incidenceBefore[i] = 0;
                atRisk[i] = 0;
                Arrays.fill(c[i], 0);
            }
            pooled = 0;
        }

        /// Goes on by a day; whether anybody had an event on it.
        private boolean step(int day, double[] excess) {
            double ofCause = 0;
            double ofOthers = 0;
            for (int i = 0; i < groups; i++) {
                TimeToEvent.Days of = days[i];
                boolean known = of != null && day < of.atRisk().length;
                incidenceBefore[i] += atRisk[i] > 0 ? survivalBefore[i] * events[i] / atRisk[i] : 0;
                survivalBefore[i] = survival[i];
                atRisk[i] = known ? of.atRisk()[day] : 0;
                events[i] = known ? of.byCause()[cause][day] : 0;
                competing[i] = known ? of.events()[day] - events[i] : 0;
                ofCause += events[i];
                ofOthers += competing[i];
                survival[i] *=
                        atRisk[i] > 0 ? (atRisk[i] - events[i] - competing[i]) / atRisk[i] : 1;
            }
            if (ofCause + ofOthers == 0) {
                return false;
            }
            double scale = 0;
            double risk = 0;
            for (int i = 0; i < groups; i++) {
                scale += weight(i);
                risk += weight(i) * (1 - incidenceBefore[i]);
            }
            double pooledBefore = pooled;
            pooled += ofCause / scale;
            for (int i = 0; i < groups; i++) {
                excess[i] += events[i] - ofCause * weight(i) * (1 - incidenceBefore[i]) / risk;
                for (int k = 0; k < groups; k++) {
                    a[i][k] = weight(i) * ((i == k ? 1 : 0) - weight(k) / scale);
                    c[i][k] += a[i][k] * ofCause / (scale * (1 - pooledBefore));
                }
            }
            return true;
        }

        private double weight(int i) {
            return atRisk[i] > 0 ? atRisk[i] / survivalBefore[i] : 0;
        }

        private void accumulate(double[][] whole, double[][] variance) {
            double ofCause = 0;
            double scale = 0;
            for (int k = 0; k < groups; k++) {
                ofCause += events[k];
                scale += weight(k);
            }
            for (int k = 0; k < groups; k++) {
                if (atRisk[k] == 0) {
                    continue;
                }
                double kept = survival[k] > 0 ? (1 - pooled) / survival[k] : 0;
                if (ofCause > 0) {
                    double ties =
                            ofCause > 1 ? 1 - (ofCause - 1) / (scale * survivalBefore[k] - 1) : 1;
                    double own = ties * survivalBefore[k] * ofCause / (scale * atRisk[k]);
                    double[] part = new double[groups];
                    for (int i = 0; i < groups; i++) {
                        part[i] = a[i][k] + (1 - kept) * (whole[i][k] - c[i][k]);
                    }
                    add(part, own, variance);
                }
                if (competing[k] > 0 && survival[k] > 0) {
                    double ties = competing[k] > 1 ? 1 - (competing[k] - 1) / (atRisk[k] - 1) : 1;
                    double other =
                            ties
                                    * survivalBefore[k]
                                    * survivalBefore[k]
                                    * competing[k]
                                    / (atRisk[k] * atRisk[k]);
                    double[] part = new double[groups];
                    for (int i = 0; i < groups; i++) {
                        part[i] = kept * (whole[i][k] - c[i][k]);
                    }
                    add(part, other, variance);
                }
            }
        }

        private static void add(double[] part, double factor, double[][] variance) {
            for (int i = 0; i < part.length; i++) {
                for (int j = 0; j < part.length; j++) {
                    variance[i][j] += part[i] * part[j] * factor;
                }
            }
        }
    }
}
