package org.opengms.server.persistence;

import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.opengms.ledger.books.Answer;
import org.opengms.ledger.books.Command;
import org.opengms.value.BookStore;
import org.opengms.value.BooksRefusal;
import org.opengms.value.Kept;
import org.springframework.transaction.support.TransactionTemplate;

/// Keeps steps together with what they move in the books: all of it or nothing.
final class BookedSteps {
    private final TransactionTemplate transactions;
    private final BookStore books;

    BookedSteps(TransactionTemplate transactions, BookStore books) {
        this.transactions = transactions;
        this.books = books;
    }

    /// @param insert tells whether it was faster than everybody else
    /// @throws BooksRefusal if the books do not take a command
    Kept keep(BooleanSupplier insert, List<Command> bookings) {
        return Objects.requireNonNull(
                transactions.execute(status -> {
                    if (!insert.getAsBoolean()) {
                        status.setRollbackOnly();
                        return Kept.OVERTAKEN;
                    }
                    List<Answer> answers = bookings.isEmpty() ? List.of() : books.apply(bookings);
                    for (Answer answer : answers) {
                        switch (answer) {
                            case Answer.Done _ -> {}
                            case Answer.Refused refused -> throw new BooksRefusal(refused);
                            case Answer.Already _ ->
                                    throw new IllegalStateException(
                                            "OGMS-7843 What a new step moves stands in the books already. Nothing was kept; look at the steps and the books.");
                        }
                    }
                    return Kept.KEPT;
                }));
    }
}
