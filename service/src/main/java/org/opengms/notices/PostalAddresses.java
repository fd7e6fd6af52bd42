package org.opengms.notices;

import java.util.Optional;
import org.opengms.people.PersonId;

/// Where letters to persons go.
public interface PostalAddresses {
    /// The address that may stand on a letter to a person; empty where none is known, or where none
    /// may be shown.
    Optional<PostalAddress> shown(PersonId person);
}
