package org.opengms.fhir;

import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.opengms.orders.Finding;

/// A transaction that changes what the service keeps, as read from a Bundle.
///
/// @param bundle as it came
/// @param changes in the order in which they are to be done
/// @param findings what the reading found
public record ChangeMessage(Bundle bundle, List<Change> changes, List<Finding> findings) {
    public ChangeMessage {
        changes = List.copyOf(changes);
        findings = List.copyOf(findings);
    }

    /// Never the content: it is personal data.
    @Override
    public String toString() {
        return "ChangeMessage[" + changes.size() + " changes]";
    }
}
