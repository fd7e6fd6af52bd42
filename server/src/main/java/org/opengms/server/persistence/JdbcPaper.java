package org.opengms.server.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opengms.infrastructure.OdsCode;
import org.opengms.maturity.PaperGap;
import org.opengms.maturity.PaperSheet;
import org.opengms.maturity.PaperStore;
import org.opengms.orders.OrderId;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What paper took, in PostgreSQL; append-only.
public final class JdbcPaper implements PaperStore {
    private final JdbcClient jdbc;

    public JdbcPaper(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Keyed> find(String number) {
        return jdbc.sql(
                        """
                        select id, number, ordering_site, home_laboratory, received_at from test_order
                        where number = :number
                        """)
                .param("number", number)
                .query((row, _) ->
                        new Keyed(
                                new OrderId(row.getString("id")),
                                row.getString("number"),
                                Rows.text(row, "ordering_site").map(OdsCode::new),
                                new OdsCode(row.getString("home_laboratory")),
                                Rows.instant(row, "received_at")))
                .optional();
    }

    @Override
    public void add(PaperSheet sheet) {
        jdbc.sql(
                        "insert into paper_sheet (order_id, received_at, keyed_at, keying_minutes, rework_minutes, asked_back, missing, "
                                + SaidColumns.NAMES
                                + ") values (:order, :received, :keyed, :keying, :rework, :asked, :missing, "
                                + SaidColumns.VALUES
                                + ")")
                .param("order", UUID.fromString(sheet.order().value()))
                .param("received", Rows.utc(sheet.receivedAt()))
                .param("keyed", Rows.utc(sheet.keyedAt()))
                .param("keying", sheet.keyingMinutes())
                .param("rework", sheet.reworkMinutes())
                .param("asked", sheet.timesAskedBack())
                .param(
                        "missing",
                        sheet.missing().stream().sorted().map(Enum::name).toArray(String[]::new))
                .params(SaidColumns.of(sheet.said()))
                .update();
    }

    @Override
    public List<Listed> newest(OdsCode laboratory, int most) {
        return jdbc.sql(
                        """
                        select s.*, o.number, o.ordering_site from paper_sheet s
                        join test_order o on o.id = s.order_id
                        where s.said_organisation = :laboratory order by s.id desc limit :most
                        """)
                .param("laboratory", laboratory.value())
                .param("most", most)
                .query((row, _) ->
                        new Listed(
                                row.getString("number"),
                                Rows.text(row, "ordering_site").map(OdsCode::new),
                                sheet(row)))
                .list();
    }

    private static PaperSheet sheet(ResultSet row) throws SQLException {
        Set<PaperGap> missing = EnumSet.noneOf(PaperGap.class);
        for (Object gap : (Object[]) row.getArray("missing").getArray()) {
            missing.add(PaperGap.valueOf(gap.toString()));
        }
        return new PaperSheet(
                new OrderId(row.getString("order_id")),
                Rows.instant(row, "received_at"),
                Rows.instant(row, "keyed_at"),
                row.getInt("keying_minutes"),
                row.getInt("rework_minutes"),
                row.getInt("asked_back"),
                missing,
                SaidColumns.read(row, ""));
    }
}
