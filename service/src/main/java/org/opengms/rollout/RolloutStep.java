package org.opengms.rollout;

import org.opengms.planning.rollout.RolloutPlanner;

/// What a running job does.
public enum RolloutStep {
    /// It reads what was asked.
    PREPARATION("Getting ready"),
    /// [RolloutPlanner.Step#SCREEN]
    SCREEN("Finding a schedule"),
    /// [RolloutPlanner.Step#SEARCH]
    SEARCH("Improving the schedule"),
    /// [RolloutPlanner.Step#SELECTION]
    SELECTION("Choosing between the best schedules"),
    /// [RolloutPlanner.Step#EARLIEST]
    EARLIEST("Looking for the earliest dates that hold"),
    /// [RolloutPlanner.Step#CERTIFICATE]
    CERTIFICATE("Testing the whole plan"),
    /// [RolloutPlanner.Step#CONFIRMED_CERTIFICATE]
    CONFIRMED_CERTIFICATE("Testing what is paid for by confirmed money"),
    /// Turnaround, backlog and utilisation are simulated for the plots.
    PICTURE("Drawing the plots");

    private final String words;

    RolloutStep(String words) {
        this.words = words;
    }

    /// For people.
    public String words() {
        return words;
    }

    /// Whether replications of a certificate are counted in it.
    boolean isCertificate() {
        return this == EARLIEST || this == CERTIFICATE || this == CONFIRMED_CERTIFICATE;
    }

    static RolloutStep of(RolloutPlanner.Step step) {
        return switch (step) {
            case SCREEN -> SCREEN;
            case SEARCH -> SEARCH;
            case SELECTION -> SELECTION;
            case EARLIEST -> EARLIEST;
            case CERTIFICATE -> CERTIFICATE;
            case CONFIRMED_CERTIFICATE -> CONFIRMED_CERTIFICATE;
        };
    }
}
