package org.opengms.environment;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.opengms.disclosure.table.Coordinates;
import org.roaringbitmap.RoaringBitmap;

/// What an analysis has found: sets of participants by number. It never leaves the environment;
/// what may leave is made from it, of those whose data may still be used then.
public sealed interface Findings {
    /// Participants by categories.
    ///
    /// @param tables of the same population
    record Counts(List<Table> tables) implements Findings {
        public Counts {
            tables = List.copyOf(tables);
        }

        @Override
        public RoaringBitmap people() {
            RoaringBitmap all = new RoaringBitmap();
            tables.forEach(table -> table.cells().values().forEach(all::or));
            return all;
        }

        @Override
        public Counts without(RoaringBitmap people) {
            return new Counts(
                    tables.stream()
                            .map(t -> new Table(t.categories(), left(t.cells(), people)))
                            .toList());
        }
    }

    /// One table.
    ///
    /// @param categories by dimension
    /// @param cells who is in each innermost cell; those without anybody are left out
    record Table(
            SortedMap<String, List<String>> categories,
            SortedMap<Coordinates, RoaringBitmap> cells) {}

    /// Carriers of alleles.
    ///
    /// @param population who was looked at
    /// @param alleles carriers of each, as `chr17:43045681:C:T` (0-based, interbase)
    record Carriers(RoaringBitmap population, SortedMap<String, RoaringBitmap> alleles)
            implements Findings {
        @Override
        public RoaringBitmap people() {
            return population;
        }

        @Override
        public Carriers without(RoaringBitmap people) {
            return new Carriers(RoaringBitmap.andNot(population, people), left(alleles, people));
        }
    }

    /// What each participant contributes to sums.
    ///
    /// @param groups contributions by participant, in each group
    record Sums(SortedMap<String, SortedMap<Integer, Long>> groups) implements Findings {
        @Override
        public RoaringBitmap people() {
            RoaringBitmap all = new RoaringBitmap();
            groups.values().forEach(group -> group.keySet().forEach(all::add));
            return all;
        }

        @Override
        public Sums without(RoaringBitmap people) {
            SortedMap<String, SortedMap<Integer, Long>> left = new TreeMap<>();
            groups.forEach((name, group) -> {
                SortedMap<Integer, Long> rest = new TreeMap<>(group);
                rest.keySet().removeIf(people::contains);
                left.put(name, rest);
            });
            return new Sums(left);
        }
    }

    /// Everybody in it.
    RoaringBitmap people();

    /// The same as if some had never been looked at: each participant is found by their own data
    /// alone.
    Findings without(RoaringBitmap people);

    private static <K> SortedMap<K, RoaringBitmap> left(
            SortedMap<K, RoaringBitmap> sets, RoaringBitmap people) {
        SortedMap<K, RoaringBitmap> left = new TreeMap<>(sets);
        left.replaceAll((_, who) -> RoaringBitmap.andNot(who, people));
        return left;
    }

    /// Writes it to be kept.
    default byte[] write() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            switch (this) {
                case Counts(List<Table> tables) -> {
                    out.writeByte('t');
                    out.writeInt(tables.size());
                    for (Table table : tables) {
                        out.writeInt(table.categories().size());
                        for (var dimension : table.categories().entrySet()) {
                            out.writeUTF(dimension.getKey());
                            out.writeInt(dimension.getValue().size());
                            for (String category : dimension.getValue()) {
                                out.writeUTF(category);
                            }
                        }
                        out.writeInt(table.cells().size());
                        for (var cell : table.cells().entrySet()) {
                            out.writeInt(cell.getKey().categories().size());
                            for (var at : cell.getKey().categories().entrySet()) {
                                out.writeUTF(at.getKey());
                                out.writeUTF(at.getValue());
                            }
                            cell.getValue().serialize(out);
                        }
                    }
                }
                case Carriers(
                                RoaringBitmap population,
                                SortedMap<String, RoaringBitmap> alleles) -> {
                    out.writeByte('c');
                    population.serialize(out);
                    out.writeInt(alleles.size());
                    for (var allele : alleles.entrySet()) {
                        out.writeUTF(allele.getKey());
                        allele.getValue().serialize(out);
                    }
                }
                case Sums(SortedMap<String, SortedMap<Integer, Long>> groups) -> {
                    out.writeByte('s');
                    out.writeInt(groups.size());
                    for (var group : groups.entrySet()) {
                        out.writeUTF(group.getKey());
                        out.writeInt(group.getValue().size());
                        for (var one : group.getValue().entrySet()) {
                            out.writeInt(one.getKey());
                            out.writeLong(one.getValue());
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("OGMS-7631 Findings cannot be written", e);
        }
        return bytes.toByteArray();
    }

    /// Reads what [#write] has written.
    ///
    /// @throws UncheckedIOException if it is damaged
    static Findings read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return switch (in.readByte()) {
                case 't' -> {
                    List<Table> tables = new ArrayList<>();
                    for (int n = in.readInt(); n > 0; n--) {
                        SortedMap<String, List<String>> categories = new TreeMap<>();
                        for (int d = in.readInt(); d > 0; d--) {
                            String dimension = in.readUTF();
                            List<String> of = new ArrayList<>();
                            for (int c = in.readInt(); c > 0; c--) {
                                of.add(in.readUTF());
                            }
                            categories.put(dimension, List.copyOf(of));
                        }
                        SortedMap<Coordinates, RoaringBitmap> cells = new TreeMap<>();
                        for (int c = in.readInt(); c > 0; c--) {
                            Map<String, String> at = new TreeMap<>();
                            for (int d = in.readInt(); d > 0; d--) {
                                at.put(in.readUTF(), in.readUTF());
                            }
                            cells.put(Coordinates.of(at), set(in));
                        }
                        tables.add(new Table(categories, cells));
                    }
                    yield new Counts(tables);
                }
                case 'c' -> {
                    RoaringBitmap population = set(in);
                    SortedMap<String, RoaringBitmap> alleles = new TreeMap<>();
                    for (int n = in.readInt(); n > 0; n--) {
                        alleles.put(in.readUTF(), set(in));
                    }
                    yield new Carriers(population, alleles);
                }
                case 's' -> {
                    SortedMap<String, SortedMap<Integer, Long>> groups = new TreeMap<>();
                    for (int n = in.readInt(); n > 0; n--) {
                        String name = in.readUTF();
                        SortedMap<Integer, Long> group = new TreeMap<>();
                        for (int one = in.readInt(); one > 0; one--) {
                            group.put(in.readInt(), in.readLong());
                        }
                        groups.put(name, group);
                    }
                    yield new Sums(groups);
                }
                default -> throw new IOException("unknown kind");
            };
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-7632 Kept findings are damaged. Have the analysis run again.", e);
        }
    }

    private static RoaringBitmap set(DataInputStream in) throws IOException {
        RoaringBitmap set = new RoaringBitmap();
        set.deserialize(in);
        return set;
    }
}
