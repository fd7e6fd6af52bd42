package org.opengms.evaluation.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.opengms.disclosure.DisclosureRules.CountRules;
import org.opengms.disclosure.table.LinkedCounts;
import org.opengms.evaluation.protocol.Estimand;

/// Every count that a report could show, and every sum that ties them, over all estimands.
///
/// What everybody can know ties counts:
///
/// * people are the sum of their states, and the whole the sum of its categories;
/// * coarser states are sums of finer ones, also where two estimands count the same people by other
///   states: *yes* of all who are known is *yes* at once and *yes* after follow-up;
/// * one population holds another: who is reported is ordered;
/// * one field is finer than another: a region is the sum of its sites;
/// * who has no value is the sum over the reasons.
///
/// States that hold the same people, all together, are the same state wherever they stand, in each
/// category too: that is seen from a sum over them of random numbers of 64 bits.
final class Tabulation {
    private static final int OUTSIDE = -1;

    private final int orders;
    private final LinkedCounts linked;
    private final Map<Key, Integer> known = new HashMap<>();
    private final Map<String, Integer> reasons = new HashMap<>();
    private final Map<Integer, Long> people = new HashMap<>();
    private final Map<Estimand, SortedMap<String, Integer>> reasonsOf = new HashMap<>();
    private final CountRules rules;
    private final Set<List<Integer>> sums = new HashSet<>();

    /// The estimands, each with the state of every order.
    private final Map<Estimand, short[]> states = new LinkedHashMap<>();

    private final Map<Estimand, Map<String, Table>> tables = new LinkedHashMap<>();

    /// A set of people by how many and by the sum of their numbers.
    private record Print(long people, long sum) {
        Print and(Print other) {
            return new Print(people + other.people, sum + other.sum);
        }

        Print without(Print other) {
            return new Print(people - other.people, sum - other.sum);
        }
    }

    private static final Print NOBODY = new Print(0, 0);

    /// Which count it is: of a category of a field, of those in a state or in several.
    ///
    /// @param state everybody who is in it, of all categories
    private record Key(String field, int category, Print state) {}

    /// A count.
    ///
    /// @param count its number
    private record Cell(Key key, long people, int count) {
        Print state() {
            return key.state;
        }
    }

    /// States that people are counted by.
    ///
    /// @param level 0 for the finest, else one more than the place among [Method#coarser]
    /// @param of which of the states each of the finest is in
    private record Level(int level, List<String> states, List<Integer> of) {
        private Level {
            states = List.copyOf(states);
            of = List.copyOf(of);
        }

        static List<Level> all(Method method) {
            List<Level> all = new ArrayList<>();
            List<String> finest = method.shownStates();
            all.add(new Level(0, finest, IntStream.range(0, finest.size()).boxed().toList()));
            for (Method.Coarser coarser : method.coarser()) {
                all.add(new Level(all.size(), coarser.states(), coarser.of()));
            }
            return all;
        }

        Print[] together(Print[] finest) {
            Print[] sums = new Print[states.size()];
            Arrays.fill(sums, NOBODY);
            for (int f = 0; f < finest.length; f++) {
                sums[of.get(f)] = sums[of.get(f)].and(finest[f]);
            }
            return sums;
        }
    }

    /// A part's counts.
    private static final class Table {
        private final ExactFindings.Part part;
        private final Level level;
        private final boolean isShown;
        private final Cell[][] cells;
        private final List<Row> rows = new ArrayList<>();
        private final List<Cell> people = new ArrayList<>();

        Table(ExactFindings.Part part, Level level, boolean isShown, Cell[][] cells) {
            this.part = part;
            this.level = level;
            this.isShown = isShown;
            this.cells = cells;
        }

        int width() {
            return level.states.size();
        }

        /// What two tables of it can be compared by.
        boolean hasCells() {
            return cells.length > 0;
        }
    }

    /// The counts of a finding.
    ///
    /// @param people all of it
    /// @param line in which its counts stand; below 0 if they are never shown
    /// @param level 0 for the finest states, else one more than the place among [Method#coarser]
    /// @param states what its counts are of
    /// @param counts by state; none if they are never shown
    record Row(int people, int line, int level, List<String> states, List<Integer> counts) {
        Row {
            states = List.copyOf(states);
            counts = List.copyOf(counts);
        }
    }

