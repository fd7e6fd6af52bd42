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
import org.opengms.server.evaluation.PublishedEvaluation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Protocols, evaluations and requests for some, on PostgreSQL.
public final class JdbcEvaluations implements EvaluationStore {
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
    public Registered register(String version, String hash, String protocol) {
        jdbc.sql(
                        """
                        insert into evaluation_protocol (version, hash, protocol)
                        values (:version, :hash, :protocol) on conflict do nothing
                        """)
                .param("version", version)
                .param("hash", hash)
                .param("protocol", protocol)
                .update();
        return jdbc.sql(
                        "select hash, registered_at from evaluation_protocol where version = :version")
                .param("version", version)
                .query((row, _) ->
                        new Registered(row.getString("hash"), Rows.instant(row, "registered_at")))
                .optional()
                .orElseThrow(() ->
                        new IllegalStateException(
                                "OGMS-9160 Protocol %s is registered under another version. Give a changed protocol a version of its own, an unchanged one its old version."
                                        .formatted(version)));
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
    public Optional<Long> entry(PublishedEvaluation evaluation) {
        return jdbc.sql("select log_index from log_entry where record_id = :record")
                .param("record", evaluation.record())
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
