package org.opengms.server.workforce;

import java.time.Instant;
import java.time.YearMonth;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.opengms.consent.ConsentStatement;
import org.opengms.infrastructure.LaboratoryStates;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.maturity.MaturityTable;
import org.opengms.maturity.Measure;
import org.opengms.maturity.SiteMonth;
import org.opengms.staffing.FundedTraining;
import org.opengms.staffing.OrderGrowth;
import org.opengms.staffing.ServicePeople;
import org.opengms.workforce.GateDesk;
import org.opengms.workforce.StaffMember;
import org.opengms.workforce.StaffStore;
import org.opengms.workforce.TrainingBook;
import org.opengms.workforce.Workplace;

/// How the service is now, as its own records have it.
///
/// @param maturity by month, how many orders came
public record LivePeople(
        StaffStore staff,
        ServiceNetwork network,
        LaboratoryStates states,
        FundedTraining funded,
        MaturityTable maturity,
        TrainingBook book)
        implements ServicePeople {
    private static final int MONTHS = 12;

    @Override
    public List<StaffMember> members() {
        return staff.changedSince(0);
    }

    @Override
    public OrderGrowth growth(Instant until) {
        YearMonth last = YearMonth.from(ConsentStatement.day(until)).minusMonths(1);
        return new OrderGrowth(
                orders(last.minusMonths(MONTHS - 1L), last),
                orders(last.minusMonths(2L * MONTHS - 1), last.minusMonths(MONTHS)));
    }

    private long orders(YearMonth from, YearMonth until) {
        return maturity.months(from, until).stream().mapToLong(LivePeople::orders).sum();
    }

    private static long orders(SiteMonth month) {
        return java.util.Objects.requireNonNull(month.counts().get(Measure.ELECTRONIC)).all();
    }

    @Override
    public Set<Workplace> kinds(OdsCode organisation) {
        return kinds(network, organisation);
    }

    /// What sort of workplace an organisation is in a network.
    public static Set<Workplace> kinds(ServiceNetwork network, OdsCode organisation) {
        Set<Workplace> kinds = EnumSet.noneOf(Workplace.class);
        if (network.sites().stream().anyMatch(s -> s.ods().isOrPartOf(organisation))) {
            kinds.add(Workplace.SITE);
        }
        if (network.laboratories().stream().anyMatch(l -> l.ods().equals(organisation))) {
            kinds.add(Workplace.LABORATORY);
        }
        if (organisation.equals(GateDesk.COMMITTEE)) {
            kinds.add(Workplace.COMMITTEE);
        }
        return kinds;
    }
}
