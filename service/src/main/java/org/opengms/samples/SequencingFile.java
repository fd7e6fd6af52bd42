package org.opengms.samples;

import java.nio.file.Path;
import java.time.Instant;
import org.opengms.orders.OrderId;

/// A variant file that a laboratory delivered. The file is complete and durable before this exists.
///
/// @param id of the file
/// @param order the order it answers
/// @param path where it lies
/// @param sha256 of its bytes, lower-case hexadecimal
/// @param sizeBytes its size
/// @param receivedAt when it was complete
public record SequencingFile(
        String id, OrderId order, Path path, String sha256, long sizeBytes, Instant receivedAt) {}
