package org.opengms.benchmark;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.opengms.infrastructure.OdsCode;
import org.opengms.workforce.Competence;
import org.opengms.workforce.CompetenceGate;
import org.opengms.workforce.Evidence;
import org.opengms.workforce.JobRole;
import org.opengms.workforce.StaffEntry;
import org.opengms.workforce.StaffId;
import org.opengms.workforce.StaffMember;
import org.opengms.workforce.StaffStep;
import org.opengms.workforce.Standing;
import org.opengms.workforce.TrainingBook;

/// The check of a competence in one process: 100,000 members of staff at 500 organisations, each
/// with up to four competences that hold, have ended, were withdrawn or are supervised; asked for a
/// random person, competence and organisation. What the record of a decision costs is not in it.
public final class CompetenceChecks {
    private static final int PEOPLE = 100_000;
    private static final int ORGANISATIONS = 500;
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    private CompetenceChecks() {}

    /// @param arguments checks to measure (1,000,000), as many to warm up
    public static void main(String[] arguments) {
        int checks = arguments.length > 0 ? Integer.parseInt(arguments[0], 10) : 1_000_000;
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        List<OdsCode> organisations = new ArrayList<>();
        for (int i = 0; i < ORGANISATIONS; i++) {
            organisations.add(new OdsCode("Z%04d".formatted(i)));
        }
        CompetenceGate gate = new CompetenceGate(TrainingBook.shipped());
        long begun = System.nanoTime();
        for (int i = 0; i < PEOPLE; i++) {
            gate.put(member(i, organisations.get(i % ORGANISATIONS), random));
        }
        System.out.printf(
                Locale.ROOT,
                "%,d people put in: %.1f s%n",
                PEOPLE,
                (System.nanoTime() - begun) / 1e9);
        measure("warm-up", checks, gate, organisations, random);
        measure("measured", checks, gate, organisations, random);
    }

    private static StaffMember member(int number, OdsCode organisation, RandomGenerator random) {
        List<StaffEntry> steps = new ArrayList<>();
        step(steps, new StaffStep.Employed(organisation, JobRole.OTHER, "Somebody"));
        Competence[] all = Competence.values();
        for (int i = 0; i < random.nextInt(5); i++) {
            Competence competence = all[(number + i) % all.length];
            LocalDate from = TODAY.minusDays(random.nextInt(900));
            step(
                    steps,
                    new StaffStep.EvidenceTaken(
                            new Evidence.Recognised(competence, "A register", from, "r" + i)));
            if (random.nextInt(5) == 0) {
                step(
                        steps,
                        new StaffStep.SupervisionBegun(
                                competence,
                                id((number + 8 * ORGANISATIONS) % PEOPLE),
                                TODAY.minusDays(9),
                                TODAY.plusDays(90)));
            } else {
                step(
                        steps,
                        new StaffStep.Granted(
                                competence, from, from.plusMonths(24), List.of(i + 1)));
            }
            if (random.nextInt(20) == 0) {
                step(steps, new StaffStep.Withdrawn(competence, "an incident"));
            }
        }
        return StaffMember.of(id(number), steps);
    }

    private static void step(List<StaffEntry> steps, StaffStep step) {
        steps.add(new StaffEntry(NOW.minusSeconds(3600), "benchmark", step));
    }

    private static StaffId id(int number) {
        return new StaffId("person." + number);
    }

    private static void measure(
            String name,
            int checks,
            CompetenceGate gate,
            List<OdsCode> organisations,
            RandomGenerator random) {
        StaffId[] who = new StaffId[checks];
        Competence[] what = new Competence[checks];
        OdsCode[] where = new OdsCode[checks];
        List<Competence> all = List.of(Competence.values());
        for (int i = 0; i < checks; i++) {
            int person = random.nextInt(PEOPLE);
            who[i] = id(person);
            what[i] = all.get(random.nextInt(all.size()));
            where[i] = organisations.get(person % ORGANISATIONS);
        }
        long[] nanos = new long[checks];
        long holds = 0;
        long supervised = 0;
        for (int i = 0; i < checks; i++) {
            long start = System.nanoTime();
            Standing standing = gate.standing(who[i], what[i], where[i], NOW);
            nanos[i] = System.nanoTime() - start;
            holds += standing instanceof Standing.Holds ? 1 : 0;
            supervised += standing instanceof Standing.Supervised ? 1 : 0;
        }
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%s: %,d checks, median %.2f µs, p99 %.2f µs, p99.9 %.2f µs; %,d hold, %,d supervised%n",
                name,
                checks,
                nanos[checks / 2] / 1e3,
                nanos[(int) (checks * 0.99)] / 1e3,
                nanos[(int) (checks * 0.999)] / 1e3,
                holds,
                supervised);
    }
}
