package org.opengms.server.laboratories;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.opengms.infrastructure.Claim;
import org.opengms.infrastructure.CurrentOutage;
import org.opengms.infrastructure.Equipment;
import org.opengms.infrastructure.EquipmentId;
import org.opengms.infrastructure.Figure;
import org.opengms.infrastructure.LaboratoryState;
import org.opengms.infrastructure.LaboratoryStates;
import org.opengms.infrastructure.Limit;
import org.opengms.infrastructure.NetworkState;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.ServiceNetwork;
import org.opengms.infrastructure.Statement;
import org.opengms.infrastructure.StatementStore;

/// The register of sites and laboratories: what each had on a day, what did not work, and what was
/// stated before. Organisations are named, and nobody who spoke for them.
public final class NetworkRegister {
    private static final int MOST_STATEMENTS = 100;

    private final ServiceNetwork network;
    private final LaboratoryStates states;
    private final StatementStore statements;
    private final Clock clock;

    /// @param states exact, of any instant
    public NetworkRegister(
            ServiceNetwork network,
            LaboratoryStates states,
            StatementStore statements,
            Clock clock) {
        this.network = network;
        this.states = states;
        this.statements = statements;
        this.clock = clock;
    }

    /// The network on a day.
    ///
    /// @param day which
    /// @param today the last day that can be asked for
    /// @param state at the end of the day, or now
    /// @param history of each laboratory and site: what was stated until then, the newest first
    public record Register(
            LocalDate day,
            LocalDate today,
            ServiceNetwork network,
            NetworkState state,
            Map<OdsCode, List<Statement>> history) {
        public Register {
            history = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(history));
        }

