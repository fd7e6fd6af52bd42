package org.opengms.server.persistence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.OrderId;
import org.opengms.people.PersonId;

/// What to search resources for.
///
/// @param type of resource
/// @param all must hold together
/// @param after where the page before ended; absent for the first page
/// @param offset how many to skip from there
/// @param limit how many to give, at least 1
public record ResourceQuery(
        String type, List<Criterion> all, Optional<Position> after, int offset, int limit) {
    public ResourceQuery {
        all = List.copyOf(all);
    }

    /// One thing that a resource must be.
    public sealed interface Criterion {}

    /// One of these.
    public record WithId(List<String> ids) implements Criterion {
        public WithId {
            ids = List.copyOf(ids);
        }
    }

    /// Worked on by a laboratory.
    public record OwnedBy(OdsCode laboratory) implements Criterion {}

    /// Of an order on which a laboratory has, or had, a task.
    public record WorkedOnBy(OdsCode laboratory) implements Criterion {}

    /// Asked for or sent by an organisation; its sites count as itself.
    public record RequestedBy(OdsCode organisation) implements Criterion {}

    /// In one of these states of FHIR.
    public record InStatus(List<String> statuses) implements Criterion {
        public InStatus {
            statuses = List.copyOf(statuses);
        }
    }

    /// With any of these search values, as [org.opengms.fhir.SearchKeys#tokens()] writes them.
    public record WithToken(List<String> tokens) implements Criterion {
        public WithToken {
            tokens = List.copyOf(tokens);
        }

        /// Never the values: they may be NHS numbers.
        @Override
        public String toString() {
            return "WithToken[" + tokens.size() + "]";
        }
    }

    /// About a patient with any of these identifiers, `identifier=system|value`.
    ///
    /// @param own the same as said by the resource's own reference, `patient:identifier=…`
    public record OfPatient(List<String> identifiers, List<String> own) implements Criterion {
        public OfPatient {
            identifiers = List.copyOf(identifiers);
            own = List.copyOf(own);
        }

        /// Never the values: they may be NHS numbers.
        @Override
        public String toString() {
            return "OfPatient[" + identifiers.size() + "]";
        }
    }

    /// Of a person, whoever ordered.
    public record OfPerson(PersonId person) implements Criterion {}

    /// Of an order.
    public record OfOrder(OrderId order) implements Criterion {}

    /// Last changed in a span of time.
    public record Changed(Span span) implements Criterion {}

    /// Whose date lies in a span of time.
    public record Dated(Span span) implements Criterion {}

    /// A span of time.
    ///
    /// @param from inclusive; absent for any earlier time
    /// @param until exclusive; absent for any later time
    public record Span(Optional<Instant> from, Optional<Instant> until) {}

    /// Where a page ends: results come in the order in which they last changed, then by id.
    public record Position(Instant lastUpdated, String id) {}
}
