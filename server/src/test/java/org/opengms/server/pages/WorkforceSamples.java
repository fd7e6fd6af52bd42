package org.opengms.server.pages;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opengms.workforce.Competence;
import org.opengms.workforce.Evidence;
import org.opengms.workforce.GateDecision;
import org.opengms.workforce.GateMode;
import org.opengms.workforce.GateOutcome;
import org.opengms.workforce.GateStore;
import org.opengms.workforce.GatedTask;
import org.opengms.workforce.JobRole;
import org.opengms.workforce.Lesson;
import org.opengms.workforce.LessonId;
import org.opengms.workforce.ModePreview;
import org.opengms.workforce.StaffDesk;
import org.opengms.workforce.StaffEntry;
import org.opengms.workforce.StaffId;
import org.opengms.workforce.StaffMember;
import org.opengms.workforce.StaffStep;
import org.opengms.workforce.StaffStore;
import org.opengms.workforce.TrainingBook;

/// Pages about staff, as they could be. All names are invented.
final class WorkforceSamples {
    private static final Instant NOW = Instant.parse("2026-10-05T09:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 10, 5);
    private static final StaffId ID = new StaffId("clinician.zr101");
    private static final Lesson LESSON =
            TrainingBook.shipped().lessons(TODAY).find(new LessonId("ordering-wgs")).orElseThrow();

    private WorkforceSamples() {}

    private static StaffMember member() {
        return StaffMember.of(
                ID,
                List.of(
                        entry(
                                new StaffStep.Employed(
                                        Samples.LABORATORY,
                                        JobRole.CLINICAL_SCIENTIST,
                                        "Kim Demo")),
                        entry(
                                new StaffStep.EvidenceTaken(
                                        new Evidence.Recognised(
                                                Competence.INTERPRET,
                                                "A register",
                                                TODAY,
                                                "R1")))));
    }

    private static StaffEntry entry(StaffStep step) {
        return new StaffEntry(NOW, "manager", step);
    }

    private static Page.Workforce.Person person() {
        return new Page.Workforce.Person(
                member(),
                List.of(
                        new CompetenceLine(
                                Competence.INTERPRET,
                                "green",
                                "Held",
                                Optional.of(TODAY.plusDays(30)),
                                "",
                                "",
                                Optional.of(new LessonId("interpreting-variants"))),
                        new CompetenceLine(
                                Competence.ORDER_WGS,
                                "red",
                                "Ended",
                                Optional.empty(),
                                "Your competence ended on 4 October 2026.",
                                "Read the short lesson.",
                                Optional.of(LESSON.id())),
                        new CompetenceLine(
                                Competence.WET_LAB,
                                "grey",
                                "Not held",
                                Optional.empty(),
                                "Nobody has entered that you can.",
                                "It needs a completed course.",
                                Optional.empty())));
    }

    static void put(Map<String, Page> pages) {
        Frame frame = Samples.frame(Samples.MANAGER, Frame.Section.WORKFORCE);
        pages.put("workforce", workforce(frame, List.of(), Optional.empty()));
        pages.put(
                "workforce-preview",
                workforce(
                        frame,
                        List.of(new FormProblem("subject", "Give the name.")),
                        Optional.of(
                                new ModePreview(
                                        Samples.LABORATORY,
                                        GateMode.OBSERVE,
                                        GateMode.ENFORCE,
                                        List.of(
                                                new GateStore.Lacking(
                                                        ID, Competence.ORDER_WGS, 3, NOW)),
                                        List.of(
                                                new ModePreview.Cover(
                                                        Competence.INTERPRET, 2, 1, true),
                                                new ModePreview.Cover(
                                                        Competence.WET_LAB, 0, 0, true))))));
        pages.put(
                "workforce-person",
                new Page.OneOfStaff(
                        frame,
                        person(),
                        Samples.LABORATORY,
                        List.of(new Choice("discussing-wgs", "Discussing WGS")),
                        TODAY,
                        "grant",
                        Typed.NOTHING,
                        List.of(new FormProblem("from", "Give a day such as 2026-10-31."))));
        Frame own =
                new Frame(
                        frame.assets(),
                        frame.user(),
                        frame.csrfName(),
                        frame.csrfToken(),
                        Frame.Section.MY_COMPETENCES,
                        Optional.of(
                                new Frame.CompetenceTold(
                                        "OGMS-8830 You may not order a whole genome.", true)));
        pages.put(
                "workforce-me",
                new Page.OwnCompetences(own, person(), Set.of(Competence.INTERPRET), TODAY, 60));
        pages.put(
                "workforce-lesson",
                new Page.OneLesson(
                        frame,
                        LESSON,
                        Optional.empty(),
                        Typed.NOTHING,
                        List.of(new FormProblem("q2", "Question 2: choose another answer.")),
                        "/laboratory"));
        pages.put(
                "workforce-lesson-passed",
                new Page.OneLesson(
                        frame,
                        LESSON,
                        Optional.of(
                                new StaffDesk.LessonResult(
                                        LESSON,
                                        List.of(),
                                        Map.of(Competence.ORDER_WGS, TODAY.plusYears(1)))),
                        Typed.NOTHING,
                        List.of(),
                        "/laboratory"));
        if (pages.get("neworder") instanceof Page.NewOrder order) {
            pages.put(
                    "neworder-lesson",
                    new Page.NewOrder(
                            new Frame(
                                    order.frame().assets(),
                                    order.frame().user(),
                                    order.frame().csrfName(),
                                    order.frame().csrfToken(),
                                    Frame.Section.ORDER_FORM,
                                    own.told(),
                                    offer("/orders/new")),
                            order.entry(),
                            List.of(),
                            order.directory()));
        }
        if (pages.get("laboratory") instanceof Page.Laboratory list) {
            pages.put(
                    "laboratory-lesson",
                    new Page.Laboratory(
                            list.frame().offering(offer("/laboratory")),
                            list.worklist(),
                            list.reader(),
                            "",
                            "",
                            0));
        }
        if (pages.get("report-preliminary") instanceof Page.Report report) {
            pages.put(
                    "report-lesson",
                    new Page.Report(
                            report.frame()
                                    .offering(
                                            offer(
                                                    "/reports/"
                                                            + report.file().report().id().value())),
                            report.file(),
                            report.reader(),
                            "",
                            List.of(),
                            report.conclusion(),
                            report.typed()));
        }
    }

    private static LessonOffer offer(String back) {
        return new LessonOffer(
                List.of(
                        LESSON,
                        TrainingBook.shipped()
                                .lessons(TODAY)
                                .find(new LessonId("authorising-reports"))
                                .orElseThrow()),
                back);
    }

    private static Page workforce(
            Frame frame, List<FormProblem> problems, Optional<ModePreview> preview) {
        return new Page.Workforce(
                frame,
                Samples.LABORATORY,
                List.of(Samples.LABORATORY),
                List.of(person()),
                List.of(
                        new Page.Workforce.Ending(
                                member(), Competence.INTERPRET, TODAY.plusDays(30))),
                GateMode.OBSERVE,
                preview,
                List.of(
                        new GateDecision(
                                UUID.fromString("11111111-2222-4333-8444-555555555555"),
                                NOW,
                                ID,
                                GatedTask.ORDER_GENOME,
                                Samples.LABORATORY,
                                GateMode.ENFORCE,
                                GateOutcome.OVERRIDDEN,
                                "Your competence ended.",
                                "Read the lesson.",
                                Optional.of("The child deteriorates tonight."))),
                List.of(
                        new StaffStore.ImportReceipt(
                                Samples.LABORATORY, "manager.zl001", NOW, "CSV", 3, 1, 0)),
                "",
                Typed.NOTHING,
                problems);
    }
}
