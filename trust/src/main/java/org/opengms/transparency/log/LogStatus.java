package org.opengms.transparency.log;

import java.util.Optional;
import org.opengms.transparency.note.SignedNote;

/// How a log is.
///
/// @param checkpoint the last that was signed
/// @param size its entries
/// @param pending records that are promised and wait for the tree
/// @param problem why the last integration, or all appends, failed; empty if all is well
public record LogStatus(SignedNote checkpoint, long size, long pending, Optional<String> problem) {}
