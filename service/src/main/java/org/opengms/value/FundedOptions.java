package org.opengms.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.StaffRole;
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

    private static final Pattern FUNDED = Pattern.compile("funded-s-[0-9]+");

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

    /// A catalogue with what was bought, and what of it cannot be planned with.
    ///
    /// @param leftOut in the order in which it was bought
    public record Beside(InvestmentCatalogue catalogue, List<LeftOut> leftOut) {
        public Beside {
            leftOut = List.copyOf(leftOut);
        }
    }

    /// Something that was bought and cannot be planned with.
    ///
    /// @param number of the spend
    /// @param why a sentence without its stop
    public record LeftOut(String number, String why) {}

    /// A catalogue with what was bought beside its own options: each is the catalogue's own option
    /// of the kind, with its lead time and its slip, at the place for which it was bought, for
    /// nothing, and at most as many units as were bought. What the scenario or the catalogue has no
    /// place for is left out, with the reason. What an earlier call put in is made anew.
    public static Beside beside(
            InvestmentCatalogue catalogue, ServiceScenario scenario, Funds funds) {
        List<InvestmentOption> own =
                catalogue.options().stream()
                        .filter(option -> !FUNDED.matcher(option.id()).matches())
                        .toList();
        List<InvestmentOption> options = new ArrayList<>(own);
        List<LeftOut> leftOut = new ArrayList<>();
        for (FundStep.Spent spent : funds.standing()) {
            wanted(spent.option(), scenario)
                    .ifPresent(wanted -> {
                        if (wanted.place().isEmpty()) {
                            leftOut.add(
                                    new LeftOut(
                                            spent.number(),
                                            "the scenario has no " + wanted.placeWords()));
                            return;
                        }
                        String place = wanted.place().get();
                        own.stream()
                                .filter(wanted.kind())
                                .filter(o -> o.places().contains("*") || o.places().contains(place))
                                .findFirst()
                                .ifPresentOrElse(
                                        o -> options.add(paid(o, spent, place, wanted.units())),
                                        () ->
                                                leftOut.add(
                                                        new LeftOut(
                                                                spent.number(),
                                                                "the catalogue has nothing that %s at %s"
                                                                        .formatted(
                                                                                wanted.kindWords(),
                                                                                place))));
                    });
        }
        return new Beside(
                new InvestmentCatalogue(
                        catalogue.format(), catalogue.id(), catalogue.title(), options),
                leftOut);
    }

    /// What is looked for in a scenario and a catalogue.
    private record Wanted(
            Optional<String> place,
            String placeWords,
            int units,
            Predicate<InvestmentOption> kind,
            String kindWords) {}

    private static Optional<Wanted> wanted(FundedOption option, ServiceScenario scenario) {
        return switch (option) {
            case FundedOption.Digitising(OdsCode site) ->
                    Optional.of(
                            new Wanted(
                                    place(scenario.sites().stream().map(s -> s.id()), site),
                                    "site " + site.value(),
                                    1,
                                    own -> own.kind() == Kind.DIGITISE,
                                    "digitises a site"));
            case FundedOption.Sequencers(OdsCode laboratory, int machines) ->
                    Optional.of(
                            new Wanted(
                                    place(laboratories(scenario), laboratory),
                                    "laboratory " + laboratory.value(),
                                    machines,
                                    own ->
                                            own.kind() == Kind.MACHINES
                                                    && own.resource().equals(SEQUENCERS),
                                    "adds sequencers"));
            case FundedOption.TrainingPlaces places ->
                    Optional.of(
                            new Wanted(
                                    place(laboratories(scenario), places.laboratory()),
                                    "laboratory " + places.laboratory().value(),
                                    places.places(),
                                    own -> own.kind() == Kind.TRAIN && role(own) == places.role(),
                                    "trains " + places.role().words()));
            case FundedOption.ForPatients _ -> Optional.empty();
        };
    }

    /// Whom an option trains. The competences of the scenarios are kinds of interpretation, which
    /// clinical scientists do; a catalogue for others names the role itself.
    private static StaffRole role(InvestmentOption option) {
        String named = option.resource().replace('-', '_').toUpperCase(java.util.Locale.ROOT);
        return Stream.of(StaffRole.values())
                .filter(role -> role.name().equals(named))
                .findFirst()
                .orElse(StaffRole.CLINICAL_SCIENTIST);
    }

    private static Stream<String> laboratories(ServiceScenario scenario) {
        return scenario.laboratories().stream().map(laboratory -> laboratory.id());
    }

    private static Optional<String> place(Stream<String> ids, OdsCode ods) {
        return ids.filter(id -> id.equalsIgnoreCase(ods.value())).findFirst();
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
