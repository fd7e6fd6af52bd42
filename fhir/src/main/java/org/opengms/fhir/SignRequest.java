package org.opengms.fhir;

import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.StringType;
import org.opengms.cases.ResultKind;

/// A scientist's wish to sign a report, as Parameters: `seenVersion` (positive integer), `kind`
/// (code of [Systems#RESULT_KIND]) and `conclusion` (string).
///
/// @param seenVersion the version that the scientist read
/// @param kind the answer in one word
/// @param conclusion in the scientist's words
public record SignRequest(int seenVersion, ResultKind kind, String conclusion) {
    /// @throws FhirProblem if a parameter is missing, empty, repeated or unknown, or the kind is
    ///   that of a proposal, which nobody signs
    public static SignRequest read(Parameters parameters) {
        ParameterReading reading = new ParameterReading(parameters);
        ResultKind kind = ResultCoding.read(reading.one("kind"), ParameterReading.path("kind"));
        return new SignRequest(reading.positive("seenVersion"), kind, reading.words("conclusion"));
    }

    /// The parameters that [#read] reads.
    public Parameters toParameters() {
        Parameters parameters = new Parameters();
        parameters.addParameter().setName("seenVersion").setValue(new PositiveIntType(seenVersion));
        parameters.addParameter().setName("kind").setValue(new CodeType(ResultCoding.code(kind)));
        parameters.addParameter().setName("conclusion").setValue(new StringType(conclusion));
        return parameters;
    }

    /// Never the conclusion.
    @Override
    public String toString() {
        return "SignRequest[version " + seenVersion + "]";
    }
}
