package org.opengms.server.demo;

import java.time.Duration;

/// How much the player does at once, and how long it waits.
///
/// @param atOnce journeys that are worked on at the same time
/// @param reconnect how long a server may be away, as while it restarts, before the player gives up
/// @param request how long one request may take
/// @param phaseBase how long a phase may take at least
/// @param phasePerPatient what each patient adds to that
public record DemoLimits(
        int atOnce,
        Duration reconnect,
        Duration request,
        Duration phaseBase,
        Duration phasePerPatient) {

    /// Eight journeys at once; a server may be away for two minutes; a phase has five minutes and
    /// ten seconds for each patient.
    public static final DemoLimits STANDARD =
            new DemoLimits(
                    8,
                    Duration.ofMinutes(2),
                    Duration.ofSeconds(60),
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(10));

    /// @throws IllegalArgumentException if nothing may be done at once
    public DemoLimits {
        if (atOnce < 1) {
            throw new IllegalArgumentException(
                    "OGMS-4801 atOnce is %d: at least one journey must be worked on."
                            .formatted(atOnce));
        }
    }

    Duration phase(int patients) {
        return phaseBase.plus(phasePerPatient.multipliedBy(patients));
    }
}
