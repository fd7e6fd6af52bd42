package org.opengms.fhir;

import static org.opengms.fhir.Elements.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Specimen;
import org.hl7.fhir.r4.model.Type;
import org.opengms.consent.DiscussionDetails;
import org.opengms.consent.DiscussionState;
import org.opengms.consent.RecordOfDiscussion;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.orders.Finding;
import org.opengms.orders.FindingKind;
import org.opengms.orders.OrderContext;
import org.opengms.orders.OrderField;
import org.opengms.orders.OrderId;
import org.opengms.orders.OrderRequest;
import org.opengms.orders.ParticipantRole;
import org.opengms.orders.PhenotypeObservation;
import org.opengms.orders.SpecimenDetails;
import org.opengms.orders.SubjectDetails;
import org.opengms.people.NhsNumber;
import org.opengms.people.Sex;
import org.opengms.routing.Priority;

/// The reading of one order of a Bundle.
final class OrderReading {
    private static final String DIRECTORY_SHAPE = "(TP|GT|[RM])[0-9]+(\\.[0-9]+)?";

    /// A variant by its HGVS name, as people write it into notes: `c.123A>G`, `p.(Arg12Ter)`.
    private static final Pattern HGVS =
            Pattern.compile(
                    "\\b[cgmn]\\.[*-]?[0-9]+[0-9_+*-]*[ACGTacgtdiu>=]|\\bp\\.\\(?[A-Z][a-z]{2}[0-9]+");

    private static final String INDICATION_SHAPE = "(TP|[RM])[0-9]+";

    private static final String UUID_SHAPE =
            "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}";

    private final Bundle bundle;
    private final AcceptancePolicy policy;
    private final References references;
    private final Persons persons;
    private final Tested tested;
    private final ParticipantRole role;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<OrderField, String> paths = new EnumMap<>(OrderField.class);
    private int consentEntry = -1;

    /// @param order the place of the ServiceRequest from 0
    /// @param role of the person tested in their family
    OrderReading(
            Bundle bundle,
            AcceptancePolicy policy,
            References references,
            Persons persons,
            int order,
            ParticipantRole role) {
        this.bundle = bundle;
        this.policy = policy;
        this.references = references;
        this.persons = persons;
        ServiceRequest request = (ServiceRequest) resource(order);
        this.tested =
                new Tested(order, request, persons.named(request.getSubject(), order).entry());
        this.role = role;
    }

    OrderMessage.Ordered read() {
        paths.put(OrderField.ORDER, path(tested.order()));
        OrderRequest read = read(tested.order(), tested.request(), tested);
        return new OrderMessage.Ordered(
                read, tested.order(), tested.entry(), consentEntry, basedOnEntry());
    }

    /// What the reading found; the order's own rules are judged elsewhere.
    List<Finding> findings() {
        return findings;
    }

    // ---- the parts of the order

    /// Who is tested, for telling their data from their relatives'.
    private record Tested(int order, ServiceRequest request, int entry) {
        Persons.Someone person() {
            return new Persons.Someone(entry, request.getSubject(), order);
        }
    }

    private OrderRequest read(int order, ServiceRequest request, Tested tested) {
        String path = path(order);
        paths.put(OrderField.AUTHORED_ON, path + ".authoredOn");
        paths.put(OrderField.PHENOTYPES, path + ".supportingInfo");
        paths.put(OrderField.RECORD_OF_DISCUSSION, path + ".supportingInfo");
        paths.put(OrderField.SPECIMEN, path + ".specimen");
        Optional<SubjectDetails> subject = subject(order, request, tested);
        Requester requester = requester(order, request);
        Codes codes = codes(path, request);
        return new OrderRequest(
                requesterReference(request),
                subject,
                requester.site(),
                requester.name(),
                requester.specialty(),
                codes.indication(),
                codes.test(),
                request.hasCode() ? PatientReading.words(request.getCode()) : codes.words(),
                priority(request),
                PatientReading.day(request.getAuthoredOnElement()),
                phenotypes(tested),
                discussion(tested),
                specimens(tested),
                participants(path, request),
                context(request),
                notes(request),
                paths,
                membersInOrder(),
                panels(path, request, codes),
                variantGiven(order, request),
                discussionDetails(tested));
    }

