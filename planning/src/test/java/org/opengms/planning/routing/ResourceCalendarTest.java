package org.opengms.planning.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.opengms.planning.routing.ResourceCalendar.Precedence;
import org.opengms.testing.Cases;

class ResourceCalendarTest {
    private static final int DAYS = 12;

    private record Job(int first, int last, double amount) {}

    @Test
    void anExampleByHand() {
        // Ten a day for four days. 25 must be done on days 0 and 1 of which 20 can, so nothing that
        // needs only those days fits, and of days 0 to 3 there are 40 − 25 = 15 left.
        ResourceCalendar calendar = new ResourceCalendar(new double[] {10, 10, 10, 10}, 0.1);
        calendar.commit(0, 1, 25);
        assertEquals(-5, calendar.room(0, 1, Precedence.URGENT), 1e-12);
        assertEquals(15, calendar.room(0, 3, Precedence.URGENT), 1e-12);
        assertEquals(11, calendar.room(0, 3, Precedence.ROUTINE), 1e-12, "a tenth of 40 is kept");
        assertEquals(10, calendar.room(3, 3, Precedence.URGENT), 1e-12);
    }

    @Test
    void promisesAreKeptWhereCapacityIsAtLeastTheForecast() {
        Cases.check(
                400,
                random -> {
                    double[] forecast = random.doubles(DAYS, 0, 10).toArray();
                    List<Job> promised = fill(random, forecast, 0);
                    double[] realised = forecast.clone();
                    for (int day = 0; day < DAYS; day++) {
                        realised[day] += random.nextBoolean() ? 0 : random.nextDouble(3);
                    }
                    assertTrue(keptByEarliestDueFirst(promised, realised));
                });
    }

    /// Work is refused only where earliest due first, the best there is, could not have kept all.
    @Test
    void whatIsRefusedCouldNotHaveBeenKept() {
        Cases.check(
                400,
                random -> {
                    double[] forecast = random.doubles(DAYS, 0, 10).toArray();
                    ResourceCalendar calendar = new ResourceCalendar(forecast, 0);
                    List<Job> promised = new ArrayList<>();
                    for (int i = 0; i < 25; i++) {
                        Job job = job(random);
                        double room = calendar.room(job.first(), job.last(), Precedence.URGENT);
                        List<Job> withIt = new ArrayList<>(promised);
                        withIt.add(job);
                        if (room >= job.amount()) {
                            calendar.commit(job.first(), job.last(), job.amount());
                            promised = withIt;
                        } else if (room < job.amount() - 1e-6) {
                            assertTrue(!keptByEarliestDueFirst(withIt, forecast));
                        }
                    }
                });
    }

    @Test
    void moreCapacityNeverLeavesLessRoom() {
        Cases.check(
                300,
                random -> {
                    double[] forecast = random.doubles(DAYS, 0, 10).toArray();
                    double[] more = forecast.clone();
                    more[random.nextInt(DAYS)] += random.nextDouble(5);
                    ResourceCalendar less = new ResourceCalendar(forecast, 0.1);
                    ResourceCalendar larger = new ResourceCalendar(more, 0.1);
                    for (int i = 0; i < 20; i++) {
                        Job job = job(random);
                        less.commit(job.first(), job.last(), job.amount());
                        larger.commit(job.first(), job.last(), job.amount());
                        Job asked = job(random);
                        for (Precedence precedence : Precedence.values()) {
                            assertTrue(
                                    larger.room(asked.first(), asked.last(), precedence)
                                            >= less.room(asked.first(), asked.last(), precedence)
                                                    - 1e-9);
                        }
                    }
                });
    }

    @Test
    void routineWorkNeverTakesWhatIsKeptForUrgentWork() {
        Cases.check(
                200,
                random -> {
                    double[] forecast = random.doubles(DAYS, 1, 10).toArray();
                    ResourceCalendar calendar = new ResourceCalendar(forecast, 0.2);
                    for (int i = 0; i < 60; i++) {
                        Job job = job(random);
                        if (calendar.room(job.first(), job.last(), Precedence.ROUTINE)
                                >= job.amount()) {
                            calendar.commit(job.first(), job.last(), job.amount());
                        }
                    }
                    double all = 0;
                    for (double day : forecast) {
                        all += day;
                    }
                    assertTrue(
                            calendar.room(0, DAYS - 1, Precedence.URGENT) >= 0.2 * all - 1e-9,
                            "a fifth of all days is still free");
                });
    }

    private static Job job(RandomGenerator random) {
        int first = random.nextInt(DAYS);
        return new Job(first, random.nextInt(first, DAYS), random.nextDouble(0.1, 6));
    }

    private static List<Job> fill(RandomGenerator random, double[] forecast, double reserve) {
        ResourceCalendar calendar = new ResourceCalendar(forecast, reserve);
        List<Job> promised = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Job job = job(random);
            if (calendar.room(job.first(), job.last(), Precedence.ROUTINE) >= job.amount()) {
                calendar.commit(job.first(), job.last(), job.amount());
                promised.add(job);
            }
        }
        return promised;
    }

    /// Day by day: of what can be done today, that due first.
    private static boolean keptByEarliestDueFirst(List<Job> jobs, double[] capacity) {
        List<Job> order = jobs.stream().sorted(Comparator.comparingInt(Job::last)).toList();
        double[] left = order.stream().mapToDouble(Job::amount).toArray();
        for (int day = 0; day < capacity.length; day++) {
            double today = capacity[day];
            for (int i = 0; i < left.length; i++) {
                if (order.get(i).first() <= day) {
                    double done = Math.min(today, left[i]);
                    left[i] -= done;
                    today -= done;
                }
            }
            for (int i = 0; i < left.length; i++) {
                if (order.get(i).last() == day && left[i] > 1e-7) {
                    return false;
                }
            }
        }
        return true;
    }
}
