package org.opengms.server.command;

import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opengms.gate.Actor;
import org.opengms.infrastructure.StalenessRule;
import org.opengms.planning.routing.PolicyVersion;
import org.opengms.planning.routing.YieldTable;
import org.opengms.rollout.RolloutLimits;
import org.opengms.routing.SignedRules;
import org.opengms.server.dialogue.ExampleDialogue;
import org.opengms.server.security.DemoPeople;
import org.opengms.server.training.ServiceKind;
import org.opengms.server.transparency.LogPlace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `opengms serve`: the service.
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Run the service: FHIR interface, files, pages.",
        footer = {
            "",
            "Example: opengms serve --data /srv/opengms --port 8080",
            "",
            "Without --network, --directory and --reference it serves an empty synthetic region.",
            "OPENGMS_DB_URL (with OPENGMS_DB_USER, OPENGMS_DB_PASSWORD) names another PostgreSQL."
        })
public final class ServeCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Mixin private final ServiceOptions options = new ServiceOptions();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter words = Objects.requireNonNull(spec).commandLine().getErr();
        RunningService service = RunningService.start(options.choices(), words);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    service.close();
                                    stopped.countDown();
                                },
                                "stop"));
        words.println(welcome(service));
        words.flush();
        stopped.await();
        return 0;
    }

    static String welcome(RunningService service) {
        return """
        OpenGMS serves %1$s
          FHIR interface   %1$s/FHIR/R4/metadata
          pages            %1$s/
          demo sign-in     %2$s, password %3$s
          system clients   %4$s
        Synthetic data only; not for clinical use. Stop with Ctrl-C.\
        """
                .formatted(
                        service.address(),
                        service.context().getBean(DemoPeople.class).examples().stream()
                                .map(Actor::id)
                                .collect(Collectors.joining(", ")),
                        DemoPeople.PASSWORD,
                        service.settings().data().root().resolve("security/clients.json"));
    }

    /// What `serve` and `demo` have in common.
    public static final class ServiceOptions {
        @Option(
                names = "--data",
                paramLabel = "DIR",
                description =
                        "Folder of everything the service keeps (default: $OPENGMS_DATA, else data/ in the checkout)")
        private @Nullable Path data;

        @Option(
                names = "--host",
                paramLabel = "ADDRESS",
                description = "Address to listen on (default: ${DEFAULT-VALUE})")
        private String host = "127.0.0.1";

        @Option(
                names = "--port",
                paramLabel = "PORT",
                description = "Port to listen on (default: ${DEFAULT-VALUE})")
        private int port = 8080;

        @Mixin private RuleOptions rules = new RuleOptions();

        @Option(names = "--reference", paramLabel = "DIR", description = "Reference bundle")
        private @Nullable Path reference;

        @Option(
                names = "--stale-after",
                paramLabel = "DAYS",
                description =
                        "Age in days from which a figure that a laboratory stated counts for less in forecasts (default: ${DEFAULT-VALUE})")
        private int staleAfterDays = 14;

        @Option(
                names = "--routing-policy",
                paramLabel = "FILE",
                description =
                        "A signed routing policy; may be repeated, the one in effect counts (default: shipped, signed by nobody)")
        private List<Path> routingPolicies = List.of();

        @Option(
                names = "--yields",
                paramLabel = "FILE",
                description =
                        "A signed table of diagnostic yields; may be repeated, the one in effect counts (default: shipped, signed by nobody)")
        private List<Path> yields = List.of();

        @Option(
                names = "--rollout-minutes",
                paramLabel = "MINUTES",
                description =
                        "Longest time that planning one roll-out may take (default: ${DEFAULT-VALUE})")
        private int rolloutMinutes = 60;

        @Option(
                names = "--rollout-megabytes",
                paramLabel = "MB",
                description =
                        "Memory in use by the whole program above which planning begins nothing new (default: half of what it may have)")
        private @Nullable Long rolloutMegabytes;

        @Option(
                names = "--rollouts-kept",
                paramLabel = "N",
                description =
                        "Planned roll-outs that one person may keep (default: ${DEFAULT-VALUE})")
        private int rolloutsKept = 20;

        @Option(
                names = "--log",
                paramLabel = "DIR",
                description =
                        "Folder of the transparency log and its keys, shared by all servers of a database (default: in the data folder)")
        private @Nullable Path log;

        @Option(
                names = "--log-lock",
                paramLabel = "DIR",
                description =
                        "Where the log's last checkpoint is kept, on another disk and never from a backup (default: in the data folder)")
        private @Nullable Path logLock;

        @Option(
                names = "--log-standby",
                paramLabel = "DIR",
                description =
                        "Where readings for care are written down while the database takes nothing, on another disk than its (default: in the data folder)")
        private @Nullable Path logStandby;

        @Option(
                names = "--log-origin",
                paramLabel = "NAME",
                description =
                        "Name of a new log, such as log.example.org/genomics (default: made up)")
        private @Nullable String logOrigin;

        @Option(
                names = "--witness",
                paramLabel = "URL=VKEY",
                description =
                        "A witness that cosigns the log; name at least three, or none (see: opengms log witness)")
        private List<String> witnesses = List.of();

        @Option(
                names = "--examples",
                description =
                        "Show a consultation with made-up answers and a made-up decision, and made-up surveys, each marked so, as the demonstration does")
        private boolean examples;

        /// The choices that these options make.
        ///
        /// @throws CommandProblem if they do not fit
        RunningService.Choices choices() {
            requireLoopback();
            RunningService.Choices plain =
                    new RunningService.Choices(
                            folder(),
                            host,
                            port,
                            rules.files(),
                            Optional.ofNullable(reference),
                            OptionalLong.empty(),
                            staleness(),
                            routing(),
                            rollouts(),
                            log(),
                            ExampleDialogue.Presence.LEFT_OUT,
                            ServiceKind.CARE);
            return examples ? plain.withExamples() : plain;
        }

        private LogPlace.Choices log() {
            LogPlace.Choices choices =
                    new LogPlace.Choices(
                            Optional.ofNullable(log),
                            Optional.ofNullable(logLock),
                            Optional.ofNullable(logStandby),
                            Optional.ofNullable(logOrigin),
                            witnesses);
            try {
                choices.in(folder());
            } catch (IllegalArgumentException e) {
                throw new CommandProblem(String.valueOf(e.getMessage()));
            }
            return choices;
        }

        private RolloutLimits rollouts() {
            RolloutLimits usual = RolloutLimits.usual();
            try {
                return usual.with(
                        Duration.ofMinutes(rolloutMinutes),
                        rolloutMegabytes == null ? usual.heapMegabytes() : rolloutMegabytes,
                        rolloutsKept);
            } catch (IllegalArgumentException e) {
                throw new CommandProblem(String.valueOf(e.getMessage()));
            }
        }

        /// The signed files given, else what is shipped.
        private SignedRules routing() {
            SignedRules shipped = SignedRules.shipped();
            return new SignedRules(
                    routingPolicies.isEmpty()
                            ? shipped.policies()
                            : routingPolicies.stream().map(PolicyVersion.FILE::read).toList(),
                    yields.isEmpty()
                            ? shipped.yields()
                            : yields.stream().map(YieldTable.FILE::read).toList());
        }

        private StalenessRule staleness() {
            if (staleAfterDays < 1) {
                throw new CommandProblem(
                        "OGMS-4926 --stale-after: %d days is no age. Give at least 1."
                                .formatted(staleAfterDays));
            }
            return StalenessRule.ofDays(staleAfterDays);
        }

        private Path folder() {
            Path given = data;
            return given == null ? usualFolder() : given;
        }

        /// Where the service keeps everything unless told otherwise.
        static Path usualFolder() {
            String environment = System.getenv("OPENGMS_DATA");
            if (environment != null && !environment.isBlank()) {
                return Path.of(environment);
            }
            return Path.of(System.getProperty("opengms.root", ".")).resolve("data");
        }

        /// The demo people have a published password, so nobody outside this machine may reach
        /// them.
        private void requireLoopback() {
            try {
                if (!InetAddress.getByName(host).isLoopbackAddress()) {
                    throw new CommandProblem(
                            "OGMS-4922 --host: %s can be reached from outside, but the demo people have a published password. Put a reverse proxy with its own sign-in in front of 127.0.0.1."
                                    .formatted(host));
                }
            } catch (UnknownHostException e) {
                throw new CommandProblem(
                        "OGMS-4923 --host: %s is no address of this machine.".formatted(host));
            }
        }
    }
}
