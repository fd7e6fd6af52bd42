package org.opengms.hl7;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/// Days of HL7 dates: `YYYYMMDD` and whatever time follows. The day is the one written: senders and
/// the service are in one country.
final class Dates {
    private Dates() {}

    /// The day, if the date is given in full and exists.
    static Optional<LocalDate> day(String date) {
        if (!date.matches("[0-9]{8}.*")) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    LocalDate.of(
                            Integer.parseInt(date.substring(0, 4), 10),
                            Integer.parseInt(date.substring(4, 6), 10),
                            Integer.parseInt(date.substring(6, 8), 10)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
