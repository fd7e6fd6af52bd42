package org.opengms.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opengms.fakes.FakeConsents;
import org.opengms.infrastructure.OdsCode;
import org.opengms.people.PersonId;

class AuditDeskTest {
    private static final OdsCode HOSPITAL = new OdsCode("ZTA01");
    private static final OdsCode TRUST = new OdsCode("ZTA");
    private static final OdsCode UNIVERSITY = new OdsCode("ZUNI1");
    private static final OdsCode STRANGERS = new OdsCode("ZTB01");
    private static final PersonId PATIENT = PersonId.random();
    private static final String PARTICIPANT = "11111111-2222-4333-8444-555555555555";
    private static final AccessTrail.Question ANYTHING =
            new AccessTrail.Question(Optional.empty(), Optional.empty(), Optional.empty());

    private final List<LoggedAccess> readings = new ArrayList<>();
    private final List<AccessLog.Entry> logged = new ArrayList<>();

    /// The hospital ordered a test for the patient; nobody else has to do with them.
    private final CareRelations relations =
            new CareRelations() {
                @Override
                public boolean orderedFor(OdsCode organisation, PersonId person) {
                    return HOSPITAL.isOrPartOf(organisation) && person.equals(PATIENT);
                }

                @Override
                public boolean worksFor(OdsCode laboratory, PersonId person) {
                    return false;
                }

                @Override
                public boolean orderedForRelative(OdsCode organisation, PersonId person) {
                    return false;
                }
            };

    /// A trail that leaves the choice to the desk: it gives everything.
    private final AccessTrail trail =
            new AccessTrail() {
                @Override
                public Optional<LoggedAccess> find(UUID id) {
                    return readings.stream().filter(r -> r.id().equals(id)).findFirst();
                }

                @Override
                public List<LoggedAccess> search(
                        OdsCode organisation, Question question, OptionalLong before, int limit) {
                    return readings.stream()
                            .filter(r -> r.number() < before.orElse(Long.MAX_VALUE))
                            .sorted(Comparator.comparingLong(LoggedAccess::number).reversed())
                            .limit(limit)
                            .toList();
                }
            };

    private final AuditDesk desk =
            new AuditDesk(
                    trail,
                    new Gate(
                            relations,
                            new FakeConsents(),
                            (request, decision) ->
                                    logged.add(new AccessLog.Entry(request, decision)),
                            Clock.fixed(Instant.parse("2026-03-02T09:00:00Z"), ZoneOffset.UTC)),
                    relations);

    private LoggedAccess reads(OdsCode organisation, Purpose purpose, String resource) {
        LoggedAccess reading =
                new LoggedAccess(
                        readings.size() + 1,
                        UUID.randomUUID(),
                        Instant.parse("2026-03-01T09:00:00Z"),
                        "someone",
                        organisation,
                        Set.of(Role.CLINICIAN),
                        purpose,
                        PATIENT,
                        DataClass.REPORT,
                        resource,
                        "fhir",
                        true,
                        "Because.",
                        Optional.empty());
        readings.add(reading);
        return reading;
    }

    private static Actor auditor(OdsCode organisation) {
        return new Actor("officer", "P. Officer", organisation, Set.of(Role.AUDITOR));
    }

    private AuditDesk.Page page(OdsCode organisation) {
        return desk.search(ANYTHING, OptionalLong.empty(), 50, auditor(organisation), "fhir");
    }

    private List<LoggedAccess> seen(OdsCode organisation) {
        return page(organisation).shown().stream().map(AuditDesk.Shown::access).toList();
    }

    @Nested
    class APrivacyOfficer {
        @Test
        void seesWhoeverReadOfThePatientsOfTheOrganisation() {
            LoggedAccess own = reads(HOSPITAL, Purpose.DIRECT_CARE, "DiagnosticReport/1");
            LoggedAccess others = reads(STRANGERS, Purpose.DIRECT_CARE, "DiagnosticReport/1");
            assertEquals(List.of(others, own), seen(HOSPITAL));
            assertEquals(List.of(others, own), seen(TRUST));
        }

