package org.opengms.cohort;

import java.time.Clock;
import org.opengms.consent.ConsentStore;
import org.opengms.consent.ResearchChoice;
import org.opengms.orders.TestOrder;

/// Lets persons into the research cohort: only those who agreed, and only after the report that
/// served their own care is signed. What there is of them, a genome or the result of a conventional
/// test, is found by the order.
public final class CohortDesk {
    private final ConsentStore consents;
    private final CohortStore cohort;
    private final Clock clock;

    public CohortDesk(ConsentStore consents, CohortStore cohort, Clock clock) {
        this.consents = consents;
        this.cohort = cohort;
        this.clock = clock;
    }

    /// Considers the person of an order whose report was signed. Anything but a yes keeps it out.
    ///
    /// @return whether the person is in the cohort
    public boolean consider(TestOrder order) {
        return switch (consents.currentResearchChoice(order.person())) {
            case AGREED -> {
                cohort.add(order.person(), order.id(), clock.instant());
                yield true;
            }
            case DECLINED, UNDECIDED -> false;
        };
    }

    /// Whether a choice lets data serve research.
    public static boolean allows(ResearchChoice choice) {
        return choice == ResearchChoice.AGREED;
    }
}
