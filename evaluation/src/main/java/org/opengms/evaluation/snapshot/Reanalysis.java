package org.opengms.evaluation.snapshot;

import java.time.LocalDate;
import org.opengms.evaluation.snapshot.Code.Solved;

/// A second look at the data of an order that had been reported.
///
/// @param order its number
/// @param day of the new result
/// @param before whether the case was solved before
/// @param after whether it is since
public record Reanalysis(String order, LocalDate day, Solved before, Solved after) {}
