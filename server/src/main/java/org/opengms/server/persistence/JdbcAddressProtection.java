package org.opengms.server.persistence;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.opengms.fhir.ResourceVersion;
import org.opengms.people.AddressProtection;
import org.opengms.people.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Whose address is protected, in PostgreSQL; append-only, the newest row says.
public final class JdbcAddressProtection implements AddressProtection {
    /// HL7 v3 *Confidentiality*, as the Personal Demographics Service uses it: R restricted, V very
    /// restricted.
    private static final String CONFIDENTIALITY =
            "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";

    private static final Set<String> RESTRICTED = Set.of("R", "V");

    private final JdbcClient jdbc;

    public JdbcAddressProtection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Shown mayShow(PersonId person) {
        return restricted(Set.of(person)).isEmpty() ? Shown.EVERYTHING : Shown.NOTHING;
    }

    @Override
    public Set<PersonId> restricted(Set<PersonId> persons) {
        return persons.isEmpty()
                ? Set.of()
                : new HashSet<>(
                        jdbc.sql(
                                        """
                                        select person_id from (
                                            select distinct on (person_id) person_id, shown
                                            from address_protection
                                            where person_id = any(cast(:persons as uuid[]))
                                            order by person_id, seq desc) newest
                                        where shown <> 'EVERYTHING'
                                        """)
                                .param(
                                        "persons",
                                        persons.stream()
                                                .map(PersonId::value)
                                                .toArray(String[]::new))
                                .query((row, _) -> new PersonId(row.getString("person_id")))
                                .list());
    }

    @Override
    public void add(Change change) {
        insert(change.person(), change.shown(), change.words(), change.by(), Rows.utc(change.at()));
    }

    private void insert(PersonId person, Shown shown, String words, String by, Object at) {
        jdbc.sql(
                        """
                        insert into address_protection (person_id, shown, words, recorded_by, recorded_at)
                        values (:person, :shown, :words, :by, :at)
                        """)
                .param("person", UUID.fromString(person.value()))
                .param("shown", shown.name())
                .param("words", words)
                .param("by", by)
                .param("at", at)
                .update();
    }

    /// Takes the mark of a Patient that is being kept. A mark begins protection and its absence
    /// never ends it: an order form that lacks the mark is no reason to tell where somebody lives.
    void take(List<ResourceVersion> versions, String by) {
        for (ResourceVersion version : versions) {
            if (version.type().equals("Patient") && isMarked(version.json())) {
                version.keys()
                        .person()
                        .filter(person -> mayShow(person) != Shown.NOTHING)
                        .ifPresent(person ->
                                insert(
                                        person,
                                        Shown.NOTHING,
                                        "Marked as restricted in what was sent.",
                                        by,
                                        Rows.utc(version.lastUpdated())));
            }
        }
    }

    private static boolean isMarked(String json) {
        if (!json.contains("security")) {
            return false;
        }
        for (JsonNode label : Rows.JSON.readTree(json).path("meta").path("security")) {
            String system = label.path("system").asString("");
            if (RESTRICTED.contains(label.path("code").asString(""))
                    && (system.isEmpty() || system.equals(CONFIDENTIALITY))) {
                return true;
            }
        }
        return false;
    }
}
