package org.opengms.server.persistence;

import java.time.Instant;
import java.util.UUID;
import org.opengms.consent.ConsentStore;
import org.opengms.consent.RecordOfDiscussion;
import org.opengms.consent.ResearchChoice;
import org.opengms.people.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What persons said, in PostgreSQL; append-only.
public final class JdbcConsents implements ConsentStore {
    private final JdbcClient jdbc;

    public JdbcConsents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void append(PersonId person, RecordOfDiscussion record, String evidence, Instant at) {
        jdbc.sql(
                        """
                        insert into consent_event (person_id, at, state, test_agreed, research, taken_on, evidence)
                        values (:person, :at, :state, :agreed, :research, :taken, :evidence)
                        """)
                .param("person", UUID.fromString(person.value()))
                .param("at", Rows.utc(at))
                .param("state", record.state().name())
                .param("agreed", record.testAgreed().orElse(null))
                .param("research", record.research().name())
                .param("taken", record.takenOn().orElse(null))
                .param("evidence", evidence)
                .update();
    }

    @Override
    public ResearchChoice currentResearchChoice(PersonId person) {
        return jdbc.sql(
                        """
                        select research from consent_event
                        where person_id = :person and state = 'TAKEN' order by id desc limit 1
                        """)
                .param("person", UUID.fromString(person.value()))
                .query(String.class)
                .optional()
                .map(ResearchChoice::valueOf)
                .orElse(ResearchChoice.UNDECIDED);
    }

    @Override
    public boolean isTestAgreed(PersonId person) {
        return jdbc.sql(
                        """
                        select test_agreed is true from consent_event
                        where person_id = :person and state = 'TAKEN' order by id desc limit 1
                        """)
                .param("person", UUID.fromString(person.value()))
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }
}
