package org.opengms.value;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.opengms.consent.ConsentStatement;
import org.opengms.disclosure.DisclosureRules.CountRules;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.ledger.attribution.Attribution;
import org.opengms.ledger.attribution.EarmarkRule;
import org.opengms.ledger.attribution.TrustUse;
import org.opengms.ledger.books.Answer;
import org.opengms.ledger.books.Command;
import org.opengms.ledger.charging.Charges;
import org.opengms.ledger.charging.Invoice;
import org.opengms.ledger.charging.MeteredUse;
import org.opengms.ledger.charging.Period;
import org.opengms.ledger.charging.Royalties;
import org.opengms.ledger.contract.Contract;
import org.opengms.ledger.contract.ContractHistory;
import org.opengms.ledger.contract.Instrument;
import org.opengms.ledger.money.Money;
import org.opengms.ledger.money.Rate;

/// Takes everything that finance staff do under contracts in one place: judges it, keeps it
/// together with what it moves in the books, and keeps what was refused.
public final class ContractDesk {
    /// How far below what metered use leads one to expect a declared base may be without an alert.
    /// A rule of this program.
    public static final Rate TOLERANCE = Rate.percent(10);

    /// What somebody is told who may not.
    static final String FINANCE_ONLY =
            "Only finance staff (role finance) keep contracts, the books and the funds.";

    private final ContractStore store;
    private final FundStore funds;
    private final BookStore books;
    private final ContractSubjects subjects;
    private final MeteredUnits meter;
    private final Charges charges;
    private final CountRules counts;
    private final Clock clock;

    /// @param counts how counts of people are shown
    public ContractDesk(
            ContractStore store,
            FundStore funds,
            BookStore books,
            ContractSubjects subjects,
            MeteredUnits meter,
            Charges charges,
            CountRules counts,
            Clock clock) {
        this.store = store;
        this.funds = funds;
        this.books = books;
        this.subjects = subjects;
        this.meter = meter;
        this.charges = charges;
        this.counts = counts;
        this.clock = clock;
    }

    /// The day, in England.
    public LocalDate today() {
        return ConsentStatement.day(clock.instant());
    }

    /// All contracts, by their number.
    public List<Agreement> all() {
        return store.all();
    }

    /// One contract.
    public Optional<Agreement> find(ContractId id) {
        return Optional.of(Agreement.of(id, store.history(id))).filter(a -> !a.isEmpty());
    }

    /// What a contract is about, as anybody may know it.
    public Optional<ContractSubjects.Subject> subject(Agreement agreement) {
        return subjects.find(agreement.shown().project(), agreement.id());
    }

    /// What was refused lately, the newest first.
    public List<ContractStore.Refusal> refusals(int limit) {
        return store.refusals(limit);
    }

    /// Does what is asked, or says why not.
    public ValueAnswer<Agreement> act(ContractId id, ContractRequest request, Actor actor) {
        if (!actor.has(Role.FINANCE)) {
            return new ValueAnswer.NotAllowed<>(FINANCE_ONLY);
        }
        while (true) {
            List<AgreementEntry> history = store.history(id);
            if (history.isEmpty() && !(request instanceof ContractRequest.Draft)) {
                return new ValueAnswer.NotFound<>();
            }
            Instant now = clock.instant();
            try {
                Agreement before = Agreement.of(id, history);
                Work work = new Work(before, actor.id(), now);
                judge(request, work);
                if (keep(request, work, history.size()) == Kept.KEPT) {
                    return new ValueAnswer.Done<>(work.after);
                }
                // Somebody was faster: it is judged by what stands now.
            } catch (IllegalArgumentException refused) {
                String reason = String.valueOf(refused.getMessage());
                store.refused(id, actor.id(), request.getClass().getSimpleName(), reason, now);
                return new ValueAnswer.Refused<>(reason);
            }
        }
    }

    private Kept keep(ContractRequest request, Work work, int known) {
        return request instanceof ContractRequest.Draft(Contract contract)
                ? store.draft(work.after, known, all -> alone(contract, all))
                : store.append(work.after, known, work.bookings);
    }

