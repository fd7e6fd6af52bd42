package org.opengms.server.pages;

import java.time.LocalDate;
import java.util.Optional;
import org.opengms.notices.PostalAddress;
import org.opengms.server.patient.PatientOffice;

/// The patient's letter on paper: the words of [Page.MyLetter], and where it goes.
///
/// @param on the day of the letter
/// @param address for the window of the envelope; absent where none is known or may be shown
public record LetterPaper(
        PatientOffice.Overview overview,
        LetterForm form,
        LocalDate on,
        Optional<PostalAddress> address) {
    /// What it is called where PDFs are listed.
    public String title() {
        return form == LetterForm.CHILD
                ? "Who looked at information about you?"
                : "Who used your data";
    }

    /// Whether it has a table of uses.
    public boolean listsUses() {
        return (form == LetterForm.STANDARD || form == LetterForm.LARGE)
                && !overview.uses().uses().isEmpty();
    }
}
