package org.opengms.benchmark;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.opengms.server.command.RunningService;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How long a laboratory's poll for its tasks takes when very many tasks are stored.
///
/// Starts a service on a data folder, writes orders with eight tasks each into its tables until
/// there are as many tasks as asked for (once; they stay in the folder), and polls over HTTP as a
/// laboratory's system does: what is requested of it, what changed lately, and the pages of
/// everything that it ever had. Each poll goes through token, gate and access log.
public final class PollingAtScale {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int TASKS_PER_ORDER = 8;

    private PollingAtScale() {}

    /// @param arguments data folder, tasks (1,000,000), polls of each kind (300), port (8095)
    public static void main(String[] arguments)
            throws IOException, InterruptedException, SQLException {
        Path data = Path.of(arguments[0]);
        int tasks = number(arguments, 1, 1_000_000);
        int polls = number(arguments, 2, 300);
        int port = number(arguments, 3, 8095);
        PrintWriter messages = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        try (RunningService service =
                RunningService.start(
                        new RunningService.Choices(
                                data,
                                "127.0.0.1",
                                port,
                                RunningService.RuleFiles.USUAL,
                                Optional.empty(),
                                OptionalLong.of(1)),
                        messages)) {
            try (Connection connection =
                    service.context().getBean(DataSource.class).getConnection()) {
                load(
                        JdbcClient.create(new SingleConnectionDataSource(connection, true)),
                        tasks / TASKS_PER_ORDER);
            }
            poll(service, data, polls);
        }
    }

    /// Writes orders and their tasks: one order in twenty is open and has a task that is requested.
    private static void load(JdbcClient jdbc, int orders) {
        int there = jdbc.sql("select count(*) from lab_task").query(Integer.class).single();
        if (there >= orders * TASKS_PER_ORDER) {
            System.out.printf(Locale.ROOT, "%,d tasks are there already%n", there);
            return;
        }
        long start = System.nanoTime();
        for (String statement : STATEMENTS) {
            jdbc.sql(statement.replace(":orders", Integer.toString(orders))).update();
        }
        jdbc.sql("analyze").update();
        System.out.printf(
                Locale.ROOT,
                "%,d orders with %,d tasks written in %.0f s; database %s%n",
                orders,
                orders * TASKS_PER_ORDER,
                (System.nanoTime() - start) / 1e9,
                jdbc.sql("select pg_size_pretty(pg_database_size(current_database()))")
                        .query(String.class)
                        .single());
    }

    private static final List<String> STATEMENTS =
            List.of(
                    """
                    create temporary table made as
                    select n, gen_random_uuid() as person, gen_random_uuid() as order_id,
                        'ZL0' || (1 + n % 7) as laboratory, 'ZR1' || lpad((1 + n % 14)::text, 2, '0') as site,
                        n % 20 = 0 as open, now() - (n || ' seconds')::interval as at
                    from generate_series(1, :orders) n
                    """,
                    """
                    insert into person (id, family_name, given_name, birth_date, sex, postcode)
                    select person, 'Load', 'Case', date '1990-01-01' + n % 9000, 'FEMALE', '' from made
                    """,
                    """
                    insert into test_order (id, number, person_id, ordering_site, submitted_by, requester_name,
                        indication_code, indication_name, priority, authored_on, received_at, home_laboratory,
                        laboratory, method, test_code, route, state, phenotypes, version)
                    select order_id, 'LOAD-' || n, person, site, site, 'Dr Load', 'R901', 'Load', 'ROUTINE', at::date, at,
                        laboratory, laboratory, 'PANEL', 'R901.2', '{}', case when open then 'IN_LABORATORY' else 'REPORTED' end, '[]', 1
                    from made
                    """,
                    """
                    create temporary table made_task as
                    select gen_random_uuid() as id, m.*, step,
                        (array['process-genomic-test-request', 'request-sample-alignment', 'sample-preparation',
                            'sample-processing', 'produce-interim-report', 'genomic-mdt', 'produce-final-report',
                            'distribute-report'])[step] as code,
                        case when not open then 'completed' when step < 3 then 'completed' when step = 3 then 'requested' else 'draft' end as status
                    from made m, generate_series(1, 8) step
                    """,
                    """
                    insert into lab_task (id, order_id, code, step, status, owner, created_at, changed_at, version)
                    select id, order_id, upper(replace(code, '-', '_')), step, upper(status), laboratory, at, at, 1 from made_task
                    """,
                    """
                    insert into resource_version (type, id, version, last_updated, recorded_by, body)
                    select 'Task', id::text, 1, at, 'load', json_build_object('resourceType', 'Task', 'id', id,
                        'meta', json_build_object('versionId', '1', 'lastUpdated', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
                        'groupIdentifier', json_build_object('system', 'https://fhir.nhs.uk/Id/GMSOrder', 'value', 'LOAD-' || n),
                        'status', status, 'intent', 'order', 'priority', 'routine',
                        'code', json_build_object('coding', json_build_array(json_build_object('system', 'https://fhir.nhs.uk/CodeSystem/task-code-genomics', 'code', code))),
                        'focus', json_build_object('reference', 'ServiceRequest/' || order_id), 'for', json_build_object('reference', 'Patient/' || person),
                        'authoredOn', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                        'owner', json_build_object('identifier', json_build_object('system', 'https://fhir.nhs.uk/Id/ods-organization-code', 'value', laboratory)))::text
                    from made_task
                    """,
                    """
                    insert into resource_current (type, id, version, last_updated, person_id, order_id, owner, requester, submitter,
                        status, tokens, moment)
                    select 'Task', id::text, 1, at, person, order_id, laboratory, site, site, status,
                        array['status=' || status, 'code=' || code, 'code=https://fhir.nhs.uk/CodeSystem/task-code-genomics|' || code,
                            'focus=ServiceRequest/' || order_id, 'focus=' || order_id, 'patient=Patient/' || person, 'patient=' || person,
                            'owner:identifier=' || laboratory], at
                    from made_task
                    """,
                    "drop table made_task",
                    "drop table made");

