package org.opengms.server.pages;

import java.time.LocalDate;
import java.util.List;
import org.opengms.notices.Notice;
import org.opengms.notices.PostalAddress;

/// A notice as a letter: the words of the message, in large print since nobody asked for the form.
///
/// @param on the day of the letter
public record NoticePaper(Notice notice, PostalAddress to, LocalDate on) {
    /// What it says. A letter has no link anyway, and does not say so.
    public List<String> sentences() {
        return notice.words().sentences().stream()
                .filter(sentence -> !sentence.contains(" link"))
                .toList();
    }
}
