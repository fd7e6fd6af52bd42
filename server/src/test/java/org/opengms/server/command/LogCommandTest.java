package org.opengms.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.logbook.LogRecords;
import org.opengms.people.PersonId;
import org.opengms.testing.RealData;
import org.opengms.testing.SharedData;
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
import org.opengms.transparency.witness.HttpWitnessConnection;
import org.opengms.transparency.witness.Witness;
import org.opengms.transparency.witness.WitnessPanel;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `opengms log` as a person or a program meets it.
class LogCommandTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Origin ORIGIN = new Origin("log.example.org/genomics");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final SignerKey KEY =
            SignerKey.generate(new KeyName(ORIGIN.value()), KeyKind.LOG, RANDOM);
    private static final SaltedRecord RECORD =
            SaltedRecord.of("{\"purpose\":\"care\",\"by\":\"a clinician\"}", RANDOM);

    @TempDir private Path folder = Path.of("");

    /// How a command ended and what it said.
    private record Run(int exit, String out, String err) {}

    private static Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(new LogCommand());
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        line.setExecutionExceptionHandler((failure, command, _) -> {
            command.getErr().println(failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        });
        return new Run(line.execute(arguments), out.toString(), err.toString());
    }

    private AppendLog open(Cosigner cosigner) {
        return AppendLog.open(
                new LogFolders(folder.resolve("log"), folder.resolve("records")),
                ORIGIN,
                KEY,
                new FileLockStore(folder.resolve("lock")),
                cosigner,
                LogSettings.STANDARD.byHand());
    }

    private static void append(AppendLog log, int count)
            throws ExecutionException, InterruptedException, TimeoutException {
        append(log, "one person", count);
    }

    private static void append(AppendLog log, String person, int count)
            throws ExecutionException, InterruptedException, TimeoutException {
        for (int i = 0; i < count; i++) {
            log.append(LabelKey.of(new byte[32]).label(person), RECORD).get(30, TimeUnit.SECONDS);
        }
    }

    @BeforeEach
    void aLogOfSevenEntriesAndOneThatIsPending() throws Exception {
        try (AppendLog log = open(Cosigner.NOBODY)) {
            append(log, 7);
            log.integrate();
            append(log, 1);
        }
    }

    private String log() {
        return folder.resolve("log").toString();
    }

    @Nested
    class Verify {
        @Test
        void saysThatALogHoldsAndWhatIsPending() {
            Run run = run("verify", "--log", log(), "--key", KEY.verifier().toString());
            assertEquals(0, run.exit(), run.out() + run.err());
            assertTrue(run.out().contains("holds: 7 entries"), run.out());
            assertTrue(run.out().contains("1 persons have no gap"), run.out());
            assertTrue(run.out().contains("1 records are promised"), run.out());
        }

        @Test
        void namesTheFirstFaultForProgramsToo() throws IOException {
            Path bundle = folder.resolve("log/tile/entries/000.p/7");
            byte[] bytes = Files.readAllBytes(bundle);
            bytes[bytes.length - 3] ^= 1;
            Files.write(bundle, bytes);
            Run run = run("verify", "--log", log(), "--key", KEY.verifier().toString(), "--json");
            assertEquals(1, run.exit(), run.err());
            JsonNode result = JSON.readTree(run.out());
            assertFalse(result.path("holds").asBoolean());
            assertEquals("OGMS-7038", result.path("fault").path("code").asString());
            assertEquals("tile/entries/000.p/7", result.path("fault").path("file").asString());
            assertEquals(6, result.path("fault").path("index").asInt());
            assertEquals(6, result.path("entriesVerified").asInt());
        }

        @Test
        @RealData
        void takesLogsOfOtherPrograms() {
            Path tessera = SharedData.file("trust/tessera-tlog/testdata/log");
            Run run =
                    run(
                            "verify",
                            "--log",
                            tessera.toString(),
                            "--checkpoint",
                            tessera.resolve("checkpoint.9").toString(),
                            "--key",
                            "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx");
            assertEquals(0, run.exit(), run.out() + run.err());
        }
    }

    /// What a person does with the label and the records that they were handed.
    @Nested
    class OfAPerson {
        private static final SaltedRecord MINE =
                SaltedRecord.of("{\"purpose\":\"research\"}", RANDOM);
        private static final SaltedRecord UNTOLD =
                SaltedRecord.of("{\"purpose\":\"other\"}", RANDOM);

        private final String label = LabelKey.of(new byte[32]).label("me").toString();

        /// Entries 7 and 9 of others, 8 and 10 of this person.
        @BeforeEach
        void thePersonHasTwoEntries() throws Exception {
            try (AppendLog log = open(Cosigner.NOBODY)) {
                for (SaltedRecord record : List.of(MINE, UNTOLD)) {
                    log.append(LabelKey.of(new byte[32]).label("me"), record)
                            .get(30, TimeUnit.SECONDS);
                    append(log, 1);
                }
                log.integrate();
            }
        }

        private String file(String name, SaltedRecord record) throws IOException {
            return Files.write(folder.resolve(name), record.file()).toString();
        }

        private Run verify(String... more) {
            List<String> words =
                    new ArrayList<>(
                            List.of("verify", "--log", log(), "--key", KEY.verifier().toString()));
            words.addAll(List.of(more));
            return run(words.toArray(String[]::new));
        }

        @Test
        void listsEachEntryAndWhichHasNoRecord() throws IOException {
            Run run = verify("--label", label, "--record", file("mine", MINE));
            assertEquals(0, run.exit(), run.out() + run.err());
            assertTrue(run.out().contains("Label %s has 2 entries".formatted(label)), run.out());
            assertTrue(
                    run.out().contains("entry 8, number 0, record %s: ".formatted(MINE.hash())),
                    run.out());
            assertTrue(
                    run.out()
                            .contains(
                                    "entry 10, number 1, record %s: NOT GIVEN"
                                            .formatted(UNTOLD.hash())),
                    run.out());
            assertTrue(run.out().contains("mine is entry 8."), run.out());
        }

        @Test
        void tellsProgramsTheSame() throws IOException {
            Run run =
                    verify(
                            "--label",
                            label,
                            "--record",
                            file("mine", MINE),
                            file("untold", UNTOLD),
                            "--json");
            assertEquals(0, run.exit(), run.out() + run.err());
            JsonNode result = JSON.readTree(run.out());
            assertEquals(2, result.path("entries").size());
            JsonNode second = result.path("entries").path(1);
            assertEquals(10, second.path("index").asInt());
            assertEquals(1, second.path("sequence").asInt());
            assertEquals(UNTOLD.hash().toString(), second.path("hash").asString());
            assertTrue(second.path("record").asString().endsWith("untold"));
            assertEquals(8, result.path("records").path(0).path("index").asInt());
            assertEquals(label, result.path("records").path(0).path("label").asString());
        }

        @Test
        void isToldOfARecordThatIsNotInTheLog() throws IOException {
            String path = file("mine", MINE);
            String forged = file("forged", SaltedRecord.of("{\"purpose\":\"care\"}", RANDOM));
            Run run = verify("--record", path, "--record", forged);
            assertEquals(1, run.exit(), run.err());
            assertTrue(run.out().contains("forged IS NOT IN THE LOG"), run.out());
            assertTrue(run.out().contains("mine is entry 8."), run.out());
            JsonNode result =
                    JSON.readTree(verify("--record", path, "--record", forged, "--json").out());
            assertTrue(result.path("holds").asBoolean());
            assertTrue(result.path("records").path(1).path("index").isNull());
        }

        @Test
        void isToldOfARecordOfSomebodyElse() throws IOException {
            Run run = verify("--label", label, "--record", file("theirs", RECORD));
            assertEquals(1, run.exit(), run.err());
            assertTrue(run.out().contains("theirs IS ENTRY 0, OF ANOTHER LABEL"), run.out());
        }

        @Test
        void isToldOfALabelWithoutEntries() {
            String stranger = LabelKey.of(new byte[32]).label("nobody").toString();
            Run run = verify("--label", stranger, "--label", label);
            assertEquals(0, run.exit(), run.out() + run.err());
            assertTrue(run.out().contains("Label %s has 0 entries".formatted(stranger)), run.out());
            assertTrue(run.out().contains("Label %s has 2 entries".formatted(label)), run.out());
        }

        /// What a log shows that does not hold is not to be believed.
        @Test
        void isListedNothingOfALogThatDoesNotHold() throws IOException {
            Path bundle = folder.resolve("log/tile/entries/000.p/12");
            byte[] bytes = Files.readAllBytes(bundle);
            bytes[bytes.length - 3] ^= 1;
            Files.write(bundle, bytes);
            Run run = verify("--label", label, "--record", file("mine", MINE));
            assertEquals(1, run.exit(), run.err());
            assertTrue(run.out().contains("DOES NOT HOLD"), run.out());
            assertFalse(run.out().contains("number 0"), run.out());
            assertFalse(run.out().contains("is entry"), run.out());
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "--label some-words | OGMS-7000",
                    "--label AAAA | OGMS-7000",
                    "--record nothing | OGMS-7096",
                    "--record FOLDER | OGMS-7096",
                    "--record KEYFILE | OGMS-7056"
                })
        void cannotAskWithWhatIsNoLabelOrRecord(String words, String code) throws IOException {
            Path key = Files.writeString(folder.resolve("some.key"), "PRIVATE");
            Run run =
                    verify(
                            words.replace("FOLDER", folder.toString())
                                    .replace("KEYFILE", key.toString())
                                    .split(" ", -1));
            assertEquals(1, run.exit(), run.out());
            assertTrue(run.err().contains(code), run.err());
        }
    }

    @Nested
    class Label {
        private static final String PERSON = "0b8f8e60-3c1e-4b55-9a53-6f2d1c9d1c11";

        @Test
        void isWhatTheServiceMakesOfThePersonsIdentifier() {
            String file = folder.resolve("label.key").toString();
            Run made = run("keygen", "--label", "--out", file);
            assertEquals(0, made.exit(), made.err());
            Run label = run("label", "--key", file, "--person", PERSON.toUpperCase(Locale.ROOT));
            assertEquals(0, label.exit(), label.err());
            assertEquals(
                    new LogRecords(LabelKey.read(Path.of(file)))
                            .label(new PersonId(PERSON))
                            .toString(),
                    label.out().strip());
            Run again = run("label", "--key", file, "--person", PERSON, "--json");
            assertEquals(label.out().strip(), JSON.readTree(again.out()).path("label").asString());
        }

        @Test
        void keyIsForItsOwnerAndNeverPrinted() throws IOException {
            Path file = folder.resolve("label.key");
            Run run = run("keygen", "--label", "--out", file.toString(), "--json");
            assertEquals(0, run.exit(), run.err());
            assertEquals("LABEL", JSON.readTree(run.out()).path("kind").asString());
            assertFalse(
                    run.out().contains(Files.readString(file).strip().substring(20)), run.out());
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            assertEquals(1, run("keygen", "--label", "--out", file.toString()).exit());
        }

        @Test
        void isNotMadeOfAnNhsNumberNorSaysIt() {
            String file = folder.resolve("label.key").toString();
            run("keygen", "--label", "--out", file);
            Run run = run("label", "--key", file, "--person", "9990001146");
            assertEquals(1, run.exit());
            assertTrue(run.err().contains("OGMS-7107"), run.err());
            assertFalse(run.err().contains("9990001146"), run.err());
        }
    }

    @Nested
    class Prove {
        @Test
        void writesAProofThatVerifiesWithTheRecord() throws IOException {
            Path proof = folder.resolve("3.tlog-proof");
            Path record = Files.write(folder.resolve("3.record"), RECORD.file());
            Run made = run("prove", "--log", log(), "--index", "3", "--out", proof.toString());
            assertEquals(0, made.exit(), made.err());
            Run checked =
                    run(
                            "verify",
                            "--proof",
                            proof.toString(),
                            "--record",
                            record.toString(),
                            "--key",
                            KEY.verifier().toString());
            assertEquals(0, checked.exit(), checked.out() + checked.err());
            assertTrue(checked.out().contains("about this record"), checked.out());
            Files.writeString(record, Files.readString(record).replace("care", "fame"));
            Run other =
                    run(
                            "verify",
                            "--proof",
                            proof.toString(),
                            "--record",
                            record.toString(),
                            "--key",
                            KEY.verifier().toString());
            assertEquals(1, other.exit());
            assertTrue(other.out().contains("OGMS-7046"), other.out());
        }
    }

    @Nested
    class Keygen {
        @Test
        void keepsTheKeyForItsOwnerAndPrintsWhatIsPublished() throws IOException {
            Path file = folder.resolve("witness.key");
            Run run =
                    run("keygen", "--witness", "--name", "w.example.org", "--out", file.toString());
            assertEquals(0, run.exit(), run.err());
            assertEquals(SignerKey.read(file).verifier().toString(), run.out().strip());
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            Run again = run("keygen", "--name", "w.example.org", "--out", file.toString());
            assertEquals(1, again.exit());
            assertTrue(again.err().contains("OGMS-7015"), again.err());
        }
    }

    /// Three witnesses that listen, each with a key and a state of its own.
    @Nested
    class WitnessesOverHttp {
        private final HttpClient client = HttpClient.newHttpClient();

        @Test
        void cosignEachCheckpointAndRefuseTheForkOfTheLog() throws Exception {
            List<WitnessServer> servers = new ArrayList<>();
            List<WitnessPanel.Member> members = new ArrayList<>();
            List<String> words =
                    new ArrayList<>(
                            List.of("verify", "--log", log(), "--key", KEY.verifier().toString()));
            try (client) {
                for (int i = 0; i < 3; i++) {
                    SignerKey key =
                            SignerKey.generate(
                                    new KeyName("w%d.example.org".formatted(i)),
                                    KeyKind.WITNESS,
                                    RANDOM);
                    Witness witness =
                            new Witness(
                                    key,
                                    List.of(KEY.verifier()),
                                    new FileLockStore(folder.resolve("w" + i)),
                                    InstantSource.system());
                    WitnessServer server =
                            new WitnessServer(
                                    witness,
                                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                    servers.add(server);
                    members.add(
                            new WitnessPanel.Member(
                                    key.verifier(),
                                    new HttpWitnessConnection(client, address(server))));
                    words.addAll(List.of("--key", key.verifier().toString()));
                }
                WitnessPanel panel = new WitnessPanel(members, Duration.ofSeconds(30));
                try (AppendLog log = open(panel)) {
                    log.integrate();
                    append(log, 5);
                    log.integrate();
                }
                for (WitnessPanel.Outcome outcome : panel.last().values()) {
                    assertEquals(new WitnessPanel.Outcome.Cosigned(), outcome);
                }
                Run run = run(words.toArray(String[]::new));
                assertEquals(0, run.exit(), run.out() + run.err());
                assertTrue(run.out().contains("13 entries, 4 signatures"), run.out());

                WitnessPanel again = new WitnessPanel(members, Duration.ofSeconds(30));
                try (AppendLog fork =
                        AppendLog.open(
                                new LogFolders(
                                        folder.resolve("fork"), folder.resolve("fork-records")),
                                ORIGIN,
                                KEY,
                                new FileLockStore(folder.resolve("fork-lock")),
                                again,
                                LogSettings.STANDARD.byHand())) {
                    append(fork, "somebody else", 20);
                    fork.integrate();
                }
                for (WitnessPanel.Outcome outcome : again.last().values()) {
                    WitnessPanel.Outcome.Objects objects =
                            assertInstanceOf(WitnessPanel.Outcome.Objects.class, outcome);
                    assertTrue(objects.why().startsWith("NOT_CONTINUED"), objects.why());
                }
            } finally {
                servers.forEach(WitnessServer::close);
            }
        }

        private static URI address(WitnessServer server) {
            return URI.create("http://127.0.0.1:%d/".formatted(server.port()));
        }

        @ParameterizedTest
        @CsvSource({
            "POST, add-checkpoint, 400",
            "GET, add-checkpoint, 405",
            "POST, elsewhere, 404"
        })
        void answerNothingElse(String method, String path, int status) throws Exception {
            Witness witness =
                    new Witness(
                            SignerKey.generate(
                                    new KeyName("w.example.org"), KeyKind.WITNESS, RANDOM),
                            List.of(KEY.verifier()),
                            new FileLockStore(folder.resolve("w")),
                            InstantSource.system());
            try (client;
                    WitnessServer server =
                            new WitnessServer(
                                    witness,
                                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
                HttpRequest request =
                        HttpRequest.newBuilder(address(server).resolve(path))
                                .method(method, HttpRequest.BodyPublishers.ofString("hello"))
                                .build();
                assertEquals(
                        status,
                        client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "verify --log nowhere --key KEY | 1 | OGMS-7095",
                "verify --log nowhere | 2 | --key",
                "verify --key KEY | 2 | --log",
                "verify --log nowhere --key some-words | 1 | OGMS-7013",
                "verify --proof nothing --key KEY | 1 | OGMS-7096",
                "prove --log nowhere --index 0 | 1 | OGMS-7030",
                "prove --log LOG --index 7 | 1 | OGMS-7002",
                "prove --log LOG --index 0 --json | 1 | OGMS-7097",
                "verify --proof p --record a b --key KEY | 1 | OGMS-7099",
                "verify --proof p --label a --key KEY | 1 | OGMS-7099",
                "keygen --name a+b --out nothing | 1 | OGMS-7011",
                "keygen --out nothing | 1 | OGMS-7106",
                "keygen --label --name a --out nothing | 1 | OGMS-7106",
                "keygen --label --witness --out nothing | 1 | OGMS-7106",
                "label --key nothing --person 0b8f8e60-3c1e-4b55-9a53-6f2d1c9d1c11 | 1 | OGMS-7014",
                "label --key nothing | 2 | --person",
                "witness --key-file nothing --state s --log KEY | 1 | OGMS-7014",
            })
    void whatIsNotPossibleIsTold(String words, int exit, String part) {
        Run run =
                run(
                        words.replace("KEY", KEY.verifier().toString())
                                .replace("LOG", log())
                                .split(" ", -1));
        assertEquals(exit, run.exit(), run.err());
        assertTrue(run.err().contains(part), run.err());
    }

    @Test
    void withoutAWordItSaysWhichThereAre() {
        Run run = run();
        assertEquals(2, run.exit());
        for (String command : new String[] {"verify", "prove", "keygen", "label", "witness"}) {
            assertTrue(run.err().contains(command), run.err());
        }
    }
}
