package org.opengms.server.pages;

import java.time.LocalDate;
import java.util.List;
import org.opengms.notices.Notice;
import org.opengms.notices.PostalAddress;

/// A notice as a letter: the words of the message, in large print since nobody asked for the form.
///
/// @param on the day of the letter
public record NoticePaper(Notice notice, PostalAddress to, LocalDate on) {
    /// What it says.
    public List<String> sentences() {
        return notice.words().onPaper();
    }
}
