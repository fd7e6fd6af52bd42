package org.opengms.server.fhirapi;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.opengms.gate.Actor;
import org.opengms.gate.Scope;
import org.opengms.server.security.CurrentActor;

/// Further pages of a search: `GET [base]?_getpages=…&_getpagesoffset=…&_count=…`, as the national
/// interface has them.
@Interceptor(order = 100)
public final class Pages {
    private final FhirContext fhir;
    private final Searches searches;
    private final AuditEvents audit;

    Pages(FhirContext fhir, Searches searches, AuditEvents audit) {
        this.fhir = fhir;
        this.searches = searches;
        this.audit = audit;
    }

    /// Answers what asks for a page.
    ///
    /// @return whether it was something else
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_PROCESSED)
    public boolean answer(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String id = request.getParameter("_getpages");
        String path = request.getPathInfo();
        boolean isBase = path == null || path.equals("/") || path.isEmpty();
        if (!isBase || !request.getMethod().equals("GET") || id == null) {
            return true;
        }
        UUID page;
        try {
            page = UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw SearchRequest.bad("_getpages", "it must be the id of a link that was given");
        }
        String offset = request.getParameter("_getpagesoffset");
        String count = request.getParameter("_count");
        int from =
                offset == null
                        ? 0
                        : SearchRequest.number("_getpagesoffset", offset, Integer.MAX_VALUE);
        OptionalInt results =
                count == null
                        ? OptionalInt.empty()
                        : OptionalInt.of(
                                Math.max(
                                        1,
                                        SearchRequest.number(
                                                "_count", count, SearchRequest.LARGEST_PAGE)));
        Actor actor = CurrentActor.require();
        Searches.KeptPage kept = searches.kept(page, actor);
        RequestScopes.check(kept.type(), Scope.Interaction.SEARCH, actor);
        Bundle bundle =
                kept.type().equals(AuditEvents.TYPE)
                        ? audit.further(kept, from, results, actor)
                        : searches.further(kept, from, results, actor);
        byte[] body = Verbatim.text(fhir, bundle).getBytes(StandardCharsets.UTF_8);
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("application/fhir+json");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        return false;
    }
}