        @Test
        void seesWhatTheOwnStaffReadAndNothingElseOfOthersPatients() {
            reads(HOSPITAL, Purpose.DIRECT_CARE, "DiagnosticReport/1");
            LoggedAccess own = reads(STRANGERS, Purpose.DIRECT_CARE, "DiagnosticReport/1");
            assertEquals(List.of(own), seen(STRANGERS));
            assertEquals(List.of(), seen(UNIVERSITY));
        }

        @Test
        void isToldOneReadingUnderTheSameRule() throws AccessDenied {
            LoggedAccess reading = reads(HOSPITAL, Purpose.DIRECT_CARE, "DiagnosticReport/1");
            assertEquals(
                    Optional.of(reading),
                    desk.find(reading.id(), auditor(HOSPITAL), "fhir")
                            .map(AuditDesk.Shown::access));
            assertThrows(
                    AccessDenied.class, () -> desk.find(reading.id(), auditor(STRANGERS), "fhir"));
            assertEquals(Optional.empty(), desk.find(UUID.randomUUID(), auditor(HOSPITAL), "fhir"));
        }

        @Test
        void leavesATraceForEachPersonOnAPage() {
            reads(HOSPITAL, Purpose.DIRECT_CARE, "DiagnosticReport/1");
            reads(HOSPITAL, Purpose.DIRECT_CARE, "ServiceRequest/1");
            reads(STRANGERS, Purpose.DIRECT_CARE, "ServiceRequest/1");
            page(HOSPITAL);
            assertEquals(
                    List.of(
                            "AUDIT READING AuditEvent?patient=Patient/" + PATIENT.value(),
                            "AUDIT OWN_READING AuditEvent?patient=Patient/" + PATIENT.value()),
                    logged.stream()
                            .map(e ->
                                    "%s %s %s"
                                            .formatted(
                                                    e.request().purpose(),
                                                    e.request().dataClass(),
                                                    e.request().resource()))
                            .toList());
        }

        @Test
        void comesToAnEndPageByPage() {
            for (int i = 0; i < 7; i++) {
                reads(HOSPITAL, Purpose.DIRECT_CARE, "DiagnosticReport/" + i);
            }
            List<Long> numbers = new ArrayList<>();
            OptionalLong before = OptionalLong.empty();
            do {
                AuditDesk.Page page = desk.search(ANYTHING, before, 3, auditor(HOSPITAL), "fhir");
                page.shown().forEach(shown -> numbers.add(shown.access().number()));
                before = page.next();
            } while (before.isPresent());
            assertEquals(List.of(7L, 6L, 5L, 4L, 3L, 2L, 1L), numbers);
        }
    }

    @Nested
    class AParticipantInResearch {
        @Test
        void isAPersonToWhomCaresForThemAndAParticipantToTheResearchers() {
            reads(UNIVERSITY, Purpose.RESEARCH, "Participant/" + PARTICIPANT);
            assertEquals(
                    List.of(AuditDesk.Named.PERSON),
                    page(HOSPITAL).shown().stream().map(AuditDesk.Shown::named).toList());
            assertEquals(
                    List.of(AuditDesk.Named.PARTICIPANT),
                    page(UNIVERSITY).shown().stream().map(AuditDesk.Shown::named).toList());
        }

        @Test
        void staysOneInTheTraceOfTheResearchersPrivacyOfficer() throws AccessDenied {
            LoggedAccess use = reads(UNIVERSITY, Purpose.RESEARCH, "Participant/" + PARTICIPANT);
            page(UNIVERSITY);
            desk.find(use.id(), auditor(UNIVERSITY), "fhir");
            assertEquals(
                    List.of(
                            "AuditEvent?patient=Participant/" + PARTICIPANT,
                            "AuditEvent/%s?patient=Participant/%s"
                                    .formatted(use.id(), PARTICIPANT)),
                    logged.stream().map(e -> e.request().resource()).toList());
        }
    }

    @Test
    void aClinicianWhoCaresForThePersonIsToldNothing() {
        LoggedAccess reading = reads(HOSPITAL, Purpose.DIRECT_CARE, "DiagnosticReport/1");
        Actor clinician = new Actor("c", "C", HOSPITAL, Set.of(Role.CLINICIAN));
        assertEquals(
                List.of(),
                desk.search(ANYTHING, OptionalLong.empty(), 50, clinician, "fhir").shown());
        assertThrows(AccessDenied.class, () -> desk.find(reading.id(), clinician, "fhir"));
    }
}
