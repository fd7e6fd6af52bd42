package org.opengms.infrastructure;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;

/// How digital sites are, as the service counts it from their messages.
@FunctionalInterface
public interface ObservedReadiness {
    /// Nothing is observed.
    ObservedReadiness NONE = _ -> Map.of();

    /// What was observed of sites and known at an instant; sites of which too little was seen are
    /// not in it.
    Map<OdsCode, Observed> at(Instant at);

    /// What was seen of one site. A share that too few orders stand behind is absent.
    ///
    /// @param electronicOrder as [DigitalReadiness#electronicOrder]
    /// @param recordOfDiscussion as [DigitalReadiness#recordOfDiscussion]
    /// @param sampleTracking as [DigitalReadiness#sampleTracking]
    /// @param structuredReportReturn as [DigitalReadiness#structuredReportReturn]
    /// @param asOf when it was counted
    record Observed(
            OptionalDouble electronicOrder,
            OptionalDouble recordOfDiscussion,
            OptionalDouble sampleTracking,
            OptionalDouble structuredReportReturn,
            Instant asOf) {
        /// Whether anything stands.
        public boolean hasShares() {
            return electronicOrder.isPresent()
                    || recordOfDiscussion.isPresent()
                    || sampleTracking.isPresent()
                    || structuredReportReturn.isPresent();
        }

        /// What was seen, and where nothing was, what was said.
        public DigitalReadiness over(DigitalReadiness said) {
            return new DigitalReadiness(
                    electronicOrder.orElse(said.electronicOrder()),
                    recordOfDiscussion.orElse(said.recordOfDiscussion()),
                    sampleTracking.orElse(said.sampleTracking()),
                    structuredReportReturn.orElse(said.structuredReportReturn()));
        }
    }
}
