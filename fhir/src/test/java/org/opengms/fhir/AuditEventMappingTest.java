package org.opengms.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.AuditEvent;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.gate.AuditDesk.Named;
import org.opengms.gate.DataClass;
import org.opengms.gate.Justification;
import org.opengms.gate.LoggedAccess;
import org.opengms.gate.Purpose;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;
import org.opengms.people.PersonId;
import org.opengms.testing.RealData;

class AuditEventMappingTest {
    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final String PERSON = "11111111-2222-4333-8444-555555555555";
    private static final String PARTICIPANT = "99999999-8888-4777-8666-555555555555";
    private static final String WORDS = "Unconscious in resus";
    private static final AuditEventMapping MAPPING =
            new AuditEventMapping("https://gms.example.org/FHIR/R4");

    private static LoggedAccess reading(
            Purpose purpose,
            DataClass data,
            String resource,
            boolean permitted,
            Optional<Justification> justification) {
        return new LoggedAccess(
                7,
                UUID.fromString("aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee"),
                Instant.parse("2026-02-03T04:05:06.789Z"),
                "clinician.zta01",
                new OdsCode("ZTA01"),
                Set.of(Role.CLINICIAN, Role.SCIENTIST),
                purpose,
                new PersonId(PERSON),
                data,
                resource,
                "fhir",
                permitted,
                permitted ? "Your organisation ordered." : "Your organisation ordered nothing.",
                justification);
    }

    private static LoggedAccess reading(Purpose purpose, String resource, boolean permitted) {
        return reading(purpose, DataClass.REPORT, resource, permitted, Optional.empty());
    }

    private static String json(AuditEvent event) {
        return FHIR.newJsonParser().encodeResourceToString(event);
    }

    private static String profile(AuditEvent event) {
        return event.getMeta().getProfile().stream()
                .map(p -> p.getValue().replaceFirst(".*IHE.BasicAudit.", ""))
                .findFirst()
                .orElse("none");
    }

    @ParameterizedTest
    @CsvSource({
        "DIRECT_CARE, DiagnosticReport/7, true, PatientRead, R, 0",
        "DIRECT_CARE, DiagnosticReport/7, false, none, R, 8",
        "LABORATORY_WORK, Task/7, true, PatientRead, R, 0",
        "CARE_OF_RELATIVE, DiagnosticReport/7, true, PatientRead, R, 0",
        "CARE_OF_RELATIVE, DiagnosticReport/7, false, AuthZconsent, E, 8",
        "RESEARCH, Participant/7, true, PrivacyDisclosure.Source, R, 0",
        "RESEARCH_BY_COMPANIES, Participant/7, false, AuthZconsent, E, 8",
        "SERVICE_MANAGEMENT, Patient/7, false, none, R, 8",
        "AUDIT, AuditEvent/7, true, PatientRead, R, 0",
        "AUDIT, AuditEvent?patient=Patient/7, true, PatientQuery, E, 0"
    })
    void whatHappenedChoosesThePattern(
            Purpose purpose,
            String resource,
            boolean permitted,
            String profile,
            String action,
            String outcome) {
        AuditEvent event = MAPPING.toFhir(reading(purpose, resource, permitted), Named.PERSON);
        assertEquals(profile, profile(event));
        assertEquals(action, event.getAction().toCode());
        assertEquals(outcome, event.getOutcome().toCode());
    }

    @Test
    void aReadingSaysWhoWhenForWhomWhatAndWhy() {
        AuditEvent event =
                MAPPING.toFhir(
                        reading(Purpose.DIRECT_CARE, "DiagnosticReport/7", true), Named.PERSON);
        assertEquals("aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee", event.getIdElement().getIdPart());
        assertEquals(Instant.parse("2026-02-03T04:05:06.789Z"), event.getRecorded().toInstant());
        assertEquals("Your organisation ordered.", event.getOutcomeDesc());
        var user = event.getAgent().stream().filter(a -> a.getRequestor()).toList();
        assertEquals(1, user.size());
        assertEquals("clinician.zta01", user.getFirst().getWho().getIdentifier().getValue());
        assertEquals(
                List.of("clinician", "scientist"),
                user.getFirst().getRole().stream()
                        .map(role -> role.getCodingFirstRep().getCode())
                        .toList());
        assertTrue(
                event.getAgent().stream()
                        .anyMatch(a -> "ZTA01".equals(a.getWho().getIdentifier().getValue())));
        assertEquals(
                List.of("DiagnosticReport/7", "Patient/" + PERSON),
                event.getEntity().stream().map(e -> e.getWhat().getReference()).toList());
        assertEquals(
                List.of("TREAT", "direct-care"),
                event.getPurposeOfEventFirstRep().getCoding().stream()
                        .map(c -> c.getCode())
                        .toList());
        assertEquals(
                "https://gms.example.org/FHIR/R4",
                event.getSource().getObserver().getIdentifier().getValue());
    }

