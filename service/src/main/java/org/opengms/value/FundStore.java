package org.opengms.value;

import java.util.List;
import org.opengms.ledger.books.Command;

/// The append-only history of the funds.
public interface FundStore {
    /// Everything that happened, the oldest first.
    List<FundEntry> history();

    /// Adds a step and does what it moves in the books, in one transaction.
    ///
    /// @param known how many steps there were
    /// @throws BooksRefusal if the books do not take it; nothing is kept then
    Kept append(FundEntry next, int known, List<Command> bookings);
}
