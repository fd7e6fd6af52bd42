package org.opengms.environment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opengms.environment.FileDesk.Answer;
import org.opengms.environment.FileDesk.Wish;
import org.opengms.fakes.FakeEnvironment;
import org.opengms.gate.DataClass;
import org.opengms.gate.Role;
import org.opengms.metering.MeteredUse;
import org.opengms.metering.UseKind;
import org.opengms.testing.Cases;
import org.opengms.transparency.merkle.Hash;

class FileDeskTest {
    private static final Hash TOKEN = Hash.of(new byte[32]);
    private static final Hash OTHER_TOKEN = Hash.of(filled());

    private static byte[] filled() {
        byte[] bytes = new byte[32];
        bytes[0] = 1;
        return bytes;
    }

    private final FakeEnvironment here = new FakeEnvironment();
    private final FileKeys keys = new FileKeys(new byte[FileKeys.KEY_BYTES], new SecureRandom());
    private final FileDesk desk =
            new FileDesk(
                    here.projects,
                    here.cohort,
                    here.records,
                    here.data,
                    keys,
                    _ -> "##fileformat=VCFv4.2\n#CHROM\n".getBytes(UTF_8),
                    here.clock);

    @BeforeEach
    void onePersonWithAFileOfAThousandBytes() {
        here.join(Map.of());
        here.deliver(0, Path.of("somewhere"), 1000);
    }

    private static <T> T done(Answer<T> answer) {
        return answer instanceof Answer.Done<T>(T value)
                ? value
                : Assertions.fail(answer.toString());
    }

    private String id() {
        return done(desk.list(Optional.empty(), FakeEnvironment.CLIENT)).files().getFirst().id();
    }

    private String leave() {
        return done(desk.address(id(), Wish.FILE, TOKEN, FakeEnvironment.CLIENT)).leave();
    }

    private Answer<FileDesk.Part> open(String leave, Hash token) {
        return desk.open(leave, token, FileDesk.Range.WHOLE, FakeEnvironment.CLIENT);
    }

    @Nested
    class HandsAFile {
        @Test
        void toTheProjectsEnvironmentAndMetersEachByte() {
            FileDesk.Part part = done(open(leave(), TOKEN));
            assertEquals(
                    new FileDesk.Part(
                            new FileDesk.Source.File(Path.of("somewhere")), 0, 1000, 1000),
                    part);
            MeteredUse use = here.meter.uses.getLast();
            assertEquals(UseKind.FILE, use.kind());
            assertEquals(1, use.people());
            assertEquals(1000, use.bytes());
            assertEquals(DataClass.GENOME, here.meter.entries.getLast().request().dataClass());
        }

        @Test
        void inPartsEachMeteredByItself() {
            FileDesk.Part part =
                    done(
                            desk.open(
                                    leave(),
                                    TOKEN,
                                    _ -> Optional.of(new FileDesk.Range.Bytes(100, 350)),
                                    FakeEnvironment.CLIENT));
            assertEquals(100, part.start());
            assertEquals(350, part.endExclusive());
            assertEquals(250, here.meter.uses.getLast().bytes());
        }

        @Test
        void orItsHeaderAlone() {
            String leave =
                    done(desk.address(id(), Wish.HEADER, TOKEN, FakeEnvironment.CLIENT)).leave();
            FileDesk.Part part = done(open(leave, TOKEN));
            assertInstanceOf(FileDesk.Source.Text.class, part.source());
            assertEquals(28, part.endExclusive());
        }
    }

    @Nested
    class Refuses {
        @Test
        void aResearcherAtABrowser() {
            assertInstanceOf(
                    Answer.Refused.class, desk.list(Optional.empty(), FakeEnvironment.RESEARCHER));
            String id = id();
            assertInstanceOf(Answer.Refused.class, desk.describe(id, FakeEnvironment.RESEARCHER));
            assertInstanceOf(
                    Answer.Refused.class,
                    desk.open(leave(), TOKEN, FileDesk.Range.WHOLE, FakeEnvironment.RESEARCHER));
        }

