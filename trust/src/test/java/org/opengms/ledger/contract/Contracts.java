package org.opengms.ledger.contract;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.opengms.ledger.contract.Contract.Purpose;
import org.opengms.ledger.contract.Contract.VatTreatment;
import org.opengms.ledger.money.Money;
import org.opengms.ledger.money.Rate;

/// Contracts for tests. All names are invented.
public final class Contracts {
    public static final LocalDate START = LocalDate.of(2026, 4, 1);

    private Contracts() {}

    public static Contract of(Purpose purpose, Instrument... instruments) {
        return with(purpose, List.of(), true, instruments);
    }

    public static Contract with(
            Purpose purpose,
            List<Exclusivity> exclusivity,
            boolean endsOnInsolvency,
            Instrument... instruments) {
        return made(START, purpose, exclusivity, endsOnInsolvency, instruments);
    }

    /// One for five years from a day.
    public static Contract from(LocalDate start) {
        return made(start, Purpose.COMMERCIAL, List.of(), true, cost(60_000_00));
    }

    private static Contract made(
            LocalDate start,
            Purpose purpose,
            List<Exclusivity> exclusivity,
            boolean endsOnInsolvency,
            Instrument... instruments) {
        return new Contract(
                "C-12",
                1,
                "",
                "Search for causes of an unknown ataxia",
                new Party("RX0", Party.Kind.NHS_BODY, "Fenwick NHS Trust"),
                new Party("09999999", Party.Kind.COMPANY, "Larkspur Genetics Ltd"),
                new ProjectReference("P-7"),
                purpose,
                Currency.getInstance("GBP"),
                VatTreatment.STANDARD,
                start,
                start.plusYears(5).minusDays(1),
                endsOnInsolvency,
                exclusivity,
                Money.pence(50_000_00),
                Money.pence(90_000_00),
                "assessment A-3 of 2 March 2026",
                List.of(instruments));
    }

    public static Instrument cost(long pence) {
        return new Instrument.CostRecovery("cost", Money.pence(pence), Optional.empty());
    }

    public static Instrument.Royalty royalty(Optional<Money> cap, Optional<Money> floor) {
        return new Instrument.Royalty(
                "royalty",
                "net sales of tests that use the findings",
                new Rate(25_000),
                cap,
                floor,
                START,
                LocalDate.of(2031, 3, 31),
                3,
                Money.pence(1_000_00),
                "record-read");
    }

    public static Instrument shares(long pence) {
        return new Instrument.Equity(
                "shares",
                Instrument.Equity.Type.SHARES,
                "1000 ordinary shares",
                Money.pence(pence),
                START,
                "price of the last round");
    }

    public static Instrument discount(Rate rate) {
        return new Instrument.Discount("discount", List.of("cost"), rate, "early partner");
    }
}
