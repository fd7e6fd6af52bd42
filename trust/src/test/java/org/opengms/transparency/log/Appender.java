package org.opengms.transparency.log;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/// A process that appends for ever on four threads, and tells each promise and each checkpoint that
/// it got, until it is killed. Arguments: folder, number of the first record.
final class Appender {
    private Appender() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        AtomicInteger next = new AtomicInteger(Integer.parseInt(arguments[1], 10));
        AppendLog log =
                AppendLog.open(
                        new LogFolders(
                                Path.of(arguments[0]).resolve("log"),
                                Path.of(arguments[0]).resolve("records")),
                        Fixture.ORIGIN,
                        Fixture.KEY,
                        new FileLockStore(Path.of(arguments[0]).resolve("lock")),
                        Cosigner.NOBODY,
                        new LogSettings(
                                java.time.Duration.ZERO,
                                1_000_000,
                                64,
                                64,
                                LogSettings.Driving.ITSELF));
        for (int thread = 0; thread < 4; thread++) {
            Thread.ofPlatform()
                    .start(() -> {
                        while (true) {
                            int number = next.getAndIncrement();
                            Promise promise =
                                    Fixture.now(
                                            log.append(
                                                    Fixture.person(number % 5),
                                                    Fixture.record(number)));
                            out.printf("promised %d %d .%n", promise.index(), number);
                            if (number % 8 == 0) {
                                Integrated done = Fixture.now(promise.integrated());
                                String[] lines = done.checkpoint().text().split("\n", -1);
                                out.printf("signed %s %s .%n", lines[1], lines[2]);
                            }
                        }
                    });
        }
    }
}
