package org.opengms.fhir;

import static org.opengms.fhir.Elements.text;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.StringType;
import org.opengms.consent.DiscussionDetails;
import org.opengms.consent.DiscussionState;
import org.opengms.consent.RecordOfDiscussion;
import org.opengms.consent.ResearchChoice;
import org.opengms.consent.UseDecision;
import org.opengms.people.NhsNumber;

/// The record of discussion that a Consent states; the table in the package's description is this
/// class in words.
final class ConsentReading {
    private final Set<ResearchChoice> research = EnumSet.noneOf(ResearchChoice.class);
    private boolean testDenied;
    private Optional<LocalDate> formDay = Optional.empty();

    private ConsentReading() {}

    /// Whether a Consent can be the record of discussion: it is in force or announced, and neither
    /// the young person's assent nor the consultee's declaration.
    static boolean isRecordOfDiscussion(Consent consent) {
        if (consent.getStatus() == null) {
            return false;
        }
        boolean live =
                switch (consent.getStatus()) {
                    case DRAFT, PROPOSED, ACTIVE, REJECTED -> true;
                    case INACTIVE, ENTEREDINERROR, NULL -> false;
                };
        return live && !isOtherForm(consent);
    }

    private static boolean isOtherForm(Consent consent) {
        return consent.getPolicy().stream()
                .map(p -> text(p.getUri()))
                .anyMatch(u ->
                        u.contains("young-persons-assent") || u.contains("consultee-declaration"));
    }

    /// Whether a Consent says that a record of discussion holds no longer.
    static boolean ends(Consent consent) {
        return !isOtherForm(consent)
                && (consent.getStatus() == Consent.ConsentState.INACTIVE
                        || consent.getStatus() == Consent.ConsentState.ENTEREDINERROR);
    }

    /// Whether a Consent is a young person's assent that is in force.
    static boolean isAssent(Consent consent) {
        return consent.getStatus() == Consent.ConsentState.ACTIVE
                && consent.getPolicy().stream()
                        .anyMatch(p -> text(p.getUri()).contains("young-persons-assent"));
    }

    /// The answers of a young person.
    static DiscussionDetails.Assent assent(Optional<QuestionnaireResponse> form) {
        List<Optional<Boolean>> answers =
                form.map(f ->
                                items(f.getItem()).stream()
                                        .filter(i ->
                                                text(i.getLinkId()).matches("consentQuestion[1-5]"))
                                        .map(ConsentReading::said)
                                        .toList())
                        .orElse(List.of());
        if (answers.stream().anyMatch(a -> a.filter(yes -> !yes).isPresent())) {
            return DiscussionDetails.Assent.NOT_GIVEN;
        }
        return answers.stream().filter(Optional::isPresent).count() == 5
                ? DiscussionDetails.Assent.GIVEN
                : DiscussionDetails.Assent.UNREAD;
    }

    /// The NHS number written on a form, where a postcode may stand instead.
    static Optional<String> nhsNumber(QuestionnaireResponse form) {
        return items(form.getItem()).stream()
                .filter(i -> text(i.getLinkId()).equals("nhs_Number"))
                .flatMap(i -> i.getAnswer().stream())
                .filter(a -> a.getValue() instanceof StringType)
                .map(a -> text(((StringType) a.getValue()).getValue()))
                .filter(said -> NhsNumber.unspaced(said).matches("[0-9]{10}"))
                .findFirst();
    }

