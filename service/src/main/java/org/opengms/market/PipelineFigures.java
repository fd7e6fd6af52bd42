package org.opengms.market;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What became of the enquiries of a time. They are of organisations, so nothing of it is hidden.
///
/// @param byKind how many came from each kind of organisation, and how far they have come
/// @param lost how many came to nothing, by reason
/// @param medianDaysToAnswer from the enquiry to its first answer; of those that were answered
/// @param medianDaysToContract from the enquiry to the contract; of those that led to one
public record PipelineFigures(
        List<OfKind> byKind,
        List<Lost> lost,
        Optional<Double> medianDaysToAnswer,
        Optional<Double> medianDaysToContract) {
    private static final double SECONDS_OF_A_DAY = 86_400;

    public PipelineFigures {
        byKind = List.copyOf(byKind);
        lost = List.copyOf(lost);
    }

    /// Enquiries of one kind of organisation.
    ///
    /// @param stages how many are at each stage
    public record OfKind(AskerKind kind, int enquiries, Map<Stage, Integer> stages) {
        public OfKind {
            stages = Map.copyOf(stages);
        }

        /// How many are at a stage.
        public int at(Stage stage) {
            return stages.getOrDefault(stage, 0);
        }
    }

    /// What came to nothing for one reason.
    public record Lost(LossReason reason, int enquiries) {}

    /// The figures of these enquiries.
    public static PipelineFigures of(List<EnquiryHistory> enquiries) {
        Map<AskerKind, Map<Stage, Integer>> kinds = new EnumMap<>(AskerKind.class);
        Map<LossReason, Integer> reasons = new EnumMap<>(LossReason.class);
        List<Double> toAnswer = new ArrayList<>();
        List<Double> toContract = new ArrayList<>();
        for (EnquiryHistory history : enquiries) {
            kinds.computeIfAbsent(history.enquiry().kind(), kind -> new EnumMap<>(Stage.class))
                    .merge(history.stage(), 1, Integer::sum);
            if (!history.steps().isEmpty()
                    && history.steps().getLast().step()
                            instanceof Step.Lost(LossReason reason, String _)) {
                reasons.merge(reason, 1, Integer::sum);
            }
            history.first(Stage.ANSWERED).ifPresent(step -> toAnswer.add(days(history, step)));
            history.first(Stage.CONTRACTED).ifPresent(step -> toContract.add(days(history, step)));
        }
        return new PipelineFigures(
                kinds.entrySet().stream()
                        .map(e ->
                                new OfKind(
                                        e.getKey(),
                                        e.getValue().values().stream()
                                                .mapToInt(Integer::intValue)
                                                .sum(),
                                        e.getValue()))
                        .toList(),
                reasons.entrySet().stream().map(e -> new Lost(e.getKey(), e.getValue())).toList(),
                median(toAnswer),
                median(toContract));
    }

    private static double days(EnquiryHistory history, EnquiryHistory.Dated step) {
        return Duration.between(history.enquiry().at(), step.at()).toSeconds() / SECONDS_OF_A_DAY;
    }

    private static Optional<Double> median(List<Double> values) {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        Collections.sort(values);
        int middle = values.size() / 2;
        return Optional.of(
                values.size() % 2 == 1
                        ? values.get(middle)
                        : (values.get(middle - 1) + values.get(middle)) / 2);
    }
}
