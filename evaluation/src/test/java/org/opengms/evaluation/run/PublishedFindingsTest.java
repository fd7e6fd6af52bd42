package org.opengms.evaluation.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opengms.disclosure.PublishedCount;
import org.opengms.evaluation.protocol.Estimand;
import org.opengms.evaluation.protocol.Protocol;
import org.opengms.evaluation.snapshot.Snapshot;
import org.opengms.evaluation.synthetic.Scenario;
import org.opengms.evaluation.synthetic.Scenario.Missingness;
import org.opengms.evaluation.synthetic.Scenario.RollOut;
import org.opengms.evaluation.synthetic.SyntheticService;

class PublishedFindingsTest {
    private static final Scenario SCENARIO =
            new Scenario(Missingness.NOT_AT_RANDOM, 0.05, 0.3, RollOut.STEPPED);
    private static final ExactFindings EXACT =
            ExactFindings.of(Protocol.standard(), SyntheticService.snapshot(SCENARIO, 4000, 99));
    private static final PublishedFindings PUBLISHED = EXACT.publish();

    @Test
    void areTheSameFindingsInTheSameOrder() {
        assertEquals(
                EXACT.findings().stream().map(f -> f.estimand() + f.stratum()).toList(),
                PUBLISHED.findings().stream().map(f -> f.estimand() + f.stratum()).toList());
        assertTrue(PUBLISHED.findings().size() > 300);
    }

    @Test
    void showCountsOfTenAndMoreRoundedToTen() {
        int shown = 0;
        for (PublishedFinding finding : PUBLISHED.findings()) {
            for (PublishedCount count : finding.states().values()) {
                if (count instanceof PublishedCount.Shown(long rounded)) {
                    assertEquals(0, rounded % 10, finding.estimand() + finding.stratum());
                    shown++;
                }
            }
        }
        assertTrue(shown > 500, "only " + shown + " counts are shown");
    }

    /// An attacker who is given every shown count exactly, as if it were not rounded, adds up rows
    /// and columns as long as one part of a sum is unknown, and so on with what that gives.
    @Test
    void giveNoSmallCountToWhoAddsUpRowsAndColumns() {
        Map<String, Long> truth = new HashMap<>();
        Map<String, Long> known = new HashMap<>();
        List<List<String>> sums = new ArrayList<>(); // the whole first
        for (Map.Entry<Estimand, List<ExactFindings.Part>> of : EXACT.byEstimand().entrySet()) {
            for (ExactFindings.Part part : of.getValue()) {
                count(of.getKey().id(), part, truth, sums);
            }
        }
        for (PublishedFinding finding : PUBLISHED.findings()) {
            String at = finding.estimand() + " " + finding.stratum();
            if (finding.people() instanceof PublishedCount.Shown) {
                known.put(at, truth.getOrDefault(at, 0L));
            }
            finding.states()
                    .forEach((state, count) -> {
                        if (count instanceof PublishedCount.Shown) {
                            String cell = at + "/" + state;
                            known.put(cell, truth.getOrDefault(cell, 0L));
                        }
                    });
        }
        int shown = known.size();
        for (boolean found = true; found; ) {
            found = false;
            for (List<String> sum : sums) {
                List<String> unknown = sum.stream().filter(c -> !known.containsKey(c)).toList();
                if (unknown.size() == 1) {
                    String cell = unknown.getFirst();
                    long value = 0;
                    for (String part : sum.subList(1, sum.size())) {
                        value += part.equals(cell) ? 0 : known.getOrDefault(part, 0L);
                    }
                    long whole = known.getOrDefault(sum.getFirst(), 0L);
                    long recovered = cell.equals(sum.getFirst()) ? value : whole - value;
                    assertEquals(truth.getOrDefault(cell, 0L), recovered, "the attack is wrong");
                    assertTrue(recovered >= 10, cell + " is recovered");
                    known.put(cell, recovered);
                    found = true;
                }
            }
        }
        long small = truth.values().stream().filter(c -> c < 10).count();
        assertTrue(small > 20, "hardly anything is small: " + small);
        assertTrue(shown > 1000, "hardly anything is shown: " + shown);
    }

