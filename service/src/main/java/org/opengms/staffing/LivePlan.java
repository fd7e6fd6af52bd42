package org.opengms.staffing;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.opengms.infrastructure.NetworkState;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.infrastructure.StaffRole;
import org.opengms.planning.network.Laboratory;
import org.opengms.planning.network.OrderingSite;
import org.opengms.planning.network.Quantity;
import org.opengms.planning.network.ServiceScenario;
import org.opengms.planning.network.TestDemand;
import org.opengms.planning.workforce.WorkforcePlan;
import org.opengms.workforce.Competence;
import org.opengms.workforce.JobRole;
import org.opengms.workforce.Workforce;

/// A scenario and its workforce plan with the people that the service has, in place of the plan's
/// own: at laboratories and sites that stand for an organisation of the service.
///
/// The plan keeps its days: its first is today. A day of the calendar is the day of the plan that
/// is as far from the plan's first as it is from today.
///
/// @param today the plan's first day
/// @param scenario with the demand of the question
/// @param plan with the service's people
/// @param stands which organisation each place stands for, by its id
/// @param staff what the service has of each role
/// @param funded training places that funds have bought, and where they are filled
/// @param notes what could not be taken over, each in a sentence
record LivePlan(
        LocalDate today,
        ServiceScenario scenario,
        WorkforcePlan plan,
        Map<String, OdsCode> stands,
        List<ForecastResult.Staff> staff,
        List<FundedPlan.Placed> funded,
        List<String> notes) {
    /// What plans that come with the program call a competence, where the service has another name.
    private static final Map<String, Competence> NAMES =
            Map.of(
                    "take-record-of-discussion", Competence.RECORD_OF_DISCUSSION,
                    "chair-meeting", Competence.MDT_CHAIR);

    /// What the service says of its people.
    ///
    /// @param register who is there and may do what
    /// @param network its laboratories and sites
    /// @param state what laboratories say of themselves now
    /// @param funded what funds have bought
    /// @param growth of its orders
    record People(
            StaffRegister register,
            ServiceNetwork network,
            NetworkState state,
            FundedTraining funded,
            OrderGrowth growth) {}

    static Optional<Competence> competence(String planned) {
        return Optional.ofNullable(NAMES.get(planned)).or(() -> Competence.find(planned));
    }

    /// @param given the question's places
    /// @throws IllegalArgumentException if a place is not of the scenario, or an organisation not
    ///   of the service
    static LivePlan of(
            ServiceScenario scenario,
            WorkforcePlan plan,
            Map<String, OdsCode> given,
            Optional<Double> testsPerYear,
            People people) {
        return new Making(scenario, plan, people, stands(scenario, given, people.network()))
                .made(testsPerYear);
    }

    private static Map<String, OdsCode> stands(
            ServiceScenario scenario, Map<String, OdsCode> given, ServiceNetwork network) {
        Map<String, OdsCode> stands = new TreeMap<>();
        for (Laboratory laboratory : scenario.laboratories()) {
            network.laboratories().stream()
                    .filter(l -> l.ods().value().equalsIgnoreCase(laboratory.id()))
                    .forEach(l -> stands.put(laboratory.id(), l.ods()));
        }
        for (OrderingSite site : scenario.sites()) {
            network.sites().stream()
                    .filter(s -> s.ods().value().equalsIgnoreCase(site.id()))
                    .forEach(s -> stands.put(site.id(), s.ods()));
        }
        given.forEach((id, ods) -> {
            boolean fits =
                    scenario.laboratories().stream().anyMatch(l -> l.id().equals(id))
                            ? network.laboratory(ods).isPresent()
                            : scenario.sites().stream().anyMatch(s -> s.id().equals(id))
                                    && network.site(ods).isPresent();
            if (!fits) {
                throw new IllegalArgumentException(
                        "OGMS-8864 Place %s cannot stand for %s: a laboratory of scenario %s stands for a laboratory of the service, a site for a site. Check both."
                                .formatted(id, ods, scenario.id()));
            }
            stands.put(id, ods);
        });
        return stands;
    }

    /// The day of the plan that a day of the calendar is.
    LocalDate planDay(LocalDate day) {
        return plan.start().plusDays(ChronoUnit.DAYS.between(today, day));
    }

    private static final class Making {
        private final ServiceScenario scenario;
        private final WorkforcePlan plan;
        private final People people;
        private final Map<String, OdsCode> stands;
        private final LocalDate today;
        private final List<ForecastResult.Staff> staff = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();

        Making(
                ServiceScenario scenario,
                WorkforcePlan plan,
                People people,
                Map<String, OdsCode> stands) {
            this.scenario = scenario;
            this.plan = plan;
            this.people = people;
            this.stands = stands;
            this.today = people.register().day();
        }

        LivePlan made(Optional<Double> testsPerYear) {
            List<WorkforcePlan.Post> posts = posts();
            double share = interpreters(posts) / interpreters(plan.posts());
            List<WorkforcePlan.DemandStep> steps =
                    plan.demandSteps().stream()
                            .map(s ->
                                    new WorkforcePlan.DemandStep(
                                            s.date(),
                                            s.test(),
                                            times(s.testsPerYear(), share),
                                            s.reason()))
                            .filter(s -> s.testsPerYear().low() >= 0.001)
                            .toList();
            WorkforcePlan live = plan.with(posts, pipelines(), holdings(), steps);
            FundedPlan funded =
                    FundedPlan.of(
                            live,
                            people.funded(),
                            (id, laboratory) -> laboratory.equals(stands.get(id)),
                            this::planDay);
            Quantity tests =
                    testsPerYear
                            .map(t -> exactly(t, scenario.testsPerYear().source()))
                            .orElseGet(() -> times(scenario.testsPerYear(), share));
            return new LivePlan(
                    today,
                    scenario.withDemand(tests, demand()),
                    funded.plan(),
                    stands,
                    staff,
                    funded.places(),
                    notes);
        }

        private LocalDate planDay(LocalDate day) {
            return plan.start().plusDays(ChronoUnit.DAYS.between(today, day));
        }

        private double interpreters(List<WorkforcePlan.Post> posts) {
            double sum = 0;
            for (WorkforcePlan.Post post : posts) {
                if (FundedPlan.isOf(plan, post.role(), StaffRole.CLINICAL_SCIENTIST)) {
                    sum += post.wteContracted().value();
                }
            }
            return sum > 0 ? sum : 1;
        }

        /// Posts of laboratories that stand for one, with the people that it says it has; several
        /// posts of a role share them as in the plan.
        private List<WorkforcePlan.Post> posts() {
            Map<String, WorkforcePlan.Post> posts = new LinkedHashMap<>();
            plan.posts().forEach(p -> posts.put(key(p), p));
            for (Laboratory laboratory : scenario.laboratories()) {
                OdsCode ods = stands.get(laboratory.id());
                if (ods == null) {
                    notes.add(
                            "Laboratory %s of the scenario stands for none of the service: its people are the plan's."
                                    .formatted(laboratory.name()));
                    continue;
                }
                Workforce there =
                        people.state()
                                .laboratory(ods)
                                .map(Workforce::of)
                                .orElseGet(() -> new Workforce(Map.of()));
                for (StaffRole role : StaffRole.values()) {
                    List<WorkforcePlan.Post> own =
                            plan.posts().stream()
                                    .filter(p -> p.laboratory().equals(laboratory.id()))
                                    .filter(p -> FundedPlan.isOf(plan, p.role(), role))
                                    .toList();
                    double planned = sum(own, p -> p.wteContracted().value());
                    double wte = there.wholeTimeEquivalents(role);
                    if (own.isEmpty()) {
                        continue;
                    }
                    boolean taken = wte > 0 && planned > 0;
                    staff.add(
                            new ForecastResult.Staff(
                                    ods,
                                    role,
                                    taken ? wte : planned,
                                    taken,
                                    (int) people.register().at(ods, jobRole(role)).count()));
                    if (taken) {
                        own.forEach(p -> posts.put(key(p), scaled(p, wte / planned)));
                    } else {
                        notes.add(
                                "%s has not said how many %s it has: they are the plan's."
                                        .formatted(ods, role.words()));
                    }
                }
            }
            return List.copyOf(posts.values());
        }

        private static String key(WorkforcePlan.Post post) {
            return post.laboratory() + "/" + post.role();
        }

        private static double sum(
                List<WorkforcePlan.Post> posts, ToDoubleFunction<WorkforcePlan.Post> of) {
            return posts.stream().mapToDouble(of).sum();
        }

        private static WorkforcePlan.Post scaled(WorkforcePlan.Post post, double factor) {
            return new WorkforcePlan.Post(
                    post.laboratory(),
                    post.role(),
                    times(post.wteContracted(), factor),
                    post.leaveShare(),
                    post.absenceShare(),
                    post.turnoverPerYear(),
                    times(post.hiresPerYear(), factor),
                    post.mostSupervisingShare());
        }

        private static JobRole jobRole(StaffRole role) {
            return switch (role) {
                case CLINICAL_SCIENTIST -> JobRole.CLINICAL_SCIENTIST;
                case TECHNOLOGIST -> JobRole.TECHNOLOGIST;
                case BIOINFORMATICIAN -> JobRole.BIOINFORMATICIAN;
                case CONSULTANT -> JobRole.CONSULTANT;
                case RECEPTION -> JobRole.OTHER;
            };
        }

        /// Who is being trained is whom the register has as a trainee; at a laboratory of which it
        /// has nobody, whom the plan has.
        private List<WorkforcePlan.Pipeline> pipelines() {
            List<WorkforcePlan.Pipeline> pipelines = new ArrayList<>();
            List<String> filled = new ArrayList<>();
            for (WorkforcePlan.Pipeline pipeline : plan.pipelines()) {
                OdsCode ods = stands.get(pipeline.laboratory());
                if (ods == null || !hasAnybody(ods)) {
                    pipelines.add(pipeline);
                    continue;
                }
                boolean takes =
                        pipeline.kind() == WorkforcePlan.Kind.SCIENTIST_PROGRAMME
                                && !filled.contains(pipeline.laboratory());
                if (takes) {
                    filled.add(pipeline.laboratory());
                }
                pipelines.add(with(pipeline, takes ? underWay(ods, pipeline) : List.of()));
            }
            return pipelines;
        }

        private boolean hasAnybody(OdsCode ods) {
            return people.register().employed().stream()
                    .anyMatch(e -> ods.isOrPartOf(e.workplace()));
        }

        private List<WorkforcePlan.UnderWay> underWay(
                OdsCode ods, WorkforcePlan.Pipeline pipeline) {
            LocalDate earliest =
                    plan.start()
                            .minusDays(
                                    Math.round(pipeline.durationQuarters().low())
                                            * ServiceScenario.QUARTER_DAYS);
            Map<LocalDate, Integer> began = new TreeMap<>();
            people.register()
                    .at(ods, JobRole.TRAINEE)
                    .map(e -> planDay(e.since()))
                    .map(day -> day.isBefore(plan.start()) ? day : plan.start().minusDays(1))
                    .filter(day -> day.isAfter(earliest))
                    .forEach(day -> began.merge(day, 1, Integer::sum));
            return began.entrySet().stream()
                    .map(e -> new WorkforcePlan.UnderWay(e.getKey(), e.getValue()))
                    .toList();
        }

        private static WorkforcePlan.Pipeline with(
                WorkforcePlan.Pipeline pipeline, List<WorkforcePlan.UnderWay> underWay) {
            return new WorkforcePlan.Pipeline(
                    pipeline.id(),
                    pipeline.name(),
                    pipeline.kind(),
                    pipeline.laboratory(),
                    pipeline.role(),
                    pipeline.from(),
                    pipeline.supervisedBy(),
                    pipeline.durationQuarters(),
                    pipeline.dropoutShare(),
                    pipeline.wtePerGraduate(),
                    pipeline.supervisionWtePerTrainee(),
                    pipeline.pencePerPlace(),
                    pipeline.mostPerYear(),
                    underWay);
        }

        /// Who holds what is what the register says; of places that stand for nobody, nothing is
        /// said.
        private List<WorkforcePlan.Holding> holdings() {
            if (stands.isEmpty()) {
                return plan.holdings();
            }
            List<WorkforcePlan.Holding> holdings = new ArrayList<>();
            for (WorkforcePlan.Course course : plan.courses()) {
                Optional<Competence> competence = competence(course.competence());
                if (competence.isEmpty()) {
                    notes.add(
                            "The register does not know competence %s of the plan: nobody is counted."
                                    .formatted(course.competence()));
                    continue;
                }
                stands.forEach((place, ods) -> {
                    List<LocalDate> lastDays = people.register().lastDays(ods, competence.get());
                    if (!lastDays.isEmpty()) {
                        holdings.add(holding(place, course.competence(), lastDays));
                    }
                });
            }
            return holdings;
        }

        private WorkforcePlan.Holding holding(
                String place, String competence, List<LocalDate> lastDays) {
            Map<LocalDate, Integer> lapses = new TreeMap<>();
            lastDays.stream()
                    .map(last -> planDay(last.plusDays(1)))
                    .filter(day -> day.isBefore(plan.end()))
                    .forEach(day -> lapses.merge(day, 1, Integer::sum));
            return new WorkforcePlan.Holding(
                    place,
                    competence,
                    lastDays.size(),
                    turnover(competence),
                    lapses.entrySet().stream()
                            .map(e -> new WorkforcePlan.Expiry(e.getKey(), e.getValue()))
                            .toList());
        }

        private Quantity turnover(String competence) {
            return plan.holdings().stream()
                    .filter(h -> h.competence().equals(competence))
                    .findFirst()
                    .or(() -> plan.holdings().stream().findFirst())
                    .map(WorkforcePlan.Holding::turnoverPerYear)
                    .orElseGet(() -> plan.posts().getFirst().turnoverPerYear());
        }

        private List<TestDemand> demand() {
            OrderGrowth growth = people.growth();
            if (!growth.tells()) {
                return scenario.demand();
            }
            return scenario.demand().stream()
                    .map(d ->
                            new TestDemand(
                                    d.test(),
                                    d.indicationGroup(),
                                    d.shareOfTests(),
                                    new Quantity(
                                            growth.perYear(),
                                            growth.low(),
                                            growth.high(),
                                            Quantity.Spread.TRIANGULAR,
                                            Quantity.Mark.READ,
                                            d.growthPerYear().source()),
                                    d.urgentShare(),
                                    d.otherwise()))
                    .toList();
        }

        private static Quantity times(Quantity quantity, double factor) {
            return new Quantity(
                    quantity.value() * factor,
                    quantity.low() * factor,
                    quantity.high() * factor,
                    quantity.spread(),
                    quantity.mark(),
                    quantity.source());
        }

        private static Quantity exactly(double value, String source) {
            return new Quantity(
                    value, value, value, Quantity.Spread.NONE, Quantity.Mark.READ, source);
        }
    }

    /// The organisations that places would stand for in their order, where nobody says otherwise:
    /// those of the same code, then one after the other.
    static Map<String, OdsCode> inOrder(ServiceScenario scenario, ServiceNetwork network) {
        Map<String, OdsCode> stands = new LinkedHashMap<>(stands(scenario, Map.of(), network));
        pair(
                scenario.laboratories().stream().map(Laboratory::id).toList(),
                network.laboratories().stream().map(l -> l.ods()).toList(),
                stands);
        pair(
                scenario.sites().stream().map(OrderingSite::id).toList(),
                network.sites().stream().map(s -> s.ods()).toList(),
                stands);
        return stands;
    }

    private static void pair(
            List<String> places, List<OdsCode> organisations, Map<String, OdsCode> stands) {
        List<OdsCode> free = organisations.stream().filter(o -> !stands.containsValue(o)).toList();
        int next = 0;
        for (String place : places) {
            if (!stands.containsKey(place) && next < free.size()) {
                stands.put(place, free.get(next));
                next++;
            }
        }
    }
}
