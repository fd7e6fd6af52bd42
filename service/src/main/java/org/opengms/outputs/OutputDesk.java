package org.opengms.outputs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.disclosure.release.ReleaseRegistry;
import org.opengms.disclosure.release.Verdict;
import org.opengms.environment.Findings;
import org.opengms.environment.ProjectStanding;
import org.opengms.environment.ProjectStanding.Standing;
import org.opengms.environment.RunDesk;
import org.opengms.environment.RunId;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.metering.Meter;
import org.opengms.metering.MeteredUse;
import org.opengms.metering.ProjectReference;
import org.opengms.metering.UseKind;
import org.opengms.orders.TimeOrderedUuid;
import org.opengms.outputs.OutputEvent.What;
import org.opengms.outputs.OutputFinding.Weight;
import org.opengms.transparency.merkle.Hash;

/// The one way out of the controlled environment. What was counted here is released by rules alone,
/// at once, if every rule holds; whatever else is wanted needs two people who are not of the
/// project's team, and a third if they disagree. What is released is, byte for byte, what was
/// judged.
public final class OutputDesk {
    /// Longest words of a question, answer or verdict.
    public static final int LONGEST_WORDS = 2000;

    /// So many checkers must agree.
    private static final int AGREEING = 2;

    /// How often something is counted again because choices changed meanwhile.
    private static final int MOST_RECOUNTS = 3;

    private static final int MOST_LISTED = 500;
    private static final int MOST_RUNS = 20;
    private static final String NO_EARLIER = "There is no such earlier request of the project.";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");

    private final OutputStore outputs;
    private final RunDesk runs;
    private final ProjectStanding projects;
    private final DisclosureRules rules;
    private final ReleaseRegistry releases;
    private final Meter meter;
    private final Clock clock;

    /// @param releases everything that was ever published, by any project and by the public
    ///   register
    public OutputDesk(
            OutputStore outputs,
            RunDesk runs,
            ProjectStanding projects,
            DisclosureRules rules,
            ReleaseRegistry releases,
            Meter meter,
            Clock clock) {
        this.outputs = outputs;
        this.runs = runs;
        this.projects = projects;
        this.rules = rules;
        this.releases = releases;
        this.meter = meter;
        this.clock = clock;
    }

    /// What somebody is answered.
    ///
    /// @param <T> what they wanted
    public sealed interface Answer<T> {
        /// Here it is.
        record Done<T>(T value) implements Answer<T> {}

        /// It is not done.
        ///
        /// @param reason in plain words, and what to do
        record Refused<T>(String reason) implements Answer<T> {}

        /// There is no such thing, or not for them.
        record NotFound<T>() implements Answer<T> {}
    }

    /// A released output.
    ///
    /// @param request which
    /// @param bytes that were judged
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Fetched(OutputRequest request, byte[] bytes) {}

    /// What a checker makes of an output.
    public enum Opinion {
        APPROVE,
        REFUSE,
        /// The team must answer something first.
        ASK
    }

    // ---- The team asks --------------------------------------------------------------------------

    /// Asks for the release of what an analysis found. Not to be asked within a transaction: what
    /// is published is durable before it is known to be released, and never undone.
    ///
    /// @param supersedes a request of the project that this takes the place of
    public Answer<OutputRequest> ask(
            ProjectReference project,
            RunId run,
            OutputContext context,
            Optional<OutputId> supersedes,
            Actor actor) {
        return switch (standing(project, actor)) {
            case Standing.Refused(String why) -> new Answer.Refused<>(why);
            case Standing.Approved standing -> {
                // before anything is published, which is never undone
                if (isUnknown(supersedes, project)) {
                    yield new Answer.Refused<>(NO_EARLIER);
                }
                Optional<RunDesk.Current> current = runs.current(run, standing);
                yield current.isEmpty()
                        ? new Answer.Refused<>("The analysis has found nothing yet. Wait for it.")
                        : keep(counted(standing, current.get(), context, actor), supersedes, actor);
            }
        };
    }