    Tabulation(ExactFindings exact, CountRules rules) {
        this.orders = exact.snapshot().orders().size();
        this.linked = new LinkedCounts(rules);
        this.rules = rules;
        exact.byEstimand()
                .forEach((estimand, parts) -> {
                    states.put(estimand, states(parts.getFirst()));
                    Map<String, Table> byField = new LinkedHashMap<>();
                    parts.forEach(part ->
                            byField.put(
                                    part.grouping().field(),
                                    table(estimand, part, Optional.ofNullable(byField.get("")))));
                    tables.put(estimand, byField);
                });
        tables.values().forEach(this::categories);
        tables.keySet().forEach(this::reasons);
        List<Estimand> all = List.copyOf(tables.keySet());
        for (int i = 0; i < all.size(); i++) {
            for (int j = 0; j < i; j++) {
                otherStates(all.get(i), all.get(j));
            }
        }
        all.forEach(this::cells);
        finerFields();
    }

    LinkedCounts.Shown protect() {
        return linked.protect();
    }

    long people(int count) {
        return people.getOrDefault(count, 0L);
    }

    Row row(ExactFindings.Part part, int category) {
        return table(part.estimand(), part.grouping().field()).rows.get(category);
    }

    private Table table(Estimand estimand, String field) {
        Table table = tables.getOrDefault(estimand, Map.of()).get(field);
        if (table == null) {
            throw new IllegalStateException("No table of " + estimand.id() + " by " + field);
        }
        return table;
    }

    private short[] states(ExactFindings.Part part) {
        short[] states = new short[orders];
        for (int row = 0; row < orders; row++) {
            states[row] =
                    (short) (part.filter().holds(row) ? part.method().shownState(row) : OUTSIDE);
        }
        return states;
    }

