package org.opengms.fhir;

import static org.opengms.fhir.Elements.text;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.orders.Finding;
import org.opengms.orders.FindingKind;
import org.opengms.people.NhsNumber;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Finds NHS numbers that are not valid, wherever they stand in a resource: identifiers of anybody,
/// identifiers in references, contained resources, addresses that name a person by number
/// (`…nhs-number|…`, the national demographics service), and the number written on a form. Each
/// number is told once for each place, with that place as FHIRPath. The number itself is never
/// repeated.
///
/// Safe for use by many threads.
public final class NhsNumbers {
    /// The national system, its predecessor, and the identifier of the same by OID (NHS Data
    /// Dictionary; HL7 UK).
    private static final Set<String> SYSTEMS =
            Set.of(
                    Systems.NHS_NUMBER.toLowerCase(Locale.ROOT),
                    "http://fhir.nhs.net/id/nhs-number",
                    "http://fhir.nhs.uk/id/nhs-number",
                    "urn:oid:2.16.840.1.113883.2.1.4.1");

    private static final Pattern SEARCH =
            Pattern.compile("nhs-number(?:\\||%7C)([^&\\s|]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern DEMOGRAPHICS =
            Pattern.compile("/personal-demographics/(?:FHIR/R4/)?Patient/([^/?\\s]+)");

    /// The question of the national forms; a postcode may stand in its place.
    private static final Pattern QUESTION = Pattern.compile("(?i)nhs_?number");

    private static final Pattern DIGITS = Pattern.compile("[0-9][0-9 \\-]{6,}");

    /// Where the numbers of a Patient stand who is the whole message.
    private static final Set<String> PATIENT_ALONE = Set.of("Patient.identifier[");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final FhirContext fhir;
    private final AcceptancePolicy policy;

    /// @param fhir a context for FHIR R4
    /// @param policy grades the findings
    public NhsNumbers(FhirContext fhir, AcceptancePolicy policy) {
        this.fhir = fhir;
        this.policy = policy;
    }

    /// Checks a resource. The identifiers of a Patient that stands alone are those of the person it
    /// is about ([FindingKind#NHS_NUMBER_INVALID]); every other place is
    /// [FindingKind#NHS_NUMBER_INVALID_ELSEWHERE].
    public List<Finding> check(Resource resource) {
        return check(places(resource), PATIENT_ALONE, Set.of());
    }

    /// Checks a resource as JSON, also one that breaks FHIR so that it cannot be parsed. Where the
    /// text follows FHIR the paths are the same as for the parsed resource.
    ///
    /// @throws FhirProblem if the text is not JSON
    public List<Finding> check(String json) {
        FhirText.checkJson(json);
        JsonNode root = JSON.readTree(json);
        String type = root.path("resourceType").asString("");
        Map<String, String> places = new LinkedHashMap<>();
        visit(root, type.isEmpty() ? "Resource" : type, null, places);
        return check(places, PATIENT_ALONE, Set.of());
    }

    /// Checks a resource in which the persons tested are known.
    ///
    /// @param tested beginnings of the paths at which the numbers of persons tested stand
    /// @param told paths that are told elsewhere
    List<Finding> check(Resource resource, Set<String> tested, Set<String> told) {
        return check(places(resource), tested, told);
    }

    private List<Finding> check(Map<String, String> places, Set<String> tested, Set<String> told) {
        List<Finding> findings = new ArrayList<>();
        places.forEach((path, given) -> {
            NhsNumber.Verdict verdict = NhsNumber.check(NhsNumber.unspaced(given));
            if (verdict == NhsNumber.Verdict.VALID || told.contains(path)) {
                return;
            }
            boolean ofSomebodyTested =
                    tested.stream().anyMatch(path::startsWith) && path.endsWith("].value");
            findings.add(
                    policy.finding(
                            ofSomebodyTested
                                    ? FindingKind.NHS_NUMBER_INVALID
                                    : FindingKind.NHS_NUMBER_INVALID_ELSEWHERE,
                            path,
                            "The NHS number that stands here is not valid: "
                                    + verdict.words()
                                    + ".",
                            "Check the number with the person's record and send it again."));
        });
        return findings;
    }

    // ---- parsed resources

    private static Map<String, String> places(Resource resource) {
        Map<String, String> places = new LinkedHashMap<>();
        Elements.visit(
                resource, resource.fhirType(), (path, element) -> place(path, element, places));
        return places;
    }

    private static void place(String path, Base element, Map<String, String> places) {
        if (element instanceof Identifier identifier) {
            if (isNhsNumber(text(identifier.getSystem())) && identifier.hasValue()) {
                places.put(path + ".value", text(identifier.getValue()));
            }
        } else if (element
                instanceof QuestionnaireResponse.QuestionnaireResponseItemComponent item) {
            if (QUESTION.matcher(text(item.getLinkId())).matches()) {
                for (int i = 0; i < item.getAnswer().size(); i++) {
                    if (item.getAnswer().get(i).getValue() instanceof StringType said) {
                        answer(path + ".answer[" + i + "].value", text(said.getValue()), places);
                    }
                }
            }
        } else if (element instanceof UriType || element instanceof StringType) {
            address(path, text(((PrimitiveType<?>) element).getValueAsString()), places);
        }
    }

    private static boolean isNhsNumber(String system) {
        return SYSTEMS.contains(system.strip().toLowerCase(Locale.ROOT).replaceAll("/+$", ""));
    }

    private static void answer(String path, String said, Map<String, String> places) {
        if (DIGITS.matcher(said.strip()).matches()) {
            places.put(path, said.strip());
        }
    }

    private static void address(String path, String value, Map<String, String> places) {
        for (Pattern pattern : List.of(SEARCH, DEMOGRAPHICS)) {
            Matcher matcher = pattern.matcher(value);
            if (matcher.find()) {
                places.put(path, matcher.group(1));
                return;
            }
        }
    }

    // ---- JSON

    private void visit(
            JsonNode node,
            String path,
            @Nullable BaseRuntimeElementDefinition<?> known,
            Map<String, String> places) {
        if (node.isObject()) {
            object(node, path, known, places);
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                visit(node.get(i), path + "[" + i + "]", known, places);
            }
        } else if (node.isString()) {
            address(path, node.asString(), places);
        }
    }

