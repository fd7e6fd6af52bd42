package org.opengms.planning.network;

import java.util.List;

/// A test, with what one case of it needs.
///
/// @param id what demand and backlog name it by
/// @param name as people call it
/// @param method what is done
/// @param reportingClass the class its turnaround is reported and judged in, such as `wgs-rare`
/// @param line the id of the laboratory line that it runs on
/// @param competence the competence that interprets it
/// @param samplesPerCase samples that one case puts on the line: 3 for a trio
/// @param routineTargetDays calendar days from receipt to report, routine
/// @param urgentTargetDays the same, urgent
/// @param computeHoursPerSample on one place of the laboratory's compute; 0 needs none
/// @param transferGigabytesPerSample over the laboratory's network link
/// @param keptGigabytesPerSample in the laboratory's storage
/// @param interpretationHours of a competent person per case, mean
/// @param interpretationVariation coefficient of variation of these hours
/// @param meetingShare of cases discussed in the multidisciplinary meeting, 0 to 1
/// @param repeatShare of cases that fail on the line and are extracted again, 0 to 1; at most twice
/// @param costPence per case, in pence of `priceYear`
/// @param priceYear the year whose prices `costPence` is in
/// @param yields the indication groups it may be ordered for, with what it finds
public record GenomicTest(
        String id,
        String name,
        Method method,
        String reportingClass,
        String line,
        String competence,
        int samplesPerCase,
        double routineTargetDays,
        double urgentTargetDays,
        Quantity computeHoursPerSample,
        Quantity transferGigabytesPerSample,
        Quantity keptGigabytesPerSample,
        Quantity interpretationHours,
        Quantity interpretationVariation,
        Quantity meetingShare,
        Quantity repeatShare,
        Quantity costPence,
        int priceYear,
        List<Yield> yields) {

    /// What a test finds in an indication group it is eligible for.
    ///
    /// @param indicationGroup its id
    /// @param diagnosisShare of cases that get a diagnosis, 0 to 1
    public record Yield(String indicationGroup, Quantity diagnosisShare) {
        public Yield {
            diagnosisShare.within(0, 1, "diagnosisShare");
        }
    }

    public GenomicTest {
        Refused.id(id, "id");
        Refused.id(reportingClass, "reportingClass");
        if (samplesPerCase < 1 || samplesPerCase > 20) {
            throw Refused.because(
                    "samplesPerCase is %s and must lie within 1 and 20", samplesPerCase);
        }
        target(routineTargetDays, "routineTargetDays");
        target(urgentTargetDays, "urgentTargetDays");
        computeHoursPerSample.within(0, 1000, "computeHoursPerSample");
        transferGigabytesPerSample.within(0, 10_000, "transferGigabytesPerSample");
        keptGigabytesPerSample.within(0, 10_000, "keptGigabytesPerSample");
        interpretationHours.within(0.01, 200, "interpretationHours");
        interpretationVariation.within(0, 5, "interpretationVariation");
        meetingShare.within(0, 1, "meetingShare");
        repeatShare.within(0, 0.9, "repeatShare");
        costPence.within(0, 1e9, "costPence");
        if (priceYear < 1990 || priceYear > 2100) {
            throw Refused.because("priceYear is %s and must lie within 1990 and 2100", priceYear);
        }
        yields = List.copyOf(yields);
    }

    private static void target(double days, String field) {
        if (!(days > 0) || days > 1000) {
            throw Refused.because("%s is %s and must lie above 0, up to 1000", field, days);
        }
    }
}
