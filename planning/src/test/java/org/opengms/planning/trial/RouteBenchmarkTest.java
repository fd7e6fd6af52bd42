package org.opengms.planning.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opengms.planning.solver.LinearSolver;
import org.opengms.planning.solver.SolverChoice;
import org.opengms.planning.trial.RouteBenchmark.PolicyResult;
import org.opengms.planning.trial.TrialSettings.Features;

class RouteBenchmarkTest {
    private static final List<String> NAMES =
            List.of("all-eligible", "static", "fcfs-cap", "weekly-lp", "opengms", "opengms-fair");

    private static LinearSolver solver() {
        return SolverChoice.choose().solver();
    }

    private static RouteBenchmark.Result result;

    @BeforeAll
    static void tryAllOnASmallService() {
        result =
                new RouteBenchmark(TrialSettings.halfYear(Features.REAL), solver())
                        .run(RouteBenchmark.FIRST_SEED, 2, 0.3, _ -> {});
    }

    @Test
    void allPoliciesAreTriedAndThoseThatBelieveInYieldsAgainWithWrongOnes() {
        List<String> names = new ArrayList<>(NAMES);
        for (String name : List.of("static", "weekly-lp", "opengms", "opengms-fair")) {
            names.add(name + ", yield error 0.3");
        }
        assertEquals(names, result.policies().stream().map(PolicyResult::name).toList());
    }

    @Test
    void noQueueAndNoValueIsAboveItsBound() {
        assertEquals(0, result.boundViolations());
        for (PolicyResult policy : result.policies()) {
            assertTrue(policy.onTimeValuePercentOfBound() <= 100, policy::toString);
            assertTrue(policy.servedShareMin() >= 0, policy::toString);
            assertTrue(policy.servedShareMin() <= policy.servedShareMax(), policy::toString);
            assertTrue(policy.servedShareMax() <= 1, policy::toString);
        }
    }

    @Test
    void oursKeepsItsPromisesWhateverIsBelieved() {
        for (String ours :
                List.of(
                        "opengms",
                        "opengms-fair",
                        "opengms, yield error 0.3",
                        "opengms-fair, yield error 0.3")) {
            assertTrue(result.policy(ours).withinTargetPercent() >= 99, result::toString);
        }
    }

    @Test
    void oursBeatsTheOthers() {
        for (String ours : List.of("opengms", "opengms-fair")) {
            for (String other : List.of("static", "fcfs-cap", "weekly-lp")) {
                assertTrue(
                        result.policy(ours).onTimeValuePercentOfBound()
                                > result.policy(other).onTimeValuePercentOfBound(),
                        () -> ours + " against " + other + ": " + result);
            }
        }
        assertTrue(
                spread(result.policy("opengms-fair")) < spread(result.policy("opengms")),
                result::toString);
    }

    @Test
    void refusesNoServicesAndNegativeErrors() {
        RouteBenchmark benchmark =
                new RouteBenchmark(TrialSettings.halfYear(Features.REAL), solver());
        assertThrows(IllegalArgumentException.class, () -> benchmark.run(1, 0, 0, _ -> {}));
        assertThrows(IllegalArgumentException.class, () -> benchmark.run(1, 1, -1, _ -> {}));
    }

    @Nested
    @Tag("heavy")
    class OverThreeYears {
        @Test
        void theFiguresAreReachedOnReportingSeeds() {
            RouteBenchmark.Result three =
                    new RouteBenchmark(TrialSettings.threeYears(Features.REAL), solver())
                            .run(RouteBenchmark.FIRST_SEED, 10, 0.3, _ -> {});
            assertEquals(0, three.boundViolations());
            PolicyResult plain = three.policy("opengms");
            PolicyResult fair = three.policy("opengms-fair");
            assertTrue(plain.onTimeValuePercentOfBound() >= 97, three::toString);
            assertTrue(plain.withinTargetPercent() >= 99, three::toString);
            assertTrue(fair.withinTargetPercent() >= 99, three::toString);
            assertTrue(
                    plain.onTimeValuePercentOfBound() - fair.onTimeValuePercentOfBound() <= 0.5,
                    three::toString);
            assertTrue(spread(fair) <= 0.01, three::toString);
            assertTrue(
                    three.policy("opengms, yield error 0.3").onTimeValuePercentOfBound() >= 92,
                    three::toString);
        }
    }

    private static double spread(PolicyResult policy) {
        return policy.servedShareMax() - policy.servedShareMin();
    }
}
