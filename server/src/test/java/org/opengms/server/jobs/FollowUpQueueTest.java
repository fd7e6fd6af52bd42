package org.opengms.server.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.orders.OrderId;

class FollowUpQueueTest {
    @ParameterizedTest
    @CsvSource({"1, 10", "2, 20", "3, 40", "9, 2560", "10, 2560", "100000, 2560"})
    void triesEverMoreSeldomButNeverGivesUp(int failures, long seconds) {
        assertEquals(Duration.ofSeconds(seconds), FollowUpQueue.retryAfter(failures));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000-0000-4000-8000-000000000001/1764000000000",
                "00000000-0000-4000-8000-000000000001"
            })
    void knowsTheOrderOfAJobOldAndNew(String instance) {
        assertEquals(
                new OrderId("00000000-0000-4000-8000-000000000001"), FollowUpQueue.order(instance));
    }
}
