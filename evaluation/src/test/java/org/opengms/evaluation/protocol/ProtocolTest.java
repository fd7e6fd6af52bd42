package org.opengms.evaluation.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.evaluation.protocol.ProtocolStanding.Kind;
import org.opengms.evaluation.protocol.ProtocolStanding.Registration;

class ProtocolTest {
    private static final String STANDARD = Protocol.standard().text();

    private static Protocol read(String text) {
        return Protocol.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "here.json");
    }

    private static String with(String from, String to) {
        String changed = STANDARD.replace(from, to);
        assertNotEquals(STANDARD, changed);
        return changed;
    }

    @Test
    void hasTheSameHashHoweverItIsWritten() {
        assertEquals(read(STANDARD).hash(), read(STANDARD.replaceAll("\n\\s*", "\n\t\t")).hash());
    }

    @Test
    void hasAnotherHashWhenAnythingIsAnother() {
        assertNotEquals(
                read(STANDARD).hash(),
                read(with("\"confidence\" : 0.95", "\"confidence\" : 0.9")).hash());
    }

    @ParameterizedTest
    @CsvSource({
        "opengms-evaluation-protocol-1, opengms-evaluation-protocol-2, format",
        "'\"confidence\"', '\"confidense\"', confidence",
        "'\"confidence\" : 0.95', '\"confidence\" : 1.0', confidence",
        "'\"id\" : \"yield-weighted\"', '\"id\" : \"yield\"', two estimands",
        "'\"question\" : \"again\"', '\"question\" : \"anew\"', not asked",
        "'\"population\" : \"eligible\"', '\"population\" : \"elegible\"', not described",
        "'\"ageBand\"', '\"age\"', no field age",
        "'\"day\" : 42', '\"note\" : 42', REPORTED_BY_DAY",
        "'\"threshold\" : 10', '\"threshold\" : 1', OGMS-7501",
    })
    void isRefusedIfItIsNone(String from, String to, String why) {
        String text = with(from, to);
        String told =
                String.valueOf(
                        assertThrows(IllegalArgumentException.class, () -> read(text))
                                .getMessage());
        assertTrue(told.startsWith("OGMS-9040 here.json"), told);
        assertTrue(told.contains(why), told);
    }

    @Nested
    class Standing {
        private final String amended =
                with(
                        "\"amendments\" : [ ]",
                        "\"amendments\" : [ { \"on\" : \"2027-03-01\", \"what\" : \"A\", \"reason\" : \"B\" } ]");

        private Kind kind(String protocol, String snapshotDay, Optional<Registration> registered) {
            return read(protocol).standing(LocalDate.parse(snapshotDay), registered).kind();
        }

        @Test
        void isGoodIfItWasFixedAndRegisteredBeforeTheData() {
            Registration before =
                    new Registration(read(STANDARD).hash(), LocalDate.of(2026, 11, 30));
            assertEquals(
                    Kind.REGISTERED_BEFORE_DATA, kind(STANDARD, "2027-02-01", Optional.of(before)));
            assertEquals(Kind.FIXED_BEFORE_DATA, kind(STANDARD, "2027-02-01", Optional.empty()));
        }

        @Test
        void warnsIfItWasFixedOrRegisteredAfterTheData() {
            Registration late = new Registration(read(STANDARD).hash(), LocalDate.of(2027, 2, 1));
            assertEquals(Kind.FIXED_AFTER_DATA, kind(STANDARD, "2026-11-26", Optional.empty()));
            assertEquals(Kind.FIXED_AFTER_DATA, kind(STANDARD, "2027-02-01", Optional.of(late)));
            assertTrue(
                    read(STANDARD).standing(LocalDate.of(2026, 11, 26), Optional.empty()).warns());
        }

        @Test
        void warnsIfItWasChangedAfterTheDataWereSeen() {
            Registration other = new Registration(read(amended).hash(), LocalDate.of(2026, 11, 30));
            assertEquals(Kind.CHANGED_AFTER_DATA, kind(STANDARD, "2027-02-01", Optional.of(other)));
            assertEquals(Kind.CHANGED_AFTER_DATA, kind(amended, "2027-02-01", Optional.empty()));
            assertEquals(Kind.FIXED_BEFORE_DATA, kind(amended, "2027-04-01", Optional.empty()));
        }
    }
}
