package org.opengms.evaluation.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.planning.statistics.Interval;
import org.opengms.testing.Cases;

class TimeToEventTest {
    private static final People PEOPLE = People.load();

    private static TimeToEvent of(int... daysNegativeIfCensored) {
        TimeToEvent table = TimeToEvent.ofCauses(1);
        for (int day : daysNegativeIfCensored) {
            table.record(Math.abs(day), day < 0 ? TimeToEvent.CENSORED : 1);
        }
        return table;
    }

    /// Acute myelogenous leukaemia, weeks of remission: Miller, *Survival Analysis* (1997), page
    /// 49; `aml` of R's survival.
    @Nested
    class OfMillersLeukaemia {
        private final TimeToEvent maintained = of(9, 13, -13, 18, 23, -28, 31, 34, -45, 48, -161);
        private final TimeToEvent notMaintained = of(5, 5, 8, 8, 12, -16, 23, 27, 30, 33, 43, 45);

        @ParameterizedTest
        @CsvSource({
            "9, 11, 1, 0.909, 0.0867, 0.5081, 0.987",
            "13, 10, 1, 0.818, 0.1163, 0.4474, 0.951",
            "18, 8, 1, 0.716, 0.1397, 0.3502, 0.899",
            "23, 7, 1, 0.614, 0.1526, 0.2658, 0.835",
            "31, 5, 1, 0.491, 0.1642, 0.1673, 0.753",
            "34, 4, 1, 0.368, 0.1627, 0.0928, 0.657",
            "48, 2, 1, 0.184, 0.1535, 0.0117, 0.525",
        })
        void hasTheTableOfTheMaintained(
                int day,
                long atRisk,
                long events,
                double survival,
                double error,
                double lower,
                double upper) {
            SurvivalCurve curve = maintained.kaplanMeier();
            SurvivalCurve.Step step =
                    curve.steps().stream().filter(s -> s.day() == day).findFirst().orElseThrow();
            assertEquals(atRisk, step.atRisk());
            assertEquals(atRisk, maintained.atRisk(day));
            assertEquals(events, step.events());
            assertEquals(survival, step.survival(), 5.1e-4);
            assertEquals(error, step.standardError(), 5.1e-5);
            Interval limits = curve.find(day, 0.95, Limits.LOG_LOG).orElseThrow();
            assertEquals(lower, limits.lower(), 5.1e-5);
            assertEquals(upper, limits.upper(), 5.1e-4);
        }

        @Test
        void hasTheMediansOfBoth() {
            assertEquals(
                    new Interval(31, 18, Double.POSITIVE_INFINITY, 0.95),
                    maintained.kaplanMeier().median(0.95, Limits.LOG));
            assertEquals(
                    new Interval(23, 8, Double.POSITIVE_INFINITY, 0.95),
                    notMaintained.kaplanMeier().median(0.95, Limits.LOG));
            assertEquals(
                    new Interval(31, 13, Double.POSITIVE_INFINITY, 0.95),
                    maintained.kaplanMeier().median(0.95, Limits.LOG_LOG));
            assertEquals(
                    new Interval(23, 5, 33, 0.95),
                    notMaintained.kaplanMeier().median(0.95, Limits.LOG_LOG));
        }

        @Test
        void hasTheLogRankTest() {
            ChiSquaredTest test = LogRank.compare(List.of(maintained, notMaintained), 1);
            assertEquals(3.396389, test.statistic(), 5e-7);
            assertEquals(1, test.degreesOfFreedom());
            assertEquals(0.0653393, test.pValue(), 5e-8);
        }

        @Test
        void endsWhereTheLastOfThemRelapsed() {
            Interval after =
                    notMaintained.kaplanMeier().find(500, 0.95, Limits.LOG_LOG).orElseThrow();
            assertEquals(0, after.estimate());
            assertEquals(0.349, after.upper(), 5.1e-4);
            assertTrue(maintained.kaplanMeier().find(162, 0.95, Limits.LOG_LOG).isEmpty());
        }
    }

