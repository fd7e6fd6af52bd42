package org.opengms.value;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.opengms.ledger.charging.Period;
import org.opengms.ledger.contract.Contract;
import org.opengms.ledger.contract.ContractHistory;
import org.opengms.ledger.money.Money;
import org.opengms.ledger.money.Money.Rounding;

/// A contract with everything that happened under it, as its steps have made it: a pure function of
/// them.
public final class Agreement {
    private final ContractId id;
    private final List<AgreementEntry> history;
    private final Map<String, AgreementStep.Invoiced> invoices = new LinkedHashMap<>();
    private final Map<String, AgreementStep.Credited> credited = new LinkedHashMap<>();
    private final List<AgreementStep.Paid> payments = new ArrayList<>();
    private final List<AgreementStep.Refunded> refunds = new ArrayList<>();
    private final List<AgreementStep.Allocated> allocations = new ArrayList<>();
    private final Map<String, AgreementStep.Declared> declarations = new LinkedHashMap<>();
    private final Map<String, AgreementStep.Settled> settled = new LinkedHashMap<>();
    private final Set<String> milestones = new TreeSet<>();
    private @Nullable ContractHistory versions;
    private AgreementStep.@Nullable Ended ended;

    private Agreement(ContractId id, List<AgreementEntry> history) {
        this.id = id;
        this.history = List.copyOf(history);
        this.history.forEach(entry -> take(entry.step()));
    }

    /// A contract from its steps.
    ///
    /// @param history the oldest first; may be empty
    /// @throws IllegalArgumentException if the steps are not those of a contract, such as when a
    ///   version was changed after it was signed
    public static Agreement of(ContractId id, List<AgreementEntry> history) {
        return new Agreement(id, history);
    }

    /// The same with more steps.
    Agreement with(List<AgreementEntry> next) {
        List<AgreementEntry> longer = new ArrayList<>(history);
        longer.addAll(next);
        return new Agreement(id, longer);
    }

    private void take(AgreementStep step) {
        switch (step) {
            case AgreementStep.Drafted(Contract contract) ->
                    versions =
                            versions == null
                                    ? ContractHistory.of(contract)
                                    : versions.amended(contract);
            case AgreementStep.Signed(ContractHistory.Signature signature) ->
                    versions = versions().signed(signature);
            case AgreementStep.Invoiced invoiced -> {
                invoices.put(invoiced.number(), invoiced);
                if (invoiced.cause() == AgreementStep.Cause.MILESTONE) {
                    milestones.add(invoiced.invoice().lines().getFirst().clause());
                }
            }
            case AgreementStep.Paid paid -> payments.add(paid);
            case AgreementStep.Refunded refunded -> refunds.add(refunded);
            case AgreementStep.Credited credit -> {
                credited.put(credit.invoice(), credit);
                AgreementStep.Invoiced taken = invoices.get(credit.invoice());
                if (taken != null && taken.cause() == AgreementStep.Cause.MILESTONE) {
                    milestones.remove(taken.invoice().lines().getFirst().clause());
                }
            }
            case AgreementStep.Declared declared ->
                    declarations.put(declared.declaration().reference(), declared);
            case AgreementStep.Settled settling -> settled.put(settling.declaration(), settling);
            case AgreementStep.Allocated allocated -> allocations.add(allocated);
            case AgreementStep.Ended end -> ended = end;
        }
    }

    /// Its number.
    public ContractId id() {
        return id;
    }

    /// All steps, the oldest first.
    public List<AgreementEntry> history() {
        return history;
    }

    /// Whether nothing was ever written under this number.
    public boolean isEmpty() {
        return versions == null;
    }

    /// All versions with their signatures.
    ///
    /// @throws IllegalStateException if there is none
    public ContractHistory versions() {
        if (versions == null) {
            throw new IllegalStateException(
                    "OGMS-7854 Contract %s has no version. Its steps are incomplete."
                            .formatted(id.value()));
        }
        return versions;
    }

