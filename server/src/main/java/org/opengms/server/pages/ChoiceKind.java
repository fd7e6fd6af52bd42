package org.opengms.server.pages;

import java.util.List;

/// Something that can be said about a person's data, as the form offers it.
///
/// @param code as the form sends it
/// @param words for people
/// @param hint what it means, may be empty
/// @param asks what else must be told
public record ChoiceKind(String code, String words, String hint, Asks asks) {
    /// What else must be told.
    public enum Asks {
        NOTHING,
        /// Which uses a yes leaves out.
        LEFT_OUT,
        /// Which uses are withdrawn from.
        WITHDRAWN,
        /// When to ask again.
        ASK_AGAIN_ON,
        /// Yes or no.
        ANSWER,
        /// The day of death.
        DIED_ON
    }

    /// What the form sends for a yes that leaves uses out.
    static final String AGREED_IN_PART = "research-agreed-in-part";

    /// Everything that can be said.
    public static final List<ChoiceKind> ALL =
            List.of(
                    new ChoiceKind("research-agreed", "Yes to research", "", Asks.NOTHING),
                    new ChoiceKind(
                            AGREED_IN_PART,
                            "Yes to research, with uses left out",
                            "",
                            Asks.LEFT_OUT),
                    new ChoiceKind("research-declined", "No to research", "", Asks.NOTHING),
                    new ChoiceKind(
                            "research-undecided",
                            "Ask me later",
                            "Counts as a no.",
                            Asks.ASK_AGAIN_ON),
                    new ChoiceKind(
                            "full-withdrawal",
                            "Withdraws from everything beside own care",
                            "",
                            Asks.NOTHING),
                    new ChoiceKind(
                            "partial-withdrawal",
                            "Withdraws from some uses",
                            "All others stay as they are.",
                            Asks.WITHDRAWN),
                    new ChoiceKind(
                            "sharing-with-relatives",
                            "Whether results may help relatives",
                            "",
                            Asks.ANSWER),
                    new ChoiceKind(
                            "assent",
                            "A young person's own answer",
                            "Below 16, beside a parent's choice.",
                            Asks.ANSWER),
                    new ChoiceKind(
                            "consultee-advice",
                            "A consultee's advice",
                            "For an adult who cannot decide: would they wish to take part?",
                            Asks.ANSWER),
                    new ChoiceKind(
                            "capacity",
                            "Whether the person can decide for themselves",
                            "",
                            Asks.ANSWER),
                    new ChoiceKind(
                            "national-data-opt-out",
                            "National Data Opt-out",
                            "Is it set? As the national record shows it.",
                            Asks.ANSWER),
                    new ChoiceKind("death", "The person has died", "", Asks.DIED_ON));

    /// The name of the field for a yes or no.
    public String answerField() {
        return "answer-" + code;
    }
}
