package org.opengms.disclosure.attack;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.disclosure.epoch.EpochBook;
import org.opengms.disclosure.epoch.EpochStore;
import org.opengms.disclosure.noise.SeededNoise;
import org.roaringbitmap.RoaringBitmap;

/// The attacker who knows that somebody left, or joined, and compares every answer before and
/// after: what changed must be theirs (Ayoz et al. 2021, PMC8570374). They may ask without limit,
/// which no entity can.
public final class ReleaseDifferenceAttack {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private ReleaseDifferenceAttack() {}

    /// Whether the target left or joined.
    public enum Move {
        /// Left: a yes became a no.
        LEFT,
        /// Joined: a no became a yes.
        JOINED
    }

    /// What the attacker holds for the target's rare alleles.
    ///
    /// @param changed answers that changed, over all trials
    /// @param theTargets how many of these alleles the target has
    /// @param another how many of them somebody has who moved at the same time, on average: what
    ///   guessing would give
    /// @param trials how often somebody moved
    public record Reconstruction(long changed, long theTargets, double another, int trials) {
        /// Share of the claimed alleles that the target has.
        public double right() {
            return changed == 0 ? 0 : theTargets / (double) changed;
        }

        /// The share if another of those who moved had been the target.
        public double chance() {
            return changed == 0 ? 0 : another / changed;
        }
    }

    /// Runs the attack.
    ///
    /// @param people in the cohort
    /// @param alleles rare ones, with about the threshold of carriers each, where answers can
    ///   change
    /// @param move what the target does
    /// @param batched whether answers change at epochs, or at once
    /// @param others who do the same of their own accord in the same day
    public static Reconstruction run(
            DisclosureRules rules,
            int people,
            int alleles,
            Move move,
            boolean batched,
            int others,
            int trials,
            RandomGenerator random) {
        int threshold = rules.beacon().carriers();
        int newcomers = 2 * rules.epochs().changes();
        List<RoaringBitmap> carriers = new ArrayList<>();
        for (int a = 0; a < alleles; a++) {
            int count = MembershipAttack.poisson(threshold, random);
            RoaringBitmap who = new RoaringBitmap();
            while (who.getCardinality() < count) {
                who.add(random.nextInt(people));
            }
            // Who joins later has alleles as everybody else.
            for (int p = 0; p < newcomers; p++) {
                if (random.nextDouble() < count / (double) people) {
                    who.add(people + p);
                }
            }
            carriers.add(who);
        }
        long changed = 0;
        long theTargets = 0;
        double another = 0;
        for (int trial = 0; trial < trials; trial++) {
            RoaringBitmap before = RoaringBitmap.bitmapOfRange(0, people);
            RoaringBitmap moved = new RoaringBitmap();
            while (moved.getCardinality() < 1 + others) {
                moved.add(
                        move == Move.LEFT
                                ? random.nextInt(people)
                                : people + random.nextInt(newcomers));
            }
            int target = moved.select(random.nextInt(moved.getCardinality()));
            RoaringBitmap after =
                    batched ? batched(rules, before, moved, move, random) : at(before, moved, move);
            RoaringBitmap mover = RoaringBitmap.xor(before, after);
            for (RoaringBitmap who : carriers) {
                boolean was = RoaringBitmap.andCardinality(who, before) >= threshold;
                boolean is = RoaringBitmap.andCardinality(who, after) >= threshold;
                if (was != is && was == (move == Move.LEFT)) {
                    changed++;
                    theTargets += who.contains(target) ? 1 : 0;
                    another +=
                            RoaringBitmap.andCardinality(who, mover)
                                    / (double) mover.getCardinality();
                }
            }
        }
        return new Reconstruction(changed, theTargets, another, trials);
    }

    private static RoaringBitmap at(RoaringBitmap before, RoaringBitmap moved, Move move) {
        return move == Move.LEFT
                ? RoaringBitmap.andNot(before, moved)
                : RoaringBitmap.or(before, moved);
    }

    private static RoaringBitmap batched(
            DisclosureRules rules,
            RoaringBitmap before,
            RoaringBitmap moved,
            Move move,
            RandomGenerator random) {
        byte[] key = new byte[SeededNoise.KEY_BYTES];
        random.nextBytes(key);
        EpochBook book = new EpochBook(rules.epochs(), SeededNoise.of(key), EpochStore.inMemory());
        before.forEach((int person) -> book.join(person, NOON));
        book.at(NOON);
        moved.forEach((int person) -> {
            switch (move) {
                case LEFT -> book.leave(person, NOON);
                case JOINED -> book.join(person, NOON);
            }
        });
        return book.at(NOON.plus(rules.epochs().delay())).people();
    }
}
