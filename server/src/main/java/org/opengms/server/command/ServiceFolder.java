package org.opengms.server.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.opengms.server.database.DataDirectory;
import org.opengms.server.training.ServiceKind;

/// Keeps the training service and real ones apart: each refuses a folder of the other. A folder of
/// the training service is marked by a file, which holds the name of its log.
final class ServiceFolder {
    /// The file that marks a folder of the training service.
    static final String MARKER = "training-service";

    private static final String LOCK = "server.lock";

    private ServiceFolder() {}

    /// Checks that a folder is one for a service of a kind, and marks it.
    ///
    /// @throws CommandProblem if it belongs to one of the other kind
    static void claim(DataDirectory data, ServiceKind kind) {
        Path marker = data.root().resolve(MARKER);
        boolean isMarked = Files.exists(marker);
        switch (kind) {
            case CARE -> {
                if (isMarked) {
                    throw new CommandProblem(
                            "OGMS-8961 %s belongs to a training service, whose people and orders are made up. Choose another folder with --data, or run: opengms training"
                                    .formatted(data.root()));
                }
            }
            case TRAINING -> {
                if (isMarked) {
                    return;
                }
                if (!isEmpty(data.root())) {
                    throw new CommandProblem(
                            "OGMS-8960 %s holds something already, and not a training service. Exercises never run on the data of a real service: choose an empty folder with --data."
                                    .formatted(data.root()));
                }
                mark(marker);
            }
        }
    }

    private static boolean isEmpty(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.allMatch(file -> file.getFileName().toString().equals(LOCK));
        } catch (IOException e) {
            throw new UncheckedIOException("OGMS-8962 Cannot list " + folder, e);
        }
    }

    private static void mark(Path marker) {
        byte[] number = new byte[8];
        new SecureRandom().nextBytes(number);
        try {
            Files.writeString(
                    marker, "training.opengms.invalid/" + HexFormat.of().formatHex(number) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("OGMS-8962 Cannot write " + marker, e);
        }
    }

    /// The name of the log of a marked folder.
    static String logOrigin(DataDirectory data) {
        Path marker = data.root().resolve(MARKER);
        try {
            return Files.readString(marker).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("OGMS-8962 Cannot read " + marker, e);
        }
    }
}