    /// Keeps that something was refused before it could be judged: it could not be read, or held a
    /// term that may not exist.
    ///
    /// @param id of the contract, if it could be read
    /// @param what was asked for
    /// @param reason told to who asked
    public ValueAnswer<Agreement> refuse(
            Optional<ContractId> id, String what, String reason, Actor actor) {
        if (!actor.has(Role.FINANCE)) {
            return new ValueAnswer.NotAllowed<>(FINANCE_ONLY);
        }
        store.refused(
                id.orElse(new ContractId("UNREAD")), actor.id(), what, reason, clock.instant());
        return new ValueAnswer.Refused<>(reason);
    }

    /// Closes the books up to a day: nothing is booked for it or an earlier one again.
    public ValueAnswer<LocalDate> close(LocalDate through, Actor actor) {
        if (!actor.has(Role.FINANCE)) {
            return new ValueAnswer.NotAllowed<>(FINANCE_ONLY);
        }
        if (!through.isBefore(today())) {
            return new ValueAnswer.Refused<>(
                    "OGMS-7857 through: the books are closed up to a day that is over, such as the last of a month.");
        }
        return switch (books.apply(List.of(new Command.Close(through))).getFirst()) {
            case Answer.Refused(Answer.Refusal _, String why) -> new ValueAnswer.Refused<>(why);
            case Answer.Done _, Answer.Already _ -> new ValueAnswer.Done<>(through);
        };
    }

    /// Steps that are put together, and what they move.
    private final class Work {
        private final String by;
        private final Instant now;
        private final LocalDate today;
        private final List<Command> bookings = new ArrayList<>();
        private final Function<String, EarmarkRule> rules;
        private final Funds known;
        private Agreement after;

        Work(Agreement before, String by, Instant now) {
            this.after = before;
            this.by = by;
            this.now = now;
            this.today = ConsentStatement.day(now);
            this.known = Funds.of(funds.history());
            this.rules = version -> known.rule(version).orElseThrow();
        }

        void add(AgreementStep step) {
            Agreement before = after;
            after = before.with(List.of(new AgreementEntry(now, by, step)));
            bookings.addAll(Bookings.of(before, step, after, rules));
        }

        /// Binds what has come in, by the rule of a day, if there is one.
        void bind(LocalDate on, String cause) {
            Money left = after.unallocated();
            if (left.sign() > 0) {
                known.rule(on)
                        .ifPresent(rule ->
                                add(
                                        new AgreementStep.Allocated(
                                                "ALLOC/%s-%d"
                                                        .formatted(
                                                                after.id().value(),
                                                                after.allocations().size() + 1),
                                                left,
                                                on,
                                                rule.version(),
                                                cause)));
            }
        }

        Contract inForce() {
            return after.inForce()
                    .orElseThrow(() ->
                            no(
                                    "OGMS-7858 Contract %s is in force when both parties have signed its last version. Note their signatures first.",
                                    after.id().value()));
        }
    }

    private void judge(ContractRequest request, Work work) {
        switch (request) {
            case ContractRequest.Draft(Contract contract) -> draft(contract, work);
            case ContractRequest.Sign sign -> sign(sign, work);
            case ContractRequest.Charge(Period period) -> charge(period, work);
            case ContractRequest.Reach reach -> reach(reach, work);
            case ContractRequest.Pay pay -> pay(pay, work);
            case ContractRequest.Refund refund -> refund(refund, work);
            case ContractRequest.Credit credit -> credit(credit, work);
            case ContractRequest.Declare declare -> declare(declare, work);
            case ContractRequest.Settle settle -> settle(settle, work);
            case ContractRequest.Allocate _ -> allocate(work);
            case ContractRequest.End end -> end(end, work);
        }
    }

    private void draft(Contract contract, Work work) {
        ContractId id = work.after.id();
        if (!contract.id().equals(id.value())) {
            throw no(
                    "OGMS-7859 id: the contract calls itself %s and is kept as %s.",
                    contract.id(), id.value());
        }
        notEnded(work);
        if (!work.after.isEmpty()) {
            follows(contract, work.after.latest().contract());
        }
        ContractSubjects.Subject subject =
                subjects.find(contract.project(), id)
                        .orElseThrow(() ->
                                no(
                                        "OGMS-7860 project: there is no published project %s, and no enquiry of that number that became contract %s. A contract is about an approved project.",
                                        contract.project().value(), id.value()));
        if (!subject.isOpen()) {
            throw no(
                    "OGMS-7861 project: \"%s\" is not open. Ask the access committee.",
                    subject.title());
        }
        work.add(new AgreementStep.Drafted(contract));
    }

