package org.opengms.server.patient;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.opengms.access.ProjectId;
import org.opengms.gate.DataClass;
import org.opengms.gate.JustifiedAccess;
import org.opengms.gate.Purpose;
import org.opengms.gate.Role;
import org.opengms.proxies.ProxyKind;

/// One use of a person's data, or the refusal of one, as it stands in the access log.
///
/// @param id of the entry in the access log
/// @param organisation its name
/// @param roles of who read
/// @param reason the gate's, in plain words
/// @param justification of which kind, if one was given
/// @param proxy in which role somebody read who acts for the person
/// @param entry its index in the transparency log; absent while it waits, or from before there was
///   a log
/// @param project for which it was, if for research
public record OwnUse(
        long id,
        Instant at,
        String organisation,
        Set<Role> roles,
        Purpose purpose,
        DataClass data,
        boolean permitted,
        String reason,
        Optional<JustifiedAccess.Kind> justification,
        Optional<ProxyKind> proxy,
        Optional<Long> entry,
        Optional<Project> project) {
    public OwnUse {
        roles = Set.copyOf(roles);
    }

    /// A project of the public register.
    public record Project(ProjectId id, String title) {}

    /// The same, without the organisation: its place could tell where the person is.
    OwnUse withoutPlace() {
        return new OwnUse(
                id,
                at,
                "",
                roles,
                purpose,
                data,
                permitted,
                reason,
                justification,
                proxy,
                entry,
                project);
    }

    /// Which uses are shown.
    public enum Show {
        /// Everybody's but the person's own.
        OTHERS,
        CARE,
        RESEARCH,
        REFUSED,
        /// The person's own too.
        ALL
    }
}
