package org.opengms.server.fhirapi;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import ca.uhn.fhir.rest.server.exceptions.MethodNotAllowedException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Resource;
import org.opengms.fhir.OperationOutcomes;

/// Writes every answer: kept resources as the text that they are kept as, with their version as
/// ETag. The interface speaks JSON alone, as the national one does. The sender's request and
/// correlation ids are given back (national interface, headers `X-Request-ID`, `X-Correlation-ID`).
@Interceptor
public final class VerbatimAnswers {
    private static final Pattern CORRELATION = Pattern.compile("[A-Za-z0-9.\\-_]{1,100}");
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT);

    private final FhirContext fhir;

    VerbatimAnswers(FhirContext fhir) {
        this.fhir = fhir;
    }

    /// Gives back what the sender wants to recognise the answer by, and refuses other formats.
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
    public boolean begin(RequestDetails request, HttpServletRequest servlet) {
        String format =
                Optional.ofNullable(servlet.getParameter("_format"))
                        .orElse(Optional.ofNullable(servlet.getHeader("Accept")).orElse(""));
        boolean takesJson =
                format.isBlank()
                        || format.contains("json")
                        || format.contains("*/*")
                        || format.contains("application/*");
        if (!takesJson) {
            throw new UnclassifiedServerFailureException(
                    406,
                    "JSON only",
                    OperationOutcomes.problem(
                            "BAD_REQUEST",
                            "This interface speaks application/fhir+json and nothing else.",
                            "http.Accept"));
        }
        return true;
    }

    /// Sends the request's own ids back, and refuses what is never done here.
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_PROCESSED)
    public boolean mirror(HttpServletRequest request, HttpServletResponse response) {
        for (String name : new String[] {"X-Request-ID", "X-Correlation-ID"}) {
            String id = request.getHeader(name);
            if (id != null && CORRELATION.matcher(id).matches()) {
                response.setHeader(name, id);
            }
        }
        if (request.getMethod().equals("DELETE") || request.getMethod().equals("PATCH")) {
            String words =
                    "This interface neither deletes nor patches. What is void says so by its status.";
            throw new MethodNotAllowedException(
                    words, OperationOutcomes.problem("NOT_ALLOWED", words, "http.method"));
        }
        return true;
    }

    /// Writes an answer.
    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public boolean write(
            RequestDetails request,
            IBaseResource resource,
            ResponseDetails details,
            HttpServletResponse response)
            throws IOException {
        if (resource == null || request.getRestOperationType() == RestOperationTypeEnum.METADATA) {
            return true;
        }
        byte[] body = Verbatim.text(fhir, resource).getBytes(StandardCharsets.UTF_8);
        response.setStatus(details.getResponseCode());
        response.setContentType("application/fhir+json");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        if (resource instanceof Resource one && one.getIdElement().hasVersionIdPart()) {
            response.setHeader("ETag", "W/\"" + one.getIdElement().getVersionIdPart() + "\"");
            if (one.getMeta().hasLastUpdated()) {
                response.setHeader(
                        "Last-Modified",
                        HTTP_DATE.format(
                                one.getMeta()
                                        .getLastUpdated()
                                        .toInstant()
                                        .atOffset(ZoneOffset.UTC)));
            }
            if (details.getResponseCode() == HttpServletResponse.SC_CREATED) {
                response.setHeader(
                        "Location",
                        request.getFhirServerBase()
                                + "/"
                                + one.getIdElement().toUnqualified().getValue());
            }
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        return false;
    }
}