    @Nested
    class OfPeopleWhomRWasAskedAbout {
        @ParameterizedTest
        @CsvFileSource(
                resources = "/org/opengms/evaluation/statistics/survival.csv",
                numLinesToSkip = 1)
        void hasTheSurvivalThatRGives(
                String limits,
                String late,
                int day,
                long atRisk,
                double survival,
                double standardError,
                double lower,
                double upper) {
            TimeToEvent table = PEOPLE.table(late);
            Interval found =
                    table.kaplanMeier().find(day, 0.95, People.limits(limits)).orElseThrow();
            assertEquals(atRisk, table.atRisk(day));
            assertEquals(survival, found.estimate(), 1e-10);
            assertEquals(lower, found.lower(), 1e-10);
            assertEquals(upper, found.upper(), 1e-10);
            assertEquals(
                    standardError,
                    table.kaplanMeier().steps().stream()
                            .filter(step -> step.day() <= day)
                            .reduce((a, b) -> b)
                            .orElseThrow()
                            .standardError(),
                    1e-10);
        }

        @ParameterizedTest
        @CsvFileSource(
                resources = "/org/opengms/evaluation/statistics/quantiles.csv",
                numLinesToSkip = 1)
        void hasTheQuantilesThatRGives(
                String limits,
                String late,
                double share,
                double quantile,
                double lower,
                double upper) {
            assertEquals(
                    new Interval(quantile, lower, upper, 0.95),
                    PEOPLE.table(late).kaplanMeier().quantile(share, 0.95, People.limits(limits)));
        }

        @ParameterizedTest
        @CsvFileSource(
                resources = "/org/opengms/evaluation/statistics/restricted-means.csv",
                numLinesToSkip = 1)
        void hasTheRestrictedMeansThatRGives(int horizonDays, double mean, double error) {
            Interval found =
                    PEOPLE.fromDayZero()
                            .kaplanMeier()
                            .findRestrictedMean(horizonDays, 0.95)
                            .orElseThrow();
            assertEquals(mean, found.estimate(), 1e-9);
            assertEquals(mean + 1.959963984540054 * error, found.upper(), 1e-9);
        }

        @ParameterizedTest
        @CsvFileSource(
                resources = "/org/opengms/evaluation/statistics/incidence.csv",
                numLinesToSkip = 1)
        void hasTheCumulativeIncidenceThatRGives(
                String limits,
                int cause,
                int day,
                double incidence,
                double standardError,
                double lower,
                double upper) {
            IncidenceCurve curve = PEOPLE.fromDayZero().cumulativeIncidence(cause);
            Interval found = curve.find(day, 0.95, People.limits(limits)).orElseThrow();
            assertEquals(incidence, found.estimate(), 1e-10);
            assertEquals(lower, found.lower(), 1e-9);
            assertEquals(upper, found.upper(), 1e-9);
            assertEquals(
                    standardError,
                    curve.steps().stream()
                            .filter(step -> step.day() <= day)
                            .reduce((a, b) -> b)
                            .orElseThrow()
                            .standardError(),
                    1e-9);
        }

        @ParameterizedTest
        @CsvFileSource(
                resources = "/org/opengms/evaluation/statistics/tests.csv",
                numLinesToSkip = 1)
        void hasTheTestsThatRGives(String test, double statistic, int freedom, double pValue) {
            List<TimeToEvent> groups = List.of(group(1, 0), group(2, 0), group(3, 0));
            List<List<TimeToEvent>> strata =
                    List.of(
                            List.of(group(1, 1), group(2, 1), group(3, 1)),
                            List.of(group(1, 2), group(2, 2), group(3, 2)));
            ChiSquaredTest found =
                    switch (test) {
                        case "log-rank" -> LogRank.compare(groups, 1);
                        case "log-rank within" -> LogRank.compareWithin(strata, 1);
                        case "gray" -> GrayTest.compare(groups, 1);
                        case "gray within" -> GrayTest.compareWithin(strata, 1);
                        default -> throw new IllegalArgumentException(test);
                    };
            assertEquals(statistic, found.statistic(), 1e-7);
            assertEquals(freedom, found.degreesOfFreedom());
            assertEquals(pValue, found.pValue(), 1e-10);
        }

