package org.opengms.server.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/// Pages about people and what they may do.
class WorkforcePagesTest {
    private static final Html HTML = new Html();

    private static Document page(String name) {
        return Jsoup.parse(HTML.render(Objects.requireNonNull(Samples.pages().get(name))));
    }

    /// Nobody would be left at the bench, where somebody must always be.
    @Test
    void aSwitchThatWouldBeRefusedIsNotOffered() {
        Document preview = page("workforce-preview");
        assertEquals(0, preview.select("form[action='/workforce/gates'] button").size());
        assertTrue(
                preview.select(".nhsuk-card .nhsuk-inset-text")
                        .text()
                        .contains("may work at the bench"));
    }

    /// The form for a grant was sent with a mistake.
    @Test
    void theFormWithTheMistakeStandsOpenAndNoOther() {
        assertEquals(
                List.of("Grant a competence"),
                page("workforce-person").select("main details[open] > summary").eachText());
    }
}