    /// What a record says beside the choices.
    ///
    /// @param form that it rests on, if that is at hand
    /// @param assent of a young person, if there is one
    static DiscussionDetails details(
            Consent consent,
            Optional<QuestionnaireResponse> form,
            Optional<DiscussionDetails.Assent> assent) {
        Optional<DiscussionDetails.WhoChose> who = Optional.empty();
        Optional<Boolean> discussed = Optional.empty();
        boolean answered = false;
        boolean reason = false;
        for (var item : form.map(f -> items(f.getItem())).orElse(List.of())) {
            switch (text(item.getLinkId())) {
                case "patientCategory" ->
                        who =
                                item.getAnswer().stream()
                                        .filter(a -> a.getValue() instanceof Coding)
                                        .flatMap(a -> whoChose((Coding) a.getValue()))
                                        .findFirst();
                case "researchConfirmation1" -> discussed = said(item);
                case "researchConfirmation2" -> answered = said(item).isPresent();
                case "reasonsforChoiceA" -> reason = item.hasAnswer();
                default -> {
                    // The other questions do not bear on it.
                }
            }
        }
        if (who.isEmpty()) {
            who =
                    concepts(consent)
                            .flatMap(c -> c.getCoding().stream())
                            .filter(c -> Systems.PATIENT_CHOICE_CATEGORY.equals(c.getSystem()))
                            .flatMap(ConsentReading::whoChose)
                            .findFirst();
        }
        reason |=
                concepts(consent)
                        .flatMap(c -> c.getCoding().stream())
                        .anyMatch(c -> Systems.RESEARCH_PARTICIPATION.equals(c.getSystem()));
        return new DiscussionDetails(who, discussed, answered, reason, assent);
    }

    private static Stream<CodeableConcept> concepts(Consent consent) {
        return Stream.concat(
                consent.getCategory().stream(),
                Stream.concat(
                        consent.getProvision().getCode().stream(),
                        consent.getProvision().getProvision().stream()
                                .flatMap(p -> p.getCode().stream())));
    }

    private static Stream<DiscussionDetails.WhoChose> whoChose(Coding category) {
        return Stream.of(DiscussionDetails.WhoChose.values())
                .filter(who -> who.code().equals(category.getCode()));
    }

    /// Reads a Consent.
    ///
    /// @param form the QuestionnaireResponse that it rests on, if that is at hand
    static RecordOfDiscussion read(Consent consent, Optional<QuestionnaireResponse> form) {
        return switch (consent.getStatus()) {
            case DRAFT, PROPOSED, INACTIVE, ENTEREDINERROR, NULL -> RecordOfDiscussion.TO_FOLLOW;
            case REJECTED ->
                    new RecordOfDiscussion(
                            DiscussionState.TAKEN,
                            Optional.of(false),
                            ResearchChoice.DECLINED,
                            PatientReading.day(consent.getDateTimeElement()));
            case ACTIVE -> taken(consent, form);
        };
    }

    private static RecordOfDiscussion taken(Consent consent, Optional<QuestionnaireResponse> form) {
        ConsentReading reading = new ConsentReading();
        reading.codes(consent.getCategory());
        if (consent.hasProvision()) {
            reading.root(consent);
            reading.provision(consent.getProvision());
        }
        form.ifPresent(reading::form);
        if (forbidsResearch(consent)) {
            reading.research.add(ResearchChoice.DECLINED);
        }
        return new RecordOfDiscussion(
                DiscussionState.TAKEN,
                Optional.of(!reading.testDenied),
                reading.choice(),
                PatientReading.day(consent.getDateTimeElement()).or(() -> reading.formDay));
    }

    /// Whether the provisions, taken together, forbid research to whoever asks: as a Consent does
    /// that forbids everything, whatever a form with it says.
    private static boolean forbidsResearch(Consent consent) {
        return PrivacyConsent.decide(
                        consent,
                        new PrivacyConsent.Reading(
                                ConsentCoding.RESEARCH_PURPOSE,
                                PatientReading.day(consent.getDateTimeElement())
                                        .orElse(LocalDate.EPOCH),
                                Set.of(),
                                Set.of(),
                                Set.of(),
                                Optional.empty(),
                                Set.of()))
                instanceof UseDecision.Deny;
    }

    /// Of statements that disagree the one that protects more holds.
    private ResearchChoice choice() {
        if (research.contains(ResearchChoice.DECLINED)) {
            return ResearchChoice.DECLINED;
        }
        if (research.contains(ResearchChoice.UNDECIDED)) {
            return ResearchChoice.UNDECIDED;
        }
        return research.contains(ResearchChoice.AGREED)
                ? ResearchChoice.AGREED
                : ResearchChoice.UNDECIDED;
    }

