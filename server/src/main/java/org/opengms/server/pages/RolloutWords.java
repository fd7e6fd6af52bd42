package org.opengms.server.pages;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.opengms.planning.network.ServiceScenario;
import org.opengms.planning.rollout.Deliverability;
import org.opengms.planning.rollout.PlanComparison;
import org.opengms.planning.rollout.PlanPicture;
import org.opengms.planning.rollout.RolloutReport;
import org.opengms.rollout.GoLiveMap;
import org.opengms.rollout.RolloutJob;
import org.opengms.rollout.RolloutProgress;
import org.opengms.rollout.RolloutResult;
import org.opengms.rollout.RolloutState;
import org.opengms.rollout.RolloutStep;
import org.opengms.server.rollout.RolloutPlots;

/// How the pages speak of roll-outs.
public final class RolloutWords {
    private static final long MILLION_POUNDS_PENCE = 100_000_000;

    private RolloutWords() {}

    /// The colour of a state.
    public static String tag(RolloutState state) {
        return switch (state) {
            case WAITING -> "nhsuk-tag--grey";
            case RUNNING -> "nhsuk-tag--blue";
            case DONE -> "nhsuk-tag--green";
            case FAILED -> "nhsuk-tag--red";
            case CANCELLED -> "nhsuk-tag--white";
        };
    }

    /// What is asked.
    public static String task(RolloutJob.About about) {
        return switch (about.plans()) {
            case 0 -> "Find a plan";
            case 1 -> "Judge a plan";
            default -> "Compare %d plans".formatted(about.plans());
        };
    }

    /// Money as people say it: `£1.25 million`, `£350,000`.
    public static String money(long pence) {
        return pence >= MILLION_POUNDS_PENCE
                ? String.format(Locale.UK, "£%,.2f million", pence / (double) MILLION_POUNDS_PENCE)
                        .replace(".00 ", " ")
                : String.format(Locale.UK, "£%,d", pence / 100);
    }

    /// A share with a decimal where whole per cent say too little: `93%`, `98.3%`.
    public static String share(double share) {
        return String.format(Locale.UK, "%.1f%%", 100 * share).replace(".0%", "%");
    }

    /// A number of days or cases.
    public static String amount(double amount) {
        return String.format(
                Locale.UK, amount < 10 && amount != Math.rint(amount) ? "%.1f" : "%,.0f", amount);
    }

    /// A mean with the lowest and the highest: `12 (9.5 to 14)`.
    public static String band(PlanPicture.Band band) {
        return "%s (%s to %s)"
                .formatted(amount(band.mean()), amount(band.low()), amount(band.high()));
    }

    /// The same of shares.
    public static String shareBand(PlanPicture.Band band) {
        return "%s (%s to %s)"
                .formatted(
                        Wording.percent(band.mean()),
                        Wording.percent(band.low()),
                        Wording.percent(band.high()));
    }

    /// The figure of a quarter, or a dash.
    public static String band(List<PlanPicture.Band> bands, int quarter) {
        return bands.stream()
                .filter(b -> b.quarter() == quarter)
                .findFirst()
                .map(RolloutWords::band)
                .orElse("–");
    }

    /// The same of shares.
    public static String shareBand(List<PlanPicture.Band> bands, int quarter) {
        return bands.stream()
                .filter(b -> b.quarter() == quarter)
                .findFirst()
                .map(RolloutWords::shareBand)
                .orElse("–");
    }

    /// The first day of a quarter.
    public static LocalDate from(RolloutResult.Service service, int quarter) {
        return service.start().plusDays((long) quarter * ServiceScenario.QUARTER_DAYS);
    }

    /// What a certificate says.
    public static String sentence(RolloutReport.Figure figure) {
        if (figure.replications() == 0) {
            return "Not deliverable. Demand lies above all the capacity that could be there, so nothing was simulated.";
        }
        return sentence(figure.held(), figure.replications())
                + " "
                + limits(figure.lower(), figure.upper(), figure.confidence());
    }

    /// The same of a plan that is compared.
    public static String sentence(Deliverability found) {
        return sentence(found.held(), found.replications())
                + " "
                + limits(found.lower(), found.upper(), found.confidence());
    }

