package org.opengms.server.pages;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opengms.cases.Outcome;
import org.opengms.cohort.Trait;
import org.opengms.directory.TestMethod;
import org.opengms.environment.RunState;
import org.opengms.outputs.OutputEvent;
import org.opengms.outputs.OutputFinding;
import org.opengms.outputs.OutputKind;
import org.opengms.outputs.OutputState;
import org.opengms.people.Sex;
import org.opengms.server.register.ProjectUse;

/// Analyses and outputs in words.
public final class ResearchWords {
    private ResearchWords() {}

    /// How an analysis stands.
    public static String words(RunState state) {
        return switch (state) {
            case WAITING -> "Waiting";
            case RUNNING -> "Running";
            case DONE -> "Done";
            case STOPPED -> "Stopped";
            case CANCELLED -> "Stopped by the team";
            case FAILED -> "Failed";
        };
    }

    /// How an output stands.
    public static String words(OutputState state) {
        return switch (state) {
            case WAITING_FOR_CHECKERS -> "Waiting for checkers";
            case RETURNED -> "A checker asks";
            case RELEASED -> "Released";
            case REFUSED -> "Refused";
            case WITHDRAWN -> "Taken back";
            case SUPERSEDED -> "Replaced";
        };
    }

    /// A kind of output.
    public static String words(OutputKind kind) {
        return switch (kind) {
            case COUNTS -> "Counts";
            case CARRIERS -> "Carriers of alleles";
            case SUMS -> "Sums";
            case TABLE -> "Table";
            case MODEL -> "Model";
            case PLOT -> "Plot";
        };
    }

    /// What follows from a finding.
    public static String words(OutputFinding.Weight weight) {
        return switch (weight) {
            case LEFT_OUT -> "Left out";
            case TO_BE_LOOKED_AT -> "A person looks at it";
            case AGAINST -> "Cannot be released";
        };
    }

    /// Something that happened.
    public static String words(OutputEvent.What what) {
        return switch (what) {
            case PREPARED -> "Asked for";
            case RECOMPUTED -> "Counted again";
            case JUDGED -> "Judged by the rules";
            case WAITING_FOR_CHECKERS -> "Waits for checkers";
            case APPROVED_BY_CHECKER -> "A checker says it is safe";
            case REFUSED_BY_CHECKER -> "A checker says it is not safe";
            case RETURNED_WITH_QUESTIONS -> "A checker asks";
            case ANSWERED -> "Answered";
            case RELEASED -> "Released";
            case REFUSED -> "Refused";
            case WITHDRAWN -> "Taken back";
            case SUPERSEDED -> "Replaced";
            case FETCHED -> "Taken away";
        };
    }

    /// What a project asked and took away.
    public static String asked(ProjectUse use) {
        if (!use.hasAny()) {
            return "Nothing so far.";
        }
        return "It asked %s, for which people's data were read %s times. It took away %s."
                .formatted(
                        Wording.count(use.questions(), "question"),
                        use.readings().words(),
                        use.outputs() == 0
                                ? "nothing so far"
                                : Wording.count(use.outputs(), "result")
                                        + " about groups of people");
    }

    /// The colour in which a state is shown.
    public static String tag(OutputState state) {
        return switch (state) {
            case RELEASED -> "nhsuk-tag--green";
            case REFUSED -> "nhsuk-tag--red";
            case WITHDRAWN, SUPERSEDED -> "nhsuk-tag--grey";
            case WAITING_FOR_CHECKERS, RETURNED -> "";
        };
    }

    /// A part of an output: `{sex=FEMALE}` as `sex FEMALE`.
    public static String part(String place) {
        return place.startsWith("{") && place.endsWith("}")
                ? place.substring(1, place.length() - 1).replace('=', ' ')
                : place;
    }

    /// Categories that a trait can have.
    public static String examples(Trait trait) {
        return switch (trait) {
            case SEX -> codes(Sex.values());
            case AGE_BAND -> "0-17, 18-39, 40-64, 65+";
            case REGION -> "the names of regions";
            case INDICATION -> "codes of clinical indications, as R210";
            case METHOD -> codes(TestMethod.values());
            case OUTCOME -> codes(Outcome.CaseSolved.values());
        };
    }

    private static String codes(Enum<?>[] constants) {
        return Stream.of(constants).map(Enum::name).collect(Collectors.joining(", "));
    }

    /// How long, in days and hours.
    public static String words(Duration time) {
        return time.toDays() > 0
                ? Wording.count(time.toDays(), "day")
                : Wording.count(time.toHours(), "hour");
    }
}
