package org.opengms.server.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opengms.infrastructure.OdsCode;
import org.opengms.workforce.Competence;
import org.opengms.workforce.GateDecision;
import org.opengms.workforce.GateMode;
import org.opengms.workforce.GateOutcome;
import org.opengms.workforce.GateStore;
import org.opengms.workforce.GatedTask;
import org.opengms.workforce.ModeChange;
import org.opengms.workforce.OverrideReview;
import org.opengms.workforce.StaffId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What the gates before tasks decided, in PostgreSQL.
public final class JdbcGates implements GateStore {
    private static final String DECISION =
            "select id, at, subject, task, organisation, mode, outcome, reason, way, urgency from gate_decision ";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    public JdbcGates(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @Override
    public void add(GateDecision decision) {
        insert(decision);
        if (decision.outcome() == GateOutcome.REFUSED
                && TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(
                    new TransactionSynchronization() {
                        @Override
                        public void afterCompletion(int status) {
                            if (status == STATUS_ROLLED_BACK) {
                                keepAfterwards(decision);
                            }
                        }
                    });
        }
    }

    /// What was refused is kept though nothing else of its transaction is. Its connection is still
    /// taken here, so another thread waits for one: this one must not.
    private void keepAfterwards(GateDecision decision) {
        Thread.ofVirtual()
                .start(() -> transactions.executeWithoutResult(status -> insert(decision)));
    }

    private void insert(GateDecision decision) {
        jdbc.sql(
                        """
                        insert into gate_decision (id, at, subject, task, competence, organisation,
                            mode, outcome, reason, way, urgency)
                        values (:id, :at, :subject, :task, :competence, :organisation, :mode,
                            :outcome, :reason, :way, :urgency)
                        """)
                .param("id", decision.id())
                .param("at", Rows.utc(decision.at()))
                .param("subject", decision.who().value())
                .param("task", decision.task().name())
                .param("competence", decision.competence().name())
                .param("organisation", decision.organisation().value())
                .param("mode", decision.mode().name())
                .param("outcome", decision.outcome().name())
                .param("reason", decision.reason())
                .param("way", decision.way())
                .param("urgency", decision.urgency().orElse(null))
                .update();
    }

    @Override
    public List<Lacking> lacking(OdsCode organisation, Instant since) {
        return jdbc.sql(
                        """
                        select subject, competence, count(*) as times, max(at) as last
                        from gate_decision
                        where organisation = :organisation and at >= :since
                            and outcome <> 'SUPERVISED'
                        group by subject, competence order by subject, competence
                        """)
                .param("organisation", organisation.value())
                .param("since", Rows.utc(since))
                .query((row, n) ->
                        new Lacking(
                                new StaffId(row.getString("subject")),
                                Competence.valueOf(row.getString("competence")),
                                row.getInt("times"),
                                Rows.instant(row, "last")))
                .list();
    }

    @Override
    public Map<OdsCode, ModeChange> modes() {
        Map<OdsCode, ModeChange> modes = new HashMap<>();
        jdbc.sql(
                        """
                        select distinct on (organisation) organisation, number, mode, by, at, digest
                        from gate_mode order by organisation, number desc
                        """)
                .query((row, n) ->
                        new ModeChange(
                                new OdsCode(row.getString("organisation")),
                                row.getInt("number"),
                                GateMode.valueOf(row.getString("mode")),
                                row.getString("by"),
                                Rows.instant(row, "at"),
                                row.getString("digest")))
                .list()
                .forEach(change -> modes.put(change.organisation(), change));
        return Map.copyOf(modes);
    }

    @Override
    public boolean append(ModeChange change) {
        return jdbc.sql(
                                """
                                insert into gate_mode (organisation, number, mode, by, at, digest)
                                values (:organisation, :number, :mode, :by, :at, :digest)
                                on conflict do nothing
                                """)
                        .param("organisation", change.organisation().value())
                        .param("number", change.number())
                        .param("mode", change.mode().name())
                        .param("by", change.by())
                        .param("at", Rows.utc(change.at()))
                        .param("digest", change.digest())
                        .update()
                == 1;
    }

    @Override
    public List<GateDecision> toReview(Optional<OdsCode> organisation, int most) {
        return jdbc.sql(
                        DECISION
                                + """
                                where outcome in ('OVERRIDDEN', 'UNCOVERED')
                                    and not exists (
                                        select from gate_review where decision = gate_decision.id)
                                    and (:organisation = '' or organisation = :organisation
                                        or (length(:organisation) = 3 and organisation like :sites))
                                order by at limit :most
                                """)
                .param("organisation", organisation.map(OdsCode::value).orElse(""))
                .param("sites", organisation.map(OdsCode::value).orElse("") + "%")
                .param("most", most)
                .query((row, n) -> decision(row))
                .list();
    }

    @Override
    public Optional<GateDecision> find(UUID id) {
        return jdbc.sql(DECISION + "where id = :id")
                .param("id", id)
                .query((row, n) -> decision(row))
                .optional();
    }

    private static GateDecision decision(ResultSet row) throws SQLException {
        return new GateDecision(
                row.getObject("id", UUID.class),
                Rows.instant(row, "at"),
                new StaffId(row.getString("subject")),
                GatedTask.valueOf(row.getString("task")),
                new OdsCode(row.getString("organisation")),
                GateMode.valueOf(row.getString("mode")),
                GateOutcome.valueOf(row.getString("outcome")),
                row.getString("reason"),
                row.getString("way"),
                Rows.text(row, "urgency"));
    }

    @Override
    public boolean append(OverrideReview review) {
        return jdbc.sql(
                                """
                                insert into gate_review (decision, by, verdict, words, at)
                                values (:decision, :by, :verdict, :words, :at)
                                on conflict do nothing
                                """)
                        .param("decision", review.decision())
                        .param("by", review.by())
                        .param("verdict", review.verdict().name())
                        .param("words", review.words())
                        .param("at", Rows.utc(review.at()))
                        .update()
                == 1;
    }
}
