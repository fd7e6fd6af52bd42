package org.opengms.routing;

import java.util.List;
import java.util.stream.Collectors;
import org.opengms.planning.routing.PolicyVersion;
import org.opengms.planning.routing.Router;
import org.opengms.planning.routing.YieldTable;

/// The policies and the tables of yields that the service's operator has signed.
///
/// @param policies at least one in effect
/// @param yields at least one in effect
public record SignedRules(List<PolicyVersion> policies, List<YieldTable> yields) {
    public SignedRules {
        policies = List.copyOf(policies);
        yields = List.copyOf(yields);
    }

    /// What is shipped for demonstrations: signed by nobody.
    public static SignedRules shipped() {
        return new SignedRules(
                List.of(
                        PolicyVersion.FILE.shipped(
                                SignedRules.class, "routing-policy-2026.1.json")),
                List.of(
                        YieldTable.FILE.shipped(SignedRules.class, "yields-2026.1.json"),
                        YieldTable.FILE.shipped(SignedRules.class, "yields-2026.2.json")));
    }

    /// The router that decides by them.
    public Router router() {
        return new Router(policies, yields);
    }

    /// The groups of indications that the tables know.
    public IndicationGroups groups() {
        return new IndicationGroups(
                yields.stream()
                        .flatMap(y -> y.entries().stream())
                        .map(e -> e.about().indicationGroup())
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
