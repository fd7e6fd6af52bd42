package org.opengms.server.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.opengms.dataset.MinimumDataSet;
import org.opengms.dataset.MinimumDataSetSheet;
import org.opengms.directory.DirectoryLibrary;
import org.opengms.directory.TestDirectories;
import org.opengms.directory.TestDirectory;
import org.opengms.directory.TestDirectoryFile;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.infrastructure.ServiceNetworkFile;
import org.opengms.infrastructure.StalenessRule;
import org.opengms.interpretation.BundleInputs;
import org.opengms.interpretation.ReferenceBundle;
import org.opengms.interpretation.ReferenceBundleBuilder;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.region.ReferenceSources;
import org.opengms.region.SyntheticRegion;
import org.opengms.rollout.RolloutLimits;
import org.opengms.routing.SignedRules;
import org.opengms.server.configuration.LiveDirectories;
import org.opengms.server.configuration.ServiceApplication;
import org.opengms.server.configuration.ServiceSettings;
import org.opengms.server.database.DataDirectory;
import org.opengms.server.database.EmbeddedDatabase;
import org.opengms.server.dialogue.ExampleDialogue;
import org.opengms.server.training.ServiceKind;
import org.opengms.server.transparency.LogPlace;
import org.springframework.context.ConfigurableApplicationContext;

/// A running service with its database: made from the operator's choices, closed in the right
/// order.
public final class RunningService implements AutoCloseable {
    private final ServiceSettings settings;
    private final ConfigurableApplicationContext context;
    private final Optional<EmbeddedDatabase> database;

    private RunningService(
            ServiceSettings settings,
            ConfigurableApplicationContext context,
            Optional<EmbeddedDatabase> database) {
        this.settings = settings;
        this.context = context;
        this.database = database;
    }

    /// What the operator chose.
    ///
    /// @param data folder of everything the service keeps
    /// @param host address to listen on
    /// @param port to listen on
    /// @param rules what orders are judged by
    /// @param reference folder of a reference bundle, else the data folder's, else synthetic
    /// @param seed of the synthetic region that must be there; absent for whichever is, else 1
    /// @param staleness when a figure that a laboratory stated is too old
    /// @param routing the signed policies and yields that requests are routed by
    /// @param rollouts what planning roll-outs may take of the server
    /// @param log where the transparency log lies
    /// @param examples whether made-up consultations and surveys are shown
    /// @param kind for what it runs
    public record Choices(
            Path data,
            String host,
            int port,
            RuleFiles rules,
            Optional<Path> reference,
            OptionalLong seed,
            StalenessRule staleness,
            SignedRules routing,
            RolloutLimits rollouts,
            LogPlace.Choices log,
            ExampleDialogue.Presence examples,
            ServiceKind kind) {
        /// For patients, or to be shown: with the standard rule for the age of figures, the routing
        /// that is shipped, the usual limits, and nothing made up.
        public Choices(
                Path data,
                String host,
                int port,
                RuleFiles rules,
                Optional<Path> reference,
                OptionalLong seed) {
            this(
                    data,
                    host,
                    port,
                    rules,
                    reference,
                    seed,
                    StalenessRule.STANDARD,
                    SignedRules.shipped(),
                    RolloutLimits.usual(),
                    LogPlace.Choices.USUAL,
                    ExampleDialogue.Presence.LEFT_OUT,
                    ServiceKind.CARE);
        }

        /// The same with made-up consultations and surveys, for a demonstration.
        public Choices withExamples() {
            return new Choices(
                    data,
                    host,
                    port,
                    rules,
                    reference,
                    seed,
                    staleness,
                    routing,
                    rollouts,
                    log,
                    ExampleDialogue.Presence.TAKEN_IN,
                    kind);
        }

        /// The same for people who learn.
        Choices forTraining() {
            return new Choices(
                    data,
                    host,
                    port,
                    rules,
                    reference,
                    seed,
                    staleness,
                    routing,
                    rollouts,
                    log,
                    examples,
                    ServiceKind.TRAINING);
        }

        private LogPlace.Choices logIn(DataDirectory folder) {
            return switch (kind) {
                case CARE -> log;
                case TRAINING ->
                        new LogPlace.Choices(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(ServiceFolder.logOrigin(folder)),
                                List.of());
            };
        }

        /// The database that the environment names; the training service has its own.
        ///
        /// @throws CommandProblem if one is named for the training service
        private Optional<String> database() {
            Optional<String> named =
                    Optional.ofNullable(System.getenv("OPENGMS_DB_URL"))
                            .filter(url -> !url.isBlank());
            if (named.isPresent() && kind == ServiceKind.TRAINING) {
                throw new CommandProblem(
                        "OGMS-8963 OPENGMS_DB_URL names a database, and the training service has its own in its folder. Unset it for this command.");
            }
            return named;
        }
    }

