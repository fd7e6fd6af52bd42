package org.opengms.hl7;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.model.GenericSegment;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.parser.GenericModelClassFactory;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.orders.Finding;
import org.opengms.testing.Cases;

class Er7ReaderTest {
    private final Told told = new Told(AcceptancePolicy.STANDARD);

    private Er7Message read(String message) {
        return Er7Reader.read(message, told).orElseThrow();
    }

    private static String header(String rest) {
        return "MSH|^~\\&|A|B|C|D|20260101||ORM^O01|1|P|2.4\r" + rest;
    }

    /// Another implementation as judge: HAPI HL7v2 reads every value of clean messages as we do.
    @ParameterizedTest
    @ValueSource(strings = {"2.3", "2.3.1", "2.4", "2.5", "2.5.1"})
    void readsCleanMessagesAsHapiDoes(String version) throws Exception {
        try (HapiContext hapi = new DefaultHapiContext(new GenericModelClassFactory())) {
            hapi.setValidationContext(ValidationContextFactory.noValidation());
            Cases.check(
                    60,
                    random -> {
                        String message =
                                Er7Writer.write(
                                        InventedForms.of(random, version),
                                        version,
                                        Delimiters.USUAL,
                                        "M1");
                        Message judge = hapi.getGenericParser().parse(message);
                        int compared = 0;
                        for (Er7Segment segment : read(message).segments()) {
                            compared += compare(segment, judge);
                        }
                        assertTrue(compared > 30, compared + " values");
                    });
        }
    }

    private static int compare(Er7Segment ours, Message judge) throws Exception {
        String number = ours.location().replaceAll("[^0-9]", "");
        int occurrence =
                ours.location().contains("[")
                        ? Integer.parseInt(ours.location().replaceAll(".*\\[([0-9]+)\\]", "$1"), 10)
                        : 1;
        assertTrue(number.length() < 6);
        GenericSegment theirs =
                judge.getAll(ours.name())[occurrence - 1] instanceof GenericSegment generic
                        ? generic
                        : null;
        assertTrue(theirs != null || ours.name().equals("MSH"));
        int compared = 0;
        for (int field = ours.name().equals("MSH") ? 3 : 1; field <= ours.size(); field++) {
            List<Er7Value> values = ours.values(field);
            for (int repetition = 0; repetition < values.size(); repetition++) {
                Er7Value value = values.get(repetition);
                for (int component = 1; component <= value.components().size(); component++) {
                    String said =
                            Terser.get(
                                    (ca.uhn.hl7v2.model.Segment)
                                            judge.getAll(ours.name())[occurrence - 1],
                                    field,
                                    repetition,
                                    component,
                                    1);
                    // HAPI leaves the sequence for a new line to whoever shows the text.
                    assertEquals(
                            (said == null ? "" : said).replace("\\.br\\", "\n").strip(),
                            value.part(component),
                            ours.location(field, repetition, component));
                    compared++;
                }
            }
        }
        return compared;
    }

    @Nested
    class EndsOfSegments {
        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                textBlock =
                        """
                        \\r      ; 0
                        \\n      ; 1
                        \\r\\n   ; 0
                        \\n\\n   ; 1
                        <CR>\\r  ; 1
                        <CR><LF>\\r\\n ; 1
                        <CR>     ; 1
                        """)
        void areMendedAndTold(String end, int mended) {
            String with = end.replace("\\r", "\r").replace("\\n", "\n");
            String message = header("").strip() + with + "PID|1||7" + with + "ORC|NW" + with;
            assertEquals(
                    List.of("MSH", "PID", "ORC"),
                    read(message).segments().stream().map(Er7Segment::name).toList());
            assertEquals("7", read(message).all("PID").getFirst().part(3));
            assertEquals(mended, told.all().size(), told.all().toString());
        }

        @Test
        void aFrameOfTheLowerLayerIsTakenOff() {
            assertEquals(2, read("\u000B" + header("PID|1\r") + "\u001C\r").segments().size());
            assertEquals(1, told.all().size());
        }

