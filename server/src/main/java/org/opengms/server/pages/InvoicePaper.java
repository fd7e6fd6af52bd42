package org.opengms.server.pages;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.opengms.ledger.contract.Contract;
import org.opengms.ledger.contract.VatNumber;
import org.opengms.value.Agreement;
import org.opengms.value.AgreementStep;

/// An invoice, or the credit note that took it back, as paper.
///
/// @param agreement the contract
/// @param invoiced the invoice
/// @param credited the credit note, if this is one
public record InvoicePaper(
        Agreement agreement,
        AgreementStep.Invoiced invoiced,
        Optional<AgreementStep.Credited> credited) {
    /// What it is called.
    public String title() {
        return credited.map(c -> "Credit note " + c.number())
                .orElseGet(() -> "Invoice " + invoiced.number());
    }

    /// The day that stands on it.
    public LocalDate on() {
        return credited.map(AgreementStep.Credited::on).orElseGet(invoiced::on);
    }

    /// The version of the contract that it was made out by.
    public Contract contract() {
        return agreement.version(invoiced.invoice().contract());
    }

    /// The provider's registration for VAT, where VAT is charged and it has one.
    public Optional<String> vatNumber() {
        return invoiced.invoice().vat().sign() > 0
                ? contract().provider().vatNumber().map(VatNumber::value)
                : Optional.empty();
    }

    /// What the reader should know about the taxation, beside the rate.
    public List<String> notes() {
        return switch (contract().vat()) {
            case STANDARD -> List.of();
            case ZERO -> List.of("The supply is taxed at 0 %.");
            case EXEMPT -> List.of("The supply is exempt from VAT.");
            case OUTSIDE_SCOPE -> List.of("The supply is outside the scope of VAT.");
        };
    }
}
