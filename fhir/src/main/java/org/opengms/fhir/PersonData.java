package org.opengms.fhir;

import static org.opengms.fhir.Elements.text;
import static org.opengms.fhir.Statements.first;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Reference;
import org.opengms.dataset.Fact;
import org.opengms.dataset.Facts;
import org.opengms.dataset.OrderData;
import org.opengms.dataset.Truth;
import org.opengms.fhir.Statements.Statement;
import org.opengms.fhir.Statements.Topic;

/// What an order says of one person: the patient, or a relative who is tested too.
final class PersonData {
    /// SNOMED CT: Pregnancy, Not pregnant.
    private static final Topic PREGNANCY = new Topic(Set.of("77386006"), "^pregnan(t|cy)$");

    private static final Set<String> NOT_PREGNANT = Set.of("60001007");

    /// LOINC *Pregnancy status* and its answers.
    private static final String PREGNANCY_STATUS = "82810-3";

    private static final Set<String> PREGNANT_ANSWERS = Set.of("77386006", "LA15173-0");
    private static final Set<String> NOT_PREGNANT_ANSWERS = Set.of("60001007", "LA26683-5");

    /// SNOMED CT: Gestational age, Length of gestation; LOINC: gestational age.
    private static final Set<String> GESTATION =
            Set.of("226081000000107", "57036006", "18185-9", "49051-6", "11884-4");

    /// SNOMED CT: Consanguinity, Family history of consanguinity.
    private static final Topic CONSANGUINITY =
            new Topic(Set.of("842009", "160475008"), "consanguin");

    /// SNOMED CT: Transplant, Transplantation, Blood and marrow transplantation, and the national
    /// concept map of transplant procedures (their names all say so).
    private static final Topic TRANSPLANT =
            new Topic(Set.of("263903005", "77465005", "445715009"), "transplant");

    private static final Topic TRANSFUSION = new Topic(Set.of("5447007", "303955003"), "transfus");

    /// Codes that say that there was one, not of which kind.
    private static final Set<String> UNSPECIFIC =
            Set.of("263903005", "77465005", "5447007", "303955003");

    /// SNOMED CT: the national concept map of chromosomal sex, without male, female and unknown.
    private static final Topic KARYOTYPE =
            new Topic(
                    Set.of(
                            "734875008",
                            "710008008",
                            "734876009",
                            "405769009",
                            "50749006",
                            "35111009",
                            "10567003",
                            "78317008",
                            "403760006"),
                    "karyotyp|chromosomal sex");

    private static final Set<String> KINGDOM =
            Set.of(
                    "GB",
                    "GBR",
                    "UK",
                    "UNITED KINGDOM",
                    "GREAT BRITAIN",
                    "ENGLAND",
                    "SCOTLAND",
                    "WALES",
                    "NORTHERN IRELAND");

    /// The form of British postcodes (BS 7666).
    private static final String POSTCODE = "(?i)[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}";

    private final Persons.Someone person;
    private final Optional<Patient> patient;
    private final Optional<Patient> mother;
    private final String base;
    private final String motherBase;
    private final Place place;
    private final String subjectPath;
    private final String orderPath;
    private final List<Statement> statements;
    private final boolean isFetus;
    private final Map<Fact, Truth> facts = new EnumMap<>(Fact.class);
    private boolean isMale;

    /// What a person's particulars were read from.
    enum Place {
        /// A Patient in the Bundle.
        PATIENT,
        /// A RelatedPerson in the Bundle, where there is no Patient of them: it has name, number,
        /// date of birth, address and gender, and no more.
        RELATED_PERSON,
        /// Something outside the Bundle, or nothing: elements have no path of their own.
        ELSEWHERE
    }

    /// @param patient their particulars, if they are at hand
    /// @param place what the particulars are
    /// @param base its path
    /// @param mother of a fetus, whose particulars answer for it
    /// @param motherBase her path
    /// @param orderPath of the request for this person
    /// @param statements about the person
    PersonData(
            Persons.Someone person,
            Optional<Patient> patient,
            Place place,
            String base,
            Optional<Patient> mother,
            String motherBase,
            boolean isFetus,
            String orderPath,
            List<Statement> statements) {
        this.person = person;
        this.patient = patient;
        this.mother = mother;
        this.motherBase = motherBase;
        this.isFetus = isFetus;
        this.orderPath = orderPath;
        this.statements = statements;
        this.place = place;
        this.subjectPath = "Bundle.entry[" + person.from() + "].resource.subject";
        this.base = place == Place.ELSEWHERE ? subjectPath : base;
    }

