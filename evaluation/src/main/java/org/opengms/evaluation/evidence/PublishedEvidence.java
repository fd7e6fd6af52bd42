package org.opengms.evaluation.evidence;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.opengms.datafile.DataFile;

/// Everything that is published, as far as it was found and read by one day. The form of the file
/// is in `docs/spec/evaluation-imports.md`.
///
/// @param name and version
/// @param title in words
/// @param readOn day on which the sources were last looked at
/// @param sources where figures stand
/// @param questions what the committee asked
/// @param figures one row each; their place in the list is the number by which they are quoted
public record PublishedEvidence(
        String name,
        String title,
        LocalDate readOn,
        List<Source> sources,
        List<Question> questions,
        List<Figure> figures) {
    private static final DataFile<PublishedEvidence> FILE =
            new DataFile<>(
                    PublishedEvidence.class, "a table of published evidence", "OGMS-9105", e -> e);

    /// @throws IllegalArgumentException OGMS-9105 if a row is named twice, or names what is not
    ///   there, or is named by nothing
    public PublishedEvidence {
        sources = List.copyOf(sources);
        questions = List.copyOf(questions);
        figures = List.copyOf(figures);
        Map<String, Source> bySource = byId("source", sources, Source::id);
        Map<String, Question> byQuestion = byId("question", questions, Question::id);
        Map<String, Figure> byFigure = byId("figure", figures, Figure::id);
        Set<String> unused = new HashSet<>(bySource.keySet());
        Set<String> unanswered = new HashSet<>(byQuestion.keySet());
        for (Figure figure : figures) {
            known("figure " + figure.id(), "source", figure.source(), bySource);
            unused.remove(figure.source());
            for (String question : figure.questions()) {
                known("figure " + figure.id(), "question", question, byQuestion);
            }
        }
        for (Question question : questions) {
            for (String figure : question.quoted()) {
                known("question " + question.id(), "figure", figure, byFigure);
                unanswered.remove(question.id());
            }
        }
        if (!unused.isEmpty() || !unanswered.isEmpty()) {
            throw new IllegalArgumentException(
                    "OGMS-9105 Nothing uses source %s; question %s quotes no figure. Use them or take them out."
                            .formatted(unused, unanswered));
        }
    }

    /// What comes with the program.
    public static PublishedEvidence shipped() {
        return FILE.shipped(PublishedEvidence.class, "evidence-2026.1.json");
    }

    /// Reads a file of one's own.
    ///
    /// @throws IllegalArgumentException OGMS-9100 to OGMS-9105 if a row does not hold what it must
    public static PublishedEvidence load(Path file) {
        return FILE.read(file);
    }

    static PublishedEvidence parse(String text) {
        return FILE.parse(text, "evidence");
    }

    /// All of it as JSON, as a file of one's own would hold it.
    public String text() {
        return FILE.text(this);
    }

    /// The figure with an id.
    ///
    /// @throws IllegalArgumentException if there is none
    public Figure figure(String id) {
        return figures.get(number(id) - 1);
    }

    /// The number by which a figure is quoted, from 1.
    ///
    /// @throws IllegalArgumentException if there is none
    public int number(String id) {
        for (int i = 0; i < figures.size(); i++) {
            if (figures.get(i).id().equals(id)) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException(
                "OGMS-9105 There is no figure %s. Check its id.".formatted(id));
    }

    /// The source with an id.
    ///
    /// @throws IllegalArgumentException if there is none
    public Source source(String id) {
        return sources.stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "OGMS-9105 There is no source %s. Check its id.".formatted(id)));
    }

    private static <T> Map<String, T> byId(String what, List<T> rows, Function<T, String> id) {
        Map<String, T> byId = new LinkedHashMap<>();
        for (T row : rows) {
            if (byId.put(id.apply(row), row) != null) {
                throw new IllegalArgumentException(
                        "OGMS-9105 Two rows are %s %s. Rename one.".formatted(what, id.apply(row)));
            }
        }
        return byId;
    }

    private static void known(String here, String what, String id, Map<String, ?> rows) {
        if (!rows.containsKey(id)) {
            throw new IllegalArgumentException(
                    "OGMS-9105 The %s names %s %s, which is not there. Add it or mend the name."
                            .formatted(here, what, id));
        }
    }
}
