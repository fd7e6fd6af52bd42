package org.opengms.server.passports;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.opengms.access.Account;
import org.opengms.datafile.DataFile;
import org.opengms.server.security.ApiMessages;
import org.opengms.server.security.CurrentActor;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// `/api/access/passport` and `/api/access/visas`: what others vouch for about a researcher, and
/// what this service vouches for to others.
@Controller
public class PassportEndpoint {
    private static final int LARGEST_BYTES = 1 << 20;
    private static final DataFile<Passport> PASSPORT =
            new DataFile<>(Passport.class, "a passport", "OGMS-8704", UnaryOperator.identity());
    private static final DataFile<Token> TOKEN =
            new DataFile<>(
                    Token.class, "a visa to ask about", "OGMS-8704", UnaryOperator.identity());

    private final PassportReader reader;
    private final KeptVisas kept;
    private final OwnVisas own;

    public PassportEndpoint(PassportReader reader, KeptVisas kept, OwnVisas own) {
        this.reader = reader;
        this.kept = kept;
        this.own = own;
    }

    /// The claim that holds the visas of a passport.
    ///
    /// @param visas as a broker gives them
    record Passport(@JsonProperty("ga4gh_passport_v1") List<String> visas) {
        Passport {
            visas = List.copyOf(visas);
        }
    }

    /// A visa to ask about.
    record Token(String visa) {}

    /// Reads the visas of a passport, and keeps those that are verified.
    @PostMapping("/api/access/passport")
    public void read(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Passport> passport = message(request, response, PASSPORT);
        if (passport.isEmpty()) {
            return;
        }
        Account account = new Account(CurrentActor.require().id());
        List<VisaReading> readings;
        try {
            readings = reader.read(passport.get().visas());
        } catch (IllegalArgumentException tooMany) {
            ApiMessages.unclear(response, tooMany);
            return;
        }
        List<Map<String, Object>> told = new ArrayList<>();
        for (VisaReading reading : readings) {
            told.add(
                    switch (reading) {
                        case VisaReading.Accepted(Visa visa) when kept.keep(account, visa) ->
                                accepted(visa);
                        case VisaReading.Accepted _ ->
                                refused(
                                        account,
                                        "Another account has brought a visa of the same identity.");
                        case VisaReading.Refused(String reason) -> refused(account, reason);
                        case VisaReading.Ignored _ ->
                                Map.of("accepted", false, "reason", "Its type means nothing here.");
                    });
        }
        ApiMessages.write(response, 200, Map.of("visas", told));
    }

    private static Map<String, Object> accepted(Visa visa) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("accepted", true);
        view.put("issuer", visa.issuer());
        view.put("type", visa.type().code());
        view.put("value", visa.value());
        view.put("expires", visa.expires().toString());
        return view;
    }

    private Map<String, Object> refused(Account account, String reason) {
        kept.refused(account, reason);
        return Map.of("accepted", false, "reason", reason);
    }

    /// Own visas of whoever asks, for the projects that are open to them now.
    @GetMapping("/api/access/visas")
    public void own(HttpServletResponse response) throws IOException {
        ApiMessages.write(
                response,
                200,
                Map.of("ga4gh_passport_v1", own.of(new Account(CurrentActor.require().id()))));
    }

    /// Whether an own visa holds at this moment.
    @PostMapping("/api/access/visas/introspection")
    public void introspect(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<Token> token = message(request, response, TOKEN);
        if (token.isPresent()) {
            ApiMessages.write(response, 200, own.introspect(token.get().visa()));
        }
    }

    /// The key that verifies own visas, for anybody.
    @GetMapping(OwnVisas.KEYS)
    public ResponseEntity<Map<String, Object>> keys() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
                .body(own.publicKeys());
    }

    private static <T> Optional<T> message(
            HttpServletRequest request, HttpServletResponse response, DataFile<T> form)
            throws IOException {
        return ApiMessages.read(request, response, form, LARGEST_BYTES, "Send fewer visas.");
    }
}