    private Optional<SubjectDetails> subject(int order, ServiceRequest request, Tested tested) {
        paths.put(OrderField.SUBJECT, path(order) + ".subject");
        if (tested.entry() >= 0) {
            return Optional.of(
                    PatientReading.read(
                            (Patient) resource(tested.entry()), path(tested.entry()), paths));
        }
        Reference subject = request.getSubject();
        Optional<Resource> elsewhere = references.resource(subject, order);
        if (elsewhere.isPresent() && elsewhere.get() instanceof Patient patient) {
            Map<OrderField, String> there = new EnumMap<>(OrderField.class);
            SubjectDetails details = PatientReading.read(patient, path(order) + ".subject", there);
            paths.put(OrderField.NHS_NUMBER, path(order) + ".subject");
            paths.put(OrderField.BIRTH_DATE, path(order) + ".subject");
            return Optional.of(details);
        }
        boolean byNumberAlone =
                elsewhere.isEmpty()
                        && Systems.NHS_NUMBER.equals(subject.getIdentifier().getSystem())
                        && subject.getIdentifier().hasValue();
        if (!byNumberAlone) {
            return Optional.empty();
        }
        paths.put(OrderField.NHS_NUMBER, path(order) + ".subject.identifier.value");
        paths.put(OrderField.BIRTH_DATE, path(order) + ".subject");
        return Optional.of(
                new SubjectDetails(
                        Optional.ofNullable(subject.getIdentifier().getValue()),
                        Optional.empty(),
                        "",
                        "",
                        Optional.empty(),
                        Sex.UNKNOWN,
                        ""));
    }

    private static Optional<String> requesterReference(ServiceRequest request) {
        return request.getIdentifier().stream()
                .filter(i -> i.hasValue() && !Systems.ORDER_NUMBER.equals(i.getSystem()))
                .map(Identifier::getValue)
                .findFirst()
                .or(() -> Optional.ofNullable(request.getRequisition().getValue()));
    }

    private record Requester(Optional<OdsCode> site, String name, String specialty) {}

    private Requester requester(int order, ServiceRequest request) {
        String path = path(order) + ".requester";
        paths.put(OrderField.REQUESTER, path);
        paths.put(OrderField.ORDERING_SITE, path);
        paths.put(OrderField.SPECIALTY, path);
        Reference reference = request.getRequester();
        References.Target target = references.target(reference, order);
        int entry = target instanceof References.Target.Entry found ? found.entry() : order;
        String at = target instanceof References.Target.Entry found ? path(found.entry()) : path;
        Optional<Resource> resource = references.resource(reference, order);
        if (resource.isPresent() && resource.get() instanceof PractitionerRole role) {
            paths.put(OrderField.SPECIALTY, at + ".specialty");
            String name =
                    references
                            .resource(role.getPractitioner(), entry)
                            .filter(Practitioner.class::isInstance)
                            .map(p -> personName((Practitioner) p))
                            .filter(n -> !n.isEmpty())
                            .orElseGet(() -> text(role.getPractitioner().getDisplay()));
            return new Requester(
                    site(role.getOrganization(), entry, at + ".organization"),
                    name.isEmpty() ? text(reference.getDisplay()) : name,
                    role.getSpecialty().stream()
                            .map(PatientReading::words)
                            .filter(w -> !w.isEmpty())
                            .findFirst()
                            .orElse(""));
        }
        String name =
                resource.isPresent() && resource.get() instanceof Practitioner practitioner
                        ? personName(practitioner)
                        : text(reference.getDisplay());
        return new Requester(site(reference, order, path), name, "");
    }

    private static String personName(Practitioner practitioner) {
        return practitioner.getName().stream()
                .map(n -> n.hasText() ? n.getText() : text(n.getNameAsSingleString()))
                .map(String::strip)
                .filter(n -> !n.isEmpty())
                .findFirst()
                .orElse("");
    }

    /// The ODS code of an organisation, given with the reference or by what it leads to.
    private Optional<OdsCode> site(Reference organization, int entry, String path) {
        Identifier said = organization.getIdentifier();
        Optional<String> given = Elements.identifier(List.of(said), Systems.ODS_SYSTEMS);
        String at = path + ".identifier.value";
        if (given.isEmpty()) {
            References.Target target = references.target(organization, entry);
            Optional<Resource> resource = references.resource(organization, entry);
            if (resource.isPresent() && resource.get() instanceof Organization found) {
                given = Elements.identifier(found.getIdentifier(), Systems.ODS_SYSTEMS);
                if (target instanceof References.Target.Entry inBundle) {
                    at = path(inBundle.entry()) + ".identifier";
                }
            }
        }
        if (given.isEmpty()) {
            return Optional.empty();
        }
        paths.put(OrderField.ORDERING_SITE, at);
        if (!OdsCode.isValid(given.get())) {
            find(
                    FindingKind.SITE_UNKNOWN,
                    at,
                    "The organisation's code does not have the shape of an ODS code.",
                    "Give the ODS code, 3 to 10 letters and digits.");
            return Optional.empty();
        }
        return Optional.of(new OdsCode(given.get()));
    }

