package org.opengms.server.hl7;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.jspecify.annotations.Nullable;
import org.opengms.server.desk.OrderAnswer;

/// What an answer says: one given before is given again as its text, so it is read from that.
final class Outcomes {
    private Outcomes() {}

    /// Every issue of an answer, in its order.
    static List<OperationOutcomeIssueComponent> issues(FhirContext fhir, OrderAnswer answer) {
        if (answer.status() != 200) {
            return fhir.newJsonParser()
                    .parseResource(OperationOutcome.class, answer.body())
                    .getIssue();
        }
        List<OperationOutcomeIssueComponent> issues = new ArrayList<>();
        fhir.newJsonParser().parseResource(Bundle.class, answer.body()).getEntry().stream()
                .map(e -> e.getResponse().getOutcome())
                .filter(OperationOutcome.class::isInstance)
                .forEach(o -> issues.addAll(((OperationOutcome) o).getIssue()));
        return issues;
    }

    /// A text that may be missing.
    static String given(@Nullable String text) {
        return text == null ? "" : text;
    }
}
