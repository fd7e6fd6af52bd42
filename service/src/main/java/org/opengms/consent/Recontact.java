package org.opengms.consent;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// That a person is to be asked about research, and from when.
///
/// @param from the first day on which it is due
/// @param why the occasion
public record Recontact(LocalDate from, Occasion why) {
    /// Why a person is asked.
    public enum Occasion {
        TURNED_16("The young person is 16 and has not been asked themselves."),
        TURNED_18("The person is an adult and has not been asked themselves."),
        REGAINED_CAPACITY("The person can decide again and has not been asked themselves."),
        ASKED_TO_BE_ASKED("The person asked to be asked again.");

        private final String words;

        Occasion(String words) {
            this.words = words;
        }

        /// The occasion in a sentence.
        public String words() {
            return words;
        }
    }

    /// Whether and why a person is to be asked on a day. Nobody is asked who has died or does not
    /// want to be contacted.
    public static Optional<Recontact> due(ConsentHistory history, LocalDate today) {
        ConsentState state =
                ConsentState.at(
                        history,
                        today.plusDays(1).atStartOfDay(ConsentStatement.ENGLAND).toInstant());
        if (state.diedOn().isPresent() || state.refused().contains(Use.CONTACT_ABOUT_RESEARCH)) {
            return Optional.empty();
        }
        Optional<Recontact> later =
                state.research() instanceof ResearchStanding.Undecided(var _, var again)
                        ? again.map(day -> new Recontact(day, Occasion.ASKED_TO_BE_ASKED))
                        : Optional.empty();
        Stream<Recontact> own =
                state.chosenBy().stream()
                        .flatMap(who ->
                                switch (who) {
                                    case PARENT_OR_GUARDIAN -> birthdays(history, state, today);
                                    case CONSULTEE, CLINICIAN -> regained(history, state);
                                    case ADULT, FOR_THE_DECEASED -> Stream.empty();
                                });
        return Stream.concat(later.stream(), own)
                .filter(due -> !due.from().isAfter(today))
                .max(Comparator.comparing(Recontact::from));
    }

    private static Stream<Recontact> birthdays(
            ConsentHistory history, ConsentState state, LocalDate today) {
        return history.birthDate().stream()
                .flatMap(birth ->
                        ConsentRules.shipped().askAgainAtAges().stream()
                                .map(age ->
                                        new Recontact(
                                                birth.plusYears(age),
                                                age < 18
                                                        ? Occasion.TURNED_16
                                                        : Occasion.TURNED_18)))
                .filter(due -> !due.from().isAfter(today))
                .filter(due -> state.chosenOn().filter(due.from()::isBefore).isEmpty());
    }

    private static Stream<Recontact> regained(ConsentHistory history, ConsentState state) {
        return state.capacity().filter(present -> present).stream()
                .flatMap(present ->
                        history.statements().stream()
                                .filter(s -> s.said().equals(new Said.Capacity(true)))
                                .map(s -> new Recontact(s.saidOn(), Occasion.REGAINED_CAPACITY)));
    }
}
