package org.opengms.fhir;

import static org.opengms.fhir.Elements.text;

import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.opengms.cases.ResultKind;
import org.opengms.orders.OrderId;

/// A report that a laboratory sends. The answer in one word is a code of [Systems#RESULT_KIND];
/// reports of other systems do not have it, and then it stays open until a scientist signs.
final class ReportReading {
    private ReportReading() {}

    /// @param order that it answers
    /// @param entry its place in the Bundle, for what is wrong with it
    /// @throws FhirProblem if it is withdrawn, or says nothing in words
    static EnteredResult read(DiagnosticReport report, OrderId order, int entry) {
        String path = "Bundle.entry[" + entry + "].resource";
        boolean withdrawn =
                report.getStatus() == DiagnosticReport.DiagnosticReportStatus.CANCELLED
                        || report.getStatus()
                                == DiagnosticReport.DiagnosticReportStatus.ENTEREDINERROR;
        if (withdrawn) {
            throw FhirProblem.invalid(
                    "OGMS-3131",
                    path + ".status",
                    "The report is withdrawn.",
                    "Send a result that stands.");
        }
        Optional<Coding> answer =
                report.getConclusionCode().stream()
                        .flatMap(c -> c.getCoding().stream())
                        .filter(c -> Systems.RESULT_KIND.equals(c.getSystem()))
                        .findFirst();
        String conclusion = text(report.getConclusion()).strip();
        if (conclusion.isEmpty() && report.hasPresentedForm()) {
            conclusion = "See the laboratory's own report.";
        }
        if (conclusion.isEmpty()) {
            throw FhirProblem.invalid(
                    "OGMS-3133",
                    path + ".conclusion",
                    "The conclusion is missing.",
                    "Say the result in words, or attach the report.");
        }
        return new EnteredResult(
                order,
                answer.map(code -> ResultCoding.read(code, path + ".conclusionCode"))
                        .orElse(ResultKind.PROPOSED),
                conclusion);
    }
}
