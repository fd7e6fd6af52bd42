package org.opengms.gate;

import java.util.Optional;
import java.util.Set;
import org.opengms.access.AccessStanding;
import org.opengms.access.DataKind;
import org.opengms.consent.ConsentState;
import org.opengms.consent.ResearchQuestion.Reach;
import org.opengms.consent.ResearchStanding;
import org.opengms.consent.Use;
import org.opengms.proxies.ProxyKind;
import org.opengms.proxies.ProxyScope;
import org.opengms.proxies.ProxyStanding;

/// Who may read what, as a pure function. It reads nothing, writes nothing and has an answer to
/// every question; what no rule permits is denied. `docs/spec/consent-and-use.md` is the same in
/// words.
public final class GateRules {
    private GateRules() {}

    /// Decides.
    public static Decision decide(Question question) {
        return switch (question.purpose()) {
            case DIRECT_CARE -> directCare(question);
            case LABORATORY_WORK -> laboratoryWork(question);
            case CHOOSING_A_TEST -> choosingATest(question);
            case CARE_OF_RELATIVE -> careOfRelative(question);
            case RESEARCH -> research(question, Use.RESEARCH_NOT_FOR_PROFIT);
            case RESEARCH_BY_COMPANIES -> research(question, Use.RESEARCH_BY_COMPANIES);
            case OWN_RECORD -> ownRecord(question);
            case ON_BEHALF -> onBehalf(question);
            case SERVICE_MANAGEMENT ->
                    new Decision.Deny("Running the service needs no data about one person.");
            case AUDIT -> audit(question);
        };
    }

    private static Decision directCare(Question question) {
        if (!question.roles().contains(Role.CLINICIAN)) {
            return new Decision.Deny("Only clinicians read data for direct care.");
        }
        switch (question.dataClass()) {
            case GENOME -> {
                return new Decision.Deny(
                        "The genome itself is read by the laboratory; a clinician reads the report.");
            }
            case RESEARCH_TERMS -> {
                return new Decision.Deny("Direct care needs no terms of research.");
            }
            case USES -> {
                return new Decision.Deny("Direct care needs no list of who used the data.");
            }
            case READING, OWN_READING -> {
                return new Decision.Deny(
                        "Who read is told to the privacy officer of your organisation.");
            }
            case LETTER -> {
                // An emergency does not wait for a letter.
                return question.relations().contains(Relation.ORDERED)
                        ? new Decision.Permit(
                                "Your organisation ordered a test for this person, and hands them their letter.")
                        : new Decision.Deny(
                                "The clinic that ordered the test hands out the letter.");
            }
            case DEMOGRAPHICS, ORDER, TASK, CONSENT, REPORT, FAMILY_RESULT -> {}
        }
        if (question.relations().contains(Relation.ORDERED)) {
            return new Decision.Permit("Your organisation ordered a test for this person.");
        }
        if (question.justification().orElse(null) instanceof Justification.Emergency) {
            return new Decision.Permit(
                    "Read in an emergency, for a reason that you gave. It will be reviewed.");
        }
        return new Decision.Deny("Your organisation has ordered no test for this person.");
    }

    private static Decision laboratoryWork(Question question) {
        if (!question.roles().contains(Role.LABORATORY)
                && !question.roles().contains(Role.SCIENTIST)) {
            return new Decision.Deny("Only laboratory staff read data for laboratory work.");
        }
        switch (question.dataClass()) {
            case RESEARCH_TERMS -> {
                return new Decision.Deny("Laboratory work needs no terms of research.");
            }
            case USES -> {
                return new Decision.Deny("Laboratory work needs no list of who used the data.");
            }
            case LETTER -> {
                return new Decision.Deny("The clinic that ordered the test hands out the letter.");
            }
            case READING, OWN_READING -> {
                return new Decision.Deny(
                        "Who read is told to the privacy officer of your organisation.");
            }
            case DEMOGRAPHICS, ORDER, TASK, CONSENT, REPORT, FAMILY_RESULT, GENOME -> {}
        }
        return question.relations().contains(Relation.WORKS)
                ? new Decision.Permit("Your laboratory works on a test for this person.")
                : new Decision.Deny("Your laboratory has no task for this person.");
    }

    /// Whoever orders a test for a person takes part in their care from then on.
    private static Decision choosingATest(Question question) {
        if (!question.roles().contains(Role.CLINICIAN)) {
            return new Decision.Deny("Only clinicians order tests.");
        }
        return question.dataClass() == DataClass.REPORT
                ? new Decision.Permit(
                        "Your organisation orders a test for this person; what earlier ones found decides what another adds.")
                : new Decision.Deny(
                        "Choosing a test needs to know what earlier ones found, and nothing else.");
    }

