package org.opengms.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opengms.consent.ConsentHistory;
import org.opengms.consent.ConsentRules;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.ConsentStore;
import org.opengms.consent.ResearchChoice;
import org.opengms.consent.Said;
import org.opengms.consent.StatementId;
import org.opengms.consent.Use;
import org.opengms.directory.TestDirectory;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.disclosure.epoch.EpochBook;
import org.opengms.disclosure.epoch.EpochStore;
import org.opengms.disclosure.noise.SeededNoise;
import org.opengms.disclosure.release.Breakdown;
import org.opengms.disclosure.release.Publication;
import org.opengms.disclosure.release.Release;
import org.opengms.disclosure.release.ReleaseRegistry;
import org.opengms.disclosure.release.ReleaseStore;
import org.opengms.fakes.World;
import org.opengms.people.PersonId;
import org.opengms.people.Sex;
import org.opengms.testing.Cases;
import org.opengms.testing.SettableClock;
import org.roaringbitmap.RoaringBitmap;

class CatalogueDeskTest {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final DisclosureRules RULES = DisclosureRules.standard();

    /// A cohort that a test makes up: who is in it, what there is of them and what they said.
    private static final class Resource implements Holdings, ConsentStore, CatalogueStore {
        private final List<Holding> people = new ArrayList<>();
        private final Map<PersonId, List<ConsentStatement>> said = new HashMap<>();
        private final Set<Integer> stopped = new HashSet<>();
        private final List<Kept> published = new ArrayList<>();
        private final SettableClock clock = new SettableClock(START);
        private TestDirectory directory = World.DIRECTORY_2026;
        private final ReleaseRegistry releases =
                new ReleaseRegistry(RULES.counts(), ReleaseStore.inMemory());
        private final CatalogueDesk desk =
                new CatalogueDesk(
                        this::permitted,
                        new EpochBook(
                                RULES.epochs(),
                                SeededNoise.of(new byte[SeededNoise.KEY_BYTES]),
                                EpochStore.inMemory()),
                        this,
                        this,
                        ConsentRules.shipped(),
                        () -> directory,
                        World.NETWORK,
                        releases,
                        this,
                        RULES,
                        clock);

        private RoaringBitmap permitted() {
            RoaringBitmap permitted = RoaringBitmap.bitmapOfRange(0, people.size());
            stopped.forEach(permitted::remove);
            return permitted;
        }

        private void join(String indication, String site, int age, Sex sex, Holding.Kind... kinds) {
            PersonId person = PersonId.random();
            people.add(
                    new Holding(
                            people.size(),
                            person,
                            Optional.of(indication),
                            Optional.of(site),
                            Optional.of(age),
                            sex,
                            Set.of(kinds)));
            say(
                    people.size() - 1,
                    new Said.Research(ResearchChoice.AGREED, Set.of(), Optional.empty()));
        }

        private void say(int number, Said what) {
            PersonId person = people.get(number).person();
            said.computeIfAbsent(person, _ -> new ArrayList<>())
                    .add(
                            new ConsentStatement(
                                    StatementId.random(),
                                    person,
                                    what,
                                    Optional.empty(),
                                    "letter",
                                    ConsentStatement.day(clock.instant()),
                                    clock.instant(),
                                    "clinician"));
        }

        private void stop(int number) {
            say(number, new Said.FullWithdrawal());
            stopped.add(number);
        }

        private void publish(String id, RoaringBitmap who) {
            releases.publish(
                    new Publication(
                            id,
                            "Public register",
                            "The service itself",
                            clock.instant(),
                            List.of(Breakdown.of(new Release("participants", who)))));
        }

        private Catalogue last() {
            return published.getLast().catalogue();
        }

        @Override
        public List<Holding> from(int from, int limit) {
            return people.subList(
                    Math.min(from, people.size()), Math.min(people.size(), from + limit));
        }

        @Override
        public void append(ConsentStatement statement) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ConsentHistory history(PersonId person) {
            return new ConsentHistory(
                    person, Optional.empty(), said.getOrDefault(person, List.of()));
        }

        @Override
        public Map<PersonId, ConsentHistory> histories(Set<PersonId> persons) {
            Map<PersonId, ConsentHistory> all = new HashMap<>();
            persons.forEach(person -> all.put(person, history(person)));
            return all;
        }

        @Override
        public Optional<Catalogue> newest() {
            return published.isEmpty() ? Optional.empty() : Optional.of(last());
        }

        @Override
        public Optional<Kept> newestWithPeople() {
            return published.isEmpty() ? Optional.empty() : Optional.of(published.getLast());
        }

