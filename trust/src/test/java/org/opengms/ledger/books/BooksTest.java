package org.opengms.ledger.books;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opengms.ledger.books.Answer.Refusal;
import org.opengms.ledger.money.Money;
import org.opengms.testing.Cases;

class BooksTest {
    private static final Currency GBP = Currency.getInstance("GBP");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 2);
    private static final Instant NOW = Instant.parse("2026-11-02T09:00:00Z");
    private static final Basis BASIS = new Basis("C-12/1", "fee", "INV-1");
    private static final Account BANK = new Account("Assets:Bank");
    private static final Account FEES = new Account("Income:Fees");

    private final Books books = new Books();

    private static Posting posting(String reference, long pence) {
        return Posting.of(reference, DAY, "A fee", BASIS, BANK, FEES, Money.pence(pence));
    }

    private Answer apply(Command command) {
        return books.apply(command, NOW);
    }

    private void refused(Refusal kind, Answer answer) {
        assertEquals(kind, assertInstanceOf(Answer.Refused.class, answer).kind());
    }

    private BigInteger bank() {
        return books.trialBalance(LocalDate.MAX, Instant.MAX).of(BANK, GBP);
    }

    @Nested
    class APosting {
        @Test
        void mustBalanceInEveryCurrency() {
            Leg pounds = new Leg(BANK, Money.pence(5));
            Leg euros = new Leg(FEES, new Money(Currency.getInstance("EUR"), -5));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new Posting("p", DAY, "Mixed", BASIS, List.of(pounds, euros)));
            assertThrows(
                    IllegalArgumentException.class,
                    () ->
                            new Posting(
                                    "p",
                                    DAY,
                                    "A penny short",
                                    BASIS,
                                    List.of(pounds, new Leg(FEES, Money.pence(-4)))));
        }

        @Test
        void movesMoreThanNil() {
            assertThrows(IllegalArgumentException.class, () -> posting("p", 0));
            assertThrows(IllegalArgumentException.class, () -> posting("p", -1));
        }

        @Test
        void namesItsClauseAndItsEvidence() {
            assertThrows(IllegalArgumentException.class, () -> new Basis("C-12/1", "", "INV-1"));
            assertThrows(IllegalArgumentException.class, () -> new Basis("C-12/1", "fee", " "));
        }

        @Test
        void isBookedOnceHoweverOftenItIsSent() {
            assertInstanceOf(Answer.Done.class, apply(new Command.Post(posting("p", 500))));
            assertInstanceOf(Answer.Already.class, apply(new Command.Post(posting("p", 500))));
            refused(Refusal.DUPLICATE_REFERENCE, apply(new Command.Post(posting("p", 501))));
            assertEquals(BigInteger.valueOf(500), bank());
        }
    }

    @Nested
    class AReservation {
        private final Instant until = NOW.plusSeconds(60);

        @Test
        void countsOnlyWhenItIsConfirmed() {
            apply(new Command.Reserve(posting("p", 500), until));
            assertEquals(BigInteger.ZERO, bank());
            assertInstanceOf(Answer.Done.class, apply(new Command.Confirm("p")));
            assertInstanceOf(Answer.Already.class, apply(new Command.Confirm("p")));
            assertEquals(BigInteger.valueOf(500), bank());
            refused(Refusal.WRONG_STATE, apply(new Command.Cancel("p")));
        }

        @Test
        void isGoneWhenItIsVoided() {
            apply(new Command.Reserve(posting("p", 500), until));
            apply(new Command.Cancel("p"));
            refused(Refusal.WRONG_STATE, apply(new Command.Confirm("p")));
            refused(Refusal.WRONG_STATE, apply(new Command.Reverse("p", "r", DAY, BASIS)));
        }

        @Test
        void cannotBeConfirmedFromTheMomentItExpires() {
            apply(new Command.Reserve(posting("p", 500), until));
            refused(Refusal.WRONG_STATE, apply(new Command.Expire("p")));
            refused(Refusal.WRONG_STATE, books.apply(new Command.Confirm("p"), until));
            assertInstanceOf(Answer.Done.class, books.apply(new Command.Expire("p"), until));
            assertEquals(PostingState.EXPIRED, books.find("p").orElseThrow().state());
        }
    }

    @Nested
    class AReversal {
        @Test
        void takesAPostingBackOnceAndLeavesBothInTheBooks() {
            apply(new Command.Post(posting("p", 500)));
            Command.Reverse reverse = new Command.Reverse("p", "r", DAY.plusDays(1), BASIS);
            assertInstanceOf(Answer.Done.class, apply(reverse));
            assertInstanceOf(Answer.Already.class, apply(reverse));
            refused(
                    Refusal.WRONG_STATE,
                    apply(new Command.Reverse("p", "r2", DAY.plusDays(1), BASIS)));
            refused(
                    Refusal.WRONG_STATE,
                    apply(new Command.Reverse("r", "r3", DAY.plusDays(1), BASIS)));
            assertEquals(BigInteger.ZERO, bank());
            assertEquals(
                    BigInteger.valueOf(500), books.trialBalance(DAY, Instant.MAX).of(BANK, GBP));
        }
    }

    @Nested
    class AClosedPeriod {
        @Test
        void takesNothingMore() {
            apply(new Command.Reserve(posting("p", 500), NOW.plusSeconds(60)));
            apply(new Command.Post(posting("q", 100)));
            apply(new Command.Close(DAY));
            refused(Refusal.CLOSED_PERIOD, apply(new Command.Post(posting("s", 100))));
            refused(Refusal.CLOSED_PERIOD, apply(new Command.Confirm("p")));
            refused(Refusal.CLOSED_PERIOD, apply(new Command.Reverse("q", "r", DAY, BASIS)));
            refused(Refusal.CLOSED_PERIOD, apply(new Command.Close(DAY.minusDays(1))));
            assertInstanceOf(
                    Answer.Done.class,
                    apply(new Command.Reverse("q", "r", DAY.plusDays(1), BASIS)));
        }
    }

    /// A million random commands that were taken, among as many that were not, with the sums kept
    /// beside the books by nothing but addition.
    @Test
    void balanceToThePennyUnderAnyInterleaving() {
        Cases.check(
                1,
                random -> {
                    Books any = new Books();
                    Map<String, BigInteger> sums = new HashMap<>();
                    Map<String, Posting> pending = new HashMap<>();
                    List<String> names = new ArrayList<>();
                    Instant now = NOW;
                    int done = 0;
                    for (int i = 0; done < 1_000_000; i++) {
                        now = now.plusMillis(random.nextInt(0, 20));
                        Command command = draw(random, names, now, i);
                        if (any.apply(command, now) instanceof Answer.Done(Event event)) {
                            done++;
                            Posting counted = null;
                            switch (event) {
                                case Event.Posted p -> counted = p.posting();
                                case Event.Reversed r -> counted = r.reversal();
                                case Event.Reserved r ->
                                        pending.put(r.posting().reference(), r.posting());
                                case Event.Confirmed c -> counted = pending.remove(c.reference());
                                case Event.Voided v -> pending.remove(v.reference());
                                case Event.Expired e -> pending.remove(e.reference());
                                case Event.Closed _ -> {}
                            }
                            if (counted != null) {
                                for (Leg leg : counted.legs()) {
                                    sums.merge(
                                            leg.account().name(),
                                            BigInteger.valueOf(leg.amount().minorUnits()),
                                            BigInteger::add);
                                }
                            }
                        }
                    }
                    TrialBalance balance = any.trialBalance(LocalDate.MAX, Instant.MAX);
                    assertTrue(balance.balances());
                    assertEquals(sums.size(), balance.lines().size());
                    for (TrialBalance.Line line : balance.lines()) {
                        assertEquals(sums.get(line.account().name()), line.minorUnits());
                    }
                    int at = random.nextInt(any.events().size());
                    Instant then = any.events().get(at).at();
                    assertTrue(any.trialBalance(LocalDate.MAX, then).balances());
                    assertEquals(
                            balance,
                            Books.of(any.events()).trialBalance(LocalDate.MAX, Instant.MAX));
                });
    }

    private static Command draw(
            RandomGenerator random, List<String> names, Instant now, int number) {
        String old = names.isEmpty() ? "none" : names.get(random.nextInt(names.size()));
        int kind = random.nextInt(100);
        if (kind < 45) {
            names.add("p" + number);
            return new Command.Post(any(random, "p" + number));
        }
        if (kind < 65) {
            names.add("p" + number);
            return new Command.Reserve(
                    any(random, "p" + number), now.plusMillis(random.nextInt(1, 5000)));
        }
        if (kind < 75) {
            return new Command.Confirm(old);
        }
        if (kind < 80) {
            return new Command.Cancel(old);
        }
        if (kind < 85) {
            return new Command.Expire(old);
        }
        if (kind < 95) {
            names.add("r" + number);
            return new Command.Reverse(old, "r" + number, DAY.plusDays(40), BASIS);
        }
        if (kind < 99 || number % 1000 != 0) {
            return new Command.Post(any(random, old));
        }
        return new Command.Close(DAY.plusDays(random.nextInt(0, 20)));
    }

    private static Posting any(RandomGenerator random, String reference) {
        List<Leg> legs = new ArrayList<>();
        long sum = 0;
        int count = random.nextInt(1, 4);
        for (int i = 0; i < count; i++) {
            long pence = random.nextLong(1, 1L << random.nextInt(1, 45));
            sum += pence;
            legs.add(new Leg(new Account("Income:A" + random.nextInt(50)), Money.pence(-pence)));
        }
        legs.add(new Leg(BANK, Money.pence(sum)));
        return new Posting(reference, DAY.plusDays(random.nextInt(0, 30)), "Random", BASIS, legs);
    }

    @Test
    void eventsThatCannotHaveHappenedAreNoBooks() {
        assertThrows(
                IllegalStateException.class,
                () -> Books.of(List.of(new Event.Confirmed(NOW, "never-reserved"))));
        assertEquals(Optional.empty(), new Books().closedThrough());
    }
}
