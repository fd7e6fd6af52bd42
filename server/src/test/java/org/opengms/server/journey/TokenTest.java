package org.opengms.server.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Tokens that look right and are not.
@ExtendWith(TestService.Extension.class)
class TokenTest {
    private static final String TASKS = "/FHIR/R4/Task";

    @Test
    void aTokenOfTheServiceIsAccepted(TestService service) throws Exception {
        String token = token(key(service), claims(service, Duration.ofMinutes(5), "laboratory"));
        assertEquals(200, service.get(TASKS, Optional.of(token)).statusCode());
    }

    @Test
    void anExpiredOneIsRefusedAndSaysSo(TestService service) throws Exception {
        String token = token(key(service), claims(service, Duration.ofMinutes(-5), "laboratory"));
        HttpResponse<String> answer = service.get(TASKS, Optional.of(token));
        assertEquals(401, answer.statusCode());
        assertTrue(answer.body().contains("it has expired"), answer.body());
    }

    @Test
    void oneSignedByAnotherKeyIsRefused(TestService service) throws Exception {
        RSAKey strange = new RSAKeyGenerator(2048).keyID(key(service).getKeyID()).generate();
        String token = token(strange, claims(service, Duration.ofMinutes(5), "laboratory"));
        assertEquals(401, service.get(TASKS, Optional.of(token)).statusCode());
    }

    @Test
    void oneOfAnotherIssuerIsRefused(TestService service) throws Exception {
        JWTClaimsSet claims =
                new JWTClaimsSet.Builder(claims(service, Duration.ofMinutes(5), "laboratory"))
                        .issuer("http://127.0.0.1:1")
                        .build();
        assertEquals(
                401, service.get(TASKS, Optional.of(token(key(service), claims))).statusCode());
    }

    @Test
    void oneWithoutARoleThatReadsIsRefused(TestService service) throws Exception {
        for (String role : List.of("manager", "administrator", "")) {
            String token = token(key(service), claims(service, Duration.ofMinutes(5), role));
            HttpResponse<String> answer = service.get(TASKS, Optional.of(token));
            assertEquals(403, answer.statusCode(), role);
            assertTrue(answer.body().contains("role"), answer.body());
        }
    }

    private static RSAKey key(TestService service) throws Exception {
        return RSAKey.parse(Files.readString(service.data().resolve("security/signing-key.json")));
    }

    private static JWTClaimsSet claims(TestService service, Duration left, String role) {
        Instant end = Instant.now().plus(left);
        return new JWTClaimsSet.Builder()
                .issuer(service.service().address())
                .subject("test")
                .claim("org", "ZL01")
                .claim("roles", List.of(role))
                .claim("scope", "user/*.cruds")
                .issueTime(Date.from(end.minus(Duration.ofMinutes(30))))
                .notBeforeTime(Date.from(end.minus(Duration.ofMinutes(30))))
                .expirationTime(Date.from(end))
                .build();
    }

    private static String token(RSAKey key, JWTClaimsSet claims) throws JOSEException {
        SignedJWT token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                        claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }
}