        @Override
        public void add(Kept kept) {
            published.add(kept);
        }
    }

    private final Resource resource = new Resource();

    private static Optional<Long> people(Catalogue catalogue, Heading heading, String code) {
        return catalogue.by(heading).orElseThrow().rows().stream()
                .filter(row -> row.code().equals(code))
                .flatMap(row -> row.number().people().stream())
                .findFirst();
    }

    private void join(int count, String indication, String site, int age, Sex sex) {
        for (int i = 0; i < count; i++) {
            resource.join(indication, site, age, sex, Holding.Kind.PHENOTYPE);
        }
    }

    private void aDayLater() {
        resource.clock.pass(Duration.ofDays(1));
    }

    @Nested
    class ACohortThatIsTooSmall {
        @Test
        void isNotPublished() {
            join(49, "R901", "ZTA01", 3, Sex.FEMALE);
            assertFalse(resource.desk.renew());
            aDayLater();
            assertFalse(resource.desk.renew());
            assertEquals(Optional.empty(), resource.desk.newest());
        }

        @Test
        void tellsNothingWhereNearlyAllHaveLeft() {
            join(60, "R901", "ZTA01", 3, Sex.FEMALE);
            assertTrue(resource.desk.renew());
            IntStream.range(0, 55).forEach(resource::stop);
            aDayLater();
            assertTrue(resource.desk.renew());
            assertTrue(resource.last().isEmpty());
            assertEquals(Map.of(), resource.published.getLast().people());
        }
    }

    @Nested
    class TheFirst {
        @Test
        void countsByEachHeadingInRoundedNumbers() {
            for (int i = 0; i < 120; i++) {
                resource.join(
                        i < 80 ? "R901" : "R902",
                        i % 2 == 0 ? "ZTA01" : "ZTB01",
                        i % 4 == 0 ? 3 : 44,
                        i % 3 == 0 ? Sex.MALE : Sex.FEMALE,
                        i % 5 < 3
                                ? new Holding.Kind[] {Holding.Kind.GENOME, Holding.Kind.PHENOTYPE}
                                : new Holding.Kind[] {Holding.Kind.OTHER_RESULT});
                if (i % 5 == 0) {
                    resource.say(i, new Said.PartialWithdrawal(Set.of(Use.RESEARCH_BY_COMPANIES)));
                }
            }
            assertTrue(resource.desk.renew());
            Catalogue catalogue = resource.last();
            assertEquals(DAY, catalogue.day());
            assertEquals(
                    new Catalogue.Told(Optional.of(120L), Optional.of(DAY)), catalogue.everybody());
            assertEquals(Optional.of(80L), people(catalogue, Heading.INDICATION, "R901"));
            assertEquals(Optional.of(40L), people(catalogue, Heading.INDICATION, "R902"));
            assertEquals(Optional.of(80L), people(catalogue, Heading.FIELD, "Clinical Genetics"));
            assertEquals(Optional.of(60L), people(catalogue, Heading.REGION, "North"));
            assertEquals(Optional.of(30L), people(catalogue, Heading.AGE, "0 to 4"));
            assertEquals(Optional.of(90L), people(catalogue, Heading.AGE, "40 to 59"));
            assertEquals(Optional.of(40L), people(catalogue, Heading.SEX, "Male"));
            assertEquals(Optional.of(70L), people(catalogue, Heading.GENOME, "yes"));
            assertEquals(Optional.of(50L), people(catalogue, Heading.OTHER_RESULT, "yes"));
            assertEquals(Optional.of(120L), people(catalogue, Heading.PERMISSION, "DUO:0000006"));
            // 96 of 120 allow companies: rounded to ten.
            assertEquals(Optional.of(100L), people(catalogue, Heading.COMPANIES, "yes"));
            Catalogue.Table genomes =
                    catalogue.tables().stream()
                            .filter(table -> table.within().isPresent())
                            .findFirst()
                            .orElseThrow();
            assertEquals(
                    List.of(
                            new Catalogue.Row(
                                    "Clinical Genetics",
                                    "Clinical Genetics",
                                    Catalogue.Told.of(50, DAY)),
                            new Catalogue.Row(
                                    "No specialty named",
                                    "No specialty named",
                                    Catalogue.Told.of(20, DAY))),
                    genomes.rows());
        }

