package org.opengms.consent;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.opengms.consent.ResearchQuestion.Aim;
import org.opengms.consent.ResearchQuestion.Met;
import org.opengms.consent.ResearchQuestion.Reach;

/// Decides whether the terms of a data set let it be used for a purpose. A pure function: the same
/// terms and purpose give the same answer.
///
/// First, what only a person can decide is left to one: sensitive aspects, terms that are not known
/// here. Then every term must be met: one that is not denies, one that cannot be judged abstains.
/// Then the aims must lie within the permissions. Nothing that is missing counts as a yes.
public final class UseMatcher {
    static final UseDecision SENSITIVE =
            new UseDecision.Abstain(
                    "The purpose has aspects that people must look at; no rule decides about them.");

    private final BiPredicate<String, String> isOrIsBelow;

    /// @param isOrIsBelow whether the first disease is the second or a kind of it
    public UseMatcher(BiPredicate<String, String> isOrIsBelow) {
        this.isOrIsBelow = isOrIsBelow;
    }

    /// Decides.
    public UseDecision decide(DataUse data, ResearchQuestion question) {
        if (!question.sensitive().isEmpty()) {
            return SENSITIVE;
        }
        for (DuoTerm term : data.terms()) {
            if (DuoCode.find(term.code()).isEmpty()) {
                return unknown(term);
            }
        }
        List<UseDecision> conditions =
                data.terms().stream()
                        .map(term ->
                                condition(
                                        DuoCode.find(term.code()).orElseThrow(),
                                        term.parameter(),
                                        question))
                        .flatMap(Optional::stream)
                        .toList();
        for (UseDecision condition : conditions) {
            if (condition instanceof UseDecision.Deny) {
                return condition;
            }
        }
        UseDecision aims = aims(data, question);
        if (aims instanceof UseDecision.Deny) {
            return aims;
        }
        return conditions.isEmpty() ? aims : conditions.getFirst();
    }

    static UseDecision unknown(DuoTerm term) {
        return new UseDecision.Abstain(
                "The data set has the term %s, which is not known here.".formatted(term.code()));
    }

    // ---- permissions

    /// What the permissions say to the aims.
    UseDecision aims(DataUse data, ResearchQuestion question) {
        List<DuoTerm> permissions =
                data.terms().stream()
                        .filter(t -> DuoCode.find(t.code()).orElseThrow().isPermission())
                        .toList();
        if (permissions.isEmpty()) {
            return new UseDecision.Deny(
                    "The data set records no permission for research, so there is none.");
        }
        if (permissions.stream().map(DuoTerm::code).distinct().count() > 1) {
            return new UseDecision.Abstain(
                    "The data set records several permissions, and which of them holds a person must decide.");
        }
        if (question.aims().isEmpty()) {
            return new UseDecision.Abstain("The purpose does not say what is studied.");
        }
        List<UseDecision> refused = new ArrayList<>();
        for (Aim aim : Aim.values()) {
            if (question.aims().contains(aim)) {
                UseDecision decision = aim(aim, permissions, question);
                if (!(decision instanceof UseDecision.Permit)) {
                    refused.add(decision);
                }
            }
        }
        return refused.stream()
                .filter(UseDecision.Deny.class::isInstance)
                .findFirst()
                .or(() -> refused.stream().findFirst())
                .orElseGet(() ->
                        new UseDecision.Permit(
                                "The purpose lies within the data set's permission."));
    }

    /// Of several diseases one that permits the aim is enough.
    private UseDecision aim(Aim aim, List<DuoTerm> permissions, ResearchQuestion question) {
        boolean unclear = false;
        for (DuoTerm term : permissions) {
            switch (permission(aim, term, question)) {
                case YES -> {
                    return new UseDecision.Permit("Permitted by " + term.code() + ".");
                }
                case UNCLEAR -> unclear = true;
                case NO -> {}
            }
        }
        if (unclear) {
            return new UseDecision.Abstain(
                    "The disease that is studied, or that the data may serve, is not said.");
        }
        return new UseDecision.Deny(
                switch (aim) {
                    case GENERAL -> "Research of any kind is more than the data set permits.";
                    case HEALTH -> "Health research of any kind is more than the data set permits.";
                    case DISEASE ->
                            "The data set does not permit research on the disease that is studied.";
                    case ANCESTRY ->
                            "The data set does not permit the study of origins or ancestry.";
                    case METHODS -> "The data set does not permit the study of methods.";
                });
    }

    /// What a permission says to an aim.
    enum Answer {
        YES,
        NO,
        UNCLEAR
    }

