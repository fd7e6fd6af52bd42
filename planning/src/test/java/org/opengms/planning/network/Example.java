package org.opengms.planning.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The regional example, and small changes of scenarios.
public final class Example {
    private Example() {}

    static ServiceScenario scenario() {
        return ServiceScenario.named("regional-example");
    }

    static Quantity exactly(double value) {
        return new Quantity(
                value, value, value, Quantity.Spread.NONE, Quantity.Mark.ASSUMED, "example");
    }

    /// With other tests a year.
    public static ServiceScenario withTestsPerYear(ServiceScenario s, double tests) {
        return with(s, s.laboratories(), s.tests(), exactly(tests), s.demand(), s.backlog());
    }

    static ServiceScenario with(
            ServiceScenario s,
            List<Laboratory> laboratories,
            List<GenomicTest> tests,
            Quantity testsPerYear,
            List<TestDemand> demand,
            List<InitialBacklog> backlog) {
        return new ServiceScenario(
                s.format(),
                s.id(),
                s.title(),
                s.description(),
                s.start(),
                s.quarters(),
                s.sources(),
                s.regions(),
                s.siteProfiles(),
                s.sites(),
                s.paperEffects(),
                laboratories,
                s.indicationGroups(),
                tests,
                testsPerYear,
                demand,
                s.weekdayWeights(),
                s.ordersFromHour(),
                s.ordersUntilHour(),
                s.holidays(),
                backlog,
                s.serviceLevels());
    }

    /// With another test for trios where they are not offered.
    public static ServiceScenario otherwise(ServiceScenario s, String test) {
        return s.withDemand(
                s.demand().stream()
                        .map(d ->
                                d.test().equals("wgs-rare-trio")
                                        ? new TestDemand(
                                                d.test(),
                                                d.indicationGroup(),
                                                d.shareOfTests(),
                                                d.growthPerYear(),
                                                d.urgentShare(),
                                                Optional.of(test))
                                        : d)
                        .toList());
    }

    /// With panels for trios but at site 5, which offers trios from the start.
    static ServiceScenario offeringTriosAtSite5(ServiceScenario s) {
        ServiceScenario o = otherwise(s, "large-panel");
        return new ServiceScenario(
                o.format(),
                o.id(),
                o.title(),
                o.description(),
                o.start(),
                o.quarters(),
                o.sources(),
                o.regions(),
                o.siteProfiles(),
                o.sites().stream()
                        .map(site ->
                                site.id().equals("site-5")
                                        ? new OrderingSite(
                                                site.id(),
                                                site.name(),
                                                site.region(),
                                                site.laboratory(),
                                                site.demandWeight(),
                                                site.profile(),
                                                Optional.of(o.start()))
                                        : site)
                        .toList(),
                o.paperEffects(),
                o.laboratories(),
                o.indicationGroups(),
                o.tests(),
                o.testsPerYear(),
                o.demand(),
                o.weekdayWeights(),
                o.ordersFromHour(),
                o.ordersUntilHour(),
                o.holidays(),
                o.backlog(),
                o.serviceLevels());
    }

    /// One laboratory with one site that orders digitally at all hours, whose reception has so many
    /// places open at all hours, and where nothing else takes long.
    static ServiceScenario onlyReception(
            int places, double minutes, double variation, double testsPerYear, int quarters) {
        ServiceScenario s = scenario();
        Laboratory north = s.laboratory("north");
        WorkingWeek always =
                new WorkingWeek(java.util.EnumSet.allOf(java.time.DayOfWeek.class), 0, 24);
        Laboratory lab =
                new Laboratory(
                        north.id(),
                        north.name(),
                        north.region(),
                        north.clerks(),
                        new Laboratory.Bench(
                                exactly(places), exactly(minutes), exactly(variation), always),
                        new Laboratory.Bench(exactly(1000), exactly(0.01), exactly(0), always),
                        north.lines(),
                        List.of(),
                        north.compute(),
                        north.storage(),
                        north.networkMegabitsPerSecond(),
                        north.staff(),
                        Optional.empty(),
                        List.of());
        List<TestDemand> demand = new ArrayList<>();
        for (TestDemand d : s.demand()) {
            if (d.test().equals("single-gene")) {
                demand.add(
                        new TestDemand(
                                d.test(),
                                d.indicationGroup(),
                                exactly(1),
                                exactly(0),
                                exactly(0),
                                Optional.empty()));
            }
        }
        return new ServiceScenario(
                s.format(),
                s.id(),
                s.title(),
                s.description(),
                s.start(),
                quarters,
                s.sources(),
                s.regions(),
                s.siteProfiles(),
                List.of(
                        new OrderingSite(
                                "site", "Site", "valley", "north", 1, "digital", Optional.empty())),
                s.paperEffects(),
                List.of(lab),
                s.indicationGroups(),
                s.tests(),
                exactly(testsPerYear),
                demand,
                List.of(1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0),
                0,
                24,
                List.of(),
                List.of(),
                s.serviceLevels());
    }
}
