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
import java.util.function.Consumer;
import org.opengms.planning.routing.OutcomeCount;
import org.opengms.routing.ServiceOutcomes;
import org.opengms.routing.YieldBoard;
import org.opengms.server.persistence.JdbcRouting;
import org.opengms.server.security.ApiErrors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The records of routing decisions, one a line, and the counted outcomes of their orders, for the
/// operator, as docs/spec/routing.md says. They say nothing of who the patient is.
@Controller
public class RoutingRecords {
    /// Some months: what is asked for is read in one transaction.
    private static final int MOST_DAYS = 100;

    /// Three years: outcomes are counted, not listed.
    private static final int MOST_COUNTED_DAYS = 1096;

    private final JdbcRouting records;
    private final YieldBoard yields;

    public RoutingRecords(JdbcRouting records, YieldBoard yields) {
        this.records = records;
        this.yields = yields;
    }

    /// Some days.
    private record Days(LocalDate from, LocalDate until) {}

    /// The days asked for; what is wrong with them is answered.
    private static Optional<Days> days(
            Optional<String> from, Optional<String> until, int most, HttpServletResponse response)
            throws IOException {
        Optional<LocalDate> first = from.flatMap(RoutingRecords::day);
        Optional<LocalDate> last = until.flatMap(RoutingRecords::day);
        if (first.isEmpty()
                || last.isEmpty()
                || last.get().isBefore(first.get())
                || last.get().isAfter(first.get().plusDays(most))) {
            ApiErrors.write(
                    response,
                    400,
                    "invalid",
                    "BAD_REQUEST",
                    "Give from and until as days such as 2026-06-01, the first not after the last, and at most %d days apart."
                            .formatted(most));
            return Optional.empty();
        }
        return Optional.of(new Days(first.get(), last.get()));
    }

    /// The outcomes of the requests that were routed in some days, counted, for `opengms plan
    /// yields`. How many requests are left out stands in the headers.
    ///
    /// @param from first day, UTC
    /// @param until last day
    @GetMapping("/api/routing/outcomes")
    public void outcomes(
            @RequestParam Optional<String> from,
            @RequestParam Optional<String> until,
            HttpServletResponse response)
            throws IOException {
        Optional<Days> days = days(from, until, MOST_COUNTED_DAYS, response);
        if (days.isPresent()) {
            ServiceOutcomes outcomes = yields.outcomes(days.get().from(), days.get().until());
            response.setContentType("text/csv");
            response.setCharacterEncoding("UTF-8");
            response.setIntHeader("OpenGMS-Requests-Withheld", outcomes.withheld());
            response.setIntHeader("OpenGMS-Requests-Unread", outcomes.unread());
            response.getWriter().write(OutcomeCount.text(outcomes.counts()));
        }
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
        write(from, until, records::decisions, response);
    }

    /// The choices of persons against decisions, of some days, the oldest first. Replayed after the
    /// decisions that they are about.
    ///
    /// @param from first day, UTC
    /// @param until last day
    @GetMapping("/api/routing/overrides")
    public void overrides(
            @RequestParam Optional<String> from,
            @RequestParam Optional<String> until,
            HttpServletResponse response)
            throws IOException {
        write(from, until, records::overrides, response);
    }

    /// Gives the lines of some days.
    private interface Lines {
        void each(LocalDate from, LocalDate until, Consumer<String> line);
    }

    private static void write(
            Optional<String> from,
            Optional<String> until,
            Lines lines,
            HttpServletResponse response)
            throws IOException {
        Optional<Days> days = days(from, until, MOST_DAYS, response);
        if (days.isEmpty()) {
            return;
        }
        response.setContentType("application/x-ndjson");
        response.setCharacterEncoding("UTF-8");
        try (BufferedWriter out =
                new BufferedWriter(
                        new OutputStreamWriter(
                                response.getOutputStream(), StandardCharsets.UTF_8))) {
            lines.each(days.get().from(), days.get().until(), line -> write(out, line));
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
