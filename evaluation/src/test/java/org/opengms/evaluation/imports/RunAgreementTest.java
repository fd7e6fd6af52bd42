package org.opengms.evaluation.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.evaluation.imports.CountedMeasure.Answer;
import org.opengms.evaluation.protocol.Estimand;
import org.opengms.evaluation.protocol.Measure;
import org.opengms.evaluation.protocol.Protocol;
import org.opengms.evaluation.run.ExactFinding;
import org.opengms.evaluation.run.ExactFindings;
import org.opengms.evaluation.run.Result;
import org.opengms.evaluation.run.Stratum;
import org.opengms.evaluation.snapshot.OrderField;
import org.opengms.evaluation.snapshot.Snapshot;
import org.opengms.testing.Cases;

/// The standard protocol over records and over counts of the same families finds the same yields,
/// and of counts nothing that they do not identify.
class RunAgreementTest {
    @TempDir Path folder = Path.of("");

    @Test
    void findsTheSameYieldsInRecordsAndInCounts() {
        Protocol protocol = Protocol.standard();
        Custodian custodian = new Custodian(Cases.random(7), 3000);
        custodian.write(folder, Cases.random(8));
        Snapshot records =
                RecordImport.load(
                                folder,
                                RecordMapping.ofThe100000GenomesProject(),
                                Custodian.description(),
                                Custodian.pseudonyms())
                        .snapshot();
        AggregateTable table =
                AggregateImport.load(
                        TableRows.of(
                                "counts.tsv", new StringReader(custodian.publish(0, true)), '\t'),
                        AggregateForm.standard());
        Snapshot counts = table.snapshot(Custodian.description());
        ExactFindings ofRecords = ExactFindings.of(protocol, records);
        ExactFindings ofCounts = ExactFindings.of(protocol, counts);
        int compared = 0;
        for (String field :
                new String[] {"", OrderField.INDICATION.name(), OrderField.STRUCTURE.name()}) {
            for (ExactFinding found : ofCounts.findings()) {
                if (found.estimand().equals("yield") && found.stratum().field().equals(field)) {
                    Optional<ExactFinding> same = ofRecords.find("yield", found.stratum());
                    assertEquals(same.map(ExactFinding::people), Optional.of(found.people()));
                    assertEquals(same.map(ExactFinding::result), Optional.of(found.result()));
                    compared++;
                }
            }
        }
        assertTrue(compared >= 9, "compared " + compared);
        assertEquals(
                ofRecords.find("yield-complete", Stratum.ALL).map(ExactFinding::result),
                ofCounts.find("yield-complete", Stratum.ALL).map(ExactFinding::result));
        assertEquals(
                table.all().flatMap(OutcomeCounts::yieldAmongKnown),
                ofCounts.find("yield-complete", Stratum.ALL)
                        .map(ExactFinding::result)
                        .map(r -> ((Result.Identified) r).interval()));
        Result.NotIdentified between =
                (Result.NotIdentified)
                        ofCounts.find("yield", Stratum.ALL).map(ExactFinding::result).orElseThrow();
        OutcomeCounts all = table.all().orElseThrow();
        assertEquals(Optional.of(between.set()), all.boundsAmongAll());
        assertEquals(Optional.of(between.limits()), all.limitsAmongAll());

        Map<?, Answer> answers =
                table.measures().stream()
                        .collect(
                                java.util.stream.Collectors.toMap(
                                        CountedMeasure::measure, CountedMeasure::answer));
        for (Estimand estimand : protocol.estimands()) {
            if (answers.get(estimand.measure()) != Answer.ANSWERED) {
                for (ExactFinding found : ofCounts.findings()) {
                    // Of all together, also where nobody's group is recorded, a ratio of observed
                    // to
                    // expected is 1, whatever the data.
                    boolean trivial =
                            estimand.measure().unit() == Measure.Unit.RATIO
                                    && (found.stratum().equals(Stratum.ALL)
                                            || found.stratum().category().startsWith("?"));
                    if (found.estimand().equals(estimand.id()) && !trivial) {
                        assertFalse(
                                found.result() instanceof Result.Identified,
                                found.estimand() + " " + found.stratum() + " " + found.result());
                    }
                }
            }
        }
    }
}
