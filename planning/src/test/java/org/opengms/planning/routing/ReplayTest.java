package org.opengms.planning.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.opengms.planning.routing.SmallService.EXOME;
import static org.opengms.planning.routing.SmallService.GENOME;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.planning.routing.Replay.Fault;
import org.opengms.planning.trial.LiveDecisions;

class ReplayTest {
    private static final Approval CONSULTANT =
            new Approval("D. Consultant", "consultant geneticist", LocalDate.of(2026, 5, 4));
    private static final Instant LATER = Instant.parse("2026-05-04T10:00:00Z");

    private final DecisionRecord record =
            SmallService.router().decide(SmallService.request(), SmallService.state(100));

    @Test
    void decisionsComeOutToTheByteAsRecorded(@TempDir Path folder) throws IOException {
        LiveDecisions live = new LiveDecisions(4);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            lines.add(live.router().decide(live.request(i), live.state()).line());
        }
        Path file = folder.resolve("decisions.jsonl");
        Files.write(file, lines);
        Replay.Report report = Replay.of(file);
        assertTrue(report.isClean(), report::toString);
        assertEquals(40, report.identical());
    }

    @Test
    void aDamagedLineIsToldByItsNumberAndTheRestGoesOn() {
        Replay.Report report =
                Replay.of(
                        List.of(
                                record.line(),
                                record.line().substring(0, 300),
                                "",
                                "{\"kind\":\"decision\",\"format\":1}",
                                record.line()));
        assertEquals(2, report.identical());
        assertEquals(List.of(2, 4), report.problems().stream().map(Replay.Problem::line).toList());
        assertTrue(report.problems().stream().allMatch(p -> p.fault() == Fault.DAMAGED));
    }

    @Nested
    class Altered {
        @Test
        void aChangedScoreIsToldWithBothValues() {
            Replay.Problem problem = only(record.line().replace("\"chosen\":1", "\"chosen\":0"));
            assertEquals(Fault.DECIDED_OTHERWISE, problem.fault());
            assertTrue(
                    problem.details().contains("decision.chosen: recorded 0, decided again 1"),
                    problem::toString);
        }

        @Test
        void aChangedInputIsToldByWhatItWouldHaveLedTo() {
            Replay.Problem problem =
                    only(record.line().replace("\"meanPerDay\":10.0", "\"meanPerDay\":90.0"));
            assertEquals(Fault.DECIDED_OTHERWISE, problem.fault());
            assertTrue(
                    problem.details().stream()
                            .anyMatch(d -> d.startsWith("decision.alternatives[0]")));
        }

        @Test
        void aChangeThatDecidesNothingIsToldByTheSum() {
            Replay.Problem problem = only(record.line().replace("C. Director", "E. Director"));
            assertEquals(Fault.ALTERED, problem.fault());
        }

        @Test
        void anotherFormIsNotTakenForThisOne() {
            Replay.Problem problem = only(record.line().replace("\"format\":1", "\"format\":2"));
            assertEquals(Fault.OTHER_FORMAT, problem.fault());
            assertEquals(List.of("format: recorded 2, this version replays 1"), problem.details());
        }

        private static Replay.Problem only(String line) {
            Replay.Report report = Replay.of(List.of(line));
            assertEquals(0, report.identical());
            assertEquals(1, report.problems().size(), report::toString);
            return report.problems().getFirst();
        }
    }

    @Nested
    class Overrides {
        @Test
        void stayBesideTheDecisionAndAreCounted() {
            OverrideRecord override =
                    record.override(
                            GENOME,
                            CONSULTANT,
                            "The family waits for an answer in labour ward.",
                            LATER);
            assertEquals(EXOME, override.recommended());
            Replay.Report report = Replay.of(List.of(record.line(), override.line()));
            assertTrue(report.isClean(), report::toString);
            assertEquals(1, report.identical());
            assertEquals(1, report.overrides());
            assertEquals(1, report.overriddenRequests());
        }

        @Test
        void needAReasonAndAnOptionThatWasNotRecommended() {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> record.override(GENOME, CONSULTANT, " ", LATER));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> record.override(EXOME, CONSULTANT, "why not", LATER));
            assertThrows(
                    IllegalArgumentException.class,
                    () ->
                            record.override(
                                    new Route.GenomeNow("Nowhere"), CONSULTANT, "why not", LATER));
        }

        /// The request was decided again after somebody had chosen otherwise; lists of decisions
        /// and of choices come one after the other.
        @Test
        void areOfTheDecisionThatTheyNameThoughALaterOneStandsBeforeThem() {
            OverrideRecord override = record.override(GENOME, CONSULTANT, "A reason.", LATER);
            DecisionRecord later =
                    SmallService.router().decide(SmallService.request(), SmallService.state(20));
            assertNotEquals(record.sha256(), later.sha256());
            assertEquals(record.request(), later.request());
            Replay.Report report = Replay.of(List.of(record.line(), later.line(), override.line()));
            assertTrue(report.isClean(), report::toString);
            assertEquals(1, report.overrides());
        }

        @Test
        void ofAWayThatWasNotWeighedCanBeWrittenDown() {
            OverrideRecord elsewhere =
                    OverrideRecord.of(
                            record,
                            new Route.Conventional("Nowhere", AssayMethod.PANEL),
                            CONSULTANT,
                            "A reason.",
                            LATER);
            assertTrue(Replay.of(List.of(record.line(), elsewhere.line())).isClean());
        }

        @Test
        void ofADecisionThatIsNotThereAreTold() {
            OverrideRecord override = record.override(GENOME, CONSULTANT, "A reason.", LATER);
            assertEquals(
                    Fault.WITHOUT_DECISION,
                    Replay.of(List.of(override.line())).problems().getFirst().fault());
        }
    }
}
