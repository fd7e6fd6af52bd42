package org.opengms.routing;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.LaboratoryState;
import org.opengms.infrastructure.LaboratoryStates;
import org.opengms.infrastructure.NetworkState;
import org.opengms.infrastructure.OdsCode;
import org.opengms.planning.routing.PolicyVersion;
import org.opengms.planning.routing.ResourceKind;
import org.opengms.planning.routing.ResourceState;
import org.opengms.planning.routing.ScoreRule;
import org.opengms.planning.routing.Version;

/// What every resource of every laboratory has to do, what its next test costs, and what it has
/// promised: the same figures that routing decides with.
public final class CapacityBoard {
    /// How many weeks of promises are shown.
    private static final int WEEKS = 12;

    private final LaboratoryStates states;
    private final LiveLoad load;
    private final InstantSource clock;
    private final SignedRules rules;
    private final TestNeeds needs;

    public CapacityBoard(
            LaboratoryStates states,
            LiveLoad load,
            InstantSource clock,
            SignedRules rules,
            TestNeeds needs) {
        this.states = states;
        this.load = load;
        this.clock = clock;
        this.rules = rules;
        this.needs = needs;
    }

    /// The whole service at a moment.
    ///
    /// @param today in the United Kingdom
    /// @param policyVersion whose prices these are
    /// @param v its weight: a price divided by it is in expected diagnoses
    /// @param laboratories in the order of the network file
    public record Board(
            LocalDate today, String policyVersion, double v, List<LaboratoryRows> laboratories) {}

    /// One laboratory.
    ///
    /// @param ods its code
    /// @param name its name
    /// @param isStale whether it stated something too long ago
    /// @param rows its resources
    public record LaboratoryRows(OdsCode ods, String name, boolean isStale, List<Row> rows) {}

    /// One resource.
    ///
    /// @param words what it is
    /// @param unit of its amounts
    /// @param perWeek what it does in a week
    /// @param committed work promised and not done, off the platform too
    /// @param queueDays the same in days of its mean capacity
    /// @param typicalNeed what one more test takes of it
    /// @param price of that test, in expected diagnoses
    /// @param weeks what must be done by the end of each week, and what can be counted on
    public record Row(
            String words,
            String unit,
            double perWeek,
            double committed,
            double queueDays,
            double typicalNeed,
            double price,
            List<Week> weeks) {
        /// The share of what can be counted on until then that is promised already, at its worst.
        public double fullest() {
            double worst = 0;
            double due = 0;
            double can = 0;
            for (Week week : weeks) {
                due += week.due();
                can += week.counted();
                if (due > 0) {
                    worst = Math.max(worst, can > 0 ? due / can : Double.POSITIVE_INFINITY);
                }
            }
            return worst;
        }
    }

    /// One week of a resource.
    ///
    /// @param from its first day, from today on
    /// @param due work that must be done by its end, not due earlier
    /// @param counted capacity that promises count on
    public record Week(LocalDate from, double due, double counted) {}

    /// The board as of now.
    public Board now() {
        NetworkState network = states.at(clock.instant());
        WorkState work = new WorkState(needs, network, load.openWork());
        PolicyVersion policy = Version.inEffect(rules.policies(), work.today());
        List<ResourceState> resources = work.resources();
        List<LaboratoryRows> laboratories = new ArrayList<>();
        for (LaboratoryState laboratory : network.laboratories()) {
            OdsCode ods = laboratory.laboratory().ods();
            List<Row> rows =
                    resources.stream()
                            .filter(r -> r.resource().laboratory().equals(ods.value()))
                            .map(r -> row(r, policy, work.today()))
                            .toList();
            laboratories.add(
                    new LaboratoryRows(
                            ods, laboratory.laboratory().name(), laboratory.isStale(), rows));
        }
        return new Board(work.today(), policy.version(), policy.rule().v(), laboratories);
    }

    private Row row(ResourceState state, PolicyVersion policy, LocalDate today) {
        String id = state.resource().id();
        ResourceKind kind = state.resource().kind();
        String method = id.substring(id.indexOf('/') + 1);
        boolean isBench = kind == ResourceKind.GENOME_SLOTS || kind == ResourceKind.ASSAY_SLOTS;
        double need = typicalNeed(kind, policy);
        PolicyVersion.KindWeight weight = policy.kinds().get(kind);
        double price =
                weight == null
                        ? 0
                        : ScoreRule.price(
                                        state.queue(),
                                        state.meanPerDay(),
                                        weight.onTheWayDays(),
                                        need,
                                        weight.scale())
                                / policy.rule().v();
        double[] counted =
                state.forecast()
                        .promisable(today, WEEKS * 7, policy.pessimism(), policy.staleShareADay());
        List<Week> weeks = new ArrayList<>();
        for (int week = 0; week < WEEKS; week++) {
            LocalDate from = today.plusDays(week * 7L);
            LocalDate next = from.plusDays(7);
            double due =
                    state.committed().stream()
                            .filter(c -> !c.due().isBefore(from) && c.due().isBefore(next))
                            .mapToDouble(ResourceState.CommittedWork::amount)
                            .sum();
            double can = 0;
            for (int day = week * 7; day < week * 7 + 7; day++) {
                can += counted[day];
            }
            weeks.add(new Week(from, due, can));
        }
        return new Row(
                isBench ? TestMethod.valueOf(method).words() : kind.words(),
                kind.unit(),
                state.meanPerDay() * 7,
                state.queue(),
                state.queue() / state.meanPerDay(),
                need,
                price,
                weeks);
    }

    /// What one whole genome takes of it; of a line of assays and of clerks, one test.
    private double typicalNeed(ResourceKind kind, PolicyVersion policy) {
        Map<TestMethod, TestNeeds.Need> methods = needs.methods();
        TestNeeds.Need genome = methods.get(TestMethod.WGS);
        return switch (kind) {
            case GENOME_SLOTS, ASSAY_SLOTS -> 1;
            case CLERK_MINUTES -> policy.paperClerkMinutes();
            case INTERPRETATION_HOURS -> genome == null ? 1 : genome.readingHours();
            case COMPUTE_HOURS -> genome == null ? 1 : genome.computeHours();
            case STORAGE_GIGABYTES -> genome == null ? 1 : genome.storageGigabytes();
            case NETWORK_GIGABYTES -> genome == null ? 1 : genome.networkGigabytes();
        };
    }
}
