package org.opengms.ledger.charging;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import org.opengms.datafile.DataFile;
import org.opengms.ledger.contract.Contract.VatTreatment;
import org.opengms.ledger.money.Money;
import org.opengms.ledger.money.Money.Rounding;
import org.opengms.ledger.money.Rate;

/// The standard rate of VAT by the day of supply.
///
/// @param source where it is published
/// @param standard the rates, the earliest first
public record VatRates(String source, List<Dated> standard) {
    private static final DataFile<VatRates> FILE =
            new DataFile<>(VatRates.class, "rates of VAT", "OGMS-7772", UnaryOperator.identity());

    /// @throws IllegalArgumentException if there are none, or they are not in order
    public VatRates {
        standard = List.copyOf(standard);
        for (int i = 1; i < standard.size(); i++) {
            if (!standard.get(i).from().isAfter(standard.get(i - 1).from())) {
                throw new IllegalArgumentException(
                        "OGMS-7773 The rates of VAT are not in the order of their days: %s follows %s."
                                .formatted(standard.get(i).from(), standard.get(i - 1).from()));
            }
        }
        if (standard.isEmpty()) {
            throw new IllegalArgumentException("OGMS-7773 There is no rate of VAT.");
        }
    }

    /// A rate from a day on.
    public record Dated(LocalDate from, Rate rate) {}

    /// Reads rates.
    ///
    /// @throws IllegalArgumentException if the file does not hold them
    public static VatRates read(Path file) {
        return FILE.read(file);
    }

    /// The rates of the United Kingdom that come with the program.
    public static VatRates unitedKingdom() {
        return FILE.shipped(VatRates.class, "vat-gb.json");
    }

    /// The rate of a supply.
    ///
    /// @param on the day of supply
    /// @throws IllegalArgumentException if no rate is known for the day
    public Rate rate(VatTreatment treatment, LocalDate on) {
        return switch (treatment) {
            case STANDARD -> {
                Rate found = null;
                for (Dated dated : standard) {
                    if (!dated.from().isAfter(on)) {
                        found = dated.rate();
                    }
                }
                if (found == null) {
                    throw new IllegalArgumentException(
                            "OGMS-7774 No rate of VAT is known for %s.".formatted(on));
                }
                yield found;
            }
            case ZERO, EXEMPT, OUTSIDE_SCOPE -> new Rate(0);
        };
    }

    /// VAT of a whole invoice. A part of a penny is left out (VAT Notice 700, §17.5.1).
    ///
    /// @param net the sum of its lines
    /// @param on the day of supply
    public Money vat(Money net, VatTreatment treatment, LocalDate on) {
        return net.times(rate(treatment, on), Rounding.DOWN);
    }
}
