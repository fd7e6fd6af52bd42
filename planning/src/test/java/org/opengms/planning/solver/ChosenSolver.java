package org.opengms.planning.solver;

/// Prints which solver a process chooses, and whether it says why.
final class ChosenSolver {
    private ChosenSolver() {}

    public static void main(String[] arguments) {
        SolverChoice choice = SolverChoice.choose();
        System.out.println(choice.solver().name() + " " + choice.fallback().isPresent());
    }
}
