package org.opengms.disclosure.noise;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.opengms.disclosure.DisclosureRules.CountRules;
import org.opengms.disclosure.DisclosureRules.NoiseRules;
import org.opengms.disclosure.PublishedCount;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.RoaringBitmap;

/// Noise that depends on a secret key and on who is counted, and on nothing else. Asking again, in
/// another order, in other words or through another account draws no new noise: equal sets of
/// people have equal noise (the cell-key method of the Australian Bureau of Statistics).
///
/// Sets that differ have independent noise. Whoever may ask for many sets that overlap can average
/// it away; against that stand the registry of releases and budgets, not noise.
public final class SeededNoise {
    /// Length of a key, in bytes.
    public static final int KEY_BYTES = 32;

    /// Keeps uses of one key apart.
    private static final String USE = "opengms.org/disclosure/v1\n";

    private final SecretKeySpec key;

    private SeededNoise(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "OGMS-7550 A noise key has %d bytes. It needs %d random ones."
                            .formatted(key.length, KEY_BYTES));
        }
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /// Noise with a new key.
    public static SeededNoise generate(SecureRandom random) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return new SeededNoise(key);
    }

    /// Noise with a key that is kept. Another key would draw all noise anew, and two answers to one
    /// question would be out.
    public static SeededNoise of(byte[] key) {
        return new SeededNoise(key);
    }

    /// A count with noise, hidden if small, and rounded.
    ///
    /// @param people who is counted
    public PublishedCount count(RoaringBitmap people, NoiseRules noise, CountRules counts) {
        int size = people.getCardinality();
        if (counts.hides(size)) {
            return PublishedCount.HIDDEN;
        }
        // What has passed the threshold is never shown as nobody.
        long noisy = Math.max(counts.threshold(), size + laplace(people, noise.epsilon()));
        return counts.show(noisy);
    }

    /// Noise of a set of people: discrete Laplace, P(x) ∝ exp(−ε|x|).
    public long laplace(RoaringBitmap people, double epsilon) {
        ByteBuffer random = random("laplace", digest(people));
        long above = geometric(random.getLong(), epsilon);
        long below = geometric(random.getLong(), epsilon);
        return above - below;
    }

    /// A number that only the key can tell, for choosing among people.
    ///
    /// @param use what for
    /// @param of what it is to depend on
    public long number(String use, long... of) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * of.length);
        for (long one : of) {
            bytes.putLong(one);
        }
        return random(use, bytes.array()).getLong();
    }

    /// Failures before the first success, each with probability exp(−ε): P(x) ∝ exp(−εx).
    private static long geometric(long random, double epsilon) {
        double uniform = ((random >>> 11) + 1) * 0x1p-53; // above 0, at most 1
        return (long) Math.floor(-Math.log(uniform) / epsilon);
    }

    private ByteBuffer random(String use, byte[] of) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update((USE + use + "\n").getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(mac.doFinal(of));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256.", e);
        }
    }

    /// SHA-256 of the participant numbers, ascending, four bytes each: the same for the same people
    /// however the set is kept.
    private static byte[] digest(RoaringBitmap people) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            ByteBuffer bytes = ByteBuffer.allocate(8192);
            for (IntIterator all = people.getIntIterator(); all.hasNext(); ) {
                if (!bytes.hasRemaining()) {
                    digest.update(bytes.flip());
                    bytes.clear();
                }
                bytes.putInt(all.next());
            }
            digest.update(bytes.flip());
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    /// Never shows the key.
    @Override
    public String toString() {
        return "noise key";
    }
}
