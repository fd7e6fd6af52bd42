package org.opengms.server.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.disclosure.DisclosureRules.EpochRules;
import org.opengms.disclosure.beacon.AlleleQuestion;
import org.opengms.disclosure.beacon.Alleles;
import org.opengms.disclosure.beacon.BeaconAnswer;
import org.opengms.disclosure.beacon.BeaconLedger;
import org.opengms.disclosure.beacon.LegalEntity;
import org.opengms.disclosure.beacon.PublicAllele;
import org.opengms.disclosure.beacon.PublicBeacon;
import org.opengms.disclosure.epoch.Epoch;
import org.opengms.disclosure.epoch.EpochBook;
import org.opengms.disclosure.epoch.EpochEvent;
import org.opengms.disclosure.noise.SeededNoise;
import org.opengms.disclosure.release.Breakdown;
import org.opengms.disclosure.release.Publication;
import org.opengms.disclosure.release.Release;
import org.opengms.disclosure.release.ReleaseRegistry;
import org.opengms.disclosure.release.ReleaseStore;
import org.opengms.disclosure.release.Verdict;
import org.opengms.testing.Cases;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Two servers, each with connections of its own, release numbers about the same people at the same
/// time: together they tell no more than one would.
class DisclosureLedgersTest {
    private static final DisclosureRules RULES = DisclosureRules.standard();
    private static final Instant MONDAY = Instant.parse("2026-11-23T09:00:00Z");

    @TempDir(cleanup = CleanupMode.ALWAYS)
    static Path folder;

    private static OwnDatabase database;
    private static List<HikariDataSource> pools;

    @BeforeAll
    static void start() {
        database = OwnDatabase.start(folder).migrate();
        pools = List.of(database.pool(), OwnDatabase.pool(database.url()));
    }

    @AfterAll
    static void stop() {
        pools.getLast().close();
        database.close();
    }

    private static JdbcReleases releases(HikariDataSource pool, String cohort) {
        return new JdbcReleases(JdbcClient.create(pool), OwnDatabase.transactions(pool), cohort);
    }

    private static JdbcEpochs epochs(HikariDataSource pool, String cohort) {
        return new JdbcEpochs(JdbcClient.create(pool), OwnDatabase.transactions(pool), cohort);
    }

    private static JdbcBeaconLedger beacon(HikariDataSource pool, String cohort) {
        return new JdbcBeaconLedger(
                JdbcClient.create(pool), OwnDatabase.transactions(pool), cohort);
    }

    /// What a server does.
    private interface Server {
        void serve(int number) throws Exception;
    }

    /// Both servers begin at the same moment.
    private static void atOnce(Server server) throws Exception {
        CyclicBarrier start = new CyclicBarrier(pools.size());
        try (ExecutorService threads = Executors.newFixedThreadPool(pools.size())) {
            List<Future<?>> served = new ArrayList<>();
            for (int i = 0; i < pools.size(); i++) {
                int number = i;
                served.add(
                        threads.submit(() -> {
                            start.await();
                            server.serve(number);
                            return number;
                        }));
            }
            for (Future<?> one : served) {
                one.get();
            }
        }
    }

    static Release range(String label, int from, int to) {
        return new Release(label, RoaringBitmap.bitmapOfRange(from, to));
    }

    /// One of groups of which many differ by a few people.
    static Publication any(RandomGenerator random, String id) {
        int from = random.nextInt(4) * 7;
        int edge = 100 * random.nextInt(1, 4);
        int to = edge + 100 - random.nextInt(4) * 6;
        Breakdown breakdown =
                random.nextBoolean()
                        ? Breakdown.of(range("one", from, to))
                        : new Breakdown(List.of(range("low", from, edge), range("high", edge, to)));
        return new Publication(id, "project", "entity", MONDAY, List.of(breakdown));
    }

    /// The engine's own check, run over all that was published, in its order.
    static void assertSafe(List<Publication> published) {
        ReleaseRegistry judge = new ReleaseRegistry(RULES.counts(), ReleaseStore.inMemory());
        for (Publication one : published) {
            assertInstanceOf(Verdict.Safe.class, judge.publish(one), one.id());
        }
    }

