package org.opengms.hl7;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opengms.orders.Finding;
import org.opengms.orders.Grade;
import org.opengms.testing.Cases;

class SpoiltMessagesTest {
    /// Segments that an order is read from. Whatever else a message has must be told.
    private static final Set<String> READ =
            Set.of("MSH", "PID", "NK1", "PV1", "ORC", "TQ1", "OBR", "NTE", "DG1", "OBX", "SPM");

    private static final String[] PIECES = {
        "|",
        "^",
        "~",
        "\\",
        "&",
        "\r",
        "\n",
        "\r\n",
        "<CR>",
        "<LF>",
        "\"\"",
        "\\X",
        "\\.br",
        "\u000B",
        "\u001C\r",
        "\u0000",
        "\uD800",
        "â€™",
        "ZZZ|1|x\r",
        "OBX|9|TX|||x\r",
        "ORC|NW\r",
        "MSH|",
        "\uFEFF",
        "&#39;",
        "HP:0001250",
        "R323: ",
        "é",
        "\u2028"
    };

    @Nested
    class MutatedAtRandom {
        @Test
        void areReadOrToldAndNeverFail() {
            areReadOrTold(2_000);
        }

        @Test
        @Tag("heavy")
        void areReadOrToldAndNeverFailForLong() {
            areReadOrTold(100_000);
        }

        private static void areReadOrTold(int count) {
            Cases.check(
                    count,
                    random -> {
                        byte[] spoilt = spoilt(random);
                        Hl7Order read = Messages.READER.read(spoilt);
                        if (read.bundleJson().isEmpty()) {
                            boolean cancels =
                                    read.control().filter(c -> c == ControlCode.CA).isPresent();
                            assertTrue(cancels || read.isRefused(), "nothing was told");
                            assertTrue(
                                    read.isRefused() || read.cancellation().isPresent(),
                                    "a cancellation was lost");
                        }
                        read.header()
                                .ifPresent(header ->
                                        Acknowledgement.write(
                                                header,
                                                Acknowledgement.Code.AE,
                                                "",
                                                read.findings().stream()
                                                        .map(Acknowledgement.Row::of)
                                                        .toList(),
                                                Instant.EPOCH,
                                                "A1"));
                    });
        }

        @Test
        void loseNoSegmentWithoutAWord() {
            Cases.check(
                    1_000,
                    random -> {
                        List<String> lines =
                                new java.util.ArrayList<>(List.of(message(random).split("\r")));
                        String name = "Z" + (char) ('A' + random.nextInt(26)) + random.nextInt(10);
                        int strangers = 1 + random.nextInt(4);
                        for (int i = 0; i < strangers; i++) {
                            lines.add(
                                    1 + random.nextInt(lines.size()),
                                    (random.nextBoolean() ? name : "AL1") + "|1|something");
                        }
                        String end = random.nextBoolean() ? "\r" : "\n";
                        Hl7Order read = Messages.READER.read(String.join(end, lines));
                        for (String line : lines) {
                            String segment = line.substring(0, 3);
                            assertTrue(
                                    READ.contains(segment)
                                            || read.findings().stream()
                                                    .anyMatch(f -> f.path().startsWith(segment)),
                                    () -> segment + " was lost: " + read.findings());
                        }
                        long told =
                                read.findings().stream()
                                        .filter(f -> f.path().startsWith(name))
                                        .mapToLong(f -> 1 + f.words().split(name, -1).length - 1)
                                        .sum();
                        long sent = lines.stream().filter(l -> l.startsWith(name)).count();
                        assertTrue(told == sent, told + " told of " + sent);
                    });
        }

