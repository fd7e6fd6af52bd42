package org.opengms.ledger.contract;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.opengms.ledger.money.Money;

/// A contract as people read it, made of its data alone: the same data, the same words.
///
/// @param title of the document
/// @param sha256 of the data it was made of
/// @param sections in order
public record ContractDocument(String title, String sha256, List<Section> sections) {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);

    public ContractDocument {
        sections = List.copyOf(sections);
    }

    /// A numbered section.
    ///
    /// @param heading with its number
    /// @param paragraphs in order
    public record Section(String heading, List<Paragraph> paragraphs) {
        public Section {
            paragraphs = List.copyOf(paragraphs);
        }
    }

    /// A numbered paragraph.
    ///
    /// @param number such as `3.1`
    /// @param clause the name of the clause, by which postings refer to it; empty if it has none
    /// @param text one or more sentences
    public record Paragraph(String number, String clause, String text) {}

    /// The document of a contract.
    public static ContractDocument of(Contract contract) {
        List<Section> sections = new ArrayList<>();
        sections.add(
                section(
                        1,
                        "Who and what for",
                        List.of(
                                of(
                                        "",
                                        "%s (%s) provides data to %s (%s)."
                                                .formatted(
                                                        contract.provider().name(),
                                                        contract.provider().id(),
                                                        contract.partner().name(),
                                                        contract.partner().id())),
                                of(
                                        "",
                                        "The data is used in project %s alone, %s."
                                                .formatted(
                                                        contract.project().value(),
                                                        switch (contract.purpose()) {
                                                            case ACADEMIC_PUBLIC_GOOD ->
                                                                    "which is research for the public good";
                                                            case PUBLIC_SERVICE ->
                                                                    "which is a public service";
                                                            case COMMERCIAL ->
                                                                    "which is meant to lead to something that is sold";
                                                        })))));
        List<Paragraph> term = new ArrayList<>();
        term.add(
                of(
                        "",
                        "This agreement runs from %s to %s, both days included."
                                .formatted(
                                        DAY.format(contract.start()), DAY.format(contract.end()))));
        term.add(
                of(
                        "endsOnInsolvency",
                        "It ends at once, and access with it, if %s becomes insolvent. Data is no asset of the estate."
                                .formatted(contract.partner().name())));
        term.add(
                of(
                        "exclusivity",
                        "Nobody has the data of patients to themselves."
                                + contract.exclusivity().stream()
                                        .map(e ->
                                                " What %s makes with its own work it may keep to itself for %d months."
                                                        .formatted(
                                                                contract.partner().name(),
                                                                e.months()))
                                        .reduce("", String::concat)));
        sections.add(section(2, "How long, and what is shared", term));
        sections.add(
                section(
                        3,
                        "What is paid",
                        contract.instruments().stream()
                                .map(i -> of(i.clause(), words(i, contract)))
                                .toList()));
        sections.add(
                section(
                        4,
                        "Money and tax",
                        List.of(
                                of(
                                        "",
                                        "All sums are in %s and without VAT. Supplies are %s.%s"
                                                .formatted(
                                                        contract.currency().getCurrencyCode(),
                                                        switch (contract.vat()) {
                                                            case STANDARD ->
                                                                    "taxed at the standard rate of the day";
                                                            case ZERO -> "zero-rated";
                                                            case EXEMPT -> "exempt from VAT";
                                                            case OUTSIDE_SCOPE ->
                                                                    "outside the scope of VAT";
                                                        },
                                                        contract.provider()
                                                                .vatNumber()
                                                                .map(number ->
                                                                        " %s is registered for VAT as %s."
                                                                                .formatted(
                                                                                        contract.provider()
                                                                                                .name(),
                                                                                        number
                                                                                                .value()))
                                                                .orElse(""))),
                                of(
                                        "",
                                        "The provision is assessed to cost %s a year and to be worth %s a year to %s: %s."
                                                .formatted(
                                                        shown(contract.assessedCostPerYear()),
                                                        shown(contract.assessedValuePerYear()),
                                                        contract.partner().name(),
                                                        contract.assessment())))));
        return new ContractDocument(
                "%s (contract %s, version %d)"
                        .formatted(contract.title(), contract.id(), contract.version()),
                contract.sha256(),
                sections);
    }

    private static String words(Instrument instrument, Contract contract) {
        String partner = contract.partner().name();
        return switch (instrument) {
            case Instrument.CostRecovery c ->
                    "For the cost of provision %s pays %s a year.%s"
                            .formatted(partner, shown(c.perYear()), link(c.link()));
            case Instrument.Subscription s ->
                    "For access %s pays %s a year.%s"
                            .formatted(partner, shown(s.perYear()), link(s.link()));
            case Instrument.Metered m ->
                    "For each thousand of %s used %s pays %s.%s"
                            .formatted(m.unit(), partner, shown(m.perThousand()), link(m.link()));
            case Instrument.Milestone m ->
                    "%s pays %s once, when this has happened: %s."
                            .formatted(partner, shown(m.amount()), m.event());
            case Instrument.Royalty r ->
                    "%s pays a royalty of %s of %s, for sales from %s to %s%s%s. It declares them by quarter, and its books may be audited until %d years after."
                            .formatted(
                                    partner,
                                    r.rate(),
                                    r.base(),
                                    DAY.format(r.from()),
                                    DAY.format(r.to()),
                                    r.floor()
                                            .map(f -> ", at least %s a year".formatted(shown(f)))
                                            .orElse(""),
                                    r.cap()
                                            .map(c -> ", at most %s a year".formatted(shown(c)))
                                            .orElse(""),
                                    r.audit());
            case Instrument.Discount d ->
                    "%s is taken off the prices of %s: %s."
                            .formatted(d.rate(), String.join(", ", d.of()), d.reason());
            case Instrument.InKind k ->
                    "Not in money: %s gives %s, stated to be worth %s on %s (%s)."
                            .formatted(
                                    partner,
                                    k.what(),
                                    shown(k.valuation()),
                                    DAY.format(k.valuedOn()),
                                    k.method());
            case Instrument.Equity e ->
                    "Not in money: %s gives %s: %s, stated to be worth %s on %s (%s). It counts as money only when it is sold."
                            .formatted(
                                    partner,
                                    e.type() == Instrument.Equity.Type.SHARES
                                            ? "shares"
                                            : "a warrant",
                                    e.what(),
                                    shown(e.valuation()),
                                    DAY.format(e.valuedOn()),
                                    e.method());
        };
    }

    private static String link(Optional<IndexLink> link) {
        return link.map(l ->
                        " The price follows the index %s from its figure for %s; on any day the figure of %d months before holds."
                                .formatted(l.index(), l.base(), l.lagMonths()))
                .orElse("");
    }

    private static String shown(Money money) {
        return money.currency().getCurrencyCode().equals("GBP")
                ? "£" + grouped(money)
                : grouped(money) + " " + money.currency().getCurrencyCode();
    }

    private static String grouped(Money money) {
        return money.decimal().replaceAll("(?<=\\d)(?=(\\d{3})+(\\.|$))", ",");
    }

    private static Paragraph of(String clause, String text) {
        return new Paragraph("", clause, text);
    }

    private static Section section(int number, String heading, List<Paragraph> paragraphs) {
        List<Paragraph> numbered = new ArrayList<>();
        for (Paragraph paragraph : paragraphs) {
            numbered.add(
                    new Paragraph(
                            number + "." + (numbered.size() + 1),
                            paragraph.clause(),
                            paragraph.text()));
        }
        return new Section(number + ". " + heading, numbered);
    }
}