    /// The operator's files that orders are judged by.
    ///
    /// @param network file of sites and laboratories, else the data folder's, else synthetic
    /// @param directories files of directory versions, beside those of the data folder's library;
    ///   where there are none of either, synthetic
    /// @param packages folder of national FHIR definitions; absent to judge by FHIR R4 alone
    /// @param dataSet sheet of the Minimum Data Set; absent to ask for no items
    /// @param policy which findings refuse an order
    public record RuleFiles(
            Optional<Path> network,
            List<Path> directories,
            Optional<Path> packages,
            Optional<Path> dataSet,
            AcceptancePolicy policy) {
        /// The synthetic region's, base FHIR R4 and the standard policy.
        public static final RuleFiles USUAL =
                new RuleFiles(
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        AcceptancePolicy.STANDARD);

        public RuleFiles {
            directories = List.copyOf(directories);
        }
    }

    /// Starts the service.
    ///
    /// @param words where progress is told
    public static RunningService start(Choices choices, PrintWriter words) {
        requireFreePort(choices.host(), choices.port());
        Optional<String> named = choices.database();
        DataDirectory data = DataDirectory.open(choices.data());
        Optional<EmbeddedDatabase> database = Optional.empty();
        try {
            ServiceFolder.claim(data, choices.kind());
            SyntheticParts synthetic = SyntheticParts.of(data, choices.seed(), words);
            ServiceNetwork network =
                    choices.rules()
                            .network()
                            .map(ServiceNetworkFile::read)
                            .orElseGet(synthetic::network);
            LiveDirectories directories = directories(choices, data, synthetic, words);
            Path reference = choices.reference().orElseGet(synthetic::reference);
            Optional<MinimumDataSet> dataSet =
                    choices.rules().dataSet().map(MinimumDataSetSheet::read);
            dataSet.ifPresent(sheet -> tellLimits(sheet, words));
            if (named.isEmpty()) {
                database = Optional.of(EmbeddedDatabase.start(data.folder("postgresql")));
            }
            ServiceSettings settings =
                    new ServiceSettings(
                            data,
                            choices.host(),
                            choices.port(),
                            database.map(EmbeddedDatabase::jdbcUrl).or(() -> named).orElseThrow(),
                            environment("OPENGMS_DB_USER", "postgres"),
                            environment("OPENGMS_DB_PASSWORD", ""),
                            database.isPresent(),
                            network,
                            directories,
                            reference,
                            choices.rules().packages(),
                            dataSet,
                            choices.rules().policy(),
                            choices.routing(),
                            choices.staleness(),
                            choices.rollouts(),
                            choices.logIn(data).in(data.root()),
                            choices.examples(),
                            choices.kind());
            return new RunningService(settings, ServiceApplication.start(settings), database);
        } catch (RuntimeException failure) {
            database.ifPresent(EmbeddedDatabase::close);
            data.close();
            throw failure;
        }
    }

    /// The versions of the directory that the service uses: those of its library and of the files
    /// named; where there are none, or a synthetic region is played, the synthetic region's. What
    /// is imported while it runs is used from then on.
    private static LiveDirectories directories(
            Choices choices, DataDirectory data, SyntheticParts synthetic, PrintWriter words) {
        if (choices.seed().isPresent() && choices.rules().directories().isEmpty()) {
            return LiveDirectories.fixed(synthetic.directories());
        }
        DirectoryLibrary library =
                DirectoryLibrary.at(data.root().resolve(DirectoryLibrary.FOLDER));
        AtomicBoolean stoodIn = new AtomicBoolean();
        LiveDirectories served =
                new LiveDirectories(
                        library::directoriesState,
                        () -> ServedDirectories.of(library, choices.rules().directories()),
                        () -> {
                            stoodIn.set(true);
                            return synthetic.directories();
                        },
                        InstantSource.system());
        if (!stoodIn.get()) {
            words.println(
                    "Test directory: %d version(s), %s the newest; the synthetic one is not used."
                            .formatted(
                                    served.get().versions().size(),
                                    served.get().newest().version()));
            words.flush();
        }
        return served;
    }

