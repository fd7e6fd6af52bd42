package org.opengms.server.practice;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.opengms.cases.DeskAnswer;
import org.opengms.cases.ReportId;
import org.opengms.cases.ResultKind;
import org.opengms.consent.ConsentStatement;
import org.opengms.consent.Days;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.orders.LabTask;
import org.opengms.orders.OrderId;
import org.opengms.orders.OrderState;
import org.opengms.orders.Submission;
import org.opengms.orders.TaskChange;
import org.opengms.orders.TaskCode;
import org.opengms.orders.TaskOutcome;
import org.opengms.orders.TaskStatus;
import org.opengms.region.SyntheticDiscussion;
import org.opengms.region.SyntheticPatient;
import org.opengms.region.SyntheticRegion;
import org.opengms.samples.SequencingFile;
import org.opengms.server.demo.OrderLoad;
import org.opengms.server.desk.OrderIntake;
import org.opengms.server.desk.ServiceDesk;
import org.opengms.server.files.FileReception;
import org.opengms.server.jobs.InterpretationWork;
import org.opengms.training.Practice;

/// Brings persons, orders, samples and reports of the synthetic region's patients. Which patient is
/// drawn at random, so that two attempts hardly ever get the same.
public final class PracticeOrders {
    private static final String COLLEAGUE = "Practice colleague";
    private static final Set<TaskCode> AT_THE_BENCH =
            EnumSet.of(
                    TaskCode.REQUEST_SAMPLE_ALIGNMENT,
                    TaskCode.SAMPLE_PREPARATION,
                    TaskCode.SAMPLE_PROCESSING);

    /// Of a hundred patients of the region about seven are of one laboratory, and most of them fit.
    private static final int MOST_LOOKED_AT = 20_000;

    /// Orders that go elsewhere, or that nobody can take, are few.
    private static final int MOST_ORDERS = 12;

    /// Orders in which the whole genome is asked for before another test is taken.
    private static final int GENOMES_FIRST = 6;

    private static final int OLDEST_CHILD_YEARS = 12;
    private static final int ADULT_YEARS = 18;

    private final Supplier<SyntheticRegion> region;
    private final ServiceNetwork network;
    private final OrderIntake intake;
    private final ServiceDesk desk;
    private final FileReception files;
    private final InterpretationWork interpretation;
    private final Function<OrderId, Optional<ReportId>> reportOf;
    private final RandomGenerator random;
    private final Clock clock;

    /// @param region whose patients they are; asked for when the first work is brought
    /// @param reportOf the newest report of an order
    /// @param random which patient is next
    public PracticeOrders(
            Supplier<SyntheticRegion> region,
            ServiceNetwork network,
            OrderIntake intake,
            ServiceDesk desk,
            FileReception files,
            InterpretationWork interpretation,
            Function<OrderId, Optional<ReportId>> reportOf,
            RandomGenerator random,
            Clock clock) {
        this.region = region;
        this.network = network;
        this.intake = intake;
        this.desk = desk;
        this.files = files;
        this.interpretation = interpretation;
        this.reportOf = reportOf;
        this.random = random;
        this.clock = clock;
    }

    /// A child for whom nothing is ordered yet.
    Practice person() throws NotReadyException {
        LocalDate youngest = today().minusYears(OLDEST_CHILD_YEARS);
        SyntheticPatient child =
                draw(p ->
                        p.person().birthDate().isAfter(youngest)
                                && p.person().birthDate().isBefore(today()));
        return new Practice(
                "%s %s, %s, born on %s, NHS number %s. Their blood was taken today; the tube has the label %s."
                        .formatted(
                                child.person().givenName(),
                                child.person().familyName(),
                                child.person().sex().name().toLowerCase(java.util.Locale.ROOT),
                                Days.words(child.person().birthDate()),
                                child.person().nhsNumber(),
                                child.specimen().id()),
                "/orders/new");
    }

    /// An order of a site whose person, an adult, has something to say about research.
    Practice choice(OdsCode site) throws NotReadyException {
        LocalDate youngest = today().minusYears(ADULT_YEARS);
        Kept order =
                order(
                        p -> p.site().equals(site) && p.person().birthDate().isBefore(youngest),
                        kept -> true,
                        "No order of %s was accepted.".formatted(site));
        return new Practice(
                "Order %s, which a colleague sent for %s %s."
                        .formatted(
                                order.number(),
                                order.patient().person().givenName(),
                                order.patient().person().familyName()),
                "/orders/%s/choices".formatted(order.id()));
    }

