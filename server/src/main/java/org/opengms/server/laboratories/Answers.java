package org.opengms.server.laboratories;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.opengms.directory.TestMethod;
import org.opengms.infrastructure.Claim;
import org.opengms.infrastructure.CurrentOutage;
import org.opengms.infrastructure.Equipment;
import org.opengms.infrastructure.EquipmentId;
import org.opengms.infrastructure.Figure;
import org.opengms.infrastructure.ImportedQueues;
import org.opengms.infrastructure.LaboratoryState;
import org.opengms.infrastructure.Limit;
import org.opengms.infrastructure.OpenQueue;
import org.opengms.infrastructure.Said;
import org.opengms.infrastructure.Statement;
import org.opengms.infrastructure.Told;
import org.opengms.laboratories.AgeBand;
import org.opengms.laboratories.Reconciliation;
import org.opengms.laboratories.RefusedRow;
import org.opengms.laboratories.WorkCheck;
import org.opengms.laboratories.WorkColumn;
import org.opengms.laboratories.WorkImport;
import org.opengms.laboratories.WorkStatus;
import org.opengms.routing.TurnaroundHistory;

/// What the interface answers, as docs/spec/laboratory-state.md has it.
final class Answers {
    /// Refused rows beyond these are counted only.
    static final int MOST_REFUSED = 1000;

    private Answers() {}

    /// @param said by whom, when
    record Source(
            Instant asOf,
            long ageDays,
            boolean stale,
            double pessimisticFactor,
            Optional<Integer> importNumber,
            By said) {
        static Source of(Told told) {
            return new Source(
                    told.freshness().asOf(),
                    told.freshness().ageDays(),
                    told.freshness().isStale(),
                    told.freshness().pessimisticFactor(),
                    told.importNumber(),
                    By.of(told.said()));
        }
    }

    record By(String name, String role, String organisation, Instant at, String channel) {
        static By of(Said said) {
            return new By(
                    said.name(),
                    said.role(),
                    said.organisation().value(),
                    said.at(),
                    said.channel().name());
        }
    }

    /// @param stated absent where the network file's figure counts
    record Capacity(
            String limit,
            double amount,
            String unit,
            double pessimisticAmount,
            Optional<Source> stated) {
        static Capacity of(Limit limit, Figure figure) {
            return new Capacity(
                    limit.code(),
                    figure.amount(),
                    limit.unit(),
                    figure.pessimisticAmount(),
                    figure.told().map(Source::of));
        }
    }

    /// @param gives the limit that it adds to
    record Piece(String id, String model, String gives, double amount, String unit, Source stated) {
        static Piece of(Equipment one) {
            return new Piece(
                    one.id().value(),
                    one.model(),
                    new Limit.Resource(one.gives()).code(),
                    one.amount(),
                    one.gives().unit(),
                    Source.of(one.told()));
        }
    }

    record Queue(
            TestMethod method,
            int openOrders,
            int pessimisticOpenOrders,
            Optional<Integer> oldestAgeDays,
            Source stated) {
        static Queue of(TestMethod method, OpenQueue queue) {
            return new Queue(
                    method,
                    queue.openOrders(),
                    queue.pessimisticOpenOrders(),
                    queue.oldestAgeDays(),
                    Source.of(queue.told()));
        }
    }

    record Outage(
            String outage,
            String limit,
            Instant from,
            Optional<Instant> expectedEnd,
            double remainingShare,
            Optional<String> equipment,
            boolean underWay,
            boolean overdue,
            Source stated) {
        static Outage of(CurrentOutage current, Instant at) {
            Claim.Outage outage = current.outage();
            return new Outage(
                    outage.id().value(),
                    outage.limit().code(),
                    outage.from(),
                    outage.expectedEnd(),
                    outage.remainingShare(),
                    outage.equipment().map(EquipmentId::value),
                    current.isUnderWay(at),
                    current.isOverdue(at),
                    Source.of(current.told()));
        }
    }

    record Past(
            TestMethod method,
            int onPlatform,
            int imported,
            double medianDays,
            double ninetiethDays) {
        static Past of(TurnaroundHistory.Past past) {
            return new Past(
                    past.method(),
                    past.onPlatform(),
                    past.imported(),
                    past.medianDays(),
                    past.ninetiethDays());
        }
    }

