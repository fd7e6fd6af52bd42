package org.opengms.server.pages;

import java.time.LocalDate;
import java.util.List;
import org.opengms.cases.ReportId;
import org.opengms.gate.Actor;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.OrderId;
import org.opengms.orders.OrderSpecimen;
import org.opengms.routing.OverrideReason;

/// What the pages show. Everything about one person passes the gate, which writes down who saw it;
/// what the gate denies is not returned.
public interface PageData {
    /// The orders of the actor's own organisation, newest first.
    OrderList orders(Actor actor, OrderFilter filter);

    /// The genomes that are kept behind conventional tests of the actor's own organisation.
    ///
    /// @param channel by which the actor reads, for the log
    KeptGenomeList keptGenomes(Actor actor, KeptGenomeFilter filter, String channel);

    /// How many kept genomes of the actor's own organisation were refused or are overdue. Tells
    /// nothing about a person.
    int genomesToSeeTo(Actor actor);

    /// Everything about one order.
    Lookup<OrderFile> order(Actor actor, OrderId id);

    /// The version of an order, which counts its changes from 1; 0 if there is no such order. Tells
    /// nothing about a person.
    int orderVersion(OrderId id);

    /// A report. A preliminary one is released for laboratory work only.
    Lookup<ReportFile> report(Actor actor, ReportId id);

    /// The work of the actor's own laboratory.
    Worklist worklist(Actor actor);

    /// How many tasks the actor's own laboratory can work on now. Tells nothing about a person.
    int openTasks(Actor actor);

    /// The samples at the actor's own laboratory that wait for their order, the longest first: with
    /// what the laboratory itself booked in, and nothing of any person whom the service knows.
    List<OrderSpecimen> waitingSamples(Actor actor);

    /// How often a policy routed an order and was not followed.
    ///
    /// @param decisions made
    /// @param promised of them with a promised day
    /// @param overridden orders for which a person chose otherwise
    record Followed(long decisions, long promised, long overridden) {}

    /// How often policies decided and were not followed since a day.
    Followed followed(LocalDate since);

    /// How often persons chose otherwise than was recommended, for one reason.
    ///
    /// @param laboratory that had been recommended
    /// @param kind what guided them
    /// @param orders whose last choice this is
    record ChosenOtherwise(OdsCode laboratory, OverrideReason.Kind kind, long orders) {}

    /// Why persons chose otherwise since a day, by laboratory, the commonest reason first.
    List<ChosenOtherwise> chosenOtherwise(LocalDate since);

    /// How the service runs, in numbers that name nobody.
    ServiceOverview overview();
}
