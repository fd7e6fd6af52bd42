package org.opengms.server.routing;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.opengms.server.persistence.JdbcRouting;
import org.opengms.server.security.ApiErrors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The records of routing decisions for the operator, one a line, as docs/spec/routing.md says.
/// They say nothing of who the patient is.
@Controller
public class RoutingRecords {
    /// Some months: what is asked for is read in one transaction.
    private static final int MOST_DAYS = 100;

    private final JdbcRouting records;

    public RoutingRecords(JdbcRouting records) {
        this.records = records;
    }

    /// The decisions of some days, the oldest first.
    ///
    /// @param from first day, UTC
    /// @param until last day
    @GetMapping("/api/routing/records")
    public void records(
            @RequestParam Optional<String> from,
            @RequestParam Optional<String> until,
            HttpServletResponse response)
            throws IOException {
        Optional<LocalDate> first = from.flatMap(RoutingRecords::day);
        Optional<LocalDate> last = until.flatMap(RoutingRecords::day);
        if (first.isEmpty()
                || last.isEmpty()
                || last.get().isBefore(first.get())
                || last.get().isAfter(first.get().plusDays(MOST_DAYS))) {
            ApiErrors.write(
                    response,
                    400,
                    "invalid",
                    "BAD_REQUEST",
                    "Give from and until as days such as 2026-06-01, the first not after the last, and at most %d days apart."
                            .formatted(MOST_DAYS));
            return;
        }
        response.setContentType("application/x-ndjson");
        response.setCharacterEncoding("UTF-8");
        try (BufferedWriter out =
                new BufferedWriter(
                        new OutputStreamWriter(
                                response.getOutputStream(), StandardCharsets.UTF_8))) {
            records.lines(first.get(), last.get(), line -> write(out, line));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void write(BufferedWriter out, String line) {
        try {
            out.write(line);
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("OGMS-6650 The reader of routing records went away", e);
        }
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException notADay) {
            return Optional.empty();
        }
    }
}
