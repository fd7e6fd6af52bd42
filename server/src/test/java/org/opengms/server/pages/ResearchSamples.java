package org.opengms.server.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.opengms.cohort.Trait;
import org.opengms.environment.Analysis;
import org.opengms.environment.Attribute;
import org.opengms.environment.Dimension;
import org.opengms.environment.Run;
import org.opengms.environment.RunId;
import org.opengms.environment.RunState;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.metering.ProjectReference;
import org.opengms.outputs.OutputContext;
import org.opengms.outputs.OutputDesk;
import org.opengms.outputs.OutputEvent;
import org.opengms.outputs.OutputEvent.What;
import org.opengms.outputs.OutputFinding;
import org.opengms.outputs.OutputId;
import org.opengms.outputs.OutputKind;
import org.opengms.outputs.OutputRequest;

/// Made-up content for the pages of researchers and output checkers.
final class ResearchSamples {
    private static final Actor RESEARCHER =
            new Actor("researcher.zl001", "Rae Demo", Samples.LABORATORY, Set.of(Role.RESEARCHER));
    private static final Actor CHECKER =
            new Actor("checker.zl001", "Cy Demo", Samples.LABORATORY, Set.of(Role.OUTPUT_CHECKER));
    private static final ProjectReference PROJECT = new ProjectReference("P-2026-014");
    private static final Instant AT = Samples.NOW;

    private ResearchSamples() {}

    private static Run run(RunState state) {
        return new Run(
                new RunId("00000000-0000-7000-8000-000000000001"),
                PROJECT,
                RESEARCHER,
                new Analysis.CrossTabulation(
                        List.of(
                                new Dimension(
                                        new Attribute.OfTrait(Trait.SEX),
                                        List.of("FEMALE", "MALE"))),
                        List.of()),
                AT,
                state,
                12_000,
                List.of(
                        new Run.Trace(AT, "Asked for."),
                        new Run.Trace(
                                AT,
                                "Choices changed while it ran: it was computed again without those who no longer agree.")));
    }

    private static OutputRequest output(OutputKind kind, What... happened) {
        List<OutputEvent> events = new ArrayList<>();
        for (What what : happened) {
            events.add(
                    new OutputEvent(
                            events.size() + 1, what, AT, OutputEvent.RULES, "Words <b>of</b> it."));
        }
        return new OutputRequest(
                new OutputId("00000000-0000-7000-8000-000000000002"),
                PROJECT,
                "A study of rare disease",
                RESEARCHER.id(),
                kind,
                "output.csv",
                List.of(),
                new OutputContext(
                        "How many participants there are, by sex.",
                        "Everybody who agrees to the project.",
                        "Groups are large and rounded to ten.",
                        OptionalInt.empty()),
                List.of(
                        new OutputFinding(
                                "{sex=other or not recorded}",
                                OutputFinding.Weight.LEFT_OUT,
                                "Not shown: it counts fewer than 10 people, or another that does could be worked out from it. Join it with another category to show more."),
                        new OutputFinding(
                                "line 3, column 2",
                                OutputFinding.Weight.TO_BE_LOOKED_AT,
                                "If this counts people, it is not rounded. Round it to 10.")),
                "ab".repeat(32),
                120,
                events);
    }

    static void add(Map<String, Page> pages) {
        Frame research = Samples.frame(RESEARCHER, Frame.Section.RESEARCH);
        Frame checking = Samples.frame(CHECKER, Frame.Section.CHECKING);
        OutputRequest released =
                output(OutputKind.COUNTS, What.PREPARED, What.JUDGED, What.RELEASED);
        OutputRequest waiting =
                output(OutputKind.TABLE, What.PREPARED, What.JUDGED, What.WAITING_FOR_CHECKERS);
        pages.put(
                "research-none", new Page.Research(research, List.of(), List.of(), Typed.NOTHING));
        pages.put(
                "research",
                new Page.Research(
                        research,
                        List.of(
                                new Page.Research.Project(
                                        PROJECT,
                                        "Causes of epilepsy that begins in childhood",
                                        List.of(run(RunState.RUNNING)),
                                        List.of(released))),
                        List.of(new FormProblem("kind", "Choose what is to be counted.")),
                        Typed.NOTHING));
        pages.put(
                "research-run",
                new Page.ResearchRun(
                        research,
                        run(RunState.DONE),
                        List.of(new FormProblem("shows", "Say what the output shows.")),
                        Typed.NOTHING));
        pages.put(
                "research-running",
                new Page.ResearchRun(research, run(RunState.RUNNING), List.of(), Typed.NOTHING));
        pages.put("research-output", new Page.ResearchOutput(research, released, List.of()));
        pages.put(
                "research-asked",
                new Page.ResearchOutput(
                        research,
                        output(
                                OutputKind.MODEL,
                                What.PREPARED,
                                What.JUDGED,
                                What.WAITING_FOR_CHECKERS,
                                What.RETURNED_WITH_QUESTIONS),
                        List.of(new FormProblem("words", "Say something."))));
        pages.put(
                "checking",
                new Page.Checking(
                        checking,
                        List.of(new OutputDesk.Queued(waiting, Duration.ofHours(30), true)),
                        "What you said is kept."));
        pages.put("checking-none", new Page.Checking(checking, List.of(), ""));
        pages.put(
                "checking-one",
                new Page.CheckingOne(
                        checking,
                        waiting,
                        "group,people\n<script>alert(1)</script>,123\n",
                        List.of(new FormProblem("opinion", "Choose what you make of it.")),
                        Typed.NOTHING));
    }
}
