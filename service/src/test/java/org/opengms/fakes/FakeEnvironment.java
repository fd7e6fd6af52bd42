package org.opengms.fakes;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.opengms.access.AccessStanding;
import org.opengms.access.Account;
import org.opengms.access.DataKind;
import org.opengms.access.ProjectId;
import org.opengms.access.StudyPurpose;
import org.opengms.cohort.CohortRecord;
import org.opengms.cohort.CohortRecords;
import org.opengms.cohort.CohortStore;
import org.opengms.cohort.DeliveredGenome;
import org.opengms.cohort.Measure;
import org.opengms.cohort.ParticipantId;
import org.opengms.cohort.Trait;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.DiscussionDetails.WhoChose;
import org.opengms.consent.ResearchChoice;
import org.opengms.consent.ResearchQuestion.Aim;
import org.opengms.consent.ResearchQuestion.Reach;
import org.opengms.consent.Said;
import org.opengms.consent.StatementId;
import org.opengms.consent.UseMatcher;
import org.opengms.environment.Findings;
import org.opengms.environment.GenomeCalls;
import org.opengms.environment.ProjectData;
import org.opengms.environment.ProjectStanding;
import org.opengms.environment.Run;
import org.opengms.environment.RunDesk;
import org.opengms.environment.RunId;
import org.opengms.environment.RunState;
import org.opengms.environment.RunStore;
import org.opengms.environment.RunWork;
import org.opengms.gate.AccessLog;
import org.opengms.gate.Actor;
import org.opengms.gate.CareRelations;
import org.opengms.gate.ProjectStandings;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;
import org.opengms.metering.DailySum;
import org.opengms.metering.Meter;
import org.opengms.metering.MeteredUse;
import org.opengms.metering.ProjectReference;
import org.opengms.orders.OrderId;
import org.opengms.people.PersonId;
import org.opengms.testing.SettableClock;
import org.roaringbitmap.RoaringBitmap;

/// A controlled environment in memory: a cohort whose members agreed, projects, runs, a meter.
public final class FakeEnvironment {
    public static final ProjectReference PROJECT =
            new ProjectReference("00000000-0000-4000-8000-000000000001");
    public static final ProjectReference OTHER =
            new ProjectReference("00000000-0000-4000-8000-000000000002");
    public static final Actor RESEARCHER = actor("researcher.1", Role.RESEARCHER);
    public static final Actor OTHER_RESEARCHER = actor("researcher.2", Role.RESEARCHER);
    public static final Actor CLIENT = actor("environment-1", Role.ENVIRONMENT);

    public final SettableClock clock = new SettableClock(Instant.parse("2026-11-02T09:00:00Z"));
    public final FakeConsents consents = new FakeConsents();
    public final FakeCohort cohort = new FakeCohort();
    public final Projects projects = new Projects();
    public final Runs runs = new Runs();
    public final MeterInMemory meter = new MeterInMemory();
    public final Records records = new Records();
    public final ProjectData data = data(clock);
    public GenomeCalls genomes = (_, _) -> {};
    public final RunWork work =
            new RunWork(
                    runs,
                    projects,
                    cohort,
                    records,
                    data,
                    (file, calls) -> genomes.read(file, calls),
                    clock);
    public final RunDesk desk = new RunDesk(runs, projects, work, clock);

    /// Participants in the order in which they were let in, which is that of their numbers.
    public final List<PersonId> people = new ArrayList<>();

    private ProjectData data(Clock time) {
        return new ProjectData(
                NOBODY_CARES, consents, projects, new UseMatcher(String::equals), meter, time);
    }

    public static Actor actor(String id, Role role) {
        return new Actor(id, id, new OdsCode("ZT101"), Set.of(role));
    }

    private static final CareRelations NOBODY_CARES =
            new CareRelations() {
                @Override
                public boolean orderedFor(OdsCode organisation, PersonId person) {
                    return false;
                }

                @Override
                public boolean worksFor(OdsCode laboratory, PersonId person) {
                    return false;
                }

                @Override
                public boolean orderedForRelative(OdsCode organisation, PersonId person) {
                    return false;
                }
            };

    /// Lets somebody in who agrees to research.
    ///
    /// @return their number
    public int join(Map<Trait, String> traits) {
        return join(traits, Map.of(), Set.of(), Set.of());
    }