    /// @param frequencies whose allele frequencies it releases
    /// @param known how many earlier releases of frequencies it was judged beside
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Prepared(
            OutputRequest request,
            byte[] bytes,
            Optional<Findings.Carriers> frequencies,
            int known) {}

    private Prepared counted(
            Standing.Approved standing, RunDesk.Current first, OutputContext context, Actor actor) {
        OutputId id = OutputId.next();
        History history = new History(List.of(), actor.id());
        history.add(What.PREPARED, "Asked for.");
        if (first.changed()) {
            history.add(
                    What.RECOMPUTED,
                    OutputEvent.RULES,
                    "Choices changed after the analysis ran: it was counted again without those who no longer agree.");
        }
        RunDesk.Current current = first;
        RuleJudge judge = new RuleJudge(rules, releases);
        RuleJudge.Asked asked =
                new RuleJudge.Asked(
                        id,
                        standing.project().value(),
                        standing.entity(),
                        clock.instant(),
                        outputs.frequencies());
        for (int counted = 0; ; counted++) {
            Judged judged = judge.judge(current.run(), current.findings(), asked);
            RunDesk.Current now = runs.current(current.run().id(), standing).orElseThrow();
            boolean isSame = now.findings().people().equals(current.findings().people());
            if (!isSame && counted < MOST_RECOUNTS) {
                history.add(
                        What.RECOMPUTED,
                        OutputEvent.RULES,
                        "Choices changed while it was judged: it was counted again without those who no longer agree.");
                current = now;
                continue;
            }
            byte[] bytes = judged.text().getBytes(UTF_8);
            Optional<Findings.Carriers> released = Optional.empty();
            history.add(What.JUDGED, OutputEvent.RULES, judgement(judged.findings()));
            if (!isSame) {
                history.add(
                        What.REFUSED,
                        OutputEvent.RULES,
                        "Choices changed each time it was counted. Ask again in a while.");
            } else if (judged.isRefused()) {
                history.add(What.REFUSED, OutputEvent.RULES, against(judged.findings()));
            } else if (releases.publish(asked.publication(judged.breakdowns()))
                    instanceof Verdict.Unsafe) {
                history.add(
                        What.REFUSED,
                        OutputEvent.RULES,
                        "Something else was released meanwhile beside which it is not safe. Ask again to see what.");
            } else {
                released = judged.frequencies();
                history.add(
                        What.RELEASED, OutputEvent.RULES, "Every rule holds for what is shown.");
            }
            return new Prepared(
                    new OutputRequest(
                            id,
                            standing.project(),
                            standing.open().title(),
                            actor.id(),
                            switch (current.findings()) {
                                case Findings.Counts _ -> OutputKind.COUNTS;
                                case Findings.Carriers _ -> OutputKind.CARRIERS;
                                case Findings.Sums _ -> OutputKind.SUMS;
                            },
                            "output-%s.csv".formatted(id.value().substring(0, 13)),
                            List.of(current.run().id()),
                            context,
                            judged.findings(),
                            sha256(bytes),
                            bytes.length,
                            history.events()),
                    bytes,
                    released,
                    asked.released().size());
        }
    }

