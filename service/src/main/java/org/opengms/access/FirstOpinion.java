package org.opengms.access;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What people's consents say to a purpose, before anybody has read the application. It decides
/// nothing: each use is asked for again, of each person.
///
/// @param on the day
/// @param clauses what each clause of the consents says, the commonest first
/// @param remaining people whose data could serve it, rounded; absent where there are none or few
/// @param asked people who agreed to research, rounded; absent where there are none or few
/// @param rules version of the rules of disclosure control
/// @param toLookAt hard refusals whose words the application has, by code
public record FirstOpinion(
        LocalDate on,
        List<Clause> clauses,
        Optional<Long> remaining,
        Optional<Long> asked,
        String rules,
        List<String> toLookAt) {
    public FirstOpinion {
        clauses = List.copyOf(clauses);
        toLookAt = List.copyOf(toLookAt);
    }

    /// What one clause says.
    ///
    /// @param term the clause, such as `DUO:0000021`; or the use that is refused by name
    /// @param answer what it says
    /// @param reason why, in a sentence
    /// @param people whose consent has it, rounded; absent where there are none or few
    public record Clause(String term, Answer answer, String reason, Optional<Long> people) {}

    /// What a clause says.
    public enum Answer {
        MET("Met"),
        NOT_MET("Not met"),
        A_PERSON_MUST_DECIDE("A person must decide; counted as no");

        private final String words;

        Answer(String words) {
            this.words = words;
        }

        /// The answer for people to read.
        public String words() {
            return words;
        }
    }
}
