package org.opengms.server.persistence;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opengms.cases.Analysis;
import org.opengms.cases.CaseStore;
import org.opengms.cases.CauseMark;
import org.opengms.cases.Outcome;
import org.opengms.cases.Report;
import org.opengms.cases.ReportId;
import org.opengms.cases.ReportStatus;
import org.opengms.cases.ReportedVariant;
import org.opengms.cases.ResultKind;
import org.opengms.cases.SigningEffort;
import org.opengms.directory.TestMethod;
import org.opengms.orders.EarlierResults;
import org.opengms.orders.OrderId;
import org.opengms.people.PersonId;
import org.opengms.routing.NegativeTest;
import org.opengms.samples.SequencingFile;
import org.opengms.samples.SequencingFiles;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;

/// Delivered files, analyses, reports and outcomes in PostgreSQL; append-only.
public final class JdbcCases implements CaseStore, SequencingFiles, EarlierResults {
    private static final ZoneId ZONE = ZoneId.of("Europe/London");

    private final JdbcClient jdbc;

    public JdbcCases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(SequencingFile file) {
        jdbc.sql(
                        """
                        insert into sequencing_file (id, order_id, path, sha256, size_bytes, received_at)
                        values (:id, :order, :path, :sha256, :size, :received)
                        """)
                .param("id", UUID.fromString(file.id()))
                .param("order", UUID.fromString(file.order().value()))
                .param("path", file.path().toString())
                .param("sha256", file.sha256())
                .param("size", file.sizeBytes())
                .param("received", Rows.utc(file.receivedAt()))
                .update();
    }

    @Override
    public Optional<SequencingFile> findNewest(OrderId order) {
        return jdbc.sql(
                        "select * from sequencing_file where order_id = :order order by seq desc limit 1")
                .param("order", UUID.fromString(order.value()))
                .query((row, n) ->
                        new SequencingFile(
                                row.getString("id"),
                                order,
                                Path.of(row.getString("path")),
                                row.getString("sha256"),
                                row.getLong("size_bytes"),
                                Rows.instant(row, "received_at")))
                .optional();
    }

    @Override
    public int analysisCount(OrderId order) {
        return jdbc.sql("select count(*) from analysis where order_id = :order")
                .param("order", UUID.fromString(order.value()))
                .query(Integer.class)
                .single();
    }

    @Override
    public void addAnalysis(Analysis analysis) {
        jdbc.sql(
                        """
                        insert into analysis (order_id, version, file_id, folder, variants_read,
                            knowledge, warnings, variants, finished_at)
                        values (:order, :version, :file, :folder, :read, cast(:knowledge as jsonb),
                            cast(:warnings as jsonb), cast(:variants as jsonb), :finished)
                        """)
                .param("order", UUID.fromString(analysis.order().value()))
                .param("version", analysis.version())
                .param("file", UUID.fromString(analysis.fileId()))
                .param("folder", analysis.folder().toString())
                .param("read", analysis.variantsRead())
                .param("knowledge", Rows.JSON.writeValueAsString(analysis.knowledge()))
                .param("warnings", Rows.JSON.writeValueAsString(analysis.warnings()))
                .param("variants", Rows.JSON.writeValueAsString(analysis.variants()))
                .param("finished", Rows.utc(analysis.finishedAt()))
                .update();
    }

    @Override
    public Optional<Analysis> findNewestAnalysis(OrderId order) {
        return jdbc.sql(
                        "select * from analysis where order_id = :order order by version desc limit 1")
                .param("order", UUID.fromString(order.value()))
                .query((row, n) ->
                        new Analysis(
                                order,
                                row.getInt("version"),
                                row.getString("file_id"),
                                Path.of(row.getString("folder")),
                                row.getLong("variants_read"),
                                Rows.strings(row, "knowledge"),
                                Rows.strings(row, "warnings"),
                                variants(row),
                                Rows.instant(row, "finished_at")))
                .optional();
    }

    @Override
    public void addReport(Report report) {
        jdbc.sql(
                        """
                        insert into report (id, version, order_id, status, kind, conclusion, variants,
                            analysis_version, issued_at, signed_by, cause, cause_ranks)
                        values (:id, :version, :order, :status, :kind, :conclusion,
                            cast(:variants as jsonb), :analysis, :issued, :signed, :cause,
                            cast(:ranks as int[]))
                        """)
                .param("id", UUID.fromString(report.id().value()))
                .param("version", report.version())
                .param("order", UUID.fromString(report.order().value()))
                .param("status", report.status().name())
                .param("kind", report.kind().name())
                .param("conclusion", report.conclusion())
                .param("variants", Rows.JSON.writeValueAsString(report.variants()))
                .param("analysis", report.analysisVersion().orElse(null))
                .param("issued", Rows.utc(report.issuedAt()))
                .param("signed", report.signedBy().orElse(null))
                .param("cause", report.cause().map(JdbcCases::name).orElse(null))
                .param(
                        "ranks",
                        report.cause().isPresent()
                                        && report.cause().get()
                                                instanceof CauseMark.Explains(List<Integer> ranks)
                                ? ranks.toArray(Integer[]::new)
                                : new Integer[0])
                .update();
    }

