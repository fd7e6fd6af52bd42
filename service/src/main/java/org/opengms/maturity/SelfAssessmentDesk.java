package org.opengms.maturity;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.Channel;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.Said;
import org.opengms.infrastructure.ServiceNetwork;

/// Takes from a site's managers what the site says of itself.
public final class SelfAssessmentDesk {
    private static final int MOST_SHOWN = 20;

    private final ServiceNetwork network;
    private final SelfAssessments store;
    private final Clock clock;

    public SelfAssessmentDesk(ServiceNetwork network, SelfAssessments store, Clock clock) {
        this.network = network;
        this.store = store;
        this.clock = clock;
    }

    /// Whether the actor may assess a site: a manager of it, or of its trust.
    public boolean mayAssess(OdsCode site, Actor actor) {
        return actor.has(Role.MANAGER) && site.isOrPartOf(actor.organisation());
    }

    /// Keeps an assessment.
    ///
    /// @param scores from 1 to 5
    public MaturityAnswer<SelfAssessment> assess(
            OdsCode site,
            Map<SelfAssessment.Dimension, Integer> scores,
            Channel channel,
            Actor actor) {
        if (network.site(site).isEmpty()) {
            return new MaturityAnswer.NotFound<>("There is no such site in the service network.");
        }
        if (!mayAssess(site, actor)) {
            return new MaturityAnswer.NotAllowed<>(
                    "Only a manager of the site (role manager) may assess it.");
        }
        try {
            SelfAssessment assessment =
                    new SelfAssessment(
                            site,
                            scores,
                            new Said(
                                    actor.id(),
                                    actor.displayName(),
                                    Role.MANAGER.name(),
                                    actor.organisation(),
                                    clock.instant(),
                                    channel));
            store.add(assessment);
            return new MaturityAnswer.Kept<>(assessment);
        } catch (IllegalArgumentException e) {
            return new MaturityAnswer.Refused<>(String.valueOf(e.getMessage()));
        }
    }

    /// What a site said of itself, the newest first.
    public List<SelfAssessment> of(OdsCode site) {
        return store.of(site, MOST_SHOWN);
    }
}
