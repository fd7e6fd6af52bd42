package org.opengms.cohort;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.opengms.consent.ConsentHistory;
import org.opengms.consent.ConsentStore;
import org.opengms.consent.Use;
import org.opengms.orders.TestOrder;

/// Lets persons into the research cohort: only those who agreed, and only after the report that
/// served their own care is signed. What there is of them, a genome or the result of a conventional
/// test, is found by the order.
public final class CohortDesk {
    private static final int AT_ONCE = 2000;

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
        Instant now = clock.instant();
        boolean agreed =
                consents.history(order.person()).now(now).allows(Use.RESEARCH_NOT_FOR_PROFIT);
        if (agreed) {
            cohort.add(order.person(), order.id(), now);
        }
        return agreed;
    }

    /// How many members' data may serve research now, counted from what they said.
    public int size() {
        Instant now = clock.instant();
        int size = 0;
        Optional<ParticipantId> after = Optional.empty();
        while (true) {
            List<CohortStore.Member> members = cohort.members(after, AT_ONCE);
            for (ConsentHistory history :
                    consents.histories(
                                    members.stream()
                                            .map(CohortStore.Member::person)
                                            .collect(Collectors.toSet()))
                            .values()) {
                if (history.now(now).allows(Use.RESEARCH_NOT_FOR_PROFIT)) {
                    size++;
                }
            }
            if (members.size() < AT_ONCE) {
                return size;
            }
            after = Optional.of(members.getLast().participant());
        }
    }
}
