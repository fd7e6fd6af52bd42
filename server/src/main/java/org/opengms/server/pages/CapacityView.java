package org.opengms.server.pages;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.opengms.infrastructure.Claim;
import org.opengms.infrastructure.CurrentOutage;
import org.opengms.infrastructure.Equipment;
import org.opengms.infrastructure.Freshness;
import org.opengms.infrastructure.LaboratoryState;
import org.opengms.infrastructure.Limit;
import org.opengms.infrastructure.Told;
import org.opengms.laboratories.WorkImport;
import org.opengms.routing.TurnaroundHistory;

/// What a laboratory can do and has to do, as its people see and state it.
///
/// @param state now
/// @param turnaround of the last twelve months, by method
/// @param imports of its own work, the newest first
/// @param notice what has just happened, empty if nothing
/// @param problems with a form that was sent
/// @param typed what was sent
public record CapacityView(
        LaboratoryState state,
        List<TurnaroundHistory.Past> turnaround,
        List<WorkImport> imports,
        String notice,
        List<FormProblem> problems,
        Typed typed) {
    public CapacityView {
        turnaround = List.copyOf(turnaround);
        imports = List.copyOf(imports);
        problems = List.copyOf(problems);
    }

    /// When the page was made.
    public Instant now() {
        return state.at();
    }

    /// Everything whose capacity can be stated.
    public List<Limit> limits() {
        return Limit.all();
    }

    /// The message beside a field; empty if there is none.
    public String problem(String field) {
        return FormProblem.of(problems, field);
    }

    /// A limit with its unit, with a capital letter.
    public static String words(Limit limit) {
        return Wording.sentence(limit.words());
    }

    /// What an outage is of: a piece of equipment by its name, or a limit.
    public static String words(Claim.Outage outage) {
        return outage.equipment()
                .map(id -> "%s (%s)".formatted(id, outage.limit().words()))
                .orElseGet(() -> words(outage.limit()));
    }

    /// How the form for outages names a piece of equipment.
    public static String choice(Equipment one) {
        return "equipment:" + one.id();
    }

    /// What equipment can give.
    public List<Limit> resources() {
        return Limit.all().stream().filter(Limit.Resource.class::isInstance).toList();
    }

    /// An amount without needless decimals, such as `37.5`.
    public static String amount(double amount) {
        return amount == Math.rint(amount)
                ? Wording.number(Math.round(amount))
                : String.format(Locale.UK, "%,.1f", amount);
    }

    /// Who said so, and when it was so.
    public static String source(Optional<Told> told) {
        return told.map(CapacityView::source).orElse("From the network file; nobody has stated it");
    }

    /// Who said so, and when it was so.
    public static String source(Told told) {
        return told.importNumber().map(n -> "Counted from import %d, ".formatted(n)).orElse("")
                + "%s by %s".formatted(Wording.time(told.freshness().asOf()), told.said().name());
    }

    /// How old a figure is, in words.
    public static String age(Freshness freshness) {
        long days = freshness.ageDays();
        return days == 0 ? "today" : Wording.count(days, "day") + " old";
    }

    /// What a forecast makes of a stale capacity.
    public static String counted(Freshness freshness) {
        return "only %s is counted on".formatted(Wording.percent(freshness.pessimisticFactor()));
    }

    /// What a forecast makes of a stale queue.
    public static String grown(Freshness freshness) {
        return "%s more are expected".formatted(Wording.percent(1 - freshness.pessimisticFactor()));
    }

    /// How an outage stands.
    public String standing(CurrentOutage outage) {
        if (!outage.isUnderWay(now())) {
            return "Planned";
        }
        return outage.isOverdue(now()) ? "Should be over" : "Under way";
    }

    /// When an outage should end.
    public static String end(CurrentOutage outage) {
        return outage.outage().expectedEnd().map(Wording::time).orElse("Nobody knows");
    }

    /// Days with one decimal.
    public static String days(double days) {
        return String.format(Locale.UK, "%.1f days", days);
    }
}
