package org.opengms.server.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opengms.evaluation.attack.ReportAttack;
import org.opengms.evaluation.protocol.Protocol;
import org.opengms.region.SyntheticRegion;
import org.opengms.server.demo.DemoPlan;
import org.opengms.server.demo.DemoPlayer;
import org.opengms.server.demo.DemoProgress;
import org.opengms.server.demo.DemoSummary;
import org.opengms.server.evaluation.EvaluationOffice;
import org.opengms.server.evaluation.PublishedEvaluation;

/// The report that a service publishes of the demonstration's region, read by somebody who wants to
/// know of few: patients are played from order to outcome, the service evaluates itself, and the
/// files that everybody gets are attacked.
class RegionReportUnderAttackTest {
    private static final SyntheticRegion REGION = SyntheticRegion.of(1);
    private static final int PATIENTS = 400;
    private static final ZoneId ZONE = ZoneId.of("Europe/London");
    private static final Pattern STATE = Pattern.compile("(.*), days ([0-9]+) to ([0-9]+)");

    @Test
    @Tag("heavy")
    void givesNoSmallCountAway(@TempDir Path folder) throws Exception {
        try (TestService service = new TestService()) {
            DemoSummary played =
                    DemoPlayer.play(
                            DemoPlan.of(
                                    URI.create(service.service().address()),
                                    service.data(),
                                    REGION,
                                    PATIENTS,
                                    Optional.of(folder),
                                    DemoProgress.SILENT));
            assertTrue(played.reportsIssued() > PATIENTS / 2, played.toString());
            EvaluationOffice office = service.service().context().getBean(EvaluationOffice.class);
            PublishedEvaluation report = office.evaluate().orElseThrow();
            Map<String, byte[]> files = new HashMap<>();
            for (String name :
                    new String[] {"counts.csv", "findings.csv", "missing.csv", "protocol.json"}) {
                files.put(name, office.file(report, name).orElseThrow());
            }
            Map<String, String> regions = new HashMap<>();
            REGION.network()
                    .sites()
                    .forEach(site -> regions.put(site.ods().value(), site.region()));
            ReportAttack attack =
                    new ReportAttack(Protocol.standard().disclosure().counts(), regions);
            attack.read("", files, attack.rounded());
            ReportAttack.Found found = attack.run();
            System.out.printf(
                    "Report of %d patients: %d counts hidden, %d known exactly, %d known to be nine at most%n",
                    PATIENTS, found.hidden(), found.exact().size(), found.small().size());
            List<String> shown =
                    new String(files.get("counts.csv"), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> line.matches(".*,[1-9][0-9]*"))
                            .toList();
            assertTrue(shown.size() > 50, "hardly anything is shown: " + shown.size());
            assertTrue(found.hidden() > 50, "hardly anything is hidden: " + found.hidden());
            assertEquals(List.of(), found.exact());
            // That a hidden count is of nine at most may be known where it is of nobody.
            List<Map<String, String>> orders =
                    orders(service.data().resolve("evaluations").resolve(report.folder()));
            assertTrue(orders.size() > PATIENTS / 2, "orders: " + orders.size());
            for (String small : found.small()) {
                String[] cell = small.substring(0, small.indexOf(" = ")).split("\\|", -1);
                assertEquals(
                        0, orders.stream().filter(order -> isIn(order, cell)).count(), () -> small);
            }
        }
    }

    /// The orders of the snapshot, each by the names of its fields.
    private static List<Map<String, String>> orders(Path evaluation) throws IOException {
        try (BufferedReader rows =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(
                                        Files.newInputStream(
                                                evaluation.resolve("snapshot/orders.csv.gz"))),
                                StandardCharsets.UTF_8))) {
            List<List<String>> all = rows.lines().map(row -> List.of(row.split(",", -1))).toList();
            List<Map<String, String>> orders = new ArrayList<>();
            for (List<String> row : all.subList(1, all.size())) {
                Map<String, String> order = new HashMap<>();
                for (int i = 0; i < row.size(); i++) {
                    order.put(all.getFirst().get(i), row.get(i));
                }
                orders.add(order);
            }
            return orders;
        }
    }

    /// Whether an order is counted in a cell, reckoned from its days and nothing else.
    ///
    /// @param cell estimand, field, category and state, such as `reported, days 43 to 84`
    private static boolean isIn(Map<String, String> order, String[] cell) {
        if (!cell[0].startsWith("reported-by") && !cell[0].equals("median-days-to-report")) {
            return true; // no other small count may be known, of nobody or not
        }
        if (!cell[1].isEmpty() && !cell[2].equals(order.get(cell[1]))) {
            return false;
        }
        String ordered = String.valueOf(order.get("orderedDay"));
        String ending = String.valueOf(order.get("ending"));
        String ended = String.valueOf(order.get("endedDay"));
        if (ordered.startsWith("?") || ending.startsWith("?")) {
            return cell[3].equals("not known");
        }
        LocalDate until = ended.startsWith("?") ? LocalDate.now(ZONE) : LocalDate.parse(ended);
        long days = ChronoUnit.DAYS.between(LocalDate.parse(ordered), until);
        String kind =
                switch (ending) {
                    case "open" -> "open";
                    case "reported" -> "reported";
                    default -> "ended otherwise";
                };
        Matcher state = STATE.matcher(cell[3]);
        if (!state.matches()) {
            return cell[3].equals("later") && days > 42;
        }
        return state.group(1).equals(kind)
                && days >= Long.parseLong(state.group(2))
                && days <= Long.parseLong(state.group(3));
    }
}
