package org.opengms.fhir;

import java.util.Set;
import org.opengms.orders.Presence;

/// Codes that answer whether a feature is there.
public final class PresenceCodes {
    /// SNOMED CT, LOINC and HL7 v2 (table 0136) codes that say a feature is there.
    private static final Set<String> PRESENT =
            Set.of(
                    "http://snomed.info/sct|52101004", // Present
                    "http://snomed.info/sct|410515003", // Known present
                    "http://snomed.info/sct|410605003", // Confirmed present
                    "http://snomed.info/sct|10828004", // Positive
                    "http://snomed.info/sct|260373001", // Detected
                    "http://snomed.info/sct|373066001", // Yes
                    "http://loinc.org|LA9633-4", // Present
                    "http://loinc.org|LA33-6", // Yes
                    "http://terminology.hl7.org/CodeSystem/v2-0136|Y");

    /// The same for a feature that was looked for and is not there.
    private static final Set<String> ABSENT =
            Set.of(
                    "http://snomed.info/sct|2667000", // Absent
                    "http://snomed.info/sct|410516002", // Known absent
                    "http://snomed.info/sct|260385009", // Negative
                    "http://snomed.info/sct|260415000", // Not detected
                    "http://snomed.info/sct|373067005", // No
                    "http://loinc.org|LA9634-2", // Absent
                    "http://loinc.org|LA32-8", // No
                    "http://terminology.hl7.org/CodeSystem/v2-0136|N");

    private PresenceCodes() {}

    /// What a code says; unclear where it says neither.
    ///
    /// @param system its address
    public static Presence of(String system, String code) {
        String key = system + "|" + code;
        if (PRESENT.contains(key)) {
            return Presence.PRESENT;
        }
        return ABSENT.contains(key) ? Presence.ABSENT : Presence.UNCLEAR;
    }
}