    private record Codes(Optional<String> test, Optional<String> indication, String words) {}

    /// Test and indication by their directory codes. The indication stands in `reasonCode`; where
    /// it does not, a test code such as `R27.3` names it before the dot, and a code such as `R387`
    /// in `code` is the indication itself.
    private Codes codes(String path, ServiceRequest request) {
        paths.put(OrderField.TEST, path + ".code");
        paths.put(OrderField.INDICATION, path + ".reasonCode");
        Optional<String> asked = Optional.empty();
        List<Coding> codings = request.getCode().getCoding();
        for (int i = codings.size() - 1; i >= 0; i--) {
            if (isOfDirectory(codings.get(i))) {
                asked = Optional.of(text(codings.get(i).getCode()).strip());
                paths.put(OrderField.TEST, path + ".code.coding[" + i + "].code");
            }
        }
        Optional<String> reason = reason(path, request, DIRECTORY_SHAPE);
        Optional<String> indication = reason;
        Optional<String> test = asked;
        if (asked.isPresent()) {
            String code = asked.get();
            int dot = code.indexOf('.');
            if (indication.isEmpty() && code.matches("[RM][0-9]+\\.[0-9]+")) {
                indication = Optional.of(code.substring(0, dot));
                paths.put(OrderField.INDICATION, paths.get(OrderField.TEST));
            } else if (code.matches(INDICATION_SHAPE)) {
                if (indication.isEmpty()) {
                    indication = asked;
                    paths.put(OrderField.INDICATION, paths.get(OrderField.TEST));
                }
                test = Optional.empty();
            }
        }
        if (indication.isEmpty()) {
            indication = reason(path, request, ".+");
        }
        String words =
                request.getReasonCode().stream()
                        .map(PatientReading::words)
                        .filter(w -> !w.isEmpty())
                        .findFirst()
                        .orElse("");
        return new Codes(test, indication, words);
    }

