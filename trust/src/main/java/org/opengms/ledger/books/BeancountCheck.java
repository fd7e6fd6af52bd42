package org.opengms.ledger.books;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Adds Beancount text up again, knowing nothing of who wrote it: the part of the language that
/// books without prices and costs need (Beancount Language Syntax: `option`, `open`, `close`,
/// transactions with metadata, `balance`, comments). A transaction must come to nothing in every
/// currency, an account be open on the day of its use, and for the currency if it was opened for
/// some, and every `balance` hold to its tolerance. Anything else is refused rather than passed
/// over.
public final class BeancountCheck {
    private static final String DATE = "(\\d{4}-\\d{2}-\\d{2})";
    private static final String STRING = "\"(?:[^\"\\\\]|\\\\.)*\"";
    private static final String ACCOUNT =
            "((?:Assets|Liabilities|Equity|Income|Expenses)(?::[\\p{Lu}\\p{N}][\\p{L}\\p{N}-]*)+)";
    private static final String AMOUNT = "(-?\\d{1,30}(?:\\.\\d{1,10})?)";
    private static final String CURRENCY = "([A-Z][A-Z0-9'._-]{0,22}[A-Z0-9])";
    private static final Pattern OPTION = Pattern.compile("option " + STRING + " +" + STRING);
    private static final Pattern OPEN =
            Pattern.compile(
                    DATE
                            + " +open +"
                            + ACCOUNT
                            + "(?: +("
                            + CURRENCY
                            + "(?: *, *"
                            + CURRENCY
                            + ")*))?");
    private static final Pattern CLOSE = Pattern.compile(DATE + " +close +" + ACCOUNT);
    private static final Pattern TRANSACTION =
            Pattern.compile(DATE + " +(?:\\*|!|txn)(?: +" + STRING + ")?(?: +" + STRING + ")?");
    private static final Pattern METADATA =
            Pattern.compile("\\s+([a-z][A-Za-z0-9_-]*): *(" + STRING + "|.*)");
    private static final Pattern LEG =
            Pattern.compile("\\s+" + ACCOUNT + " +" + AMOUNT + " +" + CURRENCY);
    private static final Pattern BALANCE =
            Pattern.compile(
                    DATE
                            + " +balance +"
                            + ACCOUNT
                            + " +"
                            + AMOUNT
                            + "(?: +~ +"
                            + AMOUNT
                            + ")? +"
                            + CURRENCY);

    private final Map<String, LocalDate> opened = new HashMap<>();
    private final Map<String, Set<String>> units = new HashMap<>();
    private final Map<String, LocalDate> closed = new HashMap<>();
    private final Set<String> references = new HashSet<>();
    private final List<Leg> legs = new ArrayList<>();
    private final List<Balance> balances = new ArrayList<>();
    private final Map<String, BigDecimal> open = new TreeMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private @Nullable LocalDate day;
    private int transactions;
    private int begun;
    private int legsOfOne;

    private BeancountCheck() {}

    /// Where text does not hold.
    ///
    /// @param line from 1
    /// @param why in words
    public record Fault(int line, String why) {}

    /// What was found.
    ///
    /// @param transactions that were added up
    /// @param balances that were held against them
    /// @param accounts what each holds at the end, by its name and currency
    /// @param fault the first, if there is one
    public record Result(
            int transactions,
            int balances,
            Map<String, BigDecimal> accounts,
            Optional<Fault> fault) {
        public Result {
            accounts = new TreeMap<>(accounts);
        }
    }

    private record Leg(int line, LocalDate day, String account, BigDecimal amount, String unit) {}

    private record Balance(
            int line,
            LocalDate day,
            String account,
            BigDecimal amount,
            BigDecimal tolerance,
            String unit) {}

