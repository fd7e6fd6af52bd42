package org.opengms.server.persistence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.opengms.datafile.DataFile;
import org.opengms.ledger.books.Command;
import org.opengms.value.Agreement;
import org.opengms.value.AgreementEntry;
import org.opengms.value.BookStore;
import org.opengms.value.ContractId;
import org.opengms.value.ContractStore;
import org.opengms.value.Kept;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Contracts in PostgreSQL. All of them are read and put together anew when a step was added since:
/// steps are never changed or removed, so their number tells.
public final class JdbcContracts implements ContractStore {
    private static final DataFile<AgreementEntry> STEP =
            new DataFile<>(
                    AgreementEntry.class,
                    "a step of a contract",
                    "OGMS-7844",
                    UnaryOperator.identity());

    /// Names the lock that whoever writes a version takes.
    private static final long DRAFTING = 0x636f_6e74_7261_0001L;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final BookedSteps steps;
    private final AtomicReference<Known> known = new AtomicReference<>(new Known(0, List.of()));

    /// All contracts.
    ///
    /// @param steps that they are made of
    private record Known(long steps, List<Agreement> all) {}

    /// @param books in the same database
    public JdbcContracts(JdbcClient jdbc, TransactionTemplate transactions, BookStore books) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.steps = new BookedSteps(transactions, books);
    }

    private static AgreementEntry entry(String contract, String step) {
        return STEP.parse(step, "contract " + contract);
    }

    @Override
    public List<AgreementEntry> history(ContractId contract) {
        return jdbc.sql("select step from contract_step where contract = :contract order by number")
                .param("contract", contract.value())
                .query((row, n) -> entry(contract.value(), row.getString("step")))
                .list();
    }

    @Override
    public List<Agreement> all() {
        long steps = jdbc.sql("select count(*) from contract_step").query(Long.class).single();
        Known last = known.get();
        if (last.steps() != steps) {
            last = read();
            known.set(last);
        }
        return last.all();
    }

    private Known read() {
        Map<String, List<AgreementEntry>> histories = new LinkedHashMap<>();
        jdbc.sql(
                        """
                        select contract, step from contract_step
                        order by contract collate "C", number
                        """)
                .query(row -> {
                    String contract = row.getString("contract");
                    histories
                            .computeIfAbsent(contract, _ -> new ArrayList<>())
                            .add(entry(contract, row.getString("step")));
                });
        return new Known(
                histories.values().stream().mapToLong(List::size).sum(),
                histories.entrySet().stream()
                        .map(e -> Agreement.of(new ContractId(e.getKey()), e.getValue()))
                        .toList());
    }

    @Override
    public Kept draft(Agreement after, int known, Consumer<List<Agreement>> check) {
        return Objects.requireNonNull(
                transactions.execute(_ -> {
                    jdbc.sql("select pg_advisory_xact_lock(:name)")
                            .param("name", DRAFTING)
                            .query((row, n) -> 1)
                            .single();
                    check.accept(read().all());
                    return append(after, known, List.of());
                }));
    }

    @Override
    public Kept append(Agreement after, int known, List<Command> bookings) {
        return steps.keep(
                () -> {
                    List<AgreementEntry> history = after.history();
                    for (int number = known + 1; number <= history.size(); number++) {
                        AgreementEntry entry = history.get(number - 1);
                        int added =
                                jdbc.sql(
                                                """
                                                insert into contract_step (contract, number, at, by, step)
                                                values (:contract, :number, :at, :by, cast(:step as jsonb))
                                                on conflict do nothing
                                                """)
                                        .param("contract", after.id().value())
                                        .param("number", number)
                                        .param("at", Rows.utc(entry.at()))
                                        .param("by", entry.by())
                                        .param("step", STEP.line(entry))
                                        .update();
                        if (added == 0) {
                            return false;
                        }
                    }
                    return true;
                },
                bookings);
    }

    @Override
    public void refused(ContractId contract, String by, String what, String reason, Instant at) {
        jdbc.sql(
                        """
                        insert into contract_refusal (contract, by, what, reason, at)
                        values (:contract, :by, :what, :reason, :at)
                        """)
                .param("contract", contract.value())
                .param("by", by)
                .param("what", what)
                .param("reason", reason)
                .param("at", Rows.utc(at))
                .update();
    }

    @Override
    public List<Refusal> refusals(int limit) {
        return jdbc.sql("select * from contract_refusal order by seq desc limit :limit")
                .param("limit", limit)
                .query((row, n) ->
                        new Refusal(
                                new ContractId(row.getString("contract")),
                                row.getString("by"),
                                row.getString("what"),
                                row.getString("reason"),
                                Rows.instant(row, "at")))
                .list();
    }
}
