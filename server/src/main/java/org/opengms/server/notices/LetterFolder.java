package org.opengms.server.notices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opengms.consent.ConsentStatement;
import org.opengms.notices.EndReason;
import org.opengms.notices.Notice;
import org.opengms.notices.NoticeChannel;
import org.opengms.notices.NoticeDelivery;
import org.opengms.notices.NoticeStep;
import org.opengms.notices.PostalAddress;
import org.opengms.notices.PostalAddresses;
import org.opengms.server.persistence.JdbcNotices;
import org.opengms.transparency.merkle.Hash;
import org.springframework.transaction.support.TransactionTemplate;

/// Lays letters out for the printer: a folder for each batch, with a PDF for each letter and an
/// index with its SHA-256. A batch is named in the database, written beside its name, forced to
/// disk and renamed; only then are its letters noted as sent. A batch that a dead server left is
/// written again under the same name, or, if it was renamed already, only noted: no letter is lost,
/// and none lies in two batches.
public final class LetterFolder {
    private static final String INDEX = "index.csv";
    private static final String HEADER = "file,reference,bytes,sha256";
    private static final int MOST_LETTERS = 500;
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    private final Path folder;
    private final JdbcNotices notices;
    private final NoticeDelivery delivery;
    private final PostalAddresses addresses;
    private final NoticeSheet sheet;
    private final TransactionTemplate transactions;
    private final Clock clock;

    public LetterFolder(
            Path folder,
            JdbcNotices notices,
            NoticeDelivery delivery,
            PostalAddresses addresses,
            NoticeSheet sheet,
            TransactionTemplate transactions,
            Clock clock) {
        this.folder = folder;
        this.notices = notices;
        this.delivery = delivery;
        this.addresses = addresses;
        this.sheet = sheet;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Writes the letters that wait, a batch at a time.
    ///
    /// @return how many were laid out
    public int print() {
        int printed = 0;
        for (Optional<Batch> batch = next(); batch.isPresent(); batch = next()) {
            printed += print(batch.get());
        }
        return printed;
    }

    private record Batch(String name, List<Notice> letters) {
        LocalDate day() {
            return LocalDate.parse(name.substring(0, name.indexOf('-')), DAY);
        }
    }

    /// The batch that was begun, else a new one of what waits.
    private Optional<Batch> next() {
        return transactions.execute(status -> {
            List<JdbcNotices.Waiting> waiting = notices.toPrint(MOST_LETTERS);
            Optional<String> begun =
                    waiting.stream().findFirst().flatMap(JdbcNotices.Waiting::batch);
            if (begun.isPresent()) {
                return Optional.of(
                        new Batch(
                                begun.get(),
                                waiting.stream()
                                        .filter(letter -> letter.batch().equals(begun))
                                        .map(JdbcNotices.Waiting::notice)
                                        .toList()));
            }
            List<Notice> letters = new ArrayList<>();
            for (JdbcNotices.Waiting letter : waiting) {
                Optional<EndReason> end = delivery.whyNotPrinted(letter.notice());
                if (end.isPresent()) {
                    end(letter.notice(), end.get());
                } else {
                    letters.add(letter.notice());
                }
            }
            if (letters.isEmpty()) {
                // All that waited is ended; what came meanwhile comes with the next round.
                return Optional.empty();
            }
            String name =
                    "%s-%06d"
                            .formatted(
                                    DAY.format(ConsentStatement.day(clock.instant())),
                                    notices.nextBatchNumber());
            notices.batch(letters.stream().map(Notice::id).toList(), name);
            return Optional.of(new Batch(name, letters));
        });
    }

    private void end(Notice letter, EndReason why) {
        notices.addStep(letter.id(), new NoticeStep.Ended(clock.instant(), why));
    }

    private int print(Batch batch) {
        Path place = folder.resolve(batch.name());
        try {
            if (!Files.exists(place)) {
                write(batch, place);
            }
            Set<String> written = references(place);
            transactions.executeWithoutResult(status -> {
                for (Notice letter : batch.letters()) {
                    if (written.contains(letter.id().value())) {
                        notices.addStep(
                                letter.id(),
                                new NoticeStep.Sent(
                                        clock.instant(), NoticeChannel.LETTER, batch.name()));
                    } else {
                        end(letter, EndReason.NO_ADDRESS);
                    }
                }
            });
            return written.size();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-7315 The letters of batch %s cannot be written to %s. Check the disk and who may write there; the batch is tried again."
                            .formatted(batch.name(), folder),
                    e);
        }
    }

    private void write(Batch batch, Path place) throws IOException {
        makeFolder(folder);
        Path partial = folder.resolve("." + batch.name() + ".part");
        remove(partial);
        makeFolder(partial);
        List<String> index = new ArrayList<>();
        index.add(HEADER);
        for (Notice letter : batch.letters()) {
            Optional<PostalAddress> to = addresses.shown(letter.person());
            if (to.isEmpty()) {
                continue;
            }
            String reference = letter.id().value();
            byte[] pdf = sheet.set(letter, to.get(), batch.day());
            force(partial.resolve(reference + ".pdf"), pdf);
            index.add("%s.pdf,%s,%d,%s".formatted(reference, reference, pdf.length, sha256(pdf)));
        }
        force(
                partial.resolve(INDEX),
                (String.join("\n", index) + "\n").getBytes(StandardCharsets.UTF_8));
        forceFolder(partial);
        Files.move(partial, place, StandardCopyOption.ATOMIC_MOVE);
        forceFolder(folder);
    }

    /// Letters carry addresses: only the service's own user reads them.
    private static void makeFolder(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return;
        }
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    path,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(path);
        }
    }

    private static void remove(Path partial) throws IOException {
        if (!Files.exists(partial)) {
            return;
        }
        try (Stream<Path> files = Files.list(partial)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(partial);
    }

    private static Set<String> references(Path place) throws IOException {
        return Files.readAllLines(place.resolve(INDEX)).stream()
                .skip(1)
                .map(line -> line.split(",", -1)[1])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void force(Path file, byte[] bytes) throws IOException {
        try (FileChannel out =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                out.write(left);
            }
            out.force(true);
        }
    }

    private static void forceFolder(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(Hash.sha256(bytes).bytes());
    }
}
