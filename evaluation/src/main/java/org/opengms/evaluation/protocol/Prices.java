package org.opengms.evaluation.protocol;

import java.util.Map;
import org.opengms.evaluation.snapshot.Code;

/// What activities cost: prices of one year, in pence.
///
/// @param basis year and source
/// @param assayPence of one sample sequenced or hybridised, by method
/// @param extractionPence of one DNA extraction
/// @param analysisPence of one sample through the pipeline
/// @param interpretationMinutePence of a minute of interpretation
/// @param meetingMinutePence of a minute of one person in a meeting
/// @param confirmationPence of one confirmation by another method
public record Prices(
        String basis,
        Map<Code.Method, Integer> assayPence,
        int extractionPence,
        int analysisPence,
        int interpretationMinutePence,
        int meetingMinutePence,
        int confirmationPence) {
    public Prices {
        assayPence = Map.copyOf(assayPence);
        if (assayPence.size() != Code.Method.values().length) {
            throw new IllegalArgumentException("assayPence lacks the price of a method.");
        }
    }
}
