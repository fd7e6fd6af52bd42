package org.opengms.infrastructure;

/// How digital an ordering site is, as shares of its orders between 0 and 1.
///
/// A site that is less ready costs its orders time (clerks, rework, waiting for paper); it is never
/// a reason to refuse one.
///
/// @param electronicOrder share of orders sent electronically
/// @param recordOfDiscussion share of orders whose record of discussion comes with the order
/// @param sampleTracking share of samples scanned before they leave the site
/// @param structuredReportReturn share of reports returned into the site's record system
public record DigitalReadiness(
        double electronicOrder,
        double recordOfDiscussion,
        double sampleTracking,
        double structuredReportReturn) {

    /// What is assumed of a site that the service does not know yet: nothing works digitally.
    public static final DigitalReadiness UNKNOWN = new DigitalReadiness(0, 0, 0, 0);

    /// @throws IllegalArgumentException if a share is outside 0..1
    public DigitalReadiness {
        share("electronicOrder", electronicOrder);
        share("recordOfDiscussion", recordOfDiscussion);
        share("sampleTracking", sampleTracking);
        share("structuredReportReturn", structuredReportReturn);
    }

    /// The mean of the four shares.
    public double overall() {
        return (electronicOrder + recordOfDiscussion + sampleTracking + structuredReportReturn) / 4;
    }

    private static void share(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(
                    "OGMS-2102 %s is %s: a share lies between 0 and 1. Maybe it is per cent: divide by 100."
                            .formatted(name, value));
        }
    }
}
