package org.opengms.cohort;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/// What research can know of participants. It is read after the gate has permitted it, of those
/// alone whom it permitted. A store of variants over the whole cohort can stand here as well as the
/// records of the service.
public interface CohortRecords {
    /// The records of participants; those whom nobody knows are missing.
    Map<ParticipantId, CohortRecord> records(Set<ParticipantId> participants);

    /// The newest delivered file of calls of participants; those without one are missing.
    Map<ParticipantId, DeliveredGenome> genomes(Set<ParticipantId> participants);

    /// A delivered file, if it is of a participant and not replaced by a newer one.
    Optional<DeliveredGenome> genome(String file);

    /// Whom numbers in sets of people stand for.
    ///
    /// @param numbers of [CohortRecord]s
    Map<Integer, CohortStore.Member> members(RoaringBitmap numbers);
}
