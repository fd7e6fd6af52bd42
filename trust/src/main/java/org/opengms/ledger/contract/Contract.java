package org.opengms.ledger.contract;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.opengms.datafile.DataFile;
import org.opengms.ledger.money.Money;
import org.opengms.ledger.money.Money.Rounding;
import org.opengms.transparency.merkle.Hash;
import org.opengms.transparency.record.CanonicalJson;

/// One version of an agreement about the use of health data, whole. There is no such object with a
/// term that no contract may have: it is refused when it is made, however it is made.
///
/// @param id names the contract through all its versions
/// @param version from 1
/// @param replaces SHA-256 of the version before, in hexadecimal; empty for the first
/// @param title for readers
/// @param provider who provides the data
/// @param partner who uses it
/// @param project the approved project
/// @param purpose what for
/// @param currency of every sum
/// @param vat how its supplies are taxed
/// @param start first day
/// @param end last day
/// @param endsOnInsolvency whether it ends, and access with it, when the partner is insolvent
/// @param exclusivity what the partner alone may use
/// @param assessedCostPerYear what the provision costs a year
/// @param assessedValuePerYear what it is assessed to be worth to the partner a year
/// @param assessment where both assessments are written
/// @param instruments what is owed, in the order of the clauses
public record Contract(
        String id,
        int version,
        String replaces,
        String title,
        Party provider,
        Party partner,
        ProjectReference project,
        Purpose purpose,
        Currency currency,
        VatTreatment vat,
        LocalDate start,
        LocalDate end,
        boolean endsOnInsolvency,
        List<Exclusivity> exclusivity,
        Money assessedCostPerYear,
        Money assessedValuePerYear,
        String assessment,
        List<Instrument> instruments) {
    /// The most clauses of a contract.
    public static final int MOST_INSTRUMENTS = 50;

    private static final DataFile<Contract> FILE =
            new DataFile<>(Contract.class, "a contract", "OGMS-7751", UnaryOperator.identity());

    /// @throws ForbiddenTerms if a term may not exist, citing the clause and the principle
    /// @throws IllegalArgumentException if it is incomplete or contradicts itself
    public Contract {
        exclusivity = List.copyOf(exclusivity);
        instruments = List.copyOf(instruments);
        Texts.id("id", id);
        Texts.words("title", title);
        Texts.words("assessment", assessment);
        if (version < 1 || (version == 1) != replaces.isEmpty()) {
            throw new IllegalArgumentException(
                    "OGMS-7752 Contract %s has version %d %s. The first is 1 and replaces nothing; each later one names the hash of the one it replaces."
                            .formatted(
                                    id,
                                    version,
                                    replaces.isEmpty()
                                            ? "and replaces nothing"
                                            : "and replaces another"));
        }
        if (!replaces.isEmpty() && !replaces.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "OGMS-7752 Contract %s names what it replaces by something that is no SHA-256 in hexadecimal."
                            .formatted(id));
        }
        if (end.isBefore(start) || end.isAfter(start.plusYears(30))) {
            throw new IllegalArgumentException(
                    "OGMS-7753 Contract %s runs from %s to %s. It ends after it begins, and within 30 years."
                            .formatted(id, start, end));
        }
        if (instruments.isEmpty() || instruments.size() > MOST_INSTRUMENTS) {
            throw new IllegalArgumentException(
                    "OGMS-7754 Contract %s has %d clauses of payment. Give 1 to %d."
                            .formatted(id, instruments.size(), MOST_INSTRUMENTS));
        }
        if (assessedCostPerYear.sign() <= 0 || assessedValuePerYear.sign() <= 0) {
            throw new IllegalArgumentException(
                    "OGMS-7755 Contract %s states a cost of %s and a value of %s a year. Both are more than nil."
                            .formatted(id, assessedCostPerYear, assessedValuePerYear));
        }
        clauses(id, currency, assessedCostPerYear, assessedValuePerYear, instruments);
        List<ForbiddenTerms.Finding> findings =
                TermRules.findings(
                        purpose,
                        endsOnInsolvency,
                        exclusivity,
                        title,
                        assessedCostPerYear,
                        instruments);
        if (!findings.isEmpty()) {
            throw new ForbiddenTerms(findings);
        }
    }

    /// What the data is used for.
    public enum Purpose {
        /// Research whose results are for everybody.
        ACADEMIC_PUBLIC_GOOD,
        /// A public service.
        PUBLIC_SERVICE,
        /// To make something that is sold.
        COMMERCIAL
    }

    /// How a supply is taxed.
    public enum VatTreatment {
        /// At the standard rate of the day.
        STANDARD,
        /// At no per cent.
        ZERO,
        /// Exempt.
        EXEMPT,
        /// Outside the scope of VAT.
        OUTSIDE_SCOPE
    }

    /// Reads a contract.
    ///
    /// @throws IllegalArgumentException if the file does not hold one, or holds a term that may not
    ///   exist, naming the field and the reason
    public static Contract read(Path file) {
        return FILE.read(file);
    }

    /// Reads a contract from its JSON.
    ///
    /// @param name what to call it in messages
    /// @throws IllegalArgumentException as [#read]
    public static Contract parse(String json, String name) {
        return FILE.parse(json, name);
    }

    /// As JSON in one line.
    public String json() {
        return FILE.line(this);
    }

    /// SHA-256 of its canonical JSON (RFC 8785), in hexadecimal: what is signed.
    public String sha256() {
        return HexFormat.of().formatHex(Hash.sha256(CanonicalJson.of(json())).bytes());
    }

    /// A clause by its name.
    public Optional<Instrument> clause(String name) {
        return instruments.stream().filter(i -> i.clause().equals(name)).findFirst();
    }

    /// What remains of a price after the discounts on its clause, one after the other.
    ///
    /// @param clause whose price it is
    public Money discounted(String clause, Money price) {
        return TermRules.discounted(clause, price, instruments);
    }

    /// What is owed in money a year whatever happens: yearly prices as stated, less discounts.
    public Money certainPerYear() {
        return TermRules.certainPerYear(assessedCostPerYear, instruments);
    }

    /// How a contract is named with its version, such as `C-12/2`.
    public String reference() {
        return id + "/" + version;
    }

    private static void clauses(
            String id, Currency currency, Money cost, Money value, List<Instrument> instruments) {
        Set<String> names = new HashSet<>();
        List<Money> sums = new ArrayList<>(List.of(cost, value));
        for (Instrument instrument : instruments) {
            if (!names.add(instrument.clause())) {
                throw new IllegalArgumentException(
                        "OGMS-7756 Contract %s has two clauses named %s. Give each its own name."
                                .formatted(id, instrument.clause()));
            }
            switch (instrument) {
                case Instrument.CostRecovery c -> sums.add(c.perYear());
                case Instrument.Subscription s -> sums.add(s.perYear());
                case Instrument.Metered m -> {
                    sums.add(m.perThousand());
                    sums.add(m.costPerThousand());
                }
                case Instrument.Milestone m -> sums.add(m.amount());
                case Instrument.Royalty r -> {
                    r.cap().ifPresent(sums::add);
                    r.floor().ifPresent(sums::add);
                    sums.add(r.basePerThousandUnits());
                }
                case Instrument.InKind k -> sums.add(k.valuation());
                case Instrument.Equity e -> sums.add(e.valuation());
                case Instrument.Discount d -> {
                    for (String of : d.of()) {
                        boolean priced =
                                instruments.stream()
                                        .anyMatch(i -> i.clause().equals(of) && i.cash());
                        if (!priced) {
                            throw new IllegalArgumentException(
                                    "OGMS-7757 Clause %s lowers the price of clause %s, which asks for no money."
                                            .formatted(d.clause(), of));
                        }
                    }
                }
            }
        }
        for (Money sum : sums) {
            if (!sum.currency().equals(currency)) {
                throw new IllegalArgumentException(
                        "OGMS-7758 Contract %s is in %s and states a sum in %s. State every sum in the currency of the contract."
                                .formatted(
                                        id,
                                        currency.getCurrencyCode(),
                                        sum.currency().getCurrencyCode()));
            }
        }
    }

    /// The rounding of every price of a contract.
    static Rounding rounding() {
        return Rounding.HALF_UP;
    }
}
