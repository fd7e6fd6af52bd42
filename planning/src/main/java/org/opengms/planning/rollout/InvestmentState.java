package org.opengms.planning.rollout;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/// How far an investment has come, since when and by whose word. The states follow each other in
/// the order below, none left out, none taken back; what is not yet spent may be withdrawn instead.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
    @JsonSubTypes.Type(value = InvestmentState.Proposed.class, name = "proposed"),
    @JsonSubTypes.Type(value = InvestmentState.Agreed.class, name = "agreed"),
    @JsonSubTypes.Type(value = InvestmentState.Confirmed.class, name = "confirmed"),
    @JsonSubTypes.Type(value = InvestmentState.Released.class, name = "released"),
    @JsonSubTypes.Type(value = InvestmentState.Spent.class, name = "spent"),
    @JsonSubTypes.Type(value = InvestmentState.Withdrawn.class, name = "withdrawn")
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

    /// It will not be done; nothing follows. A plan keeps it, so that it can be seen that it was
    /// meant once, and counts neither its money nor its effect.
    ///
    /// @param reason why
    record Withdrawn(Instant at, String by, String reason) implements InvestmentState {}

    /// Whether another state may follow this one.
    default boolean leadsTo(InvestmentState next) {
        return switch (next) {
            case Proposed _ -> false;
            case Agreed _ -> this instanceof Proposed;
            case Confirmed _ -> this instanceof Agreed;
            case Released _ -> this instanceof Confirmed;
            case Spent _ -> this instanceof Released;
            case Withdrawn _ -> !(this instanceof Spent) && !(this instanceof Withdrawn);
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
            case Withdrawn _ -> "withdrawn";
        };
    }
}
