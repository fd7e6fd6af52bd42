package org.opengms.evaluation.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.disclosure.DisclosureRules.CountRules;
import org.opengms.disclosure.attack.LinearAttack.Known;
import org.opengms.evaluation.attack.ReportAttack;
import org.opengms.evaluation.attack.ReportAttack.Found;
import org.opengms.evaluation.protocol.Estimand;
import org.opengms.evaluation.protocol.Protocol;
import org.opengms.evaluation.report.Report;
import org.opengms.evaluation.snapshot.Site;
import org.opengms.evaluation.snapshot.Snapshot;
import org.opengms.evaluation.synthetic.Scenario;
import org.opengms.evaluation.synthetic.Scenario.Missingness;
import org.opengms.evaluation.synthetic.Scenario.RollOut;
import org.opengms.evaluation.synthetic.SyntheticService;

/// A published report under attack: by everybody, who has rounded counts, and by somebody who is
/// told each shown count exactly, which nobody is.
class ReportUnderAttackTest {
    private static final Protocol PROTOCOL = Protocol.standard();
    private static final CountRules RULES = PROTOCOL.disclosure().counts();

    private static Snapshot service(Missingness missing, double followUp, int orders, long seed) {
        return SyntheticService.snapshot(
                new Scenario(missing, 0.05, followUp, RollOut.STEPPED), orders, seed);
    }

    private static SortedMap<String, byte[]> files(ExactFindings exact) {
        return Report.of(
                        exact.publish(),
                        PROTOCOL.standing(exact.snapshot().description().day(), Optional.empty()))
                .tables();
    }

    private static Map<String, String> regions(Snapshot snapshot) {
        Map<String, String> regions = new HashMap<>();
        for (Site site : snapshot.sites()) {
            regions.put(site.ods(), site.region());
        }
        return regions;
    }

    /// Every count as it is, by the name that the attack gives it, also by coarser states.
    private static Map<String, Long> truth(ExactFindings exact) {
        Map<String, Long> truth = new TreeMap<>();
        exact.byEstimand()
                .forEach((estimand, parts) ->
                        parts.forEach(part -> count(estimand, part, exact, truth)));
        return truth;
    }

    private static void count(
            Estimand estimand,
            ExactFindings.Part part,
            ExactFindings exact,
            Map<String, Long> truth) {
        List<String> finest = part.method().shownStates();
        String field = part.grouping().field();
        for (int row = 0; row < exact.snapshot().orders().size(); row++) {
            int state = part.filter().holds(row) ? part.method().shownState(row) : -1;
            if (state >= 0) {
                String at =
                        estimand.id()
                                + '|'
                                + field
                                + '|'
                                + part.grouping().labels().get(part.grouping().at(row))
                                + '|';
                java.util.Set<String> names = new java.util.TreeSet<>();
                names.add(at);
                names.add(at + finest.get(state));
                part.method()
                        .coarser()
                        .forEach(c -> names.add(at + c.states().get(c.of().get(state))));
                names.forEach(name -> truth.merge(name, 1L, Long::sum));
            }
        }
        if (field.isEmpty()) {
            part.gathered()
                    .getFirst()
                    .missing()
                    .forEach((reason, count) ->
                            truth.put(estimand.id() + "|missing|" + reason + '|', count));
        }
    }

    private static Found attack(ExactFindings exact, SortedMap<String, byte[]> files) {
        ReportAttack attack = new ReportAttack(RULES, regions(exact.snapshot()));
        attack.read("", files, attack.rounded());
        return attack.run();
    }

    private static Found attackOfWhoIsToldExactly(
            ExactFindings exact, SortedMap<String, byte[]> files) {
        Map<String, Long> truth = truth(exact);
        ReportAttack attack = new ReportAttack(RULES, regions(exact.snapshot()));
        attack.read(
                "",
                files,
                (count, _) -> {
                    long people = truth.getOrDefault(count, 0L);
                    return new Known(people, people);
                });
        return attack.run();
    }

    /// Without those of nobody: that nobody is there may be known.
    private static List<String> of(Map<String, Long> truth, List<String> found) {
        return found.stream()
                .filter(f -> truth.getOrDefault(f.substring(0, f.indexOf(" = ")), 0L) > 0)
                .toList();
    }

    private static void standsUpTo(Missingness missing, double followUp, int orders, long seed) {
        ExactFindings exact = ExactFindings.of(PROTOCOL, service(missing, followUp, orders, seed));
        SortedMap<String, byte[]> files = files(exact);
        String which = missing + " " + followUp + " " + orders + " " + seed + " ";
        Map<String, Long> truth = truth(exact);
        Found everybody = attack(exact, files);
        assertEquals(List.of(), everybody.exact(), which);
        assertEquals(List.of(), of(truth, everybody.small()), which);
        Found told = attackOfWhoIsToldExactly(exact, files);
        assertEquals(List.of(), of(truth, told.small()), which);
        assertTrue(told.hidden() > 0, which + "nothing is hidden");
    }

