package org.opengms.fhir;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Type;
import org.opengms.cases.CauseMark;
import org.opengms.cases.ResultKind;

/// The answer of a test in the codes of [Systems#RESULT_KIND].
public final class ResultCoding {
    static final String NONE = "none";
    static final String UNCERTAIN = "uncertain";

    private ResultCoding() {}

    /// The code of an answer, such as `no-cause-found`.
    public static String code(ResultKind kind) {
        return ParameterReading.code(kind, '-');
    }

    /// The answer as a concept.
    public static CodeableConcept concept(ResultKind kind) {
        return new CodeableConcept(new Coding(Systems.RESULT_KIND, code(kind), kind.words()));
    }

    /// A mark as a concept.
    static CodeableConcept concept(CauseMark mark) {
        return new CodeableConcept(
                switch (mark) {
                    case CauseMark.Explains _ ->
                            new Coding(
                                    Systems.CAUSE_MARK,
                                    "explains",
                                    "Reported variants explain the disorder");
                    case CauseMark.None _ ->
                            new Coding(
                                    Systems.CAUSE_MARK,
                                    NONE,
                                    "None of the reported variants explains the disorder");
                    case CauseMark.Uncertain _ ->
                            new Coding(
                                    Systems.CAUSE_MARK,
                                    UNCERTAIN,
                                    "Whether a reported variant explains the disorder is uncertain");
                });
    }

    /// An answer that a person gives.
    ///
    /// @throws FhirProblem if the code is unknown, or that of a proposal
    static ResultKind read(Type value, String path) {
        ResultKind kind = ParameterReading.constant(value, ResultKind.class, '-', path);
        if (kind == ResultKind.PROPOSED) {
            throw FhirProblem.invalid(
                    "OGMS-3115",
                    path,
                    "Only the program proposes; a person decides.",
                    "Give cause-found, uncertain, no-cause-found or failed.");
        }
        return kind;
    }
}
