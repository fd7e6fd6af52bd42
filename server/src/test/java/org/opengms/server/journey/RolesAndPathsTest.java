package org.opengms.server.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.gate.Role;

/// Which role gets past the door of which interface; the gate decides behind it.
@ExtendWith(TestService.Extension.class)
class RolesAndPathsTest {
    @ParameterizedTest
    @CsvSource({
        "/api/log/status, operator",
        "/api/routing/outcomes, operator",
        "/api/rollout/jobs, operator",
        "/api/research/participants, researcher",
        "/api/access/reviews, clinician",
        "/api/access/projects, researcher",
        "/api/access/committee, researcher|committee|operator",
        "/api/value/contracts, finance",
        "/api/value/funds, finance",
        "/api/choices/due, clinician",
        "/FHIR/R4/AuditEvent?date=lt2000-01-01, auditor",
        "/FHIR/R4/AuditEvent/?date=lt2000-01-01, auditor",
        "/api/training/results, manager|operator",
        "/api/training/statements, manager|operator",
        "/FHIR/R4/Patient?_id=none, clinician|laboratory|scientist",
        "/FHIR/R4/Task?_id=none, clinician|laboratory|scientist",
        "/FHIR/R4/$service-numbers, clinician|laboratory|scientist",
        "/api/laboratories/ZL01/state, laboratory|scientist|operator",
        "/api/what-there-is-not, ''",
        "/api/log/what-there-is-not, operator"
    })
    void aDoorOpensForItsRolesAlone(String path, String roles, TestService service)
            throws Exception {
        Set<String> opens = roles.isEmpty() ? Set.of() : Set.of(roles.split("\\|", -1));
        Map<String, Boolean> expected = new TreeMap<>();
        Map<String, Boolean> opened = new TreeMap<>();
        for (String role :
                Arrays.stream(Role.values()).map(r -> r.name().toLowerCase(Locale.ROOT)).toList()) {
            expected.put(role, opens.contains(role));
            int status = service.get(path, Optional.of(service.tokenOf("ZL01", role))).statusCode();
            opened.put(role, status != 403);
        }
        assertEquals(expected, opened);
        assertEquals(401, service.get(path, Optional.empty()).statusCode());
    }
}
