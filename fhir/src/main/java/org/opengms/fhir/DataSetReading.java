package org.opengms.fhir;

import static org.opengms.fhir.Elements.text;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.RequestGroup;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.opengms.dataset.DataItem;
import org.opengms.dataset.Fact;
import org.opengms.dataset.Facts;
import org.opengms.dataset.MinimumDataSet;
import org.opengms.dataset.OrderData;
import org.opengms.dataset.TestCategory;
import org.opengms.dataset.TestCategory.Disease;
import org.opengms.dataset.TestCategory.Genome;
import org.opengms.dataset.Truth;
import org.opengms.directory.TestMethod;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.orders.Finding;
import org.opengms.orders.OrderRequest;

/// Reads what an order Bundle answers of the national Minimum Data Set, and the facts that its
/// conditions ask about. Every form that an order comes in is a Bundle before this, so this is the
/// only place that knows where items stand. `docs/spec/minimum-data-set.md` lists the places.
///
/// Safe for use by many threads.
public final class DataSetReading {
    /// Sex-linked words of relationship in HL7 v3 RoleCode: natural mother of fetus, natural
    /// mother, mother.
    private static final Set<String> MOTHER_OF_FETUS = Set.of("NMTHF");

    private static final Set<String> PARENT_OF_FETUS = Set.of("NMTHF", "NFTHF");

    /// Relatives who are men.
    private static final Set<String> MEN =
            Set.of(
                    "FTH", "NFTH", "NFTHF", "GRFTH", "MGRFTH", "PGRFTH", "BRO", "NBRO", "HBRO",
                    "SON", "NSON", "UNCLE", "MUNCLE", "PUNCLE", "NEPHEW", "HUSB");

    private static final Set<String> KNOWN_VARIANT = Set.of("R240", "R242", "R244");
    private static final Set<String> AGAIN = Set.of("R387", "R442");

    /// NHS main specialty code of dermatology.
    private static final String DERMATOLOGY = "330";

    private final KnownResources known;

    /// @param known what references may lead to beside the Bundle
    public DataSetReading(KnownResources known) {
        this.known = known;
    }

    /// Reads an order.
    ///
    /// @param message as [OrderReader] read it
    /// @param method of the test asked for, if the directory has that test; else the order's own
    ///   words decide whether it is a whole genome
    /// @return nothing where the message has no order
    public Optional<OrderData> read(OrderMessage message, Optional<TestMethod> method) {
        if (message.request().isEmpty() || message.orderEntry() < 0) {
            return Optional.empty();
        }
        Bundle bundle = Elements.valued(message.bundle());
        return Optional.of(
                new Reading(
                                bundle,
                                new References(bundle, known),
                                message.orderEntry(),
                                message.request().get(),
                                method)
                        .read());
    }

    /// What an order lacks of a data set; nothing where the message has no order.
    ///
    /// @param message as [OrderReader] read it
    /// @param method of the test asked for, if the directory has that test
    /// @param policy grades the findings
    public List<Finding> check(
            OrderMessage message,
            Optional<TestMethod> method,
            MinimumDataSet dataSet,
            AcceptancePolicy policy) {
        return read(message, method).map(data -> dataSet.check(data, policy)).orElse(List.of());
    }

    /// The reading of one Bundle.
    private static final class Reading {
        private final Bundle bundle;
        private final References references;
        private final Persons persons;
        private final int order;
        private final ServiceRequest request;
        private final OrderRequest asked;
        private final Optional<TestMethod> method;
        private final String path;
        private final Persons.Someone patient;
        private final Statements statements;
        private final List<Statements.Statement> aboutPatient;
        private final LinkedTestData linked;

        Reading(
                Bundle bundle,
                References references,
                int order,
                OrderRequest asked,
                Optional<TestMethod> method) {
            this.bundle = bundle;
            this.references = references;
            this.persons = new Persons(bundle, references);
            this.order = order;
            this.request = (ServiceRequest) bundle.getEntry().get(order).getResource();
            this.asked = asked;
            this.method = method;
            this.path = path(order);
            this.patient = persons.named(request.getSubject(), order);
            this.statements = new Statements(bundle);
            this.aboutPatient = statements.about(patient, persons);
            this.linked = new LinkedTestData(bundle, references, persons, patient, order, request);
        }

