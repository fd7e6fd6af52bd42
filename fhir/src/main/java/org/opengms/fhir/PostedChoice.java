package org.opengms.fhir;

import static org.opengms.fhir.Elements.text;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Reference;
import org.opengms.consent.ConsentRules;
import org.opengms.consent.DiscussionDetails.WhoChose;
import org.opengms.consent.ResearchChoice;
import org.opengms.consent.Said;
import org.opengms.consent.Use;
import org.opengms.infrastructure.OdsCode;
import org.opengms.people.NhsNumber;
import org.opengms.people.Person;
import org.opengms.people.PersonId;

/// A Consent that is sent by itself: a choice about the uses of a person's data, read as the
/// statements that it makes. What it says and the service cannot keep to (an end, a recipient, a
/// part of the data, a purpose that is no use known here) is refused with its place, so that nobody
/// relies on a promise that would be lost.
///
/// @param said what it says, at least one statement
/// @param by who chose, if it tells
/// @param saidOn when
public record PostedChoice(List<Said> said, Optional<WhoChose> by, LocalDate saidOn) {
    private static final String CODE = "OGMS-3151";
    private static final String ROOT = "Consent.provision";
    private static final Pattern PATIENT =
            Pattern.compile("(?:https?://[^\\s]+/)?Patient/([A-Za-z0-9.\\-]{1,64})");
    private static final Pattern ORDER =
            Pattern.compile("(?:https?://[^\\s]+/)?ServiceRequest/([A-Za-z0-9.\\-]{1,64})");

    public PostedChoice {
        said = List.copyOf(said);
    }

    /// The id of the patient that a Consent is about.
    ///
    /// @throws FhirProblem if it names none
    public static Optional<String> patientId(Consent consent) {
        Matcher reference = PATIENT.matcher(text(consent.getPatient().getReference()));
        if (reference.matches()) {
            return Optional.of(reference.group(1));
        }
        if (consent.getPatient().hasReference() || number(consent).isEmpty()) {
            throw problem(
                    "Consent.patient",
                    "It does not say whose choice this is.",
                    "Refer to Patient/ and an id of this service, or give the NHS number as identifier.");
        }
        return Optional.empty();
    }

    /// The NHS number by which a Consent names the patient, if it is a valid one.
    public static Optional<NhsNumber> number(Consent consent) {
        String value = NhsNumber.unspaced(text(consent.getPatient().getIdentifier().getValue()));
        return Systems.NHS_NUMBER.equals(consent.getPatient().getIdentifier().getSystem())
                        && NhsNumber.check(value) == NhsNumber.Verdict.VALID
                ? Optional.of(new NhsNumber(value))
                : Optional.empty();
    }

    /// The order that a Consent is the record of discussion of, if it refers to one.
    public static Optional<String> order(Consent consent) {
        return consent.getProvision().getData().stream()
                .map(data -> ORDER.matcher(text(data.getReference().getReference())))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .findFirst();
    }

    /// Reads.
    ///
    /// @param person whom it is about
    /// @throws FhirProblem if it cannot be kept to as a whole
    public static PostedChoice read(Consent consent, Person person) {
        boolean isOther =
                number(consent)
                        .filter(given ->
                                person.nhsNumber().filter(n -> !n.equals(given)).isPresent())
                        .isPresent();
        if (isOther) {
            throw problem(
                    "Consent.patient.identifier",
                    "The NHS number is not that of the patient whom it refers to.",
                    "Send the Consent of the right patient.");
        }
        LocalDate saidOn =
                PatientReading.day(consent.getDateTimeElement())
                        .orElseThrow(() ->
                                problem(
                                        "Consent.dateTime",
                                        "It does not say on which day the choice was made.",
                                        "Give the day, such as 2026-03-31."));
        List<Said> said = new Reading(consent, saidOn).said();
        return new PostedChoice(said, by(consent, person, saidOn), saidOn);
    }

