package org.opengms.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.ResourceType;

/// The texts of a message that may say who the patient is: every text and number but those whose
/// place makes them definitions.
final class PersonalTexts {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PLAIN_WORD = Pattern.compile("[a-z]+");

    /// Members whose texts are words of FHIR or of a code system, not of a person.
    private static final Set<String> DEFINITIONS =
            Set.of("resourceType", "system", "url", "profile", "type");

    private static final Set<String> RESOURCE_TYPES =
            Arrays.stream(ResourceType.values()).map(Enum::name).collect(Collectors.toSet());

    private final List<String> texts;

    private PersonalTexts(Set<String> texts) {
        this.texts =
                texts.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
    }

    static boolean isResourceType(String word) {
        return RESOURCE_TYPES.contains(word);
    }

    /// The texts of a message that is known to be JSON.
    static PersonalTexts of(String json) {
        Set<String> texts = new HashSet<>();
        try {
            collect("", JSON.readTree(json), texts);
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new IllegalArgumentException("OGMS-3105 The text was JSON a moment ago.", e);
        }
        return new PersonalTexts(texts);
    }

    private static void collect(String name, JsonNode node, Set<String> texts) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                collect(member.getKey(), member.getValue(), texts);
            }
        } else if (node.isArray()) {
            node.forEach(item -> collect(name, item, texts));
        } else if (node.isValueNode()
                && !(DEFINITIONS.contains(name) && isDefinition(name, node.asText()))) {
            String text = node.asText();
            if (text.strip().length() >= 3 && !node.isBoolean()) {
                texts.add(text);
                texts.add(text.strip());
            }
        }
    }

    private static boolean isDefinition(String name, String text) {
        if (isResourceType(text)) {
            return true;
        }
        return !name.equals("resourceType")
                && text.matches("(https?://|urn:)[^\\s?#]+")
                && !text.matches(".*[0-9]{10}.*");
    }

    /// A text with every personal text in it struck out. What looks like a plain word, as codes do,
    /// is struck out where it stands as a word, and not inside another.
    String without(String said) {
        String clean = said;
        for (String text : texts) {
            if (clean.contains(text)) {
                clean =
                        PLAIN_WORD.matcher(text).matches()
                                ? Pattern.compile("(?<!\\p{L})" + text + "(?!\\p{L})")
                                        .matcher(clean)
                                        .replaceAll("…")
                                : clean.replace(text, "…");
            }
        }
        return clean;
    }
}
