package org.opengms.fhir;

import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;

/// What the service keeps already and a message may refer to.
@FunctionalInterface
public interface KnownResources {
    /// A service that keeps nothing.
    KnownResources NONE = (type, id) -> Optional.empty();

    /// The newest version of a resource.
    ///
    /// @param type such as `Patient`
    /// @param id the service's id
    Optional<Resource> find(String type, String id);
}
