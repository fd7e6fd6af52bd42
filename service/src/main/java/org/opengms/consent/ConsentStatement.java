package org.opengms.consent;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.opengms.consent.DiscussionDetails.WhoChose;
import org.opengms.people.PersonId;

/// One statement about what may be done with a person's data. Statements are added and never
/// changed.
///
/// @param id its identifier
/// @param person whom it is about
/// @param said what it says
/// @param by in which role whoever said it spoke: the patient category of the national form; absent
///   where the form does not tell
/// @param evidence where it is written down, such as `Consent/…`; may be empty
/// @param saidOn the day on which it was said, in England
/// @param recordedAt when the service came to know
/// @param recordedBy who recorded it, with the organisation that they acted for
public record ConsentStatement(
        StatementId id,
        PersonId person,
        Said said,
        Optional<WhoChose> by,
        String evidence,
        LocalDate saidOn,
        Instant recordedAt,
        String recordedBy) {
    /// Where days are counted.
    public static final ZoneId ENGLAND = ZoneId.of("Europe/London");

    /// A record of discussion as a statement.
    ///
    /// @param by who chose, if the form tells
    /// @param at when it is recorded; the day of the discussion where the record gives none
    public static ConsentStatement of(
            PersonId person,
            RecordOfDiscussion record,
            Optional<WhoChose> by,
            String evidence,
            Instant at,
            String recordedBy) {
        return new ConsentStatement(
                StatementId.random(),
                person,
                new Said.Discussion(record),
                by,
                evidence,
                record.takenOn().filter(day -> !day.isAfter(day(at))).orElseGet(() -> day(at)),
                at,
                recordedBy);
    }

    /// What was said, in a sentence.
    public String words() {
        return said.words();
    }

    /// The day of an instant, in England.
    public static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ENGLAND);
    }
}
