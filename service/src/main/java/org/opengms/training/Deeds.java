package org.opengms.training;

import java.time.Instant;
import java.util.List;

/// What people have really done in this service, from what it keeps of every step.
public interface Deeds {
    /// What somebody did from an instant on, in its order.
    List<Deed> since(Doer doer, Instant from);
}
