package org.opengms.ledger.books;

import java.time.LocalDate;
import java.util.Optional;

/// What has to be known of books to decide about a command.
public interface BooksView {
    /// What is known of a posting.
    Optional<Standing> find(String reference);

    /// The last closed day, if any is.
    Optional<LocalDate> closedThrough();
}
