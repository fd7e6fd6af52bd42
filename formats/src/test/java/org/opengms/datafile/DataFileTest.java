package org.opengms.datafile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataFileTest {
    record Bed(String ward, int places, Optional<String> note, List<String> nurses) {
        Bed {
            if (places < 0) {
                throw new IllegalArgumentException("a ward has no fewer than 0 places.");
            }
        }
    }

    private static final DataFile<Bed> FORM =
            new DataFile<>(Bed.class, "a ward", "OGMS-0000", b -> b);
    private static final String JSON =
            """
            {
              "ward" : "A1",
              "places" : 4,
              "nurses" : [
                "Ann",
                "Bo"
              ]
            }
            """;

    private static Bed read(String text, String name) {
        return FORM.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), name);
    }

    @Test
    void givesTheSameBytesForTheSameRecord() {
        assertEquals(JSON, FORM.text(read(JSON, "a1.json")));
    }

    @Test
    void saysTheSameInYaml() {
        String yaml = "ward: A1\nplaces: 4\nnurses:\n  - Ann\n  - Bo\n";
        assertEquals(read(JSON, "a1.json"), read(yaml, "a1.yaml"));
        assertEquals(read(JSON, "a1.json"), read(yaml, "A1.YML"));
    }

    @Test
    void isUnpackedWhereItIsPacked(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a1.json.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(JSON.getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(read(JSON, "a1.json"), FORM.read(file));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.yaml | ward: A1\\nplaces: 4\\nplaces: 5\\nnurses: [] | places",
                "a.yaml | ward: A1\\nplaces: 4\\nbeds: 5\\nnurses: [] | beds",
                "a.yaml | ward: A1\\nplaces: four\\nnurses: [] | field places, line 2",
                "a.yaml | ward: A1\\nplaces: -1\\nnurses: [] | no fewer than 0",
                "a.yaml | ward: A1\\nplaces: 1.5\\nnurses: [] | places",
                "a.json | {\"ward\":\"A1\",\"nurses\":[]} | field places, line 1: the field is missing or null",
                "a.json | {\"ward\":\"A1\",\"places\":1,\"nurses\":[]} {} | a.json",
            })
    void namesWhatIsWrongAndWhere(String name, String text, String part) {
        String message =
                String.valueOf(
                        assertThrows(
                                        IllegalArgumentException.class,
                                        () -> read(text.replace("\\n", "\n"), name))
                                .getMessage());
        assertTrue(message.startsWith("OGMS-0000 " + name), message);
        assertTrue(message.contains(part), message);
    }

    @Test
    void readsWhatComesWithTheProgram() {
        assertEquals(
                new Bed("B2", 6, Optional.empty(), List.of("Cy")),
                FORM.shipped(DataFileTest.class, "shipped-ward.json"));
    }

    @Test
    void saysWhichFileAProgramWasBuiltWithout() {
        IllegalStateException lacking =
                assertThrows(
                        IllegalStateException.class,
                        () -> FORM.shipped(DataFileTest.class, "no-ward.json"));
        assertEquals(
                "OGMS-0000 The program was built without its own no-ward.json.",
                lacking.getMessage());
    }
}
