package org.opengms.server.register;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.opengms.consent.ConsentStatement;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.disclosure.release.Breakdown;
import org.opengms.disclosure.release.Publication;
import org.opengms.disclosure.release.Release;
import org.opengms.disclosure.release.ReleaseRegistry;
import org.opengms.disclosure.release.Verdict;
import org.opengms.outputs.OutputFigures;
import org.opengms.server.persistence.JdbcLogBook;
import org.opengms.server.transparency.LogKeys;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// Makes the figures of a day once, whichever server is asked first, and keeps them as they were
/// published. So nobody learns anything from asking often, or before and after somebody else did
/// something.
///
/// Of how many people agree to research each new number is judged beside everything that was ever
/// published about them. If too few have come or gone since, the last one stands, with its day.
public final class RegisterOffice {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;
    private final Supplier<RoaringBitmap> participants;
    private final ReleaseRegistry releases;
    private final Function<Instant, OutputFigures> outputs;
    private final JdbcLogBook book;
    private final LogKeys keys;
    private final DisclosureRules rules;
    private final Clock clock;
    private final ReentrantLock making = new ReentrantLock();
    private volatile @Nullable RegisterFigures newest;

    /// @param participants who agrees to research now, by participant number
    /// @param releases what was published about them
    /// @param outputs what became of projects' outputs since an instant
    public RegisterOffice(
            JdbcClient jdbc,
            Supplier<RoaringBitmap> participants,
            ReleaseRegistry releases,
            Function<Instant, OutputFigures> outputs,
            JdbcLogBook book,
            LogKeys keys,
            DisclosureRules rules,
            Clock clock) {
        this.jdbc = jdbc;
        this.participants = participants;
        this.releases = releases;
        this.outputs = outputs;
        this.book = book;
        this.keys = keys;
        this.rules = rules;
        this.clock = clock;
    }

    /// Today's figures.
    public RegisterFigures today() {
        LocalDate day = ConsentStatement.day(clock.instant());
        RegisterFigures known = newest;
        if (known != null && known.day().equals(day)) {
            return known;
        }
        making.lock();
        try {
            RegisterFigures figures =
                    of(day).orElseGet(() -> {
                        keep(make(day));
                        return of(day).orElseThrow();
                    });
            newest = figures;
            return figures;
        } finally {
            making.unlock();
        }
    }

    /// The figures that were published on a day.
    public Optional<RegisterFigures> of(LocalDate day) {
        return jdbc.sql("select figures from register_day where day = :day")
                .param("day", day)
                .query((row, n) -> JSON.readValue(row.getString("figures"), RegisterFigures.class))
                .optional();
    }

    /// The days for which there are figures, newest first.
    public List<LocalDate> days() {
        return jdbc.sql("select day from register_day order by day desc limit 400")
                .query((row, n) -> row.getObject("day", LocalDate.class))
                .list();
    }

    private void keep(RegisterFigures figures) {
        jdbc.sql(
                        """
                        insert into register_day (day, figures) values (:day, cast(:figures as jsonb))
                        on conflict (day) do nothing
                        """)
                .param("day", figures.day())
                .param("figures", JSON.writeValueAsString(figures))
                .update();
    }

