package org.opengms.evaluation.snapshot;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.opengms.evaluation.snapshot.Code.Solved;

/// Snapshots as folders, or zip files, that hold a `datapackage.json` and its tables.
public final class SnapshotFiles {
    private static final String DESCRIPTOR = "datapackage.json";

    /// How tables are stored.
    public enum Packing {
        /// As text.
        PLAIN,
        /// Packed with gzip.
        GZIP
    }

    private SnapshotFiles() {}

    /// Reads a snapshot.
    ///
    /// @param path a folder, or a zip file
    /// @throws IllegalArgumentException if it is not one, a table is not the one that the package
    ///   describes (by its hash), or a heading is not the format's. Rows that cannot be taken are
    ///   left out and told in [Snapshot#intake]
    /// @throws UncheckedIOException if it cannot be read
    public static Snapshot read(Path path) {
        try {
            if (Files.isDirectory(path)) {
                return readFolder(path, path.toString());
            }
            try (FileSystem zip = FileSystems.newFileSystem(path)) {
                return readFolder(zip.getPath("/"), path.toString());
            }
        } catch (java.nio.file.ProviderNotFoundException e) {
            throw new IllegalArgumentException(
                    "OGMS-9034 %s is neither a folder nor a zip file. Give the folder that holds %s."
                            .formatted(path, DESCRIPTOR),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-9034 The snapshot %s cannot be read. Check the path, and that it holds %s and its tables."
                            .formatted(path, DESCRIPTOR),
                    e);
        }
    }

    private static Snapshot readFolder(Path folder, String name) throws IOException {
        DataPackage descriptor;
        try (InputStream in = Files.newInputStream(folder.resolve(DESCRIPTOR))) {
            descriptor = DataPackage.FILE.read(in, name + "/" + DESCRIPTOR);
        }
        SnapshotBuilder builder = new SnapshotBuilder(descriptor.description());
        Map<String, DataPackage.Resource> resources = new HashMap<>();
        descriptor.resources().forEach(r -> resources.put(r.name(), r));
        for (String table : List.of("orders", "reanalyses", "sites")) {
            if (!resources.containsKey(table)) {
                throw new IllegalArgumentException(
                        "OGMS-9033 %s describes no table %s. A snapshot has orders, reanalyses and sites, the latter with a heading alone if there are none."
                                .formatted(name, table));
            }
        }
        if (resources.size() != 3 || descriptor.resources().size() != 3) {
            throw new IllegalArgumentException(
                    "OGMS-9033 %s describes %d tables, a snapshot has three: orders, reanalyses and sites."
                            .formatted(name, descriptor.resources().size()));
        }
        Map<String, String> hashes = new HashMap<>();
        for (String table : List.of("orders", "reanalyses", "sites")) {
            DataPackage.Resource resource = resources.get(table);
            if (resource != null) {
                hashes.put(table, read(folder, resource, builder));
            }
        }
        return builder.build(hashes);
    }

