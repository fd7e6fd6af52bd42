package org.opengms.server.persistence;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.opengms.ledger.attribution.TrustUse;
import org.opengms.ledger.charging.Period;
import org.opengms.ledger.contract.ProjectReference;
import org.opengms.value.ImportedUse;
import org.opengms.value.ImportedUseStore;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Use that was metered elsewhere, in PostgreSQL.
public final class JdbcImportedUse implements ImportedUseStore {
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    public JdbcImportedUse(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @Override
    public List<ImportedUse> of(ProjectReference project) {
        return jdbc.sql(
                        """
                        select first, last, unit, trust, units, people, evidence from imported_use
                        where project = :project order by first, unit, trust
                        """)
                .param("project", project.value())
                .query((row, n) ->
                        new ImportedUse(
                                project,
                                new Period(
                                        row.getObject("first", LocalDate.class),
                                        row.getObject("last", LocalDate.class)),
                                row.getString("unit"),
                                new TrustUse(
                                        row.getString("trust"),
                                        row.getLong("units"),
                                        row.getLong("people")),
                                row.getString("evidence")))
                .list();
    }

    @Override
    public boolean add(List<ImportedUse> uses, String by, Instant at) {
        return Boolean.TRUE.equals(
                transactions.execute(status -> {
                    // One import at a time, so that no other adds the same days meanwhile.
                    jdbc.sql("lock table imported_use in share row exclusive mode").update();
                    for (ImportedUse use : uses) {
                        if (!add(use, by, at)) {
                            status.setRollbackOnly();
                            return false;
                        }
                    }
                    return true;
                }));
    }

    private boolean add(ImportedUse use, String by, Instant at) {
        return jdbc.sql(
                                """
                                insert into imported_use
                                    (project, first, last, unit, trust, units, people, evidence, by, at)
                                select :project, :first, :last, :unit, :trust, :units, :people,
                                    :evidence, :by, :at
                                where not exists (select 1 from imported_use
                                    where project = :project and unit = :unit and trust = :trust
                                        and first <= :last and last >= :first)
                                """)
                        .param("project", use.project().value())
                        .param("first", use.period().from())
                        .param("last", use.period().to())
                        .param("unit", use.unit())
                        .param("trust", use.use().trust())
                        .param("units", use.use().units())
                        .param("people", use.use().people())
                        .param("evidence", use.evidence())
                        .param("by", by)
                        .param("at", Rows.utc(at))
                        .update()
                == 1;
    }
}
