package org.opengms.consent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.opengms.consent.ResearchQuestion.Aim;
import org.opengms.consent.ResearchQuestion.Reach;
import org.roaringbitmap.RoaringBitmap;

/// Which people's consents have which clause: a bitmap for each clause. It answers for all of them
/// at once what [UseMatcher], and the gate's question of the use, answer for one, because each
/// clause is asked once and not once for each person.
///
/// A person is known by a number that the caller gives. Safe for several threads.
public final class ClauseIndex {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<DuoTerm, RoaringBitmap> terms = new LinkedHashMap<>();
    private final Map<Use, RoaringBitmap> refused = new EnumMap<>(Use.class);
    private final RoaringBitmap agreed = new RoaringBitmap();

    /// What all consents say to a purpose.
    ///
    /// @param permitted numbers of the people whose data may serve it
    /// @param agreed how many agreed to research
    /// @param clauses what each clause says, the commonest first
    public record Match(RoaringBitmap permitted, int agreed, List<ClauseAnswer> clauses) {
        public Match {
            clauses = List.copyOf(clauses);
        }
    }

    /// What one clause says to a purpose.
    ///
    /// @param clause a term with its parameter; or the use that was refused by name
    /// @param decision and why
    /// @param people whose consent has it
    public record ClauseAnswer(String clause, UseDecision decision, int people) {}

    /// Keeps what a person's consent says now, in the place of what it said before.
    ///
    /// @param person number
    /// @param state their choices in force
    /// @param rules by which they are read
    public void put(int person, ConsentState state, ConsentRules rules) {
        put(person, rules.dataUse(state), state.refused());
    }

    /// @param use terms; absent where the person's data may serve no research
    /// @param refusedUses that they refused by name
    void put(int person, Optional<DataUse> use, Set<Use> refusedUses) {
        lock.lock();
        try {
            agreed.remove(person);
            terms.values().forEach(people -> people.remove(person));
            refused.values().forEach(people -> people.remove(person));
            if (use.isPresent()) {
                agreed.add(person);
                for (DuoTerm term : use.get().terms()) {
                    terms.computeIfAbsent(term, _ -> new RoaringBitmap()).add(person);
                }
                for (Use one : refusedUses) {
                    refused.computeIfAbsent(one, _ -> new RoaringBitmap()).add(person);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /// Asks all consents.
    public Match match(UseMatcher matcher, ResearchQuestion question) {
        lock.lock();
        try {
            Use use =
                    question.reach() == Reach.NOT_FOR_PROFIT
                            ? Use.RESEARCH_NOT_FOR_PROFIT
                            : Use.RESEARCH_BY_COMPANIES;
            List<ClauseAnswer> clauses = new ArrayList<>();
            RoaringBitmap permitted =
                    question.sensitive().isEmpty()
                            ? permitted(matcher, question)
                            : new RoaringBitmap();
            RoaringBitmap saidNo = refused.getOrDefault(use, new RoaringBitmap());
            permitted.andNot(saidNo);
            if (!saidNo.isEmpty()) {
                clauses.add(
                        new ClauseAnswer(
                                use.name(),
                                new UseDecision.Deny("Said no to %s.".formatted(use.words())),
                                saidNo.getCardinality()));
            }
            terms.forEach((term, people) -> {
                if (!people.isEmpty()) {
                    clauses.add(
                            new ClauseAnswer(
                                    (term.code() + " " + term.parameter()).strip(),
                                    clause(matcher, term, question),
                                    people.getCardinality()));
                }
            });
            clauses.sort(
                    Comparator.comparingInt(ClauseAnswer::people)
                            .reversed()
                            .thenComparing(ClauseAnswer::clause));
            return new Match(permitted, agreed.getCardinality(), clauses);
        } finally {
            lock.unlock();
        }
    }

    private static UseDecision clause(UseMatcher matcher, DuoTerm term, ResearchQuestion question) {
        if (!question.sensitive().isEmpty()) {
            return UseMatcher.SENSITIVE;
        }
        Optional<DuoCode> code = DuoCode.find(term.code());
        if (code.isEmpty()) {
            return UseMatcher.unknown(term);
        }
        return code.get().isPermission()
                ? matcher.aims(new DataUse(List.of(term)), question)
                : UseMatcher.condition(code.get(), term.parameter(), question)
                        .orElseGet(() -> new UseDecision.Permit("The purpose meets it."));
    }

    /// Everybody who agreed, without those for whom a condition is not met or not clear, who have
    /// no permission, or several, or one that an aim does not lie within.
    private RoaringBitmap permitted(UseMatcher matcher, ResearchQuestion question) {
        RoaringBitmap out = new RoaringBitmap();
        Map<DuoCode, RoaringBitmap> permissions = new EnumMap<>(DuoCode.class);
        Map<DuoTerm, RoaringBitmap> ofPermissions = new LinkedHashMap<>();
        terms.forEach((term, people) -> {
            Optional<DuoCode> code = DuoCode.find(term.code());
            if (code.isPresent() && code.get().isPermission()) {
                permissions.computeIfAbsent(code.get(), _ -> new RoaringBitmap()).or(people);
                ofPermissions.put(term, people);
            } else if (code.isEmpty()
                    || UseMatcher.condition(code.get(), term.parameter(), question).isPresent()) {
                out.or(people);
            }
        });
        RoaringBitmap one = new RoaringBitmap();
        RoaringBitmap several = new RoaringBitmap();
        for (RoaringBitmap people : permissions.values()) {
            several.or(RoaringBitmap.and(one, people));
            one.or(people);
        }
        one.andNot(several);
        if (question.aims().isEmpty()) {
            return new RoaringBitmap();
        }
        for (Aim aim : question.aims()) {
            RoaringBitmap yes = new RoaringBitmap();
            ofPermissions.forEach((term, people) -> {
                if (matcher.permission(aim, term, question) == UseMatcher.Answer.YES) {
                    yes.or(people);
                }
            });
            one.and(yes);
        }
        one.andNot(out);
        return one;
    }
}