    /// Reads a table.
    ///
    /// @return SHA-256 of it unpacked
    private static String read(Path folder, DataPackage.Resource resource, SnapshotBuilder builder)
            throws IOException {
        MessageDigest stored = SnapshotHash.sha256();
        MessageDigest content = SnapshotHash.sha256();
        try (InputStream file =
                        new DigestInputStream(
                                new BufferedInputStream(
                                        Files.newInputStream(folder.resolve(resource.path())),
                                        1 << 16),
                                stored);
                InputStream unpacked =
                        new DigestInputStream(
                                resource.path().endsWith(".gz")
                                        ? new GZIPInputStream(new Open(file), 1 << 16)
                                        : new Open(file),
                                content);
                Reader text =
                        new InputStreamReader(
                                unpacked,
                                StandardCharsets.UTF_8
                                        .newDecoder()
                                        .onMalformedInput(CodingErrorAction.REPORT)
                                        .onUnmappableCharacter(CodingErrorAction.REPORT))) {
            rows(resource, new CsvRows(text), builder);
            file.transferTo(OutputStream.nullOutputStream());
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "OGMS-9035 %s is not UTF-8. Write it again.".formatted(resource.path()), e);
        } catch (java.util.zip.ZipException e) {
            throw new IllegalArgumentException(
                    "OGMS-9035 %s is not packed with gzip, or damaged. Write it again."
                            .formatted(resource.path()),
                    e);
        }
        String found = "sha256:" + HexFormat.of().formatHex(stored.digest());
        if (!found.equals(resource.hash())) {
            throw new IllegalArgumentException(
                    "OGMS-9036 %s is not the table that %s describes: its hash is %s and should be %s. Take the whole snapshot again from where it was made."
                            .formatted(resource.path(), DESCRIPTOR, found, resource.hash()));
        }
        return HexFormat.of().formatHex(content.digest());
    }

    private static void rows(DataPackage.Resource resource, CsvRows rows, SnapshotBuilder builder)
            throws IOException {
        List<String> heading =
                switch (resource.name()) {
                    case "orders" -> SnapshotTables.orderHeading();
                    case "reanalyses" -> SnapshotTables.REANALYSES;
                    default -> SnapshotTables.SITES;
                };
        String file = resource.path();
        try {
            List<String> first = rows.next();
            if (!first.equals(heading)) {
                throw new IllegalArgumentException(
                        "line 1: the heading is not %s.".formatted(String.join(",", heading)));
            }
            for (List<String> row = rows.next(); !row.isEmpty(); row = rows.next()) {
                if (row.size() != heading.size()) {
                    builder.countRow();
                    builder.tell(
                            file,
                            rows.line(),
                            heading.getFirst(),
                            ProblemReason.WRONG_NUMBER_OF_FIELDS,
                            "The row has %d fields, the heading %d."
                                    .formatted(row.size(), heading.size()));
                    continue;
                }
                switch (resource.name()) {
                    case "orders" -> builder.addOrder(file, rows.line(), row::get);
                    case "reanalyses" -> reanalysis(file, rows.line(), row, builder);
                    default -> site(file, rows.line(), row, builder);
                }
            }
        } catch (IllegalArgumentException e) {
            if (e.getMessage() != null && e.getMessage().startsWith("OGMS")) {
                throw e;
            }
            throw new IllegalArgumentException(
                    "OGMS-9035 %s, %s Write the table again.".formatted(file, e.getMessage()), e);
        }
    }

    private static void reanalysis(
            String file, long line, List<String> row, SnapshotBuilder builder) {
        Optional<LocalDate> day = day(row.get(1));
        Optional<Solved> before = solved(row.get(2));
        Optional<Solved> after = solved(row.get(3));
        if (day.isEmpty() || before.isEmpty() || after.isEmpty()) {
            builder.countRow();
            builder.tell(
                    file,
                    line,
                    day.isEmpty() ? "day" : before.isEmpty() ? "before" : "after",
                    ProblemReason.NOT_IDENTIFIED,
                    "A re-analysis has a day, and yes, no, partially or unknown before and after.");
            return;
        }
        builder.add(file, line, new Reanalysis(row.get(0), day.get(), before.get(), after.get()));
    }

    private static void site(String file, long line, List<String> row, SnapshotBuilder builder) {
        Optional<LocalDate> day = day(row.get(2));
        if (!row.get(0).matches("[A-Za-z0-9]{1,20}")
                || (day.isEmpty() && !row.get(2).equals(Missing.NOT_APPLICABLE.code()))) {
            builder.countRow();
            builder.tell(
                    file,
                    line,
                    day.isEmpty() ? "digitisedDay" : "ods",
                    ProblemReason.NOT_IDENTIFIED,
                    "A site has an ODS code, and a day on which it was digitised or ?not-applicable.");
            return;
        }
        builder.add(new Site(row.get(0), row.get(1), day));
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static Optional<Solved> solved(String text) {
        for (Solved one : Solved.values()) {
            if (one.code().equals(text)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /// Writes a snapshot.
    ///
    /// @param folder made if it is not there; files of these names in it are replaced
    /// @throws UncheckedIOException if it cannot be written
    public static void write(Snapshot snapshot, Path folder, Packing packing) {
        try {
            Files.createDirectories(folder);
            SnapshotDescription description = snapshot.description();
            List<DataPackage.Resource> resources =
                    List.of(
                            write(
                                    folder,
                                    "orders",
                                    packing,
                                    DataPackage.orders(),
                                    out -> SnapshotTables.writeOrders(snapshot.orders(), out)),
                            write(
                                    folder,
                                    "reanalyses",
                                    packing,
                                    DataPackage.reanalyses(),
                                    out ->
                                            SnapshotTables.writeReanalyses(
                                                    snapshot.reanalyses(), out)),
                            write(
                                    folder,
                                    "sites",
                                    packing,
                                    DataPackage.sites(),
                                    out -> SnapshotTables.writeSites(snapshot.sites(), out)));
            DataPackage.FILE.write(
                    new DataPackage(
                            "tabular-data-package",
                            description.name(),
                            description.title(),
                            new DataPackage.Described(
                                    SnapshotHash.FORMAT,
                                    description.firstDay(),
                                    description.day(),
                                    description.source(),
                                    description.pseudonyms()),
                            resources),
                    folder.resolve(DESCRIPTOR));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-9037 The snapshot cannot be written to %s. Check the path, its permissions and the space left."
                            .formatted(folder),
                    e);
        }
    }

    private static DataPackage.Resource write(
            Path folder,
            String name,
            Packing packing,
            DataPackage.Schema schema,
            SnapshotTables.Table table)
            throws IOException {
        boolean gzip = packing == Packing.GZIP;
        String path = name + (gzip ? ".csv.gz" : ".csv");
        MessageDigest stored = SnapshotHash.sha256();
        try (OutputStream file =
                        new DigestOutputStream(
                                Files.newOutputStream(folder.resolve(path)), stored);
                OutputStream out = gzip ? new GZIPOutputStream(file, 1 << 16) : file) {
            SnapshotTables.write(table, out);
        }
        return new DataPackage.Resource(
                name,
                "tabular-data-resource",
                path,
                "csv",
                "text/csv",
                "utf-8",
                gzip ? Optional.of("gz") : Optional.empty(),
                Files.size(folder.resolve(path)),
                "sha256:" + HexFormat.of().formatHex(stored.digest()),
                schema);
    }

    /// A stream that stays open when the reader of it is closed, so that what follows can still be
    /// hashed.
    private static final class Open extends FilterInputStream {
        Open(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            return in.read(into, from, length);
        }

        @Override
        public void close() {
            // the stream below is closed by whoever opened it
        }
    }
}