    /// What was invoiced and paid under a contract is in its currency and for its project's use.
    private static void follows(Contract next, Contract last) {
        if (!next.currency().equals(last.currency())) {
            throw no(
                    "OGMS-7834 currency: contract %s is in %s and its next version is in %s. Keep the currency, or end this contract and write another.",
                    last.id(),
                    last.currency().getCurrencyCode(),
                    next.currency().getCurrencyCode());
        }
        if (!next.project().equals(last.project())) {
            throw no(
                    "OGMS-7835 project: contract %s is about project %s and its next version about %s. Keep the project, or end this contract and write another.",
                    last.id(), last.project().value(), next.project().value());
        }
    }

    private static void alone(Contract contract, List<Agreement> all) {
        for (Agreement other : all) {
            if (!other.id().value().equals(contract.id())
                    && other.shown().project().equals(contract.project())
                    && !other.lastDay().isBefore(contract.start())
                    && !other.shown().start().isAfter(contract.end())) {
                throw no(
                        "OGMS-7862 project: contract %s is about the same project in the same time, and its use would be charged for twice. End that one, or write its next version.",
                        other.id().value());
            }
        }
    }

    private static void sign(ContractRequest.Sign sign, Work work) {
        notEnded(work);
        if (work.after.drafter().equals(work.by)) {
            throw no(
                    "OGMS-7836 Whoever wrote version %d of contract %s does not note signatures under it. Ask another member of finance staff.",
                    work.after.latest().contract().version(), work.after.id().value());
        }
        work.add(
                new AgreementStep.Signed(
                        new ContractHistory.Signature(
                                sign.party(), sign.signatory(), work.now, sign.sha256())));
    }

    private void charge(Period period, Work work) {
        Contract contract = work.inForce();
        if (period.to().isAfter(work.after.lastDay())) {
            throw no(
                    "OGMS-7863 to: contract %s ended on %s. Charge for days until then.",
                    contract.reference(), work.after.lastDay());
        }
        if (work.after.isCharged(period)) {
            throw no(
                    "OGMS-7864 from: days of %s to %s are charged for already. Take that invoice back first, or charge for other days.",
                    period.from(), period.to());
        }
        List<String> units =
                contract.instruments().stream()
                        .filter(Instrument.Metered.class::isInstance)
                        .map(clause -> ((Instrument.Metered) clause).unit())
                        .toList();
        if (!units.isEmpty() && !period.to().isBefore(work.today)) {
            throw no("OGMS-7865 to: use is charged for when it is over. Give a day before today.");
        }
        MeteredUse use =
                units.isEmpty()
                        ? new MeteredUse(new TreeMap<>(), "not metered")
                        : used(contract, period, units);
        Invoice invoice = charges.due(contract, period, use);
        if (invoice.lines().isEmpty()) {
            throw no("OGMS-7866 from: nothing is due for %s to %s.", period.from(), period.to());
        }
        invoice(AgreementStep.Cause.PERIOD, invoice, work);
    }

    /// What was used, with each unit that is reckoned with.
    private MeteredUse used(Contract contract, Period period, List<String> units) {
        MeteredUse use = meter.of(contract.project(), period);
        for (String unit : units) {
            if (!use.units().containsKey(unit)) {
                throw no(
                        "OGMS-7896 No use of project %s in %s is known for %s to %s. Take it over first; if nothing was used, with 0.",
                        contract.project().value(), unit, period.from(), period.to());
            }
        }
        return use;
    }

    private void reach(ContractRequest.Reach reach, Work work) {
        Contract contract = work.inForce();
        if (!(contract.clause(reach.clause()).orElse(null)
                instanceof Instrument.Milestone milestone)) {
            throw no(
                    "OGMS-7778 clause: contract %s has no milestone %s.",
                    contract.reference(), reach.clause());
        }
        if (work.after.isReached(reach.clause())) {
            throw no(
                    "OGMS-7867 clause: milestone %s is invoiced already. A milestone is due once.",
                    reach.clause());
        }
        within(reach.on(), work);
        Money net = contract.discounted(milestone.clause(), milestone.amount());
        invoice(
                AgreementStep.Cause.MILESTONE,
                charges.taxed(
                        contract,
                        new Period(reach.on(), reach.on()),
                        List.of(
                                new Invoice.Line(
                                        milestone.clause(),
                                        "reached on %s: %s (%s)"
                                                .formatted(
                                                        reach.on(),
                                                        milestone.event(),
                                                        reach.evidence()),
                                        net))),
                work);
    }

