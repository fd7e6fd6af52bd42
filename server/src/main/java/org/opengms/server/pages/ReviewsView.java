package org.opengms.server.pages;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.opengms.gate.DataClass;
import org.opengms.gate.JustifiedAccess;
import org.opengms.infrastructure.OdsCode;
import org.opengms.people.PersonId;
import org.opengms.server.choices.ChoiceOffice;

/// Readings of the data of an organisation's patients that were justified by an emergency or the
/// law.
///
/// @param organisation whose patients
/// @param reader who looks, by their identifier
/// @param isAll whether those that were reviewed are shown too
/// @param page from 1
/// @param found all that are shown on all pages
/// @param orders by which the organisation knows the patients
/// @param nameOf the name behind a code
/// @param notice what has just happened, empty if nothing
/// @param problems what is wrong with a form on the page
/// @param typed what it held when it was sent
public record ReviewsView(
        String organisation,
        String reader,
        boolean isAll,
        int page,
        List<JustifiedAccess> found,
        Map<PersonId, ChoiceOffice.KnownOrder> orders,
        Function<OdsCode, String> nameOf,
        String notice,
        List<FormProblem> problems,
        Typed typed) {
    /// How many readings a page shows.
    static final int PAGE_SIZE = 10;

    /// What a review can come to.
    public static final List<Choice> OUTCOMES =
            Stream.of(JustifiedAccess.Outcome.values())
                    .map(outcome -> new Choice(code(outcome), words(outcome)))
                    .toList();

    public ReviewsView {
        found = List.copyOf(found);
        orders = Map.copyOf(orders);
        problems = List.copyOf(problems);
    }

    /// The readings of this page.
    public List<JustifiedAccess> readings() {
        return part(found, page);
    }

    static List<JustifiedAccess> part(List<JustifiedAccess> found, int page) {
        return found.stream().skip((long) PAGE_SIZE * (page - 1)).limit(PAGE_SIZE).toList();
    }

    /// How many pages there are, at least 1.
    public int pages() {
        return Math.max(1, (found.size() + PAGE_SIZE - 1) / PAGE_SIZE);
    }

    /// The address of the list, before the number of a page.
    public String address() {
        return "/access/reviews?show=" + (isAll ? "all" : "open") + "&page=";
    }

    /// Whether the reader may review a reading: nobody reviews their own.
    public boolean mayReview(JustifiedAccess access) {
        return access.review().isEmpty() && !isOwn(access);
    }

    /// Whether the reader read themselves.
    public boolean isOwn(JustifiedAccess access) {
        return access.actor().equals(reader);
    }

    /// The order by which the patient is known here.
    public Optional<ChoiceOffice.KnownOrder> order(JustifiedAccess access) {
        return Optional.ofNullable(orders.get(access.person()));
    }

    /// Who read, and for whom.
    public String who(JustifiedAccess access) {
        String code = access.organisation();
        String name = OdsCode.isValid(code) ? nameOf.apply(new OdsCode(code)) : "";
        return "%s, %s".formatted(access.actor(), name.isEmpty() ? code : name);
    }

    /// What was read.
    public static String what(JustifiedAccess access) {
        return "%s (%s)".formatted(words(access.dataClass()), access.resource());
    }

    /// By what the reading was justified, or why else it is looked at.
    public static String kind(JustifiedAccess access) {
        return switch (access.kind()) {
            case EMERGENCY -> "Emergency";
            case LAW -> "The law";
            case LOG_DOWN -> "Read while the log was down";
        };
    }

    /// The message beside a field; empty if there is none.
    public String problem(String field) {
        return FormProblem.of(problems, field);
    }

    /// An outcome as forms send it.
    static String code(JustifiedAccess.Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What a review came to.
    public static String words(JustifiedAccess.Outcome outcome) {
        return switch (outcome) {
            case JUSTIFIED -> "Justified";
            case NOT_JUSTIFIED -> "Not justified";
            case PASSED_ON -> "Passed on to those who look into it";
        };
    }

    private static String words(DataClass data) {
        return switch (data) {
            case DEMOGRAPHICS -> "Name and particulars";
            case ORDER -> "Order";
            case TASK -> "Work in the laboratory";
            case CONSENT -> "Choices about data";
            case FAMILY_RESULT -> "Result for a relative";
            case REPORT -> "Report";
            case GENOME -> "Genome";
            case USES, READING, OWN_READING -> "Who used the data";
            case LETTER -> "The person's letter";
            case RESEARCH_TERMS -> "Terms of research";
        };
    }
}
