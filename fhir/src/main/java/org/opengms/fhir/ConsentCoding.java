package org.opengms.fhir;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Reference;
import org.opengms.consent.DiscussionState;
import org.opengms.consent.RecordOfDiscussion;

/// How a record of discussion is written as a Consent; the package's description says how it is
/// read.
public final class ConsentCoding {
    /// Health research (HL7 v3 ActReason).
    public static final String RESEARCH_PURPOSE = "HRESCH";

    /// Treatment (HL7 v3 ActReason): here the test itself.
    public static final String TREATMENT_PURPOSE = "TREAT";

    /// Where the national form is published.
    public static final String FORM =
            "https://www.england.nhs.uk/publication/nhs-genomic-medicine-service-record-of-discussion-form";

    private ConsentCoding() {}

    /// A record of discussion as Consent.
    ///
    /// @param patient who was spoken with
    /// @param order the ServiceRequest that it belongs to
    public static Consent toConsent(RecordOfDiscussion record, Reference patient, Reference order) {
        Consent consent = new Consent();
        consent.setStatus(
                switch (record.state()) {
                    case TO_FOLLOW -> Consent.ConsentState.PROPOSED;
                    case TAKEN -> Consent.ConsentState.ACTIVE;
                });
        describe(consent);
        consent.setPatient(patient);
        record.takenOn()
                .ifPresent(day -> consent.setDateTimeElement(new DateTimeType(day.toString())));
        consent.addPolicy().setAuthority("https://www.england.nhs.uk").setUri(FORM);
        Consent.ProvisionComponent root = consent.getProvision();
        root.addData().setMeaning(Consent.ConsentDataMeaning.INSTANCE).setReference(order);
        if (record.state() == DiscussionState.TAKEN) {
            record.testAgreed()
                    .ifPresent(
                            agreed -> root.addProvision(purpose(TREATMENT_PURPOSE, type(agreed))));
            research(record).ifPresent(root::addProvision);
        }
        return consent;
    }

    /// Says that a Consent is one of privacy, about research.
    static void describe(Consent consent) {
        consent.setScope(
                concept(
                        "http://terminology.hl7.org/CodeSystem/consentscope",
                        "patient-privacy",
                        "Privacy Consent"));
        consent.addCategory(
                concept(
                        "http://terminology.hl7.org/CodeSystem/v3-ActCode",
                        "RESEARCH",
                        "research information access"));
    }

    private static Optional<Consent.ProvisionComponent> research(RecordOfDiscussion record) {
        return switch (record.research()) {
            case AGREED -> Optional.of(purpose(RESEARCH_PURPOSE, type(true)));
            case DECLINED -> Optional.of(purpose(RESEARCH_PURPOSE, type(false)));
            case UNDECIDED -> {
                Consent.ProvisionComponent later = new Consent.ProvisionComponent();
                later.setCode(
                        List.of(
                                concept(
                                        Systems.RESEARCH_PARTICIPATION,
                                        "like-to-discuss-later",
                                        "Patient would like to discuss at a later date")));
                yield Optional.of(later);
            }
        };
    }

    private static Consent.ConsentProvisionType type(boolean agreed) {
        return agreed ? Consent.ConsentProvisionType.PERMIT : Consent.ConsentProvisionType.DENY;
    }

    private static Consent.ProvisionComponent purpose(
            String code, Consent.ConsentProvisionType type) {
        Consent.ProvisionComponent provision = new Consent.ProvisionComponent();
        provision.setType(type);
        provision.addPurpose(new Coding().setSystem(Systems.V3_ACT_REASON).setCode(code));
        return provision;
    }

    private static CodeableConcept concept(String system, String code, String display) {
        return new CodeableConcept(new Coding(system, code, display));
    }
}
