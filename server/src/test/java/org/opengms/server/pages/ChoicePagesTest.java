package org.opengms.server.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;
import org.opengms.gate.AccessReviews;
import org.opengms.gate.Actor;
import org.opengms.gate.CareRelations;
import org.opengms.gate.JustifiedAccess;
import org.opengms.gate.ReviewDesk;
import org.opengms.infrastructure.OdsCode;
import org.opengms.people.PersonId;

/// Pages about choices and about readings that are to be reviewed.
class ChoicePagesTest {
    private static final Html HTML = new Html();

    private static Document page(String name) {
        return Jsoup.parse(HTML.render(Objects.requireNonNull(Samples.pages().get(name))));
    }

    @Test
    void eachUseSaysWhyWhoSaidItOnWhichEvidenceAndWhenItWasRecorded() {
        Elements rows = page("choices").select("table[aria-labelledby=in-force] tbody tr");
        assertEquals(4, rows.size());
        String companies = rows.get(1).text();
        assertTrue(companies.contains("Not allowed"), companies);
        assertTrue(companies.contains("Said no to this use by name."), companies);
        assertTrue(companies.contains("Who said it: a parent or guardian."), companies);
        assertTrue(companies.contains("Evidence: Letter <with> signature."), companies);
        assertTrue(companies.contains("by clinician.zr101 of ZR101"), companies);
        assertTrue(companies.contains("no opt-out is recorded"), companies);
        assertTrue(rows.get(3).text().contains("does not cover care"), rows.get(3).text());
    }

    @Test
    void aStatementThatCameLateIsTold() {
        assertTrue(
                page("choices").select(".nhsuk-inset-text").text().contains("was recorded after"));
    }

    @Test
    void theFormAsksForMoreOnlyUnderTheAnswerThatNeedsIt() {
        Document form = page("choice-entry-problems");
        assertEquals(
                "more-partial-withdrawal",
                form.select("input[name=said][value=partial-withdrawal]")
                        .attr("data-aria-controls"));
        assertEquals(4, form.select("#more-partial-withdrawal input[name=uses]").size());
        assertEquals(3, form.select("#more-research-agreed-in-part input[name=refused]").size());
        assertTrue(
                form.select("#more-partial-withdrawal")
                        .not(".nhsuk-radios__conditional--hidden")
                        .hasText());
        assertTrue(form.select("#more-death.nhsuk-radios__conditional--hidden").hasText());
        assertTrue(form.select("input[name=uses][value=care-of-relatives]").hasAttr("checked"));
    }

    @Test
    void whatIsAskedBackIsSentAgainWithEveryValue() {
        Document page = page("choice-doubt");
        assertEquals(
                List.of("partial-withdrawal", "research-by-companies", "care-of-relatives"),
                page.select("main form.ogms-deeds input[type=hidden]:not([name=_csrf])")
                        .eachAttr("value"));
        assertEquals(
                List.of("change", "record"), page.select("button[name=step]").eachAttr("value"));
        assertEquals(1, page.select("main form.ogms-deeds input[name=_csrf]").size());
    }

    @Test
    void nobodyIsOfferedToReviewTheirOwnReading() {
        Document page = page("reviews");
        assertEquals(1, page.select("#reading-1 form").size());
        assertEquals(0, page.select("#reading-2 form").size());
        assertTrue(page.select("#reading-2").text().contains("Somebody else reviews it."));
        assertEquals(0, page.select("#reading-3 form").size());
        assertTrue(page.select("#reading-3").text().contains("Nobody knows the <reader>."));
    }

    @Test
    void thePagesOfAListKeepWhatItWasFilteredBy() {
        assertEquals(
                List.of("/choices/due?why=TURNED_18&page=1", "/choices/due?why=TURNED_18&page=3"),
                page("to-ask")
                        .select(".nhsuk-pagination__previous, .nhsuk-pagination__next")
                        .eachAttr("href"));
    }

    /// The desk behind the page.
    private static final class Kept implements AccessReviews {
        private final List<JustifiedAccess> readings =
                List.of(
                        ChoiceSamples.reading(1, "clinician.zr105", Optional.empty()),
                        ChoiceSamples.reading(2, "clinician.zr101", Optional.empty()));
        private final List<String> added = new ArrayList<>();

        @Override
        public List<JustifiedAccess> of(OdsCode organisation, int limit) {
            return readings;
        }

        @Override
        public Optional<JustifiedAccess> find(long id) {
            return readings.stream().filter(reading -> reading.id() == id).findFirst();
        }

        @Override
        public boolean add(long id, JustifiedAccess.Outcome outcome, String words, Actor reviewer) {
            added.add("%d %s %s %s".formatted(id, outcome, words, reviewer.id()));
            return true;
        }
    }

    private record Cared(boolean orderedFor) implements CareRelations {
        @Override
        public boolean orderedFor(OdsCode organisation, PersonId person) {
            return orderedFor;
        }

        @Override
        public boolean worksFor(OdsCode laboratory, PersonId person) {
            return false;
        }

        @Override
        public boolean orderedForRelative(OdsCode organisation, PersonId person) {
            return false;
        }
    }

    @Test
    void aReviewIsKeptOnceByAClinicianWhoCaresAndIsNotTheReader() {
        Kept kept = new Kept();
        ReviewDesk desk = new ReviewDesk(kept, new Cared(true));
        assertEquals(
                new ReviewDesk.Answer.Refused("Nobody reviews their own reading."),
                desk.review(2, JustifiedAccess.Outcome.JUSTIFIED, "Why not", Samples.CLINICIAN));
        assertEquals(
                new ReviewDesk.Answer.NotFound(),
                desk.review(1, JustifiedAccess.Outcome.JUSTIFIED, "Seen", Samples.SCIENTIST));
        assertEquals(
                new ReviewDesk.Answer.NotFound(),
                new ReviewDesk(kept, new Cared(false))
                        .review(1, JustifiedAccess.Outcome.JUSTIFIED, "Seen", Samples.CLINICIAN));
        assertEquals(List.of(), kept.added);
        assertEquals(
                new ReviewDesk.Answer.Kept(),
                desk.review(1, JustifiedAccess.Outcome.NOT_JUSTIFIED, " Seen ", Samples.CLINICIAN));
        assertEquals(List.of("1 NOT_JUSTIFIED Seen clinician.zr101"), kept.added);
    }

    @Test
    void theViewsTellNothingOfThePersonWhenTheyAreLogged() {
        String text = ChoiceSamples.view(ChoiceSamples.statements()).toString();
        assertTrue(!text.contains("Letter"), text);
    }
}
