package org.opengms.laboratories;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.opengms.directory.TestDirectories;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.Channel;
import org.opengms.infrastructure.Claim;
import org.opengms.infrastructure.CurrentOutage;
import org.opengms.infrastructure.Declaration;
import org.opengms.infrastructure.EquipmentId;
import org.opengms.infrastructure.LaboratoryState;
import org.opengms.infrastructure.LaboratoryStates;
import org.opengms.infrastructure.Limit;
import org.opengms.infrastructure.NetworkState;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.OutageId;
import org.opengms.infrastructure.Said;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.infrastructure.Statement;
import org.opengms.infrastructure.StatementStore;

/// Takes statements and work from laboratories. Whoever is not of the laboratory, as its staff, its
/// scientists or its system, or runs the service, is refused. Every method runs inside one
/// transaction of the caller.
public final class LaboratoryDesk {
    /// How many imports are told.
    private static final int MOST_IMPORTS = 200;

    private static final int LONGEST_WORDS = 500;

    private final ServiceNetwork network;
    private final LaboratoryStates states;
    private final StatementStore statements;
    private final WorkStore work;
    private final Supplier<TestDirectories> directories;
    private final Clock clock;

    /// @param network who there is
    /// @param states what holds now
    /// @param statements where statements are kept
    /// @param work where imports are kept
    /// @param directories in use now
    public LaboratoryDesk(
            ServiceNetwork network,
            LaboratoryStates states,
            StatementStore statements,
            WorkStore work,
            Supplier<TestDirectories> directories,
            Clock clock) {
        this.network = network;
        this.states = states;
        this.statements = statements;
        this.work = work;
        this.directories = directories;
        this.clock = clock;
    }

    // ---- Who may

    /// Why the actor may not speak for a laboratory; absent if they may.
    private <T> Optional<LaboratoryAnswer<T>> refusal(OdsCode laboratory, Actor actor) {
        boolean ofTheLaboratory =
                actor.organisation().equals(laboratory)
                        && (actor.has(Role.LABORATORY) || actor.has(Role.SCIENTIST));
        if (!ofTheLaboratory && !actor.has(Role.OPERATOR)) {
            return Optional.of(
                    new LaboratoryAnswer.NotAllowed<>(
                            "Only the laboratory's own people and its system, and whoever runs the service, may see and state this."));
        }
        return network.laboratory(laboratory).isPresent()
                ? Optional.empty()
                : Optional.of(
                        new LaboratoryAnswer.NotFound<>(
                                "There is no such laboratory in the service network."));
    }

    private Said said(Actor actor, Channel channel) {
        Role role =
                actor.has(Role.SCIENTIST)
                        ? Role.SCIENTIST
                        : actor.has(Role.LABORATORY) ? Role.LABORATORY : Role.OPERATOR;
        return new Said(
                actor.id(),
                actor.displayName(),
                role.name(),
                actor.organisation(),
                clock.instant(),
                channel);
    }

    // ---- Statements

    /// What a laboratory can do and has to do now.
    public LaboratoryAnswer<LaboratoryState> state(OdsCode laboratory, Actor actor) {
        return this.<LaboratoryState>refusal(laboratory, actor)
                .orElseGet(() ->
                        new LaboratoryAnswer.Done<>(
                                states.at(clock.instant()).laboratory(laboratory).orElseThrow()));
    }

    /// Keeps what a laboratory declares: all of it, or nothing.
    ///
    /// @return the statements as kept
    public LaboratoryAnswer<List<Statement>> declare(
            OdsCode laboratory, Declaration declaration, Channel channel, Actor actor) {
        return this.<List<Statement>>refusal(laboratory, actor)
                .orElseGet(() -> keep(laboratory, declaration, said(actor, channel)));
    }

