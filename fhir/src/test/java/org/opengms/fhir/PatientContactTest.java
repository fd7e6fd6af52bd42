package org.opengms.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ca.uhn.fhir.context.FhirContext;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.notices.EmailAddress;
import org.opengms.notices.MobileNumber;
import org.opengms.notices.PostalAddress;

/// Where a person is reached, as their Patient says it.
class PatientContactTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
    private static final FhirContext FHIR = FhirContext.forR4Cached();

    private static PatientContact contact(String elements) {
        return PatientContact.of(
                FHIR.newJsonParser()
                        .parseResource(
                                Patient.class,
                                """
                                {"resourceType":"Patient","name":[{"family":"Example","given":["Robin"]}]%s}
                                """
                                        .formatted(elements)),
                TODAY);
    }

    private static Optional<List<String>> lines(String address) {
        return contact(",\"address\":[" + address + "]").post().map(PostalAddress::lines);
    }

    @Test
    void isTheNameTheLinesTheTownAndThePostcode() {
        assertEquals(
                Optional.of(
                        List.of(
                                "Robin Example",
                                "Flat 2",
                                "14 Example Road",
                                "Sheffield",
                                "South Yorkshire",
                                "S99 9ZZ")),
                lines(
                        """
                        {"use":"home","line":["Flat 2","14 Example Road"],"city":"Sheffield",
                         "district":"South Yorkshire","postalCode":"S99 9ZZ","country":"GBR"}
                        """));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"use\":\"old\",\"line\":[\"1 Road\"],\"postalCode\":\"S99 9ZZ\"}|given up",
                "{\"use\":\"billing\",\"line\":[\"1 Road\"],\"postalCode\":\"S99 9ZZ\"}|for bills",
                "{\"type\":\"physical\",\"line\":[\"1 Road\"],\"postalCode\":\"S99 9ZZ\"}|no post",
                "{\"line\":[\"1 Road\"],\"postalCode\":\"S99 9ZZ\",\"period\":{\"end\":\"2026-11-20\"}}|over",
                "{\"postalCode\":\"S99 9ZZ\"}|no line",
                "{\"line\":[\"1 Road\"],\"city\":\"Sheffield\"}|no postcode"
            })
    void isNoAddressThatCannotBeUsed(String address, String because) {
        assertEquals(Optional.empty(), lines(address), because);
    }

    @Test
    void isTheTemporaryAddressWhileItLasts() {
        assertEquals(
                Optional.of(List.of("Robin Example", "2 Other Road", "S98 9ZZ")),
                lines(
                        """
                        {"use":"home","line":["1 Road"],"postalCode":"S99 9ZZ"},
                        {"use":"temp","line":["2 Other Road"],"postalCode":"S98 9ZZ",
                         "period":{"start":"2026-11-01","end":"2026-12-24"}}
                        """));
    }

    @Test
    void isTheFirstEmailAddressAndMobileNumberThatAreSome() {
        PatientContact contact =
                contact(
                        """
                        ,"telecom":[{"system":"email","use":"old","value":"former@example.org"},
                         {"system":"email","value":"not an address"},
                         {"system":"email","rank":2,"value":"second@example.org"},
                         {"system":"email","rank":1,"value":"first@example.org"},
                         {"system":"phone","value":"0114 496 0123"},
                         {"system":"phone","use":"mobile","value":"07700 900123"}]
                        """);
        assertEquals(Optional.of(new EmailAddress("first@example.org")), contact.email());
        assertEquals(Optional.of(new MobileNumber("+447700900123")), contact.mobile());
    }

    @Test
    void isNothingWhereNothingIsSaid() {
        assertEquals(PatientContact.NONE, contact(""));
    }
}
