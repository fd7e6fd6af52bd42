package org.opengms.ledger.valuation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/// A way in which an agreement returns something. Every figure is the name of an assumption.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Return.Yearly.class, name = "yearly"),
    @JsonSubTypes.Type(value = Return.Metered.class, name = "metered"),
    @JsonSubTypes.Type(value = Return.Milestone.class, name = "milestone"),
    @JsonSubTypes.Type(value = Return.Royalty.class, name = "royalty"),
    @JsonSubTypes.Type(value = Return.Equity.class, name = "equity")
})
public sealed interface Return {
    /// The same sum every year.
    ///
    /// @param pounds a year
    record Yearly(String pounds) implements Return {}

    /// By use.
    ///
    /// @param poundsPerThousand price
    /// @param thousands used in a year
    record Metered(String poundsPerThousand, String thousands) implements Return {}

    /// Once, if something succeeds.
    ///
    /// @param pounds how much
    /// @param chance the probability
    /// @param year in which, from 0
    record Milestone(String pounds, String chance, int year) implements Return {}

    /// A share of sales, if something succeeds.
    ///
    /// @param share of sales, 0 to 1
    /// @param pounds sold in a year
    /// @param chance the probability
    /// @param firstYear of sales, from 0
    record Royalty(String share, String pounds, String chance, int firstYear) implements Return {}

    /// Shares that are sold in some year for a part of what they were stated to be worth. Not cash
    /// until then.
    ///
    /// @param pounds stated worth
    /// @param kept part of it that is left when they are sold
    /// @param year in which they are sold, from 0
    record Equity(String pounds, String kept, int year) implements Return {}

    /// The assumptions it speaks of.
    default List<String> names() {
        return switch (this) {
            case Yearly y -> List.of(y.pounds());
            case Metered m -> List.of(m.poundsPerThousand(), m.thousands());
            case Milestone m -> List.of(m.pounds(), m.chance());
            case Royalty r -> List.of(r.share(), r.pounds(), r.chance());
            case Equity e -> List.of(e.pounds(), e.kept());
        };
    }
}