    /// Reads the items of a person.
    ///
    /// @param what for people; empty for the patient
    /// @param prefix `Patient - ` or `Relative - `
    /// @param relationship where the relationship to the patient stands, of a relative
    /// @param more facts that hold of the person
    OrderData.Part read(
            String what, String prefix, Optional<Relationship> relationship, Facts more) {
        Answers answers = new Answers(what, prefix);
        identity(answers);
        relationship.ifPresent(r -> {
            answers.item("Relationship to proband/index", r.found(), r.wouldStand());
            isMale |= r.isMale();
            answers.item("Country", address("country", a -> a.hasCountry()), at("address.country"));
            facts.put(Fact.LIVES_ABROAD, livesAbroad());
        });
        life(answers);
        answers.item(
                "Ethnicity",
                extension(Systems.ETHNIC_CATEGORY).or(this::statedEthnicity),
                at("extension('" + Systems.ETHNIC_CATEGORY + "').value"));
        sex(answers);
        answers.item(
                "GP Practice ODS Code",
                generalPractice(),
                at("generalPractitioner.identifier.value"));
        answers.item(
                "Clinical genetics no/pedigree number",
                identifier(i -> Systems.PEDIGREE_NUMBER.equals(i.getSystem())),
                at("identifier"));
        pregnancy(answers);
        events(answers, TRANSPLANT, "Transplant", "PCI-42", Fact.HAD_TRANSPLANT);
        events(answers, TRANSFUSION, "Transfusion", "PCI-45", Fact.HAD_TRANSFUSION);
        answers.item(
                "Consanguinity",
                first(statements, s -> s.speaksOf(CONSANGUINITY) || s.isTagged("P-13"))
                        .map(Statement::path),
                stated());
        facts.put(Fact.GENDER_IDENTITY_KNOWN, yesOrOpen(answers.has("Gender Identity")));
        return answers.part(new Facts(facts).and(more));
    }

    /// Where the relationship of a relative stands.
    ///
    /// @param isMale whether it is one that men have, such as father
    record Relationship(Optional<String> found, String wouldStand, boolean isMale) {}

    /// Whether the person has died; a fetus that may be born alive has not.
    Truth isDeceased() {
        boolean mayBeBorn =
                patient.flatMap(p -> Elements.extension(p.getExtension(), Systems.FETAL_STATUS))
                        .filter(s -> "potential-for-live-birth".equals(s.primitiveValue()))
                        .isPresent();
        if (mayBeBorn) {
            return Truth.NO;
        }
        return patient.map(p ->
                        p.getDeceased() instanceof DateTimeType
                                ? Truth.YES
                                : p.getDeceased() instanceof BooleanType said && said.hasValue()
                                        ? Truth.of(said.booleanValue())
                                        : Truth.CANNOT_TELL)
                .orElse(Truth.CANNOT_TELL);
    }

    /// When the person died, if that is said.
    Optional<DateTimeType> diedAt() {
        return patient.map(Patient::getDeceased)
                .filter(DateTimeType.class::isInstance)
                .map(DateTimeType.class::cast);
    }

    private static Truth yesOrOpen(boolean isSo) {
        return isSo ? Truth.YES : Truth.CANNOT_TELL;
    }

    /// A place in the person's resource; where it has none, the place at which they are named.
    private String at(String element) {
        return switch (place) {
            case PATIENT -> base + "." + element;
            case RELATED_PERSON ->
                    element.matches("(identifier|name|birthDate|address|gender)\\b.*")
                            ? base + "." + element
                            : subjectPath;
            case ELSEWHERE -> base;
        };
    }

    /// Where a statement about the person would be brought in.
    private String stated() {
        return orderPath + ".supportingInfo";
    }

    // ---- who they are

