package org.opengms.server.desk;

import java.util.Optional;
import org.opengms.orders.Submission;

/// The answer to a submitted Bundle.
///
/// @param submission what became of the order; absent where an answer given before is given again
/// @param status of HTTP
/// @param body transaction-response Bundle, or OperationOutcome of a refused order
public record OrderAnswer(Optional<Submission> submission, int status, String body) {}