    /// An attacker who finds nothing anywhere would prove nothing.
    @Nested
    class TheAttacker {
        /// Small counts are hidden and nothing else.
        @Test
        void findsMostOfWhatIsHiddenAlone() {
            ExactFindings exact =
                    ExactFindings.of(
                            PROTOCOL, service(Missingness.NOT_AT_RANDOM, 0.3, 3000, 20261127));
            Map<String, Long> truth = truth(exact);
            SortedMap<String, byte[]> files = unprotected(files(exact), truth);
            Found told = attackOfWhoIsToldExactly(exact, files);
            assertTrue(told.small().size() > 80, told.small().size() + " of " + told.hidden());
            assertTrue(told.exact().size() > 40, told.exact().size() + " of " + told.hidden());
            for (String found : told.exact()) {
                String[] nameAndValue = found.split(" = ", -1);
                assertEquals(
                        truth.get(nameAndValue[0]),
                        Long.valueOf(nameAndValue[1]),
                        "wrong: " + found);
            }
        }

        private static SortedMap<String, byte[]> unprotected(
                SortedMap<String, byte[]> files, Map<String, Long> truth) {
            SortedMap<String, byte[]> open = new TreeMap<>(files);
            for (String name : List.of("counts.csv", "findings.csv", "missing.csv")) {
                List<String> lines = new ArrayList<>();
                for (String line :
                        new String(
                                        java.util.Objects.requireNonNull(files.get(name)),
                                        StandardCharsets.UTF_8)
                                .lines()
                                .toList()) {
                    if (lines.isEmpty()) {
                        lines.add(line);
                        continue;
                    }
                    List<String> fields = fields(line);
                    int at = name.equals("missing.csv") ? 2 : 4;
                    String key =
                            switch (name) {
                                case "counts.csv" -> String.join("|", fields.subList(0, 4));
                                case "findings.csv" ->
                                        fields.get(0)
                                                + '|'
                                                + fields.get(2)
                                                + '|'
                                                + fields.get(3)
                                                + '|';
                                default -> fields.get(0) + "|missing|" + fields.get(1) + '|';
                            };
                    long people = truth.getOrDefault(key, 0L);
                    List<String> changed = new ArrayList<>(fields);
                    changed.set(at, RULES.hides(people) ? "" : Long.toString(people));
                    lines.add(String.join(",", changed.stream().map(f -> '"' + f + '"').toList()));
                }
                open.put(name, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return open;
        }

        private static List<String> fields(String line) {
            List<String> fields = new ArrayList<>();
            StringBuilder field = new StringBuilder();
            boolean quoted = false;
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                if (c == '"') {
                    quoted = !quoted;
                } else if (c == ',' && !quoted) {
                    fields.add(field.toString());
                    field.setLength(0);
                } else {
                    field.append(c);
                }
            }
            fields.add(field.toString());
            return fields;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_AT_RANDOM, 0.3, 100, 1100",
        "NOT_AT_RANDOM, 0.1, 100, 2100",
        "NOT_AT_RANDOM, 0.3, 300, 1",
        "NOT_AT_RANDOM, 0.3, 1000, 2",
        "COMPLETE, 0, 1000, 3",
        "NOT_AT_RANDOM, 0, 3000, 4",
        "NOT_AT_RANDOM, 0.3, 3000, 5",
    })
    void givesNoSmallCountAway(Missingness missing, double followUp, int orders, long seed) {
        standsUpTo(missing, followUp, orders, seed);
    }

    /// Two snapshots of one service a quarter apart: in the first are the orders that were there.
    @Test
    void givesNobodyAwayWhoCameBetweenTwoReports() {
        Snapshot late = service(Missingness.COMPLETE, 0, 2000, 7);
        ExactFindings after = ExactFindings.of(PROTOCOL, late);
        ExactFindings before =
                ExactFindings.of(PROTOCOL, service(Missingness.COMPLETE, 0, 1900, 7));
        ReportAttack attack = new ReportAttack(RULES, regions(late));
        attack.read("first ", files(before), attack.rounded());
        attack.read("second ", files(after), attack.rounded());
        attack.later("first ", "second ");
        Found found = attack.run();
        assertEquals(List.of(), found.exact());
        assertEquals(List.of(), found.small());
        assertEquals(List.of(), found.newcomers());
    }

    @Test
    @Tag("heavy")
    void givesNoSmallCountAwayWhateverTheService() {
        for (Missingness missing : Missingness.values()) {
            for (int orders : new int[] {30, 100, 300, 1000, 3000, 10_000, 30_000}) {
                for (double followUp : new double[] {0, 0.1, 0.3}) {
                    for (long seed = 1; seed <= 2; seed++) {
                        standsUpTo(missing, followUp, orders, 1000 * seed + orders);
                    }
                }
            }
        }
    }
}
