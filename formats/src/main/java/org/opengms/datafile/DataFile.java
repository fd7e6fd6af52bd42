package org.opengms.datafile;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.MapperBuilder;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The form of a JSON file that holds one record: components by name and in the record's order,
/// keys of maps sorted, absent values left out, two spaces of indent, lines ended by a line feed.
/// The same record always gives the same bytes. Unknown, missing and repeated fields are refused. A
/// file whose name ends in `.yaml` or `.yml` is read as YAML with the same fields; one whose name
/// ends in `.gz` is unpacked first.
///
/// @param <T> the record
public final class DataFile<T> {
    private static final JsonMapper MAPPER = strict(JsonMapper.builder()).build();
    private static final YAMLMapper YAML = strict(YAMLMapper.builder()).build();

    private final Class<T> type;
    private final String what;
    private final String code;
    private final UnaryOperator<T> check;

    private static <M extends ObjectMapper, B extends MapperBuilder<M, B>> B strict(B builder) {
        return builder.disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .changeDefaultPropertyInclusion(
                        p -> p.withValueInclusion(JsonInclude.Include.NON_ABSENT));
    }

    /// @param type the record
    /// @param what the file is, in words with an article: `a test directory`
    /// @param code of messages about it, such as `OGMS-2210`
    /// @param check what the record cannot check alone; returns it or throws
    ///   [IllegalArgumentException]
    public DataFile(Class<T> type, String what, String code, UnaryOperator<T> check) {
        this.type = type;
        this.what = what;
        this.code = code;
        this.check = check;
    }

    /// Reads a file.
    ///
    /// @throws IllegalArgumentException if it does not hold the record, naming the file, the field
    ///   and the reason
    /// @throws UncheckedIOException if it cannot be read
    public T read(Path file) {
        String name = file.toString();
        try (InputStream stored = Files.newInputStream(file);
                InputStream in = name.endsWith(".gz") ? new GZIPInputStream(stored) : stored) {
            return read(in, name);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "%s Cannot read %s from %s. Check the path and its permissions."
                            .formatted(code, what, file),
                    e);
        }
    }

    /// Reads a stream.
    ///
    /// @param in not closed
    /// @param name what to call it in messages
    /// @throws IllegalArgumentException if it does not hold the record, naming the field and the
    ///   reason
    public T read(InputStream in, String name) {
        try {
            T value = mapper(name).readValue(in.readAllBytes(), type);
            if (value == null) {
                throw new IllegalArgumentException("it says null.");
            }
            return check.apply(value);
        } catch (IOException e) {
            throw new UncheckedIOException("%s Cannot read %s.".formatted(code, name), e);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "%s %s is not %s: %s%s. Mend the file and try again."
                            .formatted(code, name, what, place(e), reason(e)),
                    e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "%s %s is not %s: %s".formatted(code, name, what, e.getMessage()), e);
        }
    }

    /// Reads a file that comes with the program.
    ///
    /// @param beside a class of the package that the file is in
    /// @param name of the file
    /// @throws IllegalStateException if the program was built without it
    /// @throws IllegalArgumentException if it does not hold the record, naming the field and the
    ///   reason
    public T shipped(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(
                        "%s The program was built without its own %s.".formatted(code, name));
            }
            return read(in, name);
        } catch (IOException e) {
            throw new UncheckedIOException("%s Cannot read %s.".formatted(code, name), e);
        }
    }

    private static ObjectMapper mapper(String name) {
        return name.matches("(?i).*\\.ya?ml(\\.gz)?") ? YAML : MAPPER;
    }

    /// Writes a file, in JSON.
    ///
    /// @throws UncheckedIOException if it cannot be written
    public void write(T value, Path file) {
        try {
            Files.writeString(file, text(value));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "%s Cannot write %s to %s. Check the path, its permissions and the space left."
                            .formatted(code, what, file),
                    e);
        }
    }

    /// The record as JSON text, ended by a line feed.
    public String text(T value) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        return MAPPER.writer().with(printer).writeValueAsString(value) + "\n";
    }

    /// The record as JSON in one line, without a line feed, for files that hold one record a line.
    public String line(T value) {
        return MAPPER.writer().writeValueAsString(value);
    }

    /// Reads a text, such as one line of a file.
    ///
    /// @param name what to call it in messages
    /// @throws IllegalArgumentException if it does not hold the record, naming the field and the
    ///   reason
    public T parse(String text, String name) {
        return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), name);
    }

    /// `field indications[2].tests[0].method, line 41: `.
    private static String place(JacksonException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        int line = e.getLocation() == null ? -1 : e.getLocation().getLineNr();
        return (path.isEmpty() ? "" : "field " + path + ", ")
                + (line > 0 ? "line " + line + ": " : "");
    }

    private static String reason(JacksonException e) {
        if (e.getCause() instanceof IllegalArgumentException refused) {
            return withoutStop(String.valueOf(refused.getMessage()));
        }
        String words = withoutStop(e.getOriginalMessage().lines().findFirst().orElse("no reason"));
        return words.startsWith("Null value for creator property")
                        || words.startsWith("Cannot map `null` into type")
                ? "the field is missing or null"
                : words;
    }

    private static String withoutStop(String sentence) {
        return sentence.replaceAll("[.\\s]+$", "");
    }
}
