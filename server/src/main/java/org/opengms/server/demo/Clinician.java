package org.opengms.server.demo;

import java.util.Set;
import org.opengms.cases.Outcome;
import org.opengms.cases.ResultKind;
import org.opengms.fhir.OutcomeParameters;

/// A clinician of the demonstration: reads the signed report and records what it meant for the
/// patient.
final class Clinician {
    private final FhirClient client;

    Clinician(FhirClient client) {
        this.client = client;
    }

    /// Reads a journey's signed report and records its outcome.
    void recordOutcome(Journey journey) throws InterruptedException {
        ReadReport report = ReportReader.read(client, journey.reportId());
        Reply _ =
                client.require(
                        client.operation(
                                "DiagnosticReport",
                                report.id(),
                                "outcome",
                                OutcomeParameters.write(
                                        outcome(report.kind().orElse(ResultKind.UNCERTAIN)))),
                        "an outcome");
        journey.signed(report);
        journey.outcomeRecorded();
    }

    /// What a result of a kind came to.
    static Outcome outcome(ResultKind kind) {
        return switch (kind) {
            case CAUSE_FOUND ->
                    new Outcome(
                            Outcome.CaseSolved.YES,
                            Outcome.Actionability.YES,
                            Set.of(
                                    Outcome.ClinicalUtility
                                            .ADDITIONAL_SURVEILLANCE_FOR_PROBAND_OR_RELATIVES,
                                    Outcome.ClinicalUtility.INFORMS_REPRODUCTIVE_CHOICE));
            case UNCERTAIN ->
                    new Outcome(
                            Outcome.CaseSolved.UNKNOWN,
                            Outcome.Actionability.NOT_YET,
                            Set.of(Outcome.ClinicalUtility.UNKNOWN));
            case NO_CAUSE_FOUND ->
                    new Outcome(
                            Outcome.CaseSolved.NO,
                            Outcome.Actionability.NA,
                            Set.of(Outcome.ClinicalUtility.NONE));
            case FAILED, PROPOSED ->
                    new Outcome(
                            Outcome.CaseSolved.UNKNOWN,
                            Outcome.Actionability.NA,
                            Set.of(Outcome.ClinicalUtility.NONE));
        };
    }
}
