package org.opengms.planning.workforce;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.opengms.planning.network.Refused;
import org.opengms.planning.network.ReplicationDraw;
import org.opengms.planning.network.ServiceScenario;

/// The workforce quarter by quarter under a budget, over drawn worlds.
///
/// @param plan its id
/// @param scenario its id
/// @param seed of all chance
/// @param worlds how many
/// @param allocation what the budget buys
/// @param posts who is in post and at work
/// @param coverage who holds what where, of those at the start
/// @param courses the places that are asked for
/// @param costs by quarter
public record WorkforceForecast(
        String plan,
        String scenario,
        long seed,
        int worlds,
        BudgetAllocation allocation,
        List<Post> posts,
        List<Coverage> coverage,
        List<Course> courses,
        List<Cost> costs) {
    public WorkforceForecast {
        posts = List.copyOf(posts);
        coverage = List.copyOf(coverage);
        courses = List.copyOf(courses);
        costs = List.copyOf(costs);
    }

    /// A laboratory's people of a role.
    ///
    /// @param laboratory its id
    /// @param role its id
    /// @param quarters in order
    public record Post(String laboratory, String role, List<PostQuarter> quarters) {
        public Post {
            quarters = List.copyOf(quarters);
        }
    }

    /// A quarter of a post, in whole-time equivalents.
    ///
    /// @param quarter from 1
    /// @param inPost averaged over the quarter
    /// @param atWork of those, without leave, absence and teaching
    /// @param hired mean over the worlds
    /// @param qualified from training, mean over the worlds
    /// @param left mean over the worlds
    public record PostQuarter(
            int quarter,
            Spread inPost,
            Spread atWork,
            double hired,
            double qualified,
            double left) {}

    /// Who holds a competence at a site.
    ///
    /// @param site its id
    /// @param competence its id
    /// @param holders at the start
    /// @param quarters in order
    public record Coverage(
            String site, String competence, int holders, List<CoverageQuarter> quarters) {
        public Coverage {
            quarters = List.copyOf(quarters);
        }
    }

    /// A quarter of a competence at a site. Who comes new is not counted: it says whom the site has
    /// unless it does something.
    ///
    /// @param quarter from 1
    /// @param holders at its end, if all renew
    /// @param holdersNotRenewed if nobody does
    /// @param oneShare of worlds in which one is left, of those who renew
    /// @param noneShare of worlds in which none is left
    public record CoverageQuarter(
            int quarter,
            Spread holders,
            Spread holdersNotRenewed,
            double oneShare,
            double noneShare) {}

    /// A course.
    ///
    /// @param course its id
    /// @param name as people call it
    /// @param quarters in order
    public record Course(String course, String name, List<CourseQuarter> quarters) {
        public Course {
            quarters = List.copyOf(quarters);
        }
    }

    /// Places that a quarter asks for; means over the worlds but for their sum.
    ///
    /// @param quarter from 1
    /// @param starters who come to a role that takes it, or to a course that requires it
    /// @param replacements of holders who leave ordering sites
    /// @param renewals of holders whose competence lapses
    /// @param growth of holders with the tests
    /// @param all together
    public record CourseQuarter(
            int quarter,
            double starters,
            double replacements,
            double renewals,
            double growth,
            Spread all) {}

    /// What a quarter costs, in pence; means over the worlds.
    ///
    /// @param quarter from 1
    /// @param budgetPence places that the budget pays for
    /// @param fundedPence places that are funded beside it
    /// @param underWayPence places of who was in training at the start
    /// @param coursePence places on courses
    /// @param payPence of the people in post
    public record Cost(
            int quarter,
            long budgetPence,
            long fundedPence,
            long underWayPence,
            long coursePence,
            long payPence) {}

    /// Forecasts.
    ///
    /// @param budgetPencePerYear for training places
    /// @param seed of all chance
    /// @param worlds how many are drawn, at least 1
    /// @throws IllegalArgumentException if the plan does not go with the scenario, or a number is
    ///   none
    public static WorkforceForecast of(
            WorkforcePlan plan,
            ServiceScenario scenario,
            long budgetPencePerYear,
            long seed,
            int worlds) {
        if (worlds < 1 || worlds > 100_000) {
            throw Refused.because("OGMS-8853 There are to be %s worlds. Take 1 to 100000", worlds);
        }
        BudgetAllocation allocation = BudgetAllocation.of(plan, scenario, budgetPencePerYear);
        int[][] starts = allocation.starts(plan);
        List<World> drawn = new ArrayList<>();
        for (int i = 0; i < worlds; i++) {
            drawn.add(World.of(plan, scenario, starts, ReplicationDraw.of(seed, i)));
        }
        return of(plan, scenario, allocation, seed, drawn);
    }

    /// What is kept of a world: people, and by quarter who holds what and what is asked for.
    record World(
            StaffWorld staff,
            List<List<Integer>> holders,
            List<List<Integer>> holdersNotRenewed,
            List<List<CoverageWorld.Asked>> asked,
            List<Double> payPence) {
        static World of(
                WorkforcePlan plan,
                ServiceScenario scenario,
                int[][] starts,
                ReplicationDraw draw) {
            StaffWorld staff = StaffWorld.of(plan, starts, draw);
            CoverageWorld coverage = new CoverageWorld(plan, scenario, draw, staff);
            List<List<Integer>> holders = new ArrayList<>();
            List<List<Integer>> notRenewed = new ArrayList<>();
            for (int holding = 0; holding < plan.holdings().size(); holding++) {
                int h = holding;
                holders.add(
                        IntStream.range(0, plan.quarters())
                                .mapToObj(q -> coverage.holders(h, q))
                                .toList());
                notRenewed.add(
                        IntStream.range(0, plan.quarters())
                                .mapToObj(q -> coverage.holdersNotRenewed(h, q))
                                .toList());
            }
            List<List<CoverageWorld.Asked>> asked = new ArrayList<>();
            List<Double> pay = new ArrayList<>();
            for (int q = 0; q < plan.quarters(); q++) {
                asked.add(coverage.asked(q));
                double sum = 0;
                for (int i = 0; i < plan.posts().size(); i++) {
                    WorkforcePlan.Role role = plan.role(plan.posts().get(i).role());
                    sum +=
                            staff.posts().get(i).get(q).mean()
                                    * PostFlow.YEARS
                                    * StaffWorld.drawn(
                                            draw,
                                            role.payPencePerYear(),
                                            "roles",
                                            role.id(),
                                            "payPencePerYear");
                }
                pay.add(sum);
            }
            return new World(staff, holders, notRenewed, asked, pay);
        }
    }

    static WorkforceForecast of(
            WorkforcePlan plan,
            ServiceScenario scenario,
            BudgetAllocation allocation,
            long seed,
            List<World> worlds) {
        return new WorkforceForecast(
                plan.id(),
                scenario.id(),
                seed,
                worlds.size(),
                allocation,
                posts(plan, worlds),
                coverage(plan, worlds),
                courses(plan, worlds),
                costs(plan, allocation, worlds));
    }

    private static double[] each(List<World> worlds, ToDoubleFunction<World> of) {
        return worlds.stream().mapToDouble(of).toArray();
    }

    private static double mean(List<World> worlds, ToDoubleFunction<World> of) {
        return worlds.stream().mapToDouble(of).sum() / worlds.size();
    }

    private static List<Post> posts(WorkforcePlan plan, List<World> worlds) {
        List<Post> posts = new ArrayList<>();
        for (int i = 0; i < plan.posts().size(); i++) {
            int post = i;
            List<PostQuarter> quarters = new ArrayList<>();
            for (int q = 0; q < plan.quarters(); q++) {
                int quarter = q;
                ToDoubleFunction<ToDoubleFunction<PostFlow>> mean =
                        of ->
                                mean(
                                        worlds,
                                        w ->
                                                of.applyAsDouble(
                                                        w.staff().posts().get(post).get(quarter)));
                quarters.add(
                        new PostQuarter(
                                q + 1,
                                Spread.of(
                                        each(
                                                worlds,
                                                w ->
                                                        w.staff()
                                                                .posts()
                                                                .get(post)
                                                                .get(quarter)
                                                                .mean())),
                                Spread.of(
                                        each(
                                                worlds,
                                                w -> w.staff().atWork().get(post).get(quarter))),
                                mean.applyAsDouble(PostFlow::hired),
                                mean.applyAsDouble(PostFlow::qualified),
                                mean.applyAsDouble(PostFlow::left)));
            }
            posts.add(
                    new Post(
                            plan.posts().get(i).laboratory(),
                            plan.posts().get(i).role(),
                            quarters));
        }
        return posts;
    }

    private static List<Coverage> coverage(WorkforcePlan plan, List<World> worlds) {
        List<Coverage> coverage = new ArrayList<>();
        for (int i = 0; i < plan.holdings().size(); i++) {
            int h = i;
            List<CoverageQuarter> quarters = new ArrayList<>();
            for (int quarter = 0; quarter < plan.quarters(); quarter++) {
                int q = quarter;
                quarters.add(
                        new CoverageQuarter(
                                q + 1,
                                Spread.of(each(worlds, w -> w.holders().get(h).get(q))),
                                Spread.of(each(worlds, w -> w.holdersNotRenewed().get(h).get(q))),
                                mean(worlds, w -> w.holders().get(h).get(q) == 1 ? 1 : 0),
                                mean(worlds, w -> w.holders().get(h).get(q) == 0 ? 1 : 0)));
            }
            WorkforcePlan.Holding holding = plan.holdings().get(h);
            coverage.add(
                    new Coverage(
                            holding.site(), holding.competence(), holding.holders(), quarters));
        }
        return coverage;
    }

    private static List<Course> courses(WorkforcePlan plan, List<World> worlds) {
        List<Course> courses = new ArrayList<>();
        for (int i = 0; i < plan.courses().size(); i++) {
            int c = i;
            List<CourseQuarter> quarters = new ArrayList<>();
            for (int quarter = 0; quarter < plan.quarters(); quarter++) {
                int q = quarter;
                quarters.add(
                        new CourseQuarter(
                                q + 1,
                                mean(worlds, w -> w.asked().get(q).get(c).starters()),
                                mean(worlds, w -> w.asked().get(q).get(c).replacements()),
                                mean(worlds, w -> w.asked().get(q).get(c).renewals()),
                                mean(worlds, w -> w.asked().get(q).get(c).growth()),
                                Spread.of(each(worlds, w -> w.asked().get(q).get(c).all()))));
            }
            courses.add(
                    new Course(plan.courses().get(c).id(), plan.courses().get(c).name(), quarters));
        }
        return courses;
    }

    private static List<Cost> costs(
            WorkforcePlan plan, BudgetAllocation allocation, List<World> worlds) {
        double[] budget = new double[plan.quarters()];
        double[] funded = new double[plan.quarters()];
        double[] underWay = new double[plan.quarters()];
        for (WorkforcePlan.Pipeline pipeline : plan.pipelines()) {
            int quarters = pipeline.wholeQuarters();
            double each = (double) pipeline.pencePerPlace() / quarters;
            for (WorkforcePlan.UnderWay group : pipeline.underWay()) {
                long days = plan.start().toEpochDay() - group.began().toEpochDay();
                int began = -(int) (days / ServiceScenario.QUARTER_DAYS);
                pay(underWay, began, quarters, each * group.trainees());
            }
            for (BudgetAllocation.Places places : allocation.places()) {
                if (places.pipeline().equals(pipeline.id())) {
                    for (int q = 0; q < plan.quarters(); q++) {
                        pay(budget, q, quarters, each * places.begun().get(q));
                        pay(funded, q, quarters, each * places.fundedBegun().get(q));
                    }
                }
            }
        }
        List<Cost> costs = new ArrayList<>();
        for (int quarter = 0; quarter < plan.quarters(); quarter++) {
            int q = quarter;
            double courses = 0;
            for (int i = 0; i < plan.courses().size(); i++) {
                int c = i;
                courses +=
                        plan.courses().get(c).pencePerPlace()
                                * mean(worlds, w -> w.asked().get(q).get(c).all());
            }
            costs.add(
                    new Cost(
                            q + 1,
                            Math.round(budget[q]),
                            Math.round(funded[q]),
                            Math.round(underWay[q]),
                            Math.round(courses),
                            Math.round(mean(worlds, w -> w.payPence().get(q)))));
        }
        return costs;
    }

    private static void pay(double[] pence, int from, int quarters, double each) {
        for (int q = Math.max(0, from); q < Math.min(pence.length, from + quarters); q++) {
            pence[q] += each;
        }
    }
}