        /// Of 63 people 60 are girls and 3 are boys: with the total and the girls the boys would be
        /// out.
        @Test
        void hidesAFewAndWhatWouldGiveThemAway() {
            join(60, "R901", "ZTA01", 3, Sex.FEMALE);
            join(3, "R901", "ZTA01", 3, Sex.MALE);
            assertTrue(resource.desk.renew());
            Catalogue catalogue = resource.last();
            assertEquals(Optional.empty(), people(catalogue, Heading.SEX, "Male"));
            assertFalse(
                    catalogue.everybody().isShown()
                            && people(catalogue, Heading.SEX, "Female").isPresent());
        }

        /// The register told of 70 people; the catalogue's 67 would tell of the three.
        @Test
        void tellsNothingThatTheRegistersNumberWouldGiveAway() {
            join(67, "R901", "ZTA01", 3, Sex.FEMALE);
            resource.publish("register/1", RoaringBitmap.bitmapOfRange(0, 70));
            assertTrue(resource.desk.renew());
            assertFalse(resource.last().everybody().isShown());
            assertEquals(Optional.empty(), people(resource.last(), Heading.SEX, "Female"));
        }

        @Test
        void isTheSameUntilTheNextEpoch() {
            join(60, "R901", "ZTA01", 3, Sex.FEMALE);
            assertTrue(resource.desk.renew());
            join(49, "R902", "ZTB01", 44, Sex.MALE);
            for (int day = 0; day < 3; day++) {
                aDayLater();
                assertFalse(resource.desk.renew());
            }
            assertEquals(1, resource.published.size());
        }
    }

    @Nested
    class TheNext {
        @Test
        void renewsWhatManyHaveJoinedAndKeepsTheOthersWithTheirDay() {
            join(100, "R901", "ZTA01", 3, Sex.FEMALE);
            join(100, "R902", "ZTB01", 44, Sex.MALE);
            assertTrue(resource.desk.renew());
            aDayLater();
            join(60, "R901", "ZTA01", 3, Sex.FEMALE);
            join(30, "R903", "ZTA01", 3, Sex.FEMALE);
            join(4, "R902", "ZTB01", 44, Sex.MALE);
            assertTrue(resource.desk.renew());
            Catalogue catalogue = resource.last();
            assertEquals(
                    Optional.of(100L),
                    people(catalogue, Heading.INDICATION, "R902"),
                    "four more are not told");
            assertEquals(
                    DAY,
                    catalogue.by(Heading.INDICATION).orElseThrow().rows().stream()
                            .filter(row -> row.code().equals("R902"))
                            .findFirst()
                            .orElseThrow()
                            .number()
                            .counted()
                            .orElseThrow());
            long renewed =
                    catalogue.tables().stream()
                            .flatMap(table -> table.rows().stream())
                            .filter(row ->
                                    row.number().counted().equals(Optional.of(DAY.plusDays(1))))
                            .count();
            assertTrue(renewed > 0, catalogue.toString());
        }

        @Test
        void keepsWordsThatTheDirectoryHasNoMore() {
            String words = World.DIRECTORY_2026.indication("R902").orElseThrow().name();
            join(60, "R902", "ZTA01", 3, Sex.FEMALE);
            assertTrue(resource.desk.renew());
            assertEquals(List.of(words), words());
            resource.directory = World.DIRECTORY_2025;
            assertEquals(Optional.empty(), resource.directory.indication("R902"));
            aDayLater();
            join(60, "R902", "ZTA01", 3, Sex.FEMALE);
            assertTrue(resource.desk.renew());
            assertEquals(List.of(words), words());
        }

        @Test
        void namesByItsCodeWhatNoDirectoryEverHad() {
            join(60, "R999", "ZTA01", 3, Sex.FEMALE);
            assertTrue(resource.desk.renew());
            assertEquals(List.of("R999"), words());
        }

        private List<String> words() {
            return resource.last().by(Heading.INDICATION).orElseThrow().rows().stream()
                    .map(Catalogue.Row::words)
                    .toList();
        }
    }

    /// Everything that was ever published, read by somebody who knows all the people but one group
    /// of fewer than ten.
    @Nested
    class WhoeverKeepsEveryCatalogue {
        private record Published(String what, RoaringBitmap people) {}

