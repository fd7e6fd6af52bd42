package org.opengms.value;

import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.opengms.consent.ConsentStatement;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.ledger.attribution.EarmarkRule;
import org.opengms.ledger.attribution.EarmarkRule.Purpose;
import org.opengms.ledger.books.Account;
import org.opengms.ledger.books.Basis;
import org.opengms.ledger.books.Command;
import org.opengms.ledger.books.Leg;
import org.opengms.ledger.books.Posting;
import org.opengms.ledger.money.Money;

/// Publishes the rules by which income is bound, spends what is bound, up to what a fund holds and
/// by two people, and keeps what came of it.
public final class FundDesk {
    static final Account REINVESTED = new Account("Equity:Reinvested");

    private final FundStore store;
    private final BookStore books;
    private final ServiceNetwork network;
    private final Clock clock;

    public FundDesk(FundStore store, BookStore books, ServiceNetwork network, Clock clock) {
        this.store = store;
        this.books = books;
        this.network = network;
        this.clock = clock;
    }

    /// The funds as they stand.
    public Funds funds() {
        return Funds.of(store.history());
    }

    /// Where something can be bought for.
    public ServiceNetwork network() {
        return network;
    }

    /// What a fund holds.
    ///
    /// @param through the last day that counts
    public BigInteger held(Purpose fund, Currency currency, LocalDate through) {
        return books.trialBalance(through).of(fund.held(), currency).negate();
    }

    /// The day, in England.
    public LocalDate today() {
        return ConsentStatement.day(clock.instant());
    }

    /// Does what is asked, or says why not.
    public ValueAnswer<Funds> act(FundRequest request, Actor actor) {
        if (!actor.has(Role.FINANCE)) {
            return new ValueAnswer.NotAllowed<>(ContractDesk.FINANCE_ONLY);
        }
        while (true) {
            List<FundEntry> history = store.history();
            Funds funds = Funds.of(history);
            Instant now = clock.instant();
            try {
                List<Command> bookings = new ArrayList<>();
                FundStep step =
                        judge(request, funds, actor.id(), ConsentStatement.day(now), bookings);
                FundEntry next = new FundEntry(now, actor.id(), step);
                if (store.append(next, history.size(), bookings) == Kept.KEPT) {
                    return new ValueAnswer.Done<>(funds());
                }
                // Somebody was faster: it is judged by what stands now.
            } catch (IllegalArgumentException refused) {
                return new ValueAnswer.Refused<>(String.valueOf(refused.getMessage()));
            }
        }
    }

    private FundStep judge(
            FundRequest request, Funds funds, String by, LocalDate today, List<Command> bookings) {
        return switch (request) {
            case FundRequest.Publish(EarmarkRule rule) -> publish(rule, funds, today);
            case FundRequest.Propose propose -> propose(propose, funds, today);
            case FundRequest.Spend spend -> spend(spend, funds, by, today, bookings);
            case FundRequest.TakeBack back -> takeBack(back, funds, today, bookings);
            case FundRequest.Outcome outcome -> outcome(outcome, funds, today);
        };
    }

    private static FundStep publish(EarmarkRule rule, Funds funds, LocalDate today) {
        if (!rule.publishedOn().equals(today)) {
            throw ContractDesk.no(
                    "OGMS-7884 publishedOn: a rule is published on the day it is put here, %s.",
                    today);
        }
        if (funds.rule(rule.version()).isPresent()) {
            throw ContractDesk.no(
                    "OGMS-7885 version: there is a rule %s. Rules are not changed; give the next one its own name.",
                    rule.version());
        }
        return new FundStep.RulePublished(rule);
    }

    private FundStep propose(FundRequest.Propose propose, Funds funds, LocalDate today) {
        check(propose.option());
        if (propose.amount().sign() <= 0) {
            throw ContractDesk.no(
                    "OGMS-7886 amount: give more than nil, not %s.", propose.amount());
        }
        enough(propose.option().fund(), propose.amount(), today);
        return new FundStep.Proposed(
                funds.nextNumber(), propose.option(), propose.amount(), propose.evidence());
    }

    private void enough(Purpose fund, Money amount, LocalDate on) {
        BigInteger held = held(fund, amount.currency(), on);
        if (BigInteger.valueOf(amount.minorUnits()).compareTo(held) > 0) {
            throw ContractDesk.no(
                    "OGMS-7887 amount: the fund holds %s on %s, and %s is more. Spend what has come in.",
                    new Money(amount.currency(), held.longValueExact()), on, amount);
        }
    }

