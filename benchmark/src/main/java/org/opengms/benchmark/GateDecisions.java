package org.opengms.benchmark;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.opengms.consent.ConsentHistory;
import org.opengms.consent.ConsentState;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.ConsentStore;
import org.opengms.consent.DiscussionDetails.WhoChose;
import org.opengms.consent.ResearchChoice;
import org.opengms.consent.Said;
import org.opengms.consent.StatementId;
import org.opengms.gate.AccessLog;
import org.opengms.gate.AccessRequest;
import org.opengms.gate.Actor;
import org.opengms.gate.CareRelations;
import org.opengms.gate.DataClass;
import org.opengms.gate.Decision;
import org.opengms.gate.Gate;
import org.opengms.gate.GateRules;
import org.opengms.gate.Purpose;
import org.opengms.gate.Question;
import org.opengms.gate.Relation;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;
import org.opengms.people.PersonId;

/// The gate's decision in one process: the rules alone, and the gate with everything that it puts
/// together for a question (relations, the person's statements and what is in force of them, the
/// entry of the log), its ports in memory. What database and log add is not in it.
public final class GateDecisions {
    private static final int PERSONS = 10_000;
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final OdsCode HERE = new OdsCode("ZTA01");

    private GateDecisions() {}

    /// @param arguments decisions to measure of each kind (1,000,000), as many to warm up
    public static void main(String[] arguments) {
        int decisions = arguments.length > 0 ? Integer.parseInt(arguments[0], 10) : 1_000_000;
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        List<PersonId> persons = new ArrayList<>();
        Map<PersonId, ConsentHistory> histories = new HashMap<>();
        for (int i = 0; i < PERSONS; i++) {
            PersonId person = PersonId.random();
            persons.add(person);
            histories.put(person, history(person, random.nextInt(8)));
        }
        rules(decisions, persons, histories, random);
        Counted log = new Counted();
        Gate gate = new Gate(new Half(), new Kept(histories), log, Clock.systemUTC());
        gate(decisions, 1, gate, persons, random);
        gate(decisions / 50, 50, gate, persons, random);
        System.out.printf(Locale.ROOT, "%,d entries logged%n", log.entries);
    }

    private static ConsentHistory history(PersonId person, int statements) {
        List<ConsentStatement> said = new ArrayList<>();
        for (int i = 0; i < statements; i++) {
            said.add(
                    new ConsentStatement(
                            StatementId.random(),
                            person,
                            i % 3 == 2
                                    ? new Said.FullWithdrawal()
                                    : new Said.Research(
                                            ResearchChoice.AGREED, Set.of(), Optional.empty()),
                            Optional.of(WhoChose.ADULT),
                            "letter",
                            LocalDate.of(2025, 1, 1).plusDays(i),
                            NOW.minusSeconds(1_000_000L - i),
                            "clinician"));
        }
        return new ConsentHistory(person, Optional.empty(), said);
    }

    private static void rules(
            int decisions,
            List<PersonId> persons,
            Map<PersonId, ConsentHistory> histories,
            RandomGenerator random) {
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < 4096; i++) {
            ConsentHistory history = histories.get(persons.get(random.nextInt(PERSONS)));
            questions.add(
                    new Question(
                            history == null ? ConsentState.NOTHING : history.now(NOW),
                            random.nextBoolean() ? Set.of(Relation.ORDERED) : Set.of(),
                            Set.of(any(Role.values(), random)),
                            any(Purpose.values(), random),
                            any(DataClass.values(), random),
                            Optional.empty()));
        }
        long[] nanos = new long[decisions];
        int permits = 0;
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < decisions; i++) {
                Question question = questions.get(i & 4095);
                long began = System.nanoTime();
                Decision decision = GateRules.decide(question);
                nanos[i] = System.nanoTime() - began;
                permits += decision instanceof Decision.Permit ? 1 : 0;
            }
        }
        print("the rules alone", nanos, 1, permits);
    }

    private static void gate(
            int calls, int together, Gate gate, List<PersonId> persons, RandomGenerator random) {
        long[] nanos = new long[calls];
        int permits = 0;
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < calls; i++) {
                List<AccessRequest> requests = new ArrayList<>();
                Actor actor =
                        new Actor("reader", "A. Reader", HERE, Set.of(any(Role.values(), random)));
                Purpose purpose = any(Purpose.values(), random);
                for (int j = 0; j < together; j++) {
                    requests.add(
                            new AccessRequest(
                                    actor,
                                    purpose,
                                    persons.get(random.nextInt(PERSONS)),
                                    any(DataClass.values(), random),
                                    "DiagnosticReport/1",
                                    "fhir"));
                }
                long began = System.nanoTime();
                List<Decision> decided = gate.decideAll(requests);
                nanos[i] = System.nanoTime() - began;
                permits += (int) decided.stream().filter(Decision.Permit.class::isInstance).count();
            }
        }
        print("the gate, %d at once".formatted(together), nanos, together, permits);
    }

    private static <E> E any(E[] values, RandomGenerator random) {
        return values[random.nextInt(values.length)];
    }

    private static void print(String what, long[] nanos, int together, int permits) {
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%-22s %,d calls, each of %d: median %.2f, p99 %.2f, p99.9 %.2f, longest %,.0f µs (%,d permits)%n",
                what,
                nanos.length,
                together,
                nanos[nanos.length / 2] / 1e3,
                nanos[nanos.length / 100 * 99] / 1e3,
                nanos[nanos.length / 1000 * 999] / 1e3,
                nanos[nanos.length - 1] / 1e3,
                permits);
    }

    /// Relations to half of the persons.
    private static final class Half implements CareRelations {
        @Override
        public boolean orderedFor(OdsCode organisation, PersonId person) {
            return (person.hashCode() & 1) == 0;
        }

        @Override
        public boolean worksFor(OdsCode laboratory, PersonId person) {
            return (person.hashCode() & 1) == 0;
        }

        @Override
        public boolean orderedForRelative(OdsCode organisation, PersonId person) {
            return (person.hashCode() & 1) == 1;
        }
    }

    private record Kept(Map<PersonId, ConsentHistory> all) implements ConsentStore {
        @Override
        public void append(ConsentStatement statement) {
            throw new UnsupportedOperationException("nothing is said while it is measured");
        }

        @Override
        public ConsentHistory history(PersonId person) {
            ConsentHistory history = all.get(person);
            return history == null
                    ? new ConsentHistory(person, Optional.empty(), List.of())
                    : history;
        }

        @Override
        public Map<PersonId, ConsentHistory> histories(Set<PersonId> persons) {
            Map<PersonId, ConsentHistory> found = new HashMap<>();
            persons.forEach(person -> found.put(person, history(person)));
            return found;
        }
    }

    private static final class Counted implements AccessLog {
        private long entries;

        @Override
        public void append(AccessRequest request, Decision decision) {
            entries++;
        }
    }
}
