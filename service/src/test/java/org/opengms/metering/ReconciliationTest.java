package org.opengms.metering;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.cohort.ParticipantId;
import org.opengms.gate.AccessLog;
import org.opengms.gate.AccessRequest;
import org.opengms.gate.Actor;
import org.opengms.gate.DataClass;
import org.opengms.gate.Decision;
import org.opengms.gate.Purpose;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;
import org.opengms.logbook.LogRecords;
import org.opengms.metering.Reconciliation.Outcome;
import org.opengms.orders.TimeOrderedUuid;
import org.opengms.people.PersonId;
import org.opengms.testing.Cases;
import org.opengms.transparency.record.LabelKey;
import tools.jackson.core.JacksonException;

class ReconciliationTest {
    private static final ProjectReference ONE = new ProjectReference("P-1");
    private static final ProjectReference TWO = new ProjectReference("P-2");

    private static MeteredUse use(Instant at, ProjectReference project, int people, long bytes) {
        return new MeteredUse(
                TimeOrderedUuid.next(at),
                project,
                UseKind.FILE,
                "File/1",
                people,
                people,
                1,
                bytes);
    }

    /// What the log holds of a use if nothing is wrong: a reading for each person.
    private static List<LoggedUse> readings(MeteredUse use) {
        List<LoggedUse> readings = new ArrayList<>();
        for (int i = 0; i < use.people(); i++) {
            readings.add(new LoggedUse(use.id(), use.project(), i == 0 ? use.bytes() : 0));
        }
        return readings;
    }

    private static Outcome compare(List<MeteredUse> uses, List<LoggedUse> log) {
        return Reconciliation.compare(uses::forEach, log::forEach, 4711);
    }

    /// Three uses on three days: 5 readings, 300 bytes.
    private final List<MeteredUse> uses =
            new ArrayList<>(
                    List.of(
                            use(Instant.parse("2026-06-01T10:00:00Z"), ONE, 2, 100),
                            use(Instant.parse("2026-06-02T10:00:00Z"), TWO, 1, 200),
                            use(Instant.parse("2026-06-03T10:00:00Z"), ONE, 2, 0)));

    private final List<LoggedUse> log =
            new ArrayList<>(uses.stream().flatMap(u -> readings(u).stream()).toList());

    @Test
    void agreesInWhateverOrderTheLogIsRead() {
        Collections.reverse(log);
        assertEquals(new Outcome.Agrees(3, 5, 300), compare(uses, log));
    }

    @Test
    void leavesOutUsesThatReadNobody() {
        uses.add(use(Instant.parse("2026-06-02T11:00:00Z"), ONE, 0, 4096));
        assertInstanceOf(Outcome.Agrees.class, compare(uses, log));
    }

    @Test
    void namesAReadingThatIsNotMetered() {
        MeteredUse unknown = use(Instant.parse("2026-06-02T09:00:00Z"), ONE, 1, 7);
        log.addAll(readings(unknown));
        Outcome.Differs differs = assertInstanceOf(Outcome.Differs.class, compare(uses, log));
        assertEquals(1, differs.days());
        assertEquals(LocalDate.of(2026, 6, 2), differs.first());
        assertEquals(
                "The log holds 1 readings and 7 bytes by project P-1 of use %s, which is not metered."
                        .formatted(unknown.id()),
                differs.difference().words());
    }

    @Test
    void namesAUseWithoutItsReadings() {
        log.removeIf(reading -> reading.use().equals(uses.get(1).id()));
        Outcome.Differs differs = assertInstanceOf(Outcome.Differs.class, compare(uses, log));
        assertEquals(uses.get(1).id(), differs.difference().use());
        assertEquals(Optional.empty(), differs.difference().logged());
    }

    @Test
    void namesTheFirstOfSeveralDifferencesInTime() {
        log.remove(4);
        log.remove(0);
        Outcome.Differs differs = assertInstanceOf(Outcome.Differs.class, compare(uses, log));
        assertEquals(2, differs.days());
        assertEquals(
                "Use %s is metered with 2 readings and 100 bytes by project P-1; the log holds 1 readings and 0 bytes by project P-1."
                        .formatted(uses.get(0).id()),
                differs.difference().words());
    }

