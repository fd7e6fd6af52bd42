package org.opengms.server.pages;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opengms.consent.ConsentStatement;
import org.opengms.orders.OrderId;
import org.opengms.people.AddressProtection;
import org.opengms.proxies.ProxyKind;
import org.opengms.proxies.ProxyRules;
import org.opengms.proxies.ProxyScope;
import org.opengms.proxies.ProxyStep;
import org.opengms.safeguards.Held;
import org.opengms.safeguards.SafeguardDesk;
import org.opengms.safeguards.Withholding;
import org.opengms.safeguards.WithholdingReason;
import org.opengms.server.safeguards.SafeguardDeed;

/// What protects the person of an order, and the forms to record it.
///
/// @param order by which the reader came
/// @param number of the order
/// @param test what the order looks for
/// @param recorded everything that is recorded
/// @param today in the United Kingdom
/// @param notice what has just happened, empty if nothing
/// @param problems what is wrong with a form
/// @param deed of which form
/// @param typed what it held when it was sent
public record SafeguardsView(
        Patient patient,
        OrderId order,
        String number,
        String test,
        SafeguardDesk.Recorded recorded,
        LocalDate today,
        String notice,
        List<FormProblem> problems,
        Optional<SafeguardDeed> deed,
        Typed typed) {
    /// In which role somebody can act.
    public static final List<Choice> KINDS =
            Stream.of(ProxyKind.values())
                    .map(kind -> new Choice(kind.name(), Wording.sentence(kind.words())))
                    .toList();

    /// Why somebody does not act any more.
    public static final List<Choice> WHYS =
            Stream.of(ProxyStep.Why.values())
                    .map(why -> new Choice(why.name(), Wording.sentence(why.words())))
                    .toList();

    /// Whose decision narrowing is.
    public static final List<Choice> DECIDERS =
            List.of(
                    new Choice(ProxyStep.Decider.THE_PERSON.name(), "The patient agreed"),
                    new Choice(ProxyStep.Decider.A_CLINICIAN.name(), "A clinician decided"));

    /// Why something is held back.
    public static final List<Choice> REASONS =
            Stream.of(WithholdingReason.values())
                    .map(reason -> new Choice(reason.name(), Wording.sentence(reason.words())))
                    .toList();

    /// From whom.
    public static final List<Choice> AUDIENCES =
            List.of(
                    new Choice(
                            Withholding.Audience.THE_PERSON_AND_PROXIES.name(),
                            "The patient and everybody who acts for them"),
                    new Choice(
                            Withholding.Audience.PROXIES.name(),
                            "Those who act for the patient; the patient sees it"));

    public SafeguardsView {
        problems = List.copyOf(problems);
    }

    /// Where the page stands.
    public String address() {
        return "/orders/%s/safeguards".formatted(order.value());
    }

    /// What can be held back here.
    public List<Choice> canBeHeld() {
        List<Choice> all = new ArrayList<>();
        for (Held.Kind kind : List.of(Held.Kind.RESULT, Held.Kind.RESULT_WORDS, Held.Kind.TEST)) {
            all.add(
                    new Choice(
                            kind.name() + "/" + order.value(),
                            "%s: %s".formatted(Wording.sentence(kind.words()), test)));
        }
        for (ConsentStatement statement : recorded.statements().reversed()) {
            all.add(
                    new Choice(
                            Held.Kind.STATEMENT.name() + "/" + statement.id().value(),
                            "The note of %s: %s"
                                    .formatted(
                                            Wording.day(statement.saidOn()),
                                            statement.said().words())));
        }
        return all;
    }

    /// Whether the address is protected.
    public boolean isProtected() {
        return recorded.address() == AddressProtection.Shown.NOTHING;
    }

    /// The id of a field on the page, where several forms have one of the same name.
    public static String field(SafeguardDeed deed, String field) {
        return deed.code() + "-" + field;
    }

    /// How the ids of the fields end in the form of one proxy or withholding, of which a page holds
    /// several.
    ///
    /// @param entry id of the proxy or the withholding
    public static String key(String entry) {
        return "-" + entry;
    }

    /// The same for a form that was sent; empty for those of which a page holds one.
    static String key(SafeguardDeed deed, Typed typed) {
        return switch (deed) {
            case AGREEMENT, STOP -> key(typed.value("proxy"));
            case LIFT -> key(typed.value("withholding"));
            case PROXY, WITHHOLD, RENEW, ADDRESS -> "";
        };
    }

    /// Whether this is the form that was sent.
    public boolean isSent(SafeguardDeed of, String key) {
        return deed.filter(of::equals).isPresent() && key(of, typed).equals(key);
    }

    /// The message beside a field of a form; empty if there is none.
    public String problem(SafeguardDeed of, String field, String key) {
        return FormProblem.of(problems, field(of, field) + key);
    }

    /// What was typed into a field of a form; empty if the form was not the one that was sent.
    public String value(SafeguardDeed of, String field, String key) {
        return isSent(of, key) ? typed.value(field) : "";
    }

    /// Whether a box was ticked in the form that was sent.
    public boolean isTicked(SafeguardDeed of, String field, String value, String key) {
        return isSent(of, key) && typed.values().getOrDefault(field, List.of()).contains(value);
    }

    /// How long access of a proxy lasts at most.
    public static int longestYears() {
        return ProxyRules.shipped().longestYears();
    }

    /// What became of a proxy's access, in words.
    public static String step(ProxyStep step) {
        return switch (step) {
            case ProxyStep.Agreed agreed ->
                    "%s on %s that they may %s"
                            .formatted(
                                    switch (agreed.decider()) {
                                        case THE_PERSON -> "The patient agreed";
                                        case A_CLINICIAN -> "A clinician decided";
                                    },
                                    Wording.day(agreed.on()),
                                    agreed.scopes().isEmpty()
                                            ? "see nothing"
                                            : agreed.scopes().stream()
                                                    .map(ProxyScope::words)
                                                    .collect(Collectors.joining(", ")));
            case ProxyStep.Stopped stopped -> "Ended: " + stopped.why().words();
        };
    }

    /// What became of a withholding, in words.
    public static String step(Withholding.Step step) {
        return switch (step) {
            case Withholding.Step.Renewed renewed ->
                    "Renewed until "
                            + Wording.day(renewed.reviewOn())
                            + renewed.opinion()
                                    .map(opinion ->
                                            ", on the opinion of %s of %s"
                                                    .formatted(
                                                            opinion.by(),
                                                            Wording.day(opinion.on())))
                                    .orElse("");
            case Withholding.Step.Lifted _ -> "Lifted";
        };
    }

    /// What is held back, in words.
    public static String what(Withholding one) {
        return Wording.sentence(one.held().kind().words());
    }

    /// From whom, in words.
    public static String from(Withholding one) {
        return switch (one.from()) {
            case THE_PERSON_AND_PROXIES -> "The patient and proxies";
            case PROXIES -> "Proxies";
        };
    }
}