        private static String path(int entry) {
            return "Bundle.entry[" + entry + "].resource";
        }

        OrderData read() {
            Optional<Patient> tested = persons.patient(patient);
            boolean isFetus = isFetus(tested);
            PersonData person = patient(tested, isFetus);
            SampleData samples =
                    new SampleData(
                            bundle,
                            references,
                            persons,
                            order,
                            request,
                            patient,
                            isFetus,
                            person,
                            aboutPatient);
            List<OrderData.Part> parts = new ArrayList<>();
            parts.addAll(new RequesterData(references, order, request).read());
            parts.add(testRequest());
            parts.add(person.read("", "Patient - ", Optional.empty(), Facts.NONE));
            parts.addAll(relatives());
            parts.addAll(linked.read(restsOnAnotherTest()));
            parts.add(
                    new PresentationData(
                                    bundle,
                                    references,
                                    persons,
                                    patient,
                                    order,
                                    request,
                                    aboutPatient)
                            .read());
            parts.addAll(samples.read());
            return new OrderData(
                    disease().map(d -> TestCategory.of(genome(), d)),
                    path,
                    facts().and(samples.tumour()),
                    parts,
                    READABLE);
        }

        // ---- the category

        /// By the directory's word, else by the category that the order gives, else by its words.
        private Genome genome() {
            if (method.isPresent()) {
                return method.get() == TestMethod.WGS ? Genome.WHOLE : Genome.IN_PART;
            }
            Optional<String> said = codes(request.getCategory(), Systems.SEQUENCING_CATEGORY);
            if (said.isPresent()) {
                return said.get().contains("non-wgs") ? Genome.IN_PART : Genome.WHOLE;
            }
            String words = named().replaceAll("NON[ -]?WGS", "");
            return words.contains("WGS") || words.contains("WHOLE GENOME")
                    ? Genome.WHOLE
                    : Genome.IN_PART;
        }

        /// By the reason for testing, else by the sequencing category, else by the code's letter.
        private Optional<Disease> disease() {
            if (codes(request.getCategory(), Systems.REASON_FOR_TESTING).isPresent()) {
                return Optional.of(Disease.RARE);
            }
            if (codes(request.getCategory(), Systems.CANCER_TESTING).isPresent()) {
                return Optional.of(Disease.CANCER);
            }
            Optional<String> sequencing = codes(request.getCategory(), Systems.SEQUENCING_CATEGORY);
            if (sequencing.isPresent()) {
                return Optional.of(
                        sequencing.get().startsWith("cancer") ? Disease.CANCER : Disease.RARE);
            }
            return Stream.of(asked.indicationCode(), asked.testCode())
                    .flatMap(Optional::stream)
                    .filter(c -> c.matches("[RM][0-9]+.*"))
                    .map(c -> c.startsWith("R") ? Disease.RARE : Disease.CANCER)
                    .findFirst();
        }

        private static Optional<String> codes(List<CodeableConcept> concepts, String system) {
            return concepts.stream()
                    .flatMap(c -> c.getCoding().stream())
                    .filter(c -> system.equals(c.getSystem()) && c.hasCode())
                    .map(Coding::getCode)
                    .findFirst();
        }

        /// Everything that the order calls its test and indication.
        private String named() {
            return Stream.concat(Stream.of(request.getCode()), request.getReasonCode().stream())
                    .flatMap(c ->
                            Stream.concat(
                                    Stream.of(text(c.getText())),
                                    c.getCoding().stream().map(g -> text(g.getDisplay()))))
                    .collect(Collectors.joining("\n"))
                    .toUpperCase(Locale.ROOT);
        }

        // ---- facts of the order

        private Facts facts() {
            Map<Fact, Truth> facts = new EnumMap<>(Fact.class);
            facts.put(Fact.URGENT, urgent());
            facts.put(Fact.REPORT_COPY_WANTED, Truth.NO);
            facts.put(Fact.WHOLE_GENOME_TEST, Truth.of(genome() == Genome.WHOLE));
            facts.put(Fact.ULTRA_RARE_INDICATION, ultraRare());
            if (isFromDermatology()) {
                facts.put(Fact.SKIN_OR_BONE_TEST, Truth.YES);
            }
            return new Facts(facts);
        }

