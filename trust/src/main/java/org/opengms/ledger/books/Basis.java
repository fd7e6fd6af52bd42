package org.opengms.ledger.books;

import java.util.regex.Pattern;

/// What a posting rests on.
///
/// @param agreement the contract and its version, such as `C-12/2`, or the published rule
/// @param clause of it
/// @param evidence where what happened is written: the number of an invoice, a bank line, a report
public record Basis(String agreement, String clause, String evidence) {
    private static final Pattern PRINTED =
            Pattern.compile("[\\x21-\\x7E]([\\x20-\\x7E]{0,118}[\\x21-\\x7E])?");

    /// @throws IllegalArgumentException if one of them is empty, long, or has signs that do not
    ///   print
    public Basis {
        check("agreement", agreement);
        check("clause", clause);
        check("evidence", evidence);
    }

    private static void check(String what, String text) {
        if (!PRINTED.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "OGMS-7711 The %s of a posting is missing or cannot be printed. Every posting names its clause and its evidence, in up to 120 plain signs."
                            .formatted(what));
        }
    }
}
