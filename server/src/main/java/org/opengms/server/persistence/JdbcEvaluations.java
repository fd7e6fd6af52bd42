package org.opengms.server.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opengms.logbook.LogRecords;
import org.opengms.server.evaluation.EvaluationStore;
import org.opengms.server.evaluation.LoggedProtocol;
import org.opengms.server.evaluation.PublishedEvaluation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Protocols, evaluations and requests for some, on PostgreSQL.
public final class JdbcEvaluations implements EvaluationStore {
    private static final String PROTOCOLS =
            """
            select p.version, r.hash, r.protocol, p.registered_at, p.hash as registered, r.record_id,
                r.recorded_at
            from evaluation_protocol_record r join evaluation_protocol p on p.version = r.version
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final JdbcLogBook book;
    private final LogRecords records;

    public JdbcEvaluations(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            JdbcLogBook book,
            LogRecords records) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.book = book;
        this.records = records;
    }

    @Override
    public LoggedProtocol register(String version, String hash, String protocol) {
        transactions.executeWithoutResult(_ -> {
            jdbc.sql(
                            """
                            insert into evaluation_protocol (version, hash, protocol)
                            values (:version, :hash, :protocol) on conflict do nothing
                            """)
                    .param("version", version)
                    .param("hash", hash)
                    .param("protocol", protocol)
                    .update();
            Kept kept =
                    jdbc.sql(
                                    "select hash, protocol from evaluation_protocol where version = :version")
                            .param("version", version)
                            .query((row, _) ->
                                    new Kept(row.getString("hash"), row.getString("protocol")))
                            .optional()
                            .orElseThrow(() ->
                                    new IllegalStateException(
                                            "OGMS-9160 Protocol %s is registered under another version. Give a changed protocol a version of its own, an unchanged one its old version."
                                                    .formatted(version)));
            // Also of one that was registered before the log was told of protocols.
            tell(version, kept, Optional.empty());
            if (!kept.hash().equals(hash)) {
                tell(version, new Kept(hash, protocol), Optional.of(kept.hash()));
            }
        });
        return protocols(version).getFirst();
    }

    private record Kept(String hash, String protocol) {}

    /// Lets a record of a protocol wait for the log, unless the log was told of it before.
    private void tell(String version, Kept protocol, Optional<String> insteadOf) {
        UUID record = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into evaluation_protocol_record (record_id, version, hash, protocol)
                        values (:record, :version, :hash, :protocol)
                        on conflict do nothing returning recorded_at
                        """)
                .param("record", record)
                .param("version", version)
                .param("hash", protocol.hash())
                .param("protocol", protocol.protocol())
                .query((row, _) -> Rows.instant(row, "recorded_at"))
                .optional()
                .ifPresent(at ->
                        book.add(
                                records.protocol(record, at, version, protocol.hash(), insteadOf)));
    }

    @Override
    public List<LoggedProtocol> protocols() {
        return jdbc.sql(
                        PROTOCOLS
                                + " order by p.registered_at desc, p.version, r.hash <> p.hash, r.recorded_at, r.hash limit 400")
                .query(JdbcEvaluations::protocol)
                .list();
    }

    @Override
    public List<LoggedProtocol> protocols(String version) {
        return jdbc.sql(
                        PROTOCOLS
                                + " where p.version = :version order by r.hash <> p.hash, r.recorded_at, r.hash limit 400")
                .param("version", version)
                .query(JdbcEvaluations::protocol)
                .list();
    }

    private static LoggedProtocol protocol(ResultSet row, int index) throws SQLException {
        String registered = row.getString("registered");
        return new LoggedProtocol(
                row.getString("version"),
                row.getString("hash"),
                row.getString("protocol"),
                Rows.instant(row, "registered_at"),
                row.getString("hash").equals(registered)
                        ? Optional.empty()
                        : Optional.of(registered),
                row.getObject("record_id", UUID.class),
                Rows.instant(row, "recorded_at"));
    }

    @Override
    public int next() {
        return jdbc.sql("select coalesce(max(number), 0) + 1 from evaluation")
                .query(Integer.class)
                .single();
    }

    @Override
    public void publish(PublishedEvaluation evaluation, String protocolHash) {
        transactions.executeWithoutResult(_ -> {
            jdbc.sql(
                            """
                            insert into evaluation (number, snapshot_name, snapshot_day, snapshot_hash,
                                protocol_version, report_hash, folder, seal, record_id, published_at)
                            values (:number, :name, :day, :snapshot, :protocol, :report, :folder, :seal,
                                :record, :at)
                            """)
                    .param("number", evaluation.number())
                    .param("name", evaluation.snapshotName())
                    .param("day", evaluation.snapshotDay())
                    .param("snapshot", evaluation.snapshotHash())
                    .param("protocol", evaluation.protocolVersion())
                    .param("report", evaluation.reportHash())
                    .param("folder", evaluation.folder())
                    .param("seal", evaluation.seal())
                    .param("record", evaluation.record())
                    .param("at", Rows.utc(evaluation.publishedAt()))
                    .update();
            book.add(
                    records.evaluation(
                            evaluation.record(),
                            evaluation.publishedAt(),
                            evaluation.number(),
                            evaluation.snapshotHash(),
                            protocolHash,
                            evaluation.reportHash()));
        });
    }

    @Override
    public List<PublishedEvaluation> all() {
        return jdbc.sql("select * from evaluation order by number desc limit 400")
                .query(JdbcEvaluations::evaluation)
                .list();
    }

    @Override
    public Optional<PublishedEvaluation> find(int number) {
        return jdbc.sql("select * from evaluation where number = :number")
                .param("number", number)
                .query(JdbcEvaluations::evaluation)
                .optional();
    }

    private static PublishedEvaluation evaluation(ResultSet row, int index) throws SQLException {
        return new PublishedEvaluation(
                row.getInt("number"),
                row.getString("snapshot_name"),
                row.getObject("snapshot_day", LocalDate.class),
                row.getString("snapshot_hash"),
                row.getString("protocol_version"),
                row.getString("report_hash"),
                row.getString("folder"),
                row.getString("seal"),
                row.getObject("record_id", UUID.class),
                Rows.instant(row, "published_at"));
    }

    @Override
    public Optional<Long> entry(UUID record) {
        return jdbc.sql("select log_index from log_entry where record_id = :record")
                .param("record", record)
                .query(Long.class)
                .optional();
    }

    @Override
    public void request(String by) {
        jdbc.sql(
                        """
                        insert into evaluation_request (requested_by)
                        select :by where not exists
                            (select 1 from evaluation_request where ended_at is null)
                        """)
                .param("by", by)
                .update();
    }

    @Override
    public Optional<Request> lastRequest() {
        return jdbc.sql("select * from evaluation_request order by id desc limit 1")
                .query((row, _) ->
                        new Request(
                                Rows.instant(row, "requested_at"),
                                Rows.optional(row, "ended_at", OffsetDateTime.class)
                                        .map(OffsetDateTime::toInstant),
                                Rows.text(row, "problem")))
                .optional();
    }

    @Override
    public boolean begin() {
        return jdbc.sql(
                                "update evaluation_request set begun_at = clock_timestamp() where ended_at is null")
                        .update()
                > 0;
    }

    @Override
    public void end(Optional<String> problem) {
        jdbc.sql(
                        """
                        update evaluation_request set ended_at = clock_timestamp(), problem = :problem
                        where ended_at is null and begun_at is not null
                        """)
                .param("problem", problem.orElse(null))
                .update();
    }
}