    /// A tube whose order is here.
    Practice sample(OdsCode laboratory) throws NotReadyException {
        Kept order =
                find(
                                p ->
                                        p.family().isEmpty()
                                                && network.homeLaboratoryOf(p.site())
                                                        .ods()
                                                        .equals(laboratory),
                                Sample.UNDER_WAY,
                                kept -> kept.hasRequestAt(laboratory),
                                MOST_ORDERS)
                        .orElseThrow(() ->
                                new NotReadyException(
                                        "no order came to laboratory %s. Begin again."
                                                .formatted(laboratory)));
        return new Practice(
                "A tube with the label %s and the NHS number %s, %s. It is of order %s, whose first task stands in your worklist."
                        .formatted(
                                order.patient().specimen().id(),
                                order.patient().person().nhsNumber(),
                                order.patient()
                                        .specimen()
                                        .type()
                                        .words()
                                        .toLowerCase(java.util.Locale.ROOT),
                                order.number()),
                "/laboratory/samples");
    }

    /// A report that waits for a signature: of a genome where the laboratory reads them, else of
    /// another test.
    Practice report(OdsCode laboratory) throws NotReadyException, IOException {
        Predicate<SyntheticPatient> isOfHere =
                p ->
                        p.family().isEmpty()
                                && network.homeLaboratoryOf(p.site()).ods().equals(laboratory);
        Optional<Kept> genome =
                find(
                        p -> isOfHere.test(p) && region.get().truthOf(p).isPresent(),
                        Sample.AT_HAND,
                        kept ->
                                kept.isReportedBy(laboratory)
                                        && kept.accepted().order().readsGenome(),
                        GENOMES_FIRST);
        Kept order =
                genome.isPresent()
                        ? genome.get()
                        : order(
                                isOfHere,
                                kept -> kept.isReportedBy(laboratory),
                                "No order came to laboratory %s.".formatted(laboratory));
        work(order);
        String report =
                reportOf.apply(order.accepted().order().id())
                        .orElseThrow(() ->
                                new NotReadyException(
                                        "the genome of order %s could not be interpreted. Begin again."
                                                .formatted(order.number())))
                        .value();
        return new Practice(
                "The report of order %s, which a colleague brought as far as your signature."
                        .formatted(order.number()),
                "/reports/" + report);
    }

    private LocalDate today() {
        return ConsentStatement.day(clock.instant());
    }

    /// An order that was accepted.
    ///
    /// @param patient for whom
    private record Kept(SyntheticPatient patient, Submission.Accepted accepted) {
        String id() {
            return accepted.order().id().value();
        }

        String number() {
            return accepted.order().number();
        }

        boolean hasRequestAt(OdsCode laboratory) {
            return accepted.order().test().isPresent()
                    && accepted.tasks().stream()
                            .anyMatch(t ->
                                    t.code() == TaskCode.PROCESS_GENOMIC_TEST_REQUEST
                                            && t.owner().equals(laboratory));
        }

        boolean isReportedBy(OdsCode laboratory) {
            return accepted.order().state() == OrderState.IN_LABORATORY
                    && accepted.order().test().isPresent()
                    && accepted.tasks().stream()
                            .anyMatch(t ->
                                    t.code() == TaskCode.PRODUCE_FINAL_REPORT
                                            && t.owner().equals(laboratory));
        }

        /// Never the particulars: they are shaped as personal data.
        @Override
        public String toString() {
            return "Kept[" + number() + "]";
        }
    }

    private Kept order(
            Predicate<SyntheticPatient> isWanted, Predicate<Kept> isUsable, String otherwise)
            throws NotReadyException {
        return find(isWanted, Sample.AT_HAND, isUsable, MOST_ORDERS)
                .orElseThrow(() -> new NotReadyException(otherwise + " Begin again."));
    }

    /// Where an order says that its sample is.
    private enum Sample {
        AT_HAND,
        UNDER_WAY;

        private static final Pattern STATUS = Pattern.compile("(\"status\"\\s*:\\s*)\"available\"");

        String in(String bundle) {
            return switch (this) {
                case AT_HAND -> bundle;
                case UNDER_WAY -> STATUS.matcher(bundle).replaceAll("$1\"unavailable\"");
            };
        }
    }

    /// Sends orders until one is usable; the others stay, as in any laboratory.
    private Optional<Kept> find(
            Predicate<SyntheticPatient> isWanted, Sample sample, Predicate<Kept> isUsable, int most)
            throws NotReadyException {
        for (int sent = 0; sent < most; sent++) {
            SyntheticPatient patient =
                    draw(
                            isWanted.and(p ->
                                    p.discussion()
                                            .filter(SyntheticDiscussion::testAgreed)
                                            .isPresent()));
            String bundle =
                    sample.in(
                            OrderLoad.bundles(region.get(), patient.number(), 1, today())
                                    .getFirst());
            Actor clinician = colleague(Role.CLINICIAN, patient.site());
            Optional<Submission> answer =
                    intake.submit(bundle, Optional.empty(), clinician).submission();
            if (answer.orElse(null) instanceof Submission.Accepted accepted) {
                Kept kept = new Kept(patient, accepted);
                if (isUsable.test(kept)) {
                    return Optional.of(kept);
                }
            }
        }
        return Optional.empty();
    }

