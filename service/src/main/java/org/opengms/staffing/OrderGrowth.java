package org.opengms.staffing;

/// How the orders of the service grow, observed.
///
/// @param recent orders of the twelve whole months before this one
/// @param before of the twelve before these
public record OrderGrowth(long recent, long before) {
    /// Orders in each of the two years, below which growth is not told from chance.
    public static final long FEWEST = 500;

    private static final double NORMAL_95 = 1.96;
    private static final double LEAST = -0.5;
    private static final double MOST = 2;

    /// Whether there are orders enough to tell.
    public boolean tells() {
        return recent >= FEWEST && before >= FEWEST;
    }

    /// The share by which orders grew.
    public double perYear() {
        return limited((double) recent / before - 1);
    }

    /// The least that it may be: the counts are taken as Poisson, so that the logarithm of their
    /// ratio has the variance 1/a + 1/b.
    public double low() {
        return edge(-NORMAL_95);
    }

    /// The most that it may be.
    public double high() {
        return edge(NORMAL_95);
    }

    private double edge(double standardErrors) {
        double error = Math.sqrt(1.0 / recent + 1.0 / before);
        return limited((double) recent / before * Math.exp(standardErrors * error) - 1);
    }

    private static double limited(double growth) {
        return Math.min(MOST, Math.max(LEAST, growth));
    }
}
