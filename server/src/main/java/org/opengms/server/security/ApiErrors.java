package org.opengms.server.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.opengms.fhir.Systems;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import tools.jackson.databind.json.JsonMapper;

/// Tells a system in a FHIR OperationOutcome why it was not let in.
public final class ApiErrors implements AuthenticationEntryPoint, AccessDeniedHandler {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public void commence(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException failure)
            throws IOException {
        boolean hasToken = request.getHeader("Authorization") != null;
        String why =
                failure instanceof OAuth2AuthenticationException bad && hasToken
                        ? "The token is not accepted: "
                                + describe(bad)
                                + ". Get a new one from /oauth2/token."
                        : "No token was sent. Get one from /oauth2/token and send it as 'Authorization: Bearer …'.";
        response.setHeader("WWW-Authenticate", "Bearer");
        write(response, 401, "login", "UNAUTHORISED", why);
    }

    @Override
    public void handle(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        write(
                response,
                403,
                "forbidden",
                "NOT_ALLOWED",
                "Your role does not allow this. Ask the service for the role that does.");
    }

    /// Writes one issue as an OperationOutcome.
    ///
    /// @param code of FHIR's issue-type
    /// @param errorCode of the national interface, such as `NOT_ALLOWED`
    public static void write(
            HttpServletResponse response, int status, String code, String errorCode, String words)
            throws IOException {
        byte[] body =
                JSON.writeValueAsBytes(
                        Map.of(
                                "resourceType",
                                "OperationOutcome",
                                "issue",
                                List.of(
                                        Map.of(
                                                "severity",
                                                "error",
                                                "code",
                                                code,
                                                "details",
                                                Map.of(
                                                        "coding",
                                                        List.of(
                                                                Map.of(
                                                                        "system",
                                                                        Systems.ERROR,
                                                                        "code",
                                                                        errorCode))),
                                                "diagnostics",
                                                words))));
        response.setStatus(status);
        response.setContentType("application/fhir+json");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /// Refuses a message that is too large, and with it the connection: nobody reads its rest.
    ///
    /// @param limitBytes the largest that is taken
    /// @param advice a sentence more; may be empty
    public static void tooLarge(HttpServletResponse response, long limitBytes, String advice)
            throws IOException {
        response.setHeader("Connection", "close");
        String words =
                "The message is larger than the %s that the service takes."
                        .formatted(
                                limitBytes < 1 << 20
                                        ? (limitBytes >> 10) + " KB"
                                        : (limitBytes >> 20) + " MB");
        write(
                response,
                413,
                "too-long",
                "BAD_REQUEST",
                advice.isEmpty() ? words : words + " " + advice);
    }

    /// The decoder's words speak of times and signatures, never of what the token holds.
    private static String describe(OAuth2AuthenticationException bad) {
        String description = bad.getError().getDescription();
        if (description == null) {
            return "it is not a token of this service";
        }
        if (description.contains("expired")) {
            return "it has expired";
        }
        return description.contains("Malformed") || description.contains("JWT")
                ? "it is not a valid token of this service"
                : "it is not a token of this service";
    }
}
