package org.opengms.server.command;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.FhirVersionEnum;
import ca.uhn.fhir.parser.LenientErrorHandler;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.opengms.dataset.MinimumDataSetSheet;
import org.opengms.directory.TestDirectories;
import org.opengms.fhir.FhirProblem;
import org.opengms.fhir.FhirStructure;
import org.opengms.fhir.OrderReader;
import org.opengms.hl7.Hl7Order;
import org.opengms.hl7.Hl7Orders;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.orders.Finding;
import org.opengms.orders.Grade;
import org.opengms.orders.OrderChecks;
import org.opengms.server.desk.Examination;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/// `opengms order`: orders as files.
@Command(
        name = "order",
        mixinStandardHelpOptions = true,
        description = "Look at orders as files.",
        subcommands = {OrderCommand.Validate.class})
public final class OrderCommand extends CommandGroup {
    /// `opengms order validate`.
    @Command(
            name = "validate",
            mixinStandardHelpOptions = true,
            description =
                    "Judge order messages, or any FHIR R4 resources, as the service would. Nothing is sent or kept.",
            footer = {
                "",
                "Example:",
                "  opengms order validate --packages packages --strict order.json",
                "",
                "Verdicts: a new order is accepted or refused. What has no errors and brings",
                "no new order (a change to one, a cancellation, a resource by itself, another",
                "kind of Bundle) is not-an-order: it is judged by its structure alone, and says",
                "what it is. A file that cannot be read is not-judged.",
                "",
                "Ends with 0 when every file was judged, whatever the verdict; with --strict",
                "with 1 when any is refused. not-an-order is not refused."
            })
    static final class Validate implements Callable<Integer> {
        @Spec private @Nullable CommandSpec spec;

        @Parameters(arity = "1..*", paramLabel = "FILE", description = "FHIR R4 as JSON, or HL7 v2")
        private List<Path> files = List.of();

        @Option(names = "--json", description = "Print the findings as JSON")
        private boolean json;

        @Option(names = "--strict", description = "End with 1 if any file is refused")
        private boolean strict;

        @Mixin private RuleOptions rules = new RuleOptions();

        /// One file and what was found in it.
        ///
        /// @param file as given
        /// @param verdict of a new order `accepted` or `refused`; `not-an-order` for anything else
        ///   without errors; `not-judged` where it cannot be read from disk
        record Judged(String file, String verdict, List<Told> findings) {}

        /// One finding.
        record Told(
                String severity,
                String code,
                String path,
                String mdsQuestion,
                String message,
                String remedy) {}

        /// What is printed with `--json`.
        record Report(List<Judged> files) {}

        @Override
        public Integer call() {
            CommandSpec known = Objects.requireNonNull(spec);
            PrintWriter out = known.commandLine().getOut();
            Examination examination = examination();
            Hl7Orders messages = new Hl7Orders(new FhirContext(FhirVersionEnum.R4), rules.policy());
            List<Judged> judged = new ArrayList<>();
            for (Path file : files) {
                Judged one = judge(examination, messages, file);
                judged.add(one);
                if (!json) {
                    print(out, one);
                    out.flush();
                }
            }
            if (json) {
                out.println(JsonMapper.builder().build().writeValueAsString(new Report(judged)));
                out.flush();
            }
            boolean allJudged = judged.stream().noneMatch(j -> j.verdict().equals("not-judged"));
            boolean anyRefused = judged.stream().anyMatch(j -> j.verdict().equals("refused"));
            return allJudged && !(anyRefused && strict) ? 0 : 1;
        }

        private Examination examination() {
            AcceptancePolicy policy = rules.policy();
            TestDirectories directories = rules.directories();
            FhirContext fhir = new FhirContext(FhirVersionEnum.R4);
            fhir.setParserErrorHandler(new LenientErrorHandler(false));
            return new Examination(
                    fhir,
                    rules.packages()
                                    .map(folder ->
                                            FhirStructure.withPackagesOf(fhir, policy, folder))
                                    .orElseGet(() -> new FhirStructure(fhir, policy))
                            ::check,
                    new OrderReader(fhir, policy),
                    rules.dataSet().map(MinimumDataSetSheet::read),
                    policy,
                    new OrderChecks(() -> directories, rules.network(), policy, Clock.systemUTC()));
        }

