package org.opengms.ledger.charging;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opengms.ledger.contract.Contract;
import org.opengms.ledger.contract.IndexLink;
import org.opengms.ledger.contract.Instrument;
import org.opengms.ledger.money.Money;
import org.opengms.ledger.money.Money.Rounding;

/// What a contract makes due.
///
/// @param indices by name
/// @param vat rates by day
public record Charges(Map<String, IndexTable> indices, VatRates vat) {
    public Charges {
        indices = Map.copyOf(indices);
    }

    /// The invoice of a period: yearly prices by the days of the contract's year that the period
    /// covers, and use by the meter. Milestones and royalties are invoiced when they are told. The
    /// parts of a year add up to its price: each is the price up to its last day less the price up
    /// to the day before its first, so that no penny is lost or gained by how a year is cut up.
    ///
    /// @param contract signed by both parties
    /// @param period within one year of the contract
    /// @param use in the period
    /// @throws IllegalArgumentException if the period is not the contract's, or a figure is missing
    public Invoice due(Contract contract, Period period, MeteredUse use) {
        if (period.from().isBefore(contract.start()) || period.to().isAfter(contract.end())) {
            throw new IllegalArgumentException(
                    "OGMS-7777 Contract %s runs from %s to %s, and %s to %s is asked for. Charge for days of the contract."
                            .formatted(
                                    contract.reference(),
                                    contract.start(),
                                    contract.end(),
                                    period.from(),
                                    period.to()));
        }
        Period year = year(contract, period.from());
        if (period.to().isAfter(year.to())) {
            throw new IllegalArgumentException(
                    "OGMS-7779 The period from %s to %s goes over %s, when the price of contract %s begins anew. Charge for each of its years apart."
                            .formatted(
                                    period.from(), period.to(), year.to(), contract.reference()));
        }
        List<Invoice.Line> lines = new ArrayList<>();
        for (Instrument instrument : contract.instruments()) {
            switch (instrument) {
                case Instrument.CostRecovery c ->
                        lines.add(
                                yearly(contract, c.clause(), c.perYear(), c.link(), year, period));
                case Instrument.Subscription s ->
                        lines.add(
                                yearly(contract, s.clause(), s.perYear(), s.link(), year, period));
                case Instrument.Metered m -> lines.add(metered(contract, m, year, use));
                case Instrument.Milestone _,
                        Instrument.Royalty _,
                        Instrument.Discount _,
                        Instrument.InKind _,
                        Instrument.Equity _ -> {}
            }
        }
        lines.removeIf(line -> line.net().sign() == 0);
        return taxed(contract, period, lines);
    }

    /// The invoice of some lines, with the VAT of them all.
    ///
    /// @param period what it is for; its last day is the day of supply
    public Invoice taxed(Contract contract, Period period, List<Invoice.Line> lines) {
        Invoice untaxed =
                new Invoice(
                        contract.reference(),
                        period,
                        lines,
                        vat.rate(contract.vat(), period.to()),
                        new Money(contract.currency(), 0));
        return new Invoice(
                contract.reference(),
                period,
                lines,
                untaxed.vatRate(),
                vat.vat(untaxed.net(), contract.vat(), period.to()));
    }

    /// The contract's year that a day lies in; the first for a day before it. Each begins so many
    /// years after the contract's first day, and not a year after the one before it began: from 29
    /// February the fifth year begins on a 29 February again.
    public static Period year(Contract contract, LocalDate day) {
        int years = 0;
        while (!contract.start().plusYears(years + 1L).isAfter(day)) {
            years++;
        }
        LocalDate from = contract.start().plusYears(years);
        return new Period(from, contract.start().plusYears(years + 1L).minusDays(1));
    }

    /// A price holds for the whole of a contract's year, as it is on the year's first day.
    private Money priced(
            Contract contract,
            String clause,
            Money stated,
            Optional<IndexLink> link,
            LocalDate on) {
        Money price =
                link.map(
                                l -> {
                                    IndexTable table = indices.get(l.index());
                                    if (table == null) {
                                        throw new IllegalArgumentException(
                                                "OGMS-7771 No table of index %s is known. Add it."
                                                        .formatted(l.index()));
                                    }
                                    return table.price(stated, l, on);
                                })
                        .orElse(stated);
        return contract.discounted(clause, price);
    }

    private Invoice.Line yearly(
            Contract contract,
            String clause,
            Money stated,
            Optional<IndexLink> link,
            Period year,
            Period period) {
        Money price = priced(contract, clause, stated, link, year.from());
        long before = period.from().toEpochDay() - year.from().toEpochDay();
        Money net = upTo(price, before + period.days(), year).minus(upTo(price, before, year));
        return new Invoice.Line(
                clause,
                "%s a year stated, %s after index and discounts; days %d to %d of %d"
                        .formatted(stated, price, before + 1, before + period.days(), year.days()),
                net);
    }

    private static Money upTo(Money price, long days, Period year) {
        return price.times(
                BigDecimal.valueOf(days), BigDecimal.valueOf(year.days()), Rounding.HALF_UP);
    }

    private Invoice.Line metered(
            Contract contract, Instrument.Metered m, Period year, MeteredUse use) {
        Money price = priced(contract, m.clause(), m.perThousand(), m.link(), year.from());
        return new Invoice.Line(
                m.clause(),
                "%d of %s (%s) at %s a thousand"
                        .formatted(use.of(m.unit()), m.unit(), use.evidence(), price),
                price.times(
                        BigDecimal.valueOf(use.of(m.unit())),
                        BigDecimal.valueOf(1000),
                        Rounding.HALF_UP));
    }
}
