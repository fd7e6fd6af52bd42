package org.opengms.server.dialogue;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// How many answers are taken in an hour: few from one address, more from all. Addresses are held
/// in memory alone, as a number that means nothing after the hour or to another process, and are
/// never written down. Behind a proxy all share its address, and the proxy has to limit.
public final class AnswerLimit {
    /// Answers in an hour from one address, so that a family or a library gets through; of IPv6,
    /// from one network of 64 bits.
    static final int OF_ONE = 30;

    /// Answers in an hour from all.
    static final int OF_ALL = 5_000;

    private static final long HOUR_MILLIS = 3_600_000;
    private static final int NETWORK_BYTES = 8;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<Integer, Integer> counts = new HashMap<>();
    private long hour = Long.MIN_VALUE;
    private long salt;
    private int all;

    public AnswerLimit(Clock clock) {
        this.clock = clock;
    }

    /// Counts an answer.
    ///
    /// @param address as digits, such as 192.0.2.7
    /// @return whether it may be taken
    public synchronized boolean admits(String address) {
        long now = Math.floorDiv(clock.millis(), HOUR_MILLIS);
        if (now != hour) {
            hour = now;
            salt = random.nextLong();
            counts.clear();
            all = 0;
        }
        int key = Objects.hash(salt, Arrays.hashCode(network(address)));
        if (all >= OF_ALL || counts.getOrDefault(key, 0) >= OF_ONE) {
            return false;
        }
        all++;
        counts.merge(key, 1, Integer::sum);
        return true;
    }

    private static byte[] network(String address) {
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            return parsed instanceof Inet6Address
                    ? Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES)
                    : parsed.getAddress();
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }
}
