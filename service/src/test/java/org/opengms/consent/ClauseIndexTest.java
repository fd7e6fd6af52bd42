package org.opengms.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.opengms.consent.ResearchQuestion.Aim;
import org.opengms.consent.ResearchQuestion.Met;
import org.opengms.consent.ResearchQuestion.Reach;
import org.opengms.consent.ResearchQuestion.Sensitive;
import org.opengms.testing.Cases;

class ClauseIndexTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private final UseMatcher matcher =
            new UseMatcher((disease, above) -> disease.startsWith(above));

    private static <T> T one(RandomGenerator random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static <E extends Enum<E>> Set<E> some(
            RandomGenerator random, Class<E> type, double share) {
        Set<E> some = EnumSet.noneOf(type);
        for (E value : Objects.requireNonNull(type.getEnumConstants())) {
            if (random.nextDouble() < share) {
                some.add(value);
            }
        }
        return some;
    }

    private static DuoTerm term(RandomGenerator random, DuoCode code) {
        return DuoTerm.of(
                code,
                switch (code) {
                    case DS -> one(random, List.of("D1", "D1.1", "D2", ""));
                    case MOR, TS ->
                            one(random, List.of("2026-03-01", "2026-03-02", "2026-03-03", "soon"));
                    case GS, IS, PS, RS -> one(random, List.of("A", "B", ""));
                    default -> "";
                });
    }

    private static DataUse terms(RandomGenerator random) {
        List<DuoTerm> terms = new ArrayList<>();
        List<DuoCode> permissions =
                List.of(DuoCode.NRES, DuoCode.GRU, DuoCode.HMB, DuoCode.DS, DuoCode.POA);
        DuoCode permission = one(random, permissions);
        int permitted = one(random, List.of(0, 1, 1, 1, 1, 1, 2, 3));
        for (int i = 0; i < permitted; i++) {
            terms.add(term(random, random.nextInt(4) == 0 ? one(random, permissions) : permission));
        }
        for (DuoCode code : DuoCode.values()) {
            if (!code.isPermission() && random.nextInt(20) == 0) {
                terms.add(term(random, code));
            }
        }
        if (random.nextInt(30) == 0) {
            terms.add(new DuoTerm("DUO:0009999", ""));
        }
        return new DataUse(terms);
    }

    private static ResearchQuestion question(RandomGenerator random) {
        Set<Aim> aims = some(random, Aim.class, 0.25);
        return new ResearchQuestion(
                aims,
                random.nextBoolean()
                        ? Optional.of(one(random, List.of("D1", "D1.1", "D2")))
                        : Optional.empty(),
                one(random, List.of(Reach.values())),
                random.nextInt(20) == 0
                        ? EnumSet.of(one(random, List.of(Sensitive.values())))
                        : Set.of(),
                some(random, Met.class, 0.7),
                random.nextBoolean() ? Optional.of("A") : Optional.empty(),
                random.nextBoolean() ? Optional.of("A") : Optional.empty(),
                random.nextBoolean() ? Optional.of("B") : Optional.empty(),
                random.nextBoolean() ? Optional.of("B") : Optional.empty(),
                TODAY);
    }

    private record Consent(Optional<DataUse> terms, Set<Use> refused) {}

    /// The same as for one person: their terms permit it, and they have not refused such a use.
    private boolean permits(Consent consent, ResearchQuestion question) {
        Use use =
                question.reach() == Reach.NOT_FOR_PROFIT
                        ? Use.RESEARCH_NOT_FOR_PROFIT
                        : Use.RESEARCH_BY_COMPANIES;
        return consent.terms().isPresent()
                && !consent.refused().contains(use)
                && matcher.decide(consent.terms().get(), question) instanceof UseDecision.Permit;
    }

    @Test
    void answersForEverybodyWhatIsAnsweredForEach() {
        AtomicLong permitted = new AtomicLong();
        AtomicLong asked = new AtomicLong();
        Cases.check(
                60,
                random -> {
                    ClauseIndex index = new ClauseIndex();
                    Map<Integer, Consent> people = new LinkedHashMap<>();
                    for (int change = 0; change < 700; change++) {
                        // Some are changed again and again.
                        int person = random.nextInt(500);
                        Consent consent =
                                new Consent(
                                        random.nextInt(5) == 0
                                                ? Optional.empty()
                                                : Optional.of(terms(random)),
                                        some(random, Use.class, 0.1));
                        people.put(person, consent);
                        index.put(person, consent.terms(), consent.refused());
                    }
                    for (int i = 0; i < 30; i++) {
                        ResearchQuestion question = question(random);
                        Set<Integer> each = new TreeSet<>();
                        people.forEach((person, consent) -> {
                            if (permits(consent, question)) {
                                each.add(person);
                            }
                        });
                        Set<Integer> all = new TreeSet<>();
                        ClauseIndex.Match match = index.match(matcher, question);
                        match.permitted().forEach((int person) -> all.add(person));
                        assertEquals(each, all, question::toString);
                        assertEquals(
                                people.values().stream().filter(c -> c.terms().isPresent()).count(),
                                match.agreed());
                        permitted.addAndGet(each.size());
                        asked.addAndGet(people.size());
                    }
                });
        assertTrue(
                permitted.get() * 100 > asked.get(),
                () -> "too few permits to compare: " + permitted + " of " + asked);
    }

    @Test
    void saysWhatEachClauseSays() {
        ClauseIndex index = new ClauseIndex();
        DuoTerm health = DuoTerm.of(DuoCode.HMB);
        DuoTerm ethics = DuoTerm.of(DuoCode.IRB);
        index.put(1, Optional.of(new DataUse(List.of(health, ethics))), Set.of());
        index.put(2, Optional.of(new DataUse(List.of(health))), Set.of());
        index.put(
                3, Optional.of(new DataUse(List.of(health))), Set.of(Use.RESEARCH_NOT_FOR_PROFIT));
        index.put(4, Optional.empty(), Set.of());
        ClauseIndex.Match match =
                index.match(
                        matcher,
                        new ResearchQuestion(
                                Set.of(Aim.HEALTH),
                                Optional.empty(),
                                Reach.NOT_FOR_PROFIT,
                                Set.of(),
                                Set.of(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                TODAY));
        assertEquals(3, match.agreed());
        assertEquals(
                List.of(
                        "DUO:0000006 3 Permit",
                        "DUO:0000021 1 Deny",
                        "RESEARCH_NOT_FOR_PROFIT 1 Deny"),
                match.clauses().stream()
                        .map(c ->
                                "%s %d %s"
                                        .formatted(
                                                c.clause(),
                                                c.people(),
                                                c.decision().getClass().getSimpleName()))
                        .toList());
        assertEquals(1, match.permitted().getCardinality());
        assertTrue(match.permitted().contains(2));
    }
}
