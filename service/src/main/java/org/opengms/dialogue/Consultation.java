package org.opengms.dialogue;

import java.io.ByteArrayInputStream;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.opengms.datafile.DataFile;

/// A question to the public, with what speaks for and against, as it is published: it is not
/// changed afterwards.
///
/// @param id such as `2026-companies`: the year first
/// @param title a few words
/// @param question one sentence
/// @param explainer what it is about, a sentence each, for readers of nine
/// @param options that can be chosen, two to six
/// @param evidence for a yes and against it
/// @param example of what it means, with a live figure
/// @param opens first day on which it can be answered
/// @param closes last day
/// @param subject what it may change
public record Consultation(
        String id,
        String title,
        String question,
        List<String> explainer,
        List<Option> options,
        Evidence evidence,
        Example example,
        LocalDate opens,
        LocalDate closes,
        Subject subject) {
    private static final int MOST_LETTERS = 1_000;
    private static final int MOST_OPTIONS = 6;

    /// The consultation whose answers and decision are made up, for a service that demonstrates
    /// itself.
    private static final String MADE_UP = "2026-companies";

    private static final DataFile<Consultation> FILE =
            new DataFile<>(
                    Consultation.class, "a consultation", "OGMS-8200", UnaryOperator.identity());

    public Consultation {
        if (!id.matches("20[0-9]{2}-[a-z]+(-[a-z]+){0,5}") || id.length() > 60) {
            throw new IllegalArgumentException(
                    "id: say the year and a few words in small letters, such as 2026-companies.");
        }
        text("title", title);
        text("question", question);
        explainer = List.copyOf(explainer);
        options = List.copyOf(options);
        if (explainer.isEmpty()) {
            throw new IllegalArgumentException(
                    "explainer: say in short sentences what it is about.");
        }
        explainer.forEach(sentence -> text("explainer", sentence));
        PlainWords.check(explainer);
        Set<String> codes = new HashSet<>();
        options.forEach(option -> codes.add(option.code()));
        if (options.size() < 2 || options.size() > MOST_OPTIONS || codes.size() < options.size()) {
            throw new IllegalArgumentException(
                    "options: give 2 to %d, each with a code of its own.".formatted(MOST_OPTIONS));
        }
        if (closes.isBefore(opens)) {
            throw new IllegalArgumentException("closes: it closes before it opens.");
        }
    }

    private static void text(String field, String words) {
        if (words.isBlank() || words.length() > MOST_LETTERS) {
            throw new IllegalArgumentException(
                    "%s: write 1 to %d letters.".formatted(field, MOST_LETTERS));
        }
    }

    /// What can be chosen.
    ///
    /// @param code of small letters, as sheets write it
    /// @param words as the form says
    public record Option(String code, String words) {
        public Option {
            if (!code.matches("[a-z][a-z-]{0,29}")) {
                throw new IllegalArgumentException("options: a code has small letters only.");
            }
            text("options", words);
        }
    }

    /// What speaks for and against: as many points on both sides, each with its source.
    public record Evidence(List<Point> pro, List<Point> contra) {
        public Evidence {
            pro = List.copyOf(pro);
            contra = List.copyOf(contra);
            if (pro.isEmpty() || pro.size() != contra.size()) {
                throw new IllegalArgumentException(
                        "evidence: there are %d points for and %d against. Give as many on both sides, at least one."
                                .formatted(pro.size(), contra.size()));
            }
            int less = Math.min(letters(pro), letters(contra));
            int more = Math.max(letters(pro), letters(contra));
            if (more > 2 * less) {
                throw new IllegalArgumentException(
                        "evidence: one side has %d letters and the other %d. Give neither more than twice the room of the other."
                                .formatted(more, less));
            }
        }

        private static int letters(List<Point> points) {
            return points.stream().mapToInt(p -> p.words().length()).sum();
        }
    }

    /// A point of evidence.
    ///
    /// @param source where it can be looked up
    public record Point(String words, String source) {
        public Point {
            text("evidence", words);
            text("evidence source", source);
        }
    }

    /// A worked example.
    ///
    /// @param before the words before the figure
    /// @param figure of the public register
    /// @param after the words after it
    public record Example(String before, LiveFigure figure, String after) {
        public Example {
            text("example", before);
            text("example", after);
        }
    }

    /// What a consultation may change.
    ///
    /// @param name of the policy; of the wording of consent, `consent wording`
    /// @param version that is in force while it is asked
    public record Subject(Kind kind, String name, String version) {
        public Subject {
            text("subject", name);
            text("subject", version);
        }
    }

    /// Kinds of what can be changed.
    public enum Kind {
        /// The wording of consent.
        CONSENT_WORDING,
        /// A policy of the service.
        POLICY
    }

    /// Where it is in its course.
    public enum Phase {
        /// It has not begun.
        PLANNED,
        /// It can be answered.
        OPEN,
        /// It can no longer be answered.
        CLOSED
    }

    /// Its phase on a day.
    public Phase phase(LocalDate day) {
        if (day.isBefore(opens)) {
            return Phase.PLANNED;
        }
        return day.isAfter(closes) ? Phase.CLOSED : Phase.OPEN;
    }

    /// An option by its code.
    public java.util.Optional<Option> option(String code) {
        return options.stream().filter(o -> o.code().equals(code)).findFirst();
    }

    /// Reads one.
    ///
    /// @param name what to call it in messages
    /// @throws IllegalArgumentException if it is none, or is not balanced, naming the field and the
    ///   reason
    public static Consultation read(byte[] file, String name) {
        return FILE.read(new ByteArrayInputStream(file), name);
    }

    /// As a file.
    public String text() {
        return FILE.text(this);
    }

    /// Those that come with the program.
    public static List<Consultation> shipped() {
        return List.of(shipped("2026-telling"));
    }

    /// The one of a demonstration: its answers and its decision are made up.
    public static Consultation demonstrated() {
        return shipped(MADE_UP);
    }

    private static Consultation shipped(String id) {
        return FILE.shipped(Consultation.class, "consultation-" + id + ".json");
    }

    /// Whether this is the id of the demonstration's, which no other may have.
    static boolean isMadeUp(String id) {
        return id.equals(MADE_UP);
    }

    /// Whether its answers and its decision are made up.
    public boolean hasMadeUpAnswers() {
        return isMadeUp(id);
    }
}