        @Test
        void aLineOfTextIsPartOfTheFieldBeforeIt() {
            Er7Segment note = read(header("NTE|1||one\ntwo\nPID|1\r")).all("NTE").getFirst();
            assertEquals("one\ntwo", note.text(3));
            assertEquals("NTE", told.all().getFirst().path());
        }
    }

    @Nested
    class Escaped {
        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                textBlock =
                        """
                        \\F\\              ; |
                        \\S\\              ; ^
                        \\T\\              ; &
                        \\R\\              ; ~
                        \\E\\              ; \\
                        a\\.br\\b          ; a/b
                        a\\.sp2\\b         ; a//b
                        a\\X0D\\\\X0A\\b   ; a/b
                        \\XC3A9\\          ; é
                        \\XE9\\            ; é
                        \\H\\bold\\N\\     ; bold
                        \\E\\F\\E\\        ; \\F\\
                        \\Zxyz\\           ; \\Zxyz\\
                        C:\\temp           ; C:\\temp
                        \\\\server\\disk   ; \\\\server\\disk
                        \\                 ; \\
                        """)
        void meansWhatChapter2Says(String written, String meant) {
            String note = read(header("NTE|1||" + written + "\r")).all("NTE").getFirst().text(3);
            assertEquals(meant, note.replace('\n', '/'));
        }
    }

    @Nested
    class DelimitersOfTheMessage {
        @Test
        void areTakenFromTheHeader() {
            Er7Message message =
                    read("MSH#*!$%#A#B#C#D#1##ORM*O01#1#P#2.4\rPID#1##1*2!3%4#x$F$y\r");
            Er7Segment pid = message.all("PID").getFirst();
            assertEquals("2", pid.value(3).part(2));
            assertEquals("4", pid.values(3).get(1).part(1, 2));
            assertEquals("x#y", pid.text(4));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "MSH|^^\\&|A\r",
                    "MSHA^~\\&AAA\r",
                    "MSH ^~\\& A B\r",
                    "PID|1||x|\r",
                    "",
                    "MSH",
                    "FHS|^~\\&|A|B|C\rMSH|^~\\&|A\r",
                    "{\"resourceType\":\"Bundle\"}"
                })
        void thatCannotBeToldApartAreRefused(String message) {
            assertTrue(Er7Reader.read(message, told).isEmpty());
            assertTrue(told.refuses());
        }
    }

    @Nested
    class Encodings {
        private Hl7Order order(byte[] bytes, Optional<Charset> announced) {
            return Messages.READER.read(bytes, announced);
        }

        private String message(String encoding) {
            return Messages.message("version-2.4")
                    .replace("UNICODE UTF-8", encoding)
                    .replace("Sample^Sam^Alex", "Ó’Brïen^Zoë");
        }

        @ParameterizedTest
        @CsvSource({
            "UNICODE UTF-8, UTF-8,        0",
            "UTF-8,         UTF-8,        0",
            "8859/1,        windows-1252, 0",
            "'',            UTF-8,        0",
            "'',            windows-1252, 1",
            "UNICODE UTF-8, windows-1252, 1",
            "ASCII,         UTF-8,        1",
            "ASCII,         windows-1252, 1",
            "8859/1,        UTF-8,        1",
            "KLINGON,       UTF-8,        1"
        })
        void areMendedWhereTheBytesSaySo(String named, String used, int told) {
            Hl7Order read = order(message(named).getBytes(Charset.forName(used)), Optional.empty());
            var patient = read.form().orElseThrow().patient();
            assertEquals("Ó’Brïen", patient.familyName());
            assertEquals("Zoë", patient.givenName());
            assertEquals(told, read.findings().size(), () -> read.findings().toString());
        }

        @Test
        void theOneOfTheRequestHoldsWhereTheMessageNamesNone() {
            byte[] bytes = message("").getBytes(Charset.forName("ISO-8859-15"));
            assertFalse(
                    order(bytes, Optional.of(Charset.forName("ISO-8859-15"))).findings().stream()
                            .anyMatch(f -> f.path().equals("MSH-18")));
        }

        @Test
        void aByteOrderMarkIsLeftOut() {
            byte[] bytes = ("\uFEFF" + message("")).getBytes(StandardCharsets.UTF_8);
            assertEquals(
                    "Zoë",
                    order(bytes, Optional.empty()).form().orElseThrow().patient().givenName());
        }
    }

    @Test
    void whatIsMendedIsToldOnceWithEveryPlace() {
        read(header("PID|1||\"\"^\"\"|\"\"\rNTE|1||\"\"\rNTE|2||\"\"\r"));
        List<Finding> told = this.told.all();
        assertEquals(1, told.size());
        assertEquals("PID-3", told.getFirst().path());
        assertTrue(
                told.getFirst().words().contains("PID-4, NTE[1]-3, NTE[2]-3"),
                told.getFirst().words());
    }
}
