package org.opengms.planning.solver;

import java.util.Optional;
import java.util.function.Supplier;

/// The solver that this machine can use.
///
/// @param solver OR-Tools if its native library loads, otherwise ojAlgo
/// @param fallback why OR-Tools is not used, and what can be done, in words for the person who
///   asked for a plan; empty if it is used
public record SolverChoice(LinearSolver solver, Optional<String> fallback) {
    /// The system property that, set to `java`, leaves the native library alone.
    public static final String PROPERTY = "opengms.planning.solver";

    private static final class Loaded {
        /// Made once: unpacking and loading take most of a second.
        static final SolverChoice CHOICE = load(OrToolsSolver::load);
    }

    /// The choice for this process. The native library is loaded when this is first asked.
    public static SolverChoice choose() {
        if ("java".equals(System.getProperty(PROPERTY))) {
            return fallback("-D" + PROPERTY + "=java asks for the solver in plain Java");
        }
        return Loaded.CHOICE;
    }

    static SolverChoice load(Supplier<? extends LinearSolver> natives) {
        try {
            return new SolverChoice(natives.get(), Optional.empty());
        } catch (LinkageError | RuntimeException reason) {
            return fallback(reason.toString().lines().findFirst().orElse("no reason given"));
        }
    }

    private static SolverChoice fallback(String reason) {
        return new SolverChoice(
                new OjAlgoSolver(),
                Optional.of(
                        """
                        OGMS-6310 OR-Tools' native library is not used (%s). The solver in plain Java is used instead: \
                        plans stay valid, but are found more slowly and with wider gaps. The library needs Linux on \
                        x64 with glibc and a temporary directory that is writable and not mounted noexec; set \
                        -Djava.io.tmpdir to one.\
                        """
                                .formatted(reason)));
    }
}
