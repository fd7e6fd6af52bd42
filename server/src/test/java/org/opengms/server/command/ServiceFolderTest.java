package org.opengms.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.server.database.DataDirectory;
import org.opengms.server.training.ServiceKind;

/// Exercises never run on the data of a real service, nor a real service on those of exercises.
class ServiceFolderTest {
    @TempDir Path folder;

    @Test
    void anEmptyFolderBecomesOneOfTheTrainingServiceAndStaysThat() {
        try (DataDirectory data = DataDirectory.open(folder)) {
            ServiceFolder.claim(data, ServiceKind.TRAINING);
            String origin = ServiceFolder.logOrigin(data);
            assertTrue(origin.matches("training\\.opengms\\.invalid/[0-9a-f]{16}"), origin);

            ServiceFolder.claim(data, ServiceKind.TRAINING);
            assertEquals(origin, ServiceFolder.logOrigin(data));

            CommandProblem problem =
                    assertThrows(
                            CommandProblem.class,
                            () -> ServiceFolder.claim(data, ServiceKind.CARE));
            assertTrue(problem.toString().contains("OGMS-8961"), problem.toString());
        }
    }

    @Test
    void aFolderThatHoldsSomethingIsNoneForExercises() throws IOException {
        Files.createDirectory(folder.resolve("postgresql"));
        try (DataDirectory data = DataDirectory.open(folder)) {
            CommandProblem problem =
                    assertThrows(
                            CommandProblem.class,
                            () -> ServiceFolder.claim(data, ServiceKind.TRAINING));
            assertTrue(problem.toString().contains("OGMS-8960"), problem.toString());
            assertFalse(Files.exists(folder.resolve(ServiceFolder.MARKER)));

            ServiceFolder.claim(data, ServiceKind.CARE);
        }
    }
}
