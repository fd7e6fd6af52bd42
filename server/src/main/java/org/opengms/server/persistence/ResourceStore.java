package org.opengms.server.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opengms.fhir.ResourceVersion;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.OrderId;
import org.opengms.people.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;

/// FHIR resources in PostgreSQL: every version is kept as text, the newest can be searched.
public final class ResourceStore {
    private final JdbcClient jdbc;

    public ResourceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A resource as it is kept, with whose it is.
    ///
    /// @param person whom it is about, if anybody
    /// @param order the order that it belongs to, if any
    public record Stored(
            String type,
            String id,
            int version,
            Instant lastUpdated,
            Optional<PersonId> person,
            Optional<OrderId> order,
            Optional<OdsCode> owner,
            Optional<OdsCode> requester,
            String body) {}

    /// What to search for; absent parts match everything.
    ///
    /// @param type of resource
    /// @param owner laboratory that owns it
    /// @param requester organisation that asked for it; its sites count as itself
    /// @param statuses any of these
    /// @param codes any of these, as `code` or `system|code`
    /// @param identifier as `system|value`
    /// @param order that it belongs to
    /// @param changedSince changed at or after
    /// @param offset how many to skip
    /// @param limit how many to give
    public record Query(
            String type,
            Optional<OdsCode> owner,
            Optional<OdsCode> requester,
            List<String> statuses,
            List<String> codes,
            Optional<String> identifier,
            Optional<OrderId> order,
            Optional<Instant> changedSince,
            int offset,
            int limit) {}

    /// Keeps a version and makes it the newest.
    ///
    /// @param recordedBy the actor whose deed it is
    public void add(ResourceVersion resource, String recordedBy) {
        jdbc.sql(
                        """
                        insert into resource_version (type, id, version, last_updated, recorded_by, body)
                        values (:type, :id, :version, :updated, :by, :body)
                        """)
                .param("type", resource.type())
                .param("id", resource.id())
                .param("version", resource.version())
                .param("updated", Rows.utc(resource.lastUpdated()))
                .param("by", recordedBy)
                .param("body", resource.json())
                .update();
        jdbc.sql(
                        """
                        insert into resource_current (type, id, version, last_updated, person_id, order_id,
                            owner, requester, status, codes, identifiers)
                        values (:type, :id, :version, :updated, :person, :order,
                            :owner, :requester, :status, :codes, :identifiers)
                        on conflict (type, id) do update set version = excluded.version,
                            last_updated = excluded.last_updated, person_id = excluded.person_id,
                            order_id = excluded.order_id, owner = excluded.owner,
                            requester = excluded.requester, status = excluded.status,
                            codes = excluded.codes, identifiers = excluded.identifiers
                        """)
                .param("type", resource.type())
                .param("id", resource.id())
                .param("version", resource.version())
                .param("updated", Rows.utc(resource.lastUpdated()))
                .param(
                        "person",
                        resource.keys().person().map(p -> UUID.fromString(p.value())).orElse(null))
                .param(
                        "order",
                        resource.keys().order().map(o -> UUID.fromString(o.value())).orElse(null))
                .param("owner", resource.keys().owner().map(OdsCode::value).orElse(null))
                .param("requester", resource.keys().requester().map(OdsCode::value).orElse(null))
                .param("status", resource.keys().status())
                .param("codes", resource.keys().codes().toArray(String[]::new))
                .param("identifiers", resource.keys().identifiers().toArray(String[]::new))
                .update();
    }

    /// The newest version.
    public Optional<Stored> find(String type, String id) {
        return jdbc.sql(
                        """
                        select c.*, v.body from resource_current c
                            join resource_version v using (type, id, version)
                        where c.type = :type and c.id = :id
                        """)
                .param("type", type)
                .param("id", id)
                .query(ResourceStore::stored)
                .optional();
    }

    /// Every version, newest first.
    public List<Stored> history(String type, String id) {
        return jdbc.sql(
                        """
                        select c.type, c.id, v.version, v.last_updated, c.person_id, c.order_id, c.owner,
                            c.requester, v.body
                        from resource_current c join resource_version v using (type, id)
                        where c.type = :type and c.id = :id order by v.version desc
                        """)
                .param("type", type)
                .param("id", id)
                .query(ResourceStore::stored)
                .list();
    }

    /// The newest versions that match, in the order in which they last changed.
    public List<Stored> search(Query query) {
        StringBuilder sql =
                new StringBuilder(
                        """
                        select c.*, v.body from resource_current c
                            join resource_version v using (type, id, version)
                        where c.type = :type
                        """);
        List<String> conditions = new ArrayList<>();
        query.owner().ifPresent(o -> conditions.add("c.owner = :owner"));
        query.requester()
                .ifPresent(r ->
                        conditions.add(
                                "(c.requester = :requester or (length(:requester) = 3 and c.requester like :requester || '%'))"));
        if (!query.statuses().isEmpty()) {
            conditions.add("c.status in (:statuses)");
        }
        if (!query.codes().isEmpty()) {
            conditions.add(
                    """
                    exists (select 1 from unnest(c.codes) as known
                        where known = any (cast(:codes as text[]))
                           or split_part(known, '|', 2) = any (cast(:codes as text[])))
                    """);
        }
        query.identifier()
                .ifPresent(i -> conditions.add("c.identifiers @> cast(:identifier as text[])"));
        query.order().ifPresent(o -> conditions.add("c.order_id = :order"));
        query.changedSince().ifPresent(s -> conditions.add("c.last_updated >= :since"));
        conditions.forEach(c -> sql.append(" and ").append(c));
        sql.append(" order by c.last_updated, c.id offset :offset limit :limit");
        JdbcClient.StatementSpec statement =
                jdbc.sql(sql.toString())
                        .param("type", query.type())
                        .param("offset", query.offset())
                        .param("limit", query.limit());
        if (query.owner().isPresent()) {
            statement = statement.param("owner", query.owner().get().value());
        }
        if (query.requester().isPresent()) {
            statement = statement.param("requester", query.requester().get().value());
        }
        if (!query.statuses().isEmpty()) {
            statement = statement.param("statuses", query.statuses());
        }
        if (!query.codes().isEmpty()) {
            statement = statement.param("codes", query.codes().toArray(String[]::new));
        }
        if (query.identifier().isPresent()) {
            statement = statement.param("identifier", new String[] {query.identifier().get()});
        }
        if (query.order().isPresent()) {
            statement = statement.param("order", UUID.fromString(query.order().get().value()));
        }
        if (query.changedSince().isPresent()) {
            statement = statement.param("since", Rows.utc(query.changedSince().get()));
        }
        return statement.query(ResourceStore::stored).list();
    }

    private static Stored stored(ResultSet row, int rowNumber) throws SQLException {
        return new Stored(
                row.getString("type"),
                row.getString("id"),
                row.getInt("version"),
                Rows.instant(row, "last_updated"),
                Rows.text(row, "person_id").map(PersonId::new),
                Rows.text(row, "order_id").map(OrderId::new),
                Rows.text(row, "owner").map(OdsCode::new),
                Rows.text(row, "requester").map(OdsCode::new),
                row.getString("body"));
    }
}
