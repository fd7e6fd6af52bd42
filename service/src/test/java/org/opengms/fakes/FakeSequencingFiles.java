package org.opengms.fakes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opengms.orders.OrderId;
import org.opengms.samples.SequencingFile;
import org.opengms.samples.SequencingFiles;

/// Deliveries in memory.
public final class FakeSequencingFiles implements SequencingFiles {
    private final List<SequencingFile> all = new ArrayList<>();

    @Override
    public void add(SequencingFile file) {
        all.add(file);
    }

    @Override
    public Optional<SequencingFile> findNewest(OrderId order) {
        return all.reversed().stream().filter(f -> f.order().equals(order)).findFirst();
    }

    /// Every delivery, in order.
    public List<SequencingFile> all() {
        return List.copyOf(all);
    }
}
