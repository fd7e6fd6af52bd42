package org.opengms.genome;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// Debian's bcftools, an independent implementation to compare with. A test that needs it fails
/// under `CI=true` where it is missing, and is skipped with a loud line elsewhere.
final class Bcftools {
    private Bcftools() {}

    static void require() {
        boolean present;
        try {
            present = new ProcessBuilder("bcftools", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            present = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        if (!present) {
            String message = "bcftools is missing: install it with 'apt-get install bcftools'";
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail(message);
            }
            System.err.println("SKIPPED: " + message);
            Assumptions.abort(message);
        }
    }

    /// Runs bcftools and returns the lines it wrote.
    static List<String> run(Path folder, String... arguments) throws IOException {
        Path out = Files.createTempFile(folder, "bcftools", ".out");
        Path err = Files.createTempFile(folder, "bcftools", ".err");
        List<String> command = new ArrayList<>();
        command.add("bcftools");
        command.addAll(List.of(arguments));
        try {
            int status =
                    new ProcessBuilder(command)
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile())
                            .start()
                            .waitFor();
            Assertions.assertEquals(0, status, () -> read(err));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return Files.readAllLines(out);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