    private String invoice(AgreementStep.Cause cause, Invoice invoice, Work work) {
        String number =
                "%s-%03d".formatted(work.after.id().value(), work.after.invoices().size() + 1);
        work.add(
                new AgreementStep.Invoiced(
                        number, cause, work.today, invoice, attribution(cause, invoice, work)));
        // What was paid before is income from now on.
        work.bind(work.today, number);
        return number;
    }

    /// Whose data earned it: nobody's where no use is known. A milestone is earned on a day and by
    /// no use of that day.
    private Optional<Attribution> attribution(
            AgreementStep.Cause cause, Invoice invoice, Work work) {
        if (cause == AgreementStep.Cause.MILESTONE) {
            return Optional.empty();
        }
        List<TrustUse> uses =
                meter.byTrust(work.after.shown().project(), invoice.period()).stream()
                        .filter(use -> use.units() > 0)
                        .toList();
        return uses.isEmpty()
                ? Optional.empty()
                : Optional.of(Attribution.of(invoice.net(), uses, counts));
    }

    private void pay(ContractRequest.Pay pay, Work work) {
        work.inForce();
        paying(pay.amount(), pay.on(), Bookings.payment(pay.reference()), work);
        work.add(new AgreementStep.Paid(pay.reference(), pay.amount(), pay.on(), pay.evidence()));
        work.bind(pay.on(), Bookings.payment(pay.reference()));
    }

    private void refund(ContractRequest.Refund refund, Work work) {
        paying(refund.amount(), refund.on(), Bookings.refund(refund.reference()), work);
        if (refund.amount().exceeds(work.after.credit())) {
            throw no(
                    "OGMS-7868 amount: %s is kept for the partner, and no more can be paid back. Take an invoice back first.",
                    work.after.credit());
        }
        work.add(
                new AgreementStep.Refunded(
                        refund.reference(), refund.amount(), refund.on(), refund.evidence()));
    }

    private void paying(Money amount, LocalDate on, String reference, Work work) {
        Money nil = work.after.nil();
        if (!amount.currency().equals(nil.currency())) {
            throw no(
                    "OGMS-7869 amount: %s moved, and contract %s is in %s. Book what the bank credited in the currency of the contract.",
                    amount, work.after.id().value(), nil.currency().getCurrencyCode());
        }
        if (amount.sign() <= 0) {
            throw no(
                    "OGMS-7870 amount: %s moved. Give more than nil; money goes back by a refund, an invoice by a credit note.",
                    amount);
        }
        notLater(on, work);
        if (books.find(reference).isPresent()) {
            throw no(
                    "OGMS-7871 reference: the bank's line %s is booked already, so nothing is booked. If this is another payment, give it its own reference.",
                    reference.substring(reference.indexOf('/') + 1));
        }
    }

    private static void credit(ContractRequest.Credit credit, Work work) {
        AgreementStep.Invoiced invoiced =
                work.after
                        .invoice(credit.invoice())
                        .orElseThrow(() ->
                                no(
                                        "OGMS-7872 invoice: contract %s has no invoice %s.",
                                        work.after.id().value(), credit.invoice()));
        if (work.after.credited(invoiced.number()).isPresent()) {
            throw no(
                    "OGMS-7873 invoice: %s was taken back already. Once is enough.",
                    invoiced.number());
        }
        work.add(
                new AgreementStep.Credited(
                        invoiced.number(), "CN-" + invoiced.number(), work.today, credit.why()));
    }

