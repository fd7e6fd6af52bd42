package org.opengms.dialogue;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.opengms.csv.CsvProblem;
import org.opengms.csv.CsvTable;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.transparency.merkle.Hash;

/// Takes in waves of the repeated survey and tells what they found.
public final class SurveyDesk {
    private static final int MOST_PEOPLE = 20_000;

    private final Survey survey;
    private final SurveyStore store;
    private final DisclosureRules disclosure;
    private final Clock clock;

    public SurveyDesk(Survey survey, SurveyStore store, DisclosureRules disclosure, Clock clock) {
        this.survey = survey;
        this.store = store;
        this.disclosure = disclosure;
        this.clock = clock;
    }

    /// Whether a wave of this name was taken in.
    public boolean knows(String name) {
        return store.waves().stream().anyMatch(wave -> wave.name().equals(name));
    }

    /// What was found, by wave.
    public SurveyResults results() {
        return SurveyResults.of(
                survey,
                store.waves(),
                store.takenInBy(DialogueDesk.DEMONSTRATION),
                disclosure.counts());
    }

    /// What an import came to, or would.
    ///
    /// @param people in the sheet
    /// @param problems with their rows; if there is one, nothing is kept
    public record Taken(int people, List<String> problems) {
        public Taken {
            problems = List.copyOf(problems);
        }
    }

    /// Takes in a whole wave. The sheet has `number,weight` and a column for each question by its
    /// code; a field may be empty where somebody did not answer. The same sheet may come again.
    ///
    /// @param name such as `2026-autumn`
    public DialogueAnswer<Taken> take(
            String name,
            LocalDate from,
            LocalDate to,
            String csv,
            DialogueDesk.Run run,
            String by) {
        List<String> problems = new ArrayList<>();
        SurveyWave wave;
        try {
            wave = wave(name, from, to, csv, problems);
        } catch (IllegalArgumentException e) {
            return new DialogueAnswer.Refused<>("", String.valueOf(e.getMessage()));
        }
        if (!problems.isEmpty()) {
            return new DialogueAnswer.Done<>(new Taken(wave.people(), problems));
        }
        Optional<SurveyWave> known =
                store.waves().stream().filter(w -> w.name().equals(name)).findFirst();
        boolean free =
                known.isEmpty()
                        && (run == DialogueDesk.Run.DRY || store.add(wave, by, clock.instant()));
        if (!free && known.filter(wave::equals).isEmpty()) {
            return new DialogueAnswer.Refused<>(
                    "",
                    "OGMS-8232 There is a wave %s made from another sheet. A wave is not changed; give this one another name."
                            .formatted(name));
        }
        return new DialogueAnswer.Done<>(new Taken(wave.people(), List.of()));
    }

    private static final class Adding {
        private long answers;
        private double weights;
        private double squares;
    }

    private record Place(String question, String answer) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byQuestion = question.compareTo(other.question);
            return byQuestion != 0 ? byQuestion : answer.compareTo(other.answer);
        }
    }

    private SurveyWave wave(
            String name, LocalDate from, LocalDate to, String csv, List<String> problems) {
        List<String> heading = new ArrayList<>(List.of("number", "weight"));
        survey.questions().forEach(q -> heading.add(q.code()));
        Map<Place, Adding> sums = new TreeMap<>();
        Set<String> numbers = new HashSet<>();
        for (CsvTable.Row row : rows(csv, heading, problems)) {
            String number = row.field(0);
            String weight = row.field(1);
            if (!Response.isNumber(number) || !numbers.add(number)) {
                problems.add(
                        "row %d, number: use letters, digits and hyphens, another in each row."
                                .formatted(row.number()));
                continue;
            }
            if (!weight.matches("[0-9]{1,3}(\\.[0-9]{1,9})?") || Double.parseDouble(weight) == 0) {
                problems.add(
                        "row %d, weight: give a number above 0 such as 1.25."
                                .formatted(row.number()));
                continue;
            }
            for (int i = 0; i < survey.questions().size(); i++) {
                Survey.Question question = survey.questions().get(i);
                String said = row.field(i + 2);
                if (said.isEmpty()) {
                    continue;
                }
                if (question.answer(said).isEmpty()) {
                    problems.add(
                            "row %d, %s: say one of %s."
                                    .formatted(
                                            row.number(),
                                            question.code(),
                                            String.join(
                                                    ", ",
                                                    question.answers().stream()
                                                            .map(Survey.Answer::code)
                                                            .toList())));
                    continue;
                }
                Adding adding =
                        sums.computeIfAbsent(
                                new Place(question.code(), said), place -> new Adding());
                double w = Double.parseDouble(weight);
                adding.answers++;
                adding.weights += w;
                adding.squares += w * w;
            }
        }
        return new SurveyWave(
                name,
                survey.version(),
                from,
                to,
                numbers.size(),
                digest(csv),
                sums.entrySet().stream()
                        .map(e ->
                                new SurveyWave.Sum(
                                        e.getKey().question(),
                                        e.getKey().answer(),
                                        e.getValue().answers,
                                        e.getValue().weights,
                                        e.getValue().squares))
                        .toList());
    }

    private static List<CsvTable.Row> rows(
            String csv, List<String> heading, List<String> problems) {
        try {
            List<CsvTable.Row> rows =
                    CsvTable.parse(
                                    csv,
                                    new CsvTable.Form(
                                            ',',
                                            CsvTable.StrayQuotes.REFUSED,
                                            MOST_PEOPLE + 1,
                                            heading.size()))
                            .rows();
            if (rows.isEmpty() || !rows.getFirst().fields().equals(heading)) {
                problems.add("row 1: the heading must be " + String.join(",", heading) + ".");
                return List.of();
            }
            return rows.stream().skip(1).filter(row -> !row.isBlank()).toList();
        } catch (CsvProblem e) {
            problems.add(String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    private static String digest(String csv) {
        return HexFormat.of().formatHex(Hash.sha256(csv.getBytes(StandardCharsets.UTF_8)).bytes());
    }
}
