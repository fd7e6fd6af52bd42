package org.opengms.server.security;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import org.opengms.datafile.DataFile;
import tools.jackson.databind.json.JsonMapper;

/// What the interfaces beside FHIR read and answer. What they refuse is told by [ApiErrors].
public final class ApiMessages {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .changeDefaultPropertyInclusion(
                            p -> p.withValueInclusion(JsonInclude.Include.NON_ABSENT))
                    .build();

    private ApiMessages() {}

    /// Reads the body of a request; where it is too large, that is answered.
    ///
    /// @param limitBytes the largest that is taken
    /// @param advice a sentence more for what is too large; may be empty
    public static Optional<byte[]> body(
            HttpServletRequest request, HttpServletResponse response, int limitBytes, String advice)
            throws IOException {
        byte[] body = request.getInputStream().readNBytes(limitBytes + 1);
        if (body.length > limitBytes) {
            ApiErrors.tooLarge(response, limitBytes, advice);
            return Optional.empty();
        }
        return Optional.of(body);
    }

    /// Reads a message of a form; where it is too large or unclear, that is answered.
    ///
    /// @param limitBytes the largest that is taken
    /// @param advice a sentence more for what is too large; may be empty
    public static <T> Optional<T> read(
            HttpServletRequest request,
            HttpServletResponse response,
            DataFile<T> form,
            int limitBytes,
            String advice)
            throws IOException {
        Optional<byte[]> body = body(request, response, limitBytes, advice);
        if (body.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(form.read(new ByteArrayInputStream(body.get()), "the message"));
        } catch (IllegalArgumentException wrong) {
            unclear(response, wrong);
            return Optional.empty();
        }
    }

    /// Answers that a message cannot be read, with what is wrong.
    public static void unclear(HttpServletResponse response, IllegalArgumentException wrong)
            throws IOException {
        ApiErrors.write(
                response,
                422,
                "invalid",
                "UNPROCESSABLE_ENTITY",
                String.valueOf(wrong.getMessage()));
    }

    /// Answers with JSON that nobody on the way keeps. Absent values are left out.
    public static void write(HttpServletResponse response, int status, Object value)
            throws IOException {
        byte[] body = JSON.writeValueAsBytes(value);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