    private void declare(ContractRequest.Declare declare, Work work) {
        Contract contract = work.inForce();
        String reference = declare.declaration().reference();
        Period period = declare.declaration().period();
        if (work.after.hasDeclared(reference)) {
            throw no(
                    "OGMS-7874 reference: declaration %s was taken already. A correction has its own reference, after a credit note.",
                    reference);
        }
        if (work.after.isDeclared(declare.declaration().clause(), period)) {
            throw no(
                    "OGMS-7875 from: days of %s to %s were declared already. Take that invoice back first.",
                    period.from(), period.to());
        }
        if (!period.to().isBefore(work.today)) {
            throw no("OGMS-7876 to: what was earned is declared when the period is over.");
        }
        Period year = year(contract, period);
        MeteredUse use =
                contract.clause(declare.declaration().clause()).orElse(null)
                                instanceof Instrument.Royalty royalty
                        ? used(contract, period, List.of(royalty.unit()))
                        : new MeteredUse(new TreeMap<>(), "no royalty");
        Royalties.Finding finding =
                Royalties.judge(
                        declare.declaration(),
                        contract,
                        books.closedThrough(),
                        work.after.declaredDue(declare.declaration().clause(), year),
                        declare.last(),
                        use,
                        TOLERANCE);
        switch (finding) {
            case Royalties.Finding.Refused(String why) -> throw new IllegalArgumentException(why);
            case Royalties.Finding.Taken taken -> {
                Optional<String> number = Optional.empty();
                if (taken.due().sign() > 0) {
                    number =
                            Optional.of(
                                    invoice(
                                            AgreementStep.Cause.ROYALTY,
                                            charges.taxed(
                                                    contract,
                                                    period,
                                                    List.of(
                                                            new Invoice.Line(
                                                                    declare.declaration().clause(),
                                                                    taken.workings(),
                                                                    taken.due()))),
                                            work));
                }
                work.add(
                        new AgreementStep.Declared(
                                declare.declaration(),
                                taken.due(),
                                taken.workings(),
                                taken.recomputed(),
                                taken.alert(),
                                number));
            }
        }
    }

    /// The contract's year that a period lies in.
    private static Period year(Contract contract, Period period) {
        Period year = Charges.year(contract, period.from());
        if (period.from().isBefore(year.from()) || period.to().isAfter(year.to())) {
            throw no(
                    "OGMS-7877 from: caps and floors hold for a year of the contract, here %s to %s. Declare each year apart.",
                    year.from(), year.to());
        }
        return year;
    }

    private static void settle(ContractRequest.Settle settle, Work work) {
        boolean open =
                work.after.alerts().stream()
                        .anyMatch(d -> d.declaration().reference().equals(settle.declaration()));
        if (!open) {
            throw no(
                    "OGMS-7878 declaration: there is no open alert of declaration %s.",
                    settle.declaration());
        }
        work.add(new AgreementStep.Settled(settle.declaration(), settle.words()));
    }

    private static void allocate(Work work) {
        if (work.after.unallocated().sign() <= 0) {
            throw no("OGMS-7879 Nothing has come in that is not bound yet.");
        }
        if (work.known.rule(work.today).isEmpty()) {
            throw no(
                    "OGMS-7880 No rule of earmarks holds today. Publish one first: a rule is public before it divides money.");
        }
        work.bind(work.today, "received until " + work.today);
    }

    private void end(ContractRequest.End end, Work work) {
        notEnded(work);
        notLater(end.on(), work);
        Contract contract = work.after.shown();
        String evidence = end.evidence();
        // A draft that was never in force let nobody use data, and does not end what others do.
        if (end.ending() == AgreementStep.Ending.INSOLVENCY && work.after.inForce().isPresent()) {
            subjects.stop(
                    contract.project(),
                    "The partner of contract %s is insolvent, and data is no asset of an estate. Nobody uses data for it any more."
                            .formatted(contract.id()));
        }
        work.add(new AgreementStep.Ended(end.ending(), end.on(), evidence));
    }

    private static void notEnded(Work work) {
        if (!work.after.isEmpty() && work.after.ended().isPresent()) {
            throw no(
                    "OGMS-7881 Contract %s has %s on %s. A new agreement is a new contract.",
                    work.after.id().value(),
                    work.after.ended().get().ending().words(),
                    work.after.ended().get().on());
        }
    }

    private static void within(LocalDate on, Work work) {
        notLater(on, work);
        if (on.isBefore(work.after.shown().start()) || on.isAfter(work.after.lastDay())) {
            throw no(
                    "OGMS-7882 on: contract %s runs from %s to %s.",
                    work.after.id().value(), work.after.shown().start(), work.after.lastDay());
        }
    }

    private static void notLater(LocalDate on, Work work) {
        if (on.isAfter(work.today)) {
            throw no("OGMS-7883 on: %s is still to come. Give a day until today.", on);
        }
    }

    @SuppressWarnings("AnnotateFormatMethod") // needs a library for an annotation
    static IllegalArgumentException no(String what, Object... values) {
        return new IllegalArgumentException(String.format(java.util.Locale.ROOT, what, values));
    }
}