    @Override
    public void addEffort(Report signed, SigningEffort effort) {
        jdbc.sql(
                        """
                        insert into signing_effort (report_id, version, interpretation_minutes,
                            meeting_minutes, confirmations)
                        values (:report, :version, :interpretation, :meeting, :confirmations)
                        """)
                .param("report", UUID.fromString(signed.id().value()))
                .param("version", signed.version())
                .param(
                        "interpretation",
                        effort.interpretationMinutes().orElse(null),
                        java.sql.Types.INTEGER)
                .param("meeting", effort.meetingMinutes().orElse(null), java.sql.Types.INTEGER)
                .param("confirmations", effort.confirmations().orElse(null), java.sql.Types.INTEGER)
                .update();
    }

    @Override
    public Optional<Report> findReport(ReportId id) {
        return jdbc.sql("select * from report where id = :id order by version desc limit 1")
                .param("id", UUID.fromString(id.value()))
                .query(JdbcCases::report)
                .optional();
    }

    @Override
    public Optional<Report> findNewestReport(OrderId order) {
        return jdbc.sql("select * from report where order_id = :order order by seq desc limit 1")
                .param("order", UUID.fromString(order.value()))
                .query(JdbcCases::report)
                .optional();
    }

    @Override
    public void addTold(Report report, String toldBy, Instant at) {
        jdbc.sql(
                        """
                        insert into result_told (report_id, version, order_id, told_by, told_at)
                        values (:report, :version, :order, :by, :at)
                        on conflict (report_id, version) do nothing
                        """)
                .param("report", UUID.fromString(report.id().value()))
                .param("version", report.version())
                .param("order", UUID.fromString(report.order().value()))
                .param("by", toldBy)
                .param("at", Rows.utc(at))
                .update();
    }

    @Override
    public void addOutcome(ReportId report, Outcome outcome, String recordedBy, Instant at) {
        jdbc.sql(
                        """
                        insert into outcome (report_id, case_solved, actionability, clinical_utility,
                            recorded_by, at)
                        values (:report, :solved, :actionability, cast(:utility as jsonb), :by, :at)
                        """)
                .param("report", UUID.fromString(report.value()))
                .param("solved", outcome.caseSolved().name())
                .param("actionability", outcome.actionability().name())
                .param(
                        "utility",
                        Rows.JSON.writeValueAsString(
                                outcome.clinicalUtility().stream()
                                        .map(Outcome::code)
                                        .sorted()
                                        .toList()))
                .param("by", recordedBy)
                .param("at", Rows.utc(at))
                .update();
    }

    @Override
    public List<NegativeTest> negative(PersonId person, String indicationCode) {
        return jdbc.sql(
                        """
                        select o.method, max(r.issued_at) as reported
                        from test_order o
                        join lateral (
                            select kind, issued_at from report
                            where order_id = o.id and status = 'FINAL'
                            order by seq desc limit 1) r on r.kind = 'NO_CAUSE_FOUND'
                        where o.person_id = :person and o.indication_code = :indication
                            and o.kind = 'NORMAL' and o.role = 'PROBAND' and o.method is not null
                            and o.state in ('REPORTED', 'OUTCOME_RECORDED')
                        group by o.method
                        order by reported desc, o.method
                        """)
                .param("person", UUID.fromString(person.value()))
                .param("indication", indicationCode)
                .query((row, _) ->
                        new NegativeTest(
                                TestMethod.valueOf(row.getString("method")),
                                YearMonth.from(Rows.instant(row, "reported").atZone(ZONE))))
                .list();
    }

    /// Reads one row of `report`.
    public static Report report(ResultSet row, int rowNumber) throws SQLException {
        return new Report(
                new ReportId(row.getString("id")),
                new OrderId(row.getString("order_id")),
                row.getInt("version"),
                ReportStatus.valueOf(row.getString("status")),
                ResultKind.valueOf(row.getString("kind")),
                row.getString("conclusion"),
                variants(row),
                Rows.optional(row, "analysis_version", Integer.class),
                Rows.instant(row, "issued_at"),
                Rows.text(row, "signed_by"),
                cause(row));
    }

    private static String name(CauseMark mark) {
        return switch (mark) {
            case CauseMark.Explains _ -> "EXPLAINS";
            case CauseMark.None _ -> "NONE";
            case CauseMark.Uncertain _ -> "UNCERTAIN";
        };
    }

    private static Optional<CauseMark> cause(ResultSet row) throws SQLException {
        return switch (row.getString("cause")) {
            case "EXPLAINS" ->
                    Optional.of(
                            new CauseMark.Explains(
                                    List.of((Integer[]) row.getArray("cause_ranks").getArray())));
            case "NONE" -> Optional.of(new CauseMark.None());
            case "UNCERTAIN" -> Optional.of(new CauseMark.Uncertain());
            case null -> Optional.empty();
            case String other ->
                    throw new IllegalStateException("OGMS-4602 Unknown mark of a cause " + other);
        };
    }

    private static List<ReportedVariant> variants(ResultSet row) throws SQLException {
        return Rows.JSON.readValue(
                row.getString("variants"), new TypeReference<List<ReportedVariant>>() {});
    }
}
