package org.opengms.server.persistence;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.opengms.infrastructure.OdsCode;
import org.opengms.maturity.SelfAssessment;
import org.opengms.maturity.SelfAssessments;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;

/// What sites say of themselves, in PostgreSQL; append-only.
public final class JdbcSelfAssessments implements SelfAssessments {
    private static final TypeReference<EnumMap<SelfAssessment.Dimension, Integer>> SCORES =
            new TypeReference<>() {};

    private final JdbcClient jdbc;

    public JdbcSelfAssessments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(SelfAssessment assessment) {
        jdbc.sql(
                        "insert into self_assessment (site, scores, "
                                + SaidColumns.NAMES
                                + ") values (:site, cast(:scores as jsonb), "
                                + SaidColumns.VALUES
                                + ")")
                .param("site", assessment.site().value())
                .param("scores", Rows.JSON.writeValueAsString(assessment.scores()))
                .params(SaidColumns.of(assessment.said()))
                .update();
    }

    @Override
    public List<SelfAssessment> of(OdsCode site, int most) {
        return jdbc.sql(
                        "select * from self_assessment where site = :site order by id desc limit :most")
                .param("site", site.value())
                .param("most", most)
                .query((row, _) -> {
                    Map<SelfAssessment.Dimension, Integer> scores =
                            Rows.JSON.readValue(row.getString("scores"), SCORES);
                    return new SelfAssessment(
                            new OdsCode(row.getString("site")), scores, SaidColumns.read(row, ""));
                })
                .list();
    }
}
