package org.opengms.consent;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opengms.consent.DiscussionDetails.WhoChose;

/// The choices in force at an instant: a function of what had been recorded by then, and of nothing
/// else.
///
/// Statements count in the order in which they were recorded, from when they were recorded, so what
/// was decided before stays decided rightly. One exception protects: a yes that was said before the
/// no in force, and recorded after it, does not lift that no. Whatever a statement does other than
/// replace the choice before it is told in [#told].
///
/// @param testAgreed whether the test was agreed to, if a record of discussion was taken
/// @param research how the person stands to research
/// @param refused uses that are refused or withdrawn from by name
/// @param nationalDataOptOut whether the person has opted out nationally
/// @param sharing whether results may help relatives; absent where nothing says so
/// @param diedOn the day of death, if known
/// @param capacity whether the person can decide for themselves, if that was said
/// @param chosenBy who made the choice about research, if the form tells; a parent where it does
///   not and the person was a child
/// @param chosenOn the day on which that choice was said
/// @param assent the young person's answer, if there is one
/// @param consultee the consultee's advice, if there is one
/// @param told what readers should know of how the statements fit together
public record ConsentState(
        Optional<Boolean> testAgreed,
        ResearchStanding research,
        Set<Use> refused,
        boolean nationalDataOptOut,
        Optional<Boolean> sharing,
        Optional<LocalDate> diedOn,
        Optional<Boolean> capacity,
        Optional<WhoChose> chosenBy,
        Optional<LocalDate> chosenOn,
        Optional<Boolean> assent,
        Optional<Boolean> consultee,
        List<String> told) {
    /// Nothing was ever said.
    public static final ConsentState NOTHING =
            new ConsentState(
                    Optional.empty(),
                    new ResearchStanding.NeverAsked(),
                    Set.of(),
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of());

    public ConsentState {
        refused = Set.copyOf(refused);
        told = List.copyOf(told);
    }

    /// The choices in force at an instant, by the shipped rule.
    ///
    /// @param now statements recorded later do not count
    public static ConsentState at(ConsentHistory history, Instant now) {
        return at(history, now, ConsentRules.shipped());
    }

    /// The choices in force at an instant.
    ///
    /// @param now statements recorded later do not count
    public static ConsentState at(ConsentHistory history, Instant now, ConsentRules rules) {
        Fold fold = new Fold();
        for (ConsentStatement statement : history.statements()) {
            if (!statement.recordedAt().isAfter(now)) {
                fold.take(statement);
            }
        }
        return fold.state(history.birthDate(), ConsentStatement.day(now), rules);
    }

    /// Whether a use is allowed by what was said. Research needs a yes; the care of relatives needs
    /// a record that says so.
    public boolean allows(Use use) {
        if (refused.contains(use)) {
            return false;
        }
        return use.isResearch()
                ? research instanceof ResearchStanding.Agreed
                        && !(use == Use.CONTACT_ABOUT_RESEARCH && diedOn.isPresent())
                : sharing.orElse(false);
    }

    /// The choice about research in the words of the form.
    public ResearchChoice choice() {
        return switch (research) {
            case ResearchStanding.Agreed _ -> ResearchChoice.AGREED;
            case ResearchStanding.Declined _, ResearchStanding.Withdrawn _ ->
                    ResearchChoice.DECLINED;
            case ResearchStanding.NeverAsked _,
                    ResearchStanding.Undecided _,
                    ResearchStanding.Lapsed _,
                    ResearchStanding.EndedByDeath _ ->
                    ResearchChoice.UNDECIDED;
        };
    }

    /// The choices while one statement after the other is taken.
    private static final class Fold {
        private Optional<Boolean> testAgreed = Optional.empty();
        private ResearchStanding research = new ResearchStanding.NeverAsked();
        private final Set<Use> refused = EnumSet.noneOf(Use.class);
        private Optional<LocalDate> refusedOn = Optional.empty();
        private boolean nationalDataOptOut;
        private Optional<Boolean> sharing = Optional.empty();
        private Optional<LocalDate> sharingRefusedOn = Optional.empty();
        private Optional<LocalDate> diedOn = Optional.empty();
        private Optional<Boolean> capacity = Optional.empty();
        private Optional<LocalDate> capacityOn = Optional.empty();
        private Optional<WhoChose> chosenBy = Optional.empty();
        private Optional<LocalDate> chosenOn = Optional.empty();
        private Optional<Boolean> assent = Optional.empty();
        private Optional<Boolean> consultee = Optional.empty();
        private final List<String> told = new ArrayList<>();
        private Optional<LocalDate> newestSaidOn = Optional.empty();

        void take(ConsentStatement statement) {
            LocalDate on = statement.saidOn();
            if (newestSaidOn.filter(on::isBefore).isPresent()) {
                told.add(
                        "A statement of %s was recorded after one of %s. It counts from %s, when it was recorded, and changes nothing that was decided before."
                                .formatted(
                                        Days.words(on),
                                        Days.words(newestSaidOn.orElseThrow()),
                                        Days.words(ConsentStatement.day(statement.recordedAt()))));
            } else {
                newestSaidOn = Optional.of(on);
            }
            switch (statement.said()) {
                case Said.Discussion(RecordOfDiscussion record) -> discussion(record, statement);
                case Said.Research(var choice, var left, var again) -> {
                    if (choose(choice, again, statement)) {
                        leaveOut(left, on);
                    }
                }
                case Said.YoungPersonsAssent(boolean given) -> {
                    assent = Optional.of(given);
                    if (!given) {
                        told.add(
                                "The young person did not say yes on %s. A parent decides, but should know."
                                        .formatted(Days.words(on)));
                    }
                }
                case Said.ConsulteeAdvice(boolean would) -> {
                    consultee = Optional.of(would);
                    if (!would) {
                        // Mental Capacity Act 2005, section 32(5): not without the consultee.
                        decide(new ResearchStanding.Declined(on), statement);
                    }
                }
                case Said.NationalDataOptOut(boolean isSet) -> nationalDataOptOut = isSet;
                case Said.SharingWithRelatives(boolean allowed) -> share(allowed, on);
                case Said.FullWithdrawal _ -> {
                    decide(new ResearchStanding.Withdrawn(on), statement);
                    for (Use use : Use.values()) {
                        if (use.isResearch()) {
                            refused.add(use);
                        }
                    }
                    refusedOn = later(refusedOn, on);
                    share(false, on);
                }
                case Said.PartialWithdrawal(Set<Use> from) -> {
                    refused.addAll(from);
                    refused.remove(Use.CARE_OF_RELATIVES);
                    refusedOn = later(refusedOn, on);
                    if (from.contains(Use.CARE_OF_RELATIVES)) {
                        share(false, on);
                    }
                }
                case Said.Death(LocalDate day) -> diedOn = Optional.of(day);
                case Said.Capacity(boolean present) -> {
                    capacity = Optional.of(present);
                    capacityOn = Optional.of(on);
                }
            }
        }

        private void discussion(RecordOfDiscussion record, ConsentStatement statement) {
            if (record.state() != DiscussionState.TAKEN) {
                return;
            }
            testAgreed = record.testAgreed();
            // The form that is signed says that results may help relatives (01-NGIS-ROD, "Family
            // and wider implications"), so a signed yes to the test says it too.
            if (record.testAgreed().orElse(false) && sharing.isEmpty()) {
                sharing = Optional.of(true);
            }
            boolean lifted =
                    choose(record.research(), Optional.empty(), statement)
                            && record.research() == ResearchChoice.AGREED;
            if (lifted && refusedOn.isPresent() && !refused.isEmpty()) {
                if (refused.containsAll(
                        EnumSet.of(Use.RESEARCH_NOT_FOR_PROFIT, Use.RESEARCH_BY_COMPANIES))) {
                    // A yes after a full withdrawal is a yes anew.
                    refused.clear();
                } else {
                    told.add(
                            "The yes to research of %s names no uses, so what was refused by name stays refused."
                                    .formatted(Days.words(statement.saidOn())));
                }
            }
        }

        /// @return whether the choice is in force now
        private boolean choose(
                ResearchChoice choice, Optional<LocalDate> again, ConsentStatement statement) {
            LocalDate on = statement.saidOn();
            return decide(
                    switch (choice) {
                        case AGREED -> new ResearchStanding.Agreed(on);
                        case DECLINED -> new ResearchStanding.Declined(on);
                        case UNDECIDED -> new ResearchStanding.Undecided(on, again);
                    },
                    statement);
        }

        private boolean decide(ResearchStanding next, ConsentStatement statement) {
            Optional<LocalDate> no =
                    switch (research) {
                        case ResearchStanding.Declined d -> Optional.of(d.since());
                        case ResearchStanding.Withdrawn w -> Optional.of(w.since());
                        default -> Optional.empty();
                    };
            boolean isNo =
                    next instanceof ResearchStanding.Declined
                            || next instanceof ResearchStanding.Withdrawn;
            if (!isNo && no.filter(statement.saidOn()::isBefore).isPresent()) {
                told.add(
                        "What was said about research on %s was said before the no of %s and does not lift it."
                                .formatted(
                                        Days.words(statement.saidOn()),
                                        Days.words(no.orElseThrow())));
                return false;
            }
            if (isNo && no.filter(statement.saidOn()::isBefore).isPresent()) {
                // An older no does not make the newer one older.
                return false;
            }
            research = next;
            chosenBy = statement.by();
            chosenOn = Optional.of(statement.saidOn());
            return true;
        }

        private void leaveOut(Set<Use> left, LocalDate on) {
            if (research instanceof ResearchStanding.Agreed
                    && refusedOn.filter(on::isBefore).isEmpty()) {
                refused.clear();
                refusedOn = Optional.of(on);
            }
            left.stream().filter(Use::isResearch).forEach(refused::add);
            if (left.contains(Use.CARE_OF_RELATIVES)) {
                share(false, on);
            }
        }

        private void share(boolean allowed, LocalDate on) {
            if (allowed && sharingRefusedOn.filter(on::isBefore).isPresent()) {
                told.add(
                        "Leave to help relatives was given on %s, before it was refused on %s, and does not lift that."
                                .formatted(
                                        Days.words(on),
                                        Days.words(sharingRefusedOn.orElseThrow())));
                return;
            }
            sharing = Optional.of(allowed);
            sharingRefusedOn = allowed ? Optional.empty() : later(sharingRefusedOn, on);
        }

        private static Optional<LocalDate> later(Optional<LocalDate> known, LocalDate on) {
            return Optional.of(known.filter(day -> day.isAfter(on)).orElse(on));
        }

        ConsentState state(Optional<LocalDate> birthDate, LocalDate today, ConsentRules rules) {
            Set<Use> out = EnumSet.copyOf(refused);
            if (chosenBy.isEmpty() && wasChild(birthDate, rules)) {
                chosenBy = Optional.of(WhoChose.PARENT_OR_GUARDIAN);
            }
            if (sharing.filter(allowed -> !allowed).isPresent()) {
                out.add(Use.CARE_OF_RELATIVES);
            }
            return new ConsentState(
                    testAgreed,
                    standing(birthDate, today, rules),
                    out,
                    nationalDataOptOut,
                    sharing,
                    diedOn,
                    capacity,
                    chosenBy,
                    chosenOn,
                    assent,
                    consultee,
                    told);
        }

        private boolean wasChild(Optional<LocalDate> birthDate, ConsentRules rules) {
            return birthDate
                    .map(birth -> birth.plusYears(rules.ownChoiceFromAge()))
                    .filter(grown -> chosenOn.filter(grown::isAfter).isPresent())
                    .isPresent();
        }

        /// A yes that somebody else gave ends with what they spoke for.
        private ResearchStanding standing(
                Optional<LocalDate> birthDate, LocalDate today, ConsentRules rules) {
            if (!(research instanceof ResearchStanding.Agreed)) {
                return research;
            }
            boolean forTheDead = chosenBy.filter(WhoChose.FOR_THE_DECEASED::equals).isPresent();
            if (diedOn.isPresent() && !forTheDead) {
                return new ResearchStanding.EndedByDeath(diedOn.get());
            }
            if (chosenBy.isEmpty()) {
                return research;
            }
            return switch (chosenBy.get()) {
                case ADULT, FOR_THE_DECEASED -> research;
                case PARENT_OR_GUARDIAN -> {
                    Optional<LocalDate> end =
                            birthDate.map(b -> b.plusYears(rules.parentsChoiceEndsAtAge()));
                    yield end.filter(day -> !day.isAfter(today)).isPresent()
                            ? new ResearchStanding.Lapsed(
                                    end.orElseThrow(),
                                    "A parent said yes to research. Since %s the person is %d and has not been asked themselves."
                                            .formatted(
                                                    Days.words(end.orElseThrow()),
                                                    rules.parentsChoiceEndsAtAge()))
                            : research;
                }
                case CONSULTEE, CLINICIAN ->
                        capacity.orElse(false)
                                        && !capacityOn
                                                .orElseThrow()
                                                .isBefore(chosenOn.orElseThrow())
                                ? new ResearchStanding.Lapsed(
                                        capacityOn.orElseThrow(),
                                        "A consultee advised yes to research. Since %s the person can decide and has not been asked themselves."
                                                .formatted(Days.words(capacityOn.orElseThrow())))
                                : research;
            };
        }
    }
}
