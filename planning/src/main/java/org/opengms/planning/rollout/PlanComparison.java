package org.opengms.planning.rollout;

import java.util.ArrayList;
import java.util.List;
import org.opengms.planning.network.ServiceScenario;

/// Plans side by side: what if this were done instead. Every plan sees the same chance.
///
/// @param rows one a plan, in the order given
public record PlanComparison(List<Row> rows) {
    public PlanComparison {
        rows = List.copyOf(rows);
    }

    /// A plan.
    ///
    /// @param plan its id
    /// @param title its title
    /// @param investments how many units of anything begin
    /// @param totalPence what it costs within the scenario's quarters
    /// @param spendingPence in each quarter
    /// @param deliverability its certificate
    public record Row(
            String plan,
            String title,
            int investments,
            long totalPence,
            List<Long> spendingPence,
            Deliverability deliverability) {
        public Row {
            spendingPence = List.copyOf(spendingPence);
        }
    }

    /// Compares plans.
    public static PlanComparison of(
            List<RolloutPlan> plans,
            ServiceScenario scenario,
            InvestmentCatalogue catalogue,
            DeliverabilityCertificate certificate) {
        List<Row> rows = new ArrayList<>();
        for (RolloutPlan plan : plans) {
            List<Long> spending = catalogue.spendingPence(scenario, plan);
            rows.add(
                    new Row(
                            plan.id(),
                            plan.title(),
                            plan.investments().stream().mapToInt(Investment::units).sum(),
                            spending.stream().mapToLong(Long::longValue).sum(),
                            spending,
                            certificate.certify(plan)));
        }
        return new PlanComparison(rows);
    }
}
