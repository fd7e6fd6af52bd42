package org.opengms.server.security;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.opengms.gate.Role;
import org.opengms.gate.Scope;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AccessTokenResponseAuthenticationSuccessHandler;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/// Which scopes the local authorisation server gives to whom (SMART App Launch 2.0). A client may
/// ask for less than it is registered for, in any form that its registration covers; a scope that
/// cannot be read is refused with the reason.
public final class SmartScopes {
    /// Asks that the token be about the patient who signs in.
    static final String LAUNCH_PATIENT = "launch/patient";

    /// What the client of people may ask for.
    static final Set<String> OF_PEOPLE = Set.of("user/*.cruds", "patient/*.rs", LAUNCH_PATIENT);

    private SmartScopes() {}

    /// What the system of an organisation may do: nothing is ever deleted.
    static Set<String> ofSystem(Role role) {
        return switch (role) {
            case RESEARCHER -> Set.of("system/ResearchSubject.rs");
            case ENVIRONMENT ->
                    Set.of(
                            "system/ResearchSubject.rs",
                            "system/MolecularSequence.rs",
                            "system/Task.rs",
                            "system/MeasureReport.rs");
            default -> Set.of("system/*.crus");
        };
    }

    /// What `.well-known/smart-configuration` says (SMART App Launch 2.0, *Conformance*).
    ///
    /// @param address of the service, without a slash at its end
    public static Map<String, Object> configuration(String address) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("issuer", address);
        said.put("jwks_uri", address + "/oauth2/jwks");
        said.put("authorization_endpoint", address + "/oauth2/authorize");
        said.put("token_endpoint", address + "/oauth2/token");
        said.put("revocation_endpoint", address + "/oauth2/revoke");
        said.put("introspection_endpoint", address + "/oauth2/introspect");
        said.put("token_endpoint_auth_methods_supported", List.of("client_secret_basic"));
        said.put("grant_types_supported", List.of("authorization_code", "client_credentials"));
        said.put("response_types_supported", List.of("code"));
        said.put("code_challenge_methods_supported", List.of("S256"));
        said.put(
                "scopes_supported",
                Stream.concat(OF_PEOPLE.stream(), Stream.of("system/*.crus")).sorted().toList());
        said.put(
                "capabilities",
                List.of(
                        "launch-standalone",
                        "client-public",
                        "client-confidential-symmetric",
                        "context-standalone-patient",
                        "permission-patient",
                        "permission-user",
                        "permission-v1",
                        "permission-v2"));
        return said;
    }

    /// A system that names no scope gets what it is registered for (RFC 6749 section 3.3).
    public static AuthenticationConverter registeredByDefault() {
        OAuth2ClientCredentialsAuthenticationConverter plain =
                new OAuth2ClientCredentialsAuthenticationConverter();
        return request -> {
            if (plain.convert(request) instanceof OAuth2ClientCredentialsAuthenticationToken wish) {
                RegisteredClient client =
                        wish.getPrincipal() instanceof OAuth2ClientAuthenticationToken who
                                ? who.getRegisteredClient()
                                : null;
                return client == null || !wish.getScopes().isEmpty()
                        ? wish
                        : new OAuth2ClientCredentialsAuthenticationToken(
                                (OAuth2ClientAuthenticationToken) wish.getPrincipal(),
                                client.getScopes(),
                                wish.getAdditionalParameters());
            }
            return null;
        };
    }

    /// Says in the answer whom a token is about (SMART App Launch 2.0, *Launch context arrives with
    /// your access token*).
    public static AuthenticationSuccessHandler answerWithPatient() {
        OAuth2AccessTokenResponseAuthenticationSuccessHandler handler =
                new OAuth2AccessTokenResponseAuthenticationSuccessHandler();
        handler.setAccessTokenResponseCustomizer(context -> {
            OAuth2AccessTokenAuthenticationToken given = context.getAuthentication();
            Map<String, Object> more = new LinkedHashMap<>(given.getAdditionalParameters());
            try {
                String patient =
                        SignedJWT.parse(given.getAccessToken().getTokenValue())
                                .getJWTClaimsSet()
                                .getStringClaim(CurrentActor.PATIENT);
                if (patient != null) {
                    more.put(CurrentActor.PATIENT, patient);
                }
            } catch (ParseException notOurs) {
                throw new IllegalStateException(
                        "OGMS-4305 The token that was just made cannot be read", notOurs);
            }
            context.getAccessTokenResponse().additionalParameters(more);
        });
        return handler;
    }

    /// Has a provider check scopes by what they grant, not by their letters alone.
    public static void checkIn(AuthenticationProvider provider) {
        switch (provider) {
            case OAuth2ClientCredentialsAuthenticationProvider systems ->
                    systems.setAuthenticationValidator(context -> {
                        OAuth2ClientCredentialsAuthenticationToken wish =
                                context.getAuthentication();
                        refusal(wish.getScopes(), context.getRegisteredClient().getScopes())
                                .ifPresent(error -> {
                                    throw new OAuth2AuthenticationException(error);
                                });
                    });
            case OAuth2AuthorizationCodeRequestAuthenticationProvider people ->
                    people.setAuthenticationValidator(
                            OAuth2AuthorizationCodeRequestAuthenticationValidator
                                    .DEFAULT_REDIRECT_URI_VALIDATOR
                                    .andThen(context -> {
                                        OAuth2AuthorizationCodeRequestAuthenticationToken wish =
                                                context.getAuthentication();
                                        refusal(
                                                        wish.getScopes(),
                                                        context.getRegisteredClient().getScopes())
                                                .ifPresent(error -> {
                                                    throw new OAuth2AuthorizationCodeRequestAuthenticationException(
                                                            error, wish);
                                                });
                                    }));
            default -> {}
        }
    }

    /// Why scopes are not given.
    private static Optional<OAuth2Error> refusal(Set<String> asked, Set<String> registered) {
        return asked.stream()
                .flatMap(scope -> problem(scope, registered).stream())
                .findFirst()
                .map(why -> new OAuth2Error(OAuth2ErrorCodes.INVALID_SCOPE, why, ""));
    }

    static Optional<String> problem(String asked, Set<String> registered) {
        if (registered.contains(asked)) {
            return Optional.empty();
        }
        return switch (Scope.parse(asked)) {
            case Scope.Reading.Refused(String why) -> Optional.of(why);
            case Scope.Reading.Granted(Scope scope) ->
                    registered.stream()
                                    .map(Scope::parse)
                                    .anyMatch(r ->
                                            r instanceof Scope.Reading.Granted(Scope has)
                                                    && has.covers(scope))
                            ? Optional.empty()
                            : Optional.of(
                                    "The client is not registered for the scope %s."
                                            .formatted(scope));
        };
    }
}
