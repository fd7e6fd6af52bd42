package org.opengms.ledger.books;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.opengms.ledger.money.Money;

/// Books as text that Beancount reads (Beancount Language Syntax, version 2 and 3): accounts opened
/// on the day of their first posting, every posting that counts as a transaction with its
/// reference, clause and evidence as metadata, and at the end what each account must hold, as
/// `balance` directives, so that another program adds everything up again. Pending, voided and
/// expired postings move nothing and are not in it.
public final class BeancountText {
    private BeancountText() {}

    /// Writes the books.
    ///
    /// @param title of the file, in printable signs
    /// @param through the last day that is written
    /// @throws UncheckedIOException if `out` cannot be written to
    public static void write(Books books, String title, LocalDate through, Appendable out) {
        List<Posting> postings = new ArrayList<>();
        Map<String, Posting> pending = new HashMap<>();
        for (Event event : books.events()) {
            switch (event) {
                case Event.Posted posted -> postings.add(posted.posting());
                case Event.Reversed reversed -> postings.add(reversed.reversal());
                case Event.Reserved reserved ->
                        pending.put(reserved.posting().reference(), reserved.posting());
                case Event.Confirmed confirmed -> {
                    Posting posting = pending.remove(confirmed.reference());
                    if (posting != null) {
                        postings.add(posting);
                    }
                }
                case Event.Voided _, Event.Expired _, Event.Closed _ -> {}
            }
        }
        postings.removeIf(posting -> posting.date().isAfter(through));
        write(postings, title, through, out);
    }

    /// Writes postings that count.
    ///
    /// @param postings none dated after `through`
    /// @throws UncheckedIOException if `out` cannot be written to
    public static void write(
            List<Posting> postings, String title, LocalDate through, Appendable out) {
        Map<Account, LocalDate> opened = new TreeMap<>();
        TreeSet<String> currencies = new TreeSet<>();
        TrialBalance.Summing sums = new TrialBalance.Summing();
        for (Posting posting : postings) {
            for (Leg leg : posting.legs()) {
                opened.merge(leg.account(), posting.date(), (a, b) -> a.isBefore(b) ? a : b);
                currencies.add(leg.amount().currency().getCurrencyCode());
                sums.add(leg);
            }
        }
        try {
            out.append("option \"title\" ").append(quoted(title)).append('\n');
            for (String currency : currencies) {
                out.append("option \"operating_currency\" \"").append(currency).append("\"\n");
            }
            // Every sum is exact, so nothing may be off by a part of a unit.
            for (String currency : currencies) {
                out.append("option \"inferred_tolerance_default\" \"")
                        .append(currency)
                        .append(":0\"\n");
            }
            out.append('\n');
            for (Map.Entry<Account, LocalDate> account : opened.entrySet()) {
                out.append(account.getValue().toString())
                        .append(" open ")
                        .append(account.getKey().name())
                        .append('\n');
            }
            List<Posting> byDay = new ArrayList<>(postings);
            byDay.sort(Comparator.comparing(Posting::date).thenComparing(Posting::reference));
            for (Posting posting : byDay) {
                transaction(posting, out);
            }
            out.append('\n');
            // A balance directive holds at the beginning of its day.
            for (TrialBalance.Line line : sums.balance().lines()) {
                out.append(through.plusDays(1).toString())
                        .append(" balance ")
                        .append(line.account().name())
                        .append("  ")
                        .append(
                                new java.math.BigDecimal(
                                                line.minorUnits(),
                                                line.currency().getDefaultFractionDigits())
                                        .toPlainString())
                        .append(" ~ 0 ")
                        .append(line.currency().getCurrencyCode())
                        .append('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-7733 The books cannot be written. Check the path, its permissions and the space.",
                    e);
        }
    }

    private static void transaction(Posting posting, Appendable out) throws IOException {
        out.append('\n')
                .append(posting.date().toString())
                .append(" * ")
                .append(quoted(posting.words()))
                .append('\n');
        metadata("reference", posting.reference(), out);
        metadata("agreement", posting.basis().agreement(), out);
        metadata("clause", posting.basis().clause(), out);
        metadata("evidence", posting.basis().evidence(), out);
        for (Leg leg : posting.legs()) {
            Money amount = leg.amount();
            out.append("  ")
                    .append(leg.account().name())
                    .append("  ")
                    .append(amount.toString())
                    .append('\n');
        }
    }

    private static void metadata(String key, String value, Appendable out) throws IOException {
        out.append("  ").append(key).append(": ").append(quoted(value)).append('\n');
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
