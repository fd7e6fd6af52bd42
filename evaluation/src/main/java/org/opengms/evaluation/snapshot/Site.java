package org.opengms.evaluation.snapshot;

import java.time.LocalDate;
import java.util.Optional;

/// A site that orders.
///
/// @param ods its ODS code
/// @param region where it is
/// @param digitised first day on which its orders came electronically; empty if they do not yet
public record Site(String ods, String region, Optional<LocalDate> digitised) {}