    @Nested
    class Releases {
        @Test
        void ofTwoServersDifferByFewPeopleInNoOrderOfEvents() throws Exception {
            Cases.check(
                    8,
                    random -> {
                        String cohort = "releases-" + random.nextLong();
                        long[] seeds = {random.nextLong(), random.nextLong()};
                        Set<String> safe = ConcurrentHashMap.newKeySet();
                        Set<String> refused = ConcurrentHashMap.newKeySet();
                        atOnce(server -> {
                            RandomGenerator own = Cases.random(seeds[server]);
                            ReleaseRegistry registry =
                                    new ReleaseRegistry(
                                            RULES.counts(), releases(pools.get(server), cohort));
                            for (int i = 0; i < 15; i++) {
                                String id = server + "/" + i;
                                (registry.publish(any(own, id)) instanceof Verdict.Safe
                                                ? safe
                                                : refused)
                                        .add(id);
                            }
                        });
                        List<Publication> kept = releases(database.pool(), cohort).all();
                        assertEquals(
                                new TreeSet<>(safe),
                                new TreeSet<>(kept.stream().map(Publication::id).toList()));
                        assertEquals(30, safe.size() + refused.size());
                        assertTrue(!safe.isEmpty() && !refused.isEmpty(), "one-sided");
                        assertSafe(kept);
                    });
        }

        @Test
        void comeBackAsTheyWere() {
            Publication first =
                    new Publication(
                            "a",
                            "project",
                            "entity",
                            MONDAY.plusNanos(5_000),
                            List.of(
                                    Breakdown.of(range("all", 0, 70_000)),
                                    new Breakdown(
                                            List.of(range("x", 0, 500), range("y", 500, 900)))));
            RoaringBitmap scattered = new RoaringBitmap();
            Cases.random(1).ints(20_000, 0, 5_000_000).forEach(scattered::add);
            Publication second =
                    new Publication(
                            "b",
                            "project",
                            "entity",
                            MONDAY,
                            List.of(Breakdown.of(new Release("Größe", scattered))));
            JdbcReleases store = releases(database.pool(), "whole");
            ReleaseRegistry registry = new ReleaseRegistry(RULES.counts(), store);
            assertInstanceOf(Verdict.Safe.class, registry.publish(first));
            assertInstanceOf(Verdict.Safe.class, registry.publish(second));
            JdbcReleases elsewhere = releases(pools.getLast(), "whole");
            assertEquals(List.of(first, second), elsewhere.all());
            assertEquals(List.of(second), elsewhere.since(1));
            assertEquals(List.of(), elsewhere.since(2));
            assertEquals(
                    4, new ReleaseRegistry(RULES.counts(), elsewhere).size(), "numbers in all");
        }

        @Test
        void ofOneCohortSayNothingAboutAnother() {
            for (String cohort : List.of("north", "south")) {
                Publication one =
                        new Publication(
                                "same id",
                                "project",
                                "entity",
                                MONDAY,
                                List.of(
                                        Breakdown.of(
                                                range("all", cohort.equals("north") ? 0 : 1, 90))));
                assertInstanceOf(
                        Verdict.Safe.class,
                        new ReleaseRegistry(RULES.counts(), releases(database.pool(), cohort))
                                .publish(one));
            }
        }

        /// Were that undone, a number would be out that no later one is judged by.
        @Test
        void areRefusedWithinATransaction() {
            ReleaseRegistry registry =
                    new ReleaseRegistry(RULES.counts(), releases(database.pool(), "inside"));
            IllegalStateException refused =
                    assertThrows(
                            IllegalStateException.class,
                            () ->
                                    database.transactions()
                                            .execute(status ->
                                                    registry.publish(
                                                            any(Cases.random(1), "inside"))));
            assertTrue(String.valueOf(refused.getMessage()).startsWith("OGMS-7544"));
            assertEquals(0, registry.size());
        }

        @Test
        void areNotMadeWhereTheDatabaseTakesNothing() {
            try (HikariDataSource full = OwnDatabase.readOnlyPool(database.url())) {
                ReleaseRegistry registry =
                        new ReleaseRegistry(RULES.counts(), releases(full, "full"));
                assertThrows(
                        DataAccessException.class,
                        () -> registry.publish(any(Cases.random(1), "full")));
                assertEquals(0, registry.size());
            }
        }

        @Test
        void areNeverChangedAfterwards() {
            releases(database.pool(), "kept")
                    .alone(() -> {
                        releases(database.pool(), "kept").append(any(Cases.random(1), "kept"));
                        return true;
                    });
            for (String table : List.of("release_publication", "release_number")) {
                assertThrows(
                        DataAccessException.class,
                        () ->
                                database.jdbc()
                                        .sql("delete from " + table + " where cohort = 'kept'")
                                        .update());
            }
        }

        @Test
        void thatAreDamagedAreNotJudgedBy() {
            database.jdbc()
                    .sql(
                            """
                            insert into release_publication (cohort, position, id, project, entity, at)
                            values ('damaged', 0, 'a', 'p', 'e', now())
                            """)
                    .update();
            database.jdbc()
                    .sql(
                            """
                            insert into release_number (cohort, position, breakdown, number, label, people, size)
                            values ('damaged', 0, 0, 0, 'x', :people, 41)
                            """)
                    .param("people", PeopleColumns.bytes(RoaringBitmap.bitmapOfRange(0, 40)))
                    .update();
            IllegalStateException refused =
                    assertThrows(
                            IllegalStateException.class,
                            () ->
                                    new ReleaseRegistry(
                                            RULES.counts(), releases(database.pool(), "damaged")));
            assertTrue(String.valueOf(refused.getMessage()).startsWith("OGMS-7545"));
        }
    }

