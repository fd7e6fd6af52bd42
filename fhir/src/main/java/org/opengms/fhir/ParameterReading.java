package org.opengms.fhir;

import static org.opengms.fhir.Elements.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Type;

/// The values of Parameters, each with a clear word where it is missing or unknown.
final class ParameterReading {
    private final Parameters parameters;

    ParameterReading(Parameters parameters) {
        this.parameters = parameters;
    }

    /// A parameter's place in FHIRPath.
    static String path(String name) {
        return "Parameters.parameter.where(name='" + name + "')";
    }

    /// The one value of a parameter.
    Type one(String name) {
        List<Type> values = all(name);
        if (values.size() != 1) {
            throw FhirProblem.invalid(
                    "OGMS-3111",
                    path(name),
                    values.isEmpty()
                            ? "Parameter %s is missing.".formatted(name)
                            : "Parameter %s is there %d times.".formatted(name, values.size()),
                    "Give it once, with a value.");
        }
        return values.getFirst();
    }

    /// Every value of a parameter.
    List<Type> all(String name) {
        List<Type> values = new ArrayList<>();
        for (var parameter : parameters.getParameter()) {
            if (name.equals(parameter.getName()) && parameter.hasValue()) {
                values.add(parameter.getValue());
            }
        }
        return values;
    }

    /// A whole number of at least 1.
    int positive(String name) {
        if (one(name) instanceof IntegerType number
                && number.hasValue()
                && number.getValue() >= 1) {
            return number.getValue();
        }
        throw FhirProblem.invalid(
                "OGMS-3112",
                path(name),
                "Parameter %s must be a whole number of at least 1.".formatted(name),
                "Give it as valueInteger or valuePositiveInt.");
    }

    /// A whole number that may be left out.
    ///
    /// @param most it may be
    Optional<Integer> number(String name, int most) {
        if (all(name).isEmpty()) {
            return Optional.empty();
        }
        if (one(name) instanceof IntegerType number
                && number.hasValue()
                && number.getValue() >= 0
                && number.getValue() <= most) {
            return Optional.of(number.getValue());
        }
        throw FhirProblem.invalid(
                "OGMS-3136",
                path(name),
                "Parameter %s must be a whole number from 0 to %d.".formatted(name, most),
                "Give it as valueInteger, or leave it out.");
    }

    /// A text that says something.
    String words(String name) {
        String words = text(one(name).primitiveValue()).strip();
        if (words.isEmpty()) {
            throw FhirProblem.invalid(
                    "OGMS-3113",
                    path(name),
                    "Parameter %s is empty.".formatted(name),
                    "Give it as valueString.");
        }
        return words;
    }

    /// One of the constants of an enum, spelled as `constants` says, as code, string, Coding or
    /// CodeableConcept.
    static <E extends Enum<E>> E constant(
            Type value, Class<E> constants, char separator, String path) {
        String code =
                switch (value) {
                    case Coding coding -> text(coding.getCode());
                    case CodeableConcept concept -> text(concept.getCodingFirstRep().getCode());
                    default -> text(value.primitiveValue());
                };
        for (E constant : constants.getEnumConstants()) {
            if (code(constant, separator).equals(code)) {
                return constant;
            }
        }
        throw FhirProblem.invalid(
                "OGMS-3114",
                path,
                "The code is unknown.",
                "Give one of: %s."
                        .formatted(
                                Arrays.stream(constants.getEnumConstants())
                                        .map(c -> code(c, separator))
                                        .collect(Collectors.joining(", "))));
    }

    static String code(Enum<?> constant, char separator) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', separator);
    }
}
