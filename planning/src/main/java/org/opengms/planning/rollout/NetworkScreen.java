package org.opengms.planning.rollout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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

/// The screen of a scenario. What counts is cases that get whole genomes. A laboratory's station
/// suffices for what its capacity leaves beside all other tests, over what one case needs there;
/// both are read from the fluid load of the compiled network at the values of all quantities. What
/// an investment adds is the difference it makes to the station. Backlog is left out; storage,
/// which fills over the years, is planned apart by [StorageReserve]. Where the other tests alone
/// need more than there is, the screen takes the room for none, and so asks for less than is
/// needed: the simulation tells.
final class NetworkScreen {
    private final ServiceScenario scenario;
    private final InvestmentCatalogue catalogue;
    private final int quarters;
    private final Map<String, double[]> available;
    private final Map<String, double[]> offered;
    private final Map<String, double[]> offeredBeside;

    NetworkScreen(ServiceScenario scenario, InvestmentCatalogue catalogue) {
        this.scenario = scenario;
        this.catalogue = catalogue;
        quarters = scenario.quarters();
        available = new TreeMap<>();
        offered = new TreeMap<>();
        Model model = compiled(scenario, List.of());
        read(FluidLoad.of(model), available, offered);
        offeredBeside = new TreeMap<>();
        read(FluidLoad.of(withoutGenomes(model)), new TreeMap<>(), offeredBeside);
    }

    /// @param budgetPence of each quarter
    ScreenProblem problem(List<Long> budgetPence) {
        Map<String, InvestmentCatalogue.Placed> placed = catalogue.placed(scenario);
        List<ScreenProblem.Laboratory> laboratories = new ArrayList<>();
        Map<String, Map<String, double[]>> availableWith = availableWith(placed);
        List<String> ids = scenario.laboratories().stream().map(Laboratory::id).toList();
        for (String laboratory : ids) {
            laboratories.add(laboratory(laboratory, placed, availableWith));
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

    private ScreenProblem.Site site(
            OrderingSite site, int laboratory, Map<String, InvestmentCatalogue.Placed> placed) {
        double electronic = electronic(site.profile());
        for (InvestmentCatalogue.Placed option : placed.values()) {
            if (option.option().kind() == InvestmentOption.Kind.DIGITISE
                    && option.place().equals(site.id())) {
                double then = electronic(option.option().resource());
                if (then > electronic) {
                    return new ScreenProblem.Site(
                            option.id(),
                            laboratory,
                            scaled(asked(site), then),
                            electronic / then,
                            option.option().costPence(),
                            option.option().leadQuarters());
                }
            }
        }
        // As digital as it will be: what it orders now is all it can.
        return new ScreenProblem.Site(
                "none:" + site.id(),
                laboratory,
                scaled(asked(site), electronic),
                1,
                List.of(0L),
                quarters);
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
            String id,
            Map<String, InvestmentCatalogue.Placed> placed,
            Map<String, Map<String, double[]>> availableWith) {
        double[] asked = new double[quarters];
        for (OrderingSite site : scenario.sites()) {
            if (site.laboratory().equals(id)) {
                double[] cases = asked(site);
                Arrays.setAll(asked, t -> asked[t] + cases[t]);
            }
        }
        Map<String, List<ScreenProblem.Addition>> additions =
                additions(id, asked, placed, availableWith);
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

    /// What one unit of each option makes available at each station, all its places at once.
    private Map<String, Map<String, double[]>> availableWith(
            Map<String, InvestmentCatalogue.Placed> placed) {
        Map<String, List<DatedChange>> changes = new TreeMap<>();
        for (InvestmentCatalogue.Placed each : placed.values()) {
            InvestmentOption option = each.option();
            if (option.kind() != InvestmentOption.Kind.DIGITISE
                    && option.kind() != InvestmentOption.Kind.STORAGE) {
                changes.computeIfAbsent(option.id(), _ -> new ArrayList<>())
                        .add(option.change(each.place(), scenario.start(), 1));
            }
        }
        Map<String, Map<String, double[]>> with = new TreeMap<>();
        changes.forEach((option, each) -> {
            Map<String, double[]> stations = new TreeMap<>();
            read(FluidLoad.of(compiled(scenario, each)), stations, new TreeMap<>());
            with.put(option, stations);
        });
        return with;
    }

    /// The additions of a laboratory, by the station that they add to.
    private Map<String, List<ScreenProblem.Addition>> additions(
            String laboratory,
            double[] asked,
            Map<String, InvestmentCatalogue.Placed> placed,
            Map<String, Map<String, double[]>> availableWith) {
        Map<String, List<ScreenProblem.Addition>> byStation = new TreeMap<>();
        for (InvestmentCatalogue.Placed each : placed.values()) {
            InvestmentOption option = each.option();
            Map<String, double[]> with = availableWith.get(option.id());
            if (with == null || !each.place().equals(laboratory)) {
                continue;
            }
            for (String station : available.keySet()) {
                double needed = needed(station, asked);
                double more = 0;
                for (int t = 0; t < quarters; t++) {
                    more += of(with, station)[t] - of(available, station)[t];
                }
                if (station.startsWith(laboratory + "/") && more > 1e-9 && needed > 0) {
                    byStation
                            .computeIfAbsent(station, _ -> new ArrayList<>())
                            .add(
                                    new ScreenProblem.Addition(
                                            each.id(),
                                            more / quarters / needed,
                                            option.costPence(),
                                            option.leadQuarters(),
                                            option.mostPerQuarter(),
                                            option.most()));
                }
            }
        }
        return byStation;
    }

    /// A plan as the screen sees it; what the screen does not see is left out.
    static ScreenPlan seen(ScreenProblem problem, RolloutPlan plan) {
        ScreenPlan seen = new ScreenPlan(problem);
        List<ScreenProblem.Addition> additions = problem.additions();
        for (Investment investment : plan.investments()) {
            int start = investment.startQuarter();
            for (int s = 0; s < seen.siteStart.length; s++) {
                if (problem.sites().get(s).option().equals(investment.option())) {
                    seen.siteStart[s] = Math.min(seen.siteStart[s], start);
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
}
