package org.opengms.training;

import org.opengms.gate.Actor;
import org.opengms.infrastructure.OdsCode;

/// Whose deeds are looked for. Some are kept by the account, some by the name that colleagues read
/// together with the organisation.
///
/// @param account as which they sign in
/// @param displayName as colleagues read it
/// @param organisation that they work for
public record Doer(String account, String displayName, OdsCode organisation) {
    static Doer of(Actor actor) {
        return new Doer(actor.id(), actor.displayName(), actor.organisation());
    }
}
