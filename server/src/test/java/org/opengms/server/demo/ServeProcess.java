package org.opengms.server.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// `opengms serve` as a process of its own, which can be killed.
final class ServeProcess implements AutoCloseable {
    private final Path data;
    private final int port;
    private final List<String> options;
    private Process process;

    private ServeProcess(Path data, int port, List<String> options, Process process) {
        this.data = data;
        this.port = port;
        this.options = options;
        this.process = process;
    }

    /// Starts a server on a free port; returns when it serves.
    ///
    /// @param options further ones of `opengms serve`
    static ServeProcess start(Path data, String... options) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        List<String> more = List.of(options);
        return new ServeProcess(data, port, more, launch(data, port, more));
    }

    private static Process launch(Path data, int port, List<String> options) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "org.opengms.server.OpenGms",
                                "serve",
                                "--data",
                                data.toString(),
                                "--port",
                                Integer.toString(port)));
        command.addAll(options);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        StringBuilder said = new StringBuilder();
        BufferedReader words = process.inputReader(StandardCharsets.UTF_8);
        for (String line = words.readLine(); line != null; line = words.readLine()) {
            said.append(line).append('\n');
            if (line.startsWith("OpenGMS serves")) {
                Thread.ofVirtual().start(() -> drain(words));
                return process;
            }
        }
        throw new IOException("The server did not start:\n" + said);
    }

    /// A process whose output nobody reads stands still when the pipe is full.
    private static void drain(BufferedReader words) {
        try {
            while (words.readLine() != null) {
                // Its log is of no interest while it serves.
            }
        } catch (IOException e) {
            // Killed in the middle of a line, which is what this is for.
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// SIGKILL, as by `kill -9`; returns when the process is gone. Its database lives on.
    void killHard() throws InterruptedException {
        int status = process.destroyForcibly().waitFor();
        if (status != 128 + 9) {
            throw new IllegalStateException("Not killed, but ended with status " + status);
        }
    }

    /// Starts again on the same data and port.
    void startAgain() throws IOException {
        process = launch(data, port, options);
    }

    /// Stops in good order, with its database.
    @Override
    public void close() {
        process.destroy();
        var _ = process.onExit().completeOnTimeout(process, 60, TimeUnit.SECONDS).join();
        if (process.isAlive()) {
            var _ = process.destroyForcibly().onExit().join();
        }
    }
}