    private void identity(Answers answers) {
        Optional<String> number = identifier(PersonData::isNhsNumber);
        facts.put(
                Fact.NHS_NUMBER_GIVEN,
                Truth.of(
                        number.isPresent()
                                || mothers(m ->
                                                identifierOf(
                                                        m, motherBase, PersonData::isNhsNumber))
                                        .isPresent()));
        answers.item(
                "Identifier (NHS number/Other)",
                number.or(() -> identifier(i -> true))
                        .or(() -> mothers(m -> identifierOf(m, motherBase, i -> true))),
                at("identifier"));
        answers.item(
                "Reason for unavailable NHS number",
                absenceReason(),
                at("extension('" + Systems.NHS_NUMBER_UNAVAILABLE + "').value"));
        answers.item("First name", name("given", HumanName::hasGiven), at("name.given"));
        answers.item("Last name", name("family", HumanName::hasFamily), at("name.family"));
        answers.item(
                "Date of birth",
                patient.filter(Patient::hasBirthDate)
                        .map(p -> at("birthDate"))
                        .or(() ->
                                mothers(m ->
                                        Optional.of(motherBase + ".birthDate")
                                                .filter(at -> m.hasBirthDate()))),
                at("birthDate"));
        answers.item(
                "Address", address("line", a -> a.hasLine() || a.hasText()), at("address.line"));
        answers.item(
                "Postcode",
                address("postalCode", Address::hasPostalCode),
                at("address.postalCode"));
    }

    private static boolean isNhsNumber(Identifier identifier) {
        return Systems.NHS_NUMBER.equals(identifier.getSystem());
    }

    private Optional<String> identifier(Predicate<Identifier> wanted) {
        if (patient.isPresent()) {
            return identifierOf(patient.get(), base, wanted)
                    .map(path -> place == Place.ELSEWHERE ? base : path);
        }
        Identifier said = person.reference().getIdentifier();
        return said.hasValue() && wanted.test(said)
                ? Optional.of(base + ".identifier.value")
                : Optional.empty();
    }

    private static Optional<String> identifierOf(
            Patient patient, String base, Predicate<Identifier> wanted) {
        List<Identifier> all = patient.getIdentifier();
        return IntStream.range(0, all.size())
                .filter(i -> all.get(i).hasValue() && wanted.test(all.get(i)))
                .mapToObj(i -> base + ".identifier[" + i + "].value")
                .findFirst();
    }

    /// The sheet: in a test of a fetus the mother's name, date of birth, address and NHS number are
    /// given.
    private Optional<String> mothers(java.util.function.Function<Patient, Optional<String>> read) {
        return isFetus ? mother.flatMap(read) : Optional.empty();
    }

    private Optional<String> absenceReason() {
        if (patient.isEmpty()) {
            return Optional.empty();
        }
        Map<org.opengms.orders.OrderField, String> ignored = new HashMap<>();
        boolean given =
                PatientReading.read(patient.get(), base, ignored)
                        .nhsNumberAbsenceReason()
                        .isPresent();
        if (!given) {
            return Optional.empty();
        }
        return extension(Systems.NHS_NUMBER_UNAVAILABLE).or(() -> Optional.of(at("identifier")));
    }

    private Optional<String> name(String element, Predicate<HumanName> has) {
        return patient.flatMap(p -> nameOf(p, at("name"), element, has))
                .or(() -> mothers(m -> nameOf(m, motherBase + ".name", element, has)));
    }

    private static Optional<String> nameOf(
            Patient patient, String path, String element, Predicate<HumanName> has) {
        return IntStream.range(0, patient.getName().size())
                .filter(i -> has.test(patient.getName().get(i)))
                .mapToObj(i -> path + "[" + i + "]." + element)
                .findFirst();
    }

    private Optional<String> address(String element, Predicate<Address> has) {
        return patient.flatMap(p -> addressOf(p, at("address"), element, has))
                .or(() -> mothers(m -> addressOf(m, motherBase + ".address", element, has)));
    }

    private static Optional<String> addressOf(
            Patient patient, String path, String element, Predicate<Address> has) {
        return IntStream.range(0, patient.getAddress().size())
                .filter(i -> has.test(patient.getAddress().get(i)))
                .mapToObj(i ->
                        path
                                + "["
                                + i
                                + "]."
                                + (element.equals("line") && !patient.getAddress().get(i).hasLine()
                                        ? "text"
                                        : element))
                .findFirst();
    }

    private Truth livesAbroad() {
        if (patient.isEmpty()) {
            return Truth.CANNOT_TELL;
        }
        for (Address address : patient.get().getAddress()) {
            if (address.hasCountry()) {
                return Truth.of(
                        !KINGDOM.contains(
                                text(address.getCountry()).strip().toUpperCase(Locale.ROOT)));
            }
        }
        return patient.get().getAddress().stream()
                        .anyMatch(a -> text(a.getPostalCode()).strip().matches(POSTCODE))
                ? Truth.NO
                : Truth.CANNOT_TELL;
    }

