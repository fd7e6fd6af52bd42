package org.opengms.server.pages;

import java.util.List;
import java.util.Optional;
import org.opengms.infrastructure.Claim;
import org.opengms.infrastructure.Figure;
import org.opengms.infrastructure.LaboratoryState;
import org.opengms.infrastructure.Limit;
import org.opengms.infrastructure.OdsCode;
import org.opengms.infrastructure.Statement;
import org.opengms.server.laboratories.NetworkRegister;

/// The network on one day.
///
/// @param register what there was
/// @param problems what is wrong with the day that was asked for
/// @param typed what was asked for
public record InfrastructureView(
        NetworkRegister.Register register, List<FormProblem> problems, Typed typed) {
    public InfrastructureView {
        problems = List.copyOf(problems);
    }

    /// A kind of thing that laboratories have.
    ///
    /// @param words in the plural
    /// @param has what of it a laboratory has
    public record Kind(String words, List<Has> has) {}

    /// One thing.
    ///
    /// @param figure how much of it; absent where nobody has said
    public record Has(Limit limit, Optional<Figure> figure) {}

    /// What a laboratory has, by kind. Resources that nobody spoke of are listed too, so that they
    /// are missed; of tests and people those that there are.
    public static List<Kind> kinds(LaboratoryState laboratory) {
        return List.of(
                new Kind(
                        "Sequencers, compute, storage and network",
                        Limit.all().stream()
                                .filter(Limit.Resource.class::isInstance)
                                .map(limit -> new Has(limit, laboratory.capacity(limit)))
                                .toList()),
                new Kind("Tests", known(laboratory, Limit.Method.class)),
                new Kind("People", known(laboratory, Limit.Staff.class)));
    }

    private static List<Has> known(LaboratoryState laboratory, Class<? extends Limit> kind) {
        return laboratory.capacities().entrySet().stream()
                .filter(e -> kind.isInstance(e.getKey()))
                .map(e -> new Has(e.getKey(), Optional.of(e.getValue())))
                .toList();
    }

    /// What a statement says, in words.
    public static String words(Statement statement) {
        return switch (statement.claim()) {
            case Claim.Capacity(var limit, var amount) ->
                    "%s: %s %s"
                            .formatted(
                                    CapacityView.words(limit),
                                    CapacityView.amount(amount),
                                    limit.unit());
            case Claim.Equipment(var id, var model, var gives, var amount) ->
                    amount > 0
                            ? "%s, %s: %s %s"
                                    .formatted(id, model, CapacityView.amount(amount), gives.unit())
                            : "%s, %s: out of use".formatted(id, model);
            case Claim.Queue(var method, var open, var _) ->
                    "%s: %s open beside the platform"
                            .formatted(
                                    Wording.sentence(method.words()), Wording.count(open, "order"));
            case Claim.Outage outage ->
                    "%s: %s left from %s"
                            .formatted(
                                    CapacityView.words(outage),
                                    Wording.percent(outage.remainingShare()),
                                    Wording.time(outage.from()));
            case Claim.OutageEnd(var _, var at) -> "An outage ended " + Wording.time(at);
            case Claim.Readiness(var shares) ->
                    "Digital readiness: %s overall".formatted(Wording.percent(shares.overall()));
        };
    }

    /// Where a site's readiness comes from.
    public String source(OdsCode site) {
        return Wording.sentence(NetworkRegister.source(register, site));
    }

    /// The message beside a field; empty if there is none.
    public String problem(String field) {
        return FormProblem.of(problems, field);
    }
}
