package org.opengms.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.testing.SettableClock;

/// An organisation asks, an officer answers.
class EnquiryDeskTest {
    private static final Instant MONDAY = Instant.parse("2026-11-02T09:00:00Z");

    private final Memory memory = new Memory();
    private final SettableClock clock = new SettableClock(MONDAY);
    private final EnquiryDesk desk = new EnquiryDesk(memory, clock);

    private EnquiryAnswer ask(String number, String organisation, AskerKind kind) {
        return desk.ask(
                number,
                organisation,
                Optional.of(kind),
                "Which children with delayed growth have changes in the same gene?",
                "Children whose growth is delayed, and their families",
                "lead@example.org");
    }

    private EnquiryId asked(AskerKind kind) {
        return assertInstanceOf(
                        EnquiryAnswer.Kept.class,
                        ask("form-" + memory.enquiries.size(), "Example Ltd", kind))
                .enquiry();
    }

    private long count(Stage stage) {
        return desk.counts().getOrDefault(stage, 0L);
    }

    private void after(int days, EnquiryId id, Step step) {
        clock.pass(Duration.ofDays(days));
        int known = desk.find(id).orElseThrow().steps().size();
        assertInstanceOf(EnquiryAnswer.Kept.class, desk.take(id, known, () -> step, "officer"));
    }

    @Nested
    class TheForm {
        @Test
        void isKeptWithItsContactApart() {
            EnquiryId id = asked(AskerKind.CHARITY);

            assertEquals(Stage.NEW, desk.find(id).orElseThrow().stage());
            assertEquals("lead@example.org", desk.contact(id).orElseThrow().email());
            assertFalse(desk.find(id).orElseThrow().toString().contains("lead@"));
        }

        @Test
        void sentTwiceIsOneEnquiry() {
            EnquiryAnswer first = ask("form-7", "Example Ltd", AskerKind.COMPANY);
            EnquiryAnswer second = ask("form-7", "Example Ltd", AskerKind.COMPANY);

            assertEquals(first, second);
            assertEquals(1, count(Stage.NEW));
        }

        @ParameterizedTest
        @CsvSource({
            "'', u, why, who, a@b.org, organisation",
            "Org, '', why, who, a@b.org, kind",
            "Org, u, ' ', who, a@b.org, wanted",
            "Org, u, why, '', a@b.org, benefit",
            "Org, u, why, who, nobody, email",
            "Org, u, why, who, a@b, email",
            "Org, u, why, who, 'a@b.org, c@d.org', email",
            "Org, u, 'bell \u0007', who, a@b.org, wanted",
        })
        void isSentBackWithTheFieldToMend(
                String organisation,
                String kind,
                String wanted,
                String benefit,
                String email,
                String field) {
            EnquiryAnswer answer =
                    desk.ask(
                            "form-1",
                            organisation,
                            kind.isEmpty() ? Optional.empty() : Optional.of(AskerKind.UNIVERSITY),
                            wanted,
                            benefit,
                            email);

            assertEquals(
                    List.of(field),
                    assertInstanceOf(EnquiryAnswer.Refused.class, answer).problems().stream()
                            .map(EnquiryAnswer.Problem::field)
                            .toList());
            assertEquals(0, count(Stage.NEW));
        }

        @Test
        void tellsAllThatIsWrongWithItAtOnce() {
            EnquiryAnswer answer = desk.ask("form-1", "", Optional.empty(), "", "", "");

            assertEquals(
                    List.of("organisation", "kind", "wanted", "benefit", "email"),
                    assertInstanceOf(EnquiryAnswer.Refused.class, answer).problems().stream()
                            .map(EnquiryAnswer.Problem::field)
                            .toList());
        }

        @Test
        void takesWordsUpToItsLimitAndNoMore() {
            String most = "w".repeat(Enquiry.MOST_LETTERS);
            assertInstanceOf(
                    EnquiryAnswer.Kept.class,
                    desk.ask("a", "Org", Optional.of(AskerKind.CHARITY), most, "x", "a@b.org"));
            assertInstanceOf(
                    EnquiryAnswer.Refused.class,
                    desk.ask(
                            "b",
                            "Org",
                            Optional.of(AskerKind.CHARITY),
                            most + "w",
                            "x",
                            "a@b.org"));
        }
    }

