package org.opengms.server.passports;

import com.nimbusds.jose.jwk.JWK;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Reads visas of trusted issuers. The issuer and the address of its keys are looked up in the
/// allow-list before anything is fetched, so a visa of anybody else causes no call.
///
/// Only Visa Document Tokens are taken: they name their keys in `jku`. A Visa Access Token would
/// have to be sent back to its issuer at most once an hour (AAI profile 1.2) and is refused.
public final class PassportReader {
    /// How many visas a passport may hold here.
    public static final int MOST = 50;

    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final int LONGEST_TEXT = 1000;

    private final TrustedIssuers issuers;
    private final IssuerKeys keys;
    private final Clock clock;

    public PassportReader(TrustedIssuers issuers, IssuerKeys keys, Clock clock) {
        this.issuers = issuers;
        this.keys = keys;
        this.clock = clock;
    }

    /// A verified visa with the conditions that it makes.
    private record Verified(Optional<Visa> visa, JsonNode conditions) {}

    /// Reads the visas of one passport, in their order.
    ///
    /// @throws IllegalArgumentException if there are too many
    public List<VisaReading> read(List<String> visas) {
        if (visas.size() > MOST) {
            throw new IllegalArgumentException(
                    "OGMS-8701 A passport holds %d visas at most here.".formatted(MOST));
        }
        List<Object> first = new ArrayList<>();
        List<Visa> verified = new ArrayList<>();
        for (String token : visas) {
            try {
                Verified one = verify(token);
                one.visa().ifPresent(verified::add);
                first.add(one);
            } catch (Unacceptable no) {
                first.add(new VisaReading.Refused(no.reason()));
            }
        }
        List<VisaReading> readings = new ArrayList<>();
        for (Object one : first) {
            readings.add(
                    switch (one) {
                        case VisaReading.Refused refused -> refused;
                        case Verified(Optional<Visa> visa, JsonNode conditions) ->
                                visa.isEmpty()
                                        ? new VisaReading.Ignored()
                                        : VisaConditions.met(conditions, visa.get(), verified)
                                                ? new VisaReading.Accepted(visa.get())
                                                : new VisaReading.Refused(
                                                        "Its conditions are not met by the other visas of the passport.");
                        default -> throw new IllegalStateException("OGMS-8702 No reading");
                    });
        }
        return List.copyOf(readings);
    }

    private Verified verify(String token) throws Unacceptable {
        StrictJws jws = StrictJws.parse(token);
        TrustedIssuers.Issuer issuer =
                issuers.find(jws.claim("iss"))
                        .orElseThrow(() ->
                                new Unacceptable("Its issuer is not one that is trusted here."));
        String jku = jws.header("jku");
        if (jku.isEmpty()) {
            throw new Unacceptable(
                    "It does not name its keys (jku). Visa Access Tokens are not taken.");
        }
        URI address =
                issuer.keys().stream()
                        .filter(uri -> uri.toString().equals(jku))
                        .findFirst()
                        .orElseThrow(() ->
                                new Unacceptable(
                                        "The address of its keys (jku) is not one that is trusted for its issuer."));
        String kid = jws.header("kid");
        if (kid.isEmpty()) {
            throw new Unacceptable("It does not say which key signed it (kid).");
        }
        JWK key =
                keys.find(address, kid)
                        .orElseThrow(() ->
                                new Unacceptable("Its issuer publishes no key with its kid."));
        jws.verify(key);
        return content(jws);
    }

    private Verified content(StrictJws jws) throws Unacceptable {
        Instant now = clock.instant();
        Instant expires = Instant.ofEpochSecond(jws.time("exp"));
        if (!now.isBefore(expires)) {
            throw new Unacceptable("It has expired.");
        }
        if (Instant.ofEpochSecond(jws.time("iat")).isAfter(now.plus(SKEW))
                || (jws.claims().has("nbf")
                        && Instant.ofEpochSecond(jws.time("nbf")).isAfter(now.plus(SKEW)))) {
            throw new Unacceptable("It is not valid yet.");
        }
        if (jws.claim("scope").contains("openid")) {
            throw new Unacceptable("It is a Visa Access Token, and those are not taken.");
        }
        String subject = text(jws.claims(), "sub");
        JsonNode said = jws.claims().path("ga4gh_visa_v1");
        if (!said.isObject()) {
            throw new Unacceptable("It is no visa: ga4gh_visa_v1 is missing.");
        }
        Optional<Visa.Type> type = Visa.Type.find(text(said, "type"));
        JsonNode asserted = said.path("asserted");
        if (!asserted.isIntegralNumber()
                || !asserted.canConvertToLong()
                || Instant.ofEpochSecond(asserted.asLong()).isAfter(now.plus(SKEW))) {
            throw new Unacceptable("It does not say since when what it says holds.");
        }
        String value = text(said, "value");
        String source = text(said, "source");
        Optional<String> by = said.has("by") ? Optional.of(text(said, "by")) : Optional.empty();
        return new Verified(
                type.map(known ->
                        new Visa(
                                jws.claim("iss"),
                                subject,
                                known,
                                value,
                                source,
                                by,
                                Instant.ofEpochSecond(asserted.asLong()),
                                expires)),
                said.path("conditions"));
    }

    private static String text(JsonNode object, String name) throws Unacceptable {
        JsonNode value = object.path(name);
        if (!value.isString() || value.asString().isBlank()) {
            throw new Unacceptable("It does not say its %s.".formatted(name));
        }
        if (value.asString().length() > LONGEST_TEXT) {
            throw new Unacceptable("Its %s is too long.".formatted(name));
        }
        return value.asString();
    }
}
