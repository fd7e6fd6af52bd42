package org.opengms.fhir;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The JSON text of one resource, changed only where something is set: every other character (the
/// order of members, blanks, the digits of numbers, members that nobody here knows) stays as it was
/// written. What a sender sent is evidence, and no library's re-writing is trusted with it.
///
/// A change replaces the text of one value or adds a member; changes are collected and applied once
/// by [#text()]. Not for use by several threads.
final class ResourceText {
    private static final JsonFactory JSON = new JsonFactory();

    private final String json;
    private final Map<String, Span> members = new HashMap<>();
    private final Map<String, Span> metaMembers = new HashMap<>();
    private final List<Said> strings = new ArrayList<>();
    private final List<Splice> splices = new ArrayList<>();
    private final StringBuilder added = new StringBuilder();
    private int afterOpening;
    private boolean isEmptyObject = true;

    /// @param start of the value's first character
    /// @param end after its last
    /// @param isEmpty whether an array or object has nothing in it
    private record Span(int start, int end, boolean isEmpty) {}

    /// A text value that may be an address.
    private record Said(String member, String value, int start, int end) {}

    private record Splice(int start, int end, String text) {}

    private ResourceText(String json) {
        this.json = json;
    }

    /// The text of one resource.
    ///
    /// @param json an object, checked by [FhirText#checkJson]
    static ResourceText of(String json) {
        ResourceText text = new ResourceText(json);
        try (JsonParser parser = JSON.createParser(json)) {
            text.index(parser);
        } catch (IOException e) {
            throw new UncheckedIOException("OGMS-3141 The text of a resource is not JSON", e);
        }
        return text;
    }

    /// The places of the resources in a Bundle's entries: for each entry its resource's text, or
    /// null where it has none.
    static List<@Nullable String> entries(String bundleJson) {
        List<@Nullable String> found = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(bundleJson)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isEntry = parser.currentName().equals("entry");
                if (parser.nextToken() == JsonToken.START_ARRAY && isEntry) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        found.add(entry(parser, bundleJson));
                    }
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("OGMS-3142 The text of a Bundle is not JSON", e);
        }
        return found;
    }

    private static @Nullable String entry(JsonParser parser, String json) throws IOException {
        String resource = null;
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return null;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isResource = parser.currentName().equals("resource");
            parser.nextToken();
            int start = start(parser);
            parser.skipChildren();
            if (isResource && parser.currentToken() == JsonToken.END_OBJECT) {
                resource = json.substring(start, end(parser));
            }
        }
        return resource;
    }

    private void index(JsonParser parser) throws IOException {
        parser.nextToken();
        afterOpening = end(parser);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            isEmptyObject = false;
            String name = parser.currentName();
            parser.nextToken();
            int start = start(parser);
            boolean hasContent = name.equals("meta") ? meta(parser) : value(parser, name);
            members.put(name, new Span(start, end(parser), !hasContent));
        }
    }

    private boolean meta(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return value(parser, "meta");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            int start = start(parser);
            boolean hasContent = value(parser, name);
            metaMembers.put(name, new Span(start, end(parser), !hasContent));
        }
        return !metaMembers.isEmpty();
    }

    /// Goes through one value and notes the texts in it that may be addresses.
    ///
    /// @return whether it has anything in it
    private boolean value(JsonParser parser, String member) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                boolean hasContent = false;
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    hasContent = true;
                    String name = parser.currentName();
                    parser.nextToken();
                    value(parser, name);
                }
                yield hasContent;
            }
            case START_ARRAY -> {
                boolean hasContent = false;
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    hasContent = true;
                    value(parser, member);
                }
                yield hasContent;
            }
            case VALUE_STRING -> {
                int start = start(parser);
                String text = parser.getText();
                if (member.equals("reference")
                        || (text.startsWith("urn:uuid:") && !member.equals("value"))) {
                    strings.add(new Said(member, text, start, end(parser)));
                }
                yield true;
            }
            default -> {
                parser.finishToken();
                yield true;
            }
        };
    }

    private static int start(JsonParser parser) {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    private static int end(JsonParser parser) throws IOException {
        parser.finishToken();
        if (parser.currentToken() != null && parser.currentToken().isNumeric()) {
            return start(parser) + parser.getText().length();
        }
        return (int) parser.currentLocation().getCharOffset();
    }

    /// Sets a member of the resource.
    ///
    /// @param rawValue JSON
    ResourceText set(String member, String rawValue) {
        Span there = members.get(member);
        if (there == null) {
            add(member, rawValue);
        } else {
            splices.add(new Splice(there.start(), there.end(), rawValue));
        }
        return this;
    }

    /// Sets the resource's id.
    ResourceText id(String id) {
        return set("id", quoted(id));
    }

    /// Sets `meta.versionId` and `meta.lastUpdated`, leaving the rest of `meta`.
    ResourceText version(int version, Instant at) {
        String versionId = quoted(Integer.toString(version));
        String lastUpdated = quoted(Keeping.instant(at).getValueAsString());
        Span meta = members.get("meta");
        if (meta == null) {
            return set(
                    "meta",
                    "{\"versionId\":%s,\"lastUpdated\":%s}".formatted(versionId, lastUpdated));
        }
        StringBuilder missing = new StringBuilder();
        metaMember("versionId", versionId, missing);
        metaMember("lastUpdated", lastUpdated, missing);
        if (!missing.isEmpty()) {
            if (meta.isEmpty()) {
                missing.setLength(missing.length() - 1);
            }
            splices.add(new Splice(meta.start() + 1, meta.start() + 1, missing.toString()));
        }
        return this;
    }

    private void metaMember(String name, String raw, StringBuilder missing) {
        Span there = metaMembers.get(name);
        if (there == null) {
            missing.append(quoted(name)).append(':').append(raw).append(',');
        } else {
            splices.add(new Splice(there.start(), there.end(), raw));
        }
    }

    /// Adds an element to the end of a member that is an array, making it where it is missing.
    ResourceText append(String member, String rawElement) {
        Span there = members.get(member);
        if (there == null) {
            add(member, "[" + rawElement + "]");
        } else {
            int at = there.end() - 1;
            splices.add(new Splice(at, at, there.isEmpty() ? rawElement : "," + rawElement));
        }
        return this;
    }

    /// Rewrites addresses: texts of members named `reference`, and any text that begins with
    /// `urn:uuid:` unless it is the value of an identifier.
    ///
    /// @param rewritten gives the new address, or the same one
    ResourceText addresses(UnaryOperator<String> rewritten) {
        for (Said said : strings) {
            String now = rewritten.apply(said.value());
            if (!now.equals(said.value())) {
                splices.add(new Splice(said.start(), said.end(), quoted(now)));
            }
        }
        return this;
    }

    private void add(String member, String rawValue) {
        added.append(quoted(member)).append(':').append(rawValue).append(',');
    }

    /// The text with every change.
    String text() {
        List<Splice> sorted = new ArrayList<>(splices);
        if (!added.isEmpty()) {
            // After resourceType, where readers look for the id first.
            Span type = members.get("resourceType");
            String first = added.substring(0, added.length() - 1);
            if (type != null) {
                sorted.add(new Splice(type.end(), type.end(), "," + first));
            } else {
                String text = isEmptyObject ? first : first + ",";
                sorted.add(new Splice(afterOpening, afterOpening, text));
            }
        }
        sorted.sort(Comparator.comparingInt(Splice::start).thenComparingInt(Splice::end));
        StringBuilder text = new StringBuilder(json.length() + 256);
        int at = 0;
        for (Splice splice : sorted) {
            if (splice.start() < at) {
                throw new IllegalStateException("OGMS-3143 Two changes to one place of a text");
            }
            text.append(json, at, splice.start()).append(splice.text());
            at = splice.end();
        }
        return text.append(json, at, json.length()).toString();
    }

    static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
