package org.opengms.server.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What a demonstration came to. The names are those of `summary.json`, which machines rely on:
/// none is taken away or given another meaning.
///
/// @param seed of the region
/// @param patients whose journeys were played
/// @param ordersAccepted by the server
/// @param ordersRefused by the server
/// @param ordersOnHold accepted, but waiting for something that nobody sent
/// @param routedToWgs accepted orders that go to whole genome sequencing, those on hold included
/// @param routedToConventional accepted orders that go to another method
/// @param routedToScientist accepted orders whose test a scientist must choose
/// @param reportsIssued signed reports
/// @param outcomesRecorded signed reports whose outcome the requester recorded
/// @param plantedCauses patients in whose sequenced and reported genome a cause is planted
/// @param plantedCausesRankedFirst how many of them had it first in their report
/// @param consentedToResearch patients with an accepted order whose record of discussion agrees to
///   research
/// @param cohortSize persons in the server's research cohort, from earlier runs too, as its public
///   register tells it; 0 where that tells of none or a few
/// @param accessLogEntries readings of patients' data in the server's log, from earlier runs too
/// @param holdReasons why orders wait, and how many for each reason
/// @param refusalReasons why orders were refused, and how many for each reason
/// @param routeReasons why orders went to whole genome sequencing or not, and how many for each
///   reason
/// @param phaseSeconds wall time of each phase; one begins when the one before has ended, but the
///   server interprets from the first delivery of the laboratory phase on
/// @param problems what went otherwise than it should; empty in a good run
public record DemoSummary(
        long seed,
        int patients,
        int ordersAccepted,
        int ordersRefused,
        int ordersOnHold,
        int routedToWgs,
        int routedToConventional,
        int routedToScientist,
        int reportsIssued,
        int outcomesRecorded,
        int plantedCauses,
        int plantedCausesRankedFirst,
        int consentedToResearch,
        long cohortSize,
        long accessLogEntries,
        Map<String, Integer> holdReasons,
        Map<String, Integer> refusalReasons,
        Map<String, Integer> routeReasons,
        Map<String, Double> phaseSeconds,
        List<String> problems) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public DemoSummary {
        holdReasons = ordered(holdReasons);
        refusalReasons = ordered(refusalReasons);
        routeReasons = ordered(routeReasons);
        phaseSeconds = Collections.unmodifiableMap(new LinkedHashMap<>(phaseSeconds));
        problems = List.copyOf(problems);
    }

    /// The commonest first.
    private static Map<String, Integer> ordered(Map<String, Integer> counts) {
        Map<String, Integer> ordered = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(
                        Map.Entry.<String, Integer>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                .forEach(e -> ordered.put(e.getKey(), e.getValue()));
        return Collections.unmodifiableMap(ordered);
    }

    /// Writes the summary, whole or not at all.
    public void write(Path file) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path temporary = Files.createTempFile(folder, "summary", ".tmp");
        Files.write(temporary, JSON.writeValueAsBytes(this));
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
