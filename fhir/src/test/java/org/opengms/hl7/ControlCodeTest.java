package org.opengms.hl7;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ControlCodeTest {
    @Test
    void aNewOrderIsTaken() {
        assertTrue(asks("NW").bundleJson().isPresent());
        assertFalse(asks("nw").isRefused());
    }

    @Test
    void aCancellationNamesItsOrder() {
        Hl7Order read = asks("CA");
        assertFalse(read.isRefused());
        assertEquals(Optional.of(ControlCode.CA), read.control());
        assertEquals("P-1001", read.placerNumber());
        assertTrue(read.bundleJson().isEmpty());
    }

    @ParameterizedTest
    @EnumSource(
            value = ControlCode.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NW", "CA"})
    void everyOtherIsRefusedWithWhatToDo(ControlCode code) {
        Hl7Order read = asks(code.name());
        assertTrue(read.isRefused());
        assertFalse(read.isRejected());
        assertEquals("ORC-1", read.findings().getFirst().path());
        assertEquals(code.answer(), read.findings().getFirst().advice());
        assertTrue(code.answer().length() > 30, code.answer());
    }

    @ParameterizedTest
    @CsvSource({"QQ", "''", "NEW"})
    void aCodeOfNoTableIsRefused(String code) {
        assertEquals("ORC-1", asks(code).findings().getFirst().path());
        assertTrue(asks(code).isRefused());
    }

    @ParameterizedTest
    @CsvSource({
        "ORU^R01, MSH-9.1, true",
        "ADT^A08, MSH-9.1, true",
        "'',      MSH-9.1, true",
        "OML^O33, MSH-9.2, true",
        "ORM^O02, MSH-9.2, true"
    })
    void anotherMessageIsRejected(String type, String place, boolean rejected) {
        Hl7Order read =
                Messages.READER.read(Messages.message("version-2.4").replace("ORM^O01", type));
        assertEquals(place, read.findings().getFirst().path());
        assertEquals(rejected, read.isRejected());
    }

    @Test
    void anotherStandardIsRejected() {
        Hl7Order read =
                Messages.READER.read(Messages.message("version-2.4").replace("|2.4|", "|3.0|"));
        assertTrue(read.isRejected());
        assertEquals("MSH-12", read.findings().getFirst().path());
    }

    private static Hl7Order asks(String code) {
        return Messages.READER.read(
                Messages.message("version-2.4").replace("ORC|NW|", "ORC|" + code + "|"));
    }
}