    public int join(
            Map<Trait, String> traits,
            Map<Measure, Long> measures,
            Set<String> phenotypes,
            Set<String> genes) {
        PersonId person = PersonId.random();
        people.add(person);
        say(person, ResearchChoice.AGREED);
        cohort.add(person, OrderId.random(), clock.instant());
        CohortStore.Member member =
                cohort.members(Optional.empty(), Integer.MAX_VALUE).stream()
                        .filter(m -> m.person().equals(person))
                        .findFirst()
                        .orElseThrow();
        records.records.put(
                member.participant(),
                new CohortRecord(member.number(), traits, measures, phenotypes, genes, Set.of()));
        records.members.put(member.number(), member);
        return member.number();
    }

    /// Whom a number stands for.
    public ParticipantId participant(int number) {
        return Objects.requireNonNull(records.members.get(number)).participant();
    }

    /// Gives somebody a delivered file.
    public DeliveredGenome deliver(int number, Path path, long bytes) {
        DeliveredGenome file =
                new DeliveredGenome(
                        UUID.randomUUID().toString(),
                        participant(number),
                        path,
                        "ab".repeat(32),
                        bytes,
                        clock.instant());
        records.files.put(file.participant(), file);
        return file;
    }

    /// Records a choice.
    public void say(PersonId person, ResearchChoice choice) {
        consents.append(
                new ConsentStatement(
                        StatementId.random(),
                        person,
                        new Said.Research(choice, Set.of(), Optional.empty()),
                        Optional.of(WhoChose.ADULT),
                        "said",
                        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
                        clock.instant(),
                        "clinician"));
    }

    public void withdraw(int number) {
        say(people.get(number), ResearchChoice.DECLINED);
    }

    /// Projects whose teams use data until they are suspended.
    public static final class Projects implements ProjectStanding, ProjectStandings {
        private final Map<ProjectReference, Set<String>> teams =
                Map.of(
                        PROJECT, Set.of(RESEARCHER.id(), CLIENT.id()),
                        OTHER, Set.of(OTHER_RESEARCHER.id()));
        public final Set<ProjectReference> suspended = new HashSet<>();

        /// Who has left the team in which they were.
        public final Set<String> left = new HashSet<>();

        private static final StudyPurpose PURPOSE =
                new StudyPurpose(
                        Set.of(Aim.HEALTH),
                        Optional.empty(),
                        Reach.NOT_FOR_PROFIT,
                        Set.of(),
                        Set.of(),
                        Optional.of("26/NW/0001"),
                        Optional.empty(),
                        Optional.empty());

        @Override
        public Standing of(ProjectReference project, String researcher, Instant at) {
            if (!isInTeam(project, researcher) || left.contains(researcher)) {
                return new Standing.Refused("You are not in the team of this project.");
            }
            return suspended.contains(project)
                    ? new Standing.Refused("The project is suspended.")
                    : new Standing.Approved(
                            open(project),
                            PURPOSE.question(
                                    new ProjectId(project.value()),
                                    entity(project),
                                    LocalDate.ofInstant(at, ZoneOffset.UTC)));
        }

        private static String entity(ProjectReference project) {
            return "University of " + project;
        }

        private static AccessStanding.Open open(ProjectReference project) {
            return new AccessStanding.Open(
                    new ProjectId(project.value()),
                    "A study",
                    PURPOSE,
                    entity(project),
                    Set.of(DataKind.GENOMES, DataKind.RESULTS),
                    LocalDate.of(2099, 12, 31));
        }

        @Override
        public AccessStanding standing(ProjectId project, Account account) {
            ProjectReference reference = new ProjectReference(project.value());
            return isInTeam(reference, account.value()) && !suspended.contains(reference)
                    ? open(reference)
                    : new AccessStanding.Stopped("The project is not open.");
        }

        @Override
        public AccessStanding environment(ProjectId project, Account environment) {
            return environment.value().equals(CLIENT.id())
                            && PROJECT.value().equals(project.value())
                    ? standing(project, environment)
                    : new AccessStanding.Stopped("This is not the project's environment.");
        }

        @Override
        public boolean isInTeam(ProjectReference project, String researcher) {
            return teams.getOrDefault(project, Set.of()).contains(researcher);
        }

        @Override
        public List<Named> projects(String researcher, Instant at) {
            return teams.keySet().stream()
                    .filter(p -> isInTeam(p, researcher))
                    .sorted(Comparator.comparing(ProjectReference::value))
                    .map(p -> new Named(p, "A study"))
                    .toList();
        }

        @Override
        public Optional<ProjectReference> ofEnvironment(String client) {
            return client.equals(CLIENT.id()) ? Optional.of(PROJECT) : Optional.empty();
        }
    }

    /// Uses in memory.
    public static final class MeterInMemory implements Meter {
        public final List<MeteredUse> uses = new ArrayList<>();
        public final List<AccessLog.Entry> entries = new ArrayList<>();

