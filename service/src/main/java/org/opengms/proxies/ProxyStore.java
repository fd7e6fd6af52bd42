package org.opengms.proxies;

import java.util.List;
import java.util.Optional;
import org.opengms.people.NhsNumber;
import org.opengms.people.PersonId;

/// Where proxies are kept; append-only. What is asked for is as it is at the moment of asking,
/// whichever server wrote it.
public interface ProxyStore {
    /// Keeps a new one.
    void add(Proxy proxy);

    /// Keeps a step.
    void add(ProxyId proxy, ProxyStep step);

    /// One by its id.
    Optional<Proxy> find(ProxyId id);

    /// Those of somebody who signed in, newest first.
    List<Proxy> ofHolder(NhsNumber holder);

    /// Those for a person, newest first.
    List<Proxy> ofPerson(PersonId person);
}
