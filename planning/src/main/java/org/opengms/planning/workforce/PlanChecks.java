package org.opengms.planning.workforce;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opengms.planning.network.GenomicTest;
import org.opengms.planning.network.Laboratory;
import org.opengms.planning.network.OrderingSite;
import org.opengms.planning.network.Quantity;
import org.opengms.planning.network.Refused;
import org.opengms.planning.network.ServiceScenario;

/// What a plan's records cannot check alone: names, circles, dates; and whether it goes with a
/// scenario.
final class PlanChecks {
    private final WorkforcePlan plan;

    private PlanChecks(WorkforcePlan plan) {
        this.plan = plan;
    }

    /// Itself, if it is sound.
    static WorkforcePlan checked(WorkforcePlan plan) {
        new PlanChecks(plan).check();
        return plan;
    }

    /// Refuses a plan of another scenario.
    static void mustFit(WorkforcePlan plan, ServiceScenario scenario) {
        new PlanChecks(plan).fit(scenario);
    }

    private void check() {
        once(plan.roles().stream().map(WorkforcePlan.Role::id), "roles");
        once(plan.posts().stream().map(WorkforcePlan.Post::key), "posts");
        once(plan.pipelines().stream().map(WorkforcePlan.Pipeline::id), "pipelines");
        once(plan.courses().stream().map(WorkforcePlan.Course::id), "courses");
        once(plan.courses().stream().map(WorkforcePlan.Course::competence), "courses, competence");
        once(
                plan.holdings().stream().map(h -> h.site() + "/" + h.competence()),
                "holdings, site and competence");
        if (plan.posts().isEmpty()) {
            throw Refused.because("there are no posts: a plan without people plans nothing");
        }
        Set<String> roles =
                plan.roles().stream().map(WorkforcePlan.Role::id).collect(Collectors.toSet());
        for (WorkforcePlan.Role role : plan.roles()) {
            known(role.payPencePerYear());
        }
        for (WorkforcePlan.Post post : plan.posts()) {
            in(roles, post.role(), "posts, role");
            Stream.of(
                            post.wteContracted(),
                            post.leaveShare(),
                            post.absenceShare(),
                            post.turnoverPerYear(),
                            post.hiresPerYear())
                    .forEach(this::known);
        }
        plan.pipelines().forEach(this::pipeline);
        circles(
                plan.pipelines().stream()
                        .filter(p -> p.from().isPresent())
                        .collect(
                                Collectors.groupingBy(
                                        p -> p.laboratory() + "/" + p.from().orElseThrow(),
                                        LinkedHashMap::new,
                                        Collectors.mapping(
                                                p -> p.laboratory() + "/" + p.role(),
                                                Collectors.toList()))),
                "pipelines, from");
        for (WorkforcePlan.FundedPlaces places : plan.funded()) {
            if (plan.pipelineFor(places.laboratory(), places.role()).isEmpty()) {
                throw Refused.because(
                        "funded places %s are for role %s at laboratory %s, and no pipeline leads there",
                        places.reference(), places.role(), places.laboratory());
            }
            if (!places.since().isBefore(plan.end())) {
                throw Refused.because(
                        "funded places %s begin on %s, after the plan ends on %s",
                        places.reference(), places.since(), plan.end());
            }
        }
        courses(roles);
        for (WorkforcePlan.DemandStep step : plan.demandSteps()) {
            known(step.testsPerYear());
            inTime(step.date(), "demandSteps, date");
        }
        plan.networkSteps().forEach(step -> inTime(step.date(), "networkSteps, date"));
    }

    private void pipeline(WorkforcePlan.Pipeline pipeline) {
        for (String role :
                Stream.concat(
                                pipeline.from().stream(),
                                Stream.of(pipeline.role(), pipeline.supervisedBy()))
                        .toList()) {
            if (plan.post(pipeline.laboratory(), role) < 0) {
                throw Refused.because(
                        "pipeline %s needs role %s at laboratory %s, and no post is of it. Add one, if with 0 people",
                        pipeline.id(), role, pipeline.laboratory());
            }
        }
        Stream.of(
                        pipeline.durationQuarters(),
                        pipeline.dropoutShare(),
                        pipeline.supervisionWtePerTrainee())
                .forEach(this::known);
        for (WorkforcePlan.UnderWay group : pipeline.underWay()) {
            if (!group.began().isBefore(plan.start())) {
                throw Refused.because(
                        "pipeline %s has trainees under way who began on %s, not before the plan starts on %s",
                        pipeline.id(), group.began(), plan.start());
            }
        }
    }

