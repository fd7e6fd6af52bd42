package org.opengms.dialogue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.disclosure.PublishedCount;

/// What the survey found in each of its waves.
///
/// @param waves the earliest first
public record SurveyResults(Survey survey, List<Wave> waves, List<Question> questions) {
    public SurveyResults {
        waves = List.copyOf(waves);
        questions = List.copyOf(questions);
    }

    /// A wave.
    ///
    /// @param people rounded; absent if they are too few to be told
    /// @param madeUp whether a demonstration has taken it in: nobody was asked
    public record Wave(
            String name, LocalDate from, LocalDate to, Optional<Long> people, boolean madeUp) {}

    /// A question with its answers.
    public record Question(String code, String words, List<Answer> answers) {
        public Question {
            answers = List.copyOf(answers);
        }
    }

    /// An answer over the waves.
    ///
    /// @param shares of the population, one for each wave; empty where too few gave the answer
    public record Answer(String code, String words, List<Optional<Share>> shares) {
        public Answer {
            shares = List.copyOf(shares);
        }
    }

    static SurveyResults of(
            Survey survey,
            List<SurveyWave> all,
            Set<String> madeUp,
            DisclosureRules.CountRules rules) {
        List<SurveyWave> waves =
                all.stream().filter(w -> w.survey().equals(survey.version())).toList();
        List<Question> questions = new ArrayList<>();
        for (Survey.Question question : survey.questions()) {
            questions.add(
                    new Question(
                            question.code(),
                            question.words(),
                            question.answers().stream()
                                    .map(a ->
                                            new Answer(
                                                    a.code(),
                                                    a.words(),
                                                    waves.stream()
                                                            .map(w ->
                                                                    share(
                                                                            w,
                                                                            question.code(),
                                                                            a.code(),
                                                                            rules))
                                                            .toList()))
                                    .toList()));
        }
        return new SurveyResults(
                survey,
                waves.stream()
                        .map(w ->
                                new Wave(
                                        w.name(),
                                        w.from(),
                                        w.to(),
                                        shown(rules.show(w.people())),
                                        madeUp.contains(w.name())))
                        .toList(),
                questions);
    }

    /// Whether any of it is made up.
    public boolean hasMadeUpWaves() {
        return waves.stream().anyMatch(Wave::madeUp);
    }

    private static Optional<Long> shown(PublishedCount count) {
        return switch (count) {
            case PublishedCount.Shown(long rounded) -> Optional.of(rounded);
            case PublishedCount.Hidden _ -> Optional.empty();
        };
    }

    private static Optional<Share> share(
            SurveyWave wave, String question, String answer, DisclosureRules.CountRules rules) {
        List<SurveyWave.Sum> all =
                wave.sums().stream().filter(s -> s.question().equals(question)).toList();
        Optional<SurveyWave.Sum> gave =
                all.stream().filter(s -> s.answer().equals(answer)).findFirst();
        if (gave.isEmpty() || shown(rules.show(gave.get().answers())).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                Share.weighted(
                                gave.get().weights(),
                                all.stream().mapToDouble(SurveyWave.Sum::weights).sum(),
                                all.stream().mapToDouble(SurveyWave.Sum::squares).sum())
                        .rounded());
    }
}
