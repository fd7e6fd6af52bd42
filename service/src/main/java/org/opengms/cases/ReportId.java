package org.opengms.cases;

import java.util.UUID;

/// The service's identifier of a report; also the id of its FHIR DiagnosticReport.
///
/// @param value a UUID in its text form
public record ReportId(String value) {
    /// @throws IllegalArgumentException if the text is no UUID
    public ReportId {
        value = UUID.fromString(value).toString();
    }

    /// A new, random identifier.
    public static ReportId random() {
        return new ReportId(UUID.randomUUID().toString());
    }
}
