package org.opengms.planning.workforce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.opengms.planning.workforce.SmallPlan.between;
import static org.opengms.planning.workforce.SmallPlan.exactly;
import static org.opengms.planning.workforce.SmallPlan.plan;
import static org.opengms.planning.workforce.SmallPlan.post;
import static org.opengms.planning.workforce.SmallPlan.programme;
import static org.opengms.planning.workforce.SmallPlan.upskilling;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.planning.network.ReplicationDraw;
import org.opengms.testing.Cases;

class StaffWorldTest {
    private static final ReplicationDraw VALUES = ReplicationDraw.fixed(1, 0);

    private static StaffWorld follow(WorkforcePlan plan, int[]... starts) {
        return StaffWorld.of(plan, starts, VALUES);
    }

    @Nested
    class PeopleInPost {
        @ParameterizedTest
        @ValueSource(doubles = {0, 0.05, 0.1, 0.5, 0.9})
        void decayExactlyWhereNobodyJoins(double turnoverPerYear) {
            WorkforcePlan plan =
                    plan(
                            20,
                            List.of(post("north", "scientist", 40, turnoverPerYear, 0, 1)),
                            List.of());
            StaffWorld world = follow(plan);
            for (int q = 0; q < 20; q++) {
                double years = (q + 1) * 91 / 365.25;
                assertEquals(
                        40 * Math.pow(1 - turnoverPerYear, years),
                        world.posts().getFirst().get(q).after(),
                        1e-9,
                        "quarter " + (q + 1));
            }
        }

        /// n′ = h − r n comes to rest at h / r; from there it never moves.
        @ParameterizedTest
        @CsvSource({"0.1, 4", "0.3, 2.5", "0.02, 1"})
        void stayWhereHiresEqualLeavers(double turnoverPerYear, double hiresPerYear) {
            double rest = hiresPerYear / -Math.log(1 - turnoverPerYear);
            WorkforcePlan plan =
                    plan(
                            12,
                            List.of(
                                    post(
                                            "north",
                                            "scientist",
                                            rest,
                                            turnoverPerYear,
                                            hiresPerYear,
                                            1)),
                            List.of());
            for (PostFlow flow : follow(plan).posts().getFirst()) {
                assertEquals(rest, flow.after(), 1e-9 * rest);
                assertEquals(rest, flow.mean(), 1e-9 * rest);
            }
        }

        /// Whoever is on leave or ill is in post and not at work: 40 · (1 − 0.12 − 0.03) = 34.
        @Test
        void areAtWorkButForLeaveAndAbsence() {
            WorkforcePlan plan =
                    plan(
                            2,
                            List.of(
                                    new WorkforcePlan.Post(
                                            "north",
                                            "scientist",
                                            exactly(40),
                                            exactly(0.12),
                                            exactly(0.03),
                                            exactly(0),
                                            exactly(0),
                                            0)),
                            List.of());
            assertEquals(34, follow(plan).atWork().getFirst().getFirst(), 1e-12);
        }
    }

    @Nested
    class APipeline {
        @ParameterizedTest
        @CsvSource({"0, 0", "0, 0.2", "3, 0.5"})
        void deliversAfterItsLeadTimeWhoDidNotDropOut(int begins, double dropoutShare) {
            WorkforcePlan plan =
                    plan(
                            20,
                            List.of(post("north", "scientist", 10)),
                            List.of(programme("north", dropoutShare, 0, 5)));
            int[] starts = new int[20];
            starts[begins] = 5;
            StaffWorld world = follow(plan, starts);
            for (int q = 0; q < 20; q++) {
                assertEquals(
                        q == begins + 12 ? 5 * (1 - dropoutShare) : 0,
                        world.pipelines().getFirst().get(q).qualified(),
                        1e-9,
                        "quarter " + (q + 1));
                assertEquals(
                        q < begins + 12 ? 10 : 10 + 5 * (1 - dropoutShare),
                        world.posts().getFirst().get(q).after(),
                        1e-9,
                        "quarter " + (q + 1));
            }
        }

        @Test
        void takesItsTraineesFromThoseWhoTeach() {
            WorkforcePlan plan =
                    plan(
                            14,
                            List.of(post("north", "scientist", 10)),
                            List.of(programme("north", 0, 0.1, 5)));
            int[] starts = new int[14];
            starts[1] = 5;
            List<Double> atWork = follow(plan, starts).atWork().getFirst();
            assertEquals(10, atWork.get(0), 1e-9);
            for (int q = 1; q < 13; q++) {
                assertEquals(9.5, atWork.get(q), 1e-9);
            }
            assertEquals(15, atWork.get(13), 1e-9);
        }

