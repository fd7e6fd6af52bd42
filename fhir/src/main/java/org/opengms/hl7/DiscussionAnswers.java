package org.opengms.hl7;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.opengms.consent.DiscussionState;
import org.opengms.consent.RecordOfDiscussion;
import org.opengms.consent.ResearchChoice;

/// The record of discussion, from answers to coded questions alone (OBX-3). Words about consent are
/// kept as notes and never read as a yes.
///
/// Questions of the national form 01-NGIS-ROD keep the names that its FHIR form has; two that it
/// answers by its signature have names of this service.
///
/// | OBX-3.1 | OBX-3.3 | OBX-5 |
/// |---|---|---|
/// | `rod-state` | `OPENGMS` | `TAKEN`, `TO-FOLLOW` |
/// | `rod-test-agreed` | `OPENGMS` | `Y`, `N` |
/// | `researchConfirmation1` (discussed) | `01-NGIS-ROD` | `Y`, `N` |
/// | `researchConfirmation2` (agrees) | `01-NGIS-ROD` | `Y`, `N` |
/// | `datePatientCompletedForm` | `01-NGIS-ROD` | a date: the form was signed |
///
/// It was taken where the state says so, the test is answered or the form was signed. Research is
/// agreed only where it was discussed and agreed and nothing says otherwise.
final class DiscussionAnswers {
    static final String OWN = "OPENGMS";
    static final String FORM = "01-NGIS-ROD";

    private Optional<DiscussionState> state = Optional.empty();
    private Optional<Boolean> testAgreed = Optional.empty();
    private Optional<Boolean> discussed = Optional.empty();
    private Optional<Boolean> agreed = Optional.empty();
    private Optional<LocalDate> signedOn = Optional.empty();
    private boolean mentioned;

    /// Takes an answer if the question is of the record.
    ///
    /// @return whether the question is one, and the answer was understood
    Taken take(String system, String code, String answer) {
        boolean own = system.equalsIgnoreCase(OWN);
        boolean form = system.equalsIgnoreCase(FORM);
        if (!own && !form) {
            return Taken.OTHER_QUESTION;
        }
        String said = answer.strip().toUpperCase(Locale.ROOT);
        return switch (code) {
            case "rod-state" -> own ? state(said) : Taken.OTHER_QUESTION;
            case "rod-test-agreed" -> {
                Optional<Boolean> yes = yes(said);
                testAgreed = bothMustAgree(testAgreed, yes);
                yield own ? taken(yes) : Taken.OTHER_QUESTION;
            }
            case "researchConfirmation1" -> {
                Optional<Boolean> yes = yes(said);
                discussed = bothMustAgree(discussed, yes);
                yield form ? taken(yes) : Taken.OTHER_QUESTION;
            }
            case "researchConfirmation2" -> {
                Optional<Boolean> yes = yes(said);
                agreed = bothMustAgree(agreed, yes);
                yield form ? taken(yes) : Taken.OTHER_QUESTION;
            }
            case "datePatientCompletedForm" -> {
                Optional<LocalDate> day = Dates.day(said);
                signedOn = day.or(() -> signedOn);
                yield day.isPresent() ? Taken.UNDERSTOOD : Taken.NOT_UNDERSTOOD;
            }
            default -> Taken.OTHER_QUESTION;
        };
    }

    /// What became of an answer.
    enum Taken {
        UNDERSTOOD,
        NOT_UNDERSTOOD,
        OTHER_QUESTION
    }

    private Taken state(String said) {
        switch (said) {
            case "TAKEN" -> state = Optional.of(DiscussionState.TAKEN);
            case "TO-FOLLOW" -> state = Optional.of(DiscussionState.TO_FOLLOW);
            default -> {
                return Taken.NOT_UNDERSTOOD;
            }
        }
        return Taken.UNDERSTOOD;
    }

    private static Taken taken(Optional<Boolean> answer) {
        return answer.isPresent() ? Taken.UNDERSTOOD : Taken.NOT_UNDERSTOOD;
    }

    /// Of two answers the one that says no holds.
    private static Optional<Boolean> bothMustAgree(
            Optional<Boolean> before, Optional<Boolean> now) {
        return before.isPresent() && now.isPresent()
                ? Optional.of(before.get() && now.get())
                : now.or(() -> before);
    }

    private static Optional<Boolean> yes(String said) {
        return switch (said) {
            case "Y", "YES", "TRUE" -> Optional.of(true);
            case "N", "NO", "FALSE" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /// Words speak of the record: it is somewhere, so it is to follow.
    void mentioned() {
        mentioned = true;
    }

    Optional<RecordOfDiscussion> record() {
        boolean toFollow = state.filter(s -> s == DiscussionState.TO_FOLLOW).isPresent();
        boolean taken =
                !toFollow && (state.isPresent() || testAgreed.isPresent() || signedOn.isPresent());
        if (taken) {
            return Optional.of(
                    new RecordOfDiscussion(
                            DiscussionState.TAKEN,
                            Optional.of(testAgreed.orElse(signedOn.isPresent())),
                            research(),
                            signedOn));
        }
        return toFollow || mentioned || discussed.isPresent() || agreed.isPresent()
                ? Optional.of(RecordOfDiscussion.TO_FOLLOW)
                : Optional.empty();
    }

    private ResearchChoice research() {
        if (agreed.filter(a -> !a).isPresent()) {
            return ResearchChoice.DECLINED;
        }
        return agreed.isPresent() && discussed.orElse(false)
                ? ResearchChoice.AGREED
                : ResearchChoice.UNDECIDED;
    }
}
