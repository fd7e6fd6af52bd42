package org.opengms.server.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.opengms.cases.ResultKind;
import org.opengms.directory.DirectoryTest;
import org.opengms.directory.TestMethod;
import org.opengms.fhir.ResultCoding;
import org.opengms.fhir.TaskMapping;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.TaskCode;
import org.opengms.region.PlantedTruth;
import org.opengms.region.PlantedVariant;
import org.opengms.region.SyntheticRegion;

/// The information system of a laboratory: reads its worklist, moves its tasks, delivers what they
/// ask for. Sequencing and the conventional tests themselves are played by the region, which knows
/// what is in the samples; nothing here reads more than the tasks of its own laboratory.
final class StandInLaboratory {
    private static final int ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final String OPEN = "draft,requested,accepted,in-progress,on-hold";
    private static final List<TaskCode> BENCH =
            List.of(
                    TaskCode.REQUEST_SAMPLE_ALIGNMENT,
                    TaskCode.SAMPLE_PREPARATION,
                    TaskCode.SAMPLE_PROCESSING);
    private static final Map<String, TaskCode> CODES =
            List.of(TaskCode.values()).stream()
                    .collect(Collectors.toMap(TaskCode::code, code -> code));

    private final OdsCode ods;
    private final FhirClient client;
    private final SyntheticRegion region;
    private final Pace pace;

    StandInLaboratory(OdsCode ods, FhirClient client, SyntheticRegion region, Pace pace) {
        this.ods = ods;
        this.client = client;
        this.region = region;
        this.pace = pace;
    }

    /// The open tasks of the laboratory by the order that they serve.
    Map<String, List<Task>> worklist() throws InterruptedException {
        return byOrder(
                client.search(
                        Task.class,
                        "owner:identifier=%s&status=%s&_count=200".formatted(ods, OPEN)));
    }

    /// Every task that the laboratory has for an order, done or not, in the order of the work.
    List<Task> tasks(String orderId) throws InterruptedException {
        return client.search(Task.class, "focus=ServiceRequest/" + orderId + "&_count=200").stream()
                .sorted(Comparator.comparing(StandInLaboratory::code))
                .toList();
    }

    private static Map<String, List<Task>> byOrder(List<Task> tasks) {
        return tasks.stream()
                .collect(
                        Collectors.groupingBy(t -> t.getFocus().getReferenceElement().getIdPart()));
    }

