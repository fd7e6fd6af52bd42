package org.opengms.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/// Resources as JSON text. What cannot be read whole is refused with its place, never read in part.
public final class FhirText {
    /// How deep JSON may nest. The deepest of the national examples has 14 levels.
    public static final int MAX_DEPTH = 64;

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                    .build();

    private final FhirContext fhir;

    /// @param fhir a context for FHIR R4
    public FhirText(FhirContext fhir) {
        this.fhir = fhir;
    }

    /// Reads one resource.
    ///
    /// @param json the text
    /// @param type the resource that belongs here
    /// @throws FhirProblem if the text is not JSON, nests too deep, is another resource, or has a
    ///   value of the wrong type
    public <T extends Resource> T read(String json, Class<T> type) {
        checkJson(json);
        IParser parser = fhir.newJsonParser().setParserErrorHandler(new RefuseLosses());
        parser.setOverrideResourceIdWithBundleEntryFullUrl(false);
        try {
            var resource = parser.parseResource(json);
            if (!type.isInstance(resource)) {
                throw new FhirProblem(
                        FhirProblem.Kind.UNREADABLE,
                        "OGMS-3103",
                        "resourceType",
                        "A %s belongs here, and this is a %s."
                                .formatted(type.getSimpleName(), resource.fhirType()),
                        "Send a %s.".formatted(type.getSimpleName()));
            }
            return type.cast(resource);
        } catch (DataFormatException
                | IllegalArgumentException
                | IllegalStateException
                | ClassCastException
                | NullPointerException e) {
            throw unreadable(e);
        }
    }

    /// The type that a text says it is; empty where it says none.
    ///
    /// @param json the text
    /// @throws FhirProblem if the text is not JSON, or nests too deep
    public String type(String json) {
        checkJson(json);
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("resourceType")) {
                    return value == JsonToken.VALUE_STRING ? parser.getText() : "";
                }
                parser.skipChildren();
            }
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException("OGMS-3144 The text is not JSON any more", e);
        }
    }

    /// Writes a resource, on one line.
    public String write(Resource resource) {
        return parser().encodeResourceToString(resource);
    }

    private IParser parser() {
        IParser parser = fhir.newJsonParser();
        parser.setStripVersionsFromReferences(false);
        parser.setOverrideResourceIdWithBundleEntryFullUrl(false);
        return parser;
    }

    private static FhirProblem unreadable(RuntimeException cause) {
        String words =
                cause instanceof Loss loss
                        ? loss.words
                        : "This is JSON, but not a FHIR R4 resource that can be read.";
        FhirProblem problem =
                new FhirProblem(
                        FhirProblem.Kind.UNREADABLE,
                        "OGMS-3102",
                        cause instanceof Loss loss ? loss.element : "resourceType",
                        words,
                        "Check it with a FHIR R4 validator; every element must have its R4 type.");
        problem.addSuppressed(cause);
        return problem;
    }

    /// Whether the text is JSON that may be read: one object, no member twice or without a name,
    /// not too deep.
    ///
    /// @throws FhirProblem if not, with line and column
    static void checkJson(String json) {
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw notJson(parser, "It does not begin with {.");
            }
            try {
                for (int depth = 1; depth > 0; ) {
                    JsonToken token = parser.nextToken();
                    if (token.isStructStart()) {
                        depth++;
                    } else if (token.isStructEnd()) {
                        depth--;
                    } else if (token == JsonToken.FIELD_NAME && parser.currentName().isEmpty()) {
                        throw notJson(parser, "A member has no name.");
                    }
                }
                if (parser.nextToken() != null) {
                    throw notJson(parser, "Something follows the end of the resource.");
                }
            } catch (StreamConstraintsException e) {
                throw new FhirProblem(
                        FhirProblem.Kind.TOO_LARGE,
                        "OGMS-3104",
                        place(parser),
                        "The JSON nests deeper than %d levels, or has a number or name that is too long."
                                .formatted(MAX_DEPTH),
                        "Send a FHIR resource; none needs so much.");
            } catch (JsonEOFException e) {
                throw notJson(parser, "The text ends before the resource does.");
            } catch (JsonParseException e) {
                String words =
                        e.getOriginalMessage().startsWith("Duplicate field")
                                ? "A member of an object is there twice."
                                : "The text breaks the rules of JSON here.";
                throw notJson(parser, words);
            }
        } catch (IOException e) {
            throw new FhirProblem(
                    FhirProblem.Kind.UNREADABLE,
                    "OGMS-3101",
                    "line 1, column 1",
                    "The message cannot be read as JSON.",
                    "Send FHIR R4 as JSON.");
        }
    }

    private static FhirProblem notJson(JsonParser parser, String words) {
        return new FhirProblem(
                FhirProblem.Kind.UNREADABLE,
                "OGMS-3101",
                place(parser),
                "The message cannot be read as JSON. " + words,
                "Send the whole resource as JSON in UTF-8.");
    }

    private static String place(JsonParser parser) {
        var at = parser.currentLocation();
        return "line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    }

    /// Refuses what the parser would otherwise drop. Elements that FHIR does not know are left to
    /// [FhirStructure], which names each.
    private static final class RefuseLosses extends LenientErrorHandler {
        RefuseLosses() {
            super(false);
        }

        @Override
        public void incorrectJsonType(
                @Nullable IParseLocation location,
                String elementName,
                BaseJsonLikeValue.ValueType expected,
                BaseJsonLikeValue.@Nullable ScalarType expectedScalar,
                BaseJsonLikeValue.ValueType found,
                BaseJsonLikeValue.@Nullable ScalarType foundScalar) {
            throw new Loss(
                    elementName,
                    "Element '%s' has the wrong JSON type: %s belongs here, and it is %s."
                            .formatted(
                                    word(elementName),
                                    expected.name().toLowerCase(java.util.Locale.ROOT),
                                    found.name().toLowerCase(java.util.Locale.ROOT)));
        }

        @Override
        public void invalidValue(
                @Nullable IParseLocation location, @Nullable String value, String error) {
            throw new Loss("value", "A value does not have the form that its type requires.");
        }

        @Override
        public void unexpectedRepeatingElement(
                @Nullable IParseLocation location, String elementName) {
            throw new Loss(
                    elementName,
                    "Element '%s' is there several times and may be there once."
                            .formatted(word(elementName)));
        }

        private static String word(String elementName) {
            return elementName.matches("[A-Za-z\\[\\]]{1,40}") ? elementName : "…";
        }
    }

    private static final class Loss extends DataFormatException {
        private static final long serialVersionUID = 1L;
        private final String element;
        private final String words;

        Loss(String element, String words) {
            super(words);
            this.element = RefuseLosses.word(element);
            this.words = words;
        }
    }
}
