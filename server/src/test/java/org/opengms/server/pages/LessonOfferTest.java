package org.opengms.server.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LessonOfferTest {
    private static final Html HTML = new Html();

    private static Document sample(String name) {
        return Jsoup.parse(
                HTML.render(Optional.ofNullable(Samples.pages().get(name)).orElseThrow()));
    }

    @ParameterizedTest
    @CsvSource({
        "neworder-lesson, /orders/new, Before you order a whole genome",
        "laboratory-lesson, /laboratory, Before you go on with this work",
    })
    void isMadeWhereTheWorkIsWithTheWayBack(String page, String back, String words) {
        Document document = sample(page);
        assertEquals(1, document.select("#lesson").size());
        assertTrue(document.select("#lesson summary").text().startsWith(words));
        assertEquals(back, document.select("#lesson input[name=back]").attr("value"));
        assertEquals(
                "/workforce/lessons/authorising-reports?back=" + back,
                document.select("#lesson a[href*=back]").attr("href"));
    }

    @Test
    void isMadeBeforeTheSignature() {
        Document document = sample("report-lesson");
        assertEquals(1, document.select("#lesson").size());
        String back = document.select("#lesson input[name=back]").attr("value");
        assertEquals(
                back + "/signature",
                Objects.requireNonNull(document.select("#lesson + form").first()).attr("action"));
    }

    @Test
    void isNotMadeToWhoNeedsNone() {
        for (String page : new String[] {"neworder", "laboratory", "report-preliminary"}) {
            assertTrue(sample(page).select("#lesson").isEmpty(), page);
        }
    }

    @Test
    void leadsBackOnceItIsPassed() {
        assertEquals(
                "/laboratory",
                sample("workforce-lesson-passed").select("a.nhsuk-button").attr("href"));
        assertEquals(
                "/laboratory", sample("workforce-lesson").select("input[name=back]").attr("value"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/laboratory",
                "/orders/new",
                "/reports/0f8fad5b-d9cb-469f-a165-70867728950e",
                "/projects/P-2026-1"
            })
    void leadsToThePlacesWhereLessonsAre(String place) {
        assertEquals(place, LessonOffer.place(place));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "//evil.example",
                "https://evil.example/laboratory",
                "/laboratory/../my",
                "/laboratory?x=1",
                "/reports/1/signature",
                "javascript:alert(1)",
                "/laboratory\n"
            })
    void leadsNowhereElse(String place) {
        assertEquals("", LessonOffer.place(place));
    }

    @Test
    void ownCompetencesBeginWithWhatTheWorkNeeds() {
        Document page = sample("workforce-me");
        assertEquals(
                "What your work needs", page.select("main table caption").eachText().getFirst());
        assertTrue(page.select("details table caption").text().equals("Competences of other work"));
    }
}
