package org.opengms.server.patient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.opengms.access.ProjectId;
import org.opengms.cases.ResultKind;
import org.opengms.choices.ChoiceDesk;
import org.opengms.choices.ChoiceOutcome;
import org.opengms.choices.Wish;
import org.opengms.consent.ConsentHistory;
import org.opengms.consent.ConsentState;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.ConsentStore;
import org.opengms.consent.DiscussionDetails.WhoChose;
import org.opengms.consent.Said;
import org.opengms.gate.AccessDenied;
import org.opengms.gate.AccessRequest;
import org.opengms.gate.Actor;
import org.opengms.gate.DataClass;
import org.opengms.gate.Gate;
import org.opengms.gate.JustifiedAccess;
import org.opengms.gate.Purpose;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.OrderId;
import org.opengms.orders.OrderState;
import org.opengms.people.AddressProtection;
import org.opengms.people.NhsNumber;
import org.opengms.people.People;
import org.opengms.people.Person;
import org.opengms.people.PersonId;
import org.opengms.proxies.ProxyId;
import org.opengms.proxies.ProxyKind;
import org.opengms.safeguards.Held;
import org.opengms.safeguards.HeldBack;
import org.opengms.safeguards.Withholding;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// What a person reads and chooses of their own, each reading through the gate and in the log like
/// everybody's.
public final class PatientOffice {
    /// How many uses a page shows.
    public static final int USES_PER_PAGE = 50;

    /// How many uses a copy holds at most.
    private static final int MOST_USES = 100_000;

    private static final String CHANNEL = "own page";

    private final JdbcClient jdbc;
    private final People people;
    private final ConsentStore consents;
    private final ChoiceDesk desk;
    private final Gate gate;
    private final TransactionTemplate transactions;
    private final Function<OdsCode, String> organisationName;
    private final Discretion discretion;
    private final Clock clock;

    /// @param discretion what is not shown to the person
    public PatientOffice(
            JdbcClient jdbc,
            People people,
            ConsentStore consents,
            ChoiceDesk desk,
            Gate gate,
            TransactionTemplate transactions,
            Function<OdsCode, String> organisationName,
            Discretion discretion,
            Clock clock) {
        this.jdbc = jdbc;
        this.people = people;
        this.consents = consents;
        this.desk = desk;
        this.gate = gate;
        this.transactions = transactions;
        this.organisationName = organisationName;
        this.discretion = discretion;
        this.clock = clock;
    }

    /// A person and what their choices come to.
    public record Choices(ConsentHistory history, ConsentState state) {}

    /// Some uses, newest first.
    ///
    /// @param next what to ask for the ones before; absent if there are none
    public record Uses(List<OwnUse> uses, Optional<Long> next) {
        public Uses {
            uses = List.copyOf(uses);
        }
    }

    /// How often a person's data were used, by whom it may concern.
    public record Counts(long care, long research, long refused) {}

    /// Everything of the first page.
    public record Overview(
            Person person, Choices choices, Counts counts, Uses uses, List<OwnTest> tests) {
        public Overview {
            tests = List.copyOf(tests);
        }

        /// Whether a result waits to be told.
        public boolean holdsResults() {
            return tests.stream().anyMatch(OwnTest::held);
        }
    }

    /// Whose NHS number this is, if the service knows them.
    public Optional<Person> person(NhsNumber number) {
        return people.findByNhsNumber(number);
    }

    /// A person as the reader of their own record.
    public static Actor actor(Person person) {
        return Actor.person(person.id(), "the person themself");
    }

    private static AccessRequest request(Person person, DataClass data) {
        return new AccessRequest(
                actor(person),
                Purpose.OWN_RECORD,
                person.id(),
                data,
                "Patient/" + person.id().value(),
                CHANNEL);
    }

    /// Everything of the first page.
    ///
    /// @param before an id of [Uses#next]
    /// @throws AccessDenied if the gate does not permit
    public Overview overview(Person person, OwnUse.Show show, Optional<Long> before)
            throws AccessDenied {
        return gate.releaseAll(
                List.of(
                        request(person, DataClass.USES),
                        request(person, DataClass.CONSENT),
                        request(person, DataClass.ORDER)),
                () -> overviewOf(person, show, before));
    }

    private Overview overviewOf(Person person, OwnUse.Show show, Optional<Long> before) {
        HeldBack held = held(person);
        return new Overview(
                person,
                choicesOf(person, held),
                counts(person, held),
                usesOf(person, show, before, USES_PER_PAGE, held, Withholding.Reader.THE_PERSON),
                testsOf(person, held));
    }

