package org.opengms.environment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.opengms.access.AccessStanding;
import org.opengms.consent.ResearchQuestion;
import org.opengms.metering.ProjectReference;

/// Which projects are approved, and who may use data for them. Asked at each use, so that what ends
/// there ends here at once.
public interface ProjectStanding {
    /// Whether a member of a team may use data now.
    sealed interface Standing {
        /// They may.
        ///
        /// @param open the project, as the access committee approved it
        /// @param question what the terms of each person are asked today
        record Approved(AccessStanding.Open open, ResearchQuestion question) implements Standing {
            /// For which.
            public ProjectReference project() {
                return new ProjectReference(open.project().value());
            }

            /// The institution behind it; its projects count together in disclosure control.
            public String entity() {
                return open.institution();
            }
        }

        /// They may not.
        ///
        /// @param reason in plain words, and what to do
        record Refused(String reason) implements Standing {}
    }

    /// Whether somebody may use data for a project now.
    ///
    /// @param researcher the id of an actor: a member of the team, or the project's batch
    ///   environment
    Standing of(ProjectReference project, String researcher, Instant at);

    /// Whether somebody is in a project's team, or was at any time since its approval.
    boolean isInTeam(ProjectReference project, String researcher);

    /// A project in a list.
    ///
    /// @param title as the public reads it
    record Named(ProjectReference project, String title) {}

    /// The projects that were approved in whose teams somebody is, whether or not they may use
    /// data.
    List<Named> projects(String researcher, Instant at);

    /// The project whose batch environment a client is. A client serves one project for good.
    Optional<ProjectReference> ofEnvironment(String client);
}
