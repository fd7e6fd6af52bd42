package org.opengms.server.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opengms.notices.ChangedBy;
import org.opengms.notices.ChannelChoice;
import org.opengms.notices.ContactAddress;
import org.opengms.notices.EmailAddress;
import org.opengms.notices.EndReason;
import org.opengms.notices.MobileNumber;
import org.opengms.notices.Notice;
import org.opengms.notices.NoticeChannel;
import org.opengms.notices.NoticeCounts;
import org.opengms.notices.NoticeId;
import org.opengms.notices.NoticeKind;
import org.opengms.notices.NoticeStep;
import org.opengms.notices.NoticeStore;
import org.opengms.people.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Notices in PostgreSQL; append-only, but for the letters that wait.
public final class JdbcNotices implements NoticeStore {
    private final JdbcClient jdbc;

    public JdbcNotices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean add(Notice notice) {
        return jdbc.sql(
                                """
                                insert into notice (id, person_id, kind, cause, changed_by, queued_at)
                                values (:id, :person, :kind, :cause, :by, :at)
                                on conflict (person_id, kind, cause) do nothing
                                """)
                        .param("id", uuid(notice.id()))
                        .param("person", UUID.fromString(notice.person().value()))
                        .param("kind", notice.kind().name())
                        .param("cause", notice.cause())
                        .param("by", notice.by().map(ChangedBy::name).orElse(null))
                        .param("at", Rows.utc(notice.queuedAt()))
                        .update()
                == 1;
    }

    private static UUID uuid(NoticeId id) {
        return UUID.fromString(id.value());
    }

    @Override
    public Optional<Notice> find(NoticeId id) {
        return jdbc.sql("select * from notice where id = :id")
                .param("id", uuid(id))
                .query((row, n) -> notice(row))
                .optional();
    }

    private static Notice notice(ResultSet row) throws SQLException {
        return new Notice(
                new NoticeId(row.getString("id")),
                new PersonId(row.getString("person_id")),
                NoticeKind.valueOf(row.getString("kind")),
                row.getString("cause"),
                Rows.text(row, "changed_by").map(ChangedBy::valueOf),
                Rows.instant(row, "queued_at"));
    }

    @Override
    public List<NoticeStep> steps(NoticeId id) {
        return jdbc.sql("select * from notice_step where notice_id = :id order by seq")
                .param("id", uuid(id))
                .query((row, n) -> step(row))
                .list();
    }

    private static NoticeStep step(ResultSet row) throws SQLException {
        Instant at = Rows.instant(row, "at");
        String step = row.getString("step");
        return switch (step) {
            case "FAILED" ->
                    new NoticeStep.Failed(
                            at,
                            NoticeChannel.valueOf(row.getString("channel")),
                            row.getString("detail"));
            case "TO_PRINT" -> new NoticeStep.ToPrint(at);
            case "SENT" ->
                    new NoticeStep.Sent(
                            at,
                            NoticeChannel.valueOf(row.getString("channel")),
                            row.getString("detail"));
            case "ENDED" -> new NoticeStep.Ended(at, EndReason.valueOf(row.getString("detail")));
            default ->
                    throw new IllegalStateException(
                            "OGMS-7308 A step %s of a notice is not known. A newer program wrote it: use that one."
                                    .formatted(step));
        };
    }

    private record Columns(
            String step, @Nullable String channel, @Nullable String detail, boolean finishes) {
        static Columns of(NoticeStep step) {
            return switch (step) {
                case NoticeStep.Failed(var _, var channel, var code) ->
                        new Columns("FAILED", channel.name(), code, false);
                case NoticeStep.ToPrint _ -> new Columns("TO_PRINT", null, null, false);
                case NoticeStep.Sent(var _, var channel, var receipt) ->
                        new Columns("SENT", channel.name(), receipt, true);
                case NoticeStep.Ended(var _, var why) ->
                        new Columns("ENDED", null, why.name(), true);
            };
        }
    }

    @Override
    public void addStep(NoticeId id, NoticeStep step) {
        Columns columns = Columns.of(step);
        // The step and the waiting letter in one statement, so that both hold or neither.
        String waiting =
                step instanceof NoticeStep.ToPrint
                        ? "with waits as (insert into notice_to_print (notice_id) values (:id) on conflict do nothing) "
                        : columns.finishes()
                                ? "with gone as (delete from notice_to_print where notice_id = :id) "
                                : "";
        jdbc.sql(
                        waiting
                                + """
                                insert into notice_step (notice_id, at, step, channel, detail)
                                values (:id, :at, :step, :channel, :detail)
                                """)
                .param("id", uuid(id))
                .param("at", Rows.utc(step.at()))
                .param("step", columns.step())
                .param("channel", columns.channel())
                .param("detail", columns.detail())
                .update();
    }

    @Override
    public Optional<ChannelChoice> channel(PersonId person) {
        return jdbc.sql(
                        """
                        select * from notice_channel where person_id = cast(:person as uuid)
                        order by seq desc limit 1
                        """)
                .param("person", person.value())
                .query((row, n) -> {
                    NoticeChannel channel = NoticeChannel.valueOf(row.getString("channel"));
                    return new ChannelChoice(
                            person,
                            channel,
                            Rows.text(row, "address").map(value -> address(channel, value)),
                            Rows.instant(row, "chosen_at"),
                            row.getString("chosen_by"));
                })
                .optional();
    }

    private static ContactAddress address(NoticeChannel channel, String value) {
        return channel == NoticeChannel.EMAIL ? new EmailAddress(value) : new MobileNumber(value);
    }

