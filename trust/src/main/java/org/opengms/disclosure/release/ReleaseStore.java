package org.opengms.disclosure.release;

import java.util.List;

/// Where publications are kept for good. Added to, never changed.
public interface ReleaseStore {
    /// Everything that was kept, in order.
    List<Publication> all();

    /// Keeps a publication. It is durable when this returns, or not there at all if this throws.
    void append(Publication publication);
}
