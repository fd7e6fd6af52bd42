package org.opengms.server.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.catalogue.Catalogue;
import org.opengms.catalogue.CatalogueDesk;
import org.opengms.catalogue.CatalogueStore;
import org.opengms.catalogue.Heading;
import org.opengms.catalogue.Holding;
import org.opengms.cohort.CohortDesk;
import org.opengms.consent.ConsentRules;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.ResearchChoice;
import org.opengms.consent.Said;
import org.opengms.consent.StatementId;
import org.opengms.directory.TestDirectory;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.disclosure.epoch.EpochBook;
import org.opengms.disclosure.noise.SeededNoise;
import org.opengms.disclosure.release.ReleaseRegistry;
import org.opengms.infrastructure.Laboratory;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.logbook.LogRecords;
import org.opengms.people.PersonId;
import org.opengms.people.Sex;
import org.opengms.transparency.record.LabelKey;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.dao.DataAccessException;

/// What is counted, and what was published of it, on a real PostgreSQL.
@SuppressWarnings("NullAway.Init")
class JdbcCatalogueTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    @TempDir(cleanup = CleanupMode.ALWAYS)
    static Path folder;

    private static OwnDatabase database;
    private static JdbcCatalogue catalogue;

    @BeforeAll
    static void start() {
        database = OwnDatabase.start(folder.resolve("database")).migrate();
        catalogue = new JdbcCatalogue(database.jdbc(), database.transactions());
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void empty() {
        for (String table : List.of("catalogue", "catalogue_people")) {
            database.jdbc().sql("alter table " + table + " disable trigger all").update();
        }
        database.jdbc().sql("truncate person, catalogue restart identity cascade").update();
        for (String table : List.of("catalogue", "catalogue_people")) {
            database.jdbc().sql("alter table " + table + " enable trigger all").update();
        }
    }

    private static UUID person(Optional<String> born, Sex sex) {
        UUID id = UUID.randomUUID();
        database.jdbc()
                .sql(
                        """
                        insert into person (id, family_name, given_name, birth_date, sex, postcode)
                        values (:id, 'Counted', 'Robin', cast(:born as date), :sex, '')
                        """)
                .param("id", id)
                .param("born", born.orElse(null))
                .param("sex", sex.name())
                .update();
        return id;
    }

    private static UUID order(UUID person, String method, String phenotypes) {
        UUID id = UUID.randomUUID();
        database.jdbc()
                .sql(
                        """
                        insert into test_order (id, number, person_id, ordering_site, submitted_by,
                            requester_name, indication_code, indication_name, priority, authored_on,
                            received_at, home_laboratory, laboratory, method, test_code, route, state,
                            due_on, phenotypes, version)
                        values (:id, :number, :person, 'ZR101', 'ZR101', '', 'R901', '', 'ROUTINE',
                            '2026-05-01', '2026-05-01T08:00:00Z', 'ZL001', 'ZL001', :method, 'R901.1',
                            '{}', 'REPORTED', '2026-07-24', cast(:phenotypes as jsonb), 1)
                        """)
                .param("id", id)
                .param("number", "OG-" + id)
                .param("person", person)
                .param("method", method)
                .param("phenotypes", phenotypes)
                .update();
        return id;
    }

    private static void member(UUID person, UUID order) {
        database.jdbc()
                .sql(
                        """
                        insert into cohort_member (person_id, order_id, added_at)
                        values (:person, :order, '2026-06-01T08:00:00Z')
                        """)
                .param("person", person)
                .param("order", order)
                .update();
    }

    private static UUID report(UUID order, String status) {
        UUID id = UUID.randomUUID();
        database.jdbc()
                .sql(
                        """
                        insert into report (id, version, order_id, status, kind, conclusion, variants,
                            issued_at, signed_by)
                        values (:id, 1, :order, :status, 'NO_CAUSE_FOUND', '', '[]',
                            '2026-06-01T08:00:00Z', :by)
                        """)
                .param("id", id)
                .param("order", order)
                .param("status", status)
                .param("by", status.equals("FINAL") ? "Dr S" : null)
                .update();
        return id;
    }

    @Nested
    class WhatIsCounted {
        @Test
        void isWhatThereIsOfEachMember() {
            UUID child = person(Optional.of("2019-05-02"), Sex.FEMALE);
            UUID genome = order(child, "WGS", "[{\"id\":\"HP:0001250\"}]");
            UUID file = UUID.randomUUID();
            database.jdbc()
                    .sql(
                            """
                            insert into sequencing_file (id, order_id, path, sha256, size_bytes, received_at)
                            values (:id, :order, 'x', repeat('0', 64), 1, '2026-06-01T08:00:00Z')
                            """)
                    .param("id", file)
                    .param("order", genome)
                    .update();
            database.jdbc()
                    .sql(
                            """
                            insert into analysis (order_id, version, file_id, folder, variants_read,
                                knowledge, warnings, variants, finished_at)
                            values (:order, 1, :file, 'x', 1, '[]', '[]', '[]', '2026-06-01T08:00:00Z')
                            """)
                    .param("order", genome)
                    .param("file", file)
                    .update();
            member(child, genome);

            UUID adult = person(Optional.empty(), Sex.UNKNOWN);
            UUID panel = order(adult, "PANEL", "[]");
            UUID signed = report(panel, "FINAL");
            database.jdbc()
                    .sql(
                            """
                            insert into outcome (report_id, case_solved, actionability,
                                clinical_utility, recorded_by, at)
                            values (:report, 'NO', 'NO', '[]', 'c', '2026-06-02T08:00:00Z')
                            """)
                    .param("report", signed)
                    .update();
            member(adult, panel);

            UUID waiting = person(Optional.of("1950-05-01"), Sex.MALE);
            UUID unsigned = order(waiting, "PANEL", "[]");
            report(unsigned, "PRELIMINARY");
            member(waiting, unsigned);

            List<Holding> all = catalogue.from(0, 100);
            assertEquals(
                    List.of(
                            new Holding(
                                    0,
                                    new PersonId(child.toString()),
                                    Optional.of("R901"),
                                    Optional.of("ZR101"),
                                    Optional.of(6),
                                    Sex.FEMALE,
                                    Set.of(Holding.Kind.GENOME, Holding.Kind.PHENOTYPE)),
                            new Holding(
                                    1,
                                    new PersonId(adult.toString()),
                                    Optional.of("R901"),
                                    Optional.of("ZR101"),
                                    Optional.empty(),
                                    Sex.UNKNOWN,
                                    Set.of(Holding.Kind.OTHER_RESULT, Holding.Kind.OUTCOME)),
                            new Holding(
                                    2,
                                    new PersonId(waiting.toString()),
                                    Optional.of("R901"),
                                    Optional.of("ZR101"),
                                    Optional.of(76),
                                    Sex.MALE,
                                    Set.of())),
                    all);
            assertEquals(all.subList(1, 2), catalogue.from(1, 1));
            assertFalse(all.toString().contains(child.toString()));
        }
    }

    /// With everything behind it: cohort, consents, epochs, the registry.
    @Nested
    class TheWholeOfIt {
        private static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");

        private final JdbcConsents consents =
                new JdbcConsents(
                        database.jdbc(),
                        new JdbcLogBook(database.jdbc(), database.transactions()),
                        new LogRecords(LabelKey.of(new byte[32])));

        private void joins(Sex sex, Said said) {
            UUID person = person(Optional.of("1990-01-01"), sex);
            consents.append(
                    new ConsentStatement(
                            StatementId.random(),
                            new PersonId(person.toString()),
                            said,
                            Optional.empty(),
                            "letter",
                            LocalDate.of(2026, 6, 1),
                            Instant.parse("2026-06-01T08:00:00Z"),
                            "clinician"));
            member(person, order(person, "PANEL", "[]"));
        }

        private CatalogueDesk server(Instant now) {
            DisclosureRules rules = DisclosureRules.standard();
            Clock clock = Clock.fixed(now, ZoneOffset.UTC);
            return new CatalogueDesk(
                    new CohortDesk(consents, new JdbcCohort(database.jdbc()), clock)::permitted,
                    new EpochBook(
                            rules.epochs(),
                            SeededNoise.generate(new SecureRandom()),
                            new JdbcEpochs(database.jdbc(), database.transactions(), "counted")),
                    catalogue,
                    consents,
                    ConsentRules.shipped(),
                    () -> new TestDirectory("2026.1", LocalDate.EPOCH, Map.of(), List.of()),
                    new ServiceNetwork(
                            "One place",
                            List.of(
                                    new Laboratory(
                                            new OdsCode("ZL001"),
                                            "Hub",
                                            "North",
                                            Map.of(),
                                            Map.of())),
                            List.of(),
                            new OdsCode("ZL001")),
                    new ReleaseRegistry(
                            rules.counts(),
                            new JdbcReleases(database.jdbc(), database.transactions(), "counted")),
                    catalogue,
                    rules,
                    clock);
        }

        @Test
        void isPublishedOnceByWhicheverServerIsFirst() {
            Said yes = new Said.Research(ResearchChoice.AGREED, Set.of(), Optional.empty());
            for (int i = 0; i < 64; i++) {
                joins(i < 40 ? Sex.FEMALE : Sex.MALE, yes);
            }
            joins(Sex.MALE, new Said.Research(ResearchChoice.DECLINED, Set.of(), Optional.empty()));
            CatalogueDesk one = server(NOON);
            CatalogueDesk other = server(NOON.plusSeconds(1));
            assertTrue(one.renew());
            assertFalse(other.renew());
            assertFalse(one.renew());
            Catalogue published = other.newest().orElseThrow();
            assertEquals(Optional.of(60L), published.everybody().people());
            assertEquals(
                    List.of("Female 40", "Male 20"),
                    published.by(Heading.SEX).orElseThrow().rows().stream()
                            .map(row -> row.words() + " " + row.number().people().orElseThrow())
                            .toList());
            // Thirty more are no new epoch, and a server that starts anew knows it.
            for (int i = 0; i < 30; i++) {
                joins(Sex.FEMALE, yes);
            }
            assertFalse(server(NOON.plusSeconds(86_400)).renew());
            assertEquals(Optional.of(published), catalogue.newest());
        }
    }

    @Nested
    class WhatWasPublished {
        private static CatalogueStore.Kept kept(int epoch, long people) {
            return new CatalogueStore.Kept(
                    new Catalogue(
                            epoch,
                            DAY,
                            "2026-11",
                            10,
                            10,
                            "2026.1",
                            Catalogue.Told.of(people, DAY.minusDays(epoch)),
                            List.of(
                                    new Catalogue.Table(
                                            Heading.FIELD,
                                            Optional.of(Heading.GENOME),
                                            List.of(
                                                    new Catalogue.Row(
                                                            "Neurology",
                                                            "Neurology",
                                                            Catalogue.Told.of(20, DAY)))))),
                    Map.of("total", RoaringBitmap.bitmapOfRange(0, people)));
        }

        @Test
        void isReadBackAsItWasAndTheFirstOfAnEpochStands() {
            assertEquals(Optional.empty(), catalogue.newest());
            catalogue.add(kept(1, 60));
            catalogue.add(kept(3, 120));
            catalogue.add(kept(3, 990));
            assertEquals(Optional.of(kept(3, 120)), catalogue.newestWithPeople());
            assertEquals(Optional.of(kept(3, 120).catalogue()), catalogue.newest());
            for (String change :
                    List.of(
                            "update catalogue set epoch = 9",
                            "delete from catalogue_people",
                            "update catalogue_people set size = 1")) {
                assertThrows(
                        DataAccessException.class,
                        () -> database.jdbc().sql(change).update(),
                        change);
            }
        }
    }
}
