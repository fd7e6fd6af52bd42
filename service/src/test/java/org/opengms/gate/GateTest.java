package org.opengms.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opengms.access.AccessStanding;
import org.opengms.access.Account;
import org.opengms.access.DataKind;
import org.opengms.access.ProjectId;
import org.opengms.access.StudyPurpose;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.DiscussionDetails.WhoChose;
import org.opengms.consent.ResearchChoice;
import org.opengms.consent.ResearchQuestion.Aim;
import org.opengms.consent.ResearchQuestion.Reach;
import org.opengms.consent.Said;
import org.opengms.consent.StatementId;
import org.opengms.fakes.FakeConsents;
import org.opengms.infrastructure.OdsCode;
import org.opengms.people.PersonId;
import org.opengms.proxies.ProxyBook;

class GateTest {
    private static final OdsCode HERE = new OdsCode("ZTA01");
    private static final PersonId PATIENT = PersonId.random();

    /// Log lines and readings in the order in which they happened.
    private final List<String> happened = new ArrayList<>();

    private final FakeConsents consents = new FakeConsents();

    private final AccessLog log = (_, decision) -> happened.add(name(decision));

    private static String name(Decision decision) {
        return switch (decision) {
            case Decision.Permit _ -> "permit logged";
            case Decision.Deny _ -> "deny logged";
            case Decision.Abstain _ -> "abstention logged";
        };
    }

    private static CareRelations relations(boolean ordered, boolean works) {
        return new CareRelations() {
            @Override
            public boolean orderedFor(OdsCode organisation, PersonId person) {
                return ordered && organisation.equals(HERE) && person.equals(PATIENT);
            }

            @Override
            public boolean worksFor(OdsCode laboratory, PersonId person) {
                return works && laboratory.equals(HERE) && person.equals(PATIENT);
            }

            @Override
            public boolean orderedForRelative(OdsCode organisation, PersonId person) {
                return false;
            }
        };
    }

    private static final ProjectId PROJECT = ProjectId.random();

    /// What stands of the one project, changed by tests.
    private AccessStanding standing = new AccessStanding.Stopped("It is not running.");

    private Gate gate(CareRelations relations, AccessLog to) {
        return new Gate(
                relations,
                consents,
                (project, account) ->
                        project.equals(PROJECT) && account.equals(new Account("a1"))
                                ? standing
                                : new AccessStanding.Stopped("No such project."),
                ProxyBook.none(),
                to,
                Clock.fixed(Instant.parse("2026-03-02T09:00:00Z"), ZoneOffset.UTC));
    }

    private static AccessRequest request(Set<Role> roles, Purpose purpose, DataClass data) {
        return new AccessRequest(
                new Actor("a1", "A. Reader", HERE, roles),
                purpose,
                PATIENT,
                data,
                "Patient/1",
                "fhir");
    }

    @Test
    void asksAboutThePersonWhoseDataItIs() {
        AccessRequest other =
                new AccessRequest(
                        new Actor("a1", "A. Reader", HERE, Set.of(Role.CLINICIAN)),
                        Purpose.DIRECT_CARE,
                        PersonId.random(),
                        DataClass.REPORT,
                        "DiagnosticReport/1",
                        "page");
        assertInstanceOf(Decision.Deny.class, gate(relations(true, true), log).decide(other));
    }

    @Test
    void asksForTheOrganisationThatTheActorActsFor() {
        AccessRequest elsewhere =
                new AccessRequest(
                        new Actor("a1", "A. Reader", new OdsCode("ZTB01"), Set.of(Role.CLINICIAN)),
                        Purpose.DIRECT_CARE,
                        PATIENT,
                        DataClass.REPORT,
                        "DiagnosticReport/1",
                        "page");
        assertInstanceOf(Decision.Deny.class, gate(relations(true, true), log).decide(elsewhere));
    }

    @Test
    void writesThePermitDownBeforeTheDataIsRead() throws AccessDenied {
        String released =
                gate(relations(true, false), log)
                        .release(
                                request(
                                        Set.of(Role.CLINICIAN),
                                        Purpose.DIRECT_CARE,
                                        DataClass.REPORT),
                                () -> {
                                    happened.add("data read");
                                    return "the report";
                                });
        assertEquals("the report", released);
        assertEquals(List.of("permit logged", "data read"), happened);
    }

    @Test
    void readsNothingWhenItDeniesAndSaysWhy() {
        AccessDenied denied =
                assertThrows(
                        AccessDenied.class,
                        () ->
                                gate(relations(true, false), log)
                                        .release(
                                                request(
                                                        Set.of(Role.MANAGER),
                                                        Purpose.SERVICE_MANAGEMENT,
                                                        DataClass.DEMOGRAPHICS),
                                                () -> happened.add("data read")));
        assertEquals(List.of("deny logged"), happened);
        assertTrue(denied.reason().contains("needs no data about one person"), denied.reason());
    }

    @Test
    void releasesNothingThatCannotBeWrittenDown() {
        Gate gate =
                gate(
                        relations(true, true),
                        (_, _) -> {
                            throw new IllegalStateException("the log is full");
                        });
        assertThrows(
                IllegalStateException.class,
                () ->
                        gate.release(
                                request(
                                        Set.of(Role.CLINICIAN),
                                        Purpose.DIRECT_CARE,
                                        DataClass.ORDER),
                                () -> happened.add("data read")));
        assertEquals(List.of(), happened);
    }

