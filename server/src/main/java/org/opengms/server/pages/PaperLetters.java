package org.opengms.server.pages;

import java.time.Clock;
import java.time.LocalDate;
import org.opengms.notices.PostalAddresses;
import org.opengms.server.letters.Typesetter;
import org.opengms.server.patient.PatientOffice;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// Letters on paper, as PDF.
public final class PaperLetters {
    private final Html html;
    private final Typesetter typesetter;
    private final PostalAddresses addresses;
    private final Clock clock;

    /// @param addresses what may stand in the window of the envelope
    public PaperLetters(Html html, Typesetter typesetter, PostalAddresses addresses, Clock clock) {
        this.html = html;
        this.typesetter = typesetter;
        this.addresses = addresses;
        this.clock = clock;
    }

    /// The patient's letter, to the address that may be shown.
    ResponseEntity<byte[]> answer(PatientOffice.Overview overview, LetterForm form) {
        LocalDate today = Wording.dayOf(clock.instant());
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"letter-%s.pdf\"".formatted(form.code()))
                .body(
                        set(
                                new LetterPaper(
                                        overview,
                                        form,
                                        today,
                                        addresses.shown(overview.person().id()))));
    }

    /// A notice as PDF.
    public byte[] set(NoticePaper notice) {
        return typesetter.set(html.render("papernotice.jte", notice), notice.on());
    }

    /// The letter as PDF.
    byte[] set(LetterPaper letter) {
        return typesetter.set(html.render("paperletter.jte", letter), letter.on());
    }
}