    private FundStep spend(
            FundRequest.Spend spend,
            Funds funds,
            String by,
            LocalDate today,
            List<Command> bookings) {
        Funds.Proposal proposal =
                funds.proposal(spend.number())
                        .orElseThrow(() ->
                                ContractDesk.no(
                                        "OGMS-7837 number: nothing is proposed as %s that is not spent or taken back. Propose it first.",
                                        spend.number()));
        if (proposal.by().equals(by)) {
            throw ContractDesk.no(
                    "OGMS-7838 number: whoever proposed %s does not spend it. Ask another member of finance staff.",
                    spend.number());
        }
        notLater(spend.on(), today);
        String number = proposal.what().number();
        Money amount = proposal.what().amount();
        FundedOption option = proposal.what().option();
        Purpose fund = option.fund();
        enough(fund, amount, spend.on());
        enough(fund, amount, today);
        bookings.add(
                new Command.Post(
                        new Posting(
                                posting(number),
                                spend.on(),
                                "Reinvested: " + fund.name(),
                                new Basis(
                                        "earmark-rule/"
                                                + funds.rule(today)
                                                        .map(EarmarkRule::version)
                                                        .orElse("none"),
                                        fund.name(),
                                        spend.evidence()),
                                List.of(
                                        new Leg(fund.spent(), amount),
                                        new Leg(Bookings.BANK, amount.negated()),
                                        new Leg(fund.held(), amount),
                                        new Leg(REINVESTED, amount.negated())))));
        return new FundStep.Spent(number, option, amount, spend.on(), spend.evidence());
    }

    private void check(FundedOption option) {
        switch (option) {
            case FundedOption.Digitising(OdsCode site) -> {
                if (network.site(site).isEmpty()) {
                    throw ContractDesk.no(
                            "OGMS-7888 place: there is no site %s in this service's network.",
                            site.value());
                }
            }
            case FundedOption.Sequencers(OdsCode laboratory, int _) -> laboratory(laboratory);
            case FundedOption.TrainingPlaces places -> laboratory(places.laboratory());
            case FundedOption.ForPatients _ -> {}
        }
    }

    private void laboratory(OdsCode ods) {
        if (network.laboratory(ods).isEmpty()) {
            throw ContractDesk.no(
                    "OGMS-7888 place: there is no laboratory %s in this service's network.",
                    ods.value());
        }
    }

    private static FundStep takeBack(
            FundRequest.TakeBack back, Funds funds, LocalDate today, List<Command> bookings) {
        if (funds.proposal(back.number()).isPresent()) {
            return new FundStep.TakenBack(back.number(), today, back.why());
        }
        FundStep.Spent spent = standing(back.number(), funds);
        if (!funds.outcomes(spent.number()).isEmpty()) {
            throw ContractDesk.no(
                    "OGMS-7889 number: something came of %s, so it is not taken back.",
                    spent.number());
        }
        bookings.add(
                new Command.Reverse(
                        posting(spent.number()),
                        posting(spent.number()) + "/back",
                        today,
                        new Basis(
                                "earmark-rule/"
                                        + funds.rule(today)
                                                .map(EarmarkRule::version)
                                                .orElse("none"),
                                spent.option().fund().name(),
                                back.why())));
        return new FundStep.TakenBack(spent.number(), today, back.why());
    }

    private static FundStep outcome(FundRequest.Outcome outcome, Funds funds, LocalDate today) {
        FundStep.Spent spent = standing(outcome.number(), funds);
        notLater(outcome.on(), today);
        if (outcome.on().isBefore(spent.on())) {
            throw ContractDesk.no(
                    "OGMS-7890 on: %s was paid on %s; what came of it comes later.",
                    spent.number(), spent.on());
        }
        return new FundStep.OutcomeSeen(
                spent.number(), outcome.on(), outcome.words(), outcome.evidence());
    }

    private static FundStep.Spent standing(String number, Funds funds) {
        Optional<FundStep.Spent> spent = funds.spend(number);
        if (spent.isEmpty()) {
            throw ContractDesk.no("OGMS-7891 number: nothing was spent as %s.", number);
        }
        if (funds.takenBack(number).isPresent()) {
            throw ContractDesk.no("OGMS-7892 number: %s was taken back already.", number);
        }
        return spent.get();
    }

    private static void notLater(LocalDate on, LocalDate today) {
        if (on.isAfter(today)) {
            throw ContractDesk.no("OGMS-7883 on: %s is still to come. Give a day until today.", on);
        }
    }

    private static String posting(String number) {
        return "SPEND/" + number;
    }
}
