package org.opengms.outputs;

import java.util.List;
import java.util.Optional;
import org.opengms.disclosure.release.Breakdown;
import org.opengms.environment.Findings;
import org.roaringbitmap.RoaringBitmap;

/// What the rules make of findings: a file as it may leave, and what they say to its parts.
///
/// @param text the file
/// @param findings of the rules
/// @param breakdowns whom each number that is shown counts, for the registry of releases
/// @param frequencies whose allele frequencies it shows, if it does
/// @param people everybody who was looked at
record Judged(
        String text,
        List<OutputFinding> findings,
        List<Breakdown> breakdowns,
        Optional<Findings.Carriers> frequencies,
        RoaringBitmap people) {
    Judged {
        findings = List.copyOf(findings);
        breakdowns = List.copyOf(breakdowns);
    }

    boolean isRefused() {
        return findings.stream().anyMatch(f -> f.weight() == OutputFinding.Weight.AGAINST);
    }
}
