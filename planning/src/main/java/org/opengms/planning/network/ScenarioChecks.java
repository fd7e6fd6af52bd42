package org.opengms.planning.network;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// What the records of a scenario cannot check alone: that what they name exists, that every test
/// that is ordered can be done and interpreted somewhere, that sent samples come to an end, and
/// that dates lie where they can.
final class ScenarioChecks {
    private final ServiceScenario scenario;

    private ScenarioChecks(ServiceScenario scenario) {
        this.scenario = scenario;
    }

    /// The scenario itself.
    ///
    /// @throws IllegalArgumentException naming the field and the reason
    static ServiceScenario checked(ServiceScenario scenario) {
        new ScenarioChecks(scenario).check();
        return scenario;
    }

    private void check() {
        Set<String> regions = ids("regions", scenario.regions(), Region::id);
        Set<String> profiles = ids("siteProfiles", scenario.siteProfiles(), SiteProfile::id);
        Set<String> laboratories = ids("laboratories", scenario.laboratories(), Laboratory::id);
        ids("sites", scenario.sites(), OrderingSite::id);
        Set<String> testIds = ids("tests", scenario.tests(), GenomicTest::id);
        for (int i = 0; i < scenario.sites().size(); i++) {
            OrderingSite site = scenario.sites().get(i);
            String field = "sites[" + i + "].";
            known(field + "region", site.region(), regions);
            known(field + "laboratory", site.laboratory(), laboratories);
            known(field + "profile", site.profile(), profiles);
        }
        if (scenario.sites().stream().noneMatch(s -> s.demandWeight() > 0)) {
            throw Refused.because("field sites: no site has a demandWeight above 0");
        }
        for (int i = 0; i < scenario.tests().size(); i++) {
            for (GenomicTest.Yield yield : scenario.tests().get(i).yields()) {
                known(
                        "tests[" + i + "].yields.indicationGroup",
                        yield.indicationGroup(),
                        scenario.indicationGroups().keySet());
            }
        }
        for (int i = 0; i < scenario.laboratories().size(); i++) {
            laboratory(i, regions, laboratories);
        }
        demand(testIds);
        backlog(testIds, laboratories);
        for (LocalDate holiday : scenario.holidays()) {
            within("holidays", holiday, scenario.start(), scenario.end().plusYears(1));
        }
        Set<String> classes = new HashSet<>();
        scenario.tests().forEach(t -> classes.add(t.reportingClass()));
        scenario.serviceLevels()
                .onTimeShareByClass()
                .keySet()
                .forEach(c -> known("serviceLevels.onTimeShareByClass", c, classes));
        if (scenario.serviceLevels().rampQuarters() >= scenario.quarters()) {
            throw Refused.because(
                    "field serviceLevels.rampQuarters: %s is not below quarters, %s: no quarter is judged",
                    scenario.serviceLevels().rampQuarters(), scenario.quarters());
        }
        EveryQuantity.of(scenario)
                .forEach((place, quantity) ->
                        known(place + ".source", quantity.source(), scenario.sources().keySet()));
    }

    private void laboratory(int i, Set<String> regions, Set<String> laboratories) {
        Laboratory lab = scenario.laboratories().get(i);
        String field = "laboratories[" + i + "].";
        known(field + "region", lab.region(), regions);
        ids(field + "lines", lab.lines(), Laboratory.Line::id);
        ids(field + "staff", lab.staff(), Laboratory.StaffGroup::competence);
        ids(field + "sendsAway", lab.sendsAway(), Laboratory.SendAway::line);
        for (Laboratory.SendAway away : lab.sendsAway()) {
            known(field + "sendsAway.laboratory", away.laboratory(), laboratories);
            if (lab.line(away.line()).isPresent()) {
                throw Refused.because(
                        "field %ssendsAway: line %s is sent to %s and among the laboratory's own lines. Remove one of the two",
                        field, away.line(), away.laboratory());
            }
            ends(field, lab, away);
        }
        if (lab.clerks().minutesPerCase().high() != 0) {
            throw Refused.because(
                    "field %sclerks.minutesPerCase: %s must be 0, since paperEffects.clerkMinutes says it",
                    field, lab.clerks().minutesPerCase().value());
        }
        worked(field + "reception", lab.reception());
        worked(field + "extraction", lab.extraction());
        for (Laboratory.StaffGroup group : lab.staff()) {
            for (Laboratory.Trainees trainees : group.trainees()) {
                within(
                        field + "staff.trainees.qualify",
                        trainees.qualify(),
                        scenario.start(),
                        scenario.start().plusYears(30));
            }
        }
        Set<String> stations = Stations.namesIn(lab);
        for (Laboratory.Outage outage : lab.outages()) {
            known(field + "outages.station", outage.station(), stations);
        }
    }

    private static void worked(String field, Laboratory.Bench bench) {
        if (!(bench.minutesPerCase().low() > 0)) {
            throw Refused.because(
                    "field %s.minutesPerCase: its low is %s and must be above 0",
                    field, bench.minutesPerCase().low());
        }
    }

    /// Follows a line that is sent from laboratory to laboratory.
    private void ends(String field, Laboratory lab, Laboratory.SendAway first) {
        List<String> way = new ArrayList<>(List.of(lab.id()));
        Optional<Laboratory.SendAway> next = Optional.of(first);
        while (next.isPresent()) {
            String to = next.get().laboratory();
            boolean again = way.contains(to);
            way.add(to);
            if (again) {
                throw Refused.because(
                        "field %ssendsAway: line %s goes round in a cycle, %s. Let one of them run it",
                        field, first.line(), String.join(" > ", way));
            }
            Laboratory there = scenario.laboratory(to);
            next =
                    there.sendsAway().stream()
                            .filter(s -> s.line().equals(first.line()))
                            .findFirst();
            if (next.isEmpty() && there.line(first.line()).isEmpty()) {
                throw Refused.because(
                        "field %ssendsAway: line %s is sent to %s, which has no such line",
                        field, first.line(), to);
            }
        }
    }