    private RegisterFigures make(LocalDate day) {
        LocalDate since = day.minusYears(1);
        Counted counted = participants(day);
        return new RegisterFigures(
                day,
                rules.version(),
                counted.people,
                counted.on,
                jdbc.sql(
                                """
                                select purpose, count(*) filter (where permitted) as permitted,
                                    count(*) filter (where not permitted) as refused
                                from access_log
                                where at >= :since and at < :day and purpose <> 'OWN_RECORD'
                                group by purpose order by purpose
                                """)
                        .param("since", start(since))
                        .param("day", start(day))
                        .query((row, n) ->
                                new RegisterFigures.Use(
                                        row.getString("purpose"),
                                        shown(row.getLong("permitted")),
                                        shown(row.getLong("refused"))))
                        .list(),
                shown(
                        count(
                                """
                                select count(distinct person_id) from consent_statement
                                where kind = 'FULL_WITHDRAWAL' and recorded_at >= :since
                                    and recorded_at < :day
                                """,
                                since,
                                day)),
                count(
                        """
                        select count(*) from access_log a
                        where a.permitted and a.purpose in ('RESEARCH', 'RESEARCH_BY_COMPANIES')
                            and a.at >= :since and a.at < :day
                            and exists (select 1 from consent_statement w
                                where w.person_id = a.person_id and w.kind = 'FULL_WITHDRAWAL'
                                    and w.recorded_at < a.at - interval '1 second'
                                    and not exists (select 1 from consent_statement y
                                        where y.person_id = w.person_id and y.seq > w.seq
                                            and y.recorded_at < a.at
                                            and y.kind in ('RESEARCH', 'DISCUSSION')))
                        """,
                        since,
                        day),
                shown(
                        count(
                                """
                                select count(*) from access_log where justification = 'EMERGENCY'
                                    and at >= :since and at < :day
                                """,
                                since,
                                day)),
                shown(
                        count(
                                """
                                select count(*) from access_log a join access_review r on r.access_id = a.id
                                where a.justification = 'EMERGENCY' and a.at >= :since and a.at < :day
                                """,
                                since,
                                day)),
                shown(
                        count(
                                """
                                select count(*) from notice_step where step = 'SENT'
                                    and at >= :since and at < :day
                                """,
                                since,
                                day)),
                research(since, day),
                new RegisterFigures.Log(
                        keys.origin().value(),
                        keys.log().verifier().toString(),
                        book.size(),
                        book.findings().size()));
    }

    private RegisterFigures.Research research(LocalDate since, LocalDate day) {
        OutputFigures left = outputs.apply(start(since).toInstant());
        return jdbc.sql(
                        """
                        select coalesce(sum(queries) filter (where kind in ('QUERY', 'BATCH')), 0)
                                as questions,
                            coalesce(sum(records), 0) as readings
                        from metered_use where day >= :since and day < :day
                        """)
                .param("since", since)
                .param("day", day)
                .query((row, n) ->
                        new RegisterFigures.Research(
                                row.getLong("questions"),
                                shown(row.getLong("readings")),
                                left.releasedByRules(),
                                left.releasedByCheckers(),
                                left.refused(),
                                left.waiting(),
                                left.medianWait().map(Duration::toHours).orElse(null)))
                .single();
    }

    /// A number of people with its day.
    private record Counted(RegisterFigures.Count people, LocalDate on) {}

    /// Today's number of people who agree to research if it may be told, or else the last one that
    /// was. A publication that ends between the registry and the page counts as published.
    private Counted participants(LocalDate day) {
        RoaringBitmap people = participants.get();
        if (!people.isEmpty()
                && releases.publish(
                                new Publication(
                                        "register/" + UUID.randomUUID(),
                                        "Public register",
                                        "The service itself",
                                        clock.instant(),
                                        List.of(Breakdown.of(new Release("participants", people)))))
                        instanceof Verdict.Safe) {
            return new Counted(shown(people.getLongCardinality()), day);
        }
        return before(day)
                .filter(earlier -> !earlier.participants().small())
                .map(earlier -> new Counted(earlier.participants(), earlier.dayOfParticipants()))
                .orElseGet(() -> new Counted(new RegisterFigures.Count(0, true), day));
    }

    /// The last figures before a day.
    private Optional<RegisterFigures> before(LocalDate day) {
        return jdbc.sql(
                        "select figures from register_day where day < :day order by day desc limit 1")
                .param("day", day)
                .query((row, n) -> JSON.readValue(row.getString("figures"), RegisterFigures.class))
                .optional();
    }

    private long count(String sql, LocalDate since, LocalDate day) {
        return jdbc.sql(sql)
                .param("since", start(since))
                .param("day", start(day))
                .query(Long.class)
                .single();
    }

    /// When a day begins in London; it has 23 or 25 hours where the clocks change.
    private static OffsetDateTime start(LocalDate day) {
        return day.atStartOfDay(ConsentStatement.ENGLAND).toOffsetDateTime();
    }

    private RegisterFigures.Count shown(long count) {
        return RegisterFigures.Count.of(rules.counts().show(count));
    }
}
