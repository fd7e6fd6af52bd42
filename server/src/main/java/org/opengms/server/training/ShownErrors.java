package org.opengms.server.training;

import java.util.List;
import java.util.Optional;
import org.opengms.evaluation.statistics.Proportion;
import org.opengms.planning.statistics.Interval;
import org.opengms.training.OrderErrors;

/// Errors in the orders of first days, as they are shown: nothing that tells of a few people.
///
/// @param lines those who learned before, those who did not, and accounts of nobody in particular
/// @param difference of the first less the second, in shares of orders, with Newcombe's limits at
///   95 %; absent if either is withheld or has no orders
public record ShownErrors(List<Line> lines, Optional<Interval> difference) {
    private static final double CONFIDENCE = 0.95;

    public ShownErrors {
        lines = List.copyOf(lines);
    }

    /// Some accounts together.
    ///
    /// @param who they are, in words
    /// @param group absent if they are few
    /// @param rate of errors among orders, with Wilson's limits at 95 %; absent if the group is, or
    ///   has no orders
    public record Line(String who, Optional<OrderErrors.Group> group, Optional<Interval> rate) {
        static Line of(String who, OrderErrors.Group group, int threshold) {
            boolean isFew = group.accounts() > 0 && group.accounts() < threshold;
            return new Line(
                    who,
                    isFew ? Optional.empty() : Optional.of(group),
                    isFew ? Optional.empty() : proportion(group).map(p -> p.wilson(CONFIDENCE)));
        }
    }

    private static Optional<Proportion> proportion(OrderErrors.Group group) {
        return group.orders() == 0
                ? Optional.empty()
                : Optional.of(Proportion.of(group.errors(), group.orders()));
    }

    /// @param threshold numbers of people from 1 to one below it are withheld
    public static ShownErrors of(OrderErrors errors, int threshold) {
        Line trained =
                Line.of(
                        "Staff with an exercise or course from before their first order",
                        errors.trained(),
                        threshold);
        Line untrained = Line.of("Other staff", errors.untrained(), threshold);
        boolean isBoth = trained.rate().isPresent() && untrained.rate().isPresent();
        return new ShownErrors(
                List.of(
                        trained,
                        untrained,
                        Line.of(
                                "Accounts of nobody in particular, such as hospitals' systems",
                                errors.unnamed(),
                                threshold)),
                isBoth
                        ? proportion(errors.trained())
                                .flatMap(a ->
                                        proportion(errors.untrained())
                                                .map(b -> a.minus(b, CONFIDENCE)))
                        : Optional.empty());
    }
}
