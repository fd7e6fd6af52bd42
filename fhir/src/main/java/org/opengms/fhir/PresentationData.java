package org.opengms.fhir;

import static org.opengms.fhir.Elements.text;
import static org.opengms.fhir.Statements.first;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.FamilyMemberHistory;
import org.hl7.fhir.r4.model.Media;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.opengms.dataset.Facts;
import org.opengms.dataset.OrderData;
import org.opengms.fhir.Statements.Statement;
import org.opengms.fhir.Statements.Topic;

/// What an order says of the patient's disease. The sheet lets the group occur many times; in FHIR
/// its items are spread over statements that no thread ties together, so they are read as one.
final class PresentationData {
    private static final Topic SOLID =
            new Topic(
                    Set.of("369757002", "372087000", "14799000"),
                    "tumou?r|cancer|carcinom|sarcom|neoplas|melanom|gliom|blastom|adenom|insulinom");
    private static final Topic LIQUID =
            new Topic(
                    Set.of("91861009", "91857003", "1162928000"),
                    "leuk(ae|e)m|lymphom|myelom|myelodysplas|myeloprolif|polycythaem");

    /// SNOMED CT: Dominant autosomal hereditary disorder, incomplete penetrance.
    private static final Topic PENETRANCE = new Topic(Set.of("87006007"), "penetran");

    private static final Pattern HPO_CODE = Pattern.compile("HP:[0-9]{7}");

    private final Bundle bundle;
    private final Persons persons;
    private final Persons.Someone patient;
    private final ServiceRequest request;
    private final References references;
    private final int order;
    private final String orderPath;
    private final List<Statement> statements;

    PresentationData(
            Bundle bundle,
            References references,
            Persons persons,
            Persons.Someone patient,
            int order,
            ServiceRequest request,
            List<Statement> statements) {
        this.bundle = bundle;
        this.references = references;
        this.persons = persons;
        this.patient = patient;
        this.order = order;
        this.request = request;
        this.orderPath = "Bundle.entry[" + order + "].resource";
        this.statements = statements;
    }

    OrderData.Part read() {
        String stated = orderPath + ".supportingInfo";
        Optional<Statement> disease = first(statements, this::isDisease);
        Answers answers = new Answers("", "CP - ");
        answers.item(
                "Date of diagnosis",
                statements.stream().flatMap(s -> diagnosed(s).stream()).findFirst(),
                disease.map(d -> d.path() + ".recordedDate").orElse(stated));
        answers.item(
                "Known or suspected rare disease",
                disease.map(d -> d.path() + ".code"),
                orderPath + ".reasonReference");
        answers.item(
                "Disease status",
                statements.stream()
                        .flatMap(s -> status(s).stream())
                        .findFirst()
                        .or(() -> disease.flatMap(PresentationData::statusOfDisease)),
                disease.map(d -> d.path() + ".clinicalStatus").orElse(stated));
        answers.item(
                "Phenotypic details",
                first(statements, s -> isPhenotype(s) || s.isTagged("PCI-6")).map(Statement::path),
                stated);
        answers.item(
                "Date at onset",
                first(statements, s -> s.isTagged("PCI-4") || hasOnset(s)).map(Statement::path),
                stated);
        answers.item(
                "Symptoms at onset",
                first(statements, s -> s.isTagged("PCI-7")).map(Statement::path),
                stated);
        answers.item(
                "Solid tumour type",
                first(
                                statements,
                                s ->
                                        s.isTagged("PS-35")
                                                || (SOLID.isIn(s.code())
                                                        && !isCount(s)
                                                        && !LIQUID.isIn(s.code())))
                        .map(s -> s.path() + ".code"),
                stated);
        answers.item(
                "Liquid tumour type",
                first(statements, s -> LIQUID.isIn(s.code())).map(s -> s.path() + ".code"),
                stated);
        answers.item("Pedigree details/diagram", pedigree(), stated);
        answers.item(
                "Disease penetrance (complete/incomplete)",
                first(statements, s -> s.speaksOf(PENETRANCE)).map(Statement::path),
                stated);
        answers.item("Pathological reports (PDF)", report(), stated);
        answers.item(
                "Any additional information",
                Optional.of(orderPath + ".note").filter(p -> request.hasNote()),
                orderPath + ".note");
        return answers.part(Facts.NONE);
    }

    private static boolean hasOnset(Statement statement) {
        return statement.resource() instanceof Condition condition && condition.hasOnset();
    }

    /// Percentages and counts speak of a tumour and do not say which.
    private static boolean isCount(Statement statement) {
        return statement.resource() instanceof Observation observation
                && observation.hasValueQuantity();
    }