    private void courses(Set<String> roles) {
        Set<String> ids =
                plan.courses().stream().map(WorkforcePlan.Course::id).collect(Collectors.toSet());
        Set<String> competences =
                plan.courses().stream()
                        .map(WorkforcePlan.Course::competence)
                        .collect(Collectors.toSet());
        for (WorkforcePlan.Course course : plan.courses()) {
            course.startersOf().forEach(r -> in(roles, r, "courses, startersOf"));
            course.requires().forEach(r -> in(ids, r, "courses, requires"));
        }
        circles(
                plan.courses().stream()
                        .collect(
                                Collectors.toMap(
                                        WorkforcePlan.Course::id,
                                        WorkforcePlan.Course::requires,
                                        (a, _) -> a,
                                        LinkedHashMap::new)),
                "courses, requires");
        for (WorkforcePlan.Holding holding : plan.holdings()) {
            in(competences, holding.competence(), "holdings, competence");
            known(holding.turnoverPerYear());
            for (WorkforcePlan.Expiry expiry : holding.expiring()) {
                if (expiry.lapses().isBefore(plan.start())) {
                    throw Refused.because(
                            "a competence %s at %s lapses on %s, before the plan starts on %s: who has lapsed is no holder",
                            holding.competence(), holding.site(), expiry.lapses(), plan.start());
                }
            }
        }
    }

    private void inTime(java.time.LocalDate date, String field) {
        if (date.isBefore(plan.start()) || !date.isBefore(plan.end())) {
            throw Refused.because(
                    "%s is %s and must lie within the plan, %s to before %s",
                    field, date, plan.start(), plan.end());
        }
    }

    private void known(Quantity quantity) {
        in(plan.sources().keySet(), quantity.source(), "source");
    }

    private static void in(Collection<String> known, String name, String field) {
        if (!known.contains(name)) {
            throw Refused.because(
                    "%s names \"%s\"; take one of %s", field, name, new TreeSet<>(known));
        }
    }

    private static void once(Stream<String> names, String field) {
        Set<String> seen = new HashSet<>();
        names.forEach(name -> {
            if (!seen.add(name)) {
                throw Refused.because("%s: \"%s\" is there twice", field, name);
            }
        });
    }

    /// Refuses arrows that lead back to where they began.
    private static void circles(Map<String, List<String>> arrows, String field) {
        for (String first : arrows.keySet()) {
            Deque<String> open = new ArrayDeque<>(arrows.getOrDefault(first, List.of()));
            Set<String> seen = new HashSet<>();
            while (!open.isEmpty()) {
                String next = open.pop();
                if (next.equals(first)) {
                    throw Refused.because("%s: %s leads back to itself in a circle", field, first);
                }
                if (seen.add(next)) {
                    open.addAll(arrows.getOrDefault(next, List.of()));
                }
            }
        }
    }

    private void fit(ServiceScenario scenario) {
        if (!plan.start().equals(scenario.start())) {
            throw Refused.because(
                    "OGMS-8852 Plan %s starts on %s and scenario %s on %s. A plan goes with a scenario that starts with it",
                    plan.id(), plan.start(), scenario.id(), scenario.start());
        }
        Map<String, Laboratory> laboratories =
                scenario.laboratories().stream()
                        .collect(
                                Collectors.toMap(
                                        Laboratory::id, l -> l, (a, _) -> a, LinkedHashMap::new));
        Set<String> sites =
                scenario.sites().stream().map(OrderingSite::id).collect(Collectors.toSet());
        sites.addAll(laboratories.keySet());
        Set<String> tests =
                scenario.tests().stream().map(GenomicTest::id).collect(Collectors.toSet());
        Set<String> asked =
                scenario.demand().stream().map(d -> d.test()).collect(Collectors.toSet());
        for (WorkforcePlan.Post post : plan.posts()) {
            fits(laboratories.keySet(), post.laboratory(), "posts, laboratory", scenario);
            Laboratory laboratory = laboratories.get(post.laboratory());
            plan.role(post.role())
                    .interprets()
                    .ifPresent(competence ->
                            fits(
                                    laboratory == null
                                            ? Set.of()
                                            : laboratory.staff().stream()
                                                    .map(Laboratory.StaffGroup::competence)
                                                    .toList(),
                                    competence,
                                    "posts, the competence that role %s interprets at %s"
                                            .formatted(post.role(), post.laboratory()),
                                    scenario));
        }
        for (WorkforcePlan.Course course : plan.courses()) {
            course.tests().forEach(t -> fits(tests, t, "courses, tests", scenario));
        }
        for (WorkforcePlan.Holding holding : plan.holdings()) {
            fits(sites, holding.site(), "holdings, site", scenario);
        }
        for (WorkforcePlan.DemandStep step : plan.demandSteps()) {
            fits(asked, step.test(), "demandSteps, test", scenario);
        }
        for (WorkforcePlan.NetworkStep step : plan.networkSteps()) {
            fits(laboratories.keySet(), step.laboratory(), "networkSteps, laboratory", scenario);
        }
    }

    private void fits(
            Collection<String> known, String name, String field, ServiceScenario scenario) {
        if (!known.contains(name)) {
            throw Refused.because(
                    "OGMS-8852 Plan %s does not go with scenario %s: %s names \"%s\". Take one of %s",
                    plan.id(), scenario.id(), field, name, new TreeSet<>(known));
        }
    }
}
