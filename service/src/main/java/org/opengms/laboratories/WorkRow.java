package org.opengms.laboratories;

import java.time.LocalDate;
import java.util.Optional;
import org.opengms.directory.TestMethod;
import org.opengms.routing.Priority;

/// One order of a laboratory's own list: nothing that says who the patient is.
///
/// @param line where it stands in the file: the row that a spreadsheet shows, or the number of the
///   entry of a FHIR bundle
/// @param reference the laboratory's own
/// @param indication code of the directory
/// @param test code of the directory
/// @param method how it is done
/// @param received by the laboratory
/// @param due when the report is due
/// @param reported when it was reported; present exactly if it was
/// @param status how far it is
public record WorkRow(
        int line,
        String reference,
        Optional<String> indication,
        Optional<String> test,
        TestMethod method,
        Priority priority,
        LocalDate received,
        Optional<LocalDate> due,
        Optional<LocalDate> reported,
        WorkStatus status) {
    /// By what it is known again.
    public WorkKey key() {
        return new WorkKey(reference, test.orElse(method.name()));
    }
}
