package org.opengms.disclosure.beacon;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.roaringbitmap.RoaringBitmap;

/// A ledger that ends with the process: for trials and tests.
public final class MemoryLedger implements BeaconLedger {
    private final Map<Asked, Boolean> answers = new HashMap<>();
    private final Map<LegalEntity, Set<Asked>> asked = new HashMap<>();
    private final Map<Integer, Long> told = new HashMap<>();
    private final Map<InBlock, Long> toldInBlock = new HashMap<>();
    private final Session session = new OneAtATime();

    private record Asked(int epoch, AlleleQuestion question) {}

    private record InBlock(int person, int ldBlock) {}

    @Override
    public synchronized <T> T atomically(Function<Session, T> work) {
        return work.apply(session);
    }

    /// What all answers have told about a person, in millionths of a nat.
    public synchronized long told(int person) {
        return told.getOrDefault(person, 0L);
    }

    /// What answers have told about a person in a block, in millionths of a nat.
    public synchronized long told(int person, int ldBlock) {
        return toldInBlock.getOrDefault(new InBlock(person, ldBlock), 0L);
    }

    private final class OneAtATime implements Session {
        @Override
        public Optional<Boolean> answer(int epoch, AlleleQuestion question) {
            return Optional.ofNullable(answers.get(new Asked(epoch, question)));
        }

        @Override
        public void keep(int epoch, AlleleQuestion question, boolean exists) {
            answers.put(new Asked(epoch, question), exists);
        }

        @Override
        public int asked(LegalEntity entity) {
            return asked.getOrDefault(entity, Set.of()).size();
        }

        @Override
        public boolean hasAsked(LegalEntity entity, int epoch, AlleleQuestion question) {
            return asked.getOrDefault(entity, Set.of()).contains(new Asked(epoch, question));
        }

        @Override
        public void ask(LegalEntity entity, int epoch, AlleleQuestion question) {
            asked.computeIfAbsent(entity, _ -> new HashSet<>()).add(new Asked(epoch, question));
        }

        @Override
        public RoaringBitmap able(
                RoaringBitmap people, int ldBlock, long microNats, long blockLimit, long limit) {
            RoaringBitmap able = new RoaringBitmap();
            people.forEach((int person) -> {
                if (told(person) + microNats <= limit
                        && told(person, ldBlock) + microNats <= blockLimit) {
                    able.add(person);
                }
            });
            return able;
        }

        @Override
        public void charge(RoaringBitmap people, int ldBlock, long microNats) {
            people.forEach((int person) -> {
                told.merge(person, microNats, Math::addExact);
                toldInBlock.merge(new InBlock(person, ldBlock), microNats, Math::addExact);
            });
        }
    }
}