    private Optional<String> generalPractice() {
        if (patient.isEmpty()) {
            return Optional.empty();
        }
        List<Reference> practices = patient.get().getGeneralPractitioner();
        return IntStream.range(0, practices.size())
                .filter(i -> {
                    Identifier said = practices.get(i).getIdentifier();
                    return Systems.ODS_SYSTEMS.contains(text(said.getSystem())) && said.hasValue();
                })
                .mapToObj(i -> at("generalPractitioner[" + i + "].identifier.value"))
                .findFirst();
    }

    private Optional<String> extension(String url) {
        if (patient.isEmpty()) {
            return Optional.empty();
        }
        List<Extension> all = patient.get().getExtension();
        return IntStream.range(0, all.size())
                .filter(i -> url.equals(all.get(i).getUrl()))
                .filter(i -> all.get(i).hasValue() || all.get(i).hasExtension())
                .filter(i -> !Elements.isSaidToBeAbsent(all.get(i).getValue()))
                .mapToObj(i -> at("extension[" + i + "]" + (all.get(i).hasValue() ? ".value" : "")))
                .findFirst();
    }

    /// The ethnicity that bears on genetics, stated as an Observation where the census category
    /// does not say enough.
    private Optional<String> statedEthnicity() {
        return first(
                        statements,
                        s ->
                                (Statements.has(s.code(), Set.of("723621000000103"))
                                                || s.isTagged("PCI-1"))
                                        && s.resource() instanceof Observation o
                                        && o.hasValue())
                .map(s -> s.path() + ".value");
    }

    private void life(Answers answers) {
        facts.put(Fact.DECEASED, isDeceased());
        answers.item(
                "Life status at time of request.",
                patient.filter(Patient::hasDeceased)
                        .map(p -> at("deceased"))
                        .or(() -> extension(Systems.FETAL_STATUS)),
                at("deceased"));
        answers.item("Date/Time death", diedAt().map(d -> at("deceased")), at("deceased"));
    }

    /// The stated gender is `Patient.gender`, by which people are addressed, or the extension for
    /// gender identity; the sex at birth is the UK Core extension alone, since a stated gender is
    /// no ground for reading X and Y. Of a fetus the gender is what was seen.
    private void sex(Answers answers) {
        Optional<String> gender = patient.filter(Patient::hasGender).map(p -> at("gender"));
        answers.item(
                "Gender Identity",
                Systems.GENDER_IDENTITY.stream()
                        .sorted()
                        .flatMap(url -> extension(url).stream())
                        .findFirst()
                        .or(() -> gender),
                at("gender"));
        answers.item(
                "Phenotypic sex (gender for PLCM)",
                extension(Systems.BIRTH_SEX).or(() -> isFetus ? gender : Optional.empty()),
                at("extension('" + Systems.BIRTH_SEX + "').value"));
        answers.item(
                "Karyotypic sex",
                extension(Systems.SEX_FOR_CLINICAL_USE)
                        .or(() ->
                                first(statements, s -> s.speaksOf(KARYOTYPE) || s.isTagged("P-21"))
                                        .map(Statement::path)),
                stated());
    }

    // ---- what is stated about them

    private void pregnancy(Answers answers) {
        Optional<Statement> status =
                first(
                        statements,
                        s ->
                                PREGNANCY.isIn(s.code())
                                        || Statements.has(s.code(), NOT_PREGNANT)
                                        || isLoinc(s.code(), PREGNANCY_STATUS));
        Truth pregnant = status.map(PersonData::pregnant).orElse(Truth.CANNOT_TELL);
        if (pregnant == Truth.CANNOT_TELL && (isFetus || isMale || wasBornMale())) {
            pregnant = Truth.NO;
        }
        facts.put(Fact.PREGNANT, pregnant);
        answers.item("Pregnancy status", status.map(Statement::path), stated());
        Optional<String> gestation =
                status.flatMap(PersonData::gestationComponent)
                        .or(() ->
                                first(
                                                statements,
                                                s ->
                                                        isGestation(s.code())
                                                                && s.resource()
                                                                        instanceof Observation o
                                                                && o.hasValue())
                                        .map(s -> s.path() + ".value"));
        answers.item(
                "Pregnancy gestation period",
                gestation,
                status.map(s -> s.path() + ".component").orElse(stated()));
        answers.item(
                "Fetal gestation",
                first(statements, s -> s.isTagged("PCI-39")).map(Statement::path),
                stated());
    }

