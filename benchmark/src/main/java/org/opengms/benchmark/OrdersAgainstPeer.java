package org.opengms.benchmark;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.Transaction;
import ca.uhn.fhir.rest.annotation.TransactionParam;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.apache.catalina.startup.Tomcat;
import org.hl7.fhir.r4.model.Bundle;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.region.SyntheticRegion;
import org.opengms.server.command.RunningService;
import org.opengms.server.demo.OrderLoad;

/// Orders accepted per second against what the least server would do: HAPI's plain server that
/// reads a Bundle and stores each of its resources as text, without validation, token, rules,
/// routing, tasks, search or log, durable in the same PostgreSQL. Both run in this process, one
/// after the other, on the same Bundles, by the same clients.
public final class OrdersAgainstPeer {
    private OrdersAgainstPeer() {}

    /// @param arguments data folder, packages folder or `-`, orders at once (8), orders measured
    ///   (1000), orders for warming up (400), port (8096)
    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[0]);
        Optional<Path> packages =
                arguments[1].equals("-") ? Optional.empty() : Optional.of(Path.of(arguments[1]));
        int atOnce = number(arguments, 2, 8);
        int measured = number(arguments, 3, 1000);
        int warmUp = number(arguments, 4, 400);
        int port = number(arguments, 5, 8096);
        SyntheticRegion region = SyntheticRegion.of(1);
        LocalDate today = LocalDate.now(ZoneId.of("Europe/London"));
        List<String> warm = OrderLoad.bundles(region, 0, warmUp, today);
        List<String> bundles = OrderLoad.bundles(region, 10 * warmUp, measured, today);
        RunningService.RuleFiles rules =
                new RunningService.RuleFiles(
                        Optional.empty(),
                        List.of(),
                        packages,
                        packages.flatMap(OrdersAgainstPeer::dataSet),
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
            DataSource database = service.context().getBean(DataSource.class);
            URI peer = startPeer(database, port + 1);
            String token = ServiceToken.of(service, data, "laboratory-zl01");
            URI ours = URI.create(service.address() + "/FHIR/R4");
            send("OpenGMS, warming up", ours, Optional.of(token), warm, atOnce);
            send("HAPI plain server, warming up", peer, Optional.empty(), warm, atOnce);
            double own = send("OpenGMS", ours, Optional.of(token), bundles, atOnce);
            double bare = send("HAPI plain server", peer, Optional.empty(), bundles, atOnce);
            System.out.printf(Locale.ROOT, "ratio %.2f%n", own / bare);
        }
        System.exit(0);
    }

    private static Optional<Path> dataSet(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().matches("mds.*[.]csv")).findFirst();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// @return orders answered with success in a second
    private static double send(
            String what, URI address, Optional<String> token, List<String> bundles, int atOnce)
            throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        ConcurrentLinkedQueue<Double> millis = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Integer> failed = new ConcurrentLinkedQueue<>();
        long start = System.nanoTime();
        try (ExecutorService clients = Executors.newFixedThreadPool(atOnce)) {
            List<Future<?>> sent = new ArrayList<>();
            for (String bundle : bundles) {
                sent.add(
                        clients.submit(() -> {
                            long begun = System.nanoTime();
                            HttpRequest.Builder request =
                                    HttpRequest.newBuilder(address)
                                            .header("Content-Type", "application/fhir+json")
                                            .POST(HttpRequest.BodyPublishers.ofString(bundle));
                            token.ifPresent(t -> request.header("Authorization", "Bearer " + t));
                            HttpResponse<String> answer =
                                    http.send(
                                            request.build(), HttpResponse.BodyHandlers.ofString());
                            millis.add((System.nanoTime() - begun) / 1e6);
                            if (answer.statusCode() != 200) {
                                failed.add(answer.statusCode());
                            }
                            return null;
                        }));
            }
            for (Future<?> one : sent) {
                one.get();
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        List<Double> sorted = new ArrayList<>(millis);
        Collections.sort(sorted);
        double rate = (bundles.size() - failed.size()) / seconds;
        System.out.printf(
                Locale.ROOT,
                "%-30s %d accepted, %d not, %d at once: %.1f orders/s; median %.0f ms, 99th percentile %.0f ms%n",
                what,
                bundles.size() - failed.size(),
                failed.size(),
                atOnce,
                rate,
                sorted.get(sorted.size() / 2),
                sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1));
        return rate;
    }

    /// HAPI's plain server with the least that stores a Bundle durably.
    private static URI startPeer(DataSource database, int port) throws Exception {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    "create table if not exists peer_resource (id uuid primary key, type text not null, body text not null)");
        }
        FhirContext fhir = FhirContext.forR4();
        RestfulServer server = new RestfulServer(fhir);
        server.registerProvider(new Peer(fhir, database));
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("peer").toString());
        tomcat.setPort(port);
        tomcat.getConnector();
        var context = tomcat.addContext("", null);
        var servlet = Tomcat.addServlet(context, "fhir", server);
        servlet.setLoadOnStartup(1);
        servlet.addMapping("/peer/*");
        tomcat.start();
        return URI.create("http://127.0.0.1:" + port + "/peer");
    }

    /// The peer's provider.
    public static final class Peer {
        private final FhirContext fhir;
        private final DataSource database;

        Peer(FhirContext fhir, DataSource database) {
            this.fhir = fhir;
            this.database = database;
        }

        /// Stores every resource of a Bundle.
        @Transaction
        public Bundle transaction(@TransactionParam Bundle bundle) throws SQLException {
            Bundle response = new Bundle().setType(Bundle.BundleType.TRANSACTIONRESPONSE);
            try (Connection connection = database.getConnection()) {
                connection.setAutoCommit(false);
                try (PreparedStatement insert =
                        connection.prepareStatement(
                                "insert into peer_resource (id, type, body) values (?, ?, ?)")) {
                    for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
                        UUID id = UUID.randomUUID();
                        insert.setObject(1, id);
                        insert.setString(2, entry.getResource().fhirType());
                        insert.setString(
                                3,
                                fhir.newJsonParser().encodeResourceToString(entry.getResource()));
                        insert.addBatch();
                        response.addEntry()
                                .getResponse()
                                .setStatus("201 Created")
                                .setLocation(entry.getResource().fhirType() + "/" + id);
                    }
                    insert.executeBatch();
                }
                connection.commit();
            }
            return response;
        }
    }

    private static int number(String[] arguments, int place, int otherwise) {
        return arguments.length > place ? Integer.parseInt(arguments[place], 10) : otherwise;
    }
}
