package org.opengms.evaluation.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.opengms.evaluation.protocol.MissingData;
import org.opengms.evaluation.snapshot.Code.YesNo;
import org.opengms.evaluation.snapshot.Column;
import org.opengms.evaluation.snapshot.OrderField;
import org.opengms.evaluation.snapshot.Orders;
import org.opengms.evaluation.statistics.Bounds;
import org.opengms.evaluation.statistics.DoubleSampling;
import org.opengms.evaluation.statistics.MissingOutcomes;
import org.opengms.evaluation.statistics.Proportion;
import org.opengms.evaluation.statistics.StratifiedProportion;
import org.opengms.planning.statistics.Interval;

/// A share of people, some of whose values are missing.
final class ShareMethod extends CountMethod {
    /// What a person counts as: has it, has it not, is not known, is not asked about.
    static final int YES = 1;

    static final int NO = 0;
    static final int UNKNOWN = -1;
    static final int OUTSIDE = -2;

    private final MissingData handling;
    private final double confidence;
    private final OrderField<?> field;
    private final Column values;
    private final Column followUp;
    private final IntUnaryOperator kind;
    private final @Nullable Grouping weighting;
    private final List<String> states = new ArrayList<>();

    /// @param field that is missing if a kind is unknown
    /// @param kind of an order, by its row
    /// @param weighting strata within which it is chance what is missing
    ShareMethod(
            Orders orders,
            MissingData handling,
            double confidence,
            OrderField<?> field,
            IntUnaryOperator kind,
            @Nullable Grouping weighting) {
        this.handling = handling;
        this.confidence = confidence;
        this.field = field;
        this.values = orders.column(field);
        this.followUp = orders.column(OrderField.FOLLOW_UP);
        this.kind = kind;
        this.weighting = weighting;
        if (weighting != null) {
            for (String label : weighting.labels()) {
                states.add(label + ": yes");
                states.add(label + ": no");
                states.add(label + ": missing");
            }
        } else if (handling == MissingData.FOLLOW_UP_ELSE_BOUNDS) {
            states.addAll(
                    List.of(
                            "yes",
                            "no",
                            "yes, followed up",
                            "no, followed up",
                            "missing, followed up",
                            "missing"));
        } else {
            states.addAll(List.of("yes", "no", "missing"));
        }
    }

    @Override
    public String words() {
        return switch (handling) {
            case COMPLETE_CASES ->
                    "Share of known values with the score interval of Wilson (1927, doi:10.1080/01621459.1927.10502953).";
            case BOUNDS ->
                    "Bounds of Manski (1990): none or all of the missing; limits of Imbens and Manski (2004, doi:10.1111/j.1468-0262.2004.00555.x).";
            case WEIGHTED_WITHIN_STRATA ->
                    "Known values weighted to the size of their stratum; limits of Wilson for the effective number (Kott and Carr 1997; Dean and Pagano 2015, doi:10.1093/jssam/smv024). If nothing is known of a stratum, all are taken as one. Where a stratum is too small to show, all are taken as one in what is published, which assumes that it is chance alone what is missing.";
            case FOLLOW_UP_ELSE_BOUNDS ->
                    "Double sampling: the random follow-up stands for those without an answer (Hansen and Hurwitz 1946, doi:10.1080/01621459.1946.10501894). Without one, bounds (Manski 1990) with limits of Imbens and Manski (2004); where some of the follow-up did not answer either, bounds of double sampling. Where too few were followed up to show, what is published are the bounds without a follow-up, its answers counted as others.";
        };
    }

    @Override
    List<String> states() {
        return states;
    }

    @Override
    int state(int row) {
        int found = kind.applyAsInt(row);
        if (found == OUTSIDE) {
            return -1;
        }
        if (weighting != null) {
            return weighting.at(row) * 3 + (found == UNKNOWN ? 2 : 1 - found);
        }
        if (handling != MissingData.FOLLOW_UP_ELSE_BOUNDS) {
            return found == UNKNOWN ? 2 : 1 - found;
        }
        boolean drawn = followUp.at(row) == YesNo.YES.place();
        if (found == UNKNOWN) {
            return drawn ? 4 : 5;
        }
        return (drawn ? 2 : 0) + 1 - found;
    }

    @Override
    public boolean isMissing(int state) {
        boolean followsUp = weighting == null && handling == MissingData.FOLLOW_UP_ELSE_BOUNDS;
        return followsUp ? state >= 4 : state % 3 == 2;
    }

