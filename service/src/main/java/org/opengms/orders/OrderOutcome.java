package org.opengms.orders;

import java.util.List;

/// The answer to a wish to change an order.
public sealed interface OrderOutcome {
    /// The order is changed.
    ///
    /// @param order as it is now
    /// @param toClose tasks that had begun and that their laboratories are asked to close
    /// @param findings what was found in its new content, refusing or not; empty where the content
    ///   did not change
    record Changed(TestOrder order, List<LabTask> toClose, List<Finding> findings)
            implements OrderOutcome {
        public Changed {
            toClose = List.copyOf(toClose);
            findings = List.copyOf(findings);
        }
    }

    /// There is no such order.
    record NotFound() implements OrderOutcome {}

    /// Somebody else changed it first.
    record Stale(int currentVersion) implements OrderOutcome {}

    /// The change is not allowed.
    ///
    /// @param reason in plain words
    /// @param findings what in the new content refuses it, if that is why
    record Refused(String reason, List<Finding> findings) implements OrderOutcome {
        public Refused {
            findings = List.copyOf(findings);
        }

        Refused(String reason) {
            this(reason, List.of());
        }
    }

    /// The order belongs to others.
    record NotYours(String reason) implements OrderOutcome {}
}
