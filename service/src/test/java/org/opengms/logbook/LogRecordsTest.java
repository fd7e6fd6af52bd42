package org.opengms.logbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.DiscussionDetails.WhoChose;
import org.opengms.consent.Said;
import org.opengms.consent.StatementId;
import org.opengms.consent.Use;
import org.opengms.gate.AccessLog;
import org.opengms.gate.AccessRequest;
import org.opengms.gate.Actor;
import org.opengms.gate.DataClass;
import org.opengms.gate.Decision;
import org.opengms.gate.Justification;
import org.opengms.gate.Purpose;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;
import org.opengms.people.PersonId;
import org.opengms.transparency.record.LabelKey;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a person will read of a use of their data.
class LogRecordsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant AT = Instant.parse("2026-11-26T10:00:00.123456Z");
    private static final UUID ID = UUID.fromString("0b9d1f1e-2b0c-4a55-9f0a-0d3c8f1b7e11");
    private static final PersonId PERSON = PersonId.random();
    private static final Actor READER =
            new Actor(
                    "clinician-7",
                    "Dr Name Surname",
                    new OdsCode("RX101"),
                    Set.of(Role.CLINICIAN, Role.RESEARCHER));

    private final LogRecords records = new LogRecords(LabelKey.of(new byte[32]));

    private static AccessLog.Entry entry(Optional<Justification> justification) {
        return new AccessLog.Entry(
                new AccessRequest(
                        READER,
                        Purpose.DIRECT_CARE,
                        PERSON,
                        DataClass.REPORT,
                        "DiagnosticReport/1",
                        "page",
                        justification),
                new Decision.Permit("Your organisation ordered a test for this person."));
    }

    private static JsonNode json(LogRecord record) {
        return JSON.readTree(record.json());
    }

    @Nested
    class OfAReading {
        @Test
        void saysWhoInWhichRoleForWhatAndWithWhichAnswer() {
            JsonNode json = json(records.access(ID, AT, entry(Optional.empty()), false));
            assertEquals(
                    JSON.readTree(
                            """
                            {"version":1,"kind":"access","id":"0b9d1f1e-2b0c-4a55-9f0a-0d3c8f1b7e11",
                             "at":"2026-11-26T10:00:00.123Z","organisation":"RX101",
                             "roles":["CLINICIAN","RESEARCHER"],"staff":"%s","purpose":"DIRECT_CARE",
                             "data":"REPORT","resource":"DiagnosticReport/1","way":"page",
                             "decision":"permit",
                             "reason":"Your organisation ordered a test for this person."}
                            """
                                    .formatted(json.path("staff").asString(""))),
                    json);
        }

        @Test
        void namesNoMemberOfStaffButTellsThemApart() {
            LogRecord record = records.access(ID, AT, entry(Optional.empty()), false);
            assertFalse(record.json().contains("clinician-7"), record.json());
            assertFalse(record.json().contains("Surname"), record.json());
            String staff = json(record).path("staff").asString("");
            assertEquals(44, staff.length());
            assertNotEquals(records.label(new PersonId(PERSON.value())).toString(), staff);
        }

        @Test
        void repeatsNoWordsThatSomebodyTyped() {
            LogRecord record =
                    records.access(
                            ID,
                            AT,
                            entry(
                                    Optional.of(
                                            new Justification.Emergency(
                                                    "unconscious after a seizure"))),
                            true);
            assertFalse(record.json().contains("seizure"), record.json());
            assertEquals("emergency", json(record).path("justification").asString(""));
            assertTrue(json(record).path("standby").asBoolean(false));
        }
    }

    @Test
    void ofAStatementSaysWhatWasSaidAndNotTheEvidence() {
        LogRecord record =
                records.consent(
                        new ConsentStatement(
                                new StatementId(ID.toString()),
                                PERSON,
                                new Said.PartialWithdrawal(Set.of(Use.RESEARCH_BY_COMPANIES)),
                                Optional.of(WhoChose.ADULT),
                                "Letter that names a neighbour",
                                LocalDate.of(2026, 11, 20),
                                AT,
                                "clinician-7"));
        JsonNode json = json(record);
        assertEquals("consent", json.path("kind").asString(""));
        assertEquals("partial-withdrawal", json.path("said").asString(""));
        assertEquals("2026-11-20", json.path("saidOn").asString(""));
        assertEquals("RESEARCH_BY_COMPANIES", json.path("uses").get(0).asString(""));
        assertFalse(record.json().contains("neighbour"), record.json());
        assertFalse(record.json().contains("clinician-7"), record.json());
    }
}
