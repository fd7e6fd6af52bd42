package org.opengms.fhir;

import static org.opengms.fhir.Elements.text;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.BodyStructure;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Specimen;
import org.opengms.dataset.Fact;
import org.opengms.dataset.Facts;
import org.opengms.dataset.OrderData;
import org.opengms.dataset.Truth;
import org.opengms.fhir.Statements.Statement;
import org.opengms.fhir.Statements.Topic;

/// What an order says of the patient's samples.
final class SampleData {
    private static final String PREFIX = "Sample/Biopsy - ";

    /// SNOMED CT, from the national concept map of primary samples and the examples.
    private static final Topic MARROW =
            new Topic(Set.of("396997002", "258585008"), "bone marrow|trephine");

    private static final Topic BLOOD =
            new Topic(Set.of("119297000", "445295009", "122556008"), "\\bblood\\b");
    private static final Topic FETAL =
            new Topic(
                    Set.of("119373006", "258565009", "737357006", "258428005"),
                    "amniotic|chorionic|fetal|foetal|products of conception");
    private static final Topic TUMOUR =
            new Topic(Set.of("258435002"), "tumou?r|neoplas|carcinoma|cancer");
    private static final Topic RESECTION = new Topic(Set.of("364611000000101"), "resect");
    private static final Topic BIOPSY = new Topic(Set.of(), "biops");
    private static final Topic SKIN_OR_BONE =
            new Topic(Set.of("608969007"), "\\bskin\\b|\\bbone\\b(?! marrow)");

    /// Samples that are drawn, spat or scraped, so that no biopsy was done and no skin or bone is
    /// in them.
    private static final Topic FLUID =
            new Topic(
                    Set.of(
                            "119373006",
                            "119297000",
                            "445295009",
                            "258564008",
                            "258450006",
                            "122556008",
                            "737357006",
                            "122571007",
                            "418564007",
                            "119342007",
                            "122575003"),
                    "\\bblood\\b|saliva|urine|fluid|buccal|plasma|serum|\\bDNA\\b");

    private static final Topic MATERNAL_CELLS = new Topic(Set.of(), "maternal cell contamination");

    /// SNOMED CT: Proportion of specimen involved by tumour, Percentage blast cells.
    private static final Topic TUMOUR_CONTENT =
            new Topic(
                    Set.of("371510003", "1015521000000107"),
                    "blast cells|neoplastic cell|tumou?r nucle|tumou?r content");

    /// SNOMED CT: Percentage blast cells; said of liquid tumours only.
    private static final Topic BLASTS = new Topic(Set.of("1015521000000107"), "blast cells");

    /// SNOMED CT: Solid tumor configuration, Primary malignant neoplasm, Neoplasm metastatic (the
    /// national concept map of solid tumour types).
    private static final Topic SOLID_TYPE =
            new Topic(Set.of("369757002", "372087000", "14799000"), "solid tumou?r");

    /// SNOMED CT: Nucleated red blood cell count, White blood cell count.
    private static final Topic CELL_COUNT =
            new Topic(Set.of("1022461000000100", "767002"), "nucleated.*cell|white blood cell");

    /// Infections, from the national concept map of risk reasons.
    private static final Set<String> RISKS =
            Set.of(
                    "409498004",
                    "75702008",
                    "127531000119106",
                    "111407006",
                    "86406008",
                    "228388006",
                    "792004",
                    "428111003",
                    "56717001",
                    "4834000",
                    "3738000");

    private final Bundle bundle;
    private final References references;
    private final int order;
    private final ServiceRequest request;
    private final Persons.Someone patient;
    private final Persons persons;
    private final List<Statement> statements;
    private final PersonData person;
    private final boolean isFetus;
    private final String orderPath;
    private final List<Sample> samples = new ArrayList<>();

    private record Sample(int entry, String path, Specimen specimen) {}

    SampleData(
            Bundle bundle,
            References references,
            Persons persons,
            int order,
            ServiceRequest request,
            Persons.Someone patient,
            boolean isFetus,
            PersonData person,
            List<Statement> statements) {
        this.bundle = bundle;
        this.references = references;
        this.persons = persons;
        this.order = order;
        this.request = request;
        this.patient = patient;
        this.isFetus = isFetus;
        this.person = person;
        this.statements = statements;
        this.orderPath = "Bundle.entry[" + order + "].resource";
        find();
    }

