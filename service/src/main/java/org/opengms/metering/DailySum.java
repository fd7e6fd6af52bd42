package org.opengms.metering;

import java.time.LocalDate;

/// What a project used on a day in one way.
///
/// @param day in London
/// @param project which used
/// @param kind in which way
/// @param uses how many records of metering
/// @param people summed over the uses: somebody who was used twice counts twice
/// @param records summed
/// @param queries summed
/// @param bytes summed
public record DailySum(
        LocalDate day,
        ProjectReference project,
        UseKind kind,
        long uses,
        long people,
        long records,
        long queries,
        long bytes) {}