    @Nested
    class IsNotDeceived {
        @Test
        void byAReadingOfOneUseInPlaceOfOneOfAnother() {
            // as many readings and bytes on the day as before
            MeteredUse sameDay = use(Instant.parse("2026-06-03T11:00:00Z"), ONE, 1, 0);
            uses.add(sameDay);
            log.addAll(readings(sameDay));
            log.remove(4);
            log.addAll(readings(sameDay));
            assertInstanceOf(Outcome.Differs.class, compare(uses, log));
        }

        @Test
        void byTheReadingOfAnotherProject() {
            log.set(1, new LoggedUse(uses.get(0).id(), TWO, 0));
            assertInstanceOf(Outcome.Differs.class, compare(uses, log));
        }

        @Test
        void byBytesThatMovedFromOneUseToAnother() {
            MeteredUse sameDay = use(Instant.parse("2026-06-01T11:00:00Z"), ONE, 1, 50);
            uses.add(sameDay);
            log.add(new LoggedUse(sameDay.id(), ONE, 40));
            log.set(0, new LoggedUse(uses.get(0).id(), ONE, 110));
            assertInstanceOf(Outcome.Differs.class, compare(uses, log));
        }
    }

    /// Clocks in London go forward on 29 March 2026: from then on the day begins at 23:00 UTC.
    @ParameterizedTest
    @CsvSource({
        "2026-03-28T23:59:59Z, 2026-03-28",
        "2026-03-29T00:00:00Z, 2026-03-29",
        "2026-03-29T22:59:59Z, 2026-03-29",
        "2026-03-29T23:00:00Z, 2026-03-30"
    })
    void countsByTheDayInLondon(Instant at, LocalDate day) {
        assertEquals(day, use(at, ONE, 1, 0).day());
        log.addAll(readings(use(at, ONE, 1, 0)));
        Outcome.Differs differs = assertInstanceOf(Outcome.Differs.class, compare(uses, log));
        assertEquals(day, differs.first());
    }

    @Test
    void findsAnyOneChangeOfAnyHistory() {
        Cases.check(
                60,
                random -> {
                    List<MeteredUse> some = new ArrayList<>();
                    List<LoggedUse> theirs = new ArrayList<>();
                    Instant begin = Instant.parse("2026-01-01T00:00:00Z");
                    for (int i = 0; i < 200; i++) {
                        MeteredUse use =
                                use(
                                        begin.plusSeconds(random.nextInt(86_400 * 20)),
                                        random.nextBoolean() ? ONE : TWO,
                                        1 + random.nextInt(4),
                                        random.nextInt(3) == 0 ? 0 : random.nextInt(1000));
                        some.add(use);
                        theirs.addAll(readings(use));
                    }
                    Collections.shuffle(theirs, new Random(random.nextLong()));
                    assertInstanceOf(Outcome.Agrees.class, compare(some, theirs));
                    UUID changed = change(some, theirs, random);
                    Outcome.Differs differs =
                            assertInstanceOf(Outcome.Differs.class, compare(some, theirs));
                    assertEquals(changed, differs.difference().use());
                });
    }

    private static UUID change(List<MeteredUse> uses, List<LoggedUse> log, RandomGenerator random) {
        int at = random.nextInt(log.size());
        LoggedUse reading = log.get(at);
        switch (random.nextInt(4)) {
            case 0 -> log.remove(at);
            case 1 -> log.add(reading);
            case 2 ->
                    log.set(
                            at,
                            new LoggedUse(reading.use(), reading.project(), reading.bytes() + 1));
            default -> uses.removeIf(use -> use.id().equals(reading.use()));
        }
        return reading.use();
    }

    @Test
    void givesTheSameWhenPartsAreSummedApart() {
        DaySums whole = new DaySums(1);
        log.forEach(whole::add);
        DaySums first = new DaySums(1);
        DaySums second = new DaySums(1);
        for (int i = 0; i < log.size(); i++) {
            (i % 2 == 0 ? first : second).add(log.get(i));
        }
        first.join(second);
        whole.days().keySet().forEach(day -> assertTrue(whole.agrees(day, first)));
    }

    @Nested
    class ReadsTheLog {
        private final LogRecords records = new LogRecords(LabelKey.of(new byte[LabelKey.BYTES]));
        private final UUID use = TimeOrderedUuid.next(Instant.parse("2026-06-01T10:00:00Z"));