    /// What is kept of oneself. A result is first told by a clinician (NHS England, *Access to
    /// patient records through the NHS App*: information is held back until it has been talked
    /// through); the genome itself is handed out by the laboratory.
    private static Decision ownRecord(Question question) {
        if (!question.roles().contains(Role.PATIENT)) {
            return new Decision.Deny("Only the person themself reads their own record here.");
        }
        if (!question.relations().contains(Relation.SELF)
                && !question.relations().contains(Relation.SELF_TOLD)) {
            return new Decision.Deny("This is not your record.");
        }
        return switch (question.dataClass()) {
            case DEMOGRAPHICS, ORDER, CONSENT, USES, LETTER ->
                    new Decision.Permit("It is your own record.");
            case REPORT ->
                    question.relations().contains(Relation.SELF_TOLD)
                            ? new Decision.Permit("Your clinician has told you this result.")
                            : new Decision.Abstain(
                                    "A clinician will first talk with you about your result. Ask the clinic that ordered your test.");
            case TASK ->
                    new Decision.Deny("The work of the laboratory is not part of your record.");
            case FAMILY_RESULT ->
                    new Decision.Deny("What a relative's test found is theirs to share.");
            case GENOME ->
                    new Decision.Deny(
                            "Ask the clinic that ordered your test for a copy of your genome.");
            case READING, OWN_READING ->
                    new Decision.Deny("Who used your data stands on your own page.");
            case RESEARCH_TERMS -> new Decision.Deny("Your choices say the same in plain words.");
        };
    }

    /// What a proxy reads for a person: less than the person reads, and only while the role they
    /// have is in force ([org.opengms.proxies.ProxyRules]). Tests and results are told by a
    /// clinician.
    private static Decision onBehalf(Question question) {
        if (!question.roles().contains(Role.PROXY)) {
            return new Decision.Deny("Only somebody who acts for the person reads this for them.");
        }
        return switch (question.proxy().orElse(null)) {
            case null -> new Decision.Deny("You do not act for this person.");
            case ProxyStanding.Ended(var _, String why) -> new Decision.Deny(why);
            case ProxyStanding.InForce(ProxyKind kind, Set<ProxyScope> scopes) ->
                    switch (question.dataClass()) {
                        case USES -> onBehalf(kind, scopes.contains(ProxyScope.USES));
                        case CONSENT -> onBehalf(kind, scopes.contains(ProxyScope.CHOICES));
                        case DEMOGRAPHICS,
                                ORDER,
                                TASK,
                                FAMILY_RESULT,
                                REPORT,
                                GENOME,
                                LETTER,
                                READING,
                                OWN_READING,
                                RESEARCH_TERMS ->
                                new Decision.Deny(
                                        "Tests and results are told by the clinic, not on this page.");
                    };
        };
    }

    private static Decision onBehalf(ProxyKind kind, boolean isOpen) {
        return isOpen
                ? new Decision.Permit("Read as %s of the person.".formatted(kind.words()))
                : new Decision.Deny("This is not part of what you may see for the person.");
    }

    /// The result that matters to a relative and nothing else, if the record of discussion says
    /// that results may help relatives (form 01-NGIS-ROD 4.03), or the law opens it (General
    /// Medical Council, *Confidentiality*, 2017, paragraphs 73 to 76).
    private static Decision careOfRelative(Question question) {
        if (!question.roles().contains(Role.CLINICIAN)) {
            return new Decision.Deny("Only clinicians read results for the care of a relative.");
        }
        if (question.dataClass() != DataClass.FAMILY_RESULT) {
            return new Decision.Deny(
                    "The care of a relative needs the result that matters to them, and nothing else.");
        }
        if (!question.relations().contains(Relation.ORDERED_FOR_RELATIVE)) {
            return new Decision.Deny(
                    "Your organisation has ordered no test for a relative of this person.");
        }
        if (question.consent().allows(Use.CARE_OF_RELATIVES)) {
            return new Decision.Permit(
                    "Basis: the record of discussion says that results may help relatives.");
        }
        if (question.justification().orElse(null) instanceof Justification.Law) {
            return new Decision.Permit(
                    "Basis: the law, for a reason that you gave. It will be reviewed.");
        }
        return question.consent().sharing().isPresent()
                ? new Decision.Deny("The person does not want results to help relatives.")
                : new Decision.Abstain(
                        "No record of discussion says whether results may help relatives. Ask the clinic that holds it.");
    }

