package org.opengms.outputs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opengms.environment.RunId;
import org.opengms.metering.ProjectReference;
import org.opengms.outputs.OutputEvent.What;

/// A request for release, with everything that happened to it.
///
/// @param id of the request
/// @param project whose it is
/// @param title of the project
/// @param askedBy the id of a member of its team
/// @param kind of output
/// @param name of the file, as the team will fetch it
/// @param runs from which it was made
/// @param context for checkers
/// @param findings of the rules
/// @param sha256 of the bytes that were judged, 64 hexadecimal digits. Nothing else is ever
///   released
/// @param bytes how many
/// @param events in order
public record OutputRequest(
        OutputId id,
        ProjectReference project,
        String title,
        String askedBy,
        OutputKind kind,
        String name,
        List<RunId> runs,
        OutputContext context,
        List<OutputFinding> findings,
        String sha256,
        int bytes,
        List<OutputEvent> events) {
    public OutputRequest {
        runs = List.copyOf(runs);
        findings = List.copyOf(findings);
        events = List.copyOf(events);
    }

    /// How it stands.
    public OutputState state() {
        return state(events).orElse(OutputState.WAITING_FOR_CHECKERS);
    }

    private static Optional<OutputState> state(List<OutputEvent> events) {
        return events.reversed().stream()
                .map(OutputEvent::what)
                .flatMap(what ->
                        switch (what) {
                            case WAITING_FOR_CHECKERS, ANSWERED ->
                                    Optional.of(OutputState.WAITING_FOR_CHECKERS).stream();
                            case RETURNED_WITH_QUESTIONS ->
                                    Optional.of(OutputState.RETURNED).stream();
                            case RELEASED -> Optional.of(OutputState.RELEASED).stream();
                            case REFUSED -> Optional.of(OutputState.REFUSED).stream();
                            case WITHDRAWN -> Optional.of(OutputState.WITHDRAWN).stream();
                            case SUPERSEDED -> Optional.of(OutputState.SUPERSEDED).stream();
                            case PREPARED,
                                    RECOMPUTED,
                                    JUDGED,
                                    APPROVED_BY_CHECKER,
                                    REFUSED_BY_CHECKER,
                                    FETCHED ->
                                    Optional.<OutputState>empty().stream();
                        })
                .findFirst();
    }

    /// What checkers have said since the team last answered.
    public List<OutputEvent> verdicts() {
        List<OutputEvent> verdicts = new ArrayList<>();
        for (OutputEvent event : events) {
            switch (event.what()) {
                case WAITING_FOR_CHECKERS, ANSWERED -> verdicts.clear();
                case APPROVED_BY_CHECKER, REFUSED_BY_CHECKER -> verdicts.add(event);
                case PREPARED,
                        RECOMPUTED,
                        JUDGED,
                        RETURNED_WITH_QUESTIONS,
                        RELEASED,
                        REFUSED,
                        WITHDRAWN,
                        SUPERSEDED,
                        FETCHED -> {}
            }
        }
        return verdicts;
    }

    /// Whether a checker has said something since the team last answered.
    boolean hasVerdictOf(String checker) {
        return verdicts().stream().anyMatch(event -> event.by().equals(checker));
    }

    /// Whether people looked at it, or the rules alone.
    public boolean wentToCheckers() {
        return events.stream().anyMatch(event -> event.what() == What.WAITING_FOR_CHECKERS);
    }

    /// How long it has waited for checkers, or had waited when it was closed. While the team has
    /// their questions, the clock stands.
    public Duration waited(Instant now) {
        Duration waited = Duration.ZERO;
        Instant since = null;
        for (OutputEvent event : events) {
            switch (event.what()) {
                case WAITING_FOR_CHECKERS, ANSWERED -> since = event.at();
                case RETURNED_WITH_QUESTIONS, RELEASED, REFUSED, WITHDRAWN, SUPERSEDED -> {
                    if (since != null) {
                        waited = waited.plus(Duration.between(since, event.at()));
                        since = null;
                    }
                }
                case PREPARED,
                        RECOMPUTED,
                        JUDGED,
                        APPROVED_BY_CHECKER,
                        REFUSED_BY_CHECKER,
                        FETCHED -> {}
            }
        }
        return since == null ? waited : waited.plus(Duration.between(since, now));
    }

    /// As a checker may see it: without what others said, until they have said something themselves
    /// or it is closed.
    OutputRequest forChecker(String checker) {
        if (state().isClosed() || hasVerdictOf(checker)) {
            return this;
        }
        Set<OutputEvent> hidden = new HashSet<>(verdicts());
        return with(events.stream().filter(event -> !hidden.contains(event)).toList());
    }

    /// As the team may see it: what checkers said, when it is closed, and never who they are.
    OutputRequest forTeam() {
        boolean closed = state().isClosed();
        return with(
                events.stream()
                        .filter(event -> closed || !event.what().isVerdict())
                        .map(event ->
                                event.what().isVerdict()
                                                || event.what() == What.RETURNED_WITH_QUESTIONS
                                        ? new OutputEvent(
                                                event.number(),
                                                event.what(),
                                                event.at(),
                                                "checker",
                                                event.words())
                                        : event)
                        .toList());
    }

    OutputRequest with(List<OutputEvent> changed) {
        return new OutputRequest(
                id, project, title, askedBy, kind, name, runs, context, findings, sha256, bytes,
                changed);
    }
}