    /// What one permission says to one aim.
    Answer permission(Aim aim, DuoTerm term, ResearchQuestion question) {
        return switch (DuoCode.find(term.code()).orElseThrow()) {
            case NRES, GRU -> Answer.YES;
            case HMB ->
                    switch (aim) {
                        case HEALTH, DISEASE, METHODS -> Answer.YES;
                        case GENERAL, ANCESTRY -> Answer.NO;
                    };
            case POA ->
                    switch (aim) {
                        case ANCESTRY, METHODS -> Answer.YES;
                        case GENERAL, HEALTH, DISEASE -> Answer.NO;
                    };
            case DS ->
                    switch (aim) {
                        case METHODS -> Answer.YES;
                        case GENERAL, HEALTH, ANCESTRY -> Answer.NO;
                        case DISEASE ->
                                question.disease().isEmpty() || term.parameter().isEmpty()
                                        ? Answer.UNCLEAR
                                        : isOrIsBelow.test(
                                                        question.disease().get(), term.parameter())
                                                ? Answer.YES
                                                : Answer.NO;
                    };
            default -> Answer.NO;
        };
    }

    // ---- modifiers

    /// What stands against a use by one term; empty where the term is met.
    static Optional<UseDecision> condition(
            DuoCode code, String parameter, ResearchQuestion question) {
        return switch (code) {
            case NRES, GRU, HMB, DS, POA -> Optional.empty();
            case NPU, NCU, NPUNCU ->
                    unless(
                            question.reach() == Reach.NOT_FOR_PROFIT,
                            "The data is for use without profit only, and the purpose does not say that it is.");
            case NMDS ->
                    unless(
                            !question.aims().contains(Aim.METHODS),
                            "The data does not permit the study of methods.");
            case NPOA ->
                    unless(
                            !question.aims().contains(Aim.ANCESTRY)
                                    && !question.aims().contains(Aim.GENERAL),
                            "The data does not permit the study of origins or ancestry.");
            case IRB ->
                    unless(
                            question.meets().contains(Met.ETHICS_APPROVAL),
                            "The data needs an ethics approval, and none is shown.");
            case COL ->
                    unless(
                            question.meets().contains(Met.COLLABORATION),
                            "The data needs a collaboration with those who hold it, and none is agreed.");
            case US ->
                    unless(
                            question.meets().contains(Met.APPROVED_USER),
                            "The data is for approved users only.");
            case PUB ->
                    unless(
                            question.meets().contains(Met.PUBLISHES_RESULTS),
                            "The data asks that results be published, and that is not agreed.");
            case RTN ->
                    unless(
                            question.meets().contains(Met.RETURNS_RESULTS),
                            "The data asks that results be returned, and that is not agreed.");
            case GSO ->
                    unless(
                            question.meets().contains(Met.STUDIES_GENES),
                            "The data is for genetic studies only.");
            case MOR -> moratorium(parameter, question);
            case TS -> timeLimit(parameter, question);
            case GS -> named("region", parameter, question.region());
            case IS -> named("institution", parameter, question.institution());
            case PS -> named("project", parameter, question.project());
            case RS -> named("type of research", parameter, question.researchType());
            case CC ->
                    Optional.of(
                            new UseDecision.Abstain(
                                    "The data is for clinical care; whether research may use it a person must decide."));
        };
    }

    private static Optional<UseDecision> unless(boolean met, String reason) {
        return met ? Optional.empty() : Optional.of(new UseDecision.Deny(reason));
    }

    private static Optional<UseDecision> named(
            String what, String allowed, Optional<String> asked) {
        if (allowed.isEmpty() || asked.isEmpty()) {
            return Optional.of(
                    new UseDecision.Abstain(
                            "The data is limited to one %s, and which it is, or which is asked for, is not said."
                                    .formatted(what)));
        }
        return unless(
                allowed.equals(asked.get()), "The data is limited to another %s.".formatted(what));
    }

    private static Optional<UseDecision> moratorium(String until, ResearchQuestion question) {
        Optional<LocalDate> day = day(until);
        if (day.isEmpty()) {
            return Optional.of(
                    new UseDecision.Abstain(
                            "Publishing must wait until a day that the data set does not say."));
        }
        return unless(
                question.meets().contains(Met.WAITS_WITH_PUBLISHING)
                        || !question.on().isBefore(day.get()),
                "Publishing must wait until %s, and that is not agreed."
                        .formatted(Days.words(day.get())));
    }

    private static Optional<UseDecision> timeLimit(String until, ResearchQuestion question) {
        Optional<LocalDate> day = day(until);
        if (day.isEmpty()) {
            return Optional.of(
                    new UseDecision.Abstain(
                            "Use is limited in time, and the data set does not say until when."));
        }
        return unless(
                !question.on().isAfter(day.get()),
                "The time for which the data may be used ended on %s."
                        .formatted(Days.words(day.get())));
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException notADay) {
            return Optional.empty();
        }
    }
}
