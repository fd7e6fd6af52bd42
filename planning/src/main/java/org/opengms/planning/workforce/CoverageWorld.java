package org.opengms.planning.workforce;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.opengms.planning.network.ReplicationDraw;
import org.opengms.planning.network.ServiceScenario;

/// Who still holds which competence where in one drawn world, and the places on courses that this
/// asks for. Each holder has a day of leaving of their own, so that numbers are whole.
final class CoverageWorld {
    private final WorkforcePlan plan;
    private final ServiceScenario scenario;
    private final StaffWorld staff;
    private final Workload workload;
    private final List<double[]> leaves = new ArrayList<>();

    CoverageWorld(
            WorkforcePlan plan, ServiceScenario scenario, ReplicationDraw draw, StaffWorld staff) {
        this.plan = plan;
        this.scenario = scenario;
        this.staff = staff;
        workload = new Workload(plan, scenario, draw);
        for (WorkforcePlan.Holding holding : plan.holdings()) {
            String place = "holdings/" + holding.site() + "/" + holding.competence();
            double turnover = StaffWorld.drawn(draw, holding.turnoverPerYear(), place);
            double rate = -Math.log1p(-turnover);
            double[] quarter = new double[holding.holders()];
            for (int i = 0; i < quarter.length; i++) {
                double u = draw.uniform("workforce/" + place + "/" + i);
                quarter[i] =
                        rate == 0
                                ? Double.POSITIVE_INFINITY
                                : -Math.log1p(-u) / rate / PostFlow.YEARS;
            }
            leaves.add(quarter);
        }
    }

    /// Of a holding, how many of those at the start are there at the end of a quarter.
    int holders(int holding, int quarter) {
        int there = 0;
        for (double leaves : leaves.get(holding)) {
            there += leaves > quarter + 1 ? 1 : 0;
        }
        return there;
    }

    /// The same, of those whose competence has not lapsed if nobody takes the course again.
    int holdersNotRenewed(int holding, int quarter) {
        int there = 0;
        for (int i = 0; i < leaves.get(holding).length; i++) {
            there += leaves.get(holding)[i] > quarter + 1 && lapses(holding, i) > quarter ? 1 : 0;
        }
        return there;
    }

    /// The quarter in which a holder's competence lapses first.
    private int lapses(int holding, int holder) {
        int before = 0;
        for (WorkforcePlan.Expiry expiry : plan.holdings().get(holding).expiring()) {
            before += expiry.holders();
            if (holder < before) {
                return (int)
                        ((expiry.lapses().toEpochDay() - plan.start().toEpochDay())
                                / ServiceScenario.QUARTER_DAYS);
            }
        }
        return Integer.MAX_VALUE;
    }

    /// Places that a quarter asks for.
    record Asked(double starters, double replacements, double renewals, double growth) {
        double all() {
            return starters + replacements + renewals + growth;
        }

        double newHolders() {
            return starters + replacements + growth;
        }
    }

    /// By course of the plan, what a quarter asks for itself: not what other courses require.
    Asked asked(WorkforcePlan.Course course, int quarter) {
        double starters = 0;
        for (int i = 0; i < plan.posts().size(); i++) {
            if (course.startersOf().contains(plan.posts().get(i).role())) {
                PostFlow flow = staff.posts().get(i).get(quarter);
                starters += flow.hired() + flow.qualified();
            }
        }
        double replacements = 0;
        double renewals = 0;
        double holders = 0;
        for (int h = 0; h < plan.holdings().size(); h++) {
            WorkforcePlan.Holding holding = plan.holdings().get(h);
            if (holding.competence().equals(course.competence())) {
                boolean ordering =
                        scenario.sites().stream().anyMatch(s -> s.id().equals(holding.site()));
                if (ordering) {
                    int before = quarter == 0 ? holding.holders() : holders(h, quarter - 1);
                    replacements += before - holders(h, quarter);
                }
                renewals += renewals(h, quarter, course.validQuarters());
                holders += holding.holders();
            }
        }
        return new Asked(starters, replacements, renewals, holders * growth(course, quarter));
    }

    private int renewals(int holding, int quarter, int validQuarters) {
        int renewals = 0;
        for (int i = 0; i < leaves.get(holding).length; i++) {
            int first = lapses(holding, i);
            boolean due = first <= quarter && (quarter - first) % validQuarters == 0;
            renewals += due && leaves.get(holding)[i] > quarter ? 1 : 0;
        }
        return renewals;
    }

    /// By how much a quarter's tests exceed the quarter before, of the first quarter's.
    private double growth(WorkforcePlan.Course course, int quarter) {
        if (quarter == 0) {
            return 0;
        }
        double first = workload.testsPerYear(course.tests(), 0);
        double more =
                workload.testsPerYear(course.tests(), quarter)
                        - workload.testsPerYear(course.tests(), quarter - 1);
        return first == 0 ? 0 : Math.max(0, more / first);
    }

    /// Places on each course of the plan in a quarter, what others require added.
    List<Asked> asked(int quarter) {
        List<Asked> own = new ArrayList<>();
        for (WorkforcePlan.Course course : plan.courses()) {
            own.add(asked(course, quarter));
        }
        List<Asked> all = new ArrayList<>(own);
        for (int c = 0; c < own.size(); c++) {
            for (int required : requiredBy(c)) {
                Asked before = all.get(required);
                all.set(
                        required,
                        new Asked(
                                before.starters() + own.get(c).newHolders(),
                                before.replacements(),
                                before.renewals(),
                                before.growth()));
            }
        }
        return all;
    }

    /// The courses that one requires, and those that they require; each once.
    private Set<Integer> requiredBy(int course) {
        Set<Integer> found = new TreeSet<>();
        for (String id : plan.courses().get(course).requires()) {
            for (int c = 0; c < plan.courses().size(); c++) {
                if (plan.courses().get(c).id().equals(id)) {
                    found.add(c);
                    found.addAll(requiredBy(c));
                }
            }
        }
        return found;
    }
}
