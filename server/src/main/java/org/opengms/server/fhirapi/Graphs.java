package org.opengms.server.fhirapi;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.opengms.fhir.OperationOutcomes;
import org.opengms.gate.Actor;
import org.opengms.server.persistence.ResourceQuery;
import org.opengms.server.persistence.ResourceStore;
import org.opengms.server.persistence.ResourceStore.Stored;
import org.opengms.server.security.CurrentActor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `$graph`: a resource with everything that belongs to it, in one answer, each through the gate.
public final class Graphs {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// More than this is no order any more.
    private static final int MOST_RESOURCES = 2000;

    private final ResourceStore store;
    private final Release release;
    private final String address;

    Graphs(ResourceStore store, Release release, String address) {
        this.store = store;
        this.release = release;
        this.address = address;
    }

    /// An order with what belongs to it.
    @Operation(name = "$graph", idempotent = true, typeName = "ServiceRequest")
    public Bundle order(
            @IdParam IdType id,
            @OperationParam(name = "graph") @Nullable StringType graph,
            RequestDetails request) {
        return graph("ServiceRequest", id, graph, request);
    }

    /// A family's orders, or their reports.
    @Operation(name = "$graph", idempotent = true, typeName = "RequestGroup")
    public Bundle group(
            @IdParam IdType id,
            @OperationParam(name = "graph") @Nullable StringType graph,
            RequestDetails request) {
        return graph("RequestGroup", id, graph, request);
    }

    /// A report with what belongs to it.
    @Operation(name = "$graph", idempotent = true, typeName = "DiagnosticReport")
    public Bundle report(
            @IdParam IdType id,
            @OperationParam(name = "graph") @Nullable StringType graph,
            RequestDetails request) {
        return graph("DiagnosticReport", id, graph, request);
    }

    private Bundle graph(
            String type, IdType id, @Nullable StringType named, RequestDetails request) {
        Actor actor = CurrentActor.require();
        Graph graph =
                named == null || !named.hasValue()
                        ? Graph.usual(type).orElseThrow()
                        : Graph.find(named.getValue())
                                .filter(g -> g.start().equals(type))
                                .orElseThrow(() -> unknown(type));
        Stored start = store.find(type, id.getIdPart()).orElseThrow(() -> Answers.notFound(type));
        release.one(start, actor);
        Map<String, Stored> found = new LinkedHashMap<>();
        Set<String> walked = new LinkedHashSet<>();
        walk(start, graph.links(), found, walked);
        found.remove(start.reference());
        Bundle bundle = new Bundle();
        bundle.setType(Bundle.BundleType.SEARCHSET);
        bundle.addLink().setRelation("self").setUrl(request.getCompleteUrl());
        release.add(address, bundle, List.of(start), Bundle.SearchEntryMode.MATCH);
        release.add(
                address,
                bundle,
                release.matches(List.copyOf(found.values()), actor),
                Bundle.SearchEntryMode.INCLUDE);
        bundle.setTotal(1);
        return bundle;
    }

    private static InvalidRequestException unknown(String type) {
        String words =
                "There is no such graph of a %s. The graphs are: %s."
                        .formatted(
                                type,
                                String.join(
                                        ", ",
                                        Graph.all().stream()
                                                .filter(g -> g.start().equals(type))
                                                .map(Graph::name)
                                                .toList()));
        return new InvalidRequestException(
                words, OperationOutcomes.problem("BAD_REQUEST", words, "http.graph"));
    }

    private void walk(
            Stored from, List<Graph.Link> links, Map<String, Stored> found, Set<String> walked) {
        if (found.size() > MOST_RESOURCES
                || !walked.add(from.reference() + " " + System.identityHashCode(links))) {
            return;
        }
        JsonNode tree = links.isEmpty() ? JSON.createObjectNode() : JSON.readTree(from.body());
        for (Graph.Link link : links) {
            for (Stored target : targets(from, tree, link)) {
                found.putIfAbsent(target.reference(), target);
                walk(target, next(link), found, walked);
            }
        }
    }

    private static List<Graph.Link> next(Graph.Link link) {
        return switch (link) {
            case Graph.Link.Forward(var _, var _, List<Graph.Link> links) -> links;
            case Graph.Link.Backward(var _, var _, List<Graph.Link> links) -> links;
            case Graph.Link.SameRequisition(List<Graph.Link> links) -> links;
        };
    }

    private List<Stored> targets(Stored from, JsonNode tree, Graph.Link link) {
        return switch (link) {
            case Graph.Link.Forward(String path, String type, var _) -> {
                List<JsonNode> nodes = List.of(tree);
                for (String name : path.split("\\.", -1)) {
                    nodes = children(nodes, name);
                }
                List<Stored> targets = new ArrayList<>();
                for (JsonNode node : nodes) {
                    referred(node.path("reference").asString(""), type).ifPresent(targets::add);
                }
                yield targets;
            }
            case Graph.Link.Backward(String type, String parameter, var _) ->
                    search(type, parameter + "=" + from.reference());
            case Graph.Link.SameRequisition(var _) ->
                    from.tokens().stream()
                            .filter(token ->
                                    token.startsWith("requisition=") && token.contains("|"))
                            .flatMap(token -> search("ServiceRequest", token).stream())
                            .filter(other -> !other.reference().equals(from.reference()))
                            .toList();
        };
    }

    private static List<JsonNode> children(List<JsonNode> nodes, String name) {
        List<JsonNode> children = new ArrayList<>();
        for (JsonNode node : nodes) {
            JsonNode child = node.path(name);
            if (child.isArray()) {
                child.forEach(children::add);
            } else if (!child.isMissingNode()) {
                children.add(child);
            }
        }
        return children;
    }

    private Optional<Stored> referred(String reference, String type) {
        if (!reference.matches("[A-Z][A-Za-z]+/[A-Za-z0-9.\\-]{1,64}")) {
            return Optional.empty();
        }
        int slash = reference.indexOf('/');
        String found = reference.substring(0, slash);
        return type.equals("Resource") || type.equals(found)
                ? store.find(found, reference.substring(slash + 1))
                : Optional.empty();
    }

    private List<Stored> search(String type, String token) {
        return store.search(
                new ResourceQuery(
                        type,
                        List.of(new ResourceQuery.WithToken(List.of(token))),
                        Optional.empty(),
                        0,
                        MOST_RESOURCES));
    }
}
