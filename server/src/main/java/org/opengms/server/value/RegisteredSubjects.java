package org.opengms.server.value;

import java.util.Optional;
import java.util.function.Function;
import org.opengms.access.AccessAnswer;
import org.opengms.access.AccessDesk;
import org.opengms.access.Account;
import org.opengms.access.Acting;
import org.opengms.access.Application;
import org.opengms.access.Project;
import org.opengms.access.ProjectEvent;
import org.opengms.access.ProjectId;
import org.opengms.access.Seat;
import org.opengms.access.Stage;
import org.opengms.ledger.contract.ProjectReference;
import org.opengms.market.EnquiryDesk;
import org.opengms.market.EnquiryHistory;
import org.opengms.market.EnquiryId;
import org.opengms.market.Step;
import org.opengms.value.ContractId;
import org.opengms.value.ContractSubjects;

/// Published projects, and enquiries of which an officer wrote down that they became a contract.
public final class RegisteredSubjects implements ContractSubjects {
    private static final Acting CONTRACTS =
            new Acting(
                    new Account("contracts"),
                    "The service's contracts",
                    Optional.empty(),
                    Seat.OFFICER);

    private final AccessDesk access;
    private final EnquiryDesk enquiries;

    public RegisteredSubjects(AccessDesk access, EnquiryDesk enquiries) {
        this.access = access;
        this.enquiries = enquiries;
    }

    @Override
    public Optional<Subject> find(ProjectReference project, ContractId contract) {
        return parse(project, ProjectId::new, ProjectId::value)
                .flatMap(access::published)
                .map(this::subject)
                .or(() ->
                        parse(project, EnquiryId::new, EnquiryId::value)
                                .flatMap(enquiries::find)
                                .filter(enquiry -> became(enquiry, contract))
                                .map(enquiry ->
                                        new Subject(
                                                "An enquiry of " + enquiry.enquiry().organisation(),
                                                true,
                                                "")));
    }

    private Subject subject(Project project) {
        Stage stage = project.stage(access.today());
        return new Subject(
                project.application().map(Application::title).orElse("A project"),
                stage == Stage.RUNNING || stage == Stage.APPROVED,
                "/register/projects/" + project.id().value());
    }

    private static boolean became(EnquiryHistory enquiry, ContractId contract) {
        return !enquiry.steps().isEmpty()
                && enquiry.steps().getLast().step() instanceof Step.Contracted(String number)
                && number.equals(contract.value());
    }

    @Override
    public String stop(ProjectReference project, String why) {
        Optional<ProjectId> id = parse(project, ProjectId::new, ProjectId::value);
        if (id.isEmpty()) {
            return "No project of the register is behind it.";
        }
        return switch (access.act(id.get(), new ProjectEvent.Suspended(why), CONTRACTS)) {
            case AccessAnswer.Done<Project> _ -> "Access is suspended.";
            case AccessAnswer.NotFound<Project> _ -> "No project of the register is behind it.";
            case AccessAnswer.Refused<Project>(String reason) -> reason;
        };
    }

    /// What goes by exactly this name: use is metered under it, and another spelling of the same
    /// number would be charged for as if nothing had been used.
    private static <T> Optional<T> parse(
            ProjectReference project,
            Function<String, T> constructor,
            Function<T, String> spelling) {
        try {
            return Optional.of(constructor.apply(project.value()))
                    .filter(id -> spelling.apply(id).equals(project.value()));
        } catch (IllegalArgumentException noSuchNumber) {
            return Optional.empty();
        }
    }
}
