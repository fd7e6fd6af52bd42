package org.opengms.value;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.opengms.ledger.books.Answer;
import org.opengms.ledger.books.Command;
import org.opengms.ledger.books.Posting;
import org.opengms.ledger.books.Standing;
import org.opengms.ledger.books.TrialBalance;

/// The books of the service. Nothing in them is ever changed or removed.
public interface BookStore {
    /// Does what commands ask for, in their order, all in one transaction: their answers hold when
    /// this returns, and if it throws nothing was done. What [org.opengms.ledger.books.Bookkeeping]
    /// refuses is refused here.
    ///
    /// @param commands at most 20,000
    /// @return an answer to each
    List<Answer> apply(List<Command> commands);

    /// What is known of a posting.
    Optional<Standing> find(String reference);

    /// The last closed day, if any is.
    Optional<LocalDate> closedThrough();

    /// What every account held.
    ///
    /// @param through the last day that counts
    /// @param known what was booked until then, that moment included
    TrialBalance trialBalance(LocalDate through, Instant known);

    /// What every account holds by all that is booked, whatever any clock says.
    ///
    /// @param through the last day that counts
    default TrialBalance trialBalance(LocalDate through) {
        return trialBalance(through, Instant.parse("9999-12-31T00:00:00Z"));
    }

    /// How many events there are: whoever has seen so many has seen all.
    long events();

    /// Every posting that counts, by day and reference.
    ///
    /// @param through the last day
    List<Posting> postings(LocalDate through);
}
