package org.opengms.routing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.RecordComponent;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opengms.directory.TestMethod;
import org.opengms.planning.routing.Approval;
import org.opengms.planning.routing.AssayMethod;
import org.opengms.planning.routing.Outcome.Result;
import org.opengms.planning.routing.RoutingRequest.FamilyStructure;
import org.opengms.planning.routing.YieldTable;

/// What leaves the service of its own outcomes, and what is proposed from them.
class ServiceOutcomesTest {
    private static final LocalDate FROM = LocalDate.of(2025, 1, 1);
    private static final LocalDate UNTIL = LocalDate.of(2026, 6, 30);
    private static final IndicationGroups GROUPS = new IndicationGroups(Set.of("R29"));

    private static final List<FamilyStructure> FAMILIES = List.of(FamilyStructure.values());
    private static final List<Result> RESULTS = List.of(Result.values());

    private static OutcomeSource.Row row(
            String indication, FamilyStructure family, Result result, int requests) {
        return new OutcomeSource.Row(
                indication, Priority.ROUTINE, family, Set.of(), TestMethod.WGS, result, requests);
    }

    private static ServiceOutcomes outcomes(OutcomeSource.Row... rows) {
        return ServiceOutcomes.of(FROM, UNTIL, new OutcomeSource.Counted(List.of(rows), 3), GROUPS);
    }

    /// Requests by subgroup and family.
    private static Map<String, Integer> kinds(ServiceOutcomes outcomes) {
        return outcomes.counts().stream()
                .collect(
                        Collectors.toMap(
                                c ->
                                        "%s/%s/%s"
                                                .formatted(
                                                        c.outcome().indicationGroup(),
                                                        c.outcome().subgroup(),
                                                        c.outcome().family()),
                                c -> c.requests(),
                                Integer::sum,
                                TreeMap::new));
    }

    @Nested
    class RareKinds {
        @Test
        void ofTenOrMoreStandAlone() {
            ServiceOutcomes outcomes =
                    outcomes(
                            row("R59", FamilyStructure.TRIO, Result.FOUND, 1),
                            row("R59", FamilyStructure.TRIO, Result.NOT_FOUND, 9));
            assertEquals(Map.of("rare-disease/R59 routine/TRIO", 10), kinds(outcomes));
            assertEquals(10, outcomes.requests());
            assertEquals(0, outcomes.withheld());
            assertEquals(3, outcomes.unread());
        }

        @Test
        void ofFewerAreCountedTogether() {
            ServiceOutcomes outcomes =
                    outcomes(
                            row("R59", FamilyStructure.TRIO, Result.FOUND, 9),
                            row("R61", FamilyStructure.TRIO, Result.FOUND, 8),
                            row("R29", FamilyStructure.TRIO, Result.FOUND, 12));
            assertEquals(
                    Map.of("rare-disease/other/TRIO", 17, "R29/R29 routine/TRIO", 12),
                    kinds(outcomes));
        }

        @Test
        void areLeftOutWhereEvenTheseAreTooFew() {
            ServiceOutcomes outcomes =
                    outcomes(
                            row("R59", FamilyStructure.TRIO, Result.FOUND, 9),
                            row("M1", FamilyStructure.SINGLETON, Result.NOT_FOUND, 4),
                            row("R61", FamilyStructure.SINGLETON, Result.NOT_FOUND, 10));
            assertEquals(Map.of("rare-disease/R61 routine/SINGLETON", 10), kinds(outcomes));
            assertEquals(13, outcomes.withheld());
        }

        /// Whatever is counted, no kind of request with fewer than ten leaves.
        @Test
        void neverLeave() {
            Random random = new Random(20);
            for (int trial = 0; trial < 200; trial++) {
                List<OutcomeSource.Row> rows = new ArrayList<>();
                int all = 0;
                for (int i = 0; i < 40; i++) {
                    int requests = 1 + random.nextInt(6);
                    all += requests;
                    rows.add(
                            row(
                                    "R" + random.nextInt(20),
                                    FAMILIES.get(random.nextInt(4)),
                                    RESULTS.get(random.nextInt(3)),
                                    requests));
                }
                ServiceOutcomes outcomes = outcomes(rows.toArray(OutcomeSource.Row[]::new));
                kinds(outcomes).values().forEach(size -> assertTrue(size >= 10));
                assertEquals(all, outcomes.requests() + outcomes.withheld());
            }
        }
    }

