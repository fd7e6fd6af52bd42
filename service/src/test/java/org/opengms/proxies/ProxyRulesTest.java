package org.opengms.proxies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.consent.ConsentHistory;
import org.opengms.consent.ConsentState;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.Said;
import org.opengms.consent.StatementId;
import org.opengms.gate.DataClass;
import org.opengms.gate.Decision;
import org.opengms.gate.GateRules;
import org.opengms.gate.Purpose;
import org.opengms.gate.Question;
import org.opengms.gate.Role;
import org.opengms.people.NhsNumber;
import org.opengms.people.PersonId;

/// `proxy-standing.csv` is the specification; this compares the rules with it, and the gate with
/// the rules.
class ProxyRulesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);
    private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");
    private static final PersonId PERSON = PersonId.random();
    private static final ProxyRules RULES = ProxyRules.shipped();

    private static Proxy proxy(ProxyKind kind, LocalDate until, List<ProxyStep> steps) {
        return new Proxy(
                ProxyId.random(),
                PERSON,
                new NhsNumber("9990007128"),
                "Somebody",
                kind,
                "Seen",
                until,
                "clinician",
                Instant.parse("2020-01-01T00:00:00Z"),
                steps);
    }

    private static ConsentState consent(Optional<LocalDate> born, String capacity, boolean died) {
        List<Said> said = new ArrayList<>();
        switch (capacity) {
            case "unsaid" -> {}
            case "lacking" -> said.add(new Said.Capacity(false));
            case "present" -> said.add(new Said.Capacity(true));
            case "regained" -> {
                said.add(new Said.Capacity(false));
                said.add(new Said.Capacity(true));
            }
            default -> throw new IllegalArgumentException(capacity);
        }
        if (died) {
            said.add(new Said.Death(TODAY));
        }
        return new ConsentHistory(
                        PERSON,
                        born,
                        said.stream()
                                .map(one ->
                                        new ConsentStatement(
                                                StatementId.random(),
                                                PERSON,
                                                one,
                                                Optional.empty(),
                                                "Letter",
                                                TODAY,
                                                NOW,
                                                "clinician"))
                                .toList())
                .now(NOW);
    }

    private static Set<ProxyScope> scopes(String names) {
        Set<ProxyScope> scopes = EnumSet.noneOf(ProxyScope.class);
        if (!names.equals("none") && !names.equals("nothing")) {
            for (String name : names.split("\\+", -1)) {
                scopes.add(ProxyScope.valueOf(name));
            }
        }
        return scopes;
    }

    @ParameterizedTest
    @CsvFileSource(resources = "proxy-standing.csv", useHeadersInDisplayName = true)
    void opensWhatTheTableSays(
            ProxyKind kind,
            String born,
            String capacity,
            String died,
            String agreed,
            String stopped,
            LocalDate until,
            String open) {
        Optional<LocalDate> birth =
                born.equals("unknown") ? Optional.empty() : Optional.of(LocalDate.parse(born));
        List<ProxyStep> steps = new ArrayList<>();
        if (!agreed.equals("-")) {
            String[] parts = agreed.split("@", -1);
            steps.add(
                    new ProxyStep.Agreed(
                            ProxyStep.Decider.THE_PERSON,
                            scopes(parts[0]),
                            LocalDate.parse(parts[1]),
                            "Said so",
                            "clinician",
                            NOW));
        }
        if (stopped.equals("yes")) {
            steps.add(
                    new ProxyStep.Stopped(
                            ProxyStep.Why.SAFEGUARDING, "A reason", "clinician", NOW));
        }
        ConsentState consent = consent(birth, capacity, died.equals("yes"));
        ProxyStanding standing = RULES.standing(proxy(kind, until, steps), birth, consent, TODAY);
        Set<ProxyScope> found =
                switch (standing) {
                    case ProxyStanding.InForce inForce -> inForce.scopes();
                    case ProxyStanding.Ended _ -> Set.of();
                };
        assertEquals(scopes(open), found);
        // And through the gate.
        assertEquals(open.contains("USES"), mayRead(standing, consent, DataClass.USES));
        assertEquals(open.contains("CHOICES"), mayRead(standing, consent, DataClass.CONSENT));
        assertFalse(mayRead(standing, consent, DataClass.REPORT));
    }

    private static boolean mayRead(ProxyStanding standing, ConsentState consent, DataClass data) {
        return GateRules.decide(
                        new Question(
                                consent,
                                Set.of(),
                                Set.of(Role.PROXY),
                                Purpose.ON_BEHALF,
                                data,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(standing)))
                instanceof Decision.Permit;
    }

    @Nested
    class AnAgreement {
        @Test
        void isReplacedByTheNewest() {
            LocalDate birth = LocalDate.of(2012, 1, 1);
            List<ProxyStep> steps =
                    List.of(agreed("CHOICES+USES", "2026-01-01"), agreed("nothing", "2026-02-01"));
            assertTrue(
                    RULES.standing(
                                    proxy(ProxyKind.PARENT, LocalDate.of(2031, 1, 1), steps),
                                    Optional.of(birth),
                                    ConsentState.NOTHING,
                                    TODAY)
                            instanceof ProxyStanding.Ended);
        }
    }

    private static ProxyStep agreed(String scopes, String on) {
        return new ProxyStep.Agreed(
                ProxyStep.Decider.THE_PERSON,
                scopes(scopes),
                LocalDate.parse(on),
                "Said so",
                "clinician",
                NOW);
    }

    /// Reviewed from 11 on, until somebody was asked since.
    @ParameterizedTest
    @CsvSource({
        "PARENT, 2015-06-02, -, false",
        "PARENT, 2015-06-01, -, true",
        "PARENT, 2015-06-01, 2026-06-01, false",
        "PARENT, 2014-01-01, 2024-12-31, true",
        "ATTORNEY, 1950-01-01, -, false"
    })
    void aParentsAccessIsToBeLookedAt(ProxyKind kind, LocalDate born, String asked, boolean isDue) {
        List<ProxyStep> steps = asked.equals("-") ? List.of() : List.of(agreed("USES", asked));
        assertEquals(
                isDue,
                RULES.isToReview(
                        proxy(kind, LocalDate.of(2031, 1, 1), steps), Optional.of(born), TODAY));
    }

    @Test
    void everyBandNamesItsSource() {
        assertEquals(
                Set.of(ProxyKind.values()),
                RULES.bands().stream().map(ProxyRules.Band::kind).collect(Collectors.toSet()));
        assertTrue(RULES.bands().stream().noneMatch(band -> band.source().isBlank()));
    }
}