        private byte[] record(String resource, Decision decision) {
            return records.access(
                            UUID.randomUUID(),
                            Instant.parse("2026-06-01T10:00:00Z"),
                            new AccessLog.Entry(
                                    new AccessRequest(
                                            new Actor(
                                                    "r1",
                                                    "R.",
                                                    new OdsCode("ZT101"),
                                                    java.util.Set.of(Role.RESEARCHER)),
                                            Purpose.RESEARCH,
                                            PersonId.random(),
                                            DataClass.GENOME,
                                            resource,
                                            "environment"),
                                    decision),
                            false)
                    .json()
                    .getBytes(UTF_8);
        }

        @Test
        void asTheGateHasWrittenIt() {
            assertEquals(
                    Optional.of(new LoggedUse(use, ONE, 4096)),
                    LoggedUse.parse(
                            record(
                                    MeteredUse.resource(ParticipantId.random(), ONE, use, 4096),
                                    new Decision.Permit("The participant agreed."))));
        }

        /// The reader that goes through bytes, held against the one that knows JSON.
        @Test
        void alikeWithAndWithoutAParserOfJson() {
            LoggedUses fast = new LoggedUses();
            Cases.check(
                    2000,
                    random -> {
                        byte[] json =
                                record(
                                        random.nextInt(9) == 0
                                                ? "Participant/" + UUID.randomUUID()
                                                : MeteredUse.resource(
                                                        ParticipantId.random(),
                                                        random.nextBoolean() ? ONE : TWO,
                                                        TimeOrderedUuid.next(),
                                                        random.nextLong()
                                                                >>> (8 + random.nextInt(56))),
                                        random.nextInt(9) == 0
                                                ? new Decision.Deny("He said \"no\"\tonce.")
                                                : new Decision.Permit("Ménière agreed."));
                        assertEquals(read(LoggedUse::parse, json), read(fast::read, json));
                        for (int i = 1 + random.nextInt(3); i > 0; i--) {
                            json[random.nextInt(json.length)] =
                                    (byte) MARKS.charAt(random.nextInt(MARKS.length()));
                        }
                        assertEquals(read(LoggedUse::parse, json), read(fast::read, json));
                    });
        }

        /// What breaks JSON, a resource, an id, or a number.
        private static final String MARKS = "\"\\{}[],:&?=/-0129afAFgtrue\n";

        /// What was read, or what kind of thing was wrong.
        private static Object read(Function<byte[], Optional<LoggedUse>> reader, byte[] json) {
            try {
                return reader.apply(json);
            } catch (JacksonException | IllegalArgumentException wrong) {
                return wrong.getClass().getName();
            }
        }

        @Test
        void withoutRefusals() {
            assertEquals(
                    Optional.empty(),
                    LoggedUse.parse(
                            record(
                                    MeteredUse.resource(ParticipantId.random(), ONE, use, 4096),
                                    new Decision.Deny("The participant withdrew."))));
        }

        @Test
        void withoutOtherReadings() {
            assertEquals(
                    Optional.empty(),
                    LoggedUse.parse(
                            record(
                                    "Participant/" + UUID.randomUUID(),
                                    new Decision.Permit("The participant agreed."))));
        }
    }

    @Nested
    class ARecord {
        @Test
        void hasNoFewerReadingsThanPeople() {
            assertThrows(
                    IllegalArgumentException.class,
                    () ->
                            new MeteredUse(
                                    TimeOrderedUuid.next(),
                                    ONE,
                                    UseKind.QUERY,
                                    "Run/1",
                                    2,
                                    1,
                                    1,
                                    0));
        }

        @Test
        void hasATimeInItsId() {
            assertThrows(
                    IllegalArgumentException.class,
                    () ->
                            new MeteredUse(
                                    UUID.randomUUID(), ONE, UseKind.QUERY, "Run/1", 1, 1, 1, 0));
        }

        @ParameterizedTest
        @CsvSource({"''", "' '", "a&use=1", "-a", "ü"})
        void isOfAProjectWhoseNameNeedsNoEscape(String name) {
            assertThrows(IllegalArgumentException.class, () -> new ProjectReference(name));
        }
    }
}
