package org.opengms.evaluation.synthetic;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opengms.evaluation.protocol.Protocol;
import org.opengms.evaluation.run.ExactFinding;
import org.opengms.evaluation.run.ExactFindings;
import org.opengms.evaluation.run.Result;
import org.opengms.evaluation.run.Stratum;
import org.opengms.evaluation.synthetic.Scenario.Missingness;
import org.opengms.evaluation.synthetic.Scenario.RollOut;

/// The method is proven on made-up services whose truth is known: intervals hold it as often as
/// they say, and what is not identified is said not to be.
class CoverageTest {
    private static final int ORDERS = 3000;
    private static final int FEW_ORDERS = 600;
    private static final int TRUTH = 1_000_000;

    /// A number of the protocol, and what is true of it.
    private record Asked(String estimand, Stratum stratum, ToDoubleFunction<Truth> truth) {
        String name() {
            return estimand + " " + stratum;
        }
    }

    /// How a number fared.
    private static final class Fared {
        int identified;
        int assumed;
        int notIdentified;
        int held;
        double width;

        int all() {
            return identified + notIdentified;
        }

        double share() {
            return (double) held / all();
        }
    }

    private static Asked whole(String estimand) {
        return new Asked(estimand, Stratum.ALL, t -> t.mean(estimand));
    }

    private static Asked by(String estimand, String field, String category, String truth) {
        return new Asked(
                estimand,
                new Stratum(field, category),
                t -> t.mean(truth + " " + field + "=" + category));
    }

    private static final List<Asked> COMPLETE =
            List.of(
                    new Asked("yield-complete", Stratum.ALL, t -> t.mean("yield")),
                    by("yield-complete", "method", "wgs", "yield"),
                    by("yield-complete", "method", "microarray", "yield"),
                    whole("reported-by-42-days"),
                    whole("reported-by-84-days"),
                    whole("reported-by-365-days"),
                    whole("within-standard"),
                    whole("mean-turnaround"),
                    whole("reanalysis-gain"),
                    whole("cost-per-test"),
                    by("cost-per-test", "method", "wgs", "cost-per-test"),
                    new Asked(
                            "cost-per-diagnosis",
                            Stratum.ALL,
                            t -> t.mean("cost-per-test") / t.mean("yield")),
                    new Asked(
                            "cost-per-additional-diagnosis",
                            Stratum.ALL,
                            Truth::costPerAdditionalDiagnosis),
                    whole("wgs-access"),
                    by("wgs-access", "deprivationDecile", "1", "wgs-access"),
                    ratio("wgs-access-ratio", "1", "wgs-access"),
                    ratio("wgs-access-ratio", "10", "wgs-access"),
                    ratio("yield-ratio", "1", "yield"),
                    whole("research-consent"),
                    new Asked("research-withdrawal", Stratum.ALL, _ -> 0.03));

    private static Asked ratio(String estimand, String decile, String truth) {
        return new Asked(
                estimand,
                new Stratum("deprivationDecile", decile),
                t -> t.mean(truth + " deprivationDecile=" + decile) / t.mean(truth));
    }

    /// Of smaller cohorts, in which the limits are many days apart: where they are few, whole days
    /// hold the truth more often than they say.
    private static final List<Asked> MEDIAN =
            List.of(new Asked("median-days-to-report", Stratum.ALL, Truth::medianDays));

    private static final List<Asked> WEIGHTED =
            List.of(new Asked("yield-weighted", Stratum.ALL, t -> t.mean("yield")));

    private static final List<Asked> YIELD =
            List.of(
                    whole("yield"),
                    by("yield", "method", "wgs", "yield"),
                    by("yield", "method", "panel", "yield"),
                    by("yield", "familyStructure", "trio", "yield"),
                    by("yield", "indication", "R98", "yield"),
                    whole("useful"));

    private static final List<Asked> ACTIONABLE = List.of(whole("actionable"));

    private static final List<Asked> DIGITISING =
            List.of(
                    new Asked(
                            "digitising-effect",
                            Stratum.ALL,
                            _ -> SyntheticService.DIGITISING_DAYS));

    /// The standard protocol, of the estimands asked about alone.
    private static Protocol protocol(List<Asked> asked) {
        Protocol all = Protocol.standard();
        Set<String> ids = Set.copyOf(asked.stream().map(Asked::estimand).distinct().toList());
        return new Protocol(
                all.format(),
                all.version(),
                all.title(),
                all.fixedOn(),
                all.questions(),
                all.definitions(),
                all.solvedMeans(),
                all.populations(),
                all.estimands().stream().filter(e -> ids.contains(e.id())).toList(),
                all.confidence(),
                all.mostCategories(),
                all.prices(),
                all.bootstrapReplications(),
                all.seed(),
                all.disclosure(),
                all.amendments());
    }

