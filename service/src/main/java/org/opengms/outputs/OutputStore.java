package org.opengms.outputs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.opengms.environment.Findings;
import org.opengms.metering.ProjectReference;

/// Requests for release: added to, never changed.
public interface OutputStore {
    /// Keeps a request with its first events and the bytes that were judged.
    void add(OutputRequest request, byte[] bytes);

    /// Keeps a request that releases allele frequencies, and whose they are.
    ///
    /// @param known how many such releases it was judged beside
    /// @return false, and nothing is kept, if there are more by now
    boolean add(OutputRequest request, byte[] bytes, Findings.Carriers released, int known);

    Optional<OutputRequest> find(OutputId id);

    /// The requests of a project, newest first.
    List<OutputRequest> of(ProjectReference project, int most);

    /// Those that wait for checkers, the one that waits longest first.
    List<OutputRequest> waiting(int most);

    /// How many wait for checkers.
    int countWaiting();

    /// Those that were closed since then.
    List<OutputRequest> closed(Instant since);

    /// Adds events.
    ///
    /// @param events numbered after those that the caller has seen
    /// @return false, and nothing is kept, if there are others by now
    boolean append(OutputId id, List<OutputEvent> events);

    /// The bytes that were judged.
    Optional<byte[]> bytes(OutputId id);

    /// Whose allele frequencies were released, in order.
    List<Findings.Carriers> frequencies();
}
