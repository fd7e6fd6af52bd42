package org.opengms.value;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.opengms.ledger.books.Command;

/// The append-only histories of contracts, and what was refused.
public interface ContractStore {
    /// Everything that happened under a contract, the oldest first; empty if there is none.
    List<AgreementEntry> history(ContractId contract);

    /// All contracts, by their number.
    List<Agreement> all();

    /// Adds the last steps of a contract and does what they move in the books, in one transaction.
    ///
    /// @param after as it stands with them
    /// @param known how many steps the history had
    /// @throws BooksRefusal if the books do not take it; nothing is kept then
    Kept append(Agreement after, int known, List<Command> bookings);

    /// Adds a version, while nobody else adds one under whatever contract: two that stand in each
    /// other's way cannot both be kept.
    ///
    /// @param after as it stands with it
    /// @param known how many steps the history had
    /// @param check is given all contracts as they stand without it, and throws if it may not be
    ///   kept beside them; nothing is kept then
    Kept draft(Agreement after, int known, Consumer<List<Agreement>> check);

    /// Keeps that something was refused.
    ///
    /// @param what its name
    /// @param reason told to who asked
    void refused(ContractId contract, String by, String what, String reason, Instant at);

    /// What was refused, the newest first.
    ///
    /// @param limit how many at most
    List<Refusal> refusals(int limit);

    /// Something that was refused.
    record Refusal(ContractId contract, String by, String what, String reason, Instant at) {}
}