    /// What a person's letter says, for a clinician who hands it to them on paper.
    ///
    /// @return empty if there is no such person
    /// @throws AccessDenied if the gate does not permit
    public Optional<Overview> letter(PersonId person, Actor clinician) throws AccessDenied {
        return gate.release(
                new AccessRequest(
                        clinician,
                        Purpose.DIRECT_CARE,
                        person,
                        DataClass.LETTER,
                        "Patient/" + person.value(),
                        "letter"),
                () ->
                        people.find(person)
                                .map(found ->
                                        overviewOf(found, OwnUse.Show.OTHERS, Optional.empty())));
    }

    /// What a person chose.
    ///
    /// @throws AccessDenied if the gate does not permit
    public Choices choices(Person person) throws AccessDenied {
        return gate.release(
                request(person, DataClass.CONSENT), () -> choicesOf(person, held(person)));
    }

    private HeldBack held(Person person) {
        return discretion.held(person.id(), Withholding.Reader.THE_PERSON);
    }

    private Choices choicesOf(Person person, HeldBack held) {
        ConsentHistory history = consents.history(person.id());
        return new Choices(Discretion.history(history, held), history.now(clock.instant()));
    }

    /// Records a choice that a person makes themself, today.
    public ChoiceOutcome choose(Person person, Said said) {
        Wish wish =
                new Wish(
                        person.id(),
                        Optional.of(person.id()),
                        said,
                        Optional.of(WhoChose.ADULT),
                        "The person's own page",
                        ConsentStatement.day(clock.instant()));
        return record(wish, actor(person));
    }

    private ChoiceOutcome record(Wish wish, Actor actor) {
        ChoiceOutcome outcome = transactions.execute(status -> desk.record(wish, actor));
        if (outcome == null) {
            throw new IllegalStateException("OGMS-7131 The transaction gave no answer");
        }
        return outcome;
    }

    /// What a copy holds beside the tests.
    ///
    /// @param statements about the use of the data
    /// @param heldRecords indexes in the transparency log of records whose content is held back
    record ForCopy(List<ConsentStatement> statements, List<OwnUse> uses, Set<Long> heldRecords) {}

    /// What a copy holds beside the tests.
    ///
    /// @throws AccessDenied if the gate does not permit
    ForCopy forCopy(Person person) throws AccessDenied {
        return gate.releaseAll(
                List.of(request(person, DataClass.CONSENT), request(person, DataClass.USES)),
                () -> {
                    HeldBack held = held(person);
                    return new ForCopy(
                            choicesOf(person, held).history().statements(),
                            usesOf(
                                            person,
                                            OwnUse.Show.ALL,
                                            Optional.empty(),
                                            MOST_USES,
                                            held,
                                            Withholding.Reader.THE_PERSON)
                                    .uses(),
                            heldRecords(person, held));
                });
    }

    /// The records of the transparency log whose content is held back from the person: of uses, of
    /// notes, and of everything that belongs to a test. Their proofs stay; they tell nothing of it.
    private Set<Long> heldRecords(Person person, HeldBack held) {
        return held.held().isEmpty()
                ? Set.of()
                : Set.copyOf(
                        jdbc.sql(
                                        """
                                        select log_index from log_entry
                                        where record_id = any(cast(:statements as uuid[]))
                                        union
                                        select e.log_index from access_log a
                                        join log_entry e on e.record_id = a.record_id
                                        where a.person_id = cast(:person as uuid) and (%s)
                                        """
                                                .formatted(HELD_USE))
                                .param("person", person.id().value())
                                .param("statements", texts(held, Held.Kind.STATEMENT))
                                .param("heldUses", texts(held, Held.Kind.USE))
                                .param("heldTests", texts(held, Held.Kind.TEST))
                                .query(Long.class)
                                .list());
    }

    // ---- For a proxy

    /// What a proxy reads for a person.
    ///
    /// @param choices if that is open to them
    /// @param uses the same, without those of the person themself and of proxies
    public record ForPerson(Person person, Optional<Choices> choices, Optional<Uses> uses) {}

