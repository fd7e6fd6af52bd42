package org.opengms.server.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opengms.gate.Hands;
import org.opengms.workforce.GateDecision;
import org.opengms.workforce.GateOutcome;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// What the present request says of an emergency, and what is told to who made it.
///
/// A program sends the header `X-Competence-Override` with the reason in words; a page's form has
/// the field `competenceOverride`. What was not plain is told to a program in the header
/// `X-Competence-Warning` and to a person above the next page.
public final class CompetenceNotes {
    /// The header with the reason of an emergency.
    public static final String OVERRIDE = "X-Competence-Override";

    /// The header with a warning.
    public static final String WARNING = "X-Competence-Warning";

    /// The field of a form with the reason of an emergency.
    public static final String FIELD = "competenceOverride";

    private static final String TOLD = CompetenceNotes.class.getName();

    private CompetenceNotes() {}

    /// What a page tells above its content.
    ///
    /// @param isRefusal whether nothing was done
    public record Told(String words, boolean isRefusal) implements Serializable {}

    /// By whose hands the present request is made: a person's, in an emergency where it says so.
    ///
    /// A reason that is too short or too long counts as none, so that the refusal is told and not
    /// an error.
    public static Hands hands() {
        return reason().map(String::strip)
                .filter(Hands.OwnUrgently::isReason)
                .<Hands>map(Hands.OwnUrgently::new)
                .orElse(Hands.OWN);
    }

    private static Optional<String> reason() {
        return attributes()
                .map(ServletRequestAttributes::getRequest)
                .flatMap(request ->
                        isApi(request)
                                ? Optional.ofNullable(request.getHeader(OVERRIDE))
                                : isForm(request)
                                        ? Optional.ofNullable(request.getParameter(FIELD))
                                        : Optional.empty());
    }

    private static Optional<ServletRequestAttributes> attributes() {
        return RequestContextHolder.getRequestAttributes()
                        instanceof ServletRequestAttributes attributes
                ? Optional.of(attributes)
                : Optional.empty();
    }

    private static boolean isApi(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith("/FHIR/")
                || path.equals("/FHIR")
                || path.startsWith("/api/")
                || path.startsWith("/files/")
                || path.startsWith("/hl7/");
    }

    private static boolean isForm(HttpServletRequest request) {
        return request.getMethod().equals("POST");
    }

    /// Tells who made the present request what was not plain.
    public static void tell(GateDecision decision) {
        String words =
                decision.outcome() == GateOutcome.REFUSED ? decision.refusal() : decision.warning();
        if (words.isEmpty()) {
            return;
        }
        attributes()
                .ifPresent(attributes -> {
                    HttpServletRequest request = attributes.getRequest();
                    if (isApi(request)) {
                        HttpServletResponse response = attributes.getResponse();
                        if (response != null && decision.outcome() != GateOutcome.REFUSED) {
                            response.setHeader(WARNING, words.replaceAll("[^ -~]", "?"));
                        }
                        return;
                    }
                    HttpSession session = request.getSession(false);
                    if (session != null) {
                        session.setAttribute(
                                TOLD, new Told(words, decision.outcome() == GateOutcome.REFUSED));
                    }
                });
    }

    /// Takes what is to be told above the page of the present request; once.
    public static Optional<Told> take() {
        return attributes()
                .map(attributes -> attributes.getRequest().getSession(false))
                .flatMap(CompetenceNotes::takeFrom);
    }

    private static Optional<Told> takeFrom(@Nullable HttpSession session) {
        if (session == null || !(session.getAttribute(TOLD) instanceof Told told)) {
            return Optional.empty();
        }
        session.removeAttribute(TOLD);
        return Optional.of(told);
    }
}