    /// Reads text to its end and adds it up.
    ///
    /// @throws UncheckedIOException if it cannot be read
    public static Result of(Reader text) {
        BeancountCheck check = new BeancountCheck();
        try (BufferedReader lines = new BufferedReader(text)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                check.line(number, line);
            }
            check.end();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-7735 The text cannot be read. Check the path and its permissions.", e);
        }
        return check.result();
    }

    private void fault(int line, String why) {
        faults.add(new Fault(line, why));
    }

    private void line(int number, String line) {
        String bare = line.stripTrailing();
        if (bare.isEmpty() || bare.startsWith(";") || bare.startsWith("*")) {
            end();
            return;
        }
        if (Character.isWhitespace(bare.charAt(0))) {
            inside(number, bare);
            return;
        }
        end();
        try {
            top(number, bare);
        } catch (DateTimeException noDay) {
            fault(number, "there is no such day");
        }
    }

    private void top(int number, String line) {
        Matcher matcher = OPEN.matcher(line);
        if (matcher.matches()) {
            if (opened.putIfAbsent(matcher.group(2), LocalDate.parse(matcher.group(1))) != null) {
                fault(number, "account " + matcher.group(2) + " is opened twice");
            }
            if (matcher.group(3) != null) {
                units.putIfAbsent(
                        matcher.group(2),
                        new TreeSet<>(List.of(matcher.group(3).split(" *, *", -1))));
            }
            return;
        }
        matcher = CLOSE.matcher(line);
        if (matcher.matches()) {
            closed.put(matcher.group(2), LocalDate.parse(matcher.group(1)));
            return;
        }
        matcher = TRANSACTION.matcher(line);
        if (matcher.matches()) {
            day = LocalDate.parse(matcher.group(1));
            transactions++;
            begun = number;
            return;
        }
        matcher = BALANCE.matcher(line);
        if (matcher.matches()) {
            BigDecimal tolerance =
                    matcher.group(4) == null ? BigDecimal.ZERO : new BigDecimal(matcher.group(4));
            balances.add(
                    new Balance(
                            number,
                            LocalDate.parse(matcher.group(1)),
                            matcher.group(2),
                            new BigDecimal(matcher.group(3)),
                            tolerance,
                            matcher.group(5)));
            return;
        }
        if (!OPTION.matcher(line).matches()) {
            fault(number, "this is no directive that is understood here");
        }
    }

    private void inside(int number, String line) {
        if (day == null) {
            fault(number, "an indented line belongs to no transaction");
            return;
        }
        Matcher matcher = LEG.matcher(line);
        if (matcher.matches()) {
            BigDecimal amount = new BigDecimal(matcher.group(2));
            legs.add(new Leg(number, day, matcher.group(1), amount, matcher.group(3)));
            open.merge(matcher.group(3), amount, BigDecimal::add);
            legsOfOne++;
            return;
        }
        matcher = METADATA.matcher(line);
        if (!matcher.matches()) {
            fault(number, "this is neither metadata nor an account with a sum");
        } else if (matcher.group(1).equals("reference") && !references.add(matcher.group(2))) {
            fault(number, "reference " + matcher.group(2) + " is used twice");
        }
    }

    /// Ends a transaction, if one is under way.
    private void end() {
        if (day == null) {
            return;
        }
        open.forEach((unit, sum) -> {
            if (sum.signum() != 0) {
                fault(
                        begun,
                        "the transaction does not balance: it comes to %s %s"
                                .formatted(sum.toPlainString(), unit));
            }
        });
        if (legsOfOne < 2) {
            fault(begun, "the transaction moves nothing between accounts");
        }
        open.clear();
        legsOfOne = 0;
        day = null;
    }

    private Result result() {
        Map<String, BigDecimal> sums = new TreeMap<>();
        List<Leg> byDay = new ArrayList<>(legs);
        byDay.sort(Comparator.comparing(Leg::day));
        List<Balance> toHold = new ArrayList<>(balances);
        toHold.sort(Comparator.comparing(Balance::day));
        int next = 0;
        for (Balance balance : toHold) {
            // A balance holds at the beginning of its day.
            while (next < byDay.size() && byDay.get(next).day().isBefore(balance.day())) {
                add(byDay.get(next++), sums);
            }
            hold(balance, sums);
        }
        while (next < byDay.size()) {
            add(byDay.get(next++), sums);
        }
        for (Leg leg : legs) {
            LocalDate since = opened.get(leg.account());
            LocalDate until = closed.get(leg.account());
            if (since == null || leg.day().isBefore(since)) {
                fault(
                        leg.line(),
                        "account %s is not open on %s".formatted(leg.account(), leg.day()));
            } else if (until != null && leg.day().isAfter(until)) {
                fault(leg.line(), "account %s is closed on %s".formatted(leg.account(), leg.day()));
            }
            Set<String> held = units.getOrDefault(leg.account(), Set.of(leg.unit()));
            if (!held.contains(leg.unit())) {
                fault(
                        leg.line(),
                        "account %s holds no %s: it was opened for %s"
                                .formatted(leg.account(), leg.unit(), String.join(", ", held)));
            }
        }
        return new Result(
                transactions,
                balances.size(),
                sums,
                faults.stream().min(Comparator.comparingInt(Fault::line)));
    }

    private static void add(Leg leg, Map<String, BigDecimal> sums) {
        sums.merge(leg.account() + " " + leg.unit(), leg.amount(), BigDecimal::add);
    }

    private void hold(Balance balance, Map<String, BigDecimal> sums) {
        BigDecimal held =
                sums.getOrDefault(balance.account() + " " + balance.unit(), BigDecimal.ZERO);
        if (held.subtract(balance.amount()).abs().compareTo(balance.tolerance()) > 0) {
            fault(
                    balance.line(),
                    "account %s should hold %s %s and holds %s"
                            .formatted(
                                    balance.account(),
                                    balance.amount().toPlainString(),
                                    balance.unit(),
                                    held.toPlainString()));
        }
    }
}
