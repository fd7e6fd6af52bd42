package org.opengms.dialogue;

/// What a moderator decided about the words of an answer.
public sealed interface Moderation {
    /// They are published.
    record Accepted() implements Moderation {}

    /// They are not.
    ///
    /// @param rule number of the rule that they break
    record Refused(int rule) implements Moderation {}
}
