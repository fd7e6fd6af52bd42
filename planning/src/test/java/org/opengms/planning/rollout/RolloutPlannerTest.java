package org.opengms.planning.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.planning.network.DatedChange;
import org.opengms.planning.network.Example;
import org.opengms.planning.network.ServiceScenario;
import org.opengms.planning.simulation.SimulationLimits;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RolloutPlannerTest {
    private static final ServiceScenario REGION = ServiceScenario.named("regional-example");
    private static final InvestmentCatalogue OPTIONS =
            InvestmentCatalogue.named("regional-investments");
    private static final ScreenLimits SCREEN = new ScreenLimits(Duration.ofSeconds(5), 2, 2000, 1);
    private static final CertificateOptions CERTIFICATE =
            CertificateOptions.defaults().withReplications(3).withThreads(2);

    private static final RolloutPlan NOTHING = RolloutPlan.of("none", "Nothing", List.of());

    private static Investment proposed(String option, int quarter, int units) {
        return Investment.proposed(
                option, quarter, units, new InvestmentState.Proposed(Instant.EPOCH, "board"));
    }

    /// Trios only where a site is live, panels elsewhere; none is live at the start.
    private static final ServiceScenario GATED = Example.otherwise(REGION, "large-panel");

    @Nested
    class ARollOut {
        private final NetworkScreen screen = new NetworkScreen(GATED, OPTIONS, NOTHING);
        private final ScreenProblem problem = screen.problem(Collections.nCopies(8, 60_000_000L));

        @Test
        void goesLiveSiteBySiteWhenEachIsDigital() {
            ScreenProblem.Site paper = site("go-live:site-1");
            assertEquals(0, paper.shareBefore());
            // Digitising leads three quarters; the site goes live in the one in which it works.
            assertEquals(3, paper.leadQuarters());
            assertEquals(
                    List.of(10_000_000L, 10_000_000L, 10_000_000L, 500_000L), paper.costPence());
            assertEquals(
                    List.of("go-live:site-1@4", "digitise:site-1@1"),
                    started(new ScreenResult.Start("go-live:site-1", 1, 1)));
        }

        /// Site 5 is as digital as it can be.
        @Test
        void needsNoMoreThanGoingLiveWhereASiteIsDigital() {
            assertEquals(0, site("go-live:site-5").leadQuarters());
            assertEquals(List.of(500_000L), site("go-live:site-5").costPence());
            assertEquals(
                    List.of("go-live:site-5@2"),
                    started(new ScreenResult.Start("go-live:site-5", 2, 1)));
        }

        @Test
        void isSeenAgainInThePlanThatItBecame() {
            RolloutPlan plan =
                    NOTHING.with(
                            screen.investments(new ScreenResult.Start("go-live:site-1", 2, 1)));
            int number = problem.sites().indexOf(site("go-live:site-1"));
            assertEquals(2, screen.seen(problem, plan).siteStart[number]);
        }

        /// Nothing that goes live later orders more genomes in the quarters between.
        @Test
        void isPutOffUntilItHoldsWhenAskedTo() {
            RolloutPlanner.Answer answer =
                    new RolloutPlanner(
                                    RolloutRequest.of(GATED, OPTIONS, 60_000_000)
                                            .within(SCREEN, CERTIFICATE.withReplications(8))
                                            .reaching(0.3))
                            .answer();
            RolloutReport.Earliest earliest = answer.report().earliest().orElseThrow();
            assertEquals(0.3, earliest.target());
            assertEquals(
                    earliest.postponedQuarters().orElse(earliest.tried().size() - 1) + 1,
                    earliest.tried().size());
            assertTrue(
                    answer.plan().investments().stream()
                            .anyMatch(i -> i.option().startsWith("go-live:")));
            earliest.postponedQuarters()
                    .ifPresent(_ ->
                            assertTrue(answer.report().deliverabilityIfConfirmed().lower() >= 0.3));
        }

        private ScreenProblem.Site site(String option) {
            return problem.sites().stream()
                    .filter(s -> s.option().equals(option))
                    .findFirst()
                    .orElseThrow();
        }

        private List<String> started(ScreenResult.Start start) {
            return screen.investments(start).stream()
                    .map(i -> i.option() + "@" + i.startQuarter())
                    .toList();
        }
    }

    @Nested
    class AnAnswer {
        @TempDir Path directory;

        @Test
        void isWrittenForPeopleAndMachines() throws Exception {
            RolloutPlanner.Answer answer =
                    new RolloutPlanner(
                                    RolloutRequest.of(REGION, OPTIONS, 60_000_000)
                                            .within(SCREEN, CERTIFICATE))
                            .answer();
            RolloutFiles.write(answer, directory);
            JsonNode json =
                    JsonMapper.shared().readTree(directory.resolve("rollout.json").toFile());
            for (String field :
                    List.of(
                            "schedule",
                            "cost",
                            "objective",
                            "bound",
                            "gapPercent",
                            "deliverability",
                            "bindingResources")) {
                assertTrue(json.has(field), field);
            }
            for (String field : List.of("probability", "lower", "upper", "replications")) {
                assertTrue(json.get("deliverability").has(field), field);
            }
            assertEquals(8, json.get("bindingResources").size());
            assertEquals(3, json.get("deliverability").get("replications").asInt());
            assertTrue(json.get("gapPercent").asDouble() >= 0);
            assertTrue(answer.report().cost().totalPence() > 0);
            for (int q = 0; q < 8; q++) {
                assertTrue(answer.report().cost().byQuarterPence().get(q) <= 60_000_000);
            }
            assertEquals(answer.plan(), RolloutPlan.read(directory.resolve("plan.json")));
            assertEquals(9, Files.readAllLines(directory.resolve("quarters.csv")).size());
            assertEquals(8, json.get("sites").size());
            assertEquals(
                    1 + answer.plan().investments().size(),
                    Files.readAllLines(directory.resolve("schedule.csv")).size());
            String svg = Files.readString(directory.resolve("quarters.svg"));
            assertTrue(svg.contains("<title id=\"title\">") && svg.contains("<desc id="));
        }

        /// Nothing is confirmed of a plan just made: its figure is that of doing nothing.
        @Test
        void certifiesOnConfirmedMoneyAlone() {
            RolloutPlan plan = RolloutPlan.of("p", "P", List.of(proposed("digitise:site-1", 0, 1)));
            RolloutPlanner.Answer answer =
                    new RolloutPlanner(
                                    RolloutRequest.of(REGION, OPTIONS, 60_000_000)
                                            .judging(plan)
                                            .within(SCREEN, CERTIFICATE))
                            .answer();
            Deliverability nothing =
                    new DeliverabilityCertificate(
                                    new NetworkEvaluation(
                                            REGION, OPTIONS, 1, SimulationLimits.STANDARD),
                                    CERTIFICATE)
                            .certify(RolloutPlan.of("none", "Nothing", List.of()));
            assertEquals(RolloutReport.Figure.of(nothing), answer.report().deliverability());
            assertTrue(answer.report().bound() >= answer.report().objective());
        }
    }

    @Nested
    class SitesOfAPlan {
        /// The options of the region under other names: one that digitises without saying so, one
        /// that says so and buys sequencers.
        private static final InvestmentCatalogue RENAMED =
                new InvestmentCatalogue(
                        InvestmentCatalogue.FORMAT,
                        "renamed",
                        "Renamed",
                        OPTIONS.options().stream().map(SitesOfAPlan::renamed).toList());

        private static InvestmentOption renamed(InvestmentOption option) {
            return new InvestmentOption(
                    switch (option.kind()) {
                        case DIGITISE -> "orders-online";
                        case GO_LIVE -> "digitise-offer";
                        case MACHINES -> "digitise-sequencing";
                        default -> option.id();
                    },
                    option.name(),
                    option.kind(),
                    option.places(),
                    option.resource(),
                    option.amount(),
                    option.costPence(),
                    option.leadQuarters(),
                    option.slip(),
                    option.mostPerQuarter(),
                    option.most(),
                    option.payer(),
                    option.evidence());
        }

        private static RolloutReport.Sites sites(int quarter, int digitised, int goneLive) {
            return new RolloutReport.Sites(quarter, digitised, goneLive);
        }

        /// Digitising takes three quarters, going live none, in a scenario of eight quarters.
        @Test
        void countByTheKindOfInvestmentWhateverItIsCalled() {
            RolloutPlan plan =
                    RolloutPlan.of(
                            "p",
                            "P",
                            List.of(
                                    proposed("orders-online:site-1", 0, 1),
                                    proposed("orders-online:site-2", 2, 1),
                                    proposed("orders-online:site-3", 6, 1),
                                    proposed("digitise-offer:site-1", 4, 1),
                                    proposed("digitise-sequencing:north", 0, 2)));
            assertEquals(
                    List.of(
                            sites(0, 0, 0),
                            sites(1, 0, 0),
                            sites(2, 0, 0),
                            sites(3, 1, 0),
                            sites(4, 1, 1),
                            sites(5, 2, 1),
                            sites(6, 2, 1),
                            sites(7, 2, 1)),
                    RENAMED.sites(REGION, plan));
        }

        @Test
        void leaveOutWhatIsWithdrawnAndCountASiteOnce() {
            RolloutPlan plan =
                    RolloutPlan.of(
                            "p",
                            "P",
                            List.of(
                                    proposed("orders-online:site-1", 0, 1),
                                    proposed("orders-online:site-1", 1, 1),
                                    proposed("orders-online:site-2", 0, 1)
                                            .advanced(
                                                    new InvestmentState.Withdrawn(
                                                            Instant.EPOCH, "board", "Too dear."))));
            assertEquals(sites(7, 1, 0), RENAMED.sites(REGION, plan).getLast());
        }
    }

    @Nested
    class Changes {
        private static final RolloutPlan PLAN =
                RolloutPlan.of(
                        "p",
                        "P",
                        List.of(
                                proposed("digitise:site-1", 0, 1),
                                proposed("sequencer:north", 1, 2),
                                proposed("train-rare:south", 0, 1)));

        /// Digitising leads 3 quarters, a sequencer 2; training of 12 ends after the last quarter.
        @Test
        void workAfterTheirLeadTimeWhereNothingIsLate() {
            LocalDate start = LocalDate.of(2026, 1, 5);
            assertEquals(
                    List.of(
                            new DatedChange.SiteDigitised(start.plusDays(273), "site-1", "digital"),
                            new DatedChange.MachinesAdded(start.plusDays(273), "north", "wgs", 2)),
                    OPTIONS.changesInTime(REGION, PLAN));
        }

        @Test
        void slipAlikeUnderEveryPlanAndByTheSharesGiven() {
            RolloutPlan alone =
                    RolloutPlan.of("q", "Q", List.of(proposed("sequencer:north", 1, 2)));
            Map<LocalDate, Integer> late = new TreeMap<>();
            for (int replication = 0; replication < 2000; replication++) {
                List<DatedChange> changes = OPTIONS.changes(REGION, alone, 7, replication);
                assertTrue(OPTIONS.changes(REGION, PLAN, 7, replication).containsAll(changes));
                late.merge(changes.getFirst().date(), 1, Integer::sum);
            }
            LocalDate inTime = LocalDate.of(2026, 1, 5).plusDays(273);
            assertEquals(0.6, late.getOrDefault(inTime, 0) / 2000.0, 0.04);
            assertEquals(0.3, late.getOrDefault(inTime.plusDays(91), 0) / 2000.0, 0.04);
            assertEquals(0.1, late.getOrDefault(inTime.plusDays(182), 0) / 2000.0, 0.03);
        }

        @Test
        void ofWhatIsNotThereAreRefused() {
            String words =
                    String.valueOf(
                            assertThrows(
                                            IllegalArgumentException.class,
                                            () ->
                                                    OPTIONS.changesInTime(
                                                            REGION,
                                                            RolloutPlan.of(
                                                                    "p",
                                                                    "P",
                                                                    List.of(
                                                                            proposed(
                                                                                    "digitise:nowhere",
                                                                                    0,
                                                                                    1)))))
                                    .getMessage());
            assertTrue(words.startsWith("OGMS-6454"), words);
        }
    }

    @Nested
    class Options {
        @ParameterizedTest
        @CsvSource({
            "0, 1, 1, 1, 1",
            "1, -1, 1, 1, 1",
            "1, 1, -1, 1, 1",
            "1, 1, 1, 0.5, 1",
            "1, 1, 1, 1, 0"
        })
        void ofNonsenseAreRefused(
                double amount, long cost, int lead, double slip, int mostPerQuarter) {
            assertTrue(
                    String.valueOf(
                                    assertThrows(
                                                    IllegalArgumentException.class,
                                                    () ->
                                                            new InvestmentOption(
                                                                    "a",
                                                                    "A",
                                                                    InvestmentOption.Kind.COMPUTE,
                                                                    List.of("*"),
                                                                    "",
                                                                    amount,
                                                                    List.of(cost),
                                                                    lead,
                                                                    List.of(slip),
                                                                    mostPerQuarter,
                                                                    1,
                                                                    "",
                                                                    ""))
                                            .getMessage())
                            .startsWith("OGMS-6451"));
        }

        @Test
        void areOfferedAtEveryPlaceThatIsMeant() {
            Set<String> ids = OPTIONS.placed(REGION).keySet();
            assertTrue(ids.contains("digitise:site-6"));
            assertTrue(ids.contains("storage:south"));
            assertEquals(6, ids.stream().filter(id -> id.startsWith("digitise:")).count());
        }
    }

    @Nested
    class TheAnnouncedPlan {
        /// The file agrees with scenario and catalogue: every site is digitised once, every
        /// laboratory gets a sequencer.
        @Test
        void speaksOfTheScenario() {
            ServiceScenario nation = ServiceScenario.named("national-2018");
            InvestmentCatalogue catalogue = InvestmentCatalogue.named("national-investments");
            RolloutPlan plan = AnnouncedPlanReport.plan();
            List<DatedChange> changes = catalogue.changesInTime(nation, plan);
            Set<String> digital =
                    changes.stream()
                            .filter(DatedChange.SiteDigitised.class::isInstance)
                            .map(c -> ((DatedChange.SiteDigitised) c).site())
                            .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(nation.sites().size(), digital.size());
            assertEquals(
                    7,
                    changes.stream().filter(DatedChange.MachinesAdded.class::isInstance).count());
            assertNotEquals(plan, plan.confirmed(Set.of()));
        }
    }

    @Test
    void aBudgetOfOtherQuartersIsRefused() {
        RolloutRequest request = RolloutRequest.of(REGION, OPTIONS, 1);
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new RolloutRequest(
                                REGION,
                                OPTIONS,
                                List.of(1L),
                                request.plan(),
                                1,
                                SCREEN,
                                CERTIFICATE,
                                request.simulation(),
                                Optional.empty()));
    }
}
