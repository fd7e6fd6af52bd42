package org.opengms.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r5.elementmodel.Element;
import org.hl7.fhir.utilities.validation.ValidationMessage;

/// Which national profile belongs to which type of resource, and which code systems are in use that
/// nobody has defined: a dated table, for orders in the wild declare no profiles.
///
/// @param dated the day of the guide that it was read from
/// @param source the guide
/// @param otherwise the profile of types that have no row, with `{type}` for the type
/// @param rows what belongs to what
/// @param undefined code systems that are used without being defined, by their address
/// @param slips where a profile contradicts the rest of the guide
record ProfileTable(
        LocalDate dated,
        String source,
        String otherwise,
        List<Row> rows,
        Map<String, Undefined> undefined,
        List<Slip> slips) {

    /// @param type of the resources
    /// @param category only for those with this code in `category`, if given
    /// @param profile that belongs to them
    record Row(String type, Optional<String> category, String profile) {}

    /// @param defined the code system that is meant, if there is one
    /// @param deleted when its definition was deleted, if it had one
    /// @param note to be added, if any
    record Undefined(Optional<String> defined, Optional<String> deleted, Optional<String> note) {}

    /// A value that a profile fixes by mistake.
    ///
    /// @param profile that does so
    /// @param element of the profile
    /// @param wrong the value that it fixes
    /// @param right the value that the rest of the guide has
    record Slip(String profile, String element, String wrong, String right) {
        /// Whether a message only says that something is not as mistaken as the profile.
        ///
        /// @param resource that the message is about
        boolean isBehind(ValidationMessage message, Element resource) {
            String said = ValidatorWords.said(message);
            if (!said.contains(profile)) {
                return false;
            }
            return switch (ValidatorWords.id(message)) {
                case "_DT_Fixed_Wrong" ->
                        said.startsWith(
                                "Value is '%s' but is fixed to '%s'".formatted(right, wrong));
                case "Validation_VAL_Profile_Minimum_SLICE" -> {
                    int end = said.indexOf("':");
                    String slice = end < 0 ? "" : said.substring("Slice '".length(), end);
                    yield element.startsWith(slice + ".")
                            && resource
                                    .getChildrenByName(
                                            slice.replaceFirst("^[^.]*\\.", "")
                                                    .replaceFirst(":.*", ""))
                                    .stream()
                                    .anyMatch(this::isRight);
                }
                default -> false;
            };
        }

        private boolean isRight(Element element) {
            return right.equals(element.primitiveValue())
                    || element.getChildren().stream().anyMatch(this::isRight);
        }
    }

    /// A table that says nothing.
    static final ProfileTable NONE =
            new ProfileTable(LocalDate.EPOCH, "", "", List.of(), Map.of(), List.of());

    ProfileTable {
        slips = List.copyOf(slips);
        rows = List.copyOf(rows);
        undefined = Map.copyOf(undefined);
    }

    /// The table that the program comes with.
    static ProfileTable national() {
        try (InputStream json = ProfileTable.class.getResourceAsStream("national-profiles.json")) {
            JsonNode root = new ObjectMapper().readTree(json);
            List<Row> rows = new ArrayList<>();
            for (JsonNode row : root.get("profiles")) {
                rows.add(
                        new Row(
                                row.get("type").asText(),
                                text(row, "category"),
                                row.get("profile").asText()));
            }
            Map<String, Undefined> undefined = new LinkedHashMap<>();
            for (JsonNode row : root.get("undefinedCodeSystems")) {
                undefined.put(
                        row.get("system").asText(),
                        new Undefined(
                                text(row, "defined"), text(row, "deleted"), text(row, "note")));
            }
            List<Slip> slips = new ArrayList<>();
            for (JsonNode row : root.get("slipsOfProfiles")) {
                slips.add(
                        new Slip(
                                row.get("profile").asText(),
                                row.get("element").asText(),
                                row.get("wrong").asText(),
                                row.get("right").asText()));
            }
            return new ProfileTable(
                    LocalDate.parse(root.get("dated").asText()),
                    root.get("source").asText(),
                    root.get("otherwise").asText(),
                    rows,
                    undefined,
                    slips);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-3142 The table of national profiles cannot be read", e);
        }
    }

    private static Optional<String> text(JsonNode row, String member) {
        return Optional.ofNullable(row.get(member)).map(JsonNode::asText);
    }

    /// The profile of the types without a row.
    String general(String type) {
        return otherwise.replace("{type}", type);
    }
}
