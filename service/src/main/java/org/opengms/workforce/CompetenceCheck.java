package org.opengms.workforce;

import java.util.Optional;
import org.opengms.gate.Actor;
import org.opengms.infrastructure.OdsCode;

/// Asked by the desks before somebody does a task that needs a competence. Programs are not asked:
/// the organisation behind one vouches for its people.
@FunctionalInterface
public interface CompetenceCheck {
    /// Where nobody's competence is asked for.
    CompetenceCheck NONE = (actor, task, organisation) -> Optional.empty();

    /// Why somebody may not do a task, with the way to get what they lack; absent if they may go
    /// on. What is decided is kept.
    ///
    /// @param organisation for which it is done
    Optional<String> refusal(Actor actor, GatedTask task, OdsCode organisation);

    /// Whether it would be refused, now and as things are; nothing is kept. What would not be
    /// refused is to be asked again when it is done.
    default boolean wouldRefuse(Actor actor, GatedTask task, OdsCode organisation) {
        return false;
    }

    /// The same for the organisation that somebody acts for.
    default Optional<String> refusal(Actor actor, GatedTask task) {
        return refusal(actor, task, actor.organisation());
    }
}
