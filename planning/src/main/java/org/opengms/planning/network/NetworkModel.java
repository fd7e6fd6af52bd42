package org.opengms.planning.network;

import java.util.List;
import java.util.Map;
import org.opengms.planning.simulation.Model;

/// A scenario under a plan in one replication, compiled for the simulation.
///
/// @param scenario which
/// @param model its stations are named by laboratory and station, `north/line:wgs`; its flows are
///   counted under laboratory, reporting class and priority, `north/wgs-rare/urgent`
/// @param storage by laboratory
public record NetworkModel(
        ServiceScenario scenario, Model model, Map<String, StorageHeadroom> storage) {

    /// Compiles a scenario.
    ///
    /// @param changes what a plan changes, in any order; those after the end have no effect
    /// @param draw the replication
    /// @throws IllegalArgumentException if a change names what the scenario does not have
    public static NetworkModel compile(
            ServiceScenario scenario, List<? extends DatedChange> changes, ReplicationDraw draw) {
        return new Compilation(scenario, changes, draw).compile();
    }

    /// A laboratory's storage, at the end of each quarter.
    ///
    /// @param usedTerabytes by quarter
    /// @param freeShare the part that is free, by quarter
    /// @param waitingTerabytes that no room is there for, by quarter
    public record StorageHeadroom(
            List<Double> usedTerabytes, List<Double> freeShare, List<Double> waitingTerabytes) {
        public StorageHeadroom {
            usedTerabytes = List.copyOf(usedTerabytes);
            freeShare = List.copyOf(freeShare);
            waitingTerabytes = List.copyOf(waitingTerabytes);
        }

        /// Terabytes to be added at the end of a quarter, so that all that wants to be kept is kept
        /// and a share of the whole is free.
        ///
        /// @param quarter from 0
        /// @param share below 1
        public double missingTerabytes(int quarter, double share) {
            double used = usedTerabytes.get(quarter);
            double there = used / (1 - freeShare.get(quarter));
            return Math.max(0, (used + waitingTerabytes.get(quarter)) / (1 - share) - there);
        }
    }
}