    /// Alleles of 1,000,000 people, of which each is expected in 20.5 and is in 24 to 53 of the
    /// first hundred. So a yes tells 0.56 nats of each, and who has 17 of them has no room for
    /// another.
    static final class FewCarriers implements Alleles {
        static final int PEOPLE = 1_000_000;
        static final int ALLELES = 30;
        static final Epoch EPOCH =
                new Epoch(1, Instant.EPOCH, RoaringBitmap.bitmapOfRange(0, PEOPLE));

        static AlleleQuestion question(int number) {
            return AlleleQuestion.of("GRCh38", "7", 1000 + number, "A", "G");
        }

        @Override
        public Optional<PublicAllele> publiclyKnown(AlleleQuestion question) {
            double frequency = 20.5 / (2.0 * PEOPLE);
            return Optional.of(new PublicAllele(frequency, frequency, question.position() % 3));
        }

        @Override
        public RoaringBitmap carriers(AlleleQuestion question) {
            int number = question.position() - 1000;
            return RoaringBitmap.bitmapOfRange(number, number + 24L + number % 36);
        }
    }

    @Nested
    class Budgets {
        @Test
        void areNeverOverspentByTwoServers() throws Exception {
            Cases.check(
                    5,
                    random -> {
                        String cohort = "beacon-" + random.nextLong();
                        long[] seeds = {random.nextLong(), random.nextLong()};
                        Map<Integer, Set<Boolean>> heard = new ConcurrentHashMap<>();
                        Set<String> answered = ConcurrentHashMap.newKeySet();
                        Set<String> refused = ConcurrentHashMap.newKeySet();
                        atOnce(server -> {
                            RandomGenerator own = Cases.random(seeds[server]);
                            PublicBeacon beacon =
                                    new PublicBeacon(
                                            RULES,
                                            new FewCarriers(),
                                            beacon(pools.get(server), cohort));
                            for (int i = 0; i < 80; i++) {
                                String entity = "entity " + own.nextInt(8);
                                int number = own.nextInt(FewCarriers.ALLELES);
                                switch (beacon.ask(
                                        new LegalEntity(entity),
                                        FewCarriers.question(number),
                                        FewCarriers.EPOCH)) {
                                    case BeaconAnswer.Answered(boolean exists, _) -> {
                                        heard.computeIfAbsent(
                                                        number, _ -> ConcurrentHashMap.newKeySet())
                                                .add(exists);
                                        answered.add(entity + "/" + number);
                                    }
                                    case BeaconAnswer.Refused _ ->
                                            refused.add(entity + "/" + number);
                                }
                            }
                        });
                        assertTrue(!refused.isEmpty(), "no budget was at its end");
                        Map<String, Integer> spent = new HashMap<>();
                        answered.forEach(
                                one -> spent.merge(one.split("/", -1)[0], 1, Integer::sum));
                        spent.forEach((entity, questions) ->
                                assertTrue(
                                        questions <= RULES.beacon().rareQuestions(),
                                        entity + " got " + questions));
                        heard.forEach((number, answers) ->
                                assertEquals(1, answers.size(), "two answers to " + number));
                        assertEquals(
                                answered.size(),
                                database.jdbc()
                                        .sql(
                                                "select count(*) from beacon_question where cohort = :cohort")
                                        .param("cohort", cohort)
                                        .query(Integer.class)
                                        .single());
                        assertNobodyIsTold(cohort);
                    });
        }

        /// Adds up every charge that was kept, by itself.
        private void assertNobodyIsTold(String cohort) {
            Map<Integer, Long> told = new HashMap<>();
            Map<String, Long> toldInBlock = new HashMap<>();
            database.jdbc()
                    .sql("select * from beacon_charge where cohort = :cohort")
                    .param("cohort", cohort)
                    .query(row -> {
                        long more = row.getLong("micro_nats");
                        int block = row.getInt("ld_block");
                        PeopleColumns.people(row, "people")
                                .forEach((int person) -> {
                                    told.merge(person, more, Long::sum);
                                    toldInBlock.merge(person + "/" + block, more, Long::sum);
                                });
                    });
            long limit = 1_000L * RULES.beacon().exposureMilliNats();
            long most = told.values().stream().mapToLong(Long::longValue).max().orElse(0);
            assertTrue(most <= limit, most + " of " + limit);
            assertTrue(most + 560_000 > limit, "nobody was near the limit, but " + most);
            toldInBlock.forEach((person, micro) ->
                    assertTrue(micro <= 1_000L * RULES.beacon().blockMilliNats()));
        }

