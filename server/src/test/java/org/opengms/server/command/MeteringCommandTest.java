package org.opengms.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.cohort.ParticipantId;
import org.opengms.metering.MeteredUse;
import org.opengms.metering.ProjectReference;
import org.opengms.orders.TimeOrderedUuid;
import org.opengms.transparency.log.AppendLog;
import org.opengms.transparency.log.Cosigner;
import org.opengms.transparency.log.FileLockStore;
import org.opengms.transparency.log.LogFolders;
import org.opengms.transparency.log.LogSettings;
import org.opengms.transparency.note.KeyKind;
import org.opengms.transparency.note.KeyName;
import org.opengms.transparency.note.Origin;
import org.opengms.transparency.note.SignerKey;
import org.opengms.transparency.record.LabelKey;
import org.opengms.transparency.record.SaltedRecord;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `opengms metering reconcile` as a person or a program meets it: two uses on the 1st of June, one
/// of 2 people and 300 bytes and one of 1 person, and one on the 2nd.
class MeteringCommandTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Origin ORIGIN = new Origin("log.example.org/metering");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final ProjectReference PROJECT = new ProjectReference("P-1");

    private static final String FIRST = id("2026-06-01T09:00:00Z");
    private static final String SECOND = id("2026-06-01T10:00:00Z");
    private static final String THIRD = id("2026-06-02T10:00:00Z");

    @TempDir private Path folder = Path.of("");

    private final List<String> uses =
            new ArrayList<>(List.of(use(FIRST, 2, 300), use(SECOND, 1, 0), use(THIRD, 1, 0)));

    private static String id(String at) {
        return TimeOrderedUuid.next(Instant.parse(at)).toString();
    }

    private static String use(String id, int people, long bytes) {
        return "{\"id\":\"%s\",\"project\":\"P-1\",\"kind\":\"FILE\",\"subject\":\"File/1\",\"people\":%d,\"records\":%d,\"queries\":1,\"bytes\":%d}"
                .formatted(id, people, people, bytes);
    }

    private static SaltedRecord reading(String use, long bytes) {
        return SaltedRecord.of(
                "{\"decision\":\"permit\",\"resource\":\"%s\"}"
                        .formatted(
                                MeteredUse.resource(
                                        ParticipantId.random(),
                                        PROJECT,
                                        UUID.fromString(use),
                                        bytes)),
                RANDOM);
    }

    @BeforeEach
    void aLogOfFourReadingsAmongOthers() throws Exception {
        try (AppendLog log =
                AppendLog.open(
                        new LogFolders(folder.resolve("log"), folder.resolve("records")),
                        ORIGIN,
                        SignerKey.generate(new KeyName(ORIGIN.value()), KeyKind.LOG, RANDOM),
                        new FileLockStore(folder.resolve("lock")),
                        Cosigner.NOBODY,
                        LogSettings.STANDARD.byHand())) {
            for (SaltedRecord record :
                    List.of(
                            reading(FIRST, 100),
                            SaltedRecord.of("{\"kind\":\"consent\",\"said\":\"research\"}", RANDOM),
                            reading(THIRD, 0),
                            reading(FIRST, 200),
                            reading(SECOND, 0))) {
                log.append(LabelKey.of(new byte[32]).label("somebody"), record)
                        .get(30, TimeUnit.SECONDS);
            }
            log.integrate();
        }
    }

    private record Said(int exit, String out, String err) {}

    private Said reconcile(String... more) throws IOException {
        return reconcile(folder, more);
    }

    private Said reconcile(Path log, String... more) throws IOException {
        Path file = Files.write(folder.resolve("uses.jsonl"), uses);
        List<String> arguments = new ArrayList<>();
        arguments.add("reconcile");
        arguments.addAll(List.of("--uses", file.toString()));
        arguments.addAll(List.of("--log", log.toString()));
        arguments.addAll(List.of(more));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(new MeteringCommand());
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        line.setExecutionExceptionHandler((failure, command, _) -> {
            command.getErr().println(failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        });
        return new Said(
                line.execute(arguments.toArray(String[]::new)), out.toString(), err.toString());
    }

    @Test
    void saysThatMeteringEqualsTheLog() throws IOException {
        Said said = reconcile();
        assertEquals("Metering equals the log: 3 uses, 4 readings, 300 bytes.\n", said.out());
        assertEquals(0, said.exit());
    }

    @Test
    void comparesDaysBeforeOneAlone() throws IOException {
        uses.removeLast();
        Said said = reconcile("--until", "2026-06-02");
        assertEquals("Metering equals the log: 2 uses, 3 readings, 300 bytes.\n", said.out());
        assertEquals(0, said.exit());
        assertEquals(1, reconcile().exit());
    }

    @Test
    void namesTheFirstUseOfWhichTheLogTellsSomethingElse() throws IOException {
        uses.set(0, use(FIRST, 2, 299));
        uses.set(2, use(THIRD, 2, 0));
        Said said = reconcile();
        assertEquals(
                """
                Metering and log differ on 2 days, first on 2026-06-01:
                Use %s is metered with 2 readings and 299 bytes by project P-1; the log holds 2 readings and 300 bytes by project P-1.
                """
                        .formatted(FIRST),
                said.out());
        assertEquals(1, said.exit());
    }

    @Test
    void namesAUseThatIsNotMeteredForPrograms() throws IOException {
        uses.remove(1);
        Said said = reconcile("--json");
        assertEquals(1, said.exit());
        JsonNode result = JSON.readTree(said.out());
        assertFalse(result.path("agrees").asBoolean());
        assertEquals(1, result.path("differingDays").asInt());
        assertEquals("2026-06-01", result.path("first").asString());
        assertEquals(
                "The log holds 1 readings and 0 bytes by project P-1 of use %s, which is not metered."
                        .formatted(SECOND),
                result.path("difference").asString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not JSON",
                "{}",
                "{\"id\":\"6f1c1b62-0000-4000-8000-000000000000\",\"project\":\"P-1\",\"kind\":\"FILE\",\"subject\":\"File/1\",\"people\":1,\"records\":1,\"queries\":1,\"bytes\":0}",
                "{\"id\":\"019e8000-0000-7000-8000-000000000000\",\"project\":\"P-1\",\"kind\":\"FILE\",\"subject\":\"File/1\",\"people\":2,\"records\":1,\"queries\":1,\"bytes\":0}",
                "{\"id\":\"019e8000-0000-7000-8000-000000000000\",\"project\":\"P-1\",\"kind\":\"THEFT\",\"subject\":\"File/1\",\"people\":1,\"records\":1,\"queries\":1,\"bytes\":0}"
            })
    void namesTheLineThatIsNoUse(String line) throws IOException {
        uses.add(1, line);
        Said said = reconcile();
        assertTrue(said.err().startsWith("OGMS-7682 Line 2 of "), said.err());
        assertTrue(said.exit() > 0);
        assertEquals("", said.out());
    }

    @Test
    void saysWhereItLookedForALog() throws IOException {
        Said said = reconcile(folder.resolve("elsewhere"));
        assertTrue(said.err().startsWith("OGMS-7680 There is no log in "), said.err());
        assertTrue(said.exit() > 0);
    }
}
