package org.opengms.maturity;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.infrastructure.Site;
import org.opengms.infrastructure.Statement;
import org.opengms.planning.statistics.Interval;

/// How digital the sites of the network are, put together for those who look.
public final class MaturityBoard {
    /// Months of a series.
    public static final int MONTHS = 24;

    /// Months, the newest, that a site's figures are put together from.
    public static final int RECENT_MONTHS = 12;

    private final ServiceNetwork network;
    private final MaturityTable table;
    private final Clock clock;

    public MaturityBoard(ServiceNetwork network, MaturityTable table, Clock clock) {
        this.network = network;
        this.table = table;
        this.clock = clock;
    }

    /// A measure of a site.
    ///
    /// @param recent of the newest [#RECENT_MONTHS] months
    /// @param observed its share with the limits of Wilson; absent of none
    /// @param expected what it most likely is, given all sites
    /// @param trend over all months; absent where too little is known
    /// @param months one after the other
    public record Figure(
            Count recent,
            Optional<Interval> observed,
            Interval expected,
            Optional<Trend> trend,
            List<Count> months) {
        public Figure {
            months = List.copyOf(months);
        }
    }

    /// A site.
    ///
    /// @param figures of every measure
    /// @param paper what it cost in the newest twelve months
    /// @param paperDays how much longer paper orders took in them; absent where it cannot be told
    /// @param months its figures, one after the other
    public record SiteFigures(
            Site site,
            Map<Measure, Figure> figures,
            Paper paper,
            Optional<PaperDays> paperDays,
            List<SiteMonth> months) {
        public SiteFigures {
            figures = java.util.Collections.unmodifiableMap(new EnumMap<>(figures));
            months = List.copyOf(months);
        }

        /// A measure's figure.
        public Figure figure(Measure measure) {
            return java.util.Objects.requireNonNull(figures.get(measure));
        }

        /// Orders of the newest months.
        public long orders() {
            return figure(Measure.ELECTRONIC).recent().all();
        }
    }

    /// All sites.
    ///
    /// @param countedAt when was counted last; absent before the first time
    /// @param months that the series have
    /// @param sites in the order of the network file
    /// @param all the same counts of all sites together, for the newest months
    public record Board(
            Optional<Instant> countedAt,
            List<YearMonth> months,
            List<SiteFigures> sites,
            Map<Measure, Count> all) {
        public Board {
            months = List.copyOf(months);
            sites = List.copyOf(sites);
            all = java.util.Collections.unmodifiableMap(new EnumMap<>(all));
        }

        /// A site's figures.
        public Optional<SiteFigures> site(OdsCode ods) {
            return sites.stream().filter(s -> s.site().ods().equals(ods)).findFirst();
        }
    }

    /// What is known now.
    public Board now() {
        YearMonth last = YearMonth.from(Statement.dayOf(clock.instant()));
        List<YearMonth> months = new ArrayList<>();
        for (int back = MONTHS - 1; back >= 0; back--) {
            months.add(last.minusMonths(back));
        }
        Map<OdsCode, Map<YearMonth, SiteMonth>> kept = new HashMap<>();
        for (SiteMonth month : table.months(months.getFirst(), last)) {
            kept.computeIfAbsent(month.site(), _ -> new HashMap<>()).put(month.month(), month);
        }
        Map<OdsCode, Paper> paper = table.recentPaper();
        Map<OdsCode, List<SiteMonth>> series = new HashMap<>();
        for (Site site : network.sites()) {
            Map<YearMonth, SiteMonth> of = kept.getOrDefault(site.ods(), Map.of());
            series.put(
                    site.ods(),
                    months.stream()
                            .map(m -> of.getOrDefault(m, SiteMonth.empty(site.ods(), m)))
                            .toList());
        }
        Map<Measure, Shrinkage> fitted = new EnumMap<>(Measure.class);
        Map<Measure, Count> all = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            List<Count> counts =
                    network.sites().stream()
                            .map(s -> recent(series.getOrDefault(s.ods(), List.of()), measure))
                            .toList();
            fitted.put(measure, Shrinkage.of(counts));
            all.put(measure, counts.stream().reduce(Count.NONE, Count::plus));
        }
        List<SiteFigures> sites =
                network.sites().stream()
                        .map(site ->
                                figures(
                                        site,
                                        series.getOrDefault(site.ods(), List.of()),
                                        fitted,
                                        paper.getOrDefault(site.ods(), Paper.NONE)))
                        .toList();
        return new Board(table.countedAt(), months, sites, all);
    }

    private static List<SiteMonth> newest(List<SiteMonth> months) {
        return months.subList(Math.max(0, months.size() - RECENT_MONTHS), months.size());
    }

    private static Count recent(List<SiteMonth> months, Measure measure) {
        return newest(months).stream().map(m -> m.count(measure)).reduce(Count.NONE, Count::plus);
    }

    private static SiteFigures figures(
            Site site, List<SiteMonth> months, Map<Measure, Shrinkage> fitted, Paper paper) {
        Map<Measure, Figure> figures = new EnumMap<>(Measure.class);
        fitted.forEach((measure, shrinkage) -> {
            Count recent = recent(months, measure);
            List<Count> series = months.stream().map(m -> m.count(measure)).toList();
            figures.put(
                    measure,
                    new Figure(
                            recent,
                            recent.interval(),
                            shrinkage.of(recent),
                            Trend.of(series),
                            series));
        });
        return new SiteFigures(
                site,
                figures,
                paper,
                PaperDays.of(
                        newest(months).stream()
                                .map(m -> new PaperDays.Month(m.electronic(), m.onPaper()))
                                .toList()),
                months);
    }
}
