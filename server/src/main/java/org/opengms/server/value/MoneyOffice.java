package org.opengms.server.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opengms.ledger.books.BeancountText;
import org.opengms.ledger.books.Posting;
import org.opengms.ledger.books.TrialBalance;
import org.opengms.ledger.money.Money;
import org.opengms.value.Agreement;
import org.opengms.value.BookStore;
import org.opengms.value.ContractDesk;
import org.opengms.value.FundDesk;
import org.opengms.value.MoneyFigures;
import org.springframework.transaction.support.TransactionOperations;

/// What the register says of money, and the books, for people and programs.
public final class MoneyOffice {
    private final ContractDesk contracts;
    private final FundDesk funds;
    private final BookStore books;
    private final TransactionOperations oneMoment;
    private final AtomicReference<@Nullable Added> added = new AtomicReference<>();

    /// @param oneMoment in which everything is read as it stood at one moment
    public MoneyOffice(
            ContractDesk contracts,
            FundDesk funds,
            BookStore books,
            TransactionOperations oneMoment) {
        this.contracts = contracts;
        this.funds = funds;
        this.books = books;
        this.oneMoment = oneMoment;
    }

    /// The figures of today, with how they agree with the books: all as it stood at one moment,
    /// whatever is booked while they are read.
    public MoneyFigures figures() {
        LocalDate today = contracts.today();
        return Objects.requireNonNull(
                oneMoment.execute(_ ->
                        MoneyFigures.of(
                                today,
                                contracts.all(),
                                contracts::subject,
                                funds.funds(),
                                balance(today))));
    }

    /// What every account holds. It is added up anew when something was booked since, or another
    /// day has begun.
    public TrialBalance balance() {
        LocalDate today = contracts.today();
        return Objects.requireNonNull(oneMoment.execute(_ -> balance(today)));
    }

    private TrialBalance balance(LocalDate today) {
        long events = books.events();
        Added last = added.get();
        if (last == null || last.events() != events || !last.through().equals(today)) {
            last = new Added(events, today, books.trialBalance(today));
            added.set(last);
        }
        return last.balance();
    }

    /// A trial balance with what was in it.
    private record Added(long events, LocalDate through, TrialBalance balance) {}

    /// The last closed day, if any is.
    public Optional<LocalDate> closedThrough() {
        return books.closedThrough();
    }

    /// What each project that has a contract has brought, without VAT, one sum for each currency;
    /// by its number.
    public Map<String, List<Money>> received() {
        Map<String, SortedMap<String, Money>> sums = new TreeMap<>();
        for (Agreement agreement : contracts.all()) {
            if (agreement.inForce().isPresent()) {
                Money received = agreement.receivedNet();
                sums.computeIfAbsent(agreement.shown().project().value(), _ -> new TreeMap<>())
                        .merge(received.currency().getCurrencyCode(), received, Money::plus);
            }
        }
        Map<String, List<Money>> found = new TreeMap<>();
        sums.forEach((project, by) -> found.put(project, List.copyOf(by.values())));
        return found;
    }

    /// The books as Beancount reads them.
    public String beancount() {
        List<Posting> postings = books.postings(contracts.today());
        StringBuilder text = new StringBuilder();
        BeancountText.write(postings, "What health data earns", contracts.today(), text);
        return text.toString();
    }

    /// The figures as comma-separated values: one sum in each row.
    public static String csv(MoneyFigures figures) {
        StringBuilder csv = new StringBuilder("section,name,what,currency,amount\n");
        for (MoneyFigures.Income income : figures.income()) {
            row(csv, "project", income.title(), "invoiced", income.invoiced());
            row(csv, "project", income.title(), "received", income.received());
            row(csv, "project", income.title(), "bound", income.bound());
            row(csv, "project", income.title(), "contracted a year", income.contractedPerYear());
            row(
                    csv,
                    "project",
                    income.title(),
                    "assessed value a year",
                    income.assessedValuePerYear());
            for (MoneyFigures.NotCash given : income.notCash()) {
                row(csv, "not cash", income.title(), given.words(), given.valuation());
            }
        }
        for (MoneyFigures.Totals totals : figures.totals()) {
            row(csv, "total", "", "contracted a year", totals.contractedPerYear());
            row(csv, "total", "", "assessed value a year", totals.assessedValuePerYear());
            row(csv, "total", "", "invoiced", totals.invoiced());
            row(csv, "total", "", "received", totals.received());
            row(csv, "total", "", "bound", totals.bound());
            row(csv, "total", "", "reinvested", totals.reinvested());
        }
        for (MoneyFigures.Fund fund : figures.funds()) {
            row(csv, "fund", fund.purpose().name(), "bound", fund.bound());
            row(csv, "fund", fund.purpose().name(), "spent", fund.spent());
            row(csv, "fund", fund.purpose().name(), "held", fund.held());
        }
        for (MoneyFigures.Spend spend : figures.spends()) {
            row(csv, "spend", spend.number(), spend.purpose().name(), spend.amount());
        }
        for (MoneyFigures.Trust trust : figures.trusts()) {
            row(csv, "trust", trust.trust(), "earned", trust.earned());
        }
        for (MoneyFigures.Check check : figures.checks()) {
            row(csv, "check", check.what(), "register", check.currency(), check.register());
            row(csv, "check", check.what(), "books", check.currency(), check.books());
        }
        return csv.toString();
    }

    private static void row(
            StringBuilder csv, String section, String name, String what, Money money) {
        row(csv, section, name, what, money.currency(), BigInteger.valueOf(money.minorUnits()));
    }

    private static void row(
            StringBuilder csv,
            String section,
            String name,
            String what,
            Currency currency,
            BigInteger units) {
        csv.append(
                        Stream.of(
                                        section,
                                        name,
                                        what,
                                        currency.getCurrencyCode(),
                                        new BigDecimal(units, currency.getDefaultFractionDigits())
                                                .toPlainString())
                                .map(MoneyOffice::field)
                                .collect(Collectors.joining(",")))
                .append('\n');
    }

    /// A field by RFC 4180. One that a spreadsheet would take for a formula gets an apostrophe.
    private static String field(String text) {
        String safe = text.matches("(?s)[=+@\\t\\r].*|-[^0-9].*") ? "'" + text : text;
        return safe.matches("(?s).*[,\"\\r\\n].*")
                ? "\"" + safe.replace("\"", "\"\"") + "\""
                : safe;
    }
}
