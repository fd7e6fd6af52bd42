package org.opengms.evaluation.attack;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opengms.disclosure.DisclosureRules.CountRules;
import org.opengms.disclosure.attack.LinearAttack;
import org.opengms.disclosure.attack.LinearAttack.Known;

/// Reads the files of published reports as any reader can, ties all counts of all estimands by what
/// the report says that they are of, and works out what it can of those that are not shown.
///
/// What the attacker knows besides the files: the rules (they stand in the report), what the
/// protocol's estimands count, which region a site is in, and that reports are not taken back: who
/// was reported in one quarter is so in the next.
public final class ReportAttack {
    private static final Pattern DAYS = Pattern.compile("(.*), days (\\d+) to (\\d+)");
    private static final List<String> REPORTED =
            List.of(
                    "yield",
                    "yield-weighted",
                    "yield-complete",
                    "yield-ratio",
                    "useful",
                    "mean-turnaround",
                    "cost-per-test",
                    "cost-per-diagnosis",
                    "cost-per-additional-diagnosis");
    private static final List<String> SOLVED =
            List.of("yield", "yield-weighted", "yield-complete", "yield-ratio");
    private static final List<String> ACCESS = List.of("wgs-access", "wgs-access-ratio");
    private static final List<String> TIMES =
            List.of(
                    "reported-by-42-days",
                    "reported-by-84-days",
                    "reported-by-365-days",
                    "median-days-to-report");

    private final CountRules rules;
    private final Map<String, String> regionOfSite;
    private final LinearAttack attack = new LinearAttack();
    private final SortedMap<String, OptionalLong> cells = new TreeMap<>();
    private final List<String> differences = new ArrayList<>();

    /// @param rules by which counts were shown
    /// @param regionOfSite by the code of the site
    public ReportAttack(CountRules rules, Map<String, String> regionOfSite) {
        this.rules = rules;
        this.regionOfSite = Map.copyOf(regionOfSite);
    }

    /// What a shown count tells of people.
    @FunctionalInterface
    public interface Sight {
        /// @param count its name: estimand, field, category and state with `|` between; people have
        ///   no state
        /// @param shown as it stands in the report
        Known of(String count, long shown);
    }

    /// What everybody sees: a rounded count.
    public Sight rounded() {
        int base = rules.roundingBase();
        return (_, shown) ->
                shown == 0
                        ? new Known(0, base / 2 >= rules.threshold() ? base / 2 - 1 : 0)
                        : new Known(
                                Math.max(rules.threshold(), shown - base / 2),
                                shown - base / 2 + base - 1);
    }

    private record Line(String estimand, String field, String category, String state) {
        String at(String report) {
            return report + estimand + '|' + field + '|' + category + '|' + state;
        }
    }

    /// Reads a report.
    ///
    /// @param report names it; empty if there is one alone
    /// @param files by name
    public void read(String report, Map<String, byte[]> files, Sight sight) {
        Map<Line, OptionalLong> states = new LinkedHashMap<>();
        for (List<String> row : rows(files, "counts.csv")) {
            states.put(new Line(row.get(0), row.get(1), row.get(2), row.get(3)), shown(row.get(4)));
        }
        Map<Line, OptionalLong> people = new LinkedHashMap<>();
        for (List<String> row : rows(files, "findings.csv")) {
            people.put(new Line(row.get(0), row.get(2), row.get(3), ""), shown(row.get(4)));
        }
        states.forEach((line, shown) -> know(line.at(report), shown, line.at(""), sight));
        people.forEach((line, shown) -> know(line.at(report), shown, line.at(""), sight));
        Map<Line, List<String>> statesOf = new LinkedHashMap<>();
        states.keySet()
                .forEach(line ->
                        statesOf.computeIfAbsent(
                                        new Line(line.estimand, line.field, line.category, ""),
                                        _ -> new ArrayList<>())
                                .add(line.state));
        statesOf.forEach((line, of) -> row(report, line, of));
        categories(report, people, statesOf);
        weighted(report, statesOf);
        populations(report, people);
        times(report, statesOf);
        sites(report, statesOf);
        reasons(report, files, sight);
    }