    private boolean isDisease(Statement statement) {
        return statement.resource() instanceof Condition condition && condition.hasCode();
    }

    private static Optional<String> diagnosed(Statement statement) {
        if (!(statement.resource() instanceof Condition condition)) {
            return Optional.empty();
        }
        for (int i = 0; i < condition.getExtension().size(); i++) {
            if (Systems.ASSERTED_DATE.equals(condition.getExtension().get(i).getUrl())
                    && condition.getExtension().get(i).hasValue()) {
                return Optional.of(statement.path() + ".extension[" + i + "].value");
            }
        }
        return Optional.of(statement.path() + ".recordedDate")
                .filter(p -> condition.hasRecordedDate());
    }

    /// Affected or not: the national concept map makes it the clinical status of a Condition; the
    /// order management examples give it as an Observation whose code is the test.
    private Optional<String> status(Statement statement) {
        boolean isTheQuestion =
                Statements.isOfDirectory(statement.code())
                        || statement.isTagged("PCI-2")
                        || request.getReasonReference().stream()
                                .anyMatch(r -> references.entry(r, order) == statement.entry());
        if (statement.resource() instanceof Condition condition) {
            return Optional.of(statement.path() + ".clinicalStatus")
                    .filter(p -> isTheQuestion && condition.hasClinicalStatus());
        }
        return Optional.of(statement.path() + ".value")
                .filter(p ->
                        isTheQuestion
                                && statement.resource() instanceof Observation observation
                                && observation.hasValue());
    }

    /// Whether the patient has the disease that the order is about: where no Condition is marked as
    /// the question, the first that names a disease.
    private static Optional<String> statusOfDisease(Statement disease) {
        return disease.resource() instanceof Condition condition && condition.hasClinicalStatus()
                ? Optional.of(disease.path() + ".clinicalStatus")
                : Optional.empty();
    }

    private static boolean isPhenotype(Statement statement) {
        return Stream.of(statement.code(), statement.value())
                .flatMap(c -> c.getCoding().stream())
                .anyMatch(c -> HPO_CODE.matcher(text(c.getCode()).strip()).matches());
    }

    /// A relative's illness, a tagged statement, or a picture.
    private Optional<String> pedigree() {
        Optional<String> stated =
                first(statements, s -> s.isTagged("PCI-15", "PCI-16") && !s.speaksOf(PENETRANCE))
                        .map(Statement::path);
        if (stated.isPresent()) {
            return stated;
        }
        for (int i = 0; i < bundle.getEntry().size(); i++) {
            Resource resource = bundle.getEntry().get(i).getResource();
            boolean tells =
                    switch (resource) {
                        case null -> false;
                        case FamilyMemberHistory history ->
                                (history.hasCondition() || history.hasNote())
                                        && persons.isAbout(history.getPatient(), i, patient);
                        case Media picture ->
                                persons.isAbout(picture.getSubject(), i, patient)
                                        && names(
                                                "pedigree",
                                                PatientReading.words(picture.getType()));
                        case DocumentReference document ->
                                persons.isAbout(document.getSubject(), i, patient)
                                        && (names(
                                                        "pedigree",
                                                        PatientReading.words(document.getType()))
                                                || names(
                                                        "pedigree",
                                                        text(document.getDescription())));
                        default -> false;
                    };
            if (tells) {
                return Optional.of("Bundle.entry[" + i + "].resource");
            }
        }
        return Optional.empty();
    }

    private static boolean names(String word, String text) {
        return text.toLowerCase(java.util.Locale.ROOT).contains(word);
    }

    /// A report with its document, about the patient.
    private Optional<String> report() {
        for (int i = 0; i < bundle.getEntry().size(); i++) {
            Resource resource = bundle.getEntry().get(i).getResource();
            Optional<String> found =
                    switch (resource) {
                        case null -> Optional.empty();
                        case DiagnosticReport report ->
                                Optional.of(".presentedForm")
                                        .filter(p ->
                                                report.hasPresentedForm()
                                                        && isTheirs(report.getSubject()));
                        case DocumentReference document ->
                                Optional.of(".content")
                                        .filter(p ->
                                                document.hasContent()
                                                        && isTheirs(document.getSubject()));
                        default -> Optional.empty();
                    };
            if (found.isPresent()) {
                return Optional.of("Bundle.entry[" + i + "].resource" + found.get());
            }
        }
        return Optional.empty();
    }

    private boolean isTheirs(Reference subject) {
        return persons.isAbout(subject, order, patient);
    }
}