    /// A number of an order, as if drawn at random (Steele and others 2014, SplitMix64).
    private static long number(int row) {
        long z = (row + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private Table table(Estimand estimand, ExactFindings.Part part, Optional<Table> ofTheWhole) {
        int categories = part.grouping().labels().size();
        int count = part.method().shownStates().size();
        short[] of = states.getOrDefault(estimand, new short[0]);
        long[][] people = new long[categories][count];
        long[][] sum = new long[categories][count];
        for (int row = 0; row < orders; row++) {
            if (of[row] >= 0) {
                int at = part.grouping().at(row);
                people[at][of[row]]++;
                sum[at][of[row]] += number(row);
            }
        }
        Print[][] finest = new Print[categories][count];
        for (int i = 0; i < categories; i++) {
            for (int j = 0; j < count; j++) {
                finest[i][j] = new Print(people[i][j], sum[i][j]);
            }
        }
        Print[] everybody = new Print[count];
        Arrays.fill(everybody, NOBODY);
        for (Print[] row : finest) {
            for (int j = 0; j < count; j++) {
                everybody[j] = everybody[j].and(row[j]);
            }
        }
        List<Level> levels = Level.all(part.method());
        Level level = level(levels, finest, ofTheWhole.map(t -> t.level.level).orElse(0));
        boolean isShown =
                ofTheWhole.map(t -> t.isShown).orElse(true) && showable(level, finest) > 0;
        boolean whole = ofTheWhole.isEmpty();
        Cell[][] cells = new Cell[whole || isShown ? categories : 0][];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = new Cell[level.states.size()];
            Print[] own = level.together(finest[i]);
            Print[] all = level.together(everybody);
            for (int j = 0; j < own.length; j++) {
                cells[i][j] = count(new Key(part.grouping().field(), i, all[j]), own[j].people());
            }
        }
        Table table = new Table(part, level, isShown, cells);
        for (int i = 0; i < categories; i++) {
            Cell all =
                    count(
                            new Key(
                                    part.grouping().field(),
                                    i,
                                    Arrays.stream(everybody).reduce(NOBODY, Print::and)),
                            Arrays.stream(finest[i]).mapToLong(Print::people).sum());
            table.people.add(all);
            linked.line(whole ? 240 : 12, List.of(all.count()));
            List<Integer> counts = List.of();
            int line = -1;
            if (table.hasCells()) {
                counts = Arrays.stream(cells[i]).map(Cell::count).toList();
                sum(all, List.of(cells[i]));
                line = isShown ? linked.line(whole ? 200 : 10, counts) : -1;
            }
            table.rows.add(new Row(all.count(), line, level.level, level.states, counts));
        }
        return table;
    }

    /// The states of a whole table, so that its categories can be compared: the finest by which at
    /// least two thirds as many categories have no small count as by any coarser ones.
    private Level level(List<Level> levels, Print[][] finest, int from) {
        int best = 0;
        for (Level level : levels.subList(from, levels.size())) {
            best = Math.max(best, showable(level, finest));
        }
        for (Level level : levels.subList(from, levels.size())) {
            if (3 * showable(level, finest) >= 2 * best) {
                return level;
            }
        }
        return levels.getLast();
    }

    private int showable(Level level, Print[][] finest) {
        int showable = 0;
        for (Print[] row : finest) {
            showable +=
                    Arrays.stream(level.together(row)).noneMatch(p -> rules.hides(p.people()))
                            ? 1
                            : 0;
        }
        return showable;
    }

    /// The counts of why values are missing, of all together.
    SortedMap<String, Integer> reasons(ExactFindings.Part part) {
        return part.grouping().field().isEmpty()
                ? reasonsOf.getOrDefault(part.estimand(), new TreeMap<>())
                : new TreeMap<>();
    }

    /// Why values are missing. Where one person may miss two values reasons add up to more than
    /// people.
    private void reasons(Estimand estimand) {
        Table table = table(estimand, "");
        SortedMap<String, Long> missing = table.part.gathered().getFirst().missing();
        if (missing.isEmpty()) {
            return;
        }
        SortedMap<String, Integer> counts = new TreeMap<>();
        long all = 0;
        for (Map.Entry<String, Long> reason : missing.entrySet()) {
            // The same reason of as many is taken to be the same people: an attacker knows no more.
            int count =
                    reasons.computeIfAbsent(
                            reason.getKey() + " " + reason.getValue(),
                            _ -> {
                                int made = published(reason.getValue());
                                linked.line(5, List.of(made));
                                return made;
                            });
            counts.put(reason.getKey(), count);
            all += reason.getValue();
        }
        reasonsOf.put(estimand, counts);
        List<Cell> without = new ArrayList<>();
        List<Cell> row = List.of(table.cells[0]);
        for (int state = 0; state < row.size(); state++) {
            if (isMissing(table, state)) {
                without.add(row.get(state));
            }
        }
        // Where those of whom it is missing are counted with others, all that is known is that they
        // are no more.
        Cell total = union(without.isEmpty() ? row : without);
        long people = total.people();
        List<Integer> parts = new ArrayList<>(counts.values());
        if (all <= people) {
            if (all < people) {
                parts.add(linked.unpublished(people - all));
            }
            add(total.count(), parts);
        } else {
            int sum = linked.unpublished(all);
            add(sum, parts);
            add(sum, List.of(total.count(), linked.unpublished(all - people)));
        }
    }

    /// Whether a state of a table holds none but those of whom a value is missing.
    private static boolean isMissing(Table table, int state) {
        for (int f = 0; f < table.level.of.size(); f++) {
            if (table.level.of.get(f) == state && !table.part.method().isMissing(f)) {
                return false;
            }
        }
        return true;
    }

    private int published(long count) {
        int made = linked.count(count);
        people.put(made, count);
        return made;
    }

    /// A count that may be shown.
    private Cell count(Key key, long count) {
        // States in which nobody is at all cannot be told apart, and need not.
        return new Cell(
                key,
                count,
                key.state.people() == 0
                        ? published(0)
                        : known.computeIfAbsent(key, _ -> published(count)));
    }

    /// A count that stands nowhere, unless it is there already.
    private Cell between(Key key, long count) {
        return new Cell(
                key,
                count,
                key.state.people() == 0
                        ? linked.unpublished(0)
                        : known.computeIfAbsent(key, _ -> linked.unpublished(count)));
    }

    /// Those of a category who are in any of some states.
    private Cell union(List<Cell> parts) {
        Print all = NOBODY;
        long count = 0;
        for (Cell part : parts) {
            all = all.and(part.state());
            count += part.people();
        }
        Key first = parts.getFirst().key();
        Cell whole =
                parts.size() == 1
                        ? parts.getFirst()
                        : between(new Key(first.field(), first.category(), all), count);
        sum(whole, parts);
        return whole;
    }

    private void sum(Cell whole, List<Cell> parts) {
        add(whole.count(), parts.stream().map(Cell::count).toList());
    }

    private void add(int whole, List<Integer> parts) {
        List<Integer> key = new ArrayList<>(parts.stream().sorted().toList());
        if (!key.equals(List.of(whole))) {
            key.addFirst(whole);
            if (sums.add(key)) {
                linked.sum(whole, parts);
            }
        }
    }

    /// The whole is the sum of its categories, by each state.
    private void categories(Map<String, Table> byField) {
        Table whole = byField.get("");
        if (whole == null) {
            return;
        }
        byField.forEach((field, table) -> {
            if (field.isEmpty()) {
                return;
            }
            sum(whole.people.getFirst(), table.people);
            for (int state = 0; table.hasCells() && state < table.width(); state++) {
                List<Cell> column = new ArrayList<>();
                for (Cell[] row : table.cells) {
                    column.add(row[state]);
                }
                List<Cell> finer = new ArrayList<>();
                for (int w = 0; w < whole.width(); w++) {
                    if (table.level.of.get(whole.level.of.indexOf(w)) == state) {
                        finer.add(whole.cells[0][w]);
                    }
                }
                sum(union(finer), column);
            }
        });
    }

    /// Two estimands that count some of the same people by other states, in each category of each
    /// field that both are broken down by.
    private void otherStates(Estimand a, Estimand b) {
        short[] statesOfA = states.getOrDefault(a, new short[0]);
        short[] statesOfB = states.getOrDefault(b, new short[0]);
        int m = table(a, "").level.of.size();
        int n = table(b, "").level.of.size();
        // The last of each is outside.
        boolean[][] finest = new boolean[m + 1][n + 1];
        for (int row = 0; row < orders; row++) {
            int inA = statesOfA[row];
            int inB = statesOfB[row];
            finest[inA < 0 ? m : inA][inB < 0 ? n : inB] = true;
        }
        boolean aHolds = true;
        boolean bHolds = true;
        for (int j = 0; j < n; j++) {
            aHolds &= !finest[m][j];
        }
        for (int i = 0; i < m; i++) {
            bHolds &= !finest[i][n];
        }
        for (String field : tables.getOrDefault(a, Map.of()).keySet()) {
            if (!tables.getOrDefault(b, Map.of()).containsKey(field)) {
                continue;
            }
            Table ours = table(a, field);
            Table theirs = table(b, field);
            for (int i = 0; i < ours.people.size() && aHolds != bHolds; i++) {
                Cell first = ours.people.get(i);
                Cell second = theirs.people.get(i);
                holds(aHolds ? first : second, aHolds ? second : first);
            }
            if (!ours.hasCells() || !theirs.hasCells()) {
                continue;
            }
            boolean[][] both = new boolean[ours.width() + 1][theirs.width() + 1];
            for (int i = 0; i <= m; i++) {
                for (int j = 0; j <= n; j++) {
                    if (finest[i][j]) {
                        both[i == m ? ours.width() : ours.level.of.get(i)][
                                        j == n ? theirs.width() : theirs.level.of.get(j)] =
                                true;
                    }
                }
            }
            for (Component one : Component.of(both)) {
                // Where each holds some whom the other does not, neither tells about the other.
                if (!one.ours().contains(ours.width()) || !one.theirs().contains(theirs.width())) {
                    for (int i = 0; i < ours.cells.length; i++) {
                        tie(
                                some(ours.cells[i], one.ours(), ours.width()),
                                some(theirs.cells[i], one.theirs(), theirs.width()));
                    }
                }
            }
        }
    }

    private static List<Cell> some(Cell[] cells, List<Integer> states, int outside) {
        return states.stream().filter(s -> s != outside).map(s -> cells[s]).toList();
    }

    /// Two lists of counts of the same people, or of people who hold the others.
    private void tie(List<Cell> a, List<Cell> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return;
        }
        Cell first = union(a);
        Cell second = union(b);
        if (first.state().people() > second.state().people()) {
            holds(first, second);
        } else if (first.state().people() < second.state().people()) {
            holds(second, first);
        } else {
            sum(first, List.of(second));
        }
    }

