package org.opengms.access;

import java.time.Instant;

/// One step as it was recorded. Steps are added and never changed.
///
/// @param at when
/// @param by who
/// @param event what
public record Entry(Instant at, Acting by, ProjectEvent event) {}
