package org.opengms.training;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.opengms.datafile.DataFile;
import org.opengms.gate.Role;

/// The exercises, as one version of the file says.
///
/// @param version names the file
/// @param validFrom first day on which it holds
/// @param signedBy who answers for it; the shipped form is signed by nobody
/// @param exercises each with a code and an activity of its own
public record Exercises(
        String version, LocalDate validFrom, Optional<String> signedBy, List<Exercise> exercises) {
    private static final DataFile<Exercises> FILE =
            new DataFile<>(Exercises.class, "exercises", "OGMS-8951", UnaryOperator.identity());

    /// @throws IllegalArgumentException if a code or an activity stands there twice
    public Exercises {
        exercises = List.copyOf(exercises);
        Set<Object> seen = new HashSet<>();
        for (Exercise exercise : exercises) {
            if (!seen.add(exercise.id()) || !seen.add(exercise.activity())) {
                throw new IllegalArgumentException(
                        "exercise %s or its activity stands there twice.".formatted(exercise.id()));
            }
        }
    }

    /// What comes with the program.
    public static Exercises shipped() {
        return FILE.shipped(Exercises.class, "exercises-2026.1.json");
    }

    /// An exercise by its code.
    public Optional<Exercise> find(ExerciseId id) {
        return exercises.stream().filter(e -> e.id().equals(id)).findFirst();
    }

    /// Those of anybody who has one of some roles.
    public List<Exercise> of(Set<Role> roles) {
        return exercises.stream().filter(e -> roles.contains(e.role())).toList();
    }
}
