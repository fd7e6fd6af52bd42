package org.opengms.gate;

import java.util.List;
import java.util.Optional;
import org.opengms.infrastructure.OdsCode;

/// Readings with a justification, or from a time without a log, and their reviews.
public interface AccessReviews {
    /// Readings of data of persons for whom an organisation ordered a test: those without a review
    /// first, and of each the newest first.
    ///
    /// @param limit how many at most
    List<JustifiedAccess> of(OdsCode organisation, int limit);

    /// One reading, if it is one with a justification.
    Optional<JustifiedAccess> find(long id);

    /// Keeps a review.
    ///
    /// @return false if there is one already
    boolean add(long id, JustifiedAccess.Outcome outcome, String words, Actor reviewer);
}
