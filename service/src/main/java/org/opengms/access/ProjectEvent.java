package org.opengms.access;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One step in the course of a project. Who may take it, and when, says [ProjectProcess]; what it
/// does, [Project].
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ProjectEvent.Drafted.class, name = "drafted"),
    @JsonSubTypes.Type(value = ProjectEvent.Submitted.class, name = "submitted"),
    @JsonSubTypes.Type(value = ProjectEvent.Withdrawn.class, name = "withdrawn"),
    @JsonSubTypes.Type(value = ProjectEvent.PutToCommittee.class, name = "put-to-committee"),
    @JsonSubTypes.Type(value = ProjectEvent.Asked.class, name = "asked"),
    @JsonSubTypes.Type(value = ProjectEvent.Answered.class, name = "answered"),
    @JsonSubTypes.Type(value = ProjectEvent.InterestDeclared.class, name = "interest-declared"),
    @JsonSubTypes.Type(value = ProjectEvent.Voted.class, name = "voted"),
    @JsonSubTypes.Type(value = ProjectEvent.Approved.class, name = "approved"),
    @JsonSubTypes.Type(value = ProjectEvent.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = ProjectEvent.NeverAllowed.class, name = "never-allowed"),
    @JsonSubTypes.Type(value = ProjectEvent.Appealed.class, name = "appealed"),
    @JsonSubTypes.Type(value = ProjectEvent.ConditionMet.class, name = "condition-met"),
    @JsonSubTypes.Type(value = ProjectEvent.SummaryPublished.class, name = "summary-published"),
    @JsonSubTypes.Type(value = ProjectEvent.MemberJoined.class, name = "member-joined"),
    @JsonSubTypes.Type(value = ProjectEvent.MemberLeft.class, name = "member-left"),
    @JsonSubTypes.Type(value = ProjectEvent.MemberTrained.class, name = "member-trained"),
    @JsonSubTypes.Type(value = ProjectEvent.AgreementRenewed.class, name = "agreement-renewed"),
    @JsonSubTypes.Type(value = ProjectEvent.Suspended.class, name = "suspended"),
    @JsonSubTypes.Type(value = ProjectEvent.Resumed.class, name = "resumed"),
    @JsonSubTypes.Type(value = ProjectEvent.RenewalAsked.class, name = "renewal-asked"),
    @JsonSubTypes.Type(value = ProjectEvent.Closed.class, name = "closed")
})
public sealed interface ProjectEvent {
    /// Its name where it is sent and in addresses, such as `put-to-committee`.
    default String kind() {
        return getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    /// The application is written, or written anew.
    record Drafted(Application application) implements ProjectEvent {}

    /// It is sent, with what the consents of the day say to it.
    record Submitted(FirstOpinion opinion) implements ProjectEvent {}

    /// The applicant takes it back before it is decided.
    record Withdrawn() implements ProjectEvent {}

    /// The officer has found it complete and puts it before the committee.
    record PutToCommittee() implements ProjectEvent {}

    /// The committee asks the applicant.
    record Asked(String question) implements ProjectEvent {
        /// @throws IllegalArgumentException if it asks nothing
        public Asked {
            question = Texts.checked("question", question, 5, 2000);
        }
    }

    /// The applicant answers a question. With a revised application all votes are void, for they
    /// were about another one.
    ///
    /// @param number of the question, from 1
    /// @param revised if the answer changes what is applied for, with what the consents say to it
    record Answered(int number, String answer, Optional<Revision> revised) implements ProjectEvent {
        /// @throws IllegalArgumentException if it says nothing
        public Answered {
            answer = Texts.checked("answer", answer, 2, 4000);
        }
    }

    /// An application as it is after an answer.
    record Revision(Application application, FirstOpinion opinion) {}

    /// A member has an interest in the project, or the officer knows of one. They do not vote, and
    /// what they have voted is void.
    record InterestDeclared(Account member, String interest) implements ProjectEvent {
        /// @throws IllegalArgumentException if it does not say what
        public InterestDeclared {
            interest = Texts.checked("interest", interest, 3, 500);
        }
    }

    /// A member votes, or changes their vote.
    record Voted(Vote vote) implements ProjectEvent {}

    /// The officer closes a vote that came out for it.
    ///
    /// @param until last day of access
    /// @param reasons told to the applicant
    record Approved(LocalDate until, List<Condition> conditions, String reasons)
            implements ProjectEvent {
        /// @throws IllegalArgumentException if there are no reasons, or too many conditions
        public Approved {
            conditions = List.copyOf(conditions);
            reasons = Texts.checked("reasons", reasons, 5, 4000);
            if (conditions.size() > 30) {
                throw new IllegalArgumentException("OGMS-8607 conditions: give 30 at most.");
            }
        }
    }

    /// The officer closes a vote that came out against it, or a tie.
    ///
    /// @param reasons told to the applicant, with what would have to change
    record Refused(String reasons) implements ProjectEvent {
        /// @throws IllegalArgumentException if there are no reasons
        public Refused {
            reasons = Texts.checked("reasons", reasons, 5, 4000);
        }
    }

    /// The use is one that no committee can allow, whatever the application calls it.
    ///
    /// @param refusal code of the hard refusal
    /// @param because what shows it
    record NeverAllowed(String refusal, String because) implements ProjectEvent {
        /// @throws IllegalArgumentException if it does not say what shows it
        public NeverAllowed {
            because = Texts.checked("because", because, 5, 2000);
        }
    }

    /// The applicant appeals against a refusal.
    record Appealed(String grounds) implements ProjectEvent {
        /// @throws IllegalArgumentException if there are no grounds
        public Appealed {
            grounds = Texts.checked("grounds", grounds, 20, 4000);
        }
    }

    /// A condition is met.
    ///
    /// @param number of the condition, from 1
    /// @param evidence what shows it
    record ConditionMet(int number, String evidence) implements ProjectEvent {
        /// @throws IllegalArgumentException if nothing shows it
        public ConditionMet {
            evidence = Texts.checked("evidence", evidence, 3, 1000);
        }
    }

    /// The lay summary and the public benefit stand in the public register.
    record SummaryPublished() implements ProjectEvent {}

    /// Somebody joins the team.
    record MemberJoined(TeamMember member) implements ProjectEvent {}

    /// Somebody leaves the team.
    record MemberLeft(Account member) implements ProjectEvent {}

    /// Somebody of the team was trained anew.
    record MemberTrained(Account member, LocalDate on) implements ProjectEvent {}

    /// The institution's agreement is made anew.
    record AgreementRenewed(InstitutionAgreement agreement) implements ProjectEvent {}

    /// Access stops until it is resumed.
    record Suspended(String because) implements ProjectEvent {
        /// @throws IllegalArgumentException if no reason is given
        public Suspended {
            because = Texts.checked("because", because, 5, 2000);
        }
    }

    /// Access goes on.
    record Resumed(String because) implements ProjectEvent {
        /// @throws IllegalArgumentException if no reason is given
        public Resumed {
            because = Texts.checked("because", because, 5, 2000);
        }
    }

    /// The applicant asks for more time; the committee votes.
    ///
    /// @param months wanted
    /// @param progress what has come of it until now, in plain words; published
    record RenewalAsked(int months, String progress) implements ProjectEvent {
        /// @throws IllegalArgumentException if nothing is told or asked for
        public RenewalAsked {
            progress = Texts.checked("progress", progress, 20, 4000);
            if (months < 1 || months > 60) {
                throw new IllegalArgumentException("OGMS-8607 months: give 1 to 60.");
            }
        }
    }

    /// The project is over for good.
    ///
    /// @param outcome what came of it, or why it was ended, in plain words; published
    record Closed(String outcome) implements ProjectEvent {
        /// @throws IllegalArgumentException if nothing is told
        public Closed {
            outcome = Texts.checked("outcome", outcome, 20, 4000);
        }
    }
}
