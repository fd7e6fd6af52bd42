package org.opengms.server.laboratories;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.opengms.fhir.FhirProblem;
import org.opengms.fhir.WorkBundle;
import org.opengms.gate.Actor;
import org.opengms.infrastructure.Channel;
import org.opengms.infrastructure.Declaration;
import org.opengms.infrastructure.DeclarationFile;
import org.opengms.infrastructure.LaboratoryState;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.Statement;
import org.opengms.laboratories.LaboratoryAnswer;
import org.opengms.laboratories.LaboratoryDesk;
import org.opengms.laboratories.WorkCheck;
import org.opengms.laboratories.WorkImport;
import org.opengms.laboratories.WorkSheet;
import org.opengms.laboratories.WorkTable;
import org.opengms.routing.TurnaroundHistory;
import org.springframework.transaction.support.TransactionOperations;

/// Everything that a laboratory tells the service, from messages and files on, each as one
/// transaction.
public final class LaboratoryOffice {
    /// How far back turnaround is shown.
    private static final int HISTORY_MONTHS = 12;

    private final LaboratoryDesk desk;
    private final TurnaroundHistory history;
    private final WorkBundle bundles;
    private final TransactionOperations transactions;
    private final Clock clock;

    public LaboratoryOffice(
            LaboratoryDesk desk,
            TurnaroundHistory history,
            WorkBundle bundles,
            TransactionOperations transactions,
            Clock clock) {
        this.desk = desk;
        this.history = history;
        this.bundles = bundles;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// What a laboratory can do and has to do, and how long it has taken.
    ///
    /// @param turnaround of the last twelve months, by method
    public record View(LaboratoryState state, List<TurnaroundHistory.Past> turnaround) {
        public View {
            turnaround = List.copyOf(turnaround);
        }
    }

    /// A file of work that was kept, with what was found in it.
    public record Kept(WorkCheck check, WorkImport kept) {}

    /// A file of work that waits to be confirmed.
    ///
    /// @param id by which it is confirmed
    public record LaidBy(UUID id, WorkCheck check) {}

    /// What a laboratory can do and has to do now.
    public LaboratoryAnswer<View> view(OdsCode laboratory, Actor actor) {
        return desk.state(laboratory, actor)
                .then(state ->
                        new LaboratoryAnswer.Done<>(new View(state, turnaround(laboratory))));
    }

    private List<TurnaroundHistory.Past> turnaround(OdsCode laboratory) {
        LocalDate today = Statement.dayOf(clock.instant());
        return history.reported(today.minusMonths(HISTORY_MONTHS), today).stream()
                .filter(past -> past.laboratory().equals(laboratory))
                .toList();
    }

    /// Keeps a declaration.
    public LaboratoryAnswer<List<Statement>> declare(
            OdsCode laboratory, Declaration declaration, Channel channel, Actor actor) {
        return whole(() -> desk.declare(laboratory, declaration, channel, actor));
    }

    /// Keeps the declaration that a message or a file holds. Who may not state anything is told
    /// that, and not how to.
    ///
    /// @param name of the file; one that ends in `.yaml` is read as YAML
    public LaboratoryAnswer<List<Statement>> declare(
            OdsCode laboratory, byte[] bytes, String name, Channel channel, Actor actor) {
        return desk.state(laboratory, actor)
                .then(_ -> {
                    try {
                        return declare(
                                laboratory,
                                DeclarationFile.read(new ByteArrayInputStream(bytes), name),
                                channel,
                                actor);
                    } catch (IllegalArgumentException e) {
                        return new LaboratoryAnswer.Refused<>(String.valueOf(e.getMessage()));
                    }
                });
    }

    /// What a file of work would be as an import. Nothing is kept.
    public LaboratoryAnswer<WorkCheck> check(OdsCode laboratory, WorkUpload upload, Actor actor) {
        return desk.state(laboratory, actor)
                .then(_ -> {
                    try {
                        return desk.check(laboratory, table(upload), upload.file(), actor);
                    } catch (IllegalArgumentException | FhirProblem e) {
                        return new LaboratoryAnswer.Refused<>(String.valueOf(e.getMessage()));
                    }
                });
    }

    private WorkTable table(WorkUpload upload) {
        return upload.isJson()
                ? bundles.read(new String(upload.bytes(), StandardCharsets.UTF_8))
                : WorkSheet.read(upload.bytes());
    }

    /// Keeps a file of work as the laboratory's next import.
    public LaboratoryAnswer<Kept> keep(
            OdsCode laboratory, WorkUpload upload, Channel channel, Actor actor) {
        return check(laboratory, upload, actor)
                .then(check ->
                        whole(() -> desk.keep(check, channel, actor))
                                .then(kept -> new LaboratoryAnswer.Done<>(new Kept(check, kept))));
    }

    /// Checks a file of work and lays it by until the actor confirms it.
    public LaboratoryAnswer<LaidBy> layBy(OdsCode laboratory, WorkUpload upload, Actor actor) {
        return check(laboratory, upload, actor)
                .then(check ->
                        new LaboratoryAnswer.Done<>(
                                new LaidBy(whole(() -> desk.layBy(check, actor)), check)));
    }

    /// Keeps a file that was laid by.
    public LaboratoryAnswer<WorkImport> confirm(UUID id, OdsCode laboratory, Actor actor) {
        return whole(() -> desk.confirm(id, laboratory, actor));
    }

    /// The imports of a laboratory, the newest first.
    public LaboratoryAnswer<List<WorkImport>> imports(OdsCode laboratory, Actor actor) {
        return desk.imports(laboratory, actor);
    }

    /// Takes an import back.
    ///
    /// @param person who decided it, by name
    public LaboratoryAnswer<WorkImport> withdraw(
            OdsCode laboratory,
            int number,
            String person,
            String reason,
            Channel channel,
            Actor actor) {
        return whole(() -> desk.withdraw(laboratory, number, person, reason, channel, actor));
    }

    private <T> T whole(Supplier<T> work) {
        return Objects.requireNonNull(transactions.execute(_ -> work.get()));
    }
}