        /// Called after each use is written, before anything is read.
        public Consumer<MeteredUse> written = _ -> {};

        @Override
        public void write(MeteredUse use, List<AccessLog.Entry> of) {
            uses.add(use);
            entries.addAll(of);
            written.accept(use);
        }

        @Override
        public List<DailySum> sums(
                Optional<ProjectReference> project, LocalDate from, LocalDate until) {
            throw new UnsupportedOperationException("not asked here");
        }

        @Override
        public void forEach(LocalDate from, LocalDate until, Consumer<MeteredUse> to) {
            uses.forEach(to);
        }
    }

    /// Records in memory.
    public static final class Records implements CohortRecords {
        private final Map<ParticipantId, CohortRecord> records = new HashMap<>();
        private final Map<Integer, CohortStore.Member> members = new HashMap<>();
        public final Map<ParticipantId, DeliveredGenome> files = new HashMap<>();

        /// Called whenever somebody's record is read.
        public Consumer<Set<ParticipantId>> read = _ -> {};

        /// Called whenever numbers are looked up.
        public Runnable lookedUp = () -> {};

        @Override
        public Map<ParticipantId, CohortRecord> records(Set<ParticipantId> participants) {
            read.accept(participants);
            Map<ParticipantId, CohortRecord> found = new HashMap<>(records);
            found.keySet().retainAll(participants);
            return found;
        }

        @Override
        public Map<ParticipantId, DeliveredGenome> genomes(Set<ParticipantId> participants) {
            Map<ParticipantId, DeliveredGenome> found = new HashMap<>(files);
            found.keySet().retainAll(participants);
            return found;
        }

        @Override
        public Optional<DeliveredGenome> genome(String file) {
            return files.values().stream().filter(f -> f.file().equals(file)).findFirst();
        }

        @Override
        public Map<Integer, CohortStore.Member> members(RoaringBitmap numbers) {
            lookedUp.run();
            Map<Integer, CohortStore.Member> found = new HashMap<>(members);
            found.keySet().removeIf(n -> !numbers.contains(n));
            return found;
        }
    }

    /// Runs in memory.
    public static final class Runs implements RunStore {
        private final Map<RunId, Run> runs = new LinkedHashMap<>();
        private final Map<RunId, Findings> findings = new HashMap<>();
        private final Set<RunId> unwanted = new HashSet<>();

        @Override
        public void add(Run run) {
            runs.put(run.id(), run);
        }

        @Override
        public Optional<Run> find(RunId id) {
            return Optional.ofNullable(runs.get(id));
        }

        @Override
        public List<Run> of(ProjectReference project, int most) {
            return runs.values().stream()
                    .filter(r -> r.project().equals(project))
                    .toList()
                    .reversed();
        }

        @Override
        public int open(ProjectReference project) {
            return (int) of(project, 0).stream().filter(r -> !r.state().isEnded()).count();
        }

        @Override
        public int asked(ProjectReference project, Instant since) {
            return (int) of(project, 0).stream().filter(r -> r.askedAt().isAfter(since)).count();
        }

        @Override
        public boolean begin(RunId id) {
            Run run = runs.get(id);
            if (run == null || run.state().isEnded()) {
                return false;
            }
            change(run, RunState.RUNNING, run.done(), Optional.empty());
            return true;
        }

        private void change(Run run, RunState state, int done, Optional<Run.Trace> more) {
            List<Run.Trace> trace = new ArrayList<>(run.trace());
            more.ifPresent(trace::add);
            runs.put(
                    run.id(),
                    new Run(
                            run.id(),
                            run.project(),
                            run.askedBy(),
                            run.analysis(),
                            run.askedAt(),
                            state,
                            done,
                            trace));
        }

        private Run now(RunId id) {
            return find(id).orElseThrow();
        }

        @Override
        public boolean progress(RunId id, int done) {
            change(now(id), RunState.RUNNING, done, Optional.empty());
            return !unwanted.contains(id);
        }

        @Override
        public void trace(RunId id, Run.Trace trace) {
            change(now(id), now(id).state(), now(id).done(), Optional.of(trace));
        }

        @Override
        public void wantStopped(RunId id) {
            unwanted.add(id);
        }

        @Override
        public void end(RunId id, RunState state, Run.Trace trace, Optional<Findings> found) {
            change(now(id), state, now(id).done(), Optional.of(trace));
            found.ifPresent(f -> findings.put(id, Findings.read(f.write())));
        }

        @Override
        public Optional<Findings> findings(RunId id) {
            return Optional.ofNullable(findings.get(id));
        }
    }
}
