package org.opengms.server.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opengms.infrastructure.OdsCode;
import org.opengms.people.PersonId;
import org.opengms.safeguards.Held;
import org.opengms.safeguards.Withholding;
import org.opengms.safeguards.WithholdingId;
import org.opengms.safeguards.WithholdingReason;
import org.opengms.safeguards.WithholdingStore;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What is held back from a person or their proxies, in PostgreSQL; append-only.
public final class JdbcWithholdings implements WithholdingStore {
    private final JdbcClient jdbc;

    public JdbcWithholdings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(Withholding made) {
        jdbc.sql(
                        """
                        insert into withholding (id, person_id, held_kind, held_id, audience, reason,
                            words, opinion_by, opinion_on, review_on, recorded_by, recorded_at)
                        values (:id, :person, :kind, :held, :audience, :reason, :words, :opinionBy,
                            :opinionOn, :reviewOn, :by, :at)
                        """)
                .param("id", UUID.fromString(made.id().value()))
                .param("person", UUID.fromString(made.person().value()))
                .param("kind", made.held().kind().name())
                .param("held", made.held().id())
                .param("audience", made.from().name())
                .param("reason", made.reason().name())
                .param("words", made.words())
                .param("opinionBy", made.opinion().map(Withholding.Opinion::by).orElse(null))
                .param("opinionOn", made.opinion().map(Withholding.Opinion::on).orElse(null))
                .param("reviewOn", made.reviewOn())
                .param("by", made.by())
                .param("at", Rows.utc(made.at()))
                .update();
    }

    @Override
    public void add(WithholdingId withholding, Withholding.Step step) {
        Optional<Withholding.Step.Renewed> renewed =
                step instanceof Withholding.Step.Renewed r ? Optional.of(r) : Optional.empty();
        Optional<Withholding.Opinion> opinion = renewed.flatMap(Withholding.Step.Renewed::opinion);
        jdbc.sql(
                        """
                        insert into withholding_step (withholding_id, review_on, opinion_by,
                            opinion_on, words, recorded_by, recorded_at)
                        values (:id, :reviewOn, :opinionBy, :opinionOn, :words, :by, :at)
                        """)
                .param("id", UUID.fromString(withholding.value()))
                .param("reviewOn", renewed.map(Withholding.Step.Renewed::reviewOn).orElse(null))
                .param("opinionBy", opinion.map(Withholding.Opinion::by).orElse(null))
                .param("opinionOn", opinion.map(Withholding.Opinion::on).orElse(null))
                .param("words", step.words())
                .param("by", step.by())
                .param("at", Rows.utc(step.at()))
                .update();
    }

    @Override
    public Optional<Withholding> find(WithholdingId id) {
        return read("w.id = :id", Map.of("id", UUID.fromString(id.value()))).stream().findFirst();
    }

    @Override
    public List<Withholding> ofPerson(PersonId person) {
        return read("w.person_id = :person", Map.of("person", UUID.fromString(person.value())));
    }

    @Override
    public List<Withholding> ending(
            OdsCode organisation, LocalDate after, LocalDate until, int most) {
        return read(
                        // a trust's three characters find its sites
                        """
                        w.id in (select i.id from withholding i
                            left join lateral (select l.review_on, l.seq from withholding_step l
                                where l.withholding_id = i.id order by l.seq desc limit 1) newest on true
                            where (newest.seq is null or newest.review_on is not null)
                            and coalesce(newest.review_on, i.review_on) > :after
                            and coalesce(newest.review_on, i.review_on) <= :until
                            and exists (select 1 from test_order o where o.person_id = i.person_id
                                and (o.ordering_site = :key or o.submitted_by = :key
                                    or (length(:key) = 3 and o.ordering_site like :key || '%')))
                            order by coalesce(newest.review_on, i.review_on) limit :most)
                        """,
                        Map.of(
                                "key",
                                organisation.value(),
                                "after",
                                after,
                                "until",
                                until,
                                "most",
                                most))
                .stream()
                .sorted(java.util.Comparator.comparing(Withholding::ends))
                .toList();
    }

    @Override
    public boolean isOf(Held held, PersonId person) {
        String table =
                switch (held.kind()) {
                    case TEST, RESULT, RESULT_WORDS ->
                            "select 1 from test_order where id = :held and person_id = :person";
                    case USE ->
                            "select 1 from access_log where record_id = :held and person_id = :person";
                    case STATEMENT ->
                            "select 1 from consent_statement where id = :held and person_id = :person";
                };
        return jdbc.sql("select exists (%s)".formatted(table))
                .param("held", held.id())
                .param("person", UUID.fromString(person.value()))
                .query(Boolean.class)
                .single();
    }

    /// @param condition of this class, never of a request
    private List<Withholding> read(String condition, Map<String, ?> parameters) {
        record Line(Withholding withholding, Optional<Withholding.Step> step) {}
        List<Line> lines =
                jdbc.sql(
                                """
                                select w.*, s.seq as step, s.review_on as step_review,
                                    s.opinion_by as step_opinion, s.opinion_on as step_opinion_on,
                                    s.words as step_words, s.recorded_by as step_by,
                                    s.recorded_at as step_at
                                from withholding w
                                left join withholding_step s on s.withholding_id = w.id
                                where
                                """
                                        + condition
                                        + " order by w.seq desc, s.seq")
                        .params(parameters)
                        .query((row, n) -> new Line(withholding(row), step(row)))
                        .list();
        Map<WithholdingId, Withholding> all = new LinkedHashMap<>();
        for (Line line : lines) {
            all.merge(
                    line.withholding().id(),
                    line.step().map(line.withholding()::with).orElse(line.withholding()),
                    (before, _) -> line.step().map(before::with).orElse(before));
        }
        return new ArrayList<>(all.values());
    }

    private static Withholding withholding(ResultSet row) throws SQLException {
        return new Withholding(
                new WithholdingId(row.getString("id")),
                new PersonId(row.getString("person_id")),
                new Held(
                        Held.Kind.valueOf(row.getString("held_kind")),
                        row.getObject("held_id", UUID.class)),
                Withholding.Audience.valueOf(row.getString("audience")),
                WithholdingReason.valueOf(row.getString("reason")),
                row.getString("words"),
                opinion(row, "opinion_by", "opinion_on"),
                row.getObject("review_on", LocalDate.class),
                row.getString("recorded_by"),
                Rows.instant(row, "recorded_at"),
                List.of());
    }

    private static Optional<Withholding.Opinion> opinion(ResultSet row, String by, String on)
            throws SQLException {
        Optional<LocalDate> day = Rows.optional(row, on, LocalDate.class);
        return Rows.text(row, by)
                .flatMap(who -> day.map(given -> new Withholding.Opinion(who, given)));
    }

    private static Optional<Withholding.Step> step(ResultSet row) throws SQLException {
        if (Rows.optional(row, "step", Long.class).isEmpty()) {
            return Optional.empty();
        }
        Optional<LocalDate> review = Rows.optional(row, "step_review", LocalDate.class);
        return Optional.of(
                review.isPresent()
                        ? new Withholding.Step.Renewed(
                                review.get(),
                                opinion(row, "step_opinion", "step_opinion_on"),
                                row.getString("step_words"),
                                row.getString("step_by"),
                                Rows.instant(row, "step_at"))
                        : new Withholding.Step.Lifted(
                                row.getString("step_words"),
                                row.getString("step_by"),
                                Rows.instant(row, "step_at")));
    }
}
