package org.opengms.ledger.charging;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.opengms.ledger.contract.Contract;
import org.opengms.ledger.contract.Instrument;
import org.opengms.ledger.money.Money;
import org.opengms.ledger.money.Money.Rounding;
import org.opengms.ledger.money.Rate;

/// Royalties: what is due by a declaration, and whether the declaration can be believed.
public final class Royalties {
    private Royalties() {}

    /// What was found about a declaration.
    public sealed interface Finding {
        /// It cannot be taken, and nothing is booked.
        ///
        /// @param why for the partner
        record Refused(String why) implements Finding {}

        /// It is taken.
        ///
        /// @param due what is owed, by the contract and not by the partner's sum
        /// @param workings the figures it was made of
        /// @param recomputed what the partner had reckoned, if it is another sum
        /// @param alert why it should be looked into, if it should
        record Taken(Money due, String workings, Optional<Money> recomputed, Optional<String> alert)
                implements Finding {}
    }

    /// Judges a declaration.
    ///
    /// @param contract in force
    /// @param closedThrough the last closed day of the books, if any
    /// @param dueBefore what is due already for this clause in the contract's year
    /// @param lastOfYear whether nothing more will be declared for the year, so that a floor bites
    /// @param use metered in the period
    /// @param tolerance how far below what use leads one to expect a base may be without an alert
    public static Finding judge(
            RoyaltyDeclaration declared,
            Contract contract,
            Optional<LocalDate> closedThrough,
            Money dueBefore,
            YearsEnd lastOfYear,
            MeteredUse use,
            Rate tolerance) {
        if (!(contract.clause(declared.clause()).orElse(null)
                instanceof Instrument.Royalty royalty)) {
            return refused(
                    "OGMS-7780 Contract %s has no royalty in clause %s.",
                    contract.reference(), declared.clause());
        }
        if (!declared.base().currency().equals(contract.currency())
                || !declared.royalty().currency().equals(contract.currency())) {
            return refused(
                    "OGMS-7781 The declaration is in %s and contract %s is in %s. Declare in the currency of the contract, at the rate it names.",
                    declared.base().currency().getCurrencyCode(),
                    contract.reference(),
                    contract.currency().getCurrencyCode());
        }
        if (declared.base().sign() < 0 || declared.royalty().sign() < 0) {
            return refused(
                    "OGMS-7782 The declaration states a base of %s and a royalty of %s. Neither is negative; correct an earlier declaration by a credit note.",
                    declared.base(), declared.royalty());
        }
        if (declared.period().from().isBefore(royalty.from())
                || declared.period().to().isAfter(royalty.to())) {
            return refused(
                    "OGMS-7783 The declaration is for %s to %s, and royalties are owed from %s to %s.",
                    declared.period().from(), declared.period().to(), royalty.from(), royalty.to());
        }
        if (closedThrough.isPresent() && !declared.period().to().isAfter(closedThrough.get())) {
            return refused(
                    "OGMS-7784 The declaration is for a period up to %s, and the books are closed up to %s. Declare it as a correction within an open period.",
                    declared.period().to(), closedThrough.get());
        }
        Money due = declared.base().times(royalty.rate(), Rounding.HALF_UP);
        String workings = "%s of %s is %s".formatted(royalty.rate(), declared.base(), due);
        if (lastOfYear == YearsEnd.LAST
                && royalty.floor().isPresent()
                && royalty.floor().get().exceeds(dueBefore.plus(due))) {
            due = royalty.floor().get().minus(dueBefore);
            workings +=
                    "; raised to %s by the floor of %s a year"
                            .formatted(due, royalty.floor().get());
        }
        if (royalty.cap().isPresent() && dueBefore.plus(due).exceeds(royalty.cap().get())) {
            Money left = royalty.cap().get().minus(dueBefore);
            due = left.sign() < 0 ? due.nil() : left;
            workings +=
                    "; lowered to %s by the cap of %s a year".formatted(due, royalty.cap().get());
        }
        Money expected = expectedBase(royalty, use);
        Money least = expected.minus(expected.times(tolerance, Rounding.HALF_UP));
        Optional<String> alert =
                least.exceeds(declared.base())
                        ? Optional.of(
                                "A base of %s was declared, and %d of %s used (%s) lead one to expect %s. Ask why, or use the right of audit."
                                        .formatted(
                                                declared.base(),
                                                use.of(royalty.unit()),
                                                royalty.unit(),
                                                use.evidence(),
                                                expected))
                        : Optional.empty();
        return new Finding.Taken(
                due,
                workings,
                due.equals(declared.royalty()) ? Optional.empty() : Optional.of(declared.royalty()),
                alert);
    }

    /// What the base should come to by what was used.
    public static Money expectedBase(Instrument.Royalty royalty, MeteredUse use) {
        return royalty.basePerThousandUnits()
                .times(
                        BigDecimal.valueOf(use.of(royalty.unit())),
                        BigDecimal.valueOf(1000),
                        Rounding.HALF_UP);
    }

    /// Whether a declaration is the last of a contract's year.
    public enum YearsEnd {
        /// Nothing more follows for the year.
        LAST,
        /// More follows.
        MORE_FOLLOWS
    }

    @SuppressWarnings("AnnotateFormatMethod") // needs a library for an annotation
    private static Finding refused(String what, Object... values) {
        return new Finding.Refused(String.format(java.util.Locale.ROOT, what, values));
    }
}
