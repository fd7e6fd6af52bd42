package org.opengms.planning.simulation;

/// Random numbers by key: every draw is a function of a 64-bit key alone, so that the same patient
/// at the same stage draws the same number whatever else happens, and in whichever order.
///
/// Words are those of SplitMix64 (Steele, Lea, Flood 2014, doi:10.1145/2660193.2660195) from the
/// key on, with the finaliser's variant 13 of Stafford. Normal and exponential draws are exact, by
/// a ziggurat of 256 layers (Marsaglia and Tsang 2000, doi:10.18637/jss.v005.i08) with 53-bit
/// words. Nothing here depends on the machine: the same key gives the same bits everywhere.
final class Draws {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;
    private static final int LAYERS = 256;
    private static final double WORDS = 0x1p52;

    /// Where the normal's tail begins and the area of a layer: for 256 layers, Marsaglia and Tsang.
    private static final double NORMAL_TAIL = 3.654152885361009;

    private static final double NORMAL_AREA = 0.00492867323399;
    private static final double[] NORMAL_X = new double[LAYERS + 1];
    private static final double[] NORMAL_Y = new double[LAYERS + 1];
    private static final double[] NORMAL_SCALE = new double[LAYERS];
    private static final long[] NORMAL_INSIDE = new long[LAYERS];

    /// The same for the exponential.
    private static final double EXPONENTIAL_TAIL = 7.69711747013105;

    private static final double EXPONENTIAL_AREA = 0.003949659822581557;
    private static final double[] EXPONENTIAL_X = new double[LAYERS + 1];
    private static final double[] EXPONENTIAL_Y = new double[LAYERS + 1];
    private static final double[] EXPONENTIAL_SCALE = new double[LAYERS];
    private static final long[] EXPONENTIAL_INSIDE = new long[LAYERS];

    static {
        NORMAL_X[0] = NORMAL_AREA / StrictMath.exp(-NORMAL_TAIL * NORMAL_TAIL / 2);
        EXPONENTIAL_X[0] = EXPONENTIAL_AREA / StrictMath.exp(-EXPONENTIAL_TAIL);
        NORMAL_X[1] = NORMAL_TAIL;
        EXPONENTIAL_X[1] = EXPONENTIAL_TAIL;
        for (int i = 1; i < LAYERS - 1; i++) {
            double x = NORMAL_X[i];
            NORMAL_X[i + 1] =
                    Math.sqrt(-2 * StrictMath.log(NORMAL_AREA / x + StrictMath.exp(-x * x / 2)));
            x = EXPONENTIAL_X[i];
            EXPONENTIAL_X[i + 1] = -StrictMath.log(EXPONENTIAL_AREA / x + StrictMath.exp(-x));
        }
        for (int i = 0; i <= LAYERS; i++) {
            NORMAL_Y[i] = StrictMath.exp(-NORMAL_X[i] * NORMAL_X[i] / 2);
            EXPONENTIAL_Y[i] = StrictMath.exp(-EXPONENTIAL_X[i]);
        }
        for (int i = 0; i < LAYERS; i++) {
            NORMAL_SCALE[i] = NORMAL_X[i] / WORDS;
            NORMAL_INSIDE[i] = (long) (NORMAL_X[i + 1] / NORMAL_X[i] * WORDS);
            EXPONENTIAL_SCALE[i] = EXPONENTIAL_X[i] / (2 * WORDS);
            EXPONENTIAL_INSIDE[i] = (long) (EXPONENTIAL_X[i + 1] / EXPONENTIAL_X[i] * 2 * WORDS);
        }
    }

    /// Powers of two in steps of 1/128.
    private static final int POWER_BITS = 7;

    private static final double[] POWERS = new double[1 << POWER_BITS];
    private static final double STEP = StrictMath.log(2) / (1 << POWER_BITS);

