package org.opengms.server.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.region.SyntheticDiscussion;
import org.opengms.region.SyntheticPatient;
import org.opengms.region.SyntheticRegion;
import org.opengms.server.journey.TestService;

/// The whole loop on the real service: six patients from order to outcome.
@ExtendWith(TestService.Extension.class)
class DemoJourneyTest {
    private static final SyntheticRegion REGION = SyntheticRegion.of(1);
    private static final int PATIENTS = 6;

    @Test
    void everyPatientComesToAnOutcomeAndPlayingAgainChangesNothing(
            TestService service, @TempDir Path folder) throws Exception {
        DemoSummary first = play(service, folder.resolve("first"));

        assertEquals(List.of(), first.problems());
        assertEquals(PATIENTS, first.patients());
        assertEquals(PATIENTS, first.ordersAccepted());
        assertEquals(0, first.ordersRefused());
        assertEquals(PATIENTS, first.routedToWgs() + first.routedToConventional());
        assertEquals(PATIENTS, first.reportsIssued());
        assertEquals(PATIENTS, first.outcomesRecorded());
        assertEquals(agreedToResearch(), first.consentedToResearch());
        assertTrue(first.plantedCausesRankedFirst() <= first.plantedCauses());
        assertTrue(first.plantedCauses() <= first.routedToWgs());
        assertTrue(first.accessLogEntries() > PATIENTS, "reading leaves entries");
        assertTrue(Files.size(folder.resolve("first/summary.json")) > 0);

        List<Path> reports = reports(folder.resolve("first"));
        assertEquals(PATIENTS, reports.size());
        int genomes = 0;
        for (Path file : reports) {
            Bundle bundle =
                    FhirContext.forR4Cached()
                            .newJsonParser()
                            .parseResource(Bundle.class, Files.readString(file));
            DiagnosticReport report = (DiagnosticReport) bundle.getEntryFirstRep().getResource();
            assertEquals(DiagnosticReport.DiagnosticReportStatus.FINAL, report.getStatus());
            assertTrue(report.getResultsInterpreterFirstRep().getDisplay().startsWith("Scientist"));
            genomes += report.hasResult() ? 1 : 0;
            String page = Files.readString(Path.of(file.toString().replace(".json", ".html")));
            assertFalse(page.contains("Not for clinical use"), "it is signed");
        }
        assertTrue(genomes <= first.routedToWgs());

        var state =
                service.get(
                        "/api/laboratories/ZL02/state",
                        Optional.of(service.tokenOf("ZL02", "laboratory")));
        assertEquals(
                List.of("CLUSTER", "SEQ-01", "SEQ-02", "STORE"),
                TestService.json(state)
                        .path("equipment")
                        .valueStream()
                        .map(piece -> piece.path("id").asString())
                        .sorted()
                        .toList());

        DemoSummary again = play(service, folder.resolve("again"));

        assertEquals(List.of(), again.problems());
        assertEquals(first.routedToWgs(), again.routedToWgs());
        assertEquals(first.cohortSize(), again.cohortSize());
        assertEquals(
                reports.stream().map(Path::getFileName).toList(),
                reports(folder.resolve("again")).stream().map(Path::getFileName).toList());
    }

    private static DemoSummary play(TestService service, Path out) throws Exception {
        return DemoPlayer.play(
                DemoPlan.of(
                        URI.create(service.service().address()),
                        service.data(),
                        REGION,
                        PATIENTS,
                        Optional.of(out),
                        DemoProgress.SILENT));
    }

    private static int agreedToResearch() {
        return (int)
                REGION.patients(PATIENTS).stream()
                        .map(SyntheticPatient::discussion)
                        .flatMap(Optional::stream)
                        .filter(d -> d.research() == SyntheticDiscussion.ResearchChoice.AGREED)
                        .count();
    }

    private static List<Path> reports(Path out) throws IOException {
        try (Stream<Path> files = Files.list(out.resolve("reports"))) {
            return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        }
    }
}
