package org.opengms.server.pages;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opengms.access.Acting;
import org.opengms.access.Condition;
import org.opengms.access.DataKind;
import org.opengms.access.Entry;
import org.opengms.access.FirstOpinion;
import org.opengms.access.HardRefusals;
import org.opengms.access.Project;
import org.opengms.access.ProjectEvent;
import org.opengms.access.Seat;
import org.opengms.access.Stage;
import org.opengms.access.Vote;
import org.opengms.consent.DuoCode;
import org.opengms.server.passports.Visa;

/// One project for one reader: what they may see, and which forms they are offered. A form that is
/// not offered is refused all the same if somebody sends it.
///
/// @param project as it stands
/// @param reader who reads, and in which seat
/// @param today the day
/// @param checklist what stands between it and data
/// @param barred names of those of the team who may use no data anywhere
/// @param vouched what others vouch for about members of the team; for the committee alone
/// @param refusals above any committee
/// @param offered names of the steps that the reader may take now
/// @param latestUntil the last day that can be approved
/// @param notice what has just happened, empty if nothing
/// @param problems what is wrong with a form on the page
/// @param typed what it held when it was sent
public record ProjectView(
        Project project,
        Acting reader,
        LocalDate today,
        List<Project.CheckItem> checklist,
        List<String> barred,
        List<Vouched> vouched,
        HardRefusals refusals,
        List<String> offered,
        LocalDate latestUntil,
        String notice,
        List<FormProblem> problems,
        Typed typed) {
    /// What a vote can be.
    public static final List<Choice> VOTES =
            List.of(
                    new Choice("APPROVE", "Approve"),
                    new Choice("REFUSE", "Refuse"),
                    new Choice("ABSTAIN", "Abstain"));

    public ProjectView {
        checklist = List.copyOf(checklist);
        barred = List.copyOf(barred);
        vouched = List.copyOf(vouched);
        offered = List.copyOf(offered);
        problems = List.copyOf(problems);
    }

    /// What a verified visa says of a member of the team.
    public record Vouched(String member, Visa visa) {
        /// What is vouched for, in words.
        public String what() {
            String value = visa.value();
            return switch (visa.type()) {
                case AFFILIATION_AND_ROLE -> "works as " + value;
                case ACCEPTED_TERMS_AND_POLICIES -> "accepted " + value;
                case RESEARCHER_STATUS -> "is a researcher by " + value;
                case CONTROLLED_ACCESS_GRANTS -> "has access to " + value;
                case LINKED_IDENTITIES -> "is also known elsewhere";
            };
        }
    }

    /// Whether the reader may take a step now.
    public boolean offers(String step) {
        return offered.contains(step);
    }

    /// Whether the reader sits on the committee.
    public boolean isCommittee() {
        return reader.seat() != Seat.RESEARCHER;
    }

    /// Where the project stands.
    public Stage stage() {
        return project.stage(today);
    }

    /// The colour of a stage's tag, as a class of the design system.
    public static String tag(Stage stage) {
        return switch (stage) {
            case DRAFT -> "nhsuk-tag--white";
            case SUBMITTED, REVIEW, APPEAL -> "nhsuk-tag--blue";
            case QUESTIONS -> "nhsuk-tag--yellow";
            case APPROVED -> "nhsuk-tag--aqua-green";
            case RUNNING -> "nhsuk-tag--green";
            case SUSPENDED -> "nhsuk-tag--orange";
            case REFUSED, NEVER_ALLOWED -> "nhsuk-tag--red";
            case EXPIRED, WITHDRAWN, CLOSED -> "nhsuk-tag--grey";
        };
    }

    /// The colour of an answer's tag.
    public static String tag(FirstOpinion.Answer answer) {
        return switch (answer) {
            case MET -> "nhsuk-tag--green";
            case NOT_MET -> "nhsuk-tag--red";
            case A_PERSON_MUST_DECIDE -> "nhsuk-tag--yellow";
        };
    }

    /// A number of people as it was told.
    public static String people(Optional<Long> rounded) {
        return rounded.map(Wording::number).orElse("none or a few");
    }

    /// A clause of consents in words: the term of the Data Use Ontology by its label, or the use
    /// that was refused by name.
    public static String clause(String clause) {
        String id = clause.replaceFirst(" .*", "");
        String parameter = clause.substring(id.length());
        return DuoCode.find(id)
                .map(code -> label(code) + parameter + " (" + code.name() + ")")
                .orElseGet(() ->
                        clause.equals("RESEARCH_NOT_FOR_PROFIT")
                                ? "No to hospitals, universities and charities"
                                : clause.equals("RESEARCH_BY_COMPANIES")
                                        ? "No to companies"
                                        : clause);
    }

    private static String label(DuoCode code) {
        return switch (code) {
            case NRES -> "No restriction";
            case GRU -> "Research of any kind";
            case HMB -> "Health or medical research";
            case DS -> "Research on the disease";
            case POA -> "Research on origins only";
            case RS -> "Only studies of the type";
            case NMDS -> "No study of methods";
            case GSO -> "Genetic studies only";
            case NPUNCU -> "No profit, no commercial use";
            case PUB -> "Results must be published";
            case COL -> "Collaboration required";
            case IRB -> "Ethics approval required";
            case GS -> "Only in the region";
            case MOR -> "No publication before";
            case TS -> "No use after";
            case US -> "Approved users only";
            case PS -> "Only for the project";
            case IS -> "Only at the institution";
            case RTN -> "Results must be returned";
            case CC -> "For clinical care";
            case NPOA -> "No study of origins";
            case NPU -> "Organisations without profit only";
            case NCU -> "No commercial use";
        };
    }

    /// Hard refusals that the first opinion asks people to look at.
    public List<HardRefusals.Refusal> toLookAt() {
        return project.opinion().stream()
                .flatMap(o -> o.toLookAt().stream())
                .flatMap(code -> refusals.find(code).stream())
                .toList();
    }

    /// Hard refusals to choose from.
    public List<Choice> forbidden() {
        return ProjectForm.forbidden(refusals, today);
    }

    /// Data that is wanted, in the middle of a sentence.
    public static String data(DataKind kind) {
        return kind.words();
    }

    /// Who took a step, as the reader may know: the committee is one to an applicant.
    public String who(Entry entry) {
        return isCommittee() || entry.by().seat() == Seat.RESEARCHER
                ? entry.by().name() + ", " + entry.by().seat().words()
                : "The committee";
    }

    /// What was done, in a sentence.
    public static String words(Entry entry) {
        return switch (entry.event()) {
            case ProjectEvent.Drafted _ -> "Wrote the application.";
            case ProjectEvent.Submitted _ -> "Sent it.";
            case ProjectEvent.Withdrawn _ -> "Took it back.";
            case ProjectEvent.PutToCommittee _ -> "Put it before the committee.";
            case ProjectEvent.Asked(String question) -> "Asked: " + question;
            case ProjectEvent.Answered(int number, String answer, var revised) ->
                    "Answered question %d%s: %s"
                            .formatted(
                                    number,
                                    revised.isPresent() ? " and changed the application" : "",
                                    answer);
            case ProjectEvent.InterestDeclared(var member, String interest) ->
                    "Recorded an interest of %s: %s".formatted(member.value(), interest);
            case ProjectEvent.Voted(Vote vote) ->
                    "Voted to %s: %s".formatted(vote.choice().words(), vote.reason());
            case ProjectEvent.Approved(LocalDate until, List<Condition> _, String reasons) ->
                    "Approved until %s: %s".formatted(Wording.day(until), reasons);
            case ProjectEvent.Refused(String reasons) -> "Refused: " + reasons;
            case ProjectEvent.NeverAllowed(String _, String because) ->
                    "Refused to everybody: " + because;
            case ProjectEvent.Appealed(String grounds) -> "Appealed: " + grounds;
            case ProjectEvent.ConditionMet(int number, String evidence) ->
                    "Found condition %d met: %s".formatted(number, evidence);
            case ProjectEvent.SummaryPublished _ -> "Published the lay summary.";
            case ProjectEvent.MemberJoined(var member) ->
                    "%s joined the team.".formatted(member.name());
            case ProjectEvent.MemberLeft(var member) ->
                    "%s left the team.".formatted(member.value());
            case ProjectEvent.MemberTrained(var member, LocalDate on) ->
                    "%s was trained on %s.".formatted(member.value(), Wording.day(on));
            case ProjectEvent.AgreementRenewed(var agreement) ->
                    "The agreement of %s holds until %s."
                            .formatted(agreement.name(), Wording.day(agreement.until()));
            case ProjectEvent.Suspended(String because) -> "Suspended access: " + because;
            case ProjectEvent.Resumed(String because) -> "Let access go on: " + because;
            case ProjectEvent.RenewalAsked(int months, String progress) ->
                    "Asked for %s more: %s".formatted(Wording.count(months, "month"), progress);
            case ProjectEvent.Closed(String outcome) -> "Closed it: " + outcome;
        };
    }

    /// Open conditions with their numbers.
    public List<Choice> openConditions() {
        List<Choice> open = new ArrayList<>();
        for (int i = 0; i < project.conditions().size(); i++) {
            if (project.conditions().get(i).evidence().isEmpty()) {
                open.add(
                        new Choice(
                                String.valueOf(i + 1),
                                project.conditions().get(i).condition().words()));
            }
        }
        return open;
    }

    /// Questions that wait, to choose from.
    public List<Choice> openQuestions() {
        return project.openQuestions().stream()
                .map(q -> new Choice(String.valueOf(q.number()), q.question()))
                .toList();
    }

    /// The message beside a field; empty if there is none.
    public String problem(String field) {
        return FormProblem.of(problems, field);
    }
}
