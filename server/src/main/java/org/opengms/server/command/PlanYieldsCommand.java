package org.opengms.server.command;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.opengms.csv.CsvProblem;
import org.opengms.csv.CsvTable;
import org.opengms.planning.routing.AssayMethod;
import org.opengms.planning.routing.DecisionRecord;
import org.opengms.planning.routing.OutcomeCount;
import org.opengms.planning.routing.RoutingRecord;
import org.opengms.planning.routing.Version;
import org.opengms.planning.routing.YieldEffect;
import org.opengms.planning.routing.YieldProposal;
import org.opengms.planning.routing.YieldTable;
import org.opengms.planning.statistics.Interval;
import org.opengms.routing.SignedRules;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `opengms plan yields`.
@Command(
        name = "yields",
        mixinStandardHelpOptions = true,
        description =
                "Propose diagnostic yields from a service's own outcomes, corrected for who was selected for which test.",
        footer = {
            "",
            "Example:",
            "  curl -H \"Authorization: Bearer $token\" -o outcomes.csv \\",
            "      'http://127.0.0.1:8080/api/routing/outcomes?from=2025-01-01&until=2026-06-30'",
            "  opengms plan yields --from outcomes.csv --out proposal.json",
            "",
            "The proposal has no effect. A person who answers for it reads it, fills in its version,",
            "its first day and the approval, and gives it to `opengms serve --yields`, beside the",
            "table that holds until then. Until it is filled in, it is refused."
        })
final class PlanYieldsCommand implements Callable<Integer> {
    /// Rows of outcomes that are taken: more than all strata of a national service.
    private static final int MOST_ROWS = 1_000_000;

