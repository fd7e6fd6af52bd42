package org.opengms.ledger.attribution;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.opengms.datafile.DataFile;
import org.opengms.ledger.books.Account;
import org.opengms.ledger.books.Basis;
import org.opengms.ledger.books.Leg;
import org.opengms.ledger.books.Posting;
import org.opengms.ledger.money.LargestRemainder;
import org.opengms.ledger.money.Money;
import org.opengms.ledger.money.Rate;

/// What an income is bound to, by shares that were published beforehand and come to the whole.
///
/// @param version names the rule
/// @param publishedOn since when anybody could read it
/// @param validFrom first day of incomes that it divides; not before it was published
/// @param earmarks what for, in the order of publication
public record EarmarkRule(
        String version, LocalDate publishedOn, LocalDate validFrom, List<Earmark> earmarks) {
    private static final DataFile<EarmarkRule> FILE =
            new DataFile<>(
                    EarmarkRule.class, "a rule of earmarks", "OGMS-7795", UnaryOperator.identity());

    /// @throws IllegalArgumentException if the shares do not come to the whole, a purpose is named
    ///   twice, or it would hold before it was published
    public EarmarkRule {
        earmarks = List.copyOf(earmarks);
        if (!version.matches("[A-Za-z0-9][A-Za-z0-9-]{0,39}")) {
            throw new IllegalArgumentException(
                    "OGMS-7796 A rule of earmarks has no plain name of up to 40 letters, digits and hyphens.");
        }
        if (validFrom.isBefore(publishedOn)) {
            throw new IllegalArgumentException(
                    "OGMS-7796 Earmark rule %s would hold from %s and was published on %s. A rule is published before it holds."
                            .formatted(version, validFrom, publishedOn));
        }
        long sum = earmarks.stream().mapToLong(e -> e.share().partsPerMillion()).sum();
        if (sum != Rate.WHOLE) {
            throw new IllegalArgumentException(
                    "OGMS-7797 The shares of earmark rule %s come to %d millionths. They come to 1000000."
                            .formatted(version, sum));
        }
        if (earmarks.stream().map(Earmark::purpose).distinct().count() != earmarks.size()) {
            throw new IllegalArgumentException(
                    "OGMS-7797 Earmark rule %s names a purpose twice.".formatted(version));
        }
    }

    /// What money is bound to.
    ///
    /// @param purpose what for
    /// @param share of the income
    public record Earmark(Purpose purpose, Rate share) {}

    /// What income of health data is put back into.
    public enum Purpose {
        /// A site of the service changes from paper to records that systems read.
        DIGITISING("Digitising"),
        /// A sequencer, or places in a laboratory.
        SEQUENCING("Sequencing"),
        /// Places to train people in.
        TRAINING("Training"),
        /// What patients' representatives decide on.
        PATIENT_FUND("Patient-Fund");

        private final String account;

        Purpose(String account) {
            this.account = account;
        }

        /// Where money for it is held until it is spent.
        public Account held() {
            return new Account("Equity:Earmarked:" + account);
        }

        /// Where it goes when it is spent.
        public Account spent() {
            return new Account("Expenses:Reinvested:" + account);
        }
    }

    /// Reads a rule.
    ///
    /// @throws IllegalArgumentException if the file does not hold one
    public static EarmarkRule read(Path file) {
        return FILE.read(file);
    }

    /// Divides an income among the purposes, exactly.
    ///
    /// @param income more than nil
    public SortedMap<Purpose, Money> divide(Money income) {
        SortedMap<String, Long> weights = new TreeMap<>();
        earmarks.forEach(e -> weights.put(e.purpose().name(), e.share().partsPerMillion()));
        SortedMap<Purpose, Money> divided = new TreeMap<>();
        LargestRemainder.divide(income, weights)
                .forEach((name, money) -> divided.put(Purpose.valueOf(name), money));
        return divided;
    }

    /// The posting that binds an income.
    ///
    /// @param reference of the posting
    /// @param on the day
    /// @param income more than nil
    /// @param evidence the posting that brought it
    /// @throws IllegalArgumentException if the rule does not hold on the day, or the income is nil
    public Posting allocation(String reference, LocalDate on, Money income, String evidence) {
        if (on.isBefore(validFrom)) {
            throw new IllegalArgumentException(
                    "OGMS-7798 Earmark rule %s holds from %s and cannot divide an income of %s."
                            .formatted(version, validFrom, on));
        }
        List<Leg> legs = new ArrayList<>();
        legs.add(new Leg(new Account("Equity:Income-To-Reinvest"), income));
        divide(income)
                .forEach((purpose, money) -> {
                    if (money.sign() != 0) {
                        legs.add(new Leg(purpose.held(), money.negated()));
                    }
                });
        return new Posting(
                reference,
                on,
                "Income bound by earmark rule " + version,
                new Basis("earmark-rule/" + version, "shares", evidence),
                legs);
    }
}
