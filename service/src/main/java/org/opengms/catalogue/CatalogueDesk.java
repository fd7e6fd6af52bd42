package org.opengms.catalogue;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opengms.consent.ConsentHistory;
import org.opengms.consent.ConsentRules;
import org.opengms.consent.ConsentState;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.ConsentStore;
import org.opengms.directory.TestDirectory;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.disclosure.PublishedCount;
import org.opengms.disclosure.epoch.Epoch;
import org.opengms.disclosure.epoch.EpochBook;
import org.opengms.disclosure.release.Breakdown;
import org.opengms.disclosure.release.Publication;
import org.opengms.disclosure.release.Release;
import org.opengms.disclosure.release.ReleaseRegistry;
import org.opengms.disclosure.release.Verdict;
import org.opengms.disclosure.table.Coordinates;
import org.opengms.disclosure.table.ProtectedTables;
import org.opengms.disclosure.table.TableProtection;
import org.opengms.infrastructure.ServiceNetwork;
import org.roaringbitmap.RoaringBitmap;

/// Publishes the catalogue: once for each epoch of public numbers, and never in between.
///
/// The tables are protected together, then judged beside everything that was ever published about
/// the cohort. A number that differs from the one that stands by too few people is not renewed: the
/// one that stands goes on standing, with its day. So is one that would let too few people be
/// worked out together with others; where none stands, it is not told.
public final class CatalogueDesk {
    private static final int AT_ONCE = 2000;

    private final Supplier<RoaringBitmap> permitted;
    private final EpochBook epochs;
    private final Holdings holdings;
    private final ConsentStore consents;
    private final ConsentRules consentRules;
    private final Supplier<TestDirectory> directory;
    private final ServiceNetwork network;
    private final ReleaseRegistry releases;
    private final CatalogueStore store;
    private final DisclosureRules rules;
    private final Clock clock;

    /// @param permitted whose data may serve research now, by participant number
    /// @param epochs whom public numbers are about
    /// @param consentRules by which choices are read
    /// @param directory the test directory in force
    /// @param network whose sites have regions
    /// @param releases everything that was published about the cohort
    public CatalogueDesk(
            Supplier<RoaringBitmap> permitted,
            EpochBook epochs,
            Holdings holdings,
            ConsentStore consents,
            ConsentRules consentRules,
            Supplier<TestDirectory> directory,
            ServiceNetwork network,
            ReleaseRegistry releases,
            CatalogueStore store,
            DisclosureRules rules,
            Clock clock) {
        this.permitted = permitted;
        this.epochs = epochs;
        this.holdings = holdings;
        this.consents = consents;
        this.consentRules = consentRules;
        this.directory = directory;
        this.network = network;
        this.releases = releases;
        this.store = store;
        this.rules = rules;
        this.clock = clock;
    }

    /// What stands; absent while there were never enough people.
    public Optional<Catalogue> newest() {
        return store.newest();
    }

    /// The rules by which it is made.
    public DisclosureRules rules() {
        return rules;
    }

    /// Looks who may be counted, and publishes a new catalogue if a new epoch has begun. Call it
    /// outside of any transaction.
    ///
    /// @return whether one was published
    public boolean renew() {
        Instant now = clock.instant();
        epochs.follow(permitted.get(), now);
        Epoch epoch = epochs.at(now);
        if (epoch.number() == 0
                || store.newest().filter(c -> c.epoch() >= epoch.number()).isPresent()) {
            return false;
        }
        store.add(publish(epoch, store.newestWithPeople(), now));
        return true;
    }

    /// A number that is shown, or may come to be.
    ///
    /// @param at what is counted
    /// @param people who
    /// @param counted the day
    /// @param renews whether other people are counted than in the number that stands
    private record Cell(Coordinates at, RoaringBitmap people, LocalDate counted, boolean renews) {}

    private CatalogueStore.Kept publish(
            Epoch epoch, Optional<CatalogueStore.Kept> last, Instant now) {
        Counting counting = new Counting(directory.get(), network, consentRules);
        count(counting, epoch.people(), now);
        LocalDate today = ConsentStatement.day(now);
        SortedMap<Coordinates, Cell> cells = new TreeMap<>();
        if (!rules.counts().hides(epoch.people().getLongCardinality())) {
            SortedMap<Coordinates, Cell> standing = standing(last);
            cells.putAll(standing);
            cells.putAll(counted(counting, standing, today));
            apart(cells, standing);
            judge(cells, standing, now);
        }
        return new CatalogueStore.Kept(
                told(epoch, counting, cells, last, today),
                cells.values().stream()
                        .collect(Collectors.toMap(c -> c.at().toString(), Cell::people)));
    }