    private static final double CONFIDENCE = 0.95;

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "FILE",
            description = "Outcomes, a CSV table; may be gzipped")
    private Path from = Path.of("");

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "Where the proposal is written; a file that is there is replaced")
    private Path out = Path.of("");

    @Option(
            names = "--yields",
            paramLabel = "FILE",
            description =
                    "A signed table of yields; may be repeated, the one in effect is compared with (default: shipped)")
    private List<Path> tables = List.of();

    @Option(
            names = "--on",
            paramLabel = "DAY",
            description = "The day whose table is compared with (default: today)")
    private @Nullable LocalDate on;

    @Option(
            names = "--least",
            paramLabel = "N",
            description =
                    "How many reported tests a proposal needs; where there are fewer the present yield stays (default: ${DEFAULT-VALUE})")
    private int least = 30;

    @Option(
            names = "--source",
            paramLabel = "WORDS",
            description =
                    "What the table is to call these outcomes (default: the name of the file)")
    private @Nullable String source;

    @Option(
            names = "--records",
            paramLabel = "FILE",
            description =
                    "Records of decisions, as for `plan replay`: how many would come out otherwise is told")
    private @Nullable Path records;

    @Option(names = "--json", description = "Print the comparison as JSON")
    private boolean json;

    /// A yield as it is printed for programs.
    private record Line(
            String indicationGroup,
            AssayMethod method,
            String family,
            List<AssayMethod> afterNegative,
            Optional<Interval> present,
            Interval proposed,
            int requests,
            int tested,
            int found,
            int pending,
            double unseenShare,
            double pooledShare) {}

    /// All that is printed for programs.
    private record Comparison(
            String presentVersion, List<Line> yields, int withheld, Optional<YieldEffect> effect) {}

    @Override
    public Integer call() {
        CommandSpec known = Objects.requireNonNull(spec);
        if (least < 1) {
            throw new CommandProblem(
                    "OGMS-5653 --least: %d reported tests are no number of tests. Give at least 1."
                            .formatted(least));
        }
        List<OutcomeCount> outcomes = outcomes();
        List<YieldTable> signed =
                tables.isEmpty()
                        ? SignedRules.shipped().yields()
                        : tables.stream().map(YieldTable.FILE::read).toList();
        LocalDate day = on != null ? on : LocalDate.now(Clock.system(ZoneId.of("Europe/London")));
        YieldTable present = Version.inEffect(signed, day);
        YieldProposal proposal =
                YieldProposal.ofCounts(
                        outcomes,
                        present,
                        least,
                        source != null ? source : "Own outcomes, " + from.getFileName());
        if (proposal.rows().isEmpty()) {
            throw new CommandProblem(
                    "OGMS-5654 No test in %s was reported %d times, so nothing is proposed. Take outcomes of a longer time."
                            .formatted(from, least));
        }
        Optional<YieldEffect> effect =
                Optional.ofNullable(records)
                        .map(file ->
                                YieldEffect.of(
                                        decisions(file),
                                        proposal.approve(
                                                present,
                                                present.version() + "*",
                                                day,
                                                present.approval())));
        write(proposal.draft(present));
        PrintWriter words = known.commandLine().getOut();
        if (json) {
            MachineOutput.print(
                    words,
                    new Comparison(
                            present.version(),
                            proposal.rows().stream().map(PlanYieldsCommand::line).toList(),
                            proposal.withheld().size(),
                            effect));
        } else {
            tell(words, present, proposal, effect);
        }
        return 0;
    }

    private List<OutcomeCount> outcomes() {
        try (InputStream in = open(from)) {
            return OutcomeCount.parse(
                    CsvTable.parse(
                            new String(in.readAllBytes(), StandardCharsets.UTF_8),
                            new CsvTable.Form(',', CsvTable.StrayQuotes.REFUSED, MOST_ROWS, 100)));
        } catch (CsvProblem e) {
            throw new CommandProblem("OGMS-5656 %s: %s".formatted(from, e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new CommandProblem("%s (%s)".formatted(e.getMessage(), from));
        } catch (IOException e) {
            throw unreadable(from, e);
        }
    }

    private static List<DecisionRecord> decisions(Path file) {
        List<DecisionRecord> decisions = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()
                        && RoutingRecord.parse(line, file + ", line " + number)
                                instanceof DecisionRecord decision) {
                    decisions.add(decision);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new CommandProblem(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        return decisions;
    }

    private static InputStream open(Path file) throws IOException {
        BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file));
        in.mark(2);
        boolean gzipped = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return gzipped ? new GZIPInputStream(in) : in;
    }

    private static CommandProblem unreadable(Path file, IOException e) {
        return new CommandProblem(
                "OGMS-5655 Cannot read %s: %s. Check the path and its permissions."
                        .formatted(file, e.getMessage()));
    }

    private void write(String draft) {
        try {
            Files.writeString(out, draft);
        } catch (IOException e) {
            throw new CommandProblem(
                    "OGMS-5657 Cannot write the proposal to %s: %s. Name a file in a folder that is there."
                            .formatted(out, e.getMessage()));
        }
    }

    private static Line line(YieldProposal.Row row) {
        YieldTable.Case about = row.proposed().about();
        return new Line(
                about.indicationGroup(),
                about.method(),
                about.family().map(f -> f.name().toLowerCase(Locale.ROOT)).orElse("any"),
                List.copyOf(about.afterNegative()),
                row.present().map(PlanYieldsCommand::interval),
                interval(row.proposed()),
                row.requests(),
                row.tested(),
                row.found(),
                row.pending(),
                row.unseenShare(),
                row.pooledShare());
    }

    private static Interval interval(YieldTable.Entry entry) {
        return Interval.ofBeta(entry.alpha(), entry.beta(), CONFIDENCE);
    }

    private static String words(YieldTable.Case about) {
        StringBuilder words =
                new StringBuilder(about.indicationGroup() + ", " + about.method().words());
        about.family().ifPresent(f -> words.append(", ").append(f.name().toLowerCase(Locale.ROOT)));
        if (!about.afterNegative().isEmpty()) {
            words.append(", after ")
                    .append(
                            about.afterNegative().stream()
                                    .map(AssayMethod::words)
                                    .collect(Collectors.joining(" and ")))
                    .append(" that found nothing");
        }
        return words.toString();
    }

    private static String words(YieldTable.Entry entry) {
        Interval i = interval(entry);
        return "%.3f (%.3f to %.3f)".formatted(i.estimate(), i.lower(), i.upper());
    }

    private void tell(
            PrintWriter words,
            YieldTable present,
            YieldProposal proposal,
            Optional<YieldEffect> effect) {
        words.printf(
                "Beside table %s. Means with what they lie between with 95 %% probability.%n",
                present.version());
        for (YieldProposal.Row row : proposal.rows()) {
            words.printf("%n%s%n", words(row.proposed().about()));
            words.printf(
                    "  now       %s%n", row.present().map(PlanYieldsCommand::words).orElse("none"));
            words.printf("  proposed  %s%n", words(row.proposed()));
            words.printf(
                    "  rests on  %,d found of %,d reported, %,d not reported yet; %,d requests%n",
                    row.found(), row.tested(), row.pending(), row.requests());
            if (row.unseenShare() > 0) {
                words.printf(
                        "  unseen    for %.0f %% of the requests nobody had this test: there the present yield speaks%n",
                        100 * row.unseenShare());
            }
        }
        if (!proposal.withheld().isEmpty()) {
            words.printf(
                    "%nFor %,d further cases fewer than %,d tests were reported; the present yields stay.%n",
                    proposal.withheld().size(), least);
        }
        effect.ifPresent(e ->
                words.printf(
                        "%nOf %,d recorded decisions %,d would come out otherwise: %,d to a whole genome, %,d from one.%n",
                        e.decisions(), e.otherwise(), e.toGenome(), e.fromGenome()));
        words.printf(
                "%n%s is a proposal and has no effect. Fill in version, effectiveFrom and approval, and give it to `opengms serve --yields`.%n",
                out);
        words.flush();
    }
}
