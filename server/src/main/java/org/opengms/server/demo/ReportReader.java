package org.opengms.server.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.opengms.fhir.Systems;

/// Reads reports with their variants over the interface.
final class ReportReader {
    private ReportReader() {}

    /// The id of an order's report, if it has one that the client may see.
    static Optional<DiagnosticReport> find(FhirClient client, String orderId)
            throws InterruptedException {
        return client.search(DiagnosticReport.class, "based-on=ServiceRequest/" + orderId).stream()
                .findFirst();
    }

    /// A report with its variants.
    static ReadReport read(FhirClient client, String reportId) throws InterruptedException {
        DiagnosticReport report =
                client.find(DiagnosticReport.class, reportId)
                        .orElseThrow(() ->
                                new DemoFailure(
                                        "OGMS-4812 %s does not see report %s."
                                                .formatted(client.who(), reportId)));
        List<Observation> observations = new ArrayList<>();
        for (Reference result : report.getResult()) {
            String id = result.getReferenceElement().getIdPart();
            client.find(Observation.class, id)
                    .filter(o -> o.getCode().hasCoding(Systems.LOINC, "69548-6"))
                    .ifPresent(observations::add);
        }
        return new ReadReport(report, observations);
    }
}
