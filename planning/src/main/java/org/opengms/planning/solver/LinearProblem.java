package org.opengms.planning.solver;

import java.util.Arrays;

/// A linear program, some of whose variables may have to be whole numbers:
///
/// ```
/// maximise or minimise   Σ objective[j] · x[j]
/// with   rowLower[i] ≤ Σ a[i][j] · x[j] ≤ rowUpper[i]   and   lower[j] ≤ x[j] ≤ upper[j]
/// ```
///
/// Infinite bounds mean none. Variables and rows are numbered from 0 in the order in which they
/// were added. Immutable; made by a [Builder].
public final class LinearProblem {
    /// Which way the objective is to go.
    public enum Sense {
        /// The larger the better.
        MAXIMISE,
        /// The smaller the better.
        MINIMISE
    }

    private final Sense sense;
    private final double[] lower;
    private final double[] upper;
    private final double[] objective;
    private final boolean[] integral;
    private final double[] rowLower;
    private final double[] rowUpper;

    /// Where each row's terms begin in the two arrays below; one more than there are rows.
    private final int[] rowStart;

    private final int[] termVariable;
    private final double[] termCoefficient;

    private LinearProblem(Builder from) {
        sense = from.sense;
        lower = Arrays.copyOf(from.lower, from.variables);
        upper = Arrays.copyOf(from.upper, from.variables);
        objective = Arrays.copyOf(from.objective, from.variables);
        integral = Arrays.copyOf(from.integral, from.variables);
        rowLower = Arrays.copyOf(from.rowLower, from.rows);
        rowUpper = Arrays.copyOf(from.rowUpper, from.rows);
        rowStart = Arrays.copyOf(from.rowStart, from.rows + 1);
        rowStart[from.rows] = from.terms;
        termVariable = Arrays.copyOf(from.termVariable, from.terms);
        termCoefficient = Arrays.copyOf(from.termCoefficient, from.terms);
    }

    /// Which way the objective is to go.
    public Sense sense() {
        return sense;
    }

    /// How many variables it has.
    public int variables() {
        return lower.length;
    }

    /// How many rows it has.
    public int rows() {
        return rowLower.length;
    }

    /// Whether any variable has to be a whole number.
    public boolean hasIntegers() {
        for (boolean whole : integral) {
            if (whole) {
                return true;
            }
        }
        return false;
    }

    /// The least value of a variable; minus infinity if there is none.
    public double lower(int variable) {
        return lower[variable];
    }

    /// The greatest value of a variable; infinity if there is none.
    public double upper(int variable) {
        return upper[variable];
    }

    /// What one of a variable adds to the objective.
    public double objective(int variable) {
        return objective[variable];
    }

    /// Whether a variable has to be a whole number.
    public boolean isInteger(int variable) {
        return integral[variable];
    }

    /// The least value of a row's sum; minus infinity if there is none.
    public double rowLower(int row) {
        return rowLower[row];
    }

    /// The greatest value of a row's sum; infinity if there is none.
    public double rowUpper(int row) {
        return rowUpper[row];
    }

    /// The first of a row's terms; those of row `i` are numbered from `firstTerm(i)` to
    /// `firstTerm(i + 1)`, exclusive.
    public int firstTerm(int row) {
        return rowStart[row];
    }

    /// The variable of a term.
    public int termVariable(int term) {
        return termVariable[term];
    }

    /// The coefficient of a term.
    public double termCoefficient(int term) {
        return termCoefficient[term];
    }

    /// The objective of given values.
    public double objectiveOf(double[] values) {
        double sum = 0;
        for (int j = 0; j < objective.length; j++) {
            sum += objective[j] * values[j];
        }
        return sum;
    }

    /// By how much given values break a bound, a row or wholeness at worst; 0 if they hold all. A
    /// row's excess is told relative to its bound where that is larger than 1.
    public double violation(double[] values) {
        double worst = 0;
        for (int j = 0; j < lower.length; j++) {
            worst = Math.max(worst, outside(values[j], lower[j], upper[j]));
            if (integral[j]) {
                worst = Math.max(worst, Math.abs(values[j] - Math.rint(values[j])));
            }
        }
        for (int i = 0; i < rowLower.length; i++) {
            double sum = 0;
            for (int t = rowStart[i]; t < rowStart[i + 1]; t++) {
                sum += termCoefficient[t] * values[termVariable[t]];
            }
            worst = Math.max(worst, outside(sum, rowLower[i], rowUpper[i]));
        }
        return worst;
    }

    private static double outside(double value, double least, double greatest) {
        double below = value < least ? (least - value) / Math.max(1, Math.abs(least)) : 0;
        double above = value > greatest ? (value - greatest) / Math.max(1, Math.abs(greatest)) : 0;
        return Math.max(below, above);
    }

    /// The same problem without the demand that any variable be whole.
    public LinearProblem relaxed() {
        Builder relaxed = new Builder(this);
        Arrays.fill(relaxed.integral, false);
        return relaxed.build();
    }

    /// The same variables and rows with nothing to gain: solvable if and only if any values hold
    /// all.
    LinearProblem withoutObjective() {
        Builder bare = new Builder(this);
        Arrays.fill(bare.objective, 0);
        return bare.build();
    }

