package org.opengms.transparency.witness;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opengms.transparency.log.LockStore;
import org.opengms.transparency.merkle.ProofCheck;
import org.opengms.transparency.note.Checkpoint;
import org.opengms.transparency.note.KeyKind;
import org.opengms.transparency.note.Origin;
import org.opengms.transparency.note.SignedNote;
import org.opengms.transparency.note.SignerKey;
import org.opengms.transparency.note.VerifierKey;
import org.opengms.transparency.witness.WitnessAnswer.Reason;

/// Cosigns checkpoints of the logs it knows, each only if it continues the one it has cosigned
/// last. What it has cosigned is on disk before it answers. Safe for many threads.
public final class Witness {
    private final SignerKey key;
    private final Map<Origin, Set<VerifierKey>> logs = new HashMap<>();
    private final LockStore latest;
    private final InstantSource clock;

    /// @param key of the witness
    /// @param logs keys of the logs it knows, each named by its origin
    /// @param latest keeps what was cosigned last
    /// @param clock gives the time in cosignatures
    public Witness(SignerKey key, List<VerifierKey> logs, LockStore latest, InstantSource clock) {
        this.key = key;
        this.latest = latest;
        this.clock = clock;
        if (key.verifier().kind() != KeyKind.WITNESS) {
            throw new IllegalArgumentException(
                    "OGMS-7091 The key of %s is not a witness's. Make one with: opengms log keygen --witness"
                            .formatted(key.verifier().name()));
        }
        for (VerifierKey log : logs) {
            if (log.kind() != KeyKind.LOG) {
                throw new IllegalArgumentException(
                        "OGMS-7092 The key of %s is not a log's.".formatted(log.name()));
            }
            this.logs
                    .computeIfAbsent(new Origin(log.name().value()), _ -> new HashSet<>())
                    .add(log);
        }
    }

    /// Judges a request, and cosigns.
    public WitnessAnswer add(byte[] body) {
        AddCheckpoint request;
        Checkpoint next;
        try {
            request = AddCheckpoint.parse(body);
            next = Checkpoint.parse(request.checkpoint().text());
        } catch (IllegalArgumentException e) {
            return new WitnessAnswer.Refused(Reason.MALFORMED, String.valueOf(e.getMessage()));
        }
        Set<VerifierKey> keys = logs.getOrDefault(next.origin(), Set.of());
        if (keys.isEmpty()) {
            return new WitnessAnswer.Refused(
                    Reason.UNKNOWN_LOG, "This witness does not know the log.");
        }
        if (keys.stream()
                .noneMatch(one -> request.checkpoint().signedBy(one) == SignedNote.Signed.TRULY)) {
            return new WitnessAnswer.Refused(
                    Reason.NOT_SIGNED, "No signature is of a key of the log.");
        }
        if (request.old() > next.size()) {
            return new WitnessAnswer.Refused(
                    Reason.MALFORMED, "The old size is beyond the new one.");
        }
        while (true) {
            Optional<SignedNote> last = latest.load(next.origin());
            Optional<Checkpoint> before = last.map(note -> Checkpoint.parse(note.text()));
            Optional<WitnessAnswer> refusal = judge(request, next, before);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            if (latest.compareAndSwap(next.origin(), last, request.checkpoint())) {
                return new WitnessAnswer.Cosigned(
                        List.of(key.sign(request.checkpoint().text(), clock.instant())));
            }
            // Another request was quicker: judged again by what it has left.
        }
    }

    private static Optional<WitnessAnswer> judge(
            AddCheckpoint request, Checkpoint next, Optional<Checkpoint> before) {
        long size = before.map(Checkpoint::size).orElse(0L);
        if (request.old() != size) {
            return Optional.of(new WitnessAnswer.OtherSize(size));
        }
        if (size == next.size() && before.isPresent() && !before.get().root().equals(next.root())) {
            return Optional.of(
                    new WitnessAnswer.Refused(
                            Reason.OTHER_ROOT,
                            "Another root of %d entries was cosigned.".formatted(size)));
        }
        boolean continues =
                size == 0
                        ? request.proof().isEmpty()
                        : ProofCheck.continues(
                                size,
                                next.size(),
                                request.proof(),
                                before.orElseThrow().root(),
                                next.root());
        return continues
                ? Optional.empty()
                : Optional.of(
                        new WitnessAnswer.Refused(
                                Reason.NOT_CONTINUED,
                                "The proof does not lead from %d to %d entries."
                                        .formatted(size, next.size())));
    }

    /// The witness's public key.
    public VerifierKey verifier() {
        return key.verifier();
    }
}
