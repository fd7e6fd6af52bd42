package org.opengms.server.persistence;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opengms.consent.ConsentHistory;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.ConsentStore;
import org.opengms.consent.DiscussionDetails.WhoChose;
import org.opengms.consent.DiscussionState;
import org.opengms.consent.RecordOfDiscussion;
import org.opengms.consent.ResearchChoice;
import org.opengms.consent.Said;
import org.opengms.consent.StatementId;
import org.opengms.consent.Use;
import org.opengms.logbook.LogRecords;
import org.opengms.people.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What persons said, in PostgreSQL; append-only.
public final class JdbcConsents implements ConsentStore {
    private static final String HISTORIES =
            """
            select s.*, p.id as of_person, p.birth_date from person p
            left join consent_statement s on s.person_id = p.id
            where p.id = any(cast(:persons as uuid[])) order by p.id, s.seq
            """;

    private final JdbcClient jdbc;
    private final JdbcLogBook book;
    private final LogRecords records;
    private final Listener listener;

    /// Is told of every statement, inside the transaction that keeps it.
    public interface Listener {
        /// A statement was kept.
        ///
        /// @param first whether it is the person's first
        void recorded(ConsentStatement statement, boolean first);
    }

    /// Without anybody who is told.
    ///
    /// @param book where a statement's record waits for the transparency log
    public JdbcConsents(JdbcClient jdbc, JdbcLogBook book, LogRecords records) {
        this(jdbc, book, records, (statement, first) -> {});
    }

    /// @param book where a statement's record waits for the transparency log
    public JdbcConsents(JdbcClient jdbc, JdbcLogBook book, LogRecords records, Listener listener) {
        this.jdbc = jdbc;
        this.book = book;
        this.records = records;
        this.listener = listener;
    }

    /// The columns that a statement fills, by what it says.
    private record Columns(
            String kind,
            @Nullable String state,
            @Nullable Boolean testAgreed,
            @Nullable String research,
            Set<Use> uses,
            @Nullable Boolean answer,
            @Nullable LocalDate day) {
        static Columns of(Said said) {
            return switch (said) {
                case Said.Discussion(RecordOfDiscussion record) ->
                        new Columns(
                                "DISCUSSION",
                                record.state().name(),
                                record.testAgreed().orElse(null),
                                record.research().name(),
                                Set.of(),
                                null,
                                record.takenOn().orElse(null));
                case Said.Research(var choice, var refused, var again) ->
                        new Columns(
                                "RESEARCH",
                                null,
                                null,
                                choice.name(),
                                refused,
                                null,
                                again.orElse(null));
                case Said.YoungPersonsAssent(boolean given) -> answer("ASSENT", given);
                case Said.ConsulteeAdvice(boolean would) -> answer("CONSULTEE_ADVICE", would);
                case Said.NationalDataOptOut(boolean isSet) -> answer("NATIONAL_OPT_OUT", isSet);
                case Said.SharingWithRelatives(boolean allowed) -> answer("SHARING", allowed);
                case Said.FullWithdrawal _ ->
                        new Columns("FULL_WITHDRAWAL", null, null, null, Set.of(), null, null);
                case Said.PartialWithdrawal(Set<Use> from) ->
                        new Columns("PARTIAL_WITHDRAWAL", null, null, null, from, null, null);
                case Said.Death(LocalDate on) ->
                        new Columns("DEATH", null, null, null, Set.of(), null, on);
                case Said.Capacity(boolean present) -> answer("CAPACITY", present);
            };
        }

        private static Columns answer(String kind, boolean answer) {
            return new Columns(kind, null, null, null, Set.of(), answer, null);
        }
    }

    @Override
    public void append(ConsentStatement statement) {
        Columns columns = Columns.of(statement.said());
        jdbc.sql(
                        """
                        insert into consent_statement (id, person_id, kind, state, test_agreed, research,
                            uses, answer, day, said_by, evidence, said_on, recorded_at, recorded_by)
                        values (:id, :person, :kind, :state, :agreed, :research, :uses, :answer, :day,
                            :saidBy, :evidence, :saidOn, :recordedAt, :recordedBy)
                        """)
                .param("id", UUID.fromString(statement.id().value()))
                .param("person", UUID.fromString(statement.person().value()))
                .param("kind", columns.kind())
                .param("state", columns.state())
                .param("agreed", columns.testAgreed())
                .param("research", columns.research())
                .param(
                        "uses",
                        columns.uses().stream().map(Use::name).sorted().toArray(String[]::new))
                .param("answer", columns.answer())
                .param("day", columns.day())
                .param("saidBy", statement.by().map(WhoChose::name).orElse(null))
                .param("evidence", statement.evidence())
                .param("saidOn", statement.saidOn())
                .param("recordedAt", Rows.utc(statement.recordedAt()))
                .param("recordedBy", statement.recordedBy())
                .update();
        book.add(records.consent(statement));
        listener.recorded(statement, isFirst(statement));
    }

