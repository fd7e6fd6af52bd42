package org.opengms.market;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An enquiry with what was done about it, the earliest first. Nothing of it is ever changed.
public record EnquiryHistory(Enquiry enquiry, List<Dated> steps) {
    public EnquiryHistory {
        steps = List.copyOf(steps);
    }

    /// A step.
    ///
    /// @param by the member of staff who wrote it down
    public record Dated(Step step, Instant at, String by) {}

    /// How far it has come.
    public Stage stage() {
        return steps.isEmpty() ? Stage.NEW : steps.getLast().step().leadsTo();
    }

    /// When it came there.
    public Instant since() {
        return steps.isEmpty() ? enquiry.at() : steps.getLast().at();
    }

    /// The first step that led to a stage.
    Optional<Dated> first(Stage stage) {
        return steps.stream().filter(s -> s.step().leadsTo() == stage).findFirst();
    }

    /// Whether a step to a stage may follow now.
    public boolean mayLeadTo(Stage next) {
        return hindrance(next).isEmpty();
    }

    /// Why a step to a stage cannot follow now.
    ///
    /// @return nothing if it can
    Optional<String> hindrance(Stage next) {
        boolean may =
                switch (stage()) {
                    case NEW -> next == Stage.ANSWERED || next == Stage.LOST;
                    case ANSWERED ->
                            next == Stage.ANSWERED || next == Stage.APPLIED || next == Stage.LOST;
                    case APPLIED -> next == Stage.CONTRACTED || next == Stage.LOST;
                    case CONTRACTED -> false;
                    case LOST -> next == Stage.ANSWERED;
                };
        return may
                ? Optional.empty()
                : Optional.of(
                        switch (stage()) {
                            case NEW -> "Answer the enquiry first.";
                            case ANSWERED ->
                                    "There is no contract without an approved project: write down their application first.";
                            case APPLIED ->
                                    "They have applied: what is said now is said with the application. A second project is a second enquiry.";
                            case CONTRACTED ->
                                    "There is a contract. What becomes of it is written down with the contract.";
                            case LOST ->
                                    "It came to nothing. If they came back, write down first what they were answered.";
                        });
    }
}
