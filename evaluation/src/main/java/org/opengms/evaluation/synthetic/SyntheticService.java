package org.opengms.evaluation.synthetic;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.opengms.evaluation.snapshot.Code.AcmgClass;
import org.opengms.evaluation.snapshot.Code.Actionability;
import org.opengms.evaluation.snapshot.Code.AgeBand;
import org.opengms.evaluation.snapshot.Code.Channel;
import org.opengms.evaluation.snapshot.Code.Ending;
import org.opengms.evaluation.snapshot.Code.Ethnicity;
import org.opengms.evaluation.snapshot.Code.Method;
import org.opengms.evaluation.snapshot.Code.Research;
import org.opengms.evaluation.snapshot.Code.Response;
import org.opengms.evaluation.snapshot.Code.Sex;
import org.opengms.evaluation.snapshot.Code.Solved;
import org.opengms.evaluation.snapshot.Code.Structure;
import org.opengms.evaluation.snapshot.Code.Tier;
import org.opengms.evaluation.snapshot.Code.Utility;
import org.opengms.evaluation.snapshot.Code.YesNo;
import org.opengms.evaluation.snapshot.Missing;
import org.opengms.evaluation.snapshot.Order;
import org.opengms.evaluation.snapshot.OrderField;
import org.opengms.evaluation.snapshot.Reanalysis;
import org.opengms.evaluation.snapshot.Site;
import org.opengms.evaluation.snapshot.Snapshot;
import org.opengms.evaluation.snapshot.SnapshotBuilder;
import org.opengms.evaluation.snapshot.SnapshotDescription;
import org.opengms.evaluation.synthetic.Scenario.RollOut;

/// A made-up service: the same scenario and seed give the same snapshot, and the truth behind it is
/// known. Nobody in it is or was anybody.
public final class SyntheticService {
    /// Days of turnaround that digitising a site saves.
    public static final double DIGITISING_DAYS = -12;

    private static final LocalDate FIRST = LocalDate.of(2024, 10, 1);
    private static final LocalDate DAY = LocalDate.of(2027, 1, 1);
    private static final int SPAN = (int) (DAY.toEpochDay() - FIRST.toEpochDay());
    private static final int SITES = 36;

    private static final String[] INDICATIONS = {"R27", "R29", "R54", "R98"};
    private static final double[] INDICATION_SHARES = {0.4, 0.25, 0.2, 0.15};
    private static final double[] BASE_YIELD = {0.34, 0.25, 0.42, 0.3};
    private static final double[] ACCESS = {0.6, 0.45, 0.5, 0.55};
    private static final Method[] CONVENTIONAL = {Method.WES, Method.PANEL, Method.MICROARRAY};
    private static final double[] CONVENTIONAL_SHARES = {0.4, 0.4, 0.2};
    private static final Structure[] STRUCTURES = {
        Structure.SINGLETON, Structure.DUO, Structure.TRIO
    };
    private static final double[] STRUCTURE_SHARES = {0.45, 0.2, 0.35};
    private static final String[] REGIONS = {
        "East", "London", "Midlands", "North East", "North West", "South East", "South West"
    };
    private static final double[] AGE_SHARES = {0.12, 0.22, 0.25, 0.1, 0.16, 0.1, 0.05};
    private static final double[] ETHNICITY_SHARES = {
        0.62, 0.01, 0.05, 0.015, 0.01, 0.01, 0.015, 0.03, 0.05, 0.02, 0.03, 0.015, 0.035, 0.01,
        0.01, 0.03, 0.04
    };

    private static final List<AgeBand> AGES = List.of(AgeBand.values());
    private static final List<Ethnicity> ETHNICITIES = List.of(Ethnicity.values());

    private final Scenario scenario;
    private final RandomGenerator random;