        private static TimeToEvent group(int group, int stratum) {
            return PEOPLE.fromDayZero(person ->
                    person.group() == group && (stratum == 0 || person.stratum() == stratum));
        }
    }

    @Nested
    class OfASmallGroup {
        /// Without censoring the survival is the share that is left, and Greenwood's variance that
        /// of the binomial distribution.
        @Test
        void isBinomialWithoutCensoring() {
            SurvivalCurve.Step step = of(1, 2, 2, 3, 9, 9, 9, 9).kaplanMeier().steps().get(2);
            assertEquals(0.5, step.survival(), 1e-12);
            assertEquals(Math.sqrt(0.25 / 8), step.standardError(), 1e-12);
        }

        /// Nobody is censored: a cumulative incidence is the share, its variance binomial.
        @Test
        void isBinomialForEachCauseWithoutCensoring() {
            TimeToEvent table = TimeToEvent.ofCauses(2);
            table.record(1, 1, 2);
            table.record(2, 2, 3);
            table.record(3, 1, 1);
            table.record(4, 2, 4);
            IncidenceCurve.Step last = table.cumulativeIncidence(1).steps().getLast();
            assertEquals(0.3, last.incidence(), 1e-12);
            assertEquals(Math.sqrt(0.3 * 0.7 / 10), last.standardError(), 1e-9);
        }

        /// Five people: cause 1 on day 1, censored on 2, cause 2 on 3, cause 1 on 4, censored on 5.
        /// By hand: F₁ = 1/5, then + (4/5 × 2/3) × 1/2; F₂ = 4/5 × 1/3. One less Kaplan and Meier
        /// with the other cause censored would say 1 − 4/5 × 1/2 = 0.6.
        @Test
        void givesACauseWhatItsRivalsLeave() {
            TimeToEvent table = TimeToEvent.ofCauses(2);
            table.record(1, 1);
            table.record(2, TimeToEvent.CENSORED);
            table.record(3, 2);
            table.record(4, 1);
            table.record(5, TimeToEvent.CENSORED);
            IncidenceCurve first = table.cumulativeIncidence(1);
            IncidenceCurve second = table.cumulativeIncidence(2);
            assertEquals(0.2 + 4.0 / 15, first.steps().getLast().incidence(), 1e-12);
            assertEquals(4.0 / 15, second.steps().getLast().incidence(), 1e-12);
            assertEquals(0, second.find(2, 0.95, Limits.LOG_LOG).orElseThrow().estimate());
            assertTrue(first.find(6, 0.95, Limits.LOG_LOG).isEmpty());
        }

        @Test
        void givesExactLimitsBeforeTheFirstEvent() {
            Interval before =
                    of(5, 6, 7, 8).kaplanMeier().find(2, 0.95, Limits.PLAIN).orElseThrow();
            assertEquals(1, before.upper());
            assertEquals(Math.pow(0.025, 0.25), before.lower(), 1e-9);
        }

        /// R, on times 1, 2, 3+, 4+: the curve runs level at a half from day 2 to the last.
        @Test
        void putsTheMedianInTheMiddleOfALevelStretch() {
            assertEquals(3, of(1, 2, -3, -4).kaplanMeier().median(0.95, Limits.PLAIN).estimate());
        }

