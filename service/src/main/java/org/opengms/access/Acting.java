package org.opengms.access;

import java.util.Optional;
import org.opengms.infrastructure.OdsCode;

/// Who does something to a project, and in what part.
///
/// @param account whose
/// @param name for others to read
/// @param organisation for which they work; absent where they sit for nobody but themselves
/// @param seat in what part
public record Acting(Account account, String name, Optional<OdsCode> organisation, Seat seat) {}
