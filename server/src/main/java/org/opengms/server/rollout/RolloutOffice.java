package org.opengms.server.rollout;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.opengms.gate.Actor;
import org.opengms.rollout.RolloutAnswer;
import org.opengms.rollout.RolloutDesk;
import org.opengms.rollout.RolloutJob;
import org.opengms.rollout.RolloutJobId;
import org.opengms.rollout.RolloutQuestion;
import org.opengms.value.FundStep;
import org.opengms.value.FundedOption;
import org.opengms.value.FundedOptions;
import org.opengms.value.Funds;
import org.springframework.transaction.support.TransactionOperations;

/// Everything that is asked about roll-outs, each as one transaction.
public final class RolloutOffice {
    private final RolloutDesk desk;
    private final TransactionOperations transactions;
    private final Supplier<Funds> funds;

    /// @param funds what income of health data has bought
    public RolloutOffice(
            RolloutDesk desk, TransactionOperations transactions, Supplier<Funds> funds) {
        this.desk = desk;
        this.transactions = transactions;
        this.funds = funds;
    }

    /// What income has bought that can be planned with.
    public List<FundedOption> funded() {
        return funds.get().standing().stream()
                .map(FundStep.Spent::option)
                .filter(option -> !(option instanceof FundedOption.ForPatients))
                .toList();
    }

    /// A question whose catalogue has what income has bought, for nothing. One that cannot be read
    /// is left as it is: what is wrong with it is told when it is asked.
    public RolloutQuestion withFunded(RolloutQuestion question) {
        RolloutQuestion.Read read;
        try {
            read = question.read();
        } catch (IllegalArgumentException unreadable) {
            return question;
        }
        FundedOptions.Beside beside =
                FundedOptions.beside(read.catalogue(), read.scenario(), funds.get());
        List<String> leftOut =
                beside.leftOut().stream().map(l -> l.number() + ": " + l.why() + ".").toList();
        return beside.catalogue().equals(read.catalogue())
                ? question.without(leftOut)
                : question.with(beside.catalogue()).without(leftOut);
    }

    /// Makes a job of a question; it is in the queue once this returns.
    public RolloutAnswer<RolloutJobId> ask(RolloutQuestion question, Actor actor) {
        return whole(() -> desk.ask(question, actor));
    }

    /// All jobs, the newest first.
    public RolloutAnswer<List<RolloutJob>> list(Actor actor) {
        return desk.list(actor);
    }

    /// One job.
    public RolloutAnswer<RolloutDesk.Found> find(RolloutJobId id, Actor actor) {
        return whole(() -> desk.find(id, actor));
    }

    /// Stops a job.
    public RolloutAnswer<RolloutJob> cancel(RolloutJobId id, Actor actor) {
        return whole(() -> desk.cancel(id, actor));
    }

    /// Deletes a job that has ended.
    public RolloutAnswer<RolloutJobId> delete(RolloutJobId id, Actor actor) {
        return whole(() -> desk.delete(id, actor));
    }

    private <T> T whole(Supplier<T> work) {
        return Objects.requireNonNull(transactions.execute(_ -> work.get()));
    }
}
