package org.opengms.server.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.opengms.cases.Outcome;
import org.opengms.cases.ResultKind;
import org.opengms.directory.TestMethod;
import org.opengms.gate.Role;
import org.opengms.orders.FindingKind;
import org.opengms.orders.Grade;
import org.opengms.orders.OrderState;
import org.opengms.orders.ParticipantRole;
import org.opengms.orders.Presence;
import org.opengms.orders.TaskStatus;
import org.opengms.orders.TurnaroundClock;
import org.opengms.people.Sex;
import org.opengms.routing.Priority;

/// How the pages say dates, states and codes. Times of day are those of the United Kingdom.
public final class Wording {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);
    private static final DateTimeFormatter SHORT_DAY =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.UK);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.UK);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss", Locale.UK);

    private Wording() {}

    /// Such as `3 November 2026`.
    public static String day(LocalDate day) {
        return DAY.format(day);
    }

    /// Such as `3 Nov 2026`, for tables.
    public static String shortDay(LocalDate day) {
        return SHORT_DAY.format(day);
    }

    /// Such as `3 November 2026, 14:05`.
    public static String time(Instant at) {
        return TIME.format(at.atZone(LONDON));
    }

    /// Such as `3 November 2026, 14:05:09`, where many things happen in a minute.
    public static String second(Instant at) {
        return SECOND.format(at.atZone(LONDON));
    }

    /// The day in the United Kingdom.
    public static LocalDate dayOf(Instant at) {
        return at.atZone(LONDON).toLocalDate();
    }

    /// In the largest fitting unit: `42 seconds`, `7 minutes`, `5 hours`, `12 days`.
    public static String duration(Duration duration) {
        if (duration.compareTo(Duration.ofMinutes(2)) < 0) {
            return count(duration.toSeconds(), "second");
        }
        if (duration.compareTo(Duration.ofHours(2)) < 0) {
            return count(duration.toMinutes(), "minute");
        }
        if (duration.compareTo(Duration.ofDays(2)) < 0) {
            return count(duration.toHours(), "hour");
        }
        return count(duration.toDays(), "day");
    }

    /// A probability or a score, to three places.
    public static String fraction(double value) {
        return String.format(Locale.UK, "%.3f", value);
    }

    /// A number with its noun: `1 order`, `1,204 orders`.
    public static String count(long number, String noun) {
        return "%s %s%s".formatted(number(number), noun, number == 1 ? "" : "s");
    }

    /// With separators for thousands.
    public static String number(long number) {
        return String.format(Locale.UK, "%,d", number);
    }

    /// A share in whole per cent, such as `87%`.
    public static String percent(double share) {
        return Math.round(100 * share) + "%";
    }

    /// A part of a whole in whole per cent; `–` of nothing.
    public static String percent(long part, long whole) {
        return whole == 0 ? "–" : percent((double) part / whole);
    }

    /// With a capital first letter.
    public static String sentence(String words) {
        return words.isEmpty()
                ? words
                : words.substring(0, 1).toUpperCase(Locale.UK) + words.substring(1);
    }

    /// With a small first letter.
    public static String lower(String words) {
        return words.isEmpty()
                ? words
                : words.substring(0, 1).toLowerCase(Locale.UK) + words.substring(1);
    }

    /// A method with a capital letter; what is said where there is none.
    public static String method(java.util.Optional<TestMethod> method) {
        return method.map(m -> sentence(m.words())).orElse("Not chosen yet");
    }

    /// What somebody is in a family's test.
    public static String words(ParticipantRole role) {
        return switch (role) {
            case PROBAND -> "Proband";
            case CONSULTAND -> "Relative";
        };
    }

    /// The colour of a state's tag, as a class of the design system.
    public static String tag(OrderState state) {
        return switch (state) {
            case ON_HOLD -> "nhsuk-tag--orange";
            case IN_LABORATORY -> "nhsuk-tag--blue";
            case IN_INTERPRETATION -> "nhsuk-tag--purple";
            case AWAITING_SIGNATURE -> "nhsuk-tag--yellow";
            case REPORTED -> "nhsuk-tag--green";
            case OUTCOME_RECORDED -> "nhsuk-tag--aqua-green";
            case CLOSING -> "nhsuk-tag--red";
            case CANCELLED, ENTERED_IN_ERROR -> "nhsuk-tag--grey";
        };
    }

    /// The colour of a task's tag.
    public static String tag(TaskStatus status) {
        return switch (status) {
            case DRAFT, REQUESTED -> "nhsuk-tag--white";
            case ACCEPTED, IN_PROGRESS -> "nhsuk-tag--blue";
            case ON_HOLD -> "nhsuk-tag--orange";
            case COMPLETED -> "nhsuk-tag--green";
            case REJECTED, FAILED -> "nhsuk-tag--red";
            case CANCELLED, ENTERED_IN_ERROR -> "nhsuk-tag--grey";
        };
    }

    /// The colour of a finding's tag.
    public static String tag(Grade grade) {
        return switch (grade) {
            case ERROR -> "nhsuk-tag--red";
            case WARNING -> "nhsuk-tag--yellow";
            case INFORMATION -> "nhsuk-tag--blue";
        };
    }

    /// A finding's weight.
    public static String words(Grade grade) {
        return switch (grade) {
            case ERROR -> "Refused";
            case WARNING -> "Warning";
            case INFORMATION -> "Information";
        };
    }

    /// What can be found in an order: what refuses one by default in a sentence, the rest by its
    /// code.
    public static String words(FindingKind kind) {
        return switch (kind) {
            case STRUCTURE_INVALID -> "The message breaks FHIR R4 or HL7 v2";
            case ORDER_MISSING -> "There is not exactly one order in the message";
            case SUBJECT_MISSING -> "Nobody is named whom to test";
            case NHS_NUMBER_INVALID -> "The NHS number is not valid";
            case IDENTITY_CONFLICT ->
                    "The NHS number belongs to somebody with another date of birth";
            case BIRTH_DATE_IN_FUTURE -> "The date of birth is in the future";
            case SITE_NOT_YOURS ->
                    "The order is of an organisation that the sender may not act for";
            case AUTHORED_IN_FUTURE -> "The date of the order is in the future";
            case TEST_MISSING -> "No test is named";
            case TEST_NOT_OF_INDICATION -> "The test does not belong to the indication";
            case TEST_NOT_AGREED -> "The test was not agreed to in the discussion";
            case SENT_BEFORE -> "The very same order was accepted before";
            case COMPETENCE_LACKING -> "You lack a competence that this needs";
            case TARGET_UNKNOWN -> "Something is to be changed that the service does not have";
            case CHANGE_UNCLEAR -> "What is to be changed cannot be told";
            case DISCUSSION_OF_ANOTHER -> "The record of discussion is somebody else's";
            default ->
                    sentence(kind.code().replace('-', ' '))
                            .replaceAll("(?i)\\bnhs\\b", "NHS")
                            .replace("Data item", "Item of the Minimum Data Set");
        };
    }

    /// The colour of a result's tag.
    public static String tag(ResultKind kind) {
        return switch (kind) {
            case CAUSE_FOUND -> "nhsuk-tag--green";
            case UNCERTAIN -> "nhsuk-tag--yellow";
            case NO_CAUSE_FOUND -> "nhsuk-tag--blue";
            case FAILED -> "nhsuk-tag--red";
            case PROPOSED -> "nhsuk-tag--grey";
        };
    }

    /// A task's status.
    public static String words(TaskStatus status) {
        return sentence(status.code().replace('-', ' '));
    }

    /// Why a task waits or ended, from its code of `task-statusReason-genomics`.
    public static String statusReason(String code) {
        return switch (code) {
            case "awaiting-order-detail" -> "Waiting for detail about the order";
            case "awaiting-rod-and-or-sample" ->
                    "Waiting for the record of discussion or the sample";
            case "awaiting-sample" -> "Waiting for the sample";
            case "further-information-needed" -> "Further information is needed";
            case "invalid-request" -> "The request is not valid";
            case "pipeline-error" -> "A fault in the processing of the data";
            case "time-for-task-exceeded" -> "The work has taken too long";
            case "unable-to-interpret" -> "The data cannot be interpreted";
            case "sample-sub-optimal" -> "The sample is not good enough";
            case "task-no-longer-required" -> "The work is no longer needed";
            case "no-sample-provided" -> "No sample was provided";
            case "scheduled-delay" -> "A planned delay";
            case "other" -> "Another reason";
            default -> sentence(code.replace('-', ' '));
        };
    }

    /// How an order's days were counted.
    public static String clock(TurnaroundClock clock) {
        StringBuilder words =
                new StringBuilder(
                        "%s: day %d of %d."
                                .formatted(
                                        clock.standing().words(),
                                        clock.daysUsed(),
                                        clock.standardDays()));
        if (clock.daysPaused() > 0) {
            Map<String, Integer> reasons = new LinkedHashMap<>();
            for (TurnaroundClock.Paused pause : clock.pauses()) {
                if (pause.days() > 0) {
                    reasons.merge(pause.statusReason(), pause.days(), Integer::sum);
                }
            }
            words.append(
                    " %s did not count: %s."
                            .formatted(
                                    count(clock.daysPaused(), "day"),
                                    reasons.entrySet().stream()
                                            .map(e ->
                                                    "%s (%d)"
                                                            .formatted(
                                                                    lower(statusReason(e.getKey())),
                                                                    e.getValue()))
                                            .collect(Collectors.joining(", "))));
        }
        for (TurnaroundClock.PartRead part : clock.parts()) {
            words.append(
                    " %s: %d of %d days."
                            .formatted(
                                    part.part().words(),
                                    part.daysUsed(),
                                    part.part().calendarDays()));
        }
        return words.toString();
    }

    /// How soon.
    public static String words(Priority priority) {
        return switch (priority) {
            case ROUTINE -> "Routine";
            case URGENT -> "Urgent";
        };
    }

    /// Whether a feature was seen.
    public static String words(Presence presence) {
        return switch (presence) {
            case PRESENT -> "Present";
            case ABSENT -> "Absent";
            case UNCLEAR -> "Not clear";
        };
    }

    /// Sex as recorded at birth.
    public static String words(Sex sex) {
        return switch (sex) {
            case FEMALE -> "Female";
            case MALE -> "Male";
            case OTHER -> "Other";
            case UNKNOWN -> "Not known";
        };
    }

    /// A role.
    public static String words(Role role) {
        return switch (role) {
            case CLINICIAN -> "Clinician";
            case LABORATORY -> "Laboratory";
            case SCIENTIST -> "Clinical scientist";
            case MANAGER -> "Service manager";
            case RESEARCHER -> "Researcher";
            case COMMITTEE -> "Access committee";
            case ENVIRONMENT -> "Project environment";
            case OUTPUT_CHECKER -> "Output checker";
            case PATIENT -> "Patient";
            case PROXY -> "Acts for a patient";
            case FINANCE -> "Finance officer";
            case OPERATOR -> "Service operator";
            case AUDITOR -> "Privacy officer";
        };
    }

    /// Whether the question is answered.
    public static String words(Outcome.CaseSolved solved) {
        return switch (solved) {
            case YES -> "Yes";
            case NO -> "No";
            case PARTIALLY -> "Partially";
            case UNKNOWN -> "Not known";
        };
    }

    /// Whether something can be done.
    public static String words(Outcome.Actionability actionability) {
        return switch (actionability) {
            case YES -> "Yes";
            case NO -> "No";
            case NOT_YET -> "Not yet";
            case NA -> "Does not apply";
        };
    }

    /// What changed for the patient.
    public static String words(Outcome.ClinicalUtility utility) {
        return switch (utility) {
            case NONE -> "Nothing changed";
            case CHANGE_IN_MEDICATION -> "Change in medication";
            case SURGICAL_OPTION -> "Surgical option";
            case ADDITIONAL_SURVEILLANCE_FOR_PROBAND_OR_RELATIVES ->
                    "Additional surveillance for the patient or relatives";
            case CLINICAL_TRIAL_ELIGIBILITY -> "Eligible for a clinical trial";
            case INFORMS_REPRODUCTIVE_CHOICE -> "Informs reproductive choice";
            case UNKNOWN -> "Not known";
            case OTHER -> "Other";
        };
    }

    /// A Sequence Ontology term in words, such as `missense variant`.
    public static String consequence(String term) {
        return term.replace('_', ' ');
    }

    /// A score between 0 and 1 with two decimals.
    public static String score(double score) {
        return String.format(Locale.UK, "%.2f", score);
    }

    /// The weightiest reason without the codes and numbers of the single case, so that like reasons
    /// can be counted together.
    public static String withoutCase(String reason) {
        return reason.replaceAll("[A-Z]+[0-9]+(\\.[0-9]+)?( \\([^)]*\\))?", "…")
                .replaceAll("[0-9]+", "…")
                .replaceAll("asked for …", "asked for this test")
                .replaceAll("^… is eligible", "The indication is eligible")
                .replaceAll("for …([.;])", "for the indication$1");
    }
}
