package org.opengms.ledger.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VatNumberTest {
    /// The first is the example in the documentation of python-stdnum. Of the others the check
    /// digits are worked out by hand: 9×8 + 8×7 + 7×5 + 8×4 + 6×2 = 207, and 207 + 84 = 3 × 97 as
    /// 207 + 55 + 29 = 3 × 97; 8 + 7 + 6 + 5 + 4 + 3 + 2 = 35, and 35 + 62 = 97, 35 + 55 + 7 = 97.
    @ParameterizedTest
    @ValueSource(strings = {"GB980780684", "GB980780629", "GB111111162", "GB111111107"})
    void hasCheckDigitsOfTheOlderOrTheNewerWay(String number) {
        assertEquals(number, new VatNumber(number).value());
    }

    @ParameterizedTest
    @CsvSource({
        // of the example of python-stdnum that is refused, and of one digit mistyped
        "GB802311781, OGMS-7749",
        "GB980780694, OGMS-7749",
        "GB890780684, OGMS-7749",
        "980780684, OGMS-7748",
        "GB98078068, OGMS-7748",
        "gb980780684, OGMS-7748",
        "DE980780684, OGMS-7748",
        "GB 980780684, OGMS-7748"
    })
    void isRefusedWithWhatToDo(String number, String code) {
        String why =
                String.valueOf(
                        assertThrows(IllegalArgumentException.class, () -> new VatNumber(number))
                                .getMessage());
        assertTrue(why.startsWith(code), why);
        assertFalse(why.contains(number), why);
    }

    @Test
    void changesTheHashOfNoContractThatHasNone() {
        Contract without = Contracts.of(Contract.Purpose.COMMERCIAL, Contracts.cost(60_000_00));
        assertFalse(without.json().contains("vatNumber"), without.json());
        String json =
                without.json()
                        .replaceFirst(
                                "(\"provider\":\\{[^}]*)\\}", "$1,\"vatNumber\":\"GB980780684\"}");
        Contract with = Contract.parse(json, "with a number");
        assertEquals(Optional.of(new VatNumber("GB980780684")), with.provider().vatNumber());
        assertEquals(Optional.empty(), with.partner().vatNumber());
        assertEquals(json, with.json());
        assertTrue(
                ContractDocument.of(with)
                        .toString()
                        .contains("Fenwick NHS Trust is registered for VAT as GB980780684."));
    }
}
