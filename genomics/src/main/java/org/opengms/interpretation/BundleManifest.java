package org.opengms.interpretation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Says what a reference bundle was made of: `manifest.json` in its folder. It holds no time and no
/// path, so that the same inputs give the same bytes.
///
/// @param formatVersion of the bundle; a program reads exactly its own
/// @param assembly `GRCh38`, or empty for a genome that is none of the known assemblies
/// @param sources in the order they were read
public record BundleManifest(int formatVersion, String assembly, List<Source> sources) {
    /// The format this program writes and reads.
    public static final int FORMAT_VERSION = 1;

    static final String FILE_NAME = "manifest.json";
    private static final String KIND = "OpenGMS reference bundle";

    /// One input file.
    ///
    /// @param role `fasta`, `transcripts`, `hgnc`, `hpo`, `annotations`, `genes` or `panels`
    /// @param file its name without folder
    /// @param release as stated inside the file; empty if it states none
    /// @param bytes its size on disk
    /// @param sha256 of the file as it lay on disk, hexadecimal
    public record Source(String role, String file, String release, long bytes, String sha256) {}

    public BundleManifest {
        sources = List.copyOf(sources);
    }

    ObjectNode json() {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        root.put("kind", KIND);
        root.put("formatVersion", formatVersion);
        root.put("assembly", assembly);
        ArrayNode list = root.putArray("sources");
        for (Source source : sources) {
            ObjectNode entry = list.addObject();
            entry.put("role", source.role);
            entry.put("file", source.file);
            entry.put("release", source.release);
            entry.put("bytes", source.bytes);
            entry.put("sha256", source.sha256);
        }
        return root;
    }

    void write(Path folder) throws IOException {
        Files.write(folder.resolve(FILE_NAME), JsonText.pretty(json()));
    }

    /// Whether a folder holds a bundle of this program, of whatever format.
    static boolean isIn(Path folder) {
        Path file = folder.resolve(FILE_NAME);
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try {
            return JsonMapper.shared()
                    .readTree(Files.readAllBytes(file))
                    .path("kind")
                    .asString("")
                    .equals(KIND);
        } catch (IOException | JacksonException unreadable) {
            return false;
        }
    }

    /// @throws InterpretationException OGMS-0405 if there is none, or of another format
    static BundleManifest read(Path folder) {
        Path file = folder.resolve(FILE_NAME);
        if (!isIn(folder)) {
            throw refused(folder, "it has no manifest.json of this program");
        }
        try {
            JsonNode root = JsonMapper.shared().readTree(Files.readAllBytes(file));
            int format = root.path("formatVersion").asInt(0);
            if (format != FORMAT_VERSION) {
                throw refused(
                        folder,
                        "its format is " + format + ", this program reads " + FORMAT_VERSION);
            }
            List<Source> sources = new ArrayList<>();
            for (JsonNode entry : root.path("sources")) {
                sources.add(
                        new Source(
                                entry.path("role").asString(""),
                                entry.path("file").asString(""),
                                entry.path("release").asString(""),
                                entry.path("bytes").asLong(0),
                                entry.path("sha256").asString("")));
            }
            return new BundleManifest(format, root.path("assembly").asString(""), sources);
        } catch (IOException failure) {
            throw refused(folder, InputFile.why(failure));
        }
    }

    private static InterpretationException refused(Path folder, String why) {
        return new InterpretationException(
                InterpretationException.Kind.BAD_BUNDLE,
                "Folder "
                        + folder.getFileName()
                        + " is no usable reference bundle: "
                        + why
                        + ". Build it with 'opengms reference build'.");
    }
}