    /// Without the follow-up, or without the strata: where too few were followed up, or are in a
    /// stratum.
    @Override
    public List<Coarser> coarser() {
        if (weighting == null && handling != MissingData.FOLLOW_UP_ELSE_BOUNDS) {
            return List.of();
        }
        List<Integer> of = new ArrayList<>();
        for (int state = 0; state < states.size(); state++) {
            of.add(isMissing(state) ? 2 : weighting == null ? state % 2 : state % 3);
        }
        return List.of(
                new Coarser(
                        weighting == null
                                ? List.of(
                                        "yes, at once or followed up",
                                        "no, at once or followed up",
                                        "missing, followed up or not")
                                : List.of("yes", "no", "missing"),
                        of));
    }

    @Override
    Result ofCoarser(int level, long[] n) {
        long known = n[0] + n[1];
        if (known == 0) {
            return new Result.NotEstimable("No value is known.");
        }
        if (n[2] == 0) {
            return identified(Proportion.of(n[0], known).wilson(confidence), "");
        }
        return weighting == null
                ? bounds(n[0], known, n[2])
                : identified(
                        Proportion.of(n[0], known).wilson(confidence),
                        MissingData.COMPLETE_CASES.assumption());
    }

    @Override
    void missing(int row, MissingCounts into) {
        if (kind.applyAsInt(row) == UNKNOWN) {
            into.add(field, values.at(row));
        }
    }

    @Override
    Result of(long[] n) {
        if (weighting != null) {
            return weighted(n);
        }
        if (handling == MissingData.FOLLOW_UP_ELSE_BOUNDS) {
            return followedUp(n);
        }
        long known = n[0] + n[1];
        if (handling == MissingData.BOUNDS && n[2] > 0) {
            return bounds(n[0], known, n[2]);
        }
        if (known == 0) {
            return new Result.NotEstimable("No value is known.");
        }
        return identified(
                Proportion.of(n[0], known).wilson(confidence),
                n[2] == 0 ? "" : handling.assumption());
    }

    private Result followedUp(long[] n) {
        long answered = n[0] + n[1];
        long followed = n[2] + n[3] + n[4];
        long not = followed + n[5];
        if (not == 0) {
            return identified(Proportion.of(n[0], answered).wilson(confidence), "");
        }
        if (followed == 0) {
            return bounds(n[0], answered, n[5]);
        }
        if (n[4] == 0) {
            return identified(
                    new DoubleSampling(answered, n[0], not, followed, n[2])
                            .ofTheProcess(confidence),
                    "");
        }
        Interval least =
                new DoubleSampling(answered, n[0], not, followed, n[2]).ofTheProcess(confidence);
        Interval most =
                new DoubleSampling(answered, n[0], not, followed, n[2] + n[4])
                        .ofTheProcess(confidence);
        return new Result.NotIdentified(
                new Bounds(least.estimate(), most.estimate()),
                new Bounds(least.lower(), most.upper()));
    }

    private Result bounds(long events, long known, long missing) {
        MissingOutcomes outcomes = new MissingOutcomes(events, known, missing);
        return new Result.NotIdentified(outcomes.worstCase(), outcomes.ofTheTrueValue(confidence));
    }

    private Result weighted(long[] n) {
        List<StratifiedProportion.Stratum> strata = new ArrayList<>();
        long unknown = 0;
        long missing = 0;
        long known = 0;
        long events = 0;
        for (int i = 0; i < n.length; i += 3) {
            missing += n[i + 2];
            known += n[i] + n[i + 1];
            events += n[i];
            if (n[i] + n[i + 1] > 0) {
                strata.add(
                        new StratifiedProportion.Stratum(
                                n[i] + n[i + 1] + n[i + 2], n[i] + n[i + 1], n[i]));
            } else {
                unknown += n[i + 2];
            }
        }
        if (known == 0) {
            return new Result.NotEstimable("No value is known.");
        }
        if (missing == 0) {
            return identified(Proportion.of(events, known).wilson(confidence), "");
        }
        if (unknown > 0) {
            strata = List.of(new StratifiedProportion.Stratum(known + missing, known, events));
        }
        return identified(
                StratifiedProportion.of(strata).ofTheProcess(confidence), handling.assumption());
    }

    static Result identified(Interval interval, String assumption) {
        return new Result.Identified(
                interval, assumption.isEmpty() ? Optional.empty() : Optional.of(assumption));
    }
}
