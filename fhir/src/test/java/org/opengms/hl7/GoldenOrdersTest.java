package org.opengms.hl7;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One message for each version and each fault that hospitals' messages have, beside what is read
/// from it. The files were written by hand or read through line by line; where one differs from
/// what the reader makes, what it makes is left in `target/hl7` to be compared.
class GoldenOrdersTest {
    static Stream<String> names() throws IOException, URISyntaxException {
        Path folder =
                Path.of(
                                Objects.requireNonNull(
                                                GoldenOrdersTest.class.getResource("epic-null.hl7"))
                                        .toURI())
                        .getParent();
        try (Stream<Path> files = Files.list(Objects.requireNonNull(folder))) {
            List<String> names =
                    files.map(f -> f.getFileName().toString())
                            .filter(n -> n.endsWith(".hl7"))
                            .map(n -> n.substring(0, n.length() - 4))
                            .sorted()
                            .toList();
            return names.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void isReadAsTheFileBesideItSays(String name) throws IOException {
        String read = Messages.describe(Messages.READER.read(Messages.message(name)));
        Path made = Files.createDirectories(Path.of("target/hl7")).resolve(name + ".txt");
        Files.writeString(made, read);
        assertEquals(Messages.resource(name + ".txt"), read);
    }

    @Test
    void everyVersionAndFaultHasItsFile() throws Exception {
        assertEquals(42, names().count());
    }
}