    /// The Consent as it is kept: as it was sent, with its id and version.
    ///
    /// @param json as received
    /// @param consent the same, parsed
    public static ResourceVersion kept(
            String json,
            Consent consent,
            String id,
            Instant at,
            PersonId person,
            OdsCode submitter) {
        Consent read = consent.copy();
        read.getPatient().setReference("Patient/" + person.value());
        return Keeping.received(
                ResourceText.of(json),
                read,
                id,
                1,
                at,
                new Keeping.Belonging(
                        Optional.of(person),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(submitter)));
    }

    private static FhirProblem problem(String path, String words, String advice) {
        return FhirProblem.invalid(CODE, path, words, advice);
    }

    /// The patient category of the national form decides; without it, who performed.
    private static Optional<WhoChose> by(Consent consent, Person person, LocalDate saidOn) {
        Optional<WhoChose> category =
                ConsentReading.details(consent, Optional.empty(), Optional.empty()).whoChose();
        if (category.isPresent()) {
            return category;
        }
        Set<WhoChose> performers = EnumSet.noneOf(WhoChose.class);
        for (int i = 0; i < consent.getPerformer().size(); i++) {
            performers.add(
                    performer(
                            consent.getPerformer().get(i),
                            "Consent.performer[" + i + "]",
                            person,
                            saidOn));
        }
        if (performers.size() > 1) {
            throw problem(
                    "Consent.performer",
                    "Several persons made the choice, and it does not say in which role.",
                    "Give the patient category of the national form as a coding of category.");
        }
        return performers.stream().findFirst();
    }

    private static WhoChose performer(
            Reference performer, String path, Person person, LocalDate saidOn) {
        String reference = text(performer.getReference());
        Matcher patient = PATIENT.matcher(reference);
        if (patient.matches() && patient.group(1).equals(person.id().value())) {
            return WhoChose.ADULT;
        }
        String type =
                performer.hasType()
                        ? performer.getType()
                        : reference.replaceAll("/[^/]*$", "").replaceAll("^.*/", "");
        boolean isChild =
                person.birthDate()
                        .filter(birth ->
                                birth.plusYears(ConsentRules.shipped().parentsChoiceEndsAtAge())
                                        .isAfter(saidOn))
                        .isPresent();
        return switch (type) {
            case "Practitioner", "PractitionerRole" -> WhoChose.CLINICIAN;
            case "RelatedPerson", "Patient" -> {
                if (isChild) {
                    yield WhoChose.PARENT_OR_GUARDIAN;
                }
                throw roleless(path);
            }
            default -> throw roleless(path);
        };
    }

    private static FhirProblem roleless(String path) {
        return problem(
                path,
                "Somebody else made the choice, and it does not say in which role.",
                "Give the patient category of the national form as a coding of category, such as adult-lack-capacity for a consultee.");
    }

    /// The reading of one Consent's provisions.
    private static final class Reading {
        private final Consent consent;
        private final LocalDate saidOn;

        Reading(Consent consent, LocalDate saidOn) {
            this.consent = consent;
            this.saidOn = saidOn;
        }

        List<Said> said() {
            if (Stream.of(
                            consent.getModifierExtension(),
                            consent.getProvision().getModifierExtension())
                    .anyMatch(list -> !list.isEmpty())) {
                throw problem(
                        "Consent",
                        "It has modifier extensions, which change what it means.",
                        "Send the choice without them.");
            }
            switch (consent.getStatus()) {
                case ACTIVE, REJECTED -> {}
                case DRAFT, PROPOSED, INACTIVE, ENTEREDINERROR, NULL ->
                        throw problem(
                                "Consent.status",
                                "Only a Consent that is active, or rejected, is a choice.",
                                "To withdraw, send an active Consent that forbids the uses.");
            }
            if (consent.getStatus() == Consent.ConsentState.REJECTED) {
                return List.of(no());
            }
            if (!consent.hasProvision()) {
                throw problem(
                        ROOT,
                        "It has no provision, so it permits and forbids nothing.",
                        "Give a provision with type and purpose.");
            }
            return statements();
        }

        private static Said no() {
            return new Said.Research(ResearchChoice.DECLINED, Set.of(), Optional.empty());
        }

