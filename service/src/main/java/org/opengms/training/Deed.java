package org.opengms.training;

import org.opengms.orders.TaskStatus;

/// Something that somebody has really done in this service.
public sealed interface Deed {
    /// What it was done to. The steps of one exercise hold of one and the same.
    String subject();

    /// An order was sent and accepted.
    ///
    /// @param subject the order
    /// @param isWholeGenome whether it is done by whole genome sequencing
    /// @param features how many features of the person it states
    /// @param isDiscussed whether it came with a record of discussion by the same sender
    /// @param problems how many findings of grade error or warning it was told
    record Ordered(
            String subject, boolean isWholeGenome, int features, boolean isDiscussed, int problems)
            implements Deed {}

    /// What a person chose about research was recorded.
    ///
    /// @param subject the person
    /// @param isAnswered whether it is an answer, and not that the question was put off
    record ChoiceRecorded(String subject, boolean isAnswered) implements Deed {}

    /// A sample was booked in.
    ///
    /// @param subject the order
    record SampleBooked(String subject) implements Deed {}

    /// A task was moved by hand.
    ///
    /// @param subject the order
    /// @param to how it stood then
    record TaskMoved(String subject, TaskStatus to) implements Deed {}

    /// A report was signed.
    ///
    /// @param subject the order
    /// @param isCauseMarked whether the signer said whether the variants explain the condition;
    ///   where none are listed, the result says it
    record ReportSigned(String subject, boolean isCauseMarked) implements Deed {}

    /// An application for data was written.
    ///
    /// @param subject the project
    /// @param isReasoned whether it says what it is for and why these data and no less
    record Drafted(String subject, boolean isReasoned) implements Deed {}

    /// An application for data was sent.
    ///
    /// @param subject the project
    record Applied(String subject) implements Deed {}

    /// A member of the access committee voted.
    ///
    /// @param subject the project
    /// @param reasonCharacters how long the reason is
    record Voted(String subject, int reasonCharacters) implements Deed {}

    /// A checker judged what a project wants to let out.
    ///
    /// @param subject the request
    /// @param reasonCharacters how long the reason is
    record OutputJudged(String subject, int reasonCharacters) implements Deed {}

    /// A contract was drafted.
    ///
    /// @param subject the contract
    record ContractDrafted(String subject) implements Deed {}

    /// A spend of a fund was proposed.
    ///
    /// @param subject the spend
    record SpendProposed(String subject) implements Deed {}

    /// A page was read.
    record Looked(Place place) implements Deed {
        @Override
        public String subject() {
            return "pages";
        }
    }
}
