package org.opengms.server.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.opengms.logbook.LogBook;
import org.opengms.logbook.LogRecord;
import org.opengms.people.PersonId;
import org.opengms.transparency.merkle.Hash;
import org.opengms.transparency.record.PersonLabel;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// What PostgreSQL knows of the transparency log.
public final class JdbcLogBook implements LogBook {
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    public JdbcLogBook(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /// Lets a record wait, in the transaction around it.
    void add(LogRecord record) {
        jdbc.sql(
                        """
                        insert into log_outbox (id, person_id, at, record)
                        values (:id, cast(:person as uuid), :at, :record)
                        """)
                .param("id", record.id())
                .param("person", record.person().value())
                .param("at", Rows.utc(record.at()))
                .param("record", record.json())
                .update();
    }

    @Override
    public List<LogRecord> waiting(int most) {
        return jdbc.sql("select id, person_id, at, record from log_outbox order by seq limit :most")
                .param("most", most)
                .query((row, n) ->
                        new LogRecord(
                                row.getObject("id", UUID.class),
                                new PersonId(row.getString("person_id")),
                                Rows.instant(row, "at"),
                                row.getString("record")))
                .list();
    }

    @Override
    public long waitingCount() {
        return jdbc.sql("select count(*) from log_outbox").query(Long.class).single();
    }

    @Override
    public Set<UUID> stillWaiting(Set<UUID> ids) {
        return among("select id from log_outbox where id = any(:ids)", ids);
    }

    @Override
    public Set<UUID> known(Set<UUID> ids) {
        return among(
                """
                select record_id as id from access_log where record_id = any(:ids)
                union select id from consent_statement where id = any(:ids)
                union select record_id from evaluation where record_id = any(:ids)
                union select record_id from evaluation_protocol_record where record_id = any(:ids)
                """,
                ids);
    }

    private Set<UUID> among(String sql, Set<UUID> ids) {
        return new HashSet<>(
                jdbc.sql(sql)
                        .param("ids", ids.toArray(UUID[]::new))
                        .query((row, n) -> row.getObject("id", UUID.class))
                        .list());
    }

    @Override
    public void place(List<Placed> placed) {
        if (placed.isEmpty()) {
            return;
        }
        transactions.executeWithoutResult(status -> {
            jdbc.sql(
                            """
                            insert into log_entry (log_index, label, sequence, record_id, late)
                            select * from unnest(:index, :label, :sequence, :record, :late)
                            """)
                    .param("index", column(placed, Placed::index, Long[]::new))
                    .param("label", column(placed, p -> p.label().value().bytes(), byte[][]::new))
                    .param("sequence", column(placed, Placed::sequence, Long[]::new))
                    .param("record", column(placed, p -> p.record().orElse(null), UUID[]::new))
                    .param("late", column(placed, Placed::late, Boolean[]::new))
                    .update();
            jdbc.sql("delete from log_outbox where id = any(:ids)")
                    .param(
                            "ids",
                            placed.stream().flatMap(p -> p.record().stream()).toArray(UUID[]::new))
                    .update();
        });
    }

    private static <T extends @Nullable Object> T[] column(
            List<Placed> placed, Function<Placed, T> value, IntFunction<T[]> array) {
        return placed.stream().map(value).toArray(array);
    }

    @Override
    public Optional<Placed> last() {
        return jdbc.sql("select * from log_entry order by log_index desc limit 1")
                .query(JdbcLogBook::placed)
                .optional();
    }

    private static Placed placed(ResultSet row, int rowNumber) throws SQLException {
        return new Placed(
                row.getLong("log_index"),
                new PersonLabel(Hash.of(row.getBytes("label"))),
                row.getLong("sequence"),
                Rows.optional(row, "record_id", UUID.class),
                row.getBoolean("late"));
    }

    @Override
    public String identify(String origin, String key) {
        jdbc.sql(
                        """
                        insert into log_identity (origin, key) values (:origin, :key)
                        on conflict (only_one) do nothing
                        """)
                .param("origin", origin)
                .param("key", key)
                .update();
        return jdbc.sql("select origin || ' ' || key from log_identity")
                .query(String.class)
                .single();
    }

    @Override
    public void found(String words) {
        jdbc.sql("insert into log_finding (words) values (:words)").param("words", words).update();
    }

    /// Where the entries of a label stand in the log, in their order.
    public List<Long> indexesOf(PersonLabel label, int most) {
        return jdbc.sql(
                        "select log_index from log_entry where label = :label order by sequence limit :most")
                .param("label", label.value().bytes())
                .param("most", most)
                .query((row, n) -> row.getLong("log_index"))
                .list();
    }

    /// What was found to be wrong, newest first.
    public List<String> findings() {
        return jdbc.sql("select words from log_finding order by id desc limit 100")
                .query((row, n) -> row.getString("words"))
                .list();
    }
}