    private void holds(Cell whole, Cell part) {
        Key rest =
                new Key(
                        whole.key().field(),
                        whole.key().category(),
                        whole.state().without(part.state()));
        long people = whole.people() - part.people();
        // Of nobody all is left, which is no other count.
        Cell left =
                part.state().people() == 0
                        ? new Cell(rest, people, linked.unpublished(people))
                        : between(rest, people);
        sum(whole, List.of(part, left));
    }

    /// Where the states of one estimand are by a field, as are the categories of another.
    private void cells(Estimand of) {
        if (of.weightedBy().isEmpty()) {
            return;
        }
        short[] cells = states.getOrDefault(of, new short[0]);
        Table whole = table(of, "");
        int n = whole.width();
        tables.forEach((other, byField) -> {
            for (String field : of.weightedBy()) {
                Table table = byField.get(field);
                if (table == null || !table.hasCells() || other.equals(of)) {
                    continue;
                }
                short[] otherStates = states.getOrDefault(other, new short[0]);
                int width = table.width();
                int m = table.cells.length * width;
                boolean[][] both = new boolean[m + 1][n + 1];
                for (int row = 0; row < orders; row++) {
                    int theirs = cells[row];
                    int ours = otherStates[row];
                    both[
                                    ours < 0
                                            ? m
                                            : table.part.grouping().at(row) * width
                                                    + table.level.of.get(ours)][
                                    theirs < 0 ? n : whole.level.of.get(theirs)] =
                            true;
                }
                Cell[] flat = new Cell[m];
                for (int i = 0; i < m; i++) {
                    flat[i] = table.cells[i / width][i % width];
                }
                for (Component one : Component.of(both)) {
                    if (!one.ours().contains(m) && !one.theirs().contains(n)) {
                        same(some(flat, one.ours(), m), some(whole.cells[0], one.theirs(), n));
                    }
                }
            }
        });
    }

