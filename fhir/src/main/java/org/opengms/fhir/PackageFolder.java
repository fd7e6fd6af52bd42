package org.opengms.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.hl7.fhir.r4.model.MetadataResource;

/// The files of a package folder, read by what they hold and not by what they are called: single
/// resources in JSON or XML at any depth, and FHIR packages, packed (`.tgz`) or not.
final class PackageFolder {
    /// The largest file of the national packages has 3 MB.
    private static final long LARGEST_FILE_BYTES = 64L << 20;

    private static final long LARGEST_PACKAGE_BYTES = 1L << 30;

    /// What the validator uses.
    private static final Set<String> DEFINITIONS =
            Set.of("StructureDefinition", "CodeSystem", "ValueSet", "ConceptMap", "NamingSystem");

    private static final JsonFactory JSON = new JsonFactory();

    private final FhirContext fhir;
    private final Path folder;

    PackageFolder(FhirContext fhir, Path folder) {
        this.fhir = fhir;
        this.folder = folder;
    }

    /// What one file turned out to be.
    sealed interface Content {
        /// A definition.
        record Definition(String file, MetadataResource resource) implements Content {}

        /// A resource that defines nothing.
        record OtherResource(String type) implements Content {}

        /// Not FHIR.
        record OtherFile() implements Content {}

        /// Nothing that can be read or used.
        record Unreadable(String file, String why) implements Content {}
    }

    /// Reads all files, in the order of their names. Links are followed.
    List<Content> read() {
        List<Path> files = new ArrayList<>();
        List<Content> contents = new ArrayList<>();
        try {
            Files.walkFileTree(
                    folder,
                    EnumSet.of(FileVisitOption.FOLLOW_LINKS),
                    Integer.MAX_VALUE,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
                            if (is.isRegularFile()) {
                                files.add(file);
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException e) {
                            contents.add(
                                    new Content.Unreadable(
                                            folder.relativize(file).toString(),
                                            "it cannot be opened"));
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            contents.add(new Content.Unreadable(folder.toString(), why(e)));
        }
        files.sort(null);
        contents.addAll(files.parallelStream().map(this::read).flatMap(List::stream).toList());
        return contents;
    }

    private List<Content> read(Path file) {
        String name = folder.relativize(file).toString();
        try {
            if (Files.size(file) > LARGEST_FILE_BYTES) {
                return List.of(new Content.Unreadable(name, "the file is too large to be read"));
            }
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.endsWith(".tgz") || lower.endsWith(".tar.gz")) {
                return packed(name, file);
            }
            return List.of(resource(name, Files.readAllBytes(file)));
        } catch (IOException e) {
            return List.of(new Content.Unreadable(name, why(e)));
        }
    }

    private List<Content> packed(String name, Path file) {
        List<Content> contents = new ArrayList<>();
        try (InputStream bytes =
                new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            var entries = new TarEntries(bytes, LARGEST_FILE_BYTES, LARGEST_PACKAGE_BYTES);
            for (var entry = entries.next(); entry != null; entry = entries.next()) {
                contents.add(resource(name + "!" + entry.name(), entry.content()));
            }
        } catch (IOException e) {
            contents.add(new Content.Unreadable(name, why(e)));
        }
        return contents;
    }

    private Content resource(String name, byte[] bytes) {
        int start = 0;
        while (start < bytes.length && (bytes[start] <= ' ' || isByteOrderMark(bytes[start]))) {
            start++;
        }
        if (start == bytes.length || (bytes[start] != '{' && bytes[start] != '<')) {
            return new Content.OtherFile();
        }
        boolean isJson = bytes[start] == '{';
        try {
            Optional<String> type = isJson ? jsonType(bytes, start) : xmlType(bytes, start);
            if (type.isEmpty()) {
                return new Content.OtherFile();
            }
            if (!DEFINITIONS.contains(type.get()) || isExampleOfPackage(name)) {
                return new Content.OtherResource(type.get());
            }
            IParser parser = isJson ? fhir.newJsonParser() : fhir.newXmlParser();
            parser.setParserErrorHandler(new LenientErrorHandler(false));
            String text = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
            return parser.parseResource(text) instanceof MetadataResource definition
                    ? usable(name, definition)
                    : new Content.OtherResource(type.get());
        } catch (IOException | XMLStreamException e) {
            return new Content.Unreadable(name, isJson ? "it is not JSON" : "it is not XML");
        } catch (DataFormatException | IllegalArgumentException | IllegalStateException e) {
            return new Content.Unreadable(name, "it is not FHIR R4: " + why(e));
        }
    }

    /// Definitions of a package's `example` folder are there to be looked at.
    private static boolean isExampleOfPackage(String name) {
        return name.replace('\\', '/').contains("package/example/");
    }

    private static Content usable(String name, MetadataResource definition) {
        if (!definition.hasUrl() && !(definition instanceof org.hl7.fhir.r4.model.NamingSystem)) {
            return new Content.Unreadable(name, "it has no canonical address (url)");
        }
        if (definition instanceof org.hl7.fhir.r4.model.StructureDefinition structure
                && structure.hasFhirVersion()
                && !structure.getFhirVersion().toCode().startsWith("4.0")) {
            return new Content.Unreadable(
                    name,
                    "it is for FHIR %s and not for R4"
                            .formatted(structure.getFhirVersion().toCode()));
        }
        return new Content.Definition(name, definition);
    }

    private static boolean isByteOrderMark(byte each) {
        return each == (byte) 0xEF || each == (byte) 0xBB || each == (byte) 0xBF;
    }

    private static Optional<String> jsonType(byte[] bytes, int start) throws IOException {
        try (JsonParser parser = JSON.createParser(bytes, start, bytes.length - start)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String member = parser.currentName();
                JsonToken value = parser.nextToken();
                if (member.equals("resourceType") && value == JsonToken.VALUE_STRING) {
                    return Optional.of(parser.getText());
                }
                parser.skipChildren();
            }
            return Optional.empty();
        }
    }

    private static Optional<String> xmlType(byte[] bytes, int start) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader =
                factory.createXMLStreamReader(
                        new ByteArrayInputStream(bytes, start, bytes.length - start));
        try {
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT) {
                    return "http://hl7.org/fhir".equals(reader.getNamespaceURI())
                            ? Optional.of(reader.getLocalName())
                            : Optional.empty();
                }
            }
            return Optional.empty();
        } finally {
            reader.close();
        }
    }

    /// Files of a package folder hold no personal data, so their reader's words may be repeated.
    private static String why(Exception e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        String line = message.lines().findFirst().orElse("");
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }
}