    private void count(Counting counting, RoaringBitmap people, Instant now) {
        int from = 0;
        while (true) {
            List<Holding> some = holdings.from(from, AT_ONCE);
            List<Holding> counted = some.stream().filter(h -> people.contains(h.number())).toList();
            Map<?, ConsentHistory> histories =
                    consents.histories(
                            counted.stream().map(Holding::person).collect(Collectors.toSet()));
            for (Holding holding : counted) {
                ConsentHistory said = histories.get(holding.person());
                counting.add(holding, said == null ? ConsentState.NOTHING : said.now(now));
            }
            if (some.size() < AT_ONCE) {
                return;
            }
            from = some.getLast().number() + 1;
        }
    }

    private static SortedMap<Coordinates, Cell> standing(Optional<CatalogueStore.Kept> last) {
        SortedMap<Coordinates, Cell> standing = new TreeMap<>();
        last.ifPresent(kept -> {
            Map<String, RoaringBitmap> people = kept.people();
            numbers(kept.catalogue())
                    .forEach((at, number) -> {
                        RoaringBitmap who = people.get(at.toString());
                        if (who != null && number.counted().isPresent()) {
                            standing.put(at, new Cell(at, who, number.counted().get(), false));
                        }
                    });
        });
        return standing;
    }

    /// The numbers of a catalogue by what they count.
    private static Map<Coordinates, Catalogue.Told> numbers(Catalogue catalogue) {
        Map<Coordinates, Catalogue.Told> numbers = new LinkedHashMap<>();
        numbers.put(Coordinates.TOTAL, catalogue.everybody());
        for (Catalogue.Table table : catalogue.tables()) {
            for (Catalogue.Row row : table.rows()) {
                numbers.put(at(table, row), row.number());
            }
        }
        return numbers;
    }

    private static Coordinates at(Catalogue.Table table, Catalogue.Row row) {
        Map<String, String> at = new HashMap<>(Map.of(table.by().name(), row.code()));
        table.within().ifPresent(within -> at.put(within.name(), Counting.YES));
        return Coordinates.of(at);
    }

    /// What may be shown of the people who are counted now, each beside what stands.
    private SortedMap<Coordinates, Cell> counted(
            Counting counting, SortedMap<Coordinates, Cell> standing, LocalDate today) {
        ProtectedTables tables = TableProtection.protect(counting.tables(), rules.counts());
        Map<String, RoaringBitmap> people =
                tables.breakdowns().stream()
                        .flatMap(breakdown -> breakdown.releases().stream())
                        .collect(Collectors.toMap(Release::label, Release::people));
        SortedMap<Coordinates, Cell> counted = new TreeMap<>();
        tables.counts()
                .forEach((at, count) -> {
                    RoaringBitmap who = people.get(at.toString());
                    if (who == null || !(count instanceof PublishedCount.Shown) || !isTold(at)) {
                        return;
                    }
                    Cell before = standing.get(at);
                    int changed =
                            before == null
                                    ? Integer.MAX_VALUE
                                    : RoaringBitmap.xorCardinality(who, before.people());
                    if (changed == 0 || changed >= rules.counts().threshold()) {
                        counted.put(at, new Cell(at, who, today, changed != 0));
                    }
                });
        return counted;
    }

    /// Of those without a whole genome the fields are not told.
    private static boolean isTold(Coordinates at) {
        return at.categories().size() < 2
                || Counting.YES.equals(at.categories().get(Heading.GENOME.name()));
    }

