package org.opengms.server.pages;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.opengms.access.Account;
import org.opengms.access.Acting;
import org.opengms.access.Condition;
import org.opengms.access.InstitutionAgreement;
import org.opengms.access.ProjectEvent;
import org.opengms.access.TeamMember;
import org.opengms.access.Vote;
import org.opengms.infrastructure.OdsCode;

/// The small forms of a project's page as steps.
final class ProjectSteps {
    private ProjectSteps() {}

    /// @param step its name in the address
    /// @return absent if there is no such step
    /// @throws IllegalArgumentException if a field is wrong
    static Optional<ProjectEvent> read(String step, Typed typed, Acting by) {
        return Optional.ofNullable(
                switch (step) {
                    case "withdrawn" -> new ProjectEvent.Withdrawn();
                    case "put-to-committee" -> new ProjectEvent.PutToCommittee();
                    case "asked" -> new ProjectEvent.Asked(typed.value("question"));
                    case "interest-declared" ->
                            new ProjectEvent.InterestDeclared(
                                    typed.value("member").isBlank()
                                            ? by.account()
                                            : new Account(typed.value("member").strip()),
                                    typed.value("interest"));
                    case "voted" ->
                            new ProjectEvent.Voted(new Vote(choice(typed), typed.value("reason")));
                    case "approved" ->
                            new ProjectEvent.Approved(
                                    day(typed, "until"), conditions(typed), typed.value("reasons"));
                    case "refused" -> new ProjectEvent.Refused(typed.value("reasons"));
                    case "never-allowed" ->
                            new ProjectEvent.NeverAllowed(
                                    typed.value("refusal"), typed.value("because"));
                    case "appealed" -> new ProjectEvent.Appealed(typed.value("grounds"));
                    case "condition-met" ->
                            new ProjectEvent.ConditionMet(
                                    number(typed, "number"), typed.value("evidence"));
                    case "summary-published" -> new ProjectEvent.SummaryPublished();
                    case "member-joined" ->
                            new ProjectEvent.MemberJoined(
                                    new TeamMember(
                                            new Account(typed.value("account").strip()),
                                            typed.value("name"),
                                            new OdsCode(typed.value("organisation")),
                                            day(typed, "trainedOn")));
                    case "member-left" ->
                            new ProjectEvent.MemberLeft(
                                    new Account(typed.value("account").strip()));
                    case "member-trained" ->
                            new ProjectEvent.MemberTrained(
                                    new Account(typed.value("account").strip()),
                                    day(typed, "trainedOn"));
                    case "agreement-renewed" ->
                            new ProjectEvent.AgreementRenewed(
                                    new InstitutionAgreement(
                                            new OdsCode(typed.value("institution")),
                                            typed.value("name"),
                                            typed.value("reference"),
                                            day(typed, "from"),
                                            day(typed, "until")));
                    case "suspended" -> new ProjectEvent.Suspended(typed.value("because"));
                    case "resumed" -> new ProjectEvent.Resumed(typed.value("because"));
                    case "renewal-asked" ->
                            new ProjectEvent.RenewalAsked(
                                    number(typed, "months"), typed.value("progress"));
                    case "closed" -> new ProjectEvent.Closed(typed.value("outcome"));
                    default -> null;
                });
    }

    private static Vote.Choice choice(Typed typed) {
        return Ids.constant(Vote.Choice.class, typed.value("choice"))
                .orElseThrow(() -> new IllegalArgumentException("choice: choose how you vote."));
    }

    /// One condition a line; one that begins with a star must be met before access.
    private static List<Condition> conditions(Typed typed) {
        return typed.value("conditions")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line ->
                        line.startsWith("*")
                                ? new Condition(line.substring(1), true)
                                : new Condition(line, false))
                .toList();
    }

    private static LocalDate day(Typed typed, String field) {
        try {
            return LocalDate.parse(typed.value(field).strip());
        } catch (DateTimeParseException notADay) {
            throw new IllegalArgumentException(field + ": give the day as 2026-01-31.", notADay);
        }
    }

    private static int number(Typed typed, String field) {
        return Ids.parse(typed.value(field).strip(), Integer::valueOf)
                .orElseThrow(() -> new IllegalArgumentException(field + ": give a number."));
    }
}
