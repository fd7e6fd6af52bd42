package org.opengms.planning.rollout;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/// How far an investment has come, since when and by whose word. The states follow each other in
/// the order below, none left out, none taken back.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
    @JsonSubTypes.Type(value = InvestmentState.Proposed.class, name = "proposed"),
    @JsonSubTypes.Type(value = InvestmentState.Agreed.class, name = "agreed"),
    @JsonSubTypes.Type(value = InvestmentState.Confirmed.class, name = "confirmed"),
    @JsonSubTypes.Type(value = InvestmentState.Released.class, name = "released"),
    @JsonSubTypes.Type(value = InvestmentState.Spent.class, name = "spent")
})
public sealed interface InvestmentState {
    /// Since when.
    Instant at();

    /// Who says so: a person's or body's name or role.
    String by();

    /// Somebody wants it.
    record Proposed(Instant at, String by) implements InvestmentState {}

    /// Those concerned want it, and one of them is to pay.
    ///
    /// @param payer who
    record Agreed(Instant at, String by, String payer) implements InvestmentState {}

    /// The payer has bound itself.
    ///
    /// @param evidence where that is written, such as the number of a letter
    record Confirmed(Instant at, String by, String evidence) implements InvestmentState {}

    /// The money can be drawn.
    record Released(Instant at, String by) implements InvestmentState {}

    /// It has been paid.
    ///
    /// @param pence how much
    record Spent(Instant at, String by, long pence) implements InvestmentState {}

    /// The place in the order, from 0.
    default int rank() {
        return switch (this) {
            case Proposed _ -> 0;
            case Agreed _ -> 1;
            case Confirmed _ -> 2;
            case Released _ -> 3;
            case Spent _ -> 4;
        };
    }

    /// Its word.
    default String word() {
        return switch (this) {
            case Proposed _ -> "proposed";
            case Agreed _ -> "agreed";
            case Confirmed _ -> "confirmed";
            case Released _ -> "released";
            case Spent _ -> "spent";
        };
    }
}
