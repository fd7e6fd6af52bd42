package org.opengms.consent;

import java.time.LocalDate;
import java.util.Optional;

/// How a person stands to research. Only [Agreed] lets data be used.
public sealed interface ResearchStanding {
    /// Nobody has said anything.
    record NeverAsked() implements ResearchStanding {}

    /// A yes, to all uses that are not refused by name.
    ///
    /// @param since the day on which it was said
    record Agreed(LocalDate since) implements ResearchStanding {}

    /// A no.
    ///
    /// @param since the day on which it was said
    record Declined(LocalDate since) implements ResearchStanding {}

    /// "Ask me later", or not discussed.
    ///
    /// @param since the day on which it was said
    /// @param askAgainOn the day on which to ask again, if one was agreed
    record Undecided(LocalDate since, Optional<LocalDate> askAgainOn) implements ResearchStanding {}

    /// A yes that was taken back.
    ///
    /// @param since the day on which it was said
    record Withdrawn(LocalDate since) implements ResearchStanding {}

    /// A yes that somebody else gave and that no longer carries.
    ///
    /// @param since the day from which it does not
    /// @param why in plain words
    record Lapsed(LocalDate since, String why) implements ResearchStanding {}

    /// Research after death, without a choice made for the dead.
    ///
    /// @param since the day of death
    record EndedByDeath(LocalDate since) implements ResearchStanding {}

    /// The standing in a sentence.
    default String words() {
        return switch (this) {
            case NeverAsked _ -> "Nobody has recorded a choice about research.";
            case Agreed a -> "Said yes to research on %s.".formatted(Days.words(a.since()));
            case Declined d -> "Said no to research on %s.".formatted(Days.words(d.since()));
            case Undecided u ->
                    "Has not decided about research"
                            + u.askAgainOn()
                                    .map(day -> "; asked to be asked again on " + Days.words(day))
                                    .orElse("")
                            + ".";
            case Withdrawn w -> "Withdrew from research on %s.".formatted(Days.words(w.since()));
            case Lapsed l -> l.why();
            case EndedByDeath d ->
                    "Died on %s, and nobody has recorded a choice on their behalf since."
                            .formatted(Days.words(d.since()));
        };
    }
}
