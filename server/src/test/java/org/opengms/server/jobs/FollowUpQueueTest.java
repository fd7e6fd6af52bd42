package org.opengms.server.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FollowUpQueueTest {
    @ParameterizedTest
    @CsvSource({"1, 10", "2, 20", "3, 40", "9, 2560", "10, 2560", "100000, 2560"})
    void triesEverMoreSeldomButNeverGivesUp(int failures, long seconds) {
        assertEquals(Duration.ofSeconds(seconds), FollowUpQueue.retryAfter(failures));
    }
}
