package org.opengms.server.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.cases.ResultKind;
import org.opengms.fhir.ReportMapping;
import org.opengms.fhir.ResultCoding;
import org.opengms.fhir.SignRequest;

/// What the demonstration's scientist makes of a report, knowing no more than it says.
class ScientistTest {
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # score of the first variant, answer
                    0.990, CAUSE_FOUND
                    0.500, CAUSE_FOUND
                    0.499, UNCERTAIN
                    0.050, UNCERTAIN
                    0.049, NO_CAUSE_FOUND
                    0.000, NO_CAUSE_FOUND
                    """)
    void judgesAProposalByItsFirstVariant(String score, ResultKind kind) {
        SignRequest wish =
                Scientist.judge(proposal(variant("Rank 1, score " + score + ". Because.")));
        assertEquals(kind, wish.kind());
        assertEquals(3, wish.seenVersion());
    }

    @Test
    void seesNoCauseWhereNothingIsProposed() {
        assertEquals(ResultKind.NO_CAUSE_FOUND, Scientist.judge(proposal()).kind());
    }

    @Test
    void namesTheVariantInTheConclusion() {
        String words = Scientist.judge(proposal(variant("Rank 1, score 0.9. x"))).conclusion();
        assertTrue(words.contains("GENE1"), words);
        assertTrue(words.contains("NM_1.1:c.5G>A"), words);
    }

    @ParameterizedTest
    @CsvSource({"CAUSE_FOUND", "NO_CAUSE_FOUND", "UNCERTAIN", "FAILED"})
    void confirmsWhatALaboratoryEnteredAndDropsTheMark(ResultKind kind) {
        DiagnosticReport report = report();
        report.addConclusionCode(ResultCoding.concept(kind));
        report.setConclusion(ReportMapping.NOT_SIGNED + "As seen on the gel.");
        SignRequest wish = Scientist.judge(new ReadReport(report, List.of()));
        assertEquals(kind, wish.kind());
        assertEquals("As seen on the gel.", wish.conclusion());
    }

    private static ReadReport proposal(Observation... variants) {
        DiagnosticReport report = report();
        report.addConclusionCode(ResultCoding.concept(ResultKind.PROPOSED));
        return new ReadReport(report, new ArrayList<>(List.of(variants)));
    }

    private static DiagnosticReport report() {
        DiagnosticReport report = new DiagnosticReport();
        report.setId("r1");
        report.getMeta().setVersionId("3");
        report.setStatus(DiagnosticReport.DiagnosticReportStatus.PRELIMINARY);
        return report;
    }

    private static Observation variant(String note) {
        Observation observation = new Observation();
        observation.setId("one");
        observation.addNote().setText(note);
        component(observation, "48018-6", "HGNC:9900001", "GENE1");
        component(observation, "48004-6", "NM_1.1:c.5G>A", "");
        component(observation, "feature-consequence", "SO:0001587", "stop_gained");
        return observation;
    }

    private static void component(
            Observation observation, String code, String value, String display) {
        var component = observation.addComponent();
        component.getCode().addCoding().setCode(code);
        var coding =
                component
                        .setValue(new org.hl7.fhir.r4.model.CodeableConcept())
                        .getValueCodeableConcept()
                        .addCoding();
        coding.setCode(value);
        if (!display.isEmpty()) {
            coding.setDisplay(display);
        }
    }
}
