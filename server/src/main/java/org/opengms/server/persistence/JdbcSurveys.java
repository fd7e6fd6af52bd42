package org.opengms.server.persistence;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.opengms.dialogue.SurveyStore;
import org.opengms.dialogue.SurveyWave;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;

/// Waves of the survey in PostgreSQL.
public final class JdbcSurveys implements SurveyStore {
    private final JdbcClient jdbc;

    public JdbcSurveys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<SurveyWave> waves() {
        return jdbc.sql(
                        """
                        select name, survey, from_day, to_day, people, digest, sums from survey_wave
                        order by from_day, name
                        """)
                .query((row, n) ->
                        new SurveyWave(
                                row.getString("name"),
                                row.getString("survey"),
                                row.getObject("from_day", LocalDate.class),
                                row.getObject("to_day", LocalDate.class),
                                row.getInt("people"),
                                row.getString("digest"),
                                Rows.JSON.readValue(
                                        row.getString("sums"),
                                        new TypeReference<List<SurveyWave.Sum>>() {})))
                .list();
    }

    @Override
    public Set<String> takenInBy(String who) {
        return Set.copyOf(
                jdbc.sql("select name from survey_wave where imported_by = :who")
                        .param("who", who)
                        .query(String.class)
                        .list());
    }

    @Override
    public boolean add(SurveyWave wave, String by, Instant at) {
        return jdbc.sql(
                                """
                                insert into survey_wave (name, survey, from_day, to_day, people, digest, sums,
                                    imported_by, imported_at)
                                values (:name, :survey, :from, :to, :people, :digest, cast(:sums as jsonb), :by, :at)
                                on conflict do nothing
                                """)
                        .param("name", wave.name())
                        .param("survey", wave.survey())
                        .param("from", wave.from())
                        .param("to", wave.to())
                        .param("people", wave.people())
                        .param("digest", wave.digest())
                        .param("sums", Rows.JSON.writeValueAsString(wave.sums()))
                        .param("by", by)
                        .param("at", Rows.utc(at))
                        .update()
                == 1;
    }
}
