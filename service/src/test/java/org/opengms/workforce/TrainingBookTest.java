package org.opengms.workforce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingBookTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    @TempDir private Path folder;

    @Test
    void comesWithRulesForEveryCompetence() {
        CompetenceRules rules = TrainingBook.shipped().rules(DAY);

        for (Competence competence : Competence.values()) {
            assertEquals(competence, rules.requirement(competence).competence());
        }
        assertTrue(rules.signedBy().isEmpty());
        assertEquals(rules, TrainingBook.in(folder).rules(DAY));
    }

    @Test
    void takesTheOperatorsVersionsFromTheirFirstDay() throws Exception {
        String shipped =
                new String(
                        TrainingBook.class
                                .getResourceAsStream("competence-rules-2026.1.json")
                                .readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8);
        Files.writeString(folder.resolve("competence-rules-2026.1.json"), shipped);
        Files.writeString(
                folder.resolve("competence-rules-2026.2.json"),
                shipped.replace("\"2026.1\"", "\"2026.2\"").replace("2026-01-01", "2026-03-02"));

        TrainingBook book = TrainingBook.in(folder);

        assertEquals("2026.1", book.rules(DAY.minusDays(1)).version());
        assertEquals("2026.2", book.rules(DAY).version());
    }

    @Test
    void tellsWhatIsWrongInAFile() throws Exception {
        String shipped =
                new String(
                        TrainingBook.class
                                .getResourceAsStream("competence-rules-2026.1.json")
                                .readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8);
        Path file = folder.resolve("competence-rules-x.json");

        Files.writeString(file, shipped.replace("noticeDays", "notice"));
        assertTrue(
                String.valueOf(
                                assertThrows(Exception.class, () -> TrainingBook.in(folder))
                                        .getMessage())
                        .contains("OGMS-8805"));
        assertTrue(
                String.valueOf(
                                assertThrows(Exception.class, () -> TrainingBook.in(folder))
                                        .getMessage())
                        .contains("notice"));

        Files.writeString(file, shipped.replace("\"discussing-wgs\"", "\"not-there\""));
        assertTrue(
                String.valueOf(
                                assertThrows(Exception.class, () -> TrainingBook.in(folder))
                                        .getMessage())
                        .contains("not-there"));
        assertTrue(
                String.valueOf(
                                assertThrows(Exception.class, () -> TrainingBook.in(folder))
                                        .getMessage())
                        .contains("catalogue"));
    }
}
