package org.opengms.dialogue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.opengms.datafile.DataFile;

/// The questions of the repeated survey. They stay word for word, so that waves can be compared;
/// other questions are another version.
///
/// @param version names the questions
/// @param questions in the order in which they are asked
public record Survey(String version, String title, List<Question> questions) {
    public Survey {
        questions = List.copyOf(questions);
        if (questions.isEmpty() || repeated(questions.stream().map(Question::code).toList())) {
            throw new IllegalArgumentException(
                    "questions: give at least one, each with a code of its own.");
        }
    }

    private static boolean repeated(List<String> codes) {
        Set<String> different = new HashSet<>(codes);
        return different.size() < codes.size();
    }

    /// A question.
    ///
    /// @param code as sheets write it
    public record Question(String code, String words, List<Answer> answers) {
        public Question {
            answers = List.copyOf(answers);
            if (answers.size() < 2 || repeated(answers.stream().map(Answer::code).toList())) {
                throw new IllegalArgumentException(
                        "answers: give at least two, each with a code of its own.");
            }
        }

        Optional<Answer> answer(String sought) {
            return answers.stream().filter(a -> a.code().equals(sought)).findFirst();
        }
    }

    /// What can be answered.
    ///
    /// @param code as sheets write it
    public record Answer(String code, String words) {}

    /// The questions that come with the program.
    public static Survey standard() {
        String name = "survey-2026.1.json";
        return new DataFile<>(Survey.class, "a survey", "OGMS-8230", UnaryOperator.identity())
                .shipped(Survey.class, name);
    }
}
