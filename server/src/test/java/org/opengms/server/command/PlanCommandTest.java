package org.opengms.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.planning.routing.YieldTable;
import org.opengms.planning.trial.LiveDecisions;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `opengms plan` as a person or a program meets it.
class PlanCommandTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir private Path folder = Path.of("");

    /// How a command ended and what it said.
    private record Run(int exit, String out, String err) {}

    private static Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(new PlanCommand());
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        line.setExecutionExceptionHandler((failure, command, _) -> {
            command.getErr().println(failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        });
        return new Run(line.execute(arguments), out.toString(), err.toString());
    }

    @Nested
    class Simulate {
        @Test
        void givesOneObjectForProgramsAndFilesForPeople() throws IOException {
            Path out = folder.resolve("results");
            Run run =
                    run(
                            "simulate",
                            "regional-example",
                            "--reps",
                            "2",
                            "--json",
                            "--out",
                            out.toString());
            assertEquals(0, run.exit(), run.err());
            JsonNode object = JSON.readTree(run.out());
            assertTrue(object.path("journeys").asLong() > 1_000, run.out());
            assertTrue(object.path("journeysPerSecondPerCore").asDouble() > 0, run.out());
            JsonNode turnaround = object.path("turnaround");
            assertTrue(turnaround.size() > 1, run.out());
            for (JsonNode row : turnaround) {
                JsonNode p95 = row.path("p95Days");
                assertTrue(p95.path("estimate").asDouble() > 0, row.toString());
                assertTrue(
                        p95.path("lower").asDouble() <= p95.path("estimate").asDouble(),
                        row.toString());
            }
            for (String file : new String[] {"summary.json", "turnaround.csv", "on-time.svg"}) {
                assertTrue(Files.size(out.resolve(file)) > 100, file);
            }
        }
    }

    @Nested
    class Digitise {
        @Test
        void tellsTheDaysSavedWithTheirInterval() {
            Run run =
                    run(
                            "digitise",
                            "regional-example",
                            "--observed",
                            "0,0,0,0",
                            "--part",
                            "0.1",
                            "--reps",
                            "3",
                            "--json");
            assertEquals(0, run.exit(), run.err());
            JsonNode days = JSON.readTree(run.out()).path("daysSavedPerOrder");
            assertTrue(days.path("lower").asDouble() > 0, run.out());
            assertTrue(days.path("upper").asDouble() > days.path("estimate").asDouble(), run.out());

            Run words = run("digitise", "regional-example", "--site", "site-5", "--reps", "2");
            assertEquals(0, words.exit(), words.err());
            assertTrue(
                    words.out().contains("Days saved for each of its orders: 0.00"), words.out());
        }
    }

    @Nested
    class Workforce {
        @Test
        void comparesBudgetsForProgramsAndWritesFilesForPeople() throws IOException {
            Path out = folder.resolve("results");
            Run run =
                    run(
                            "workforce",
                            "regional-example",
                            "--budget",
                            "0",
                            "--budget",
                            "20000000",
                            "--reps",
                            "2",
                            "--json",
                            "--out",
                            out.toString());
            assertEquals(0, run.exit(), run.err());
            JsonNode object = JSON.readTree(run.out());
            assertEquals(2, object.path("budgets").size());
            assertEquals(
                    2_000_000_000L,
                    object.path("differences").path(0).path("budgetPencePerYear").asLong());
            assertEquals(run.out(), Files.readString(out.resolve("summary.json")));
            for (String file : new String[] {"outcomes.csv", "wte.csv", "on-time.svg"}) {
                assertTrue(Files.size(out.resolve(file)) > 100, file);
            }
        }

        @Test
        void saysInWordsWhatABudgetBuysAndWhyNotMore() {
            Run run = run("workforce", "regional-example", "--reps", "2");
            assertEquals(0, run.exit(), run.err());
            assertTrue(run.out().contains("What £500,000 a year buys:"), run.out());
            assertTrue(run.out().contains("the budget ends here"), run.out());
            assertTrue(run.out().contains("hang on one person or none today"), run.out());
        }

        @ParameterizedTest
        @CsvSource({
            "regional-example, --budget, 0.001, OGMS-8855",
            "regional-example, --budget, -1, OGMS-8853",
            "regional-example, --reps, 1, OGMS-8853",
            "regional-example, --plan, national-today, OGMS-8852",
            "regional-example, --plan, nowhere, OGMS-8851",
            "national-2018, --seed, 1, OGMS-8855",
        })
        void refusesWhatCannotBe(String scenario, String option, String value, String code) {
            Run run = run("workforce", scenario, option, value);
            assertTrue(run.exit() != 0, run.out());
            assertTrue(run.err().contains(code), run.err());
        }
    }

    @Nested
    class Rollout {
        @Test
        void answersWithScheduleCostBoundAndDeliverability() {
            Run run =
                    run(
                            "rollout",
                            "regional-example",
                            "--budget",
                            "500000",
                            "--reps",
                            "3",
                            "--screen-seconds",
                            "2",
                            "--target",
                            "0.1",
                            "--json");
            assertEquals(0, run.exit(), run.err());
            JsonNode object = JSON.readTree(run.out());
            assertEquals(0.1, object.path("earliest").path("target").asDouble());
            assertTrue(object.path("earliest").path("tried").size() >= 1);
            for (String name :
                    new String[] {
                        "schedule",
                        "cost",
                        "objective",
                        "bound",
                        "gapPercent",
                        "deliverability",
                        "bindingResources"
                    }) {
                assertTrue(object.has(name), name);
            }
            JsonNode deliverability = object.path("deliverability");
            assertTrue(
                    deliverability.path("lower").asDouble()
                            <= deliverability.path("probability").asDouble());
            assertTrue(
                    deliverability.path("probability").asDouble()
                            <= deliverability.path("upper").asDouble());
        }
    }

    @Nested
    class Replay {
        private String line(int number) {
            LiveDecisions service = new LiveDecisions(5);
            return service.router().decide(service.request(number), service.state()).line();
        }

        @Test
        void decidesTheSameAgain() throws IOException {
            Path file = folder.resolve("decisions.jsonl");
            Files.writeString(file, line(1) + "\n\n" + line(2) + "\n");
            Run run = run("replay", file.toString(), "--json");
            assertEquals(0, run.exit(), run.out() + run.err());
            JsonNode report = JSON.readTree(run.out());
            assertEquals(2, report.path("identical").asInt());
            assertEquals(0, report.path("problems").size());
        }

        @Test
        void namesLinesThatWereAlteredOrDamagedAndGoesOn() throws IOException {
            Path file = folder.resolve("decisions.jsonl");
            Files.writeString(
                    file,
                    line(1).replace("\"fairnessCap\":", "\"fairnessCap\":1") + "\n{\n" + line(2));
            Run run = run("replay", file.toString());
            assertEquals(1, run.exit());
            assertTrue(run.out().contains("line 1"), run.out());
            assertTrue(run.out().contains("line 2"), run.out());
            assertTrue(run.out().contains("1 decisions come out as recorded"), run.out());
        }
    }

    @Nested
    class Yields {
        private static final String HEAD =
                "indication_group,subgroup,family,negative_before,method,result,requests\n";

        /// 40 of one subgroup, half of whom had the genome, and 60 of another, of whom 18 had.
        private static final String OUTCOMES =
                HEAD
                        + "rare-disease,a,trio,,whole-genome,found,10\n"
                        + "rare-disease,a,trio,,whole-genome,not-found,10\n"
                        + "rare-disease,a,trio,,panel,not-found,20\n"
                        + "rare-disease,b,trio,,whole-genome,found,2\n"
                        + "rare-disease,b,trio,,whole-genome,not-found,16\n"
                        + "rare-disease,b,trio,,panel,pending,42\n";

        private Path outcomes(String text) throws IOException {
            return Files.writeString(folder.resolve("outcomes.csv"), text);
        }

        @Test
        void givesAProposalThatSomebodyHasToSign() throws IOException {
            Path out = folder.resolve("proposal.json");
            Run run =
                    run("yields", "--from", outcomes(OUTCOMES).toString(), "--out", out.toString());
            assertEquals(0, run.exit(), run.err());
            assertTrue(run.out().contains("12 found of 38 reported"), run.out());
            assertThrows(IllegalArgumentException.class, () -> YieldTable.FILE.read(out));
            JsonNode draft = JSON.readTree(Files.readString(out));
            assertEquals("", draft.path("approval").path("name").asString());
            assertTrue(draft.path("entries").toString().contains("outcomes.csv"));
        }

        /// Present: Beta(76.7, 110.3), mean 0.41016. The subgroups lean on it with the weight of
        /// two: 0.4 · (10 + 0.82032) / 22 + 0.6 · (2 + 0.82032) / 20.
        @Test
        void printsTheComparisonForPrograms() throws IOException {
            Run run =
                    run(
                            "yields",
                            "--from",
                            outcomes(OUTCOMES).toString(),
                            "--out",
                            folder.resolve("p.json").toString(),
                            "--json");
            assertEquals(0, run.exit(), run.err());
            JsonNode all = JSON.readTree(run.out());
            JsonNode any = all.path("nothing");
            for (JsonNode line : all.path("yields")) {
                any = line.path("family").asString().equals("any") ? line : any;
            }
            assertEquals(0.41016, any.path("present").path("estimate").asDouble(), 1e-5);
            assertEquals(0.281343, any.path("proposed").path("estimate").asDouble(), 1e-5);
            assertEquals(2, all.path("withheld").asInt(), "panels of any family and of trios");
        }

        @Test
        void tellsHowManyDecisionsWouldComeOutOtherwise() throws IOException {
            LiveDecisions service = new LiveDecisions(5);
            Path records = folder.resolve("decisions.jsonl");
            Files.writeString(
                    records,
                    service.router().decide(service.request(1), service.state()).line() + "\n");
            Run run =
                    run(
                            "yields",
                            "--from",
                            outcomes(OUTCOMES).toString(),
                            "--out",
                            folder.resolve("p.json").toString(),
                            "--records",
                            records.toString(),
                            "--json");
            assertEquals(0, run.exit(), run.err());
            assertEquals(1, JSON.readTree(run.out()).path("effect").path("decisions").asInt());
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "rare-disease,a,trio,,whole-genome,found,29 | OGMS-5654",
                    "rare-disease,a,trio,,whole-genome,maybe,29 | Row 2",
                    "rare-disease,a,trio,,whole-genome,found,0  | OGMS-5652",
                })
        void outcomesThatGiveNoProposalAreTold(String row, String part) throws IOException {
            Path out = folder.resolve("p.json");
            Run run =
                    run(
                            "yields",
                            "--from",
                            outcomes(HEAD + row).toString(),
                            "--out",
                            out.toString());
            assertEquals(1, run.exit(), run.out());
            assertTrue(run.err().contains(part), run.err());
            assertTrue(Files.notExists(out));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "simulate nowhere | 1 | OGMS-6102",
                "simulate regional-example --reps 0 | 1 | OGMS-6108",
                "digitise regional-example | 1 | OGMS-8935",
                "digitise regional-example --site site-1 --observed 0,0,0,0 | 1 | OGMS-8935",
                "digitise regional-example --observed 0,0,0 | 1 | OGMS-8936",
                "digitise regional-example --observed 0,0,0,1.5 | 1 | OGMS-8936",
                "digitise regional-example --observed a,b,c,d | 1 | OGMS-8936",
                "digitise regional-example --observed 0,0,0,0 --part 0 | 1 | OGMS-8932",
                "digitise regional-example --site nowhere | 1 | OGMS-8930",
                "digitise regional-example --site site-1 --reps 1 | 1 | OGMS-8931",
                "simulate regional-example --threads 0 | 1 | OGMS-4941",
                "rollout regional-example --budget -1 | 1 | OGMS-4943",
                "rollout regional-example --budget 1.001 | 1 | OGMS-4942",
                "rollout regional-example --budget much | 2 | --budget",
                "rollout regional-example --budget 1 --target 1.5 | 1 | OGMS-6462",
                "rollout regional-example | 2 | --budget",
                "route-benchmark --seeds 0 | 1 | OGMS-6241",
                "replay nothing.jsonl | 1 | OGMS-4940",
                "yields --from nothing.csv --out p.json | 1 | OGMS-5655",
                "yields --from nothing.csv --out p.json --least 0 | 1 | OGMS-5653",
                "yields --from nothing.csv | 2 | --out",
            })
    void whatIsNotPossibleIsTold(String words, int exit, String part) {
        Run run = run(words.split(" ", -1));
        assertEquals(exit, run.exit(), run.err());
        assertTrue(run.err().contains(part), run.err());
    }

    @Test
    void withoutAWordItSaysWhichThereAre() {
        Run run = run();
        assertEquals(2, run.exit());
        for (String command :
                new String[] {
                    "simulate", "route-benchmark", "rollout", "digitise", "replay", "yields"
                }) {
            assertTrue(run.err().contains(command), run.err());
        }
    }
}
