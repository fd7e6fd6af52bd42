package org.opengms.notices;

import java.util.Optional;
import org.opengms.people.PersonId;

/// How persons are reached electronically, as their record says.
public interface Contacts {
    /// The address of a person for a channel, if one is known and can be used.
    Optional<ContactAddress> of(PersonId person, NoticeChannel channel);
}