    private static Map<String, Fared> run(
            String name, Scenario scenario, List<Asked> asked, int cohorts) {
        Truth truth = SyntheticService.truth(scenario, TRUTH, 4711);
        Protocol protocol = protocol(asked);
        Map<String, Fared> fared = new LinkedHashMap<>();
        for (int i = 0; i < cohorts; i++) {
            ExactFindings findings =
                    ExactFindings.of(
                            protocol,
                            SyntheticService.snapshot(
                                    scenario,
                                    asked.equals(MEDIAN) ? FEW_ORDERS : ORDERS,
                                    1000L + i));
            Map<String, Result> results = new LinkedHashMap<>();
            for (ExactFinding finding : findings.findings()) {
                results.put(finding.estimand() + " " + finding.stratum(), finding.result());
            }
            for (Asked one : asked) {
                Fared of = fared.computeIfAbsent(one.name(), _ -> new Fared());
                double value = one.truth().applyAsDouble(truth);
                switch (results.get(one.name())) {
                    case Result.Identified(var interval, var assumption) -> {
                        of.identified++;
                        of.assumed += assumption.isPresent() ? 1 : 0;
                        of.held += interval.lower() <= value && value <= interval.upper() ? 1 : 0;
                        of.width += interval.upper() - interval.lower();
                    }
                    case Result.NotIdentified(_, var limits) -> {
                        of.notIdentified++;
                        of.held += limits.hold(value) ? 1 : 0;
                        of.width += limits.width();
                    }
                    case Result.NotEstimable _, Result.NotShown _ -> {
                        // counts as nothing: the numbers asked for must all be there
                    }
                    case null -> throw new AssertionError("nothing of " + one.name());
                }
            }
        }
        fared.forEach((what, of) ->
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %s | %.5g | %d | %d | %d | %.1f %% | %.4g |%n",
                        name,
                        what,
                        asked.stream()
                                .filter(a -> a.name().equals(what))
                                .findFirst()
                                .orElseThrow()
                                .truth()
                                .applyAsDouble(truth),
                        of.identified,
                        of.assumed,
                        of.notIdentified,
                        100 * of.share(),
                        of.width / of.all()));
        return fared;
    }

    private static void proof(int cohorts, double least, double most) {
        List<org.junit.jupiter.api.function.Executable> checks = new ArrayList<>();
        Scenario chance = new Scenario(Missingness.COMPLETELY_AT_RANDOM, 0.05, 0, RollOut.FINISHED);
        run("missing completely at random", chance, COMPLETE, cohorts)
                .forEach((what, of) -> checks.add(() -> held(what, of, cohorts, least, most)));
        Scenario strata =
                new Scenario(Missingness.AT_RANDOM_GIVEN_STRATA, 0.05, 0, RollOut.FINISHED);
        run("missing at random given strata", strata, WEIGHTED, cohorts)
                .forEach((what, of) -> checks.add(() -> held(what, of, cohorts, least, most)));
        Scenario complete = new Scenario(Missingness.COMPLETE, 0, 0, RollOut.FINISHED);
        run("complete", complete, ACTIONABLE, cohorts)
                .forEach((what, of) ->
                        checks.add(() -> {
                            held(what, of, cohorts, least, most);
                            assertEquals(0, of.assumed, what + " needs no assumption");
                        }));
        run("complete, 600 orders", complete, MEDIAN, cohorts)
                .forEach((what, of) -> checks.add(() -> held(what, of, cohorts, least, most)));
        Scenario followed = new Scenario(Missingness.NOT_AT_RANDOM, 0.05, 0.3, RollOut.FINISHED);
        run("not at random, followed up", followed, YIELD, cohorts)
                .forEach((what, of) ->
                        checks.add(() -> {
                            held(what, of, cohorts, least, most);
                            assertEquals(0, of.assumed, what + " needs no assumption");
                        }));
        Scenario never = new Scenario(Missingness.NOT_AT_RANDOM, 0.05, 0, RollOut.FINISHED);
        run("not at random, no follow-up", never, YIELD, cohorts)
                .forEach((what, of) ->
                        checks.add(() -> {
                            assertEquals(cohorts, of.notIdentified, what + " is not identified");
                            assertTrue(
                                    of.share() >= (cohorts == 1000 ? 0.95 : least),
                                    what + " held " + of.share());
                        }));
        Scenario stepped = new Scenario(Missingness.COMPLETE, 0, 0, RollOut.STEPPED);
        run("stepped roll-out", stepped, DIGITISING, cohorts)
                .forEach((what, of) -> checks.add(() -> held(what, of, cohorts, least, most)));
        assertAll(checks);
    }

    private static void held(String what, Fared of, int cohorts, double least, double most) {
        assertEquals(cohorts, of.identified, what + " is identified in every cohort");
        assertTrue(
                of.share() >= least && of.share() <= most,
                () ->
                        "%s: intervals hold the truth in %.1f %%, not in %.1f to %.1f"
                                .formatted(what, 100 * of.share(), 100 * least, 100 * most));
    }

    /// Of 150 cohorts 142.5 ± 2.67 hold the truth at 95 %: from 132 (3.9 standard deviations below)
    /// to all 150.
    @Test
    void intervalsHoldTheTruthInASampleOfCohorts() {
        proof(150, 132.0 / 150, 1);
    }

    @Test
    @Tag("heavy")
    void intervalsHoldTheTruthAsOftenAsTheySayInAThousandCohorts() {
        proof(1000, 0.927, 0.973);
    }
}
