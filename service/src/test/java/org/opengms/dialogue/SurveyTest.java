package org.opengms.dialogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.disclosure.DisclosureRules;

class SurveyTest {
    private static final String HEADING = "number,weight,aware,refuse,trust\n";
    private static final LocalDate FROM = LocalDate.of(2026, 3, 2);
    private static final LocalDate TO = LocalDate.of(2026, 3, 20);

    private final List<SurveyWave> kept = new ArrayList<>();
    private final Map<String, String> by = new HashMap<>();
    private final SurveyDesk desk =
            new SurveyDesk(
                    Survey.standard(),
                    new SurveyStore() {
                        @Override
                        public List<SurveyWave> waves() {
                            return List.copyOf(kept);
                        }

                        @Override
                        public Set<String> takenInBy(String who) {
                            return kept.stream()
                                    .map(SurveyWave::name)
                                    .filter(name -> who.equals(by.get(name)))
                                    .collect(Collectors.toSet());
                        }

                        @Override
                        public boolean add(SurveyWave wave, String who, Instant at) {
                            by.put(wave.name(), who);
                            return kept.add(wave);
                        }
                    },
                    DisclosureRules.standard(),
                    Clock.fixed(Instant.parse("2026-04-01T12:00:00Z"), ZoneOffset.UTC));

    private static String people(String prefix, int many, String answers) {
        return IntStream.range(0, many)
                .mapToObj(i -> prefix + i + "," + answers + "\n")
                .collect(Collectors.joining());
    }

    private DialogueAnswer<SurveyDesk.Taken> take(String name, String rows) {
        return desk.take(name, FROM, TO, HEADING + rows, DialogueDesk.Run.KEEP, "operator");
    }

    private static List<String> problems(DialogueAnswer<SurveyDesk.Taken> answer) {
        return assertInstanceOf(
                        SurveyDesk.Taken.class,
                        assertInstanceOf(DialogueAnswer.Done.class, answer).value())
                .problems();
    }

    /// 20 yes of weight 3 and 40 no of weight 1: Σw = 100, Σw² = 220, limits by Wilson on 10,000 /
    /// 220 answers.
    @Test
    void tellsWeightedSharesOfEachWave() {
        take("2026-spring", people("a", 20, "3,yes,no,much") + people("b", 40, "1,no,no,some"));
        take("2026-autumn", people("a", 60, "1,yes,,") + people("b", 40, "1,no,,"));
        SurveyResults results = desk.results();
        assertEquals(
                List.of(Optional.of(60L), Optional.of(100L)),
                results.waves().stream().map(SurveyResults.Wave::people).toList());
        List<Optional<Share>> aware = results.questions().getFirst().answers().getFirst().shares();
        assertEquals(
                List.of(
                        Optional.of(new Share(0.6, 0.46, 0.73, 50)),
                        Optional.of(new Share(0.6, 0.5, 0.69, 100))),
                aware);
        // Nobody was asked about trust in autumn.
        assertEquals(
                Optional.empty(),
                results.questions().getLast().answers().getFirst().shares().get(1));
    }

    @Test
    void marksWhatADemonstrationHasMadeUp() {
        String rows = HEADING + people("a", 20, "1,yes,no,much");
        desk.take("2026-spring", FROM, TO, rows, DialogueDesk.Run.KEEP, "operator");
        desk.take(
                "2026-example", FROM, TO, rows, DialogueDesk.Run.KEEP, DialogueDesk.DEMONSTRATION);
        assertEquals(
                Map.of("2026-spring", false, "2026-example", true),
                desk.results().waves().stream()
                        .collect(
                                Collectors.toMap(
                                        SurveyResults.Wave::name, SurveyResults.Wave::madeUp)));
        assertTrue(desk.results().hasMadeUpWaves());
    }

    @Test
    void hidesSharesOfFewerThanTen() {
        take("2026-spring", people("a", 9, "1,yes,no,much") + people("b", 40, "1,no,no,some"));
        assertEquals(
                Optional.empty(),
                desk.results().questions().getFirst().answers().getFirst().shares().getFirst());
    }

    @Test
    void keepsAWaveOnceAndUnchanged() {
        String rows = people("a", 20, "1,yes,no,much");
        assertEquals(
                new DialogueAnswer.Done<>(new SurveyDesk.Taken(20, List.of())),
                take("2026-spring", rows));
        assertEquals(
                new DialogueAnswer.Done<>(new SurveyDesk.Taken(20, List.of())),
                take("2026-spring", rows));
        assertEquals(1, kept.size());
        assertTrue(
                assertInstanceOf(
                                DialogueAnswer.Refused.class,
                                take("2026-spring", rows + "z,1,no,no,none\n"))
                        .reason()
                        .contains("OGMS-8232"));
        assertEquals(1, kept.size());
    }

    @Test
    void keepsNothingInADryRun() {
        desk.take(
                "2026-spring",
                FROM,
                TO,
                HEADING + "a,1,yes,no,much\n",
                DialogueDesk.Run.DRY,
                "operator");
        assertEquals(List.of(), kept);
    }

    @ParameterizedTest
    @CsvSource({
        "'a,1,perhaps,no,much', 'row 2, aware'",
        "'a,0,yes,no,much', 'row 2, weight'",
        "'a,,yes,no,much', 'row 2, weight'",
        "'Jo Smith,1,yes,no,much', 'row 2, number'"
    })
    void tellsTheRowAndColumnOfWhatIsWrongAndKeepsNothing(String row, String told) {
        List<String> problems = problems(take("2026-spring", row + "\nb,1,no,no,none\n"));
        assertEquals(1, problems.size());
        assertTrue(problems.getFirst().startsWith(told), problems.toString());
        assertEquals(List.of(), kept);
    }
}
