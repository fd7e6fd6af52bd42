package org.opengms.evaluation.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/// Many tests at once: among those called different, the share called so wrongly is held down
/// (Benjamini and Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x).
public final class FalseDiscovery {
    private FalseDiscovery() {}

    /// The adjusted p-values: calling different all at or below q holds the expected share of false
    /// calls at q. R's `p.adjust(method = "BH")` gives the same.
    ///
    /// @param pValues of independent or positively dependent tests, 0 to 1
    /// @return in the order given
    /// @throws IllegalArgumentException OGMS-9002 if one is not a probability
    public static double[] adjusted(double... pValues) {
        for (double p : pValues) {
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException(
                        "OGMS-9002 A p-value is %s. Give 0 to 1.".formatted(p));
            }
        }
        int[] falling =
                IntStream.range(0, pValues.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble((Integer i) -> pValues[i]).reversed())
                        .mapToInt(Integer::intValue)
                        .toArray();
        double[] adjusted = new double[pValues.length];
        double least = 1;
        for (int i = 0; i < falling.length; i++) {
            int rank = pValues.length - i;
            least = Math.min(least, pValues[falling[i]] * pValues.length / rank);
            adjusted[falling[i]] = least;
        }
        return adjusted;
    }
}
