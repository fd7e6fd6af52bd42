package org.opengms.server.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.opengms.people.NhsNumber;
import org.opengms.people.People;
import org.opengms.people.Person;
import org.opengms.people.PersonId;
import org.opengms.people.Sex;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Persons in PostgreSQL.
public final class JdbcPeople implements People {
    private final JdbcClient jdbc;

    public JdbcPeople(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Person> findByNhsNumber(NhsNumber number) {
        return jdbc.sql("select * from person where nhs_number = :number")
                .param("number", number.digits())
                .query(JdbcPeople::person)
                .optional();
    }

    @Override
    public Optional<Person> find(PersonId id) {
        return jdbc.sql("select * from person where id = :id")
                .param("id", UUID.fromString(id.value()))
                .query(JdbcPeople::person)
                .optional();
    }

    @Override
    public void add(Person person) {
        jdbc.sql(
                        """
                        insert into person (id, nhs_number, family_name, given_name, birth_date, sex, postcode)
                        values (:id, :number, :family, :given, :birth, :sex, :postcode)
                        """)
                .param("id", UUID.fromString(person.id().value()))
                .param("number", person.nhsNumber().map(NhsNumber::digits).orElse(null))
                .param("family", person.familyName())
                .param("given", person.givenName())
                .param("birth", person.birthDate().orElse(null))
                .param("sex", person.sex().name())
                .param("postcode", person.postcode())
                .update();
    }

    static Person person(ResultSet row, int rowNumber) throws SQLException {
        return new Person(
                new PersonId(row.getString("id")),
                Rows.text(row, "nhs_number").map(NhsNumber::new),
                row.getString("family_name"),
                row.getString("given_name"),
                Rows.optional(row, "birth_date", LocalDate.class),
                Sex.valueOf(row.getString("sex")),
                row.getString("postcode"));
    }
}
