package org.opengms.planning.rollout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opengms.planning.network.DatedChange;
import org.opengms.planning.network.FluidLoad;
import org.opengms.planning.network.GenomicTest;
import org.opengms.planning.network.Laboratory;
import org.opengms.planning.network.NetworkModel;
import org.opengms.planning.network.OrderingSite;
import org.opengms.planning.network.ReplicationDraw;
import org.opengms.planning.network.ServiceScenario;
import org.opengms.planning.network.SiteProfile;
import org.opengms.planning.network.TestDemand;
import org.opengms.planning.simulation.Model;

/// The screen of a scenario: which sites go live when, and what more is bought for them. What
/// counts is cases that get whole genomes. A laboratory's station suffices for what its capacity
/// leaves beside all other tests, over what one case needs there; both are read from the fluid load
/// of the compiled network at the values of all quantities, with a plan that is already there: the
/// one that keeps the service up as it is (see [RobustSizing]). What an investment adds is the
/// difference it makes to the station. Backlog and storage are left to the sizing.
final class NetworkScreen {
    private final ServiceScenario scenario;
    private final InvestmentCatalogue catalogue;
    private final int quarters;
    private final Map<String, double[]> available;
    private final Map<String, double[]> offered;
    private final Map<String, double[]> offeredBeside;
    private final RolloutPlan begun;

    /// By the option that stands for a site in the screen: what begins with it, and how many
    /// quarters later.
    private final Map<String, List<Part>> partsOfSite = new HashMap<>();

    /// @param option that begins
    /// @param later quarters after the site is started in the screen
    private record Part(String option, int later) {}

    /// @param begun what is invested already
    NetworkScreen(ServiceScenario scenario, InvestmentCatalogue catalogue, RolloutPlan begun) {
        this.begun = begun;
        this.scenario = scenario;
        this.catalogue = catalogue;
        quarters = scenario.quarters();
        available = new TreeMap<>();
        offered = new TreeMap<>();
        Model model = compiled(everywhereLive(scenario), catalogue.changesInTime(scenario, begun));
        read(FluidLoad.of(model), available, offered);
        offeredBeside = new TreeMap<>();
        read(FluidLoad.of(withoutGenomes(model)), new TreeMap<>(), offeredBeside);
    }

    /// @param budgetPence of each quarter
    ScreenProblem problem(List<Long> budgetPence) {
        Map<String, InvestmentCatalogue.Placed> placed = catalogue.placed(scenario);
        List<ScreenProblem.Laboratory> laboratories = new ArrayList<>();
        OptionEffects effects = new OptionEffects(scenario, catalogue, begun);
        List<String> ids = scenario.laboratories().stream().map(Laboratory::id).toList();
        for (String laboratory : ids) {
            laboratories.add(laboratory(laboratory, placed, effects));
        }
        List<ScreenProblem.Site> sites = new ArrayList<>();
        for (OrderingSite site : scenario.sites()) {
            sites.add(site(site, ids.indexOf(site.laboratory()), placed));
        }
        return new ScreenProblem(quarters, 0.85, 0.985, budgetPence, sites, laboratories);
    }

    /// Tests whose method is whole genomes.
    private static boolean isGenome(GenomicTest test) {
        return switch (test.method()) {
            case WGS_SINGLETON, WGS_TRIO, WGS_CANCER -> true;
            case EXOME, LARGE_PANEL, CANCER_PANEL, MICROARRAY, SINGLE_GENE, CYTOGENETICS -> false;
        };
    }

    private List<TestDemand> genomesAsked() {
        List<String> tests =
                scenario.tests().stream()
                        .filter(NetworkScreen::isGenome)
                        .map(GenomicTest::id)
                        .toList();
        return scenario.demand().stream().filter(d -> tests.contains(d.test())).toList();
    }

    private static double shares(List<TestDemand> demand) {
        return demand.stream().mapToDouble(d -> d.shareOfTests().value()).sum();
    }

    private static Model compiled(ServiceScenario scenario, List<DatedChange> changes) {
        return NetworkModel.compile(scenario, changes, ReplicationDraw.fixed(1, 0)).model();
    }

    /// The model in which nobody asks for genomes, and all else is as before. Flows are named by
    /// laboratory, test and what else tells them apart.
    private Model withoutGenomes(Model model) {
        Set<String> genomes =
                scenario.tests().stream()
                        .filter(NetworkScreen::isGenome)
                        .map(GenomicTest::id)
                        .collect(Collectors.toSet());
        return new Model(
                model.start(),
                model.periodEndHours(),
                model.stations(),
                model.flows().stream()
                        .filter(flow -> !genomes.contains(flow.name().split("/")[1]))
                        .toList(),
                List.of());
    }

