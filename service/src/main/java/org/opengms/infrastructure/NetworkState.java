package org.opengms.infrastructure;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What all laboratories can do and how digital all sites are, at an instant.
///
/// @param at the instant
/// @param laboratories in the order of the network file
/// @param sites of the network by ODS code
public record NetworkState(
        Instant at, List<LaboratoryState> laboratories, Map<OdsCode, SiteReadiness> sites) {
    public NetworkState {
        laboratories = List.copyOf(laboratories);
        sites = Map.copyOf(sites);
    }

    /// The state of a laboratory, if it is in the network.
    public Optional<LaboratoryState> laboratory(OdsCode ods) {
        return laboratories.stream().filter(l -> l.laboratory().ods().equals(ods)).findFirst();
    }

    /// How digital a site is; of an unknown site, [DigitalReadiness#UNKNOWN].
    public DigitalReadiness readinessOf(OdsCode site) {
        SiteReadiness known = sites.get(site);
        return known == null ? DigitalReadiness.UNKNOWN : known.readiness();
    }
}