    private void object(
            JsonNode node,
            String path,
            @Nullable BaseRuntimeElementDefinition<?> known,
            Map<String, String> places) {
        if (node.path("value").isString() && isNhsNumber(node.path("system").asString(""))) {
            places.put(path + ".value", node.path("value").asString());
        }
        if (QUESTION.matcher(node.path("linkId").asString("")).matches()) {
            JsonNode answers = node.path("answer");
            for (int i = 0; i < answers.size(); i++) {
                answer(
                        path + ".answer[" + i + "].value",
                        answers.get(i).path("valueString").asString(""),
                        places);
            }
        }
        BaseRuntimeElementDefinition<?> definition =
                node.has("resourceType") ? resource(node.path("resourceType").asString("")) : known;
        node.forEachEntry((name, child) -> {
            String member = name.startsWith("_") ? name.substring(1) : name;
            if (!member.equals("resourceType")) {
                member(definition, member, child, path, places);
            }
        });
    }

    private void member(
            @Nullable BaseRuntimeElementDefinition<?> of,
            String name,
            JsonNode value,
            String path,
            Map<String, String> places) {
        BaseRuntimeChildDefinition child =
                of instanceof BaseRuntimeElementCompositeDefinition<?> composite
                        ? composite.getChildByName(name)
                        : null;
        if (child == null) {
            visit(value, path + "." + name, null, places);
            return;
        }
        String element = path + "." + child.getElementName().replace("[x]", "");
        visit(value, element, child.getChildByName(name), places);
    }

    private @Nullable BaseRuntimeElementDefinition<?> resource(String type) {
        try {
            return fhir.getResourceDefinition(type);
        } catch (DataFormatException | IllegalArgumentException e) {
            return null;
        }
    }
}