    /// Asks for the release of a file that a project's own program made of its analyses.
    ///
    /// @param made analyses that it was made from: 1 to 20
    /// @param kind one that people look at
    /// @param name of the file: letters, digits, dots, hyphens and underscores
    /// @param supersedes a request of the project that this takes the place of
    public Answer<OutputRequest> ask(
            ProjectReference project,
            List<RunId> made,
            OutputKind kind,
            String name,
            byte[] bytes,
            OutputContext context,
            Optional<OutputId> supersedes,
            Actor actor) {
        if (kind.isJudgedByRules()) {
            return new Answer.Refused<>(
                    "What was counted here is released from the analysis itself, without a file.");
        }
        if (!NAME.matcher(name).matches()) {
            return new Answer.Refused<>(
                    "The name of the file has 1 to 80 letters, digits, dots, hyphens and underscores.");
        }
        if (made.isEmpty() || made.size() > MOST_RUNS) {
            return new Answer.Refused<>(
                    "Name 1 to %d analyses that the file was made from: whether their participants still agree is asked before it is released."
                            .formatted(MOST_RUNS));
        }
        Standing.Approved standing;
        switch (standing(project, actor)) {
            case Standing.Refused(String why) -> {
                return new Answer.Refused<>(why);
            }
            case Standing.Approved approved -> standing = approved;
        }
        if (isUnknown(supersedes, project)) {
            return new Answer.Refused<>(NO_EARLIER);
        }
        Optional<String> changed = changed(made, standing);
        if (changed.isPresent()) {
            return new Answer.Refused<>(changed.get());
        }
        List<OutputFinding> findings = FileRules.judge(kind, bytes, context, rules.counts());
        History history = new History(List.of(), actor.id());
        history.add(What.PREPARED, "Asked for.");
        history.add(What.JUDGED, OutputEvent.RULES, judgement(findings));
        boolean isRefused = findings.stream().anyMatch(f -> f.weight() == Weight.AGAINST);
        if (isRefused) {
            history.add(What.REFUSED, OutputEvent.RULES, against(findings));
        } else {
            history.add(
                    What.WAITING_FOR_CHECKERS,
                    OutputEvent.RULES,
                    "Rules do not judge this kind whole: two people look at it.");
        }
        return keep(
                new Prepared(
                        new OutputRequest(
                                OutputId.next(),
                                project,
                                standing.open().title(),
                                actor.id(),
                                kind,
                                name,
                                made,
                                context,
                                findings,
                                sha256(bytes),
                                bytes.length,
                                history.events()),
                        // a refused file is not kept: it may hold what must not lie about
                        isRefused ? new byte[0] : bytes,
                        Optional.empty(),
                        0),
                supersedes,
                actor);
    }

    private boolean isUnknown(Optional<OutputId> supersedes, ProjectReference project) {
        return supersedes.isPresent()
                && supersedes
                        .flatMap(outputs::find)
                        .filter(older -> older.project().equals(project))
                        .isEmpty();
    }

    private Answer<OutputRequest> keep(
            Prepared prepared, Optional<OutputId> supersedes, Actor actor) {
        OutputRequest kept = kept(prepared);
        supersedes
                .flatMap(outputs::find)
                .filter(o -> !o.state().isClosed())
                .ifPresent(o ->
                        append(
                                o,
                                What.SUPERSEDED,
                                actor.id(),
                                "Request %s takes its place.".formatted(kept.id())));
        return new Answer.Done<>(kept.forTeam());
    }

    private OutputRequest kept(Prepared prepared) {
        OutputRequest request = prepared.request();
        if (prepared.frequencies().isPresent()) {
            if (outputs.add(
                    request, prepared.bytes(), prepared.frequencies().get(), prepared.known())) {
                return request;
            }
            List<OutputEvent> events = request.events();
            History history = new History(events.subList(0, events.size() - 1), request.askedBy());
            history.add(
                    What.REFUSED,
                    OutputEvent.RULES,
                    "Other allele frequencies were released meanwhile. Ask again: it is judged beside them.");
            request = request.with(history.events());
        }
        outputs.add(request, prepared.bytes());
        return request;
    }

    /// Why a file may not leave, if those whose data it was made from do not all still agree. It
    /// cannot be computed again here.
    private Optional<String> changed(List<RunId> made, Standing.Approved standing) {
        for (RunId run : made) {
            Optional<RunDesk.Current> current = runs.current(run, standing);
            if (current.isEmpty()) {
                return Optional.of(
                        "One of the analyses is not the project's, or has found nothing.");
            }
            if (current.get().changed()) {
                return Optional.of(
                        "Choices changed after the analysis ran from which this was made. Have it run again, and make the file from that.");
            }
        }
        return Optional.empty();
    }

    /// Answers a checker's questions. Checkers begin anew.
    public Answer<OutputRequest> answer(OutputId id, String words, Actor actor) {
        return ofTeam(
                id,
                actor,
                request ->
                        request.state() == OutputState.RETURNED
                                ? act(request, What.ANSWERED, words, actor)
                                : new Answer.Refused<>("Nobody has asked anything."));
    }

