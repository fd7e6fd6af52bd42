package org.opengms.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.opengms.infrastructure.OdsCode;
import org.opengms.planning.network.ServiceScenario;
import org.opengms.planning.rollout.InvestmentCatalogue;
import org.opengms.planning.rollout.InvestmentOption;
import org.opengms.planning.rollout.InvestmentOption.Kind;
import org.opengms.workforce.FundedPlaces;

/// What funds have bought, for those who plan with it: options of a roll-out that cost its budget
/// nothing, and training places of laboratories.
public final class FundedOptions {
    /// The line of sequencers in the catalogues.
    private static final String SEQUENCERS = "wgs";

    private FundedOptions() {}

    /// The training places that were bought and stand.
    public static List<FundedPlaces> places(Funds funds) {
        List<FundedPlaces> places = new ArrayList<>();
        for (FundStep.Spent spent : funds.standing()) {
            if (spent.option() instanceof FundedOption.TrainingPlaces bought) {
                places.add(
                        new FundedPlaces(
                                bought.laboratory(),
                                bought.role(),
                                bought.places(),
                                spent.on(),
                                spent.number()));
            }
        }
        return places;
    }

    /// A catalogue with what was bought beside its own options: each is the catalogue's own option
    /// of the kind, with its lead time and its slip, at the place for which it was bought, for
    /// nothing, and at most as many units as were bought. What the scenario or the catalogue has no
    /// place for is left out.
    public static InvestmentCatalogue beside(
            InvestmentCatalogue catalogue, ServiceScenario scenario, Funds funds) {
        List<InvestmentOption> options = new ArrayList<>(catalogue.options());
        for (FundStep.Spent spent : funds.standing()) {
            switch (spent.option()) {
                case FundedOption.Digitising(OdsCode site) ->
                        add(
                                options,
                                catalogue,
                                spent,
                                place(scenario.sites().stream().map(s -> s.id()), site),
                                1,
                                option -> option.kind() == Kind.DIGITISE);
                case FundedOption.Sequencers(OdsCode laboratory, int machines) ->
                        add(
                                options,
                                catalogue,
                                spent,
                                place(laboratories(scenario), laboratory),
                                machines,
                                option ->
                                        option.kind() == Kind.MACHINES
                                                && option.resource().equals(SEQUENCERS));
                case FundedOption.TrainingPlaces places ->
                        add(
                                options,
                                catalogue,
                                spent,
                                place(laboratories(scenario), places.laboratory()),
                                places.places(),
                                option -> option.kind() == Kind.TRAIN);
                case FundedOption.ForPatients _ -> {}
            }
        }
        return new InvestmentCatalogue(
                catalogue.format(), catalogue.id(), catalogue.title(), options);
    }

    private static Stream<String> laboratories(ServiceScenario scenario) {
        return scenario.laboratories().stream().map(laboratory -> laboratory.id());
    }

    private static Optional<String> place(Stream<String> ids, OdsCode ods) {
        return ids.filter(id -> id.equalsIgnoreCase(ods.value())).findFirst();
    }

    private static void add(
            List<InvestmentOption> options,
            InvestmentCatalogue catalogue,
            FundStep.Spent spent,
            Optional<String> place,
            int units,
            Predicate<InvestmentOption> kind) {
        if (place.isEmpty()) {
            return;
        }
        catalogue.options().stream()
                .filter(kind)
                .filter(o -> o.places().contains("*") || o.places().contains(place.get()))
                .findFirst()
                .ifPresent(own -> options.add(paid(own, spent, place.get(), units)));
    }

    private static InvestmentOption paid(
            InvestmentOption own, FundStep.Spent spent, String place, int units) {
        return new InvestmentOption(
                "funded-" + spent.number().toLowerCase(java.util.Locale.ROOT),
                own.name() + ", paid by income of health data",
                own.kind(),
                List.of(place),
                own.resource(),
                1,
                own.costPence().stream().map(_ -> 0L).toList(),
                own.leadQuarters(),
                own.slip(),
                units,
                units,
                "Income of health data, " + spent.option().fund().name(),
                "%s of %s: %s".formatted(spent.number(), spent.on(), spent.evidence()));
    }
}
