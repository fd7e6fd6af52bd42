package org.opengms.server.persistence;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// A ledger of a cohort, into which one server writes at a time. Whoever writes holds the ledger's
/// row until what was written is durable, so that whoever comes next reads all of it.
final class SharedLedger {
    /// Ledgers that a cohort has.
    enum Kind {
        RELEASES,
        EPOCHS,
        BEACON
    }

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final String cohort;
    private final Kind kind;

    SharedLedger(JdbcClient jdbc, TransactionTemplate transactions, String cohort, Kind kind) {
        if (cohort.isBlank()) {
            throw new IllegalArgumentException("A ledger needs the name of its cohort.");
        }
        this.jdbc = jdbc;
        this.transactions =
                new TransactionTemplate(
                        Objects.requireNonNull(transactions.getTransactionManager()));
        // Each statement sees what was durable when it began: after the row was had, everything.
        this.transactions.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
        this.cohort = cohort;
        this.kind = kind;
    }

    /// Does something in a transaction of its own while no other server writes into the ledger.
    ///
    /// @throws IllegalStateException within a transaction: if that were undone afterwards, an
    ///   answer would be out that nobody has recorded
    <T> T alone(Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "OGMS-7544 The ledger %s of cohort %s was asked within another transaction, which could still be undone. Ask before the transaction begins."
                            .formatted(kind, cohort));
        }
        return Objects.requireNonNull(
                transactions.execute(status -> {
                    jdbc.sql(
                                    """
                                    insert into disclosure_ledger (cohort, ledger)
                                    values (:cohort, :ledger) on conflict do nothing
                                    """)
                            .param("cohort", cohort)
                            .param("ledger", kind.name())
                            .update();
                    jdbc.sql(
                                    """
                                    select 1 from disclosure_ledger
                                    where cohort = :cohort and ledger = :ledger for update
                                    """)
                            .param("cohort", cohort)
                            .param("ledger", kind.name())
                            .query(Integer.class)
                            .single();
                    return work.get();
                }));
    }
}