    /// Takes a request back.
    public Answer<OutputRequest> withdraw(OutputId id, Actor actor) {
        return ofTeam(
                id,
                actor,
                request ->
                        request.state().isClosed()
                                ? new Answer.Refused<>(
                                        "It is closed already. What was released stays released.")
                                : act(request, What.WITHDRAWN, "Taken back by the team.", actor));
    }

    /// The requests of a project of the actor's, newest first.
    public Answer<List<OutputRequest>> list(ProjectReference project, Actor actor) {
        return projects.isInTeam(project, actor.id())
                ? new Answer.Done<>(
                        outputs.of(project, MOST_LISTED).stream()
                                .map(OutputRequest::forTeam)
                                .toList())
                : new Answer.NotFound<>();
    }

    /// A request, as the actor may see it: a member of the team, or a checker who is none.
    public Answer<OutputRequest> find(OutputId id, Actor actor) {
        return seen(id, actor)
                .<Answer<OutputRequest>>map(seen -> new Answer.Done<>(seen.request()))
                .orElseGet(Answer.NotFound::new);
    }

    /// @param isToBeJudged whether the actor is a checker for whom it is not closed
    private record Seen(OutputRequest request, boolean isToBeJudged) {}

    private Optional<Seen> seen(OutputId id, Actor actor) {
        return outputs.find(id)
                .flatMap(request -> {
                    if (projects.isInTeam(request.project(), actor.id())) {
                        return Optional.of(new Seen(request.forTeam(), false));
                    }
                    return actor.has(Role.OUTPUT_CHECKER) && request.wentToCheckers()
                            ? Optional.of(
                                    new Seen(
                                            request.forChecker(actor.id()),
                                            !request.state().isClosed()))
                            : Optional.empty();
                });
    }

    /// Hands a released output to a member of the team, who may use data now. Each fetching is
    /// written down and metered.
    public Answer<Fetched> fetch(OutputId id, Actor actor) {
        Optional<OutputRequest> found =
                outputs.find(id)
                        .filter(request -> projects.isInTeam(request.project(), actor.id()));
        if (found.isEmpty()) {
            return new Answer.NotFound<>();
        }
        OutputRequest request = found.get();
        if (!actor.has(Role.RESEARCHER)) {
            return new Answer.Refused<>("Released outputs are fetched by people of the team.");
        }
        if (standing(request.project(), actor) instanceof Standing.Refused(String why)) {
            return new Answer.Refused<>(why);
        }
        if (request.state() != OutputState.RELEASED) {
            return new Answer.Refused<>("It is not released.");
        }
        byte[] bytes = judgedBytes(request);
        for (OutputRequest now = request;
                !append(now, What.FETCHED, actor.id(), "Fetched.");
                now = outputs.find(id).orElseThrow()) {
            // somebody else fetched it in the same moment
        }
        meter.write(
                new MeteredUse(
                        TimeOrderedUuid.next(clock.instant()),
                        request.project(),
                        UseKind.OUTPUT,
                        "Output/" + id,
                        0,
                        0,
                        0,
                        bytes.length),
                List.of());
        return new Answer.Done<>(new Fetched(request, bytes));
    }

    /// The bytes that were judged, and no others.
    private byte[] judgedBytes(OutputRequest request) {
        byte[] bytes = outputs.bytes(request.id()).orElse(new byte[0]);
        if (!sha256(bytes).equals(request.sha256())) {
            throw new IllegalStateException(
                    "OGMS-7651 What is kept of output %s is not what was judged. It is not handed out; look at the database."
                            .formatted(request.id()));
        }
        return bytes;
    }

    // ---- Checkers look
    // ----------------------------------------------------------------------------

    /// One request in the queue.
    ///
    /// @param request as the checker may see it
    /// @param waited so far
    /// @param forThem whether they may still say something to it
    public record Queued(OutputRequest request, Duration waited, boolean forThem) {}