    @Test
    void readsTheRegistryAtEachRequest() {
        Gate gate = gate(relations(false, false), log);
        standing = open();
        AccessRequest research = research(Optional.of(PROJECT));
        assertInstanceOf(Decision.Deny.class, gate.decide(research));
        say(new Said.Research(ResearchChoice.AGREED, Set.of(), Optional.empty()));
        assertInstanceOf(Decision.Permit.class, gate.decide(research));
        say(new Said.FullWithdrawal());
        assertInstanceOf(Decision.Deny.class, gate.decide(research));
    }

    @Test
    void asksForTheProjectAtEachRequest() {
        Gate gate = gate(relations(false, false), log);
        say(new Said.Research(ResearchChoice.AGREED, Set.of(), Optional.empty()));
        assertEquals("It is not running.", gate.decide(research(Optional.of(PROJECT))).reason());
        standing = open();
        assertInstanceOf(Decision.Permit.class, gate.decide(research(Optional.of(PROJECT))));
        assertEquals(
                "No such project.",
                gate.decide(research(Optional.of(ProjectId.random()))).reason());
        assertTrue(gate.decide(research(Optional.empty())).reason().contains("none is named"));
        standing = new AccessStanding.Stopped("It was suspended.");
        assertEquals("It was suspended.", gate.decide(research(Optional.of(PROJECT))).reason());
    }

    @Nested
    class ForAProjectsEnvironment {
        private final ProjectStandings known =
                new ProjectStandings() {
                    @Override
                    public AccessStanding standing(ProjectId project, Account account) {
                        throw new AssertionError("A person's standing was asked for.");
                    }

                    @Override
                    public AccessStanding environment(ProjectId project, Account environment) {
                        return project.equals(PROJECT) && environment.equals(new Account("a1"))
                                ? standing
                                : new AccessStanding.Stopped("Not its environment.");
                    }
                };

        private Decision decide(ProjectStandings standings, Optional<ProjectId> project) {
            return new Gate(
                            relations(false, false),
                            consents,
                            standings,
                            ProxyBook.none(),
                            log,
                            Clock.fixed(Instant.parse("2026-03-02T09:00:00Z"), ZoneOffset.UTC))
                    .decide(
                            new AccessRequest(
                                    new Actor("a1", "Programs", HERE, Set.of(Role.ENVIRONMENT)),
                                    Purpose.RESEARCH,
                                    PATIENT,
                                    DataClass.GENOME,
                                    "Participant/1",
                                    "environment",
                                    Optional.empty(),
                                    project));
        }

        @Test
        void asksForTheProjectAndNeverForAPerson() {
            say(new Said.Research(ResearchChoice.AGREED, Set.of(), Optional.empty()));
            assertEquals("It is not running.", decide(known, Optional.of(PROJECT)).reason());
            standing = open();
            assertInstanceOf(Decision.Permit.class, decide(known, Optional.of(PROJECT)));
            assertEquals(
                    "Not its environment.",
                    decide(known, Optional.of(ProjectId.random())).reason());
            assertTrue(decide(known, Optional.empty()).reason().contains("none is named"));
        }

        @Test
        void opensNothingWhereNoEnvironmentsAreKnown() {
            say(new Said.Research(ResearchChoice.AGREED, Set.of(), Optional.empty()));
            standing = open();
            assertEquals(
                    "No environments of projects are known here.",
                    decide((_, _) -> standing, Optional.of(PROJECT)).reason());
        }
    }

    private static AccessStanding open() {
        return new AccessStanding.Open(
                PROJECT,
                "A study",
                new StudyPurpose(
                        Set.of(Aim.HEALTH),
                        Optional.empty(),
                        Reach.NOT_FOR_PROFIT,
                        Set.of(),
                        Set.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                "ZUN01",
                Set.of(DataKind.GENOMES),
                LocalDate.of(2027, 3, 1));
    }

    private static AccessRequest research(Optional<ProjectId> project) {
        return new AccessRequest(
                new Actor("a1", "A. Reader", HERE, Set.of(Role.RESEARCHER)),
                Purpose.RESEARCH,
                PATIENT,
                DataClass.GENOME,
                "Participant/1",
                "research",
                Optional.empty(),
                project);
    }

    private void say(Said said) {
        consents.append(
                new ConsentStatement(
                        StatementId.random(),
                        PATIENT,
                        said,
                        Optional.of(WhoChose.ADULT),
                        "letter",
                        LocalDate.of(2026, 3, 1),
                        Instant.parse("2026-03-01T09:00:00Z"),
                        "clinician"));
    }

    /// For every role, purpose, class of data and relation: with scopes the gate permits what it
    /// permitted before, or less.
    @Test
    void permitsNothingMoreBecauseOfAScope() {
        Gate gate = gate(relations(true, true), (_, _) -> {});
        int permitted = 0;
        for (Role role : Role.values()) {
            for (Purpose purpose : Purpose.values()) {
                for (DataClass data : DataClass.values()) {
                    AccessRequest plain = request(Set.of(role), purpose, data);
                    boolean before = gate.decide(plain) instanceof Decision.Permit;
                    for (String scope :
                            List.of(
                                    "user/*.cruds system/*.cruds patient/*.cruds",
                                    "user/Consent.rs",
                                    "user/Patient.cud",
                                    "")) {
                        AccessRequest narrow =
                                new AccessRequest(
                                        plain.actor().narrowedTo(Scopes.parse(scope)),
                                        purpose,
                                        PATIENT,
                                        data,
                                        "Consent/1",
                                        "fhir");
                        boolean after = gate.decide(narrow) instanceof Decision.Permit;
                        assertEquals(
                                before
                                        && (scope.startsWith("user/*")
                                                || scope.contains("Consent.rs")),
                                after,
                                narrow + " " + scope);
                        permitted += after ? 1 : 0;
                    }
                }
            }
        }
        assertTrue(permitted > 0);
    }
}
