package org.opengms.evaluation.statistics;

/// Small systems of equations with a symmetric, positive definite matrix, by Cholesky's factors.
final class SymmetricMatrix {
    private SymmetricMatrix() {}

    /// Solves the leading `size` equations of A x = b.
    ///
    /// @throws ArithmeticException if the matrix is not positive definite
    static double[] solve(double[][] a, double[] b, int size) {
        double[][] factor = factor(a, size);
        double[] x = new double[size];
        for (int i = 0; i < size; i++) {
            double sum = b[i];
            for (int j = 0; j < i; j++) {
                sum -= factor[i][j] * x[j];
            }
            x[i] = sum / factor[i][i];
        }
        for (int i = size - 1; i >= 0; i--) {
            double sum = x[i];
            for (int j = i + 1; j < size; j++) {
                sum -= factor[j][i] * x[j];
            }
            x[i] = sum / factor[i][i];
        }
        return x;
    }

    private static double[][] factor(double[][] a, int size) {
        double[][] factor = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= factor[i][k] * factor[j][k];
                }
                if (i == j) {
                    if (!(sum > 1e-12 * Math.abs(a[i][i]))) {
                        throw new ArithmeticException("not positive definite");
                    }
                    factor[i][i] = Math.sqrt(sum);
                } else {
                    factor[i][j] = sum / factor[j][j];
                }
            }
        }
        return factor;
    }
}