    /// What waits, the longest first; nothing for others than checkers, and nothing of their own
    /// projects.
    public List<Queued> queue(Actor actor) {
        if (!actor.has(Role.OUTPUT_CHECKER)) {
            return List.of();
        }
        Instant now = clock.instant();
        Map<ProjectReference, Boolean> own = new HashMap<>();
        return outputs.waiting(MOST_LISTED).stream()
                .filter(request ->
                        !own.computeIfAbsent(
                                request.project(),
                                project -> projects.isInTeam(project, actor.id())))
                .map(request ->
                        new Queued(
                                request.forChecker(actor.id()),
                                request.waited(now),
                                !request.hasVerdictOf(actor.id())))
                .toList();
    }

    /// A request, and what of it is to be judged.
    ///
    /// @param request as [#find] shows it
    /// @param bytes that a checker is to judge; none for others, or once it is closed
    public record Looked(OutputRequest request, Optional<byte[]> bytes) {}

    /// A request with the bytes that a checker is to judge.
    public Answer<Looked> look(OutputId id, Actor actor) {
        return seen(id, actor)
                .<Answer<Looked>>map(seen ->
                        new Answer.Done<>(
                                new Looked(
                                        seen.request(),
                                        seen.isToBeJudged()
                                                ? Optional.of(judgedBytes(seen.request()))
                                                : Optional.empty())))
                .orElseGet(Answer.NotFound::new);
    }

    /// Keeps what a checker makes of an output. Two who agree decide.
    ///
    /// @param words why, or what is asked
    /// @param seen SHA-256 of the bytes that they looked at
    public Answer<OutputRequest> judge(
            OutputId id, Opinion verdict, String words, String seen, Actor actor) {
        Optional<OutputRequest> found = outputs.find(id);
        if (found.isEmpty() || !actor.has(Role.OUTPUT_CHECKER)) {
            return new Answer.NotFound<>();
        }
        OutputRequest request = found.get();
        if (projects.isInTeam(request.project(), actor.id())
                || request.askedBy().equals(actor.id())) {
            return new Answer.Refused<>("Nobody checks the output of their own project.");
        }
        if (request.state() != OutputState.WAITING_FOR_CHECKERS) {
            return new Answer.Refused<>("It does not wait for checkers.");
        }
        if (request.hasVerdictOf(actor.id())) {
            return new Answer.Refused<>("You have said already what you make of it.");
        }
        if (!request.sha256().equals(seen)) {
            return new Answer.Refused<>("This is not what you looked at. Look at it again.");
        }
        Optional<String> said = words(words);
        if (said.isEmpty()) {
            return new Answer.Refused<>(
                    "Say why, in at most %,d characters.".formatted(LONGEST_WORDS));
        }
        History history = new History(request.events(), actor.id());
        switch (verdict) {
            case APPROVE -> history.add(What.APPROVED_BY_CHECKER, said.get());
            case REFUSE -> history.add(What.REFUSED_BY_CHECKER, said.get());
            case ASK -> history.add(What.RETURNED_WITH_QUESTIONS, said.get());
        }
        close(request, history);
        if (!outputs.append(id, history.added())) {
            return new Answer.Refused<>(
                    "Somebody else did something with it in this moment. Look at it again.");
        }
        return outputs.find(id)
                .<Answer<OutputRequest>>map(now -> new Answer.Done<>(now.forChecker(actor.id())))
                .orElseGet(Answer.NotFound::new);
    }

    private void close(OutputRequest request, History history) {
        List<OutputEvent> verdicts = request.with(history.events()).verdicts();
        long approve = verdicts.stream().filter(e -> e.what() == What.APPROVED_BY_CHECKER).count();
        long refuse = verdicts.stream().filter(e -> e.what() == What.REFUSED_BY_CHECKER).count();
        if (refuse >= AGREEING) {
            history.add(What.REFUSED, OutputEvent.RULES, "Two checkers agree that it is not safe.");
        } else if (approve >= AGREEING) {
            switch (standing(request.project(), request.askedBy())) {
                case Standing.Refused(String why) ->
                        history.add(What.REFUSED, OutputEvent.RULES, why);
                case Standing.Approved standing ->
                        changed(request.runs(), standing)
                                .ifPresentOrElse(
                                        why -> history.add(What.REFUSED, OutputEvent.RULES, why),
                                        () ->
                                                history.add(
                                                        What.RELEASED,
                                                        OutputEvent.RULES,
                                                        "Two checkers agree that it is safe."));
            }
        }
    }

