package org.opengms.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.StaffRole;
import org.opengms.ledger.money.Money;
import org.opengms.planning.network.DatedChange;
import org.opengms.planning.network.ServiceScenario;
import org.opengms.planning.rollout.Investment;
import org.opengms.planning.rollout.InvestmentCatalogue;
import org.opengms.planning.rollout.InvestmentOption;
import org.opengms.planning.rollout.InvestmentState;
import org.opengms.planning.rollout.RolloutPlan;
import org.opengms.workforce.FundedPlaces;

/// What funds have bought, in a scenario whose places have ODS codes.
class FundedOptionsTest {
    private static final Instant NOW = Instant.parse("2026-10-05T09:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 10, 5);

    private static Funds bought(FundedOption... options) {
        List<FundEntry> steps =
                Stream.of(options)
                        .map(option ->
                                new FundEntry(
                                        NOW,
                                        "finance",
                                        new FundStep.Spent(
                                                "S-" + (List.of(options).indexOf(option) + 1),
                                                option,
                                                Money.pence(1),
                                                DAY,
                                                "order 71")))
                        .toList();
        return Funds.of(steps);
    }

    private static ServiceScenario scenario() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        ServiceScenario.class.getResourceAsStream("regional-example.yaml"))) {
            return ServiceScenario.parse(
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("site-1,", "zs101,"),
                    "regional-example.yaml");
        }
    }

    private static List<InvestmentOption> added(Funds funds) throws IOException {
        InvestmentCatalogue own = InvestmentCatalogue.named("regional-investments");
        List<InvestmentOption> all =
                FundedOptions.beside(own, scenario(), funds).catalogue().options();
        assertEquals(own.options(), all.subList(0, own.options().size()));
        return all.subList(own.options().size(), all.size());
    }

    @Test
    void costTheBudgetNothingAtTheirPlaceAndNoMoreThanWasBought() throws IOException {
        List<InvestmentOption> options =
                added(
                        bought(
                                new FundedOption.Digitising(new OdsCode("ZS101")),
                                new FundedOption.Sequencers(new OdsCode("NORTH"), 2),
                                new FundedOption.TrainingPlaces(
                                        new OdsCode("SOUTH"), StaffRole.CLINICAL_SCIENTIST, 3)));
        assertEquals(
                List.of(
                        "funded-s-1 DIGITISE [zs101] digital most 1",
                        "funded-s-2 MACHINES [north] wgs most 2",
                        "funded-s-3 TRAIN [south] rare-disease most 3"),
                options.stream()
                        .map(o ->
                                "%s %s %s %s most %d"
                                        .formatted(
                                                o.id(),
                                                o.kind(),
                                                o.places(),
                                                o.resource(),
                                                o.most()))
                        .toList());
        assertTrue(options.stream().flatMap(o -> o.costPence().stream()).allMatch(p -> p == 0));
    }

    @Test
    void changeTheNetworkWhenAPlanTakesThem() throws IOException {
        InvestmentCatalogue catalogue =
                FundedOptions.beside(
                                InvestmentCatalogue.named("regional-investments"),
                                scenario(),
                                bought(new FundedOption.Sequencers(new OdsCode("NORTH"), 2)))
                        .catalogue();
        RolloutPlan plan =
                RolloutPlan.of(
                        "funded",
                        "With what was bought",
                        List.of(
                                Investment.proposed(
                                        "funded-s-1:north",
                                        0,
                                        2,
                                        new InvestmentState.Proposed(NOW, "finance"))));
        List<DatedChange> changes = catalogue.changes(scenario(), plan, 1, 0);
        assertEquals(1, changes.size());
        assertTrue(
                changes.getFirst() instanceof DatedChange.MachinesAdded added
                        && added.toString().contains("north"),
                changes::toString);
    }

    @Test
    void leaveOutWhatHasNoPlaceThereAndSayWhy() throws IOException {
        FundedOptions.Beside beside =
                FundedOptions.beside(
                        InvestmentCatalogue.named("regional-investments"),
                        scenario(),
                        bought(
                                new FundedOption.Digitising(new OdsCode("ZS999")),
                                new FundedOption.ForPatients("Travel to clinics"),
                                new FundedOption.Sequencers(new OdsCode("ZL99"), 1),
                                new FundedOption.TrainingPlaces(
                                        new OdsCode("SOUTH"), StaffRole.TECHNOLOGIST, 3)));
        assertEquals(InvestmentCatalogue.named("regional-investments"), beside.catalogue());
        assertEquals(
                List.of(
                        "S-1: the scenario has no site ZS999",
                        "S-3: the scenario has no laboratory ZL99",
                        "S-4: the catalogue has nothing that trains technologists at south"),
                beside.leftOut().stream().map(l -> l.number() + ": " + l.why()).toList());
    }

    @Test
    void trainWhomTheCatalogueNames() throws IOException {
        InvestmentCatalogue own = InvestmentCatalogue.named("regional-investments");
        InvestmentOption scientists =
                own.options().stream()
                        .filter(o -> o.kind() == InvestmentOption.Kind.TRAIN)
                        .findFirst()
                        .orElseThrow();
        InvestmentOption technologists =
                new InvestmentOption(
                        "train-technologists",
                        "Technologists",
                        scientists.kind(),
                        List.of("*"),
                        "technologist",
                        1,
                        List.of(1L),
                        4,
                        List.of(1.0),
                        1,
                        1,
                        "laboratory",
                        "made up");
        InvestmentCatalogue with =
                new InvestmentCatalogue(
                        own.format(),
                        own.id(),
                        own.title(),
                        Stream.concat(own.options().stream(), Stream.of(technologists)).toList());
        InvestmentOption funded =
                FundedOptions.beside(
                                with,
                                scenario(),
                                bought(
                                        new FundedOption.TrainingPlaces(
                                                new OdsCode("SOUTH"), StaffRole.TECHNOLOGIST, 3)))
                        .catalogue()
                        .options()
                        .getLast();
        assertEquals("technologist", funded.resource());
        assertEquals(4, funded.leadQuarters());
    }

    @Test
    void areMadeAnewInACatalogueThatHasThem() throws IOException {
        InvestmentCatalogue own = InvestmentCatalogue.named("regional-investments");
        Funds two =
                bought(
                        new FundedOption.Sequencers(new OdsCode("NORTH"), 2),
                        new FundedOption.Digitising(new OdsCode("ZS101")));
        InvestmentCatalogue once = FundedOptions.beside(own, scenario(), two).catalogue();
        assertEquals(once, FundedOptions.beside(once, scenario(), two).catalogue());
        // What was taken back since is there no more.
        assertEquals(own, FundedOptions.beside(once, scenario(), bought()).catalogue());
    }

    @Test
    void areListedAsPlacesOfTheWorkforce() {
        assertEquals(
                List.of(new FundedPlaces(new OdsCode("ZL01"), StaffRole.CONSULTANT, 2, DAY, "S-2")),
                FundedOptions.places(
                        bought(
                                new FundedOption.Digitising(new OdsCode("ZS101")),
                                new FundedOption.TrainingPlaces(
                                        new OdsCode("ZL01"), StaffRole.CONSULTANT, 2))));
    }
}
