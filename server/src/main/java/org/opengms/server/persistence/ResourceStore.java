package org.opengms.server.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opengms.fhir.ResourceVersion;
import org.opengms.fhir.SearchKeys;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.OrderId;
import org.opengms.people.PersonId;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// FHIR resources in PostgreSQL: every version is kept as text, the newest can be searched.
public final class ResourceStore {
    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;
    private final JdbcAddressProtection addresses;

    public ResourceStore(JdbcClient jdbc, NamedParameterJdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.addresses = new JdbcAddressProtection(jdbc);
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
            Optional<OdsCode> submitter,
            String status,
            List<String> tokens,
            String body) {
        /// The reference to it, `Type/id`.
        public String reference() {
            return type + "/" + id;
        }

        /// The same with another text.
        public Stored with(String text) {
            return new Stored(
                    type,
                    id,
                    version,
                    lastUpdated,
                    person,
                    order,
                    owner,
                    requester,
                    submitter,
                    status,
                    tokens,
                    text);
        }

        /// Never the content: it is personal data.
        @Override
        public String toString() {
            return "Stored[" + reference() + "]";
        }
    }

    /// Keeps a version and makes it the newest.
    ///
    /// @param recordedBy the actor whose deed it is
    public void add(ResourceVersion resource, String recordedBy) {
        addAll(List.of(resource), recordedBy);
    }

    /// Keeps versions and makes them the newest, with few trips to the database.
    ///
    /// @param recordedBy the actor whose deed it is
    public void addAll(List<ResourceVersion> versions, String recordedBy) {
        SqlParameterSource[] rows =
                versions.stream()
                        .map(version -> row(version, recordedBy))
                        .toArray(SqlParameterSource[]::new);
        batches.batchUpdate(
                """
                insert into resource_version (type, id, version, last_updated, recorded_by, body)
                values (:type, :id, :version, :updated, :by, :body)
                """,
                rows);
        batches.batchUpdate(
                """
                insert into resource_current (type, id, version, last_updated, person_id, order_id,
                    owner, requester, submitter, status, tokens, moment)
                values (:type, :id, :version, :updated, :person, :order,
                    :owner, :requester, :submitter, :status, :tokens, :moment)
                on conflict (type, id) do update set version = excluded.version,
                    last_updated = excluded.last_updated, person_id = excluded.person_id,
                    order_id = excluded.order_id, owner = excluded.owner,
                    requester = excluded.requester, submitter = excluded.submitter,
                    status = excluded.status,
                    tokens = excluded.tokens, moment = excluded.moment
                """,
                rows);
        keepOrderKeys(versions);
        addresses.take(versions, recordedBy);
    }

    /// What an order is known by when it is sent again: the identifiers of its ServiceRequest, and
    /// the digest of its message.
    private void keepOrderKeys(List<ResourceVersion> versions) {
        SqlParameterSource[] rows =
                versions.stream()
                        .filter(v -> v.type().equals("ServiceRequest") || v.type().equals("Bundle"))
                        .flatMap(v ->
                                v.keys().tokens().stream()
                                        .filter(ResourceStore::isOrderKey)
                                        .map(token ->
                                                new MapSqlParameterSource()
                                                        .addValue("token", token)
                                                        .addValue("type", v.type())
                                                        .addValue("id", v.id())))
                        .toArray(SqlParameterSource[]::new);
        if (rows.length > 0) {
            batches.batchUpdate(
                    """
                    insert into order_key (hash, type, id)
                    values (hashtextextended(:token, 0), :type, :id)
                    on conflict do nothing
                    """,
                    rows);
        }
    }

    private static boolean isOrderKey(String token) {
        return (token.startsWith("identifier=") && token.indexOf("|") > 0)
                || token.startsWith("digest=");
    }

    /// The order that an organisation asked for or sent before under one of its own numbers, or in
    /// the very same message; the one named by its number where there are both.
    ///
    /// @param tokens `identifier=system|value` of a ServiceRequest, or `digest=…` of a message
    public Optional<Stored> findSentBefore(List<String> tokens, OdsCode organisation) {
        List<Keyed> known =
                jdbc.sql(
                                """
                                select distinct type, id from order_key
                                where hash = any (array(select hashtextextended(token, 0)
                                    from unnest(cast(:tokens as text[])) token))
                                """)
                        .param("tokens", tokens.toArray(String[]::new))
                        .query((row, _) -> new Keyed(row.getString("type"), row.getString("id")))
                        .list();
        return known.stream()
                .sorted(Comparator.comparing(Keyed::type).reversed())
                .map(Keyed::type)
                .distinct()
                .flatMap(type ->
                        search(
                                new ResourceQuery(
                                        type,
                                        List.of(
                                                new ResourceQuery.WithId(
                                                        known.stream()
                                                                .filter(k -> k.type().equals(type))
                                                                .map(Keyed::id)
                                                                .toList()),
                                                new ResourceQuery.RequestedBy(organisation),
                                                new ResourceQuery.WithToken(tokens)),
                                        Optional.empty(),
                                        0,
                                        1))
                                .stream())
                .findFirst();
    }

