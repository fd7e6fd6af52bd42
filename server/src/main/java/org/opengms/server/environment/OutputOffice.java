package org.opengms.server.environment;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.opengms.environment.RunId;
import org.opengms.gate.Actor;
import org.opengms.metering.ProjectReference;
import org.opengms.outputs.OutputContext;
import org.opengms.outputs.OutputDesk;
import org.opengms.outputs.OutputDesk.Answer;
import org.opengms.outputs.OutputDesk.Opinion;
import org.opengms.outputs.OutputId;
import org.opengms.outputs.OutputKind;
import org.opengms.outputs.OutputRequest;
import org.springframework.transaction.support.TransactionTemplate;

/// The output gate, each deed in one transaction, but for what is judged beside everything that was
/// published: the registry of releases writes that down first, for good.
public final class OutputOffice {
    private final OutputDesk desk;
    private final TransactionTemplate transactions;

    public OutputOffice(OutputDesk desk, TransactionTemplate transactions) {
        this.desk = desk;
        this.transactions = transactions;
    }

    /// The desk itself, for what only reads.
    public OutputDesk desk() {
        return desk;
    }

    /// See [OutputDesk].
    public Answer<OutputRequest> ask(
            ProjectReference project,
            RunId run,
            OutputContext context,
            Optional<OutputId> supersedes,
            Actor actor) {
        return desk.ask(project, run, context, supersedes, actor);
    }

    /// See [OutputDesk].
    public Answer<OutputRequest> ask(
            ProjectReference project,
            List<RunId> made,
            OutputKind kind,
            String name,
            byte[] bytes,
            OutputContext context,
            Optional<OutputId> supersedes,
            Actor actor) {
        return done(() -> desk.ask(project, made, kind, name, bytes, context, supersedes, actor));
    }

    /// See [OutputDesk].
    public Answer<OutputRequest> answer(OutputId id, String words, Actor actor) {
        return done(() -> desk.answer(id, words, actor));
    }

    /// See [OutputDesk].
    public Answer<OutputRequest> withdraw(OutputId id, Actor actor) {
        return done(() -> desk.withdraw(id, actor));
    }

    /// See [OutputDesk].
    public Answer<OutputRequest> judge(
            OutputId id, Opinion opinion, String words, String seen, Actor actor) {
        return done(() -> desk.judge(id, opinion, words, seen, actor));
    }

    /// See [OutputDesk].
    public Answer<OutputDesk.Fetched> fetch(OutputId id, Actor actor) {
        return done(() -> desk.fetch(id, actor));
    }

    private <T> T done(Supplier<T> deed) {
        return Objects.requireNonNull(transactions.execute(status -> deed.get()));
    }
}
