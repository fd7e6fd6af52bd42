package org.opengms.server.fhirapi;

import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.opengms.fhir.OperationOutcomes;
import org.opengms.gate.Actor;
import org.opengms.gate.Role;
import org.opengms.server.persistence.ResourceQuery;
import org.opengms.server.persistence.ResourceQuery.Criterion;
import org.opengms.server.persistence.ResourceQuery.Position;
import org.opengms.server.persistence.ResourceStore;
import org.opengms.server.persistence.ResourceStore.Stored;
import tools.jackson.databind.json.JsonMapper;

/// Searches of every type. Laboratories find what they work on, organisations what they ordered or
/// sent; what the gate denies is left out. Results come in the order in which they last changed, so
/// that whoever polls can go on where they stopped.
///
/// A search with more results than a page holds is kept under an id, and its next page is asked for
/// by that id (`_getpages`, as in the national interface). A page begins after the last result of
/// the one before, not at a number, so that it costs the same however deep it lies and nothing is
/// passed over when something changes in between.
///
/// `total` is given when all results fit on one page; otherwise it is left out, since counting what
/// the gate would release costs as much as reading it.
final class Searches {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// The most resources that includes add to a page.
    private static final int MOST_INCLUDED = 1000;

    private final ResourceStore store;
    private final Release release;
    private final String address;

    /// @param address of the interface, without a slash at its end
    Searches(ResourceStore store, Release release, String address) {
        this.store = store;
        this.release = release;
        this.address = address;
    }

    /// A search kept for its next page.
    ///
    /// @param type that is searched
    /// @param query of the URL
    /// @param lastUpdated of the last result so far, in milliseconds and nanoseconds as an instant
    /// @param id of the last result so far
    /// @param offset how many results came before
    record KeptPage(String type, String query, String lastUpdated, String id, int offset) {}

    /// The first page.
    Bundle first(String type, Map<String, String[]> parameters, Actor actor) {
        SearchRequest request = SearchRequest.of(type, parameters);
        return page(request, query(parameters), Optional.empty(), request.offset(), actor);
    }

    /// A search that was kept for its next page: only for whoever made it.
    KeptPage kept(UUID id, Actor actor) {
        return store.findPage(id, actor.id())
                .map(json -> JSON.readValue(json, KeptPage.class))
                .orElseThrow(Searches::noSuchPage);
    }

    /// A further page.
    ///
    /// @param offset as the link said; a page can also be asked for by a number of one's own
    Bundle further(KeptPage kept, int offset, OptionalInt count, Actor actor) {
        SearchRequest asked = SearchRequest.of(kept.type(), parameters(kept.query()));
        SearchRequest request =
                new SearchRequest(
                        asked.type(),
                        asked.criteria(),
                        asked.includes(),
                        asked.reverseIncludes(),
                        count.orElse(asked.count()),
                        offset);
        Optional<Position> after =
                offset == kept.offset()
                        ? Optional.of(new Position(Instant.parse(kept.lastUpdated()), kept.id()))
                        : Optional.empty();
        if (after.isEmpty() && offset > SearchRequest.LARGEST_OFFSET) {
            throw SearchRequest.bad(
                    "_getpagesoffset",
                    "pages beyond %d are reached by their links, one after the other"
                            .formatted(SearchRequest.LARGEST_OFFSET));
        }
        return page(request, kept.query(), after, offset, actor);
    }

    private static ResourceNotFoundException noSuchPage() {
        String words = "There is no such page any more. Search again.";
        return new ResourceNotFoundException(
                words, OperationOutcomes.problem("NOT_FOUND", words, "http._getpages"));
    }

    private Bundle page(
            SearchRequest request,
            String query,
            Optional<Position> after,
            int offset,
            Actor actor) {
        List<Stored> found =
                store.search(
                        new ResourceQuery(
                                request.type(),
                                narrowed(request, actor),
                                after,
                                after.isPresent() ? 0 : offset,
                                request.count() + 1));
        boolean hasMore = found.size() > request.count();
        List<Stored> shown = hasMore ? found.subList(0, request.count()) : found;
        List<Stored> matches = release.matches(shown, actor);
        Bundle bundle = new Bundle();
        bundle.setType(Bundle.BundleType.SEARCHSET);
        bundle.addLink()
                .setRelation("self")
                .setUrl(address + "/" + request.type() + (query.isEmpty() ? "" : "?" + query));
        if (hasMore) {
            bundle.addLink()
                    .setRelation("next")
                    .setUrl(next(request, query, shown.getLast(), offset, actor));
        } else if (offset == 0) {
            bundle.setTotal(matches.size());
        }
        release.add(address, bundle, matches, Bundle.SearchEntryMode.MATCH);
        release.add(
                address, bundle, included(request, matches, actor), Bundle.SearchEntryMode.INCLUDE);
        return bundle;
    }

