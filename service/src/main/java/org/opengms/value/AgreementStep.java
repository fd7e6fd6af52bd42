package org.opengms.value;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.LocalDate;
import java.util.Optional;
import org.opengms.ledger.attribution.Attribution;
import org.opengms.ledger.charging.Invoice;
import org.opengms.ledger.charging.RoyaltyDeclaration;
import org.opengms.ledger.contract.Contract;
import org.opengms.ledger.contract.ContractHistory;
import org.opengms.ledger.money.Money;

/// Something that happened under a contract, as it is kept. What it does to the contract says
/// [Agreement]; what it moves in the books, [Bookings].
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AgreementStep.Drafted.class, name = "drafted"),
    @JsonSubTypes.Type(value = AgreementStep.Signed.class, name = "signed"),
    @JsonSubTypes.Type(value = AgreementStep.Invoiced.class, name = "invoiced"),
    @JsonSubTypes.Type(value = AgreementStep.Paid.class, name = "paid"),
    @JsonSubTypes.Type(value = AgreementStep.Refunded.class, name = "refunded"),
    @JsonSubTypes.Type(value = AgreementStep.Credited.class, name = "credited"),
    @JsonSubTypes.Type(value = AgreementStep.Declared.class, name = "declared"),
    @JsonSubTypes.Type(value = AgreementStep.Settled.class, name = "settled"),
    @JsonSubTypes.Type(value = AgreementStep.Allocated.class, name = "allocated"),
    @JsonSubTypes.Type(value = AgreementStep.Ended.class, name = "ended")
})
public sealed interface AgreementStep {
    /// A version was written: the first, or the next one.
    record Drafted(Contract contract) implements AgreementStep {}

    /// A party signed the last version.
    record Signed(ContractHistory.Signature signature) implements AgreementStep {}

    /// An invoice was made out.
    ///
    /// @param number such as `C-12-003`; never used again
    /// @param cause what it is for
    /// @param on the day of the invoice
    /// @param invoice its sums and how they came about
    /// @param attribution which trusts' data earned it; absent where no use is known
    record Invoiced(
            String number,
            Cause cause,
            LocalDate on,
            Invoice invoice,
            Optional<Attribution> attribution)
            implements AgreementStep {}

    /// What an invoice is for.
    enum Cause {
        /// The days and the use of a period.
        PERIOD,
        /// A milestone that was reached.
        MILESTONE,
        /// A royalty that was declared.
        ROYALTY
    }

    /// The partner paid. The oldest invoices are settled first; what is too much is kept for the
    /// partner.
    ///
    /// @param reference of the bank's line; used once in the whole service
    /// @param on the day of the bank
    record Paid(String reference, Money amount, LocalDate on, String evidence)
            implements AgreementStep {}

    /// What the partner had paid too much was paid back.
    record Refunded(String reference, Money amount, LocalDate on, String evidence)
            implements AgreementStep {}

    /// An invoice was taken back, whole.
    ///
    /// @param invoice its number
    /// @param number of the credit note
    record Credited(String invoice, String number, LocalDate on, String why)
            implements AgreementStep {}

    /// The partner declared what a royalty is a share of.
    ///
    /// @param due what is owed, by the contract and not by the partner's sum
    /// @param workings the figures it was made of
    /// @param recomputed what the partner had reckoned, if it is another sum
    /// @param alert why it should be looked into, if it should
    /// @param invoice the number of its invoice, if anything is due
    record Declared(
            RoyaltyDeclaration declaration,
            Money due,
            String workings,
            Optional<Money> recomputed,
            Optional<String> alert,
            Optional<String> invoice)
            implements AgreementStep {}

    /// An alert was looked into.
    ///
    /// @param declaration its reference
    /// @param words what was found
    record Settled(String declaration, String words) implements AgreementStep {}

    /// Money that came in was bound to what it is for.
    ///
    /// @param reference of the posting
    /// @param rule the version of the earmark rule
    /// @param cause the payment that brought it
    record Allocated(String reference, Money amount, LocalDate on, String rule, String cause)
            implements AgreementStep {}

    /// The contract came to its end before its last day.
    ///
    /// @param on the last day that counts
    record Ended(Ending ending, LocalDate on, String evidence) implements AgreementStep {}

    /// Why a contract ends early.
    enum Ending {
        /// Both parties agreed.
        AGREED("ended by agreement"),
        /// One party did not keep to it.
        BREACH("ended for a breach"),
        /// The partner is insolvent; access ends the same moment.
        INSOLVENCY("ended because the partner is insolvent");

        private final String words;

        Ending(String words) {
            this.words = words;
        }

        /// For people to read.
        public String words() {
            return words;
        }
    }
}