    /// Every sample of a case must find place in one run.
    private static void fits(String field, Laboratory.Line line, GenomicTest test) {
        double low = line.samplesPerRun().low();
        if (Math.rint(low) > 1
                ? low < test.samplesPerCase()
                : line.samplesPerRun().high() >= 1.5 && test.samplesPerCase() > 1) {
            throw Refused.because(
                    "field %slines: line %s may take %s samples a run, and a case of test %s has %s",
                    field, line.id(), low, test.id(), test.samplesPerCase());
        }
    }

    private void demand(Set<String> testIds) {
        Set<String> seen = new HashSet<>();
        Set<String> ordered = new HashSet<>();
        for (int i = 0; i < scenario.demand().size(); i++) {
            TestDemand demand = scenario.demand().get(i);
            String field = "demand[" + i + "].";
            known(field + "test", demand.test(), testIds);
            ordered.add(demand.test());
            mayBeOrderedFor(
                    field + "indicationGroup",
                    scenario.test(demand.test()),
                    demand.indicationGroup());
            demand.otherwise()
                    .ifPresent(instead -> {
                        known(field + "otherwise", instead, testIds);
                        ordered.add(instead);
                        if (instead.equals(demand.test())) {
                            throw Refused.because(
                                    "field %sotherwise: test %s cannot be ordered instead of itself",
                                    field, instead);
                        }
                        mayBeOrderedFor(
                                field + "otherwise",
                                scenario.test(instead),
                                demand.indicationGroup());
                    });
            if (!seen.add(demand.test() + "/" + demand.indicationGroup())) {
                throw Refused.because(
                        "field demand[%s]: %s for %s stands there twice",
                        i, demand.test(), demand.indicationGroup());
            }
        }
        if (scenario.demand().stream().noneMatch(d -> d.shareOfTests().low() > 0)) {
            throw Refused.because("field demand: no test is ordered for sure");
        }
        Set<String> receiving = new HashSet<>();
        scenario.sites().forEach(s -> receiving.add(s.laboratory()));
        for (int i = 0; i < scenario.laboratories().size(); i++) {
            Laboratory lab = scenario.laboratories().get(i);
            if (receiving.contains(lab.id())) {
                for (String test : ordered) {
                    canDo("laboratories[" + i + "].", lab, scenario.test(test));
                }
            }
        }
    }

    private static void mayBeOrderedFor(String field, GenomicTest test, String indicationGroup) {
        if (test.yields().stream().noneMatch(y -> y.indicationGroup().equals(indicationGroup))) {
            throw Refused.because(
                    "field %s: test %s has no yield for \"%s\" and so may not be ordered for it",
                    field, test.id(), indicationGroup);
        }
    }

    private void canDo(String field, Laboratory lab, GenomicTest test) {
        if (lab.line(test.line()).isEmpty()
                && lab.sendsAway().stream().noneMatch(s -> s.line().equals(test.line()))) {
            throw Refused.because(
                    "field %slines: laboratory %s receives test %s, and neither has line %s nor sends it away",
                    field, lab.id(), test.id(), test.line());
        }
        lab.line(test.line()).ifPresent(line -> fits(field, line, test));
        if (lab.staff(test.competence()).isEmpty()) {
            throw Refused.because(
                    "field %sstaff: laboratory %s receives test %s and has no staff with competence %s",
                    field, lab.id(), test.id(), test.competence());
        }
        if (test.meetingShare().high() > 0 && lab.meeting().isEmpty()) {
            throw Refused.because(
                    "field %smeeting: laboratory %s receives test %s, whose cases may need a meeting, and has none",
                    field, lab.id(), test.id());
        }
    }

    private void backlog(Set<String> testIds, Set<String> laboratories) {
        for (int i = 0; i < scenario.backlog().size(); i++) {
            InitialBacklog backlog = scenario.backlog().get(i);
            String field = "backlog[" + i + "].";
            known(field + "laboratory", backlog.laboratory(), laboratories);
            known(field + "test", backlog.test(), testIds);
            Laboratory lab = scenario.laboratory(backlog.laboratory());
            GenomicTest test = scenario.test(backlog.test());
            canDo("backlog[" + i + "].laboratory." + lab.id() + ".", lab, test);
            known(
                    field + "station",
                    backlog.station(),
                    Set.of(
                            Stations.RECEPTION,
                            Stations.EXTRACTION,
                            Stations.line(test.line()),
                            Stations.staff(test.competence())));
        }
    }

    private static <T> Set<String> ids(String field, List<T> list, Function<T, String> id) {
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < list.size(); i++) {
            String name = id.apply(list.get(i));
            Integer before = seen.put(name, i);
            if (before != null) {
                throw Refused.because(
                        "field %s[%s]: \"%s\" stands at [%s] too. Give each its own",
                        field, i, name, before);
            }
        }
        return seen.keySet();
    }

    private static void known(String field, String name, Set<String> names) {
        if (!names.contains(name)) {
            throw Refused.because(
                    "field %s: there is no \"%s\" here. Take one of %s",
                    field, name, names.stream().sorted().toList());
        }
    }

    private static void within(String field, LocalDate date, LocalDate first, LocalDate last) {
        if (date.isBefore(first) || date.isAfter(last)) {
            throw Refused.because(
                    "field %s: %s does not lie within %s and %s", field, date, first, last);
        }
    }
}