    private static void count(
            String estimand,
            ExactFindings.Part part,
            Map<String, Long> truth,
            List<List<String>> sums) {
        List<String> states = part.method().shownStates();
        int categories = part.grouping().labels().size();
        long[][] counts = new long[categories][states.size()];
        for (int row = 0; row < EXACT.snapshot().orders().size(); row++) {
            if (part.filter().holds(row) && part.method().shownState(row) >= 0) {
                counts[part.grouping().at(row)][part.method().shownState(row)]++;
            }
        }
        for (int i = 0; i < categories; i++) {
            String at = estimand + " " + ExactFindings.stratum(part.grouping(), i);
            List<String> across = new ArrayList<>(List.of(at));
            long all = 0;
            for (int j = 0; j < states.size(); j++) {
                truth.put(at + "/" + states.get(j), counts[i][j]);
                across.add(at + "/" + states.get(j));
                all += counts[i][j];
            }
            truth.put(at, all);
            sums.add(across);
        }
        if (!part.grouping().field().isEmpty()) {
            List<String> suffixes = new ArrayList<>(List.of(""));
            states.forEach(s -> suffixes.add("/" + s));
            for (String suffix : suffixes) {
                List<String> down = new ArrayList<>(List.of(estimand + " " + Stratum.ALL + suffix));
                for (int i = 0; i < categories; i++) {
                    down.add(estimand + " " + ExactFindings.stratum(part.grouping(), i) + suffix);
                }
                sums.add(down);
            }
        }
    }

    @Test
    void neverShowAResultOfCountsThatAreHidden() {
        for (PublishedFinding finding : PUBLISHED.findings()) {
            if (finding.states().values().stream()
                    .anyMatch(c -> c instanceof PublishedCount.Hidden)) {
                assertEquals(
                        new Result.NotShown(),
                        finding.result(),
                        finding.estimand() + finding.stratum());
            }
        }
    }

    /// Shares alone: the life table of times is another estimator than the exact one, and ratios
    /// have other limits.
    @Test
    void haveLimitsThatHoldTheExactOnes() {
        int compared = 0;
        for (ExactFinding exact : EXACT.findings()) {
            if (exact.estimand().startsWith("yield") && !exact.estimand().endsWith("ratio")) {
                Result shown =
                        PUBLISHED.find(exact.estimand(), exact.stratum()).orElseThrow().result();
                if (exact.result() instanceof Result.Identified(var a, _)
                        && shown instanceof Result.Identified(var b, _)) {
                    String what = exact.estimand() + exact.stratum() + a + b;
                    assertTrue(b.lower() <= a.lower() + 0.002, what);
                    assertTrue(b.upper() >= a.upper() - 0.002, what);
                    compared++;
                }
                // Bounds hold it the more: too few were followed up to show.
                if (exact.result() instanceof Result.Identified(var a, _)
                        && shown instanceof Result.NotIdentified(_, var b)) {
                    String what = exact.estimand() + exact.stratum() + a + b;
                    assertTrue(b.lower() <= a.lower() + 0.002, what);
                    assertTrue(b.upper() >= a.upper() - 0.002, what);
                    compared++;
                }
            }
        }
        assertTrue(compared > 10, "compared " + compared);
    }

    @Test
    void showTimesOfTheLifeTableNearTheExactOnes() {
        ExactFindings many =
                ExactFindings.of(
                        Protocol.standard(), SyntheticService.snapshot(SCENARIO, 20_000, 3));
        PublishedFindings published = many.publish();
        for (String estimand : List.of("reported-by-84-days", "reported-by-365-days")) {
            Result exact = many.find(estimand, Stratum.ALL).orElseThrow().result();
            Result shown = published.find(estimand, Stratum.ALL).orElseThrow().result();
            assertTrue(
                    exact instanceof Result.Identified(var a, _)
                            && shown instanceof Result.Identified(var b, _)
                            && Math.abs(a.estimate() - b.estimate()) < 0.01
                            && b.lower() <= a.estimate()
                            && a.estimate() <= b.upper(),
                    exact + " and " + shown);
        }
    }

    @Test
    void showNothingOfACohortThatIsTooSmall() {
        Snapshot few = SyntheticService.snapshot(SCENARIO, 9, 5);
        for (PublishedFinding finding :
                ExactFindings.of(Protocol.standard(), few).publish().findings()) {
            assertTrue(
                    finding.result() instanceof Result.NotShown
                            || finding.result() instanceof Result.NotEstimable,
                    finding.estimand() + finding.stratum() + finding.result());
            for (PublishedCount count : finding.states().values()) {
                assertTrue(
                        count instanceof PublishedCount.Hidden
                                || count.equals(new PublishedCount.Shown(0)),
                        finding.estimand() + finding.stratum() + count);
            }
        }
    }

    @Test
    void sayHowEachIsFoundAgain() {
        assertEquals(
                "DIAGNOSTIC_YIELD of orders where ending in (reported) and method in (wgs); FOLLOW_UP_ELSE_BOUNDS; confidence 0.95; protocol 2 sha256:%s; snapshot sha256:%s"
                        .formatted(Protocol.standard().hash(), EXACT.snapshot().hash()),
                PUBLISHED.find("yield", new Stratum("method", "wgs")).orElseThrow().query());
    }
}
