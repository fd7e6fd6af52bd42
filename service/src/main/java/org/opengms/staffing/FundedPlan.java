package org.opengms.staffing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.StaffRole;
import org.opengms.planning.workforce.WorkforcePlan;
import org.opengms.workforce.FundedPlaces;

/// A workforce plan with the training places that funds have bought.
///
/// A place is filled by the first pipeline of the plan at its laboratory to its role: the role of
/// the same name, or, for clinical scientists, any that interprets. What the plan has no pipeline
/// for, or what was bought after its end, is left out and told.
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

    /// A plan with what stands now, whose laboratories have the codes of the service as ids.
    public static FundedPlan of(WorkforcePlan plan, FundedTraining training) {
        return of(
                plan,
                training,
                (id, laboratory) -> id.equalsIgnoreCase(laboratory.value()),
                UnaryOperator.identity());
    }

    /// A plan with what stands now.
    ///
    /// @param stands whether a laboratory of the plan, by its id, stands for one of the service
    /// @param planDay the day of the plan that a day of the calendar is
    static FundedPlan of(
            WorkforcePlan plan,
            FundedTraining training,
            BiPredicate<String, OdsCode> stands,
            UnaryOperator<LocalDate> planDay) {
        List<Placed> places = new ArrayList<>();
        List<WorkforcePlan.FundedPlaces> found = new ArrayList<>();
        for (FundedPlaces bought : training.standing()) {
            LocalDate since = planDay.apply(bought.since());
            Optional<WorkforcePlan.Pipeline> pipeline =
                    since.isBefore(plan.end())
                            ? plan.pipelines().stream()
                                    .filter(p -> stands.test(p.laboratory(), bought.laboratory()))
                                    .filter(p -> isOf(plan, p.role(), bought.role()))
                                    .findFirst()
                            : Optional.empty();
            pipeline.ifPresent(p ->
                    found.add(
                            new WorkforcePlan.FundedPlaces(
                                    p.laboratory(),
                                    p.role(),
                                    bought.places(),
                                    since,
                                    bought.reference())));
            places.add(new Placed(bought, pipeline.map(WorkforcePlan.Pipeline::id)));
        }
        return new FundedPlan(found.isEmpty() ? plan : plan.withFunded(found), places);
    }

    /// Whether a role of a plan is what the service calls one.
    static boolean isOf(WorkforcePlan plan, String role, StaffRole staffRole) {
        boolean interprets =
                plan.roles().stream()
                        .anyMatch(r -> r.id().equals(role) && r.interprets().isPresent());
        return role.equals(staffRole.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                || (staffRole == StaffRole.CLINICAL_SCIENTIST && interprets);
    }
}
