package org.opengms.server.fhirapi;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Enumerations;
import org.hl7.fhir.r4.model.IdType;
import org.opengms.fhir.AuditEventMapping;
import org.opengms.fhir.Systems;
import org.opengms.gate.AccessDenied;
import org.opengms.gate.AccessTrail;
import org.opengms.gate.Actor;
import org.opengms.gate.AuditDesk;
import org.opengms.people.NhsNumber;
import org.opengms.people.PersonId;
import org.opengms.server.persistence.ResourceQuery.Span;
import org.opengms.server.security.CurrentActor;

/// Who read whose data: AuditEvents, for privacy officers, read-only. They are made from the access
/// log when they are asked for, and have no versions. Newest come first, since each look is a
/// reading of its own and would else be found on the last page for ever.
final class AuditEvents implements IResourceProvider {
    static final String TYPE = "AuditEvent";

    private static final String CHANNEL = "fhir";
    private static final String BY_IDENTIFIER = "patient:identifier";

    private final AuditDesk desk;
    private final AuditEventMapping mapping;
    private final Searches searches;
    private final Function<NhsNumber, Optional<PersonId>> personOf;
    private final String address;

    /// @param searches where a search is kept for its next page
    /// @param personOf whose an NHS number is
    /// @param address of the interface, without a slash at its end
    AuditEvents(
            AuditDesk desk,
            Searches searches,
            Function<NhsNumber, Optional<PersonId>> personOf,
            String address) {
        this.desk = desk;
        this.mapping = new AuditEventMapping(address);
        this.searches = searches;
        this.personOf = personOf;
        this.address = address;
    }

    /// The search parameters of a type; none for others than AuditEvent.
    static Map<String, Enumerations.SearchParamType> parameters(String type) {
        if (!type.equals(TYPE)) {
            return Map.of();
        }
        Map<String, Enumerations.SearchParamType> parameters = new LinkedHashMap<>();
        parameters.put("date", Enumerations.SearchParamType.DATE);
        parameters.put("patient", Enumerations.SearchParamType.REFERENCE);
        parameters.put("_id", Enumerations.SearchParamType.TOKEN);
        return parameters;
    }

    @Override
    public Class<AuditEvent> getResourceType() {
        return AuditEvent.class;
    }

    /// Reads one.
    @Read
    public AuditEvent read(@IdParam IdType id) {
        return find(id.getIdPart(), CurrentActor.require())
                .orElseThrow(() -> Answers.notFound(TYPE));
    }

