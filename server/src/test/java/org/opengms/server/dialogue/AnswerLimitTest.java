package org.opengms.server.dialogue;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.opengms.testing.SettableClock;

class AnswerLimitTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-26T12:00:00Z"));
    private final AnswerLimit limit = new AnswerLimit(clock);

    private void spend(String address) {
        for (int i = 0; i < AnswerLimit.OF_ONE; i++) {
            assertTrue(limit.admits(address), address + " " + i);
        }
    }

    @Test
    void takesThirtyAnAddressAndHour() {
        spend("192.0.2.7");
        assertFalse(limit.admits("192.0.2.7"));
        assertTrue(limit.admits("192.0.2.8"));
        clock.pass(Duration.ofHours(1));
        assertTrue(limit.admits("192.0.2.7"));
    }

    @Test
    void takesANetworkOfIpv6AsOneAddress() {
        spend("2001:db8:0:1::1");
        assertFalse(limit.admits("2001:db8:0:1:ffff::2"));
        assertTrue(limit.admits("2001:db8:0:2::1"));
    }

    @Test
    void takesNoMoreFromAllThanTheService() {
        for (int i = 0; i < AnswerLimit.OF_ALL; i++) {
            assertTrue(limit.admits("10.0.%d.%d".formatted(i / 250, i % 250)));
        }
        assertFalse(limit.admits("192.0.2.7"));
    }
}
