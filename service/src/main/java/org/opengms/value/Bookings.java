package org.opengms.value;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.opengms.ledger.attribution.Attribution;
import org.opengms.ledger.attribution.EarmarkRule;
import org.opengms.ledger.books.Account;
import org.opengms.ledger.books.Basis;
import org.opengms.ledger.books.Command;
import org.opengms.ledger.books.Leg;
import org.opengms.ledger.books.Posting;
import org.opengms.ledger.charging.Invoice;
import org.opengms.ledger.contract.Contract;
import org.opengms.ledger.contract.Instrument;
import org.opengms.ledger.money.Money;

/// What a step of a contract moves in the books. Each line of an invoice is a posting of its own,
/// so that each names its clause.
final class Bookings {
    static final Account BANK = new Account("Assets:Bank");
    static final Account VAT = new Account("Liabilities:VAT");
    static final Account ATTRIBUTED_INCOME = new Account("Equity:Attributed-Income");

    private static final String ATTRIBUTION = "/attribution";
    private static final String CREDIT = "/credit";
    private static final String PAYMENT = "payment";

    private Bookings() {}

    static Account receivable(ContractId contract) {
        return new Account("Assets:Receivable:" + contract.value());
    }

    /// What is kept for a partner who paid too much.
    static Account credit(ContractId contract) {
        return new Account("Liabilities:Credit:" + contract.value());
    }

    static Account attributed(String trust) {
        return new Account("Equity:Attributed:" + trust);
    }

    static Account income(ContractId contract, Instrument instrument) {
        String kind =
                switch (instrument) {
                    case Instrument.CostRecovery _ -> "Cost-Recovery";
                    case Instrument.Subscription _ -> "Subscriptions";
                    case Instrument.Metered _ -> "Metered-Use";
                    case Instrument.Milestone _ -> "Milestones";
                    case Instrument.Royalty _ -> "Royalties";
                    case Instrument.Discount _, Instrument.InKind _, Instrument.Equity _ ->
                            throw new IllegalStateException(
                                    "OGMS-7855 Clause %s pays no money and cannot be booked."
                                            .formatted(instrument.clause()));
                };
        return new Account("Income:" + kind + ":" + contract.value());
    }

    static String payment(String reference) {
        return "PAY/" + reference;
    }

    static String refund(String reference) {
        return "REF/" + reference;
    }

    /// @param before the contract without the step
    /// @param after the contract with it
    /// @param rules earmark rules by version
    static List<Command> of(
            Agreement before,
            AgreementStep step,
            Agreement after,
            Function<String, EarmarkRule> rules) {
        ContractId id = after.id();
        List<Command> commands = new ArrayList<>();
        switch (step) {
            case AgreementStep.Invoiced invoiced -> {
                for (Posting posting : postings(id, after, invoiced)) {
                    commands.add(new Command.Post(posting));
                }
                shift(before, after, invoiced.number(), invoiced.on(), commands);
            }
            case AgreementStep.Paid paid -> {
                Money kept = after.credit().minus(before.credit());
                List<Leg> legs = new ArrayList<>();
                legs.add(new Leg(BANK, paid.amount()));
                leg(receivable(id), paid.amount().minus(kept).negated(), legs);
                leg(credit(id), kept.negated(), legs);
                commands.add(
                        new Command.Post(
                                new Posting(
                                        payment(paid.reference()),
                                        paid.on(),
                                        "Payment under contract " + id.value(),
                                        basis(after, PAYMENT, paid.evidence()),
                                        legs)));
            }
            case AgreementStep.Refunded refunded ->
                    commands.add(
                            new Command.Post(
                                    Posting.of(
                                            refund(refunded.reference()),
                                            refunded.on(),
                                            "Paid back under contract " + id.value(),
                                            basis(after, PAYMENT, refunded.evidence()),
                                            credit(id),
                                            BANK,
                                            refunded.amount())));
            case AgreementStep.Credited credited -> {
                AgreementStep.Invoiced invoiced = before.invoice(credited.invoice()).orElseThrow();
                for (Posting posting : postings(id, before, invoiced)) {
                    commands.add(
                            new Command.Reverse(
                                    posting.reference(),
                                    credited.number()
                                            + posting.reference()
                                                    .substring(invoiced.number().length()),
                                    credited.on(),
                                    new Basis(
                                            posting.basis().agreement(),
                                            posting.basis().clause(),
                                            credited.why())));
                }
                shift(before, after, credited.number(), credited.on(), commands);
            }
            case AgreementStep.Allocated allocated ->
                    commands.add(
                            new Command.Post(
                                    rules.apply(allocated.rule())
                                            .allocation(
                                                    allocated.reference(),
                                                    allocated.on(),
                                                    allocated.amount(),
                                                    allocated.cause())));
            case AgreementStep.Drafted _,
                    AgreementStep.Signed _,
                    AgreementStep.Declared _,
                    AgreementStep.Settled _,
                    AgreementStep.Ended _ -> {}
        }
        return commands;
    }