    private void know(String name, OptionalLong shown, String inReport, Sight sight) {
        cells.put(name, shown);
        if (shown.isPresent()) {
            Known known = sight.of(inReport, shown.getAsLong());
            attack.know(name, known.least(), known.most());
        }
    }

    private static String set(String report, String what, Line at) {
        return report + "set|" + what + '|' + at.field + '|' + at.category;
    }

    private void same(String a, String b) {
        attack.sum(a, List.of(b));
    }

    /// What a finding's own states add up to, and what they are in other words.
    private void row(String report, Line line, List<String> states) {
        attack.sum(line.at(report), states.stream().map(s -> state(line, s).at(report)).toList());
        Map<String, List<String>> coarse = new TreeMap<>();
        for (String state : states) {
            coarse.computeIfAbsent(coarse(state), _ -> new ArrayList<>())
                    .add(state(line, state).at(report));
        }
        coarse.forEach((state, of) -> attack.sum(state(line, "=" + state).at(report), of));
        // No and missing may be told apart or not.
        if (coarse.containsKey("no") && coarse.containsKey("missing")) {
            attack.sum(
                    state(line, "=no or missing").at(report),
                    List.of(state(line, "=no").at(report), state(line, "=missing").at(report)));
        }
        for (String state : List.of("yes", "no", "missing", "no or missing")) {
            if (SOLVED.contains(line.estimand)) {
                same(set(report, "solved " + state, line), state(line, "=" + state).at(report));
            }
            if (ACCESS.contains(line.estimand)) {
                same(set(report, "genome " + state, line), state(line, "=" + state).at(report));
            }
        }
        if (line.estimand.equals("actionable")) {
            same(set(report, "solved yes", line), line.at(report));
        }
        if (line.estimand.equals("research-consent")) {
            same(set(report, "consents", line), state(line, "=yes").at(report));
        }
        if (line.estimand.equals("research-withdrawal")) {
            same(set(report, "consents", line), line.at(report));
        }
    }

    private static Line state(Line line, String state) {
        return new Line(line.estimand, line.field, line.category, state);
    }

    /// *Yes, followed up* is a yes, and so is *wgs / trio: yes*.
    private static String coarse(String state) {
        String of = state.contains(": ") ? state.substring(state.indexOf(": ") + 2) : state;
        return of.contains("followed up") ? of.substring(0, of.indexOf(',')) : of;
    }

    /// The whole is the sum of its categories.
    private void categories(
            String report, Map<Line, OptionalLong> people, Map<Line, List<String>> statesOf) {
        Map<List<String>, List<Line>> tables = new LinkedHashMap<>();
        people.keySet()
                .forEach(line ->
                        tables.computeIfAbsent(
                                        List.of(line.estimand, line.field), _ -> new ArrayList<>())
                                .add(line));
        tables.forEach((table, lines) -> {
            if (table.get(1).isEmpty()) {
                return;
            }
            Line whole = new Line(table.get(0), "", "", "");
            attack.sum(whole.at(report), lines.stream().map(l -> l.at(report)).toList());
            List<String> states =
                    Objects.requireNonNullElse(statesOf.get(lines.getFirst()), List.of());
            if (states.equals(statesOf.get(whole))) {
                for (String state : states) {
                    attack.sum(
                            state(whole, state).at(report),
                            lines.stream().map(l -> state(l, state).at(report)).toList());
                }
            }
            for (String state : new TreeSet<>(states.stream().map(s -> coarse(s)).toList())) {
                attack.sum(
                        state(whole, "=" + state).at(report),
                        lines.stream().map(l -> state(l, "=" + state).at(report)).toList());
            }
        });
    }

    /// Cells of two fields add up to the categories of each.
    private void weighted(String report, Map<Line, List<String>> statesOf) {
        Line whole = new Line("yield-weighted", "", "", "");
        Map<String, List<String>> sums = new TreeMap<>();
        for (String state : Objects.requireNonNullElse(statesOf.get(whole), List.<String>of())) {
            if (state.contains(" / ")) {
                String[] parts = state.split(" / |: ", -1);
                sums.computeIfAbsent(
                                set(
                                        report,
                                        "solved " + parts[2],
                                        new Line("", "method", parts[0], "")),
                                _ -> new ArrayList<>())
                        .add(state(whole, state).at(report));
                sums.computeIfAbsent(
                                set(
                                        report,
                                        "solved " + parts[2],
                                        new Line("", "familyStructure", parts[1], "")),
                                _ -> new ArrayList<>())
                        .add(state(whole, state).at(report));
            }
        }
        sums.forEach(attack::sum);
    }

