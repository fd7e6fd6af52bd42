package org.opengms.training;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opengms.gate.Role;
import org.opengms.workforce.Competence;

/// Something to be done in the training service, in one role.
///
/// @param role of those whose exercise it is
/// @param competence that it is practice for; absent where the role needs none
/// @param activity by which learning record stores know it (xAPI `object.id`); the catalogue of
///   courses of the real service has it
/// @param brief the situation, in plain words
/// @param minutes how long it takes
/// @param start the page on which it begins
/// @param steps that must hold of one and the same order, person, project or request
public record Exercise(
        ExerciseId id,
        Role role,
        Optional<Competence> competence,
        URI activity,
        String title,
        String brief,
        int minutes,
        String start,
        List<ExerciseStep> steps) {
    /// @throws IllegalArgumentException if it asks for nothing, or for the same twice
    public Exercise {
        steps = List.copyOf(steps);
        Set<DeedCheck> seen = EnumSet.noneOf(DeedCheck.class);
        for (ExerciseStep step : steps) {
            if (!seen.add(step.check())) {
                throw new IllegalArgumentException(
                        "exercise %s: step %s stands there twice.".formatted(id, step.check()));
            }
        }
        if (steps.isEmpty() || title.isBlank() || brief.isBlank() || !start.startsWith("/")) {
            throw new IllegalArgumentException(
                    "exercise %s: give a title, a brief, where it starts and a step."
                            .formatted(id));
        }
    }

    /// What of it was done. Where several orders, persons or requests were worked on, the one that
    /// comes nearest counts, and of those the first.
    ///
    /// @param deeds since the exercise was begun, in their order
    public ExerciseCheck check(List<Deed> deeds) {
        Map<String, List<Deed>> bySubject = new LinkedHashMap<>();
        for (Deed deed : deeds) {
            bySubject.computeIfAbsent(deed.subject(), s -> new ArrayList<>()).add(deed);
        }
        ExerciseCheck best = new ExerciseCheck(List.of(), steps);
        for (List<Deed> ofOne : bySubject.values()) {
            ExerciseCheck check = checkOne(ofOne);
            if (check.held().size() > best.held().size()) {
                best = check;
            }
        }
        return best;
    }

    private ExerciseCheck checkOne(List<Deed> deeds) {
        List<ExerciseStep> held = new ArrayList<>();
        List<ExerciseStep> missing = new ArrayList<>();
        for (ExerciseStep step : steps) {
            (deeds.stream().anyMatch(step.check()::holds) ? held : missing).add(step);
        }
        return new ExerciseCheck(held, missing);
    }
}