    private static Truth pregnant(Statement status) {
        if (Statements.has(status.code(), NOT_PREGNANT)) {
            return status.said().not();
        }
        if (codes(status.value()).anyMatch(PREGNANT_ANSWERS::contains)) {
            return Truth.YES;
        }
        if (codes(status.value()).anyMatch(NOT_PREGNANT_ANSWERS::contains)) {
            return Truth.NO;
        }
        return isLoinc(status.code(), PREGNANCY_STATUS) ? Truth.CANNOT_TELL : status.said();
    }

    private static java.util.stream.Stream<String> codes(CodeableConcept concept) {
        return concept.getCoding().stream().map(c -> text(c.getCode()));
    }

    private static boolean isLoinc(CodeableConcept concept, String code) {
        return concept.getCoding().stream()
                .anyMatch(c -> Systems.LOINC.equals(c.getSystem()) && code.equals(c.getCode()));
    }

    private static boolean isGestation(CodeableConcept concept) {
        return codes(concept).anyMatch(GESTATION::contains);
    }

    private static Optional<String> gestationComponent(Statement statement) {
        if (!(statement.resource() instanceof Observation observation)) {
            return Optional.empty();
        }
        return IntStream.range(0, observation.getComponent().size())
                .filter(i ->
                        isGestation(observation.getComponent().get(i).getCode())
                                && observation.getComponent().get(i).hasValue())
                .mapToObj(i -> statement.path() + ".component[" + i + "].value")
                .findFirst();
    }

    private boolean wasBornMale() {
        return patient.flatMap(p -> Elements.extension(p.getExtension(), Systems.BIRTH_SEX))
                .filter(CodeableConcept.class::isInstance)
                .map(CodeableConcept.class::cast)
                .filter(c ->
                        codes(c).anyMatch(code ->
                                Set.of("M", "MALE").contains(code.toUpperCase(Locale.ROOT))))
                .isPresent();
    }

    /// Transplants and transfusions: whether, of which kind, when. Several statements may speak of
    /// one; yes wins over open, open over no.
    private void events(Answers answers, Topic topic, String word, String question, Fact fact) {
        List<Statement> all =
                statements.stream().filter(s -> s.speaksOf(topic) || s.isTagged(question)).toList();
        Truth had =
                all.isEmpty()
                        ? Truth.CANNOT_TELL
                        : all.stream()
                                .map(s -> s.saidOf(topic))
                                .max(java.util.Comparator.comparingInt(PersonData::weight))
                                .orElse(Truth.CANNOT_TELL);
        facts.put(fact, had);
        List<Statement> positive = all.stream().filter(s -> s.saidOf(topic) == Truth.YES).toList();
        answers.item(word + " status", all.stream().findFirst().map(Statement::path), stated());
        answers.item(
                "Type of " + word.toLowerCase(Locale.ROOT),
                positive.stream()
                        .filter(s -> isSpecific(s, topic))
                        .map(s -> s.path() + (topic.isIn(s.code()) ? ".code" : ".value"))
                        .findFirst(),
                positive.stream().findFirst().map(s -> s.path() + ".code").orElse(stated()));
        answers.item(
                word + " date",
                positive.stream().flatMap(s -> dated(s).stream()).findFirst(),
                positive.stream()
                        .filter(s -> s.resource() instanceof Procedure)
                        .findFirst()
                        .map(s -> s.path() + ".performed")
                        .orElse(stated()));
    }

    private static int weight(Truth truth) {
        return switch (truth) {
            case YES -> 2;
            case CANNOT_TELL -> 1;
            case NO -> 0;
        };
    }

    private static boolean isSpecific(Statement statement, Topic topic) {
        CodeableConcept concept =
                topic.isIn(statement.code()) ? statement.code() : statement.value();
        return topic.isIn(concept) && !Statements.has(concept, UNSPECIFIC);
    }

    /// The day of a procedure; the day on which somebody said that there was one is another.
    private static Optional<String> dated(Statement statement) {
        return switch (statement.resource()) {
            case Procedure procedure when procedure.hasPerformed() ->
                    Optional.of(statement.path() + ".performed");
            case Condition condition when condition.hasOnset() ->
                    Optional.of(statement.path() + ".onset");
            default -> Optional.empty();
        };
    }
}