    private static Actor colleague(Role role, OdsCode organisation) {
        return new Actor(
                "practice." + role.name().toLowerCase(java.util.Locale.ROOT),
                COLLEAGUE,
                organisation,
                Set.of(role));
    }

    /// A patient of the region whose order has no planted fault.
    private SyntheticPatient draw(Predicate<SyntheticPatient> isWanted) throws NotReadyException {
        int from = random.nextInt(SyntheticRegion.MOST_PATIENTS);
        for (int i = 0; i < MOST_LOOKED_AT; i++) {
            SyntheticPatient patient =
                    region.get().patient((from + i) % SyntheticRegion.MOST_PATIENTS);
            if (patient.fault().isEmpty() && isWanted.test(patient)) {
                return patient;
            }
        }
        throw new NotReadyException(
                "the synthetic region has no patient for it. It is for people of its sites and laboratories.");
    }

    /// Does what laboratories do, up to the report that waits for a signature.
    private void work(Kept order) throws NotReadyException, IOException {
        List<LabTask> tasks = order.accepted().tasks();
        for (LabTask task : tasks) {
            if (task.code() == TaskCode.PROCESS_GENOMIC_TEST_REQUEST) {
                move(task, TaskStatus.ACCEPTED);
            }
        }
        for (LabTask task : tasks) {
            if (AT_THE_BENCH.contains(task.code())) {
                move(task, TaskStatus.ACCEPTED);
                move(task, TaskStatus.IN_PROGRESS);
                move(task, TaskStatus.COMPLETED);
            }
        }
        if (order.accepted().order().readsGenome()) {
            for (LabTask task : tasks) {
                if (task.code() == TaskCode.GENETIC_GENOMIC_DATA_PROCESSING) {
                    deliver(order, task);
                }
            }
            // The queue may do the same at the same moment, and one report comes of it.
            interpretation.interpret(order.accepted().order().id());
        } else {
            boolean isFound = region.get().truthOf(order.patient()).isPresent();
            require(
                    desk.enterResult(
                            order.accepted().order().id(),
                            isFound ? ResultKind.CAUSE_FOUND : ResultKind.NO_CAUSE_FOUND,
                            isFound
                                    ? "A variant was found that explains the findings."
                                    : "No variant that explains the findings was found by this test.",
                            colleague(
                                    Role.LABORATORY,
                                    tasks.stream()
                                            .filter(t -> t.code() == TaskCode.PRODUCE_FINAL_REPORT)
                                            .findFirst()
                                            .orElseThrow()
                                            .owner())));
        }
    }

    private void move(LabTask task, TaskStatus to) throws NotReadyException {
        TaskOutcome outcome =
                desk.changeTask(
                        task.id(),
                        new TaskChange(to, Optional.empty(), Optional.empty(), Optional.empty()),
                        colleague(Role.LABORATORY, task.owner()));
        switch (outcome) {
            case TaskOutcome.Changed _ -> {}
            case TaskOutcome.Refused(String reason) -> throw new NotReadyException(reason);
            case TaskOutcome.NotYours(String reason) -> throw new NotReadyException(reason);
            case TaskOutcome.NotFound _, TaskOutcome.Stale _ ->
                    throw new NotReadyException("somebody else took up its task. Begin again.");
        }
    }

    private void deliver(Kept order, LabTask task) throws NotReadyException, IOException {
        ByteArrayOutputStream vcf = new ByteArrayOutputStream(1 << 20);
        region.get().sequencing().vcf(order.patient(), region.get().truthOf(order.patient()), vcf);
        SequencingFile file =
                files.receive(
                        order.accepted().order().id(),
                        new ByteArrayInputStream(vcf.toByteArray()),
                        ".vcf");
        require(desk.deliver(task.id(), file, colleague(Role.LABORATORY, task.owner())));
    }

    private static void require(DeskAnswer answer) throws NotReadyException {
        switch (answer) {
            case DeskAnswer.Done _, DeskAnswer.Reported _ -> {}
            case DeskAnswer.NotAllowed(String reason) -> throw new NotReadyException(reason);
            case DeskAnswer.Refused(String reason) -> throw new NotReadyException(reason);
            case DeskAnswer.NotFound _ ->
                    throw new NotReadyException("its order is gone. Begin again.");
        }
    }
}
