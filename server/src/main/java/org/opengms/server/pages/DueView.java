package org.opengms.server.pages;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opengms.consent.Recontact;
import org.opengms.server.choices.ChoiceOffice;

/// Who is to be asked again about research.
///
/// @param organisation whose patients
/// @param why only those for this reason
/// @param page from 1
/// @param list the part of the list that the page shows
public record DueView(
        String organisation,
        Optional<Recontact.Occasion> why,
        int page,
        ChoiceOffice.DueList list) {
    /// How many people a page shows.
    static final int PAGE_SIZE = 20;

    /// What can be filtered by.
    public static final List<Choice> REASONS =
            Stream.of(Recontact.Occasion.values())
                    .map(why -> new Choice(why.name(), words(why)))
                    .toList();

    /// How many pages there are, at least 1.
    public int pages() {
        return Math.max(1, (list.total() + PAGE_SIZE - 1) / PAGE_SIZE);
    }

    /// The address of the list, before the number of a page.
    public String address() {
        return "/choices/due?why=" + why.map(Enum::name).orElse("") + "&page=";
    }

    /// Whether a reason is the one that is chosen.
    public boolean isChosen(Choice reason) {
        return why.filter(w -> w.name().equals(reason.value())).isPresent();
    }

    /// The particulars of somebody who is to be asked.
    public Patient patient(ChoiceOffice.ToAsk one) {
        return Patient.of(one.person());
    }

    /// A reason in short.
    private static String words(Recontact.Occasion why) {
        return switch (why) {
            case TURNED_16 -> "Turned 16";
            case TURNED_18 -> "Turned 18";
            case REGAINED_CAPACITY -> "Can decide again";
            case ASKED_TO_BE_ASKED -> "Asked to be asked again";
        };
    }
}