    @Override
    public void addChannel(ChannelChoice choice) {
        jdbc.sql(
                        """
                        insert into notice_channel (person_id, channel, address, chosen_at, chosen_by)
                        values (cast(:person as uuid), :channel, :address, :at, :by)
                        """)
                .param("person", choice.person().value())
                .param("channel", choice.channel().name())
                .param("address", choice.address().map(ContactAddress::value).orElse(null))
                .param("at", Rows.utc(choice.at()))
                .param("by", choice.by())
                .update();
    }

    @Override
    public List<Told> of(PersonId person, int most) {
        return jdbc.sql(
                        """
                        select n.*, s.at, s.step, s.channel, s.detail from notice n
                        left join lateral (select * from notice_step t where t.notice_id = n.id
                            order by t.seq desc limit 1) s on true
                        where n.person_id = cast(:person as uuid)
                        order by n.queued_at desc, n.id limit :most
                        """)
                .param("person", person.value())
                .param("most", most)
                .query((row, n) ->
                        new Told(
                                notice(row),
                                row.getString("step") == null
                                        ? Optional.empty()
                                        : Optional.of(step(row))))
                .list();
    }

    /// Letters of unfinished batches, and others that wait, oldest first.
    ///
    /// @param batch which they belong to, if to any
    public record Waiting(Notice notice, Optional<String> batch) {}

    /// Letters that wait to be printed: those of a batch that was begun first.
    public List<Waiting> toPrint(int most) {
        return jdbc.sql(
                        """
                        select n.*, p.batch from notice_to_print p join notice n on n.id = p.notice_id
                        order by p.batch nulls last, n.queued_at, n.id limit :most
                        """)
                .param("most", most)
                .query((row, n) -> new Waiting(notice(row), Rows.text(row, "batch")))
                .list();
    }

    /// Names the batch of letters; null takes them out of theirs.
    public void batch(List<NoticeId> letters, @Nullable String batch) {
        jdbc.sql("update notice_to_print set batch = :batch where notice_id = any(:ids)")
                .param("batch", batch)
                .param("ids", letters.stream().map(JdbcNotices::uuid).toArray(UUID[]::new))
                .update();
    }

    /// A number that no batch has had.
    public long nextBatchNumber() {
        return jdbc.sql("select nextval('notice_batch_number')").query(Long.class).single();
    }

    /// Counts notices.
    ///
    /// @param since 30 days ago
    public NoticeCounts counts(Instant since) {
        return jdbc.sql(
                        """
                        select (select count(*) from notice_tasks where task_name = 'notice') as tasks,
                            (select count(*) from notice_to_print) as letters,
                            (select count(*) from notice_step where step = 'ENDED'
                                and detail in ('GAVE_UP', 'REFUSED') and at >= :since) as given_up,
                            (select count(*) from notice_step where step = 'ENDED'
                                and detail = 'NOT_SET_UP' and at >= :since) as not_set_up
                        """)
                .param("since", Rows.utc(since))
                .query((row, n) ->
                        new NoticeCounts(
                                row.getLong("tasks"),
                                row.getLong("letters"),
                                row.getLong("given_up"),
                                row.getLong("not_set_up")))
                .single();
    }

    /// A use for research that a person has not been told of.
    public record NewUse(PersonId person, String purpose, String organisation) {}

    /// Uses for research that people have not been told of, for those who were told of none since a
    /// moment; whole persons, in the order of their identifiers.
    ///
    /// @param after only persons after this one
    /// @param most persons
    public List<NewUse> newUses(Optional<PersonId> after, Instant toldBefore, int most) {
        return jdbc.sql(
                        """
                        with fresh as (select distinct a.person_id, a.purpose, a.organisation
                            from access_log a join person p on p.id = a.person_id
                            where a.permitted and a.purpose in ('RESEARCH', 'RESEARCH_BY_COMPANIES')
                                and a.person_id > cast(:after as uuid)
                                and not exists (select 1 from notice_research_kind k
                                    where k.person_id = a.person_id and k.purpose = a.purpose
                                        and k.organisation = a.organisation)
                                and not exists (select 1 from notice n
                                    where n.person_id = a.person_id and n.kind = 'NEW_RESEARCH'
                                        and n.queued_at > :told))
                        select * from fresh where person_id in
                            (select person_id from fresh group by person_id order by person_id limit :most)
                        order by person_id, purpose, organisation
                        """)
                .param("after", after.map(PersonId::value).orElse(new UUID(0, 0).toString()))
                .param("told", Rows.utc(toldBefore))
                .param("most", most)
                .query((row, n) ->
                        new NewUse(
                                new PersonId(row.getString("person_id")),
                                row.getString("purpose"),
                                row.getString("organisation")))
                .list();
    }

    /// Keeps that a person is told of uses.
    public void addTold(NoticeId notice, List<NewUse> uses) {
        for (NewUse use : uses) {
            jdbc.sql(
                            """
                            insert into notice_research_kind (person_id, purpose, organisation, notice_id)
                            values (cast(:person as uuid), :purpose, :organisation, :notice)
                            on conflict do nothing
                            """)
                    .param("person", use.person().value())
                    .param("purpose", use.purpose())
                    .param("organisation", use.organisation())
                    .param("notice", uuid(notice))
                    .update();
        }
    }

    /// Persons for whom somebody else chose, in the order of their identifiers.
    ///
    /// @param after only persons after this one
    public List<PersonId> chosenFor(Optional<PersonId> after, int most) {
        return jdbc.sql(
                        """
                        select distinct person_id from consent_statement
                        where person_id > cast(:after as uuid)
                            and said_by in ('PARENT_OR_GUARDIAN', 'CONSULTEE', 'CLINICIAN')
                        order by person_id limit :most
                        """)
                .param("after", after.map(PersonId::value).orElse(new UUID(0, 0).toString()))
                .param("most", most)
                .query((row, n) -> new PersonId(row.getString("person_id")))
                .list();
    }
}