    /// Who answers for an organisation sees what its staff read, and who read of the persons for
    /// whom it ordered.
    private static Decision audit(Question question) {
        if (!question.roles().contains(Role.AUDITOR)) {
            return new Decision.Deny("Only a privacy officer reads who read.");
        }
        return switch (question.dataClass()) {
            case OWN_READING -> new Decision.Permit("Staff of your organisation read this.");
            case READING ->
                    question.relations().contains(Relation.ORDERED)
                            ? new Decision.Permit(
                                    "Your organisation ordered a test for this person.")
                            : new Decision.Deny(
                                    "Your organisation has ordered no test for this person, and others read.");
            case DEMOGRAPHICS,
                    ORDER,
                    TASK,
                    CONSENT,
                    FAMILY_RESULT,
                    REPORT,
                    GENOME,
                    USES,
                    LETTER,
                    RESEARCH_TERMS ->
                    new Decision.Deny("An audit needs to know who read, and nothing else.");
        };
    }

    /// Research reads what the person agreed to, never who they are. The National Data Opt-out does
    /// not apply to what was agreed to, and without a yes there is nothing to apply it to.
    private static Decision research(Question question, Use use) {
        if (!question.roles().contains(Role.RESEARCHER)
                && !question.roles().contains(Role.ENVIRONMENT)) {
            return new Decision.Deny("Only researchers read data for research.");
        }
        switch (question.dataClass()) {
            case DEMOGRAPHICS,
                    ORDER,
                    TASK,
                    CONSENT,
                    FAMILY_RESULT,
                    USES,
                    LETTER,
                    READING,
                    OWN_READING -> {
                return new Decision.Deny("Research does not read who a person is.");
            }
            case REPORT, GENOME, RESEARCH_TERMS -> {}
        }
        Optional<Decision.Deny> closed = project(question, use);
        if (closed.isPresent()) {
            return closed.get();
        }
        ConsentState consent = question.consent();
        return switch (consent.research()) {
            case ResearchStanding.Agreed _ ->
                    consent.allows(use)
                            ? new Decision.Permit(
                                    "The participant agreed. " + nationalDataOptOut(consent))
                            : new Decision.Deny(
                                    "The participant does not take part in %s."
                                            .formatted(use.words()));
            case ResearchStanding.Declined _ -> new Decision.Deny("The participant said no.");
            case ResearchStanding.Withdrawn _ -> new Decision.Deny("The participant withdrew.");
            case ResearchStanding.EndedByDeath _ ->
                    new Decision.Deny(
                            "The participant has died, and nobody chose on their behalf.");
            case ResearchStanding.NeverAsked _ ->
                    new Decision.Deny(
                            "No choice about research is recorded, and none recorded means no.");
            case ResearchStanding.Undecided _ ->
                    new Decision.Deny("The participant has not decided.");
            case ResearchStanding.Lapsed _ ->
                    new Decision.Abstain(
                            "Somebody else agreed for the participant, who must now be asked themselves.");
        };
    }

    /// Why the project for which research reads does not open the data; absent if it does.
    private static Optional<Decision.Deny> project(Question question, Use use) {
        return switch (question.project().orElse(null)) {
            case null ->
                    Optional.of(
                            new Decision.Deny(
                                    "Research uses data for a project that the access committee approved, and none is named."));
            case AccessStanding.Stopped(String reason) -> Optional.of(new Decision.Deny(reason));
            case AccessStanding.Open open -> {
                boolean isForProfit = open.purpose().reach() != Reach.NOT_FOR_PROFIT;
                if (isForProfit != (use == Use.RESEARCH_BY_COMPANIES)) {
                    yield Optional.of(
                            new Decision.Deny(
                                    "The project was not approved for %s.".formatted(use.words())));
                }
                Set<DataKind> approved = open.data();
                boolean isApproved =
                        switch (question.dataClass()) {
                            case REPORT -> approved.contains(DataKind.RESULTS);
                            case GENOME -> approved.contains(DataKind.GENOMES);
                            default -> true;
                        };
                yield isApproved
                        ? Optional.empty()
                        : Optional.of(
                                new Decision.Deny("The project was not approved for these data."));
            }
        };
    }

    /// Whether the National Data Opt-out is applied to research on somebody who agreed, and why: it
    /// covers the use of confidential information without consent (National data opt-out
    /// operational policy guidance, *When it does not apply: consent*).
    public static String nationalDataOptOut(ConsentState consent) {
        return consent.nationalDataOptOut()
                ? "A National Data Opt-out is set; it is not applied, because the participant agreed to this use."
                : "No National Data Opt-out is set.";
    }
}
