package org.opengms.notices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.DiscussionDetails.WhoChose;
import org.opengms.consent.Recontact;
import org.opengms.consent.ResearchChoice;
import org.opengms.consent.Said;
import org.opengms.consent.StatementId;
import org.opengms.consent.Use;
import org.opengms.fakes.FakeConsents;
import org.opengms.notices.Courier.Answer;
import org.opengms.notices.NoticeDelivery.Outcome;
import org.opengms.people.PersonId;

class NoticeDeliveryTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final PersonId PERSON = PersonId.random();
    private static final PostalAddress ADDRESS =
            new PostalAddress(List.of("A Person", "1 Example Road", "S99 9ZZ"));
    private static final EmailAddress EMAIL = new EmailAddress("person@example.org");
    private static final NoticeRules RULES =
            new NoticeRules("t", LocalDate.of(2026, 1, 1), Optional.empty(), "test", 30, 3, 1, 3);

    private final FakeNotices store = new FakeNotices();
    private final FakeConsents consents = new FakeConsents();
    private final List<NoticeId> queue = new ArrayList<>();
    private final NoticeBook book =
            new NoticeBook(store, queue::add, java.time.Clock.fixed(NOW, ZoneOffset.UTC));
    private final List<Courier.Message> carried = new ArrayList<>();
    private Answer answer = new Answer.Taken("receipt-1");
    private Optional<PostalAddress> post = Optional.of(ADDRESS);
    private Optional<ContactAddress> record = Optional.of(EMAIL);

    private NoticeDelivery delivery() {
        Courier courier =
                message -> {
                    carried.add(message);
                    return answer;
                };
        return new NoticeDelivery(
                store,
                consents,
                (person, channel) -> record,
                person -> post,
                Map.of(NoticeChannel.EMAIL, courier),
                RULES,
                java.time.Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private NoticeId queued() {
        return book.newResearch(PERSON, "2026-11").orElseThrow();
    }

    private void wants(NoticeChannel channel, Optional<ContactAddress> address) {
        store.addChannel(new ChannelChoice(PERSON, channel, address, NOW, "the person themself"));
    }

    private void says(Said said, String recordedBy, boolean first) {
        ConsentStatement statement =
                new ConsentStatement(
                        StatementId.random(),
                        PERSON,
                        said,
                        Optional.of(WhoChose.ADULT),
                        "evidence",
                        LocalDate.of(2026, 11, 20),
                        NOW,
                        recordedBy);
        consents.append(statement);
        book.choiceRecorded(statement, first);
    }

    @Nested
    class AChannel {
        @Test
        void isALetterForWhoNeverSaid() {
            NoticeId id = queued();
            assertInstanceOf(Outcome.Done.class, delivery().deliver(id));
            assertEquals(new NoticeStep.ToPrint(NOW), store.last(id));
            assertTrue(carried.isEmpty());
        }

        @Test
        void isTheAddressThatWasGivenBeforeTheOneOfTheRecord() {
            EmailAddress other = new EmailAddress("other@example.org");
            wants(NoticeChannel.EMAIL, Optional.of(other));
            NoticeId id = queued();
            assertInstanceOf(Outcome.Done.class, delivery().deliver(id));
            assertEquals(other, carried.getFirst().to());
            assertEquals(
                    new NoticeStep.Sent(NOW, NoticeChannel.EMAIL, "receipt-1"), store.last(id));
        }

        @Test
        void isWhatTheRecordHasWhereNoneWasGiven() {
            wants(NoticeChannel.EMAIL, Optional.empty());
            delivery().deliver(queued());
            assertEquals(EMAIL, carried.getFirst().to());
        }
    }

    @Nested
    class NobodyIsTold {
        private EndReason ended(NoticeId id) {
            assertInstanceOf(Outcome.Done.class, delivery().deliver(id));
            assertTrue(carried.isEmpty());
            return assertInstanceOf(NoticeStep.Ended.class, store.last(id)).why();
        }

        @Test
        void whoDoesNotWantToBe() {
            wants(NoticeChannel.NONE, Optional.empty());
            assertEquals(EndReason.WANTS_NONE, ended(queued()));
        }

        @Test
        void whoChangedTheirMindWhileItWaited() {
            wants(NoticeChannel.EMAIL, Optional.empty());
            NoticeId id = queued();
            wants(NoticeChannel.NONE, Optional.empty());
            assertEquals(EndReason.WANTS_NONE, ended(id));
        }

        @Test
        void whoHasDied() {
            NoticeId id = queued();
            says(new Said.Death(LocalDate.of(2026, 11, 20)), "clinician.zr101 of ZR101", false);
            assertEquals(EndReason.DIED, ended(id));
        }

        @Test
        void whoseAddressIsUnknownOrMayNotBeShown() {
            post = Optional.empty();
            assertEquals(EndReason.NO_ADDRESS, ended(queued()));
            record = Optional.empty();
            wants(NoticeChannel.EMAIL, Optional.empty());
            assertEquals(EndReason.NO_ADDRESS, ended(book.newResearch(PERSON, "x").orElseThrow()));
        }

        /// A letter may be opened by the very person from whom the telephone was kept.
        @Test
        void byLetterWhoChoseAnotherWayThatIsNotSetUp() {
            wants(NoticeChannel.TEXT, Optional.of(new MobileNumber("+447700900123")));
            assertEquals(EndReason.NOT_SET_UP, ended(queued()));
        }

        @Test
        void byALetterThatWaitsToBePrintedWhenSomethingHasChanged() {
            NoticeId id = queued();
            Notice notice = store.find(id).orElseThrow();
            assertEquals(Optional.empty(), delivery().whyNotPrinted(notice));
            wants(NoticeChannel.NONE, Optional.empty());
            assertEquals(Optional.of(EndReason.WANTS_NONE), delivery().whyNotPrinted(notice));
            wants(NoticeChannel.LETTER, Optional.empty());
            post = Optional.empty();
            assertEquals(Optional.of(EndReason.NO_ADDRESS), delivery().whyNotPrinted(notice));
            says(new Said.Death(LocalDate.of(2026, 11, 20)), "clinician.zr101 of ZR101", false);
            assertEquals(Optional.of(EndReason.DIED), delivery().whyNotPrinted(notice));
        }
    }

    @Nested
    class AProvider {
        @Test
        void thatIsDownIsAskedAgainUnderTheSameReferenceUntilTheRuleGivesUp() {
            wants(NoticeChannel.EMAIL, Optional.empty());
            NoticeId id = queued();
            answer = new Answer.Unavailable("connection");
            assertEquals(new Outcome.Later(Duration.ofMinutes(1)), delivery().deliver(id));
            assertEquals(new Outcome.Later(Duration.ofMinutes(2)), delivery().deliver(id));
            assertEquals(new Outcome.GivenUp(), delivery().deliver(id));
            assertEquals(new NoticeStep.Ended(NOW, EndReason.GAVE_UP), store.last(id));
            assertInstanceOf(Outcome.Done.class, delivery().deliver(id));
            assertEquals(
                    List.of(id, id, id), carried.stream().map(Courier.Message::reference).toList());
        }

        @Test
        void thatIsBackSendsIt() {
            wants(NoticeChannel.EMAIL, Optional.empty());
            NoticeId id = queued();
            answer = new Answer.Unavailable("connection");
            delivery().deliver(id);
            answer = new Answer.Taken("receipt-2");
            assertInstanceOf(Outcome.Done.class, delivery().deliver(id));
            assertEquals(
                    new NoticeStep.Sent(NOW, NoticeChannel.EMAIL, "receipt-2"), store.last(id));
        }

        @Test
        void thatRefusesTheAddressEndsIt() {
            wants(NoticeChannel.EMAIL, Optional.empty());
            NoticeId id = queued();
            answer = new Answer.Refused("smtp 550");
            assertInstanceOf(Outcome.Done.class, delivery().deliver(id));
            assertEquals(new NoticeStep.Ended(NOW, EndReason.REFUSED), store.last(id));
        }

        /// The job may run again after a server has died.
        @Test
        void isNotAskedTwiceForWhatIsKnownToBeSent() {
            wants(NoticeChannel.EMAIL, Optional.empty());
            NoticeId id = queued();
            delivery().deliver(id);
            delivery().deliver(id);
            assertEquals(1, carried.size());
        }

        @ParameterizedTest
        @CsvSource({"1, 1", "2, 2", "3, 4", "4, 8", "9, 256", "10, 360", "40, 360", "100, 360"})
        void waitsTwiceAsLongEachTimeToSixHours(int failures, int minutes) {
            assertEquals(Duration.ofMinutes(minutes), NoticeRules.shipped().retryAfter(failures));
        }
    }

    @Nested
    class AChoice {
        private static final String CLINICIAN = "clinician.zr101 of ZR101";

        @Test
        void isToldWithWhoRecordedIt() {
            says(new Said.FullWithdrawal(), "the person themself", false);
            says(new Said.FullWithdrawal(), CLINICIAN, false);
            assertEquals(
                    List.of(Optional.of(ChangedBy.PERSON), Optional.of(ChangedBy.CLINIC)),
                    store.all().stream().map(Notice::by).toList());
            assertEquals(2, queue.size());
        }

        @Test
        void aboutDeathOrCapacityIsNotTold() {
            says(new Said.Death(LocalDate.of(2026, 11, 20)), CLINICIAN, false);
            says(new Said.Capacity(false), CLINICIAN, false);
            assertTrue(queue.isEmpty());
        }

        @Test
        void isToldEvenIfItIsTheFirst() {
            says(
                    new Said.Research(
                            ResearchChoice.AGREED, java.util.Set.<Use>of(), Optional.empty()),
                    CLINICIAN,
                    true);
            assertEquals(1, queue.size());
        }
    }

    @Nested
    class WhoIsToBeAsked {
        @ParameterizedTest
        @CsvSource({
            "TURNED_16, true",
            "TURNED_18, true",
            "REGAINED_CAPACITY, true",
            "ASKED_TO_BE_ASKED, false"
        })
        void isToldOnceForEachOccasion(Recontact.Occasion why, boolean told) {
            Recontact due = new Recontact(LocalDate.of(2026, 11, 1), why);
            book.toBeAsked(PERSON, due);
            book.toBeAsked(PERSON, due);
            assertEquals(told ? 1 : 0, queue.size());
            book.toBeAsked(PERSON, new Recontact(LocalDate.of(2028, 11, 1), why));
            assertEquals(told ? 2 : 0, queue.size());
        }
    }
}