    private String next(SearchRequest request, String query, Stored last, int offset, Actor actor) {
        int nextOffset = offset + request.count();
        UUID id =
                keep(
                        actor,
                        new KeptPage(
                                request.type(),
                                query,
                                last.lastUpdated().toString(),
                                last.id(),
                                nextOffset));
        return "%s?_getpages=%s&_getpagesoffset=%d&_count=%d"
                .formatted(address, id, nextOffset, request.count());
    }

    /// What the actor may find without saying so: a laboratory what it works on, an organisation
    /// what it ordered.
    private static List<Criterion> narrowed(SearchRequest request, Actor actor) {
        List<Criterion> criteria = new ArrayList<>(request.criteria());
        if (actor.has(Role.PATIENT)) {
            criteria.add(
                    new ResourceQuery.OfPerson(
                            actor.person()
                                    .orElseThrow(() ->
                                            Answers.notAllowed(
                                                    request.type(),
                                                    "The token is about no patient: ask for launch/patient."))));
        } else if (actor.has(Role.CLINICIAN)) {
            if (criteria.stream().noneMatch(ResourceQuery.RequestedBy.class::isInstance)) {
                criteria.add(new ResourceQuery.RequestedBy(actor.organisation()));
            }
        } else if (request.type().equals("Task")) {
            boolean isNarrow =
                    criteria.stream()
                            .anyMatch(c ->
                                    c instanceof ResourceQuery.OwnedBy
                                            || c instanceof ResourceQuery.OfOrder);
            if (!isNarrow) {
                criteria.add(new ResourceQuery.OwnedBy(actor.organisation()));
            }
        } else {
            criteria.add(new ResourceQuery.WorkedOnBy(actor.organisation()));
        }
        return criteria;
    }

    /// What the matches refer to and what refers to them, as far as it was asked for.
    private List<Stored> included(SearchRequest request, List<Stored> matches, Actor actor) {
        Map<String, Stored> found = new LinkedHashMap<>();
        for (String parameter : request.includes()) {
            for (Stored match : matches) {
                for (String target : references(match, parameter)) {
                    int slash = target.indexOf('/');
                    store.find(target.substring(0, slash), target.substring(slash + 1))
                            .ifPresent(stored -> found.putIfAbsent(stored.reference(), stored));
                }
            }
        }
        for (SearchRequest.ReverseInclude reverse : request.reverseIncludes()) {
            if (!matches.isEmpty()) {
                List<String> tokens =
                        matches.stream()
                                .map(match -> reverse.parameter() + "=" + match.reference())
                                .toList();
                store.search(
                                new ResourceQuery(
                                        reverse.type(),
                                        List.of(new ResourceQuery.WithToken(tokens)),
                                        Optional.empty(),
                                        0,
                                        MOST_INCLUDED))
                        .forEach(stored -> found.putIfAbsent(stored.reference(), stored));
            }
        }
        matches.forEach(match -> found.remove(match.reference()));
        return release.matches(found.values().stream().limit(MOST_INCLUDED).toList(), actor);
    }

    /// Where a parameter of a resource leads, as `Type/id`.
    static List<String> references(Stored stored, String parameter) {
        String prefix = parameter + "=";
        return stored.tokens().stream()
                .filter(token -> token.startsWith(prefix))
                .map(token -> token.substring(prefix.length()))
                .filter(target -> target.matches("[A-Z][A-Za-z]+/[A-Za-z0-9.\\-]{1,64}"))
                .toList();
    }

    /// Adds a match before the others, if the actor may see it.
    void addFirst(Bundle bundle, Stored stored, Actor actor) {
        if (release.matches(List.of(stored), actor).isEmpty()) {
            return;
        }
        release.add(address, bundle, List.of(stored), Bundle.SearchEntryMode.MATCH);
        bundle.getEntry().addFirst(bundle.getEntry().removeLast());
        if (bundle.hasTotal()) {
            bundle.setTotal(bundle.getTotal() + 1);
        }
    }

    /// Keeps a search for its next page.
    UUID keep(Actor actor, KeptPage page) {
        return store.keepPage(actor.id(), JSON.writeValueAsString(page));
    }

    static String query(Map<String, String[]> parameters) {
        List<String> pairs = new ArrayList<>();
        parameters.forEach((name, values) -> {
            for (String value : values) {
                pairs.add(encode(name) + "=" + encode(value));
            }
        });
        return String.join("&", pairs);
    }

    static Map<String, String[]> parameters(String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters
                        .computeIfAbsent(decode(pair.substring(0, equals)), n -> new ArrayList<>())
                        .add(decode(pair.substring(equals + 1)));
            }
        }
        Map<String, String[]> arrays = new LinkedHashMap<>();
        parameters.forEach((name, values) -> arrays.put(name, values.toArray(String[]::new)));
        return arrays;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
