package org.opengms.benchmark;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.opengms.access.ProjectId;
import org.opengms.access.StudyPurpose;
import org.opengms.consent.ClauseIndex;
import org.opengms.consent.ConsentHistory;
import org.opengms.consent.ConsentRules;
import org.opengms.consent.ConsentState;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.DataUse;
import org.opengms.consent.DiscussionDetails.WhoChose;
import org.opengms.consent.ResearchChoice;
import org.opengms.consent.ResearchQuestion;
import org.opengms.consent.ResearchQuestion.Aim;
import org.opengms.consent.ResearchQuestion.Reach;
import org.opengms.consent.Said;
import org.opengms.consent.StatementId;
import org.opengms.consent.Use;
import org.opengms.consent.UseDecision;
import org.opengms.consent.UseMatcher;
import org.opengms.people.PersonId;

/// One purpose matched with everybody's consent: by a bitmap for each clause, and by asking each
/// person, which gives the same number.
public final class ConsentMatching {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private ConsentMatching() {}

    /// @param arguments people (500,000), times each is measured (50)
    public static void main(String[] arguments) {
        int people = arguments.length > 0 ? Integer.parseInt(arguments[0], 10) : 500_000;
        int times = arguments.length > 1 ? Integer.parseInt(arguments[1], 10) : 50;
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        ConsentRules rules = ConsentRules.shipped();
        List<ConsentState> states = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            states.add(history(random).now(NOW));
        }
        ClauseIndex index = new ClauseIndex();
        long began = System.nanoTime();
        for (int i = 0; i < people; i++) {
            index.put(i, states.get(i), rules);
        }
        System.out.printf(
                Locale.ROOT,
                "%,d people taken in: %.0f ms%n",
                people,
                (System.nanoTime() - began) / 1e6);
        UseMatcher matcher = new UseMatcher(String::equals);
        ResearchQuestion question =
                new StudyPurpose(
                                Set.of(Aim.HEALTH),
                                Optional.empty(),
                                Reach.FOR_PROFIT,
                                Set.of(),
                                Set.of(),
                                Optional.of("26/NW/0001"),
                                Optional.empty(),
                                Optional.empty())
                        .question(ProjectId.random(), "ZUN01", LocalDate.of(2026, 3, 2));
        long[] bitmaps = new long[times];
        long[] each = new long[times];
        long counted = 0;
        long asked = 0;
        for (int i = 0; i < times; i++) {
            began = System.nanoTime();
            counted = index.match(matcher, question).permitted().getCardinality();
            bitmaps[i] = System.nanoTime() - began;
            began = System.nanoTime();
            asked = one(states, rules, matcher, question);
            each[i] = System.nanoTime() - began;
        }
        if (counted != asked) {
            throw new IllegalStateException(counted + " by bitmaps, " + asked + " one by one");
        }
        System.out.printf(Locale.ROOT, "%,d may be used%n", counted);
        print("by clause, bitmaps", bitmaps);
        print("person by person", each);
    }

    private static long one(
            List<ConsentState> states,
            ConsentRules rules,
            UseMatcher matcher,
            ResearchQuestion question) {
        long permitted = 0;
        for (ConsentState state : states) {
            Optional<DataUse> terms = rules.dataUse(state);
            if (terms.isPresent()
                    && state.allows(Use.RESEARCH_BY_COMPANIES)
                    && matcher.decide(terms.get(), question) instanceof UseDecision.Permit) {
                permitted++;
            }
        }
        return permitted;
    }

    private static ConsentHistory history(RandomGenerator random) {
        PersonId person = PersonId.random();
        List<ConsentStatement> said = new ArrayList<>();
        int statements = random.nextInt(4);
        for (int i = 0; i < statements; i++) {
            said.add(
                    new ConsentStatement(
                            StatementId.random(),
                            person,
                            switch (random.nextInt(10)) {
                                case 0 -> new Said.FullWithdrawal();
                                case 1 ->
                                        new Said.PartialWithdrawal(
                                                Set.of(Use.RESEARCH_BY_COMPANIES));
                                case 2 ->
                                        new Said.Research(
                                                ResearchChoice.DECLINED, Set.of(), Optional.empty());
                                default ->
                                        new Said.Research(
                                                ResearchChoice.AGREED, Set.of(), Optional.empty());
                            },
                            Optional.of(WhoChose.ADULT),
                            "letter",
                            LocalDate.of(2025, 1, 1).plusDays(i),
                            NOW.minusSeconds(1_000_000L - i),
                            "clinician"));
        }
        return new ConsentHistory(person, Optional.empty(), said);
    }

    private static void print(String what, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%s: median %.2f ms, slowest %.2f ms%n",
                what,
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length - 1] / 1e6);
    }
}
