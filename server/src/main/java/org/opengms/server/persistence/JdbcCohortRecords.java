package org.opengms.server.persistence;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opengms.cases.ReportedVariant;
import org.opengms.cohort.CohortRecord;
import org.opengms.cohort.CohortRecords;
import org.opengms.cohort.CohortStore;
import org.opengms.cohort.DeliveredGenome;
import org.opengms.cohort.Measure;
import org.opengms.cohort.ParticipantId;
import org.opengms.cohort.Trait;
import org.opengms.consent.ConsentStatement;
import org.opengms.orders.PhenotypeObservation;
import org.opengms.orders.Presence;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;

/// What research can know of participants, from the order that brought each in, its newest signed
/// report, and the newest outcome.
public final class JdbcCohortRecords implements CohortRecords {
    private static final String FILE =
            """
            select m.participant, f.id, f.path, f.sha256, f.size_bytes, f.received_at
            from cohort_member m
            join lateral (select * from sequencing_file where order_id = m.order_id
                order by seq desc limit 1) f on true
            """;

    private final JdbcClient jdbc;
    private final Function<String, Optional<String>> regionOf;

    /// @param regionOf the region of a site, by its ODS code
    public JdbcCohortRecords(JdbcClient jdbc, Function<String, Optional<String>> regionOf) {
        this.jdbc = jdbc;
        this.regionOf = regionOf;
    }

    private record Known(ParticipantId participant, CohortRecord record) {}

    @Override
    public Map<ParticipantId, CohortRecord> records(Set<ParticipantId> participants) {
        return jdbc
                .sql(
                        """
                        select m.participant, m.number, p.sex, p.birth_date, o.ordering_site,
                            o.indication_code, o.method, o.received_at, o.reported_at, o.phenotypes,
                            r.variants, x.case_solved
                        from cohort_member m
                        join person p on p.id = m.person_id
                        join test_order o on o.id = m.order_id
                        left join lateral (select id, variants from report
                            where order_id = o.id and status = 'FINAL' order by seq desc limit 1) r on true
                        left join lateral (select case_solved from outcome
                            where report_id = r.id order by outcome.id desc limit 1) x on true
                        where m.participant = any(cast(:participants as uuid[]))
                        """)
                .param("participants", texts(participants))
                .query((row, n) -> known(row))
                .list()
                .stream()
                .collect(Collectors.toMap(Known::participant, Known::record));
    }

    private Known known(ResultSet row) throws SQLException {
        Map<Trait, String> traits = new EnumMap<>(Trait.class);
        put(traits, Trait.SEX, Rows.text(row, "sex"));
        LocalDate ordered = ConsentStatement.day(Rows.instant(row, "received_at"));
        put(
                traits,
                Trait.AGE_BAND,
                Rows.optional(row, "birth_date", LocalDate.class)
                        .map(born -> band(Period.between(born, ordered).getYears())));
        put(traits, Trait.REGION, Rows.text(row, "ordering_site").flatMap(regionOf));
        put(traits, Trait.INDICATION, Rows.text(row, "indication_code"));
        put(traits, Trait.METHOD, Rows.text(row, "method"));
        put(traits, Trait.OUTCOME, Rows.text(row, "case_solved"));
        List<ReportedVariant> variants =
                Rows.text(row, "variants")
                        .map(json ->
                                Rows.JSON.readValue(
                                        json, new TypeReference<List<ReportedVariant>>() {}))
                        .orElse(List.of());
        Map<Measure, Long> measures = new EnumMap<>(Measure.class);
        Optional<OffsetDateTime> reported = Rows.optional(row, "reported_at", OffsetDateTime.class);
        if (reported.isPresent()) {
            measures.put(
                    Measure.DAYS_TO_REPORT,
                    Math.max(
                            0,
                            ChronoUnit.DAYS.between(
                                    ordered, ConsentStatement.day(reported.get().toInstant()))));
            measures.put(Measure.REPORTED_VARIANTS, (long) variants.size());
        }
        List<PhenotypeObservation> phenotypes =
                Rows.JSON.readValue(
                        row.getString("phenotypes"),
                        new TypeReference<List<PhenotypeObservation>>() {});
        Set<String> terms = new HashSet<>();
        for (PhenotypeObservation one : phenotypes) {
            if (one.presence() == Presence.PRESENT) {
                terms.add(one.termId());
            }
        }
        return new Known(
                new ParticipantId(row.getString("participant")),
                new CohortRecord(
                        row.getInt("number"),
                        traits,
                        measures,
                        terms,
                        variants.stream().map(ReportedVariant::gene).collect(Collectors.toSet()),
                        variants.stream()
                                .map(v ->
                                        "%s:%d:%s:%s"
                                                .formatted(
                                                        v.contig(), v.position(), v.ref(), v.alt()))
                                .collect(Collectors.toSet())));
    }

    private static void put(Map<Trait, String> traits, Trait trait, Optional<String> value) {
        value.filter(v -> !v.isBlank()).ifPresent(v -> traits.put(trait, v));
    }

    /// Bands that docs/spec/safe-use.md names.
    private static String band(int years) {
        return years < 18 ? "0-17" : years < 40 ? "18-39" : years < 65 ? "40-64" : "65+";
    }

    @Override
    public Map<ParticipantId, DeliveredGenome> genomes(Set<ParticipantId> participants) {
        return jdbc
                .sql(FILE + "where m.participant = any(cast(:participants as uuid[]))")
                .param("participants", texts(participants))
                .query(JdbcCohortRecords::genome)
                .list()
                .stream()
                .collect(Collectors.toMap(DeliveredGenome::participant, file -> file));
    }

    @Override
    public Optional<DeliveredGenome> genome(String file) {
        return jdbc.sql(
                        FILE
                                + """
                                where f.id = cast(:file as uuid) and m.order_id =
                                    (select order_id from sequencing_file where id = cast(:file as uuid))
                                """)
                .param("file", UUID.fromString(file))
                .query(JdbcCohortRecords::genome)
                .optional();
    }

    private static DeliveredGenome genome(ResultSet row, int rowNumber) throws SQLException {
        return new DeliveredGenome(
                row.getString("id"),
                new ParticipantId(row.getString("participant")),
                Path.of(row.getString("path")),
                row.getString("sha256"),
                row.getLong("size_bytes"),
                Rows.instant(row, "received_at"));
    }

    @Override
    public Map<Integer, CohortStore.Member> members(RoaringBitmap numbers) {
        return jdbc
                .sql(
                        """
                        select participant, person_id, number from cohort_member
                        where number = any(:numbers)
                        """)
                .param("numbers", Arrays.stream(numbers.toArray()).boxed().toArray(Integer[]::new))
                .query(JdbcCohort::member)
                .list()
                .stream()
                .collect(Collectors.toMap(CohortStore.Member::number, member -> member));
    }

    private static String[] texts(Set<ParticipantId> participants) {
        return participants.stream().map(ParticipantId::value).toArray(String[]::new);
    }
}
