package org.opengms.server.workforce;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.opengms.gate.Actor;
import org.opengms.staffing.ForecastAnswer;
import org.opengms.staffing.ForecastDesk;
import org.opengms.staffing.ForecastId;
import org.opengms.staffing.ForecastJob;
import org.opengms.staffing.ForecastQuestion;
import org.springframework.transaction.support.TransactionOperations;

/// Everything that is asked about the workforce ahead, each as one transaction.
public final class ForecastOffice {
    private final ForecastDesk desk;
    private final TransactionOperations transactions;

    public ForecastOffice(ForecastDesk desk, TransactionOperations transactions) {
        this.desk = desk;
        this.transactions = transactions;
    }

    /// Makes a job of a question; it is in the queue once this returns.
    public ForecastAnswer<ForecastId> ask(ForecastQuestion question, Actor actor) {
        return whole(() -> desk.ask(question, actor));
    }

    /// All jobs, the newest first.
    public ForecastAnswer<List<ForecastJob>> list(Actor actor) {
        return desk.list(actor);
    }

    /// One job, and what of its result the actor may read.
    public ForecastAnswer<ForecastDesk.Found> find(ForecastId id, Actor actor) {
        return desk.find(id, actor);
    }

    /// What was forecast last.
    public ForecastAnswer<ForecastDesk.Found> newest(Actor actor) {
        return desk.newest(actor);
    }

    /// Stops a job.
    public ForecastAnswer<ForecastId> cancel(ForecastId id, Actor actor) {
        return whole(() -> desk.cancel(id, actor));
    }

    /// Deletes a job that has ended.
    public ForecastAnswer<ForecastId> delete(ForecastId id, Actor actor) {
        return whole(() -> desk.delete(id, actor));
    }

    private <T> T whole(Supplier<T> work) {
        return Objects.requireNonNull(transactions.execute(_ -> work.get()));
    }
}