    record State(
            String laboratory,
            String name,
            Instant at,
            List<Capacity> capacities,
            List<Piece> equipment,
            List<Queue> queues,
            List<Outage> outages,
            List<Past> turnaround) {
        static State of(LaboratoryOffice.View view) {
            LaboratoryState state = view.state();
            return new State(
                    state.laboratory().ods().value(),
                    state.laboratory().name(),
                    state.at(),
                    state.capacities().entrySet().stream()
                            .map(e -> Capacity.of(e.getKey(), e.getValue()))
                            .toList(),
                    state.equipment().stream().map(Piece::of).toList(),
                    state.queues().entrySet().stream()
                            .map(e -> Queue.of(e.getKey(), e.getValue()))
                            .toList(),
                    state.outages().stream().map(o -> Outage.of(o, state.at())).toList(),
                    view.turnaround().stream().map(Past::of).toList());
        }
    }

    /// @param topic what it is about
    /// @param outage identifier, where it is about one
    record Stated(
            String subject,
            String topic,
            Optional<String> outage,
            Instant asOf,
            LocalDate from,
            By said) {
        static Stated of(Statement statement) {
            return new Stated(
                    statement.subject().value(),
                    statement.claim().topic(),
                    switch (statement.claim()) {
                        case Claim.Outage outage -> Optional.of(outage.id().value());
                        case Claim.OutageEnd end -> Optional.of(end.id().value());
                        case Claim.Capacity _,
                                Claim.Equipment _,
                                Claim.Queue _,
                                Claim.Readiness _ ->
                                Optional.empty();
                    },
                    statement.asOf(),
                    statement.from(),
                    By.of(statement.said()));
        }
    }

    record StatementsKept(List<Stated> statements) {
        static StatementsKept of(List<Statement> statements) {
            return new StatementsKept(statements.stream().map(Stated::of).toList());
        }
    }

    record Refused(
            int line,
            String problem,
            Optional<String> column,
            Optional<Integer> sameAs,
            String words,
            String advice) {
        static Refused of(RefusedRow row) {
            return new Refused(
                    row.line(),
                    row.problem().name(),
                    row.column().map(WorkColumn::heading),
                    row.sameAs(),
                    row.problem().words(),
                    row.problem().advice());
        }
    }

    record Check(
            String format,
            String scope,
            Instant asOf,
            String sha256,
            int rowsRead,
            int rowsUsable,
            Map<String, Integer> rowsByStatus,
            Map<TestMethod, Map<AgeBand, Integer>> openByMethodAndAge,
            List<Integer> onPlatform,
            int alreadyImported,
            int repeated,
            int rowsRefused,
            List<Refused> refused,
            List<String> notes,
            Optional<Integer> sameFileAsImport,
            Optional<Reconciliation> reconciliation) {
        static Check of(WorkCheck check) {
            Map<String, Integer> byStatus = new TreeMap<>();
            for (WorkStatus status : WorkStatus.values()) {
                byStatus.put(status.name(), check.count(status));
            }
            return new Check(
                    check.format().name(),
                    check.file().scope().code(),
                    check.file().asOf(),
                    check.file().sha256(),
                    check.rowsRead(),
                    check.rows().size(),
                    byStatus,
                    check.openByAge(),
                    check.onPlatform(),
                    check.known(),
                    check.repeated(),
                    check.refused().size(),
                    check.refused().stream().limit(MOST_REFUSED).map(Refused::of).toList(),
                    check.notes(),
                    check.sameAs(),
                    check.reconciliation());
        }
    }

    record DryRun(boolean kept, Check check) {}

    record Withdrawal(String person, String reason, By said) {}

    record Import(
            int number,
            String fileName,
            String sha256,
            String format,
            String scope,
            Instant asOf,
            int rowsRead,
            int rowsKept,
            int onPlatform,
            Map<TestMethod, ImportedQueues.Count> open,
            Optional<Reconciliation> reconciliation,
            By said,
            boolean inForce,
            Optional<Withdrawal> withdrawal) {
        static Import of(WorkImport kept) {
            return new Import(
                    kept.number(),
                    kept.file().name(),
                    kept.file().sha256(),
                    kept.format().name(),
                    kept.file().scope().code(),
                    kept.file().asOf(),
                    kept.rowsRead(),
                    kept.rowsKept(),
                    kept.onPlatform(),
                    new TreeMap<>(kept.open()),
                    kept.reconciliation(),
                    By.of(kept.said()),
                    kept.isInForce(),
                    kept.withdrawal()
                            .map(w -> new Withdrawal(w.person(), w.reason(), By.of(w.said()))));
        }
    }

    /// @param workImport the import that was made
    record WorkKept(boolean kept, Import workImport, Check check) {}

    record Imports(List<Import> imports) {}
}
