package org.opengms.server.persistence;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.opengms.ledger.books.Account;
import org.opengms.ledger.books.Answer;
import org.opengms.ledger.books.Basis;
import org.opengms.ledger.books.Books;
import org.opengms.ledger.books.Command;
import org.opengms.ledger.books.Event;
import org.opengms.ledger.books.Leg;
import org.opengms.ledger.books.Posting;
import org.opengms.ledger.books.Standing;
import org.opengms.ledger.books.TrialBalance;
import org.opengms.ledger.money.Money;
import org.opengms.value.BookStore;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/// The books in PostgreSQL, one event a row. One batch is written at a time, whichever server it
/// comes from; what it does is decided by the engine, over the events of the postings that it
/// speaks of, and the database's own rules refuse what would not balance or would be booked twice.
public final class JdbcBooks implements BookStore {
    /// The most commands of a batch.
    private static final int MOST_COMMANDS = 20_000;

    /// Names the lock that writers take in turn.
    private static final long WRITER = 0x6c65_6467_6572_0001L;

    private static final String COLUMNS =
            "seq, at, kind, reference, day, words, agreement, clause, evidence, accounts, currencies, amounts, expires, reverses";

    /// All events of some postings and of what they take back. A reference has at most one row that
    /// books it and one that settles it; the lateral joins keep the database to its indexes,
    /// whatever it believes about the size of the table.
    private static final String OF_REFERENCES =
            """
            with asked as (
                select w.reference from unnest(cast(? as text[])) as w (reference)
                union select e.reverses from unnest(cast(? as text[])) as w (reference)
                    cross join lateral (select reverses from ledger_event
                        where reference = w.reference and amounts is not null offset 0) e
                    where e.reverses is not null)
            select distinct on (seq) %1$s from (
                select e.* from asked cross join lateral (select %1$s from ledger_event
                    where reference = asked.reference and amounts is not null offset 0) e
                union all
                select e.* from asked cross join lateral (select %1$s from ledger_event
                    where reference = asked.reference and amounts is null and reference is not null
                    offset 0) e
                union all
                select e.* from asked cross join lateral (select %1$s from ledger_event
                    where reverses = asked.reference and reverses is not null offset 0) e
            ) found order by seq
            """
                    .formatted(COLUMNS);

    private static final String COUNTING =
            """
            from (select at, day, reference, words, agreement, clause, evidence, accounts, currencies, amounts
                    from ledger_event where kind in ('POSTED', 'REVERSED')
                union all
                select c.at, r.day, r.reference, r.words, r.agreement, r.clause, r.evidence, r.accounts,
                        r.currencies, r.amounts
                    from ledger_event c join ledger_event r on r.reference = c.reference
                        and r.amounts is not null
                    where c.kind = 'CONFIRMED') e
            """;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;