        private static Judged judge(Examination examination, Hl7Orders messages, Path file) {
            String name = file.toString();
            try {
                byte[] content = Files.readAllBytes(file);
                if (isHl7(content)) {
                    return judge(examination, messages.read(content), name);
                }
                Examination.Result result = examination.examine(utf8(content));
                return judged(name, NoOrder.of(result), result.findings());
            } catch (FhirProblem problem) {
                return unread(
                        name,
                        "refused",
                        problem.code(),
                        problem.path(),
                        problem.words(),
                        problem.advice());
            } catch (CharacterCodingException e) {
                return unread(
                        name,
                        "refused",
                        "OGMS-4933",
                        "",
                        "The file is not text in UTF-8.",
                        "Send FHIR as JSON in UTF-8.");
            } catch (IOException e) {
                return unread(
                        name,
                        "not-judged",
                        "OGMS-4934",
                        "",
                        e instanceof NoSuchFileException
                                ? "There is no such file."
                                : "The file cannot be read: " + e.getClass().getSimpleName() + ".",
                        "Check the path and its permissions.");
            }
        }

        /// A file that could not be read, and why.
        private static Judged unread(
                String name,
                String verdict,
                String code,
                String path,
                String words,
                String advice) {
            return new Judged(
                    name, verdict, List.of(new Told("error", code, path, "", words, advice)));
        }

        /// HL7 v2 begins with its header segment, perhaps behind blanks or a frame's first byte.
        private static boolean isHl7(byte[] content) {
            for (int at = 0; at + 3 < content.length && at < 16; at++) {
                if (content[at] == 'M' && content[at + 1] == 'S' && content[at + 2] == 'H') {
                    return true;
                }
                if (content[at] > ' ') {
                    return false;
                }
            }
            return false;
        }

        /// An HL7 v2 message is judged by the Bundle that it becomes; places are told as the
        /// message has them.
        private static Judged judge(Examination examination, Hl7Order order, String name) {
            List<Finding> findings = new ArrayList<>(order.findings());
            if (order.bundleJson().isPresent()) {
                for (Finding finding : examination.examine(order.bundleJson().get()).findings()) {
                    findings.add(
                            new Finding(
                                    finding.kind(),
                                    finding.grade(),
                                    order.place(finding.path()),
                                    finding.words(),
                                    finding.advice(),
                                    finding.mdsQuestion()));
                }
            }
            return judged(name, NoOrder.of(order), findings);
        }

        private static Judged judged(
                String name, Optional<NoOrder> noOrder, List<Finding> findings) {
            List<Told> told = new ArrayList<>();
            noOrder.ifPresent(what ->
                    told.add(
                            new Told(
                                    "information",
                                    "not-an-order",
                                    what.path(),
                                    "",
                                    what.words(),
                                    what.advice())));
            findings.forEach(finding -> told.add(told(finding)));
            String verdict =
                    AcceptancePolicy.refuses(findings)
                            ? "refused"
                            : noOrder.isPresent() ? "not-an-order" : "accepted";
            return new Judged(name, verdict, told);
        }

        private static String utf8(byte[] content) throws CharacterCodingException {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        }

        private static Told told(Finding finding) {
            return new Told(
                    finding.grade().name().toLowerCase(Locale.ROOT),
                    finding.kind().code(),
                    finding.path(),
                    finding.mdsQuestion(),
                    finding.words(),
                    finding.advice());
        }

        private static void print(PrintWriter out, Judged judged) {
            out.printf("%s: %s%n", judged.file(), judged.verdict());
            for (Grade grade : Grade.values()) {
                for (Told told : judged.findings()) {
                    if (told.severity().equals(grade.name().toLowerCase(Locale.ROOT))) {
                        out.printf(
                                "  %-11s %s%n              %s%n              %s%s%n",
                                told.severity(),
                                told.path(),
                                told.message(),
                                told.remedy(),
                                told.mdsQuestion().isEmpty()
                                        ? ""
                                        : " [" + told.mdsQuestion() + "]");
                    }
                }
            }
        }
    }
}
