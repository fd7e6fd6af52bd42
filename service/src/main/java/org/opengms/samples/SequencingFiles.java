package org.opengms.samples;

import java.util.Optional;
import org.opengms.orders.OrderId;

/// Which files were delivered.
public interface SequencingFiles {
    /// Keeps the fact of a delivery.
    void add(SequencingFile file);

    /// The newest file of an order.
    Optional<SequencingFile> findNewest(OrderId order);
}
