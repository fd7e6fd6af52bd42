package org.opengms.market;

/// What was done about an enquiry.
public sealed interface Step {
    /// They were answered.
    ///
    /// @param words what they were told, in short
    record Answered(String words) implements Step {
        public Answered {
            words = Words.within("words", "what they were told", words, Enquiry.MOST_LETTERS);
        }
    }

    /// They applied.
    ///
    /// @param project the project that they applied for
    record Applied(String project) implements Step {
        public Applied {
            project = reference("the number of their application", project);
        }
    }

    /// A contract was signed.
    ///
    /// @param contract its number
    record Contracted(String contract) implements Step {
        public Contracted {
            contract = reference("the number of the contract", contract);
        }
    }

    /// It came to nothing.
    ///
    /// @param words what happened, in short
    record Lost(LossReason reason, String words) implements Step {
        public Lost {
            words = Words.within("words", "what happened", words, Enquiry.MOST_LETTERS);
        }
    }

    private static String reference(String what, String typed) {
        String stripped = Words.within("words", what, typed, 64);
        if (!stripped.matches("[A-Za-z0-9/-]{1,64}")) {
            throw new IllegalArgumentException(
                    "words: give %s alone, such as P-0012.".formatted(what));
        }
        return stripped;
    }

    /// Where it leads.
    default Stage leadsTo() {
        return switch (this) {
            case Answered _ -> Stage.ANSWERED;
            case Applied _ -> Stage.APPLIED;
            case Contracted _ -> Stage.CONTRACTED;
            case Lost _ -> Stage.LOST;
        };
    }
}
