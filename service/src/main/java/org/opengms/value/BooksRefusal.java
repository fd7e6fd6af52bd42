package org.opengms.value;

import org.opengms.ledger.books.Answer;

/// The books refuse a posting, so nothing that belongs to it may be kept.
public final class BooksRefusal extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public BooksRefusal(Answer.Refused refused) {
        super(refused.why());
    }
}
