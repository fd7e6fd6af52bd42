package org.opengms.fhir;

import static org.opengms.fhir.Elements.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/// Where the references of a Bundle lead, as FHIR R4 says (*Bundle*, resolving references in
/// Bundles): an absolute one to the entry with that `fullUrl`; a relative one against the base of
/// the `fullUrl` of the entry that it stands in.
///
/// Beyond FHIR, a relative reference also finds the entry of that type and id where the base does
/// not help (national examples name entries by `urn:uuid:` and refer to them by `Type/id`), and a
/// reference that is an identifier alone finds the one entry with that identifier.
final class References {
    private static final Pattern RESTFUL =
            Pattern.compile("(https?://.+/)([A-Z][A-Za-z]+)/([A-Za-z0-9.\\-]{1,64})");
    private static final Pattern RELATIVE =
            Pattern.compile(
                    "([A-Z][A-Za-z]+)/([A-Za-z0-9.\\-]{1,64})(/_history/[A-Za-z0-9.\\-]+)?");

    private final Bundle bundle;
    private final KnownResources known;
    private final Map<String, Integer> byFullUrl = new HashMap<>();
    private final Map<String, Integer> byTypeAndId = new HashMap<>();

    References(Bundle bundle, KnownResources known) {
        this.bundle = bundle;
        this.known = known;
        List<Bundle.BundleEntryComponent> entries = bundle.getEntry();
        for (int i = 0; i < entries.size(); i++) {
            Bundle.BundleEntryComponent entry = entries.get(i);
            if (!entry.hasResource()) {
                continue;
            }
            String fullUrl = text(entry.getFullUrl());
            if (!fullUrl.isEmpty()) {
                byFullUrl.putIfAbsent(fullUrl, i);
            }
            Resource resource = entry.getResource();
            String id = text(resource.getIdElement().getIdPart());
            if (id.startsWith("urn:uuid:")) {
                id = id.substring("urn:uuid:".length());
            }
            if (!id.isEmpty()) {
                byTypeAndId.putIfAbsent(resource.fhirType() + "/" + id, i);
            }
            if (fullUrl.startsWith("urn:uuid:")) {
                byTypeAndId.putIfAbsent(
                        resource.fhirType() + "/" + fullUrl.substring("urn:uuid:".length()), i);
            }
        }
    }

    /// Where a reference leads.
    sealed interface Target {
        /// To an entry of the Bundle.
        ///
        /// @param entry its place from 0
        /// @param byRule whether FHIR's rule leads there, rather than this service's tolerance
        record Entry(int entry, Resource resource, boolean byRule) implements Target {}

        /// Inside the resource itself.
        record Contained(Resource resource) implements Target {}

        /// To something that the service keeps.
        record Kept(Resource resource) implements Target {}

        /// Out of the Bundle to another server, by a search, or by an identifier alone: nothing
        /// says that it is wrong.
        record Outside() implements Target {}

        /// Nowhere.
        record Nowhere() implements Target {}
    }

    /// Where a reference leads.
    ///
    /// @param entry the place of the entry that it stands in
    Target target(Reference reference, int entry) {
        String url = text(reference.getReference());
        if (url.isEmpty()) {
            return byIdentifier(reference);
        }
        Bundle.BundleEntryComponent from = bundle.getEntry().get(entry);
        if (url.startsWith("#")) {
            return contained(from.getResource(), url.substring(1))
                    .<Target>map(Target.Contained::new)
                    .orElseGet(Target.Nowhere::new);
        }
        Integer direct = byFullUrl.get(url);
        if (direct != null) {
            return entry(direct, true);
        }
        Matcher relative = RELATIVE.matcher(url);
        if (relative.matches()) {
            String typeAndId = relative.group(1) + "/" + relative.group(2);
            Matcher base = RESTFUL.matcher(text(from.getFullUrl()));
            if (base.matches()) {
                Integer resolved = byFullUrl.get(base.group(1) + typeAndId);
                if (resolved != null) {
                    return entry(resolved, true);
                }
            }
            Optional<Resource> kept = known.find(relative.group(1), relative.group(2));
            if (kept.isPresent()) {
                return new Target.Kept(kept.get());
            }
            Integer sameId = byTypeAndId.get(typeAndId);
            return sameId == null ? new Target.Nowhere() : entry(sameId, false);
        }
        if (url.startsWith("http://") || url.startsWith("https://")) {
            return new Target.Outside();
        }
        boolean conditional = url.matches("[A-Z][A-Za-z]+\\?.+");
        if (conditional) {
            return new Target.Outside();
        }
        return new Target.Nowhere();
    }

    /// The resource that a reference leads to, if it is at hand.
    Optional<Resource> resource(Reference reference, int entry) {
        return switch (target(reference, entry)) {
            case Target.Entry found -> Optional.of(found.resource());
            case Target.Contained found -> Optional.of(found.resource());
            case Target.Kept found -> Optional.of(found.resource());
            case Target.Outside ignored -> Optional.empty();
            case Target.Nowhere ignored -> Optional.empty();
        };
    }

    /// The entry that a reference leads to, or -1.
    int entry(Reference reference, int entry) {
        return target(reference, entry) instanceof Target.Entry found ? found.entry() : -1;
    }

    private Target entry(int entry, boolean byRule) {
        return new Target.Entry(entry, bundle.getEntry().get(entry).getResource(), byRule);
    }

    private Target byIdentifier(Reference reference) {
        Identifier wanted = reference.getIdentifier();
        if (!wanted.hasValue()) {
            return new Target.Outside();
        }
        int found = -1;
        List<Bundle.BundleEntryComponent> entries = bundle.getEntry();
        for (int i = 0; i < entries.size(); i++) {
            Resource resource = entries.get(i).getResource();
            if (resource != null
                    && (!reference.hasType() || reference.getType().equals(resource.fhirType()))
                    && hasIdentifier(resource, wanted)) {
                if (found >= 0) {
                    return new Target.Outside();
                }
                found = i;
            }
        }
        return found < 0 ? new Target.Outside() : entry(found, true);
    }

    private static boolean hasIdentifier(Resource resource, Identifier wanted) {
        if (resource instanceof org.hl7.fhir.r4.model.RelatedPerson) {
            return false;
        }
        var property = resource.getNamedProperty("identifier");
        if (property == null) {
            return false;
        }
        for (Base value : property.getValues()) {
            if (value instanceof Identifier identifier
                    && identifier.hasValue()
                    && text(identifier.getSystem()).equals(text(wanted.getSystem()))
                    && text(identifier.getValue()).equals(wanted.getValue())) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Resource> contained(Resource from, String id) {
        if (id.isEmpty()) {
            return Optional.of(from);
        }
        if (from instanceof DomainResource domain) {
            for (Resource inside : domain.getContained()) {
                String insideId = text(inside.getIdElement().getIdPart());
                if (insideId.equals(id) || insideId.equals("#" + id)) {
                    return Optional.of(inside);
                }
            }
        }
        return Optional.empty();
    }
}
