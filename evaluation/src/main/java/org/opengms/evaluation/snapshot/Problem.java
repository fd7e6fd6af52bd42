package org.opengms.evaluation.snapshot;

/// Something in a table that cannot be taken as it is. Nothing of the table is repeated in it.
///
/// @param file name of the table
/// @param line of the file, from 1
/// @param field heading of the column
/// @param reason why
/// @param advice what was expected, and what to do
public record Problem(String file, long line, String field, ProblemReason reason, String advice) {
    @Override
    public String toString() {
        return "OGMS-9030 %s line %d, field %s: %s. %s"
                .formatted(
                        file,
                        line,
                        field,
                        reason.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
                        advice);
    }
}