    /// The last version, signed or not.
    public ContractHistory.Version latest() {
        return versions().versions().getLast();
    }

    /// The last version that both parties signed.
    public Optional<Contract> inForce() {
        return versions().inForce();
    }

    /// What is in force, or as it was last written.
    public Contract shown() {
        return inForce().orElseGet(() -> latest().contract());
    }

    /// Who wrote the last version.
    public String drafter() {
        return history.reversed().stream()
                .filter(entry -> entry.step() instanceof AgreementStep.Drafted)
                .map(AgreementEntry::by)
                .findFirst()
                .orElseThrow();
    }

    /// The version that an invoice names, such as `C-12/2`.
    ///
    /// @throws IllegalStateException if there is none
    public Contract version(String reference) {
        return versions().versions().stream()
                .map(ContractHistory.Version::contract)
                .filter(contract -> contract.reference().equals(reference))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException(
                                "OGMS-7831 There is no version %s. The contract's steps are incomplete."
                                        .formatted(reference)));
    }

    /// How it ended early, if it did.
    public Optional<AgreementStep.Ended> ended() {
        return Optional.ofNullable(ended);
    }

    /// The last day for which anything is charged.
    public LocalDate lastDay() {
        LocalDate end = shown().end();
        return ended().map(AgreementStep.Ended::on).filter(on -> on.isBefore(end)).orElse(end);
    }

    /// Whether it is in force on a day.
    public boolean isInForce(LocalDate on) {
        return inForce().isPresent() && !on.isBefore(shown().start()) && !on.isAfter(lastDay());
    }

    /// All invoices, the oldest first.
    public List<AgreementStep.Invoiced> invoices() {
        return List.copyOf(invoices.values());
    }

    /// One invoice.
    public Optional<AgreementStep.Invoiced> invoice(String number) {
        return Optional.ofNullable(invoices.get(number));
    }

    /// The credit note that took an invoice back, if one did.
    public Optional<AgreementStep.Credited> credited(String invoice) {
        return Optional.ofNullable(credited.get(invoice));
    }

    /// The invoices that were not taken back, the oldest first.
    public List<AgreementStep.Invoiced> standing() {
        return invoices.values().stream()
                .filter(invoiced -> !credited.containsKey(invoiced.number()))
                .toList();
    }

    /// All credit notes.
    public List<AgreementStep.Credited> creditNotes() {
        return List.copyOf(credited.values());
    }

    /// All payments.
    public List<AgreementStep.Paid> payments() {
        return List.copyOf(payments);
    }

    /// All that was paid back.
    public List<AgreementStep.Refunded> refunds() {
        return List.copyOf(refunds);
    }

    /// All that was bound.
    public List<AgreementStep.Allocated> allocations() {
        return List.copyOf(allocations);
    }

    /// All royalty declarations that were taken.
    public List<AgreementStep.Declared> declarations() {
        return List.copyOf(declarations.values());
    }

    /// What was found about an alert, if it was looked into.
    public Optional<AgreementStep.Settled> settled(String declaration) {
        return Optional.ofNullable(settled.get(declaration));
    }

    /// Declarations with an alert that nobody has looked into.
    public List<AgreementStep.Declared> alerts() {
        return declarations.values().stream()
                .filter(d -> d.alert().isPresent())
                .filter(d -> !settled.containsKey(d.declaration().reference()))
                .toList();
    }

    /// Whether the milestone of a clause stands invoiced.
    boolean isReached(String clause) {
        return milestones.contains(clause);
    }

    /// Whether a day of a period is charged for already.
    boolean isCharged(Period period) {
        return standing().stream()
                .filter(invoiced -> invoiced.cause() == AgreementStep.Cause.PERIOD)
                .map(invoiced -> invoiced.invoice().period())
                .anyMatch(other -> overlap(other, period));
    }

    /// Whether use of a period has been charged for, or held against a declaration.
    boolean isReckonedWith(Period period) {
        return isCharged(period)
                || declaredStanding().anyMatch(d -> overlap(d.declaration().period(), period));
    }

    /// Whether a royalty was declared already for a day of a period.
    boolean isDeclared(String clause, Period period) {
        return declaredStanding()
                .filter(d -> d.declaration().clause().equals(clause))
                .anyMatch(d -> overlap(d.declaration().period(), period));
    }

    boolean hasDeclared(String reference) {
        return declarations.containsKey(reference);
    }

    /// What is due already by declarations of a clause within a time.
    Money declaredDue(String clause, Period within) {
        return declaredStanding()
                .filter(d -> d.declaration().clause().equals(clause))
                .filter(d -> overlap(d.declaration().period(), within))
                .map(AgreementStep.Declared::due)
                .reduce(nil(), Money::plus);
    }

    private java.util.stream.Stream<AgreementStep.Declared> declaredStanding() {
        return declarations.values().stream().filter(d -> d.invoice().map(credited::get).isEmpty());
    }

    private static boolean overlap(Period one, Period other) {
        return !one.from().isAfter(other.to()) && !other.from().isAfter(one.to());
    }

    /// Nothing, in the contract's currency.
    public Money nil() {
        return new Money(shown().currency(), 0);
    }

    /// What stands invoiced, without VAT.
    public Money invoicedNet() {
        return standing().stream().map(i -> i.invoice().net()).reduce(nil(), Money::plus);
    }

    /// What stands invoiced, with VAT.
    public Money invoicedGross() {
        return standing().stream().map(i -> i.invoice().gross()).reduce(nil(), Money::plus);
    }

    /// The VAT of what stands invoiced.
    public Money vat() {
        return invoicedGross().minus(invoicedNet());
    }

    /// What the partner paid, less what was paid back.
    public Money paid() {
        Money in = payments.stream().map(AgreementStep.Paid::amount).reduce(nil(), Money::plus);
        return refunds.stream().map(AgreementStep.Refunded::amount).reduce(in, Money::minus);
    }

    /// What is kept for the partner: paid, and not owed.
    public Money credit() {
        Money over = paid().minus(invoicedGross());
        return over.sign() > 0 ? over : nil();
    }

    /// What the partner owes.
    public Money outstanding() {
        Money open = invoicedGross().minus(paid());
        return open.sign() > 0 ? open : nil();
    }

    /// How much of each invoice that stands is paid, the oldest settled first.
    public Map<String, Money> paidOf() {
        Map<String, Money> of = new LinkedHashMap<>();
        Money left = paid();
        for (AgreementStep.Invoiced invoiced : standing()) {
            Money gross = invoiced.invoice().gross();
            Money part = gross.exceeds(left) ? left : gross;
            of.put(invoiced.number(), part);
            left = left.minus(part);
        }
        return of;
    }

    /// The income that has come in: of each invoice its price in proportion to what is paid of it,
    /// VAT left out. An invoice that is paid whole gives its price to the penny, in however many
    /// payments.
    public Money receivedNet() {
        Map<String, Money> paidOf = paidOf();
        Money sum = nil();
        for (AgreementStep.Invoiced invoiced : standing()) {
            Money gross = invoiced.invoice().gross();
            Money part = paidOf.getOrDefault(invoiced.number(), nil());
            if (part.sign() > 0) {
                sum =
                        sum.plus(
                                invoiced.invoice()
                                        .net()
                                        .times(
                                                BigDecimal.valueOf(part.minorUnits()),
                                                BigDecimal.valueOf(gross.minorUnits()),
                                                Rounding.HALF_UP));
            }
        }
        return sum;
    }

    /// What was bound in all.
    public Money allocated() {
        return allocations.stream().map(AgreementStep.Allocated::amount).reduce(nil(), Money::plus);
    }

    /// What has come in and is not bound yet. Less than nil where an invoice was taken back after
    /// its money was bound: what comes in next fills that first.
    public Money unallocated() {
        return receivedNet().minus(allocated());
    }
}