    private static void poll(RunningService service, Path data, int polls)
            throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        String token = ServiceToken.of(service, data, "laboratory-zl03");
        String owner = "/FHIR/R4/Task?owner:identifier=ZL03";
        time(
                service,
                http,
                token,
                "requested of the laboratory",
                owner + "&status=requested",
                polls);
        time(
                service,
                http,
                token,
                "requested of one kind",
                owner + "&status=requested&code=sample-preparation",
                polls);
        time(
                service,
                http,
                token,
                "changed in the last hour",
                owner + "&_lastUpdated=ge" + java.time.Instant.now().minusSeconds(3600),
                polls);
        time(service, http, token, "everything, first page", owner, polls);
        time(
                service,
                http,
                token,
                "waiting their turn",
                "/FHIR/R4/Task?_count=20&owner=ZL03&status=draft",
                polls);
        pages(service, http, token, owner, polls);
    }

    private static void time(
            RunningService service,
            HttpClient http,
            String token,
            String what,
            String path,
            int polls)
            throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        int found = 0;
        for (int i = 0; i < polls + polls / 5; i++) {
            long start = System.nanoTime();
            JsonNode bundle = get(service, http, token, service.address() + path);
            if (i >= polls / 5) {
                millis.add((System.nanoTime() - start) / 1e6);
            }
            found = bundle.path("entry").size();
        }
        print(what, millis, found);
    }

    /// Goes from page to page, as deep as there are polls.
    private static void pages(
            RunningService service, HttpClient http, String token, String path, int polls)
            throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        String next = service.address() + path;
        int found = 0;
        for (int i = 0; i < polls && !next.isEmpty(); i++) {
            long start = System.nanoTime();
            JsonNode bundle = get(service, http, token, next);
            millis.add((System.nanoTime() - start) / 1e6);
            found += bundle.path("entry").size();
            next = "";
            for (JsonNode link : bundle.path("link")) {
                if (link.path("relation").asString("").equals("next")) {
                    next = link.path("url").asString();
                }
            }
        }
        print("everything, page after page", millis, found);
    }

    private static void print(String what, List<Double> millis, int found) {
        Collections.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%-28s %4d polls, %d tasks: median %.1f ms, 99th percentile %.1f ms%n",
                what,
                millis.size(),
                found,
                millis.get(millis.size() / 2),
                millis.get(Math.min(millis.size() - 1, (int) Math.ceil(millis.size() * 0.99) - 1)));
    }

    private static JsonNode get(RunningService service, HttpClient http, String token, String url)
            throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(URI.create(url.replace("|", "%7C")))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(
                    "%s answered %d".formatted(service.address(), answer.statusCode()));
        }
        return JSON.readTree(answer.body());
    }

    private static int number(String[] arguments, int place, int otherwise) {
        return arguments.length > place ? Integer.parseInt(arguments[place], 10) : otherwise;
    }
}
