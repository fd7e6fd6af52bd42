package org.opengms.infrastructure;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opengms.directory.TestMethod;

/// What a laboratory declares in one message or file: the components by name in JSON or YAML.
///
/// @param asOf the instant at which all of it was so
/// @param capacities how much there is of what
/// @param equipment which pieces there are
/// @param queues what is open and not on the platform
/// @param outages what does not work
/// @param outageEnds what works again
/// @param readiness how digital the ordering sites of the laboratory are
public record Declaration(
        Instant asOf,
        Optional<List<DeclaredCapacity>> capacities,
        Optional<List<DeclaredEquipment>> equipment,
        Optional<List<DeclaredQueue>> queues,
        Optional<List<DeclaredOutage>> outages,
        Optional<List<DeclaredOutageEnd>> outageEnds,
        Optional<List<DeclaredReadiness>> readiness) {

    /// The most things that one declaration says.
    public static final int MOST_CLAIMS = 1000;

    /// @throws IllegalArgumentException if it says nothing, or far too much
    public Declaration {
        capacities = capacities.map(List::copyOf);
        equipment = equipment.map(List::copyOf);
        queues = queues.map(List::copyOf);
        outages = outages.map(List::copyOf);
        outageEnds = outageEnds.map(List::copyOf);
        readiness = readiness.map(List::copyOf);
        int claims =
                size(capacities)
                        + size(equipment)
                        + size(queues)
                        + size(outages)
                        + size(outageEnds)
                        + size(readiness);
        if (claims == 0 || claims > MOST_CLAIMS) {
            throw new IllegalArgumentException(
                    "OGMS-6508 The declaration says %d things: it must say between 1 and %d, in capacities, equipment, queues, outages, outageEnds or readiness."
                            .formatted(claims, MOST_CLAIMS));
        }
    }

    /// One thing that is declared.
    public sealed interface Declared {}

    /// Says one thing alone.
    public static Declaration of(Instant asOf, Declared one) {
        return new Declaration(
                asOf,
                only(DeclaredCapacity.class, one),
                only(DeclaredEquipment.class, one),
                only(DeclaredQueue.class, one),
                only(DeclaredOutage.class, one),
                only(DeclaredOutageEnd.class, one),
                only(DeclaredReadiness.class, one));
    }

    private static <T extends Declared> Optional<List<T>> only(Class<T> kind, Declared one) {
        return Optional.of(one).filter(kind::isInstance).map(kind::cast).map(List::of);
    }

    /// @param limit a code of [Limit#code()]
    /// @param amount in the unit of the limit
    /// @param from the first day on which it holds; absent for the day of `asOf`
    public record DeclaredCapacity(String limit, double amount, Optional<LocalDate> from)
            implements Declared {}

    /// @param id what the laboratory calls it
    /// @param model as its maker calls it
    /// @param gives a code of [Limit#code()], of a resource
    /// @param amount in the unit of the resource; 0 once it is out of use for good
    /// @param from the first day on which it holds; absent for the day of `asOf`
    public record DeclaredEquipment(
            EquipmentId id, String model, String gives, double amount, Optional<LocalDate> from)
            implements Declared {}

    /// @param oldestAgeDays calendar days since the oldest was received
    public record DeclaredQueue(TestMethod method, int openOrders, Optional<Integer> oldestAgeDays)
            implements Declared {}

    /// @param outage identifier of the outage that is corrected; absent for a new one
    /// @param limit a code of [Limit#code()]
    /// @param remainingShare of the capacity, or of the one piece of equipment, between 0 and 1
    /// @param equipment the one piece that does not work; it gives what the limit says
    public record DeclaredOutage(
            Optional<OutageId> outage,
            String limit,
            Instant from,
            Optional<Instant> expectedEnd,
            double remainingShare,
            Optional<EquipmentId> equipment)
            implements Declared {}

    /// @param outage identifier of the outage that is over
    /// @param at since when
    public record DeclaredOutageEnd(OutageId outage, Instant at) implements Declared {}

    /// @param from the first day on which it holds; absent for the day of `asOf`
    public record DeclaredReadiness(OdsCode site, DigitalReadiness shares, Optional<LocalDate> from)
            implements Declared {}

    private static int size(Optional<? extends List<?>> list) {
        return list.map(List::size).orElse(0);
    }

    /// The statements that it makes. What it says of outages counts from when it is said: of two
    /// messages about one outage the last word holds, not the later day.
    ///
    /// @param laboratory that declares
    /// @throws IllegalArgumentException if one of them cannot be
    public List<Statement> statements(OdsCode laboratory, Said said) {
        LocalDate day = Statement.dayOf(asOf);
        LocalDate saidOn = Statement.dayOf(said.at());
        List<Statement> statements = new ArrayList<>();
        for (DeclaredCapacity one : capacities.orElse(List.of())) {
            statements.add(
                    new Statement(
                            laboratory,
                            new Claim.Capacity(Limit.parse(one.limit()), one.amount()),
                            asOf,
                            one.from().orElse(day),
                            said));
        }
        for (DeclaredEquipment one : equipment.orElse(List.of())) {
            statements.add(
                    new Statement(
                            laboratory,
                            new Claim.Equipment(
                                    one.id(), one.model(), resource(one.gives()), one.amount()),
                            asOf,
                            one.from().orElse(day),
                            said));
        }
        for (DeclaredQueue one : queues.orElse(List.of())) {
            statements.add(
                    new Statement(
                            laboratory,
                            new Claim.Queue(one.method(), one.openOrders(), one.oldestAgeDays()),
                            asOf,
                            day,
                            said));
        }
        for (DeclaredOutage one : outages.orElse(List.of())) {
            statements.add(
                    new Statement(
                            laboratory,
                            new Claim.Outage(
                                    one.outage().orElseGet(OutageId::random),
                                    Limit.parse(one.limit()),
                                    one.from(),
                                    one.expectedEnd(),
                                    one.remainingShare(),
                                    one.equipment()),
                            asOf,
                            saidOn,
                            said));
        }
        for (DeclaredOutageEnd one : outageEnds.orElse(List.of())) {
            statements.add(
                    new Statement(
                            laboratory,
                            new Claim.OutageEnd(one.outage(), one.at()),
                            asOf,
                            saidOn,
                            said));
        }
        for (DeclaredReadiness one : readiness.orElse(List.of())) {
            statements.add(
                    new Statement(
                            one.site(),
                            new Claim.Readiness(one.shares()),
                            asOf,
                            one.from().orElse(day),
                            said));
        }
        return statements;
    }

    private static ResourceKind resource(String code) {
        if (Limit.parse(code) instanceof Limit.Resource(ResourceKind kind)) {
            return kind;
        }
        throw new IllegalArgumentException(
                "OGMS-6511 Equipment gives %s, which is no resource. Say resource:GENOME_SLOTS, resource:COMPUTE_HOURS, resource:STORAGE_GB or resource:NETWORK_GB."
                        .formatted(code));
    }
}
