package org.opengms.orders;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.opengms.consent.DiscussionDetails;
import org.opengms.consent.DiscussionDetails.Assent;
import org.opengms.consent.RecordOfDiscussion;
import org.opengms.consent.ResearchChoice;

/// Whether the forms of a discussion fit the person and each other. None of it changes a choice:
/// the choice stands as it was recorded, and somebody is asked to look.
final class DiscussionRules {
    /// From this age a young person's own consent to treatment is effective (Family Law Reform Act
    /// 1969, section 8).
    private static final int OWN_CHOICE_YEARS = 16;

    /// Parental responsibility ends (Children Act 1989, sections 3 and 105).
    private static final int ADULT_YEARS = 18;

    /// The ages of the young person's assent, 6 to 15 (form 03-NGIS-YPA version 3.02).
    private static final int ASSENT_FROM_YEARS = 6;

    private static final int ASSENT_TO_YEARS = 15;

    private final AcceptancePolicy policy;
    private final Supplier<LocalDate> today;

    DiscussionRules(AcceptancePolicy policy, Supplier<LocalDate> today) {
        this.policy = policy;
        this.today = today;
    }

    void check(OrderRequest order, List<Finding> findings) {
        DiscussionDetails details = order.discussionDetails();
        Optional<Integer> age = age(order);
        age.ifPresent(years -> {
            checkWhoChose(order, details, years, findings);
            checkAssentAge(order, details, years, findings);
        });
        checkAssent(order, details, findings);
        checkResearch(order, details, findings);
        checkDate(order, findings);
    }

    /// The age on the day of the discussion, else of the order.
    private Optional<Integer> age(OrderRequest order) {
        LocalDate day =
                order.recordOfDiscussion()
                        .flatMap(RecordOfDiscussion::takenOn)
                        .or(order::authoredOn)
                        .orElseGet(today);
        return order.subject()
                .flatMap(SubjectDetails::birthDate)
                .filter(birth -> !birth.isAfter(day))
                .map(birth -> Period.between(birth, day).getYears());
    }

    private void checkWhoChose(
            OrderRequest order, DiscussionDetails details, int years, List<Finding> findings) {
        if (details.whoChose().isEmpty()) {
            return;
        }
        boolean fits =
                switch (details.whoChose().get()) {
                    case ADULT, CONSULTEE -> years >= OWN_CHOICE_YEARS;
                    case PARENT_OR_GUARDIAN -> years < ADULT_YEARS;
                    case CLINICIAN, FOR_THE_DECEASED -> true;
                };
        if (!fits) {
            find(
                    FindingKind.DISCUSSION_CATEGORY_DOUBTFUL,
                    order,
                    OrderField.RECORD_OF_DISCUSSION,
                    details.whoChose().get() == DiscussionDetails.WhoChose.PARENT_OR_GUARDIAN
                            ? "The record of discussion says that a parent or guardian chose, and the patient is an adult."
                            : "The record of discussion says that an adult's choices were made, and the patient is younger than %d."
                                    .formatted(OWN_CHOICE_YEARS),
                    "Check the patient category on the form and the date of birth; ask for a new form if it is wrong.",
                    findings);
        }
    }

    private void checkAssentAge(
            OrderRequest order, DiscussionDetails details, int years, List<Finding> findings) {
        if (details.assent().isPresent()
                && (years < ASSENT_FROM_YEARS || years > ASSENT_TO_YEARS)) {
            find(
                    FindingKind.ASSENT_DOUBTFUL,
                    order,
                    OrderField.ASSENT,
                    "The young person's assent is for ages %d to %d, and the patient is not of that age."
                            .formatted(ASSENT_FROM_YEARS, ASSENT_TO_YEARS),
                    "Check that the form is this patient's, and the date of birth.",
                    findings);
        }
    }

    private void checkAssent(
            OrderRequest order, DiscussionDetails details, List<Finding> findings) {
        boolean agreed =
                order.recordOfDiscussion()
                        .filter(r -> r.research() == ResearchChoice.AGREED)
                        .isPresent();
        if (agreed && details.assent().filter(a -> a == Assent.NOT_GIVEN).isPresent()) {
            find(
                    FindingKind.ASSENT_DOUBTFUL,
                    order,
                    OrderField.ASSENT,
                    "The young person did not say yes to every question about research, and the record of discussion says yes to research. A parent decides, but should know.",
                    "Talk with the family again, and send a new record if they think otherwise.",
                    findings);
        }
    }

    private void checkResearch(
            OrderRequest order, DiscussionDetails details, List<Finding> findings) {
        if (details.researchDiscussed().filter(discussed -> !discussed).isEmpty()) {
            return;
        }
        if (details.researchAnswered()) {
            find(
                    FindingKind.DISCUSSION_RESEARCH_UNCLEAR,
                    order,
                    OrderField.RECORD_OF_DISCUSSION,
                    "The record of discussion says that research was not discussed, and yet gives a choice about it. The choice counts as undecided.",
                    "Find out what was said, and send a corrected form.",
                    findings);
        } else if (!details.reasonNotDiscussed()) {
            find(
                    FindingKind.DISCUSSION_RESEARCH_UNCLEAR,
                    order,
                    OrderField.RECORD_OF_DISCUSSION,
                    "The record of discussion says that research was not discussed, and not why.",
                    "Give the reason that the form asks for.",
                    findings);
        }
    }

    private void checkDate(OrderRequest order, List<Finding> findings) {
        Optional<LocalDate> taken = order.recordOfDiscussion().flatMap(RecordOfDiscussion::takenOn);
        if (taken.isEmpty()) {
            return;
        }
        if (taken.get().isAfter(today.get())) {
            find(
                    FindingKind.DISCUSSION_DATE_DOUBTFUL,
                    order,
                    OrderField.RECORD_OF_DISCUSSION,
                    "The record of discussion is dated in the future.",
                    "Correct the date on the form.",
                    findings);
        } else if (order.authoredOn().filter(written -> taken.get().isAfter(written)).isPresent()) {
            find(
                    FindingKind.DISCUSSION_DATE_DOUBTFUL,
                    order,
                    OrderField.RECORD_OF_DISCUSSION,
                    "The record of discussion is dated after the order that it comes with.",
                    "Check both dates; the discussion comes before the order.",
                    findings);
        }
    }

    private void find(
            FindingKind kind,
            OrderRequest order,
            OrderField field,
            String words,
            String advice,
            List<Finding> findings) {
        findings.add(policy.finding(kind, order.where(field), words, advice));
    }
}
