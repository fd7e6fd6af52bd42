package org.opengms.benchmark;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.opengms.directory.TestMethod;
import org.opengms.fhir.FhirStructure;
import org.opengms.fhir.OrderReader;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.Laboratory;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.infrastructure.ServiceNetworkFile;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.orders.Finding;
import org.opengms.orders.OrderDesk;
import org.opengms.region.SyntheticRegion;
import org.opengms.server.command.RunningService;
import org.opengms.server.configuration.ServiceSettings;
import org.opengms.server.desk.ChangeIntake;
import org.opengms.server.desk.Examination;
import org.opengms.server.desk.OrderAnswer;
import org.opengms.server.desk.OrderIntake;
import org.opengms.server.persistence.JdbcArrivals;
import org.opengms.server.persistence.JdbcOrders;
import org.opengms.server.persistence.ResourceStore;
import org.opengms.server.persistence.SubmissionStore;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A nation's year of orders: how long taking them in takes, how large the database gets, whether
/// polling stays as quick, and one busy day of them over HTTP at its end.
///
/// The year goes through the program's own way in, [OrderIntake], several orders at once, each in a
/// durable transaction of its own: read, judged by the order's rules, the test directory and the
/// Minimum Data Set, routed, kept with every resource, task and search value. One thing is recorded
/// beforehand: what the check of structure and profiles finds, which is the same for all orders
/// made from one template. The day comes as any order does: over HTTP with a token and all checks.
///
/// An order is written on its day of the year and received when it is loaded. No laboratory
/// finishes anything, so that every task stays open: more than any laboratory ever has to poll.
public final class NationalYear {
    /// England's rare disease and cancer tests of a year, about.
    private static final int NATIONAL = 810_000;

    private static final int TEMPLATES = 2_000;
    private static final int WARM_UP = 2_000;
    private static final long BYTES_OF_AN_ORDER = 80_000;

    /// What packages and data set find is kept with each order and its answer.
    private static final long BYTES_OF_ITS_FINDINGS = 12_000;

    private static final long BYTES_LEFT_FREE = 10L << 30;
    private static final int[] PER_CENT = {0, 10, 25, 50, 75, 100};
    private static final int POLLS = 250;
    private static final int SHORTEST_DAY = 1_000;
    private static final int DAY_AT_ONCE = 8;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// What the check of structure would find in the order that this thread sends.
    private static final ThreadLocal<List<Finding>> VERDICT = ThreadLocal.withInitial(List::of);

    private final RunningService service;
    private final Path data;
    private final YearOfOrders year;
    private final OrderIntake intake;
    private final JdbcClient jdbc;
    private final int orders;
    private final int threads;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> summary = new ArrayList<>();

    private NationalYear(
            RunningService service, Path data, YearOfOrders year, int orders, int threads) {
        this.service = service;
        this.data = data;
        this.year = year;
        this.intake = intake(service.context());
        this.jdbc = service.context().getBean(JdbcClient.class);
        this.orders = orders;
        this.threads = threads;
    }

