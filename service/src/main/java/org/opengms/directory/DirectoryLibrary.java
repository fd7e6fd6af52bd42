package org.opengms.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.opengms.datafile.DataFile;
import org.opengms.panels.Panel;
import org.opengms.panels.PanelHeader;

/// The folder in which imported versions of the test directory and of gene panels are kept, for
/// ever. It is added to and never changed: importing the same again does nothing, and another
/// content under a version that is there is refused.
///
/// ```
/// directories/5.1.json           a version of the test directory
/// directories/5.1.import.json    where it came from and what was noted when it was imported
/// panels/285/7.12.json           a version of a panel
/// panel-headers/285/7.12.json    what a list page says of a version of a panel
/// ```
public final class DirectoryLibrary {
    /// Its usual name in the folder of a service.
    public static final String FOLDER = "directory-library";

    private static final String SUFFIX = ".json";
    private static final String RECORD_SUFFIX = ".import.json";

    private static final DataFile<Panel> PANEL_FORM =
            new DataFile<>(Panel.class, "a gene panel", "OGMS-2233", panel -> panel);
    private static final DataFile<PanelHeader> HEADER_FORM =
            new DataFile<>(PanelHeader.class, "a panel's header", "OGMS-2233", header -> header);
    private static final DataFile<ImportRecord> RECORD_FORM =
            new DataFile<>(ImportRecord.class, "an import record", "OGMS-2233", record -> record);

    private final Path root;

    private DirectoryLibrary(Path root) {
        this.root = root;
    }

    /// The library in a folder, which need not exist yet.
    public static DirectoryLibrary at(Path root) {
        return new DirectoryLibrary(root);
    }

    /// What came of adding a version.
    public enum Added {
        /// It was not there and now is.
        NEW,
        /// The same was there already.
        ALREADY_THERE
    }

    /// Refuses what cannot name a version: it becomes part of file names and of FHIR version ids.
    ///
    /// @throws DirectoryInputException OGMS-2231
    static void requireVersion(String version) {
        if (!version.matches("[A-Za-z0-9][A-Za-z0-9.-]{0,62}")) {
            throw new DirectoryInputException(
                    "OGMS-2231 A version is written with letters, digits, dots and hyphens, at most 63 of them, such as 5.1 or 2026-04.");
        }
    }

    /// Adds a version of the test directory.
    ///
    /// @param provenance where it came from; kept beside the first import, not compared
    /// @throws DirectoryInputException OGMS-2231 if the version cannot be a name, OGMS-2232 if
    ///   another content has this version, or another version the same first day
    public Added add(TestDirectory directory, ImportRecord provenance) {
        requireVersion(directory.version());
        Path file = root.resolve("directories").resolve(directory.version() + SUFFIX);
        if (!Files.exists(file)) {
            directories().stream()
                    .filter(d -> d.effectiveFrom().equals(directory.effectiveFrom()))
                    .findFirst()
                    .ifPresent(d -> {
                        throw new DirectoryInputException(
                                "OGMS-2232 Version %s starts on %s, and so does %s, which is there already. Give the day on which the new one really starts."
                                        .formatted(
                                                directory.version(),
                                                directory.effectiveFrom(),
                                                d.version()));
                    });
        }
        // The record goes first, so that a crash between the two leaves no version without one.
        Path record = root.resolve("directories").resolve(directory.version() + RECORD_SUFFIX);
        if (!Files.exists(file)) {
            replace(record, RECORD_FORM.text(provenance));
        }
        return append(
                file,
                TestDirectoryFile.text(directory),
                "version %s of the test directory".formatted(directory.version()));
    }

    /// Adds a version of a panel.
    ///
    /// @throws DirectoryInputException OGMS-2231 if its id or version cannot be a name, OGMS-2232
    ///   if another content has this version
    public Added add(Panel panel) {
        return append(
                panelFile("panels", panel.header()),
                PANEL_FORM.text(panel),
                "panel %s, version %s".formatted(panel.id(), panel.header().version()));
    }

    /// Adds what a list page says of a version of a panel.
    ///
    /// @throws DirectoryInputException OGMS-2231, OGMS-2232 as for a panel
    public Added add(PanelHeader header) {
        return append(
                panelFile("panel-headers", header),
                HEADER_FORM.text(header),
                "the header of panel %s, version %s".formatted(header.id(), header.version()));
    }

    private Path panelFile(String kind, PanelHeader header) {
        requireVersion(header.id());
        requireVersion(header.version());
        return root.resolve(kind).resolve(header.id()).resolve(header.version() + SUFFIX);
    }

    /// Which versions of the test directory are there, without reading them: equal to an earlier
    /// answer as long as no version was added and nobody laid hands on one.
    public State directoriesState() {
        List<String> seen = new ArrayList<>();
        for (Path file : files(root.resolve("directories"))) {
            if (!file.toString().endsWith(RECORD_SUFFIX)) {
                try {
                    seen.add(
                            "%s %d %s"
                                    .formatted(
                                            file.getFileName(),
                                            Files.size(file),
                                            Files.getLastModifiedTime(file)));
                } catch (IOException e) {
                    throw unreadable(file, e);
                }
            }
        }
        return new State(seen);
    }

    /// Which versions of which panels are there, without reading them.
    public State panelsState() {
        return new State(
                folders("panels").stream()
                        .flatMap(folder -> files(folder).stream())
                        .map(file -> root.relativize(file).toString())
                        .toList());
    }

    /// What stood in the library at a moment, to be compared with another moment's.
    ///
    /// @param files one line for each
    public record State(List<String> files) {
        public State {
            files = List.copyOf(files);
        }
    }

