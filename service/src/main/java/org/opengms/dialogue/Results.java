package org.opengms.dialogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.disclosure.PublishedCount;

/// What was answered, for each way of coming apart: nothing is added up over them. Only a
/// representative sample has shares, since those of people who chose to answer say nothing of those
/// who did not.
///
/// @param ways in their order
public record Results(List<OfWay> ways) {
    public Results {
        ways = List.copyOf(ways);
    }

    /// Answers that came one way.
    public record OfWay(Way way, PublishedCount answers, List<OfOption> options) {
        public OfWay {
            options = List.copyOf(options);
        }
    }

    /// Answers with one choice.
    ///
    /// @param share of the population; absent where the way is not representative, or the count is
    ///   hidden
    public record OfOption(
            Consultation.Option option, PublishedCount answers, Optional<Share> share) {}

    static Results of(
            Consultation consultation, List<Tally> tallies, DisclosureRules.CountRules rules) {
        List<OfWay> ways = new ArrayList<>();
        for (Way way : Way.values()) {
            List<Tally> of = tallies.stream().filter(t -> t.way() == way).toList();
            if (of.isEmpty()) {
                continue;
            }
            double weights = of.stream().mapToDouble(Tally::weights).sum();
            double squares = of.stream().mapToDouble(Tally::squares).sum();
            List<OfOption> options = new ArrayList<>();
            for (Consultation.Option option : consultation.options()) {
                List<Tally> chose =
                        of.stream().filter(t -> t.option().equals(option.code())).toList();
                PublishedCount shown =
                        shown(way, chose.stream().mapToLong(Tally::answers).sum(), rules);
                options.add(
                        new OfOption(
                                option,
                                shown,
                                way.representative() && shown instanceof PublishedCount.Shown
                                        ? Optional.of(
                                                Share.weighted(
                                                                chose.stream()
                                                                        .mapToDouble(Tally::weights)
                                                                        .sum(),
                                                                weights,
                                                                squares)
                                                        .rounded())
                                        : Optional.empty()));
            }
            ways.add(
                    new OfWay(
                            way,
                            shown(way, of.stream().mapToLong(Tally::answers).sum(), rules),
                            options));
        }
        return new Results(ways);
    }

    /// A jury publishes its own verdict with its votes, so there is nothing to hide; rounded, 18 to
    /// 6 would look like all to none.
    private static PublishedCount shown(Way way, long answers, DisclosureRules.CountRules rules) {
        return way == Way.JURY ? new PublishedCount.Shown(answers) : rules.show(answers);
    }
}
