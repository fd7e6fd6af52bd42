package org.opengms.cases;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which of the variants that a report lists explain the disorder: marked by the scientist who
/// signs, beside the conclusion in words.
public sealed interface CauseMark {
    /// These explain it, together.
    ///
    /// @param ranks as the report lists them, ascending
    record Explains(List<Integer> ranks) implements CauseMark {
        public Explains {
            ranks = ranks.stream().distinct().sorted().toList();
        }
    }

    /// None of them does.
    record None() implements CauseMark {}

    /// Whether one of them does is not certain.
    record Uncertain() implements CauseMark {}

    /// Why it does not go with a result, and what to do; empty if it does.
    ///
    /// @param variants that the report lists
    default Optional<String> problem(ResultKind kind, List<ReportedVariant> variants) {
        if (variants.isEmpty()) {
            return Optional.of("The report lists no variants, so none is marked.");
        }
        return switch (this) {
            case Explains(List<Integer> ranks) -> {
                Set<Integer> listed =
                        variants.stream().map(ReportedVariant::rank).collect(Collectors.toSet());
                if (kind != ResultKind.CAUSE_FOUND) {
                    yield Optional.of(
                            "A variant is marked as the cause, and the result is '%s'. Mend one of them."
                                    .formatted(kind.words()));
                }
                yield !ranks.isEmpty() && listed.containsAll(ranks)
                        ? Optional.empty()
                        : Optional.of(
                                "Mark which of the variants that the report lists explain the disorder, or that none of them does.");
            }
            case Uncertain _ ->
                    kind == ResultKind.UNCERTAIN
                            ? Optional.empty()
                            : Optional.of(
                                    "The cause is marked as uncertain, and the result is '%s'. Mend one of them."
                                            .formatted(kind.words()));
            case None _ -> Optional.empty();
        };
    }
}
