package org.opengms.value;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.LocalDate;
import org.opengms.ledger.attribution.EarmarkRule;
import org.opengms.ledger.money.Money;

/// What finance staff ask to be done with the funds.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = FundRequest.Publish.class, name = "rule"),
    @JsonSubTypes.Type(value = FundRequest.Propose.class, name = "propose"),
    @JsonSubTypes.Type(value = FundRequest.Spend.class, name = "spend"),
    @JsonSubTypes.Type(value = FundRequest.TakeBack.class, name = "take-back"),
    @JsonSubTypes.Type(value = FundRequest.Outcome.class, name = "outcome")
})
public sealed interface FundRequest {
    /// Put a rule into the public register.
    record Publish(EarmarkRule rule) implements FundRequest {}

    /// Propose to spend money of a fund.
    ///
    /// @param evidence where what is wanted is written, such as an order
    record Propose(FundedOption option, Money amount, String evidence) implements FundRequest {
        public Propose {
            evidence = Words.evidence("evidence", evidence);
        }
    }

    /// Spend what another person proposed.
    ///
    /// @param number of the proposal
    /// @param on the day it was paid
    /// @param evidence where the payment is written
    record Spend(String number, LocalDate on, String evidence) implements FundRequest {
        public Spend {
            evidence = Words.evidence("evidence", evidence);
        }
    }

    /// Note that a spend came to nothing and its money is back, or take a proposal back.
    record TakeBack(String number, String why) implements FundRequest {
        public TakeBack {
            why = Words.evidence("why", why);
        }
    }

    /// Note what came of a spend.
    record Outcome(String number, LocalDate on, String words, String evidence)
            implements FundRequest {
        public Outcome {
            words = Words.line("words", words, 400);
            evidence = Words.evidence("evidence", evidence);
        }
    }
}