    private LaboratoryAnswer<List<Statement>> keep(
            OdsCode laboratory, Declaration declaration, Said said) {
        List<Statement> stated;
        try {
            stated = declaration.statements(laboratory, said);
        } catch (IllegalArgumentException e) {
            return new LaboratoryAnswer.Refused<>(String.valueOf(e.getMessage()));
        }
        NetworkState now = states.at(said.at());
        LaboratoryState state = now.laboratory(laboratory).orElseThrow();
        for (Statement statement : stated) {
            Optional<String> wrong =
                    switch (statement.claim()) {
                        case Claim.Readiness _ -> notOurs(statement.subject(), laboratory);
                        case Claim.OutageEnd end -> notUnderWay(state, end, said.at());
                        case Claim.Outage outage ->
                                unknownIfCorrected(declaration, state, outage)
                                        .or(() -> noSuchEquipment(stated, state, outage));
                        case Claim.Capacity _, Claim.Equipment _, Claim.Queue _ -> Optional.empty();
                    };
            if (wrong.isPresent()) {
                return new LaboratoryAnswer.Refused<>(wrong.get());
            }
        }
        statements.add(stated);
        return new LaboratoryAnswer.Done<>(stated);
    }

    private Optional<String> notOurs(OdsCode site, OdsCode laboratory) {
        return network.site(site).filter(s -> s.homeLaboratory().equals(laboratory)).isPresent()
                ? Optional.empty()
                : Optional.of(
                        "OGMS-6505 %s is no ordering site of laboratory %s. A laboratory states the readiness of the sites whose orders it owns."
                                .formatted(site, laboratory));
    }

    private static Optional<CurrentOutage> find(LaboratoryState state, OutageId id) {
        return state.outages().stream().filter(o -> o.outage().id().equals(id)).findFirst();
    }

    private static Optional<String> notUnderWay(
            LaboratoryState state, Claim.OutageEnd end, Instant now) {
        Optional<CurrentOutage> known = find(state, end.id());
        if (known.isEmpty()) {
            return Optional.of(noOutage(end.id()));
        }
        return end.at().isAfter(now)
                ? Optional.of(
                        "OGMS-6504 The outage would have ended %s, which is still to come. Correct its expected end instead."
                                .formatted(end.at()))
                : Optional.empty();
    }

    private static Optional<String> unknownIfCorrected(
            Declaration declaration, LaboratoryState state, Claim.Outage outage) {
        boolean corrects =
                declaration.outages().orElse(List.of()).stream()
                        .anyMatch(o -> o.outage().filter(outage.id()::equals).isPresent());
        return corrects && find(state, outage.id()).isEmpty()
                ? Optional.of(noOutage(outage.id()))
                : Optional.empty();
    }

    private static Optional<String> noSuchEquipment(
            List<Statement> stated, LaboratoryState state, Claim.Outage outage) {
        if (outage.equipment().isEmpty()) {
            return Optional.empty();
        }
        EquipmentId id = outage.equipment().get();
        Optional<Limit> gives =
                stated.stream()
                        .map(Statement::claim)
                        .filter(c -> c instanceof Claim.Equipment one && one.id().equals(id))
                        .map(c -> ((Claim.Equipment) c).limit())
                        .findFirst()
                        .or(() -> state.equipment(id).map(e -> new Limit.Resource(e.gives())));
        return gives.filter(outage.limit()::equals).isPresent()
                ? Optional.empty()
                : Optional.of(
                        "OGMS-6511 The laboratory has no equipment %s in use that gives %s. Take its name from the laboratory's state, or enter it first."
                                .formatted(id, outage.limit().code()));
    }

    private static String noOutage(OutageId id) {
        return "OGMS-6504 The laboratory has no outage %s that has not ended. Take the identifier from its state."
                .formatted(id);
    }

    // ---- Work that is not on the platform

    /// What a file of work would be as an import. Nothing is kept.
    public LaboratoryAnswer<WorkCheck> check(
            OdsCode laboratory, WorkTable table, WorkFile file, Actor actor) {
        return this.<WorkCheck>refusal(laboratory, actor)
                .orElseGet(() -> {
                    Optional<String> wrong = wrongWith(file);
                    return wrong.isPresent()
                            ? new LaboratoryAnswer.Refused<>(wrong.get())
                            : new LaboratoryAnswer.Done<>(
                                    new WorkReading(work, directories.get())
                                            .check(laboratory, table, file));
                });
    }

