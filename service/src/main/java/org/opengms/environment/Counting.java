package org.opengms.environment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.opengms.cohort.CohortRecord;
import org.opengms.disclosure.table.Coordinates;
import org.opengms.genome.VariantCall;
import org.opengms.genome.Zygosity;
import org.roaringbitmap.RoaringBitmap;

/// An analysis at work: looks at one participant after the other.
final class Counting {
    /// Most alleles that carriers are counted of. Beyond, the regions are too large to be released
    /// anyway.
    static final int MOST_ALLELES = 5000;

    private static final String BURDEN = "alternate alleles";
    private static final List<String> BANDS = List.of("none", "1", "2 to 4", "5 or more");

    private final Analysis analysis;
    private final List<Building> tables = new ArrayList<>();
    private final RoaringBitmap population = new RoaringBitmap();
    private final SortedMap<String, RoaringBitmap> alleles = new TreeMap<>();
    private final SortedMap<String, SortedMap<Integer, Long>> groups = new TreeMap<>();

    private record Building(
            List<Dimension> by,
            SortedMap<String, List<String>> categories,
            Map<Coordinates, RoaringBitmap> cells) {
        static Building of(List<Dimension> by) {
            SortedMap<String, List<String>> categories = new TreeMap<>();
            by.forEach(d -> categories.put(d.attribute().title(), d.categories()));
            return new Building(by, categories, new HashMap<>());
        }

        void add(int number, Map<String, String> at) {
            cells.computeIfAbsent(Coordinates.of(at), _ -> new RoaringBitmap()).add(number);
        }
    }

    /// There are more alleles than can be counted.
    static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooMuch() {
            super(
                    "OGMS-7633 The regions hold more than %,d alleles. Ask about smaller regions."
                            .formatted(MOST_ALLELES));
        }
    }

    Counting(Analysis analysis) {
        this.analysis = analysis;
        switch (analysis) {
            case Analysis.CrossTabulation table -> tables.add(Building.of(table.by()));
            case Analysis.PhenotypeByOutcome table ->
                    table.phenotypes()
                            .forEach(phenotype ->
                                    tables.add(
                                            Building.of(
                                                    List.of(
                                                            new Dimension(phenotype, List.of()),
                                                            table.outcomes()))));
            case Analysis.Burden burden -> {
                Building table = Building.of(burden.by());
                table.categories().put(BURDEN, BANDS);
                tables.add(table);
            }
            case Analysis.Sums sums ->
                    sums.by().categories().forEach(name -> groups.put(name, new TreeMap<>()));
            case Analysis.Carriers _ -> {}
        }
    }

    /// Looks at a participant.
    ///
    /// @param calls of their file; empty where the analysis reads none
    void add(CohortRecord record, List<VariantCall> calls) {
        int number = record.number();
        switch (analysis) {
            case Analysis.CrossTabulation table -> {
                if (table.where().stream().allMatch(condition -> condition.holds(record))) {
                    count(record);
                }
            }
            case Analysis.PhenotypeByOutcome _ -> count(record);
            case Analysis.Carriers _ -> {
                population.add(number);
                Set<String> carried = new HashSet<>();
                calls.forEach(call -> carried.add(call.variant().spdi()));
                for (String allele : carried) {
                    alleles.computeIfAbsent(allele, _ -> new RoaringBitmap()).add(number);
                }
                if (alleles.size() > MOST_ALLELES) {
                    throw new TooMuch();
                }
            }
            case Analysis.Burden _ -> {
                Building table = tables.getFirst();
                Map<String, String> at = at(table, record);
                at.put(BURDEN, band(calls));
                table.add(number, at);
            }
            case Analysis.Sums sums -> {
                Long value = record.measures().get(sums.measure());
                if (value != null) {
                    groups.computeIfAbsent(sums.by().category(record), _ -> new TreeMap<>())
                            .put(number, value);
                }
            }
        }
    }

    private void count(CohortRecord record) {
        tables.forEach(table -> table.add(record.number(), at(table, record)));
    }

    private static Map<String, String> at(Building table, CohortRecord record) {
        Map<String, String> at = new HashMap<>();
        table.by().forEach(d -> at.put(d.attribute().title(), d.category(record)));
        return at;
    }

    /// Somebody who has an allele on both chromosomes carries two.
    private static String band(List<VariantCall> calls) {
        int carried = 0;
        for (VariantCall call : calls) {
            carried += call.zygosity() == Zygosity.HOMOZYGOUS ? 2 : 1;
        }
        return BANDS.get(carried == 0 ? 0 : carried == 1 ? 1 : carried < 5 ? 2 : 3);
    }

    Findings findings() {
        return switch (analysis) {
            case Analysis.CrossTabulation _, Analysis.PhenotypeByOutcome _, Analysis.Burden _ ->
                    new Findings.Counts(
                            tables.stream()
                                    .map(t ->
                                            new Findings.Table(
                                                    t.categories(), new TreeMap<>(t.cells())))
                                    .toList());
            case Analysis.Carriers _ -> new Findings.Carriers(population, alleles);
            case Analysis.Sums _ -> new Findings.Sums(groups);
        };
    }
}
