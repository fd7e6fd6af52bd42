package org.opengms.ledger.charging;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.SortedMap;
import java.util.TreeMap;
import org.opengms.ledger.contract.IndexLink;
import org.opengms.ledger.money.Money;
import org.opengms.ledger.money.Money.Rounding;

/// A published index, by month.
///
/// @param name as contracts name it
/// @param source where its figures were published
/// @param figures the figure of each month
public record IndexTable(String name, String source, SortedMap<YearMonth, BigDecimal> figures) {
    /// @throws IllegalArgumentException if a figure is not more than nil
    public IndexTable {
        figures = new TreeMap<>(figures);
        figures.forEach((month, figure) -> {
            if (figure.signum() <= 0) {
                throw new IllegalArgumentException(
                        "OGMS-7770 Index %s is %s for %s. A figure is more than nil."
                                .formatted(name, figure.toPlainString(), month));
            }
        });
    }

    /// What a stated price comes to on a day: price × figure of the month that holds ÷ figure of
    /// the base month, rounded once.
    ///
    /// @throws IllegalArgumentException if a figure is missing, naming the month
    public Money price(Money stated, IndexLink link, LocalDate on) {
        return stated.times(
                figure(YearMonth.from(on).minusMonths(link.lagMonths())),
                figure(link.base()),
                Rounding.HALF_UP);
    }

    private BigDecimal figure(YearMonth month) {
        BigDecimal figure = figures.get(month);
        if (figure == null) {
            throw new IllegalArgumentException(
                    "OGMS-7771 Index %s has no figure for %s. Add it from %s when it is published."
                            .formatted(name, month, source));
        }
        return figure;
    }
}
