package org.opengms.hl7;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.parser.GenericModelClassFactory;
import ca.uhn.hl7v2.util.Terser;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.orders.Grade;

class AcknowledgementTest {
    private static final Instant AT = Instant.parse("2026-07-01T10:00:00Z");

    @Test
    void answersAMessageOf25WithPlaceCodeAndWords() {
        String answer = write("version-2.5.1", row("PID-3[2].1", "The check | digit is wrong."));
        assertEquals(
                """
                MSH|^~\\&|OPENGMS|ZL01|EPR|ZR101|20260701110000+0100||ACK^O21^ACK|A1|P|2.5.1||||||UNICODE UTF-8
                MSA|AE|M251|The order is refused.
                ERR||PID^1^3^2^1|102^Data type error^HL70357|E|nhs-number-invalid^^OPENGMS||Check it.|The check \\F\\ digit is wrong.
                """,
                answer.replace('\r', '\n'));
    }

    @Test
    void answersAnOlderMessageWithTheFieldThatItKnowsToo() {
        String answer = write("version-2.3", row("OBX[3]-5", "Not understood."));
        assertEquals(
                """
                MSH|^~\\&|OPENGMS|ZL01|EPR|ZR101|20260701110000+0100||ACK^O01|A1|P|2.3||||||UNICODE UTF-8
                MSA|AE|M23|The order is refused.
                ERR|OBX^3^5^102&Data type error&HL70357|OBX^3^5^1|102^Data type error^HL70357|E|nhs-number-invalid^^OPENGMS||Check it.|Not understood.
                """,
                answer.replace('\r', '\n'));
    }

    @ParameterizedTest
    @CsvSource({
        "PID,          PID^1",
        "PID-7,        PID^1^7^1",
        "PID-3.1,      PID^1^3^1^1",
        "OBX[12]-5,    OBX^12^5^1",
        "ZPI[2],       ZPI^2",
        "Bundle.entry, ''"
    })
    void namesThePlaceAsErl(String place, String erl) {
        String error = write("version-2.5", row(place, "Words.")).split("\r")[2];
        assertEquals(erl, error.split("\\|", -1)[2]);
        assertTrue(error.endsWith(erl.isEmpty() ? "|" + place + ": Words." : "|Words."), error);
    }

    /// Another implementation reads what we write, delimiters in the words and all.
    @Test
    void isReadByHapi() throws Exception {
        try (HapiContext hapi = new DefaultHapiContext(new GenericModelClassFactory())) {
            String words = "a|b^c~d\\e&f";
            for (String version : List.of("2.2", "2.3", "2.3.1", "2.4", "2.5", "2.5.1")) {
                Terser read =
                        new Terser(
                                hapi.getGenericParser()
                                        .parse(write("version-" + version, row("PID-7", words))));
                assertEquals("AE", read.get("/MSA-1"));
                assertEquals(version, read.get("/MSH-12"));
                assertEquals(words, read.get("/ERR-8"));
            }
        }
    }

    @Test
    void hasAnEnd() {
        List<Acknowledgement.Row> rows =
                Stream.generate(() -> row("PID", "x".repeat(5_000))).limit(5_000).toList();
        String answer =
                Acknowledgement.write(
                        header("version-2.5"), Acknowledgement.Code.AA, "ok", rows, AT, "A1");
        assertTrue(answer.length() < 500_000);
        assertTrue(answer.contains("4800 more are not listed."));
    }

    private static Acknowledgement.Row row(String place, String words) {
        return new Acknowledgement.Row(
                place, ErrorCode.DATA_TYPE, Grade.ERROR, "nhs-number-invalid", words, "Check it.");
    }

    private static String write(String message, Acknowledgement.Row row) {
        return Acknowledgement.write(
                header(message),
                Acknowledgement.Code.AE,
                "The order is refused.",
                List.of(row),
                AT,
                "A1");
    }

    private static Hl7Header header(String message) {
        return Messages.READER.read(Messages.message(message)).header().orElseThrow();
    }
}