    private boolean isFirst(ConsentStatement statement) {
        return jdbc.sql(
                        """
                        select not exists (select 1 from consent_statement
                            where person_id = cast(:person as uuid) and id <> cast(:id as uuid))
                        """)
                .param("person", statement.person().value())
                .param("id", statement.id().value())
                .query(Boolean.class)
                .single();
    }

    @Override
    public ConsentHistory history(PersonId person) {
        ConsentHistory known = histories(Set.of(person)).get(person);
        return known == null ? new ConsentHistory(person, Optional.empty(), List.of()) : known;
    }

    @Override
    public Map<PersonId, ConsentHistory> histories(Set<PersonId> persons) {
        record Line(
                PersonId person,
                Optional<LocalDate> birthDate,
                Optional<ConsentStatement> statement) {}
        record Gathered(Optional<LocalDate> birthDate, List<ConsentStatement> statements) {}
        List<Line> lines =
                jdbc.sql(HISTORIES)
                        .param(
                                "persons",
                                persons.stream().map(PersonId::value).toArray(String[]::new))
                        .query((r, n) ->
                                new Line(
                                        new PersonId(r.getString("of_person")),
                                        Rows.optional(r, "birth_date", LocalDate.class),
                                        r.getString("id") == null
                                                ? Optional.empty()
                                                : Optional.of(statement(r))))
                        .list();
        Map<PersonId, Gathered> gathered = new LinkedHashMap<>();
        for (Line line : lines) {
            Gathered of =
                    gathered.computeIfAbsent(
                            line.person(), _ -> new Gathered(line.birthDate(), new ArrayList<>()));
            line.statement().ifPresent(of.statements()::add);
        }
        Map<PersonId, ConsentHistory> histories = new LinkedHashMap<>();
        gathered.forEach((person, g) ->
                histories.put(person, new ConsentHistory(person, g.birthDate(), g.statements())));
        return histories;
    }

    private static ConsentStatement statement(ResultSet row) throws SQLException {
        return new ConsentStatement(
                new StatementId(row.getString("id")),
                new PersonId(row.getString("person_id")),
                said(row),
                Rows.text(row, "said_by").map(WhoChose::valueOf),
                row.getString("evidence"),
                row.getObject("said_on", LocalDate.class),
                instant(row),
                row.getString("recorded_by"));
    }

    private static Instant instant(ResultSet row) throws SQLException {
        return row.getObject("recorded_at", OffsetDateTime.class).toInstant();
    }

    private static Said said(ResultSet row) throws SQLException {
        return switch (row.getString("kind")) {
            case "DISCUSSION" ->
                    new Said.Discussion(
                            new RecordOfDiscussion(
                                    DiscussionState.valueOf(row.getString("state")),
                                    Rows.optional(row, "test_agreed", Boolean.class),
                                    ResearchChoice.valueOf(row.getString("research")),
                                    Rows.optional(row, "day", LocalDate.class)));
            case "RESEARCH" ->
                    new Said.Research(
                            ResearchChoice.valueOf(row.getString("research")),
                            uses(row),
                            Rows.optional(row, "day", LocalDate.class));
            case "ASSENT" -> new Said.YoungPersonsAssent(row.getBoolean("answer"));
            case "CONSULTEE_ADVICE" -> new Said.ConsulteeAdvice(row.getBoolean("answer"));
            case "NATIONAL_OPT_OUT" -> new Said.NationalDataOptOut(row.getBoolean("answer"));
            case "SHARING" -> new Said.SharingWithRelatives(row.getBoolean("answer"));
            case "FULL_WITHDRAWAL" -> new Said.FullWithdrawal();
            case "PARTIAL_WITHDRAWAL" -> new Said.PartialWithdrawal(uses(row));
            case "DEATH" -> new Said.Death(row.getObject("day", LocalDate.class));
            case "CAPACITY" -> new Said.Capacity(row.getBoolean("answer"));
            default ->
                    throw new IllegalStateException(
                            "OGMS-7105 Statement %s is of a kind that this program does not know. A newer program wrote it: use that one."
                                    .formatted(row.getString("id")));
        };
    }

    private static Set<Use> uses(ResultSet row) throws SQLException {
        Set<Use> uses = EnumSet.noneOf(Use.class);
        Array array = row.getArray("uses");
        for (String name : (String[]) array.getArray()) {
            uses.add(Use.valueOf(name));
        }
        return uses;
    }
}
