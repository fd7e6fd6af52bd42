package org.opengms.hl7;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.fhir.OrderSupplement;
import org.opengms.orders.Grade;
import org.opengms.people.EthnicCategory;

/// What is taken of PID-22: codes of the NHS Data Dictionary, and nothing that only looks like one.
class EthnicCategoryTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // PID-22, with ^ between components and ~ between repetitions | taken | told
                "''                       | -               | 0",
                "A                        | WHITE_BRITISH   | 0",
                "h^Indian                 | INDIAN          | 0",
                "Z                        | NOT_STATED      | 0",
                "1^White^LOCAL^B^Irish^NHS | WHITE_IRISH    | 0",
                "R~R                      | CHINESE         | 0",
                "99^Not known             | -               | 0",
                "A~B                      | -               | 1",
                // I, O and Q are no categories, two letters are some system's own
                "I                        | -               | 1",
                "CH                       | -               | 1",
                "British                  | -               | 1",
                "H^Hispanic^HL70189       | -               | 1",
                "N^Not hispanic^HL70189^N^African^NHS | AFRICAN | 0",
            })
    void isALetterOfTheDataDictionary(String field, EthnicCategory taken, int told) {
        Hl7Order read =
                Messages.READER.read(
                        Messages.message("version-2.5.1")
                                .replace("^^ZZ99 3CZ\r", "^^ZZ99 3CZ|||||||||||" + field + "\r"));
        assertEquals(
                Optional.ofNullable(taken),
                read.form().map(form -> form.supplement()).flatMap(OrderSupplement::ethnicity));
        assertEquals(
                told == 0 ? List.of() : List.of("WARNING PID-22"),
                read.findings().stream()
                        .map(finding -> finding.grade() + " " + finding.path())
                        .toList());
        assertEquals(
                List.of(), read.findings().stream().filter(f -> f.grade() == Grade.ERROR).toList());
    }
}
