package org.opengms.cohort;

import java.time.Clock;
import org.opengms.consent.ConsentStore;
import org.opengms.consent.ResearchChoice;
import org.opengms.orders.TestOrder;

/// Lets genomes into the research cohort: only of persons who agreed, and only after the report
/// that served their own care is signed.
public final class CohortDesk {
    private final ConsentStore consents;
    private final CohortStore cohort;
    private final Clock clock;

    public CohortDesk(ConsentStore consents, CohortStore cohort, Clock clock) {
        this.consents = consents;
        this.cohort = cohort;
        this.clock = clock;
    }

    /// Considers the genome of an order whose report was signed. Anything but a yes keeps it out.
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
