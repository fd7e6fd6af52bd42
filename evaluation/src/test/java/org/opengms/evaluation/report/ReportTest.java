package org.opengms.evaluation.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.evaluation.Evaluation;
import org.opengms.evaluation.protocol.Protocol;
import org.opengms.evaluation.protocol.ProtocolStanding.Registration;
import org.opengms.evaluation.run.Result;
import org.opengms.evaluation.run.Stratum;
import org.opengms.evaluation.snapshot.Snapshot;
import org.opengms.evaluation.snapshot.SnapshotFiles;
import org.opengms.evaluation.synthetic.Scenario;
import org.opengms.evaluation.synthetic.Scenario.Missingness;
import org.opengms.evaluation.synthetic.Scenario.RollOut;
import org.opengms.evaluation.synthetic.SyntheticService;
import org.xml.sax.InputSource;

class ReportTest {
    private static final Protocol PROTOCOL = Protocol.standard();
    private static final Snapshot SNAPSHOT = snapshot(7);
    private static final Report REPORT = Evaluation.of(PROTOCOL, SNAPSHOT, Optional.empty());

    @TempDir Path folder;

    private static Snapshot snapshot(long seed) {
        return SyntheticService.snapshot(
                new Scenario(Missingness.NOT_AT_RANDOM, 0.05, 0, RollOut.STEPPED), 3000, seed);
    }

    @Test
    void hasTheSameBytesFromTheSameSnapshotHoweverItWasStored() throws IOException {
        SnapshotFiles.write(SNAPSHOT, folder.resolve("snapshot"), SnapshotFiles.Packing.GZIP);
        Evaluation.run(
                PROTOCOL, folder.resolve("snapshot"), Optional.empty(), folder.resolve("report"));
        for (Map.Entry<String, byte[]> file : REPORT.tables().entrySet()) {
            assertArrayEquals(
                    file.getValue(),
                    Files.readAllBytes(folder.resolve("report").resolve(file.getKey())),
                    file.getKey());
        }
        assertEquals(REPORT.page(), Files.readString(folder.resolve("report/report.html")));
        assertEquals(
                Set.of(
                        "datapackage.json",
                        "protocol.json",
                        "findings.csv",
                        "counts.csv",
                        "missing.csv",
                        "methods.csv",
                        "checklist.csv"),
                REPORT.tables().keySet());
    }

    @Test
    void isAWellFormedPageWhosePlotsHaveTitlesAndTables() throws Exception {
        String page = REPORT.page();
        String xml =
                page.substring(
                        page.indexOf("<main>"), page.indexOf("</main>") + "</main>".length());
        var document =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(xml)));
        int plots = document.getElementsByTagName("svg").getLength();
        assertTrue(plots > 20, "plots: " + plots);
        assertEquals(plots, document.getElementsByTagName("title").getLength());
        assertEquals(plots, document.getElementsByTagName("desc").getLength());
        assertTrue(document.getElementsByTagName("table").getLength() > plots);
    }

    @Test
    void saysThatItIsNotIdentifiedWhereOutcomesAreMissingForReasonsNobodyKnows() {
        assertTrue(
                REPORT.findings().find("yield", Stratum.ALL).orElseThrow().result()
                        instanceof Result.NotIdentified);
        assertTrue(REPORT.page().contains("Not identified"));
        assertTrue(
                new String(REPORT.tables().get("findings.csv"), StandardCharsets.UTF_8)
                        .contains("\nyield,DIAGNOSTIC_YIELD,,,"));
    }

    @Test
    void warnsOnItsFirstPageIfTheProtocolWasChangedAfterTheDataWereSeen() {
        Report late =
                Evaluation.of(
                        PROTOCOL,
                        SNAPSHOT,
                        Optional.of(new Registration("0".repeat(64), LocalDate.of(2026, 11, 30))));
        String page = late.page();
        assertTrue(
                page.substring(0, page.indexOf("<h2"))
                        .contains("<div class=\"warning\"><p>Warning: the protocol"));
        assertFalse(REPORT.page().contains("<div class=\"warning\">"));
    }

    /// Twelve orders: of no question can anything be shown.
    @Test
    void saysThatACohortIsTooSmallAndShowsNothing() {
        Snapshot few =
                SyntheticService.snapshot(
                        new Scenario(Missingness.COMPLETE, 0, 0, RollOut.STEPPED), 12, 3);
        Report report = Evaluation.of(PROTOCOL, few, Optional.empty());
        String page = report.page();
        assertTrue(
                page.substring(0, page.indexOf("<h2"))
                        .contains("Too few people are in this cohort"));
        assertFalse(page.contains("<svg"));
        assertFalse(page.contains("Rows read"));
        assertEquals(
                PROTOCOL.estimands().size(),
                report.findings().findings().size(),
                "no group is named");
        assertTrue(
                new String(report.tables().get("counts.csv"), StandardCharsets.UTF_8)
                        .lines()
                        .skip(1)
                        .allMatch(line -> line.endsWith(",")));
        assertFalse(REPORT.findings().isTooSmall());
        assertFalse(REPORT.page().contains("Too few people are in this cohort"));
    }

    @Test
    void answersEachItemOfTheChecklistAndDescribesEachMethod() {
        assertEquals(
                PROTOCOL.estimands().stream().map(e -> e.id()).sorted().toList(),
                REPORT.methods().keySet().stream().toList());
        assertTrue(REPORT.page().contains("16 Main results"));
    }

    @Test
    void differsFromItselfInNothing() {
        Difference none =
                Difference.of(
                        REPORT.findings(),
                        Evaluation.of(PROTOCOL, SNAPSHOT, Optional.empty()).findings());
        assertEquals(
                new Difference(
                        false, false, java.util.List.of(), REPORT.findings().findings().size()),
                none);
    }

    @Test
    void differsFromThatOfAnotherSnapshotFindingByFinding() {
        Report other = Evaluation.of(PROTOCOL, snapshot(8), Optional.empty());
        Difference difference = Difference.of(REPORT.findings(), other.findings());
        assertTrue(difference.snapshotChanged());
        assertFalse(difference.protocolChanged());
        assertTrue(
                difference.changes().stream()
                        .anyMatch(c ->
                                c.estimand().equals("yield") && c.stratum().equals(Stratum.ALL)));
        assertEquals(
                other.findings().findings().size(),
                difference.same()
                        + difference.changes().stream().filter(c -> c.after().isPresent()).count());
    }
}
