package org.opengms.interpretation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opengms.phenotype.HpoId;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a GA4GH phenopacket in JSON, version 1 or 2, or the proband of a family message.
///
/// An allow-list, walked by the parser: `id`, `subject.sex`, `phenotypicFeatures`. Every other
/// property is skipped without being looked at, so that a diagnosis in the file cannot reach the
/// interpretation by any path. That is why the generic message parser is not used here.
///
/// Version 1 marks an absent feature `negated`, version 2 `excluded`. Names may be in lower camel
/// case or as in the protobuf source (`phenotypic_features`).
final class PhenopacketReader {
    private static final int LARGEST_FEATURE_COUNT = 10_000;

    private final Path file;
    private String id = "";
    private Sex sex = Sex.UNKNOWN;
    private final List<HpoId> observed = new ArrayList<>();
    private final List<HpoId> excluded = new ArrayList<>();
    private boolean recognised;

    private PhenopacketReader(Path file) {
        this.file = file;
    }

    static CaseDescription read(Path file) {
        PhenopacketReader reader = new PhenopacketReader(file);
        try (InputStream in = InputFile.open(file);
                JsonParser parser = JsonMapper.shared().createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw reader.refused("it is not a JSON object", null);
            }
            reader.packet(parser);
            if (parser.nextToken() != null) {
                throw reader.refused("something follows the JSON object", null);
            }
        } catch (IOException failure) {
            throw reader.refused(InputFile.why(failure), failure);
        } catch (JacksonException failure) {
            if (failure.getCause() instanceof IOException io) {
                throw reader.refused(InputFile.why(io), io);
            }
            throw reader.refused(InputFile.why(failure), failure);
        }
        if (!reader.recognised) {
            throw reader.refused(
                    "it has neither subject nor phenotypicFeatures, so it is no phenopacket", null);
        }
        String caseId = reader.id.isBlank() ? reader.fileStem() : reader.id;
        return new CaseDescription(
                caseId, reader.sex, reader.observed, reader.excluded, Optional.empty());
    }

    private void packet(JsonParser parser) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "id" -> {
                    if (value == JsonToken.VALUE_STRING && id.isEmpty()) {
                        id = parser.getString();
                    } else {
                        parser.skipChildren();
                    }
                }
                case "subject" -> {
                    recognised = true;
                    JsonNode subject = parser.readValueAsTree();
                    sex = sex(subject.path("sex"));
                }
                case "phenotypicFeatures", "phenotypic_features" -> {
                    recognised = true;
                    features(parser, value);
                }
                case "proband" -> {
                    if (value != JsonToken.START_OBJECT) {
                        throw refused("its proband is not an object", null);
                    }
                    packet(parser);
                }
                default -> parser.skipChildren();
            }
        }
    }

    private void features(JsonParser parser, JsonToken value) {
        if (value == JsonToken.VALUE_NULL) {
            return;
        }
        if (value != JsonToken.START_ARRAY) {
            throw refused("its phenotypicFeatures is not an array", null);
        }
        int index = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (index >= LARGEST_FEATURE_COUNT) {
                throw refused("it has more than " + LARGEST_FEATURE_COUNT + " features", null);
            }
            JsonNode feature = parser.readValueAsTree();
            JsonNode type = feature.path("type").path("id");
            String text = type.asString("");
            if (!HpoId.isWellFormed(text.strip())) {
                String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
                throw refused(
                        "phenotypicFeatures["
                                + index
                                + "].type.id is '"
                                + shown
                                + "', which is not an HPO identifier (HP: and seven digits)",
                        null);
            }
            boolean absent =
                    feature.path("excluded").asBoolean(false)
                            || feature.path("negated").asBoolean(false);
            List<HpoId> list = absent ? excluded : observed;
            HpoId term = HpoId.parse(text);
            if (!list.contains(term)) {
                list.add(term);
            }
            index++;
        }
    }

    private static Sex sex(JsonNode node) {
        String value = node.asString("");
        return switch (value) {
            case "FEMALE", "1" -> Sex.FEMALE;
            case "MALE", "2" -> Sex.MALE;
            default -> Sex.UNKNOWN;
        };
    }

    private String fileStem() {
        String name = String.valueOf(file.getFileName());
        int dot = name.indexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private InterpretationException refused(
            String why, @org.jspecify.annotations.Nullable Throwable cause) {
        String text =
                "Phenopacket "
                        + file.getFileName()
                        + " cannot be used: "
                        + why
                        + ". Need a GA4GH phenopacket in JSON, version 1 or 2.";
        return cause == null
                ? new InterpretationException(InterpretationException.Kind.BAD_PHENOPACKET, text)
                : new InterpretationException(
                        InterpretationException.Kind.BAD_PHENOPACKET, text, cause);
    }
}