    /// The same problem with other bounds of its variables.
    ///
    /// @param newLower by variable
    /// @param newUpper by variable
    public LinearProblem withBounds(double[] newLower, double[] newUpper) {
        Builder bounded = new Builder(this);
        for (int j = 0; j < lower.length; j++) {
            checkBounds("variable", j, newLower[j], newUpper[j]);
            bounded.lower[j] = newLower[j];
            bounded.upper[j] = newUpper[j];
        }
        return bounded.build();
    }

    private static void checkBounds(String what, int number, double least, double greatest) {
        if (!(least <= greatest)
                || least == Double.POSITIVE_INFINITY
                || greatest == Double.NEGATIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "OGMS-6301 The bounds of %s %d are %s and %s. The first must be a number not above the second."
                            .formatted(what, number, least, greatest));
        }
    }

    private static void checkFinite(String what, int number, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "OGMS-6302 %s %d is %s. It must be a finite number."
                            .formatted(what, number, value));
        }
    }

    /// Collects a problem, variable by variable and row by row.
    public static final class Builder {
        private final Sense sense;
        private int variables;
        private int rows;
        private int terms;
        private double[] lower = new double[64];
        private double[] upper = new double[64];
        private double[] objective = new double[64];
        private boolean[] integral = new boolean[64];
        private double[] rowLower = new double[64];
        private double[] rowUpper = new double[64];
        private int[] rowStart = new int[65];
        private int[] termVariable = new int[256];
        private double[] termCoefficient = new double[256];

        /// An empty problem.
        ///
        /// @param sense which way the objective is to go
        public Builder(Sense sense) {
            this.sense = sense;
        }

        private Builder(LinearProblem from) {
            sense = from.sense;
            variables = from.variables();
            rows = from.rows();
            terms = from.termVariable.length;
            lower = from.lower.clone();
            upper = from.upper.clone();
            objective = from.objective.clone();
            integral = from.integral.clone();
            rowLower = from.rowLower.clone();
            rowUpper = from.rowUpper.clone();
            rowStart = from.rowStart.clone();
            termVariable = from.termVariable.clone();
            termCoefficient = from.termCoefficient.clone();
        }

        /// Adds a variable that may take any value between its bounds.
        ///
        /// @param least minus infinity if there is none
        /// @param greatest infinity if there is none
        /// @param gain what one of it adds to the objective
        /// @return its number
        /// @throws IllegalArgumentException if the bounds cross or a number is not one
        public int variable(double least, double greatest, double gain) {
            checkBounds("variable", variables, least, greatest);
            checkFinite("The objective's coefficient of variable", variables, gain);
            if (variables == lower.length) {
                int room = 2 * variables;
                lower = Arrays.copyOf(lower, room);
                upper = Arrays.copyOf(upper, room);
                objective = Arrays.copyOf(objective, room);
                integral = Arrays.copyOf(integral, room);
            }
            lower[variables] = least;
            upper[variables] = greatest;
            objective[variables] = gain;
            return variables++;
        }

        /// Adds a variable that has to be a whole number; otherwise as [#variable].
        public int integer(double least, double greatest, double gain) {
            int number = variable(least, greatest, gain);
            integral[number] = true;
            return number;
        }

        /// Adds a variable that is 0 or 1; otherwise as [#variable].
        public int binary(double gain) {
            return integer(0, 1, gain);
        }

        /// Begins a row; its terms follow.
        ///
        /// @param least minus infinity if there is none
        /// @param greatest infinity if there is none
        /// @return its number
        /// @throws IllegalArgumentException if the bounds cross
        public int row(double least, double greatest) {
            checkBounds("row", rows, least, greatest);
            if (rows == rowLower.length) {
                int room = 2 * rows;
                rowLower = Arrays.copyOf(rowLower, room);
                rowUpper = Arrays.copyOf(rowUpper, room);
                rowStart = Arrays.copyOf(rowStart, room + 1);
            }
            rowLower[rows] = least;
            rowUpper[rows] = greatest;
            rowStart[rows] = terms;
            return rows++;
        }

        /// Adds a term to the row begun last. Each variable may stand in a row once.
        ///
        /// @return this
        /// @throws IllegalArgumentException if there is no such variable or the coefficient is not
        ///   finite
        public Builder term(int variable, double coefficient) {
            if (rows == 0 || variable < 0 || variable >= variables) {
                throw new IllegalArgumentException(
                        "OGMS-6303 A term names variable %d in row %d; there are %d variables and %d rows. Add the variable and begin the row first."
                                .formatted(variable, rows - 1, variables, rows));
            }
            checkFinite("A coefficient in row", rows - 1, coefficient);
            if (terms == termVariable.length) {
                termVariable = Arrays.copyOf(termVariable, 2 * terms);
                termCoefficient = Arrays.copyOf(termCoefficient, 2 * terms);
            }
            termVariable[terms] = variable;
            termCoefficient[terms] = coefficient;
            terms++;
            return this;
        }

        /// How many variables were added so far.
        public int variableCount() {
            return variables;
        }

        /// The problem as collected so far.
        public LinearProblem build() {
            return new LinearProblem(this);
        }
    }
}
