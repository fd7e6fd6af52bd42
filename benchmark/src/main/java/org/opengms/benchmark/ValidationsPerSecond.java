package org.opengms.benchmark;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.opengms.consent.DiscussionState;
import org.opengms.consent.RecordOfDiscussion;
import org.opengms.consent.ResearchChoice;
import org.opengms.fhir.FhirStructure;
import org.opengms.fhir.FhirText;
import org.opengms.fhir.OrderBundleWriter;
import org.opengms.fhir.OrderForm;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.orders.PhenotypeObservation;
import org.opengms.orders.Presence;
import org.opengms.orders.SpecimenDetails;
import org.opengms.orders.SubjectDetails;
import org.opengms.people.Sex;
import org.opengms.routing.Priority;

/// Messages validated per second in one process, on one thread and on two, by FHIR R4 alone and
/// with packages. Nothing else is done with them.
///
/// Processor time tells more than the rate where other programs run on the machine.
public final class ValidationsPerSecond {
    private ValidationsPerSecond() {}

    /// @param arguments folder of the packages, seconds for each figure, files with messages
    public static void main(String[] arguments)
            throws IOException, InterruptedException, ExecutionException {
        FhirContext fhir = FhirContext.forR4();
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1], 10) : 20;
        Map<String, String> messages = new LinkedHashMap<>();
        messages.put(
                "order of this service", new FhirText(fhir).write(OrderBundleWriter.write(form())));
        for (int i = 2; i < arguments.length; i++) {
            Path file = Path.of(arguments[i]);
            messages.put(file.getFileName().toString(), Files.readString(file));
        }
        System.out.println(
                "| definitions | loaded, s | heap then, MiB | message | bytes | processor, ms | 1 thread, per s | 2 threads, per s |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        measure("FHIR R4", new FhirStructure(fhir, AcceptancePolicy.STANDARD), messages, seconds);
        measure(
                "with packages",
                FhirStructure.withPackagesOf(
                        fhir, AcceptancePolicy.STANDARD, Path.of(arguments[0])),
                messages,
                seconds);
    }

    private static void measure(
            String definitions, FhirStructure structure, Map<String, String> messages, int seconds)
            throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        structure.warmUp();
        double loaded = (System.nanoTime() - start) / 1e9;
        long heap = heapMebibytes();
        for (Map.Entry<String, String> message : messages.entrySet()) {
            run(structure, message.getValue(), 2, seconds);
            Rate one = run(structure, message.getValue(), 1, seconds);
            Rate two = run(structure, message.getValue(), 2, seconds);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.1f | %d | %s | %d | %.1f | %.1f | %.1f |%n",
                    definitions,
                    loaded,
                    heap,
                    message.getKey(),
                    message.getValue().length(),
                    one.processorMillis(),
                    one.perSecond(),
                    two.perSecond());
        }
    }

    private record Rate(double perSecond, double processorMillis) {}

    private record Share(int messages, long processorNanos) {}

    private static Rate run(FhirStructure structure, String message, int threads, int seconds)
            throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        long end = start + seconds * 1_000_000_000L;
        int messages = 0;
        long processorNanos = 0;
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            List<Future<Share>> shares = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                shares.add(workers.submit(() -> work(structure, message, end)));
            }
            for (Future<Share> share : shares) {
                messages += share.get().messages();
                processorNanos += share.get().processorNanos();
            }
        }
        return new Rate(
                messages / ((System.nanoTime() - start) / 1e9), processorNanos / 1e6 / messages);
    }

    private static Share work(FhirStructure structure, String message, long end) {
        var clock = ManagementFactory.getThreadMXBean();
        long before = clock.getCurrentThreadCpuTime();
        int messages = 0;
        do {
            structure.check(message);
            messages++;
        } while (System.nanoTime() < end);
        return new Share(messages, clock.getCurrentThreadCpuTime() - before);
    }

    private static long heapMebibytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }

    private static OrderForm form() {
        return new OrderForm(
                "BENCH-1",
                new SubjectDetails(
                        Optional.of("9990000018"),
                        Optional.empty(),
                        "Sample",
                        "Sam",
                        Optional.of(LocalDate.of(2015, 3, 9)),
                        Sex.FEMALE,
                        "ZZ99 3CZ"),
                "ZZ901",
                "Dr Example",
                "Clinical Genetics",
                "R901",
                "Sample indication",
                "R901.1",
                "Sample test",
                Priority.URGENT,
                LocalDate.of(2026, 1, 15),
                List.of(
                        new PhenotypeObservation("HP:0001250", "Seizure", Presence.PRESENT),
                        new PhenotypeObservation("HP:0000252", "Microcephaly", Presence.ABSENT)),
                Optional.of(
                        new RecordOfDiscussion(
                                DiscussionState.TAKEN,
                                Optional.of(true),
                                ResearchChoice.AGREED,
                                Optional.of(LocalDate.of(2026, 1, 14)))),
                List.of(new SpecimenDetails("SAMPLE-T1", "Blood specimen", true)),
                List.of("Sample note"));
    }
}
