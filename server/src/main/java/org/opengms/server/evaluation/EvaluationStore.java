package org.opengms.server.evaluation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What is kept of protocols, evaluations and requests for some.
public interface EvaluationStore {
    /// Keeps a protocol if its version is not kept yet, and lets a record wait for the log, at
    /// once: of the protocol that is kept, and of another under its version. Each is told once.
    ///
    /// @param hash SHA-256 in hexadecimal digits
    /// @param protocol as JSON
    /// @return what is kept under that version, which may be another protocol
    /// @throws IllegalStateException if the same protocol is kept under another version
    LoggedProtocol register(String version, String hash, String protocol);

    /// All protocols, the version registered last first, and in each the registered one first.
    List<LoggedProtocol> protocols();

    /// The protocols of a version, the registered one first; none if there is no such version.
    List<LoggedProtocol> protocols(String version);

    /// The number of the next evaluation.
    int next();

    /// Publishes an evaluation, and lets its record wait for the log, at once.
    void publish(PublishedEvaluation evaluation, String protocolHash);

    /// All of them, newest first.
    List<PublishedEvaluation> all();

    /// One of them.
    Optional<PublishedEvaluation> find(int number);

    /// Where a record of an evaluation or a protocol stands in the log, once it is there.
    Optional<Long> entry(UUID record);

    /// Asks for an evaluation, if none waits.
    ///
    /// @param by who asks
    void request(String by);

    /// The newest request.
    Optional<Request> lastRequest();

    /// A request for an evaluation.
    ///
    /// @param at when it was made
    /// @param ended when it was answered, if so
    /// @param problem why there is no report, if so
    record Request(Instant at, Optional<Instant> ended, Optional<String> problem) {}

    /// Whether somebody waits for an evaluation; notes that it is begun.
    boolean begin();

    /// Ends what was begun.
    ///
    /// @param problem why there is no report, if there is none
    void end(Optional<String> problem);
}
