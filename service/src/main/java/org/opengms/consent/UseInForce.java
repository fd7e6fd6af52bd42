package org.opengms.consent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One use of a person's data as it stands, why, and on which statement that rests.
///
/// @param use which use
/// @param isAllowed whether what was said allows it
/// @param why in a sentence
/// @param basis the statement that made it so; absent where nobody has spoken of it
/// @param nationalDataOptOut whether the National Data Opt-out is applied to it, and why, in a
///   sentence
public record UseInForce(
        Use use,
        boolean isAllowed,
        String why,
        Optional<ConsentStatement> basis,
        String nationalDataOptOut) {

    /// Every use as it stands.
    ///
    /// @param clock now, as [ConsentHistory#now] takes it
    public static List<UseInForce> of(ConsentHistory history, Instant clock) {
        Map<Use, ConsentStatement> bases = new EnumMap<>(Use.class);
        ConsentState before = ConsentState.NOTHING;
        for (int said = 1; said <= history.statements().size(); said++) {
            ConsentStatement statement = history.statements().get(said - 1);
            ConsentState after =
                    new ConsentHistory(
                                    history.person(),
                                    history.birthDate(),
                                    history.statements().subList(0, said))
                            .now(clock);
            for (Use use : Use.values()) {
                if (!standing(before, use).equals(standing(after, use))
                        || names(statement.said(), use, after)) {
                    bases.put(use, statement);
                }
            }
            before = after;
        }
        List<UseInForce> uses = new ArrayList<>();
        for (Use use : Use.values()) {
            uses.add(
                    new UseInForce(
                            use,
                            before.allows(use),
                            why(before, use),
                            Optional.ofNullable(bases.get(use)),
                            optOut(before, use)));
        }
        return uses;
    }

    /// What decides about a use.
    private record Standing(boolean isAllowed, boolean isRefused, Optional<?> said) {}

    private static Standing standing(ConsentState state, Use use) {
        boolean refused = state.refused().contains(use);
        if (!use.isResearch()) {
            return new Standing(state.allows(use), refused, state.sharing());
        }
        boolean byName = refused && state.research() instanceof ResearchStanding.Agreed;
        return new Standing(
                state.allows(use),
                byName,
                byName ? Optional.empty() : Optional.of(state.research()));
    }

    /// Whether a statement repeats by name what stands already.
    private static boolean names(Said said, Use use, ConsentState after) {
        return switch (said) {
            case Said.Research(var _, var refused, var _) ->
                    refused.contains(use) && after.refused().contains(use);
            case Said.PartialWithdrawal(var from) -> from.contains(use);
            case Said.SharingWithRelatives(boolean allowed) ->
                    !use.isResearch() && after.sharing().equals(Optional.of(allowed));
            case Said.Discussion _,
                    Said.YoungPersonsAssent _,
                    Said.ConsulteeAdvice _,
                    Said.NationalDataOptOut _,
                    Said.FullWithdrawal _,
                    Said.Death _,
                    Said.Capacity _ ->
                    false;
        };
    }

    private static String why(ConsentState state, Use use) {
        if (!use.isResearch()) {
            return state.sharing()
                    .map(allowed ->
                            allowed
                                    ? "It was said that results may help relatives."
                                    : "It was said that results may not help relatives.")
                    .orElse("Nothing recorded says whether results may help relatives.");
        }
        return switch (state.research()) {
            case ResearchStanding.Agreed agreed -> {
                if (state.refused().contains(use)) {
                    yield "Said no to this use by name.";
                }
                yield state.allows(use) ? agreed.words() : "The person has died.";
            }
            case ResearchStanding.NeverAsked asked ->
                    asked.words() + " None recorded counts as a no.";
            case ResearchStanding.Undecided undecided ->
                    undecided.words() + " Not decided counts as a no.";
            case ResearchStanding.Declined _,
                    ResearchStanding.Withdrawn _,
                    ResearchStanding.Lapsed _,
                    ResearchStanding.EndedByDeath _ ->
                    state.research().words();
        };
    }

    /// The opt-out covers the use of confidential information without consent (National data
    /// opt-out operational policy guidance), and no care.
    private static String optOut(ConsentState state, Use use) {
        if (!use.isResearch()) {
            return "Not applied: the opt-out does not cover care.";
        }
        if (!state.nationalDataOptOut()) {
            return "Not applied: no opt-out is recorded.";
        }
        return state.allows(use)
                ? "Not applied: the person agreed to this use, and the opt-out covers uses without consent."
                : "Nothing to apply it to: the use needs a yes, and there is none.";
    }
}
