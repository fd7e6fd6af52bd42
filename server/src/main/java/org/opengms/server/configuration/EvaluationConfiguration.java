package org.opengms.server.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.opengms.cases.FollowUpDesk;
import org.opengms.directory.TestDirectory;
import org.opengms.directory.TestMethod;
import org.opengms.evaluation.deprivation.Deprivation;
import org.opengms.evaluation.deprivation.DeprivationIndex;
import org.opengms.evaluation.deprivation.PostcodeDeprivation;
import org.opengms.evaluation.imports.TableRows;
import org.opengms.evaluation.protocol.Protocol;
import org.opengms.infrastructure.Site;
import org.opengms.logbook.LogRecords;
import org.opengms.server.evaluation.EvaluationEngine;
import org.opengms.server.evaluation.EvaluationOffice;
import org.opengms.server.evaluation.EvaluationProof;
import org.opengms.server.evaluation.EvaluationSeal;
import org.opengms.server.evaluation.FollowUpOffice;
import org.opengms.server.letters.Typesetter;
import org.opengms.server.persistence.JdbcEvaluations;
import org.opengms.server.persistence.JdbcFollowUp;
import org.opengms.server.persistence.JdbcLogBook;
import org.opengms.server.persistence.JdbcSnapshots;
import org.opengms.server.transparency.LogKeys;
import org.opengms.transparency.log.RecordReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// The standing evaluation.
@Configuration(proxyBeanMethods = false)
class EvaluationConfiguration {
    private static final Pattern INDEX = Pattern.compile("deprivation-index-([0-9]{4})\\.csv");

    @Bean
    EvaluationOffice evaluationOffice(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            JdbcLogBook book,
            LogRecords records,
            LogKeys keys,
            ServiceSettings settings,
            SecureRandom random,
            Clock clock) {
        EvaluationOffice office =
                new EvaluationOffice(
                        settings.data().folder("evaluations"),
                        protocol(settings),
                        (description, salt) ->
                                snapshots(jdbc, transactions, settings, description.day())
                                        .take(description, salt),
                        new JdbcEvaluations(jdbc, transactions, book, records),
                        new EvaluationEngine(new Typesetter()),
                        EvaluationSeal.in(settings.log().keys(), keys.origin(), random),
                        random,
                        clock);
        office.register();
        return office;
    }

    @Bean
    FollowUpOffice followUpOffice(
            JdbcClient jdbc, TransactionTemplate transactions, SecureRandom random, Clock clock) {
        return new FollowUpOffice(
                new FollowUpDesk(new JdbcFollowUp(jdbc), () -> seed(random), clock), transactions);
    }

    private static String seed(SecureRandom random) {
        byte[] seed = new byte[32];
        random.nextBytes(seed);
        return HexFormat.of().formatHex(seed);
    }

    /// Made anew for each snapshot: by the directory of its day, and by tables of deprivation that
    /// are read for it and then forgotten, so that the service starts without them.
    private static JdbcSnapshots snapshots(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            ServiceSettings settings,
            LocalDate day) {
        TestDirectory directory = settings.directories().get().judging(day);
        return new JdbcSnapshots(
                jdbc,
                transactions,
                site -> settings.network().site(site).map(Site::region),
                indication ->
                        directory
                                .indication(indication)
                                .filter(i ->
                                        i.tests().stream()
                                                .anyMatch(t -> t.method() == TestMethod.WGS))
                                .isPresent(),
                deprivation(settings));
    }

    /// The operator's protocol, `evaluation-protocol.json` in the data folder; without it the one
    /// that comes with the program.
    private static Protocol protocol(ServiceSettings settings) {
        Path own = settings.data().root().resolve("evaluation-protocol.json");
        return Files.exists(own) ? Protocol.read(own) : Protocol.standard();
    }

    /// The operator's tables in the data folder, else those of the made-up region:
    /// `deprivation-index-2019.csv`, or of another year, which area has which decile, and
    /// `postcodes.csv`, in which area a postcode is. Without them nobody's is known. Of several
    /// years the newest counts.
    private static Function<String, Deprivation> deprivation(ServiceSettings settings) {
        Path root = settings.data().root();
        return Stream.of(root, root.resolve("service"))
                .flatMap(folder -> deprivation(folder).stream())
                .findFirst()
                .orElse(_ -> new Deprivation.Unknown(Deprivation.Reason.AREA_NOT_IN_INDEX));
    }

    private static Optional<Function<String, Deprivation>> deprivation(Path folder) {
        Path postcodes = folder.resolve("postcodes.csv");
        if (!Files.exists(postcodes)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> INDEX.matcher(f.getFileName().toString()).matches())
                    .max(Comparator.naturalOrder())
                    .map(index -> read(index, postcodes)::find);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-9164 The data folder %s cannot be read.".formatted(folder), e);
        }
    }

    private static PostcodeDeprivation read(Path index, Path postcodes) {
        Matcher named = INDEX.matcher(index.getFileName().toString());
        int year = named.matches() ? Integer.parseInt(named.group(1)) : 0;
        try (TableRows areas = TableRows.open(index);
                TableRows directory = TableRows.open(postcodes)) {
            return PostcodeDeprivation.load(directory, DeprivationIndex.load(areas, year));
        }
    }

    @Bean
    EvaluationProof evaluationProof(EvaluationOffice office, ServiceSettings settings) {
        return new EvaluationProof(
                office,
                settings.log().folders().log(),
                new RecordReader(settings.log().folders().records()));
    }
}