        private List<Said> statements() {
            Consent.ProvisionComponent root = consent.getProvision();
            unbounded(root, ROOT);
            List<Consent.ProvisionComponent> inside = root.getProvision();
            boolean undecided =
                    root.getCode().stream()
                            .flatMap(code -> code.getCoding().stream())
                            .anyMatch(c -> Systems.RESEARCH_PARTICIPATION.equals(c.getSystem()));
            if (undecided) {
                if (root.hasType() || root.hasPurpose() || !inside.isEmpty()) {
                    throw problem(
                            ROOT,
                            "It says that the choice is to be discussed later, and makes one.",
                            "Send one or the other.");
                }
                return List.of(
                        new Said.Research(ResearchChoice.UNDECIDED, Set.of(), Optional.empty()));
            }
            if (!root.hasPurpose() && inside.isEmpty()) {
                return everything(root);
            }
            Map<Use, ConsentProvisionType> answers =
                    root.hasPurpose() || root.getType() == ConsentProvisionType.DENY
                            ? answers(List.of(root), ROOT, true)
                            : new EnumMap<>(Use.class);
            answers.putAll(answers(inside, ROOT + ".provision", false));
            return statements(answers);
        }

        /// A provision that names no purpose speaks of everything.
        private List<Said> everything(Consent.ProvisionComponent root) {
            if (root.getType() != ConsentProvisionType.DENY) {
                throw problem(
                        ROOT + ".purpose",
                        "It does not name what the data may be used for.",
                        "Name purposes, such as HRESCH for research.");
            }
            boolean isAboutResearch =
                    consent.getCategory().stream()
                            .flatMap(c -> c.getCoding().stream())
                            .anyMatch(c -> text(c.getCode()).equals("RESEARCH"));
            return List.of(isAboutResearch ? no() : new Said.FullWithdrawal());
        }

        /// What provisions of one level say of each use. A code for one use is stronger than the
        /// code for all research if it forbids.
        private Map<Use, ConsentProvisionType> answers(
                List<Consent.ProvisionComponent> level, String path, boolean isRoot) {
            Map<Use, ConsentProvisionType> general = new EnumMap<>(Use.class);
            Map<Use, ConsentProvisionType> special = new EnumMap<>(Use.class);
            for (int i = 0; i < level.size(); i++) {
                Consent.ProvisionComponent provision = level.get(i);
                String at = isRoot ? path : path + "[" + i + "]";
                if (!isRoot) {
                    unbounded(provision, at);
                    if (!provision.getProvision().isEmpty()) {
                        throw problem(
                                at + ".provision",
                                "Provisions are nested more than once.",
                                "Give exceptions of the root provision alone.");
                    }
                }
                if (provision.getType() == null) {
                    throw problem(
                            at + ".type",
                            "It does not say whether it permits or forbids.",
                            "Give permit or deny.");
                }
                if (!provision.hasPurpose()) {
                    if (!isRoot) {
                        throw problem(
                                at + ".purpose",
                                "It does not name what the data may be used for.",
                                "Name purposes, such as HRESCH for research.");
                    }
                    for (Use use : Use.values()) {
                        general.put(use, provision.getType());
                    }
                }
                for (int p = 0; p < provision.getPurpose().size(); p++) {
                    String where = "%s.purpose[%d]".formatted(at, p);
                    Coding purpose = provision.getPurpose().get(p);
                    boolean isGeneral = isAnyResearch(purpose);
                    for (Use use : uses(purpose, where)) {
                        put(isGeneral ? general : special, use, provision.getType(), at);
                    }
                }
            }
            for (Map.Entry<Use, ConsentProvisionType> one : special.entrySet()) {
                if (one.getValue() == ConsentProvisionType.PERMIT
                        && general.get(one.getKey()) == ConsentProvisionType.DENY) {
                    throw contradicts(path);
                }
                general.put(one.getKey(), one.getValue());
            }
            return general;
        }

        private static void put(
                Map<Use, ConsentProvisionType> answers,
                Use use,
                ConsentProvisionType type,
                String path) {
            ConsentProvisionType before = answers.put(use, type);
            if (before != null && before != type) {
                throw contradicts(path);
            }
        }

        private static FhirProblem contradicts(String path) {
            return problem(
                    path,
                    "One provision permits what another beside it forbids.",
                    "Say each use once, or make the exception a provision inside the rule.");
        }