        @Test
        void findsNoFewPeopleBetweenAnyTwoNumbers() {
            Cases.check(
                    12,
                    random -> {
                        Resource drawn = new Resource();
                        List<Published> known = new ArrayList<>();
                        int shown = 0;
                        for (int step = 0; step < 14; step++) {
                            change(random, drawn);
                            if (random.nextInt(3) == 0) {
                                drawn.publish("register/" + step, drawn.permitted());
                            }
                            drawn.clock.pass(Duration.ofHours(13));
                            if (drawn.desk.renew()) {
                                CatalogueStore.Kept kept = drawn.published.getLast();
                                shown += kept.people().size();
                                known.addAll(numbersAndSums(step, kept));
                            }
                        }
                        assertTrue(shown > 0);
                        for (int one = 0; one < known.size(); one++) {
                            for (int other = one + 1; other < known.size(); other++) {
                                int differ =
                                        RoaringBitmap.xorCardinality(
                                                known.get(one).people(), known.get(other).people());
                                if (differ > 0 && differ < RULES.counts().threshold()) {
                                    throw new AssertionError(
                                            "%s and %s differ by %d people"
                                                    .formatted(
                                                            known.get(one).what(),
                                                            known.get(other).what(),
                                                            differ));
                                }
                            }
                        }
                    });
        }

        private static void change(RandomGenerator random, Resource drawn) {
            int many = random.nextInt(90);
            for (int i = 0; i < many; i++) {
                Holding.Kind[] kinds =
                        Stream.of(Holding.Kind.values())
                                .filter(_ -> random.nextBoolean())
                                .toArray(Holding.Kind[]::new);
                drawn.join(
                        List.of("R901", "R902", "R902", "R903").get(random.nextInt(4)),
                        random.nextInt(3) == 0 ? "ZTB01" : "ZTA01",
                        random.nextInt(70),
                        random.nextInt(20) == 0
                                ? Sex.OTHER
                                : random.nextBoolean() ? Sex.MALE : Sex.FEMALE,
                        kinds);
            }
            for (int i = random.nextInt(6) - 3; i > 0; i--) {
                if (!drawn.people.isEmpty()) {
                    drawn.stop(random.nextInt(drawn.people.size()));
                }
            }
            for (int i = random.nextInt(20); i > 0; i--) {
                int number = random.nextInt(Math.max(1, drawn.people.size()));
                if (number < drawn.people.size()) {
                    Holding before = drawn.people.get(number);
                    drawn.people.set(
                            number,
                            new Holding(
                                    number,
                                    before.person(),
                                    before.indication(),
                                    before.site(),
                                    before.ageYears(),
                                    before.sex(),
                                    Set.of(Holding.Kind.values())));
                }
            }
        }

        /// Each number, and the sum of those of each table.
        private static List<Published> numbersAndSums(int step, CatalogueStore.Kept kept) {
            List<Published> all = new ArrayList<>();
            Map<String, RoaringBitmap> sums = new HashMap<>();
            kept.people()
                    .forEach((place, people) -> {
                        all.add(new Published(place + " of " + step, people));
                        sums.computeIfAbsent(
                                        place.replaceAll("=[^,}]*", ""), _ -> new RoaringBitmap())
                                .or(people);
                    });
            sums.forEach((table, people) ->
                    all.add(new Published("the sum of " + table + " of " + step, people)));
            return all;
        }

        @Test
        void seesMultiplesOfTenAlone() {
            Cases.check(
                    5,
                    random -> {
                        Resource drawn = new Resource();
                        for (int step = 0; step < 4; step++) {
                            change(random, drawn);
                            drawn.clock.pass(Duration.ofHours(30));
                            drawn.desk.renew();
                        }
                        for (CatalogueStore.Kept kept : drawn.published) {
                            for (Catalogue.Table table : kept.catalogue().tables()) {
                                for (Catalogue.Row row : table.rows()) {
                                    long people = row.number().people().orElseThrow();
                                    assertTrue(people >= 10 && people % 10 == 0, row.toString());
                                }
                            }
                        }
                    });
        }
    }

    @Nested
    class AsATable {
        @Test
        void keepsTextsApartFromFormulas() {
            Catalogue catalogue =
                    new Catalogue(
                            1,
                            DAY,
                            "2026-11",
                            10,
                            10,
                            "2026.1",
                            Catalogue.Told.of(60, DAY),
                            List.of(
                                    new Catalogue.Table(
                                            Heading.REGION,
                                            Optional.empty(),
                                            List.of(
                                                    new Catalogue.Row(
                                                            "=1+1",
                                                            "say \"North\"",
                                                            Catalogue.Told.of(60, DAY))))));
            assertEquals(
                    """
                    by,within,code,category,people,counted,published,epoch,rules\r
                    EVERYBODY,,"","Everybody",60,2026-03-02,2026-03-02,1,"2026-11"\r
                    REGION,,"'=1+1","say ""North\""",60,2026-03-02,2026-03-02,1,"2026-11"\r
                    """,
                    catalogue.csv());
        }
    }
}
