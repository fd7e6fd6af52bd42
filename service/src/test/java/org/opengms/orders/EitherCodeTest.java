package org.opengms.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.directory.DigitalDirectory;
import org.opengms.directory.DigitalPackage;
import org.opengms.directory.DigitalTest;
import org.opengms.directory.TestDirectories;
import org.opengms.directory.TestDirectory;
import org.opengms.fakes.OrderDraft;
import org.opengms.fakes.World;
import org.opengms.routing.Route;
import org.opengms.workforce.CompetenceCheck;

/// Orders name indication and test by the codes of the older directory (R901, R901.1), of the
/// digital one (TP901, GT11), or by one of each. TP901 is R901, GT11 is R901.1; TP901 also offers
/// GT90, which is R903.2. In 2025 there were no new codes.
class EitherCodeTest {
    private static DigitalTest digital(String code) {
        return new DigitalTest(
                code,
                Optional.of("1.0"),
                code,
                "Test " + code,
                "active",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    private static final TestDirectory BOTH =
            new DigitalDirectory(
                            List.of(
                                    new DigitalDirectory.PackageEntry(
                                            new DigitalPackage(
                                                    "TP901",
                                                    Optional.of("1.0"),
                                                    "TP901",
                                                    "Package",
                                                    "",
                                                    "active",
                                                    Optional.empty(),
                                                    Optional.empty(),
                                                    List.of(),
                                                    List.of(),
                                                    List.of("GT11", "GT90")),
                                            List.of("R901"))),
                            List.of(
                                    new DigitalDirectory.TestEntry(
                                            digital("GT11"), List.of("R901.1")),
                                    new DigitalDirectory.TestEntry(
                                            digital("GT90"), List.of("R903.2"))),
                            List.of())
                    .onto(World.DIRECTORY_2026)
                    .directory();

    private final World world = new World();
    private final OrderDesk desk =
            new OrderDesk(
                    () -> new TestDirectories(List.of(World.DIRECTORY_2025, BOTH)),
                    World.NETWORK,
                    World.STATES,
                    world.people,
                    world.consents,
                    world.orders,
                    World.policy(world.clock),
                    world.orders,
                    world.earlier,
                    AcceptancePolicy.STANDARD,
                    world,
                    CompetenceCheck.NONE,
                    Clock.fixed(World.NOW, ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource({
        "R901,  R901.1, 2026-05-04, ",
        "TP901, GT11,   2026-05-04, ",
        "TP901, R901.1, 2026-05-04, ",
        "R901,  GT11,   2026-05-04, ",
        "'',    GT11,   2026-05-04, ",
        "TP901, '',     2026-05-04, ",
        "TP901, GT90,   2026-05-04, ",
        "R901,  GT90,   2026-05-04, ",
        "R901,  R903.2, 2026-05-04, ",
        "TP901, R901.2, 2026-05-04, ",
        "R902,  GT11,   2026-05-04, test-not-of-indication",
        "R902,  GT90,   2026-05-04, test-not-of-indication",
        "TP901, R902.1, 2026-05-04, test-not-of-indication",
        "TP901, GT12,   2026-05-04, test-not-in-directory",
        "TP902, GT11,   2026-05-04, indication-not-in-directory",
        "R901,  R901.2, 2025-05-04, ",
        "TP901, R901.2, 2025-05-04, indication-not-in-directory",
        "R901,  GT11,   2025-05-04, test-not-in-directory"
    })
    void areJudgedByTheVersionThatAppliedOnTheirDate(
            String indication, String test, String day, String expected) {
        List<String> found =
                desk
                        .checks()
                        .check(new OrderDraft().asksFor(indication, test).authored(day).request())
                        .stream()
                        .map(f -> f.kind().code())
                        .filter(code -> code.contains("directory") || code.contains("indication"))
                        .toList();
        assertEquals(expected == null ? List.of() : List.of(expected), found);
    }

    @Test
    void areTheSameOrderUnderEitherCode() {
        OrderDraft first = new OrderDraft().asksFor("R901", "R901.2");
        OrderDraft again = new OrderDraft().asksFor("TP901", "GT11");
        assertInstanceOf(Submission.Accepted.class, submit(first));
        Submission.Accepted second = assertInstanceOf(Submission.Accepted.class, submit(again));
        assertEquals(Optional.of("R901"), second.order().indicationCode());
        assertTrue(
                second.findings().stream().anyMatch(f -> f.kind() == FindingKind.DUPLICATE_ORDER));
    }

    @Test
    void ofATestThatThePackageBorrowsAreRoutedToThatTest() {
        Submission.Accepted accepted =
                assertInstanceOf(
                        Submission.Accepted.class,
                        submit(new OrderDraft().asksFor("TP901", "GT90")));
        Route.Test route = assertInstanceOf(Route.Test.class, accepted.order().route().route());
        assertEquals("R903.2", route.testCode());
        assertEquals(World.SOUTH_LAB, route.laboratory(), "the only one that does single genes");
        assertTrue(accepted.order().dueOn().isPresent());
    }

    private Submission submit(OrderDraft draft) {
        return desk.submit(draft.request(), List.of(), World.CLINICIAN, "Consent/1");
    }
}
