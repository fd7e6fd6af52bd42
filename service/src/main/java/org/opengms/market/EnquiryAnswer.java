package org.opengms.market;

import java.util.List;

/// What the desk answers.
public sealed interface EnquiryAnswer {
    /// It is kept.
    record Kept(EnquiryId enquiry) implements EnquiryAnswer {}

    /// There is no such enquiry.
    record NotFound() implements EnquiryAnswer {}

    /// It cannot be taken.
    ///
    /// @param problems all that is wrong with it
    record Refused(List<Problem> problems) implements EnquiryAnswer {
        public Refused {
            problems = List.copyOf(problems);
        }

        static Refused of(String field, String reason) {
            return new Refused(List.of(new Problem(field, reason)));
        }
    }

    /// Something wrong.
    ///
    /// @param field of the form that must be mended; empty if none
    /// @param reason what to do
    record Problem(String field, String reason) {
        /// @param words as `field: what to do`
        static Problem read(String words) {
            int colon = words.indexOf(": ");
            return colon < 0
                    ? new Problem("", words)
                    : new Problem(words.substring(0, colon), words.substring(colon + 2));
        }
    }
}
