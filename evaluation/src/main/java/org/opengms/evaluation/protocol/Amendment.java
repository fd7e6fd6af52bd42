package org.opengms.evaluation.protocol;

import java.time.LocalDate;

/// A change of a protocol that was fixed.
///
/// @param on day of the change
/// @param what was changed
/// @param reason why
public record Amendment(LocalDate on, String what, String reason) {}
