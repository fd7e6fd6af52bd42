package org.opengms.server.persistence;

import java.time.Instant;
import java.util.UUID;
import org.opengms.cohort.CohortStore;
import org.opengms.orders.OrderId;
import org.opengms.people.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The research cohort in PostgreSQL. Whoever no longer agrees is not counted, from that moment.
public final class JdbcCohort implements CohortStore {
    private final JdbcClient jdbc;

    public JdbcCohort(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(PersonId person, OrderId order, Instant at) {
        jdbc.sql(
                        """
                        insert into cohort_member (person_id, order_id, added_at)
                        values (:person, :order, :at) on conflict (person_id) do nothing
                        """)
                .param("person", UUID.fromString(person.value()))
                .param("order", UUID.fromString(order.value()))
                .param("at", Rows.utc(at))
                .update();
    }

    @Override
    public int size() {
        return jdbc.sql(
                        """
                        select count(*) from cohort_member m
                        where 'AGREED' = (select c.research from consent_event c
                            where c.person_id = m.person_id and c.state = 'TAKEN'
                            order by c.id desc limit 1)
                        """)
                .query(Integer.class)
                .single();
    }
}