    /// Specimens of the patient, and any that the order itself lists.
    private void find() {
        Set<Integer> listed = new HashSet<>();
        request.getSpecimen().forEach(r -> listed.add(references.entry(r, order)));
        for (int i = 0; i < bundle.getEntry().size(); i++) {
            if (bundle.getEntry().get(i).getResource() instanceof Specimen specimen
                    && specimen.getStatus() != Specimen.SpecimenStatus.ENTEREDINERROR) {
                int entry = i;
                boolean asked =
                        specimen.getRequest().stream()
                                .anyMatch(r -> references.entry(r, entry) == order);
                boolean theirs =
                        specimen.hasSubject()
                                ? persons.isAbout(specimen.getSubject(), i, patient)
                                : asked;
                if (listed.contains(i) || theirs) {
                    samples.add(new Sample(i, "Bundle.entry[" + i + "].resource", specimen));
                }
            }
        }
    }

    /// Whether the request is about a solid, and whether about a liquid tumour: as a sample's
    /// category or type or a statement about the tumour says. One of the two rules out the other.
    Facts tumour() {
        boolean solid =
                samples.stream()
                                .anyMatch(s ->
                                        categories(s).contains("solid-tumour")
                                                || TUMOUR.isIn(s.specimen().getType())
                                                || RESECTION.isIn(s.specimen().getType()))
                        || statements.stream()
                                .anyMatch(s -> SOLID_TYPE.isIn(s.code()) || s.isTagged("PS-35"));
        boolean liquid =
                samples.stream()
                                .anyMatch(s ->
                                        categories(s).contains("liquid-tumour")
                                                || MARROW.isIn(s.specimen().getType()))
                        || statements.stream().anyMatch(s -> BLASTS.isIn(s.code()));
        Truth rest = solid || liquid ? Truth.NO : Truth.CANNOT_TELL;
        return Facts.NONE
                .with(Fact.SOLID_TUMOUR_REQUEST, solid ? Truth.YES : rest)
                .with(Fact.LIQUID_TUMOUR_REQUEST, liquid ? Truth.YES : rest);
    }