        @Test
        void countsWhoEnteredLateFromTheNextDayOn() {
            TimeToEvent table = of(2, 5);
            table.recordDelayed(2, 5, 1);
            assertEquals(2, table.atRisk(2));
            assertEquals(2, table.atRisk(3));
            assertEquals(0.5, table.kaplanMeier().steps().getFirst().survival(), 1e-12);
        }
    }

    @Nested
    class OfAnyGroup {
        /// All causes together and the survivors are everybody; with one cause the incidence is the
        /// complement of the survival and has its error.
        @Test
        void sharesAddUp() {
            Cases.check(
                    100,
                    random -> {
                        TimeToEvent two = TimeToEvent.ofCauses(2);
                        TimeToEvent one = TimeToEvent.ofCauses(1);
                        int people = 1 + random.nextInt(200);
                        for (int i = 0; i < people; i++) {
                            int day = random.nextInt(60);
                            int cause = random.nextInt(3);
                            two.record(day, cause);
                            one.record(day, Math.min(cause, 1));
                        }
                        int at = random.nextInt(two.lastDay() + 1);
                        double left =
                                two.kaplanMeier()
                                        .find(at, 0.9, Limits.LOG)
                                        .orElseThrow()
                                        .estimate();
                        double first =
                                two.cumulativeIncidence(1)
                                        .find(at, 0.9, Limits.LOG)
                                        .orElseThrow()
                                        .estimate();
                        double second =
                                two.cumulativeIncidence(2)
                                        .find(at, 0.9, Limits.LOG)
                                        .orElseThrow()
                                        .estimate();
                        assertEquals(1, left + first + second, 1e-9);
                        List<SurvivalCurve.Step> survival = one.kaplanMeier().steps();
                        List<IncidenceCurve.Step> incidence = one.cumulativeIncidence(1).steps();
                        for (int i = 0; i < survival.size(); i++) {
                            assertEquals(
                                    1,
                                    survival.get(i).survival() + incidence.get(i).incidence(),
                                    1e-9);
                            if (survival.get(i).survival() > 0) {
                                assertEquals(
                                        survival.get(i).standardError(),
                                        incidence.get(i).standardError(),
                                        1e-7);
                            }
                        }
                    });
        }

        @Test
        void isTheSameWhetherCountedTogetherOrAdded() {
            TimeToEvent all = PEOPLE.fromDayZero();
            TimeToEvent added = PEOPLE.fromDayZero(person -> person.group() == 1);
            added.add(PEOPLE.fromDayZero(person -> person.group() != 1));
            assertEquals(all.kaplanMeier().steps(), added.kaplanMeier().steps());
            assertEquals(all.people(2), added.people(2));
            assertEquals(400, added.people());
        }
    }

    @Nested
    class OnBadInput {
        @Test
        void saysWhatIsWrong() {
            TimeToEvent table = TimeToEvent.ofCauses(2);
            Refused.with("OGMS-9003", table::kaplanMeier);
            Refused.with("OGMS-9004", () -> table.record(-1, 1));
            Refused.with("OGMS-9004", () -> table.record(TimeToEvent.LAST_DAY + 1, 1));
            Refused.with("OGMS-9004", () -> table.recordDelayed(3, 3, 1));
            Refused.with("OGMS-9005", () -> table.record(1, 3));
            Refused.with("OGMS-9005", () -> table.cumulativeIncidence(0));
            Refused.with("OGMS-9005", () -> table.add(TimeToEvent.ofCauses(1)));
            Refused.with("OGMS-9005", () -> TimeToEvent.ofCauses(0));
            Refused.with("OGMS-9006", () -> LogRank.compare(List.of(of(1)), 1));
            TimeToEvent late = of(3);
            late.recordDelayed(1, 2, 1);
            Refused.with("OGMS-9006", () -> GrayTest.compare(List.of(of(1), late), 1));
            Refused.with("OGMS-9006", () -> LogRank.compare(List.of(of(-1), of(-2)), 1));
            assertEquals(0, table.people());
        }
    }
}
