package org.opengms.gate;

import org.opengms.access.AccessStanding;
import org.opengms.access.Account;
import org.opengms.access.ProjectId;

/// Which projects are open to whom.
@FunctionalInterface
public interface ProjectStandings {
    /// No project is open to anybody.
    ProjectStandings NONE =
            (_, _) -> new AccessStanding.Stopped("No projects are kept here, so none is open.");

    /// Whether somebody may use data for a project now, from everything that stands now.
    AccessStanding standing(ProjectId project, Account account);

    /// Whether a project's own programs may use data for it now. What stands is the project itself,
    /// and never a person. Where no environments are known, none may.
    ///
    /// @param environment the client that runs them
    default AccessStanding environment(ProjectId project, Account environment) {
        return new AccessStanding.Stopped("No environments of projects are known here.");
    }
}
