package org.opengms.planning.simulation;

import java.util.List;

/// How long something takes, in hours.
public sealed interface Distribution {
    /// No time at all.
    Distribution NONE = new Constant(0);

    /// Its mean, hours.
    double meanHours();

    /// Always the same.
    ///
    /// @param hours 0 or more
    record Constant(double hours) implements Distribution {
        /// @throws IllegalArgumentException if it is not of this world
        public Constant {
            inHours("A constant duration", hours);
        }

        @Override
        public double meanHours() {
            return hours;
        }
    }

    /// Without memory.
    ///
    /// @param meanHours its mean
    record Exponential(double meanHours) implements Distribution {
        /// @throws IllegalArgumentException if it is not of this world
        public Exponential {
            inHours("The mean of an exponential duration", meanHours);
        }
    }

    /// The usual form of hands-on times: its logarithm is normal.
    ///
    /// @param meanHours of the durations themselves, not of their logarithms
    /// @param coefficientOfVariation standard deviation of the durations over their mean
    record Lognormal(double meanHours, double coefficientOfVariation) implements Distribution {
        /// @throws IllegalArgumentException if it is not of this world
        public Lognormal {
            inHours("The mean of a lognormal duration", meanHours);
            Check.between(
                    "OGMS-6019",
                    "The coefficient of variation of a lognormal duration",
                    "",
                    coefficientOfVariation,
                    0,
                    100);
        }
    }

    /// Anything between two limits, equally likely.
    ///
    /// @param lowHours the least
    /// @param highHours the most
    record Uniform(double lowHours, double highHours) implements Distribution {
        /// @throws IllegalArgumentException if it is not of this world
        public Uniform {
            inHours("The least of a uniform duration", lowHours);
            inHours("The most of a uniform duration", highHours);
            ordered(lowHours, highHours);
        }

        @Override
        public double meanHours() {
            return (lowHours + highHours) / 2;
        }
    }

    /// The form of an expert's three numbers.
    ///
    /// @param lowHours the least
    /// @param modeHours the likeliest
    /// @param highHours the most
    record Triangular(double lowHours, double modeHours, double highHours) implements Distribution {
        /// @throws IllegalArgumentException if it is not of this world
        public Triangular {
            inHours("The least of a triangular duration", lowHours);
            inHours("The likeliest of a triangular duration", modeHours);
            inHours("The most of a triangular duration", highHours);
            ordered(lowHours, modeHours);
            ordered(modeHours, highHours);
        }

        @Override
        public double meanHours() {
            return (lowHours + modeHours + highHours) / 3;
        }
    }

    /// One of the durations that were observed, equally likely.
    ///
    /// @param hours the observations; not empty
    record Empirical(List<Double> hours) implements Distribution {
        /// @throws IllegalArgumentException if one is not of this world, or there is none
        public Empirical {
            hours = List.copyOf(hours);
            if (hours.isEmpty()) {
                throw new IllegalArgumentException(
                        "OGMS-6019 An empirical duration has no observation. Give at least one.");
            }
            for (double observed : hours) {
                inHours("An observed duration", observed);
            }
        }

        @Override
        public double meanHours() {
            return hours.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        }
    }

    private static void inHours(String what, double hours) {
        Check.between("OGMS-6019", what, "hours", hours, 0, Model.LONGEST_HOURS);
    }

    private static void ordered(double low, double high) {
        if (low > high) {
            throw new IllegalArgumentException(
                    "OGMS-6019 A duration has the limits %s and %s hours. Put the lower first."
                            .formatted(low, high));
        }
    }
}
