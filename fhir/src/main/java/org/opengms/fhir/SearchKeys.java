package org.opengms.fhir;

import static org.opengms.fhir.Elements.text;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.opengms.infrastructure.OdsCode;
import org.opengms.orders.OrderId;
import org.opengms.people.NhsNumber;
import org.opengms.people.PersonId;

/// What a resource can be found by.
///
/// @param person whose data it holds: the person tested; absent for what is not about that person,
///   such as the requester or a relative, which is reached through the order alone
/// @param order the order that it belongs to
/// @param owner the laboratory that works on it
/// @param requester the organisation that ordered
/// @param submitter the organisation that sent the order, which may send for others
/// @param status its `status` in FHIR, empty where the resource has none
/// @param tokens `parameter=value` for every value of its [SearchParameter]s that are tokens or
///   references, each in every form that it may be asked for by
/// @param moment the one date that its type is searched by
public record SearchKeys(
        Optional<PersonId> person,
        Optional<OrderId> order,
        Optional<OdsCode> owner,
        Optional<OdsCode> requester,
        Optional<OdsCode> submitter,
        String status,
        List<String> tokens,
        Optional<Instant> moment) {
    /// A value longer than this is not searched by, so that no index entry is too large.
    private static final int LONGEST_VALUE = 300;

    public SearchKeys {
        tokens = List.copyOf(tokens);
    }

    /// The keys of a resource.
    static SearchKeys of(Resource resource, Keeping.Belonging belonging) {
        Set<String> tokens = new LinkedHashSet<>();
        Optional<Instant> moment = Optional.empty();
        for (SearchParameter parameter : SearchParameter.of(resource.fhirType())) {
            for (String path : parameter.paths()) {
                for (Base value : values(resource, path)) {
                    if (parameter.kind() == SearchParameter.Kind.DATE) {
                        moment = moment.or(() -> moment(value));
                    } else {
                        add(tokens, parameter.name(), value);
                    }
                }
            }
        }
        return new SearchKeys(
                belonging.person(),
                belonging.order(),
                belonging.owner(),
                belonging.requester(),
                belonging.submitter(),
                values(resource, "status").stream()
                        .map(v -> text(v.primitiveValue()))
                        .findFirst()
                        .orElse(""),
                List.copyOf(tokens),
                moment);
    }

    private static List<Base> values(Base from, String path) {
        List<Base> found = List.of(from);
        for (String name : path.split("\\.", -1)) {
            List<Base> next = new ArrayList<>();
            for (Base one : found) {
                Property property = one.getNamedProperty(name);
                if (property != null) {
                    next.addAll(property.getValues());
                }
            }
            found = next;
        }
        return found;
    }

    private static void add(Set<String> tokens, String name, Base value) {
        switch (value) {
            case CodeableConcept concept ->
                    concept.getCoding().forEach(coding -> add(tokens, name, coding));
            case Coding coding -> token(tokens, name, coding.getSystem(), coding.getCode());
            case Identifier identifier ->
                    token(tokens, name, identifier.getSystem(), plain(identifier));
            case Reference reference -> {
                String url = text(reference.getReference());
                if (!url.isEmpty() && !url.startsWith("#")) {
                    String bare = url.replaceFirst("/_history/.*$", "");
                    put(tokens, name + "=" + bare);
                    put(tokens, name + "=" + bare.substring(bare.lastIndexOf('/') + 1));
                }
                if (reference.getIdentifier().hasValue()) {
                    token(
                            tokens,
                            name + ":identifier",
                            reference.getIdentifier().getSystem(),
                            plain(reference.getIdentifier()));
                }
            }
            default -> {
                if (value.isPrimitive()) {
                    put(tokens, name + "=" + text(value.primitiveValue()));
                }
            }
        }
    }

    private static void token(
            Set<String> tokens,
            String name,
            @org.jspecify.annotations.Nullable String system,
            @org.jspecify.annotations.Nullable String value) {
        if (!text(value).isEmpty()) {
            put(tokens, name + "=" + value);
            put(tokens, name + "=" + text(system) + "|" + value);
        }
    }

    private static void put(Set<String> tokens, String token) {
        if (token.length() <= LONGEST_VALUE) {
            tokens.add(token);
        }
    }

    /// An NHS number without its spaces, any other identifier as it is.
    private static String plain(Identifier identifier) {
        return Systems.NHS_NUMBER.equals(identifier.getSystem())
                ? NhsNumber.unspaced(text(identifier.getValue()))
                : text(identifier.getValue());
    }

    private static Optional<Instant> moment(Base value) {
        return switch (value) {
            case BaseDateTimeType date when date.getValue() != null ->
                    Optional.of(date.getValue().toInstant());
            case Period period when period.hasStart() -> Optional.of(period.getStart().toInstant());
            default -> Optional.empty();
        };
    }

    /// Never the tokens: they are personal data.
    @Override
    public String toString() {
        return "SearchKeys[status=" + status + "]";
    }
}
