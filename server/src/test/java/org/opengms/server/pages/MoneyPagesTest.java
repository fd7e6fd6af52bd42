package org.opengms.server.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.value.Agreement;
import org.opengms.value.AgreementEntry;
import org.opengms.value.AgreementStep;

/// Pages about contracts and money.
class MoneyPagesTest {
    private static final Html HTML = new Html();

    private static Document page(String name) {
        return Jsoup.parse(HTML.render(Objects.requireNonNull(Samples.pages().get(name))));
    }

    /// What a contract's page lets one do, by the last part of the form's address.
    private static List<String> deeds(String name) {
        return page(name).select("main form").eachAttr("action").stream()
                .map(action -> action.substring(action.lastIndexOf('/') + 1))
                .toList();
    }

    @Test
    void aContractThatEndedEarlyIsStillChargedForAndPaid() {
        assertEquals(
                List.of("invoice", "milestone", "royalty", "settle", "payment", "credit"),
                deeds("contract-ended").stream()
                        .filter(deed -> !List.of("refund", "allocate").contains(deed))
                        .toList());
        assertTrue(deeds("contract").containsAll(List.of("payment", "version", "end")));
        assertEquals(List.of("sign", "version", "end"), deeds("contract-draft"));
    }

    @Test
    void aContractSaysWhoCannotNoteItsSignaturesAndThatItLacksAVatNumber() {
        String text = page("contract-draft").select("main").text();
        assertTrue(text.contains("finance.zl001 wrote this version"), text);
        assertTrue(
                page("contract-draft")
                        .select(".nhsuk-inset-text")
                        .text()
                        .contains("no VAT registration number of the provider"));
        assertEquals(0, page("contract-vat").select(".nhsuk-inset-text").size());
    }

    @ParameterizedTest
    @CsvSource({
        "Draft, a version",
        "Pay, a payment",
        "payment, a payment",
        "Declare, a royalty declaration",
        "Message, a message of a program"
    })
    void whatWasRefusedIsSaidInWords(String kept, String words) {
        assertEquals(words, MoneyWords.asked(kept));
    }

    @Test
    void theListOfRefusalsUsesThem() {
        String text = page("finance").select("main li").text();
        assertTrue(text.contains("C-12, a payment, finance.zl001"), text);
    }

    @Test
    void whatIsProposedStandsApartFromWhatWasBought() {
        Document funds = page("funds");
        assertTrue(
                funds.select("main ul li").text().contains("S-3: Parking & <taxis>, £40.00"),
                () -> funds.select("main ul").text());
        assertEquals(
                List.of("S-3"),
                funds.select("#spend-number option").eachAttr("value").stream()
                        .filter(value -> !value.isEmpty())
                        .toList());
        assertFalse(funds.select("table[aria-labelledby=bought]").text().contains("taxis"));
    }

    @Test
    void anInvoiceThatChargesVatNamesTheProvidersRegistration() {
        Agreement with = MoneySamples.agreement("GB980780684");
        InvoicePaper paper = new InvoicePaper(with, with.invoices().getFirst(), Optional.empty());
        assertTrue(
                HTML.render("paperinvoice.jte", paper)
                        .contains("VAT registration number GB980780684"));
        Agreement without = MoneySamples.agreement();
        assertFalse(
                HTML.render(
                                "paperinvoice.jte",
                                new InvoicePaper(
                                        without, without.invoices().getFirst(), Optional.empty()))
                        .contains("VAT registration"));
    }

    @Test
    void noInvoiceIsPrintedFromAnotherVersionThanItsOwn() {
        Agreement agreement = MoneySamples.agreement();
        AgreementStep.Invoiced first = agreement.invoices().getFirst();
        List<AgreementEntry> history = new ArrayList<>(agreement.history());
        AgreementStep.Invoiced other =
                new AgreementStep.Invoiced(
                        "C-12-009",
                        first.cause(),
                        first.on(),
                        new org.opengms.ledger.charging.Invoice(
                                "C-12/2",
                                first.invoice().period(),
                                first.invoice().lines(),
                                first.invoice().vatRate(),
                                first.invoice().vat()),
                        Optional.empty());
        history.add(new AgreementEntry(history.getLast().at(), "finance.zl001", other));
        InvoicePaper paper =
                new InvoicePaper(Agreement.of(agreement.id(), history), other, Optional.empty());
        String why =
                String.valueOf(
                        assertThrows(IllegalStateException.class, paper::contract).getMessage());
        assertTrue(why.startsWith("OGMS-7831"), why);
    }
}