        /// Two servers that charge one person as fast as they can stop at the limit, to the unit.
        @Test
        void ofAPersonAreSpentToTheEndAndNoFurther() throws Exception {
            RoaringBitmap person = RoaringBitmap.bitmapOf(5);
            Set<Integer> charged = ConcurrentHashMap.newKeySet();
            atOnce(server -> {
                BeaconLedger ledger = beacon(pools.get(server), "one person");
                for (int i = 0; i < 40; i++) {
                    int number = 100 * server + i;
                    if (ledger.atomically(
                            session -> {
                                boolean able = session.able(person, 1, 3, 1000, 100).contains(5);
                                if (able) {
                                    session.charge(person, 1, 3);
                                }
                                return able;
                            })) {
                        charged.add(number);
                    }
                }
            });
            assertEquals(33, charged.size(), "3 fits into 100 so often");
        }

        @Test
        void areNotSpentByWhatFails() {
            BeaconLedger ledger = beacon(database.pool(), "fails");
            LegalEntity entity = new LegalEntity("e");
            AlleleQuestion question = FewCarriers.question(1);
            RoaringBitmap people = RoaringBitmap.bitmapOf(1, 2, 3);
            assertThrows(
                    IllegalStateException.class,
                    () ->
                            ledger.atomically(session -> {
                                session.ask(entity, 1, question);
                                session.charge(people, 1, 60);
                                throw new IllegalStateException("the answer is lost");
                            }));
            assertEquals(
                    0,
                    ledger.<Integer>atomically(session -> {
                        assertEquals(people, session.able(people, 1, 60, 100, 100));
                        session.charge(people, 1, 60);
                        assertTrue(session.able(people, 1, 60, 100, 100).isEmpty());
                        return session.asked(entity);
                    }));
            assertTrue(
                    beacon(pools.getLast(), "fails")
                            .atomically(s -> s.able(people, 1, 60, 100, 100))
                            .isEmpty());
        }

        @Test
        void countAlleleThatIsLongerThanAnIndexHolds() {
            AlleleQuestion large = AlleleQuestion.of("GRCh38", "1", 5, "A", "ACGT".repeat(2400));
            BeaconLedger ledger = beacon(database.pool(), "long");
            ledger.atomically(session -> {
                session.ask(new LegalEntity("e"), 1, large);
                session.keep(1, large, true);
                return true;
            });
            assertEquals(
                    Optional.of(true),
                    beacon(pools.getLast(), "long").atomically(s -> s.answer(1, large)));
        }
    }

    @Nested
    class Epochs {
        private final EpochRules small = new EpochRules(5, 24);
        private final SeededNoise key = SeededNoise.of(new byte[32]);

        @Test
        void areTheSameOnBothServersAndBeginOnce() throws Exception {
            Cases.check(
                    5,
                    random -> {
                        String cohort = "epochs-" + random.nextLong();
                        long[] seeds = {random.nextLong(), random.nextLong()};
                        Map<Integer, Set<List<Integer>>> seen = new ConcurrentHashMap<>();
                        atOnce(server -> {
                            RandomGenerator own = Cases.random(seeds[server]);
                            EpochBook book =
                                    new EpochBook(small, key, epochs(pools.get(server), cohort));
                            Instant now = MONDAY;
                            for (int i = 0; i < 60; i++) {
                                now = now.plus(Duration.ofHours(own.nextInt(3)));
                                int person = own.nextInt(60);
                                if (own.nextInt(3) > 0) {
                                    book.join(person, now);
                                } else {
                                    book.leave(person, now);
                                }
                                Epoch epoch = book.at(now);
                                seen.computeIfAbsent(
                                                epoch.number(), _ -> ConcurrentHashMap.newKeySet())
                                        .add(epoch.people().stream().boxed().toList());
                            }
                        });
                        seen.forEach((number, people) ->
                                assertEquals(1, people.size(), "epoch " + number));
                        List<EpochEvent> events = epochs(database.pool(), cohort).all();
                        List<Integer> turns =
                                events.stream()
                                        .filter(EpochEvent.Turned.class::isInstance)
                                        .map(event -> ((EpochEvent.Turned) event).number())
                                        .toList();
                        assertTrue(turns.size() > 2, "hardly an epoch began");
                        for (int i = 0; i < turns.size(); i++) {
                            assertEquals(i + 1, turns.get(i));
                        }
                        assertEquals(120, events.size() - turns.size());
                    });
        }
    }
}