    private SyntheticService(Scenario scenario, long seed) {
        this.scenario = scenario;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /// A snapshot of so many orders.
    ///
    /// @param scenario what happens to the outcomes
    /// @param orders how many
    /// @param seed of everything random
    public static Snapshot snapshot(Scenario scenario, int orders, long seed) {
        SnapshotBuilder builder =
                new SnapshotBuilder(
                        new SnapshotDescription(
                                "synthetic-" + Long.toUnsignedString(seed),
                                "A made-up service",
                                FIRST,
                                DAY,
                                "Made by org.opengms.evaluation.synthetic with the seed " + seed,
                                "Numbered in order"));
        SyntheticService service = new SyntheticService(scenario, seed);
        for (int i = 0; i < SITES; i++) {
            builder.add(new Site(site(i), REGIONS[i % REGIONS.length], service.digitised(i)));
        }
        for (int i = 0; i < orders; i++) {
            service.draw(i, builder, null);
        }
        return builder.build();
    }

    /// The truth behind all snapshots of a scenario.
    ///
    /// @param orders over which to sum: a million leave an error of less than 0.001 in a share
    /// @param seed of the draws
    public static Truth truth(Scenario scenario, int orders, long seed) {
        Truth truth = new Truth();
        SyntheticService service = new SyntheticService(scenario, seed);
        for (int i = 0; i < orders; i++) {
            service.draw(i, null, truth);
        }
        return truth;
    }

    private static String site(int i) {
        return "RX" + (char) ('A' + i / 26) + (char) ('A' + i % 26);
    }

    private Optional<LocalDate> digitised(int site) {
        if (scenario.rollOut() == RollOut.FINISHED) {
            return site % 2 == 0 ? Optional.of(FIRST.minusDays(30)) : Optional.empty();
        }
        return site % 9 == 8
                ? Optional.empty()
                : Optional.of(FIRST.plusDays(60L + 15L * ((site * 7) % SITES)));
    }

    private int pick(double[] shares) {
        double at = random.nextDouble();
        for (int i = 0; i < shares.length - 1; i++) {
            at -= shares[i];
            if (at < 0) {
                return i;
            }
        }
        return shares.length - 1;
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private static <T> T part(boolean is, T yes, T no) {
        return is ? yes : no;
    }

    private static double methodEffect(Method method) {
        return switch (method) {
            case WGS -> 1.35;
            case WES -> 1.15;
            case PANEL -> 0.75;
            case MICROARRAY, SINGLE_GENE, OTHER -> 0.45;
        };
    }

    private static double structureEffect(Structure structure) {
        return switch (structure) {
            case TRIO -> 1.25;
            case DUO -> 1.0;
            case SINGLETON, OTHER -> 0.85;
        };
    }

    private static double pence(Method method, Structure structure) {
        double each =
                switch (method) {
                    case WGS -> 120_000;
                    case WES -> 70_000;
                    case PANEL -> 40_000;
                    case MICROARRAY, SINGLE_GENE, OTHER -> 25_000;
                };
        return each * (structure == Structure.TRIO ? 2.6 : structure == Structure.DUO ? 1.8 : 1);
    }

    private void draw(int number, @Nullable SnapshotBuilder builder, @Nullable Truth truth) {
        int indication = pick(INDICATION_SHARES);
        int age = pick(AGE_SHARES);
        int decile = 1 + random.nextInt(10);
        int ethnicity = pick(ETHNICITY_SHARES);
        int siteNumber = random.nextInt(SITES);
        boolean eligible = chance(0.8);
        double access = ACCESS[indication] * (decile <= 3 ? 0.8 : 1) * (age >= 4 ? 0.8 : 1);
        boolean wgs = eligible && chance(access);
        Method method = wgs ? Method.WGS : CONVENTIONAL[pick(CONVENTIONAL_SHARES)];
        Structure structure = STRUCTURES[pick(STRUCTURE_SHARES)];
        double likely =
                Math.min(
                        0.95,
                        BASE_YIELD[indication] * methodEffect(method) * structureEffect(structure));
        boolean solved = chance(likely);
        // Lognormal of mean 1.
        double cost = pence(method, structure);
        int paid = (int) Math.round(cost * Math.exp(0.3 * random.nextGaussian() - 0.045));

        int ordered = random.nextInt(SPAN);
        int sent = random.nextInt(8);
        int received = ordered + sent;
        boolean digital =
                digitised(siteNumber)
                        .filter(d -> d.toEpochDay() <= FIRST.toEpochDay() + (long) received)
                        .isPresent();
        double noise =
                -80 * Math.log(1 - random.nextDouble())
                        - 20 * Math.log(1 - random.nextDouble())
                        // One in twenty waits very long.
                        + (chance(0.05) ? 500 * random.nextDouble() : 0);
        int trend =
                scenario.rollOut() == RollOut.STEPPED ? (int) (8 * Math.sin(received / 90.0)) : 0;
        int turnaround =
                15
                        + (siteNumber * 5) % 11
                        + (digital ? 0 : (int) -DIGITISING_DAYS)
                        + 8
                        + trend
                        + (int) noise;
        int reportAfter = sent + turnaround;
        int otherwiseAfter = (int) (-900 * Math.log(1 - random.nextDouble()));
        int other = pick(new double[] {0.55, 0.2, 0.1, 0.15});
        boolean isReported = reportAfter <= otherwiseAfter;
        int endedAfter = Math.min(reportAfter, otherwiseAfter);
        boolean open = ordered + endedAfter > SPAN;
        int standard = method == Method.WGS || method == Method.WES ? 84 : 42;
        Ending ending =
                open
                        ? Ending.OPEN
                        : isReported
                                ? Ending.REPORTED
                                : new Ending[] {
                                            Ending.CANCELLED,
                                            Ending.WITHDRAWN,
                                            Ending.DIED,
                                            Ending.FAILED
                                        }
                                        [other];
        boolean reported = ending == Ending.REPORTED;

        double helps = solved ? 0.6 : 0.05;
        boolean useful = chance(helps);
        double acts = method == Method.WGS ? 0.45 : 0.35;
        boolean actionable = chance(acts);
        double consents = decile <= 3 ? 0.7 : 0.8;
        boolean asked = chance(0.85);
        boolean agrees = chance(consents);
        boolean withdraws = chance(0.03);
        boolean lookedAgain = chance(0.25);
        double found = method == Method.WGS ? 0.12 : 0.06;
        boolean gained = chance(found);

        if (truth != null) {
            if (reported) {
                truth.add("yield", likely);
                truth.add("yield method=" + method.code(), likely);
                truth.add("yield familyStructure=" + structure.code(), likely);
                truth.add("yield indication=" + INDICATIONS[indication], likely);
                truth.add("yield deprivationDecile=" + decile, likely);
                truth.add("useful", likely * 0.6 + (1 - likely) * 0.05);
                truth.add("mean-turnaround", turnaround);
                truth.add("cost-per-test", cost);
                truth.add("cost-per-test method=" + method.code(), cost);
                truth.arm(INDICATIONS[indication] + structure.code(), wgs ? 1 : 0, cost, likely);
                if (solved) {
                    truth.add("actionable", acts);
                }
                if (lookedAgain && !solved) {
                    truth.add("reanalysis-gain", found);
                }
            }
            for (int by : new int[] {42, 84, 365}) {
                truth.add("reported-by-" + by + "-days", isReported && reportAfter <= by ? 1 : 0);
            }
            truth.days(reportAfter);
            boolean dueNow = received + standard <= SPAN;
            boolean leftBefore =
                    !isReported && (otherwiseAfter < sent || otherwiseAfter - sent <= standard);
            if (dueNow && !leftBefore) {
                truth.add("within-standard", isReported && turnaround <= standard ? 1 : 0);
            }
            if (eligible) {
                truth.add("wgs-access", access);
                truth.add("wgs-access deprivationDecile=" + decile, access);
            }
            if (asked) {
                truth.add("research-consent", consents);
            }
        }
        if (builder == null) {
            return;
        }
        Order order =
                new Order("o" + number)
                        .with(OrderField.FAMILY, "f" + number)
                        .with(OrderField.INDICATION, INDICATIONS[indication])
                        .with(OrderField.METHOD, method)
                        .with(OrderField.STRUCTURE, structure)
                        .with(OrderField.REGION, REGIONS[siteNumber % REGIONS.length])
                        .with(OrderField.SITE, site(siteNumber))
                        .with(OrderField.LABORATORY, "69" + siteNumber % 7 + "A0")
                        .with(OrderField.ORDERED, FIRST.plusDays(ordered))
                        .with(OrderField.AGE, AGES.get(age))
                        .with(OrderField.SEX, part(chance(0.5), Sex.FEMALE, Sex.MALE))
                        .with(OrderField.DEPRIVATION, decile)
                        .with(OrderField.CHANNEL, part(digital, Channel.ELECTRONIC, Channel.PAPER))
                        .with(OrderField.WGS_ELIGIBLE, part(eligible, YesNo.YES, YesNo.NO))
                        .with(OrderField.STANDARD, standard)
                        .with(OrderField.ENDING, ending);
        if (chance(0.92)) {
            order.with(OrderField.ETHNICITY, ETHNICITIES.get(ethnicity));
        } else {
            order.without(
                    OrderField.ETHNICITY, part(chance(0.5), Missing.REFUSED, Missing.NOT_RECORDED));
        }
        if (received <= SPAN && (isReported || otherwiseAfter >= sent)) {
            order.with(OrderField.RECEIVED, FIRST.plusDays(received));
        } else {
            order.without(OrderField.RECEIVED, Missing.NOT_APPLICABLE);
        }
        if (open) {
            order.without(OrderField.ENDED, Missing.NOT_APPLICABLE);
        } else {
            order.with(OrderField.ENDED, FIRST.plusDays((long) ordered + endedAfter));
        }
        order.with(
                OrderField.RESEARCH,
                !asked ? Research.NOT_ASKED : agrees ? Research.YES : Research.NO);
        if (asked && agrees && withdraws) {
            order.with(
                    OrderField.RESEARCH_WITHDRAWN, FIRST.plusDays(Math.min(SPAN, ordered + 100L)));
        } else {
            order.without(OrderField.RESEARCH_WITHDRAWN, Missing.NOT_APPLICABLE);
        }
        outcome(order, reported, solved, useful, actionable, method, structure);
        if (reported) {
            order.with(OrderField.COST_PENCE, paid);
        } else {
            order.without(OrderField.COST_PENCE, Missing.NOT_APPLICABLE);
        }
        order.with(OrderField.EXTRACTIONS, 1).with(OrderField.ASSAYS, 1);
        builder.add(order);
        if (reported && lookedAgain && !solved && ordered + endedAfter + 1 <= SPAN) {
            builder.add(
                    new Reanalysis(
                            "o" + number, DAY, Solved.NO, part(gained, Solved.YES, Solved.NO)));
        }
    }

    private void outcome(
            Order order,
            boolean reported,
            boolean solved,
            boolean useful,
            boolean actionable,
            Method method,
            Structure structure) {
        double answers =
                switch (scenario.missing()) {
                    case COMPLETE -> 1;
                    case COMPLETELY_AT_RANDOM -> 0.7;
                    case AT_RANDOM_GIVEN_STRATA ->
                            (method == Method.WGS ? 0.9 : 0.55)
                                    * (structure == Structure.TRIO ? 1 : 0.8);
                    case NOT_AT_RANDOM -> solved ? 0.9 : 0.5;
                };
        boolean answered = chance(answers);
        boolean lost = chance(scenario.linkageLoss());
        boolean drawn = chance(scenario.followUp());
        if (!reported) {
            for (OrderField<?> field :
                    new OrderField<?>[] {
                        OrderField.SOLVED,
                        OrderField.ACTIONABILITY,
                        OrderField.UTILITY,
                        OrderField.RESPONSE,
                        OrderField.FOLLOW_UP,
                        OrderField.ACMG,
                        OrderField.TIER
                    }) {
                order.without(field, Missing.NOT_APPLICABLE);
            }
            return;
        }
        boolean missing = !answered || lost;
        if (missing && !drawn) {
            Missing reason = part(lost, Missing.NOT_LINKED, Missing.NOT_RECORDED);
            order.without(OrderField.SOLVED, reason)
                    .without(OrderField.ACTIONABILITY, reason)
                    .without(OrderField.UTILITY, reason)
                    .with(OrderField.FOLLOW_UP, YesNo.NO);
            if (lost) {
                order.without(OrderField.RESPONSE, reason);
            } else {
                order.with(OrderField.RESPONSE, Response.NO_ANSWER);
            }
        } else {
            order.with(OrderField.SOLVED, part(solved, Solved.YES, Solved.NO))
                    .with(
                            OrderField.ACTIONABILITY,
                            part(solved && actionable, Actionability.YES, Actionability.NO))
                    .with(
                            OrderField.UTILITY,
                            Set.of(part(useful, Utility.INFORMS_REPRODUCTIVE_CHOICE, Utility.NONE)))
                    .with(OrderField.FOLLOW_UP, part(missing, YesNo.YES, YesNo.NO))
                    .with(
                            OrderField.RESPONSE,
                            part(missing, Response.ANSWERED_ON_FOLLOW_UP, Response.ANSWERED));
        }
        order.with(OrderField.ACMG, part(solved, AcmgClass.PATHOGENIC_VARIANT, AcmgClass.NA))
                .with(OrderField.TIER, part(solved, Tier.TIER_1, Tier.UNTIERED));
    }
}