        private Truth urgent() {
            if (request.getPriority() == null) {
                return urgencyReason().isPresent() ? Truth.CANNOT_TELL : Truth.NO;
            }
            return switch (request.getPriority()) {
                case URGENT, ASAP, STAT -> Truth.YES;
                case ROUTINE -> Truth.NO;
                case NULL -> Truth.CANNOT_TELL;
            };
        }

        private Truth ultraRare() {
            if (isFor(Set.of("R89")) || named().contains("ULTRA-RARE")) {
                return Truth.YES;
            }
            boolean hasRCode =
                    Stream.of(asked.indicationCode(), asked.testCode())
                            .flatMap(Optional::stream)
                            .anyMatch(c -> c.matches("[RM][0-9]+.*"));
            return hasRCode || !named().isBlank() ? Truth.NO : Truth.CANNOT_TELL;
        }

        private boolean isFor(Set<String> indications) {
            return Stream.of(asked.indicationCode(), asked.testCode())
                    .flatMap(Optional::stream)
                    .map(c -> c.replaceAll("\\..*", ""))
                    .anyMatch(indications::contains);
        }

        /// A known variant was found somewhere, and what is analysed again was analysed before.
        private boolean restsOnAnotherTest() {
            return isFor(KNOWN_VARIANT)
                    || isFor(AGAIN)
                    || named().matches("(?s).*KNOWN (FAMILIAL )?(VARIANT|MUTATION).*")
                    || codes(request.getCategory(), Systems.REASON_FOR_TESTING)
                            .filter("reanalysis"::equals)
                            .isPresent();
        }

        private boolean isFromDermatology() {
            return references
                    .resource(request.getRequester(), order)
                    .filter(PractitionerRole.class::isInstance)
                    .map(PractitionerRole.class::cast)
                    .filter(r ->
                            r.getSpecialty().stream()
                                    .anyMatch(s ->
                                            PatientReading.words(s)
                                                            .toLowerCase(Locale.ROOT)
                                                            .contains("dermatolog")
                                                    || codes(List.of(s), Systems.PRACTICE_SETTING)
                                                            .filter(DERMATOLOGY::equals)
                                                            .isPresent()))
                    .isPresent();
        }

        // ---- the request itself

        private OrderData.Part testRequest() {
            Answers answers = new Answers("", "Test request - ");
            answers.item(
                    "Funding",
                    extension(request.getExtension(), Systems.COVERAGE)
                            .map(i -> path + ".extension[" + i + "].value")
                            .or(() ->
                                    Optional.of(path + ".insurance")
                                            .filter(p -> request.hasInsurance())),
                    path + ".extension('" + Systems.COVERAGE + "').value");
            answers.item(
                    "Date and time",
                    Optional.of(path + ".authoredOn").filter(p -> request.hasAuthoredOn()),
                    path + ".authoredOn");
            answers.item(
                    "Is urgent",
                    Optional.of(path + ".priority").filter(p -> request.getPriority() != null),
                    path + ".priority");
            answers.item(
                    "Urgency reason",
                    urgencyReason(),
                    path + ".priority.extension('" + Systems.PRIORITY_REASON + "').value");
            answers.item(
                    "Test Directory version",
                    directoryVersion(),
                    directoryCoding() + ".extension('" + Systems.TEST_CODE_VERSION + "').value");
            answers.item(
                    "CI code",
                    asked.indicationCode()
                            .map(c -> asked.where(org.opengms.orders.OrderField.INDICATION)),
                    path + ".reasonCode.coding");
            answers.item(
                    "CITT code",
                    asked.testCode().map(c -> asked.where(org.opengms.orders.OrderField.TEST)),
                    path + ".code.coding");
            answers.item(
                    "Additional CITT codes to be tested",
                    Optional.of(path + ".orderDetail")
                            .filter(p -> !asked.additionalPanels().isEmpty()),
                    path + ".orderDetail");
            answers.item(
                    "Count of patients to be tested",
                    participantCount(),
                    path + ".extension('" + Systems.PARTICIPANT_COUNT + "').value");
            return answers.part(Facts.NONE);
        }

        private Optional<String> urgencyReason() {
            List<Extension> onPriority = request.getPriorityElement().getExtension();
            return extension(onPriority, Systems.PRIORITY_REASON)
                    .map(i -> path + ".priority.extension[" + i + "].value")
                    .or(() ->
                            extension(request.getExtension(), Systems.PRIORITY_REASON)
                                    .map(i -> path + ".extension[" + i + "].value"));
        }