    /// Two lists of counts of the same people, of whatever categories.
    private void same(List<Cell> a, List<Cell> b) {
        int sum = linked.unpublished(a.stream().mapToLong(Cell::people).sum());
        add(sum, a.stream().map(Cell::count).toList());
        add(sum, b.stream().map(Cell::count).toList());
    }

    /// A region is the sum of its sites.
    private void finerFields() {
        Map<String, Grouping> groupings = new LinkedHashMap<>();
        tables.values()
                .forEach(byField ->
                        byField.forEach((field, table) -> {
                            if (!field.isEmpty()) {
                                groupings.putIfAbsent(field, table.part.grouping());
                            }
                        }));
        groupings.forEach((fine, finer) ->
                groupings.forEach((coarse, coarser) -> {
                    if (!fine.equals(coarse)) {
                        finerField(fine, finer, coarse, coarser);
                    }
                }));
    }

    private void finerField(String fine, Grouping finer, String coarse, Grouping coarser) {
        boolean[][] both = new boolean[finer.labels().size()][coarser.labels().size()];
        for (int row = 0; row < orders; row++) {
            both[finer.at(row)][coarser.at(row)] = true;
        }
        int within = 0;
        int[] only = new int[both.length];
        for (int i = 0; i < both.length; i++) {
            int places = 0;
            for (int j = 0; j < both[i].length; j++) {
                if (both[i][j]) {
                    places++;
                    only[i] = j;
                }
            }
            only[i] = places == 1 ? only[i] : -1;
            within += places == 1 ? 1 : 0;
        }
        if (coarser.labels().size() < 2 || 2 * within < both.length) {
            return;
        }
        tables.forEach((estimand, byField) -> {
            Table small = byField.get(fine);
            Table large = byField.get(coarse);
            if (small == null || large == null) {
                return;
            }
            short[] of = states.getOrDefault(estimand, new short[0]);
            int all = small.level.of.size();
            within(of, small, large, only, Collections.nCopies(all, 0), 0);
            if (small.hasCells() && large.hasCells()) {
                Level level = coarser(small.level, large.level);
                for (int state = 0; state < level.states.size(); state++) {
                    within(of, small, large, only, level.of, state);
                }
            }
        });
    }

