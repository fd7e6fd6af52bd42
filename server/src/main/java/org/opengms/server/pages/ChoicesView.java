package org.opengms.server.pages;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.DiscussionDetails.WhoChose;
import org.opengms.consent.Use;
import org.opengms.orders.OrderId;
import org.opengms.server.choices.ChoiceOffice;

/// What the person of an order chose about their data.
///
/// @param patient whose data
/// @param order by which the reader came
/// @param number of the order
/// @param choices what is in force, and everything that led to it
/// @param today in the United Kingdom
public record ChoicesView(
        Patient patient,
        OrderId order,
        String number,
        ChoiceOffice.Choices choices,
        LocalDate today) {

    /// Where the page stands.
    public String address() {
        return "/orders/%s/choices".formatted(order.value());
    }

    /// What was said, the newest first.
    public List<ConsentStatement> statements() {
        return choices.history().statements().reversed();
    }

    /// The age of the person in whole years, if it is known.
    public Optional<Integer> ageYears() {
        return patient.birthDate().map(birth -> birth.until(today).getYears());
    }

    /// Who can speak for somebody of this age.
    public String whoSpeaks() {
        if (choices.state().diedOn().isPresent()) {
            return "The person has died. Somebody may choose on their behalf.";
        }
        return ageYears()
                .map(age -> {
                    if (age < 16) {
                        return "The patient is %d. A parent or guardian chooses; what the young person says is recorded as assent."
                                .formatted(age);
                    }
                    return age < 18
                            ? "The patient is %d. They can choose themselves; a parent or guardian can still choose for them."
                                    .formatted(age)
                            : "The patient is an adult. They choose themselves; for an adult who cannot decide, a consultee advises.";
                })
                .orElse("The date of birth is not known.");
    }

    /// Who spoke, in the words of the national form.
    public static String who(WhoChose who) {
        return switch (who) {
            case ADULT -> "The person themselves";
            case PARENT_OR_GUARDIAN -> "A parent or guardian";
            case CONSULTEE -> "A consultee, for an adult who cannot decide";
            case CLINICIAN -> "A clinician, in the patient's best interest";
            case FOR_THE_DECEASED -> "Somebody on behalf of a person who has died";
        };
    }

    /// A use as the head of a row.
    public static String heading(Use use) {
        return Wording.sentence(use.words());
    }

    /// What a use is.
    public static String explanation(Use use) {
        return switch (use) {
            case RESEARCH_NOT_FOR_PROFIT ->
                    "Researchers study the data without being told who the person is. A committee has approved the research.";
            case RESEARCH_BY_COMPANIES ->
                    "The same, by companies, for example to find new medicines.";
            case CONTACT_ABOUT_RESEARCH -> "Being asked to take part in further research.";
            case CARE_OF_RELATIVES ->
                    "The one result that matters to a relative may be told to the relative's clinician.";
        };
    }

    /// A use as forms send it.
    public static String code(Use use) {
        return use.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Who spoke, or that it is not known.
    public static String who(ConsentStatement statement) {
        return statement.by().map(ChoicesView::who).orElse("Not said");
    }

    /// Where it is written down.
    public static String evidence(ConsentStatement statement) {
        String evidence = statement.evidence();
        if (evidence.isBlank()) {
            return "none kept";
        }
        return evidence.startsWith("urn:uuid:") ? "the Consent that came with the order" : evidence;
    }

    /// Never the particulars: they are personal data.
    @Override
    public String toString() {
        return "ChoicesView[" + order.value() + "]";
    }
}