    static {
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = StrictMath.exp(i * STEP);
        }
    }

    private Draws() {}

    /// Added to a number it leaves the nearest whole one in the last bits.
    private static final double ROUNDS = 0x1.8p52;

    private static final double STEPS_PER_UNIT = 1 / STEP;

    /// e to the power of `x`, to 3e-15 relative for |x| below 8, for |x| at most 700.
    static double exp(double x) {
        double rounded = x * STEPS_PER_UNIT + ROUNDS;
        int k = (int) Double.doubleToRawLongBits(rounded);
        double r = x - (rounded - ROUNDS) * STEP;
        double series =
                r
                        * Math.fma(
                                r * r,
                                Math.fma(r, Math.fma(r, 1 / 120d, 1 / 24d), 1 / 6d),
                                Math.fma(r, 0.5, 1));
        double scale = Double.longBitsToDouble((1023L + (k >> POWER_BITS)) << 52);
        double power = POWERS[k & (POWERS.length - 1)];
        return scale * Math.fma(power, series, power);
    }

    /// Key of a thing by what it is called, within another.
    static long key(long within, String name) {
        long key = within;
        for (int i = 0; i < name.length(); i++) {
            key = at(key, name.charAt(i) + 1L);
        }
        return at(key, name.length());
    }

    /// Key of the `n`th thing within another.
    static long at(long within, long n) {
        return word(within + n * GAMMA);
    }

    private static long word(long state) {
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /// At least 0, below 1.
    static double uniform(long key) {
        return (word(key) >>> 11) * 0x1p-53;
    }

    /// Mean 1.
    static double exponential(long key) {
        long word = word(key);
        int layer = (int) word & (LAYERS - 1);
        long j = word >>> 11;
        if (j < EXPONENTIAL_INSIDE[layer]) {
            return j * EXPONENTIAL_SCALE[layer];
        }
        return exponentialAtEdge(key, layer, j);
    }

    private static double exponentialAtEdge(long key, int firstLayer, long firstWord) {
        long state = key;
        int layer = firstLayer;
        long j = firstWord;
        double beyond = 0;
        while (true) {
            double x = j * EXPONENTIAL_SCALE[layer];
            if (j < EXPONENTIAL_INSIDE[layer]) {
                return beyond + x;
            }
            if (layer == 0) {
                beyond += EXPONENTIAL_TAIL;
            } else {
                state += GAMMA;
                double y =
                        EXPONENTIAL_Y[layer]
                                + uniform(state)
                                        * (EXPONENTIAL_Y[layer + 1] - EXPONENTIAL_Y[layer]);
                if (y < StrictMath.exp(-x)) {
                    return beyond + x;
                }
            }
            state += GAMMA;
            long word = word(state);
            layer = (int) word & (LAYERS - 1);
            j = word >>> 11;
        }
    }

    /// Mean 0, standard deviation 1.
    static double normal(long key) {
        long word = word(key);
        int layer = (int) word & (LAYERS - 1);
        long j = word >> 11;
        if (Math.abs(j) < NORMAL_INSIDE[layer]) {
            return j * NORMAL_SCALE[layer];
        }
        return normalAtEdge(key, layer, j);
    }

    private static double normalAtEdge(long key, int firstLayer, long firstWord) {
        long state = key;
        int layer = firstLayer;
        long j = firstWord;
        while (true) {
            double x = j * NORMAL_SCALE[layer];
            if (Math.abs(j) < NORMAL_INSIDE[layer]) {
                return x;
            }
            if (layer == 0) {
                double tail = normalTail(state);
                return j < 0 ? -tail : tail;
            }
            state += GAMMA;
            double y = NORMAL_Y[layer] + uniform(state) * (NORMAL_Y[layer + 1] - NORMAL_Y[layer]);
            if (y < StrictMath.exp(-x * x / 2)) {
                return x;
            }
            state += GAMMA;
            long word = word(state);
            layer = (int) word & (LAYERS - 1);
            j = word >> 11;
        }
    }

    /// Marsaglia's method for the tail (1964).
    private static double normalTail(long from) {
        long state = from;
        while (true) {
            state += GAMMA;
            double x = -StrictMath.log(1 - uniform(state)) / NORMAL_TAIL;
            state += GAMMA;
            double y = -StrictMath.log(1 - uniform(state));
            if (2 * y >= x * x) {
                return NORMAL_TAIL + x;
            }
        }
    }
}