    /// Categories of a coarser field from those of a finer one that lie within them, and what of
    /// the others lies in them.
    ///
    /// @param levels which state each of the finest is in
    private void within(
            short[] of, Table small, Table large, int[] only, List<Integer> levels, int state) {
        Map<List<Integer>, Long> shared = new LinkedHashMap<>();
        for (int row = 0; row < orders; row++) {
            int at = small.part.grouping().at(row);
            if (of[row] >= 0 && only[at] < 0 && levels.get(of[row]) == state) {
                shared.merge(List.of(at, large.part.grouping().at(row)), 1L, Long::sum);
            }
        }
        for (int j = 0; j < large.people.size(); j++) {
            Cell whole = coarse(large, j, levels, state);
            List<Cell> parts = new ArrayList<>();
            for (int i = 0; i < only.length; i++) {
                if (only[i] == j) {
                    parts.add(coarse(small, i, levels, state));
                } else if (shared.containsKey(List.of(i, j))) {
                    parts.add(both(small, i, large, j, whole.state(), shared));
                }
            }
            sum(whole, parts);
        }
        for (int i = 0; i < only.length; i++) {
            if (only[i] < 0) {
                Cell whole = coarse(small, i, levels, state);
                List<Cell> parts = new ArrayList<>();
                for (int j = 0; j < large.people.size(); j++) {
                    if (shared.containsKey(List.of(i, j))) {
                        parts.add(both(small, i, large, j, whole.state(), shared));
                    }
                }
                sum(whole, parts);
            }
        }
    }

    /// Those in a category of one field and in one of another.
    private Cell both(
            Table small, int i, Table large, int j, Print state, Map<List<Integer>, Long> shared) {
        return between(
                new Key(
                        small.part.grouping().field() + " and " + large.part.grouping().field(),
                        i * large.people.size() + j,
                        state),
                shared.getOrDefault(List.of(i, j), 0L));
    }

    private static Level coarser(Level a, Level b) {
        return a.level >= b.level ? a : b;
    }

    /// A count by states that are as coarse as those of its table, or coarser; of everybody if all
    /// are in one.
    private Cell coarse(Table table, int category, List<Integer> levels, int state) {
        if (levels.stream().distinct().count() == 1) {
            return table.people.get(category);
        }
        List<Cell> parts = new ArrayList<>();
        for (int s = 0; s < table.width(); s++) {
            if (levels.get(table.level.of.indexOf(s)) == state) {
                parts.add(table.cells[category][s]);
            }
        }
        return union(parts);
    }

    /// States of two estimands of which the one's hold just the same people as the other's.
    private record Component(List<Integer> ours, List<Integer> theirs) {
        private Component {
            ours = List.copyOf(ours);
            theirs = List.copyOf(theirs);
        }

        static List<Component> of(boolean[][] both) {
            int m = both.length;
            int n = both[0].length;
            boolean[] seen = new boolean[m + n];
            List<Component> all = new ArrayList<>();
            for (int from = 0; from < m; from++) {
                if (!seen[from]) {
                    List<Integer> found = new ArrayList<>(List.of(from));
                    seen[from] = true;
                    for (int next = 0; next < found.size(); next++) {
                        int at = found.get(next);
                        for (int other = 0; other < (at < m ? n : m); other++) {
                            int node = at < m ? m + other : other;
                            if (!seen[node] && (at < m ? both[at][other] : both[other][at - m])) {
                                seen[node] = true;
                                found.add(node);
                            }
                        }
                    }
                    all.add(
                            new Component(
                                    found.stream().filter(i -> i < m).toList(),
                                    found.stream().filter(i -> i >= m).map(i -> i - m).toList()));
                }
            }
            return all;
        }
    }
}
