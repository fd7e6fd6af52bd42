package org.opengms.server.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.opengms.gate.AccessLog;
import org.opengms.gate.AccessLogUnavailable;
import org.opengms.logbook.LogKeeper;
import org.opengms.metering.DailySum;
import org.opengms.metering.Meter;
import org.opengms.metering.MeteredUse;
import org.opengms.metering.ProjectReference;
import org.opengms.metering.UseKind;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// Uses in PostgreSQL: each with its entries of the access log in one transaction, whose records
/// are in the transparency log before [#write] returns.
public final class JdbcMeter implements Meter {
    private final JdbcClient jdbc;
    private final TransactionTemplate own;
    private final JdbcAccessLog joining;
    private final LogKeeper keeper;
    private final Duration patience;

    /// @param own a template that opens a transaction of its own
    /// @param joining an access log that writes in the transaction around it
    /// @param patience how long a use waits for the transparency log
    public JdbcMeter(
            JdbcClient jdbc,
            TransactionTemplate own,
            JdbcAccessLog joining,
            LogKeeper keeper,
            Duration patience) {
        this.jdbc = jdbc;
        this.own = own;
        this.joining = joining;
        this.keeper = keeper;
        this.patience = patience;
    }

    @Override
    public void write(MeteredUse use, List<AccessLog.Entry> entries) {
        if (entries.isEmpty()) {
            insert(use); // nobody's data: it stands or falls with the transaction around it
            return;
        }
        List<JdbcAccessLog.Line> lines = joining.lines(entries);
        try {
            own.executeWithoutResult(status -> {
                insert(use);
                joining.insert(lines);
            });
        } catch (DataAccessException | TransactionException refused) {
            throw new AccessLogUnavailable(refused);
        }
        Set<UUID> permitted = new HashSet<>();
        for (JdbcAccessLog.Line line : lines) {
            if (line.permitted()) {
                permitted.add(line.id());
            }
        }
        if (!permitted.isEmpty() && !keeper.await(permitted, patience)) {
            throw new AccessLogUnavailable();
        }
    }

    private void insert(MeteredUse use) {
        jdbc.sql(
                        """
                        insert into metered_use (id, project, kind, subject, people, records, queries,
                            bytes, day)
                        values (:id, :project, :kind, :subject, :people, :records, :queries, :bytes,
                            :day)
                        """)
                .param("id", use.id())
                .param("project", use.project().value())
                .param("kind", use.kind().name())
                .param("subject", use.subject())
                .param("people", use.people())
                .param("records", use.records())
                .param("queries", use.queries())
                .param("bytes", use.bytes())
                .param("day", use.day())
                .update();
    }

    @Override
    public List<DailySum> sums(
            Optional<ProjectReference> project, LocalDate from, LocalDate until) {
        return jdbc.sql(
                        """
                        select day, project, kind, count(*) as uses, sum(people) as people,
                            sum(records) as records, sum(queries) as queries, sum(bytes) as bytes
                        from metered_use
                        where day >= :from and day < :until
                            and (cast(:project as text) is null or project = :project)
                        group by day, project, kind order by day, project, kind
                        """)
                .param("from", from)
                .param("until", until)
                .param("project", project.map(ProjectReference::value).orElse(null))
                .query((row, n) ->
                        new DailySum(
                                row.getObject("day", LocalDate.class),
                                new ProjectReference(row.getString("project")),
                                UseKind.valueOf(row.getString("kind")),
                                row.getLong("uses"),
                                row.getLong("people"),
                                row.getLong("records"),
                                row.getLong("queries"),
                                row.getLong("bytes")))
                .list();
    }

    @Override
    public void forEach(LocalDate from, LocalDate until, Consumer<MeteredUse> uses) {
        own.executeWithoutResult(status -> {
            // in a transaction, so that rows come some at a time
            try (Stream<MeteredUse> found =
                    jdbc
                            .sql(
                                    """
                                    select * from metered_use where day >= :from and day < :until
                                    order by id
                                    """)
                            .param("from", from)
                            .param("until", until)
                            .withFetchSize(FETCHED_AT_ONCE)
                            .query(JdbcMeter::use)
                            .stream()) {
                found.forEach(uses);
            }
        });
    }

    private static final int FETCHED_AT_ONCE = 5000;

    private static MeteredUse use(ResultSet row, int rowNumber) throws SQLException {
        return new MeteredUse(
                row.getObject("id", UUID.class),
                new ProjectReference(row.getString("project")),
                UseKind.valueOf(row.getString("kind")),
                row.getString("subject"),
                row.getInt("people"),
                row.getLong("records"),
                row.getInt("queries"),
                row.getLong("bytes"));
    }
}
