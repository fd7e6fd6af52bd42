package org.opengms.workforce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.opengms.consent.ConsentStatement;
import org.opengms.testing.Cases;

/// Whatever is tried in whatever order, nobody comes to hold a competence twice at once, and nobody
/// to answer for themselves. Both are read from the steps themselves, day by day, and not from what
/// the program folds of them.
class StaffFoldingTest {
    private static final List<String> PEOPLE = List.of("p0", "p1", "p2", "p3", "p4");
    private static final Competence COMPETENCE = Competence.ORDER_WGS;
    private static final int DAYS = 120;

    @Test
    void noSequenceReachesOverlappingGrantsOrCircularSupervision() {
        Cases.check(
                60,
                random -> {
                    Ward ward = new Ward();
                    PEOPLE.forEach(ward::employed);
                    int kept = 0;
                    for (int i = 0; i < 80; i++) {
                        kept += ward.refused(person(random), step(random)).equals("done") ? 1 : 0;
                        if (random.nextInt(4) == 0) {
                            ward.clock.pass(Duration.ofHours(random.nextInt(1, 60)));
                        }
                    }
                    assertTrue(kept > 0);
                    for (int day = 0; day < DAYS; day++) {
                        for (int hour : new int[] {1, 11, 23}) {
                            check(ward, at(day, hour));
                        }
                    }
                });
    }

    private static Instant at(int day, int hour) {
        return Ward.TODAY
                .plusDays(day)
                .atTime(LocalTime.of(hour, 30))
                .atZone(ConsentStatement.ENGLAND)
                .toInstant();
    }

    private static String person(RandomGenerator random) {
        return PEOPLE.get(random.nextInt(PEOPLE.size()));
    }

    private static StaffStep step(RandomGenerator random) {
        LocalDate from = Ward.TODAY.plusDays(random.nextInt(60));
        LocalDate until = from.plusDays(random.nextInt(-2, 60));
        return switch (random.nextInt(6)) {
            case 0 ->
                    new StaffStep.EvidenceTaken(
                            new Evidence.Recognised(
                                    COMPETENCE,
                                    "A register",
                                    Ward.TODAY.minusDays(random.nextInt(30)),
                                    "n" + random.nextInt(1000)));
            case 1, 2 -> new StaffStep.Granted(COMPETENCE, from, until, List.of(1));
            case 3 ->
                    new StaffStep.SupervisionEnded(
                            COMPETENCE, Ward.id(person(random)), "ended early");
            case 4 ->
                    random.nextInt(3) == 0
                            ? new StaffStep.Withdrawn(COMPETENCE, "an incident")
                            : new StaffStep.SupervisionBegun(
                                    COMPETENCE, Ward.id(person(random)), from, until);
            default ->
                    new StaffStep.SupervisionBegun(
                            COMPETENCE, Ward.id(person(random)), from, until);
        };
    }

    private static void check(Ward ward, Instant at) {
        for (String name : PEOPLE) {
            List<StaffEntry> history = ward.store.history(Ward.id(name));
            assertTrue(grants(history, at) < 2, "grants of %s at %s".formatted(name, at));
            assertFalse(
                    above(ward, name, at, new HashSet<>()).contains(name),
                    "who answers for %s at %s".formatted(name, at));
            boolean holds =
                    ward.gate.standing(Ward.id(name), COMPETENCE, Ward.SITE, at)
                            instanceof Standing.Holds;
            assertEquals(grants(history, at) == 1, holds, "%s at %s".formatted(name, at));
        }
    }

    private static int grants(List<StaffEntry> history, Instant at) {
        LocalDate day = ConsentStatement.day(at);
        int count = 0;
        for (int i = 0; i < history.size(); i++) {
            if (history.get(i).step() instanceof StaffStep.Granted(var _, var from, var until, _)
                    && !day.isBefore(from)
                    && !day.isAfter(until)
                    && !isCut(history, i, at)) {
                count++;
            }
        }
        return count;
    }

    /// Whether a withdrawal takes the step away at an instant: one recorded after it that has
    /// happened, or one recorded before it that has not yet.
    private static boolean isCut(List<StaffEntry> history, int step, Instant at) {
        for (int i = 0; i < history.size(); i++) {
            if (history.get(i).step() instanceof StaffStep.Withdrawn
                    && (i > step
                            ? !history.get(i).at().isAfter(at)
                            : history.get(i).at().isAfter(at))) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> above(Ward ward, String name, Instant at, Set<String> found) {
        List<StaffEntry> history = ward.store.history(Ward.id(name));
        LocalDate day = ConsentStatement.day(at);
        List<String> direct = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            if (history.get(i).step()
                            instanceof
                            StaffStep.SupervisionBegun(var _, var supervisor, var from, var until)
                    && !day.isBefore(from)
                    && !day.isAfter(until)
                    && !isCut(history, i, at)
                    && !isEnded(history, i, supervisor, at)) {
                direct.add(supervisor.value());
            }
        }
        for (String supervisor : direct) {
            if (found.add(supervisor)) {
                above(ward, supervisor, at, found);
            }
        }
        return found;
    }

    private static boolean isEnded(
            List<StaffEntry> history, int step, StaffId supervisor, Instant at) {
        for (int i = step + 1; i < history.size(); i++) {
            if (history.get(i).step() instanceof StaffStep.SupervisionEnded(var _, var who, var _)
                    && who.equals(supervisor)
                    && !history.get(i).at().isAfter(at)) {
                return true;
            }
        }
        return false;
    }
}
