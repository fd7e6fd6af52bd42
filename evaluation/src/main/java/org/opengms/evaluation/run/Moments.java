package org.opengms.evaluation.run;

import org.opengms.evaluation.statistics.RatioOfMeans;

/// Sums of pairs, such as what tests cost and whether they solved the case.
final class Moments {
    long count;
    double sumX;
    double sumY;
    double sumXx;
    double sumXy;
    double sumYy;

    void add(double x, double y) {
        count++;
        sumX += x;
        sumY += y;
        sumXx += x * x;
        sumXy += x * y;
        sumYy += y * y;
    }

    double meanX() {
        return sumX / count;
    }

    double meanY() {
        return sumY / count;
    }

    /// Of the mean of x.
    double varianceOfMeanX() {
        return Math.max(0, (sumXx - sumX * sumX / count) / (count - 1) / count);
    }

    double varianceOfMeanY() {
        return Math.max(0, (sumYy - sumY * sumY / count) / (count - 1) / count);
    }

    double covarianceOfMeans() {
        return (sumXy - sumX * sumY / count) / (count - 1) / count;
    }

    /// The mean of x over the mean of y.
    RatioOfMeans ratio() {
        return new RatioOfMeans(
                meanX(), meanY(), varianceOfMeanX(), varianceOfMeanY(), covarianceOfMeans());
    }
}
