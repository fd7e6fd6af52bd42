package org.opengms.value;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.opengms.ledger.books.Answer;
import org.opengms.ledger.books.Books;
import org.opengms.ledger.books.Command;
import org.opengms.ledger.books.Posting;
import org.opengms.ledger.books.Standing;
import org.opengms.ledger.books.TrialBalance;
import org.opengms.ledger.contract.ProjectReference;

/// Contracts, funds, use and books in memory, all of a step or nothing.
final class MemoryLedger implements BookStore {
    private final Clock clock;
    private Books books = new Books();
    private final Map<String, List<AgreementEntry>> contracts = new TreeMap<>();
    private final List<FundEntry> funds = new ArrayList<>();
    private final List<ImportedUse> uses = new ArrayList<>();
    private final List<ContractStore.Refusal> refusals = new ArrayList<>();

    /// Done once before the next step is kept, as by somebody who is faster.
    Optional<Runnable> meanwhile = Optional.empty();

    MemoryLedger(Clock clock) {
        this.clock = clock;
    }

    Books books() {
        return books;
    }

    private void overtake() {
        Optional<Runnable> first = meanwhile;
        meanwhile = Optional.empty();
        first.ifPresent(Runnable::run);
    }

    private void book(List<Command> commands) {
        Books tried = Books.of(new ArrayList<>(books.events()));
        for (Command command : commands) {
            switch (tried.apply(command, clock.instant())) {
                case Answer.Done _ -> {}
                case Answer.Refused refused -> throw new BooksRefusal(refused);
                case Answer.Already _ -> throw new IllegalStateException("booked before");
            }
        }
        books = tried;
    }

    final ContractStore contractStore =
            new ContractStore() {
                @Override
                public List<AgreementEntry> history(ContractId contract) {
                    return List.copyOf(contracts.getOrDefault(contract.value(), List.of()));
                }

                @Override
                public List<Agreement> all() {
                    return contracts.entrySet().stream()
                            .map(e -> Agreement.of(new ContractId(e.getKey()), e.getValue()))
                            .toList();
                }

                @Override
                public Kept append(Agreement after, int known, List<Command> bookings) {
                    overtake();
                    if (history(after.id()).size() != known) {
                        return Kept.OVERTAKEN;
                    }
                    book(bookings);
                    contracts.put(after.id().value(), after.history());
                    return Kept.KEPT;
                }

                @Override
                public Kept draft(Agreement after, int known, Consumer<List<Agreement>> check) {
                    overtake();
                    check.accept(all());
                    return append(after, known, List.of());
                }

                @Override
                public void refused(
                        ContractId contract, String by, String what, String reason, Instant at) {
                    refusals.add(new Refusal(contract, by, what, reason, at));
                }

                @Override
                public List<Refusal> refusals(int limit) {
                    return refusals.reversed().stream().limit(limit).toList();
                }
            };

    final FundStore fundStore =
            new FundStore() {
                @Override
                public List<FundEntry> history() {
                    return List.copyOf(funds);
                }

                @Override
                public Kept append(FundEntry next, int known, List<Command> bookings) {
                    overtake();
                    if (funds.size() != known) {
                        return Kept.OVERTAKEN;
                    }
                    book(bookings);
                    funds.add(next);
                    return Kept.KEPT;
                }
            };

    final ImportedUseStore useStore =
            new ImportedUseStore() {
                @Override
                public List<ImportedUse> of(ProjectReference project) {
                    return uses.stream().filter(u -> u.project().equals(project)).toList();
                }

                @Override
                public boolean add(List<ImportedUse> more, String by, Instant at) {
                    Set<String> days = new HashSet<>();
                    List<ImportedUse> all = new ArrayList<>(uses);
                    all.addAll(more);
                    for (ImportedUse use : all) {
                        for (LocalDate day = use.period().from();
                                !day.isAfter(use.period().to());
                                day = day.plusDays(1)) {
                            if (!days.add(use.project() + use.unit() + use.use().trust() + day)) {
                                return false;
                            }
                        }
                    }
                    uses.addAll(more);
                    return true;
                }
            };

    @Override
    public List<Answer> apply(List<Command> commands) {
        return commands.stream().map(c -> books.apply(c, clock.instant())).toList();
    }

    @Override
    public Optional<Standing> find(String reference) {
        return books.find(reference);
    }

    @Override
    public Optional<LocalDate> closedThrough() {
        return books.closedThrough();
    }

    @Override
    public TrialBalance trialBalance(LocalDate through, Instant known) {
        return books.trialBalance(through, known);
    }

    @Override
    public long events() {
        return books.events().size();
    }

    @Override
    public List<Posting> postings(LocalDate through) {
        throw new UnsupportedOperationException();
    }
}
