package org.opengms.infrastructure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opengms.directory.TestMethod;

/// The network file's figures as the beginning, and over them what was stated and imported; over
/// what was stated of a site's readiness, what the service observed of it. Where a queue was both
/// declared and imported, the count of the later instant holds; an import counts all methods, so it
/// also ends an earlier declaration of a method that it has nothing open for.
public final class StatedLaboratories implements LaboratoryStates {
    private final ServiceNetwork network;
    private final StatementStore statements;
    private final ImportedQueues imports;
    private final StalenessRule rule;
    private final ObservedReadiness observed;

    /// Without anything observed.
    ///
    /// @param network the beginning
    /// @param statements what was stated
    /// @param imports what was imported of laboratories' own work
    /// @param rule when a figure is stale
    public StatedLaboratories(
            ServiceNetwork network,
            StatementStore statements,
            ImportedQueues imports,
            StalenessRule rule) {
        this(network, statements, imports, rule, ObservedReadiness.NONE);
    }

    /// @param network the beginning
    /// @param statements what was stated
    /// @param imports what was imported of laboratories' own work
    /// @param rule when a figure is stale
    /// @param observed of sites in their traffic
    public StatedLaboratories(
            ServiceNetwork network,
            StatementStore statements,
            ImportedQueues imports,
            StalenessRule rule,
            ObservedReadiness observed) {
        this.observed = observed;
        this.network = network;
        this.statements = statements;
        this.imports = imports;
        this.rule = rule;
    }

    @Override
    public NetworkState at(Instant at) {
        Map<OdsCode, List<Statement>> stated = new HashMap<>();
        for (Statement statement : statements.holding(at)) {
            stated.computeIfAbsent(statement.subject(), _ -> new ArrayList<>()).add(statement);
        }
        Map<OdsCode, ImportedQueues.OpenWork> imported = new HashMap<>();
        imports.at(at).forEach(work -> imported.put(work.laboratory(), work));
        List<LaboratoryState> laboratories =
                network.laboratories().stream()
                        .map(laboratory ->
                                state(
                                        laboratory,
                                        at,
                                        stated.getOrDefault(laboratory.ods(), List.of()),
                                        Optional.ofNullable(imported.get(laboratory.ods()))))
                        .toList();
        Map<OdsCode, ObservedReadiness.Observed> seen = observed.at(at);
        Map<OdsCode, SiteReadiness> sites = new HashMap<>();
        for (Site site : network.sites()) {
            SiteReadiness told = readiness(site, at, stated.getOrDefault(site.ods(), List.of()));
            sites.put(site.ods(), over(told, site, at, Optional.ofNullable(seen.get(site.ods()))));
        }
        return new NetworkState(at, laboratories, sites);
    }

    private LaboratoryState state(
            Laboratory laboratory,
            Instant at,
            List<Statement> stated,
            Optional<ImportedQueues.OpenWork> imported) {
        Map<Limit, Figure> capacities = fromFile(laboratory);
        Map<TestMethod, OpenQueue> queues = new HashMap<>();
        List<Equipment> equipment = new ArrayList<>();
        List<CurrentOutage> outages = new ArrayList<>();
        imported.ifPresent(work -> queues.putAll(queues(work, at)));
        for (Statement statement : stated) {
            switch (statement.claim()) {
                case Claim.Capacity(var limit, var amount) ->
                        capacities.put(limit, new Figure(amount, Optional.of(told(statement, at))));
                case Claim.Queue(var method, var open, var oldest) -> {
                    if (imported.filter(work -> isLater(work, statement)).isEmpty()) {
                        queues.put(method, new OpenQueue(open, oldest, told(statement, at)));
                    }
                }
                case Claim.Outage outage ->
                        outages.add(new CurrentOutage(outage, told(statement, at)));
                case Claim.Equipment one -> {
                    if (one.amount() > 0) {
                        equipment.add(
                                new Equipment(
                                        one.id(),
                                        one.model(),
                                        one.gives(),
                                        one.amount(),
                                        told(statement, at)));
                    }
                }
                case Claim.OutageEnd _, Claim.Readiness _ -> {}
            }
        }
        outages.sort(
                Comparator.comparing((CurrentOutage o) -> o.outage().from())
                        .thenComparing(o -> o.outage().id().value()));
        equipment.sort(Comparator.comparing(Equipment::gives).thenComparing(e -> e.id().value()));
        capacities.putAll(sums(stated, at));
        return new LaboratoryState(laboratory, at, capacities, equipment, queues, outages);
    }