    /// What a proxy reads for a person, each part as far as the gate permits.
    ///
    /// @param parts what is asked for: choices, uses or both
    /// @param show whether the place of an organisation may be told
    /// @param before an id of [Uses#next]
    /// @throws AccessDenied if the gate permits nothing
    public ForPerson forPerson(
            Person person,
            ProxyId proxy,
            Set<DataClass> parts,
            AddressProtection.Shown show,
            Optional<Long> before)
            throws AccessDenied {
        Actor actor = Actor.proxy(proxy, "a proxy");
        return gate.releaseSome(
                parts.stream().map(part -> onBehalf(actor, person, part)).toList(),
                permitted -> {
                    HeldBack held = discretion.held(person.id(), Withholding.Reader.A_PROXY);
                    return new ForPerson(
                            person,
                            permitted.contains(DataClass.CONSENT)
                                    ? Optional.of(choicesOf(person, held))
                                    : Optional.empty(),
                            permitted.contains(DataClass.USES)
                                    ? Optional.of(usesForProxy(person, show, before, held))
                                    : Optional.empty());
                });
    }

    private Uses usesForProxy(
            Person person, AddressProtection.Shown show, Optional<Long> before, HeldBack held) {
        Uses uses =
                usesOf(
                        person,
                        OwnUse.Show.OTHERS,
                        before,
                        USES_PER_PAGE,
                        held,
                        Withholding.Reader.A_PROXY);
        return switch (show) {
            case EVERYTHING -> uses;
            case NOTHING ->
                    new Uses(uses.uses().stream().map(OwnUse::withoutPlace).toList(), uses.next());
        };
    }

    /// Records a choice that a proxy makes for a person, today.
    ///
    /// @param by as whom they speak
    public ChoiceOutcome choose(Person person, ProxyId proxy, WhoChose by, Said said) {
        return record(
                new Wish(
                        person.id(),
                        Optional.of(person.id()),
                        said,
                        Optional.of(by),
                        "The page of somebody who acts for the person",
                        ConsentStatement.day(clock.instant())),
                Actor.proxy(proxy, "a proxy"));
    }

    private static AccessRequest onBehalf(Actor actor, Person person, DataClass data) {
        return new AccessRequest(
                actor,
                Purpose.ON_BEHALF,
                person.id(),
                data,
                "Patient/" + person.id().value(),
                CHANNEL);
    }

    /// The tests, with what they found where it has been told.
    ///
    /// @throws AccessDenied if the gate does not permit
    public List<OwnTest> tests(Person person) throws AccessDenied {
        return gate.release(request(person, DataClass.ORDER), () -> testsOf(person, held(person)));
    }

    // ---- Reading -------------------------------------------------------------------------------

    /// Uses that are held back, and those of a test that is. A use from before there was a
    /// transparency log has no record: it is not held back for that.
    private static final String HELD_USE =
            """
            coalesce(a.record_id = any(cast(:heldUses as uuid[])), false)
            or a.resource in (select 'ServiceRequest/' || t from unnest(cast(:heldTests as text[])) t)
            or exists (select 1 from resource_current c
                where c.order_id = any(cast(:heldTests as uuid[])) and c.type <> 'Patient'
                and c.type || '/' || c.id = split_part(a.resource, '?', 1))
            """;

    private static String[] texts(HeldBack held, Held.Kind kind) {
        return held.ids(kind).stream().map(UUID::toString).toArray(String[]::new);
    }

    private static String notHeld(HeldBack held) {
        return held.held().isEmpty() ? "" : " and not (" + HELD_USE + ") ";
    }

    private static JdbcClient.StatementSpec with(HeldBack held, JdbcClient.StatementSpec sql) {
        return held.held().isEmpty()
                ? sql
                : sql.param("heldUses", texts(held, Held.Kind.USE))
                        .param("heldTests", texts(held, Held.Kind.TEST));
    }

    private Counts counts(Person person, HeldBack held) {
        return with(
                        held,
                        jdbc.sql(
                                """
                                select count(*) filter (where permitted and purpose not in
                                        ('RESEARCH', 'RESEARCH_BY_COMPANIES', 'OWN_RECORD', 'ON_BEHALF')) as care,
                                    count(*) filter (where permitted and purpose in
                                        ('RESEARCH', 'RESEARCH_BY_COMPANIES')) as research,
                                    count(*) filter (where not permitted and purpose <> 'OWN_RECORD') as refused
                                from access_log a where person_id = cast(:person as uuid)
                                """
                                        + notHeld(held)))
                .param("person", person.id().value())
                .query((row, n) ->
                        new Counts(
                                row.getLong("care"),
                                row.getLong("research"),
                                row.getLong("refused")))
                .single();
    }

