package org.opengms.fhir;

import java.util.EnumSet;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Type;
import org.opengms.cases.Outcome;

/// An outcome as Parameters, in the words of the Genomics England exit questionnaire:
/// `caseSolvedFamily` and `actionability` once, `clinicalUtility` as often as something changed,
/// each a code such as `not_yet`.
public final class OutcomeParameters {
    private OutcomeParameters() {}

    /// @throws FhirProblem if a parameter is missing, repeated or unknown, or `none` stands beside
    ///   another clinical utility
    public static Outcome read(Parameters parameters) {
        ParameterReading reading = new ParameterReading(parameters);
        Set<Outcome.ClinicalUtility> utility = EnumSet.noneOf(Outcome.ClinicalUtility.class);
        String path = ParameterReading.path("clinicalUtility");
        for (Type value : reading.all("clinicalUtility")) {
            utility.add(ParameterReading.constant(value, Outcome.ClinicalUtility.class, '_', path));
        }
        if (utility.contains(Outcome.ClinicalUtility.NONE) && utility.size() > 1) {
            throw FhirProblem.invalid(
                    "OGMS-3116",
                    path,
                    "Clinical utility is none, and something else as well.",
                    "Leave out none, or everything else.");
        }
        return new Outcome(
                ParameterReading.constant(
                        reading.one("caseSolvedFamily"),
                        Outcome.CaseSolved.class,
                        '_',
                        ParameterReading.path("caseSolvedFamily")),
                ParameterReading.constant(
                        reading.one("actionability"),
                        Outcome.Actionability.class,
                        '_',
                        ParameterReading.path("actionability")),
                utility);
    }

    /// The parameters that [#read] reads.
    public static Parameters write(Outcome outcome) {
        Parameters parameters = new Parameters();
        add(parameters, "caseSolvedFamily", outcome.caseSolved());
        add(parameters, "actionability", outcome.actionability());
        outcome.clinicalUtility().stream()
                .sorted()
                .forEach(utility -> add(parameters, "clinicalUtility", utility));
        return parameters;
    }

    private static void add(Parameters parameters, String name, Enum<?> constant) {
        parameters.addParameter().setName(name).setValue(new CodeType(Outcome.code(constant)));
    }
}
