package org.opengms.server.persistence;

import java.util.List;
import java.util.function.UnaryOperator;
import org.opengms.datafile.DataFile;
import org.opengms.ledger.books.Command;
import org.opengms.value.BookStore;
import org.opengms.value.FundEntry;
import org.opengms.value.FundStore;
import org.opengms.value.Kept;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// The funds in PostgreSQL.
public final class JdbcFunds implements FundStore {
    private static final DataFile<FundEntry> STEP =
            new DataFile<>(
                    FundEntry.class, "a step of the funds", "OGMS-7844", UnaryOperator.identity());

    private final JdbcClient jdbc;
    private final BookedSteps steps;

    /// @param books in the same database
    public JdbcFunds(JdbcClient jdbc, TransactionTemplate transactions, BookStore books) {
        this.jdbc = jdbc;
        this.steps = new BookedSteps(transactions, books);
    }

    @Override
    public List<FundEntry> history() {
        return jdbc.sql("select step from fund_step order by number")
                .query((row, n) -> STEP.parse(row.getString("step"), "the funds"))
                .list();
    }

    @Override
    public Kept append(FundEntry next, int known, List<Command> bookings) {
        return steps.keep(
                () ->
                        jdbc.sql(
                                                """
                                                insert into fund_step (number, at, by, step)
                                                values (:number, :at, :by, cast(:step as jsonb))
                                                on conflict do nothing
                                                """)
                                        .param("number", known + 1)
                                        .param("at", Rows.utc(next.at()))
                                        .param("by", next.by())
                                        .param("step", STEP.line(next))
                                        .update()
                                == 1,
                bookings);
    }
}
