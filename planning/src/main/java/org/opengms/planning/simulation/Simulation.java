package org.opengms.planning.simulation;

/// A model made ready to be run. Immutable: replications may run on several threads at once.
public final class Simulation {
    private final CompiledModel model;

    private Simulation(CompiledModel model) {
        this.model = model;
    }

    /// Prepares a model.
    public static Simulation of(Model model) {
        return new Simulation(new CompiledModel(model));
    }

    /// Runs one replication, in which every journey takes its own flow's route, with standard
    /// limits.
    ///
    /// @param seed of the whole experiment
    /// @param replication its number
    public SimulationResult run(long seed, int replication) {
        return run(seed, replication, SimulationLimits.STANDARD, Admission.OWN_ROUTE);
    }

    /// Runs one replication. The result depends on the model, seed, number, limits and admission
    /// alone. If the thread is interrupted the replication ends early and the result says so.
    ///
    /// @param seed of the whole experiment
    /// @param replication its number
    /// @param limits at which it is given up
    /// @param admission chooses the routes
    /// @throws IllegalArgumentException if the admission chooses a flow that is not there
    public SimulationResult run(
            long seed, int replication, SimulationLimits limits, Admission admission) {
        return new Replication(model, seed, replication, limits, admission).run();
    }
}
