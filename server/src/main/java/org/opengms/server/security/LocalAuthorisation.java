package org.opengms.server.security;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.opengms.gate.Actor;
import org.opengms.people.NhsNumber;
import org.opengms.people.PersonId;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/// The local authorisation server: which clients there are, what a token says, and how it is
/// checked.
public final class LocalAuthorisation {
    /// The public client through which a person signs in from a command or a test (PKCE, no
    /// secret).
    public static final String COMMAND_CLIENT = "opengms-command";

    /// Where [#COMMAND_CLIENT] is sent back to with its code.
    public static final String COMMAND_REDIRECT = "http://127.0.0.1/opengms-command";

    private static final Duration TOKEN_LIFE = Duration.ofMinutes(30);
    private static final String RANDOM_SECRET = "random";

    private LocalAuthorisation() {}

    /// Passwords of people are hashed slowly; random secrets of systems need not be.
    public static PasswordEncoder passwordEncoder() {
        return new DelegatingPasswordEncoder(
                "bcrypt",
                Map.of("bcrypt", new BCryptPasswordEncoder(), RANDOM_SECRET, new SecretEncoder()));
    }

    /// The clients: each system with its secret, and the public client of people.
    public static RegisteredClientRepository clients(SystemClients systems) {
        List<RegisteredClient> registered = new ArrayList<>();
        systems.clients()
                .forEach((id, client) ->
                        registered.add(
                                RegisteredClient.withId(id)
                                        .clientId(id)
                                        .clientSecret(
                                                "{"
                                                        + RANDOM_SECRET
                                                        + "}"
                                                        + new SecretEncoder()
                                                                .encode(client.secret()))
                                        .clientAuthenticationMethod(
                                                ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                                        .authorizationGrantType(
                                                AuthorizationGrantType.CLIENT_CREDENTIALS)
                                        .scopes(scopes ->
                                                scopes.addAll(SmartScopes.ofSystem(client.role())))
                                        .tokenSettings(tokens())
                                        .build()));
        registered.add(
                RegisteredClient.withId(COMMAND_CLIENT)
                        .clientId(COMMAND_CLIENT)
                        .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                        .redirectUri(COMMAND_REDIRECT)
                        .scopes(scopes -> scopes.addAll(SmartScopes.OF_PEOPLE))
                        .clientSettings(
                                ClientSettings.builder()
                                        .requireProofKey(true)
                                        .requireAuthorizationConsent(false)
                                        .build())
                        .tokenSettings(tokens())
                        .build());
        return new InMemoryRegisteredClientRepository(registered);
    }

    /// What is under way and what was given out.
    public static OAuth2AuthorizationService authorisations(Clock clock) {
        return new RecentAuthorisations(clock);
    }

    private static TokenSettings tokens() {
        return TokenSettings.builder().accessTokenTimeToLive(TOKEN_LIFE).build();
    }

    /// The key that signs tokens.
    public static JWKSource<SecurityContext> keys(Path folder) {
        JWKSet set = SigningKey.load(folder);
        return new ImmutableJWKSet<>(set);
    }

    /// The key that signs visas, and nothing else: a visa is no token of this service.
    public static RSAKey visaKey(Path folder) {
        return SigningKey.forVisas(folder);
    }

    /// Checks signature, time and issuer of a token.
    public static JwtDecoder decoder(JWKSource<SecurityContext> keys, String issuer) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(keys).build();
        decoder.setJwtValidator(JwtValidators.createDefaultWithIssuer(issuer));
        return decoder;
    }

    /// Puts organisation, roles and name into each access token, and whom it is about where a
    /// patient asked for that.
    ///
    /// @param personWith whose an NHS number is
    public static OAuth2TokenCustomizer<JwtEncodingContext> claims(
            SystemClients systems, Function<NhsNumber, Optional<PersonId>> personWith) {
        return context -> {
            Authentication who = context.getPrincipal();
            if (who != null && who.getPrincipal() instanceof LocalPerson person) {
                Actor actor = person.actor();
                if (context.getAuthorizedScopes().contains(SmartScopes.LAUNCH_PATIENT)) {
                    DemoPeople.numberOf(actor)
                            .flatMap(personWith)
                            .ifPresent(patient ->
                                    context.getClaims()
                                            .claim(CurrentActor.PATIENT, patient.value()));
                }
                context.getClaims()
                        .claim(CurrentActor.ORGANISATION, actor.organisation().value())
                        .claim(CurrentActor.NAME, actor.displayName())
                        .claim(
                                CurrentActor.ROLES,
                                actor.roles().stream()
                                        .map(r -> r.name().toLowerCase(Locale.ROOT))
                                        .sorted()
                                        .toList());
                return;
            }
            SystemClients.SystemClient system =
                    systems.clients().get(context.getRegisteredClient().getClientId());
            if (system != null) {
                context.getClaims()
                        .claim(CurrentActor.ORGANISATION, system.organisation())
                        .claim(CurrentActor.NAME, "System of " + system.organisation())
                        .claim(
                                CurrentActor.ROLES,
                                List.of(system.role().name().toLowerCase(Locale.ROOT)));
            }
        };
    }

    /// The roles that the security rules look at, from a token's claims.
    public static Converter<Jwt, AbstractAuthenticationToken> authoritiesFromClaims() {
        return jwt -> {
            JwtAuthenticationToken bare = new JwtAuthenticationToken(jwt);
            bare.setAuthenticated(true);
            return new JwtAuthenticationToken(jwt, LocalPerson.authorities(CurrentActor.of(bare)));
        };
    }
}
