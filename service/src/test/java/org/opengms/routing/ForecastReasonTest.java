package org.opengms.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.opengms.directory.TestMethod;
import org.opengms.fakes.World;
import org.opengms.infrastructure.DigitalReadiness;
import org.opengms.infrastructure.OdsCode;
import org.opengms.testing.Cases;

/// What a decision says must be true.
class ForecastReasonTest {
    private static final Pattern CHANGE =
            Pattern.compile("What would change this: (\\d+) fewer whole genomes open at (\\w+)");

    private static RouteRequest request(String indication, double share) {
        return new RouteRequest(
                World.DIRECTORY_2026,
                World.DIRECTORY_2026.indication(indication),
                Optional.empty(),
                Priority.ROUTINE,
                World.NORTH_LAB,
                new DigitalReadiness(share, share, share, share),
                true);
    }

    private static DeliverableFirstPolicy policy(int genomeHandlingDays) {
        return new DeliverableFirstPolicy(
                World.STATES,
                InstantSource.fixed(World.NOW),
                new DeliverableFirstPolicy.Parameters(
                        "trial",
                        Map.of(
                                TestMethod.WGS, genomeHandlingDays,
                                TestMethod.PANEL, 28,
                                TestMethod.SINGLE_GENE, 21),
                        10,
                        4));
    }

    private static LiveLoad genomes(int north, int south) {
        return (laboratory, method) -> {
            if (method != TestMethod.WGS) {
                return 0;
            }
            return laboratory.equals(World.NORTH_LAB) ? north : south;
        };
    }

    private static boolean isGenome(RouteDecision decision) {
        return decision.route() instanceof Route.Test test && test.method() == TestMethod.WGS;
    }

    /// The number of orders named is the smallest that makes the genome deliverable: one fewer
    /// leaves the decision as it is.
    @Test
    void theNumberOfOrdersThatWouldChangeItIsExact() {
        int[] named = {0};
        Cases.check(
                400,
                random -> {
                    RouteRequest request = request("R901", random.nextDouble());
                    int north = random.nextInt(20, 120);
                    int south = random.nextInt(10, 60);
                    RouteDecision decision = policy(56).route(request, genomes(north, south));
                    for (String reason : decision.reasons()) {
                        Matcher change = CHANGE.matcher(reason);
                        if (change.find()) {
                            named[0]++;
                            int fewer = Integer.parseInt(change.group(1), 10);
                            boolean home = change.group(2).equals("ZLN01");
                            assertTrue(
                                    isGenome(
                                            policy(56)
                                                    .route(
                                                            request,
                                                            genomes(
                                                                    north - (home ? fewer : 0),
                                                                    south - (home ? 0 : fewer)))));
                            int less = fewer - 1;
                            assertFalse(
                                    isGenome(
                                            policy(56)
                                                    .route(
                                                            request,
                                                            genomes(
                                                                    north - (home ? less : 0),
                                                                    south - (home ? 0 : less)))));
                        }
                    }
                });
        assertTrue(named[0] > 0);
    }

    @Test
    void noNumberIsNamedWhereEvenAnEmptyQueueIsTooLate() {
        RouteDecision decision = policy(90).route(request("R901", 1), genomes(3, 3));
        assertFalse(isGenome(decision));
        assertTrue(
                decision.reasons().stream().noneMatch(r -> CHANGE.matcher(r).find()),
                () -> decision.reasons().toString());
        assertTrue(
                decision.reasons().stream()
                        .anyMatch(r ->
                                r.contains(
                                        "Even with no other order open a whole genome would take 90 days")),
                () -> decision.reasons().toString());
    }

    @Test
    void aLaboratoryThatIsSoonerIsCalledSooner() {
        RouteDecision decision = policy(56).route(request("R901", 1), genomes(57, 0));
        assertEquals(World.SOUTH_LAB, decision.route().laboratory());
        assertTrue(
                decision.reasons().stream().anyMatch(r -> r.contains("forecast to report sooner")));
    }

    @Test
    void aLaboratoryThatAloneDoesTheTestIsNotCalledSooner() {
        RouteRequest plain = request("R903", 1);
        RouteDecision decision =
                policy(56)
                        .route(
                                new RouteRequest(
                                        plain.directory(),
                                        plain.indication(),
                                        plain.indication().flatMap(i -> i.test("R903.2")),
                                        plain.priority(),
                                        plain.homeLaboratory(),
                                        plain.readiness(),
                                        true),
                                genomes(0, 0));
        assertEquals(new OdsCode("ZLS01"), decision.route().laboratory());
        assertTrue(
                decision.reasons().stream()
                        .anyMatch(r ->
                                r.contains(
                                        "The sample goes to laboratory ZLS01, because the home laboratory ZLN01 does not do this test")),
                () -> decision.reasons().toString());
    }

    /// Home is the south: 28 + 7 × 72 / 21 = 52 days; the north the same by 28 + 7 × 100 / 35 + 4.
    @Test
    void theSampleStaysAtHomeWhereElsewhereIsNoSooner() {
        RouteRequest plain = request("R901", 1);
        RouteDecision decision =
                policy(56)
                        .route(
                                new RouteRequest(
                                        plain.directory(),
                                        plain.indication(),
                                        plain.indication().flatMap(i -> i.test("R901.2")),
                                        plain.priority(),
                                        World.SOUTH_LAB,
                                        plain.readiness(),
                                        true),
                                (laboratory, _) -> laboratory.equals(World.NORTH_LAB) ? 100 : 72);
        assertEquals(World.SOUTH_LAB, decision.route().laboratory());
    }
}
