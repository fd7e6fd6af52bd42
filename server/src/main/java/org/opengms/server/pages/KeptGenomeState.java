package org.opengms.server.pages;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How a genome stands that was kept behind a conventional test, as lists group them: those that a
/// person must see to first.
public enum KeptGenomeState {
    /// The rules for orders refused it when it was due.
    REFUSED(
            "Refused when it was due",
            "Mend what is named, then order the genome again on the order's page, or cancel it with a reason."),
    /// The first report is signed, and it did not become an order in [StandingStep#OVERDUE_AFTER].
    OVERDUE(
            "Overdue",
            "Look at the report. On the order's page, order the genome again, or cancel it with a reason."),
    /// The first report found no cause; the order is being made.
    BEING_ORDERED("Being ordered", ""),
    /// The first test is not reported.
    WAITING("Waits for the first report", ""),
    /// It is an order of its own.
    ORDERED("Ordered", ""),
    /// It will not be ordered by itself.
    ENDED("Ended", "");

    private final String words;
    private final String remedy;

    KeptGenomeState(String words, String remedy) {
        this.words = words;
        this.remedy = remedy;
    }

    /// As people read it.
    public String words() {
        return words;
    }

    /// What somebody of the organisation that ordered is to do; empty where nothing.
    public String remedy() {
        return remedy;
    }

    /// Whether a person must see to it.
    public boolean needsAPerson() {
        return !remedy.isEmpty();
    }

    /// As addresses name it, such as `being-ordered`.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The state that an address names.
    public static Optional<KeptGenomeState> of(String code) {
        return Arrays.stream(values()).filter(state -> state.code().equals(code)).findFirst();
    }
}
