package org.opengms.infrastructure;

import java.time.Instant;
import java.util.List;

/// Where statements are kept, each for good.
public interface StatementStore {
    /// Keeps statements, all or none.
    void add(List<Statement> statements);

    /// What holds at an instant: of the statements said until then whose first day has come, for
    /// each subject and topic the one with the latest first day; of those the one said last. Ended
    /// outages are left out.
    List<Statement> holding(Instant at);

    /// What was said about a subject, the newest first.
    ///
    /// @param most how many at most
    List<Statement> history(OdsCode subject, int most);
}
