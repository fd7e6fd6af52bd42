package org.opengms.benchmark;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.disclosure.release.Breakdown;
import org.opengms.disclosure.release.Publication;
import org.opengms.disclosure.release.Release;
import org.opengms.disclosure.release.ReleaseRegistry;
import org.opengms.disclosure.release.ReleaseStore;
import org.opengms.disclosure.release.Verdict;
import org.roaringbitmap.RoaringBitmap;

/// How long a new release is checked against ten thousand earlier ones over half a million people,
/// on one thread: releases as projects make them, and the worst kind, all of about the same people.
public final class ReleaseChecks {
    private static final int PEOPLE = 500_000;
    private static final int[] CATEGORIES = {2, 7, 10, 16, 40};

    private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    private final int[][] attributes = new int[PEOPLE][CATEGORIES.length];

    private ReleaseChecks() {
        for (int[] person : attributes) {
            for (int a = 0; a < CATEGORIES.length; a++) {
                person[a] = (int) (CATEGORIES[a] * Math.pow(random.nextDouble(), 1.5));
            }
        }
    }

    /// @param arguments earlier numbers (10,000), checks of each kind (100)
    public static void main(String[] arguments) {
        int earlier = arguments.length > 0 ? Integer.parseInt(arguments[0], 10) : 10_000;
        int checks = arguments.length > 1 ? Integer.parseInt(arguments[1], 10) : 100;
        ReleaseChecks all = new ReleaseChecks();
        all.measure("single numbers of random groups", all.singles(earlier), checks);
        all.measure("tables by one attribute within a group", all.tables(earlier), checks);
        all.measure("nearly the same half of the people", all.alike(earlier), checks);
    }

    /// People of a random group: up to three conditions, in a state of the cohort of its own day.
    private RoaringBitmap group() {
        int[] asked = new int[CATEGORIES.length];
        Arrays.fill(asked, -1);
        for (int conditions = random.nextInt(4); conditions > 0; conditions--) {
            int a = random.nextInt(CATEGORIES.length);
            asked[a] = random.nextInt(CATEGORIES[a]);
        }
        int joined = random.nextInt(PEOPLE / 2, PEOPLE);
        RoaringBitmap people = new RoaringBitmap();
        for (int person = 0; person < joined; person++) {
            boolean in = true;
            for (int a = 0; a < asked.length; a++) {
                in &= asked[a] < 0 || attributes[person][a] == asked[a];
            }
            if (in) {
                people.add(person);
            }
        }
        return people;
    }

    private List<Breakdown> singles(int count) {
        List<Breakdown> singles = new ArrayList<>();
        while (singles.size() < count) {
            RoaringBitmap people = group();
            if (people.getCardinality() >= 10) {
                singles.add(Breakdown.of(new Release("group", people)));
            }
        }
        return singles;
    }

    private List<Breakdown> tables(int count) {
        List<Breakdown> tables = new ArrayList<>();
        for (int numbers = 0; numbers < count; ) {
            RoaringBitmap within = group();
            int a = random.nextInt(CATEGORIES.length);
            RoaringBitmap[] cells = new RoaringBitmap[CATEGORIES[a]];
            Arrays.setAll(cells, _ -> new RoaringBitmap());
            within.forEach((int person) -> cells[attributes[person][a]].add(person));
            List<Release> shown = new ArrayList<>();
            for (RoaringBitmap cell : cells) {
                if (cell.getCardinality() >= 10) {
                    shown.add(new Release("cell", cell));
                }
            }
            if (!shown.isEmpty()) {
                tables.add(new Breakdown(shown));
                numbers += shown.size();
            }
        }
        return tables;
    }

    private List<Breakdown> alike(int count) {
        RoaringBitmap half = new RoaringBitmap();
        for (int person = 0; person < PEOPLE; person++) {
            if (random.nextBoolean()) {
                half.add(person);
            }
        }
        List<Breakdown> alike = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RoaringBitmap one = half.clone();
            // Ten out and ten in, so that sizes tell nothing.
            for (int changed = 0; changed < 10; ) {
                int out = random.nextInt(PEOPLE);
                int in = random.nextInt(PEOPLE);
                if (one.contains(out) && !one.contains(in)) {
                    one.remove(out);
                    one.add(in);
                    changed++;
                }
            }
            alike.add(Breakdown.of(new Release("alike", one)));
        }
        return alike;
    }

    private void measure(String what, List<Breakdown> earlier, int checks) {
        List<Publication> publications = new ArrayList<>();
        long people = 0;
        int numbers = 0;
        for (int i = 0; i < earlier.size(); i++) {
            publications.add(publication("earlier " + i, earlier.get(i)));
            for (Release release : earlier.get(i).releases()) {
                people += release.people().getCardinality();
                numbers++;
            }
        }
        ReleaseStore store = ReleaseStore.inMemory();
        publications.forEach(store::append);
        ReleaseRegistry registry = new ReleaseRegistry(DisclosureRules.standard().counts(), store);
        double[] millis = new double[checks];
        int unsafe = 0;
        List<Breakdown> fresh = what.startsWith("nearly") ? alike(checks) : singles(checks);
        for (int i = 0; i < checks; i++) {
            Publication one = publication("new " + i, fresh.get(i));
            long began = System.nanoTime();
            unsafe += registry.check(one) instanceof Verdict.Unsafe ? 1 : 0;
            millis[i] = (System.nanoTime() - began) / 1e6;
        }
        tell(what + ": one number", numbers, people / numbers, millis, unsafe);
        List<Breakdown> tables = tables(checks * 4).stream().limit(checks).toList();
        double[] tableMillis = new double[tables.size()];
        int unsafeTables = 0;
        int cells = 0;
        for (int i = 0; i < tables.size(); i++) {
            cells += tables.get(i).releases().size();
            long began = System.nanoTime();
            unsafeTables +=
                    registry.check(publication("table " + i, tables.get(i)))
                                    instanceof Verdict.Unsafe
                            ? 1
                            : 0;
            tableMillis[i] = (System.nanoTime() - began) / 1e6;
        }
        tell(
                what + ": a table of " + cells / tables.size() + " on average",
                numbers,
                people / numbers,
                tableMillis,
                unsafeTables);
    }

    private static Publication publication(String id, Breakdown breakdown) {
        return new Publication(id, "project", "entity", Instant.EPOCH, List.of(breakdown));
    }

    private static void tell(String what, int numbers, long people, double[] millis, int unsafe) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        System.out.println(
                String.format(
                        Locale.ROOT,
                        "%s against %,d numbers of %,d people on average: median %.1f ms, longest %.1f ms, %d of %d unsafe",
                        what,
                        numbers,
                        people,
                        sorted[sorted.length / 2],
                        sorted[sorted.length - 1],
                        unsafe,
                        sorted.length));
    }
}
