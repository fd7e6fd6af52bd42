package org.opengms.planning.network;

/// What the quantities of a scenario are in one replication. Each has a stream of its own, named by
/// its place in the scenario, so that every plan sees the same world in the same replication.
public final class ReplicationDraw {
    private final boolean fixed;
    private final long seed;
    private final int replication;

    private ReplicationDraw(boolean fixed, long seed, int replication) {
        this.fixed = fixed;
        this.seed = seed;
        this.replication = replication;
    }

    /// Every quantity takes its value; chance is left to the simulation.
    ///
    /// @param seed of the simulation
    /// @param replication from 0
    public static ReplicationDraw fixed(long seed, int replication) {
        return new ReplicationDraw(true, seed, replication);
    }

    /// Every quantity is drawn from its spread.
    ///
    /// @param seed of everything
    /// @param replication from 0
    public static ReplicationDraw of(long seed, int replication) {
        return new ReplicationDraw(false, seed, replication);
    }

    /// The seed.
    public long seed() {
        return seed;
    }

    /// The replication, from 0.
    public int replication() {
        return replication;
    }

    /// What a quantity is.
    ///
    /// @param place the path of the quantity in the scenario, by ids, such as
    ///   `laboratories/north/clerks/places`
    public double of(Quantity quantity, String place) {
        return fixed ? quantity.value() : quantity.quantile(uniform(place));
    }

    /// A number at least 0 and below 1 that depends on seed, replication and place alone.
    ///
    /// @param place what it is drawn for
    public double uniform(String place) {
        long h = mix(seed + 0x9E3779B97F4A7C15L * (replication + 1L));
        for (int i = 0; i < place.length(); i++) {
            h = mix(h ^ place.charAt(i));
        }
        return (h >>> 11) * 0x1p-53;
    }

    /// The finaliser of SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195, in
    /// Stafford's variant 13).
    private static long mix(long z) {
        long x = (z + 0x9E3779B97F4A7C15L);
        x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }
}
