package org.opengms.server.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.opengms.gate.AccessTrail;
import org.opengms.gate.DataClass;
import org.opengms.gate.Justification;
import org.opengms.gate.JustifiedAccess;
import org.opengms.gate.LoggedAccess;
import org.opengms.gate.Purpose;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;
import org.opengms.people.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The access log in PostgreSQL, to be read. Readings from before each had a record are not in it.
public final class JdbcAccessTrail implements AccessTrail {
    private static final String NARROWED =
            """
             and a.record_id is not null and a.id < :before
             and a.at >= cast(:from as timestamptz) and a.at < cast(:until as timestamptz)
            """;

    private static final String PERSON_AND_NO_PARTICIPANT =
            " and a.person_id = :person and a.resource not like '%Participant/%'";

    private static final int FEW_PERSONS = 5_000;

    /// Before and after any reading.
    private static final Instant BEGINNING = Instant.EPOCH;

    private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

    private final JdbcClient jdbc;
    private final int fewPersons;

    public JdbcAccessTrail(JdbcClient jdbc) {
        this(jdbc, FEW_PERSONS);
    }

    /// @param fewPersons for whom an organisation ordered are asked for one by one; with more, the
    ///   log is gone back through. The answer is the same.
    public JdbcAccessTrail(JdbcClient jdbc, int fewPersons) {
        this.jdbc = jdbc;
        this.fewPersons = fewPersons;
    }

    @Override
    public Optional<LoggedAccess> find(UUID id) {
        return jdbc.sql("select * from access_log where record_id = :id")
                .param("id", id)
                .query(JdbcAccessTrail::access)
                .optional();
    }

    @Override
    public List<LoggedAccess> search(
            OdsCode organisation, Question question, OptionalLong before, int limit) {
        boolean ofOne = question.person().isPresent();
        // The sites of a trust begin with its three characters.
        String ofOrganisation =
                organisation.value().length() == 3
                        ? "like :organisation || '%'"
                        : "= :organisation";
        String read = ofOne ? PERSON_AND_NO_PARTICIPANT : "";
        String persons =
                """
                select distinct o.person_id from test_order o
                where (o.ordering_site %s or o.submitted_by = :organisation)
                """
                                .formatted(ofOrganisation)
                        + (ofOne ? " and o.person_id = :person" : "");
        String ofThem =
                !ofOne && areMany(persons, organisation)
                        ? """
                        select a.* from access_log a where a.person_id in (%s) %s
                        order by a.id desc limit :limit
                        """
                                .formatted(persons, NARROWED)
                        : """
                        select a.* from (%s) p cross join lateral (select * from access_log a
                            where a.person_id = p.person_id %s
                            order by a.id desc limit :limit) a
                        """
                                .formatted(persons, NARROWED);
        String sql =
                """
                select * from (
                    (select a.* from access_log a
                        where a.organisation %1$s %4$s %2$s
                        order by a.id desc limit :limit)
                    union
                    (%3$s)) both_halves
                order by id desc limit :limit
                """
                        .formatted(ofOrganisation, read, ofThem, NARROWED);
        JdbcClient.StatementSpec statement =
                jdbc.sql(sql)
                        .param("organisation", organisation.value())
                        .param("before", before.orElse(Long.MAX_VALUE))
                        .param("from", Rows.utc(question.from().orElse(BEGINNING)))
                        .param("until", Rows.utc(question.until().orElse(END)))
                        .param("limit", limit);
        question.person()
                .ifPresent(person -> statement.param("person", UUID.fromString(person.value())));
        return statement.query(JdbcAccessTrail::access).list();
    }

    private boolean areMany(String persons, OdsCode organisation) {
        return jdbc.sql("select count(*) from (%s limit :most) p".formatted(persons))
                        .param("organisation", organisation.value())
                        .param("most", fewPersons + 1)
                        .query(Integer.class)
                        .single()
                > fewPersons;
    }

    private static LoggedAccess access(ResultSet row, int rowNumber) throws SQLException {
        return new LoggedAccess(
                row.getLong("id"),
                row.getObject("record_id", UUID.class),
                Rows.instant(row, "at"),
                row.getString("actor"),
                new OdsCode(row.getString("organisation")),
                Role.parse(row.getString("roles")),
                Purpose.valueOf(row.getString("purpose")),
                new PersonId(row.getString("person_id")),
                DataClass.valueOf(row.getString("data_class")),
                row.getString("resource"),
                row.getString("channel"),
                row.getBoolean("permitted"),
                row.getString("reason"),
                justification(row));
    }

    private static Optional<Justification> justification(ResultSet row) throws SQLException {
        Optional<String> kind = Rows.text(row, "justification");
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        String words = row.getString("justified_by");
        return switch (JustifiedAccess.Kind.valueOf(kind.get())) {
            case EMERGENCY -> Optional.of(new Justification.Emergency(words));
            case LAW -> Optional.of(new Justification.Law(words));
            case LOG_DOWN -> Optional.empty(); // not given by anybody
        };
    }
}
