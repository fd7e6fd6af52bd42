package org.opengms.server.demo;

import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.opengms.cases.ResultKind;
import org.opengms.fhir.SignRequest;

/// A scientist of the demonstration: reads the report that the program or a colleague proposes, and
/// signs it with a conclusion of their own. They know no more than the report says.
final class Scientist {
    /// Above this the scientist follows the program: it holds the candidate likelier than not.
    private static final double LIKELY = 0.5;

    /// Below this the scientist sees no cause. One chance in twenty.
    private static final double UNLIKELY = 0.05;

    private static final Set<String> TRUNCATING =
            Set.of(
                    "stop gained",
                    "frameshift variant",
                    "splice donor variant",
                    "splice acceptor variant");

    private final FhirClient client;

    Scientist(FhirClient client) {
        this.client = client;
    }

    /// Reads and signs a journey's report. One that is signed already, as after an interruption, is
    /// only read.
    void sign(Journey journey) throws InterruptedException {
        ReadReport seen = ReportReader.read(client, journey.reportId());
        if (!seen.isSigned()) {
            SignRequest wish = judge(seen);
            Reply reply =
                    client.operation("DiagnosticReport", seen.id(), "sign", wish.toParameters());
            ReadReport now = ReportReader.read(client, journey.reportId());
            if (!reply.isGood() && !now.isSigned()) {
                Reply _ = client.require(reply, "signing a report");
            }
            seen = now;
        }
        if (seen.report().getStatus() != DiagnosticReport.DiagnosticReportStatus.FINAL) {
            throw new DemoFailure(
                    "OGMS-4817 Report %s is not final after it was signed.".formatted(seen.id()));
        }
        journey.signed(seen);
    }

    /// What the scientist makes of a report.
    static SignRequest judge(ReadReport seen) {
        boolean proposed = seen.kind().filter(k -> k != ResultKind.PROPOSED).isEmpty();
        if (!proposed) {
            return new SignRequest(
                    seen.version(), seen.kind().orElseThrow(), withoutMark(seen.conclusion()));
        }
        List<ReadReport.Variant> variants = seen.variants();
        if (variants.isEmpty() || chance(variants.getFirst()) < UNLIKELY) {
            return new SignRequest(
                    seen.version(),
                    ResultKind.NO_CAUSE_FOUND,
                    "No variant was found that explains the findings.");
        }
        ReadReport.Variant first = variants.getFirst();
        boolean cause =
                chance(first) >= LIKELY
                        || (first.score().isEmpty() && TRUNCATING.contains(first.consequence()));
        String words =
                "%s, %s, in %s"
                        .formatted(
                                first.hgvsC().isEmpty()
                                        ? "%s:%d %s>%s"
                                                .formatted(
                                                        first.contig(),
                                                        first.position(),
                                                        first.ref(),
                                                        first.alt())
                                        : first.hgvsC(),
                                first.consequence(),
                                first.gene());
        return cause
                ? new SignRequest(
                        seen.version(),
                        ResultKind.CAUSE_FOUND,
                        new SignRequest.Cause.Variants(
                                List.of(seen.observations().getFirst().getIdElement().getIdPart())),
                        words + " is the likely cause of the findings.")
                : new SignRequest(
                        seen.version(),
                        ResultKind.UNCERTAIN,
                        words + " may be the cause; its meaning is not certain.");
    }

    /// A report that tells no score is judged by its consequence.
    private static double chance(ReadReport.Variant variant) {
        return variant.score().orElse(UNLIKELY);
    }

    /// The conclusion without what marks it as not signed.
    private static String withoutMark(String conclusion) {
        return conclusion.startsWith(org.opengms.fhir.ReportMapping.NOT_SIGNED)
                ? conclusion.substring(org.opengms.fhir.ReportMapping.NOT_SIGNED.length())
                : conclusion;
    }
}