    @Nested
    class TheWayToAContract {
        @ParameterizedTest(name = "{0} then {1}: {2}")
        @CsvSource({
            "'',     answered,   true",
            "'',     lost,       true",
            "'',     applied,    false",
            "'',     contracted, false",
            "a,      answered,   true",
            "a,      applied,    true",
            "a,      lost,       true",
            "a,      contracted, false",
            "a p,    contracted, true",
            "a p,    lost,       true",
            "a p,    answered,   false",
            "a p,    applied,    false",
            "a p c,  answered,   false",
            "a p c,  lost,       false",
            "a l,    answered,   true",
            "a l,    applied,    false",
            "a l,    lost,       false",
            "a l a,  applied,    true",
        })
        void goesStepByStep(String before, String next, boolean allowed) {
            EnquiryId id = asked(AskerKind.COMPANY);
            for (String letter : before.isEmpty() ? new String[0] : before.split(" ")) {
                after(1, id, step(letter));
            }
            int known = desk.find(id).orElseThrow().steps().size();

            EnquiryAnswer answer =
                    desk.take(id, known, () -> step(next.substring(0, 2)), "officer");

            assertEquals(allowed, answer instanceof EnquiryAnswer.Kept);
            assertEquals(known + (allowed ? 1 : 0), desk.find(id).orElseThrow().steps().size());
        }

        private static Step step(String letters) {
            return switch (letters) {
                case "a", "an" -> new Step.Answered("What we hold, and what it costs");
                case "p", "ap" -> new Step.Applied("P-0012");
                case "c", "co" -> new Step.Contracted("C-0003");
                case "l", "lo" -> new Step.Lost(LossReason.PRICE, "Above what they can spend");
                default -> throw new IllegalArgumentException(letters);
            };
        }

        @Test
        void letsNobodyWriteOverWhatAnotherHasWritten() {
            EnquiryId id = asked(AskerKind.COMPANY);
            after(1, id, new Step.Answered("By one officer"));

            EnquiryAnswer second =
                    desk.take(id, 0, () -> new Step.Answered("By another"), "other officer");

            assertInstanceOf(EnquiryAnswer.Refused.class, second);
            assertEquals(1, desk.find(id).orElseThrow().steps().size());
        }

        @Test
        void namesTheFieldOfAStepThatCannotBeRead() {
            EnquiryId id = asked(AskerKind.COMPANY);

            EnquiryAnswer answer = desk.take(id, 0, () -> new Step.Answered(" "), "officer");

            assertEquals(EnquiryAnswer.Refused.of("words", "say what they were told."), answer);
        }

        @Test
        void isUnknownForAnotherNumber() {
            assertInstanceOf(
                    EnquiryAnswer.NotFound.class,
                    desk.take(EnquiryId.random(), 0, () -> new Step.Answered("x"), "officer"));
        }
    }

    @Nested
    class TheFigures {
        @Test
        void tellHowFarEachKindCameAndWhyOthersDidNot() {
            EnquiryId university = asked(AskerKind.UNIVERSITY);
            EnquiryId first = asked(AskerKind.COMPANY);
            EnquiryId second = asked(AskerKind.COMPANY);
            EnquiryId third = asked(AskerKind.COMPANY);
            after(2, university, new Step.Answered("Yes"));
            after(1, first, new Step.Answered("Yes"));
            after(1, second, new Step.Answered("Not exclusively"));
            after(0, second, new Step.Lost(LossReason.TERMS, "Wanted it for themselves"));
            after(6, first, new Step.Applied("P-0001"));
            after(20, first, new Step.Contracted("C-0001"));
            after(0, third, new Step.Lost(LossReason.NO_ANSWER, "Address does not exist"));

            PipelineFigures figures = desk.figures();

            assertEquals(2, figures.byKind().size());
            PipelineFigures.OfKind companies = figures.byKind().get(1);
            assertEquals(AskerKind.COMPANY, companies.kind());
            assertEquals(3, companies.enquiries());
            assertEquals(1, companies.at(Stage.CONTRACTED));
            assertEquals(2, companies.at(Stage.LOST));
            assertEquals(0, companies.at(Stage.NEW));
            assertEquals(
                    List.of(
                            new PipelineFigures.Lost(LossReason.TERMS, 1),
                            new PipelineFigures.Lost(LossReason.NO_ANSWER, 1)),
                    figures.lost());
            // answered on days 2, 3 and 4, the contract on day 30
            assertEquals(Optional.of(3.0), figures.medianDaysToAnswer());
            assertEquals(Optional.of(30.0), figures.medianDaysToContract());
        }

