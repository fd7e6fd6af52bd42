package org.opengms.hl7;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CancellationReadingTest {
    private static final String HEADER =
            "MSH|^~\\&|EPR|ZR101|OPENGMS|ZL01|20260701093000||ORM^O01|C-1|P|2.4\r";
    private static final String PATIENT = "PID|1||9990101000^^^NHS^NH||Sample^Sam||20200309|F\r";

    private static Hl7Order read(String segments) {
        return Messages.READER.read(HEADER + segments);
    }

    private static Hl7Cancellation cancellation(String segments) {
        Hl7Order read = read(segments);
        assertFalse(read.isRefused(), () -> read.findings().toString());
        return read.cancellation().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    ORC|CA|P-1                           ; P-1 ; ''           ; ORC-2
                    ORC|ca|P-1^EPR                       ; P-1 ; ''           ; ORC-2
                    ORC|CA|P-1|OG-26-000123              ; P-1 ; OG-26-000123 ; ORC-2
                    ORC|CA||OG-26-000123                 ; ''  ; OG-26-000123 ; ORC-3
                    ORC|CA|P-1|LAB-77                    ; P-1 ; ''           ; ORC-2
                    ORC|CA~OBR|1|P-1                     ; P-1 ; ''           ; OBR-2
                    ORC|CA|P-1~OBR|1|P-1|OG-26-000123    ; P-1 ; OG-26-000123 ; ORC-2
                    """)
    void namesItsOrder(String segments, String placer, String service, String place) {
        Hl7Cancellation read = cancellation(segments.replace('~', '\r'));
        assertEquals(placer, read.placerNumber());
        assertEquals(service, read.serviceNumber());
        assertEquals(place, read.numberPlace());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    ORC|CA                               ; ORC-2
                    ORC|CA||LAB-77                       ; ORC-2
                    ORC|CA|P-1~OBR|1|P-2                 ; OBR-2
                    ORC|CA|P-1~ORC|CA|P-2                ; ORC[2]
                    ORC|CA|P-1~OBR|1|P-1~OBR|2|P-1       ; OBR[2]
                    PID|1||1^^^X~ORC|CA|P-1~PID|2||2^^^X ; PID[2]
                    PID|1||9990101000^^^NHS^NH!9990101019^^^NHS^NH~ORC|CA|P-1 ; PID-3[2].1
                    """)
    void isRefusedWhereItIsNotClearWhatToCancel(String segments, String place) {
        Hl7Order read = read(segments.replace('~', '\r').replace('!', '~'));
        assertTrue(read.isRefused());
        assertFalse(read.isRejected());
        assertEquals(place, read.findings().getFirst().path());
        assertEquals(Optional.empty(), read.cancellation());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    ORC|CA|P-1||||||||||||||DUP^Ordered twice^L                ; Ordered twice
                    ORC|CA|P-1||||||||||||||^^^^Ordered  twice                 ; Ordered twice
                    ORC|CA|P-1||||||||||||||DUP                                ; DUP
                    ORC|CA|P-1||||||||||||||DUP^Ordered twice~NTE|1||Other     ; Ordered twice
                    ORC|CA|P-1~NTE|1||Died on Monday.~NTE|2||Family told.      ; Died on Monday. Family told.
                    ORC|CA|P-1                                                 ; ''
                    """)
    void saysWhy(String segments, String reason) {
        assertEquals(reason, cancellation(segments.replace('~', '\r')).reason());
    }

    @Test
    void aLongReasonIsCut() {
        String reason = cancellation("ORC|CA|P-1\rNTE|1||" + "x".repeat(2_000)).reason();
        assertEquals("x".repeat(500) + "…", reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    ORC|CA|P-1||||||||7^Enter^Eve|||||||||8^Act^Ada^^^Dr ; Dr Ada Act
                    ORC|CA|P-1||||||||7^Enter^Eve                        ; Eve Enter
                    ORC|CA|P-1||||||||||9^Order^Olu                      ; ''
                    """)
    void saysWhoAsksForIt(String segments, String name) {
        assertEquals(name, cancellation(segments).askedBy());
    }

    @Test
    void saysForWhom() {
        Hl7Cancellation read = cancellation(PATIENT + "ORC|CA|P-1");
        assertEquals(Optional.of("9990101000"), read.nhsNumber());
        assertEquals(Optional.of(LocalDate.of(2020, 3, 9)), read.birthDate());
        assertFalse(read.toString().contains("999"), read.toString());
    }

    @Test
    void needsNoPatient() {
        assertEquals(Optional.empty(), cancellation("ORC|CA|P-1").nhsNumber());
    }
}
