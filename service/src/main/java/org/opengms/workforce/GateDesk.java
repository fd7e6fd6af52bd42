package org.opengms.workforce;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.opengms.consent.ConsentStatement;
import org.opengms.gate.Actor;
import org.opengms.gate.Hands;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;

/// Stands before the tasks that need a competence: asks the gate, does what the workplace's mode
/// says, and keeps what was not plain. Switches modes, and has emergencies reviewed.
public final class GateDesk implements CompetenceCheck {
    /// The access committee as a workplace of its own, since its members come from many
    /// organisations or from none.
    public static final OdsCode COMMITTEE = new OdsCode("COMMITTEE");

    /// How far a preview looks back.
    private static final Duration LOOK_BACK = Duration.ofDays(90);

    private static final int MOST_TO_REVIEW = 200;

    private final Supplier<CompetenceGate> gate;
    private final TrainingBook book;
    private final GateStore store;
    private final Supplier<Map<OdsCode, ModeChange>> modes;
    private final Function<OdsCode, Set<Workplace>> kinds;
    private final Consumer<GateDecision> told;
    private final Runnable changed;
    private final Clock clock;

    /// @param gate with what is known of everybody now
    /// @param modes of the workplaces; may lag behind the store by moments
    /// @param kinds what sort of workplace an organisation is
    /// @param told of everything that was not plain, to tell who asked
    /// @param changed is run after a mode was switched
    public GateDesk(
            Supplier<CompetenceGate> gate,
            TrainingBook book,
            GateStore store,
            Supplier<Map<OdsCode, ModeChange>> modes,
            Function<OdsCode, Set<Workplace>> kinds,
            Consumer<GateDecision> told,
            Runnable changed,
            Clock clock) {
        this.gate = gate;
        this.book = book;
        this.store = store;
        this.modes = modes;
        this.kinds = kinds;
        this.told = told;
        this.changed = changed;
        this.clock = clock;
    }

    // ---- asking

    @Override
    public Optional<String> refusal(Actor actor, GatedTask task, OdsCode organisation) {
        if (actor.hands() instanceof Hands.Program) {
            return Optional.empty();
        }
        Optional<GateDecision> decision = decide(actor, task, organisation);
        if (decision.isEmpty()) {
            return Optional.empty();
        }
        store.add(decision.get());
        told.accept(decision.get());
        return decision.get().outcome() == GateOutcome.REFUSED
                ? Optional.of(decision.get().refusal())
                : Optional.empty();
    }

    @Override
    public boolean wouldRefuse(Actor actor, GatedTask task, OdsCode organisation) {
        return !(actor.hands() instanceof Hands.Program)
                && decide(actor, task, organisation)
                        .filter(d -> d.outcome() == GateOutcome.REFUSED)
                        .isPresent();
    }

    /// What would be decided now, without keeping it; absent where somebody plainly holds the
    /// competence.
    public Optional<GateDecision> decide(Actor actor, GatedTask task, OdsCode organisation) {
        Instant now = clock.instant();
        StaffId who = new StaffId(actor.id());
        GateMode mode = mode(organisation);
        Optional<String> urgency =
                actor.hands() instanceof Hands.OwnUrgently(String reason)
                        ? Optional.of(reason)
                        : Optional.empty();
        return switch (gate.get().standing(who, task.competence(), organisation, now)) {
            case Standing.Holds _ -> Optional.empty();
            case Standing.Supervised _ ->
                    Optional.of(
                            new GateDecision(
                                    UUID.randomUUID(),
                                    now,
                                    who,
                                    task,
                                    organisation,
                                    mode,
                                    GateOutcome.SUPERVISED,
                                    "Somebody else answers for it.",
                                    "",
                                    Optional.empty()));
            case Standing.Lacks(String reason, String way) ->
                    Optional.of(
                            new GateDecision(
                                    UUID.randomUUID(),
                                    now,
                                    who,
                                    task,
                                    organisation,
                                    mode,
                                    outcome(mode, task.competence(), organisation, urgency, now),
                                    reason,
                                    way,
                                    mode == GateMode.ENFORCE ? urgency : Optional.empty()));
        };
    }

    private GateOutcome outcome(
            GateMode mode,
            Competence competence,
            OdsCode organisation,
            Optional<String> urgency,
            Instant now) {
        return switch (mode) {
            case OBSERVE -> GateOutcome.OBSERVED;
            case WARN -> GateOutcome.WARNED;
            case ENFORCE ->
                    urgency.isPresent()
                            ? GateOutcome.OVERRIDDEN
                            : isUncovered(competence, organisation, now)
                                    ? GateOutcome.UNCOVERED
                                    : GateOutcome.REFUSED;
        };
    }

    /// Whether nobody at the workplace holds a competence that somebody there must always hold.
    private boolean isUncovered(Competence competence, OdsCode organisation, Instant now) {
        return book.rules(ConsentStatement.day(now)).requirement(competence).duty()
                && gate.get().holders(competence, organisation, now).isEmpty();
    }

    /// Whether somebody may do something now.
    public Standing standing(StaffId who, Competence competence, OdsCode organisation) {
        return gate.get().standing(who, competence, organisation, clock.instant());
    }

    /// Whether an organisation is a workplace that needs a competence.
    public boolean isNeededAt(OdsCode organisation, Competence competence) {
        Set<Workplace> sorts = kinds.apply(organisation);
        return book
                .rules(ConsentStatement.day(clock.instant()))
                .requirement(competence)
                .workplaces()
                .stream()
                .anyMatch(sorts::contains);
    }

    // ---- modes

