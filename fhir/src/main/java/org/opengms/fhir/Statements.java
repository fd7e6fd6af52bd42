package org.opengms.fhir;

import static org.opengms.fhir.Elements.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.opengms.dataset.Truth;

/// What a Bundle states about persons and samples as Observations, Conditions and Procedures, the
/// withdrawn ones left out. National messages give most clinical answers in this form, coded in
/// SNOMED CT, and some tag them with the question of the Minimum Data Set that they answer.
final class Statements {
    private static final Set<String> NO_HISTORY = Set.of("416128008"); // No history of procedure
    private static final Pattern DENIAL =
            Pattern.compile(
                    "\\b(no|not|never|without|absence|absent)\\b", Pattern.CASE_INSENSITIVE);

    private final List<Statement> all = new ArrayList<>();

    /// One statement.
    ///
    /// @param entry its place in the Bundle from 0
    /// @param path its FHIRPath
    /// @param resource an Observation, Condition or Procedure
    record Statement(int entry, String path, Resource resource) {
        CodeableConcept code() {
            return switch (resource) {
                case Observation observation -> observation.getCode();
                case Condition condition -> condition.getCode();
                case Procedure procedure -> procedure.getCode();
                default -> new CodeableConcept();
            };
        }

        Reference subject() {
            return switch (resource) {
                case Observation observation -> observation.getSubject();
                case Condition condition -> condition.getSubject();
                case Procedure procedure -> procedure.getSubject();
                default -> new Reference();
            };
        }

        /// The answer of an Observation, if it is coded.
        CodeableConcept value() {
            return resource instanceof Observation observation
                            && observation.getValue() instanceof CodeableConcept concept
                    ? concept
                    : new CodeableConcept();
        }

        boolean isTagged(String... questions) {
            Set<String> wanted = Set.of(questions);
            return resource.getMeta().getTag().stream()
                    .anyMatch(t ->
                            Systems.MDS_QUESTION_TAG.equals(t.getSystem())
                                    && wanted.contains(text(t.getCode())));
        }

        /// Whether the thing that is stated is so. A code without an answer states it.
        Truth said() {
            if (resource instanceof Procedure procedure && procedure.getStatus() != null) {
                return switch (procedure.getStatus()) {
                    case NOTDONE -> Truth.NO;
                    case COMPLETED, INPROGRESS, STOPPED -> Truth.YES;
                    case PREPARATION, ONHOLD, ENTEREDINERROR, UNKNOWN, NULL -> Truth.CANNOT_TELL;
                };
            }
            if (!(resource instanceof Observation observation) || !observation.hasValue()) {
                return resource instanceof Observation silent && silent.hasDataAbsentReason()
                        ? Truth.CANNOT_TELL
                        : Truth.YES;
            }
            return switch (PhenotypeReading.presence(observation)) {
                case PRESENT -> Truth.YES;
                case ABSENT -> Truth.NO;
                case UNCLEAR -> Truth.CANNOT_TELL;
            };
        }

        /// What is said of something that the code may name, or the answer to a question about a
        /// history: `No history of procedure` = `Transplant`.
        Truth saidOf(Topic topic) {
            if (topic.isIn(code())) {
                return said();
            }
            boolean denied =
                    has(code(), NO_HISTORY) || DENIAL.matcher(PatientReading.words(code())).find();
            return denied ? Truth.NO : Truth.YES;
        }

        boolean speaksOf(Topic topic) {
            return topic.isIn(code()) || topic.isIn(value());
        }
    }

    /// Something that statements may speak of, known by SNOMED CT codes or by a word in the text:
    /// the codes are those of the national examples and concept maps, and there is no terminology
    /// server here to ask for their descendants.
    ///
    /// @param codes in SNOMED CT
    /// @param word found anywhere in a display or text, in lower case
    record Topic(Set<String> codes, Pattern word) {
        Topic(Set<String> codes, String word) {
            this(codes, Pattern.compile(word, Pattern.CASE_INSENSITIVE));
        }

        boolean isIn(CodeableConcept concept) {
            return has(concept, codes)
                    || Stream.concat(
                                    Stream.of(text(concept.getText())),
                                    concept.getCoding().stream().map(c -> text(c.getDisplay())))
                            .anyMatch(words -> word.matcher(words).find());
        }
    }

    Statements(Bundle bundle) {
        for (int i = 0; i < bundle.getEntry().size(); i++) {
            Resource resource = bundle.getEntry().get(i).getResource();
            boolean holds =
                    switch (resource) {
                        case null -> false;
                        case Observation observation ->
                                observation.getStatus() != Observation.ObservationStatus.CANCELLED
                                        && observation.getStatus()
                                                != Observation.ObservationStatus.ENTEREDINERROR;
                        case Condition condition ->
                                condition.getVerificationStatus().getCoding().stream()
                                        .noneMatch(c ->
                                                Set.of("entered-in-error", "refuted")
                                                        .contains(text(c.getCode())));
                        case Procedure procedure ->
                                procedure.getStatus() != Procedure.ProcedureStatus.ENTEREDINERROR;
                        default -> false;
                    };
            if (holds) {
                all.add(new Statement(i, "Bundle.entry[" + i + "].resource", resource));
            }
        }
    }

    /// Statements about a person.
    List<Statement> about(Persons.Someone person, Persons persons) {
        return all.stream().filter(s -> persons.isAbout(s.subject(), s.entry(), person)).toList();
    }

    static Optional<Statement> first(List<Statement> statements, Predicate<Statement> wanted) {
        return statements.stream().filter(wanted).findFirst();
    }

    /// Whether a concept has one of some SNOMED CT codes.
    static boolean has(CodeableConcept concept, Set<String> snomed) {
        return concept.getCoding().stream()
                .anyMatch(c ->
                        Systems.SNOMED.equals(c.getSystem()) && snomed.contains(text(c.getCode())));
    }

    /// Whether a concept has a code of the test directory.
    static boolean isOfDirectory(CodeableConcept concept) {
        return concept.getCoding().stream().anyMatch(Statements::isOfDirectory);
    }

    static boolean isOfDirectory(Coding coding) {
        return Systems.DIRECTORY_SYSTEMS.contains(text(coding.getSystem())) && coding.hasCode();
    }

    /// Yes or no, if an element says so.
    static Truth truth(@org.jspecify.annotations.Nullable Base value) {
        return value instanceof BooleanType said && said.hasValue()
                ? Truth.of(said.booleanValue())
                : Truth.CANNOT_TELL;
    }
}
