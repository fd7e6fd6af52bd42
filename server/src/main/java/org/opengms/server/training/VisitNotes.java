package org.opengms.server.training;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.opengms.server.persistence.JdbcDeeds;
import org.opengms.server.security.CurrentActor;
import org.opengms.training.Place;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/// Notes in the training service that somebody was shown one of the pages that exercises ask for.
/// Only who, which and when; nothing of what was asked or shown.
public final class VisitNotes extends OncePerRequestFilter {
    private final JdbcDeeds deeds;
    private final InstantSource clock;

    public VisitNotes(JdbcDeeds deeds, InstantSource clock) {
        this.deeds = deeds;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        if (response.getStatus() == HttpServletResponse.SC_OK) {
            place(request)
                    .ifPresent(place ->
                            CurrentActor.find(
                                            SecurityContextHolder.getContext().getAuthentication())
                                    .ifPresent(actor ->
                                            deeds.looked(actor.id(), place, clock.instant())));
        }
    }

    private static Optional<Place> place(HttpServletRequest request) {
        if (!request.getMethod().equals("GET") && !request.getRequestURI().equals("/readings")) {
            return Optional.empty();
        }
        return switch (request.getRequestURI()) {
            case "/overview" -> Optional.of(Place.OVERVIEW);
            case "/overview/capacity" -> Optional.of(Place.CAPACITY);
            case "/workforce" ->
                    Optional.ofNullable(request.getParameter("then"))
                            .filter(then -> !then.isBlank())
                            .map(_ -> Place.GATE_PREVIEW);
            case "/FHIR/R4/AuditEvent", "/readings" -> Optional.of(Place.WHO_READ);
            default -> Optional.empty();
        };
    }
}
