package org.opengms.server.patient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
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
import org.opengms.people.NhsNumber;
import org.opengms.people.People;
import org.opengms.people.Person;
import org.opengms.people.PersonId;
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
    private final Clock clock;

    public PatientOffice(
            JdbcClient jdbc,
            People people,
            ConsentStore consents,
            ChoiceDesk desk,
            Gate gate,
            TransactionTemplate transactions,
            Function<OdsCode, String> organisationName,
            Clock clock) {
        this.jdbc = jdbc;
        this.people = people;
        this.consents = consents;
        this.desk = desk;
        this.gate = gate;
        this.transactions = transactions;
        this.organisationName = organisationName;
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
        return new Overview(
                person,
                choicesOf(person),
                counts(person),
                usesOf(person, show, before, USES_PER_PAGE),
                testsOf(person));
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
        return gate.release(request(person, DataClass.CONSENT), () -> choicesOf(person));
    }

    private Choices choicesOf(Person person) {
        ConsentHistory history = consents.history(person.id());
        return new Choices(history, history.now(clock.instant()));
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
        ChoiceOutcome outcome = transactions.execute(status -> desk.record(wish, actor(person)));
        if (outcome == null) {
            throw new IllegalStateException("OGMS-7131 The transaction gave no answer");
        }
        return outcome;
    }

    /// All uses, for a copy.
    ///
    /// @throws AccessDenied if the gate does not permit
    public List<OwnUse> allUses(Person person) throws AccessDenied {
        return gate.release(
                request(person, DataClass.USES),
                () -> usesOf(person, OwnUse.Show.ALL, Optional.empty(), MOST_USES).uses());
    }

    /// The tests, with what they found where it has been told.
    ///
    /// @throws AccessDenied if the gate does not permit
    public List<OwnTest> tests(Person person) throws AccessDenied {
        return gate.release(request(person, DataClass.ORDER), () -> testsOf(person));
    }

    // ---- Reading -------------------------------------------------------------------------------

    private Counts counts(Person person) {
        return jdbc.sql(
                        """
                        select count(*) filter (where permitted and purpose not in
                                ('RESEARCH', 'RESEARCH_BY_COMPANIES', 'OWN_RECORD')) as care,
                            count(*) filter (where permitted and purpose in
                                ('RESEARCH', 'RESEARCH_BY_COMPANIES')) as research,
                            count(*) filter (where not permitted and purpose <> 'OWN_RECORD') as refused
                        from access_log where person_id = cast(:person as uuid)
                        """)
                .param("person", person.id().value())
                .query((row, n) ->
                        new Counts(
                                row.getLong("care"),
                                row.getLong("research"),
                                row.getLong("refused")))
                .single();
    }

    private Uses usesOf(Person person, OwnUse.Show show, Optional<Long> before, int most) {
        String which =
                switch (show) {
                    case OTHERS -> "and a.purpose <> 'OWN_RECORD'";
                    case CARE ->
                            "and a.permitted and a.purpose not in ('RESEARCH', 'RESEARCH_BY_COMPANIES', 'OWN_RECORD')";
                    case RESEARCH ->
                            "and a.permitted and a.purpose in ('RESEARCH', 'RESEARCH_BY_COMPANIES')";
                    case REFUSED -> "and not a.permitted and a.purpose <> 'OWN_RECORD'";
                    case ALL -> "";
                };
        List<OwnUse> uses =
                jdbc.sql(
                                """
                                select a.*, e.log_index, p.title from access_log a
                                left join log_entry e on e.record_id = a.record_id
                                left join project p on p.id = a.project and p.published_at is not null
                                where a.person_id = cast(:person as uuid) and a.id < :before
                                """
                                        + which
                                        + " order by a.id desc limit :most")
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
                entry,
                project);
    }

    private String organisation(String code) {
        return OdsCode.isValid(code) && !code.equals(Actor.NO_ORGANISATION.value())
                ? organisationName.apply(new OdsCode(code))
                : "";
    }

    private List<OwnTest> testsOf(Person person) {
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
