package org.opengms.server.fhirapi;

import ca.uhn.fhir.context.FhirContext;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.opengms.fhir.FhirProblem;
import org.opengms.fhir.FhirText;
import org.opengms.fhir.OperationOutcomes;
import org.opengms.server.desk.Examination;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `$validate`: what would be found in a message, without keeping it. The message is the body, or
/// the parameter `resource` of Parameters. The answer is 200 whatever is found; findings that would
/// refuse it are errors.
final class Validation {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Examination examination;
    private final FhirText text;

    Validation(FhirContext fhir, Examination examination) {
        this.examination = examination;
        this.text = new FhirText(fhir);
    }

    /// Validates.
    ///
    /// @param type that the path asks for
    /// @param body as received
    OperationOutcome validate(String type, String body) {
        String resource = resource(body);
        if (!text.type(resource).equals(type)) {
            throw new FhirProblem(
                    FhirProblem.Kind.INVALID,
                    "OGMS-4605",
                    "resourceType",
                    "The path asks for another type of resource than the body is.",
                    "Send it to the $validate of its own type.");
        }
        return OperationOutcomes.of(examination.examine(resource).findings());
    }

    private static String resource(String body) {
        JsonNode tree;
        try {
            tree = JSON.readTree(body);
        } catch (JacksonException e) {
            return body;
        }
        if (tree.path("resourceType").asString("").equals("Parameters")) {
            for (JsonNode parameter : tree.path("parameter")) {
                if (parameter.path("name").asString("").equals("resource")) {
                    return parameter.path("resource").toString();
                }
            }
        }
        return body;
    }
}
