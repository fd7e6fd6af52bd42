package org.opengms.proxies;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.opengms.consent.ConsentHistory;
import org.opengms.consent.ConsentStatement;
import org.opengms.people.PersonId;

/// Tells what a proxy may do for a person now. It asks the store each time, so what a clinician
/// stops on one server is stopped at the next request on every other.
public final class ProxyBook {
    private final Function<ProxyId, Optional<Proxy>> store;
    private final ProxyRules rules;

    /// @param store where proxies are kept
    public ProxyBook(ProxyStore store, ProxyRules rules) {
        this(store::find, rules);
    }

    private ProxyBook(Function<ProxyId, Optional<Proxy>> store, ProxyRules rules) {
        this.store = store;
        this.rules = rules;
    }

    /// Knows nobody: nobody acts for anybody.
    public static ProxyBook none() {
        return new ProxyBook(_ -> Optional.empty(), ProxyRules.shipped());
    }

    /// What a proxy may do for a person.
    ///
    /// @param history what was said of the person
    /// @return empty if it is no proxy of this person
    public Optional<ProxyStanding> standing(
            ProxyId proxy, PersonId person, ConsentHistory history, Instant now) {
        return store.apply(proxy)
                .filter(one -> one.person().equals(person))
                .map(one -> standing(one, history, now));
    }

    /// What a proxy who was just read may do.
    ///
    /// @param history what was said of the person for whom they act
    public ProxyStanding standing(Proxy proxy, ConsentHistory history, Instant now) {
        return rules.standing(
                proxy, history.birthDate(), history.now(now), ConsentStatement.day(now));
    }
}
