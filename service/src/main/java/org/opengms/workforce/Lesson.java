package org.opengms.workforce;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;

/// A few paragraphs that teach what is needed at a task, with a check of a few questions.
///
/// @param version of its words
/// @param validFrom first day of these words
/// @param minutes how long it takes to read
/// @param paragraphs in plain words
/// @param questions 3 or 4
/// @param sources where its facts come from
public record Lesson(
        LessonId id,
        String version,
        LocalDate validFrom,
        String title,
        int minutes,
        List<String> paragraphs,
        List<Question> questions,
        List<String> sources) {
    private static final int FEWEST = 3;
    private static final int MOST = 4;

    /// @throws IllegalArgumentException if it teaches or asks nothing
    public Lesson {
        paragraphs = List.copyOf(paragraphs);
        questions = List.copyOf(questions);
        sources = List.copyOf(sources);
        if (paragraphs.isEmpty() || sources.isEmpty()) {
            throw new IllegalArgumentException(
                    "lesson %s: give paragraphs and their sources.".formatted(id));
        }
        if (questions.size() < FEWEST || questions.size() > MOST) {
            throw new IllegalArgumentException(
                    "lesson %s: ask %d or %d questions.".formatted(id, FEWEST, MOST));
        }
    }

    /// One question.
    ///
    /// @param options to choose from
    /// @param right the number of the right one, from 1
    /// @param because why it is right
    public record Question(String question, List<String> options, int right, String because) {
        /// @throws IllegalArgumentException if nothing can be chosen, or no option is right
        public Question {
            options = List.copyOf(options);
            if (options.size() < 2
                    || new HashSet<>(options).size() < options.size()
                    || right < 1
                    || right > options.size()) {
                throw new IllegalArgumentException(
                        "a question has two or more different options, and `right` is the number of one.");
            }
        }
    }

    /// The numbers of the questions, from 1, that were not answered rightly.
    ///
    /// @param answers the option chosen for each question, from 1; 0 or missing for none
    public List<Integer> wrong(List<Integer> answers) {
        List<Integer> wrong = new java.util.ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            int chosen = i < answers.size() ? answers.get(i) : 0;
            if (chosen != questions.get(i).right()) {
                wrong.add(i + 1);
            }
        }
        return List.copyOf(wrong);
    }
}
