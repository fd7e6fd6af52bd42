package org.opengms.environment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.opengms.environment.ProjectStanding.Standing;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.metering.ProjectReference;

/// Where members of a project's team have analyses run, and see how they go. What is found is not
/// shown here, not even as a number: it leaves through `outputs` alone.
public final class RunDesk {
    /// Most runs of a project that have not ended.
    public static final int MOST_OPEN = 5;

    /// Most runs that a project asks for in 24 hours.
    public static final int MOST_A_DAY = 200;

    private static final int MOST_LISTED = 200;

    private final RunStore runs;
    private final ProjectStanding projects;
    private final RunWork work;
    private final Clock clock;

    public RunDesk(RunStore runs, ProjectStanding projects, RunWork work, Clock clock) {
        this.runs = runs;
        this.projects = projects;
        this.work = work;
        this.clock = clock;
    }

    /// What somebody is answered.
    ///
    /// @param <T> what they wanted
    public sealed interface Answer<T> {
        /// Here it is.
        record Done<T>(T value) implements Answer<T> {}

        /// It is not for them.
        ///
        /// @param reason in plain words
        record Refused<T>(String reason) implements Answer<T> {}

        /// There is no such thing, or not for them.
        record NotFound<T>() implements Answer<T> {}
    }

    /// Has an analysis run.
    public Answer<Run> ask(ProjectReference project, Analysis analysis, Actor actor) {
        if (!actor.has(Role.RESEARCHER)) {
            return new Answer.Refused<>("Only researchers ask about the cohort.");
        }
        Optional<String> beyond = actor.scopes().missing(actor.roles(), analysis.reads());
        if (beyond.isPresent()) {
            return new Answer.Refused<>(beyond.get());
        }
        Instant now = clock.instant();
        if (projects.of(project, actor.id(), now) instanceof Standing.Refused(String why)) {
            return new Answer.Refused<>(why);
        }
        if (runs.open(project) >= MOST_OPEN) {
            return new Answer.Refused<>(
                    "The project has %d analyses that have not ended. Wait for one, or stop one."
                            .formatted(MOST_OPEN));
        }
        if (runs.asked(project, now.minus(Duration.ofDays(1))) >= MOST_A_DAY) {
            return new Answer.Refused<>(
                    "The project has asked for %d analyses within 24 hours, which is the most. Ask again later."
                            .formatted(MOST_A_DAY));
        }
        Run run =
                new Run(
                        RunId.next(),
                        project,
                        actor,
                        analysis,
                        now,
                        RunState.WAITING,
                        0,
                        List.of(new Run.Trace(now, "Asked for.")));
        runs.add(run);
        return new Answer.Done<>(run);
    }

    /// A run of a project of the actor's.
    public Answer<Run> find(RunId id, Actor actor) {
        return runs.find(id)
                .filter(run -> projects.isInTeam(run.project(), actor.id()))
                .<Answer<Run>>map(Answer.Done::new)
                .orElseGet(Answer.NotFound::new);
    }

    /// The runs of a project of the actor's, newest first.
    public Answer<List<Run>> list(ProjectReference project, Actor actor) {
        return projects.isInTeam(project, actor.id())
                ? new Answer.Done<>(runs.of(project, MOST_LISTED))
                : new Answer.NotFound<>();
    }

    /// Stops a run of a project for which the actor may use data now. What it has found is not
    /// kept.
    public Answer<Run> cancel(RunId id, Actor actor) {
        Answer<Run> found = find(id, actor);
        if (found instanceof Answer.Done<Run>(Run run)) {
            if (projects.of(run.project(), actor.id(), clock.instant())
                    instanceof Standing.Refused(String why)) {
                return new Answer.Refused<>(why);
            }
            if (!run.state().isEnded()) {
                runs.wantStopped(id);
            }
        }
        return found;
    }

    /// The projects in whose teams somebody is.
    public List<ProjectStanding.Named> projects(Actor actor) {
        return projects.projects(actor.id(), clock.instant());
    }

    /// What a run found, of those alone whose data the project may use now.
    ///
    /// @param findings of them
    /// @param changed whether somebody is left out who was counted when it ran
    public record Current(Run run, Findings findings, boolean changed) {}

    /// What a run found, for `outputs`.
    ///
    /// @return empty if there is no such run of the project, or it has found nothing
    public Optional<Current> current(RunId id, Standing.Approved standing) {
        return runs.find(id)
                .filter(run -> run.project().equals(standing.project()))
                .flatMap(run ->
                        runs.findings(id)
                                .map(findings -> {
                                    Findings now = work.current(run, standing, findings);
                                    return new Current(
                                            run, now, !now.people().equals(findings.people()));
                                }));
    }
}
