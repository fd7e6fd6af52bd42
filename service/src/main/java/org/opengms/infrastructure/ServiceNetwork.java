package org.opengms.infrastructure;

import java.util.List;
import java.util.Optional;

/// The sites and laboratories of the service.
///
/// @param name what this network is, for people
/// @param laboratories at least one
/// @param sites ordering sites
/// @param fallbackLaboratory owns the orders of sites that are not in the network
public record ServiceNetwork(
        String name, List<Laboratory> laboratories, List<Site> sites, OdsCode fallbackLaboratory) {

    /// @throws IllegalArgumentException if codes repeat, or a laboratory named is not in the
    ///   network
    public ServiceNetwork {
        laboratories = List.copyOf(laboratories);
        sites = List.copyOf(sites);
        var labs = new java.util.HashSet<OdsCode>();
        for (Laboratory laboratory : laboratories) {
            if (!labs.add(laboratory.ods())) {
                throw new IllegalArgumentException(
                        "OGMS-2107 Laboratory %s is listed twice.".formatted(laboratory.ods()));
            }
        }
        if (!labs.contains(fallbackLaboratory)) {
            throw new IllegalArgumentException(
                    "OGMS-2104 The fallback laboratory %s is not among the laboratories."
                            .formatted(fallbackLaboratory));
        }
        var seen = new java.util.HashSet<OdsCode>();
        for (Site site : sites) {
            if (!seen.add(site.ods())) {
                throw new IllegalArgumentException(
                        "OGMS-2105 Site %s is listed twice.".formatted(site.ods()));
            }
            if (!labs.contains(site.homeLaboratory())) {
                throw new IllegalArgumentException(
                        "OGMS-2106 Site %s names the home laboratory %s, which is not in the network."
                                .formatted(site.ods(), site.homeLaboratory()));
            }
        }
    }

    /// The site with this code, if it is in the network.
    public Optional<Site> site(OdsCode ods) {
        return sites.stream().filter(s -> s.ods().equals(ods)).findFirst();
    }

    /// The laboratory with this code, if it is in the network.
    public Optional<Laboratory> laboratory(OdsCode ods) {
        return laboratories.stream().filter(l -> l.ods().equals(ods)).findFirst();
    }

    /// The laboratory that owns the orders of a site; of an unknown site, the fallback.
    public Laboratory homeLaboratoryOf(OdsCode site) {
        OdsCode home = site(site).map(Site::homeLaboratory).orElse(fallbackLaboratory);
        return laboratory(home).orElseThrow();
    }

    /// How digital a site is; of an unknown site, [DigitalReadiness#UNKNOWN].
    public DigitalReadiness readinessOf(OdsCode site) {
        return site(site).map(Site::readiness).orElse(DigitalReadiness.UNKNOWN);
    }
}