    /// A resource that an order key leads to.
    private record Keyed(String type, String id) {}

    private static SqlParameterSource row(ResourceVersion resource, String recordedBy) {
        SearchKeys keys = resource.keys();
        return new MapSqlParameterSource()
                .addValue("type", resource.type())
                .addValue("id", resource.id())
                .addValue("version", resource.version())
                .addValue("updated", Rows.utc(resource.lastUpdated()))
                .addValue("by", recordedBy)
                .addValue("body", resource.json())
                .addValue("person", uuid(keys.person().map(PersonId::value)), Types.OTHER)
                .addValue("order", uuid(keys.order().map(OrderId::value)), Types.OTHER)
                .addValue("owner", keys.owner().map(OdsCode::value).orElse(null), Types.VARCHAR)
                .addValue(
                        "requester",
                        keys.requester().map(OdsCode::value).orElse(null),
                        Types.VARCHAR)
                .addValue(
                        "submitter",
                        keys.submitter().map(OdsCode::value).orElse(null),
                        Types.VARCHAR)
                .addValue("status", keys.status())
                .addValue("tokens", keys.tokens().toArray(String[]::new))
                .addValue(
                        "moment",
                        keys.moment().map(Rows::utc).orElse(null),
                        Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private static @Nullable UUID uuid(Optional<String> value) {
        return value.map(UUID::fromString).orElse(null);
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

    /// The newest version of everything that belongs to an order.
    public List<Stored> ofOrder(OrderId order) {
        return jdbc.sql(
                        """
                        select c.*, v.body from resource_current c
                            join resource_version v using (type, id, version)
                        where c.order_id = :order order by c.type, c.id
                        """)
                .param("order", UUID.fromString(order.value()))
                .query(ResourceStore::stored)
                .list();
    }

    /// Every version, newest first.
    public List<Stored> history(String type, String id) {
        return jdbc.sql(
                        """
                        select c.type, c.id, v.version, v.last_updated, c.person_id, c.order_id, c.owner,
                            c.requester, c.submitter, c.status, c.tokens, v.body
                        from resource_current c join resource_version v using (type, id)
                        where c.type = :type and c.id = :id order by v.version desc
                        """)
                .param("type", type)
                .param("id", id)
                .query(ResourceStore::stored)
                .list();
    }

    /// The newest versions that match, in the order in which they last changed.
    public List<Stored> search(ResourceQuery query) {
        StringBuilder sql =
                new StringBuilder(
                        """
                        select c.*, v.body from resource_current c
                            join resource_version v using (type, id, version)
                        where
                        """);
        sql.append(ofType(query.type()));
        Map<String, Object> parameters = new HashMap<>();
        for (ResourceQuery.Criterion criterion : query.all()) {
            sql.append(" and ").append(condition(criterion, parameters));
        }
        if (query.after().isPresent()) {
            sql.append(" and (c.last_updated, c.id) > (:afterTime, :afterId)");
            parameters.put("afterTime", Rows.utc(query.after().get().lastUpdated()));
            parameters.put("afterId", query.after().get().id());
        }
        sql.append(" order by c.last_updated, c.id offset :offset limit :limit");
        parameters.put("offset", query.offset());
        parameters.put("limit", query.limit());
        return jdbc.sql(sql.toString()).params(parameters).query(ResourceStore::stored).list();
    }

    /// How many match, as far as it is worth counting.
    ///
    /// @param most not counted further
    public int count(ResourceQuery query, int most) {
        StringBuilder sql =
                new StringBuilder("select count(*) from (select 1 from resource_current c where ");
        sql.append(ofType(query.type()));
        Map<String, Object> parameters = new HashMap<>();
        for (ResourceQuery.Criterion criterion : query.all()) {
            sql.append(" and ").append(condition(criterion, parameters));
        }
        sql.append(" limit :most) as counted");
        parameters.put("most", most);
        return jdbc.sql(sql.toString()).params(parameters).query(Integer.class).single();
    }

    /// The type stands in the statement itself: some indexes are of one type alone, and PostgreSQL
    /// chooses them only when it knows the type.
    private static String ofType(String type) {
        if (!type.matches("[A-Za-z]+")) {
            throw new IllegalArgumentException("OGMS-4203 Not a type of resource: " + type);
        }
        return "c.type = '%s'".formatted(type);
    }

    private static String condition(
            ResourceQuery.Criterion criterion, Map<String, Object> parameters) {
        return switch (criterion) {
            case ResourceQuery.WithId(List<String> ids) ->
                    "c.id = any (cast(%s as text[]))".formatted(texts(ids, parameters));
            case ResourceQuery.OwnedBy(OdsCode laboratory) ->
                    "c.owner = " + value(laboratory.value(), parameters);
            case ResourceQuery.RequestedBy(OdsCode organisation) -> {
                String name = value(organisation.value(), parameters);
                yield organisation.value().length() == 3
                        ? "(c.requester = %1$s or c.requester like %1$s || '%%' or %2$s)"
                                .formatted(name, sentFor(name))
                        : "(c.requester = %1$s or %2$s)".formatted(name, sentFor(name));
            }
            case ResourceQuery.WorkedOnBy(OdsCode laboratory) ->
                    """
                    (c.owner = %1$s or exists (select 1 from lab_task t
                        where t.order_id = c.order_id and t.owner = %1$s))
                    """
                            .formatted(value(laboratory.value(), parameters));
            case ResourceQuery.InStatus(List<String> statuses) ->
                    statuses.size() == 1
                            ? "c.status = " + value(statuses.getFirst(), parameters)
                            : "c.status = any (cast(%s as text[]))"
                                    .formatted(texts(statuses, parameters));
            case ResourceQuery.WithToken(List<String> tokens) ->
                    "c.tokens && cast(%s as text[])".formatted(texts(tokens, parameters));
            case ResourceQuery.OfPatient(List<String> identifiers, List<String> own) ->
                    """
                    (c.tokens && cast(%s as text[]) or c.person_id = any (array(
                        select p.person_id from resource_current p
                        where p.type = 'Patient' and p.tokens && cast(%s as text[]))))
                    """
                            .formatted(texts(own, parameters), texts(identifiers, parameters));
            case ResourceQuery.OfPerson(PersonId person) ->
                    "c.person_id = " + value(UUID.fromString(person.value()), parameters);
            case ResourceQuery.OfOrder(OrderId order) ->
                    "c.order_id = " + value(UUID.fromString(order.value()), parameters);
            case ResourceQuery.Changed(ResourceQuery.Span span) ->
                    span("c.last_updated", span, parameters);
            case ResourceQuery.Dated(ResourceQuery.Span span) -> span("c.moment", span, parameters);
        };
    }

    /// What an organisation sent that another asked for; an index holds those alone, since nearly
    /// everybody sends their own.
    private static String sentFor(String name) {
        return "(c.submitter = %s and c.submitter is distinct from c.requester)".formatted(name);
    }

    private static String span(
            String column, ResourceQuery.Span span, Map<String, Object> parameters) {
        List<String> both = new ArrayList<>();
        span.from()
                .ifPresent(from -> both.add(column + " >= " + value(Rows.utc(from), parameters)));
        span.until().ifPresent(to -> both.add(column + " < " + value(Rows.utc(to), parameters)));
        return both.isEmpty() ? "true" : String.join(" and ", both);
    }

    private static String texts(List<String> texts, Map<String, Object> parameters) {
        return value(texts.toArray(String[]::new), parameters);
    }

    /// Every text in which a person was ever sent, newest first, at most so many.
    public List<String> patientTexts(PersonId person, int most) {
        return jdbc.sql(
                        """
                        select v.body from resource_current c
                        join resource_version v on v.type = c.type and v.id = c.id
                        where c.type = 'Patient' and c.person_id = :person
                        order by v.last_updated desc limit :most
                        """)
                .param("person", UUID.fromString(person.value()))
                .param("most", most)
                .query((row, _) -> row.getString("body"))
                .list();
    }

    /// Who has these NHS numbers.
    public Set<PersonId> personsWith(Set<String> nhsNumbers) {
        return Set.copyOf(
                jdbc.sql("select id from person where nhs_number = any(cast(:numbers as text[]))")
                        .param("numbers", nhsNumbers.toArray(String[]::new))
                        .query((row, _) -> new PersonId(row.getString("id")))
                        .list());
    }

    /// Binds a value and gives the name that stands for it in the statement.
    private static String value(Object value, Map<String, Object> parameters) {
        String name = "p" + parameters.size();
        parameters.put(name, value);
        return ":" + name;
    }

    /// Keeps a search whose further pages may be asked for.
    ///
    /// @param query as JSON
    public UUID keepPage(String actor, String query) {
        UUID id = UUID.randomUUID();
        jdbc.sql(
                        "insert into search_page (id, actor, query) values (:id, :actor, cast(:query as jsonb))")
                .param("id", id)
                .param("actor", actor)
                .param("query", query)
                .update();
        return id;
    }

    /// A search kept for its further pages: only for whoever made it.
    public Optional<String> findPage(UUID id, String actor) {
        return jdbc.sql("select query from search_page where id = :id and actor = :actor")
                .param("id", id)
                .param("actor", actor)
                .query(String.class)
                .optional();
    }

    /// Forgets searches kept before a moment.
    public void forgetPages(Instant before) {
        jdbc.sql("delete from search_page where at < :before")
                .param("before", Rows.utc(before))
                .update();
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
                Rows.text(row, "submitter").map(OdsCode::new),
                row.getString("status"),
                List.of((String[]) row.getArray("tokens").getArray()),
                row.getString("body"));
    }
}
