package org.opengms.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.gate.Scope.Interaction;

/// Expected forms are those of SMART App Launch 2.0, *Scopes for requesting clinical data* and
/// *Scopes from SMART App Launch 1.0*.
class ScopeTest {
    @Nested
    class Reading {
        @ParameterizedTest
        @CsvSource({
            "patient/Observation.rs, patient/Observation.rs",
            "user/ServiceRequest.cruds, user/ServiceRequest.cruds",
            "system/Task.u, system/Task.u",
            "user/*.s, user/*.s",
            "patient/Observation.read, patient/Observation.rs",
            "user/Observation.write, user/Observation.cud",
            "system/*.*, system/*.cruds",
        })
        void takesWhatTheSpecificationNames(String text, String meant) {
            Scope scope = assertInstanceOf(Scope.Reading.Granted.class, Scope.parse(text)).scope();
            assertEquals(meant, scope.toString());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "openid",
                    "launch/patient",
                    "patient/Observation",
                    "patient/Observation.",
                    "patient/Observation.sr",
                    "patient/Observation.rr",
                    "patient/Observation.rx",
                    "patient/Observation.READ",
                    "Patient/Observation.rs",
                    "patient/observation.rs",
                    "patient/*.rs ",
                    "practitioner/Observation.rs",
                    "user/Observation.rs.rs",
                    "user//Observation.rs",
                    "user/Obser*.rs",
                })
        void refusesEverythingElse(String text) {
            assertInstanceOf(Scope.Reading.Refused.class, Scope.parse(text));
        }

        @Test
        void refusesANarrowingThatItWouldNotKeep() {
            Scope.Reading.Refused refused =
                    assertInstanceOf(
                            Scope.Reading.Refused.class,
                            Scope.parse("patient/Observation.rs?category=laboratory"));
            assertTrue(refused.why().contains("not supported"), refused.why());
        }

        @Test
        void doesNotReadATextWithoutEnd() {
            assertInstanceOf(
                    Scope.Reading.Refused.class, Scope.parse("user/" + "A".repeat(200) + ".r"));
        }
    }

    @Nested
    class Covering {
        @ParameterizedTest
        @CsvSource({
            "user/*.cruds, user/Observation.rs, true",
            "user/Observation.rs, user/Observation.s, true",
            "user/Observation.s, user/Observation.rs, false",
            "user/Observation.rs, user/*.rs, false",
            "system/*.cruds, user/Observation.r, false",
            "user/*.cruds, patient/Observation.r, false",
        })
        void isByLevelTypeAndLetters(String has, String asked, boolean covers) {
            assertEquals(covers, scope(has).covers(scope(asked)));
        }
    }

    @Nested
    class Reaching {
        @ParameterizedTest
        @CsvSource({
            "CLINICIAN, user/Task.rs, Task, READ, ''",
            "LABORATORY, system/Task.rs, Task, SEARCH, ''",
            "CLINICIAN, user/Task.rs, Task, UPDATE, user/Task.u",
            "CLINICIAN, user/Task.rs, Patient, READ, user/Patient.r",
            "LABORATORY, system/Task.rs, Patient, READ, system/Patient.r",
            "CLINICIAN, patient/*.rs, Patient, READ, user/Patient.r",
            "PATIENT, user/*.cruds, Patient, READ, patient/Patient.r",
            "PATIENT, system/*.cruds, Patient, READ, patient/Patient.r",
            "PATIENT, patient/*.rs, Patient, READ, ''",
            "CLINICIAN, openid, Patient, SEARCH, user/Patient.s",
            "CLINICIAN, user/Patient.rs?name=a, Patient, READ, user/Patient.r",
        })
        void namesTheScopeThatIsNeeded(
                Role role, String scopes, String type, Interaction what, String needed) {
            Optional<String> missing =
                    Scopes.parse(scopes).missing(Set.of(role), type, EnumSet.of(what));
            assertEquals(
                    needed.isEmpty()
                            ? Optional.empty()
                            : Optional.of(
                                    "The token does not reach this: it needs the scope %s."
                                            .formatted(needed)),
                    missing);
        }
    }

    private static Scope scope(String text) {
        return assertInstanceOf(Scope.Reading.Granted.class, Scope.parse(text)).scope();
    }
}
