package org.opengms.notices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactAddressTest {
    /// 07700 900xxx is Ofcom's range for drama; 07624 is the Isle of Man.
    @ParameterizedTest
    @CsvSource({
        "07700 900123, +447700900123",
        "+44 7700 900123, +447700900123",
        "+44 (0)7700 900-123, +447700900123",
        "00447700900123, +447700900123",
        "07624 123456, +447624123456",
        "' 07911.123456 ', +447911123456"
    })
    void readsMobileNumbersAsPeopleWriteThem(String written, String number) {
        assertEquals(Optional.of(new MobileNumber(number)), MobileNumber.of(written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0114 496 0123",
                "07700 90012",
                "07700 9001234",
                "07000 900123",
                "07600 900123",
                "+33 6 12 34 56 78",
                "+1 202 555 0100",
                "07700 90012a",
                "tel:07700900123",
                "٠٧٧٠٠٩٠٠١٢٣"
            })
    void refusesOtherNumbers(String written) {
        assertEquals(Optional.empty(), MobileNumber.of(written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name@example.org",
                "first.last+letters@mail.example.co.uk",
                "o'brien@example.org",
                "x@a.io"
            })
    void readsEmailAddresses(String written) {
        assertEquals(Optional.of(written), EmailAddress.of(" " + written).map(EmailAddress::value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "name",
                "name@",
                "@example.org",
                "name@example",
                "name@-example.org",
                "name@example-.org",
                "name@example.o",
                "na me@example.org",
                ".name@example.org",
                "na..me@example.org",
                "name@example.org, other@example.org",
                "name@example.org\r\nBcc: other@example.org",
                "Name <name@example.org>",
                "\"name\"@example.org",
                "name@[192.0.2.1]"
            })
    void refusesWhatIsNoEmailAddress(String written) {
        assertEquals(Optional.empty(), EmailAddress.of(written));
    }

    @Test
    void refusesAddressesThatAreTooLong() {
        String name = "a".repeat(65);
        assertEquals(Optional.empty(), EmailAddress.of(name + "@example.org"));
        String host = ("b".repeat(60) + ".").repeat(4) + "org";
        assertEquals(Optional.empty(), EmailAddress.of("a".repeat(20) + "@" + host));
    }

    @Test
    void keepsAddressesOutOfMessagesAndLogs() {
        assertFalse(new EmailAddress("name@example.org").toString().contains("name"));
        assertFalse(new MobileNumber("+447700900123").toString().contains("7700"));
        assertFalse(
                new PostalAddress(List.of("Name", "1 Road", "S99 9ZZ"))
                        .toString()
                        .contains("Road"));
    }

    @Test
    void refusesPostalAddressesThatTheWindowDoesNotShow() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new PostalAddress(List.of("Name", " ", "S9")));
        assertThrows(
                IllegalArgumentException.class,
                () -> new PostalAddress(List.of("1", "2", "3", "4", "5", "6", "7", "8")));
        assertThrows(
                IllegalArgumentException.class,
                () -> new PostalAddress(List.of("Name", "x".repeat(61), "S99 9ZZ")));
    }
}
