package org.opengms.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opengms.infrastructure.OdsCode;
import org.opengms.people.PersonId;

class GateTest {
    private static final OdsCode HERE = new OdsCode("ZTA01");
    private static final PersonId PATIENT = PersonId.random();

    /// Everything that is permitted: role, purpose, what the organisation has to do with the person
    /// (`ordered`, `works`, `anybody` where it need not have to do with them yet), class of data.
    /// What is not in this table is denied.
    private static final Set<String> PERMITTED =
            Set.of(
                    "CLINICIAN DIRECT_CARE ordered DEMOGRAPHICS",
                    "CLINICIAN DIRECT_CARE ordered ORDER",
                    "CLINICIAN DIRECT_CARE ordered TASK",
                    "CLINICIAN DIRECT_CARE ordered CONSENT",
                    "CLINICIAN DIRECT_CARE ordered REPORT",
                    "CLINICIAN CHOOSING_A_TEST anybody REPORT",
                    "LABORATORY LABORATORY_WORK works DEMOGRAPHICS",
                    "LABORATORY LABORATORY_WORK works ORDER",
                    "LABORATORY LABORATORY_WORK works TASK",
                    "LABORATORY LABORATORY_WORK works CONSENT",
                    "LABORATORY LABORATORY_WORK works REPORT",
                    "LABORATORY LABORATORY_WORK works GENOME",
                    "SCIENTIST LABORATORY_WORK works DEMOGRAPHICS",
                    "SCIENTIST LABORATORY_WORK works ORDER",
                    "SCIENTIST LABORATORY_WORK works TASK",
                    "SCIENTIST LABORATORY_WORK works CONSENT",
                    "SCIENTIST LABORATORY_WORK works REPORT",
                    "SCIENTIST LABORATORY_WORK works GENOME");

    /// Log lines and readings in the order in which they happened.
    private final List<String> happened = new ArrayList<>();

    private final AccessLog log = (_, decision) -> happened.add(name(decision));

    private static String name(Decision decision) {
        return switch (decision) {
            case Decision.Permit _ -> "permit logged";
            case Decision.Deny _ -> "deny logged";
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
        };
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

    private static boolean isPermittedByTable(
            Set<Role> roles, Purpose purpose, boolean ordered, boolean works, DataClass data) {
        return roles.stream()
                .anyMatch(role ->
                        (ordered
                                        && PERMITTED.contains(
                                                "%s %s ordered %s".formatted(role, purpose, data)))
                                || PERMITTED.contains(
                                        "%s %s anybody %s".formatted(role, purpose, data))
                                || (works
                                        && PERMITTED.contains(
                                                "%s %s works %s".formatted(role, purpose, data))));
    }

    /// 32 sets of roles × 4 purposes × 4 relations × 6 classes of data.
    @Test
    void permitsWhatTheTablePermitsAndNothingElse() {
        int judged = 0;
        for (Set<Role> roles : subsets()) {
            for (Purpose purpose : Purpose.values()) {
                for (int relation = 0; relation < 4; relation++) {
                    boolean ordered = (relation & 1) != 0;
                    boolean works = (relation & 2) != 0;
                    for (DataClass data : DataClass.values()) {
                        happened.clear();
                        Decision decision =
                                new Gate(relations(ordered, works), log)
                                        .decide(request(roles, purpose, data));
                        String what =
                                "%s %s ordered=%s works=%s %s"
                                        .formatted(roles, purpose, ordered, works, data);
                        assertEquals(
                                isPermittedByTable(roles, purpose, ordered, works, data),
                                decision instanceof Decision.Permit,
                                what);
                        assertFalse(decision.reason().isBlank(), what);
                        assertEquals(List.of(name(decision)), happened, what);
                        judged++;
                    }
                }
            }
        }
        assertEquals(32 * 4 * 4 * 6, judged);
    }

    private static List<Set<Role>> subsets() {
        List<Set<Role>> all = new ArrayList<>();
        all.add(EnumSet.noneOf(Role.class));
        for (Role role : Role.values()) {
            for (Set<Role> without : List.copyOf(all)) {
                Set<Role> with = EnumSet.of(role);
                with.addAll(without);
                all.add(with);
            }
        }
        return all;
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
        assertInstanceOf(Decision.Deny.class, new Gate(relations(true, true), log).decide(other));
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
        assertInstanceOf(
                Decision.Deny.class, new Gate(relations(true, true), log).decide(elsewhere));
    }

    @Test
    void writesThePermitDownBeforeTheDataIsRead() throws AccessDenied {
        String released =
                new Gate(relations(true, false), log)
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
                                new Gate(relations(true, false), log)
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
                new Gate(
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
}
