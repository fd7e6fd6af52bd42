package org.opengms.staffing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opengms.infrastructure.OdsCode;
import org.opengms.planning.network.ServiceScenario;
import org.opengms.workforce.Competence;

/// Who may do something at an organisation, over the 24 months ahead.
///
/// Each holder leaves at the constant rate that the yearly turnover gives, on their own: of n who
/// are there, the number left after t years is binomial with (1 − turnover)ᵗ.
///
/// @param organisation its code
/// @param name as people call it
/// @param competence what is covered
/// @param duty whether somebody there must always hold it
/// @param holders today
/// @param learners who do it under supervision today
/// @param lostOn the first day without anybody if nobody renews and nobody leaves; absent if that
///   is later than the time looked ahead
/// @param quarters the ends of the quarters ahead, in order
public record Cover(
        OdsCode organisation,
        String name,
        Competence competence,
        boolean duty,
        int holders,
        int learners,
        Optional<LocalDate> lostOn,
        List<Quarter> quarters) {
    /// Quarters looked ahead: 24 months.
    public static final int QUARTERS = 8;

    private static final double YEARS_PER_QUARTER = ServiceScenario.QUARTER_DAYS / 365.25;

    public Cover {
        quarters = List.copyOf(quarters);
    }

    /// What is assumed of everybody.
    ///
    /// @param turnoverPerYear the part of the holders who leave each year
    /// @param awayShare of their time, on leave or ill
    public record Assumed(double turnoverPerYear, double awayShare) {}

    /// The end of a quarter. All but the shares are expected numbers of people.
    ///
    /// @param quarter from 1
    /// @param renewed of today's holders, those still there, if all renew
    /// @param withLearners these, and today's learners whose supervision has ended by then, if all
    ///   of them come to hold it
    /// @param notRenewed of today's holders, those still there whose competence has not ended, if
    ///   nobody renews
    /// @param atWork of those with learners, on a day like others: leave and absence taken off
    /// @param noneShare the chance that none of today's holders is there, if all renew
    /// @param oneShare the chance that just one is
    public record Quarter(
            int quarter,
            double renewed,
            double withLearners,
            double notRenewed,
            double atWork,
            double noneShare,
            double oneShare) {}

    /// What the register says of one competence at one organisation.
    static Cover of(
            OdsCode organisation,
            String name,
            Competence competence,
            boolean duty,
            StaffRegister register,
            Assumed assumed) {
        List<LocalDate> lastDays = register.lastDays(organisation, competence);
        List<LocalDate> learning = register.learning(organisation, competence);
        LocalDate today = register.day();
        int n = lastDays.size();
        List<Quarter> quarters = new ArrayList<>();
        for (int q = 1; q <= QUARTERS; q++) {
            LocalDate end = today.plusDays((long) q * ServiceScenario.QUARTER_DAYS);
            double there = Math.pow(1 - assumed.turnoverPerYear(), q * YEARS_PER_QUARTER);
            long valid = lastDays.stream().filter(last -> !last.isBefore(end)).count();
            long learnt = learning.stream().filter(last -> last.isBefore(end)).count();
            double withLearners = (n + learnt) * there;
            quarters.add(
                    new Quarter(
                            q,
                            n * there,
                            withLearners,
                            valid * there,
                            withLearners * (1 - assumed.awayShare()),
                            Math.pow(1 - there, n),
                            n == 0 ? 0 : n * there * Math.pow(1 - there, n - 1)));
        }
        LocalDate horizon = today.plusDays((long) QUARTERS * ServiceScenario.QUARTER_DAYS);
        Optional<LocalDate> lost =
                lastDays.isEmpty()
                        ? Optional.of(today)
                        : Optional.of(lastDays.getLast().plusDays(1))
                                .filter(day -> !day.isAfter(horizon));
        return new Cover(organisation, name, competence, duty, n, learning.size(), lost, quarters);
    }

    /// Whether nobody holds it today.
    public boolean lacksEverybody() {
        return holders == 0;
    }

    /// The end of the last quarter.
    public Quarter last() {
        return quarters.getLast();
    }
}
