package org.opengms.planning.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.opengms.planning.network.LinePlot;
import org.opengms.planning.network.NetworkOutcome;
import org.opengms.planning.network.NetworkSimulation;
import org.opengms.planning.network.ReplicationDraw;
import org.opengms.planning.network.ServiceScenario;
import org.opengms.planning.simulation.Replications;
import org.opengms.planning.simulation.SimulationLimits;

class PlanPictureTest {
    private static final ServiceScenario REGION =
            ServiceScenario.named("regional-example").withQuarters(3, 1);
    private static final InvestmentCatalogue OPTIONS =
            InvestmentCatalogue.named("regional-investments");
    private static final RolloutPlan NOTHING = RolloutPlan.of("none", "Nothing", List.of());

    private static PlanPicture picture(int replications) {
        return PlanPicture.of(
                REGION,
                OPTIONS,
                NOTHING,
                5,
                replications,
                SimulationLimits.STANDARD,
                Replications.on(2));
    }

    /// Of one replication all is what that replication says.
    @Test
    void ofOneReplicationIsThatReplication() {
        PlanPicture one = picture(1);
        NetworkOutcome outcome =
                NetworkSimulation.run(
                        REGION,
                        List.of(),
                        ReplicationDraw.of(5, 0),
                        NetworkSimulation.Screen.SIMULATE_ALL,
                        SimulationLimits.STANDARD);
        assertEquals(3, one.inProgress().size());
        for (int q = 0; q < 3; q++) {
            long open = 0;
            for (NetworkOutcome.TurnaroundClass c : outcome.quarters().get(q).classes()) {
                open += c.inProgress();
            }
            PlanPicture.Band band = one.inProgress().get(q);
            assertEquals(new PlanPicture.Band(q, open, open, open), band);
        }
        assertEquals(0, one.givenUp());
    }

    @Test
    void keepsMeansWithinTheLowestAndTheHighest() {
        PlanPicture three = picture(3);
        assertEquals(3, three.replications());
        assertTrue(three.turnaround().size() >= 4, three.turnaround().toString());
        for (PlanPicture.Turnaround each : three.turnaround()) {
            for (int i = 0; i < each.medianDays().size(); i++) {
                PlanPicture.Band median = each.medianDays().get(i);
                PlanPicture.Band ninetieth = each.ninetiethDays().get(i);
                assertTrue(median.low() <= median.mean() && median.mean() <= median.high());
                assertTrue(median.low() < median.high(), "replications differ");
                assertTrue(median.mean() <= ninetieth.mean());
            }
        }
        assertTrue(three.stations().size() <= 7);
        assertTrue(three.stations().stream().allMatch(s -> s.utilisation().size() == 3));
    }

    @Test
    void isDrawnWithBandsAndIdsOfItsOwn() {
        String svg =
                new LinePlot(
                                "T",
                                "D",
                                "days",
                                List.of(
                                        new LinePlot.Series(
                                                "a",
                                                List.of(1.0, Double.NaN, 3.0),
                                                List.of(0.5, Double.NaN, 2.0),
                                                List.of(2.0, Double.NaN, 9.0))))
                        .svg("one-");
        assertTrue(svg.contains("aria-labelledby=\"one-title one-description\""), svg);
        assertTrue(svg.contains("<title id=\"one-title\">T</title>"), svg);
        // Two points have a band: up along its upper edge, back along its lower.
        assertEquals(1, svg.split("<polygon points=").length - 1);
        // The band reaches 9, so the axis reaches 10.
        assertTrue(svg.contains(">10</text>"), svg);
    }
}
