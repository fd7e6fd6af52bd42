package org.opengms.notices;

import java.util.List;
import java.util.Optional;

/// What a notice says: that there is something to see, and nothing of what. Whoever else opens the
/// letter or looks at the telephone learns neither of a test nor of what it is for. A result that
/// is ready and a new use of data are told in the same words, so that nobody concludes the one from
/// the other.
///
/// @param subject in a few words
/// @param sentences what follows
public record NoticeWords(String subject, List<String> sentences) {
    /// Three parts of a text message in the alphabet of GSM (3GPP TS 23.038: 153 characters each).
    public static final int LONGEST_TEXT = 459;

    private static final String HOW =
            "Sign in to your page as you usually do, or ask your clinic by telephone.";
    private static final String NO_LINK =
            "This message has no link, so that you can tell it from messages that want to deceive you.";
    private static final String STOP =
            "On your page, or through your clinic, you choose how we tell you, or that we do not.";

    public NoticeWords {
        sentences = List.copyOf(sentences);
    }

    static NoticeWords of(NoticeKind kind, Optional<ChangedBy> by) {
        return switch (kind) {
            case NEW_RESEARCH, RESULT_READY ->
                    new NoticeWords(
                            "There is something new for you to see",
                            List.of("There is something new for you to see.", HOW, NO_LINK, STOP));
            case CHOICE_CHANGED ->
                    new NoticeWords(
                            "A choice of yours was recorded",
                            List.of(
                                    "A choice of yours was recorded by %s."
                                            .formatted(by.orElse(ChangedBy.CLINIC).words()),
                                    "If that is not right, tell your clinic at once.",
                                    HOW,
                                    NO_LINK,
                                    STOP));
            case ASK_AGAIN ->
                    new NoticeWords(
                            "There is a question for you",
                            List.of(
                                    "There is a question that only you can answer.",
                                    HOW,
                                    NO_LINK,
                                    STOP));
        };
    }

    /// What a letter says: it has no link anyway, and does not say so.
    public List<String> onPaper() {
        return sentences.stream().filter(sentence -> !sentence.equals(NO_LINK)).toList();
    }

    /// Everything in one paragraph.
    public String text() {
        return String.join(" ", sentences);
    }
}
