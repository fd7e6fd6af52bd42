package org.opengms.server.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.Period;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opengms.catalogue.Catalogue;
import org.opengms.catalogue.CatalogueStore;
import org.opengms.catalogue.Holding;
import org.opengms.catalogue.Holdings;
import org.opengms.people.PersonId;
import org.opengms.people.Sex;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/// The catalogues that were published, and what is counted for the next, in PostgreSQL.
public final class JdbcCatalogue implements CatalogueStore, Holdings {
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;

    public JdbcCatalogue(JdbcClient jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @Override
    public Optional<Catalogue> newest() {
        return jdbc.sql("select published from catalogue order by epoch desc limit 1")
                .query((row, n) -> Rows.JSON.readValue(row.getString("published"), Catalogue.class))
                .optional();
    }

    @Override
    public Optional<Kept> newestWithPeople() {
        return newest().map(catalogue -> {
            Map<String, RoaringBitmap> people = new HashMap<>();
            jdbc.sql("select place, people, size from catalogue_people where epoch = :epoch")
                    .param("epoch", catalogue.epoch())
                    .query(row -> {
                        people.put(
                                row.getString("place"),
                                PeopleColumns.people(row, "people", row.getInt("size")));
                    });
            return new Kept(catalogue, people);
        });
    }

    @Override
    public void add(Kept kept) {
        transactions.executeWithoutResult(_ -> {
            int epoch = kept.catalogue().epoch();
            int added =
                    jdbc.sql(
                                    """
                                    insert into catalogue (epoch, published)
                                    values (:epoch, cast(:published as jsonb))
                                    on conflict (epoch) do nothing
                                    """)
                            .param("epoch", epoch)
                            .param("published", Rows.JSON.writeValueAsString(kept.catalogue()))
                            .update();
            if (added == 0) {
                return;
            }
            kept.people()
                    .forEach((place, people) ->
                            jdbc.sql(
                                            """
                                            insert into catalogue_people (epoch, place, people, size)
                                            values (:epoch, :place, :people, :size)
                                            """)
                                    .param("epoch", epoch)
                                    .param("place", place)
                                    .param("people", PeopleColumns.bytes(people))
                                    .param("size", people.getCardinality())
                                    .update());
        });
    }

    @Override
    public List<Holding> from(int from, int limit) {
        return jdbc.sql(
                        """
                        select m.number, m.person_id, o.indication_code, o.authored_on,
                            o.ordering_site, p.birth_date, p.sex,
                            exists (select 1 from test_order t join analysis a on a.order_id = t.id
                                where t.person_id = m.person_id) as genome,
                            exists (select 1 from test_order t join report r on r.order_id = t.id
                                where t.person_id = m.person_id and t.method <> 'WGS'
                                    and r.status = 'FINAL') as other_result,
                            exists (select 1 from test_order t where t.person_id = m.person_id
                                and t.phenotypes <> cast('[]' as jsonb)) as phenotype,
                            exists (select 1 from test_order t join report r on r.order_id = t.id
                                join outcome c on c.report_id = r.id
                                where t.person_id = m.person_id) as outcome
                        from cohort_member m
                        join test_order o on o.id = m.order_id
                        join person p on p.id = m.person_id
                        where m.number >= :from order by m.number limit :limit
                        """)
                .param("from", from)
                .param("limit", limit)
                .query(JdbcCatalogue::holding)
                .list();
    }

    private static Holding holding(ResultSet row, int rowNumber) throws SQLException {
        LocalDate orderedOn = row.getObject("authored_on", LocalDate.class);
        Set<Holding.Kind> kinds = EnumSet.noneOf(Holding.Kind.class);
        for (Holding.Kind kind : Holding.Kind.values()) {
            if (row.getBoolean(kind.name())) {
                kinds.add(kind);
            }
        }
        return new Holding(
                row.getInt("number"),
                new PersonId(row.getString("person_id")),
                Rows.text(row, "indication_code"),
                Rows.text(row, "ordering_site"),
                Rows.optional(row, "birth_date", LocalDate.class)
                        .map(born -> Period.between(born, orderedOn).getYears()),
                Sex.valueOf(row.getString("sex")),
                kinds);
    }
}
