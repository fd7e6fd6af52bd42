package org.opengms.disclosure.epoch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Where events are kept for good. Added to, never changed. Several books, in one process or in
/// many, may share what one store keeps.
public interface EpochStore {
    /// What was kept, in order. The order never changes: what is added comes at the end.
    ///
    /// @param known how many events the caller has taken over: so many are left out at the
    ///   beginning
    List<EpochEvent> since(int known);

    /// Everything that was kept, in order.
    default List<EpochEvent> all() {
        return since(0);
    }

    /// Does something while nobody else keeps anything. What it appends is durable when this
    /// returns, or not there at all if this throws.
    <T> T alone(Supplier<T> work);

    /// Keeps an event at the end, within [#alone].
    void append(EpochEvent event);

    /// A store that ends with the process.
    static EpochStore inMemory() {
        List<EpochEvent> events = new ArrayList<>();
        return new EpochStore() {
            @Override
            public synchronized List<EpochEvent> since(int known) {
                return List.copyOf(events.subList(known, events.size()));
            }

            @Override
            public synchronized <T> T alone(Supplier<T> work) {
                return work.get();
            }

            @Override
            public synchronized void append(EpochEvent event) {
                events.add(event);
            }
        };
    }
}
