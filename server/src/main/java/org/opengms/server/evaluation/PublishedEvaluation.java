package org.opengms.server.evaluation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/// An evaluation as it was published. Hashes are SHA-256 in hexadecimal digits.
///
/// @param number from 1
/// @param snapshotName of what was evaluated
/// @param snapshotDay on which everything stood as it says
/// @param snapshotHash of what was evaluated
/// @param protocolVersion by which protocol
/// @param reportHash of the report's list of files, which has the hash of each file
/// @param folder where its files lie, below that of all evaluations
/// @param seal a C2SP signed note over the number and the hashes
/// @param record of it in the transparency log
/// @param publishedAt when
public record PublishedEvaluation(
        int number,
        String snapshotName,
        LocalDate snapshotDay,
        String snapshotHash,
        String protocolVersion,
        String reportHash,
        String folder,
        String seal,
        UUID record,
        Instant publishedAt) {}
