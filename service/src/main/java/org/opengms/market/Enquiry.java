package org.opengms.market;

import java.time.Instant;

/// What an organisation asked.
///
/// @param number of the form that was filled in, so that a form sent twice is one enquiry
/// @param organisation its name
/// @param wanted what they would like to find out, and with which data
/// @param benefit who would be better off if they did
public record Enquiry(
        EnquiryId id,
        Instant at,
        String number,
        String organisation,
        AskerKind kind,
        String wanted,
        String benefit) {
    /// The most letters of what is wanted, and of its benefit.
    public static final int MOST_LETTERS = 2_000;

    /// The most letters of an organisation's name.
    public static final int MOST_LETTERS_OF_A_NAME = 200;

    /// @throws IllegalArgumentException with `field: what to do`
    public Enquiry {
        if (!number.matches("[A-Za-z0-9-]{1,40}")) {
            throw new IllegalArgumentException(
                    "number: open the form again; its number is not one that was given out.");
        }
        organisation =
                Words.within(
                        "organisation",
                        "the name of your organisation",
                        organisation,
                        MOST_LETTERS_OF_A_NAME);
        wanted = Words.within("wanted", "what you would like to find out", wanted, MOST_LETTERS);
        benefit = Words.within("benefit", "who would be better off", benefit, MOST_LETTERS);
    }
}
