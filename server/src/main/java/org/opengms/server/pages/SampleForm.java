package org.opengms.server.pages;

import java.time.LocalDate;
import java.util.Optional;
import org.opengms.people.NhsNumber;

/// A sample as a laboratory books it in.
///
/// @param label on the tube: the accession number
/// @param type in words, such as `Blood specimen`
/// @param onTheTube the NHS number on the tube, if one is
/// @param collectedOn the day in the United Kingdom on which it was taken, if known
public record SampleForm(
        String label, String type, Optional<NhsNumber> onTheTube, Optional<LocalDate> collectedOn) {
    /// Never the particulars: they are personal data.
    @Override
    public String toString() {
        return "SampleForm[…]";
    }
}
