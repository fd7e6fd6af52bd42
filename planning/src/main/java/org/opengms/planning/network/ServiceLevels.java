package org.opengms.planning.network;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// What the service is held to, in each quarter after its ramp.
///
/// @param rampQuarters at the start that are not judged
/// @param onTimeShare of the reports of each class, urgent and routine apart, that must be issued
///   within the target, 0 to 1; reports due and not issued count as late
/// @param onTimeShareByClass other shares, by reporting class
/// @param overdueWeeks the most work of a class that may be overdue at the end of a quarter, in
///   weeks of its demand
/// @param storageHeadroomShare the least part of each laboratory's storage that must be free at the
///   end of a quarter, 0 to 1
public record ServiceLevels(
        int rampQuarters,
        double onTimeShare,
        Map<String, Double> onTimeShareByClass,
        double overdueWeeks,
        double storageHeadroomShare) {
    public ServiceLevels {
        if (rampQuarters < 0 || rampQuarters > 80) {
            throw Refused.because("rampQuarters is %s and must lie within 0 and 80", rampQuarters);
        }
        share(onTimeShare, "onTimeShare");
        onTimeShareByClass = Collections.unmodifiableMap(new TreeMap<>(onTimeShareByClass));
        onTimeShareByClass.forEach((name, share) -> share(share, "onTimeShareByClass." + name));
        if (!(overdueWeeks >= 0) || overdueWeeks > 520) {
            throw Refused.because("overdueWeeks is %s and must lie within 0 and 520", overdueWeeks);
        }
        share(storageHeadroomShare, "storageHeadroomShare");
    }

    /// The share that a class must reach.
    public double onTimeShare(String reportingClass) {
        return onTimeShareByClass.getOrDefault(reportingClass, onTimeShare);
    }

    private static void share(double share, String field) {
        if (!(share >= 0) || share > 1) {
            throw Refused.because("%s is %s and must lie within 0 and 1", field, share);
        }
    }
}
