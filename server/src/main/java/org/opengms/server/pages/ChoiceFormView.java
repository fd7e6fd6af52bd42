package org.opengms.server.pages;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.opengms.consent.DiscussionDetails.WhoChose;
import org.opengms.consent.Use;

/// The form by which a choice is recorded.
///
/// @param choices what is in force so far
/// @param problems what is wrong with the form
/// @param typed what it held when it was sent
public record ChoiceFormView(ChoicesView choices, List<FormProblem> problems, Typed typed) {
    /// Who can have said it.
    public static final List<Choice> WHO =
            Stream.of(WhoChose.values())
                    .map(who -> new Choice(who.code(), ChoicesView.who(who)))
                    .toList();

    /// Yes and no.
    public static final List<Choice> ANSWERS =
            List.of(new Choice("yes", "Yes"), new Choice("no", "No"));

    public ChoiceFormView {
        problems = List.copyOf(problems);
    }

    /// The message beside a field; empty if there is none.
    public String problem(String field) {
        return FormProblem.of(problems, field);
    }

    /// The uses that a kind asks about.
    public List<Use> uses(ChoiceKind kind) {
        return kind.asks() == ChoiceKind.Asks.LEFT_OUT
                ? Stream.of(Use.values()).filter(Use::isResearch).toList()
                : List.of(Use.values());
    }

    /// A choice that can be recorded and yet does not fit what is known.
    ///
    /// @param choices what is in force so far
    /// @param doubts what to look at
    /// @param said what would be recorded, in a sentence
    /// @param by who said it
    /// @param evidence where it is written down
    /// @param saidOn when it was said
    /// @param typed the form, to be sent again
    public record Doubtful(
            ChoicesView choices,
            List<String> doubts,
            String said,
            String by,
            String evidence,
            String saidOn,
            Typed typed) {
        public Doubtful {
            doubts = List.copyOf(doubts);
        }

        /// Every field of the form with one of its values.
        public List<Map.Entry<String, String>> fields() {
            return typed.values().entrySet().stream()
                    .filter(field ->
                            !field.getKey().equals("_csrf") && !field.getKey().equals("step"))
                    .sorted(Map.Entry.comparingByKey())
                    .flatMap(field ->
                            field.getValue().stream()
                                    .map(value -> Map.entry(field.getKey(), value)))
                    .toList();
        }
    }
}
