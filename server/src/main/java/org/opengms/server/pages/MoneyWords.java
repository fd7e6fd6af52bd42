package org.opengms.server.pages;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.opengms.ledger.attribution.EarmarkRule;
import org.opengms.ledger.contract.Contract;
import org.opengms.ledger.money.Money;
import org.opengms.value.AgreementStep;
import org.opengms.value.FundStep;
import org.opengms.value.FundedOption;

/// How the pages say sums of money and what they are for.
public final class MoneyWords {
    private MoneyWords() {}

    /// Such as `£1,234.50`; of other currencies `1,234.50 EUR`.
    public static String money(Money money) {
        return money(money.currency(), BigInteger.valueOf(money.minorUnits()));
    }

    /// The same of a sum that may be larger than any posting.
    public static String money(Currency currency, BigInteger minorUnits) {
        int digits = currency.getDefaultFractionDigits();
        String number =
                String.format(
                        Locale.UK, "%,." + digits + "f", new BigDecimal(minorUnits.abs(), digits));
        String sign = minorUnits.signum() < 0 ? "−" : "";
        return currency.getCurrencyCode().equals("GBP")
                ? sign + "£" + number
                : sign + number + " " + currency.getCurrencyCode();
    }

    /// Several sums, one for each currency.
    public static String all(List<Money> sums) {
        return sums.stream().map(MoneyWords::money).collect(Collectors.joining(" and "));
    }

    /// What projects have brought, in words, by their number.
    static Map<String, String> earned(Map<String, List<Money>> received) {
        return received.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> all(e.getValue())));
    }

    /// A sum as somebody typed it, in the major unit: `1,234.50` or `£1,234.50`.
    static Optional<Money> typed(String text, Currency currency) {
        String plain = text.replaceAll("[£,\\s]", "");
        if (!plain.matches("-?[0-9]{1,15}(\\.[0-9]{1,3})?")) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Money(
                            currency,
                            new BigDecimal(plain)
                                    .movePointRight(currency.getDefaultFractionDigits())
                                    .longValueExact()));
        } catch (ArithmeticException | IllegalArgumentException tooFineOrTooMuch) {
            return Optional.empty();
        }
    }

    /// What was refused, without the number of the error.
    public static String refusal(String reason) {
        return Wording.sentence(FormProblem.withoutNumber(reason));
    }

    /// What somebody asked for, as it is kept with its refusal.
    public static String asked(String what) {
        return switch (what) {
            case "Draft", "version" -> "a version";
            case "Sign", "sign" -> "a signature";
            case "Charge", "invoice" -> "the invoice of a period";
            case "Reach", "milestone" -> "a milestone";
            case "Pay", "payment" -> "a payment";
            case "Refund", "refund" -> "a refund";
            case "Credit", "credit" -> "a credit note";
            case "Declare", "royalty" -> "a royalty declaration";
            case "Settle", "settle" -> "an alert that was looked into";
            case "Allocate", "allocate" -> "money to be bound";
            case "End", "end" -> "an early end";
            case "Message" -> "a message of a program";
            default -> what;
        };
    }

    /// What a fund is for.
    public static String words(EarmarkRule.Purpose purpose) {
        return switch (purpose) {
            case DIGITISING -> "Digitising sites";
            case SEQUENCING -> "Sequencers";
            case TRAINING -> "Training places";
            case PATIENT_FUND -> "Patients' fund";
        };
    }

    /// What was bought.
    public static String words(FundedOption option) {
        return switch (option) {
            case FundedOption.Digitising(var site) ->
                    "Digital orders and reports at site " + site.value();
            case FundedOption.Sequencers(var laboratory, int machines) ->
                    "%s for laboratory %s"
                            .formatted(Wording.count(machines, "sequencer"), laboratory.value());
            case FundedOption.TrainingPlaces(var laboratory, var role, int places) ->
                    "%s for %s at laboratory %s"
                            .formatted(
                                    Wording.count(places, "training place"),
                                    role.words(),
                                    laboratory.value());
            case FundedOption.ForPatients(String what) -> what;
        };
    }

    /// What a contract is for.
    public static String words(Contract.Purpose purpose) {
        return switch (purpose) {
            case ACADEMIC_PUBLIC_GOOD -> "Research for the public good, at cost or less";
            case PUBLIC_SERVICE -> "A public service";
            case COMMERCIAL -> "To make something that is sold";
        };
    }

    /// What an invoice is for.
    public static String words(AgreementStep.Cause cause) {
        return switch (cause) {
            case PERIOD -> "A period";
            case MILESTONE -> "A milestone";
            case ROYALTY -> "A royalty";
        };
    }

    /// What came of a spend, the newest first.
    public static String outcome(List<FundStep.OutcomeSeen> outcomes) {
        return outcomes.isEmpty()
                ? "Nothing is told yet"
                : outcomes.reversed().stream()
                        .map(o -> "%s (%s)".formatted(o.words(), Wording.day(o.on())))
                        .collect(Collectors.joining(" "));
    }
}
