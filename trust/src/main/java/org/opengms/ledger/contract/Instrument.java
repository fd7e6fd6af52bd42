package org.opengms.ledger.contract;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.opengms.ledger.money.Money;
import org.opengms.ledger.money.Rate;

/// Something that a contract makes one party owe another. Prices are more than nil and without VAT.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Instrument.CostRecovery.class, name = "cost-recovery"),
    @JsonSubTypes.Type(value = Instrument.Subscription.class, name = "subscription"),
    @JsonSubTypes.Type(value = Instrument.Metered.class, name = "metered"),
    @JsonSubTypes.Type(value = Instrument.Milestone.class, name = "milestone"),
    @JsonSubTypes.Type(value = Instrument.Royalty.class, name = "royalty"),
    @JsonSubTypes.Type(value = Instrument.Discount.class, name = "discount"),
    @JsonSubTypes.Type(value = Instrument.InKind.class, name = "in-kind"),
    @JsonSubTypes.Type(value = Instrument.Equity.class, name = "equity")
})
public sealed interface Instrument {
    /// Names the clause in the contract, for ever.
    String clause();

    /// Whether it pays in money. What does not is shown apart and never added to money.
    default boolean cash() {
        return switch (this) {
            case CostRecovery _, Subscription _, Metered _, Milestone _, Royalty _ -> true;
            case Discount _, InKind _, Equity _ -> false;
        };
    }

    /// A price a year for what the provision costs, due by whole months and days.
    ///
    /// @param perYear the price
    /// @param link the index it follows, if it follows one
    record CostRecovery(String clause, Money perYear, Optional<IndexLink> link)
            implements Instrument {
        public CostRecovery {
            price(clause, perYear);
        }
    }

    /// A price a year for being able to use the resource.
    ///
    /// @param perYear the price
    /// @param link the index it follows, if it follows one
    record Subscription(String clause, Money perYear, Optional<IndexLink> link)
            implements Instrument {
        public Subscription {
            price(clause, perYear);
        }
    }

    /// A price for each unit that was used.
    ///
    /// @param unit what is counted, such as `record-read`
    /// @param perThousand the price of a thousand units
    /// @param costPerThousand what providing a thousand units costs, as assessed
    /// @param link the index it follows, if it follows one
    record Metered(
            String clause,
            String unit,
            Money perThousand,
            Money costPerThousand,
            Optional<IndexLink> link)
            implements Instrument {
        public Metered {
            price(clause, perThousand);
            price(clause, costPerThousand);
            Texts.id("unit of clause " + clause, unit);
        }
    }

    /// A price that is due once, when something has happened.
    ///
    /// @param event what must have happened
    record Milestone(String clause, String event, Money amount) implements Instrument {
        public Milestone {
            price(clause, amount);
            Texts.words("event of clause " + clause, event);
        }
    }

    /// A share of what is earned with what came of the data.
    ///
    /// @param base what it is a share of, in words
    /// @param rate the share; more than nil
    /// @param cap the most that is due in a year
    /// @param floor the least that is due in a year
    /// @param from first day of sales that count
    /// @param to last day
    /// @param audit until how many years after `to` the books may be seen
    /// @param basePerThousandUnits what a thousand metered units are expected to add to the base;
    ///   what declarations are held against
    /// @param unit what is counted for that
    record Royalty(
            String clause,
            String base,
            Rate rate,
            Optional<Money> cap,
            Optional<Money> floor,
            LocalDate from,
            LocalDate to,
            int audit,
            Money basePerThousandUnits,
            String unit)
            implements Instrument {
        public Royalty {
            Texts.id("clause", clause);
            Texts.words("base of clause " + clause, base);
            Texts.id("unit of clause " + clause, unit);
            price(clause, basePerThousandUnits);
            cap.ifPresent(most -> price(clause, most));
            floor.ifPresent(least -> price(clause, least));
            if (rate.partsPerMillion() == 0) {
                throw new IllegalArgumentException(
                        "OGMS-7743 Clause %s is a royalty of nothing. Give a rate, or leave it out."
                                .formatted(clause));
            }
            if (cap.isPresent() && floor.isPresent() && floor.get().exceeds(cap.get())) {
                throw new IllegalArgumentException(
                        "OGMS-7744 Clause %s has a floor of %s above its cap of %s."
                                .formatted(clause, floor.get(), cap.get()));
            }
            if (to.isBefore(from)) {
                throw new IllegalArgumentException(
                        "OGMS-7745 Clause %s ends on %s, before it begins on %s."
                                .formatted(clause, to, from));
            }
        }
    }

    /// A part of a price that is not asked for.
    ///
    /// @param of the clauses whose prices it lowers
    /// @param rate by how much; less than all of it
    /// @param reason why, for the public
    record Discount(String clause, List<String> of, Rate rate, String reason)
            implements Instrument {
        public Discount {
            Texts.id("clause", clause);
            Texts.words("reason of clause " + clause, reason);
            of = List.copyOf(of);
            if (rate.partsPerMillion() == 0 || rate.partsPerMillion() >= Rate.WHOLE) {
                throw new IllegalArgumentException(
                        "OGMS-7746 Clause %s takes off %s. A discount is more than nothing and less than the whole price."
                                .formatted(clause, rate));
            }
        }
    }

    /// Work or goods instead of money. Not cash.
    ///
    /// @param what is given
    /// @param valuation what it is stated to be worth
    /// @param valuedOn when
    /// @param method how
    record InKind(String clause, String what, Money valuation, LocalDate valuedOn, String method)
            implements Instrument {
        public InKind {
            price(clause, valuation);
            Texts.words("what of clause " + clause, what);
            Texts.words("method of clause " + clause, method);
        }
    }

    /// Shares, or the right to buy them. Not cash, and worth nothing certain until it is sold.
    ///
    /// @param type which of the two
    /// @param what in words: class and number
    /// @param valuation what it is stated to be worth
    /// @param valuedOn when
    /// @param method how
    record Equity(
            String clause,
            Type type,
            String what,
            Money valuation,
            LocalDate valuedOn,
            String method)
            implements Instrument {
        public Equity {
            price(clause, valuation);
            Texts.words("what of clause " + clause, what);
            Texts.words("method of clause " + clause, method);
        }

        /// Shares or the right to buy them.
        public enum Type {
            /// Shares that are held.
            SHARES,
            /// The right to buy shares at a stated price.
            WARRANT
        }
    }

    private static void price(String clause, Money price) {
        Texts.id("clause", clause);
        if (price.sign() <= 0) {
            throw new IllegalArgumentException(
                    "OGMS-7747 Clause %s states the price %s. Prices are more than nil; money goes back by a credit note."
                            .formatted(clause, price));
        }
    }
}
