package org.opengms.workforce;

import java.time.Instant;
import org.opengms.infrastructure.OdsCode;

/// That a workplace goes over to a mode.
///
/// @param number of the change at that workplace, from 1
/// @param by subject of who switched
/// @param digest of the preview that was seen
public record ModeChange(
        OdsCode organisation, int number, GateMode mode, String by, Instant at, String digest) {}
