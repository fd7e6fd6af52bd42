package org.opengms.choices;

import java.time.LocalDate;
import java.util.Optional;
import org.opengms.consent.DiscussionDetails.WhoChose;
import org.opengms.consent.Said;
import org.opengms.people.PersonId;

/// A statement that somebody wishes to record.
///
/// @param person whose data it is about
/// @param subject whom the evidence is about, where it names somebody
/// @param said what it says
/// @param by in which role whoever said it spoke
/// @param evidence where it is written down, or what was said and how
/// @param saidOn the day on which it was said
public record Wish(
        PersonId person,
        Optional<PersonId> subject,
        Said said,
        Optional<WhoChose> by,
        String evidence,
        LocalDate saidOn) {}