    /// Who is reported, or eligible, or asked, is ordered.
    private void populations(String report, Map<Line, OptionalLong> people) {
        for (Line line : people.keySet()) {
            String own = line.at(report);
            if (REPORTED.contains(line.estimand)) {
                same(set(report, "reported", line), own);
            } else if (ACCESS.contains(line.estimand)) {
                same(set(report, "eligible", line), own);
            } else if (TIMES.contains(line.estimand)) {
                same(set(report, "ordered", line), own);
            } else if (List.of("within-standard", "research-consent").contains(line.estimand)) {
                attack.sum(
                        set(report, "ordered", line),
                        List.of(own, set(report, "not in " + line.estimand, line)));
            }
            for (String part : List.of("reported", "eligible")) {
                attack.sum(
                        set(report, "ordered", line),
                        List.of(set(report, part, line), set(report, "not " + part, line)));
            }
        }
    }

    /// Days 0 to 84 are days 0 to 42 and 43 to 84, in whatever estimand they stand.
    private void times(String report, Map<Line, List<String>> statesOf) {
        Map<String, List<long[]>> spans = new TreeMap<>();
        statesOf.forEach((line, states) -> {
            for (String state : TIMES.contains(line.estimand) ? states : List.<String>of()) {
                Matcher days = DAYS.matcher(state);
                // Who is open on the last day of all is counted with those who are later.
                if (days.matches() && !days.group(1).startsWith("open")) {
                    String kind = set(report, days.group(1), line);
                    long from = Long.parseLong(days.group(2));
                    long to = Long.parseLong(days.group(3));
                    same(kind + from + "-" + to, state(line, state).at(report));
                    spans.computeIfAbsent(kind, _ -> new ArrayList<>()).add(new long[] {from, to});
                }
            }
        });
        spans.forEach((kind, all) -> {
            for (long[] span : List.copyOf(all)) {
                attack.sum(
                        kind + "0-" + span[1],
                        span[0] == 0
                                ? List.of(kind + "0-" + span[1])
                                : List.of(
                                        kind + "0-" + (span[0] - 1),
                                        kind + span[0] + "-" + span[1]));
            }
        });
    }

    /// Sites are in regions; those that are together in one group are in any.
    private void sites(String report, Map<Line, List<String>> statesOf) {
        Map<String, List<Line>> sitesOf = new TreeMap<>();
        List<Line> anywhere = new ArrayList<>();
        List<Line> regions = new ArrayList<>();
        for (Line line : statesOf.keySet()) {
            if (line.estimand.equals("within-standard") && line.field.equals("site")) {
                Optional<String> region = Optional.ofNullable(regionOfSite.get(line.category));
                region.ifPresentOrElse(
                        r -> sitesOf.computeIfAbsent(r, _ -> new ArrayList<>()).add(line),
                        () -> anywhere.add(line));
            } else if (line.estimand.equals("within-standard") && line.field.equals("region")) {
                regions.add(line);
            }
        }
        if (sitesOf.isEmpty()) {
            return;
        }
        List<String> states =
                List.copyOf(
                        Objects.requireNonNullElse(
                                statesOf.get(regions.getFirst()), List.<String>of()));
        for (String state : states) {
            List<String> rests = new ArrayList<>();
            for (Line region : regions) {
                List<String> parts = new ArrayList<>();
                for (Line site : sitesOf.getOrDefault(region.category, List.of())) {
                    parts.add(state(site, state).at(report));
                }
                String rest = set(report, "elsewhere " + state, region);
                parts.add(rest);
                rests.add(rest);
                attack.sum(state(region, state).at(report), parts);
            }
            String all = report + "set|elsewhere " + state;
            attack.sum(all, rests);
            attack.sum(all, anywhere.stream().map(l -> state(l, state).at(report)).toList());
        }
    }

