package org.opengms.value;

import java.time.Instant;

/// One step as it was kept. Steps are added and never changed.
///
/// @param by the member of staff who wrote it down
public record FundEntry(Instant at, String by, FundStep step) {}