    private Optional<AuditEvent> find(String id, Actor actor) {
        UUID record;
        try {
            record = UUID.fromString(id);
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
        try {
            return desk.find(record, actor, CHANNEL).map(this::event);
        } catch (AccessDenied denied) {
            throw Answers.notAllowed(TYPE, denied.reason());
        }
    }

    private AuditEvent event(AuditDesk.Shown shown) {
        return mapping.toFhir(shown.access(), shown.named());
    }

    /// Searches.
    @Search(allowUnknownParams = true)
    public Bundle search(RequestDetails request) {
        Asked asked = Asked.of(request.getParameters());
        return page(
                asked,
                Searches.query(request.getParameters()),
                OptionalLong.empty(),
                0,
                CurrentActor.require());
    }

    /// A further page.
    ///
    /// @param count results on it, if asked for
    Bundle further(Searches.KeptPage kept, int offset, OptionalInt count, Actor actor) {
        if (offset != kept.offset()) {
            throw SearchRequest.bad(
                    "_getpagesoffset", "pages of AuditEvents are reached by their links");
        }
        Asked asked = Asked.of(Searches.parameters(kept.query()));
        return page(
                asked.withCount(count.orElse(asked.count())),
                kept.query(),
                OptionalLong.of(Long.parseLong(kept.id(), 10)),
                offset,
                actor);
    }

    private Bundle page(Asked asked, String query, OptionalLong before, int offset, Actor actor) {
        Bundle bundle = new Bundle();
        bundle.setType(Bundle.BundleType.SEARCHSET);
        bundle.addLink()
                .setRelation("self")
                .setUrl(address + "/" + TYPE + (query.isEmpty() ? "" : "?" + query));
        if (!asked.ids().isEmpty()) {
            List<AuditEvent> found =
                    asked.ids().stream()
                            .distinct()
                            .flatMap(id -> ifAllowed(id, actor).stream())
                            .toList();
            found.forEach(event -> add(bundle, event));
            bundle.setTotal(found.size());
            return bundle;
        }
        Optional<PersonId> person = asked.patient().flatMap(this::person);
        if (asked.patient().isPresent() && person.isEmpty()) {
            bundle.setTotal(0);
            return bundle;
        }
        AuditDesk.Page page =
                desk.search(
                        new AccessTrail.Question(person, asked.from(), asked.until()),
                        before,
                        asked.count(),
                        actor,
                        CHANNEL);
        page.shown().forEach(shown -> add(bundle, event(shown)));
        if (page.next().isPresent()) {
            int next = offset + asked.count();
            UUID id =
                    searches.keep(
                            actor,
                            new Searches.KeptPage(
                                    TYPE, query, "", Long.toString(page.next().getAsLong()), next));
            bundle.addLink()
                    .setRelation("next")
                    .setUrl(
                            "%s?_getpages=%s&_getpagesoffset=%d&_count=%d"
                                    .formatted(address, id, next, asked.count()));
        } else if (offset == 0) {
            bundle.setTotal(page.shown().size());
        }
        return bundle;
    }

    /// A search leaves out what the gate denies.
    private Optional<AuditEvent> ifAllowed(String id, Actor actor) {
        try {
            return desk.find(UUID.fromString(id), actor, CHANNEL).map(this::event);
        } catch (AccessDenied | IllegalArgumentException notForThem) {
            return Optional.empty();
        }
    }

    private void add(Bundle bundle, AuditEvent event) {
        bundle.addEntry()
                .setFullUrl(address + "/" + TYPE + "/" + event.getIdElement().getIdPart())
                .setResource(event)
                .getSearch()
                .setMode(Bundle.SearchEntryMode.MATCH);
    }

    private Optional<PersonId> person(Patient patient) {
        return switch (patient) {
            case Patient.ById(String id) -> {
                try {
                    yield Optional.of(new PersonId(id));
                } catch (IllegalArgumentException none) {
                    yield Optional.empty();
                }
            }
            case Patient.ByNhsNumber(NhsNumber number) -> personOf.apply(number);
        };
    }

    /// How a search names the patient.
    private sealed interface Patient {
        record ById(String id) implements Patient {}

        record ByNhsNumber(NhsNumber number) implements Patient {}
    }

    /// A search as its URL says it.
    ///
    /// @param ids one of these; any if empty
    /// @param from first instant, inclusive
    /// @param until last instant, exclusive
    private record Asked(
            Optional<Patient> patient,
            List<String> ids,
            Optional<Instant> from,
            Optional<Instant> until,
            int count) {
        static Asked of(Map<String, String[]> parameters) {
            Asked asked =
                    new Asked(
                            Optional.empty(),
                            List.of(),
                            Optional.empty(),
                            Optional.empty(),
                            SearchRequest.PAGE);
            for (Map.Entry<String, String[]> parameter : parameters.entrySet()) {
                for (String value : parameter.getValue()) {
                    asked = asked.with(parameter.getKey(), value);
                }
            }
            if (!asked.ids.isEmpty()
                    && (asked.patient.isPresent()
                            || asked.from.isPresent()
                            || asked.until.isPresent())) {
                throw SearchRequest.bad("_id", "it goes with no other search parameter here");
            }
            return asked;
        }

        private Asked with(String name, String value) {
            return switch (name) {
                case "patient", BY_IDENTIFIER -> {
                    if (patient.isPresent()) {
                        throw SearchRequest.bad(name, "one patient at a time");
                    }
                    yield new Asked(Optional.of(patient(name, value)), ids, from, until, count);
                }
                case "date" -> {
                    Span span = SearchRequest.span(name, value);
                    yield new Asked(
                            patient,
                            ids,
                            Stream.concat(from.stream(), span.from().stream())
                                    .max(Comparator.naturalOrder()),
                            Stream.concat(until.stream(), span.until().stream())
                                    .min(Comparator.naturalOrder()),
                            count);
                }
                case "_id" ->
                        new Asked(patient, SearchRequest.values(name, value), from, until, count);
                case "_count" ->
                        withCount(
                                Math.max(
                                        1,
                                        SearchRequest.number(
                                                name, value, SearchRequest.LARGEST_PAGE)));
                case "_format" -> {
                    SearchRequest.format(value);
                    yield this;
                }
                case "_pretty", "_total" -> this;
                default -> throw SearchRequest.bad(name, "is not a search parameter of " + TYPE);
            };
        }

        Asked withCount(int results) {
            return new Asked(patient, ids, from, until, results);
        }

        private static Patient patient(String name, String value) {
            if (name.equals(BY_IDENTIFIER)) {
                String number = value.replace(" ", "").replaceFirst("^" + Systems.NHS_NUMBER, "");
                return Optional.of(number)
                        .filter(text -> text.startsWith("|"))
                        .flatMap(text -> NhsNumber.read(text.substring(1)))
                        .map(Patient.ByNhsNumber::new)
                        .orElseThrow(() ->
                                SearchRequest.bad(
                                        name,
                                        "it must be %s| and an NHS number"
                                                .formatted(Systems.NHS_NUMBER)));
            }
            if (value.isBlank()) {
                throw SearchRequest.bad(name, "it must have a value");
            }
            return new Patient.ById(value.replaceFirst("^Patient/", ""));
        }
    }
}