        /// What was stated of a laboratory or site until the day, the newest first.
        public List<Statement> history(OdsCode subject) {
            return history.getOrDefault(subject, List.of());
        }
    }

    /// Today.
    public LocalDate today() {
        return Statement.dayOf(clock.instant());
    }

    /// The network on a day, today at the latest.
    public Register on(LocalDate day) {
        Instant now = clock.instant();
        LocalDate today = Statement.dayOf(now);
        Instant at =
                day.isBefore(today)
                        ? day.plusDays(1).atStartOfDay(Statement.ZONE).toInstant().minusMillis(1)
                        : now;
        Map<OdsCode, List<Statement>> history = new LinkedHashMap<>();
        List<OdsCode> subjects = new ArrayList<>();
        network.laboratories().forEach(l -> subjects.add(l.ods()));
        for (OdsCode subject : subjects) {
            history.put(
                    subject,
                    statements.history(subject, MOST_STATEMENTS).stream()
                            .filter(s -> !s.said().at().isAfter(at))
                            .toList());
        }
        return new Register(
                day.isBefore(today) ? day : today, today, network, states.at(at), history);
    }

    /// One thing that a laboratory has, for programs.
    ///
    /// @param limit such as `resource:STORAGE_GB`
    /// @param statedAsOf absent where the network file says it
    public record Has(
            String limit, String words, double amount, String unit, Optional<Instant> statedAsOf) {}

    /// One piece of equipment, for programs.
    ///
    /// @param gives the limit that it adds to
    public record Piece(
            String id,
            String model,
            String gives,
            double amount,
            String unit,
            Instant statedAsOf) {}

    /// Something that does not work, for programs.
    ///
    /// @param remainingShare of the piece of equipment, if it is one, else of the limit
    public record Fails(
            String limit,
            Optional<String> equipment,
            Instant from,
            Optional<Instant> expectedEnd,
            double remainingShare) {}

    /// A laboratory for programs.
    public record LaboratoryRow(
            String ods,
            String name,
            String region,
            List<Has> has,
            List<Piece> equipment,
            List<Fails> outages) {}

    /// A site for programs.
    ///
    /// @param source `observed`, `stated` or `network file`
    public record SiteRow(
            String ods,
            String name,
            String region,
            String homeLaboratory,
            double electronicOrder,
            double recordOfDiscussion,
            double sampleTracking,
            double structuredReportReturn,
            String source) {}

    /// The network for programs.
    public record File(
            String format, LocalDate day, List<LaboratoryRow> laboratories, List<SiteRow> sites) {}

    /// For programs.
    public static File file(Register register) {
        return new File(
                "opengms-infrastructure/1",
                register.day(),
                register.state().laboratories().stream().map(NetworkRegister::row).toList(),
                register.network().sites().stream()
                        .map(site -> {
                            var readiness = register.state().readinessOf(site.ods());
                            return new SiteRow(
                                    site.ods().value(),
                                    site.name(),
                                    site.region(),
                                    site.homeLaboratory().value(),
                                    readiness.electronicOrder(),
                                    readiness.recordOfDiscussion(),
                                    readiness.sampleTracking(),
                                    readiness.structuredReportReturn(),
                                    source(register, site.ods()));
                        })
                        .toList());
    }

    /// Where a site's readiness comes from.
    public static String source(Register register, OdsCode site) {
        return Optional.ofNullable(register.state().sites().get(site))
                .flatMap(s -> s.told())
                .map(t -> t.isObserved() ? "observed" : "stated")
                .orElse("network file");
    }

    private static LaboratoryRow row(LaboratoryState state) {
        List<Has> has = new ArrayList<>();
        state.capacities().forEach((limit, figure) -> has.add(has(limit, figure)));
        return new LaboratoryRow(
                state.laboratory().ods().value(),
                state.laboratory().name(),
                state.laboratory().region(),
                has,
                state.equipment().stream().map(NetworkRegister::piece).toList(),
                state.outages().stream().map(NetworkRegister::fails).toList());
    }

    private static Has has(Limit limit, Figure figure) {
        return new Has(
                limit.code(),
                limit.words(),
                figure.amount(),
                limit.unit(),
                figure.told().map(t -> t.freshness().asOf()));
    }

    private static Piece piece(Equipment one) {
        return new Piece(
                one.id().value(),
                one.model(),
                new Limit.Resource(one.gives()).code(),
                one.amount(),
                one.gives().unit(),
                one.told().freshness().asOf());
    }

    private static Fails fails(CurrentOutage outage) {
        Claim.Outage claim = outage.outage();
        return new Fails(
                claim.limit().code(),
                claim.equipment().map(EquipmentId::value),
                claim.from(),
                claim.expectedEnd(),
                claim.remainingShare());
    }

    /// For spreadsheets: one row for each thing that a laboratory has, and for each piece of
    /// equipment, which is part of what there is of its limit.
    public static String csv(Register register) {
        StringBuilder csv =
                new StringBuilder(
                        "day,laboratory,name,region,limit,amount,unit,stated_as_of,equipment,model\n");
        for (LaboratoryRow row : file(register).laboratories()) {
            String laboratory =
                    "%s,%s,%s,%s,"
                            .formatted(
                                    register.day(),
                                    row.ods(),
                                    quoted(row.name()),
                                    quoted(row.region()));
            for (Has has : row.has()) {
                csv.append(laboratory)
                        .append(amount(has.limit(), has.amount(), has.unit()))
                        .append(has.statedAsOf().map(Instant::toString).orElse(""))
                        .append(",,\n");
            }
            for (Piece piece : row.equipment()) {
                csv.append(laboratory)
                        .append(amount(piece.gives(), piece.amount(), piece.unit()))
                        .append(piece.statedAsOf())
                        .append(',')
                        .append(piece.id())
                        .append(',')
                        .append(quoted(piece.model()))
                        .append('\n');
            }
        }
        return csv.toString();
    }

    private static String amount(String limit, double amount, String unit) {
        return String.format(Locale.ROOT, "%s,%.3f,%s,", limit, amount, unit);
    }

    private static String quoted(String text) {
        String safe = text.matches("^[=+@\\-\\t\\r].*") ? "'" + text : text;
        return "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
