package org.opengms.server.pages;

import java.util.Set;
import org.opengms.consent.DiscussionDetails.WhoChose;
import org.opengms.gate.JustifiedAccess;
import org.opengms.gate.Purpose;
import org.opengms.gate.Role;
import org.opengms.proxies.ProxyKind;
import org.opengms.server.patient.OwnTest;
import org.opengms.server.patient.OwnUse;

/// Uses and tests in words for the person themself: who by role, never by name (staff are protected
/// by law, and what matters is in which role they acted).
public final class PatientWords {
    private PatientWords() {}

    /// Who used the data.
    public static String who(OwnUse use) {
        if (use.purpose() == Purpose.OWN_RECORD) {
            return "You";
        }
        if (use.purpose() == Purpose.ON_BEHALF) {
            return use.proxy().map(PatientWords::who).orElse("Somebody who said they act for you");
        }
        String role = role(use.roles());
        return use.organisation().isEmpty() ? role : role + " at " + use.organisation();
    }

    private static String who(ProxyKind kind) {
        return switch (kind) {
            case PARENT -> "Your parent or guardian";
            case ATTORNEY -> "Your attorney for health";
            case DEPUTY -> "Your deputy, appointed by a court";
            case CONSULTEE -> "Somebody who is asked about you (your consultee)";
            case CHOSEN_CARER -> "The carer whom you chose";
        };
    }

    private static String role(Set<Role> roles) {
        // the role that says most comes first
        if (roles.contains(Role.CLINICIAN)) {
            return "A doctor or nurse";
        }
        if (roles.contains(Role.SCIENTIST)) {
            return "A scientist";
        }
        if (roles.contains(Role.LABORATORY)) {
            return "Laboratory staff";
        }
        if (roles.contains(Role.AUDITOR)) {
            return "A privacy officer";
        }
        if (roles.contains(Role.RESEARCHER)) {
            return "A researcher";
        }
        if (roles.contains(Role.ENVIRONMENT)) {
            return "A researcher's program";
        }
        return roles.contains(Role.PATIENT) ? "You" : "Staff";
    }

    /// What for.
    public static String purpose(Purpose purpose) {
        return switch (purpose) {
            case DIRECT_CARE -> "Your care";
            case LABORATORY_WORK -> "Doing your test";
            case CHOOSING_A_TEST -> "Choosing the right test for you";
            case CARE_OF_RELATIVE -> "The care of a relative of yours";
            case RESEARCH -> "Research by a hospital, university or charity";
            case RESEARCH_BY_COMPANIES -> "Research by a company";
            case OWN_RECORD -> "Reading your own record";
            case ON_BEHALF -> "Looking for you";
            case AUDIT -> "Checking who read";
            case SERVICE_MANAGEMENT -> "Running the service";
        };
    }

    /// What for, said of somebody else.
    public static String ofAnother(Purpose purpose) {
        return switch (purpose) {
            case DIRECT_CARE -> "Care";
            case LABORATORY_WORK -> "Doing the test";
            case CHOOSING_A_TEST -> "Choosing the right test";
            case CARE_OF_RELATIVE -> "The care of a relative";
            case OWN_RECORD -> "Reading their own record";
            case ON_BEHALF -> "Looking for the person";
            case RESEARCH, RESEARCH_BY_COMPANIES, AUDIT, SERVICE_MANAGEMENT -> purpose(purpose);
        };
    }

    /// Which data.
    ///
    /// @param told whether results may be named
    public static String data(OwnUse use, boolean told) {
        return switch (use.data()) {
            case DEMOGRAPHICS -> "Your name, date of birth and NHS number";
            case ORDER -> "What test was asked for, and why";
            case TASK -> "The laboratory's work on your test";
            case CONSENT -> "Your choices";
            case FAMILY_RESULT -> "What matters to a relative in your result";
            case REPORT ->
                    use.purpose() == Purpose.CHOOSING_A_TEST
                            ? "What earlier tests found"
                            : told ? "Your result" : "The record of your test";
            case GENOME -> "Your genome";
            case USES, READING, OWN_READING -> "Who used your data";
            case LETTER -> "Your letter, to print it for you";
            case RESEARCH_TERMS -> "Whether your data may be used, without your name";
        };
    }

    /// How often.
    public static String times(long count) {
        if (count == 0) {
            return "never";
        }
        return count == 1 ? "once" : count == 2 ? "twice" : Wording.number(count) + " times";
    }

    /// How far a test is.
    public static String state(OwnTest test) {
        if (test.held()) {
            return test.answer().isPresent()
                    ? "There is something new. Your clinic will talk with you about it."
                    : "Finished. Your clinic will talk with you about it.";
        }
        if (test.answer().isPresent()) {
            return "Finished";
        }
        return switch (test.state()) {
            case ON_HOLD -> "Waiting for something before it can begin";
            case IN_LABORATORY, IN_INTERPRETATION, AWAITING_SIGNATURE -> "Being done";
            case REPORTED, OUTCOME_RECORDED -> "Finished";
            case CLOSING, CANCELLED -> "Cancelled";
            case ENTERED_IN_ERROR -> "Asked for by mistake";
        };
    }

    /// Why a use was allowed, or not. The gate speaks to who asks; here it is said to the person.
    public static String reason(OwnUse use) {
        if (use.purpose() == Purpose.OWN_RECORD) {
            return use.permitted() ? "It is your own record." : use.reason();
        }
        if (!use.permitted()) {
            return switch (use.purpose()) {
                case RESEARCH, RESEARCH_BY_COMPANIES -> use.reason();
                case ON_BEHALF -> "They may not, or not any more.";
                case DIRECT_CARE,
                        LABORATORY_WORK,
                        CHOOSING_A_TEST,
                        CARE_OF_RELATIVE,
                        SERVICE_MANAGEMENT,
                        AUDIT,
                        OWN_RECORD ->
                        "They had nothing to do with your care or your test.";
            };
        }
        if (use.justification().isPresent()) {
            return "They gave a reason, which others review.";
        }
        return switch (use.purpose()) {
            case DIRECT_CARE -> "They ordered a test for you.";
            case LABORATORY_WORK -> "They work on your test.";
            case CHOOSING_A_TEST -> "They order a test for you.";
            case CARE_OF_RELATIVE -> "You agreed that results may help relatives.";
            case RESEARCH, RESEARCH_BY_COMPANIES -> "You agreed.";
            case ON_BEHALF -> "They act for you. Ask your clinic if that should end.";
            case AUDIT -> "They check that nobody reads without a reason.";
            case SERVICE_MANAGEMENT, OWN_RECORD -> use.reason();
        };
    }

    /// Why somebody read beside the usual reasons.
    public static String kind(JustifiedAccess.Kind kind) {
        return switch (kind) {
            case EMERGENCY -> "Emergency";
            case LAW -> "By law";
            case LOG_DOWN -> "Log was down";
        };
    }

    /// Who spoke for the person.
    public static String by(WhoChose who) {
        return switch (who) {
            case ADULT -> "you";
            case CONSULTEE -> "somebody who knows you well";
            case PARENT_OR_GUARDIAN -> "a parent or guardian";
            case CLINICIAN -> "a clinician, in your interest";
            case FOR_THE_DECEASED -> "somebody close";
        };
    }
}
