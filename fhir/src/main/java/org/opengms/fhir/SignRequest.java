package org.opengms.fhir;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.opengms.cases.CauseMark;
import org.opengms.cases.ResultKind;
import org.opengms.cases.SigningEffort;

/// A scientist's wish to sign a report, as Parameters: `seenVersion` (positive integer), `kind`
/// (code of [Systems#RESULT_KIND]), `conclusion` (string) and `cause`: a reference to the
/// Observation of each variant that explains the disorder, or the code `none` or `uncertain`; left
/// out by programs that do not mark it. `interpretationMinutes`, `meetingMinutes` and
/// `confirmations` (integers) may say what it took.
///
/// @param seenVersion the version that the scientist read
/// @param kind the answer in one word
/// @param cause what is marked
/// @param conclusion in the scientist's words
/// @param effort what it took, as far as it is said
public record SignRequest(
        int seenVersion, ResultKind kind, Cause cause, String conclusion, SigningEffort effort) {
    private static final String CAUSE = "cause";
    private static final String INTERPRETATION = "interpretationMinutes";
    private static final String MEETING = "meetingMinutes";
    private static final String CONFIRMATIONS = "confirmations";
    private static final String OBSERVATION = "Observation/";

    /// What is marked as the cause.
    public sealed interface Cause {
        /// Nothing.
        record Unmarked() implements Cause {}

        /// That no variant is, or that it is not certain.
        record Stated(CauseMark mark) implements Cause {}

        /// Variants.
        ///
        /// @param observations ids of their Observations
        record Variants(List<String> observations) implements Cause {
            public Variants {
                observations = List.copyOf(observations);
            }
        }
    }

    /// A wish to sign that says nothing of what it took.
    public SignRequest(int seenVersion, ResultKind kind, Cause cause, String conclusion) {
        this(seenVersion, kind, cause, conclusion, SigningEffort.UNSAID);
    }

    /// A wish to sign without a mark.
    public SignRequest(int seenVersion, ResultKind kind, String conclusion) {
        this(seenVersion, kind, new Cause.Unmarked(), conclusion);
    }

    /// @throws FhirProblem if a parameter is missing, empty, repeated or unknown, or the kind is
    ///   that of a proposal, which nobody signs
    public static SignRequest read(Parameters parameters) {
        ParameterReading reading = new ParameterReading(parameters);
        ResultKind kind = ResultCoding.read(reading.one("kind"), ParameterReading.path("kind"));
        return new SignRequest(
                reading.positive("seenVersion"),
                kind,
                cause(reading.all(CAUSE)),
                reading.words("conclusion"),
                new SigningEffort(
                        reading.number(INTERPRETATION, SigningEffort.MOST_MINUTES),
                        reading.number(MEETING, SigningEffort.MOST_MINUTES),
                        reading.number(CONFIRMATIONS, SigningEffort.MOST_CONFIRMATIONS)));
    }

    private static void add(Parameters parameters, String name, Optional<Integer> number) {
        number.ifPresent(n -> parameters.addParameter().setName(name).setValue(new IntegerType(n)));
    }

    private static Cause cause(List<Type> values) {
        if (values.isEmpty()) {
            return new Cause.Unmarked();
        }
        if (values.size() == 1) {
            Optional<CauseMark> stated =
                    switch (Elements.text(values.getFirst().primitiveValue())) {
                        case ResultCoding.NONE -> Optional.of(new CauseMark.None());
                        case ResultCoding.UNCERTAIN -> Optional.of(new CauseMark.Uncertain());
                        default -> Optional.empty();
                    };
            if (stated.isPresent()) {
                return new Cause.Stated(stated.get());
            }
        }
        return new Cause.Variants(values.stream().map(SignRequest::observation).toList());
    }

    private static String observation(Type value) {
        if (value instanceof Reference reference) {
            String to = Elements.text(reference.getReference());
            int at = to.lastIndexOf(OBSERVATION);
            if (at >= 0) {
                return to.substring(at + OBSERVATION.length()).split("/", 2)[0];
            }
        }
        throw notOne();
    }

    static FhirProblem notOne() {
        return FhirProblem.invalid(
                "OGMS-3135",
                ParameterReading.path(CAUSE),
                "The cause is none of the variants of this report.",
                "Refer to the Observation of each variant that explains the disorder, from DiagnosticReport.result, or give the code none or uncertain once.");
    }

    /// The parameters that [#read] reads.
    public Parameters toParameters() {
        Parameters parameters = new Parameters();
        parameters.addParameter().setName("seenVersion").setValue(new PositiveIntType(seenVersion));
        parameters.addParameter().setName("kind").setValue(new CodeType(ResultCoding.code(kind)));
        parameters.addParameter().setName("conclusion").setValue(new StringType(conclusion));
        switch (cause) {
            case Cause.Unmarked _ -> {}
            case Cause.Stated(CauseMark mark) ->
                    parameters
                            .addParameter()
                            .setName(CAUSE)
                            .setValue(
                                    new CodeType(
                                            ResultCoding.concept(mark)
                                                    .getCodingFirstRep()
                                                    .getCode()));
            case Cause.Variants(List<String> observations) ->
                    observations.forEach(id ->
                            parameters
                                    .addParameter()
                                    .setName(CAUSE)
                                    .setValue(new Reference(OBSERVATION + id)));
        }
        add(parameters, INTERPRETATION, effort.interpretationMinutes());
        add(parameters, MEETING, effort.meetingMinutes());
        add(parameters, CONFIRMATIONS, effort.confirmations());
        return parameters;
    }

    /// Never the conclusion.
    @Override
    public String toString() {
        return "SignRequest[version " + seenVersion + "]";
    }
}
