package org.opengms.disclosure.epoch;

import java.util.ArrayList;
import java.util.List;

/// Where events are kept for good. Added to, never changed.
public interface EpochStore {
    /// Everything that was kept, in order.
    List<EpochEvent> all();

    /// Keeps an event. It is durable when this returns.
    void append(EpochEvent event);

    /// A store that ends with the process.
    static EpochStore inMemory() {
        List<EpochEvent> events = new ArrayList<>();
        return new EpochStore() {
            @Override
            public List<EpochEvent> all() {
                return List.copyOf(events);
            }

            @Override
            public void append(EpochEvent event) {
                events.add(event);
            }
        };
    }
}
