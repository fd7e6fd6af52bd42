package org.opengms.transparency.witness;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.opengms.transparency.log.Cosigner;
import org.opengms.transparency.merkle.Hash;
import org.opengms.transparency.merkle.ProofMaker;
import org.opengms.transparency.note.Checkpoint;
import org.opengms.transparency.note.KeyKind;
import org.opengms.transparency.note.NoteSignature;
import org.opengms.transparency.note.SignedNote;
import org.opengms.transparency.note.VerifierKey;

/// The witnesses of a log, asked all at once. Who has not answered in time is absent from this
/// checkpoint and asked again for the next; who answers what no honest witness answers is named.
public final class WitnessPanel implements Cosigner {
    /// Fewer independent witnesses cannot keep a log from showing two views.
    public static final int FEWEST = 3;

    private final List<Member> members;
    private final Duration deadline;
    private final Map<VerifierKey, Long> cosigned = new ConcurrentHashMap<>();
    private volatile Map<VerifierKey, Outcome> last = Map.of();

    /// A witness and the way to it.
    ///
    /// @param key of the witness
    public record Member(VerifierKey key, WitnessConnection connection) {}

    /// What came of asking a witness.
    public sealed interface Outcome {
        /// It has cosigned.
        record Cosigned() implements Outcome {}

        /// It has not answered in time, or cannot be reached.
        ///
        /// @param why in words
        record Absent(String why) implements Outcome {}

        /// It answers what no honest witness answers.
        ///
        /// @param why in words
        record Lying(String why) implements Outcome {}

        /// It says that the log does not continue what it has cosigned: the log, its backup or the
        /// witness is wrong, and somebody must look.
        ///
        /// @param why in words
        record Objects(String why) implements Outcome {}
    }

    /// @param members at least three, each with a key of its own
    /// @param deadline for all of them together
    public WitnessPanel(List<Member> members, Duration deadline) {
        this.members = List.copyOf(members);
        this.deadline = deadline;
        Set<VerifierKey> keys = new HashSet<>();
        members.forEach(member -> keys.add(member.key));
        boolean witnesses = keys.stream().allMatch(key -> key.kind() == KeyKind.WITNESS);
        if (keys.size() < members.size() || keys.size() < FEWEST || !witnesses) {
            throw new IllegalArgumentException(
                    "OGMS-7093 %d witnesses with %d keys were given. A log needs at least %d with a witness's key each."
                            .formatted(members.size(), keys.size(), FEWEST));
        }
    }

    @Override
    public SignedNote cosign(SignedNote signed, ProofMaker proofs) {
        Checkpoint checkpoint = Checkpoint.parse(signed.text());
        Map<VerifierKey, List<NoteSignature>> signatures = new ConcurrentHashMap<>();
        Map<VerifierKey, Outcome> outcomes = new ConcurrentHashMap<>();
        CountDownLatch answered = new CountDownLatch(members.size());
        long until = System.nanoTime() + deadline.toNanos();
        Object oneAtATime = new Object(); // a ProofMaker reads through a cache
        List<Thread> asking = new ArrayList<>();
        for (Member member : members) {
            asking.add(
                    Thread.ofVirtual()
                            .name("witness " + member.key.name())
                            .start(() -> {
                                try {
                                    outcomes.put(
                                            member.key,
                                            ask(
                                                    member,
                                                    signed,
                                                    size -> {
                                                        synchronized (oneAtATime) {
                                                            return size == 0
                                                                    ? List.of()
                                                                    : proofs.consistency(
                                                                            size,
                                                                            checkpoint.size());
                                                        }
                                                    },
                                                    signatures,
                                                    until));
                                } finally {
                                    answered.countDown();
                                }
                            }));
        }
        try {
            if (!answered.await(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                asking.forEach(Thread::interrupt);
            }
        } catch (InterruptedException e) {
            asking.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
        }
        Map<VerifierKey, Outcome> all = new LinkedHashMap<>();
        List<NoteSignature> collected = new ArrayList<>();
        for (Member member : members) {
            all.put(
                    member.key,
                    outcomes.getOrDefault(
                            member.key, new Outcome.Absent("It did not answer in time.")));
            if (all.get(member.key) instanceof Outcome.Cosigned) {
                collected.addAll(signatures.getOrDefault(member.key, List.of()));
            }
        }
        last = Map.copyOf(all);
        return signed.with(collected);
    }

    /// What came of the last checkpoint, by witness.
    public Map<VerifierKey, Outcome> last() {
        return last;
    }

    /// Makes the proof from an old size.
    @FunctionalInterface
    private interface Proofs {
        List<Hash> from(long old);
    }

    private Outcome ask(
            Member member,
            SignedNote signed,
            Proofs proofs,
            Map<VerifierKey, List<NoteSignature>> signatures,
            long until) {
        long size = Checkpoint.parse(signed.text()).size();
        long old = Math.min(size, cosigned.getOrDefault(member.key, 0L));
        try {
            for (int attempt = 0; attempt < 2; attempt++) {
                Duration rest = Duration.ofNanos(until - System.nanoTime());
                if (!rest.isPositive()) {
                    return new Outcome.Absent("It did not answer in time.");
                }
                WitnessAnswer answer =
                        member.connection.add(
                                new AddCheckpoint(old, proofs.from(old), signed), rest);
                switch (answer) {
                    case WitnessAnswer.Cosigned given -> {
                        return judge(member, signed, given, signatures, size);
                    }
                    case WitnessAnswer.Refused refused -> {
                        return new Outcome.Objects(
                                "%s: %s".formatted(refused.reason(), refused.words()));
                    }
                    case WitnessAnswer.OtherSize other -> {
                        if (other.size() > size) {
                            return new Outcome.Objects(
                                    "It has cosigned %d entries, where the log has %d."
                                            .formatted(other.size(), size));
                        }
                        old = other.size();
                    }
                }
            }
            return new Outcome.Lying("It names another size each time it is asked.");
        } catch (IOException e) {
            return new Outcome.Absent(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Absent("It did not answer in time.");
        }
    }

    private Outcome judge(
            Member member,
            SignedNote signed,
            WitnessAnswer.Cosigned given,
            Map<VerifierKey, List<NoteSignature>> signatures,
            long size) {
        List<NoteSignature> own = given.signatures().stream().filter(member.key::isOf).toList();
        if (own.isEmpty()) {
            return new Outcome.Lying("It did not sign with its own key.");
        }
        if (!own.stream().allMatch(one -> member.key.verifies(signed.text(), one))) {
            return new Outcome.Lying("Its signature does not verify.");
        }
        signatures.put(member.key, own);
        cosigned.put(member.key, size);
        return new Outcome.Cosigned();
    }
}