    /// Nobody is in two numbers of a table: where somebody has moved to a group that is renewed out
    /// of one that stands, the renewed one has to wait.
    private static void apart(
            SortedMap<Coordinates, Cell> cells, SortedMap<Coordinates, Cell> standing) {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (List<Cell> family : families(cells)) {
                RoaringBitmap seen = new RoaringBitmap();
                List<Cell> standFirst =
                        family.stream().sorted(Comparator.comparing(Cell::renews)).toList();
                for (Cell cell : standFirst) {
                    if (cell.renews() && RoaringBitmap.intersects(seen, cell.people())) {
                        hold(cell.at(), cells, standing);
                        changed = true;
                    } else {
                        seen.or(cell.people());
                    }
                }
            }
        }
    }

    private static void hold(
            Coordinates at,
            SortedMap<Coordinates, Cell> cells,
            SortedMap<Coordinates, Cell> standing) {
        Cell before = standing.get(at);
        if (before == null) {
            cells.remove(at);
        } else {
            cells.put(at, before);
        }
    }

    private static List<List<Cell>> families(SortedMap<Coordinates, Cell> cells) {
        Map<Set<String>, List<Cell>> families = new LinkedHashMap<>();
        cells.values()
                .forEach(cell ->
                        families.computeIfAbsent(
                                        cell.at().categories().keySet(), _ -> new ArrayList<>())
                                .add(cell));
        return List.copyOf(families.values());
    }

    /// Registers what is shown, holding numbers back until nothing small can be worked out.
    private void judge(
            SortedMap<Coordinates, Cell> cells,
            SortedMap<Coordinates, Cell> standing,
            Instant now) {
        while (cells.values().stream().anyMatch(Cell::renews)) {
            Publication publication =
                    new Publication(
                            "catalogue/" + UUID.randomUUID(),
                            "Public catalogue",
                            "The service itself",
                            now,
                            families(cells).stream()
                                    .map(family ->
                                            new Breakdown(
                                                    family.stream()
                                                            .map(c ->
                                                                    new Release(
                                                                            c.at().toString(),
                                                                            c.people()))
                                                            .toList()))
                                    .toList());
            if (!(releases.publish(publication)
                    instanceof Verdict.Unsafe(List<Verdict.Finding> findings))) {
                return;
            }
            Set<Coordinates> back = new HashSet<>();
            for (Verdict.Finding finding : findings) {
                List<String> labels = new ArrayList<>(finding.numbers());
                if (finding.earlier().equals(publication.id())) {
                    labels.addAll(finding.others());
                }
                smallest(labels, cells).ifPresent(back::add);
            }
            if (back.isEmpty()) {
                cells.values().stream().filter(Cell::renews).map(Cell::at).forEach(back::add);
            }
            back.forEach(at -> hold(at, cells, standing));
            apart(cells, standing);
        }
    }

    /// The smallest of some numbers that is renewed: least is lost if it waits.
    private static Optional<Coordinates> smallest(
            List<String> labels, SortedMap<Coordinates, Cell> cells) {
        return cells.values().stream()
                .filter(cell -> cell.renews() && labels.contains(cell.at().toString()))
                .min(
                        Comparator.comparingInt((Cell c) -> c.people().getCardinality())
                                .thenComparing(Cell::at))
                .map(Cell::at);
    }

    private Catalogue told(
            Epoch epoch,
            Counting counting,
            SortedMap<Coordinates, Cell> cells,
            Optional<CatalogueStore.Kept> last,
            LocalDate today) {
        Map<Coordinates, String> wordsBefore = new HashMap<>();
        last.ifPresent(kept ->
                kept.catalogue()
                        .tables()
                        .forEach(table ->
                                table.rows()
                                        .forEach(row ->
                                                wordsBefore.put(at(table, row), row.words()))));
        List<Catalogue.Table> tables = new ArrayList<>();
        for (Heading heading : Heading.values()) {
            tables.add(table(heading, Optional.empty(), counting, cells, wordsBefore));
        }
        tables.add(table(Heading.FIELD, Optional.of(Heading.GENOME), counting, cells, wordsBefore));
        return new Catalogue(
                epoch.number(),
                today,
                rules.version(),
                rules.counts().threshold(),
                rules.counts().roundingBase(),
                directory.get().version(),
                number(cells.get(Coordinates.TOTAL)),
                tables);
    }

    private Catalogue.Table table(
            Heading by,
            Optional<Heading> within,
            Counting counting,
            SortedMap<Coordinates, Cell> cells,
            Map<Coordinates, String> wordsBefore) {
        Set<String> dimensions = new HashSet<>(Set.of(by.name()));
        within.ifPresent(heading -> dimensions.add(heading.name()));
        List<Catalogue.Row> rows = new ArrayList<>();
        cells.forEach((at, cell) -> {
            if (at.categories().keySet().equals(dimensions)) {
                String category = String.valueOf(at.categories().get(by.name()));
                rows.add(
                        new Catalogue.Row(
                                category,
                                counting.words(
                                        by, category, Optional.ofNullable(wordsBefore.get(at))),
                                number(cell)));
            }
        });
        rows.sort(
                by == Heading.AGE
                        ? Comparator.comparingInt(row -> Counting.AGES.indexOf(row.code()))
                        : Comparator.comparingLong(
                                        (Catalogue.Row row) -> row.number().people().orElse(0L))
                                .reversed()
                                .thenComparing(Catalogue.Row::words));
        return new Catalogue.Table(by, within, rows);
    }

    private Catalogue.Told number(@Nullable Cell cell) {
        return cell != null
                        && rules.counts().show(cell.people().getLongCardinality())
                                instanceof PublishedCount.Shown(long rounded)
                ? Catalogue.Told.of(rounded, cell.counted())
                : Catalogue.Told.HIDDEN;
    }
}