    // ---- Everybody
    // ----------------------------------------------------------------------------------

    /// What the public is told.
    ///
    /// @param since of what was closed from then on
    public OutputFigures figures(Instant since) {
        return OutputFigures.of(outputs.closed(since), outputs.countWaiting(), clock.instant());
    }

    // ---- Histories
    // ----------------------------------------------------------------------------------

    /// A history that grows.
    private final class History {
        private final List<OutputEvent> before;
        private final List<OutputEvent> added = new ArrayList<>();
        private final String by;

        History(List<OutputEvent> before, String by) {
            this.before = before;
            this.by = by;
        }

        void add(What what, String words) {
            add(what, by, words);
        }

        void add(What what, String who, String words) {
            added.add(
                    new OutputEvent(
                            before.size() + added.size() + 1, what, clock.instant(), who, words));
        }

        List<OutputEvent> added() {
            return added;
        }

        List<OutputEvent> events() {
            List<OutputEvent> all = new ArrayList<>(before);
            all.addAll(added);
            return all;
        }
    }

    private boolean append(OutputRequest request, What what, String by, String words) {
        History history = new History(request.events(), by);
        history.add(what, words);
        return outputs.append(request.id(), history.added());
    }

    private Answer<OutputRequest> act(OutputRequest request, What what, String words, Actor actor) {
        Optional<String> said = words(words);
        if (said.isEmpty()) {
            return new Answer.Refused<>(
                    "Say something, in at most %,d characters.".formatted(LONGEST_WORDS));
        }
        return append(request, what, actor.id(), said.get())
                ? outputs.find(request.id())
                        .<Answer<OutputRequest>>map(now -> new Answer.Done<>(now.forTeam()))
                        .orElseGet(Answer.NotFound::new)
                : new Answer.Refused<>(
                        "Somebody else did something with it in this moment. Look at it again.");
    }

    private Answer<OutputRequest> ofTeam(
            OutputId id, Actor actor, Function<OutputRequest, Answer<OutputRequest>> deed) {
        Optional<OutputRequest> found =
                outputs.find(id)
                        .filter(request -> projects.isInTeam(request.project(), actor.id()));
        if (found.isEmpty()) {
            return new Answer.NotFound<>();
        }
        return standing(found.get().project(), actor) instanceof Standing.Refused(String why)
                ? new Answer.Refused<>(why)
                : deed.apply(found.get());
    }

    private Standing standing(ProjectReference project, Actor actor) {
        return actor.has(Role.RESEARCHER) || actor.has(Role.ENVIRONMENT)
                ? standing(project, actor.id())
                : new Standing.Refused(
                        "Only researchers and projects' environments ask for outputs.");
    }

    private Standing standing(ProjectReference project, String researcher) {
        return projects.of(project, researcher, clock.instant());
    }

    private static Optional<String> words(String text) {
        String words = text.strip();
        return words.isEmpty() || words.length() > LONGEST_WORDS
                ? Optional.empty()
                : Optional.of(words);
    }

    private static String judgement(List<OutputFinding> findings) {
        if (findings.isEmpty()) {
            return "The rules find nothing against any part.";
        }
        List<String> parts = new ArrayList<>();
        count(findings, Weight.LEFT_OUT, "left out", parts);
        count(findings, Weight.TO_BE_LOOKED_AT, "for people to look at", parts);
        count(findings, Weight.AGAINST, "that cannot be released", parts);
        return "What the rules find: " + String.join(", ", parts) + ".";
    }

    private static void count(
            List<OutputFinding> findings, Weight weight, String words, List<String> to) {
        long parts = findings.stream().filter(f -> f.weight() == weight).count();
        if (parts > 0) {
            to.add("%d %s %s".formatted(parts, parts == 1 ? "part" : "parts", words));
        }
    }

    private static String against(List<OutputFinding> findings) {
        return findings.stream()
                .filter(f -> f.weight() == Weight.AGAINST)
                .findFirst()
                .map(f -> f.place() + ": " + f.words())
                .orElse("");
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(Hash.sha256(bytes).bytes());
    }
}
