package org.opengms.server.environment;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.opengms.outputs.OutputDesk;

/// Hands out an output so that a browser keeps it and shows nothing of it.
public final class OutputFiles {
    private OutputFiles() {}

    /// Writes the bytes that were judged.
    public static void write(HttpServletResponse response, OutputDesk.Fetched fetched)
            throws IOException {
        response.setStatus(200);
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"%s\"".formatted(fetched.request().name()));
        response.setContentLength(fetched.bytes().length);
        response.getOutputStream().write(fetched.bytes());
    }
}
