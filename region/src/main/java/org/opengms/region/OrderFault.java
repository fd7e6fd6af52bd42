package org.opengms.region;

/// What can be deliberately wrong with a synthetic order, and what a service should do about it.
public enum OrderFault {
    NHS_NUMBER_CHECK_DIGIT_WRONG(
            "Patient.identifier",
            "Named as an invalid NHS number: refused where NHS numbers must be valid, else accepted with a"
                    + " warning and without joining the order to anyone else's record."),
    WGS_WITHOUT_RECORD_OF_DISCUSSION(
            "Consent",
            "Whole genome sequencing does not start: refused, or held until the record of discussion"
                    + " comes."),
    TEST_CODE_UNKNOWN(
            "ServiceRequest.code", "Refused: the test directory has no such test on the day."),
    TEST_NOT_AGREED(
            "Consent.provision",
            "Refused: the record of discussion says that the patient did not agree to the test."),
    TEST_OF_ANOTHER_INDICATION(
            "ServiceRequest.code",
            "Refused: the test exists, but the directory does not offer it for the indication named."),
    PHENOTYPE_TERM_UNKNOWN(
            "Observation.code",
            "Accepted with a warning that names the term; interpretation goes on without it."),
    BIRTH_DATE_IN_FUTURE("Patient.birthDate", "Refused: nobody is born after the order."),
    SITE_UNKNOWN(
            "ServiceRequest.requester",
            "Accepted: an order from a site that the network does not know goes to the fallback"
                    + " laboratory, and nothing digital is expected of the site.");

    private final String place;
    private final String consequence;

    OrderFault(String place, String consequence) {
        this.place = place;
        this.consequence = consequence;
    }

    /// Where a message about it should point, as a FHIR element.
    public String place() {
        return place;
    }

    /// What should happen, in words.
    public String consequence() {
        return consequence;
    }

    /// Whether only an order for whole genome sequencing can have it.
    boolean needsWgs() {
        return this == WGS_WITHOUT_RECORD_OF_DISCUSSION || this == TEST_NOT_AGREED;
    }
}
