package org.opengms.ledger.books;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.opengms.ledger.money.Money;

/// Money that moves between accounts, all at once. Its legs add up to nil in every currency, so
/// books that hold whole postings balance whatever happens between them.
///
/// @param reference names it for ever; the same reference is never booked twice
/// @param date the day it counts for
/// @param words what it is, for a reader
/// @param basis the clause and the evidence
/// @param legs two to [#MOST_LEGS]
public record Posting(String reference, LocalDate date, String words, Basis basis, List<Leg> legs) {
    /// The most accounts that one posting touches.
    public static final int MOST_LEGS = 500;

    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9/._-]{0,79}");
    private static final Pattern WORDS = Pattern.compile("[^\\p{Cntrl}\\p{Cs}]{1,200}");

    /// @throws IllegalArgumentException if it does not balance, or is not written as it must be
    public Posting {
        legs = List.copyOf(legs);
        if (!REFERENCE.matcher(reference).matches()) {
            throw new IllegalArgumentException(
                    "OGMS-7712 The reference of a posting is missing or not plain. Give 1 to 80 letters, digits, / . _ or -.");
        }
        if (date.getYear() < 1948 || date.getYear() > 2200) {
            throw new IllegalArgumentException(
                    "OGMS-7713 Posting %s counts for %s. Check the year."
                            .formatted(reference, date));
        }
        if (!WORDS.matcher(words).matches() || words.isBlank()) {
            throw new IllegalArgumentException(
                    "OGMS-7714 Posting %s says nothing, or what cannot be printed. Say in 1 to 200 signs what it is."
                            .formatted(reference));
        }
        if (legs.size() < 2 || legs.size() > MOST_LEGS) {
            throw new IllegalArgumentException(
                    "OGMS-7715 Posting %s has %d legs. Money goes from somewhere to somewhere: 2 to %d."
                            .formatted(reference, legs.size(), MOST_LEGS));
        }
        Map<Currency, Money> sums = new HashMap<>();
        for (Leg leg : legs) {
            if (leg.amount().sign() == 0) {
                throw new IllegalArgumentException(
                        "OGMS-7716 Posting %s moves nothing on %s. Leave the leg out."
                                .formatted(reference, leg.account().name()));
            }
            sums.merge(leg.amount().currency(), leg.amount(), Money::plus);
        }
        for (Money sum : sums.values()) {
            if (sum.sign() != 0) {
                throw new IllegalArgumentException(
                        "OGMS-7717 Posting %s does not balance: its legs come to %s. Debits and credits must be equal."
                                .formatted(reference, sum));
            }
        }
    }

    /// A posting of one sum from one account to another.
    ///
    /// @param amount more than nil
    /// @throws IllegalArgumentException if it is not
    public static Posting of(
            String reference,
            LocalDate date,
            String words,
            Basis basis,
            Account debit,
            Account credit,
            Money amount) {
        if (amount.sign() <= 0) {
            throw new IllegalArgumentException(
                    "OGMS-7718 Posting %s moves %s. Post more than nil; take a posting back by reversing it."
                            .formatted(reference, amount));
        }
        return new Posting(
                reference,
                date,
                words,
                basis,
                List.of(new Leg(debit, amount), new Leg(credit, amount.negated())));
    }

    /// What takes this back: the same legs the other way.
    ///
    /// @param reference of the new posting
    /// @param on the day it counts for
    /// @param basis why
    public Posting reversed(String reference, LocalDate on, Basis basis) {
        List<Leg> back = new ArrayList<>();
        for (Leg leg : legs) {
            back.add(new Leg(leg.account(), leg.amount().negated()));
        }
        return new Posting(reference, on, "Reverses " + this.reference, basis, back);
    }
}