        private static boolean isAnyResearch(Coding purpose) {
            return Systems.V3_ACT_REASON.equals(purpose.getSystem())
                    && ConsentCoding.RESEARCH_PURPOSE.equals(purpose.getCode());
        }

        private static List<Use> uses(Coding purpose, String path) {
            if (isAnyResearch(purpose)) {
                return Stream.of(Use.values()).filter(Use::isResearch).toList();
            }
            return Stream.of(Use.values())
                    .filter(use ->
                            Systems.USE.equals(purpose.getSystem())
                                    && ChoiceConsent.code(use).equals(purpose.getCode()))
                    .findFirst()
                    .map(List::of)
                    .orElseThrow(() ->
                            problem(
                                    path,
                                    "This purpose is none that a person chooses about here.",
                                    "Name HRESCH of http://terminology.hl7.org/CodeSystem/v3-ActReason, or a code of %s. A record of discussion names its order in provision.data."
                                            .formatted(Systems.USE)));
        }

        /// A limit that the service cannot keep to is no part of a choice that it records.
        private void unbounded(Consent.ProvisionComponent provision, String path) {
            refuseIf(provision.hasModifierExtension(), path + ".modifierExtension");
            refuseIf(provision.hasActor(), path + ".actor");
            refuseIf(provision.hasAction(), path + ".action");
            refuseIf(provision.hasSecurityLabel(), path + ".securityLabel");
            refuseIf(provision.hasClass_(), path + ".class");
            refuseIf(provision.hasDataPeriod(), path + ".dataPeriod");
            refuseIf(provision.hasData(), path + ".data");
            refuseIf(!path.equals(ROOT) && provision.hasCode(), path + ".code");
            refuseIf(provision.getPeriod().hasEnd(), path + ".period.end");
            refuseIf(
                    provision.getPeriod().hasStart()
                            && PatientReading.day(provision.getPeriod().getStartElement())
                                    .filter(day -> !day.isAfter(saidOn))
                                    .isEmpty(),
                    path + ".period.start");
        }

        private static void refuseIf(boolean isThere, String path) {
            if (isThere) {
                throw problem(
                        path,
                        "The choice is limited in a way that the service cannot keep to, so it is not recorded.",
                        "Send the choice without the limit, and its change when it changes.");
            }
        }

        private static List<Said> statements(Map<Use, ConsentProvisionType> answers) {
            List<Said> said = new ArrayList<>();
            Set<Use> permitted = EnumSet.noneOf(Use.class);
            Set<Use> denied = EnumSet.noneOf(Use.class);
            Set<Use> research = EnumSet.noneOf(Use.class);
            answers.forEach((use, type) ->
                    (type == ConsentProvisionType.PERMIT ? permitted : denied).add(use));
            Stream.of(Use.values()).filter(Use::isResearch).forEach(research::add);
            boolean isYes =
                    permitted.contains(Use.RESEARCH_NOT_FOR_PROFIT)
                            || permitted.contains(Use.RESEARCH_BY_COMPANIES);
            if (isYes) {
                Set<Use> left = EnumSet.copyOf(research);
                left.removeAll(permitted);
                said.add(new Said.Research(ResearchChoice.AGREED, left, Optional.empty()));
            } else if (permitted.contains(Use.CONTACT_ABOUT_RESEARCH)) {
                throw problem(
                        ROOT,
                        "It permits being contacted about research, and no research.",
                        "Send a yes to research, or a no.");
            } else if (denied.contains(Use.RESEARCH_NOT_FOR_PROFIT)
                    && denied.contains(Use.RESEARCH_BY_COMPANIES)) {
                said.add(no());
            } else {
                Set<Use> from = EnumSet.copyOf(research);
                from.retainAll(denied);
                if (!from.isEmpty()) {
                    said.add(new Said.PartialWithdrawal(from));
                }
            }
            if (answers.containsKey(Use.CARE_OF_RELATIVES)) {
                said.add(new Said.SharingWithRelatives(permitted.contains(Use.CARE_OF_RELATIVES)));
            }
            return said;
        }
    }
}