    /// How far sites had to go live later to reach a chance.
    public static String sentence(RolloutReport.Earliest earliest) {
        return earliest.postponedQuarters()
                .map(quarters ->
                        quarters == 0
                                ? "Sites can go live as planned: the chance of %s that was asked for is reached."
                                        .formatted(share(earliest.target()))
                                : "Sites go live %s later than first planned, the earliest dates tried that reach the chance of %s that was asked for."
                                        .formatted(
                                                Wording.count(quarters, "quarter"),
                                                share(earliest.target())))
                .orElseGet(() ->
                        "The chance of %s that was asked for is not reached by going live up to %s later. The dates are left as planned."
                                .formatted(
                                        share(earliest.target()),
                                        Wording.count(earliest.tried().size() - 1, "quarter")));
    }

    private static String sentence(int held, int replications) {
        return "Every service level held in every quarter in %s of %s simulated futures."
                .formatted(Wording.number(held), Wording.number(replications));
    }

    private static String limits(double lower, double upper, double confidence) {
        if (lower <= 0) {
            return "So the chance is at most %s, with %s confidence."
                    .formatted(share(upper), share(confidence));
        }
        return upper >= 1
                ? "So the chance is at least %s, with %s confidence."
                        .formatted(share(lower), share(confidence))
                : "So the chance is at least %s, and at most %s, each with %s confidence."
                        .formatted(share(lower), share(upper), share(confidence));
    }

    /// Why a certificate ended before all replications were done; empty if it did not.
    public static String ending(String ending) {
        return switch (ending) {
            case "OUT_OF_TIME" ->
                    "Time ran out before all replications were done. The limits count only what was done.";
            case "OUT_OF_MEMORY" ->
                    "Memory ran out before all replications were done. The limits count only what was done.";
            default -> "";
        };
    }

    /// How far a job has come.
    public static String progress(RolloutJob job) {
        if (job.isCancelWanted()) {
            return "It stops after the replication in hand.";
        }
        return job.progress().map(p -> progress(p, job.about().plans())).orElse("It begins.");
    }

    private static String progress(RolloutProgress progress, int plans) {
        String step =
                progress.step() == RolloutStep.CERTIFICATE && plans > 1
                        ? "Testing plan %s of %d".formatted(progress.plan(), plans)
                        : progress.step().words();
        if (progress.of() == 0) {
            return step + ".";
        }
        return progress.step() == RolloutStep.PICTURE
                ? "%s: %d of %d.".formatted(step, progress.done(), progress.of())
                : "%s: %d of %d replications done, every service level held in %d."
                        .formatted(step, progress.done(), progress.of(), progress.held());
    }

    /// The first quarter in which some replication failed, with what limits there.
    public static Optional<Failure> firstFailure(PlanComparison.Row row) {
        List<Deliverability.Quarter> quarters = row.deliverability().quarters();
        for (int q = 0; q < quarters.size(); q++) {
            if (quarters.get(q).heldShare() < 1) {
                return Optional.of(
                        new Failure(
                                q + 1,
                                RolloutPlots.resource(quarters.get(q).binding()),
                                1 - quarters.get(q).heldShare()));
            }
        }
        return Optional.empty();
    }

    /// @param quarter from 1
    /// @param resource that limits most replications in it
    /// @param share of replications that fail in it
    public record Failure(int quarter, String resource, double share) {}

    /// What is in a file of a result.
    public static String file(String name) {
        return switch (name) {
            case "rollout.json" -> "everything, as opengms plan rollout --json prints it";
            case "plan.json" -> "the plan, to be judged again or changed";
            case "schedule.csv" -> "what begins when";
            case "quarters.csv" -> "spending, sites and limits by quarter";
            case "comparison.json" -> "everything";
            case "comparison.csv" -> "plans by quarter";
            default -> "";
        };
    }

    /// How far a plan may be from the best.
    public static String gap(double percent) {
        return Double.isFinite(percent)
                ? String.format(Locale.UK, "%.1f%%", percent)
                : "an unknown part";
    }

    /// When a site goes live.
    public static String site(GoLiveMap.Site site) {
        return site.quarter()
                .map(q -> "Quarter " + (q + 1))
                .orElse(site.isLive() ? "Live from the start" : "Not reached");
    }
}
