package org.opengms.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.opengms.consent.ConsentHistory;
import org.opengms.consent.ConsentRules;
import org.opengms.consent.ConsentState;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.DiscussionDetails.WhoChose;
import org.opengms.consent.ResearchStanding;
import org.opengms.consent.Use;

/// What a person chose about their data as one Consent, by the profile *Intermediate* of IHE
/// *Privacy Consent on FHIR*: its root forbids the uses, provisions inside permit those that are
/// allowed. It has the id of the person, and a version for every statement. `HRESCH` stands for any
/// research, so it is permitted only where companies' research is, too; whoever knows no other code
/// reads a no too many, never a yes.
///
/// A parent's yes ends with the day before the 18th birthday, as the provision's period.
public final class ChoiceConsent {
    /// The profile that it keeps to.
    public static final String PROFILE =
            "https://profiles.ihe.net/ITI/PCF/StructureDefinition/IHE.PCF.consentIntermediate";

    /// Where the rule stands by which choices are read, before its version.
    private static final String POLICY = "https://opengms.org/policy/";

    private ChoiceConsent() {}

    /// A use as a purpose, such as `research-by-companies`.
    static String code(Use use) {
        return use.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Every version, the newest first.
    ///
    /// @param history with at least one statement
    public static List<ResourceVersion> versions(FhirContext fhir, ConsentHistory history) {
        List<ResourceVersion> versions = new ArrayList<>();
        for (int said = history.statements().size(); said > 0; said--) {
            versions.add(version(fhir, history, said));
        }
        return versions;
    }

    private static ResourceVersion version(FhirContext fhir, ConsentHistory history, int said) {
        return Keeping.version(
                fhir,
                of(history, said),
                history.person().value(),
                said,
                history.statements().get(said - 1).recordedAt(),
                new Keeping.Belonging(
                        Optional.of(history.person()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    /// The choices in force once a number of statements had been recorded.
    ///
    /// @param said how many, from 1
    public static Consent of(ConsentHistory history, int said) {
        ConsentHistory until =
                new ConsentHistory(
                        history.person(),
                        history.birthDate(),
                        history.statements().subList(0, said));
        ConsentStatement last = until.statements().getLast();
        ConsentState state = until.now(last.recordedAt());
        Consent consent = new Consent();
        consent.getMeta().addProfile(PROFILE);
        consent.setStatus(Consent.ConsentState.ACTIVE);
        ConsentCoding.describe(consent);
        Reference patient = new Reference("Patient/" + history.person().value());
        consent.setPatient(patient);
        consent.setDateTimeElement(
                new DateTimeType(state.chosenOn().orElse(last.saidOn()).toString()));
        consent.addPerformer(performer(state, patient));
        consent.addOrganization(new Reference().setDisplay("OpenGMS genomic medicine service"));
        consent.setSource(source(last));
        consent.addPolicy().setUri(POLICY + ConsentRules.shipped().version());
        Consent.ProvisionComponent root = consent.getProvision();
        root.setType(Consent.ConsentProvisionType.DENY);
        root.addPurpose(anyResearch());
        for (Use use : Use.values()) {
            root.addPurpose(purpose(use));
        }
        permitted(history, state).forEach(root::addProvision);
        return consent;
    }

    private static List<Consent.ProvisionComponent> permitted(
            ConsentHistory history, ConsentState state) {
        List<Consent.ProvisionComponent> permits = new ArrayList<>();
        Set<Use> research = EnumSet.noneOf(Use.class);
        for (Use use : Use.values()) {
            if (use.isResearch() && state.allows(use)) {
                research.add(use);
            }
        }
        if (!research.isEmpty()) {
            Consent.ProvisionComponent permit = permit(research);
            if (research.contains(Use.RESEARCH_NOT_FOR_PROFIT)
                    && research.contains(Use.RESEARCH_BY_COMPANIES)) {
                permit.addPurpose(anyResearch());
            }
            lastDay(history, state)
                    .ifPresent(day ->
                            permit.setPeriod(
                                    new Period().setEndElement(new DateTimeType(day.toString()))));
            permits.add(permit);
        }
        if (state.allows(Use.CARE_OF_RELATIVES)) {
            permits.add(permit(Set.of(Use.CARE_OF_RELATIVES)));
        }
        return permits;
    }

    /// Until when a yes that a parent gave carries.
    private static Optional<LocalDate> lastDay(ConsentHistory history, ConsentState state) {
        boolean isParents =
                state.research() instanceof ResearchStanding.Agreed
                        && state.chosenBy().filter(WhoChose.PARENT_OR_GUARDIAN::equals).isPresent();
        return isParents
                ? history.birthDate()
                        .map(birth ->
                                birth.plusYears(ConsentRules.shipped().parentsChoiceEndsAtAge())
                                        .minusDays(1))
                : Optional.empty();
    }

    private static Consent.ProvisionComponent permit(Set<Use> uses) {
        Consent.ProvisionComponent permit = new Consent.ProvisionComponent();
        permit.setType(Consent.ConsentProvisionType.PERMIT);
        uses.forEach(use -> permit.addPurpose(purpose(use)));
        return permit;
    }

    private static Coding anyResearch() {
        return new Coding()
                .setSystem(Systems.V3_ACT_REASON)
                .setCode(ConsentCoding.RESEARCH_PURPOSE);
    }

    private static Coding purpose(Use use) {
        return new Coding().setSystem(Systems.USE).setCode(code(use)).setDisplay(use.words());
    }

    private static Reference performer(ConsentState state, Reference patient) {
        return state.chosenBy()
                .map(who ->
                        switch (who) {
                            case ADULT -> patient.copy();
                            case PARENT_OR_GUARDIAN -> said("RelatedPerson", "Parent or guardian");
                            case CONSULTEE -> said("RelatedPerson", "Consultee");
                            case FOR_THE_DECEASED ->
                                    said("RelatedPerson", "On behalf of the deceased");
                            case CLINICIAN -> said("Practitioner", "Clinician");
                        })
                .orElseGet(() -> new Reference().setDisplay("Not recorded"));
    }

    private static Reference said(String type, String words) {
        return new Reference().setType(type).setDisplay(words);
    }

    private static Reference source(ConsentStatement last) {
        String evidence = last.evidence();
        if (evidence.matches("(Consent|QuestionnaireResponse)/[A-Za-z0-9.\\-]{1,64}")) {
            return new Reference(evidence);
        }
        return new Reference().setDisplay(evidence.isBlank() ? "No document is kept" : evidence);
    }
}