    /// Everything that an invoice books but for what was paid before.
    private static List<Posting> postings(
            ContractId id, Agreement agreement, AgreementStep.Invoiced invoiced) {
        Invoice invoice = invoiced.invoice();
        Contract contract = agreement.version(invoice.contract());
        List<Posting> postings = new ArrayList<>();
        int number = 1;
        for (Invoice.Line line : invoice.lines()) {
            postings.add(
                    Posting.of(
                            invoiced.number() + "/" + number,
                            invoiced.on(),
                            "Invoice %s, line %d".formatted(invoiced.number(), number),
                            new Basis(invoice.contract(), line.clause(), invoiced.number()),
                            receivable(id),
                            income(id, contract.clause(line.clause()).orElseThrow()),
                            line.net()));
            number++;
        }
        if (invoice.vat().sign() > 0) {
            postings.add(
                    Posting.of(
                            invoiced.number() + "/vat",
                            invoiced.on(),
                            "Invoice %s, VAT at %s".formatted(invoiced.number(), invoice.vatRate()),
                            new Basis(invoice.contract(), "vat", invoiced.number()),
                            receivable(id),
                            VAT,
                            invoice.vat()));
        }
        invoiced.attribution().ifPresent(a -> postings.add(attribution(invoiced, a)));
        return postings;
    }

    private static Posting attribution(AgreementStep.Invoiced invoiced, Attribution attribution) {
        List<Leg> legs = new ArrayList<>();
        legs.add(new Leg(ATTRIBUTED_INCOME, attribution.income()));
        attribution
                .shares()
                .forEach((trust, share) -> leg(attributed(trust), share.negated(), legs));
        leg(attributed("Pool"), attribution.pooled().negated(), legs);
        return new Posting(
                invoiced.number() + ATTRIBUTION,
                invoiced.on(),
                "Whose data earned invoice " + invoiced.number(),
                new Basis(Attribution.RULE, "shares", invoiced.number()),
                legs);
    }

    /// What is kept for the partner settles what is owed, and what is owed no more is kept.
    private static void shift(
            Agreement before, Agreement after, String cause, LocalDate on, List<Command> commands) {
        Money more = after.credit().minus(before.credit());
        if (more.sign() == 0) {
            return;
        }
        Account from = more.sign() > 0 ? receivable(after.id()) : credit(after.id());
        Account to = more.sign() > 0 ? credit(after.id()) : receivable(after.id());
        commands.add(
                new Command.Post(
                        Posting.of(
                                cause + CREDIT,
                                on,
                                more.sign() > 0
                                        ? "Paid and owed no more: kept for the partner"
                                        : "Paid before: settles what is owed",
                                basis(after, PAYMENT, cause),
                                from,
                                to,
                                more.sign() > 0 ? more : more.negated())));
    }

    private static Basis basis(Agreement agreement, String clause, String evidence) {
        return new Basis(agreement.shown().reference(), clause, evidence);
    }

    private static void leg(Account account, Money amount, List<Leg> legs) {
        if (amount.sign() != 0) {
            legs.add(new Leg(account, amount));
        }
    }
}