        private static Optional<Integer> extension(List<Extension> all, String url) {
            return IntStream.range(0, all.size())
                    .filter(i -> url.equals(all.get(i).getUrl()) && all.get(i).hasValue())
                    .boxed()
                    .findFirst();
        }

        private record At(String path, Coding coding) {}

        private List<At> directoryCodings() {
            List<At> found = new ArrayList<>();
            codings(request.getCode(), path + ".code", found);
            for (int i = 0; i < request.getReasonCode().size(); i++) {
                codings(request.getReasonCode().get(i), path + ".reasonCode[" + i + "]", found);
            }
            return found;
        }

        private static void codings(CodeableConcept concept, String at, List<At> found) {
            for (int i = 0; i < concept.getCoding().size(); i++) {
                if (Statements.isOfDirectory(concept.getCoding().get(i))) {
                    found.add(new At(at + ".coding[" + i + "]", concept.getCoding().get(i)));
                }
            }
        }

        private String directoryCoding() {
            return directoryCodings().stream().findFirst().map(At::path).orElse(path + ".code");
        }

        /// The version of the directory that the code is from: the national extension on the code,
        /// or the coding's own version.
        private Optional<String> directoryVersion() {
            for (At at : directoryCodings()) {
                Optional<Integer> extension =
                        extension(at.coding().getExtension(), Systems.TEST_CODE_VERSION);
                if (extension.isPresent()) {
                    return Optional.of(at.path() + ".extension[" + extension.get() + "].value");
                }
                if (at.coding().hasVersion()) {
                    return Optional.of(at.path() + ".version");
                }
            }
            return Optional.empty();
        }

        private Optional<String> participantCount() {
            Optional<String> own = participantCount(request.getExtension(), path);
            if (own.isPresent()) {
                return own;
            }
            for (int i = 0; i < bundle.getEntry().size(); i++) {
                if (bundle.getEntry().get(i).getResource() instanceof RequestGroup group) {
                    Optional<String> of = participantCount(group.getExtension(), path(i));
                    if (of.isPresent()) {
                        return of;
                    }
                }
            }
            return Optional.empty();
        }

        private static Optional<String> participantCount(List<Extension> all, String path) {
            return extension(all, Systems.PARTICIPANT_COUNT)
                    .filter(i -> all.get(i).getValue() instanceof IntegerType)
                    .map(i -> path + ".extension[" + i + "].value");
        }

        // ---- the family

        private PersonData patient(Optional<Patient> tested, boolean isFetus) {
            Optional<Persons.Someone> mother =
                    isFetus ? relative(MOTHER_OF_FETUS) : Optional.empty();
            Optional<Relation> motherInWords = related(MOTHER_OF_FETUS).findFirst();
            return new PersonData(
                    patient,
                    tested,
                    patient.entry() >= 0 ? PersonData.Place.PATIENT : PersonData.Place.ELSEWHERE,
                    path(patient.entry()),
                    mother.flatMap(persons::patient)
                            .or(() -> motherInWords.map(m -> asPatient(m.person()))),
                    mother.map(m -> path(m.entry()))
                            .or(() -> motherInWords.map(m -> path(m.entry())))
                            .orElse(""),
                    isFetus,
                    path,
                    aboutPatient);
        }

        /// What a RelatedPerson says of somebody whose Patient is not at hand.
        private static Patient asPatient(RelatedPerson person) {
            Patient patient = new Patient();
            patient.setIdentifier(person.getIdentifier());
            patient.setName(person.getName());
            patient.setAddress(person.getAddress());
            if (person.hasBirthDate()) {
                patient.setBirthDateElement(person.getBirthDateElement());
            }
            if (person.hasGender()) {
                patient.setGender(person.getGender());
            }
            return patient;
        }

        /// A fetus says so, or has somebody who is parent of a fetus.
        private boolean isFetus(Optional<Patient> tested) {
            return tested.flatMap(p -> Elements.extension(p.getExtension(), Systems.FETAL_STATUS))
                            .isPresent()
                    || related(PARENT_OF_FETUS).findAny().isPresent();
        }

        private record Relation(int entry, RelatedPerson person) {}

