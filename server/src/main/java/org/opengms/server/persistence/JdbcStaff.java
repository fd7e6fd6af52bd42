package org.opengms.server.persistence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.opengms.datafile.DataFile;
import org.opengms.infrastructure.OdsCode;
import org.opengms.workforce.StaffEntry;
import org.opengms.workforce.StaffId;
import org.opengms.workforce.StaffMember;
import org.opengms.workforce.StaffStep;
import org.opengms.workforce.StaffStore;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Members of staff in PostgreSQL.
public final class JdbcStaff implements StaffStore {
    private static final DataFile<StaffEntry> STEP =
            new DataFile<>(
                    StaffEntry.class,
                    "a step of a member of staff",
                    "OGMS-8843",
                    UnaryOperator.identity());

    /// The lock under which steps are added: "staf" as a number.
    private static final int LOCK = 0x73746166;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    public JdbcStaff(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @Override
    public long last() {
        return jdbc.sql("select coalesce(max(seq), 0) from staff_step").query(Long.class).single();
    }

    @Override
    public List<StaffEntry> history(StaffId id) {
        return jdbc.sql("select step from staff_step where subject = :subject order by number")
                .param("subject", id.value())
                .query((row, n) -> STEP.parse(row.getString("step"), "a member of staff"))
                .list();
    }

    @Override
    public List<StaffMember> changedSince(long number) {
        Map<StaffId, List<StaffEntry>> histories = new LinkedHashMap<>();
        jdbc.sql(
                        """
                        select subject, step from staff_step
                        where subject in (select subject from staff_step where seq > :seq)
                        order by subject, number
                        """)
                .param("seq", number)
                .query(
                        (RowCallbackHandler)
                                row ->
                                        histories
                                                .computeIfAbsent(
                                                        new StaffId(row.getString("subject")),
                                                        _ -> new ArrayList<>())
                                                .add(
                                                        STEP.parse(
                                                                row.getString("step"),
                                                                "a member of staff")));
        return histories.entrySet().stream()
                .map(one -> StaffMember.of(one.getKey(), one.getValue()))
                .toList();
    }

    @Override
    public List<StaffId> at(OdsCode organisation) {
        return jdbc.sql(
                        """
                        select distinct subject from (
                            select distinct on (subject, organisation) subject, kind
                            from staff_step
                            where organisation = :organisation
                                or (length(:organisation) = 3 and organisation like :sites)
                            order by subject, organisation, seq desc) newest
                        where kind = 'employed'
                        """)
                .param("organisation", organisation.value())
                .param("sites", organisation.value() + "%")
                .query((row, n) -> new StaffId(row.getString("subject")))
                .list();
    }

    @Override
    public Kept append(
            StaffMember after, List<StaffEntry> added, long known, Optional<String> key) {
        Kept kept =
                transactions.execute(status -> {
                    jdbc.sql("select pg_advisory_xact_lock(:lock)")
                            .param("lock", LOCK)
                            .query((row, n) -> 0)
                            .single();
                    if (key.filter(this::isTaken).isPresent()) {
                        return Kept.TAKEN_BEFORE;
                    }
                    if (last() != known) {
                        return Kept.FASTER;
                    }
                    int number = after.history().size() - added.size();
                    Optional<String> unused = key;
                    for (StaffEntry entry : added) {
                        number++;
                        long seq = add(after.id(), number, entry);
                        unused.ifPresent(k -> taken(k, seq));
                        unused = Optional.empty();
                    }
                    return Kept.KEPT;
                });
        if (kept == null) {
            throw new IllegalStateException("OGMS-4501 The transaction gave no answer");
        }
        return kept;
    }

    private boolean isTaken(String key) {
        return jdbc.sql("select exists (select from staff_import_key where key = :key)")
                .param("key", key)
                .query(Boolean.class)
                .single();
    }

    private void taken(String key, long seq) {
        jdbc.sql("insert into staff_import_key (key, seq) values (:key, :seq)")
                .param("key", key)
                .param("seq", seq)
                .update();
    }

    private long add(StaffId id, int number, StaffEntry entry) {
        return jdbc.sql(
                        """
                        insert into staff_step (subject, number, kind, organisation, at, by, step)
                        values (:subject, :number, :kind, :organisation, :at, :by, cast(:step as jsonb))
                        returning seq
                        """)
                .param("subject", id.value())
                .param("number", number)
                .param("kind", kind(entry.step()))
                .param("organisation", organisation(entry.step()).map(OdsCode::value).orElse(null))
                .param("at", Rows.utc(entry.at()))
                .param("by", entry.by())
                .param("step", STEP.line(entry))
                .query(Long.class)
                .single();
    }

    private static String kind(StaffStep step) {
        return switch (step) {
            case StaffStep.Employed _ -> "employed";
            case StaffStep.Left _ -> "left";
            case StaffStep.EvidenceTaken _ -> "evidence";
            case StaffStep.Granted _ -> "granted";
            case StaffStep.SupervisionBegun _ -> "supervision";
            case StaffStep.SupervisionEnded _ -> "supervision-ended";
            case StaffStep.Withdrawn _ -> "withdrawn";
        };
    }

    private static Optional<OdsCode> organisation(StaffStep step) {
        return switch (step) {
            case StaffStep.Employed(var organisation, var _, var _) -> Optional.of(organisation);
            case StaffStep.Left(var organisation) -> Optional.of(organisation);
            case StaffStep.EvidenceTaken _,
                    StaffStep.Granted _,
                    StaffStep.SupervisionBegun _,
                    StaffStep.SupervisionEnded _,
                    StaffStep.Withdrawn _ ->
                    Optional.empty();
        };
    }

    @Override
    public void imported(ImportReceipt receipt) {
        jdbc.sql(
                        """
                        insert into staff_import (organisation, by, at, form, taken, before, refused)
                        values (:organisation, :by, :at, :form, :taken, :before, :refused)
                        """)
                .param("organisation", receipt.organisation().value())
                .param("by", receipt.by())
                .param("at", Rows.utc(receipt.at()))
                .param("form", receipt.form())
                .param("taken", receipt.taken())
                .param("before", receipt.before())
                .param("refused", receipt.refused())
                .update();
    }

    @Override
    public List<ImportReceipt> imports(OdsCode organisation, int most) {
        return jdbc.sql(
                        """
                        select organisation, by, at, form, taken, before, refused from staff_import
                        where organisation = :organisation order by seq desc limit :most
                        """)
                .param("organisation", organisation.value())
                .param("most", most)
                .query((row, n) ->
                        new ImportReceipt(
                                new OdsCode(row.getString("organisation")),
                                row.getString("by"),
                                Rows.instant(row, "at"),
                                row.getString("form"),
                                row.getInt("taken"),
                                row.getInt("before"),
                                row.getInt("refused")))
                .list();
    }
}
