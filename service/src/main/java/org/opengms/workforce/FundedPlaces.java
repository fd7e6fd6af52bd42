package org.opengms.workforce;

import java.time.LocalDate;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.StaffRole;

/// Training places of a laboratory that are paid for beside its own budget.
///
/// @param role what people are trained for
/// @param since when they were paid
/// @param reference of the spend that paid for them, such as `S-7`
public record FundedPlaces(
        OdsCode laboratory, StaffRole role, int places, LocalDate since, String reference) {}
