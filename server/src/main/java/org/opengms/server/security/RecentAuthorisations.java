package org.opengms.server.security;

import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/// The authorisations under way and the tokens given out, in memory: safe when many sign in at
/// once, and bounded, since what has expired is forgotten. The one that the framework brings is
/// neither.
///
/// A restart forgets sign-ins that are half done; tokens given out stay good, since they prove
/// themselves by their signature.
final class RecentAuthorisations implements OAuth2AuthorizationService {
    /// More at once than any installation on one machine has.
    private static final int MOST = 20_000;

    private final Map<String, OAuth2Authorization> byId = new LinkedHashMap<>();
    private final Clock clock;

    RecentAuthorisations(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void save(OAuth2Authorization authorization) {
        byId.remove(authorization.getId());
        byId.put(authorization.getId(), authorization);
        forgetTheOld();
    }

    @Override
    public synchronized void remove(OAuth2Authorization authorization) {
        byId.remove(authorization.getId());
    }

    @Override
    public synchronized @Nullable OAuth2Authorization findById(String id) {
        return byId.get(id);
    }

    @Override
    public synchronized @Nullable OAuth2Authorization findByToken(
            String token, @Nullable OAuth2TokenType type) {
        return byId.values().stream()
                .filter(authorization -> holds(authorization, token, type))
                .findFirst()
                .orElse(null);
    }

    synchronized int size() {
        return byId.size();
    }

    private static boolean holds(
            OAuth2Authorization authorization, String token, @Nullable OAuth2TokenType type) {
        boolean isState = token.equals(authorization.getAttribute(OAuth2ParameterNames.STATE));
        OAuth2Authorization.Token<?> held = authorization.getToken(token);
        if (type == null) {
            return isState || held != null;
        }
        Object kind = held == null ? null : held.getToken();
        return switch (type.getValue()) {
            case OAuth2ParameterNames.STATE -> isState;
            case OAuth2ParameterNames.CODE -> kind instanceof OAuth2AuthorizationCode;
            case OAuth2ParameterNames.ACCESS_TOKEN -> kind instanceof OAuth2AccessToken;
            case OAuth2ParameterNames.REFRESH_TOKEN -> kind instanceof OAuth2RefreshToken;
            case "id_token" -> kind instanceof OidcIdToken;
            default -> false;
        };
    }

    /// The eldest stand first; those that have no living token, and any beyond the bound, go.
    private void forgetTheOld() {
        Instant now = clock.instant();
        Iterator<OAuth2Authorization> eldest = byId.values().iterator();
        while (eldest.hasNext()) {
            OAuth2Authorization authorization = eldest.next();
            if (byId.size() <= MOST && !isOver(authorization, now)) {
                return;
            }
            eldest.remove();
        }
    }

    private static boolean isOver(OAuth2Authorization authorization, Instant now) {
        OAuth2Authorization.Token<OAuth2AccessToken> access = authorization.getAccessToken();
        if (access != null) {
            return isPast(access.getToken().getExpiresAt(), now);
        }
        OAuth2Authorization.Token<OAuth2AuthorizationCode> code =
                authorization.getToken(OAuth2AuthorizationCode.class);
        return code != null && isPast(code.getToken().getExpiresAt(), now);
    }

    private static boolean isPast(@Nullable Instant end, Instant now) {
        return end != null && end.isBefore(now);
    }
}