    /// Every version of the test directory, by its first day.
    public List<TestDirectory> directories() {
        List<TestDirectory> versions = new ArrayList<>();
        for (Path file : files(root.resolve("directories"))) {
            if (!file.toString().endsWith(RECORD_SUFFIX)) {
                versions.add(TestDirectoryFile.read(file));
            }
        }
        versions.sort(Comparator.comparing(TestDirectory::effectiveFrom));
        return versions;
    }

    /// The version of the test directory with this name.
    public Optional<TestDirectory> directory(String version) {
        return directories().stream().filter(d -> d.version().equals(version)).findFirst();
    }

    /// Where a version of the test directory came from.
    public Optional<ImportRecord> provenance(String version) {
        if (!version.matches("[A-Za-z0-9][A-Za-z0-9.-]{0,62}")) {
            return Optional.empty();
        }
        Path file = root.resolve("directories").resolve(version + RECORD_SUFFIX);
        return Files.exists(file) ? Optional.of(RECORD_FORM.read(file)) : Optional.empty();
    }

    /// Every version of every panel, by identifier and version.
    public List<Panel> panels() {
        return folders("panels").stream()
                .flatMap(folder -> files(folder).stream())
                .map(PANEL_FORM::read)
                .sorted(Comparator.comparing(Panel::header, BY_ID_AND_VERSION))
                .toList();
    }

    /// The newest version of every panel. A table does not say which version of a panel it holds,
    /// so what comes from one counts as older than what comes from a document, which does.
    public List<Panel> newestPanels() {
        Map<String, Panel> newest = new LinkedHashMap<>();
        for (Panel panel : panels()) {
            newest.merge(
                    panel.id(),
                    panel,
                    (older, newer) ->
                            older.header().versionCreated().isPresent()
                                            && newer.header().versionCreated().isEmpty()
                                    ? older
                                    : newer);
        }
        return List.copyOf(newest.values());
    }

    /// Every version of a panel, oldest first.
    public List<Panel> panels(String id) {
        if (!id.matches("[A-Za-z0-9][A-Za-z0-9.-]{0,62}")) {
            return List.of();
        }
        return files(root.resolve("panels").resolve(id)).stream()
                .map(PANEL_FORM::read)
                .sorted(Comparator.comparing(Panel::header, BY_ID_AND_VERSION))
                .toList();
    }

    /// Every header of a list page, by identifier and version.
    public List<PanelHeader> panelHeaders() {
        return folders("panel-headers").stream()
                .flatMap(folder -> files(folder).stream())
                .map(HEADER_FORM::read)
                .sorted(BY_ID_AND_VERSION)
                .toList();
    }

    /// Identifiers as numbers where they are numbers; versions part by part, so that 2.10 comes
    /// after 2.9.
    static final Comparator<PanelHeader> BY_ID_AND_VERSION =
            Comparator.comparing(PanelHeader::id, DirectoryLibrary::compareParts)
                    .thenComparing(PanelHeader::version, DirectoryLibrary::compareParts);

    static int compareParts(String left, String right) {
        String[] a = left.split("[.-]", -1);
        String[] b = right.split("[.-]", -1);
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            boolean numbers = a[i].matches("[0-9]{1,9}") && b[i].matches("[0-9]{1,9}");
            int order =
                    numbers
                            ? Integer.compare(
                                    Integer.parseInt(a[i], 10), Integer.parseInt(b[i], 10))
                            : a[i].compareTo(b[i]);
            if (order != 0) {
                return order;
            }
        }
        int length = Integer.compare(a.length, b.length);
        return length != 0 ? length : left.compareTo(right);
    }

    private List<Path> folders(String kind) {
        Path folder = root.resolve(kind);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> listing = Files.list(folder)) {
            return listing.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> listing = Files.list(folder)) {
            return listing.filter(f -> f.toString().endsWith(SUFFIX)).sorted().toList();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private static UncheckedIOException unreadable(Path folder, IOException cause) {
        return new UncheckedIOException(
                "OGMS-2234 Cannot read the directory library at %s. Check its permissions."
                        .formatted(folder),
                cause);
    }

    /// Writes a file that is not there yet: beside its name first, then by a link that fails where
    /// the name is taken, so that no reader sees half a file and no version is ever replaced.
    private static Added append(Path file, String text, String what) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            if (!Files.exists(file)) {
                Path partial = beside(file, bytes);
                try {
                    claim(partial, file);
                    return Added.NEW;
                } catch (FileAlreadyExistsException somebodyWasFaster) {
                    // compared below
                } finally {
                    Files.deleteIfExists(partial);
                }
            }
            if (java.util.Arrays.equals(Files.readAllBytes(file), bytes)) {
                return Added.ALREADY_THERE;
            }
        } catch (IOException e) {
            throw unwritable(file, e);
        }
        throw new DirectoryInputException(
                "OGMS-2232 The library has %s already, with another content. A version is never changed: give the new content a version of its own."
                        .formatted(what));
    }

    private static void claim(Path partial, Path file) throws IOException {
        try {
            Files.createLink(file, partial);
        } catch (UnsupportedOperationException noLinks) {
            Files.move(partial, file);
        }
    }

    /// The content of a file under another name in its folder, forced to disk; nothing stays if
    /// that fails.
    private static Path beside(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Path partial = Files.createTempFile(file.getParent(), ".new-", ".partial");
        try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
            return partial;
        } catch (IOException e) {
            Files.deleteIfExists(partial);
            throw e;
        }
    }

    private static void replace(Path file, String text) {
        try {
            Path partial = beside(file, text.getBytes(StandardCharsets.UTF_8));
            try {
                Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static UncheckedIOException unwritable(Path file, IOException cause) {
        return new UncheckedIOException(
                "OGMS-2234 Cannot write %s to the directory library. Check its permissions and the space left."
                        .formatted(file),
                cause);
    }
}
