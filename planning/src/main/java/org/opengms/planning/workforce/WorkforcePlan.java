package org.opengms.planning.workforce;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.opengms.datafile.DataFile;
import org.opengms.planning.network.Quantity;
import org.opengms.planning.network.Refused;
import org.opengms.planning.network.ServiceScenario;

/// The people of a service over some years, beside a scenario of its network: who is in post, how
/// many leave and join, who is being trained and where more could be, who holds which competence
/// until when, and what else changes meanwhile.
///
/// @param format [#FORMAT]
/// @param id of the plan
/// @param title in a few words
/// @param description what it stands for, and what it does not
/// @param start its first day, that of the scenario
/// @param quarters how many quarters of 13 weeks are looked ahead
/// @param rampQuarters of these, at the start, in which turnaround is not counted
/// @param sources what the marks of the quantities rest on, by the key they name
/// @param budgetPencePerYear for training places, where no other budget is asked about
/// @param roles what people are
/// @param posts how many of a role a laboratory has
/// @param pipelines by which people come to a role at a laboratory
/// @param funded training places that are paid for beside the budget
/// @param courses by which a competence is got and kept
/// @param holdings who holds a competence at a site
/// @param demandSteps what a roll-out adds to the tests that are asked for
/// @param networkSteps what is added to laboratories meanwhile, whatever the budget
public record WorkforcePlan(
        String format,
        String id,
        String title,
        String description,
        LocalDate start,
        int quarters,
        int rampQuarters,
        Map<String, String> sources,
        long budgetPencePerYear,
        List<Role> roles,
        List<Post> posts,
        List<Pipeline> pipelines,
        List<FundedPlaces> funded,
        List<Course> courses,
        List<Holding> holdings,
        List<DemandStep> demandSteps,
        List<NetworkStep> networkSteps) {

    /// The form this version reads and writes.
    public static final String FORMAT = "opengms-workforce-plan/1";

    /// The names of the plans that come with the program; each goes with the scenario of its name.
    public static final List<String> NAMES = List.of("national-today", "regional-example");

    /// The most a budget may be: a hundred thousand million pounds, in pence.
    static final long MOST_PENCE = 10_000_000_000_000L;

    private static final DataFile<WorkforcePlan> FILE =
            new DataFile<>(
                    WorkforcePlan.class, "a workforce plan", "OGMS-8850", PlanChecks::checked);

    /// What people are.
    ///
    /// @param id what posts and pipelines name it by
    /// @param name as people call it
    /// @param interprets the competence of the scenario's laboratories whose cases they interpret;
    ///   absent: none
    /// @param payPencePerYear of a whole-time equivalent, with what an employer adds
    public record Role(
            String id, String name, Optional<String> interprets, Quantity payPencePerYear) {
        public Role {
            Refused.id(id, "id");
            payPencePerYear.within(0, 1e9, "payPencePerYear");
        }
    }

    /// How many of a role a laboratory has.
    ///
    /// @param laboratory its id in the scenario
    /// @param role its id
    /// @param wteContracted whole-time equivalents in post at the start
    /// @param leaveShare of their time, on annual and study leave, 0 to 1
    /// @param absenceShare of their time, ill or on other absence, 0 to 1
    /// @param turnoverPerYear the part of those in post who leave each year, 0 to 1
    /// @param hiresPerYear whole-time equivalents who join trained, evenly
    /// @param mostSupervisingShare of those at work, the most who may teach at once, 0 to 1
    public record Post(
            String laboratory,
            String role,
            Quantity wteContracted,
            Quantity leaveShare,
            Quantity absenceShare,
            Quantity turnoverPerYear,
            Quantity hiresPerYear,
            double mostSupervisingShare) {
        public Post {
            wteContracted.within(0, 100_000, "wteContracted");
            leaveShare.within(0, 0.5, "leaveShare");
            absenceShare.within(0, 0.4, "absenceShare");
            turnoverPerYear.within(0, 0.9, "turnoverPerYear");
            hiresPerYear.within(0, 10_000, "hiresPerYear");
            Refused.within(mostSupervisingShare, 0, 1, "mostSupervisingShare");
        }

        /// What it is called in results: laboratory and role.
        String key() {
            return laboratory + "/" + role;
        }
    }

    /// How people come to a role.
    public enum Kind {
        /// A programme of three years.
        SCIENTIST_PROGRAMME,
        /// Scientists of another kind are taught, in 3 to 12 months.
        UPSKILLING
    }

    /// A way by which people come to a role at a laboratory.
    ///
    /// @param id of the pipeline
    /// @param name as people call it
    /// @param kind how
    /// @param laboratory its id in the scenario
    /// @param role the id of the role they end in
    /// @param from the role at the laboratory that they leave for it; absent: they come from
    ///   outside
    /// @param supervisedBy the role at the laboratory that teaches them
    /// @param durationQuarters until they qualify, rounded to whole quarters
    /// @param dropoutShare of those who begin, who do not end, evenly over the time; they go back
    ///   where they came from
    /// @param wtePerGraduate of one who ends
    /// @param supervisionWtePerTrainee that each takes from those who teach, all the time
    /// @param pencePerPlace for the whole time, spread evenly over it
    /// @param mostPerYear new places for which people and room are found
    /// @param underWay who is in it at the start
    public record Pipeline(
            String id,
            String name,
            Kind kind,
            String laboratory,
            String role,
            Optional<String> from,
            String supervisedBy,
            Quantity durationQuarters,
            Quantity dropoutShare,
            double wtePerGraduate,
            Quantity supervisionWtePerTrainee,
            long pencePerPlace,
            int mostPerYear,
            List<UnderWay> underWay) {
        public Pipeline {
            Refused.id(id, "id");
            switch (kind) {
                case SCIENTIST_PROGRAMME -> durationQuarters.within(12, 20, "durationQuarters");
                case UPSKILLING -> durationQuarters.within(1, 4, "durationQuarters");
            }
            dropoutShare.within(0, 0.9, "dropoutShare");
            Refused.within(wtePerGraduate, 0.1, 1, "wtePerGraduate");
            supervisionWtePerTrainee.within(0, 1, "supervisionWtePerTrainee");
            Refused.within((double) pencePerPlace, 1, 1e10, "pencePerPlace");
            Refused.within(mostPerYear, 0, 100_000, "mostPerYear");
            underWay = List.copyOf(underWay);
            if (from.isPresent() && from.get().equals(role)) {
                throw Refused.because("pipeline %s leads from role %s to itself", id, role);
            }
        }

        /// Quarters until they qualify, at the value.
        int wholeQuarters() {
            return (int) Math.rint(durationQuarters.value());
        }
    }

    /// People in training at the start.
    ///
    /// @param began before the start
    /// @param trainees who are still in it
    public record UnderWay(LocalDate began, int trainees) {
        public UnderWay {
            Refused.plausible(began, "began");
            Refused.within(trainees, 1, 10_000, "trainees");
        }
    }

    /// Training places that are paid for beside the budget. They are filled in the pipeline that is
    /// the first in the plan for the laboratory and role.
    ///
    /// @param laboratory its id in the scenario
    /// @param role its id
    /// @param places how many
    /// @param since when they were paid; people begin in the quarter after, or the first
    /// @param reference of the payment, such as `S-7`
    public record FundedPlaces(
            String laboratory, String role, int places, LocalDate since, String reference) {
        public FundedPlaces {
            Refused.within(places, 1, 10_000, "places");
            Refused.plausible(since, "since");
            if (reference.isBlank()) {
                throw Refused.because("the reference of funded places is blank");
            }
        }
    }

    /// A course by which a competence is got and kept.
    ///
    /// @param id of the course
    /// @param name as people call it
    /// @param competence the id of what it gives
    /// @param pencePerPlace of one person
    /// @param validQuarters after which the competence lapses unless the course is taken again
    /// @param startersOf roles whose starters at laboratories take it
    /// @param tests whose number more holders go with, by the scenario's ids; empty: all tests
    /// @param requires courses that new holders take before
    public record Course(
            String id,
            String name,
            String competence,
            long pencePerPlace,
            int validQuarters,
            List<String> startersOf,
            List<String> tests,
            List<String> requires) {
        public Course {
            Refused.id(id, "id");
            Refused.id(competence, "competence");
            Refused.within((double) pencePerPlace, 0, 1e9, "pencePerPlace");
            Refused.within(validQuarters, 1, 80, "validQuarters");
            startersOf = List.copyOf(startersOf);
            tests = List.copyOf(tests);
            requires = List.copyOf(requires);
        }
    }

    /// Who holds a competence at a site.
    ///
    /// @param site the id of an ordering site or a laboratory of the scenario
    /// @param competence its id, one that a course gives
    /// @param holders people at the start
    /// @param turnoverPerYear the part of them who leave each year, 0 to 1
    /// @param expiring when whose competence lapses; of the others it does not in the plan's time
    public record Holding(
            String site,
            String competence,
            int holders,
            Quantity turnoverPerYear,
            List<Expiry> expiring) {
        public Holding {
            Refused.within(holders, 0, 100_000, "holders");
            turnoverPerYear.within(0, 0.9, "turnoverPerYear");
            expiring = List.copyOf(expiring);
            if (expiring.stream().mapToLong(Expiry::holders).sum() > holders) {
                throw Refused.because(
                        "of the %s holders of %s at %s more than all lapse",
                        holders, competence, site);
            }
        }
    }

    /// A day on which people's competence lapses.
    ///
    /// @param lapses the day, not before the plan's start
    /// @param holders whose
    public record Expiry(LocalDate lapses, int holders) {
        public Expiry {
            Refused.plausible(lapses, "lapses");
            Refused.within(holders, 1, 100_000, "holders");
        }
    }

    /// What a roll-out adds to the tests that are asked for.
    ///
    /// @param date from which on
    /// @param test its id in the scenario
    /// @param testsPerYear more than before, from all sites in proportion
    /// @param reason of it
    public record DemandStep(LocalDate date, String test, Quantity testsPerYear, String reason) {
        public DemandStep {
            Refused.plausible(date, "date");
            testsPerYear.within(0.001, 1e7, "testsPerYear");
        }
    }

    /// What is added to a laboratory meanwhile.
    ///
    /// @param date from which on
    /// @param laboratory its id in the scenario
    /// @param storageTerabytes more than before; 0 for none
    /// @param computePlaces more than before; 0 for none
    /// @param casesPerMeeting more than before; 0 for none
    /// @param machines more than before, by the line's id
    public record NetworkStep(
            LocalDate date,
            String laboratory,
            double storageTerabytes,
            int computePlaces,
            int casesPerMeeting,
            Map<String, Integer> machines) {
        public NetworkStep {
            Refused.plausible(date, "date");
            Refused.within(storageTerabytes, 0, 1e6, "storageTerabytes");
            Refused.within(computePlaces, 0, 10_000, "computePlaces");
            Refused.within(casesPerMeeting, 0, 10_000, "casesPerMeeting");
            machines = Collections.unmodifiableMap(new TreeMap<>(machines));
            machines.forEach((line, more) -> Refused.within(more, 1, 10_000, "machines." + line));
        }
    }

    public WorkforcePlan {
        if (!format.equals(FORMAT)) {
            throw Refused.because("format is \"%s\" and must be \"%s\"", format, FORMAT);
        }
        Refused.id(id, "id");
        Refused.plausible(start, "start");
        if (start.getDayOfWeek() != DayOfWeek.MONDAY) {
            throw Refused.because("start is %s and must be a Monday", start);
        }
        Refused.within(quarters, 2, 60, "quarters");
        Refused.within(rampQuarters, 0, quarters - 1.0, "rampQuarters");
        Refused.within((double) budgetPencePerYear, 0, (double) MOST_PENCE, "budgetPencePerYear");
        sources = Collections.unmodifiableMap(new TreeMap<>(sources));
        roles = List.copyOf(roles);
        posts = List.copyOf(posts);
        pipelines = List.copyOf(pipelines);
        funded = List.copyOf(funded);
        courses = List.copyOf(courses);
        holdings = List.copyOf(holdings);
        demandSteps = List.copyOf(demandSteps);
        networkSteps = List.copyOf(networkSteps);
    }

    /// Reads a plan, in JSON or YAML by the file's name.
    ///
    /// @throws IllegalArgumentException if it is none, naming the field and the reason
    /// @throws UncheckedIOException if it cannot be read
    public static WorkforcePlan read(Path file) {
        return FILE.read(file);
    }

    /// Reads a plan that was sent.
    ///
    /// @param text of the file
    /// @param name of the file, which says whether it is JSON or YAML and is named in messages
    /// @throws IllegalArgumentException if it is none, naming the field and the reason
    public static WorkforcePlan parse(String text, String name) {
        return FILE.parse(text, name);
    }

    /// One of the plans that come with the program: [#NAMES].
    ///
    /// @throws IllegalArgumentException if there is none of this name
    public static WorkforcePlan named(String name) {
        String resource = name + ".yaml";
        try (InputStream in =
                NAMES.contains(name) ? WorkforcePlan.class.getResourceAsStream(resource) : null) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "OGMS-8851 There is no workforce plan \"%s\". Take one of %s, or the path of a file."
                                .formatted(name, NAMES));
            }
            return FILE.read(in, resource);
        } catch (IOException e) {
            throw new UncheckedIOException("OGMS-8851 Cannot read workforce plan " + name + ".", e);
        }
    }

    /// The plan as JSON text.
    public String text() {
        return FILE.text(this);
    }

    /// The same with more places that are paid for beside the budget.
    ///
    /// @throws IllegalArgumentException if there is no pipeline for one of them
    public WorkforcePlan withFunded(List<FundedPlaces> more) {
        List<FundedPlaces> all = new ArrayList<>(funded);
        all.addAll(more);
        return PlanChecks.checked(
                new WorkforcePlan(
                        format,
                        id,
                        title,
                        description,
                        start,
                        quarters,
                        rampQuarters,
                        sources,
                        budgetPencePerYear,
                        roles,
                        posts,
                        pipelines,
                        all,
                        courses,
                        holdings,
                        demandSteps,
                        networkSteps));
    }

    /// The same with other people and what a roll-out asks of them.
    ///
    /// @param otherPosts who is in post
    /// @param otherPipelines who is being trained
    /// @param otherHoldings who holds what
    /// @param otherDemandSteps what is asked for more
    /// @throws IllegalArgumentException if they do not go with the rest
    public WorkforcePlan with(
            List<Post> otherPosts,
            List<Pipeline> otherPipelines,
            List<Holding> otherHoldings,
            List<DemandStep> otherDemandSteps) {
        return PlanChecks.checked(
                new WorkforcePlan(
                        format,
                        id,
                        title,
                        description,
                        start,
                        quarters,
                        rampQuarters,
                        sources,
                        budgetPencePerYear,
                        roles,
                        otherPosts,
                        otherPipelines,
                        funded,
                        courses,
                        otherHoldings,
                        otherDemandSteps,
                        networkSteps));
    }

    /// The pipeline by which funded places of a laboratory and role are filled.
    public Optional<Pipeline> pipelineFor(String laboratory, String role) {
        return pipelines.stream()
                .filter(p -> p.laboratory().equals(laboratory) && p.role().equals(role))
                .findFirst();
    }

    /// The role of this id.
    Role role(String id) {
        return roles.stream()
                .filter(r -> r.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refused.because("OGMS-8852 There is no role \"%s\"", id));
    }

    /// Where a laboratory's people of a role stand in `posts`; -1 if nowhere.
    int post(String laboratory, String role) {
        for (int i = 0; i < posts.size(); i++) {
            if (posts.get(i).laboratory().equals(laboratory) && posts.get(i).role().equals(role)) {
                return i;
            }
        }
        return -1;
    }

    /// The first day of a quarter.
    ///
    /// @param quarter from 0
    LocalDate quarterStart(int quarter) {
        return start.plusDays((long) quarter * ServiceScenario.QUARTER_DAYS);
    }

    /// The first day after the last quarter.
    public LocalDate end() {
        return quarterStart(quarters);
    }
}
