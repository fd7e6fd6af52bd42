package org.opengms.server.persistence;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.opengms.consent.ConsentStatement;
import org.opengms.ledger.attribution.TrustUse;
import org.opengms.ledger.charging.Period;
import org.opengms.ledger.contract.ProjectReference;
import org.opengms.value.OwnMeter;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Use of the controlled environment as the units of the tariff, from the uses that were metered
/// and the readings of the access log that each stands on. A reading belongs to the day in London
/// on which it was logged.
public final class JdbcOwnMeter implements OwnMeter {
    private static final String RECORD = "record-read";
    private static final String GENOME = "genome-read";
    private static final String QUERY = "query";

    /// Readings of a project in its environment in a period.
    private static final String READINGS =
            """
            from access_log a
            where a.project = cast(:project as uuid) and a.permitted and a.channel = 'environment'
                and a.at >= :from and a.at < :until
            """;

    private final JdbcClient jdbc;

    public JdbcOwnMeter(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<String> units() {
        return Set.of(RECORD, GENOME, QUERY);
    }

    @Override
    public SortedMap<String, Long> of(ProjectReference project, Period period) {
        SortedMap<String, Long> units = new TreeMap<>();
        units().forEach(unit -> units.put(unit, 0L));
        if (isOfThisService(project)) {
            asked(
                            """
                            select case when a.data_class = 'GENOME' then '%s' else '%s' end as unit,
                                count(*) as units
                            """
                                            .formatted(GENOME, RECORD)
                                    + READINGS
                                    + "group by 1",
                            project,
                            period)
                    .query((row, n) -> units.put(row.getString("unit"), row.getLong("units")))
                    .list();
            units.put(
                    QUERY,
                    jdbc.sql(
                                    """
                                    select coalesce(sum(queries), 0) from metered_use
                                    where project = :project and day >= :first and day <= :last
                                    """)
                            .param("project", project.value())
                            .param("first", period.from())
                            .param("last", period.to())
                            .query(Long.class)
                            .single());
        }
        return units;
    }

    @Override
    public List<TrustUse> byTrust(ProjectReference project, Period period) {
        return isOfThisService(project)
                ? asked(
                                """
                                select left(o.ordering_site, 3) as trust, sum(r.units) as units,
                                    count(*) as people
                                from (select a.person_id, count(*) as units
                                """
                                        + READINGS
                                        + """
                                        group by a.person_id) r
                                        join cohort_member c on c.person_id = r.person_id
                                        join test_order o on o.id = c.order_id
                                        group by 1 order by 1
                                        """,
                                project,
                                period)
                        .query((row, n) ->
                                new TrustUse(
                                        row.getString("trust"),
                                        row.getLong("units"),
                                        row.getLong("people")))
                        .list()
                : List.of();
    }

    private JdbcClient.StatementSpec asked(String sql, ProjectReference project, Period period) {
        return jdbc.sql(sql)
                .param("project", project.value())
                .param("from", start(period.from()))
                .param("until", start(period.to().plusDays(1)));
    }

    private static OffsetDateTime start(LocalDate day) {
        return day.atStartOfDay(ConsentStatement.ENGLAND).toOffsetDateTime();
    }

    /// A project of the access committee has an id of this service; others are used elsewhere.
    private static boolean isOfThisService(ProjectReference project) {
        try {
            return UUID.fromString(project.value()).toString().equals(project.value());
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