        @Test
        void loseNoFieldWithoutAWord() {
            Cases.check(
                    500,
                    random -> {
                        // Field 90 is in no version of any segment.
                        List<String> lines =
                                new java.util.ArrayList<>(List.of(message(random).split("\r")));
                        int at = random.nextInt(lines.size());
                        String line = lines.get(at);
                        int bars = (int) line.chars().filter(c -> c == '|').count();
                        int last = line.startsWith("MSH") ? bars + 1 : bars;
                        lines.set(at, line + "|".repeat(90 - last) + "something");
                        Hl7Order read = Messages.READER.read(String.join("\r", lines));
                        assertTrue(
                                read.findings().stream()
                                        .anyMatch(f ->
                                                f.path()
                                                        .matches(
                                                                line.substring(0, 3)
                                                                        + "(\\[[0-9]+\\])?-90")),
                                () -> "field 90 of " + line.substring(0, 3));
                    });
        }

        @Test
        void tellNothingThatThePatientWouldNotWantTold() {
            Cases.check(
                    500,
                    random -> {
                        Hl7Order read = Messages.READER.read(spoilt(random));
                        for (Finding finding : read.findings()) {
                            String told = finding.path() + finding.words() + finding.advice();
                            assertFalse(told.contains("O'Neil"), told);
                            assertFalse(told.matches("(?s).*999[0-9]{7}.*"), told);
                        }
                        assertFalse(read.toString().contains("O'Neil"));
                    });
        }

        private static byte[] spoilt(RandomGenerator random) {
            String sound = message(random);
            StringBuilder text =
                    new StringBuilder(
                            random.nextInt(8) == 0 ? sound.replace("ORC|NW|", "ORC|CA|") : sound);
            for (int i = 1 + random.nextInt(6); i > 0 && !text.isEmpty(); i--) {
                int at = random.nextInt(text.length());
                int end = Math.min(text.length(), at + random.nextInt(40));
                switch (random.nextInt(5)) {
                    case 0 -> text.delete(at, end);
                    case 1 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                    case 2 -> text.insert(at, text.substring(at, end));
                    case 3 -> text.setCharAt(at, (char) random.nextInt(0x250));
                    default -> text.setLength(at);
                }
            }
            byte[] bytes =
                    text.toString()
                            .getBytes(
                                    random.nextBoolean()
                                            ? StandardCharsets.UTF_8
                                            : StandardCharsets.ISO_8859_1);
            if (bytes.length > 0 && random.nextInt(4) == 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            return bytes;
        }
    }

    private static String message(RandomGenerator random) {
        String version = new String[] {"2.3", "2.4", "2.5.1"}[random.nextInt(3)];
        return Er7Writer.write(InventedForms.of(random, version), version, Delimiters.USUAL, "M1");
    }

    /// A quarter of a megabyte of each, which a reader without bounds would not survive.
    static List<String> monsters() {
        UnaryOperator<String> much = piece -> piece.repeat((1 << 18) / piece.length());
        String start = Messages.message("version-2.4");
        return List.of(
                much.apply("|"),
                "MSH|^~\\&|" + much.apply("~"),
                start + "OBX|1|TX|Q||" + much.apply("~"),
                start + "OBX|1|TX|Q||" + much.apply("^&"),
                start + "NTE|1||" + much.apply("<CR>"),
                start + "NTE|1||" + much.apply("<CR><LF>") + "x",
                start + "NTE|1||" + much.apply("\\"),
                start + "NTE|1||" + much.apply("\\X"),
                start + "NTE|1||" + much.apply("HP:0001250 "),
                start + "NTE|1||" + much.apply("(HP:0001250); "),
                start + "NTE|1||" + much.apply(" "),
                start + "NTE|1||" + much.apply("Ã¢â‚¬"),
                start + "NTE|1||" + much.apply("&#39;"),
                start + much.apply("NTE|1||x\r"),
                start + much.apply("x\n"),
                start + much.apply("\r"),
                start + "NTE|1||" + much.apply("a\n "));
    }

    @ParameterizedTest
    @MethodSource("monsters")
    void monstersEndSoon(String monster) {
        Hl7Order read =
                assertTimeoutPreemptively(
                        Duration.ofSeconds(20), () -> Messages.READER.read(monster));
        assertTrue(
                read.bundleJson().isPresent()
                        || read.findings().stream().anyMatch(f -> f.grade() == Grade.ERROR));
    }
}