    private static void tellLimits(MinimumDataSet sheet, PrintWriter words) {
        if (!sheet.notReviewed().isEmpty()) {
            words.println(
                    "OGMS-4916 Minimum Data Set %s: the conditions of %d items are not worded as they were when this program was reviewed. Orders are told so where it matters; a newer program may know them."
                            .formatted(sheet.version(), sheet.notReviewed().size()));
            words.flush();
        }
    }

    /// @throws CommandProblem if somebody listens there already
    private static void requireFreePort(String host, int port) {
        try (ServerSocket free = new ServerSocket()) {
            free.setReuseAddress(true);
            free.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new CommandProblem(
                    "OGMS-4915 Cannot listen on %s:%d: %s. Another program has it; choose another port with --port."
                            .formatted(host, port, e.getMessage()));
        }
    }

    private static String environment(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null ? otherwise : value;
    }

    /// Where it is reached.
    public String address() {
        return settings.address();
    }

    /// Its settings.
    public ServiceSettings settings() {
        return settings;
    }

    /// Its beans, for tests.
    public ConfigurableApplicationContext context() {
        return context;
    }

    @Override
    public void close() {
        context.close();
        database.ifPresent(EmbeddedDatabase::close);
        settings.data().close();
    }

    /// The parts that come from the synthetic region where the operator gave none. They are made
    /// once and stay in the data folder.
    private static final class SyntheticParts {
        private static final String SEED_FILE = "seed";

        private final DataDirectory data;
        private final long seed;
        private final PrintWriter words;

        /// @throws CommandProblem if the folder holds the region of another seed
        static SyntheticParts of(DataDirectory data, OptionalLong wanted, PrintWriter words) {
            Path file = data.root().resolve("service").resolve(SEED_FILE);
            if (!Files.exists(file)) {
                return new SyntheticParts(data, wanted.orElse(1), words);
            }
            try {
                long there = Long.parseLong(Files.readString(file).strip(), 10);
                if (wanted.isPresent() && wanted.getAsLong() != there) {
                    throw new CommandProblem(
                            "OGMS-4914 %s holds the synthetic region of seed %d, not %d. Choose another folder with --data."
                                    .formatted(data.root(), there, wanted.getAsLong()));
                }
                return new SyntheticParts(data, there, words);
            } catch (IOException e) {
                throw new UncheckedIOException("OGMS-4912 Cannot read the service files", e);
            }
        }

        private SyntheticParts(DataDirectory data, long seed, PrintWriter words) {
            this.data = data;
            this.seed = seed;
            this.words = words;
        }

        ServiceNetwork network() {
            return ServiceNetworkFile.read(service().resolve("network.json"));
        }

        TestDirectories directories() {
            List<TestDirectory> versions = new ArrayList<>();
            try (Stream<Path> files = Files.list(service())) {
                files.filter(f -> f.getFileName().toString().startsWith("test-directory-"))
                        .sorted()
                        .forEach(f -> versions.add(TestDirectoryFile.read(f)));
            } catch (IOException e) {
                throw new UncheckedIOException("OGMS-4911 Cannot list the service files", e);
            }
            return new TestDirectories(versions);
        }

        private Path service() {
            Path folder = data.root().resolve("service");
            if (!Files.exists(folder)) {
                words.println(
                        "No service network given: using the synthetic region (seed "
                                + seed
                                + ").");
                words.flush();
                try {
                    Path partial = data.folder("service.partial");
                    SyntheticRegion.of(seed).writeServiceFiles(partial);
                    SyntheticRegion.writeDeprivation(partial);
                    Files.writeString(partial.resolve(SEED_FILE), seed + "\n");
                    Files.move(partial, folder);
                } catch (IOException e) {
                    throw new UncheckedIOException("OGMS-4912 Cannot write the service files", e);
                }
            }
            return folder;
        }

        Path reference() {
            Path folder = data.root().resolve("reference");
            if (!ReferenceBundle.isIn(folder)) {
                words.println("No reference bundle given: compiling the synthetic one.");
                words.flush();
                try {
                    ReferenceSources sources =
                            SyntheticRegion.of(seed)
                                    .writeReferenceSources(data.folder("reference-sources"));
                    ReferenceBundleBuilder.build(
                            new BundleInputs(
                                    sources.fasta(),
                                    sources.transcripts(),
                                    sources.ontology(),
                                    sources.annotations(),
                                    sources.genesToPhenotype(),
                                    sources.hgnc(),
                                    sources.panels()),
                            folder,
                            (_, _, _) -> {});
                } catch (IOException e) {
                    throw new UncheckedIOException(
                            "OGMS-4913 Cannot compile the synthetic reference", e);
                }
            }
            return folder;
        }
    }
}
