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

    /// Why a step cannot follow now.
    ///
    /// @return nothing if it can
    Optional<String> hindrance(Step step) {
        return switch (stage()) {
            case CONTRACTED ->
                    Optional.of(
                            "There is a contract. What becomes of it is written down with the contract.");
            case NEW ->
                    switch (step) {
                        case Step.Answered _, Step.Lost _ -> Optional.empty();
                        case Step.Applied _, Step.Contracted _ ->
                                Optional.of("Answer the enquiry first.");
                    };
            case ANSWERED ->
                    switch (step) {
                        case Step.Answered _, Step.Applied _, Step.Lost _ -> Optional.empty();
                        case Step.Contracted _ ->
                                Optional.of(
                                        "There is no contract without an approved project: write down their application first.");
                    };
            case APPLIED ->
                    switch (step) {
                        case Step.Contracted _, Step.Lost _ -> Optional.empty();
                        case Step.Answered _, Step.Applied _ ->
                                Optional.of(
                                        "They have applied: what is said now is said with the application. A second project is a second enquiry.");
                    };
            case LOST ->
                    switch (step) {
                        case Step.Answered _ -> Optional.empty();
                        case Step.Applied _, Step.Contracted _, Step.Lost _ ->
                                Optional.of(
                                        "It came to nothing. If they came back, write down first what they were answered.");
                    };
        };
    }
}