    @Test
    void anEmergencyIsBreakingTheGlassWithTheWordsThatWereGiven() {
        AuditEvent event =
                MAPPING.toFhir(
                        reading(
                                Purpose.DIRECT_CARE,
                                DataClass.REPORT,
                                "DiagnosticReport/7",
                                true,
                                Optional.of(new Justification.Emergency(WORDS))),
                        Named.PERSON);
        assertTrue(
                event.getPurposeOfEvent().stream()
                        .anyMatch(p -> "BTG".equals(p.getCodingFirstRep().getCode())));
        assertTrue(json(event).contains(WORDS));
        assertFalse(
                json(MAPPING.toFhir(
                                reading(Purpose.DIRECT_CARE, "DiagnosticReport/7", true),
                                Named.PERSON))
                        .contains("BTG"));
    }

    @Test
    void aSearchKeepsWhatWasAsked() {
        AuditEvent event =
                MAPPING.toFhir(
                        reading(Purpose.AUDIT, "AuditEvent?patient=Patient/" + PERSON, true),
                        Named.PERSON);
        assertEquals(
                "GET AuditEvent?patient=Patient/" + PERSON,
                new String(event.getEntityFirstRep().getQuery(), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "RESEARCH, Participant/, true",
        "RESEARCH, Participant/, false",
        "AUDIT, AuditEvent?patient=Participant/, true",
        "AUDIT, AuditEvent/7?patient=Participant/, true",
        "AUDIT, AuditEvent/7?patient=Participant/, false"
    })
    void nobodyIsShownBothThePersonAndTheParticipant(
            Purpose purpose, String resource, boolean permitted) {
        LoggedAccess use = reading(purpose, resource + PARTICIPANT, permitted);
        String person = told(MAPPING.toFhir(use, Named.PERSON));
        assertTrue(person.contains(PERSON), person);
        assertFalse(person.contains(PARTICIPANT), person);
        String participant = told(MAPPING.toFhir(use, Named.PARTICIPANT));
        assertTrue(participant.contains(PARTICIPANT), participant);
        assertFalse(participant.contains(PERSON), participant);
    }

    /// Everything that an AuditEvent says, with its query in plain text.
    private static String told(AuditEvent event) {
        StringBuilder told = new StringBuilder(json(event));
        event.getEntity().stream()
                .filter(e -> e.hasQuery())
                .forEach(e -> told.append(new String(e.getQuery(), StandardCharsets.UTF_8)));
        return told.toString();
    }

    // ---- IHE Basic Audit Log Patterns

    /// Every purpose, class of data, decision, justification, way of naming and kind of resource.
    private static List<AuditEvent> everyReading() {
        List<AuditEvent> all = new ArrayList<>();
        for (Purpose purpose : Purpose.values()) {
            for (DataClass data : DataClass.values()) {
                for (boolean permitted : new boolean[] {true, false}) {
                    for (Optional<Justification> why :
                            List.<Optional<Justification>>of(
                                    Optional.empty(),
                                    Optional.of(new Justification.Emergency(WORDS)),
                                    Optional.of(new Justification.Law("Order of a court")))) {
                        for (String resource : resources(purpose, data)) {
                            LoggedAccess reading = reading(purpose, data, resource, permitted, why);
                            all.add(MAPPING.toFhir(reading, Named.PERSON));
                            if (reading.participant().isPresent()) {
                                all.add(MAPPING.toFhir(reading, Named.PARTICIPANT));
                            }
                        }
                    }
                }
            }
        }
        return all;
    }

    /// What is read for a purpose; for one class of data, everything that is read for any.
    private static List<String> resources(Purpose purpose, DataClass data) {
        String record = "DiagnosticReport/7";
        String participant = "Participant/" + PARTICIPANT;
        String search = "AuditEvent?patient=Patient/" + PERSON;
        if (data == DataClass.REPORT) {
            return List.of(record, participant, search, "Patient/" + PERSON, "no-reference");
        }
        return List.of(
                switch (purpose) {
                    case RESEARCH, RESEARCH_BY_COMPANIES -> participant;
                    case AUDIT -> search;
                    case OWN_RECORD, ON_BEHALF -> "Patient/" + PERSON;
                    case DIRECT_CARE,
                            LABORATORY_WORK,
                            CHOOSING_A_TEST,
                            CARE_OF_RELATIVE,
                            SERVICE_MANAGEMENT ->
                            record;
                });
    }

    @Nested
    @RealData
    class ByThePublishedProfiles {
        private static final AuditProfiles PROFILES = new AuditProfiles();

        @Test
        void everyPublishedExampleIsValid() {
            Map<String, List<String>> wrong = new TreeMap<>();
            List<Path> examples = AuditProfiles.examples();
            for (Path example : examples) {
                List<String> errors = PROFILES.errors(AuditProfiles.text(example));
                if (!errors.isEmpty()) {
                    wrong.put(example.getFileName().toString(), errors);
                }
            }
            assertEquals(Map.of(), wrong);
            assertEquals(46, examples.size());
        }

        @Test
        void everyReadingOfTheServiceIsValid() {
            Map<String, List<String>> wrong = new TreeMap<>();
            Map<String, Integer> judged = new TreeMap<>();
            for (AuditEvent event : everyReading()) {
                judged.merge(profile(event), 1, Integer::sum);
                List<String> errors = PROFILES.errors(json(event));
                if (!errors.isEmpty()) {
                    wrong.put(json(event), errors);
                }
            }
            assertEquals(Map.of(), wrong);
            assertEquals(
                    Set.of(
                            "PatientRead",
                            "PatientQuery",
                            "PrivacyDisclosure.Source",
                            "AuthZconsent",
                            "none"),
                    judged.keySet());
        }

        /// BALP has no pattern for a reading that was refused for another reason than a choice.
        @Test
        void aRefusalWithoutAProfileBreaksPatientReadByItsOutcomeAlone() {
            AuditEvent refused =
                    MAPPING.toFhir(
                            reading(Purpose.DIRECT_CARE, "DiagnosticReport/7", false),
                            Named.PERSON);
            List<String> errors = PROFILES.errors(refused, "PatientRead");
            assertFalse(errors.isEmpty());
            assertTrue(
                    errors.stream().allMatch(error -> error.startsWith("AuditEvent.outcome")),
                    errors.toString());
        }

        @ParameterizedTest
        @CsvSource({
            "DIRECT_CARE, DiagnosticReport/7, true",
            "AUDIT, AuditEvent?patient=Patient/7, true",
            "RESEARCH, Participant/7, true",
            "RESEARCH, Participant/7, false"
        })
        void whatIsSpoiltIsRefused(Purpose purpose, String resource, boolean permitted) {
            Map<String, Consumer<AuditEvent>> spoilers = new TreeMap<>();
            spoilers.put("no entities", event -> event.setEntity(null));
            spoilers.put("no first entity", event -> event.getEntity().removeFirst());
            spoilers.put("no last entity", event -> event.getEntity().removeLast());
            spoilers.put("no source", event -> event.setSource(null));
            spoilers.put("no agents", event -> event.setAgent(null));
            spoilers.put("no first agent", event -> event.getAgent().removeFirst());
            spoilers.put("no time", event -> event.setRecorded(null));
            spoilers.put("no type", event -> event.setType(null));
            spoilers.put("no subtype", event -> event.setSubtype(null));
            spoilers.put("no outcome", event -> event.setOutcome(null));
            List<String> passed = new ArrayList<>();
            spoilers.forEach((name, spoiler) -> {
                AuditEvent event =
                        MAPPING.toFhir(reading(purpose, resource, permitted), Named.PERSON);
                assertEquals(List.of(), PROFILES.errors(json(event)));
                spoiler.accept(event);
                if (PROFILES.errors(json(event)).isEmpty()) {
                    passed.add(name);
                }
            });
            assertEquals(List.of(), passed);
        }
    }
}
