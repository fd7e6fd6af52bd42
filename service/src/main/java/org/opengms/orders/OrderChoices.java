package org.opengms.orders;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opengms.routing.Route;

/// What somebody may do with a whole order as it stands, and what would follow from revoking it.
/// Others may be quicker: whatever is done is judged again.
///
/// @param allowed what may be done now
/// @param heldBy in which capacity the order was put on hold; absent where it is not
/// @param toCancel the tasks that would be cancelled if the order were revoked
/// @param toClose the tasks that have begun, which their laboratories would be asked to close
/// @param otherTests what could be done instead of the test that was chosen, and where
public record OrderChoices(
        Set<Deed> allowed,
        Optional<Mover> heldBy,
        List<LabTask> toCancel,
        List<LabTask> toClose,
        List<Route.Test> otherTests) {
    /// What can be done with a whole order.
    public enum Deed {
        HOLD,
        RELEASE,
        /// Have another test done, or the same in another laboratory, than the policy recommended.
        CHOOSE_ANOTHER_TEST,
        /// Have the genome that is kept behind the test not done.
        CANCEL_GENOME,
        /// Have the genome that was kept behind the test, and was refused or is overdue, ordered
        /// again.
        ORDER_GENOME,
        REVOKE,
        ENTER_IN_ERROR
    }

    /// Nothing may be done.
    public static final OrderChoices NONE =
            new OrderChoices(
                    EnumSet.noneOf(Deed.class), Optional.empty(), List.of(), List.of(), List.of());

    public OrderChoices {
        allowed =
                allowed.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(allowed));
        toCancel = List.copyOf(toCancel);
        toClose = List.copyOf(toClose);
        otherTests = List.copyOf(otherTests);
    }

    /// Whether something may be done.
    public boolean allows(Deed deed) {
        return allowed.contains(deed);
    }
}
