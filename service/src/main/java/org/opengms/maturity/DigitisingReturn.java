package org.opengms.maturity;

import java.time.Instant;
import org.opengms.infrastructure.DigitalReadiness;
import org.opengms.infrastructure.OdsCode;
import org.opengms.planning.network.ServiceScenario;
import org.opengms.planning.network.SiteDigitisation;

/// What digitising a site would return, as the planning simulation has it.
///
/// @param site which
/// @param readiness that it had when this was worked out
/// @param partOfOrders of all orders of the service, that the site had
/// @param at when it was worked out
/// @param simulated what came out
public record DigitisingReturn(
        OdsCode site,
        DigitalReadiness readiness,
        double partOfOrders,
        Instant at,
        SiteDigitisation simulated) {
    /// Pairs of replications: the interval of the days is then narrow beside the days.
    private static final int PAIRS = 20;

    private static final long SEED = 1;

    /// A site of which nobody has seen an order is taken to have so many.
    private static final double LEAST_PART = 0.001;

    private static final double MOST_PART = 0.5;

    /// Works it out: in the scenario, one more site, with this site's part of all orders and its
    /// readiness, goes digital. Takes seconds to minutes.
    ///
    /// @param scenario with a profile `digital`
    /// @param partOfOrders of all orders of the service, 0 to 1
    public static DigitisingReturn of(
            OdsCode site,
            DigitalReadiness readiness,
            double partOfOrders,
            ServiceScenario scenario,
            Instant at) {
        double part = Math.clamp(partOfOrders, LEAST_PART, MOST_PART);
        return new DigitisingReturn(
                site,
                readiness,
                part,
                at,
                SiteDigitisation.of(
                        SiteDigitisation.withSite(
                                scenario,
                                "observed-site",
                                part,
                                readiness.electronicOrder(),
                                readiness.recordOfDiscussion(),
                                readiness.sampleTracking(),
                                readiness.structuredReportReturn()),
                        "observed-site",
                        "digital",
                        PAIRS,
                        SEED,
                        1,
                        (_, _) -> {}));
    }
}