    private Optional<String> reason(String path, ServiceRequest request, String shape) {
        List<CodeableConcept> reasons = request.getReasonCode();
        for (int r = 0; r < reasons.size(); r++) {
            List<Coding> codings = reasons.get(r).getCoding();
            for (int i = 0; i < codings.size(); i++) {
                if (isOfDirectory(codings.get(i))
                        && text(codings.get(i).getCode()).strip().matches(shape)) {
                    paths.put(
                            OrderField.INDICATION,
                            path + ".reasonCode[" + r + "].coding[" + i + "].code");
                    return Optional.of(text(codings.get(i).getCode()).strip());
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isOfDirectory(Coding coding) {
        return Systems.DIRECTORY_SYSTEMS.contains(text(coding.getSystem())) && coding.hasCode();
    }

    private static Priority priority(ServiceRequest request) {
        if (request.getPriority() == null) {
            return Priority.ROUTINE;
        }
        return switch (request.getPriority()) {
            case URGENT, ASAP, STAT -> Priority.URGENT;
            case ROUTINE, NULL -> Priority.ROUTINE;
        };
    }

    private List<PhenotypeObservation> phenotypes(Tested tested) {
        List<PhenotypeObservation> features = new ArrayList<>();
        for (int i = 0; i < bundle.getEntry().size(); i++) {
            if (bundle.getEntry().get(i).getResource() instanceof Observation observation
                    && isAbout(observation.getSubject(), i, tested)) {
                Optional<PhenotypeObservation> feature = PhenotypeReading.read(observation);
                if (feature.isPresent()) {
                    if (features.isEmpty()) {
                        paths.put(OrderField.PHENOTYPES, path(i));
                    }
                    features.add(feature.get());
                }
            }
        }
        return features;
    }

    /// Whether a resource's subject is the person tested: the same entry, or, where the reference
    /// leads to no entry, the same identifier.
    private boolean isAbout(Reference subject, int entry, Tested tested) {
        return persons.isAbout(subject, entry, tested.person());
    }

    /// The record of discussion of this order: referred to by the order, referring to the order, or
    /// of the person tested. One that was taken comes before one to follow, a later one before an
    /// earlier.
    private Optional<RecordOfDiscussion> discussion(Tested tested) {
        record Candidate(int entry, RecordOfDiscussion record) {}
        List<Candidate> candidates = new ArrayList<>();
        Set<Integer> named = new HashSet<>();
        tested.request()
                .getSupportingInfo()
                .forEach(r -> named.add(references.entry(r, tested.order())));
        for (int i = 0; i < bundle.getEntry().size(); i++) {
            if (bundle.getEntry().get(i).getResource() instanceof Consent consent
                    && ConsentReading.isRecordOfDiscussion(consent)
                    && belongs(consent, i, named, tested)) {
                candidates.add(new Candidate(i, ConsentReading.read(consent, form(consent, i))));
            }
        }
        Optional<Candidate> best =
                candidates.stream()
                        .max(
                                Comparator.comparing((Candidate c) ->
                                                c.record().state() == DiscussionState.TAKEN)
                                        .thenComparing(c ->
                                                c.record()
                                                        .takenOn()
                                                        .orElse(java.time.LocalDate.MIN)));
        best.ifPresent(c -> {
            consentEntry = c.entry();
            paths.put(OrderField.RECORD_OF_DISCUSSION, path(c.entry()));
        });
        return best.map(Candidate::record);
    }

    private boolean belongs(Consent consent, int entry, Set<Integer> named, Tested tested) {
        if (consent.hasPatient()) {
            return isAbout(consent.getPatient(), entry, tested);
        }
        return named.contains(entry)
                || consent.getProvision().getData().stream()
                        .anyMatch(d -> references.entry(d.getReference(), entry) == tested.order());
    }

    private Optional<QuestionnaireResponse> form(Consent consent, int entry) {
        if (!(consent.getSource() instanceof Reference source)) {
            return Optional.empty();
        }
        return references
                .resource(source, entry)
                .filter(QuestionnaireResponse.class::isInstance)
                .map(QuestionnaireResponse.class::cast);
    }

    /// Specimens of the person tested, and any that the order itself lists.
    private List<SpecimenDetails> specimens(Tested tested) {
        Set<Integer> listed = new HashSet<>();
        tested.request()
                .getSpecimen()
                .forEach(r -> listed.add(references.entry(r, tested.order())));
        List<SpecimenDetails> specimens = new ArrayList<>();
        for (int i = 0; i < bundle.getEntry().size(); i++) {
            if (bundle.getEntry().get(i).getResource() instanceof Specimen specimen) {
                boolean linked = listed.contains(i) || asksFor(specimen, i, tested);
                boolean theirs =
                        listed.contains(i)
                                || (specimen.hasSubject()
                                        ? isAbout(specimen.getSubject(), i, tested)
                                        : linked);
                if (theirs && specimen.getStatus() != Specimen.SpecimenStatus.ENTEREDINERROR) {
                    if (specimens.isEmpty()) {
                        paths.put(OrderField.SPECIMEN, path(i));
                    }
                    specimens.add(SpecimenReading.read(specimen));
                }
            }
        }
        return specimens;
    }

    private boolean asksFor(Specimen specimen, int entry, Tested tested) {
        return specimen.getRequest().stream()
                .anyMatch(r -> references.entry(r, entry) == tested.order());
    }

    /// How many are tested: as the order says, else as many as have a request of the same
    /// requisition in the Bundle.
    private int participants(String path, ServiceRequest request) {
        paths.put(
                OrderField.PARTICIPANTS,
                path + ".extension('" + Systems.PARTICIPANT_COUNT + "').value");
        Optional<Type> count =
                Elements.extension(request.getExtension(), Systems.PARTICIPANT_COUNT);
        if (count.isPresent()
                && count.get() instanceof IntegerType said
                && said.getValue() != null) {
            return Math.max(1, said.getValue());
        }
        if (!request.getRequisition().hasValue()) {
            return 1;
        }
        Set<String> subjects = new HashSet<>();
        for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
            if (entry.getResource() instanceof ServiceRequest other
                    && Persons.areOfOneFamily(request, other)) {
                subjects.add(text(other.getSubject().getReference()));
            }
        }
        return Math.max(1, subjects.size());
    }

    /// For how many persons of the family the Bundle asks for a test.
    private int membersInOrder() {
        List<Persons.Someone> members = new ArrayList<>();
        for (int i = 0; i < bundle.getEntry().size(); i++) {
            if (bundle.getEntry().get(i).getResource() instanceof ServiceRequest asked
                    && Persons.mayBeOfOneFamily(tested.request(), asked)) {
                int from = i;
                if (members.stream().noneMatch(m -> persons.isAbout(asked.getSubject(), from, m))) {
                    members.add(persons.named(asked.getSubject(), i));
                }
            }
        }
        return Math.max(1, members.size());
    }

    /// Further tests or panels to be applied, beside the test and the indication themselves.
    private List<String> panels(String path, ServiceRequest request, Codes codes) {
        paths.put(OrderField.PANELS, path + ".orderDetail");
        List<String> panels = new ArrayList<>();
        for (CodeableConcept detail : request.getOrderDetail()) {
            for (Coding coding : detail.getCoding()) {
                String code = text(coding.getCode()).strip();
                boolean panel = Systems.PANEL_SYSTEMS.contains(text(coding.getSystem()));
                boolean itself =
                        codes.test().filter(code::equals).isPresent()
                                || codes.indication().filter(code::equals).isPresent();
                if (coding.hasCode() && (panel || isOfDirectory(coding)) && !itself) {
                    panels.add(code);
                }
            }
        }
        return panels;
    }

    /// Whether a variant is stated as an Observation, named in HGVS, or to be found in a report or
    /// another test that the order refers to.
    private boolean variantGiven(int order, ServiceRequest request) {
        paths.put(OrderField.VARIANT, path(order) + ".supportingInfo");
        for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
            if (entry.getResource() instanceof Observation observation
                    && observation.getCode().getCoding().stream()
                            .anyMatch(c ->
                                    Systems.LOINC.equals(c.getSystem())
                                            && Systems.VARIANT_OBSERVATION.equals(c.getCode()))) {
                return true;
            }
        }
        boolean named =
                Stream.of(
                                request.getOrderDetail().stream().map(CodeableConcept::getText),
                                request.getReasonCode().stream().map(CodeableConcept::getText),
                                request.getNote().stream().map(Annotation::getText),
                                Stream.of(request.getCode().getText()))
                        .flatMap(words -> words)
                        .anyMatch(words -> HGVS.matcher(text(words)).find());
        return named
                || Stream.concat(
                                request.getSupportingInfo().stream(), request.getBasedOn().stream())
                        .anyMatch(r -> leadsToAReport(r, order));
    }

    private boolean leadsToAReport(Reference reference, int order) {
        return switch (references.target(reference, order)) {
            case References.Target.Entry found -> isReport(found.resource().fhirType());
            case References.Target.Kept found ->
                    isReport(found.resource().fhirType())
                            || found.resource() instanceof ServiceRequest;
            case References.Target.Contained found -> isReport(found.resource().fhirType());
            case References.Target.Outside ignored ->
                    isReport(text(reference.getType()))
                            || text(reference.getReference()).contains("DiagnosticReport");
            case References.Target.Nowhere ignored -> false;
        };
    }

    private static boolean isReport(String type) {
        return type.equals("DiagnosticReport") || type.equals("DocumentReference");
    }

    /// What the forms say beside the choices, and whether they are this patient's at all.
    private DiscussionDetails discussionDetails(Tested tested) {
        paths.put(OrderField.ASSENT, path(tested.order()) + ".supportingInfo");
        Optional<DiscussionDetails.Assent> assent = Optional.empty();
        for (int i = 0; i < bundle.getEntry().size(); i++) {
            if (bundle.getEntry().get(i).getResource() instanceof Consent consent) {
                boolean named = isNamed(i, tested);
                if (ConsentReading.isAssent(consent)
                        && (consent.hasPatient()
                                ? isAbout(consent.getPatient(), i, tested)
                                : named)) {
                    assent = Optional.of(ConsentReading.assent(form(consent, i)));
                    paths.put(OrderField.ASSENT, path(i));
                }
                if (named && ConsentReading.isRecordOfDiscussion(consent)) {
                    checkWhoseRecord(consent, i, tested);
                }
            }
        }
        if (consentEntry < 0) {
            return new DiscussionDetails(Optional.empty(), Optional.empty(), false, false, assent);
        }
        Consent record = (Consent) resource(consentEntry);
        return ConsentReading.details(record, form(record, consentEntry), assent);
    }

    private boolean isNamed(int consent, Tested tested) {
        return tested.request().getSupportingInfo().stream()
                .anyMatch(r -> references.entry(r, tested.order()) == consent);
    }

    /// The order names this Consent as its record of discussion. It is somebody else's if it says
    /// so, or if its form gives another NHS number than the patient's; but a relative may speak in
    /// the order of a family, as a mother does for her unborn child.
    private void checkWhoseRecord(Consent consent, int entry, Tested tested) {
        if (consent.hasPatient()
                && !isAbout(consent.getPatient(), entry, tested)
                && !isRelative(consent.getPatient(), entry, tested)
                && isSomebody(consent.getPatient(), entry)) {
            find(
                    FindingKind.DISCUSSION_OF_ANOTHER,
                    path(entry) + ".patient",
                    "The order names a record of discussion that is of another person.",
                    "Send this patient's record of discussion.");
            return;
        }
        Optional<String> own = testedNumber(tested);
        Optional<String> written = form(consent, entry).flatMap(ConsentReading::nhsNumber);
        if ((!consent.hasPatient() || isAbout(consent.getPatient(), entry, tested))
                && own.isPresent()
                && written.isPresent()
                && !NhsNumber.unspaced(own.get()).equals(NhsNumber.unspaced(written.get()))) {
            find(
                    FindingKind.DISCUSSION_OF_ANOTHER,
                    path(entry) + ".source",
                    "The form of the record of discussion gives another NHS number than the patient's.",
                    "Check whose form it is, and send this patient's.");
        }
    }

    private boolean isSomebody(Reference person, int entry) {
        return persons.named(person, entry).entry() >= 0 || person.getIdentifier().hasValue();
    }

    private Optional<String> testedNumber(Tested tested) {
        return persons.identifiers(tested.person()).stream()
                .filter(i -> Systems.NHS_NUMBER.equals(i.getSystem()) && i.hasValue())
                .map(Identifier::getValue)
                .findFirst();
    }

    /// Whether a person is tested in the same Bundle, or a RelatedPerson of the patient.
    private boolean isRelative(Reference person, int entry, Tested tested) {
        for (int i = 0; i < bundle.getEntry().size(); i++) {
            Resource resource = bundle.getEntry().get(i).getResource();
            if (resource instanceof ServiceRequest asked
                    && i != tested.order()
                    && persons.isAbout(person, entry, persons.named(asked.getSubject(), i))) {
                return true;
            }
            if (resource instanceof RelatedPerson related
                    && isAbout(related.getPatient(), i, tested)
                    && related.getIdentifier().stream()
                            .anyMatch(known ->
                                    persons.identifiers(persons.named(person, entry)).stream()
                                            .anyMatch(own -> Persons.isSame(own, known)))) {
                return true;
            }
        }
        return false;
    }

    /// How the order stands to others: the order that it is based on, by the service's own id, what
    /// the orders of a family have in common, and the role in it.
    private OrderContext context(ServiceRequest request) {
        Optional<OrderId> parent =
                request.getBasedOn().stream()
                        .map(r -> r.getReferenceElement())
                        .filter(r -> "ServiceRequest".equals(r.getResourceType()))
                        .map(r -> text(r.getIdPart()))
                        .filter(id -> id.matches(UUID_SHAPE))
                        .map(OrderId::new)
                        .findFirst();
        return new OrderContext(
                parent,
                request.getRequisition().hasValue()
                        ? Optional.of(
                                text(request.getRequisition().getSystem())
                                        + "|"
                                        + text(request.getRequisition().getValue()))
                        : Optional.empty(),
                role);
    }

    /// The place of another order of the Bundle that this one is based on, or -1.
    private int basedOnEntry() {
        return tested.request().getBasedOn().stream()
                .map(r -> references.entry(r, tested.order()))
                .filter(i -> i >= 0 && i != tested.order())
                .filter(i -> resource(i) instanceof ServiceRequest)
                .findFirst()
                .orElse(-1);
    }

    private static List<String> notes(ServiceRequest request) {
        List<String> notes = new ArrayList<>();
        request.getReasonCode().stream()
                .map(r -> text(r.getText()).strip())
                .filter(t -> !t.isEmpty())
                .forEach(notes::add);
        request.getNote().stream()
                .map(Annotation::getText)
                .map(t -> text(t).strip())
                .filter(t -> !t.isEmpty())
                .forEach(notes::add);
        return notes;
    }

    private Resource resource(int entry) {
        return bundle.getEntry().get(entry).getResource();
    }

    private static String path(int entry) {
        return "Bundle.entry[" + entry + "].resource";
    }

    private void find(FindingKind kind, String path, String words, String advice) {
        findings.add(policy.finding(kind, path, words, advice));
    }
}
