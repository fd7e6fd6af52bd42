package org.opengms.server.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.opengms.cases.Analysis;
import org.opengms.cases.CaseStore;
import org.opengms.cases.ReportDesk;
import org.opengms.cases.ReportedVariant;
import org.opengms.directory.DirectoryTest;
import org.opengms.directory.TestDirectories;
import org.opengms.genome.VcfException;
import org.opengms.interpretation.Candidate;
import org.opengms.interpretation.CaseDescription;
import org.opengms.interpretation.InterpretationException;
import org.opengms.interpretation.InterpretationResult;
import org.opengms.interpretation.Interpreter;
import org.opengms.interpretation.ReferenceBundle;
import org.opengms.interpretation.ResultWriter;
import org.opengms.interpretation.Sex;
import org.opengms.orders.OrderId;
import org.opengms.orders.OrderState;
import org.opengms.orders.OrderStore;
import org.opengms.orders.PhenotypeObservation;
import org.opengms.orders.Presence;
import org.opengms.orders.TestOrder;
import org.opengms.people.People;
import org.opengms.people.Person;
import org.opengms.phenotype.HpoId;
import org.opengms.routing.Route;
import org.opengms.samples.SequencingFile;
import org.opengms.samples.SequencingFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/// Interprets the newest sequencing file of an order and hands the analysis to the report desk.
/// Doing it twice, as after a crash, gives one analysis.
public final class InterpretationWork {
    private static final Logger LOG = LoggerFactory.getLogger(InterpretationWork.class);

    /// How many candidates are kept in the database; `result.json` lists more.
    private static final int KEPT_CANDIDATES = 50;

    private final ReferenceBundle bundle;
    private final Interpreter interpreter;
    private final Supplier<TestDirectories> directories;
    private final OrderStore orders;
    private final People people;
    private final SequencingFiles files;
    private final CaseStore cases;
    private final Supplier<ReportDesk> reports;
    private final TransactionTemplate transactions;
    private final Path results;
    private final Clock clock;

    /// @param bundle what genomes are interpreted against
    /// @param directories in use now
    /// @param reports the report desk, which in turn wants the queue that this work serves
    /// @param results folder of all results
    public InterpretationWork(
            ReferenceBundle bundle,
            Supplier<TestDirectories> directories,
            OrderStore orders,
            People people,
            SequencingFiles files,
            CaseStore cases,
            Supplier<ReportDesk> reports,
            TransactionTemplate transactions,
            Path results,
            Clock clock) {
        this.bundle = bundle;
        this.interpreter = new Interpreter(bundle);
        this.directories = directories;
        this.orders = orders;
        this.people = people;
        this.files = files;
        this.cases = cases;
        this.reports = reports;
        this.transactions = transactions;
        this.results = results;
        this.clock = clock;
    }

    /// Interprets an order's newest file. A file that cannot be interpreted goes back to the
    /// laboratory; any other failure is thrown, and the queue tries again.
    public void interpret(OrderId id) {
        TestOrder order = orders.find(id).orElseThrow();
        if (order.state() != OrderState.IN_INTERPRETATION) {
            return;
        }
        SequencingFile file = files.findNewest(id).orElseThrow();
        Person person = people.find(order.person()).orElseThrow();
        try {
            InterpretationResult result =
                    interpreter.interpret(file.path(), description(order, person), (_, _) -> {});
            Path folder = results.resolve(id.value()).resolve(file.id());
            ResultWriter.write(result, folder);
            Analysis analysis =
                    new Analysis(
                            id,
                            cases.analysisCount(id) + 1,
                            file.id(),
                            folder,
                            result.variantsRead(),
                            knowledge(result),
                            result.warnings(),
                            result.candidates().stream()
                                    .limit(KEPT_CANDIDATES)
                                    .map(InterpretationWork::reported)
                                    .toList(),
                            clock.instant());
            transactions.executeWithoutResult(_ -> reports.get().analysisFinished(analysis));
        } catch (VcfException | InterpretationException unusable) {
            LOG.warn("Order {}: the sequencing file cannot be interpreted", id);
            String reason = unusable.getMessage();
            fail(id, reason == null ? "no reason given" : reason);
        } catch (IOException e) {
            throw new UncheckedIOException("OGMS-4701 Cannot read or write for order " + id, e);
        }
    }

    /// Gives up an interpretation that failed again and again.
    public void giveUp(OrderId id) {
        LOG.error("OGMS-4702 Order {}: the interpretation failed every time it was tried", id);
        fail(id, "The service failed to interpret it (OGMS-4702). The service has been told.");
    }

    private void fail(OrderId id, String reason) {
        transactions.executeWithoutResult(_ -> reports.get().analysisFailed(id, reason));
    }

    private CaseDescription description(TestOrder order, Person person) {
        return new CaseDescription(
                order.number(),
                switch (person.sex()) {
                    case FEMALE -> Sex.FEMALE;
                    case MALE -> Sex.MALE;
                    case OTHER, UNKNOWN -> Sex.UNKNOWN;
                },
                terms(order, Presence.PRESENT),
                terms(order, Presence.ABSENT),
                panel(order));
    }

    private static List<HpoId> terms(TestOrder order, Presence presence) {
        return order.phenotypes().stream()
                .filter(p -> p.presence() == presence)
                .map(PhenotypeObservation::termId)
                .filter(id -> id.matches("HP:\\d{7}"))
                .distinct()
                .map(HpoId::parse)
                .toList();
    }

    /// The panel that the directory names for the chosen test, if the reference bundle has it.
    private Optional<String> panel(TestOrder order) {
        if (!(order.route().route() instanceof Route.Test test)) {
            return Optional.empty();
        }
        return directories
                .get()
                .judging(order.authoredOn())
                .test(test.testCode())
                .flatMap(DirectoryTest::panelId)
                .filter(id -> bundle.panels().find(id).isPresent());
    }

    private static List<String> knowledge(InterpretationResult result) {
        return result.bundle().sources().stream()
                .map(s ->
                        s.role()
                                + ": "
                                + s.file()
                                + (s.release().isEmpty() ? "" : ", " + s.release()))
                .toList();
    }

    private static ReportedVariant reported(Candidate candidate) {
        return new ReportedVariant(
                candidate.rank(),
                candidate.gene(),
                candidate.geneId().value(),
                candidate.contig(),
                candidate.position(),
                candidate.ref(),
                candidate.alt(),
                candidate.consequence().label(),
                candidate.transcript(),
                candidate.hgvsC(),
                candidate.hgvsP(),
                candidate.zygosity(),
                candidate.score(),
                candidate.reasons());
    }
}
