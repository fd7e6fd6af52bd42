package org.opengms.server.environment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.opengms.access.AccessDesk;
import org.opengms.access.AccessStanding;
import org.opengms.access.Account;
import org.opengms.access.ProjectId;
import org.opengms.access.ProjectLists;
import org.opengms.consent.ConsentStatement;
import org.opengms.datafile.DataFile;
import org.opengms.environment.ProjectStanding;
import org.opengms.gate.ProjectStandings;
import org.opengms.metering.ProjectReference;

/// Projects as the access committee's records say at each question, and whose programs a client
/// runs, as the operator's file `environments.json` in the data folder says. The file opens
/// nothing: an environment uses data only while its project may. Without the file there are no
/// environments.
public final class ApprovedProjects implements ProjectStanding, ProjectStandings {
    private static final DataFile<Environments> FILE =
            new DataFile<>(
                    Environments.class,
                    "a file of environments",
                    "OGMS-7670",
                    UnaryOperator.identity());

    private static final AccessStanding.Stopped NO_TEAM =
            new AccessStanding.Stopped("You are in no team of such a project.");

    private final AccessDesk desk;
    private final ProjectLists lists;
    private final Path file;

    /// @param file binds clients to projects
    public ApprovedProjects(AccessDesk desk, ProjectLists lists, Path file) {
        this.desk = desk;
        this.lists = lists;
        this.file = file;
    }

    /// The file.
    record Environments(List<Environment> environments) {
        Environments {
            environments = List.copyOf(environments);
            if (environments.stream().map(Environment::client).distinct().count()
                    < environments.size()) {
                throw new IllegalArgumentException(
                        "OGMS-7672 A client is named twice. It runs the programs of one project for good; draw another client for another project.");
            }
        }
    }

    /// Whose programs a client runs.
    record Environment(String client, ProjectId project) {}

    private Optional<ProjectId> boundTo(String client) {
        return environments().stream()
                .filter(e -> e.client().equals(client))
                .map(Environment::project)
                .findFirst();
    }

    private List<Environment> environments() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return FILE.read(file).environments();
        } catch (IllegalArgumentException malformed) {
            // The fault of whoever runs the service, and not of whoever asks.
            throw new IllegalStateException(
                    "OGMS-7671 The service cannot tell whose programs a client runs, and answers nobody about projects until the operator mends its file. "
                            + malformed.getMessage(),
                    malformed);
        }
    }

    /// Whom a reference names. A project has one reference: another spelling of its identifier
    /// would be counted as another project.
    private static Optional<ProjectId> id(ProjectReference reference) {
        return ProjectId.find(reference.value()).filter(id -> id.value().equals(reference.value()));
    }

    private boolean isEnvironmentOf(ProjectId project, String client) {
        return boundTo(client).filter(project::equals).isPresent();
    }

    // ---- for the gate

    @Override
    public AccessStanding standing(ProjectId project, Account account) {
        return desk.standing(project, account);
    }

    @Override
    public AccessStanding environment(ProjectId project, Account environment) {
        return isEnvironmentOf(project, environment.value())
                ? desk.standingOfPrograms(project)
                : new AccessStanding.Stopped("This client is the environment of no such project.");
    }

    // ---- for the environment

    @Override
    public Standing of(ProjectReference reference, String who, Instant at) {
        Optional<ProjectId> project = id(reference);
        Optional<Account> account = Account.find(who);
        AccessStanding standing =
                project.isEmpty() || account.isEmpty()
                        ? NO_TEAM
                        : isEnvironmentOf(project.get(), who)
                                ? desk.standingOfPrograms(project.get())
                                : standing(project.get(), account.get());
        return switch (standing) {
            case AccessStanding.Stopped(String why) -> new Standing.Refused(why);
            case AccessStanding.Open open ->
                    new Standing.Approved(
                            open,
                            open.purpose()
                                    .question(
                                            open.project(),
                                            open.institution(),
                                            ConsentStatement.day(at)));
        };
    }

    @Override
    public boolean isInTeam(ProjectReference reference, String who) {
        return id(reference)
                .filter(project ->
                        isEnvironmentOf(project, who)
                                || Account.find(who)
                                        .filter(account -> desk.hasHadMember(project, account))
                                        .isPresent())
                .isPresent();
    }

    @Override
    public List<Named> projects(String researcher, Instant at) {
        return Account.find(researcher)
                .map(account -> lists.of(account, ConsentStatement.day(at)))
                .orElse(List.of())
                .stream()
                // once approved
                .filter(line -> line.until().isPresent())
                .map(line -> new Named(reference(line.id()), line.title()))
                .toList();
    }

    @Override
    public Optional<ProjectReference> ofEnvironment(String client) {
        return boundTo(client).map(ApprovedProjects::reference);
    }

    private static ProjectReference reference(ProjectId project) {
        return new ProjectReference(project.value());
    }
}
