package org.opengms.server.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.opengms.disclosure.epoch.EpochEvent;
import org.opengms.disclosure.epoch.EpochStore;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Who joins and leaves the public numbers of a cohort, and when these change, in PostgreSQL,
/// shared by all servers: an epoch begins once, whichever server sees first that it is due. Ask
/// outside of any transaction.
public final class JdbcEpochs implements EpochStore {
    private final JdbcClient jdbc;
    private final String cohort;
    private final SharedLedger ledger;

    /// @param cohort whose participant numbers these are
    public JdbcEpochs(JdbcClient jdbc, TransactionTemplate transactions, String cohort) {
        this.jdbc = jdbc;
        this.cohort = cohort;
        ledger = new SharedLedger(jdbc, transactions, cohort, SharedLedger.Kind.EPOCHS);
    }

    @Override
    public List<EpochEvent> since(int known) {
        return jdbc.sql(
                        """
                        select * from epoch_event where cohort = :cohort and position >= :known
                        order by position
                        """)
                .param("cohort", cohort)
                .param("known", known)
                .query(JdbcEpochs::event)
                .list();
    }

    private static EpochEvent event(ResultSet row, int rowNumber) throws SQLException {
        String kind = row.getString("kind");
        return switch (kind) {
            case "JOINED" -> new EpochEvent.Joined(row.getInt("person"), Rows.instant(row, "at"));
            case "LEFT" -> new EpochEvent.Left(row.getInt("person"), Rows.instant(row, "at"));
            case "TURNED" ->
                    new EpochEvent.Turned(
                            row.getInt("epoch"),
                            Rows.instant(row, "at"),
                            PeopleColumns.people(row, "joined"),
                            PeopleColumns.people(row, "departed"),
                            PeopleColumns.people(row, "resting"));
            default -> throw new IllegalStateException("There is no event " + kind);
        };
    }

    @Override
    public <T> T alone(Supplier<T> work) {
        return ledger.alone(work);
    }

    @Override
    public void append(EpochEvent event) {
        switch (event) {
            case EpochEvent.Joined(int person, _) ->
                    insert(event, "JOINED", person, null, null, null, null);
            case EpochEvent.Left(int person, _) ->
                    insert(event, "LEFT", person, null, null, null, null);
            case EpochEvent.Turned turned ->
                    insert(
                            event,
                            "TURNED",
                            null,
                            turned.number(),
                            PeopleColumns.bytes(turned.joined()),
                            PeopleColumns.bytes(turned.left()),
                            PeopleColumns.bytes(turned.resting()));
        }
    }

    private void insert(
            EpochEvent event,
            String kind,
            @Nullable Integer person,
            @Nullable Integer epoch,
            byte @Nullable [] joined,
            byte @Nullable [] departed,
            byte @Nullable [] resting) {
        jdbc.sql(
                        """
                        insert into epoch_event
                            (cohort, position, at, kind, person, epoch, joined, departed, resting)
                        select :cohort, coalesce(max(position) + 1, 0), :at, :kind, :person, :epoch,
                            :joined, :departed, :resting
                        from epoch_event where cohort = :cohort
                        """)
                .param("cohort", cohort)
                // Never later than it was, so that nobody is counted longer than the rules allow.
                .param("at", Rows.utc(event.at().truncatedTo(ChronoUnit.MICROS)))
                .param("kind", kind)
                .param("person", person, Types.INTEGER)
                .param("epoch", epoch, Types.INTEGER)
                .param("joined", joined, Types.BINARY)
                .param("departed", departed, Types.BINARY)
                .param("resting", resting, Types.BINARY)
                .update();
    }
}
