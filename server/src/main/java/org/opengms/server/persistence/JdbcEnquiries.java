package org.opengms.server.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.opengms.market.AskerKind;
import org.opengms.market.Contact;
import org.opengms.market.Enquiry;
import org.opengms.market.EnquiryHistory;
import org.opengms.market.EnquiryId;
import org.opengms.market.EnquiryStore;
import org.opengms.market.LossReason;
import org.opengms.market.Stage;
import org.opengms.market.Step;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/// Enquiries in PostgreSQL.
public final class JdbcEnquiries implements EnquiryStore {
    /// Each enquiry with where it stands.
    private static final String STANDING =
            """
            with standing as (
                select e.id, coalesce(s.stage, 'NEW') as stage, coalesce(s.at, e.at) as since
                from enquiry e left join lateral (
                    select stage, at from enquiry_step where enquiry = e.id
                    order by number desc limit 1) s on true)
            """;

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;

    public JdbcEnquiries(JdbcClient jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @Override
    public EnquiryId add(Enquiry enquiry, Contact contact) {
        return Objects.requireNonNull(
                transactions.execute(_ -> {
                    int added =
                            jdbc.sql(
                                            """
                                            insert into enquiry (id, number, at, organisation, kind, wanted, benefit)
                                            values (:id, :number, :at, :organisation, :kind, :wanted, :benefit)
                                            on conflict (number) do nothing
                                            """)
                                    .param("id", uuid(enquiry.id()))
                                    .param("number", enquiry.number())
                                    .param("at", Rows.utc(enquiry.at()))
                                    .param("organisation", enquiry.organisation())
                                    .param("kind", enquiry.kind().name())
                                    .param("wanted", enquiry.wanted())
                                    .param("benefit", enquiry.benefit())
                                    .update();
                    if (added == 0) {
                        return jdbc.sql("select id from enquiry where number = :number")
                                .param("number", enquiry.number())
                                .query((row, n) -> new EnquiryId(row.getString("id")))
                                .single();
                    }
                    jdbc.sql("insert into enquiry_contact (enquiry, email) values (:id, :email)")
                            .param("id", uuid(enquiry.id()))
                            .param("email", contact.email())
                            .update();
                    return enquiry.id();
                }));
    }

    @Override
    public boolean add(EnquiryId enquiry, int known, EnquiryHistory.Dated step) {
        Optional<LossReason> reason = Optional.empty();
        String words =
                switch (step.step()) {
                    case Step.Answered(String told) -> told;
                    case Step.Applied(String project) -> project;
                    case Step.Contracted(String contract) -> contract;
                    case Step.Lost(LossReason why, String happened) -> {
                        reason = Optional.of(why);
                        yield happened;
                    }
                };
        return jdbc.sql(
                                """
                                insert into enquiry_step (enquiry, number, stage, reason, words, at, by)
                                values (:enquiry, :number, :stage, :reason, :words, :at, :by)
                                on conflict do nothing
                                """)
                        .param("enquiry", uuid(enquiry))
                        .param("number", known + 1)
                        .param("stage", step.step().leadsTo().name())
                        .param("reason", reason.map(LossReason::name).orElse(null))
                        .param("words", words)
                        .param("at", Rows.utc(step.at()))
                        .param("by", step.by())
                        .update()
                == 1;
    }

    @Override
    public Optional<EnquiryHistory> find(EnquiryId enquiry) {
        return histories(
                        jdbc.sql("select * from enquiry where id = :id")
                                .param("id", uuid(enquiry))
                                .query(JdbcEnquiries::enquiry)
                                .list())
                .stream()
                .findFirst();
    }

    @Override
    public Optional<Contact> contact(EnquiryId enquiry) {
        return jdbc.sql("select email from enquiry_contact where enquiry = :id")
                .param("id", uuid(enquiry))
                .query((row, n) -> new Contact(row.getString("email")))
                .optional();
    }

    @Override
    public int forgetContacts(Instant endedBefore) {
        return jdbc.sql(
                        STANDING
                                + """
                                delete from enquiry_contact c using standing s
                                where s.id = c.enquiry and s.stage in ('LOST', 'CONTRACTED')
                                    and s.since < :before
                                """)
                .param("before", Rows.utc(endedBefore))
                .update();
    }

    @Override
    public List<EnquiryHistory> at(Stage stage, int offset, int limit) {
        return histories(
                jdbc.sql(
                                STANDING
                                        + """
                                        select e.* from enquiry e join standing s on s.id = e.id
                                        where s.stage = :stage order by s.since, e.id
                                        offset :offset limit :limit
                                        """)
                        .param("stage", stage.name())
                        .param("offset", offset)
                        .param("limit", limit)
                        .query(JdbcEnquiries::enquiry)
                        .list());
    }

    @Override
    public Map<Stage, Long> counts() {
        Map<Stage, Long> counts = new EnumMap<>(Stage.class);
        jdbc.sql(STANDING + "select stage, count(*) as enquiries from standing group by stage")
                .query(row -> {
                    counts.put(Stage.valueOf(row.getString("stage")), row.getLong("enquiries"));
                });
        return counts;
    }

    @Override
    public List<EnquiryHistory> between(Instant from, Instant before) {
        return histories(
                jdbc.sql("select * from enquiry where at >= :from and at < :before order by at, id")
                        .param("from", Rows.utc(from))
                        .param("before", Rows.utc(before))
                        .query(JdbcEnquiries::enquiry)
                        .list());
    }

    private record Of(EnquiryId enquiry, EnquiryHistory.Dated step) {}

    private List<EnquiryHistory> histories(List<Enquiry> enquiries) {
        Map<EnquiryId, List<EnquiryHistory.Dated>> steps = new HashMap<>();
        if (!enquiries.isEmpty()) {
            jdbc.sql("select * from enquiry_step where enquiry in (:ids) order by enquiry, number")
                    .param("ids", enquiries.stream().map(e -> uuid(e.id())).toList())
                    .query(JdbcEnquiries::step)
                    .list()
                    .forEach(of ->
                            steps.computeIfAbsent(of.enquiry(), id -> new ArrayList<>())
                                    .add(of.step()));
        }
        return enquiries.stream()
                .map(e -> new EnquiryHistory(e, steps.getOrDefault(e.id(), List.of())))
                .toList();
    }

    private static Enquiry enquiry(ResultSet row, int number) throws SQLException {
        return new Enquiry(
                new EnquiryId(row.getString("id")),
                Rows.instant(row, "at"),
                row.getString("number"),
                row.getString("organisation"),
                AskerKind.valueOf(row.getString("kind")),
                row.getString("wanted"),
                row.getString("benefit"));
    }

    private static Of step(ResultSet row, int number) throws SQLException {
        String words = row.getString("words");
        Step step =
                switch (Stage.valueOf(row.getString("stage"))) {
                    case ANSWERED -> new Step.Answered(words);
                    case APPLIED -> new Step.Applied(words);
                    case CONTRACTED -> new Step.Contracted(words);
                    case LOST -> new Step.Lost(LossReason.valueOf(row.getString("reason")), words);
                    case NEW ->
                            throw new SQLException(
                                    "OGMS-8301 A step of an enquiry leads to NEW, which no step does. The table enquiry_step was changed by hand.");
                };
        return new Of(
                new EnquiryId(row.getString("enquiry")),
                new EnquiryHistory.Dated(step, Rows.instant(row, "at"), row.getString("by")));
    }

    private static UUID uuid(EnquiryId id) {
        return UUID.fromString(id.value());
    }
}
