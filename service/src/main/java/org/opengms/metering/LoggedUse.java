package org.opengms.metering;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opengms.orders.TimeOrderedUuid;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/// What one entry of the transparency log says of a metered use: a reading of one participant's
/// data that was permitted.
///
/// @param use which
/// @param project which used
/// @param bytes handed over of them
public record LoggedUse(UUID use, ProjectReference project, long bytes) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern RESOURCE =
            Pattern.compile(
                    "Participant/[0-9a-f-]{36}\\?project=([^&]+)&use=([0-9a-f-]{36})&bytes=(\\d{1,18})");

    /// When.
    Instant at() {
        return TimeOrderedUuid.instant(use);
    }

    /// Reads the JSON of a record, as docs/spec/transparency-log.md says.
    ///
    /// @return empty if it is about something else, or a refusal
    /// @throws tools.jackson.core.JacksonException if it is not JSON
    public static Optional<LoggedUse> parse(byte[] json) {
        String resource = "";
        boolean permitted = false;
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            for (JsonToken token = parser.nextToken();
                    token == JsonToken.PROPERTY_NAME;
                    token = parser.nextToken()) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "resource" -> resource = parser.getString();
                    case "decision" -> permitted = parser.getString().equals("permit");
                    default -> parser.skipChildren();
                }
            }
        }
        return permitted ? named(resource) : Optional.empty();
    }

    /// Reads the resource of a permitted reading.
    static Optional<LoggedUse> named(String resource) {
        if (!resource.startsWith("Participant/") || resource.indexOf('?') < 0) {
            return Optional.empty();
        }
        Matcher found = RESOURCE.matcher(resource);
        return found.matches()
                ? Optional.of(
                        new LoggedUse(
                                UUID.fromString(found.group(2)),
                                new ProjectReference(found.group(1)),
                                Long.parseLong(found.group(3), 10)))
                : Optional.empty();
    }
}