        /// Began two years before: they end in the fifth quarter, and of those who are left at the
        /// start a third of the drop-out is still to come.
        @Test
        void goesOnWithWhoIsUnderWay() {
            WorkforcePlan.Pipeline p = programme("north", 0.271, 0, 0);
            WorkforcePlan plan =
                    plan(
                            6,
                            List.of(post("north", "scientist", 0)),
                            List.of(
                                    new WorkforcePlan.Pipeline(
                                            p.id(),
                                            p.name(),
                                            p.kind(),
                                            p.laboratory(),
                                            p.role(),
                                            p.from(),
                                            p.supervisedBy(),
                                            p.durationQuarters(),
                                            p.dropoutShare(),
                                            1,
                                            p.supervisionWtePerTrainee(),
                                            p.pencePerPlace(),
                                            0,
                                            List.of(
                                                    new WorkforcePlan.UnderWay(
                                                            SmallPlan.START.minusDays(8 * 91),
                                                            10)))));
            StaffWorld world = follow(plan, new int[6]);
            assertEquals(0, world.posts().getFirst().get(3).after(), 1e-9);
            // 0.729 = 0.9³, so a third of the time keeps 0.9.
            assertEquals(9, world.posts().getFirst().get(4).after(), 1e-9);
        }

        @Test
        void movesPeopleFromTheirRoleAndBackIfTheyDropOut() {
            WorkforcePlan plan =
                    plan(
                            6,
                            List.of(
                                    post("north", "scientist", 10),
                                    post("north", "technologist", 3)),
                            List.of(upskilling("north", 2, 0.36, 9)));
            // Nine are to begin and three are there; 0.64 = 0.8².
            StaffWorld world = follow(plan, new int[] {9, 0, 0, 0, 0, 0});
            assertEquals(3, world.pipelines().getFirst().get(0).began(), 1e-9);
            assertEquals(0, world.posts().get(1).get(0).after(), 1e-9);
            assertEquals(3 * 0.36, world.posts().get(1).get(2).after(), 1e-9);
            assertEquals(10 + 3 * 0.64, world.posts().get(0).get(2).after(), 1e-9);
        }
    }

    /// Whoever came is there or has gone, in posts and in training, in any world.
    @Test
    void nobodyIsLostOrMade() {
        Cases.check(
                200,
                random -> {
                    WorkforcePlan plan = any(random);
                    int[][] starts = new int[plan.pipelines().size()][plan.quarters()];
                    for (int[] row : starts) {
                        for (int q = 0; q < row.length; q++) {
                            row[q] = random.nextInt(3);
                        }
                    }
                    StaffWorld world =
                            StaffWorld.of(plan, starts, ReplicationDraw.of(random.nextLong(), 3));
                    double came = 0;
                    double gone = 0;
                    double there = 0;
                    for (List<PostFlow> post : world.posts()) {
                        came += post.getFirst().before();
                        came += post.stream().mapToDouble(PostFlow::hired).sum();
                        gone += post.stream().mapToDouble(PostFlow::left).sum();
                        there += post.getLast().after();
                        for (PostFlow flow : post) {
                            assertTrue(flow.after() >= 0 && flow.mean() >= 0, flow.toString());
                        }
                    }
                    for (int p = 0; p < world.pipelines().size(); p++) {
                        List<PipelineFlow> flows = world.pipelines().get(p);
                        came += flows.getFirst().before();
                        boolean inside = plan.pipelines().get(p).from().isPresent();
                        for (PipelineFlow flow : flows) {
                            came += inside ? 0 : flow.began();
                            gone += inside ? 0 : flow.dropped();
                        }
                        there += flows.getLast().after();
                    }
                    assertEquals(came, gone + there, 1e-6 * Math.max(1, came));
                });
    }

    private static WorkforcePlan any(RandomGenerator random) {
        List<WorkforcePlan.Post> posts = new ArrayList<>();
        List<WorkforcePlan.Pipeline> pipelines = new ArrayList<>();
        for (String laboratory : List.of("north", "south")) {
            for (String role : List.of("scientist", "technologist")) {
                posts.add(
                        new WorkforcePlan.Post(
                                laboratory,
                                role,
                                between(0, random.nextDouble(1, 50)),
                                exactly(0.1),
                                between(0, 0.1),
                                between(0, random.nextDouble(0.01, 0.9)),
                                between(0, random.nextDouble(0.1, 9)),
                                0.2));
            }
            WorkforcePlan.Pipeline p = programme(laboratory, random.nextDouble(0.9), 0.1, 5);
            pipelines.add(
                    new WorkforcePlan.Pipeline(
                            p.id(),
                            p.name(),
                            p.kind(),
                            laboratory,
                            p.role(),
                            Optional.empty(),
                            p.supervisedBy(),
                            between(12, 16),
                            p.dropoutShare(),
                            1,
                            p.supervisionWtePerTrainee(),
                            p.pencePerPlace(),
                            5,
                            List.of(
                                    new WorkforcePlan.UnderWay(
                                            LocalDate.of(2024, 9, 2), random.nextInt(1, 9)))));
            pipelines.add(upskilling(laboratory, random.nextInt(1, 5), random.nextDouble(0.9), 5));
        }
        return plan(random.nextInt(2, 24), posts, pipelines);
    }
}