    /// Where one value can be missing, its reasons add up to those who have none.
    private void reasons(String report, Map<String, byte[]> files, Sight sight) {
        Map<String, List<String>> reasons = new TreeMap<>();
        Map<String, TreeSet<String>> fields = new TreeMap<>();
        for (List<String> row : rows(files, "missing.csv")) {
            Line line = new Line(row.get(0), "missing", row.get(1), "");
            know(line.at(report), shown(row.get(2)), line.at(""), sight);
            reasons.computeIfAbsent(row.get(0), _ -> new ArrayList<>()).add(line.at(report));
            fields.computeIfAbsent(row.get(0), _ -> new TreeSet<>())
                    .add(row.get(1).substring(0, row.get(1).indexOf(' ')));
        }
        reasons.forEach((estimand, of) -> {
            Line whole = new Line(estimand, "", "", "");
            if (SOLVED.contains(estimand)) {
                attack.sum(set(report, "solved missing", whole), of);
            } else if (fields.getOrDefault(estimand, new TreeSet<>()).size() == 1
                    && !TIMES.contains(estimand)
                    && !estimand.equals("digitising-effect")) {
                attack.sum(state(whole, "=missing").at(report), of);
            }
        });
    }

    /// Says that one report is later than another: whoever was ordered, or reported, still is.
    public void later(String before, String after) {
        for (String name : List.copyOf(cells.keySet())) {
            if (name.startsWith(after)) {
                String then = before + name.substring(after.length());
                String[] parts = name.substring(after.length()).split("\\|", -1);
                boolean people = parts.length == 4 && parts[3].isEmpty();
                if (cells.containsKey(then)
                        && people
                        && (REPORTED.contains(parts[0]) || TIMES.contains(parts[0]))) {
                    String more = "more|" + name;
                    differences.add(more);
                    attack.sum(name, List.of(then, more));
                }
            }
        }
    }

    /// What came of it.
    ///
    /// @param hidden counts that are not shown
    /// @param exact those of them that are known exactly all the same, and are not nobody
    /// @param small those that are known to be of few
    /// @param newcomers what came between two reports and is known exactly to be of few
    public record Found(
            int hidden, List<String> exact, List<String> small, List<String> newcomers) {
        public Found {
            exact = List.copyOf(exact);
            small = List.copyOf(small);
            newcomers = List.copyOf(newcomers);
        }
    }

    /// Works out what it can.
    public Found run() {
        SortedMap<String, Known> known = attack.run();
        List<String> exact = new ArrayList<>();
        List<String> small = new ArrayList<>();
        int hidden = 0;
        for (Map.Entry<String, OptionalLong> cell : cells.entrySet()) {
            if (cell.getValue().isEmpty()) {
                hidden++;
                Known of = known.getOrDefault(cell.getKey(), new Known(0, Long.MAX_VALUE));
                if (of.isExact() && of.least() > 0) {
                    exact.add(cell.getKey() + " = " + of.least());
                }
                if (of.most() > 0 && of.most() < rules.threshold()) {
                    small.add(cell.getKey() + " = " + of.least() + " to " + of.most());
                }
            }
        }
        List<String> newcomers = new ArrayList<>();
        for (String more : differences) {
            Known of = known.getOrDefault(more, new Known(0, Long.MAX_VALUE));
            if (of.isExact() && of.least() > 0 && of.least() < rules.threshold()) {
                newcomers.add(more + " = " + of.least());
            }
        }
        exact.sort(Comparator.naturalOrder());
        return new Found(hidden, exact, small, newcomers);
    }

    private static OptionalLong shown(String text) {
        return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    }

    private static List<List<String>> rows(Map<String, byte[]> files, String name) {
        byte[] bytes =
                Objects.requireNonNull(files.get(name), () -> "the report has no file " + name);
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (char c : new String(bytes, StandardCharsets.UTF_8).toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (quoted || (c != ',' && c != '\n')) {
                field.append(c);
            } else {
                row.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    rows.add(List.copyOf(row));
                    row.clear();
                }
            }
        }
        return rows.subList(1, rows.size());
    }
}
