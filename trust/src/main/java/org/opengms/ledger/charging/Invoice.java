package org.opengms.ledger.charging;

import java.util.List;
import org.opengms.ledger.money.Money;
import org.opengms.ledger.money.Rate;

/// What is due for a period, and how each sum came about.
///
/// @param contract with its version, such as `C-12/2`
/// @param period what it is for
/// @param lines in the order of the clauses
/// @param vatRate of all of it
/// @param vat of the sum of the lines
public record Invoice(String contract, Period period, List<Line> lines, Rate vatRate, Money vat) {
    public Invoice {
        lines = List.copyOf(lines);
    }

    /// One line.
    ///
    /// @param clause what it rests on
    /// @param workings the figures it was made of, so that anybody can do it again
    /// @param net without VAT
    public record Line(String clause, String workings, Money net) {}

    /// The sum of the lines.
    public Money net() {
        Money sum = vat.nil();
        for (Line line : lines) {
            sum = sum.plus(line.net());
        }
        return sum;
    }

    /// What is to be paid.
    public Money gross() {
        return net().plus(vat);
    }
}
