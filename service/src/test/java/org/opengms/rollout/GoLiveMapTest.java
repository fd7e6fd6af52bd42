package org.opengms.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opengms.planning.network.ServiceScenario;
import org.opengms.planning.rollout.Investment;
import org.opengms.planning.rollout.InvestmentCatalogue;
import org.opengms.planning.rollout.InvestmentState;
import org.opengms.planning.rollout.RolloutPlan;

class GoLiveMapTest {
    private static GoLiveMap map(Investment... investments) {
        return GoLiveMap.of(
                ServiceScenario.named("regional-example"),
                InvestmentCatalogue.named("regional-investments"),
                RolloutPlan.of("p", "P", List.of(investments)));
    }

    private static Investment proposed(String option, int quarter) {
        return Investment.proposed(
                option, quarter, 1, new InvestmentState.Proposed(Instant.EPOCH, "board"));
    }

    private static GoLiveMap.Site site(GoLiveMap map, int number) {
        assertEquals("The valley", map.regions().getFirst().name());
        return map.regions().getFirst().sites().get(number - 1);
    }

    /// Digitising leads three quarters; of eight quarters the last begins after seven.
    @Test
    void isOfDigitalOrdersWhereThePlanOffersNoTests() {
        GoLiveMap map =
                map(
                        proposed("digitise:site-1", 1),
                        proposed("digitise:site-2", 5),
                        proposed("sequencer:north", 0));
        assertEquals(GoLiveMap.Subject.DIGITAL_ORDERS, map.subject());
        assertEquals(new GoLiveMap.Site("Site 1", false, Optional.of(4)), site(map, 1));
        assertEquals(new GoLiveMap.Site("Site 2", false, Optional.empty()), site(map, 2));
        assertEquals(new GoLiveMap.Site("Site 5", true, Optional.empty()), site(map, 5));
        assertEquals(1, map.goLives());
    }

    @Test
    void isOfOfferedTestsWhereThePlanOffersThem() {
        GoLiveMap map = map(proposed("digitise:site-1", 1), proposed("go-live:site-2", 6));
        assertEquals(GoLiveMap.Subject.OFFERED_TESTS, map.subject());
        assertEquals(new GoLiveMap.Site("Site 1", false, Optional.empty()), site(map, 1));
        assertEquals(new GoLiveMap.Site("Site 2", false, Optional.of(6)), site(map, 2));
        assertEquals(new GoLiveMap.Site("Site 5", false, Optional.empty()), site(map, 5));
    }

    @Test
    void leavesOutWhatIsWithdrawn() {
        Investment withdrawn =
                proposed("digitise:site-1", 0)
                        .advanced(
                                new InvestmentState.Withdrawn(
                                        Instant.EPOCH.plusSeconds(1), "board", "no money"));
        assertEquals(0, map(withdrawn).goLives());
    }
}
