package org.opengms.workforce;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opengms.infrastructure.OdsCode;

/// What the gates decided, in which modes they run, and what was made of emergencies. Appended to,
/// never changed.
public interface GateStore {
    /// Keeps a decision, in the transaction of what it was about.
    void add(GateDecision decision);

    /// How often each person was without a competence that they needed at a workplace.
    ///
    /// @param since the first instant that counts
    List<Lacking> lacking(OdsCode organisation, Instant since);

    /// Of one person and one competence.
    ///
    /// @param times how often
    /// @param last when last
    record Lacking(StaffId who, Competence competence, int times, Instant last) {}

    /// The newest mode of each workplace that has one.
    Map<OdsCode, ModeChange> modes();

    /// Keeps a change of mode.
    ///
    /// @return false if somebody else has changed it since
    boolean append(ModeChange change);

    /// What a second person has to look at, the oldest first.
    ///
    /// @param organisation absent for all of them
    List<GateDecision> toReview(Optional<OdsCode> organisation, int most);

    /// A decision by its id.
    Optional<GateDecision> find(UUID id);

    /// Keeps a review.
    ///
    /// @return false if it was reviewed already
    boolean append(OverrideReview review);
}
