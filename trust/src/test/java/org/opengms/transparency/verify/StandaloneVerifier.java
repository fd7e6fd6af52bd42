package org.opengms.transparency.verify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.opengms.testing.SharedData;

/// The verifier that is one file, compiled by itself, with nothing of this module on its class
/// path.
final class StandaloneVerifier {
    private final Class<?> main;

    StandaloneVerifier() {
        try {
            Path classes = Files.createTempDirectory("log-verifier");
            ByteArrayOutputStream errors = new ByteArrayOutputStream();
            int exit =
                    ToolProvider.getSystemJavaCompiler()
                            .run(
                                    null,
                                    null,
                                    errors,
                                    "-cp",
                                    classes.toString(),
                                    "-proc:none",
                                    "--release",
                                    "17",
                                    "-d",
                                    classes.toString(),
                                    source().toString());
            if (exit != 0) {
                throw new IllegalStateException(errors.toString(StandardCharsets.UTF_8));
            }
            main =
                    new URLClassLoader(
                                    new URL[] {classes.toUri().toURL()},
                                    ClassLoader.getPlatformClassLoader())
                            .loadClass("LogVerifier");
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    static Path source() {
        return SharedData.projectRoot().resolve("tools/LogVerifier.java");
    }

    /// How it ended and what it said.
    record Run(int exit, String out) {}

    Run run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        try {
            Object exit =
                    main.getMethod("run", String[].class, PrintStream.class, PrintStream.class)
                            .invoke(null, arguments, print, print);
            return new Run((Integer) exit, out.toString(StandardCharsets.UTF_8));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
