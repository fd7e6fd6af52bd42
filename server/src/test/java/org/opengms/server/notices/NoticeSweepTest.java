package org.opengms.server.notices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.DiscussionDetails.WhoChose;
import org.opengms.consent.ResearchChoice;
import org.opengms.consent.Said;
import org.opengms.consent.StatementId;
import org.opengms.logbook.LogRecords;
import org.opengms.notices.Notice;
import org.opengms.notices.NoticeBook;
import org.opengms.notices.NoticeId;
import org.opengms.notices.NoticeKind;
import org.opengms.notices.NoticeRules;
import org.opengms.notices.NoticeStore;
import org.opengms.people.PersonId;
import org.opengms.server.persistence.JdbcConsents;
import org.opengms.server.persistence.JdbcLogBook;
import org.opengms.server.persistence.JdbcNotices;
import org.opengms.server.persistence.OwnDatabase;
import org.opengms.transparency.record.LabelKey;

/// Whom time gives something to see, on a real PostgreSQL. Each test has persons of its own.
class NoticeSweepTest {
    private static final Instant START = Instant.parse("2026-01-10T12:00:00Z");

    @TempDir static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static OwnDatabase database;

    private final List<NoticeId> queued = new ArrayList<>();

    @BeforeAll
    static void start() {
        database = OwnDatabase.start(folder.resolve("database")).migrate();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    private static PersonId person(LocalDate born) {
        PersonId id = PersonId.random();
        database.jdbc()
                .sql(
                        """
                        insert into person (id, family_name, given_name, birth_date, sex, postcode)
                        values (cast(:id as uuid), 'Nobody', 'Ada', :born, 'UNKNOWN', '')
                        """)
                .param("id", id.value())
                .param("born", born)
                .update();
        return id;
    }

    private static void use(
            PersonId person, String purpose, String organisation, boolean permitted) {
        database.jdbc()
                .sql(
                        """
                        insert into access_log (at, actor, organisation, roles, purpose, person_id,
                            data_class, resource, channel, permitted, reason)
                        values (now(), 'a', :organisation, 'RESEARCHER', :purpose,
                            cast(:person as uuid), 'GENOME', 'r', 'api', :permitted, 'because')
                        """)
                .param("organisation", organisation)
                .param("purpose", purpose)
                .param("person", person.value())
                .param("permitted", permitted)
                .update();
    }

    private static JdbcConsents consents() {
        return new JdbcConsents(
                database.jdbc(),
                new JdbcLogBook(database.jdbc(), database.transactions()),
                new LogRecords(LabelKey.of(new byte[32])));
    }

    private void sweep(Duration later) {
        Clock clock = Clock.fixed(START.plus(later), ZoneOffset.UTC);
        JdbcNotices notices = new JdbcNotices(database.jdbc());
        new NoticeSweep(
                        notices,
                        new NoticeBook(notices, queued::add, clock),
                        consents(),
                        NoticeRules.shipped(),
                        database.transactions(),
                        clock)
                .run();
    }

    private static List<NoticeKind> told(PersonId person) {
        return new JdbcNotices(database.jdbc())
                .of(person, 100).stream().map(NoticeStore.Told::notice).map(Notice::kind).toList();
    }

    @Test
    void tellsOfNewUsesOnceInAPeriodWithEverythingInIt() {
        PersonId person = person(LocalDate.of(1980, 1, 1));
        use(person, "RESEARCH", "ZL01", true);
        use(person, "RESEARCH", "ZL01", true);
        use(person, "RESEARCH_BY_COMPANIES", "ZC01", true);
        sweep(Duration.ZERO);
        sweep(Duration.ofHours(6));
        assertEquals(List.of(NoticeKind.NEW_RESEARCH), told(person));

        // Another organisation within the period waits for its end; a known one is no news at all.
        use(person, "RESEARCH", "ZL01", true);
        use(person, "RESEARCH", "ZL02", true);
        sweep(Duration.ofDays(29));
        assertEquals(1, told(person).size());
        sweep(Duration.ofDays(31));
        assertEquals(2, told(person).size());
        sweep(Duration.ofDays(90));
        assertEquals(2, told(person).size());
    }

    @Test
    void tellsNothingOfCareOrOfWhatWasRefused() {
        PersonId person = person(LocalDate.of(1980, 1, 1));
        use(person, "DIRECT_CARE", "ZR101", true);
        use(person, "RESEARCH", "ZL01", false);
        sweep(Duration.ofDays(200));
        assertEquals(List.of(), told(person));
    }

    /// Born on 1 February 2010: 16 on 1 February 2026, 18 on 1 February 2028.
    @Test
    void tellsAYoungPersonAtSixteenAndAtEighteen() {
        PersonId person = person(LocalDate.of(2010, 2, 1));
        consents()
                .append(
                        new ConsentStatement(
                                new StatementId(UUID.randomUUID().toString()),
                                person,
                                new Said.Research(
                                        ResearchChoice.AGREED,
                                        java.util.Set.of(),
                                        Optional.empty()),
                                Optional.of(WhoChose.PARENT_OR_GUARDIAN),
                                "Form",
                                LocalDate.of(2020, 1, 1),
                                Instant.parse("2020-01-01T12:00:00Z"),
                                "clinician.zr101 of ZR101"));
        sweep(Duration.ZERO);
        assertEquals(List.of(), told(person));
        sweep(Duration.ofDays(30));
        sweep(Duration.ofDays(31));
        assertEquals(List.of(NoticeKind.ASK_AGAIN), told(person));
        sweep(Duration.ofDays(760));
        assertEquals(2, told(person).size());
        assertTrue(queued.size() >= 2, queued.toString());
    }
}