    @Test
    void theOrderInWhichTheyAreCountedHasNoEffect() {
        List<OutcomeSource.Row> rows = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            rows.add(row("R" + i, FAMILIES.get(i % 4), RESULTS.get(i % 3), 4 + 3 * (i % 5)));
        }
        ServiceOutcomes first = outcomes(rows.toArray(OutcomeSource.Row[]::new));
        Collections.shuffle(rows, new Random(4));
        assertEquals(first, outcomes(rows.toArray(OutcomeSource.Row[]::new)));
    }

    @Nested
    class WhoAPatientIs {
        @Test
        void isNothingThatRoutingCanRead() {
            JavaClasses routing =
                    new ClassFileImporter()
                            .withImportOption(new ImportOption.DoNotIncludeTests())
                            .importPackages("org.opengms.routing");
            assertTrue(routing.size() > 20, () -> "only " + routing.size() + " classes");
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.opengms.people..", "org.opengms.consent..", "org.opengms.cohort..")
                    .check(routing);
        }

        /// Reviewed with the policy: what outcomes are compared by, and nothing else.
        @Test
        void isNoneOfWhatOutcomesAreComparedBy() {
            assertEquals(
                    List.of(
                            "indicationCode",
                            "priority",
                            "family",
                            "negativeBefore",
                            "method",
                            "result",
                            "requests"),
                    Arrays.stream(OutcomeSource.Row.class.getRecordComponents())
                            .map(RecordComponent::getName)
                            .toList());
        }
    }

    @Nested
    class TheBoard {
        private static YieldTable table(String version, LocalDate from) {
            return new YieldTable(
                    version,
                    from,
                    new Approval("A. Scientist", "clinical lead", LocalDate.of(2026, 1, 1)),
                    List.of(
                            new YieldTable.Entry(
                                    new YieldTable.Case(
                                            "rare-disease",
                                            AssayMethod.WHOLE_GENOME,
                                            Optional.empty(),
                                            Set.of()),
                                    41,
                                    59,
                                    "literature")));
        }

        private static final OutcomeSource OWN =
                (from, until) ->
                        new OutcomeSource.Counted(
                                List.of(
                                        row("R59", FamilyStructure.TRIO, Result.FOUND, 20),
                                        row("R59", FamilyStructure.TRIO, Result.NOT_FOUND, 80)),
                                0);

        @Test
        void comparesWithTheTableInForceAndNamesTheNext() {
            YieldBoard board =
                    new YieldBoard(
                            new SignedRules(
                                    SignedRules.shipped().policies(),
                                    List.of(
                                            table("y3", LocalDate.of(2026, 9, 1)),
                                            table("y1", LocalDate.of(2026, 1, 1)),
                                            table("y2", LocalDate.of(2026, 6, 1)))),
                            OWN,
                            _ -> List.of(),
                            Clock.fixed(Instant.parse("2026-06-15T23:30:00Z"), ZoneOffset.UTC));
            YieldBoard.Board now = board.now();
            assertEquals(LocalDate.of(2026, 6, 16), now.today(), "as it is in London");
            assertEquals("y2", now.inForce().version());
            assertEquals(List.of("y3"), now.later().stream().map(YieldTable::version).toList());
            assertEquals(LocalDate.of(2024, 6, 17), now.outcomes().from());
            YieldTable.Entry any =
                    now.proposal().rows().stream()
                            .map(r -> r.proposed())
                            .filter(e -> e.about().family().isEmpty())
                            .findFirst()
                            .orElseThrow();
            // Beta(20 + 2 · 0.41, 80 + 2 · 0.59)
            assertEquals(20.82, any.alpha(), 1e-9);
            assertEquals(81.18, any.beta(), 1e-9);
            assertTrue(any.source().contains("2024-06-17 to 2026-06-16"), any.source());
        }
    }
}
