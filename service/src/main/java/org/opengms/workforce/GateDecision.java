package org.opengms.workforce;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.opengms.infrastructure.OdsCode;

/// What was decided where somebody did not plainly hold a competence. Nothing of a patient stands
/// in it.
///
/// @param id names it
/// @param who wanted to do it
/// @param organisation where
/// @param mode of the workplace at that instant
/// @param reason why they do not plainly hold it
/// @param way how they can get it; empty if they are supervised
/// @param urgency why it could not wait, in their words
public record GateDecision(
        UUID id,
        Instant at,
        StaffId who,
        GatedTask task,
        OdsCode organisation,
        GateMode mode,
        GateOutcome outcome,
        String reason,
        String way,
        Optional<String> urgency) {
    /// What was asked for.
    public Competence competence() {
        return task.competence();
    }

    /// What is told to who is refused.
    public String refusal() {
        return "OGMS-8830 You may not %s: %s %s If a patient would come to harm by waiting, say why, and go on as an emergency."
                .formatted(task.words(), reason, way);
    }

    /// What is told to who goes on without the competence.
    public String warning() {
        return switch (outcome) {
            case WARNED ->
                    "OGMS-8831 This was done, but you lack a competence that it needs. %s %s"
                            .formatted(reason, way);
            case OVERRIDDEN ->
                    "OGMS-8832 This was done as an emergency, without the competence that it needs. A second person will look at it. %s %s"
                            .formatted(reason, way);
            case UNCOVERED ->
                    "OGMS-8833 This was done, since nobody here holds the competence that it needs. A second person will look at it. %s %s"
                            .formatted(reason, way);
            case SUPERVISED, OBSERVED, REFUSED -> "";
        };
    }

    /// Never the words of the emergency.
    @Override
    public String toString() {
        return "GateDecision[" + task + ", " + outcome + "]";
    }
}
