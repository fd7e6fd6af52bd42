package org.opengms.proxies;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opengms.people.NhsNumber;
import org.opengms.people.PersonId;

/// That somebody may act for a person, as a clinician recorded it, and every step since. Nothing of
/// it is changed; a step is added.
///
/// @param person for whom
/// @param holder the NHS number that is vouched for when the proxy signs in
/// @param name of the proxy, for the clinician and the person
/// @param kind in which role
/// @param evidence what the clinician saw: which document, and where it is kept
/// @param until the last day, whatever else
/// @param by who recorded it, and for which organisation
/// @param steps since then, in their order
public record Proxy(
        ProxyId id,
        PersonId person,
        NhsNumber holder,
        String name,
        ProxyKind kind,
        String evidence,
        LocalDate until,
        String by,
        Instant at,
        List<ProxyStep> steps) {
    public Proxy {
        steps = List.copyOf(steps);
    }

    /// With one step more.
    public Proxy with(ProxyStep step) {
        List<ProxyStep> all = new ArrayList<>(steps);
        all.add(step);
        return new Proxy(id, person, holder, name, kind, evidence, until, by, at, all);
    }

    /// That it was stopped, if it was. A proxy that was stopped stays so; another is recorded anew.
    public Optional<ProxyStep.Stopped> stopped() {
        return steps.stream()
                .filter(ProxyStep.Stopped.class::isInstance)
                .map(ProxyStep.Stopped.class::cast)
                .findFirst();
    }

    /// The newest agreement, if there is one.
    public Optional<ProxyStep.Agreed> agreed() {
        return steps.stream()
                .filter(ProxyStep.Agreed.class::isInstance)
                .map(ProxyStep.Agreed.class::cast)
                .reduce((_, newer) -> newer);
    }

    /// Never the particulars: they are personal data.
    @Override
    public String toString() {
        return "Proxy[" + id.value() + "]";
    }
}
