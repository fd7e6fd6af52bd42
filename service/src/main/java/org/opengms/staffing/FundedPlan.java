package org.opengms.staffing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.opengms.infrastructure.StaffRole;
import org.opengms.planning.workforce.WorkforcePlan;
import org.opengms.workforce.FundedPlaces;

/// A workforce plan with the training places that funds have bought.
///
/// A place is filled by the first pipeline of the plan at its laboratory, by the laboratory's code,
/// to its role: the role of the same name, or, for clinical scientists, any that interprets. What
/// the plan has no pipeline for, or what was bought after its end, is left out and told.
///
/// @param plan with the places that found a pipeline, each by the number of its spend
/// @param places all that stand, in their order
public record FundedPlan(WorkforcePlan plan, List<Placed> places) {
    public FundedPlan {
        places = List.copyOf(places);
    }

    /// Funded places and where they are filled.
    ///
    /// @param places what was bought, with the number of the spend
    /// @param pipeline the id of the pipeline; absent: the plan has none for them
    public record Placed(FundedPlaces places, Optional<String> pipeline) {}

    /// A plan with what stands now.
    public static FundedPlan of(WorkforcePlan plan, FundedTraining training) {
        List<Placed> places = new ArrayList<>();
        List<WorkforcePlan.FundedPlaces> found = new ArrayList<>();
        for (FundedPlaces bought : training.standing()) {
            Optional<WorkforcePlan.Pipeline> pipeline =
                    bought.since().isBefore(plan.end()) ? pipeline(plan, bought) : Optional.empty();
            pipeline.ifPresent(p ->
                    found.add(
                            new WorkforcePlan.FundedPlaces(
                                    p.laboratory(),
                                    p.role(),
                                    bought.places(),
                                    bought.since(),
                                    bought.reference())));
            places.add(new Placed(bought, pipeline.map(WorkforcePlan.Pipeline::id)));
        }
        return new FundedPlan(found.isEmpty() ? plan : plan.withFunded(found), places);
    }

    private static Optional<WorkforcePlan.Pipeline> pipeline(
            WorkforcePlan plan, FundedPlaces bought) {
        return plan.pipelines().stream()
                .filter(p -> p.laboratory().equalsIgnoreCase(bought.laboratory().value()))
                .filter(p -> isOf(plan, p.role(), bought.role()))
                .findFirst();
    }

    private static boolean isOf(WorkforcePlan plan, String role, StaffRole bought) {
        boolean interprets =
                plan.roles().stream()
                        .anyMatch(r -> r.id().equals(role) && r.interprets().isPresent());
        return role.equals(bought.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                || (bought == StaffRole.CLINICAL_SCIENTIST && interprets);
    }
}