    /// The mode of a workplace.
    public GateMode mode(OdsCode organisation) {
        ModeChange newest = modes.get().get(organisation);
        return newest == null ? GateMode.OBSERVE : newest.mode();
    }

    /// What a switch would do.
    public StaffAnswer<ModePreview> preview(OdsCode organisation, GateMode then, Actor actor) {
        if (!runs(organisation, actor)) {
            return new StaffAnswer.NotAllowed<>(
                    "Only a manager of %s or an operator switches its gates."
                            .formatted(organisation));
        }
        return new StaffAnswer.Done<>(preview(organisation, then));
    }

    private ModePreview preview(OdsCode organisation, GateMode then) {
        Instant now = clock.instant();
        LocalDate today = ConsentStatement.day(now);
        CompetenceRules rules = book.rules(today);
        CompetenceGate known = gate.get();
        List<GateStore.Lacking> lacking =
                store.lacking(organisation, now.minus(LOOK_BACK)).stream()
                        .filter(l ->
                                known.standing(l.who(), l.competence(), organisation, now)
                                        instanceof Standing.Lacks)
                        .toList();
        List<ModePreview.Cover> cover = new ArrayList<>();
        Set<Workplace> sorts = kinds.apply(organisation);
        Instant later = now.plus(Duration.ofDays(rules.noticeDays()));
        for (Requirement requirement : rules.requirements()) {
            if (requirement.workplaces().stream().anyMatch(sorts::contains)) {
                Competence competence = requirement.competence();
                Set<StaffId> holders = known.holders(competence, organisation, now);
                Set<StaffId> stillThen = known.holders(competence, organisation, later);
                cover.add(
                        new ModePreview.Cover(
                                competence,
                                holders.size(),
                                (int) holders.stream().filter(h -> !stillThen.contains(h)).count(),
                                requirement.duty()));
            }
        }
        return new ModePreview(organisation, mode(organisation), then, lacking, cover);
    }

    /// Switches a workplace over.
    ///
    /// @param digest of the preview that was seen
    public StaffAnswer<ModeChange> switchMode(
            OdsCode organisation, GateMode then, String digest, Actor actor) {
        if (!runs(organisation, actor)) {
            return new StaffAnswer.NotAllowed<>(
                    "Only a manager of %s or an operator switches its gates."
                            .formatted(organisation));
        }
        ModeChange newest = store.modes().get(organisation);
        ModePreview preview = preview(organisation, then);
        if (preview.now() == then) {
            return new StaffAnswer.Refused<>(
                    "OGMS-8834 The gates of %s run in this mode already.".formatted(organisation));
        }
        if (!preview.digest().equals(digest)) {
            return new StaffAnswer.Refused<>(
                    "OGMS-8835 What the switch would do is not what you have seen, or you have not looked. Look at the preview, then switch.");
        }
        if (!preview.isPossible()) {
            return new StaffAnswer.Refused<>(
                    "OGMS-8836 Nobody at %s would be left who may %s. Somebody must always hold it there: enter who does, then switch."
                            .formatted(
                                    organisation,
                                    String.join(
                                            ", or ",
                                            preview.missing().stream()
                                                    .map(Competence::words)
                                                    .toList())));
        }
        ModeChange change =
                new ModeChange(
                        organisation,
                        newest == null ? 1 : newest.number() + 1,
                        then,
                        actor.id(),
                        clock.instant(),
                        digest);
        if (!store.append(change)) {
            return new StaffAnswer.Refused<>(
                    "OGMS-8835 Somebody else has switched meanwhile. Look at the preview again.");
        }
        changed.run();
        return new StaffAnswer.Done<>(change);
    }

    /// Whether somebody runs the gates of a workplace: a manager there, or an operator.
    public static boolean runs(OdsCode organisation, Actor actor) {
        return actor.has(Role.OPERATOR)
                || (actor.has(Role.MANAGER) && organisation.isOrPartOf(actor.organisation()));
    }

    // ---- emergencies

    /// What a second person has to look at: for a manager of their organisation, for an operator of
    /// all.
    public List<GateDecision> toReview(Actor actor) {
        return actor.has(Role.OPERATOR)
                ? store.toReview(Optional.empty(), MOST_TO_REVIEW)
                : actor.has(Role.MANAGER)
                        ? store.toReview(Optional.of(actor.organisation()), MOST_TO_REVIEW)
                        : List.of();
    }

    /// Says what a second person makes of something that was done without the competence.
    public StaffAnswer<OverrideReview> review(
            UUID id, OverrideReview.Verdict verdict, String words, Actor actor) {
        Optional<GateDecision> found =
                store.find(id)
                        .filter(d -> d.outcome().isReviewed())
                        .filter(d -> runs(d.organisation(), actor));
        if (found.isEmpty()) {
            return new StaffAnswer.NotFound<>();
        }
        if (found.get().who().value().equals(actor.id())) {
            return new StaffAnswer.Refused<>(
                    "OGMS-8837 Nobody reviews what they did themselves. A second person does.");
        }
        OverrideReview review = new OverrideReview(id, actor.id(), verdict, words, clock.instant());
        return store.append(review)
                ? new StaffAnswer.Done<>(review)
                : new StaffAnswer.Refused<>("OGMS-8838 This has been reviewed already.");
    }

    /// The tasks that need each competence.
    public static Map<Competence, List<GatedTask>> tasks() {
        Map<Competence, List<GatedTask>> tasks = new EnumMap<>(Competence.class);
        for (GatedTask task : GatedTask.values()) {
            tasks.computeIfAbsent(task.competence(), _ -> new ArrayList<>()).add(task);
        }
        return tasks;
    }
}
