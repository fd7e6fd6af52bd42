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
        requireNumber(number);
        organisation = requireOrganisation(organisation);
        wanted = requireWanted(wanted);
        benefit = requireBenefit(benefit);
    }

    static void requireNumber(String number) {
        if (!number.matches("[A-Za-z0-9-]{1,40}")) {
            throw new IllegalArgumentException(
                    "The number of this form was not given out by us. Open the form again.");
        }
    }

    static String requireOrganisation(String typed) {
        return Words.within(
                "organisation", "the name of your organisation", typed, MOST_LETTERS_OF_A_NAME);
    }

    static String requireWanted(String typed) {
        return Words.within("wanted", "what you would like to find out", typed, MOST_LETTERS);
    }

    static String requireBenefit(String typed) {
        return Words.within("benefit", "who would be better off", typed, MOST_LETTERS);
    }
}
