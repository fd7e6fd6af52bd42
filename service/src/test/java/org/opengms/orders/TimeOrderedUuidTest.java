package org.opengms.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimeOrderedUuidTest {
    /// RFC 9562, appendix A.6: Tuesday, February 22, 2022 2:22:22.00 PM GMT-05:00, random parts
    /// 0xCC3 and 0x18C4DC0C0C07398F.
    @Test
    void isTheExampleOfTheStandard() {
        assertEquals(
                UUID.fromString("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"),
                TimeOrderedUuid.at(0x017F22E279B0L, 0xCC3L, 0x18C4DC0C0C07398FL));
    }

    @Test
    void keepsVersionAndVariantWhateverIsDrawn() {
        UUID all = TimeOrderedUuid.at(0, -1, -1);
        assertEquals(UUID.fromString("00000000-0000-7fff-bfff-ffffffffffff"), all);
        assertEquals(7, all.version());
        assertEquals(2, all.variant());
    }

    @Test
    void aLaterOneSortsBehind() {
        String earlier = TimeOrderedUuid.at(1_000, -1, -1).toString();
        String later = TimeOrderedUuid.at(1_001, 0, 0).toString();
        assertEquals(-1, Integer.signum(earlier.compareTo(later)));
        assertNotEquals(TimeOrderedUuid.next(), TimeOrderedUuid.next());
    }
}