    private void read(
            FluidLoad load, Map<String, double[]> availableTo, Map<String, double[]> offeredTo) {
        for (FluidLoad.Load each : load.loads()) {
            availableTo.computeIfAbsent(each.station(), _ -> new double[quarters])[each.quarter()] =
                    each.available();
            offeredTo.computeIfAbsent(each.station(), _ -> new double[quarters])[each.quarter()] =
                    each.offered();
        }
    }

    /// Cases of whole genomes that a site asks for in each quarter.
    private double[] asked(OrderingSite site) {
        double weights = scenario.sites().stream().mapToDouble(OrderingSite::demandWeight).sum();
        double all = shares(scenario.demand());
        double[] cases = new double[quarters];
        for (TestDemand demand : genomesAsked()) {
            double firstQuarter =
                    scenario.testsPerYear().value()
                            * ServiceScenario.QUARTER_DAYS
                            / 365.25
                            * demand.shareOfTests().value()
                            / all
                            * site.demandWeight()
                            / weights;
            for (int t = 0; t < quarters; t++) {
                double years = (t + 0.5) * ServiceScenario.QUARTER_DAYS / 365.25;
                cases[t] += firstQuarter * Math.pow(1 + demand.growthPerYear().value(), years);
            }
        }
        return cases;
    }

    /// A site goes live with whole genomes when it is digital, or, where it is offered them
    /// already, orders more of them then.
    private ScreenProblem.Site site(
            OrderingSite site, int laboratory, Map<String, InvestmentCatalogue.Placed> placed) {
        double electronic = electronic(site.profile());
        double[] asked = asked(site);
        Optional<InvestmentOption> digitise =
                atSite(site, InvestmentOption.Kind.DIGITISE, placed)
                        .filter(o -> electronic(o.resource()) > electronic);
        Optional<InvestmentOption> goLive =
                atSite(site, InvestmentOption.Kind.GO_LIVE, placed)
                        .filter(_ -> offeredEverywhereShare() < 1 && site.offersFrom().isEmpty());
        if (goLive.isEmpty() && digitise.isEmpty()) {
            // As it will be: what it orders now is all it can.
            return new ScreenProblem.Site(
                    "none:" + site.id(),
                    laboratory,
                    scaled(asked, electronic),
                    1,
                    List.of(0L),
                    quarters);
        }
        double then = digitise.map(o -> electronic(o.resource())).orElse(electronic);
        int lead =
                Math.max(
                        goLive.map(InvestmentOption::leadQuarters).orElse(0),
                        digitise.map(InvestmentOption::leadQuarters).orElse(0));
        List<Part> parts = new ArrayList<>();
        List<Long> cost = new ArrayList<>();
        for (InvestmentOption option :
                Stream.of(goLive, digitise).flatMap(Optional::stream).toList()) {
            int later = lead - option.leadQuarters();
            parts.add(new Part(option.at(site.id()), later));
            for (int i = 0; i < option.costPence().size(); i++) {
                while (cost.size() <= later + i) {
                    cost.add(0L);
                }
                cost.set(later + i, cost.get(later + i) + option.costPence().get(i));
            }
        }
        String name = parts.getFirst().option();
        partsOfSite.put(name, parts);
        double before = goLive.isPresent() ? offeredEverywhereShare() : 1;
        return new ScreenProblem.Site(
                name, laboratory, scaled(asked, then), before * electronic / then, cost, lead);
    }

    private static Optional<InvestmentOption> atSite(
            OrderingSite site,
            InvestmentOption.Kind kind,
            Map<String, InvestmentCatalogue.Placed> placed) {
        return placed.values().stream()
                .filter(p -> p.option().kind() == kind && p.place().equals(site.id()))
                .map(InvestmentCatalogue.Placed::option)
                .findFirst();
    }

    /// The part of all demand for whole genomes that is offered everywhere.
    private double offeredEverywhereShare() {
        List<TestDemand> all = genomesAsked();
        return shares(all.stream().filter(d -> d.otherwise().isEmpty()).toList()) / shares(all);
    }

    /// What a start of the screen is in a plan.
    List<Investment> investments(ScreenResult.Start start) {
        return partsOfSite
                .getOrDefault(start.option(), List.of(new Part(start.option(), 0)))
                .stream()
                .filter(part -> start.quarter() + part.later() < quarters)
                .map(part ->
                        Planned.investment(
                                scenario,
                                part.option(),
                                start.quarter() + part.later(),
                                start.units()))
                .toList();
    }

