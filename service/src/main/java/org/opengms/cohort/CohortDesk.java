package org.opengms.cohort;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.opengms.consent.ConsentHistory;
import org.opengms.consent.ConsentStore;
import org.opengms.consent.Use;
import org.opengms.orders.TestOrder;
import org.opengms.people.PersonId;
import org.roaringbitmap.RoaringBitmap;

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

    /// Whose data may serve research now, by what they said: a set of participant numbers, for
    /// disclosure control alone.
    public RoaringBitmap permitted() {
        Instant now = clock.instant();
        RoaringBitmap permitted = new RoaringBitmap();
        Optional<ParticipantId> after = Optional.empty();
        while (true) {
            List<CohortStore.Member> members = cohort.members(after, AT_ONCE);
            Map<PersonId, ConsentHistory> histories =
                    consents.histories(
                            members.stream()
                                    .map(CohortStore.Member::person)
                                    .collect(Collectors.toSet()));
            for (CohortStore.Member member : members) {
                Optional.ofNullable(histories.get(member.person()))
                        .filter(said -> said.now(now).allows(Use.RESEARCH_NOT_FOR_PROFIT))
                        .ifPresent(_ -> permitted.add(member.number()));
            }
            if (members.size() < AT_ONCE) {
                return permitted;
            }
            after = Optional.of(members.getLast().participant());
        }
    }
}