    private Optional<String> wrongWith(WorkFile file) {
        return file.asOf().isAfter(clock.instant())
                ? Optional.of(
                        "OGMS-6525 The list is as of %s, which is still to come. Say when it was complete."
                                .formatted(file.asOf()))
                : Optional.empty();
    }

    /// Keeps a checked file as the laboratory's next import.
    public LaboratoryAnswer<WorkImport> keep(WorkCheck check, Channel channel, Actor actor) {
        return this.<WorkImport>refusal(check.laboratory(), actor)
                .orElseGet(() -> {
                    work.lock(check.laboratory());
                    return new WorkReading(work, directories.get())
                            .keep(check, said(actor, channel));
                });
    }

    /// Lays a checked file by until the actor confirms it on a page.
    public UUID layBy(WorkCheck check, Actor actor) {
        return work.layBy(check, actor.id());
    }

    /// Keeps a file that was laid by.
    public LaboratoryAnswer<WorkImport> confirm(UUID id, OdsCode laboratory, Actor actor) {
        return work.takeUp(id, laboratory, actor.id())
                .map(check -> keep(check, Channel.FILE, actor))
                .orElseGet(() ->
                        new LaboratoryAnswer.NotFound<>(
                                "The checked file is no longer here: it is kept for an hour. Upload it again."));
    }

    /// The imports of a laboratory, the newest first.
    public LaboratoryAnswer<List<WorkImport>> imports(OdsCode laboratory, Actor actor) {
        return this.<List<WorkImport>>refusal(laboratory, actor)
                .orElseGet(
                        () -> new LaboratoryAnswer.Done<>(work.imports(laboratory, MOST_IMPORTS)));
    }

    /// Takes an import back: what holds is then what held without it.
    ///
    /// @param person who decided it, by name
    /// @param reason in their words
    public LaboratoryAnswer<WorkImport> withdraw(
            OdsCode laboratory,
            int number,
            String person,
            String reason,
            Channel channel,
            Actor actor) {
        return this.<WorkImport>refusal(laboratory, actor)
                .orElseGet(() -> {
                    work.lock(laboratory);
                    return withdraw(
                            laboratory,
                            number,
                            new WorkImport.Withdrawal(
                                    person.strip(), reason.strip(), said(actor, channel)));
                });
    }

    private LaboratoryAnswer<WorkImport> withdraw(
            OdsCode laboratory, int number, WorkImport.Withdrawal withdrawal) {
        Optional<WorkImport> kept = work.find(laboratory, number);
        if (kept.isEmpty()) {
            return new LaboratoryAnswer.NotFound<>(
                    "The laboratory has no import %d.".formatted(number));
        }
        Optional<WorkImport.Withdrawal> earlier = kept.get().withdrawal();
        if (earlier.isPresent()) {
            return new LaboratoryAnswer.Refused<>(
                    "OGMS-6527 Import %d was taken back already, at %s. Import the file again if that was wrong."
                            .formatted(number, earlier.get().said().at()));
        }
        List<String> missing =
                java.util.stream.Stream.of(
                                withdrawal.person().isEmpty() ? "the name of who decided it" : "",
                                withdrawal.reason().isEmpty() ? "the reason" : "")
                        .filter(words -> !words.isEmpty())
                        .toList();
        if (!missing.isEmpty()
                || withdrawal.person().length() > LONGEST_WORDS
                || withdrawal.reason().length() > LONGEST_WORDS
                || PersonalTraces.isIn(withdrawal.reason())) {
            return new LaboratoryAnswer.Refused<>(
                    "OGMS-6526 An import is taken back by a person with a reason%s. Give both, at most %d characters each, and no NHS number."
                            .formatted(
                                    missing.isEmpty()
                                            ? ""
                                            : missing.stream()
                                                    .collect(
                                                            Collectors.joining(
                                                                    " and ", "; missing: ", "")),
                                    LONGEST_WORDS));
        }
        work.withdraw(laboratory, number, withdrawal);
        return new LaboratoryAnswer.Done<>(work.find(laboratory, number).orElseThrow());
    }
}
