package org.opengms.server.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.opengms.environment.Findings;
import org.opengms.environment.RunId;
import org.opengms.metering.ProjectReference;
import org.opengms.outputs.OutputContext;
import org.opengms.outputs.OutputEvent;
import org.opengms.outputs.OutputFinding;
import org.opengms.outputs.OutputId;
import org.opengms.outputs.OutputKind;
import org.opengms.outputs.OutputRequest;
import org.opengms.outputs.OutputStore;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;

/// Requests for release in PostgreSQL.
public final class JdbcOutputs implements OutputStore {
    /// The newest event that decides how a request stands.
    private static final String STANDS =
            """
            (select what from output_event e where e.request_id = r.id
                and what in ('WAITING_FOR_CHECKERS', 'ANSWERED', 'RETURNED_WITH_QUESTIONS', 'RELEASED',
                    'REFUSED', 'WITHDRAWN', 'SUPERSEDED')
                order by number desc limit 1)
            """;

    private static final String WAITS = STANDS + " in ('WAITING_FOR_CHECKERS', 'ANSWERED')";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    public JdbcOutputs(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @Override
    public void add(OutputRequest request, byte[] bytes) {
        transactions.executeWithoutResult(status -> {
            jdbc.sql(
                            """
                            insert into output_request (id, project, title, asked_by, kind, name, runs,
                                context, findings, sha256, bytes, content)
                            values (:id, :project, :title, :by, :kind, :name, :runs,
                                cast(:context as jsonb), cast(:findings as jsonb), :sha256, :bytes,
                                :content)
                            """)
                    .param("id", uuid(request.id()))
                    .param("project", request.project().value())
                    .param("title", request.title())
                    .param("by", request.askedBy())
                    .param("kind", request.kind().name())
                    .param("name", request.name())
                    .param("runs", request.runs().stream().map(RunId::value).toArray(String[]::new))
                    .param("context", Rows.JSON.writeValueAsString(request.context()))
                    .param("findings", Rows.JSON.writeValueAsString(request.findings()))
                    .param("sha256", request.sha256())
                    .param("bytes", request.bytes())
                    .param("content", bytes)
                    .update();
            request.events().forEach(event -> insert(request.id(), event));
        });
    }

    @Override
    public boolean add(OutputRequest request, byte[] bytes, Findings.Carriers released, int known) {
        return Objects.requireNonNull(
                transactions.execute(status -> {
                    // whoever writes the same position waits here for the one who came first
                    int written =
                            jdbc.sql(
                                            """
                                            insert into output_frequency (position, request_id, people)
                                            values (:position, :id, :people)
                                            on conflict (position) do nothing
                                            """)
                                    .param("position", known)
                                    .param("id", uuid(request.id()))
                                    .param("people", released.write())
                                    .update();
                    if (written == 0) {
                        return false;
                    }
                    add(request, bytes);
                    return true;
                }));
    }

    private void insert(OutputId id, OutputEvent event) {
        jdbc.sql(
                        """
                        insert into output_event (request_id, number, what, at, by_whom, words)
                        values (:id, :number, :what, :at, :by, :words)
                        """)
                .param("id", uuid(id))
                .param("number", event.number())
                .param("what", event.what().name())
                .param("at", Rows.utc(event.at()))
                .param("by", event.by())
                .param("words", event.words())
                .update();
    }

    @Override
    public Optional<OutputRequest> find(OutputId id) {
        return requests("where r.id = :id", Map.of("id", uuid(id))).stream().findFirst();
    }

    @Override
    public List<OutputRequest> of(ProjectReference project, int most) {
        return requests(
                "where r.project = :project order by r.id desc limit :most",
                Map.of("project", project.value(), "most", most));
    }

    @Override
    public List<OutputRequest> waiting(int most) {
        return requests("where " + WAITS + " order by r.id limit :most", Map.of("most", most));
    }

    @Override
    public int countWaiting() {
        return jdbc.sql("select count(*) from output_request r where " + WAITS)
                .query(Integer.class)
                .single();
    }

    @Override
    public List<OutputRequest> closed(Instant since) {
        return requests(
                """
                where exists (select 1 from output_event e where e.request_id = r.id and e.at >= :since
                    and e.what in ('RELEASED', 'REFUSED', 'WITHDRAWN', 'SUPERSEDED')) order by r.id
                """,
                Map.of("since", Rows.utc(since)));
    }

    /// @param which of this class, never of a request
    private List<OutputRequest> requests(String which, Map<String, Object> parameters) {
        List<OutputRequest> bare =
                jdbc.sql(
                                """
                                select r.id, r.project, r.title, r.asked_by, r.kind, r.name, r.runs,
                                    r.context, r.findings, r.sha256, r.bytes
                                from output_request r
                                """
                                        + which)
                        .params(parameters)
                        .query((row, n) -> request(row, List.of()))
                        .list();
        Map<OutputId, List<OutputEvent>> events = new HashMap<>();
        jdbc.sql(
                        "select * from output_event where request_id = any(:ids) order by request_id, number")
                .param("ids", bare.stream().map(r -> uuid(r.id())).toArray(UUID[]::new))
                .query((row, n) ->
                        Map.entry(
                                new OutputId(row.getString("request_id")),
                                new OutputEvent(
                                        row.getInt("number"),
                                        OutputEvent.What.valueOf(row.getString("what")),
                                        Rows.instant(row, "at"),
                                        row.getString("by_whom"),
                                        row.getString("words"))))
                .list()
                .forEach(one ->
                        events.computeIfAbsent(one.getKey(), _ -> new ArrayList<>())
                                .add(one.getValue()));
        return bare.stream()
                .map(r ->
                        new OutputRequest(
                                r.id(),
                                r.project(),
                                r.title(),
                                r.askedBy(),
                                r.kind(),
                                r.name(),
                                r.runs(),
                                r.context(),
                                r.findings(),
                                r.sha256(),
                                r.bytes(),
                                events.getOrDefault(r.id(), List.of())))
                .toList();
    }

    private static OutputRequest request(ResultSet row, List<OutputEvent> events)
            throws SQLException {
        return new OutputRequest(
                new OutputId(row.getString("id")),
                new ProjectReference(row.getString("project")),
                row.getString("title"),
                row.getString("asked_by"),
                OutputKind.valueOf(row.getString("kind")),
                row.getString("name"),
                Stream.of((String[]) row.getArray("runs").getArray()).map(RunId::new).toList(),
                Rows.JSON.readValue(row.getString("context"), OutputContext.class),
                Rows.JSON.readValue(
                        row.getString("findings"), new TypeReference<List<OutputFinding>>() {}),
                row.getString("sha256"),
                row.getInt("bytes"),
                events);
    }

    @Override
    public boolean append(OutputId id, List<OutputEvent> events) {
        return Objects.requireNonNull(
                transactions.execute(status -> {
                    // others wait here, and then find the number taken
                    jdbc.sql("select 1 from output_request where id = :id for update")
                            .param("id", uuid(id))
                            .query((row, n) -> 1)
                            .single();
                    int last =
                            jdbc.sql("select max(number) from output_event where request_id = :id")
                                    .param("id", uuid(id))
                                    .query(Integer.class)
                                    .single();
                    boolean isNext = last + 1 == events.getFirst().number();
                    if (isNext) {
                        events.forEach(event -> insert(id, event));
                    }
                    return isNext;
                }));
    }

    @Override
    public Optional<byte[]> bytes(OutputId id) {
        return jdbc.sql("select content from output_request where id = :id")
                .param("id", uuid(id))
                .query((row, n) -> row.getBytes("content"))
                .optional();
    }

    @Override
    public List<Findings.Carriers> frequencies() {
        return jdbc.sql("select people from output_frequency order by position")
                .query((row, n) -> (Findings.Carriers) Findings.read(row.getBytes("people")))
                .list();
    }

    private static UUID uuid(OutputId id) {
        return UUID.fromString(id.value());
    }
}
