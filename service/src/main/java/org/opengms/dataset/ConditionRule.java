package org.opengms.dataset;

import java.util.Optional;

/// A reviewed reading of one *Mandatory IF* of the sheet.
///
/// @param says when the item is mandatory, as a clause that follows *if*
/// @param when the same, executable
/// @param review what was decided where the sheet leaves room, if anything
public record ConditionRule(String says, Condition when, Optional<String> review) {}
