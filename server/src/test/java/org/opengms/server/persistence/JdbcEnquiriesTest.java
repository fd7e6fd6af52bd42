package org.opengms.server.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.market.AskerKind;
import org.opengms.market.Contact;
import org.opengms.market.Enquiry;
import org.opengms.market.EnquiryHistory;
import org.opengms.market.EnquiryId;
import org.opengms.market.LossReason;
import org.opengms.market.Stage;
import org.opengms.market.Step;
import org.springframework.dao.DataAccessException;

/// Enquiries on a real PostgreSQL.
@SuppressWarnings("NullAway.Init")
class JdbcEnquiriesTest {
    private static final Instant MONDAY = Instant.parse("2026-11-02T09:00:00Z");

    @TempDir(cleanup = CleanupMode.ALWAYS)
    static Path folder;

    private static OwnDatabase database;
    private static JdbcEnquiries store;

    @BeforeAll
    static void start() {
        database = OwnDatabase.start(folder.resolve("database")).migrate();
        store = new JdbcEnquiries(database.jdbc(), database.transactions());
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void empty() {
        database.jdbc().sql("truncate enquiry cascade").update();
    }

    private EnquiryId asked(String number, Instant at) {
        return store.add(
                new Enquiry(
                        EnquiryId.random(),
                        at,
                        number,
                        "Example Institute",
                        AskerKind.UNIVERSITY,
                        "Which?",
                        "Whom?"),
                new Contact("lead@example.org"));
    }

    private boolean step(EnquiryId id, int known, Step step, Instant at) {
        return store.add(id, known, new EnquiryHistory.Dated(step, at, "officer"));
    }

    @Test
    void givesBackWhatWasKept() {
        EnquiryId id = asked("form-1", MONDAY);
        List<Step> steps =
                List.of(
                        new Step.Answered("What we hold"),
                        new Step.Lost(LossReason.PRICE, "Too much"),
                        new Step.Answered("With a sponsor"),
                        new Step.Applied("P-0012"),
                        new Step.Contracted("C-0003"));
        for (int i = 0; i < steps.size(); i++) {
            assertTrue(step(id, i, steps.get(i), MONDAY.plus(Duration.ofDays(i + 1))));
        }

        EnquiryHistory history = store.find(id).orElseThrow();

        assertEquals(steps, history.steps().stream().map(EnquiryHistory.Dated::step).toList());
        assertEquals(MONDAY.plus(Duration.ofDays(5)), history.since());
        assertEquals(AskerKind.UNIVERSITY, history.enquiry().kind());
        assertEquals(Optional.of(new Contact("lead@example.org")), store.contact(id));
    }

    @Test
    void keepsAFormOnce() {
        EnquiryId first = asked("form-1", MONDAY);
        EnquiryId second = asked("form-1", MONDAY.plusSeconds(5));

        assertEquals(first, second);
        assertEquals(Map.of(Stage.NEW, 1L), store.counts());
    }

    @Test
    void takesOneOfTwoStepsThatWereWrittenAtOnce() {
        EnquiryId id = asked("form-1", MONDAY);

        assertTrue(step(id, 0, new Step.Answered("One"), MONDAY));
        assertFalse(step(id, 0, new Step.Answered("Two"), MONDAY));

        assertEquals(1, store.find(id).orElseThrow().steps().size());
    }

    @Test
    void listsAStageByHowLongTheyHaveBeenThere() {
        EnquiryId late = asked("form-1", MONDAY);
        EnquiryId early = asked("form-2", MONDAY.plusSeconds(1));
        EnquiryId untouched = asked("form-3", MONDAY.plusSeconds(2));
        step(early, 0, new Step.Answered("x"), MONDAY.plus(Duration.ofDays(1)));
        step(late, 0, new Step.Answered("x"), MONDAY.plus(Duration.ofDays(2)));

        assertEquals(List.of(early, late), ids(store.at(Stage.ANSWERED, 0, 10)));
        assertEquals(List.of(late), ids(store.at(Stage.ANSWERED, 1, 10)));
        assertEquals(List.of(untouched), ids(store.at(Stage.NEW, 0, 10)));
        assertEquals(Map.of(Stage.NEW, 1L, Stage.ANSWERED, 2L), store.counts());
        assertEquals(List.of(), ids(store.at(Stage.LOST, 0, 10)));
    }

    @Test
    void givesThoseOfATimeWithTheFirstInstantAndWithoutTheLast() {
        EnquiryId first = asked("form-1", MONDAY);
        asked("form-2", MONDAY.plusSeconds(10));

        assertEquals(List.of(first), ids(store.between(MONDAY, MONDAY.plusSeconds(10))));
    }

    @Test
    void forgetsContactsOfWhatHasEndedAndNothingElse() {
        EnquiryId ended = asked("form-1", MONDAY);
        EnquiryId open = asked("form-2", MONDAY);
        step(ended, 0, new Step.Lost(LossReason.NO_ANSWER, "x"), MONDAY);
        step(open, 0, new Step.Answered("x"), MONDAY);

        assertEquals(0, store.forgetContacts(MONDAY));
        assertEquals(1, store.forgetContacts(MONDAY.plusSeconds(1)));

        assertEquals(Optional.empty(), store.contact(ended));
        assertTrue(store.contact(open).isPresent());
        assertTrue(store.find(ended).isPresent());
    }

    @Test
    void letsNobodyChangeWhatWasAskedOrDone() {
        EnquiryId id = asked("form-1", MONDAY);
        step(id, 0, new Step.Answered("x"), MONDAY);

        assertThrows(
                DataAccessException.class,
                () -> database.jdbc().sql("update enquiry set wanted = 'other'").update());
        assertThrows(
                DataAccessException.class,
                () -> database.jdbc().sql("delete from enquiry_step").update());
    }

    private static List<EnquiryId> ids(List<EnquiryHistory> histories) {
        return histories.stream().map(h -> h.enquiry().id()).toList();
    }
}
