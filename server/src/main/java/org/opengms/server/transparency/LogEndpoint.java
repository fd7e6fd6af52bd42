package org.opengms.server.transparency;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opengms.logbook.LogKeeper;
import org.opengms.server.persistence.JdbcLogBook;
import org.opengms.server.persistence.StandbyAccessLog;
import org.opengms.server.security.ApiMessages;
import org.opengms.transparency.witness.WitnessPanel;
import org.opengms.transparency.witness.WitnessPanel.Outcome;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// `GET /api/log/status`: how the transparency log goes, for those who run the service.
@Controller
public class LogEndpoint {
    private final LogKeys keys;
    private final LogKeeper keeper;
    private final JdbcLogBook book;
    private final StandbyAccessLog access;
    private final Optional<WitnessPanel> witnesses;

    /// @param witnesses if there are any
    public LogEndpoint(
            LogKeys keys,
            LogKeeper keeper,
            JdbcLogBook book,
            StandbyAccessLog access,
            Optional<WitnessPanel> witnesses) {
        this.keys = keys;
        this.keeper = keeper;
        this.book = book;
        this.access = access;
        this.witnesses = witnesses;
    }

    /// What this server knows.
    @GetMapping("/api/log/status")
    public void status(HttpServletResponse response) throws IOException {
        LogKeeper.Status status = keeper.status();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("origin", keys.origin().value());
        body.put("verifierKey", keys.log().verifier().toString());
        body.put("keptByThisServer", status.keeping());
        body.put("entries", book.size());
        body.put("waiting", book.waitingCount());
        body.put("waitingOutsideTheDatabase", access.waiting());
        status.problem().ifPresent(problem -> body.put("problem", problem));
        body.put("witnesses", witnesses.map(LogEndpoint::view).orElseGet(List::of));
        body.put("findings", book.findings());
        ApiMessages.write(response, 200, body);
    }

    private static List<Map<String, Object>> view(WitnessPanel panel) {
        return panel.last().entrySet().stream()
                .map(one ->
                        Map.<String, Object>of(
                                "witness",
                                one.getKey().name().value(),
                                "last",
                                words(one.getValue())))
                .toList();
    }

    private static String words(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Cosigned _ -> "cosigned";
            case Outcome.Absent(String why) -> "absent: " + why;
            case Outcome.Lying(String why) -> "lying: " + why;
            case Outcome.Objects(String why) -> "objects: " + why;
        };
    }
}