    /// A root provision that names no purpose speaks of the whole Consent, if that is about
    /// research; a root with provisions inside is only their frame.
    private void root(Consent consent) {
        Consent.ProvisionComponent root = consent.getProvision();
        boolean aboutResearch =
                consent.getCategory().stream()
                        .flatMap(c -> c.getCoding().stream())
                        .anyMatch(c -> text(c.getCode()).equalsIgnoreCase("research"));
        if (aboutResearch && root.hasType() && !root.hasPurpose() && !root.hasProvision()) {
            research.add(said(root));
        }
    }

    private void provision(Consent.ProvisionComponent provision) {
        codes(provision.getCode());
        for (Coding purpose : provision.getPurpose()) {
            if (Systems.V3_ACT_REASON.equals(purpose.getSystem()) && provision.getType() != null) {
                switch (text(purpose.getCode())) {
                    case ConsentCoding.RESEARCH_PURPOSE -> research.add(said(provision));
                    case ConsentCoding.TREATMENT_PURPOSE ->
                            testDenied |= provision.getType() == Consent.ConsentProvisionType.DENY;
                    default -> {
                        // Other purposes are not part of the record of discussion.
                    }
                }
            }
        }
        provision.getProvision().forEach(this::provision);
    }

    private static ResearchChoice said(Consent.ProvisionComponent provision) {
        return switch (provision.getType()) {
            case DENY -> ResearchChoice.DECLINED;
            case PERMIT -> {
                boolean bounded =
                        provision.getPeriod().hasEnd()
                                || provision.hasActor()
                                || provision.hasClass_()
                                || provision.hasSecurityLabel();
                yield bounded ? ResearchChoice.UNDECIDED : ResearchChoice.AGREED;
            }
            case NULL -> ResearchChoice.UNDECIDED;
        };
    }

    private void codes(List<CodeableConcept> concepts) {
        boolean notDecided =
                concepts.stream()
                        .flatMap(c -> c.getCoding().stream())
                        .anyMatch(c -> Systems.RESEARCH_PARTICIPATION.equals(c.getSystem()));
        if (notDecided) {
            research.add(ResearchChoice.UNDECIDED);
        }
    }

    private void form(QuestionnaireResponse form) {
        Optional<Boolean> discussed = Optional.empty();
        Optional<Boolean> agrees = Optional.empty();
        for (var item : items(form.getItem())) {
            switch (text(item.getLinkId())) {
                case "researchConfirmation1" -> discussed = said(item);
                case "researchConfirmation2" -> agrees = said(item);
                case "datePatientCompletedForm" -> formDay = day(item);
                default -> {
                    // The other questions do not bear on the two choices.
                }
            }
        }
        if (discussed.isPresent() && !discussed.get()) {
            research.add(ResearchChoice.UNDECIDED);
        } else if (agrees.isPresent()) {
            research.add(agrees.get() ? ResearchChoice.AGREED : ResearchChoice.DECLINED);
        }
    }

    private static List<QuestionnaireResponse.QuestionnaireResponseItemComponent> items(
            List<QuestionnaireResponse.QuestionnaireResponseItemComponent> items) {
        List<QuestionnaireResponse.QuestionnaireResponseItemComponent> all =
                new java.util.ArrayList<>();
        for (var item : items) {
            all.add(item);
            all.addAll(items(item.getItem()));
            item.getAnswer().forEach(answer -> all.addAll(items(answer.getItem())));
        }
        return all;
    }

    private static Optional<Boolean> said(
            QuestionnaireResponse.QuestionnaireResponseItemComponent item) {
        return item.getAnswer().stream()
                .map(a -> a.getValue())
                .filter(v -> v instanceof BooleanType said && said.hasValue())
                .map(v -> ((BooleanType) v).booleanValue())
                .findFirst();
    }

    private static Optional<LocalDate> day(
            QuestionnaireResponse.QuestionnaireResponseItemComponent item) {
        for (var answer : item.getAnswer()) {
            if (answer.getValue() instanceof DateTimeType date) {
                return PatientReading.day(date);
            }
            if (answer.getValue() instanceof DateType date) {
                return PatientReading.day(date);
            }
        }
        return Optional.empty();
    }
}
