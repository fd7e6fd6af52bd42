package org.opengms.disclosure.release;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Where publications are kept for good. Added to, never changed. Several registries, in one
/// process or in many, may share what one store keeps: each takes over what others have added
/// before it judges, and judges alone.
public interface ReleaseStore {
    /// What was kept, in order. The order never changes: what is added comes at the end.
    ///
    /// @param known how many publications the caller has taken over: so many are left out at the
    ///   beginning
    List<Publication> since(int known);

    /// Everything that was kept, in order.
    default List<Publication> all() {
        return since(0);
    }

    /// Does something while nobody else keeps anything. What it appends is durable when this
    /// returns, or not there at all if this throws.
    <T> T alone(Supplier<T> work);

    /// Keeps a publication at the end, within [#alone].
    void append(Publication publication);

    /// A store that ends with the process: for trials and tests.
    static ReleaseStore inMemory() {
        List<Publication> kept = new ArrayList<>();
        return new ReleaseStore() {
            @Override
            public synchronized List<Publication> since(int known) {
                return List.copyOf(kept.subList(known, kept.size()));
            }

            @Override
            public synchronized <T> T alone(Supplier<T> work) {
                return work.get();
            }

            @Override
            public synchronized void append(Publication publication) {
                kept.add(publication);
            }
        };
    }
}
