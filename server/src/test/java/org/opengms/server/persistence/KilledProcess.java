package org.opengms.server.persistence;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// A program of the tests that runs in a process of its own, says what it has done line by line,
/// and is killed (`kill -9`) after some words.
final class KilledProcess {
    private final Process process;

    private KilledProcess(Process process) {
        this.process = process;
    }

    /// @param program has a `main`
    static KilledProcess start(Class<?> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(program.getName());
        command.addAll(List.of(arguments));
        return new KilledProcess(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
    }

    /// Reads what it says, kills it after some words, and reads what it had said by then.
    ///
    /// @param note takes a line, and tells whether it is a word; one that the kill has cut off is
    ///   none
    void killAfter(int words, Predicate<String> note) throws IOException, InterruptedException {
        int heard = 0;
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (note.test(line)) {
                    heard++;
                }
                if (heard == words) {
                    process.toHandle().destroyForcibly(); // SIGKILL
                }
            }
        } finally {
            // A word that fails the test must not leave it working on.
            process.toHandle().destroyForcibly();
        }
        process.waitFor();
        assertTrue(heard >= words, "the process ended by itself after " + heard + " words");
    }
}
