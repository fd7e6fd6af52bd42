package org.opengms.value;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opengms.csv.CsvProblem;
import org.opengms.csv.CsvTable;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.ledger.attribution.TrustUse;
import org.opengms.ledger.charging.MeteredUse;
import org.opengms.ledger.charging.Period;
import org.opengms.ledger.contract.ProjectReference;

/// Tells what a project used: what this service metered itself, and what was metered elsewhere and
/// taken over with where it is written. What was charged for, or held against a declaration, is not
/// added to afterwards.
public final class UseDesk implements MeteredUnits {
    /// The heading of the file.
    public static final String HEADING = "project,from,to,unit,trust,units,people";

    private static final int MOST_ROWS = 20_000;
    private static final int COLUMNS = 7;

    private static final String OWN_EVIDENCE = "metering and transparency log of the service";

    private final OwnMeter own;
    private final ImportedUseStore store;
    private final ContractStore contracts;
    private final Clock clock;

    /// @param own what the service meters itself
    public UseDesk(OwnMeter own, ImportedUseStore store, ContractStore contracts, Clock clock) {
        this.own = own;
        this.store = store;
        this.contracts = contracts;
        this.clock = clock;
    }

    /// Takes a file over, all of it or nothing.
    ///
    /// @param csv with the heading [#HEADING]; days as `2026-10-31`
    /// @param evidence where the meter's readings are kept
    /// @return how many rows
    public ValueAnswer<Integer> take(String csv, String evidence, Actor actor) {
        if (!actor.has(Role.FINANCE)) {
            return new ValueAnswer.NotAllowed<>(ContractDesk.FINANCE_ONLY);
        }
        try {
            List<ImportedUse> uses = read(csv, evidence);
            List<Agreement> agreements = contracts.all();
            for (ImportedUse use : uses) {
                if (own.units().contains(use.unit())) {
                    throw ContractDesk.no(
                            "OGMS-7832 file: the service meters %s itself. Take over what is used elsewhere under another unit.",
                            use.unit());
                }
                reckonedWith(use, agreements);
            }
            return store.add(uses, actor.id(), clock.instant())
                    ? new ValueAnswer.Done<>(uses.size())
                    : new ValueAnswer.Refused<>(
                            "OGMS-7893 file: some of its days are known already for their unit and trust, or stand in it twice. Nothing of it was taken.");
        } catch (IllegalArgumentException wrong) {
            return new ValueAnswer.Refused<>(String.valueOf(wrong.getMessage()));
        }
    }

    private static void reckonedWith(ImportedUse use, List<Agreement> agreements) {
        for (Agreement agreement : agreements) {
            if (agreement.shown().project().equals(use.project())
                    && agreement.isReckonedWith(use.period())) {
                throw ContractDesk.no(
                        "OGMS-7894 file: days of %s to %s are charged for under contract %s. Take that invoice back first.",
                        use.period().from(), use.period().to(), agreement.id().value());
            }
        }
    }

    private static List<ImportedUse> read(String csv, String evidence) {
        List<CsvTable.Row> rows;
        try {
            rows =
                    CsvTable.parse(
                                    csv,
                                    new CsvTable.Form(
                                            ',',
                                            CsvTable.StrayQuotes.REFUSED,
                                            MOST_ROWS + 1,
                                            COLUMNS))
                            .rows();
        } catch (CsvProblem e) {
            throw ContractDesk.no("OGMS-7895 file: %s", String.valueOf(e.getMessage()));
        }
        if (rows.isEmpty() || !String.join(",", rows.getFirst().fields()).equals(HEADING)) {
            throw ContractDesk.no("OGMS-7895 file: row 1: the heading must be %s.", HEADING);
        }
        List<ImportedUse> uses = new ArrayList<>();
        for (CsvTable.Row row : rows.subList(1, rows.size())) {
            if (!row.isBlank()) {
                uses.add(use(row, evidence));
            }
        }
        if (uses.isEmpty()) {
            throw ContractDesk.no(
                    "OGMS-7895 file: there is no row below the heading. If nothing was used, say so in a row with 0.");
        }
        return uses;
    }

    private static ImportedUse use(CsvTable.Row row, String evidence) {
        try {
            return new ImportedUse(
                    new ProjectReference(row.field(0)),
                    new Period(LocalDate.parse(row.field(1)), LocalDate.parse(row.field(2))),
                    row.field(3),
                    new TrustUse(
                            row.field(4),
                            Long.parseLong(row.field(5), 10),
                            Long.parseLong(row.field(6), 10)),
                    evidence);
        } catch (DateTimeParseException e) {
            throw ContractDesk.no(
                    "OGMS-7895 file: row %d: a day is written as 2026-10-31.", row.number());
        } catch (NumberFormatException e) {
            throw ContractDesk.no(
                    "OGMS-7895 file: row %d: units and people are whole numbers.", row.number());
        } catch (IllegalArgumentException e) {
            throw ContractDesk.no(
                    "OGMS-7895 file: row %d: %s",
                    row.number(), String.valueOf(e.getMessage()).replaceFirst("^OGMS-\\d+ ", ""));
        }
    }

    @Override
    public MeteredUse of(ProjectReference project, Period period) {
        SortedMap<String, Long> units = new TreeMap<>(own.of(project, period));
        List<ImportedUse> uses = within(project, period);
        if (uses.isEmpty() && units.isEmpty()) {
            throw ContractDesk.no(
                    "OGMS-7896 No use of project %s is known for %s to %s. Take it over first; if nothing was used, with 0.",
                    project.value(), period.from(), period.to());
        }
        uses.forEach(use -> units.merge(use.unit(), use.use().units(), Math::addExact));
        return new MeteredUse(
                units,
                uses.isEmpty()
                        ? OWN_EVIDENCE
                        : uses.stream()
                                        .map(ImportedUse::evidence)
                                        .distinct()
                                        .collect(Collectors.joining("; "))
                                + (own.units().isEmpty() ? "" : "; " + OWN_EVIDENCE));
    }

    @Override
    public List<TrustUse> byTrust(ProjectReference project, Period period) {
        SortedMap<String, TrustUse> trusts = new TreeMap<>();
        Stream<TrustUse> uses =
                Stream.concat(
                        own.byTrust(project, period).stream(),
                        within(project, period).stream().map(ImportedUse::use));
        for (TrustUse use : (Iterable<TrustUse>) uses::iterator) {
            // The same people may stand in several rows: of them all there are at least as many as
            // in the largest, and fewer than that are hidden.
            trusts.merge(
                    use.trust(),
                    use,
                    (a, b) ->
                            new TrustUse(
                                    a.trust(),
                                    Math.addExact(a.units(), b.units()),
                                    Math.max(a.people(), b.people())));
        }
        return List.copyOf(trusts.values());
    }

    private List<ImportedUse> within(ProjectReference project, Period period) {
        List<ImportedUse> found = new ArrayList<>();
        for (ImportedUse use : store.of(project)) {
            Period days = use.period();
            boolean apart = days.to().isBefore(period.from()) || days.from().isAfter(period.to());
            if (apart) {
                continue;
            }
            if (days.from().isBefore(period.from()) || days.to().isAfter(period.to())) {
                throw ContractDesk.no(
                        "OGMS-7897 Use of project %s is known for %s to %s as a whole, so it does not tell for %s to %s. Charge for days that hold it whole.",
                        project.value(), days.from(), days.to(), period.from(), period.to());
            }
            found.add(use);
        }
        return found;
    }
}
