package org.opengms.cases;

import java.util.Optional;

/// What a signature marks as the cause, once it is known which variants the report lists.
@FunctionalInterface
public interface CauseChoice {
    /// The mark; empty for a signature without one.
    Optional<CauseMark> in(Report report);

    /// A mark where the report lists variants, and none where it lists none.
    static CauseChoice of(CauseMark mark) {
        return report -> report.variants().isEmpty() ? Optional.empty() : Optional.of(mark);
    }

    /// A signature without a mark.
    static CauseChoice unmarked() {
        return report -> Optional.empty();
    }
}