    /// One part for each sample. An order without any still asks for one, except where existing
    /// data are analysed again.
    List<OrderData.Part> read() {
        List<OrderData.Part> parts = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            parts.add(read(samples.get(i), i));
        }
        if (parts.isEmpty() && !needsNoSample()) {
            parts.add(
                    new Answers("", PREFIX)
                            .item("Type", Optional.empty(), orderPath + ".specimen")
                            .item("Taken date", Optional.empty(), orderPath + ".specimen")
                            .item("State", Optional.empty(), orderPath + ".specimen")
                            .part(Facts.NONE));
        }
        return parts;
    }

    private boolean needsNoSample() {
        boolean again =
                request.getCategory().stream()
                                .flatMap(c -> c.getCoding().stream())
                                .anyMatch(c -> text(c.getCode()).equals("reanalysis"))
                        || request.getCode().getCoding().stream()
                                .map(c -> text(c.getCode()).replaceAll("\\..*", ""))
                                .anyMatch(c -> c.equals("R387") || c.equals("R442"));
        boolean said =
                request.getSpecimen().stream()
                        .anyMatch(r ->
                                text(r.getDisplay())
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .contains("no sample"));
        return again || said;
    }

    private OrderData.Part read(Sample sample, int index) {
        Specimen specimen = sample.specimen();
        CodeableConcept type = specimen.getType();
        Answers answers = new Answers("sample " + (index + 1), PREFIX);
        Map<Fact, Truth> facts = new EnumMap<>(Fact.class);
        identifiers(answers, facts, sample);
        facts.put(Fact.FIRST_SAMPLE, Truth.of(index == 0));
        answers.item(
                "Type",
                Optional.of(sample.path() + ".type")
                        .filter(p -> specimen.hasType() && !Elements.isSaidToBeAbsent(type)),
                sample.path() + ".type");
        answers.item(
                "Taken date",
                Optional.of(sample.path() + ".collection.collected")
                        .filter(p -> specimen.getCollection().hasCollected()),
                sample.path() + ".collection.collected");
        Optional<String> risk = risk(sample);
        facts.put(Fact.HIGH_RISK_SAMPLE, risk.isPresent() ? Truth.YES : Truth.CANNOT_TELL);
        answers.item(
                "High risk reason",
                risk,
                sample.path() + ".extension('" + Systems.SPECIAL_HANDLING + "').value");
        tumourItems(answers, facts, sample);
        tissueItems(answers, facts, sample, type);
        answers.item(
                "Fetal sample count",
                first(s -> s.isTagged("F-5")).map(Statement::path),
                orderPath + ".supportingInfo");
        answers.nowhere("Storage opt out", sample.path());
        answers.item("Volume", volume(sample), sample.path() + ".collection.quantity");
        facts.put(Fact.TAKEN_AFTER_DEATH, takenAfterDeath(specimen));
        answers.item(
                "Taken alive/post mortem",
                ofSample(sample, s -> s.isTagged("PS-28")).map(Statement::path),
                orderPath + ".supportingInfo");
        facts.put(Fact.FETAL_SAMPLE, isFetal(type));
        answers.item(
                "Maternal cell contamination (MCC)",
                ofSample(sample, s -> MATERNAL_CELLS.isIn(s.code()) || s.isTagged("PS-21", "PS-27"))
                        .map(Statement::path),
                orderPath + ".supportingInfo");
        return answers.part(new Facts(facts));
    }

    private void identifiers(Answers answers, Map<Fact, Truth> facts, Sample sample) {
        Specimen specimen = sample.specimen();
        Optional<String> at = Optional.empty();
        boolean assigned = false;
        for (int i = specimen.getIdentifier().size() - 1; i >= 0; i--) {
            Identifier identifier = specimen.getIdentifier().get(i);
            if (identifier.hasValue()) {
                at = Optional.of(sample.path() + ".identifier[" + i + "]");
                assigned |= isAssigned(identifier);
            }
        }
        Identifier accession = specimen.getAccessionIdentifier();
        boolean accessioned = accession.hasValue();
        assigned |= accessioned && isAssigned(accession);
        String where = at.orElse(sample.path() + ".accessionIdentifier");
        facts.put(Fact.SAMPLE_ID_GIVEN, Truth.of(at.isPresent() || accessioned));
        Optional<String> given =
                at.or(() ->
                        Optional.of(sample.path() + ".accessionIdentifier")
                                .filter(p -> accessioned));
        answers.item(
                "Sample id (many)",
                given.map(p -> p + ".value"),
                sample.path() + ".identifier.value");
        answers.item(
                "Sample id assigning authority (many)",
                assigned
                        ? Optional.of(
                                (isAssigned(accession) && at.isEmpty()
                                                ? sample.path() + ".accessionIdentifier"
                                                : assignedPath(sample))
                                        + ".assigner")
                        : Optional.empty(),
                where + ".assigner");
    }

    private static String assignedPath(Sample sample) {
        List<Identifier> all = sample.specimen().getIdentifier();
        return IntStream.range(0, all.size())
                .filter(i -> all.get(i).hasValue() && isAssigned(all.get(i)))
                .mapToObj(i -> sample.path() + ".identifier[" + i + "]")
                .findFirst()
                .orElse(sample.path() + ".accessionIdentifier");
    }

    private static boolean isAssigned(Identifier identifier) {
        Reference assigner = identifier.getAssigner();
        return assigner.getIdentifier().hasValue()
                || assigner.hasDisplay()
                || assigner.hasReference();
    }

    /// A risk stated with the sample: by the special handling it needs, as its condition, or as an
    /// Observation of an infection.
    private Optional<String> risk(Sample sample) {
        Specimen specimen = sample.specimen();
        for (int i = 0; i < specimen.getExtension().size(); i++) {
            if (Systems.SPECIAL_HANDLING.equals(specimen.getExtension().get(i).getUrl())
                    && specimen.getExtension().get(i).hasValue()) {
                return Optional.of(sample.path() + ".extension[" + i + "].value");
            }
        }
        for (int i = 0; i < specimen.getCondition().size(); i++) {
            if (Statements.has(specimen.getCondition().get(i), RISKS)) {
                return Optional.of(sample.path() + ".condition[" + i + "]");
            }
        }
        return first(s ->
                        s.isTagged("PS-24")
                                || (s.said() == Truth.YES
                                        && (Statements.has(s.code(), RISKS)
                                                || Statements.has(s.value(), RISKS))))
                .map(Statement::path);
    }

    private void tumourItems(Answers answers, Map<Fact, Truth> facts, Sample sample) {
        List<String> categories = categories(sample);
        Specimen specimen = sample.specimen();
        facts.put(Fact.NORMAL_SAMPLE, isNormal(categories, specimen.getType()));
        answers.item(
                "State",
                IntStream.range(0, specimen.getExtension().size())
                        .filter(i ->
                                Systems.SAMPLE_CATEGORY_EXTENSION.equals(
                                                specimen.getExtension().get(i).getUrl())
                                        && specimen.getExtension().get(i).hasValue())
                        .mapToObj(i -> sample.path() + ".extension[" + i + "].value")
                        .findFirst(),
                sample.path() + ".extension('" + Systems.SAMPLE_CATEGORY_EXTENSION + "').value");
        Optional<String> structure = bodyStructurePath(sample);
        Optional<BodyStructure> site = bodyStructure(sample);
        answers.item(
                "Solid tumour morphology",
                ofSample(sample, s -> s.isTagged("PS-17"))
                        .map(Statement::path)
                        .or(() ->
                                site.filter(BodyStructure::hasMorphology)
                                        .flatMap(b -> structure)
                                        .map(p -> p + ".morphology")),
                structure.map(p -> p + ".morphology").orElse(bodySiteExtension(sample)));
        answers.item(
                "Solid tumour histological type (topography)",
                ofSample(sample, s -> s.isTagged("PS-18"))
                        .map(Statement::path)
                        .or(() ->
                                site.filter(BodyStructure::hasLocation)
                                        .flatMap(b -> structure)
                                        .map(p -> p + ".location"))
                        .or(() -> bodySite(sample)),
                structure.map(p -> p + ".location").orElse(bodySiteExtension(sample)));
        answers.item(
                "Nuclei blasts / Neoplastic cell content",
                ofSample(
                                sample,
                                s ->
                                        (TUMOUR_CONTENT.isIn(s.code())
                                                        || s.isTagged("PS-15", "PS-23", "PS-26"))
                                                && isAnswered(s))
                        .map(s -> s.path() + ".value"),
                orderPath + ".supportingInfo");
        facts.put(
                Fact.MARROW_OR_BLOOD_SAMPLE,
                specimen.hasType()
                        ? Truth.of(
                                MARROW.isIn(specimen.getType()) || BLOOD.isIn(specimen.getType()))
                        : Truth.CANNOT_TELL);
        answers.item(
                "Nucleated cell count",
                ofSample(
                                sample,
                                s ->
                                        (CELL_COUNT.isIn(s.code()) || s.isTagged("PS-14"))
                                                && isAnswered(s))
                        .map(s -> s.path() + ".value"),
                orderPath + ".supportingInfo");
    }

    /// Of the tumour, as its category or its own type says; a blood sample sent for a tumour may be
    /// either.
    private static Truth isNormal(List<String> categories, CodeableConcept type) {
        if (categories.contains("germline")) {
            return Truth.YES;
        }
        boolean ofTumour =
                categories.stream().anyMatch(c -> c.contains("tumour"))
                        || TUMOUR.isIn(type)
                        || RESECTION.isIn(type)
                        || MARROW.isIn(type);
        return ofTumour ? Truth.NO : Truth.CANNOT_TELL;
    }

    private void tissueItems(
            Answers answers, Map<Fact, Truth> facts, Sample sample, CodeableConcept type) {
        CodeableConcept method = sample.specimen().getCollection().getMethod();
        boolean biopsy = BIOPSY.isIn(type) || BIOPSY.isIn(method);
        boolean none = FLUID.isIn(type) || RESECTION.isIn(type);
        facts.put(Fact.BIOPSY_SAMPLE, biopsy ? Truth.YES : none ? Truth.NO : Truth.CANNOT_TELL);
        answers.item(
                "Biopsy site",
                bodySite(sample).or(() -> bodyStructurePath(sample).map(p -> p + ".location")),
                sample.path() + ".collection.bodySite");
        boolean skin = SKIN_OR_BONE.isIn(type);
        facts.put(
                Fact.SKIN_OR_BONE_SAMPLE,
                skin
                        ? Truth.YES
                        : FLUID.isIn(type) || MARROW.isIn(type) || FETAL.isIn(type)
                                ? Truth.NO
                                : Truth.CANNOT_TELL);
        answers.nowhere("Skin/Bone affected status", sample.path());
    }

    private Truth isFetal(CodeableConcept type) {
        if (FETAL.isIn(type) || isFetus) {
            return Truth.YES;
        }
        return type.isEmpty() ? Truth.CANNOT_TELL : Truth.NO;
    }

    private Truth takenAfterDeath(Specimen specimen) {
        Truth deceased = person.isDeceased();
        if (deceased != Truth.YES) {
            return deceased;
        }
        Optional<Instant> died = person.diedAt().flatMap(SampleData::instant);
        Optional<Instant> taken =
                specimen.getCollection().getCollected() instanceof DateTimeType date
                        ? instant(date)
                        : Optional.empty();
        if (died.isEmpty() || taken.isEmpty()) {
            return Truth.CANNOT_TELL;
        }
        return Truth.of(taken.get().isAfter(died.get()));
    }

    private static Optional<Instant> instant(DateTimeType date) {
        return date.getValue() == null
                ? Optional.empty()
                : Optional.of(date.getValue().toInstant());
    }

    // ---- where the sample is from

    private static List<String> categories(Sample sample) {
        return sample.specimen().getExtension().stream()
                .filter(e -> Systems.SAMPLE_CATEGORY_EXTENSION.equals(e.getUrl()))
                .filter(e -> e.getValue() instanceof CodeableConcept)
                .flatMap(e -> ((CodeableConcept) e.getValue()).getCoding().stream())
                .map(Coding::getCode)
                .map(Elements::text)
                .toList();
    }

    private static Optional<String> bodySite(Sample sample) {
        return Optional.of(sample.path() + ".collection.bodySite")
                .filter(p -> sample.specimen().getCollection().hasBodySite());
    }

    private static String bodySiteExtension(Sample sample) {
        return sample.path() + ".collection.extension('" + Systems.BODY_SITE + "').value";
    }

    private Optional<Reference> bodySiteReference(Sample sample) {
        return Elements.extension(
                        sample.specimen().getCollection().getExtension(), Systems.BODY_SITE)
                .filter(Reference.class::isInstance)
                .map(Reference.class::cast);
    }

    private Optional<BodyStructure> bodyStructure(Sample sample) {
        return bodySiteReference(sample)
                .flatMap(r -> references.resource(r, sample.entry()))
                .filter(BodyStructure.class::isInstance)
                .map(BodyStructure.class::cast);
    }

    private Optional<String> bodyStructurePath(Sample sample) {
        return bodyStructure(sample)
                .flatMap(b -> bodySiteReference(sample))
                .map(r -> references.entry(r, sample.entry()))
                .map(e -> e < 0 ? bodySiteExtension(sample) : "Bundle.entry[" + e + "].resource");
    }

    private Optional<String> volume(Sample sample) {
        if (sample.specimen().getCollection().hasQuantity()) {
            return Optional.of(sample.path() + ".collection.quantity");
        }
        List<Specimen.SpecimenContainerComponent> containers = sample.specimen().getContainer();
        return IntStream.range(0, containers.size())
                .filter(i -> containers.get(i).hasSpecimenQuantity())
                .mapToObj(i -> sample.path() + ".container[" + i + "].specimenQuantity")
                .findFirst();
    }

    // ---- statements about samples

    private Optional<Statement> first(java.util.function.Predicate<Statement> wanted) {
        return Statements.first(statements, wanted);
    }

    /// A statement about this sample, or about the patient without naming a sample.
    private Optional<Statement> ofSample(
            Sample sample, java.util.function.Predicate<Statement> wanted) {
        return first(s ->
                wanted.test(s)
                        && (!(s.resource() instanceof Observation observation)
                                || !observation.hasSpecimen()
                                || isOf(observation.getSpecimen(), s, sample)));
    }

    private boolean isOf(Reference specimen, Statement statement, Sample sample) {
        int entry = references.entry(specimen, statement.entry());
        return entry < 0 || entry == sample.entry();
    }

    private static boolean isAnswered(Statement statement) {
        return statement.resource() instanceof Observation observation && observation.hasValue();
    }
}
