package org.opengms.workforce;

import java.time.Instant;

/// A step, when it was recorded and by whom.
///
/// @param by subject of who recorded it
public record StaffEntry(Instant at, String by, StaffStep step) {}
