package org.opengms.server.fhirapi;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.jspecify.annotations.Nullable;
import org.opengms.gate.Actor;
import org.opengms.gate.Scope.Interaction;
import org.opengms.server.security.CurrentActor;
import org.opengms.server.security.SmartScopes;
import tools.jackson.databind.json.JsonMapper;

/// Holds each FHIR request against the scopes of its token before anything is read or changed
/// (SMART App Launch 2.0: *the resource server SHALL validate the access token and ensure that its
/// scope covers the requested resource*). What a search includes, a graph gathers or a page goes on
/// with is held against them again where it is released.
@Interceptor
public final class RequestScopes {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String origin;

    /// @param origin where the authorisation server is reached
    RequestScopes(String origin) {
        this.origin = origin;
    }

    /// Tells a program how to get a token.
    ///
    /// @return whether it was something else
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_PROCESSED)
    public boolean configuration(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!"/.well-known/smart-configuration".equals(request.getPathInfo())
                || !request.getMethod().equals("GET")) {
            return true;
        }
        byte[] body = JSON.writeValueAsBytes(SmartScopes.configuration(origin));
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        return false;
    }

    /// Refuses what the token does not reach.
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void hold(RequestDetails request, RestOperationTypeEnum operation) {
        if (operation == RestOperationTypeEnum.METADATA
                || operation == RestOperationTypeEnum.TRANSACTION) {
            // The statement is public; each entry of a transaction is held by itself.
            return;
        }
        Actor actor = CurrentActor.require();
        String type = request.getResourceName() == null ? "Parameters" : request.getResourceName();
        for (Interaction interaction : interactions(operation, request.getOperation())) {
            check(type, interaction, actor);
        }
    }

    /// An answer to a change holds the resource, so a change needs to read as well.
    private static List<Interaction> interactions(
            RestOperationTypeEnum operation, @Nullable String name) {
        return switch (operation) {
            case READ, VREAD, HISTORY_INSTANCE -> List.of(Interaction.READ);
            case SEARCH_TYPE, SEARCH_SYSTEM, HISTORY_TYPE, HISTORY_SYSTEM, GET_PAGE ->
                    List.of(Interaction.SEARCH);
            case CREATE -> List.of(Interaction.CREATE, Interaction.READ);
            case UPDATE, PATCH -> List.of(Interaction.UPDATE, Interaction.READ);
            case DELETE -> List.of(Interaction.DELETE);
            default ->
                    switch (name == null ? "" : name) {
                        case "$graph", "$service-numbers" -> List.of(Interaction.READ);
                        case "$validate" -> List.of(Interaction.CREATE);
                        case "$sign" -> List.of(Interaction.UPDATE, Interaction.READ);
                        case "$outcome" -> List.of(Interaction.UPDATE);
                        // An operation that nobody has thought about needs everything.
                        default -> List.copyOf(EnumSet.allOf(Interaction.class));
                    };
        };
    }

    /// Holds each request within a transaction.
    ///
    /// @throws ForbiddenOperationException naming the scope that the first one lacks
    static void check(Bundle bundle, Actor actor) {
        for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
            Interaction interaction =
                    switch (entry.getRequest().getMethod()) {
                        case GET, HEAD -> Interaction.READ;
                        case PUT, PATCH -> Interaction.UPDATE;
                        case DELETE -> Interaction.DELETE;
                        case POST, NULL -> Interaction.CREATE;
                        case null -> Interaction.CREATE;
                    };
            Set<String> types = new LinkedHashSet<>();
            if (entry.hasResource()) {
                types.add(entry.getResource().fhirType());
            }
            String url = entry.getRequest().getUrl();
            if (url != null && !url.isEmpty()) {
                types.add(url.split("[/?]", 2)[0]);
            }
            types.stream()
                    .filter(type -> type.matches("[A-Z][A-Za-z]{0,60}"))
                    .forEach(type -> check(type, interaction, actor));
        }
    }

    /// Refuses with the scope that is needed.
    static void check(String type, Interaction interaction, Actor actor) {
        actor.scopes()
                .missing(actor.roles(), type, EnumSet.of(interaction))
                .ifPresent(why -> {
                    ForbiddenOperationException refused = Answers.notAllowed(type, why);
                    refused.addResponseHeader(
                            "WWW-Authenticate", "Bearer error=\"insufficient_scope\"");
                    throw refused;
                });
    }
}
