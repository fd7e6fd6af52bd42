package org.opengms.planning.workforce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opengms.planning.network.DatedChange;
import org.opengms.planning.network.ReplicationDraw;

/// What a plan changes in the network's simulation in a world: who interprets, what is asked for
/// and what is bought meanwhile.
final class PlanChanges {
    private PlanChanges() {}

    private record Group(String laboratory, String competence) {}

    static List<DatedChange> of(WorkforcePlan plan, StaffWorld world, ReplicationDraw draw) {
        List<DatedChange> changes = new ArrayList<>();
        Map<Group, double[]> people = new LinkedHashMap<>();
        for (int i = 0; i < plan.posts().size(); i++) {
            WorkforcePlan.Post post = plan.posts().get(i);
            int at = i;
            plan.role(post.role())
                    .interprets()
                    .ifPresent(competence -> {
                        double[] sum =
                                people.computeIfAbsent(
                                        new Group(post.laboratory(), competence),
                                        _ -> new double[plan.quarters()]);
                        for (int q = 0; q < sum.length; q++) {
                            sum[q] += world.atWork().get(at).get(q);
                        }
                    });
        }
        people.forEach((group, byQuarter) -> {
            for (int q = 0; q < byQuarter.length; q++) {
                changes.add(
                        new DatedChange.StaffPlanned(
                                plan.quarterStart(q),
                                group.laboratory(),
                                group.competence(),
                                byQuarter[q]));
            }
        });
        for (int i = 0; i < plan.demandSteps().size(); i++) {
            WorkforcePlan.DemandStep step = plan.demandSteps().get(i);
            changes.add(
                    new DatedChange.DemandAdded(
                            step.date(), step.test(), Workload.step(draw, i, step)));
        }
        plan.networkSteps().forEach(step -> add(changes, step));
        return changes;
    }

    private static void add(List<DatedChange> changes, WorkforcePlan.NetworkStep step) {
        if (step.storageTerabytes() > 0) {
            changes.add(
                    new DatedChange.StorageAdded(
                            step.date(), step.laboratory(), step.storageTerabytes()));
        }
        if (step.computePlaces() > 0) {
            changes.add(
                    new DatedChange.ComputeAdded(
                            step.date(), step.laboratory(), step.computePlaces()));
        }
        if (step.casesPerMeeting() > 0) {
            changes.add(
                    new DatedChange.MeetingEnlarged(
                            step.date(), step.laboratory(), step.casesPerMeeting()));
        }
        step.machines()
                .forEach((line, machines) ->
                        changes.add(
                                new DatedChange.MachinesAdded(
                                        step.date(), step.laboratory(), line, machines)));
    }
}