    /// What equipment gives together, by kind: as of the newest statement about a piece of the
    /// kind, unless a total was stated for a later day, or for the same day later.
    private Map<Limit, Figure> sums(List<Statement> stated, Instant at) {
        Map<Limit, Sum> sums = new HashMap<>();
        for (Statement statement : stated) {
            if (statement.claim() instanceof Claim.Equipment one) {
                sums.merge(one.limit(), new Sum(one.amount(), statement), Sum::plus);
            }
        }
        for (Statement statement : stated) {
            if (statement.claim() instanceof Claim.Capacity(Limit limit, double _)) {
                sums.computeIfPresent(
                        limit, (_, sum) -> isLater(sum.newest(), statement) ? sum : null);
            }
        }
        Map<Limit, Figure> figures = new HashMap<>();
        sums.forEach((limit, sum) ->
                figures.put(limit, new Figure(sum.amount(), Optional.of(told(sum.newest(), at)))));
        return figures;
    }

    private record Sum(double amount, Statement newest) {
        Sum plus(Sum other) {
            return new Sum(
                    amount + other.amount(), isLater(newest, other.newest) ? newest : other.newest);
        }
    }

    private static boolean isLater(Statement one, Statement other) {
        int byDay = one.from().compareTo(other.from());
        return byDay > 0 || (byDay == 0 && one.said().at().isAfter(other.said().at()));
    }

    private static Map<Limit, Figure> fromFile(Laboratory laboratory) {
        Map<Limit, Figure> capacities = new HashMap<>();
        laboratory
                .capacitySamplesPerWeek()
                .forEach((method, samples) ->
                        capacities.put(
                                new Limit.Method(method), new Figure(samples, Optional.empty())));
        laboratory
                .staff()
                .forEach((role, people) ->
                        capacities.put(
                                new Limit.Staff(role),
                                new Figure(people * StaffRole.HOURS_PER_WEEK, Optional.empty())));
        return capacities;
    }

    private Map<TestMethod, OpenQueue> queues(ImportedQueues.OpenWork work, Instant at) {
        Map<TestMethod, OpenQueue> queues = new HashMap<>();
        Told told =
                new Told(
                        work.said(), rule.judge(work.asOf(), at), Optional.of(work.importNumber()));
        for (TestMethod method : TestMethod.values()) {
            ImportedQueues.Count count = work.open().get(method);
            queues.put(
                    method,
                    count == null
                            ? new OpenQueue(0, Optional.empty(), told)
                            : new OpenQueue(count.orders(), count.oldestAgeDays(), told));
        }
        return queues;
    }

    private static boolean isLater(ImportedQueues.OpenWork work, Statement statement) {
        int byInstant = work.asOf().compareTo(statement.asOf());
        return byInstant > 0 || (byInstant == 0 && work.said().at().isAfter(statement.said().at()));
    }

    private SiteReadiness readiness(Site site, Instant at, List<Statement> stated) {
        for (Statement statement : stated) {
            if (statement.claim() instanceof Claim.Readiness(var shares)) {
                return new SiteReadiness(shares, Optional.of(told(statement, at)));
            }
        }
        return new SiteReadiness(site.readiness(), Optional.empty());
    }

    private SiteReadiness over(
            SiteReadiness told, Site site, Instant at, Optional<ObservedReadiness.Observed> seen) {
        return seen.filter(ObservedReadiness.Observed::hasShares)
                .map(shares ->
                        new SiteReadiness(
                                shares.over(told.readiness()),
                                Optional.of(
                                        new Told(
                                                new Said(
                                                        "service:maturity",
                                                        "The service, from the traffic of messages",
                                                        "SERVICE",
                                                        site.ods(),
                                                        shares.asOf(),
                                                        Channel.OBSERVED),
                                                rule.judge(shares.asOf(), at),
                                                Optional.empty()))))
                .orElse(told);
    }

    private Told told(Statement statement, Instant at) {
        return new Told(statement.said(), rule.judge(statement.freshAt(), at), Optional.empty());
    }
}
