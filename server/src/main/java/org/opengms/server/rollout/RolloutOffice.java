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
import org.springframework.transaction.support.TransactionOperations;

/// Everything that is asked about roll-outs, each as one transaction.
public final class RolloutOffice {
    private final RolloutDesk desk;
    private final TransactionOperations transactions;

    public RolloutOffice(RolloutDesk desk, TransactionOperations transactions) {
        this.desk = desk;
        this.transactions = transactions;
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