    static TaskCode code(Task task) {
        return task.getCode().getCoding().stream()
                .map(c -> Optional.ofNullable(CODES.get(c.getCode())))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() ->
                        new DemoFailure(
                                "OGMS-4816 Task %s has no code of task-code-genomics."
                                        .formatted(task.getIdElement().getIdPart())));
    }

    /// Takes note of where a journey goes and whether it waits, from the tasks of this laboratory.
    void note(Journey journey, List<Task> tasks) {
        for (Task task : tasks) {
            TaskCode code = code(task);
            if (task.getGroupIdentifier().hasValue()) {
                journey.numbered(task.getGroupIdentifier().getValue());
            }
            if (code == TaskCode.PROCESS_GENOMIC_TEST_REQUEST) {
                if (task.getStatus() == Task.TaskStatus.ONHOLD) {
                    String reason = task.getStatusReason().getCodingFirstRep().getCode();
                    journey.held(reason == null ? "reason not told" : reason);
                    if (journey.way() == Journey.Way.UNKNOWN) {
                        journey.routed(Journey.Way.MANUAL, ods);
                    }
                }
            } else {
                journey.routed(isGenome(task) ? Journey.Way.WGS : Journey.Way.CONVENTIONAL, ods);
            }
        }
    }

    /// Whether the test to be done, as the task names it, is a whole genome.
    private static boolean isGenome(Task task) {
        return task.getInput().stream()
                .filter(i -> TaskMapping.TEST_TO_DO.equals(i.getType().getText()))
                .anyMatch(i ->
                        i.getValue() instanceof CodeableConcept test
                                && TestMethod.WGS.words().equals(test.getText()));
    }

    /// Accepts the request of an order of a site that this laboratory serves.
    void accept(Task request) throws InterruptedException {
        move(request, Task.TaskStatus.ACCEPTED);
    }

    /// Does everything that the order asks of this laboratory, up to the delivered file or the
    /// entered result. What is done already is left as it is.
    void work(Journey journey) throws InterruptedException, IOException {
        List<Task> tasks = tasks(journey.orderId());
        for (Task task : tasks) {
            if (BENCH.contains(code(task))) {
                // each is requested when the one before it is done
                Task accepted = move(reread(task), Task.TaskStatus.ACCEPTED);
                Task started = move(accepted, Task.TaskStatus.INPROGRESS);
                Task _ = move(started, Task.TaskStatus.COMPLETED);
            }
        }
        if (journey.way() == Journey.Way.WGS) {
            for (Task task : tasks) {
                if (code(task) == TaskCode.GENETIC_GENOMIC_DATA_PROCESSING && !isClosed(task)) {
                    deliverGenome(journey, task);
                }
            }
        } else {
            enterResult(journey);
        }
        journey.laboratoryDone();
    }

    /// Moves a task forward to a status; a task that is there already, or beyond, stays.
    private Task move(Task task, Task.TaskStatus wanted) throws InterruptedException {
        Task current = task;
        for (int attempt = 0; ; attempt++) {
            if (isAt(current, wanted)) {
                return current;
            }
            Task changed = current.copy();
            changed.setStatus(wanted);
            Reply reply = client.update(changed);
            if (reply.isGood()) {
                return FhirClient.parse(Task.class, reply);
            }
            boolean overtaken = reply.status() == 409 || reply.status() == 412;
            boolean maybeDoneBefore = reply.status() == 422;
            Task now = reread(current);
            if (attempt == ATTEMPTS || !(overtaken || (maybeDoneBefore && isAt(now, wanted)))) {
                Reply _ =
                        client.require(
                                reply,
                                "moving task '%s' from %s to %s"
                                        .formatted(
                                                code(task).words(),
                                                now.getStatus().toCode(),
                                                wanted.toCode()));
            }
            current = now;
            pace.pause(PAUSE.multipliedBy(attempt));
        }
    }

    private Task reread(Task task) throws InterruptedException {
        return client.find(Task.class, task.getIdElement().getIdPart()).orElse(task);
    }

    private static boolean isClosed(Task task) {
        return progress(task.getStatus()) >= progress(Task.TaskStatus.COMPLETED);
    }

    private static boolean isAt(Task task, Task.TaskStatus wanted) {
        return progress(task.getStatus()) >= progress(wanted);
    }

    private static int progress(Task.TaskStatus status) {
        return switch (status) {
            case DRAFT, REQUESTED, RECEIVED, ONHOLD, NULL -> 0;
            case ACCEPTED, READY -> 1;
            case INPROGRESS -> 2;
            case COMPLETED -> 3;
            case REJECTED, FAILED, CANCELLED, ENTEREDINERROR -> 4;
        };
    }

    private void deliverGenome(Journey journey, Task task)
            throws InterruptedException, IOException {
        ByteArrayOutputStream vcf = new ByteArrayOutputStream(1 << 20);
        region.sequencing().vcf(journey.patient(), region.truthOf(journey.patient()), vcf);
        Reply reply =
                client.put(
                        "/files/tasks/" + task.getIdElement().getIdPart(),
                        "application/octet-stream",
                        vcf.toByteArray());
        if (!reply.isGood() && !isClosed(reread(task))) {
            Reply _ = client.require(reply, "a sequencing file");
        }
    }

    private void enterResult(Journey journey) throws InterruptedException {
        if (ReportReader.find(client, journey.orderId()).isPresent()) {
            return;
        }
        DiagnosticReport result = new DiagnosticReport();
        result.setStatus(DiagnosticReport.DiagnosticReportStatus.PRELIMINARY);
        result.addBasedOn(new Reference("ServiceRequest/" + journey.orderId()));
        result.getCode().setText("Result of a conventional test");
        Optional<PlantedTruth> seen = seenByConventionalTest(journey);
        result.addConclusionCode(
                ResultCoding.concept(
                        seen.isPresent() ? ResultKind.CAUSE_FOUND : ResultKind.NO_CAUSE_FOUND));
        result.setConclusion(
                seen.map(StandInLaboratory::words)
                        .orElse("No variant that explains the findings was found by this test."));
        Reply reply = client.create(result);
        if (!reply.isGood() && ReportReader.find(client, journey.orderId()).isEmpty()) {
            Reply _ = client.require(reply, "the result of a conventional test");
        }
    }

    /// What the test in the laboratory's hands would show: sequencing tests see small variants, a
    /// microarray does not.
    private Optional<PlantedTruth> seenByConventionalTest(Journey journey) {
        String asked = journey.patient().testCode();
        Optional<TestMethod> method =
                region.directories()
                        .newest()
                        .indicationOfTest(asked)
                        .flatMap(i -> i.test(asked))
                        .map(DirectoryTest::method);
        return method.filter(m -> m == TestMethod.MICROARRAY).isPresent()
                ? Optional.empty()
                : region.truthOf(journey.patient());
    }

    private static String words(PlantedTruth truth) {
        return "Found in %s: %s."
                .formatted(
                        truth.geneSymbol(),
                        truth.variants().stream()
                                .map(StandInLaboratory::words)
                                .collect(Collectors.joining(" and ")));
    }

    private static String words(PlantedVariant variant) {
        return "%s:%d %s>%s (%s)"
                .formatted(
                        variant.contig(),
                        variant.pos(),
                        variant.ref(),
                        variant.alt(),
                        variant.damage().sequenceOntologyTerm().replace('_', ' '));
    }
}
