package org.opengms.value;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.LocalDate;
import org.opengms.ledger.charging.Period;
import org.opengms.ledger.charging.Royalties.YearsEnd;
import org.opengms.ledger.charging.RoyaltyDeclaration;
import org.opengms.ledger.contract.Contract;
import org.opengms.ledger.money.Money;

/// What finance staff ask to be done under a contract.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ContractRequest.Draft.class, name = "draft"),
    @JsonSubTypes.Type(value = ContractRequest.Sign.class, name = "sign"),
    @JsonSubTypes.Type(value = ContractRequest.Charge.class, name = "invoice"),
    @JsonSubTypes.Type(value = ContractRequest.Reach.class, name = "milestone"),
    @JsonSubTypes.Type(value = ContractRequest.Pay.class, name = "payment"),
    @JsonSubTypes.Type(value = ContractRequest.Refund.class, name = "refund"),
    @JsonSubTypes.Type(value = ContractRequest.Credit.class, name = "credit-note"),
    @JsonSubTypes.Type(value = ContractRequest.Declare.class, name = "royalty"),
    @JsonSubTypes.Type(value = ContractRequest.Settle.class, name = "alert-settled"),
    @JsonSubTypes.Type(value = ContractRequest.Allocate.class, name = "allocate"),
    @JsonSubTypes.Type(value = ContractRequest.End.class, name = "end")
})
public sealed interface ContractRequest {
    /// Write the first version, or the next one.
    record Draft(Contract contract) implements ContractRequest {}

    /// Note a party's signature under the last version.
    ///
    /// @param party its id
    /// @param signatory who signed, by role
    /// @param sha256 of what was signed
    record Sign(String party, String signatory, String sha256) implements ContractRequest {}

    /// Make out the invoice of a period.
    record Charge(Period period) implements ContractRequest {}

    /// Make out the invoice of a milestone.
    ///
    /// @param on when it was reached
    record Reach(String clause, LocalDate on, String evidence) implements ContractRequest {
        public Reach {
            evidence = Words.evidence("evidence", evidence);
        }
    }

    /// Note that the partner paid.
    record Pay(String reference, Money amount, LocalDate on, String evidence)
            implements ContractRequest {
        public Pay {
            reference = Words.reference("reference", reference);
            evidence = Words.evidence("evidence", evidence);
        }
    }

    /// Pay back what is kept for the partner.
    record Refund(String reference, Money amount, LocalDate on, String evidence)
            implements ContractRequest {
        public Refund {
            reference = Words.reference("reference", reference);
            evidence = Words.evidence("evidence", evidence);
        }
    }

    /// Take an invoice back.
    record Credit(String invoice, String why) implements ContractRequest {
        public Credit {
            why = Words.evidence("why", why);
        }
    }

    /// Take a royalty declaration.
    ///
    /// @param last whether nothing more will be declared for the year
    record Declare(RoyaltyDeclaration declaration, YearsEnd last) implements ContractRequest {
        public Declare {
            Words.reference("reference", declaration.reference());
        }
    }

    /// Note what became of an alert.
    record Settle(String declaration, String words) implements ContractRequest {
        public Settle {
            words = Words.line("words", words, 400);
        }
    }

    /// Bind what came in and is not bound yet, by the rule of today.
    record Allocate() implements ContractRequest {}

    /// End the contract early.
    record End(AgreementStep.Ending ending, LocalDate on, String evidence)
            implements ContractRequest {
        public End {
            evidence = Words.evidence("evidence", evidence);
        }
    }
}