        private Stream<Relation> related(Set<String> roles) {
            return IntStream.range(0, bundle.getEntry().size())
                    .filter(i -> bundle.getEntry().get(i).getResource() instanceof RelatedPerson)
                    .mapToObj(i ->
                            new Relation(i, (RelatedPerson) bundle.getEntry().get(i).getResource()))
                    .filter(r -> persons.isAbout(r.person().getPatient(), r.entry(), patient))
                    .filter(r ->
                            roles.isEmpty()
                                    || r.person().getRelationship().stream()
                                            .flatMap(c -> c.getCoding().stream())
                                            .anyMatch(c -> roles.contains(text(c.getCode()))));
        }

        /// The Patient in the Bundle who is this relative.
        private Optional<Persons.Someone> relative(Set<String> roles) {
            return related(roles)
                    .flatMap(relation ->
                            IntStream.range(0, bundle.getEntry().size())
                                    .filter(i ->
                                            bundle.getEntry().get(i).getResource()
                                                            instanceof Patient other
                                                    && isSame(other, i, relation))
                                    .mapToObj(i -> new Persons.Someone(i, new Reference(), i)))
                    .findFirst();
        }

        private boolean isSame(Patient person, int entry, Relation relation) {
            boolean linked =
                    person.getLink().stream()
                            .anyMatch(
                                    l -> references.entry(l.getOther(), entry) == relation.entry());
            return linked
                    || relation.person().getIdentifier().stream()
                            .anyMatch(known ->
                                    person.getIdentifier().stream()
                                            .anyMatch(own -> Persons.isSame(own, known)));
        }

        /// Relatives are tested if the Bundle brings a request of the family for them. Of an
        /// announced relative whose own order is to come nothing can be told.
        private List<OrderData.Part> relatives() {
            List<Persons.Someone> seen = new ArrayList<>(List.of(patient));
            List<OrderData.Part> parts = new ArrayList<>();
            for (int i = 0; i < bundle.getEntry().size(); i++) {
                Resource resource = bundle.getEntry().get(i).getResource();
                if (resource instanceof ServiceRequest other
                        && i != order
                        && Persons.mayBeOfOneFamily(request, other)
                        && isNew(other.getSubject(), i, seen)) {
                    Persons.Someone relative = persons.named(other.getSubject(), i);
                    seen.add(relative);
                    parts.add(relative(relative, other, i, parts.size() + 1));
                }
            }
            return parts;
        }

        private boolean isNew(Reference subject, int entry, List<Persons.Someone> seen) {
            return seen.stream().noneMatch(s -> persons.isAbout(subject, entry, s));
        }

        private OrderData.Part relative(
                Persons.Someone relative, ServiceRequest own, int entry, int number) {
            Optional<Patient> known = persons.patient(relative);
            Optional<Relation> relation = relation(relative, own, entry);
            boolean inWords = known.isEmpty() && relation.isPresent();
            PersonData data =
                    new PersonData(
                            relative,
                            known.or(() -> relation.map(r -> asPatient(r.person()))),
                            relative.entry() >= 0
                                    ? PersonData.Place.PATIENT
                                    : inWords
                                            ? PersonData.Place.RELATED_PERSON
                                            : PersonData.Place.ELSEWHERE,
                            path(inWords ? relation.get().entry() : relative.entry()),
                            Optional.empty(),
                            "",
                            false,
                            path(entry),
                            statements.about(relative, persons));
            return data.read(
                    "relative " + number,
                    "Relative - ",
                    Optional.of(
                            new PersonData.Relationship(
                                    relation.filter(r -> r.person().hasRelationship())
                                            .map(r -> path(r.entry()) + ".relationship"),
                                    relation.map(r -> path(r.entry()) + ".relationship")
                                            .orElse(path(entry) + ".supportingInfo"),
                                    relation.filter(r -> isMale(r.person())).isPresent())),
                    Facts.NONE.with(Fact.RELATIVE_TESTED, Truth.YES));
        }

        private static boolean isMale(RelatedPerson person) {
            return person.getRelationship().stream()
                    .flatMap(c -> c.getCoding().stream())
                    .anyMatch(c -> MEN.contains(text(c.getCode())));
        }

