package org.opengms.value;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.opengms.ledger.attribution.EarmarkRule;
import org.opengms.ledger.attribution.EarmarkRule.Purpose;
import org.opengms.ledger.books.TrialBalance;
import org.opengms.ledger.contract.Contract;
import org.opengms.ledger.contract.Instrument;
import org.opengms.ledger.money.Money;

/// What health data earned and what became of it, for everybody: income by project, what it is
/// bound to, what was bought, what came of that, and whether it all agrees with the books. It is
/// about organisations and money; no person stands in it.
///
/// @param on the day
/// @param income of each contract that was ever in force
/// @param totals of each currency
/// @param funds of each purpose and currency
/// @param spends the oldest first; what was taken back is left out
/// @param trusts what each trust's data earned, by currency
/// @param rules of earmarks, in the order of publication
/// @param checks each sum as the contracts and funds have it, beside the same in the books
public record MoneyFigures(
        LocalDate on,
        List<Income> income,
        List<Totals> totals,
        List<Fund> funds,
        List<Spend> spends,
        List<Trust> trusts,
        List<EarmarkRule> rules,
        List<Check> checks) {
    public MoneyFigures {
        income = List.copyOf(income);
        totals = List.copyOf(totals);
        funds = List.copyOf(funds);
        spends = List.copyOf(spends);
        trusts = List.copyOf(trusts);
        rules = List.copyOf(rules);
        checks = List.copyOf(checks);
    }

    /// What a project brings by its contract.
    ///
    /// @param project its number
    /// @param title as published
    /// @param page of the public register; empty if it has none
    /// @param status in words
    /// @param contractedPerYear certain in money a year
    /// @param invoiced what stands invoiced, without VAT
    /// @param received of that, without VAT
    /// @param bound of that, to a purpose
    /// @param notCash what is given otherwise, as valued in the contract; never added to money
    public record Income(
            String contract,
            String project,
            String title,
            String page,
            String partner,
            Contract.Purpose purpose,
            String status,
            Money assessedCostPerYear,
            Money assessedValuePerYear,
            Money contractedPerYear,
            Money invoiced,
            Money received,
            Money bound,
            List<NotCash> notCash) {
        public Income {
            notCash = List.copyOf(notCash);
        }
    }

    /// Something that is given instead of money, or shares.
    ///
    /// @param words what it is, with the day and the method of its valuation
    public record NotCash(String clause, String words, Money valuation) {}

    /// All contracts of a currency together. Values a year are of contracts in force today.
    public record Totals(
            Currency currency,
            Money assessedValuePerYear,
            Money contractedPerYear,
            Money invoiced,
            Money received,
            Money bound,
            Money reinvested) {
        /// What has come in and is not bound yet; less than nil where money went back afterwards.
        public Money unbound() {
            return received.minus(bound);
        }
    }

    /// A fund.
    public record Fund(Purpose purpose, Money bound, Money spent, Money held) {}

    /// What was bought.
    public record Spend(
            String number,
            Purpose purpose,
            Money amount,
            LocalDate on,
            FundedOption option,
            List<FundStep.OutcomeSeen> outcomes) {
        public Spend {
            outcomes = List.copyOf(outcomes);
        }
    }

    /// What a trust's data earned.
    ///
    /// @param trust its ODS code; `Pool` for those of which too few people's data was used
    public record Trust(String trust, Money earned) {}

    /// A sum that stands in two places.
    ///
    /// @param what it is
    /// @param register in minor units, as contracts and funds have it
    /// @param books in minor units, as the trial balance has it
    public record Check(String what, Currency currency, BigInteger register, BigInteger books) {
        /// Whether they agree to the minor unit.
        public boolean agrees() {
            return register.equals(books);
        }
    }

    /// Whether everything agrees.
    public boolean agrees() {
        return checks.stream().allMatch(Check::agrees);
    }

    /// The figures.
    ///
    /// @param subject what a contract is about
    /// @param balance of the books on that day
    public static MoneyFigures of(
            LocalDate on,
            List<Agreement> agreements,
            Function<Agreement, Optional<ContractSubjects.Subject>> subject,
            Funds funds,
            TrialBalance balance) {
        List<Agreement> signed = agreements.stream().filter(a -> a.inForce().isPresent()).toList();
        SortedSet<String> codes = new TreeSet<>();
        signed.forEach(a -> codes.add(a.shown().currency().getCurrencyCode()));
        funds.spends().forEach(s -> codes.add(s.amount().currency().getCurrencyCode()));
        balance.lines().forEach(line -> codes.add(line.currency().getCurrencyCode()));
        List<Totals> totals = new ArrayList<>();
        List<Fund> each = new ArrayList<>();
        List<Trust> trusts = new ArrayList<>();
        List<Check> checks = new ArrayList<>();
        for (String code : codes) {
            Currency currency = Currency.getInstance(code);
            Sums sums = new Sums(on, currency, signed, funds);
            totals.add(sums.totals());
            each.addAll(sums.funds());
            trusts.addAll(sums.trusts());
            checks.addAll(sums.checks(balance));
        }
        return new MoneyFigures(
                on,
                signed.stream().map(a -> income(a, subject.apply(a), on)).toList(),
                totals,
                each,
                funds.standing().stream().map(s -> spend(s, funds)).toList(),
                trusts,
                funds.rules(),
                checks);
    }

    private static Income income(
            Agreement agreement, Optional<ContractSubjects.Subject> subject, LocalDate on) {
        Contract contract = agreement.inForce().orElseThrow();
        return new Income(
                agreement.id().value(),
                contract.project().value(),
                subject.map(ContractSubjects.Subject::title).orElseGet(contract::title),
                subject.map(ContractSubjects.Subject::page).orElse(""),
                contract.partner().name(),
                contract.purpose(),
                status(agreement, on),
                contract.assessedCostPerYear(),
                contract.assessedValuePerYear(),
                contract.certainPerYear(),
                agreement.invoicedNet(),
                agreement.receivedNet(),
                agreement.allocated(),
                notCash(contract));
    }

    private static String status(Agreement agreement, LocalDate on) {
        if (agreement.ended().isPresent()) {
            return agreement.ended().get().ending().words();
        }
        return agreement.isInForce(on)
                ? "in force"
                : on.isBefore(agreement.shown().start()) ? "begins later" : "over";
    }

    private static List<NotCash> notCash(Contract contract) {
        List<NotCash> found = new ArrayList<>();
        for (Instrument instrument : contract.instruments()) {
            switch (instrument) {
                case Instrument.InKind k ->
                        found.add(
                                new NotCash(
                                        k.clause(),
                                        "%s, valued on %s by %s"
                                                .formatted(k.what(), k.valuedOn(), k.method()),
                                        k.valuation()));
                case Instrument.Equity e ->
                        found.add(
                                new NotCash(
                                        e.clause(),
                                        "%s, valued on %s by %s; worth nothing certain until sold"
                                                .formatted(e.what(), e.valuedOn(), e.method()),
                                        e.valuation()));
                case Instrument.CostRecovery _,
                        Instrument.Subscription _,
                        Instrument.Metered _,
                        Instrument.Milestone _,
                        Instrument.Royalty _,
                        Instrument.Discount _ -> {}
            }
        }
        return found;
    }

    private static Spend spend(FundStep.Spent spent, Funds funds) {
        return new Spend(
                spent.number(),
                spent.option().fund(),
                spent.amount(),
                spent.on(),
                spent.option(),
                funds.outcomes(spent.number()));
    }

    /// The sums of one currency, from contracts and funds alone.
    private static final class Sums {
        private final LocalDate on;
        private final Currency currency;
        private final Money nil;
        private final List<Agreement> agreements;
        private final Map<Purpose, Money> bound = new EnumMap<>(Purpose.class);
        private final Map<Purpose, Money> spent = new EnumMap<>(Purpose.class);
        private final SortedMap<String, Money> earned = new TreeMap<>();

        Sums(LocalDate on, Currency currency, List<Agreement> signed, Funds funds) {
            this.on = on;
            this.currency = currency;
            this.nil = new Money(currency, 0);
            this.agreements =
                    signed.stream().filter(a -> a.shown().currency().equals(currency)).toList();
            for (Agreement agreement : agreements) {
                for (AgreementStep.Allocated allocated : agreement.allocations()) {
                    funds.rule(allocated.rule())
                            .orElseThrow()
                            .divide(allocated.amount())
                            .forEach((purpose, money) -> bound.merge(purpose, money, Money::plus));
                }
                for (AgreementStep.Invoiced invoiced : agreement.standing()) {
                    invoiced.attribution()
                            .ifPresent(attribution -> {
                                attribution
                                        .shares()
                                        .forEach((trust, money) ->
                                                earned.merge(trust, money, Money::plus));
                                earned.merge("Pool", attribution.pooled(), Money::plus);
                            });
                }
            }
            for (FundStep.Spent spend : funds.standing()) {
                if (spend.amount().currency().equals(currency)) {
                    spent.merge(spend.option().fund(), spend.amount(), Money::plus);
                }
            }
        }

        private Money sum(Predicate<Agreement> which, Function<Agreement, Money> what) {
            return agreements.stream().filter(which).map(what).reduce(nil, Money::plus);
        }

        private Money sum(Function<Agreement, Money> what) {
            return sum(_ -> true, what);
        }

        private Money reinvested() {
            return spent.values().stream().reduce(nil, Money::plus);
        }

        Totals totals() {
            return new Totals(
                    currency,
                    sum(a -> a.isInForce(on), a -> a.shown().assessedValuePerYear()),
                    sum(a -> a.isInForce(on), a -> a.shown().certainPerYear()),
                    sum(Agreement::invoicedNet),
                    sum(Agreement::receivedNet),
                    sum(Agreement::allocated),
                    reinvested());
        }

        List<Fund> funds() {
            List<Fund> found = new ArrayList<>();
            for (Purpose purpose : Purpose.values()) {
                Money in = bound.getOrDefault(purpose, nil);
                Money out = spent.getOrDefault(purpose, nil);
                if (in.sign() != 0 || out.sign() != 0) {
                    found.add(new Fund(purpose, in, out, in.minus(out)));
                }
            }
            return found;
        }

        List<Trust> trusts() {
            return earned.entrySet().stream()
                    .filter(e -> e.getValue().sign() != 0)
                    .map(e -> new Trust(e.getKey(), e.getValue()))
                    .toList();
        }

        List<Check> checks(TrialBalance balance) {
            Money attributed = earned.values().stream().reduce(nil, Money::plus);
            List<Check> checks = new ArrayList<>();
            checks.add(check("Debits less credits of all accounts", nil, of(balance, _ -> true)));
            checks.add(
                    check(
                            "Income that stands invoiced",
                            sum(Agreement::invoicedNet),
                            of(balance, name -> name.startsWith("Income:")).negate()));
            checks.add(
                    check(
                            "VAT that stands invoiced",
                            sum(Agreement::vat),
                            of(balance, Bookings.VAT.name()::equals).negate()));
            checks.add(
                    check(
                            "Owed by partners",
                            sum(Agreement::outstanding),
                            of(balance, name -> name.startsWith("Assets:Receivable:"))));
            checks.add(
                    check(
                            "Kept for partners who paid too much",
                            sum(Agreement::credit),
                            of(balance, name -> name.startsWith("Liabilities:Credit:")).negate()));
            checks.add(
                    check(
                            "At the bank: paid by partners, less what was reinvested",
                            sum(Agreement::paid).minus(reinvested()),
                            of(balance, Bookings.BANK.name()::equals)));
            checks.add(
                    check(
                            "Bound by the rules of earmarks",
                            sum(Agreement::allocated),
                            of(balance, "Equity:Income-To-Reinvest"::equals)));
            for (Purpose purpose : Purpose.values()) {
                Money in = bound.getOrDefault(purpose, nil);
                Money out = spent.getOrDefault(purpose, nil);
                checks.add(
                        check(
                                "Held for " + words(purpose),
                                in.minus(out),
                                of(balance, purpose.held().name()::equals).negate()));
                checks.add(
                        check(
                                "Spent on " + words(purpose),
                                out,
                                of(balance, purpose.spent().name()::equals)));
            }
            checks.add(
                    check(
                            "Reinvested",
                            reinvested(),
                            of(balance, FundDesk.REINVESTED.name()::equals).negate()));
            checks.add(
                    check(
                            "Attributed to trusts",
                            attributed,
                            of(balance, name -> name.startsWith("Equity:Attributed:")).negate()));
            return checks;
        }

        private static String words(Purpose purpose) {
            return switch (purpose) {
                case DIGITISING -> "digitising sites";
                case SEQUENCING -> "sequencers";
                case TRAINING -> "training places";
                case PATIENT_FUND -> "what patients decide on";
            };
        }

        private Check check(String what, Money register, BigInteger books) {
            return new Check(what, currency, BigInteger.valueOf(register.minorUnits()), books);
        }

        private BigInteger of(TrialBalance balance, Predicate<String> account) {
            return balance.lines().stream()
                    .filter(line -> line.currency().equals(currency))
                    .filter(line -> account.test(line.account().name()))
                    .map(TrialBalance.Line::minorUnits)
                    .reduce(BigInteger.ZERO, BigInteger::add);
        }
    }
}
