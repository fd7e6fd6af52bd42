package org.opengms.safeguards;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opengms.people.PersonId;

/// That something is not shown to a person or to those who act for them, and every step since. It
/// ends on the day of its review unless it was renewed.
///
/// @param person whose page it is kept from
/// @param held what
/// @param from from whom
/// @param words the clinician's, for staff alone
/// @param opinion of another health professional, where the law asks for it
/// @param reviewOn the first day on which it does not hold any more
/// @param by who recorded it, and for which organisation
/// @param steps since then, in their order
public record Withholding(
        WithholdingId id,
        PersonId person,
        Held held,
        Audience from,
        WithholdingReason reason,
        String words,
        Optional<Opinion> opinion,
        LocalDate reviewOn,
        String by,
        Instant at,
        List<Step> steps) {
    public Withholding {
        steps = List.copyOf(steps);
    }

    /// From whom something is held back.
    public enum Audience {
        THE_PERSON_AND_PROXIES,
        PROXIES
    }

    /// Who reads.
    public enum Reader {
        THE_PERSON,
        A_PROXY
    }

    /// Another health professional's, that telling would be likely to cause serious harm.
    ///
    /// @param by who, in which role
    /// @param on the day on which it was given
    public record Opinion(String by, LocalDate on) {}

    /// What became of it.
    public sealed interface Step {
        Instant at();

        String by();

        String words();

        /// It holds on.
        record Renewed(
                LocalDate reviewOn, Optional<Opinion> opinion, String words, String by, Instant at)
                implements Step {}

        /// It ends at once.
        record Lifted(String words, String by, Instant at) implements Step {}
    }

    /// With one step more.
    public Withholding with(Step step) {
        List<Step> all = new ArrayList<>(steps);
        all.add(step);
        return new Withholding(
                id, person, held, from, reason, words, opinion, reviewOn, by, at, all);
    }

    /// The first day on which it does not hold any more.
    public LocalDate ends() {
        return steps.stream()
                .filter(Step.Renewed.class::isInstance)
                .map(step -> ((Step.Renewed) step).reviewOn())
                .reduce((_, newer) -> newer)
                .orElse(reviewOn);
    }

    /// Whether it was ended before its time.
    public boolean isLifted() {
        return steps.stream().anyMatch(Step.Lifted.class::isInstance);
    }

    /// Whether it holds on a day.
    public boolean holds(LocalDate today) {
        return !isLifted() && today.isBefore(ends());
    }

    /// Whether it is kept from a reader.
    public boolean isFrom(Reader reader) {
        return reader == Reader.A_PROXY || from == Audience.THE_PERSON_AND_PROXIES;
    }

    /// Never the particulars: they are personal data.
    @Override
    public String toString() {
        return "Withholding[" + id.value() + "]";
    }
}