        @Test
        void countWhoCameBackAsWhereTheyAreNow() {
            EnquiryId id = asked(AskerKind.COMPANY);
            after(1, id, new Step.Lost(LossReason.PRICE, "Too much"));
            after(10, id, new Step.Answered("They found a sponsor"));

            assertEquals(List.of(), desk.figures().lost());
            assertEquals(1, desk.figures().byKind().getFirst().at(Stage.ANSWERED));
        }

        @Test
        void haveNoMedianOfNothing() {
            asked(AskerKind.CHARITY);

            assertEquals(Optional.empty(), desk.figures().medianDaysToAnswer());
        }

        @Test
        void areOfTheLastYear() {
            asked(AskerKind.CHARITY);
            clock.pass(Duration.ofDays(366));

            assertTrue(desk.figures().byKind().isEmpty());
        }
    }

    @Test
    void aContactIsForgottenAYearAfterTheEndAndNotBefore() {
        EnquiryId ended = asked(AskerKind.COMPANY);
        EnquiryId open = asked(AskerKind.COMPANY);
        after(1, ended, new Step.Lost(LossReason.PRICE, "Too much"));

        clock.pass(EnquiryDesk.CONTACT_KEPT);
        assertEquals(0, desk.forgetContacts());
        clock.pass(Duration.ofSeconds(1));
        assertEquals(1, desk.forgetContacts());

        assertEquals(Optional.empty(), desk.contact(ended));
        assertTrue(desk.contact(open).isPresent());
        assertTrue(desk.find(ended).isPresent());
    }

    /// A store in memory that keeps the store's promises.
    private static final class Memory implements EnquiryStore {
        private final Map<EnquiryId, EnquiryHistory> enquiries = new LinkedHashMap<>();
        private final Map<EnquiryId, Contact> contacts = new HashMap<>();

        @Override
        public EnquiryId add(Enquiry enquiry, Contact contact) {
            return enquiries.values().stream()
                    .map(EnquiryHistory::enquiry)
                    .filter(e -> e.number().equals(enquiry.number()))
                    .findFirst()
                    .map(Enquiry::id)
                    .orElseGet(() -> {
                        enquiries.put(enquiry.id(), new EnquiryHistory(enquiry, List.of()));
                        contacts.put(enquiry.id(), contact);
                        return enquiry.id();
                    });
        }

        @Override
        public boolean add(EnquiryId enquiry, int known, EnquiryHistory.Dated step) {
            EnquiryHistory history = find(enquiry).orElseThrow();
            if (history.steps().size() != known) {
                return false;
            }
            List<EnquiryHistory.Dated> steps = new ArrayList<>(history.steps());
            steps.add(step);
            enquiries.put(enquiry, new EnquiryHistory(history.enquiry(), steps));
            return true;
        }

        @Override
        public Optional<EnquiryHistory> find(EnquiryId enquiry) {
            return Optional.ofNullable(enquiries.get(enquiry));
        }

        @Override
        public Optional<Contact> contact(EnquiryId enquiry) {
            return Optional.ofNullable(contacts.get(enquiry));
        }

        @Override
        public int forgetContacts(Instant endedBefore) {
            int before = contacts.size();
            contacts.keySet()
                    .removeIf(id -> {
                        EnquiryHistory history = find(id).orElseThrow();
                        return (history.stage() == Stage.LOST
                                        || history.stage() == Stage.CONTRACTED)
                                && history.since().isBefore(endedBefore);
                    });
            return before - contacts.size();
        }

        @Override
        public List<EnquiryHistory> at(Stage stage, int offset, int limit) {
            return enquiries.values().stream()
                    .filter(h -> h.stage() == stage)
                    .sorted(Comparator.comparing(EnquiryHistory::since))
                    .skip(offset)
                    .limit(limit)
                    .toList();
        }

        @Override
        public Map<Stage, Long> counts() {
            return enquiries.values().stream()
                    .collect(Collectors.groupingBy(EnquiryHistory::stage, Collectors.counting()));
        }

        @Override
        public List<EnquiryHistory> between(Instant from, Instant before) {
            return enquiries.values().stream()
                    .filter(h ->
                            !h.enquiry().at().isBefore(from) && h.enquiry().at().isBefore(before))
                    .toList();
        }
    }
}
