package org.opengms.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.opengms.cohort.CohortRecord;
import org.opengms.cohort.CohortRecords;
import org.opengms.cohort.CohortStore;
import org.opengms.cohort.DeliveredGenome;
import org.opengms.cohort.ParticipantId;
import org.opengms.environment.ProjectStanding.Standing;
import org.opengms.genome.GenomicInterval;
import org.opengms.genome.VariantCall;
import org.opengms.genome.VcfException;
import org.opengms.metering.UseKind;
import org.opengms.people.PersonId;
import org.roaringbitmap.RoaringBitmap;

/// Carries runs out beside the data, some participants at a time. Before each part the project is
/// asked for again, and each participant of it; when all are read, those who changed their mind
/// meanwhile are left out. A run that is begun again after a server died starts from the beginning.
public final class RunWork {
    /// So many readings are in the transparency log within a second.
    private static final int PART = 500;

    private final RunStore runs;
    private final ProjectStanding projects;
    private final CohortStore cohort;
    private final CohortRecords records;
    private final ProjectData data;
    private final GenomeCalls genomes;
    private final Clock clock;
    private volatile boolean isStopping;

    /// @param genomes reads files of calls
    public RunWork(
            RunStore runs,
            ProjectStanding projects,
            CohortStore cohort,
            CohortRecords records,
            ProjectData data,
            GenomeCalls genomes,
            Clock clock) {
        this.runs = runs;
        this.projects = projects;
        this.cohort = cohort;
        this.records = records;
        this.data = data;
        this.genomes = genomes;
        this.clock = clock;
    }

    /// The server stops: the run in hand is to be done again later.
    public static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stopped() {
            super("OGMS-7634 The server stops; the run begins again after its restart.");
        }
    }

    /// Carries a run out.
    ///
    /// @throws Stopped if the server stops meanwhile
    /// @throws org.opengms.gate.AccessLogUnavailable if uses cannot be written down now
    public void run(RunId id) {
        Optional<Run> found = runs.find(id);
        if (found.isEmpty() || !runs.begin(id)) {
            return;
        }
        Run run = found.get();
        try {
            carryOut(run);
        } catch (Counting.TooMuch tooMuch) {
            end(id, RunState.FAILED, String.valueOf(tooMuch.getMessage()));
        }
    }

    /// Gives up a run that failed again and again.
    public void giveUp(RunId id) {
        end(
                id,
                RunState.FAILED,
                "OGMS-7635 The service failed to carry this out every time it tried. Its log says why.");
    }

    /// The server stops.
    public void stop() {
        isStopping = true;
    }

    private void carryOut(Run run) {
        Counting counting = new Counting(run.analysis());
        Optional<ParticipantId> after = Optional.empty();
        int done = 0;
        while (true) {
            if (isStopping) {
                throw new Stopped();
            }
            if (!runs.progress(run.id(), done)) {
                end(run.id(), RunState.CANCELLED, "The team stopped it.");
                return;
            }
            Standing.Approved standing;
            switch (standing(run)) {
                case Standing.Approved approved -> standing = approved;
                case Standing.Refused(String why) -> {
                    end(run.id(), RunState.STOPPED, "Stopped: " + why);
                    return;
                }
            }
            List<CohortStore.Member> members = cohort.members(after, PART);
            look(run, standing, members, done == 0 ? 1 : 0, counting);
            done += members.size();
            if (members.size() < PART) {
                runs.progress(run.id(), done);
                finish(run, standing, counting.findings());
                return;
            }
            after = Optional.of(members.getLast().participant());
        }
    }

    private Standing standing(Run run) {
        return projects.of(run.project(), run.askedBy().id(), clock.instant());
    }

    private void look(
            Run run,
            Standing.Approved standing,
            List<CohortStore.Member> members,
            int queries,
            Counting counting) {
        boolean readsGenomes = run.analysis().readsGenomes();
        Map<ParticipantId, DeliveredGenome> files =
                readsGenomes ? records.genomes(ids(members)) : Map.of();
        List<ProjectData.Wanted> wanted =
                members.stream()
                        // whose file there is none of, nothing is read of
                        .filter(member -> !readsGenomes || files.containsKey(member.participant()))
                        .map(member -> new ProjectData.Wanted(member, 0))
                        .toList();
        List<CohortStore.Member> permitted =
                data.permit(
                        standing,
                        run.askedBy(),
                        new ProjectData.Use(
                                readsGenomes ? UseKind.BATCH : UseKind.QUERY,
                                "Run/" + run.id(),
                                queries,
                                run.analysis().reads()),
                        wanted);
        Map<ParticipantId, CohortRecord> found = records.records(ids(permitted));
        List<GenomicInterval> regions = run.analysis().regions();
        for (CohortStore.Member member : permitted) {
            CohortRecord record = found.get(member.participant());
            if (record == null) {
                continue; // left the cohort since
            }
            DeliveredGenome file = files.get(member.participant());
            counting.add(record, file == null ? List.of() : calls(file, regions));
        }
    }

    private List<VariantCall> calls(DeliveredGenome file, List<GenomicInterval> regions) {
        List<VariantCall> calls = new ArrayList<>();
        try {
            genomes.read(
                    file.path(),
                    call -> {
                        if (call.passesFilters()
                                && regions.stream().anyMatch(region -> isIn(call, region))) {
                            calls.add(call);
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-7636 File %s cannot be read.".formatted(file.file()), e);
        } catch (VcfException e) {
            throw new IllegalStateException(
                    "OGMS-7636 File %s, which was accepted, cannot be read.".formatted(file.file()),
                    e);
        }
        return calls;
    }

    /// An insertion lies where it begins.
    private static boolean isIn(VariantCall call, GenomicInterval region) {
        return call.variant().contig().equals(region.contig())
                && call.variant().startZeroBased() < region.endExclusive()
                && Math.max(call.variant().startZeroBased() + 1, call.variant().endExclusive())
                        > region.startZeroBased();
    }

    private static Set<ParticipantId> ids(List<CohortStore.Member> members) {
        return members.stream().map(CohortStore.Member::participant).collect(Collectors.toSet());
    }

    private void finish(Run run, Standing.Approved standing, Findings findings) {
        Findings current = current(run, standing, findings);
        if (!current.people().equals(findings.people())) {
            runs.trace(
                    run.id(),
                    new Run.Trace(
                            clock.instant(),
                            "Choices changed while it ran: it was computed again without those who no longer agree."));
        }
        runs.end(
                run.id(),
                RunState.DONE,
                new Run.Trace(clock.instant(), "Done. What was found is kept in the environment."),
                Optional.of(current));
    }

    /// Findings of those alone whose data the project may use now.
    Findings current(Run run, Standing.Approved standing, Findings findings) {
        RoaringBitmap people = findings.people();
        Map<Integer, CohortStore.Member> members = records.members(people);
        Set<PersonId> refused =
                data.refused(
                        standing,
                        run.askedBy(),
                        members.values().stream()
                                .map(CohortStore.Member::person)
                                .collect(Collectors.toSet()));
        RoaringBitmap out = new RoaringBitmap();
        people.forEach((int number) -> {
            CohortStore.Member member = members.get(number);
            if (member == null || refused.contains(member.person())) {
                out.add(number);
            }
        });
        return out.isEmpty() ? findings : findings.without(out);
    }

    private void end(RunId id, RunState state, String words) {
        runs.end(id, state, new Run.Trace(clock.instant(), words), Optional.empty());
    }
}
