package org.opengms.maturity;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opengms.consent.DiscussionState;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.AskedOrder;
import org.opengms.orders.Finding;
import org.opengms.orders.FindingKind;
import org.opengms.orders.OrderId;
import org.opengms.orders.SpecimenDetails;
import org.opengms.orders.Submission;
import org.opengms.orders.TestOrder;

/// That an order came in, or was refused, and what came with it. Holds nothing of the patient, so
/// that what was refused can be counted without being kept.
///
/// @param at when it was answered
/// @param channel by which way
/// @param site the ordering site, if it was named
/// @param sender the organisation whose system or people sent it
/// @param order as kept; absent where it was refused
/// @param keys by which the same order is known when it is sent again: digests of the sender's own
///   numbers
/// @param missing how many mandatory items the order lacked
/// @param discussion whether its record of discussion came with it
/// @param sample whether its sample was scanned
public record OrderArrival(
        Instant at,
        IntakeChannel channel,
        Optional<OdsCode> site,
        OdsCode sender,
        Optional<OrderId> order,
        List<String> keys,
        int missing,
        Discussion discussion,
        Sample sample) {
    /// Findings that say that something mandatory is missing. The record of discussion has a
    /// measure of its own.
    private static final Set<FindingKind> MISSING =
            EnumSet.of(
                    FindingKind.DATA_ITEM_MISSING,
                    FindingKind.BIRTH_DATE_MISSING,
                    FindingKind.REQUESTER_MISSING,
                    FindingKind.INDICATION_MISSING,
                    FindingKind.PANELS_MISSING,
                    FindingKind.VARIANT_MISSING);

    public OrderArrival {
        keys = List.copyOf(keys);
    }

    /// The record of discussion, which whole genome sequencing needs.
    public enum Discussion {
        WITH_ORDER,
        MISSING,
        NOT_NEEDED
    }

    /// The sample's label, as the order gave it.
    public enum Sample {
        /// The order names the label on every tube: it was read at the site, before the order or at
        /// collection.
        SCANNED,
        /// A sample was at hand and its label was not given.
        NOT_SCANNED,
        /// No sample yet: nothing tells when it will be taken.
        TO_FOLLOW,
        /// The order needs none.
        NOT_NEEDED
    }

    /// An order that is accepted.
    ///
    /// @param asked as it was sent
    /// @param kept as it is kept
    public static OrderArrival accepted(
            Instant at,
            IntakeChannel channel,
            OdsCode sender,
            List<String> keys,
            AskedOrder asked,
            Submission.Kept kept) {
        TestOrder order = kept.order();
        return new OrderArrival(
                at,
                channel,
                order.orderingSite(),
                sender,
                Optional.of(order.id()),
                keys,
                missing(kept.findings()),
                discussion(asked, order),
                order.kind().needsSample()
                        ? sample(asked.request().specimens())
                        : Sample.NOT_NEEDED);
    }

    /// An order that is refused.
    ///
    /// @param site that it names, if it names one
    public static OrderArrival refused(
            Instant at,
            IntakeChannel channel,
            Optional<OdsCode> site,
            OdsCode sender,
            List<String> keys,
            List<Finding> findings) {
        return new OrderArrival(
                at,
                channel,
                site,
                sender,
                Optional.empty(),
                keys,
                missing(findings),
                Discussion.NOT_NEEDED,
                Sample.NOT_NEEDED);
    }

    private static int missing(List<Finding> findings) {
        return (int) findings.stream().filter(f -> MISSING.contains(f.kind())).count();
    }

    private static Discussion discussion(AskedOrder asked, TestOrder order) {
        if (!order.isGenome() || !order.kind().needsSample()) {
            return Discussion.NOT_NEEDED;
        }
        return asked.request()
                        .recordOfDiscussion()
                        .filter(r -> r.state() == DiscussionState.TAKEN)
                        .isPresent()
                ? Discussion.WITH_ORDER
                : Discussion.MISSING;
    }

    private static Sample sample(List<SpecimenDetails> specimens) {
        if (!specimens.isEmpty() && specimens.stream().noneMatch(s -> s.identifier().isBlank())) {
            return Sample.SCANNED;
        }
        return specimens.stream().anyMatch(SpecimenDetails::available)
                ? Sample.NOT_SCANNED
                : Sample.TO_FOLLOW;
    }
}
