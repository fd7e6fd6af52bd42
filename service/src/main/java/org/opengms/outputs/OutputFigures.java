package org.opengms.outputs;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What the public is told of outputs.
///
/// @param releasedByRules without anybody having looked
/// @param releasedByCheckers after two people looked
/// @param refused by rules or people
/// @param waiting now
/// @param medianWait of those that people decided on, without the time in which the team had
///   questions; empty if there were none
public record OutputFigures(
        int releasedByRules,
        int releasedByCheckers,
        int refused,
        int waiting,
        Optional<Duration> medianWait) {
    static OutputFigures of(List<OutputRequest> closed, int waiting, Instant now) {
        int byRules = 0;
        int byCheckers = 0;
        int refused = 0;
        for (OutputRequest request : closed) {
            switch (request.state()) {
                case RELEASED -> {
                    if (request.wentToCheckers()) {
                        byCheckers++;
                    } else {
                        byRules++;
                    }
                }
                case REFUSED -> refused++;
                case WITHDRAWN, SUPERSEDED, WAITING_FOR_CHECKERS, RETURNED -> {}
            }
        }
        long[] waits =
                closed.stream()
                        .filter(OutputRequest::wentToCheckers)
                        .filter(r ->
                                r.state() == OutputState.RELEASED
                                        || r.state() == OutputState.REFUSED)
                        .mapToLong(r -> r.waited(now).toSeconds())
                        .sorted()
                        .toArray();
        return new OutputFigures(byRules, byCheckers, refused, waiting, median(waits));
    }

    private static Optional<Duration> median(long[] sorted) {
        if (sorted.length == 0) {
            return Optional.empty();
        }
        int middle = sorted.length / 2;
        return Optional.of(
                Duration.ofSeconds(
                        sorted.length % 2 == 1
                                ? sorted[middle]
                                : Arrays.stream(sorted, middle - 1, middle + 1).sum() / 2));
    }
}