        @Test
        void aClientThatIsNoProjectsEnvironment() {
            assertInstanceOf(
                    Answer.Refused.class,
                    desk.describe(id(), FakeEnvironment.actor("environment-2", Role.ENVIRONMENT)));
        }

        @Test
        void anotherToken() {
            assertInstanceOf(Answer.Refused.class, open(leave(), OTHER_TOKEN));
        }

        @Test
        void anAddressThatHasEnded() {
            String leave = leave();
            here.clock.pass(FileDesk.LIFE.minus(Duration.ofSeconds(1)));
            done(open(leave, TOKEN));
            here.clock.pass(Duration.ofSeconds(1));
            assertInstanceOf(Answer.Refused.class, open(leave, TOKEN));
        }

        @Test
        void aChangedAddress() {
            Cases.check(
                    100,
                    random -> {
                        char[] leave = leave().toCharArray();
                        int at = random.nextInt(leave.length - 1);
                        leave[at] = leave[at] == 'A' ? 'B' : 'A';
                        assertInstanceOf(Answer.Refused.class, open(new String(leave), TOKEN));
                    });
        }

        @Test
        void aPersonWhoWithdrewAfterTheAddressWasGivenOut() {
            String id = id();
            String leave = leave();
            here.withdraw(0);
            assertInstanceOf(Answer.NotFound.class, open(leave, TOKEN));
            assertInstanceOf(Answer.NotFound.class, desk.describe(id, FakeEnvironment.CLIENT));
            assertTrue(done(desk.list(Optional.empty(), FakeEnvironment.CLIENT)).files().isEmpty());
        }

        /// A project pays for questions. That somebody said no is written down, and costs nothing.
        @Test
        void withoutChargingAQuestionForIt() {
            String id = id();
            String leave = leave();
            here.withdraw(0);
            int before = here.meter.uses.size();
            int logged = here.meter.entries.size();
            open(leave, TOKEN);
            desk.describe(id, FakeEnvironment.CLIENT);
            desk.address(id, Wish.FILE, TOKEN, FakeEnvironment.CLIENT);
            List<MeteredUse> refused = here.meter.uses.subList(before, here.meter.uses.size());
            assertEquals(3, refused.size());
            assertEquals(0, refused.stream().mapToInt(MeteredUse::queries).sum());
            assertEquals(3, here.meter.entries.size() - logged);
        }

        @Test
        void aSuspendedProject() {
            String leave = leave();
            here.projects.suspended.add(FakeEnvironment.PROJECT);
            assertInstanceOf(Answer.Refused.class, open(leave, TOKEN));
        }

        /// In the same words as a file of somebody who said no.
        @Test
        void anIdThatWasMadeUp() {
            String id = id();
            here.withdraw(0);
            assertEquals(
                    desk.describe(id, FakeEnvironment.CLIENT),
                    desk.describe("0".repeat(32), FakeEnvironment.CLIENT));
            assertEquals(
                    desk.describe(id, FakeEnvironment.CLIENT),
                    desk.describe("../../etc/passwd", FakeEnvironment.CLIENT));
        }
    }

    @Test
    void givesEachProjectAnotherIdOfTheSameFile() {
        UUID file = UUID.randomUUID();
        assertNotEquals(
                keys.id(file, FakeEnvironment.PROJECT), keys.id(file, FakeEnvironment.OTHER));
        assertEquals(
                Optional.of(file),
                keys.file(keys.id(file, FakeEnvironment.PROJECT), FakeEnvironment.PROJECT));
        assertNotEquals(
                Optional.of(file),
                keys.file(keys.id(file, FakeEnvironment.PROJECT), FakeEnvironment.OTHER));
    }

    @Test
    void readsBackWhatItWrote() {
        FileKeys.Leave leave =
                new FileKeys.Leave(
                        UUID.randomUUID(),
                        Instant.parse("2026-11-02T09:00:00Z"),
                        9,
                        true,
                        OTHER_TOKEN);
        assertEquals(Optional.of(leave), keys.read(keys.write(leave)));
    }
}
