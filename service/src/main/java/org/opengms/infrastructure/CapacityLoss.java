package org.opengms.infrastructure;

import java.time.Instant;

/// A stretch of time in which less of a limit is there, because of one outage or of several.
///
/// @param from when it begins
/// @param until when it is expected to end
/// @param remainingShare of the capacity, from 0 to below 1
public record CapacityLoss(Instant from, Instant until, double remainingShare) {}
