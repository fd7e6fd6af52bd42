package org.opengms.server.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.DigitalReadiness;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.OrderState;
import org.opengms.server.register.RegisterFigures;

/// How the service runs, in numbers that name nobody.
///
/// @param asOf when it was counted
/// @param states every state, in the order of the journey
/// @param methods how many orders went to each method; absent method while a person must choose
/// @param reasons why orders went to whole genome sequencing, to a conventional test or to a
///   person, the commonest first
/// @param turnaround from acceptance to signature, by method
/// @param loads what laboratories have open against what they can take
/// @param sites every site with its readiness
/// @param keptGenomes how genomes that were kept behind conventional tests stand, in the order of
///   their states
/// @param keptToSeeTo who must see to kept genomes
/// @param participants persons in the research cohort, as the public register tells it
/// @param accessLogEntries entries in the log of readings
public record ServiceOverview(
        Instant asOf,
        List<StateCount> states,
        List<MethodCount> methods,
        List<ReasonCount> reasons,
        List<Turnaround> turnaround,
        List<Load> loads,
        List<SiteUse> sites,
        List<KeptCount> keptGenomes,
        List<KeptToSeeTo> keptToSeeTo,
        RegisterFigures.Count participants,
        long accessLogEntries) {
    public ServiceOverview {
        states = List.copyOf(states);
        methods = List.copyOf(methods);
        reasons = List.copyOf(reasons);
        turnaround = List.copyOf(turnaround);
        loads = List.copyOf(loads);
        sites = List.copyOf(sites);
        keptGenomes = List.copyOf(keptGenomes);
        keptToSeeTo = List.copyOf(keptToSeeTo);
    }

    /// Orders in a state.
    public record StateCount(OrderState state, int orders) {}

    /// Orders by a method; absent while a person must choose.
    public record MethodCount(Optional<TestMethod> method, int orders) {}

    /// Orders that were routed for one reason.
    ///
    /// @param method where the reason led to; absent where a person had to choose
    /// @param reason the weightiest reason, without the numbers of the single case
    public record ReasonCount(Optional<TestMethod> method, String reason, int orders) {}

    /// Time from acceptance to signature.
    ///
    /// @param reported how many reports are signed
    /// @param median half took no longer
    /// @param ninetieth nine in ten took no longer
    /// @param shortestStandardDays the strictest standard among them, in calendar days
    /// @param longestStandardDays the most generous standard among them, in calendar days
    /// @param withinStandard how many were signed by their due day
    public record Turnaround(
            TestMethod method,
            int reported,
            Duration median,
            Duration ninetieth,
            int shortestStandardDays,
            int longestStandardDays,
            int withinStandard) {}

    /// What a laboratory has open by a method.
    ///
    /// @param openOrders routed there and not yet reported
    public record Load(
            OdsCode ods,
            String laboratory,
            TestMethod method,
            int openOrders,
            int capacitySamplesPerWeek) {}

    /// Kept genomes in a state.
    public record KeptCount(KeptGenomeState state, int genomes) {}

    /// Kept genomes that an organisation must see to.
    ///
    /// @param organisation that ordered, by name
    public record KeptToSeeTo(String organisation, int refused, int overdue) {}

    /// What a site sends, and how digital it is.
    public record SiteUse(OdsCode ods, String site, int orders, DigitalReadiness readiness) {}

    /// All orders.
    public int orders() {
        return states.stream().mapToInt(StateCount::orders).sum();
    }
}
