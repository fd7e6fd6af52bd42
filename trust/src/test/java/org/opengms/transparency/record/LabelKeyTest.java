package org.opengms.transparency.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelKeyTest {
    @TempDir Path folder;

    @Test
    void makesTheSameLabelsWhenReadFromItsFile() throws IOException {
        Path file = folder.resolve("label.key");
        LabelKey key = LabelKey.generate(new SecureRandom());
        key.write(file);
        assertEquals(key.label("somebody"), LabelKey.read(file).label("somebody"));
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void isNeverOverwritten() {
        Path file = folder.resolve("label.key");
        LabelKey.generate(new SecureRandom()).write(file);
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> LabelKey.generate(new SecureRandom()).write(file));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("OGMS-7015"), refused::toString);
    }

    @Test
    void isRefusedWhenDamagedWithoutShowingIt() throws IOException {
        Path file = folder.resolve("label.key");
        Files.writeString(file, "PRIVATE+LABEL+KEY+c2VjcmV0\n");
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> LabelKey.read(file));
        String words = String.valueOf(refused.getMessage());
        assertTrue(words.startsWith("OGMS-7058"), words);
        assertFalse(words.contains("c2VjcmV0"), words);
    }
}