    /// @param transactions of the same database; a batch joins one that is under way
    public JdbcBooks(JdbcTemplate jdbc, TransactionTemplate transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public List<Answer> apply(List<Command> commands) {
        if (commands.size() > MOST_COMMANDS) {
            throw new IllegalArgumentException(
                    "OGMS-7840 %d commands are too many for one batch of the books. Send at most %d."
                            .formatted(commands.size(), MOST_COMMANDS));
        }
        return Objects.requireNonNull(
                transactions.execute(status ->
                        Objects.requireNonNull(
                                jdbc.execute(
                                        (Connection connection) -> write(connection, commands)))));
    }

    @Override
    public Optional<Standing> find(String reference) {
        return Objects.requireNonNull(
                jdbc.execute((Connection connection) ->
                        Books.of(events(connection, Set.of(reference))).find(reference)));
    }

    @Override
    public Optional<LocalDate> closedThrough() {
        return jdbc
                .query(
                        "select day from ledger_event where kind = 'CLOSED' order by seq desc limit 1",
                        (row, n) -> row.getObject("day", LocalDate.class))
                .stream()
                .findFirst();
    }

    @Override
    public TrialBalance trialBalance(LocalDate through, Instant known) {
        return new TrialBalance(
                jdbc.query(
                        "select l.account, l.currency, sum(l.amount) as units "
                                + COUNTING
                                + """
                                cross join lateral unnest(e.accounts, e.currencies, e.amounts)
                                    as l (account, currency, amount)
                                where e.day <= ? and e.at <= ?
                                group by l.account, l.currency
                                order by l.account collate "C", l.currency collate "C"
                                """,
                        (row, n) ->
                                new TrialBalance.Line(
                                        new Account(row.getString("account")),
                                        Currency.getInstance(row.getString("currency")),
                                        row.getObject("units", BigDecimal.class)
                                                .toBigIntegerExact()),
                        through,
                        Rows.utc(known)));
    }

    @Override
    public long events() {
        return Objects.requireNonNull(
                jdbc.queryForObject("select coalesce(max(seq), 0) from ledger_event", Long.class));
    }

    @Override
    public List<Posting> postings(LocalDate through) {
        return jdbc.query(
                "select * "
                        + COUNTING
                        + " where e.day <= ? order by e.day, e.reference collate \"C\"",
                (row, n) -> posting(row),
                through);
    }

    private List<Answer> write(Connection connection, List<Command> commands) throws SQLException {
        try (var lock = connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
            lock.setLong(1, WRITER);
            lock.execute();
        }
        long seq = 0;
        Instant now = micros(clock.instant());
        try (var head =
                        connection.prepareStatement(
                                "select seq, at from ledger_event order by seq desc limit 1");
                ResultSet row = head.executeQuery()) {
            if (row.next()) {
                seq = row.getLong("seq");
                // A clock that was set back must not put what happens before what has happened.
                Instant last = Rows.instant(row, "at");
                now = now.isBefore(last) ? last : now;
            }
        }
        Set<String> references = new LinkedHashSet<>();
        commands.forEach(command -> names(command, references));
        List<Event> before = events(connection, references);
        Books books = Books.of(before);
        List<Answer> answers = new ArrayList<>(commands.size());
        for (Command command : commands) {
            answers.add(books.apply(inMicros(command), now));
        }
        List<Event> all = books.events();
        copy(connection, all.subList(before.size(), all.size()), seq);
        return answers;
    }

    private static void names(Command command, Set<String> references) {
        switch (command) {
            case Command.Post(Posting posting) -> references.add(posting.reference());
            case Command.Reserve(Posting posting, Instant _) -> references.add(posting.reference());
            case Command.Confirm(String reference) -> references.add(reference);
            case Command.Cancel(String reference) -> references.add(reference);
            case Command.Expire(String reference) -> references.add(reference);
            case Command.Reverse reverse -> {
                references.add(reverse.reference());
                references.add(reverse.reversal());
            }
            case Command.Close _ -> {}
        }
    }

    /// The database keeps millionths of a second, and what is compared must be what was kept.
    private static Command inMicros(Command command) {
        return command instanceof Command.Reserve(Posting posting, Instant expires)
                ? new Command.Reserve(posting, micros(expires))
                : command;
    }

    private static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    /// The events of some postings, and the last closing.
    private static List<Event> events(Connection connection, Set<String> references)
            throws SQLException {
        List<Event> events = new ArrayList<>();
        try (var closed =
                        connection.prepareStatement(
                                "select day from ledger_event where kind = 'CLOSED' order by seq desc limit 1");
                ResultSet row = closed.executeQuery()) {
            if (row.next()) {
                events.add(new Event.Closed(Instant.EPOCH, row.getObject("day", LocalDate.class)));
            }
        }
        if (references.isEmpty()) {
            return events;
        }
        Array names = connection.createArrayOf("text", references.toArray());
        try (var asked = connection.prepareStatement(OF_REFERENCES)) {
            asked.setArray(1, names);
            asked.setArray(2, names);
            try (ResultSet row = asked.executeQuery()) {
                while (row.next()) {
                    events.add(event(row));
                }
            }
        }
        return events;
    }

    private static Event event(ResultSet row) throws SQLException {
        Instant at = Rows.instant(row, "at");
        String kind = row.getString("kind");
        String reference = row.getString("reference");
        return switch (kind) {
            case "POSTED" -> new Event.Posted(at, posting(row));
            case "RESERVED" -> new Event.Reserved(at, posting(row), Rows.instant(row, "expires"));
            case "CONFIRMED" -> new Event.Confirmed(at, reference);
            case "VOIDED" -> new Event.Voided(at, reference);
            case "EXPIRED" -> new Event.Expired(at, reference);
            case "REVERSED" -> new Event.Reversed(at, row.getString("reverses"), posting(row));
            default ->
                    throw new IllegalStateException(
                            "OGMS-7841 The books hold an event of kind %s, which this version does not know. Run the version that wrote it."
                                    .formatted(kind));
        };
    }

    private static Posting posting(ResultSet row) throws SQLException {
        String[] accounts = (String[]) row.getArray("accounts").getArray();
        String[] currencies = (String[]) row.getArray("currencies").getArray();
        Long[] amounts = (Long[]) row.getArray("amounts").getArray();
        List<Leg> legs = new ArrayList<>(accounts.length);
        for (int i = 0; i < accounts.length; i++) {
            legs.add(
                    new Leg(
                            new Account(accounts[i]),
                            new Money(Currency.getInstance(currencies[i]), amounts[i])));
        }
        return new Posting(
                row.getString("reference"),
                row.getObject("day", LocalDate.class),
                row.getString("words"),
                new Basis(
                        row.getString("agreement"),
                        row.getString("clause"),
                        row.getString("evidence")),
                legs);
    }

    private static void copy(Connection connection, List<Event> events, long last)
            throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        StringBuilder rows = new StringBuilder(events.size() * 300);
        long seq = last;
        for (Event event : events) {
            seq++;
            line(rows, seq, event);
        }
        byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
        CopyIn copy =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy ledger_event (" + COLUMNS + ") from stdin");
        try {
            copy.writeToCopy(bytes, 0, bytes.length);
            long written = copy.endCopy();
            if (written != events.size()) {
                throw new IllegalStateException(
                        "OGMS-7842 %d events of the books were to be written and %d were. Nothing is booked."
                                .formatted(events.size(), written));
            }
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void line(StringBuilder out, long seq, Event event) {
        out.append(seq).append('\t').append(event.at());
        switch (event) {
            case Event.Posted(Instant _, Posting posting) -> {
                out.append("\tPOSTED");
                posting(out, posting);
                out.append("\t\\N\t\\N");
            }
            case Event.Reserved(Instant _, Posting posting, Instant expires) -> {
                out.append("\tRESERVED");
                posting(out, posting);
                out.append('\t').append(expires).append("\t\\N");
            }
            case Event.Reversed(Instant _, String reference, Posting reversal) -> {
                out.append("\tREVERSED");
                posting(out, reversal);
                out.append("\t\\N");
                text(out, reference);
            }
            case Event.Confirmed(Instant _, String reference) -> bare(out, "CONFIRMED", reference);
            case Event.Voided(Instant _, String reference) -> bare(out, "VOIDED", reference);
            case Event.Expired(Instant _, String reference) -> bare(out, "EXPIRED", reference);
            case Event.Closed(Instant _, LocalDate through) ->
                    out.append("\tCLOSED\t\\N\t").append(through).append("\t\\N".repeat(9));
        }
        out.append('\n');
    }

    private static void bare(StringBuilder out, String kind, String reference) {
        out.append('\t').append(kind);
        text(out, reference);
        out.append("\t\\N".repeat(10));
    }

    private static void posting(StringBuilder out, Posting posting) {
        text(out, posting.reference());
        out.append('\t').append(posting.date());
        text(out, posting.words());
        text(out, posting.basis().agreement());
        text(out, posting.basis().clause());
        text(out, posting.basis().evidence());
        // Names of accounts and currencies hold nothing that an array would have to escape.
        array(out, posting.legs().stream().map(leg -> leg.account().name()).toList());
        array(
                out,
                posting.legs().stream()
                        .map(leg -> leg.amount().currency().getCurrencyCode())
                        .toList());
        array(
                out,
                posting.legs().stream()
                        .map(leg -> Long.toString(leg.amount().minorUnits()))
                        .toList());
    }

    private static void array(StringBuilder out, List<String> values) {
        out.append(values.stream().collect(Collectors.joining(",", "\t{", "}")));
    }

    /// A text as COPY reads it (PostgreSQL, COPY, "Text Format"). Control characters cannot occur.
    private static void text(StringBuilder out, String value) {
        out.append('\t').append(value.replace("\\", "\\\\"));
    }
}
