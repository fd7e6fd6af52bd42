package org.opengms.server.persistence;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.opengms.dialogue.Consultation;
import org.opengms.dialogue.DialogueStore;
import org.opengms.dialogue.Moderation;
import org.opengms.dialogue.PublicDecision;
import org.opengms.dialogue.Remark;
import org.opengms.dialogue.Response;
import org.opengms.dialogue.Tally;
import org.opengms.dialogue.Way;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Consultations and their answers in PostgreSQL.
public final class JdbcDialogue implements DialogueStore {
    /// The newest decision of moderators on an answer `r`.
    private static final String NEWEST =
            """
            left join lateral (select m.seq, m.rule from consultation_moderation m
                where m.consultation = r.consultation and m.number = r.number
                order by m.seq desc limit 1) n on true
            """;

    private final JdbcClient jdbc;

    /// What was published, by its id: it is never changed, so it is read once.
    private final Map<String, Consultation> read = new ConcurrentHashMap<>();

    public JdbcDialogue(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Consultation> published() {
        List<String> ids =
                jdbc.sql("select id from consultation")
                        .query((row, n) -> row.getString("id"))
                        .list();
        String[] unread = ids.stream().filter(id -> !read.containsKey(id)).toArray(String[]::new);
        if (unread.length > 0) {
            jdbc.sql("select id, content from consultation where id = any(:ids)")
                    .param("ids", unread)
                    .query((row, n) ->
                            Consultation.read(
                                    row.getString("content").getBytes(StandardCharsets.UTF_8),
                                    row.getString("id")))
                    .list()
                    .forEach(consultation -> read.put(consultation.id(), consultation));
        }
        return ids.stream().flatMap(id -> Optional.ofNullable(read.get(id)).stream()).toList();
    }

    @Override
    public boolean publish(Consultation consultation, String by, Instant at) {
        return jdbc.sql(
                                """
                                insert into consultation (id, content, published_by, published_at)
                                values (:id, :content, :by, :at) on conflict do nothing
                                """)
                        .param("id", consultation.id())
                        .param("content", consultation.text())
                        .param("by", by)
                        .param("at", Rows.utc(at))
                        .update()
                == 1;
    }

    /// A row of `consultation_response`.
    record Row(
            String number,
            String way,
            String option,
            @Nullable String words,
            double weight,
            String answered_on) {}

    @Override
    public int add(String consultation, List<Response> responses) {
        return jdbc.sql(
                        """
                        insert into consultation_response (consultation, number, way, option, words, weight,
                            answered_on)
                        select :consultation, number, way, option, words, weight, answered_on
                        from jsonb_to_recordset(cast(:rows as jsonb)) as r (number text, way text, option text,
                            words text, weight double precision, answered_on date)
                        on conflict do nothing
                        """)
                .param("consultation", consultation)
                .param(
                        "rows",
                        Rows.JSON.writeValueAsString(
                                responses.stream()
                                        .map(r ->
                                                new Row(
                                                        r.number(),
                                                        r.way().name(),
                                                        r.option(),
                                                        r.words().orElse(null),
                                                        r.weight(),
                                                        r.on().toString()))
                                        .toList()))
                .update();
    }

    @Override
    public List<Response> numbered(String consultation, Set<String> numbers) {
        return jdbc.sql(
                        """
                        select number, way, option, words, weight, answered_on from consultation_response
                        where consultation = :consultation and number = any(:numbers)
                        """)
                .param("consultation", consultation)
                .param("numbers", numbers.toArray(String[]::new))
                .query((row, n) ->
                        new Response(
                                row.getString("number"),
                                Way.valueOf(row.getString("way")),
                                row.getString("option"),
                                Rows.text(row, "words"),
                                row.getDouble("weight"),
                                row.getObject("answered_on", LocalDate.class)))
                .list();
    }

    @Override
    public List<Tally> tallies(String consultation) {
        return jdbc.sql(
                        """
                        select way, option, count(*) as answers, sum(weight) as weights,
                            sum(weight * weight) as squares
                        from consultation_response where consultation = :consultation
                        group by way, option order by way, option
                        """)
                .param("consultation", consultation)
                .query((row, n) ->
                        new Tally(
                                Way.valueOf(row.getString("way")),
                                row.getString("option"),
                                row.getLong("answers"),
                                row.getDouble("weights"),
                                row.getDouble("squares")))
                .list();
    }

    private static Remark remark(ResultSet row, int number) throws SQLException {
        return new Remark(
                row.getString("number"),
                Way.valueOf(row.getString("way")),
                row.getString("words"),
                row.getObject("answered_on", LocalDate.class));
    }

    @Override
    public List<Remark> waiting(String consultation, int most) {
        return jdbc.sql(
                        "select r.number, r.way, r.words, r.answered_on from consultation_response r "
                                + NEWEST
                                + """
                                where r.consultation = :consultation and r.words is not null and n.seq is null
                                order by r.answered_on, r.number limit :most
                                """)
                .param("consultation", consultation)
                .param("most", most)
                .query(JdbcDialogue::remark)
                .list();
    }

    @Override
    public List<Remark> accepted(String consultation, int most) {
        return jdbc.sql(
                        "select r.number, r.way, r.words, r.answered_on from consultation_response r "
                                + NEWEST
                                + """
                                where r.consultation = :consultation and r.words is not null
                                    and n.seq is not null and n.rule is null
                                order by r.answered_on desc, r.number limit :most
                                """)
                .param("consultation", consultation)
                .param("most", most)
                .query(JdbcDialogue::remark)
                .list();
    }

    @Override
    public Map<Integer, Long> refused(String consultation) {
        Map<Integer, Long> refused = new TreeMap<>();
        jdbc.sql(
                        "select n.rule, count(*) as times from consultation_response r "
                                + NEWEST
                                + "where r.consultation = :consultation and n.rule is not null group by n.rule")
                .param("consultation", consultation)
                .query((ResultSet row) -> {
                    refused.put(row.getInt("rule"), row.getLong("times"));
                });
        return refused;
    }

    @Override
    public boolean moderate(
            String consultation, String number, Moderation moderation, String by, Instant at) {
        return jdbc.sql(
                                """
                                insert into consultation_moderation (consultation, number, rule, moderated_by, at)
                                select consultation, number, cast(:rule as int), :by, :at
                                from consultation_response
                                where consultation = :consultation and number = :number and words is not null
                                """)
                        .param("consultation", consultation)
                        .param("number", number)
                        .param(
                                "rule",
                                switch (moderation) {
                                    case Moderation.Accepted _ -> null;
                                    case Moderation.Refused(int rule) -> (Integer) rule;
                                })
                        .param("by", by)
                        .param("at", Rows.utc(at))
                        .update()
                == 1;
    }

    @Override
    public List<PublicDecision> decisions(String consultation) {
        return jdbc.sql(
                        """
                        select number, you_said, we_decided, because, decided_by, decided_on, changed_to
                        from consultation_decision where consultation = :consultation order by number
                        """)
                .param("consultation", consultation)
                .query((row, n) ->
                        new PublicDecision(
                                row.getInt("number"),
                                row.getString("you_said"),
                                row.getString("we_decided"),
                                row.getString("because"),
                                row.getString("decided_by"),
                                row.getObject("decided_on", LocalDate.class),
                                Rows.text(row, "changed_to")))
                .list();
    }

    @Override
    public boolean decide(
            String consultation, PublicDecision decision, String recordedBy, Instant at) {
        return jdbc.sql(
                                """
                                insert into consultation_decision (consultation, number, you_said, we_decided,
                                    because, decided_by, decided_on, changed_to, recorded_by, recorded_at)
                                values (:consultation, :number, :said, :decided, :because, :by, :on, :to,
                                    :recordedBy, :at)
                                on conflict do nothing
                                """)
                        .param("consultation", consultation)
                        .param("number", decision.number())
                        .param("said", decision.youSaid())
                        .param("decided", decision.weDecided())
                        .param("because", decision.because())
                        .param("by", decision.by())
                        .param("on", decision.on())
                        .param("to", decision.changedTo().orElse(null))
                        .param("recordedBy", recordedBy)
                        .param("at", Rows.utc(at))
                        .update()
                == 1;
    }
}