    private double electronic(String profile) {
        return scenario.siteProfiles().stream()
                .filter(p -> p.id().equals(profile))
                .map(SiteProfile::electronicOrderShare)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "OGMS-6455 There is no site profile \"%s\" in scenario %s. Name one for DIGITISE."
                                        .formatted(profile, scenario.id())))
                .value();
    }

    private static List<Double> scaled(double[] numbers, double factor) {
        return Arrays.stream(numbers).mapToObj(n -> n * factor).toList();
    }

    private ScreenProblem.Laboratory laboratory(
            String id, Map<String, InvestmentCatalogue.Placed> placed, OptionEffects effects) {
        double[] asked = new double[quarters];
        for (OrderingSite site : scenario.sites()) {
            if (site.laboratory().equals(id)) {
                double[] cases = asked(site);
                Arrays.setAll(asked, t -> asked[t] + cases[t]);
            }
        }
        Map<String, List<ScreenProblem.Addition>> additions = additions(id, asked, placed, effects);
        List<ScreenProblem.Resource> resources = new ArrayList<>();
        for (String station : available.keySet()) {
            double needed = needed(station, asked);
            if (station.startsWith(id + "/") && !station.equals(id + "/storage") && needed > 0) {
                double[] room = new double[quarters];
                for (int t = 0; t < quarters; t++) {
                    room[t] =
                            Math.max(0, of(available, station)[t] - beside(station)[t] / 0.85)
                                    / needed;
                }
                resources.add(
                        new ScreenProblem.Resource(
                                station.substring(id.length() + 1),
                                scaled(room, 1),
                                additions.getOrDefault(station, List.of())));
            }
        }
        return new ScreenProblem.Laboratory(id, resources);
    }

    private double[] beside(String station) {
        return of(offeredBeside, station);
    }

    private double[] of(Map<String, double[]> byStation, String station) {
        return byStation.getOrDefault(station, new double[quarters]);
    }

    /// What a case of whole genomes needs at a station, over all quarters; 0 if nothing.
    private double needed(String station, double[] asked) {
        double work = 0;
        for (int t = 0; t < quarters; t++) {
            work += of(offered, station)[t] - beside(station)[t];
        }
        double cases = Arrays.stream(asked).sum();
        return cases > 0 && work > 1e-6 * Arrays.stream(of(offered, station)).sum()
                ? work / cases
                : 0;
    }

    /// The additions of a laboratory, by the station that they add to.
    private Map<String, List<ScreenProblem.Addition>> additions(
            String laboratory,
            double[] asked,
            Map<String, InvestmentCatalogue.Placed> placed,
            OptionEffects effects) {
        Map<String, List<ScreenProblem.Addition>> byStation = new TreeMap<>();
        for (InvestmentCatalogue.Placed each : placed.values()) {
            InvestmentOption option = each.option();
            if (!each.place().equals(laboratory)) {
                continue;
            }
            effects.added(each)
                    .forEach((station, byQuarter) -> {
                        double needed = needed(station, asked);
                        double more = Arrays.stream(byQuarter).sum();
                        if (needed > 0) {
                            byStation
                                    .computeIfAbsent(station, _ -> new ArrayList<>())
                                    .add(
                                            new ScreenProblem.Addition(
                                                    each.id(),
                                                    more / quarters / needed,
                                                    option.costPence(),
                                                    option.leadQuarters(),
                                                    option.mostPerQuarter(),
                                                    Math.max(
                                                            0,
                                                            option.most()
                                                                    - begunUnits(each.id()))));
                        }
                    });
        }
        return byStation;
    }

    private int begunUnits(String option) {
        return begun.meant().stream()
                .filter(i -> i.option().equals(option))
                .mapToInt(Investment::units)
                .sum();
    }

    /// A plan as the screen sees it, without what was begun before; what the screen does not see is
    /// left out.
    ScreenPlan seen(ScreenProblem problem, RolloutPlan plan) {
        ScreenPlan seen = new ScreenPlan(problem);
        List<ScreenProblem.Addition> additions = problem.additions();
        List<Investment> before = begun.meant();
        for (Investment investment : plan.meant()) {
            if (before.contains(investment)) {
                continue;
            }
            int start = investment.startQuarter();
            for (int s = 0; s < seen.siteStart.length; s++) {
                String site = problem.sites().get(s).option();
                if (site.equals(investment.option())) {
                    int later =
                            partsOfSite.getOrDefault(site, List.of()).stream()
                                    .filter(part -> part.option().equals(site))
                                    .mapToInt(Part::later)
                                    .findFirst()
                                    .orElse(0);
                    seen.siteStart[s] = Math.min(seen.siteStart[s], Math.max(0, start - later));
                }
            }
            for (int a = 0; a < seen.units.length; a++) {
                if (start < problem.quarters()
                        && additions.get(a).option().equals(investment.option())) {
                    seen.units[a][start] += investment.units();
                }
            }
        }
        return seen;
    }

    /// The scenario with every test offered at every site: what whole genomes need of the
    /// laboratories is read from it.
    private static ServiceScenario everywhereLive(ServiceScenario scenario) {
        return scenario.withDemand(
                scenario.demand().stream().map(TestDemand::offeredEverywhere).toList());
    }
}
