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

    /// An inverse with the logarithm of the determinant of what was inverted.
    @SuppressWarnings("ArrayRecordComponent") // local to the arithmetic
    record Inverse(double[][] matrix, double logDeterminant) {}

    /// @throws ArithmeticException if the matrix is not positive definite
    static Inverse invert(double[][] a) {
        int size = a.length;
        double[][] factor = factor(a, size);
        double logDeterminant = 0;
        double[][] lower = new double[size][size];
        for (int i = 0; i < size; i++) {
            logDeterminant += 2 * Math.log(factor[i][i]);
            lower[i][i] = 1 / factor[i][i];
            for (int j = 0; j < i; j++) {
                double sum = 0;
                for (int k = j; k < i; k++) {
                    sum -= factor[i][k] * lower[k][j];
                }
                lower[i][j] = sum / factor[i][i];
            }
        }
        double[][] inverse = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = i; k < size; k++) {
                    sum += lower[k][i] * lower[k][j];
                }
                inverse[i][j] = sum;
                inverse[j][i] = sum;
            }
        }
        return new Inverse(inverse, logDeterminant);
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    static double[] multiply(double[][] a, double[] x) {
        double[] product = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            product[i] = dot(a[i], x);
        }
        return product;
    }

    /// L (Lᵀ G L)^(−½) Lᵀ with Φ = L Lᵀ: what a cluster's residuals, whose covariance is G where it
    /// should be Φ, are multiplied by in a CR2 sandwich; a direction in which nothing is left of G
    /// is left out.
    static double[][] adjustment(double[][] phi, double[][] g) {
        int n = phi.length;
        double[][] factor = factor(phi, n);
        double[][] inner = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int a = i; a < n; a++) {
                    for (int b = j; b < n; b++) {
                        sum += factor[a][i] * g[a][b] * factor[b][j];
                    }
                }
                inner[i][j] = sum;
            }
        }
        double[][] vectors = eigenvectors(inner);
        double largest = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, inner[i][i]);
        }
        double[][] adjustment = new double[n][n];
        for (int e = 0; e < n; e++) {
            if (inner[e][e] <= 1e-10 * largest) {
                continue;
            }
            double[] direction = new double[n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    direction[i] += factor[i][j] * vectors[j][e];
                }
            }
            double scale = 1 / Math.sqrt(inner[e][e]);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    adjustment[i][j] += scale * direction[i] * direction[j];
                }
            }
        }
        return adjustment;
    }

    /// Jacobi's rotations: leaves the eigenvalues on the diagonal of `a`.
    ///
    /// @return the eigenvectors, as columns
    private static double[][] eigenvectors(double[][] a) {
        int n = a.length;
        double[][] v = new double[n][n];
        for (int i = 0; i < n; i++) {
            v[i][i] = 1;
        }
        for (int sweep = 0; sweep < 60; sweep++) {
            double off = 0;
            double on = 0;
            for (int i = 0; i < n; i++) {
                on += a[i][i] * a[i][i];
                for (int j = 0; j < i; j++) {
                    off += a[i][j] * a[i][j];
                }
            }
            if (off <= 1e-28 * on) {
                break;
            }
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    rotate(a, v, p, q);
                }
            }
        }
        return v;
    }

    private static void rotate(double[][] a, double[][] v, int p, int q) {
        if (a[p][q] == 0) {
            return;
        }
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
        double c = 1 / Math.hypot(t, 1);
        double s = t * c;
        for (int k = 0; k < a.length; k++) {
            double kp = a[k][p];
            double kq = a[k][q];
            a[k][p] = c * kp - s * kq;
            a[k][q] = s * kp + c * kq;
        }
        for (int k = 0; k < a.length; k++) {
            double pk = a[p][k];
            double qk = a[q][k];
            a[p][k] = c * pk - s * qk;
            a[q][k] = s * pk + c * qk;
            double kp = v[k][p];
            double kq = v[k][q];
            v[k][p] = c * kp - s * kq;
            v[k][q] = s * kp + c * kq;
        }
    }
}
