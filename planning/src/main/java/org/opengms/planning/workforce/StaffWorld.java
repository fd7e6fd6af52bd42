package org.opengms.planning.workforce;

import java.util.ArrayList;
import java.util.List;
import org.opengms.planning.network.Quantity;
import org.opengms.planning.network.ReplicationDraw;
import org.opengms.planning.network.ServiceScenario;

/// The people of a plan in one drawn world, quarter by quarter.
///
/// @param posts by post of the plan, then by quarter
/// @param pipelines by pipeline of the plan, then by quarter
/// @param atWork by post, then by quarter: whole-time equivalents at work and not teaching
record StaffWorld(
        List<List<PostFlow>> posts, List<List<PipelineFlow>> pipelines, List<List<Double>> atWork) {

    /// Follows the people.
    ///
    /// @param starts who begin, by pipeline and quarter
    /// @param draw the world
    static StaffWorld of(WorkforcePlan plan, int[][] starts, ReplicationDraw draw) {
        return new Following(plan, starts, draw).world();
    }

    /// What a quantity of a post or pipeline is in a world.
    static double drawn(ReplicationDraw draw, Quantity quantity, String... place) {
        return draw.of(quantity, "workforce/" + String.join("/", place));
    }

    /// Who began together.
    private static final class Cohort {
        private double trainees;
        private final double keptEachQuarter;
        private final int ends;

        Cohort(double trainees, double keptEachQuarter, int ends) {
            this.trainees = trainees;
            this.keptEachQuarter = keptEachQuarter;
            this.ends = ends;
        }

        double drop() {
            double before = trainees;
            trainees *= keptEachQuarter;
            return before - trainees;
        }
    }

    private static final class Following {
        private final WorkforcePlan plan;
        private final int[][] starts;
        private final ReplicationDraw draw;
        private final double[] inPost;
        private final List<List<Cohort>> cohorts = new ArrayList<>();
        private final List<List<PostFlow>> posts = new ArrayList<>();
        private final List<List<PipelineFlow>> pipelines = new ArrayList<>();
        private final List<List<Double>> atWork = new ArrayList<>();

        Following(WorkforcePlan plan, int[][] starts, ReplicationDraw draw) {
            this.plan = plan;
            this.starts = starts;
            this.draw = draw;
            inPost = new double[plan.posts().size()];
            for (int i = 0; i < inPost.length; i++) {
                inPost[i] = of(i, plan.posts().get(i).wteContracted(), "wteContracted");
                posts.add(new ArrayList<>());
                atWork.add(new ArrayList<>());
            }
            for (WorkforcePlan.Pipeline pipeline : plan.pipelines()) {
                pipelines.add(new ArrayList<>());
                List<Cohort> underWay = new ArrayList<>();
                for (WorkforcePlan.UnderWay group : pipeline.underWay()) {
                    long days = plan.start().toEpochDay() - group.began().toEpochDay();
                    int gone = (int) (days / ServiceScenario.QUARTER_DAYS);
                    underWay.add(
                            new Cohort(
                                    group.trainees(),
                                    kept(pipeline),
                                    Math.max(0, quarters(pipeline) - gone)));
                }
                cohorts.add(underWay);
            }
        }

        private double of(int post, Quantity quantity, String field) {
            WorkforcePlan.Post at = plan.posts().get(post);
            return drawn(draw, quantity, "posts", at.laboratory(), at.role(), field);
        }

        private int quarters(WorkforcePlan.Pipeline p) {
            return (int)
                    Math.rint(
                            drawn(
                                    draw,
                                    p.durationQuarters(),
                                    "pipelines",
                                    p.id(),
                                    "durationQuarters"));
        }

        /// The part of trainees who stay through a quarter.
        private double kept(WorkforcePlan.Pipeline p) {
            double dropout = drawn(draw, p.dropoutShare(), "pipelines", p.id(), "dropoutShare");
            return Math.pow(1 - dropout, 1.0 / quarters(p));
        }

        StaffWorld world() {
            for (int q = 0; q < plan.quarters(); q++) {
                quarter(q);
            }
            return new StaffWorld(posts, pipelines, atWork);
        }

        private void quarter(int q) {
            double[] qualified = new double[inPost.length];
            double[] returned = new double[inPost.length];
            double[] moved = new double[inPost.length];
            double[] teaching = new double[inPost.length];
            for (int p = 0; p < cohorts.size(); p++) {
                pipeline(p, q, qualified, returned, moved, teaching);
            }
            for (int i = 0; i < inPost.length; i++) {
                WorkforcePlan.Post post = plan.posts().get(i);
                PostFlow flow =
                        PostFlow.of(
                                inPost[i],
                                qualified[i],
                                returned[i],
                                moved[i],
                                of(i, post.hiresPerYear(), "hiresPerYear"),
                                of(i, post.turnoverPerYear(), "turnoverPerYear"));
                posts.get(i).add(flow);
                inPost[i] = flow.after();
                double present =
                        flow.mean()
                                * (1
                                        - of(i, post.leaveShare(), "leaveShare")
                                        - of(i, post.absenceShare(), "absenceShare"));
                atWork.get(i).add(Math.max(0, present - teaching[i]));
            }
        }

        private void pipeline(
                int p,
                int q,
                double[] qualified,
                double[] returned,
                double[] moved,
                double[] teaching) {
            WorkforcePlan.Pipeline pipeline = plan.pipelines().get(p);
            List<Cohort> groups = cohorts.get(p);
            int to = plan.post(pipeline.laboratory(), pipeline.role());
            double before = groups.stream().mapToDouble(c -> c.trainees).sum();
            // Who is under way at the start has been there before its first day.
            double dropped = q == 0 ? 0 : groups.stream().mapToDouble(Cohort::drop).sum();
            double ended =
                    groups.stream().filter(c -> c.ends <= q).mapToDouble(c -> c.trainees).sum();
            groups.removeIf(c -> c.ends <= q);
            qualified[to] += ended * pipeline.wtePerGraduate();
            double began = starts[p][q];
            if (pipeline.from().isPresent()) {
                int from = plan.post(pipeline.laboratory(), pipeline.from().orElseThrow());
                returned[from] += dropped;
                began = Math.min(began, Math.max(0, inPost[from] - moved[from]));
                moved[from] += began;
            }
            if (began > 0) {
                groups.add(new Cohort(began, kept(pipeline), q + quarters(pipeline)));
            }
            double after = groups.stream().mapToDouble(c -> c.trainees).sum();
            double supervising =
                    after
                            * drawn(
                                    draw,
                                    pipeline.supervisionWtePerTrainee(),
                                    "pipelines",
                                    pipeline.id(),
                                    "supervisionWtePerTrainee");
            teaching[plan.post(pipeline.laboratory(), pipeline.supervisedBy())] += supervising;
            pipelines
                    .get(p)
                    .add(new PipelineFlow(before, began, ended, dropped, after, supervising));
        }
    }
}
