package org.opengms.server.patient;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opengms.orders.OrderId;
import org.opengms.people.People;
import org.opengms.people.Person;
import org.opengms.people.PersonId;
import org.opengms.safeguards.Held;
import org.opengms.safeguards.HeldBack;
import org.opengms.safeguards.Withholding;
import org.opengms.server.persistence.ResourceStore.Stored;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a person's own program reads of their resources: what their page shows of the same, and
/// nothing beside it. An order holds what clinicians wrote for a laboratory, and a report names
/// staff and what was found in words that were not told.
public final class OwnResources {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Set<String> OF_ORDER =
            Set.of(
                    "resourceType",
                    "id",
                    "meta",
                    "identifier",
                    "status",
                    "intent",
                    "category",
                    "code",
                    "reasonCode",
                    "subject",
                    "authoredOn");

    private static final Set<String> OF_REPORT =
            Set.of(
                    "resourceType",
                    "id",
                    "meta",
                    "identifier",
                    "basedOn",
                    "status",
                    "category",
                    "code",
                    "subject",
                    "effectiveDateTime",
                    "issued",
                    "conclusion",
                    "conclusionCode");

    private final JdbcClient jdbc;
    private final People people;
    private final Discretion discretion;

    public OwnResources(JdbcClient jdbc, People people, Discretion discretion) {
        this.jdbc = jdbc;
        this.people = people;
        this.discretion = discretion;
    }

    /// One reading of a person's resources, with what is held back from them at this moment.
    public final class Reading {
        private final PersonId reader;
        private final HeldBack held;

        private Reading(PersonId reader) {
            this.reader = reader;
            this.held = discretion.held(reader, Withholding.Reader.THE_PERSON);
        }

        /// A resource as the person's own program gets it.
        ///
        /// @return empty where nothing of it is shown: it is held back, or a result that nobody has
        ///   told in this version
        public Optional<Stored> shown(Stored stored) {
            if (stored.order().filter(order -> holds(held, Held.Kind.TEST, order)).isPresent()
                    && !stored.type().equals("Patient")) {
                return Optional.empty();
            }
            return switch (stored.type()) {
                case "ServiceRequest" -> Optional.of(order(stored));
                case "DiagnosticReport" -> report(stored, reader, held);
                case "Consent" ->
                        held.holds(Held.Kind.STATEMENT, UUID.fromString(stored.id()))
                                ? Optional.empty()
                                : Optional.of(stored);
                default -> Optional.of(stored);
            };
        }
    }

    /// Begins to read a person's resources.
    public Reading of(PersonId reader) {
        return new Reading(reader);
    }

    private static boolean holds(HeldBack held, Held.Kind kind, OrderId order) {
        return held.holds(kind, UUID.fromString(order.value()));
    }

    private static Stored order(Stored stored) {
        ObjectNode tree = tree(stored);
        tree.retain(OF_ORDER);
        codesAlone(tree, "code");
        codesAlone(tree, "reasonCode");
        return stored.with(JSON.writeValueAsString(tree));
    }

    private Optional<Stored> report(Stored stored, PersonId reader, HeldBack held) {
        Optional<OrderId> order = stored.order();
        Optional<Person> person = people.find(reader);
        if (order.isEmpty()
                || person.isEmpty()
                || holds(held, Held.Kind.RESULT, order.get())
                || !isTold(stored)) {
            return Optional.empty();
        }
        ObjectNode tree = tree(stored);
        tree.retain(OF_REPORT);
        String conclusion = tree.path("conclusion").asString("");
        if (!discretion.mayShowWords(conclusion, order.get(), person.get(), held)) {
            tree.put("conclusion", Discretion.ASK);
        }
        return Optional.of(stored.with(JSON.writeValueAsString(tree)));
    }

    private boolean isTold(Stored report) {
        return jdbc.sql(
                        """
                        select exists (select 1 from result_told
                            where report_id = cast(:report as uuid) and version = :version)
                        """)
                .param("report", report.id())
                .param("version", report.version())
                .query(Boolean.class)
                .single();
    }

    private static ObjectNode tree(Stored stored) {
        return (ObjectNode) JSON.readTree(stored.body());
    }

    /// Leaves the codes of a concept, or of several, and takes out what somebody wrote beside them.
    private static void codesAlone(ObjectNode resource, String element) {
        if (resource.path(element) instanceof ObjectNode one) {
            one.remove("text");
        }
        for (var concept : resource.path(element)) {
            if (concept instanceof ObjectNode one) {
                one.remove("text");
            }
        }
    }
}
