package org.opengms.server.pages;

import java.time.Duration;
import org.opengms.environment.RunState;
import org.opengms.outputs.OutputEvent;
import org.opengms.outputs.OutputFinding;
import org.opengms.outputs.OutputKind;
import org.opengms.outputs.OutputState;

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

    /// How long, in days and hours.
    public static String words(Duration time) {
        return time.toDays() > 0
                ? Wording.count(time.toDays(), "day")
                : Wording.count(time.toHours(), "hour");
    }
}
