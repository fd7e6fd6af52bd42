package org.opengms.ledger.contract;

import java.util.ArrayList;
import java.util.List;
import org.opengms.ledger.contract.ForbiddenTerms.Finding;
import org.opengms.ledger.money.Money;
import org.opengms.ledger.money.Rate;

/// What no contract may say.
final class TermRules {
    private TermRules() {}

    static List<Finding> findings(
            Contract.Purpose purpose,
            boolean endsOnInsolvency,
            List<Exclusivity> exclusivity,
            String title,
            Money cost,
            List<Instrument> instruments) {
        List<Finding> found = new ArrayList<>();
        for (Exclusivity asked : exclusivity) {
            if (asked.over() == Exclusivity.Subject.RAW_DATA) {
                found.add(
                        new Finding(
                                "exclusivity",
                                Principle.NO_EXCLUSIVE_RAW_DATA,
                                "nobody has patients' data to themselves. Ask for the partner's own results, or leave it out."));
            }
        }
        words("title", title, found);
        if (!endsOnInsolvency) {
            found.add(
                    new Finding(
                            "endsOnInsolvency",
                            Principle.FAIR_TERMS,
                            "a contract ends when the partner is insolvent, so that data is never an asset of the estate. Set it."));
        }
        instruments.forEach(instrument -> textsOf(instrument, found));
        equity(cost, instruments, found);
        if (purpose == Contract.Purpose.ACADEMIC_PUBLIC_GOOD) {
            publicGood(cost, instruments, found);
        }
        return found;
    }

    /// Equity comes on top of the cost, never in place of it: what is certain in money must cover
    /// the assessed cost, so that a price of a penny beside shares is refused as well.
    private static void equity(Money cost, List<Instrument> instruments, List<Finding> found) {
        Money certain = certainPerYear(cost, instruments);
        for (Instrument instrument : instruments) {
            if (instrument instanceof Instrument.Equity && cost.exceeds(certain)) {
                found.add(
                        new Finding(
                                instrument.clause(),
                                Principle.COSTS_ARE_RECOVERED,
                                "shares and warrants are never the only return: beside them %s a year is certain in money, less than the assessed cost of %s. Add cost recovery."
                                        .formatted(certain, cost)));
            }
        }
    }

    static Money certainPerYear(Money cost, List<Instrument> instruments) {
        Money certain = cost.nil();
        for (Instrument instrument : instruments) {
            switch (instrument) {
                case Instrument.CostRecovery c ->
                        certain = certain.plus(discounted(c.clause(), c.perYear(), instruments));
                case Instrument.Subscription s ->
                        certain = certain.plus(discounted(s.clause(), s.perYear(), instruments));
                case Instrument.Metered _,
                        Instrument.Milestone _,
                        Instrument.Royalty _,
                        Instrument.Discount _,
                        Instrument.InKind _,
                        Instrument.Equity _ -> {}
            }
        }
        return certain;
    }

    private static void publicGood(Money cost, List<Instrument> instruments, List<Finding> found) {
        Money certain = certainPerYear(cost, instruments);
        if (certain.exceeds(cost)) {
            found.add(
                    new Finding(
                            "instruments",
                            Principle.COST_IS_NO_BAR,
                            "%s a year is asked for research for the public good, above the assessed cost of %s. Lower it to cost or less."
                                    .formatted(certain, cost)));
        }
        boolean fixed = certain.sign() > 0;
        for (Instrument instrument : instruments) {
            String why =
                    switch (instrument) {
                        case Instrument.CostRecovery c when c.link().isPresent() ->
                                "a price that follows an index can come to stand above cost. State a price for each version.";
                        case Instrument.Subscription s when s.link().isPresent() ->
                                "a price that follows an index can come to stand above cost. State a price for each version.";
                        case Instrument.Metered m when m.link().isPresent() ->
                                "a price that follows an index can come to stand above cost. State a price for each version.";
                        case Instrument.Metered m
                                when discounted(m.clause(), m.perThousand(), instruments)
                                        .exceeds(m.costPerThousand()) ->
                                "the metered price is above the assessed cost of %s. Lower it to cost or less."
                                        .formatted(m.costPerThousand());
                        case Instrument.Metered _ when fixed ->
                                "use is charged for beside a yearly price, and both together can come to stand above cost. Keep one of them.";
                        case Instrument.Milestone _ ->
                                "milestones are not paid for research for the public good. Leave it out, or agree on a royalty for what is sold.";
                        case Instrument.Equity _ ->
                                "equity is not taken for research for the public good. Leave it out.";
                        case Instrument.InKind _ ->
                                "research for the public good owes nothing in kind beside its price. Leave it out.";
                        case Instrument.Royalty r when r.floor().isPresent() ->
                                "a floor is owed even if nothing is sold, and so is a price above cost. Leave the floor out.";
                        case Instrument.CostRecovery _,
                                Instrument.Subscription _,
                                Instrument.Metered _,
                                Instrument.Royalty _,
                                Instrument.Discount _ ->
                                "";
                    };
            if (!why.isEmpty()) {
                found.add(new Finding(instrument.clause(), Principle.COST_IS_NO_BAR, why));
            }
        }
        long metered = instruments.stream().filter(Instrument.Metered.class::isInstance).count();
        if (metered > 1
                && metered
                        > instruments.stream()
                                .filter(Instrument.Metered.class::isInstance)
                                .map(i -> ((Instrument.Metered) i).unit())
                                .distinct()
                                .count()) {
            found.add(
                    new Finding(
                            "instruments",
                            Principle.COST_IS_NO_BAR,
                            "the same unit is charged for by two clauses. Keep one of them."));
        }
    }

    private static void textsOf(Instrument instrument, List<Finding> found) {
        String clause = instrument.clause();
        switch (instrument) {
            case Instrument.Milestone m -> words(clause, m.event(), found);
            case Instrument.Royalty r -> {
                words(clause, r.base(), found);
                if (r.audit() < 1) {
                    found.add(
                            new Finding(
                                    clause,
                                    Principle.PROPORTIONATE_SHARE,
                                    "royalties are declared by who owes them, so the books must be open to audit. Give at least 1 year."));
                }
            }
            case Instrument.Discount d -> words(clause, d.reason(), found);
            case Instrument.InKind k -> {
                words(clause, k.what(), found);
                words(clause, k.method(), found);
            }
            case Instrument.Equity e -> {
                words(clause, e.what(), found);
                words(clause, e.method(), found);
            }
            case Instrument.CostRecovery _, Instrument.Subscription _, Instrument.Metered _ -> {}
        }
    }

    private static void words(String clause, String text, List<Finding> found) {
        if (Texts.speaksOfExclusivity(text)) {
            found.add(
                    new Finding(
                            clause,
                            Principle.NO_EXCLUSIVE_RAW_DATA,
                            "its words speak of exclusivity, which has a field of its own. Say it there or not at all."));
        }
    }

    static Money discounted(String clause, Money price, List<Instrument> instruments) {
        Money left = price;
        for (Instrument instrument : instruments) {
            if (instrument instanceof Instrument.Discount d && d.of().contains(clause)) {
                left =
                        left.times(
                                new Rate(Rate.WHOLE - d.rate().partsPerMillion()),
                                Contract.rounding());
            }
        }
        return left;
    }
}
