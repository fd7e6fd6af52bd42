package org.opengms.server.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

class RecentAuthorisationsTest {
    private static final Instant START = Instant.parse("2026-06-01T09:00:00Z");
    private static final RegisteredClient CLIENT =
            RegisteredClient.withId("c")
                    .clientId("c")
                    .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                    .build();

    @Test
    void manyWhoSignInAtOnceAllFindTheirOwn() throws Exception {
        RecentAuthorisations all = new RecentAuthorisations(Clock.fixed(START, ZoneOffset.UTC));
        List<Callable<Integer>> people = new ArrayList<>();
        for (int person = 0; person < 8; person++) {
            people.add(() -> {
                int found = 0;
                for (int i = 0; i < 200; i++) {
                    String code = UUID.randomUUID().toString();
                    OAuth2Authorization mine = withCode(code, START);
                    all.save(mine);
                    OAuth2Authorization seen = all.findByToken(code, new OAuth2TokenType("code"));
                    found += seen != null && seen.getId().equals(mine.getId()) ? 1 : 0;
                }
                return found;
            });
        }
        int found = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Integer> one : threads.invokeAll(people)) {
                found += one.get();
            }
        }
        assertEquals(8 * 200, found);
    }

    @Test
    void whatHasExpiredIsForgottenWhenTheNextComes() {
        RecentAuthorisations all =
                new RecentAuthorisations(
                        Clock.fixed(START.plus(Duration.ofHours(1)), ZoneOffset.UTC));
        all.save(withToken("old", START));
        all.save(withToken("new", START.plus(Duration.ofHours(1))));
        assertNull(all.findByToken("old", OAuth2TokenType.ACCESS_TOKEN));
        assertEquals(1, all.size());
    }

    @Test
    void aTokenIsNoCode() {
        RecentAuthorisations all = new RecentAuthorisations(Clock.fixed(START, ZoneOffset.UTC));
        all.save(withToken("token", START));
        assertNull(all.findByToken("token", new OAuth2TokenType("code")));
        assertEquals(
                "c",
                Objects.requireNonNull(all.findByToken("token", OAuth2TokenType.ACCESS_TOKEN))
                        .getRegisteredClientId());
    }

    private static OAuth2Authorization withCode(String code, Instant from) {
        return OAuth2Authorization.withRegisteredClient(CLIENT)
                .id(UUID.randomUUID().toString())
                .principalName("p")
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .token(new OAuth2AuthorizationCode(code, from, from.plus(Duration.ofMinutes(5))))
                .build();
    }

    private static OAuth2Authorization withToken(String value, Instant from) {
        return OAuth2Authorization.withRegisteredClient(CLIENT)
                .id(UUID.randomUUID().toString())
                .principalName("p")
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .accessToken(
                        new OAuth2AccessToken(
                                OAuth2AccessToken.TokenType.BEARER,
                                value,
                                from,
                                from.plus(Duration.ofMinutes(30))))
                .build();
    }
}
