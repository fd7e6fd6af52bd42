package org.opengms.evaluation.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.evaluation.imports.Custodian.Family;
import org.opengms.evaluation.snapshot.Column;
import org.opengms.evaluation.snapshot.OrderField;
import org.opengms.evaluation.snapshot.Orders;
import org.opengms.evaluation.statistics.Bounds;
import org.opengms.evaluation.statistics.Proportion;
import org.opengms.planning.statistics.Interval;
import org.opengms.testing.Cases;

/// Records and counts of the same families give the same yields, and both are what the custodian
/// knows.
class AgreementTest {
    @TempDir Path folder = Path.of("");

    private Orders records(Custodian custodian, java.util.random.RandomGenerator random)
            throws IOException {
        Path here = Files.createTempDirectory(folder, "tables");
        custodian.write(here, random);
        RecordImport.Imported imported =
                RecordImport.load(
                        here,
                        RecordMapping.ofThe100000GenomesProject(),
                        Custodian.description(),
                        Custodian.pseudonyms());
        assertEquals(Map.of(), imported.intake().counts(), imported.intake().problems().toString());
        assertEquals(Map.of(), imported.snapshot().intake().counts());
        assertEquals(custodian.families.size(), imported.snapshot().orders().size());
        assertEquals(custodian.families.size(), imported.relatives());
        return imported.snapshot().orders();
    }

    private static AggregateTable counts(String published) {
        AggregateTable table =
                AggregateImport.load(
                        TableRows.of("counts.tsv", new StringReader(published), '\t'),
                        AggregateForm.standard());
        assertEquals(Map.of(), table.intake().counts(), table.intake().problems().toString());
        assertTrue(table.isWhole());
        return table;
    }

    private static OutcomeCounts ofRecords(Orders orders, OrderField<?> field, String group) {
        Column column = orders.column(field);
        int wanted = orders.categories(field).indexOf(group);
        return OutcomeCounts.of(orders, row -> column.at(row) == wanted);
    }

    private static void assertCounts(long[] expected, OutcomeCounts counts) {
        assertEquals(CountBounds.of(expected[0]), counts.solved());
        assertEquals(CountBounds.of(expected[1]), counts.notSolved());
        assertEquals(CountBounds.of(expected[2]), counts.missing());
    }

    @Test
    void areTheSameExactlyWhereNothingIsHidden() {
        Cases.check(
                15,
                random -> {
                    Custodian custodian = new Custodian(random, 50 + random.nextInt(800));
                    Orders orders = records(custodian, random);
                    AggregateTable table = counts(custodian.publish(0, random.nextBoolean()));
                    agree(custodian.counts(Family::disorder), OrderField.INDICATION, orders, table);
                    Function<Family, String> structure =
                            f -> Custodian.STRUCTURES.getOrDefault(f.structure(), "");
                    agree(custodian.counts(structure), OrderField.STRUCTURE, orders, table);
                    long[] all = custodian.counts(_ -> "all").getOrDefault("all", new long[3]);
                    assertCounts(all, OutcomeCounts.of(orders, _ -> true));
                    assertCounts(all, table.all().orElseThrow());
                    Orders expanded = table.snapshot(Custodian.description()).orders();
                    assertCounts(all, OutcomeCounts.of(expanded, _ -> true));
                    agree(
                            custodian.counts(Family::disorder),
                            OrderField.INDICATION,
                            expanded,
                            table);
                    assertEquals(
                            Proportion.of(all[0], all[0] + all[1]).wilson(0.95),
                            table.all().orElseThrow().yieldAmongKnown().orElseThrow());
                });
    }

    private static void agree(
            Map<String, long[]> known, OrderField<?> field, Orders orders, AggregateTable table) {
        Map<String, OutcomeCounts> by = table.by(field.name());
        assertEquals(known.keySet(), by.keySet());
        known.forEach((group, counts) -> {
            OutcomeCounts records = ofRecords(orders, field, group);
            OutcomeCounts published = by.getOrDefault(group, records);
            assertCounts(counts, records);
            assertCounts(counts, published);
            assertEquals(records.yieldAmongKnown(), published.yieldAmongKnown());
            assertEquals(records.boundsAmongAll(), published.boundsAmongAll());
            assertEquals(records.limitsAmongAll(), published.limitsAmongAll());
        });
    }

    /// Whatever the hidden cells hold: the truth is inside, and so is its interval.
    @Test
    void holdTheTruthWhereSmallCellsAreHidden() {
        Cases.check(
                15,
                random -> {
                    Custodian custodian = new Custodian(random, 200 + random.nextInt(1500));
                    Orders orders = records(custodian, random);
                    AggregateTable hidden = counts(custodian.publish(10, false));
                    AggregateTable totals = counts(custodian.publish(10, true));
                    custodian
                            .counts(Family::disorder)
                            .forEach((group, known) -> {
                                OutcomeCounts records =
                                        ofRecords(orders, OrderField.INDICATION, group);
                                OutcomeCounts loose =
                                        hidden.by("indication").getOrDefault(group, records);
                                OutcomeCounts tight =
                                        totals.by("indication").getOrDefault(group, records);
                                holds(known, records, loose);
                                holds(known, records, tight);
                                assertTrue(width(tight) <= width(loose) + 1e-12);
                            });
                    assertTrue(!hidden.all().orElseThrow().isExact(), "nothing was hidden");
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> hidden.snapshot(Custodian.description()));
                });
    }

    private static double width(OutcomeCounts counts) {
        return counts.boundsAmongKnown().map(Bounds::width).orElse(1.0);
    }

    private static void holds(long[] known, OutcomeCounts records, OutcomeCounts published) {
        assertTrue(published.solved().holds(known[0]));
        assertTrue(published.notSolved().holds(known[1]));
        assertTrue(published.missing().holds(known[2]));
        if (published.boundsAmongKnown().isPresent()) {
            Interval yield = records.yieldAmongKnown().orElseThrow();
            Bounds bounds = published.boundsAmongKnown().orElseThrow();
            assertTrue(bounds.hold(yield.estimate()), bounds + " " + yield);
            Bounds limits = published.limitsAmongKnown().orElseThrow();
            assertTrue(limits.lower() <= yield.lower() && yield.upper() <= limits.upper());
            Bounds all = published.boundsAmongAll().orElseThrow();
            Bounds truth = records.boundsAmongAll().orElseThrow();
            assertTrue(all.lower() <= truth.lower() && truth.upper() <= all.upper());
        }
    }
}