        /// A RelatedPerson of the patient that the relative's Patient links to, that has the same
        /// identifier, or that the relative's request brings in.
        private Optional<Relation> relation(
                Persons.Someone relative, ServiceRequest own, int entry) {
            Set<Integer> brought =
                    own.getSupportingInfo().stream()
                            .map(r -> references.entry(r, entry))
                            .collect(Collectors.toSet());
            Optional<Patient> known = persons.patient(relative);
            return related(Set.of())
                    .filter(r ->
                            brought.contains(r.entry())
                                    || known.filter(p ->
                                                    isSame(
                                                            p,
                                                            relative.entry() < 0
                                                                    ? entry
                                                                    : relative.entry(),
                                                            r))
                                            .isPresent()
                                    || r.person().getIdentifier().stream()
                                            .anyMatch(i ->
                                                    Persons.isSame(
                                                            relative.reference().getIdentifier(),
                                                            i)))
                    .findFirst();
        }
    }

    /// Keys of every item that is read here, or known to have no place.
    static final Set<String> READABLE =
            Stream.of(
                            named(
                                    "Req clinician - ",
                                    "Full name",
                                    "Professional registration number",
                                    "Phone",
                                    "Email address",
                                    "Organisation name",
                                    "Organisation address",
                                    "Organisation ODS code",
                                    "Department name",
                                    "Department address"),
                            named("Clinical report cc to - ", "Entity name", "Email address"),
                            named(
                                    "Additional contact - ",
                                    "Full name",
                                    "Phone",
                                    "Email address",
                                    "Organisation name",
                                    "Organisation address",
                                    "Organisation ODS code"),
                            named(
                                    "Test request - ",
                                    "Funding",
                                    "Date and time",
                                    "Is urgent",
                                    "Urgency reason",
                                    "Test Directory version",
                                    "CI code",
                                    "CITT code",
                                    "Additional CITT codes to be tested",
                                    "Count of patients to be tested"),
                            person("Patient - "),
                            person("Relative - "),
                            named("Relative - ", "Relationship to proband/index", "Country"),
                            named(
                                    "Linked test - ",
                                    "Clinical report service id",
                                    "Clinical report / result",
                                    "Relationship to patient",
                                    "Name",
                                    "Date of birth",
                                    "Reporting organisation",
                                    "Reporting organisation identifier (lab number)"),
                            named(
                                    "CP - ",
                                    "Date of diagnosis",
                                    "Known or suspected rare disease",
                                    "Disease status",
                                    "Phenotypic details",
                                    "Date at onset",
                                    "Symptoms at onset",
                                    "Solid tumour type",
                                    "Liquid tumour type",
                                    "Pedigree details/diagram",
                                    "Disease penetrance (complete/incomplete)",
                                    "Pathological reports (PDF)",
                                    "Any additional information"),
                            named(
                                    "Sample/Biopsy - ",
                                    "Sample id assigning authority (many)",
                                    "Sample id (many)",
                                    "Type",
                                    "Taken date",
                                    "High risk reason",
                                    "State",
                                    "Solid tumour morphology",
                                    "Solid tumour histological type (topography)",
                                    "Biopsy site",
                                    "Skin/Bone affected status",
                                    "Nuclei blasts / Neoplastic cell content",
                                    "Nucleated cell count",
                                    "Fetal sample count",
                                    "Storage opt out",
                                    "Volume",
                                    "Taken alive/post mortem",
                                    "Maternal cell contamination (MCC)"))
                    .flatMap(items -> items)
                    .collect(Collectors.toUnmodifiableSet());

    private static Stream<String> person(String prefix) {
        return named(
                prefix,
                "Identifier (NHS number/Other)",
                "Reason for unavailable NHS number",
                "First name",
                "Last name",
                "Date of birth",
                "Address",
                "Postcode",
                "Life status at time of request.",
                "Date/Time death",
                "Ethnicity",
                "Gender Identity",
                "Phenotypic sex (gender for PLCM)",
                "Karyotypic sex",
                "GP Practice ODS Code",
                "Clinical genetics no/pedigree number",
                "Pregnancy status",
                "Pregnancy gestation period",
                "Fetal gestation",
                "Transplant status",
                "Type of transplant",
                "Transplant date",
                "Transfusion status",
                "Type of transfusion",
                "Transfusion date",
                "Consanguinity");
    }

    private static Stream<String> named(String prefix, String... items) {
        return Stream.of(items).map(item -> DataItem.key(prefix + item));
    }
}
