package org.opengms.server.pages;

import org.opengms.server.letters.Typesetter;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// Invoices and credit notes as PDF.
final class PaperInvoices {
    private final Html html;
    private final Typesetter typesetter;

    PaperInvoices(Html html, Typesetter typesetter) {
        this.html = html;
        this.typesetter = typesetter;
    }

    /// @param number of the invoice or the credit note, for the file's name
    ResponseEntity<byte[]> answer(InvoicePaper paper, String number) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"%s.pdf\"".formatted(number))
                .body(set(paper));
    }

    byte[] set(InvoicePaper paper) {
        return typesetter.set(html.render("paperinvoice.jte", paper), paper.on());
    }
}
