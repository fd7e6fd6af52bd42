package org.opengms.server.configuration;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import org.opengms.people.Person;
import org.opengms.server.persistence.JdbcPeople;
import org.opengms.server.security.ApiErrors;
import org.opengms.server.security.DemoPeople;
import org.opengms.server.security.InterfaceScopes;
import org.opengms.server.security.LocalAuthorisation;
import org.opengms.server.security.SystemClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// The local authorisation server: people, systems, keys.
@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {
    @Bean
    PasswordEncoder passwordEncoder() {
        return LocalAuthorisation.passwordEncoder();
    }

    @Bean
    DemoPeople demoPeople(ServiceSettings settings, PasswordEncoder encoder) {
        return new DemoPeople(settings.network(), encoder);
    }

    @Bean
    SystemClients systemClients(ServiceSettings settings) {
        return SystemClients.load(settings.data().folder("security"), settings.network());
    }

    @Bean
    RegisteredClientRepository registeredClients(SystemClients systems) {
        return LocalAuthorisation.clients(systems);
    }

    @Bean
    OAuth2AuthorizationService authorisations(Clock clock) {
        return LocalAuthorisation.authorisations(clock);
    }

    @Bean
    JWKSource<SecurityContext> signingKeys(ServiceSettings settings) {
        return LocalAuthorisation.keys(settings.data().folder("security"));
    }

    @Bean
    JwtDecoder jwtDecoder(JWKSource<SecurityContext> keys, ServiceSettings settings) {
        return LocalAuthorisation.decoder(keys, settings.address());
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> tokenClaims(
            SystemClients systems, JdbcPeople people) {
        return LocalAuthorisation.claims(
                systems, number -> people.findByNhsNumber(number).map(Person::id));
    }

    @Bean
    AuthorizationServerSettings authorisationServerSettings(ServiceSettings settings) {
        return AuthorizationServerSettings.builder().issuer(settings.address()).build();
    }

    @Bean
    WebMvcConfigurer scopesOfInterfaces() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new InterfaceScopes())
                        .addPathPatterns(
                                "/api/**", "/files/**", "/hl7/**", "/ga4gh/**", "/htsget/**");
            }
        };
    }

    @Bean
    ApiErrors apiErrors() {
        return new ApiErrors();
    }
}