    private Uses usesOf(
            Person person,
            OwnUse.Show show,
            Optional<Long> before,
            int most,
            HeldBack held,
            Withholding.Reader reader) {
        String which =
                switch (show) {
                    case OTHERS -> "and a.purpose <> 'OWN_RECORD'";
                    case CARE ->
                            "and a.permitted and a.purpose not in ('RESEARCH', 'RESEARCH_BY_COMPANIES', 'OWN_RECORD', 'ON_BEHALF')";
                    case RESEARCH ->
                            "and a.permitted and a.purpose in ('RESEARCH', 'RESEARCH_BY_COMPANIES')";
                    case REFUSED -> "and not a.permitted and a.purpose <> 'OWN_RECORD'";
                    case ALL -> "";
                };
        List<OwnUse> uses =
                with(
                                held,
                                jdbc.sql(
                                        """
                                        select a.*, e.log_index, p.title from access_log a
                                        left join log_entry e on e.record_id = a.record_id
                                        left join project p on p.id = a.project
                                            and p.published_at is not null
                                        where a.person_id = cast(:person as uuid) and a.id < :before
                                        """
                                                + which
                                                + switch (reader) {
                                                    case THE_PERSON -> "";
                                                    // one proxy is not told when another looked
                                                    case A_PROXY -> " and a.purpose <> 'ON_BEHALF'";
                                                }
                                                + notHeld(held)
                                                + " order by a.id desc limit :most"))
                        .param("person", person.id().value())
                        .param("before", before.orElse(Long.MAX_VALUE))
                        .param("most", most + 1)
                        .query(this::use)
                        .list();
        return uses.size() <= most
                ? new Uses(uses, Optional.empty())
                : new Uses(uses.subList(0, most), Optional.of(uses.get(most - 1).id()));
    }

    private OwnUse use(ResultSet row, int rowNumber) throws SQLException {
        long index = row.getLong("log_index");
        Optional<Long> entry = row.wasNull() ? Optional.empty() : Optional.of(index);
        @Nullable String title = row.getString("title");
        Optional<OwnUse.Project> project =
                title == null
                        ? Optional.empty()
                        : Optional.of(
                                new OwnUse.Project(new ProjectId(row.getString("project")), title));
        return new OwnUse(
                row.getLong("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                organisation(row.getString("organisation")),
                Role.parse(row.getString("roles")),
                Purpose.valueOf(row.getString("purpose")),
                DataClass.valueOf(row.getString("data_class")),
                row.getBoolean("permitted"),
                row.getString("reason"),
                Optional.ofNullable(row.getString("justification"))
                        .map(JustifiedAccess.Kind::valueOf),
                Optional.ofNullable(row.getString("proxy")).map(ProxyKind::valueOf),
                entry,
                project);
    }

    private String organisation(String code) {
        return OdsCode.isValid(code) && !code.equals(Actor.NO_ORGANISATION.value())
                ? organisationName.apply(new OdsCode(code))
                : "";
    }

    private List<OwnTest> testsOf(Person person, HeldBack held) {
        return discretion.tests(person, keptTests(person), held);
    }

    private List<OwnTest> keptTests(Person person) {
        return jdbc.sql(
                        """
                        select o.id, o.number, o.indication_name, o.authored_on, o.state,
                            r.kind, r.conclusion, r.issued_at,
                            exists (select 1 from report n where n.order_id = o.id
                                and n.status = 'FINAL' and n.seq > coalesce(r.seq, 0)) as held
                        from test_order o
                        left join lateral (select v.kind, v.conclusion, v.issued_at, v.seq
                            from report v join result_told t on t.report_id = v.id and t.version = v.version
                            where v.order_id = o.id and v.status = 'FINAL'
                            order by v.seq desc limit 1) r on true
                        where o.person_id = cast(:person as uuid)
                        order by o.authored_on desc, o.number desc
                        """)
                .param("person", person.id().value())
                .query(PatientOffice::test)
                .list();
    }

    private static OwnTest test(ResultSet row, int rowNumber) throws SQLException {
        @Nullable String kind = row.getString("kind");
        return new OwnTest(
                new OrderId(row.getString("id")),
                row.getString("number"),
                row.getString("indication_name"),
                row.getObject("authored_on", LocalDate.class),
                OrderState.valueOf(row.getString("state")),
                kind != null
                        ? Optional.of(
                                new OwnTest.Answer(
                                        ResultKind.valueOf(kind).words(),
                                        row.getString("conclusion"),
                                        ConsentStatement.day(
                                                row.getObject("issued_at", OffsetDateTime.class)
                                                        .toInstant())))
                        : Optional.empty(),
                row.getBoolean("held"));
    }
}
