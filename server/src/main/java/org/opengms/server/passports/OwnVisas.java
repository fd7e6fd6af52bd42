package org.opengms.server.passports;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.opengms.access.AccessDesk;
import org.opengms.access.AccessStanding;
import org.opengms.access.Account;
import org.opengms.access.ProjectId;
import org.opengms.access.ProjectLine;
import org.opengms.access.ProjectLists;

/// The service's own visas: what it vouches for to others about who may use data in its projects.
/// Each lives for an hour, and whoever asks here is told whether it still holds, by what stands of
/// the project at that moment and never by its expiry alone.
public final class OwnVisas {
    /// Where the key that verifies them is published.
    public static final String KEYS = "/passport/jwks.json";

    private static final JOSEObjectType VISA = new JOSEObjectType("vnd.ga4gh.visa+jwt");
    private static final Duration LIFE = Duration.ofHours(1);
    private static final String PROJECTS = "/register/projects/";

    private final RSAKey key;
    private final String address;
    private final AccessDesk desk;
    private final ProjectLists lists;
    private final Clock clock;

    /// @param key signs visas and nothing else
    /// @param address of the service
    public OwnVisas(RSAKey key, String address, AccessDesk desk, ProjectLists lists, Clock clock) {
        this.key = key;
        this.address = address;
        this.desk = desk;
        this.lists = lists;
        this.clock = clock;
    }

    /// The key that verifies them, as others fetch it.
    public Map<String, Object> publicKeys() {
        return Map.of("keys", List.of(key.toPublicJWK().toJSONObject()));
    }

    /// A visa for each project that is open to somebody now.
    public List<String> of(Account account) {
        List<String> visas = new ArrayList<>();
        for (ProjectLine line : lists.of(account, desk.today())) {
            if (desk.standing(line.id(), account) instanceof AccessStanding.Open) {
                visas.add(sign(line.id(), account));
            }
        }
        return visas;
    }

    private String sign(ProjectId project, Account account) {
        Instant now = clock.instant();
        SignedJWT visa =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .type(VISA)
                                .keyID(key.getKeyID())
                                .jwkURL(URI.create(address + KEYS))
                                .build(),
                        new JWTClaimsSet.Builder()
                                .issuer(address)
                                .subject(account.value())
                                .issueTime(Date.from(now))
                                .expirationTime(Date.from(now.plus(LIFE)))
                                .jwtID(UUID.randomUUID().toString())
                                .claim(
                                        "ga4gh_visa_v1",
                                        Map.of(
                                                "type",
                                                "ControlledAccessGrants",
                                                "asserted",
                                                now.getEpochSecond(),
                                                "value",
                                                address + PROJECTS + project.value(),
                                                "source",
                                                address,
                                                "by",
                                                "dac"))
                                .build());
        try {
            visa.sign(new RSASSASigner(key));
        } catch (JOSEException cannot) {
            throw new IllegalStateException("OGMS-8703 The visa key cannot sign.", cannot);
        }
        return visa.serialize();
    }

    /// Whether an own visa holds now.
    ///
    /// @param active whether it does
    /// @param reason why not; empty if it does
    public record Introspection(boolean active, String reason) {}

    /// Asks what stands of the project at this moment.
    public Introspection introspect(String token) {
        try {
            StrictJws jws = StrictJws.parse(token);
            if (!jws.claim("iss").equals(address)) {
                throw new Unacceptable("It is no visa of this service.");
            }
            jws.verify(key.toPublicJWK());
            if (!jws.header("typ").equals(VISA.getType())) {
                throw new Unacceptable("It is no visa.");
            }
            if (!clock.instant().isBefore(Instant.ofEpochSecond(jws.time("exp")))) {
                throw new Unacceptable("It has expired.");
            }
            String value = jws.claims().path("ga4gh_visa_v1").path("value").asString("");
            ProjectId project = new ProjectId(value.substring(value.lastIndexOf('/') + 1));
            return switch (desk.standing(project, new Account(jws.claim("sub")))) {
                case AccessStanding.Open _ -> new Introspection(true, "");
                case AccessStanding.Stopped(String reason) -> new Introspection(false, reason);
            };
        } catch (Unacceptable no) {
            return new Introspection(false, no.reason());
        }
    }
}
