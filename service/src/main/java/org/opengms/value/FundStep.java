package org.opengms.value;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.LocalDate;
import org.opengms.ledger.attribution.EarmarkRule;
import org.opengms.ledger.money.Money;

/// Something that happened to the funds, as it is kept.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = FundStep.RulePublished.class, name = "rule-published"),
    @JsonSubTypes.Type(value = FundStep.Proposed.class, name = "proposed"),
    @JsonSubTypes.Type(value = FundStep.Spent.class, name = "spent"),
    @JsonSubTypes.Type(value = FundStep.TakenBack.class, name = "taken-back"),
    @JsonSubTypes.Type(value = FundStep.OutcomeSeen.class, name = "outcome")
})
public sealed interface FundStep {
    /// A rule of earmarks stands in the public register from now on.
    record RulePublished(EarmarkRule rule) implements FundStep {}

    /// Somebody proposes to spend money of a fund; another person spends it.
    ///
    /// @param number such as `S-7`; the spend has the same
    /// @param evidence where what is wanted is written
    record Proposed(String number, FundedOption option, Money amount, String evidence)
            implements FundStep {}

    /// Money of a fund was spent.
    ///
    /// @param number such as `S-7`
    /// @param on the day it was paid
    record Spent(String number, FundedOption option, Money amount, LocalDate on, String evidence)
            implements FundStep {}

    /// A spend came to nothing and its money is back, whole; or what was proposed is not wanted any
    /// more.
    ///
    /// @param number of the spend or the proposal
    record TakenBack(String number, LocalDate on, String why) implements FundStep {}

    /// What came of a spend.
    ///
    /// @param number of the spend
    /// @param on when it was seen
    /// @param words for the public
    record OutcomeSeen(String number, LocalDate on, String words, String evidence)
            implements FundStep {}
}
