package org.opengms.maturity;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.opengms.infrastructure.ObservedReadiness;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.infrastructure.Site;
import org.opengms.infrastructure.Statement;

/// Counts the figures anew, and what follows from them for routing. To be called within a
/// transaction; the same instant gives the same figures.
public final class MaturityWork {
    private final ServiceNetwork network;
    private final MaturityTable table;
    private final Clock clock;

    public MaturityWork(ServiceNetwork network, MaturityTable table, Clock clock) {
        this.network = network;
        this.table = table;
        this.clock = clock;
    }

    /// Counts, and leaves to routing what it has.
    public void count() {
        Instant now = clock.instant();
        table.refresh(now, ReadinessRule.on(Statement.dayOf(now)).openedWithinDays());
    }

    /// Counts, and gives routing what follows: once a day, so that what it decides with does not
    /// change within one.
    public void refresh() {
        Instant now = clock.instant();
        LocalDate today = Statement.dayOf(now);
        ReadinessRule rule = ReadinessRule.on(today);
        table.refresh(now, rule.openedWithinDays());
        YearMonth month = YearMonth.from(today);
        table.observe(
                observed(table.months(month.minusMonths(rule.months()), month), rule, now),
                rule.version());
    }

    /// What is observed of every site of the network: of a small one its share as the others let
    /// one expect it, and no share where fewer orders stand behind it than the rule asks for.
    Map<OdsCode, ObservedReadiness.Observed> observed(
            List<SiteMonth> months, ReadinessRule rule, Instant now) {
        Map<OdsCode, Map<Measure, Count>> bySite = new HashMap<>();
        network.sites().forEach(site -> bySite.put(site.ods(), new EnumMap<>(Measure.class)));
        for (SiteMonth month : months) {
            Map<Measure, Count> counts = bySite.get(month.site());
            if (counts != null) {
                month.counts()
                        .forEach((measure, count) -> counts.merge(measure, count, Count::plus));
            }
        }
        Map<Measure, Shrinkage> fitted = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            List<Count> counts = new ArrayList<>();
            for (Site site : network.sites()) {
                counts.add(count(bySite, site.ods(), measure));
            }
            fitted.put(measure, Shrinkage.of(counts));
        }
        Map<OdsCode, ObservedReadiness.Observed> observed = new HashMap<>();
        for (OdsCode site : bySite.keySet()) {
            observed.put(
                    site,
                    new ObservedReadiness.Observed(
                            share(bySite, site, Measure.ELECTRONIC, fitted, rule),
                            share(bySite, site, Measure.DISCUSSION, fitted, rule),
                            share(bySite, site, Measure.SAMPLE, fitted, rule),
                            share(bySite, site, Measure.OPENED, fitted, rule),
                            now));
        }
        return observed;
    }

    private static Count count(
            Map<OdsCode, Map<Measure, Count>> bySite, OdsCode site, Measure measure) {
        return bySite.getOrDefault(site, Map.of()).getOrDefault(measure, Count.NONE);
    }

    private static OptionalDouble share(
            Map<OdsCode, Map<Measure, Count>> bySite,
            OdsCode site,
            Measure measure,
            Map<Measure, Shrinkage> fitted,
            ReadinessRule rule) {
        Count count = count(bySite, site, measure);
        Shrinkage shrinkage = fitted.get(measure);
        return shrinkage == null || count.all() < rule.leastOrders()
                ? OptionalDouble.empty()
                : OptionalDouble.of(shrinkage.of(count).estimate());
    }
}