    /// @param arguments data folder, which must be new; packages folder or `-`; orders in the year
    ///   (810,000); threads that load (6); port (8097)
    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[0]);
        Optional<Path> packages =
                arguments.length < 2 || arguments[1].equals("-")
                        ? Optional.empty()
                        : Optional.of(Path.of(arguments[1]));
        int orders = number(arguments, 2, NATIONAL);
        int threads = number(arguments, 3, 6);
        int port = number(arguments, 4, 8097);
        requireRoom(data, orders, packages.isPresent());
        SyntheticRegion region = SyntheticRegion.of(1);
        Path network = data.resolve("year-network.json");
        ServiceNetworkFile.write(national(region.network(), orders), network);
        RunningService.RuleFiles rules =
                new RunningService.RuleFiles(
                        Optional.of(network),
                        List.of(),
                        packages,
                        packages.flatMap(NationalYear::dataSet),
                        AcceptancePolicy.STANDARD);
        PrintWriter messages = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        try (RunningService service =
                RunningService.start(
                        new RunningService.Choices(
                                data,
                                "127.0.0.1",
                                port,
                                rules,
                                Optional.empty(),
                                OptionalLong.of(1)),
                        messages)) {
            LocalDate today = LocalDate.now(ZoneId.of("Europe/London"));
            YearOfOrders year =
                    new YearOfOrders(
                            region,
                            Math.min(TEMPLATES, orders),
                            service.context().getBean(FhirStructure.class)::check,
                            today.minusDays(YearOfOrders.DAYS),
                            orders,
                            WARM_UP + SHORTEST_DAY + orders / 100);
            new NationalYear(service, data, year, orders, threads).run(today);
        }
        System.exit(0);
    }

    /// @throws IllegalArgumentException if the year would fill the disk
    private static void requireRoom(Path data, int orders, boolean withPackages)
            throws IOException {
        long free = Files.getFileStore(Files.createDirectories(data)).getUsableSpace();
        long bytes = orders * (BYTES_OF_AN_ORDER + (withPackages ? BYTES_OF_ITS_FINDINGS : 0));
        long needed = bytes + BYTES_LEFT_FREE;
        if (free < needed) {
            throw new IllegalArgumentException(
                    "%,d orders need about %d GB and %d GB left free; %s has %d GB. Load fewer, or choose another folder."
                            .formatted(
                                    orders, bytes >> 30, BYTES_LEFT_FREE >> 30, data, free >> 30));
        }
    }

    /// The region's network with the capacity that a year of so many orders asks for.
    private static ServiceNetwork national(ServiceNetwork network, int orders) {
        double week =
                network.laboratories().stream()
                        .flatMap(l -> l.capacitySamplesPerWeek().values().stream())
                        .mapToInt(Integer::intValue)
                        .sum();
        double times = Math.max(1, 1.1 * orders / 52 / week);
        List<Laboratory> laboratories =
                network.laboratories().stream()
                        .map(l -> {
                            Map<TestMethod, Integer> capacity = new HashMap<>();
                            l.capacitySamplesPerWeek()
                                    .forEach((method, samples) ->
                                            capacity.put(
                                                    method, (int) Math.round(samples * times)));
                            return new Laboratory(
                                    l.ods(), l.name(), l.region(), capacity, l.staff());
                        })
                        .toList();
        return new ServiceNetwork(
                network.name(), laboratories, network.sites(), network.fallbackLaboratory());
    }

    private static Optional<Path> dataSet(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().matches("mds.*[.]csv")).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The way in of the service, but for the check of structure.
    private static OrderIntake intake(ConfigurableApplicationContext beans) {
        FhirContext fhir = beans.getBean(FhirContext.class);
        ServiceSettings settings = beans.getBean(ServiceSettings.class);
        OrderDesk desk = beans.getBean(OrderDesk.class);
        return new OrderIntake(
                fhir,
                settings.policy(),
                new Examination(
                        fhir,
                        _ -> VERDICT.get(),
                        beans.getBean(OrderReader.class),
                        settings.dataSet(),
                        settings.policy(),
                        desk.checks()),
                beans.getBean(ChangeIntake.class),
                desk,
                beans.getBean(JdbcOrders.class),
                beans.getBean(ResourceStore.class),
                beans.getBean(SubmissionStore.class),
                beans.getBean(JdbcArrivals.class),
                beans.getBean("transactions", TransactionTemplate.class),
                beans.getBean(Clock.class));
    }

    private void run(LocalDate today) throws Exception {
        load(0, WARM_UP, i -> year.another(i, today));
        summary.add(
                "| loaded | orders a second | database, GB | KB an order | requested, ms | its 300th page on, ms | all, first page, ms |");
        summary.add("|---|---|---|---|---|---|---|");
        long begun = System.nanoTime();
        long loading = 0;
        int loaded = 0;
        for (int part : PER_CENT) {
            int until = (int) ((long) orders * part / 100);
            long start = System.nanoTime();
            load(loaded, until, year::order);
            long took = System.nanoTime() - start;
            loading += took;
            measure(part, until, (until - loaded) / (took / 1e9));
            loaded = until;
        }
        double minutes = (System.nanoTime() - begun) / 60e9;
        tables();
        day(today);
        System.out.printf(
                Locale.ROOT,
                "%n%,d orders by %d threads: loading %.1f min, with polling %.1f min%n",
                orders,
                threads,
                loading / 60e9,
                minutes);
        summary.forEach(System.out::println);
    }

    // ---- Loading

    /// Makes an order by its place.
    private interface Source {
        YearOfOrders.Order order(int place);
    }

    private void load(int from, int until, Source source)
            throws InterruptedException, ExecutionException {
        AtomicInteger next = new AtomicInteger(from);
        try (ExecutorService loaders = Executors.newFixedThreadPool(threads);
                var clock = Executors.newSingleThreadScheduledExecutor()) {
            AtomicInteger before = new AtomicInteger(from);
            var progress =
                    clock.scheduleAtFixedRate(
                            () -> {
                                int now = Math.min(next.get(), until);
                                System.err.printf(
                                        Locale.ROOT,
                                        "%,d of %,d orders, %.0f a second%n",
                                        now,
                                        orders,
                                        (now - before.getAndSet(now)) / 10.0);
                            },
                            10,
                            10,
                            TimeUnit.SECONDS);
            List<Future<?>> all = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                all.add(
                        loaders.submit(() -> {
                            for (int i = next.getAndIncrement();
                                    i < until;
                                    i = next.getAndIncrement()) {
                                submit(source.order(i));
                            }
                        }));
            }
            try {
                for (Future<?> one : all) {
                    one.get();
                }
            } finally {
                next.set(until);
                progress.cancel(false);
            }
        }
    }

    private void submit(YearOfOrders.Order order) {
        VERDICT.set(order.verdict());
        OrderAnswer answer =
                intake.submit(
                        order.text(),
                        Optional.of(UUID.randomUUID().toString()),
                        new Actor(
                                "site-" + order.site().toLowerCase(Locale.ROOT),
                                "Ordering system",
                                new OdsCode(order.site()),
                                Set.of(Role.CLINICIAN)));
        if (answer.status() != 200) {
            throw new IllegalStateException("An order was answered with " + answer.status());
        }
    }

    // ---- Measuring

    private void measure(int part, int loaded, double rate)
            throws IOException, InterruptedException {
        String laboratory = busiest();
        String token =
                ServiceToken.of(service, data, "laboratory-" + laboratory.toLowerCase(Locale.ROOT));
        String all = service.address() + "/FHIR/R4/Task?owner:identifier=" + laboratory;
        String requested = all + "&status=requested";
        String times =
                same(token, requested) + " | " + deep(token, requested) + " | " + same(token, all);
        long bytes =
                jdbc.sql("select pg_database_size(current_database())").query(Long.class).single();
        String row =
                String.format(
                        Locale.ROOT,
                        "| %d %% | %s | %.2f | %.1f | %s |",
                        part,
                        part == 0 ? "–" : "%.0f".formatted(rate),
                        bytes / 1e9,
                        bytes / 1e3 / (loaded + WARM_UP),
                        times);
        System.err.println(row + " " + laboratory);
        summary.add(row);
    }

    /// The laboratory that has most to do.
    private String busiest() {
        return jdbc.sql(
                        "select owner from lab_task where status = 'REQUESTED' group by owner order by count(*) desc limit 1")
                .query(String.class)
                .single();
    }

    /// One poll again and again.
    private String same(String token, String url) throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < POLLS + POLLS / 5; i++) {
            long start = System.nanoTime();
            var _ = get(token, url);
            if (i >= POLLS / 5) {
                millis.add((System.nanoTime() - start) / 1e6);
            }
        }
        return words(millis);
    }

    /// Page after page, as far as there are any, and again from the first.
    private String deep(String token, String first) throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        String url = first;
        for (int i = 0; i < 300 + POLLS; i++) {
            long start = System.nanoTime();
            JsonNode bundle = get(token, url);
            if (i >= 300) {
                millis.add((System.nanoTime() - start) / 1e6);
            }
            url = first;
            for (JsonNode link : bundle.path("link")) {
                if (link.path("relation").asString("").equals("next")) {
                    url = link.path("url").asString();
                }
            }
        }
        return words(millis);
    }

    private JsonNode get(String token, String url) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(URI.create(url.replace("|", "%7C")))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("A poll was answered with " + answer.statusCode());
        }
        return JSON.readTree(answer.body());
    }

    /// Median and 99th percentile.
    private static String words(List<Double> millis) {
        Collections.sort(millis);
        return String.format(
                Locale.ROOT,
                "%.1f / %.1f",
                millis.get(millis.size() / 2),
                millis.get((int) Math.ceil(millis.size() * 0.99) - 1));
    }

    private void tables() {
        int kept = orders + WARM_UP;
        summary.add("");
        summary.add("| table | rows an order | table, bytes an order | indexes, bytes an order |");
        summary.add("|---|---|---|---|");
        jdbc.sql("analyze").update();
        jdbc.sql(
                        """
                        select relname, reltuples, pg_table_size(oid) as own, pg_indexes_size(oid) as indexes
                        from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
                        order by pg_total_relation_size(oid) desc limit 9
                        """)
                .query((row, _) ->
                        String.format(
                                Locale.ROOT,
                                "| `%s` | %.1f | %,d | %,d |",
                                row.getString("relname"),
                                row.getDouble("reltuples") / kept,
                                row.getLong("own") / kept,
                                row.getLong("indexes") / kept))
                .list()
                .forEach(summary::add);
    }

    // ---- A day over HTTP

    private void day(LocalDate today) throws Exception {
        int count = Math.max(year.busiestDay(), Math.min(SHORTEST_DAY, orders / 10));
        Map<String, String> tokens = new HashMap<>();
        List<YearOfOrders.Order> day = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            YearOfOrders.Order order = year.another(WARM_UP + i, today);
            day.add(order);
            if (!tokens.containsKey(order.site())) {
                tokens.put(
                        order.site(),
                        ServiceToken.of(
                                service, data, "site-" + order.site().toLowerCase(Locale.ROOT)));
            }
        }
        ConcurrentLinkedQueue<Double> millis = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Integer> statuses = new ConcurrentLinkedQueue<>();
        long start = System.nanoTime();
        try (ExecutorService clients = Executors.newFixedThreadPool(DAY_AT_ONCE)) {
            List<Future<?>> sent = new ArrayList<>();
            for (YearOfOrders.Order order : day) {
                sent.add(
                        clients.submit(() -> {
                            long begun = System.nanoTime();
                            HttpResponse<String> answer =
                                    http.send(
                                            HttpRequest.newBuilder(
                                                            URI.create(
                                                                    service.address() + "/FHIR/R4"))
                                                    .header("Content-Type", "application/fhir+json")
                                                    .header(
                                                            "Authorization",
                                                            "Bearer " + tokens.get(order.site()))
                                                    .header(
                                                            "X-Request-ID",
                                                            UUID.randomUUID().toString())
                                                    .POST(
                                                            HttpRequest.BodyPublishers.ofString(
                                                                    order.text()))
                                                    .build(),
                                            HttpResponse.BodyHandlers.ofString());
                            millis.add((System.nanoTime() - begun) / 1e6);
                            statuses.add(answer.statusCode());
                            return null;
                        }));
            }
            for (Future<?> one : sent) {
                one.get();
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Map<Integer, Integer> counted = new TreeMap<>();
        statuses.forEach(status -> counted.merge(status, 1, Integer::sum));
        summary.add("");
        summary.add(
                String.format(
                        Locale.ROOT,
                        "A day over HTTP, %d at once: answers by status %s; %.1f a second; median / 99th percentile %s ms",
                        DAY_AT_ONCE,
                        counted,
                        count / seconds,
                        words(new ArrayList<>(millis))));
    }

    private static int number(String[] arguments, int place, int otherwise) {
        return arguments.length > place ? Integer.parseInt(arguments[place], 10) : otherwise;
    }
}
