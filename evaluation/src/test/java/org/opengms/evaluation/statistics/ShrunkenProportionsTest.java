package org.opengms.evaluation.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opengms.planning.statistics.Interval;

class ShrunkenProportionsTest {
    private static List<Proportion> asked() {
        return People.rows("sites.csv").stream()
                .map(row -> Proportion.of(Long.parseLong(row[0]), Long.parseLong(row[1])))
                .toList();
    }

    @Nested
    class OfSitesThatDiffer {
        private final ShrunkenProportions shrunken = ShrunkenProportions.of(asked());

        /// R's optim of the beta-binomial likelihood.
        @Test
        void isTheMostProbableBetaBinomial() {
            String[] expected = People.rows("sites-expected.csv").getFirst();
            assertEquals(Double.parseDouble(expected[0]), shrunken.mean(), 1e-5);
            assertEquals(Double.parseDouble(expected[1]), shrunken.priorTrials(), 1e-3);
        }

        /// Between what the site shows and the mean, in the ratio of the trials to α + β.
        @Test
        void liesBetweenTheSiteAndTheMean() {
            for (int i = 0; i < shrunken.sites().size(); i++) {
                Proportion own = shrunken.sites().get(i);
                Interval found = shrunken.of(i, 0.95);
                double weight = own.trials() / (own.trials() + shrunken.priorTrials());
                assertEquals(
                        weight * own.estimate() + (1 - weight) * shrunken.mean(),
                        found.estimate(),
                        1e-12);
                assertTrue(found.lower() < found.estimate() && found.estimate() < found.upper());
            }
        }
    }

    @Nested
    class OfSitesThatDoNot {
        @Test
        void drawsAllToTheMean() {
            ShrunkenProportions even =
                    ShrunkenProportions.of(
                            List.of(
                                    Proportion.of(10, 100),
                                    Proportion.of(10, 100),
                                    Proportion.of(11, 100)));
            assertEquals(Double.POSITIVE_INFINITY, even.priorTrials());
            assertEquals(31 / 300.0, even.of(2, 0.95).estimate(), 1e-12);
        }

        @Test
        void drawsAllToNoneWhereNobodyHadTheEvent() {
            ShrunkenProportions none =
                    ShrunkenProportions.of(List.of(Proportion.of(0, 9), Proportion.of(0, 4)));
            assertEquals(0, none.of(0, 0.95).estimate());
        }
    }

    @Nested
    class OnBadInput {
        @Test
        void saysWhatIsWrong() {
            Refused.with("OGMS-9012", () -> ShrunkenProportions.of(List.of(Proportion.of(1, 2))));
            ShrunkenProportions two =
                    ShrunkenProportions.of(List.of(Proportion.of(1, 9), Proportion.of(3, 4)));
            Refused.with("OGMS-9012", () -> two.of(2, 0.95));
            Refused.with("OGMS-9001", () -> two.of(1, 1));
        }
    }
}
