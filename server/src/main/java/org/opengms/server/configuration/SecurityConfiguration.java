package org.opengms.server.configuration;

import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.opengms.gate.Role;
import org.opengms.server.fhirapi.FhirApi;
import org.opengms.server.security.ApiErrors;
import org.opengms.server.security.DemoPeople;
import org.opengms.server.security.LocalAuthorisation;
import org.opengms.server.security.SmartScopes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/// What each path needs. Three chains: the authorisation server's own, the interfaces for systems
/// (tokens, no session), the pages for people (session, forms protected against forgery). Whatever
/// none of them names is denied.
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfiguration {
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; img-src 'self' data:; font-src 'self'; object-src 'none';"
                    + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    /// Everybody but patients and those who act for them, who see a record, the access committee,
    /// which sees projects, and finance staff, who see money: nothing of the service's inside.
    private static final String[] STAFF =
            EnumSet.complementOf(EnumSet.of(Role.PATIENT, Role.PROXY, Role.COMMITTEE, Role.FINANCE))
                    .stream()
                    .map(Enum::name)
                    .toArray(String[]::new);

    /// Everybody who works in the service, in whatever part of it: they have competences and
    /// exercises.
    private static final String[] PEOPLE_AT_WORK =
            EnumSet.complementOf(EnumSet.of(Role.PATIENT, Role.PROXY, Role.ENVIRONMENT)).stream()
                    .map(Enum::name)
                    .toArray(String[]::new);

    @Bean
    @Order(1)
    SecurityFilterChain authorisationServer(HttpSecurity http) {
        http.oauth2AuthorizationServer(
                        server -> {
                            http.securityMatcher(server.getEndpointsMatcher());
                            server.tokenEndpoint(token ->
                                            token.accessTokenRequestConverter(
                                                            SmartScopes.registeredByDefault())
                                                    .accessTokenResponseHandler(
                                                            SmartScopes.answerWithPatient())
                                                    .authenticationProviders(providers ->
                                                            providers.forEach(
                                                                    SmartScopes::checkIn)))
                                    .authorizationEndpoint(authorisation ->
                                            authorisation.authenticationProviders(providers ->
                                                    providers.forEach(SmartScopes::checkIn)));
                        })
                .authorizeHttpRequests(all -> all.anyRequest().authenticated())
                .exceptionHandling(errors ->
                        errors.authenticationEntryPoint(
                                new LoginUrlAuthenticationEntryPoint("/login")));
        return http.build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain interfaces(HttpSecurity http, ApiErrors errors) {
        http.securityMatcher(
                        "/FHIR/**", "/files/**", "/hl7/**", "/api/**", "/ga4gh/**", "/htsget/**")
                .authorizeHttpRequests(paths ->
                        paths.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                                .permitAll()
                                .requestMatchers(
                                        "/FHIR/R4/metadata",
                                        "/FHIR/R4/.well-known/smart-configuration")
                                .permitAll()
                                .requestMatchers("/files/**")
                                .hasRole(Role.LABORATORY.name())
                                .requestMatchers("/api/laboratories/**")
                                .hasAnyRole(
                                        Role.LABORATORY.name(),
                                        Role.SCIENTIST.name(),
                                        Role.OPERATOR.name())
                                .requestMatchers(
                                        "/api/routing/**",
                                        "/api/rollout/**",
                                        "/api/log/**",
                                        "/api/survey/**",
                                        "/api/consultations",
                                        "/api/consultations/**")
                                .hasRole(Role.OPERATOR.name())
                                .requestMatchers(
                                        "/ga4gh/drs/v1/service-info",
                                        "/htsget/variants/service-info")
                                .permitAll()
                                .requestMatchers(
                                        "/ga4gh/**", "/htsget/**", "/api/environment/files")
                                .hasRole(Role.ENVIRONMENT.name())
                                .requestMatchers("/api/environment/**")
                                .hasAnyRole(Role.RESEARCHER.name(), Role.ENVIRONMENT.name())
                                .requestMatchers("/api/metering", "/api/metering/uses")
                                .hasRole(Role.OPERATOR.name())
                                .requestMatchers(
                                        "/api/workforce/organisations/**",
                                        "/api/workforce/completions",
                                        "/api/workforce/forecast",
                                        "/api/workforce/forecast/*",
                                        "/api/workforce/overrides",
                                        "/api/workforce/overrides/*")
                                .hasAnyRole(Role.MANAGER.name(), Role.OPERATOR.name())
                                .requestMatchers(
                                        "/api/workforce/me",
                                        "/api/workforce/lessons/**",
                                        "/api/workforce/staff/**")
                                .hasAnyRole(PEOPLE_AT_WORK)
                                .requestMatchers("/api/value/**")
                                .hasRole(Role.FINANCE.name())
                                .requestMatchers("/api/research/**")
                                .hasRole(Role.RESEARCHER.name())
                                .requestMatchers("/api/access/passport", "/api/access/visas")
                                .hasRole(Role.RESEARCHER.name())
                                .requestMatchers("/api/access/visas/introspection")
                                .hasAnyRole(
                                        Role.RESEARCHER.name(),
                                        Role.COMMITTEE.name(),
                                        Role.LABORATORY.name(),
                                        Role.OPERATOR.name())
                                .requestMatchers(HttpMethod.POST, "/api/access/committee")
                                .hasRole(Role.OPERATOR.name())
                                .requestMatchers("/api/access/committee")
                                .hasAnyRole(
                                        Role.RESEARCHER.name(),
                                        Role.COMMITTEE.name(),
                                        Role.OPERATOR.name())
                                .requestMatchers(
                                        "/api/access/projects",
                                        "/api/access/projects/**",
                                        "/api/access/entitlements",
                                        "/api/access/bars")
                                .hasAnyRole(Role.RESEARCHER.name(), Role.COMMITTEE.name())
                                .requestMatchers(
                                        "/api/orders/*/choices",
                                        "/api/orders/*/genome-cancellation",
                                        "/api/orders/*/genome-order",
                                        "/api/kept-genomes",
                                        "/api/orders/*/family-result",
                                        "/api/choices/**",
                                        "/api/orders/*/safeguards",
                                        "/api/orders/*/safeguards/*",
                                        "/api/safeguards/**",
                                        "/api/access/reviews",
                                        "/api/access/reviews/**")
                                .hasRole(Role.CLINICIAN.name())
                                .requestMatchers(
                                        "/api/training/results", "/api/training/statements")
                                .hasAnyRole(Role.MANAGER.name(), Role.OPERATOR.name())
                                .requestMatchers(
                                        "/api/training/exercises", "/api/training/exercises/**")
                                .hasAnyRole(PEOPLE_AT_WORK)
                                .requestMatchers("/hl7/v2")
                                .hasRole(Role.CLINICIAN.name())
                                .requestMatchers("/FHIR/R4/AuditEvent", "/FHIR/R4/AuditEvent/**")
                                .hasRole(Role.AUDITOR.name())
                                // further pages of a search
                                .requestMatchers(HttpMethod.GET, "/FHIR/R4")
                                .hasAnyRole(
                                        Role.CLINICIAN.name(),
                                        Role.LABORATORY.name(),
                                        Role.SCIENTIST.name(),
                                        Role.AUDITOR.name(),
                                        Role.PATIENT.name())
                                .requestMatchers(HttpMethod.GET, ofPatients())
                                .hasAnyRole(
                                        Role.CLINICIAN.name(),
                                        Role.LABORATORY.name(),
                                        Role.SCIENTIST.name(),
                                        Role.PATIENT.name())
                                .requestMatchers("/FHIR/R4", "/FHIR/R4/**")
                                .hasAnyRole(
                                        Role.CLINICIAN.name(),
                                        Role.LABORATORY.name(),
                                        Role.SCIENTIST.name())
                                .anyRequest()
                                .denyAll())
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .oauth2ResourceServer(server ->
                        server.jwt(jwt ->
                                        jwt.jwtAuthenticationConverter(
                                                LocalAuthorisation.authoritiesFromClaims()))
                                .authenticationEntryPoint(errors)
                                .accessDeniedHandler(errors))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(errors).accessDeniedHandler(errors));
        return http.build();
    }

    /// What a patient reads of their own record by another program: what their own page shows.
    private static String[] ofPatients() {
        return FhirApi.TYPES_OF_PATIENTS.stream()
                .map(type -> "/FHIR/R4/" + type)
                .flatMap(path -> Stream.of(path, path + "/*", path + "/*/_history/*"))
                .toArray(String[]::new);
    }

    @Bean
    @Order(3)
    SecurityFilterChain pages(HttpSecurity http, DemoPeople people) {
        http.authorizeHttpRequests(paths ->
                        paths.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                                .permitAll()
                                .requestMatchers(
                                        "/",
                                        "/login",
                                        "/assets/**",
                                        "/error",
                                        "/actuator/health",
                                        "/register",
                                        "/register.json",
                                        "/passport/jwks.json",
                                        "/register/projects",
                                        "/register/projects.json",
                                        "/register/projects/**",
                                        "/register/outputs.json",
                                        "/register/money",
                                        "/register/money.json",
                                        "/register/money.csv",
                                        "/consultations",
                                        "/consultations/**",
                                        "/ask",
                                        "/ask/figures.json",
                                        "/evaluation",
                                        "/evaluation.json",
                                        "/evaluation/**",
                                        "/catalogue",
                                        "/catalogue.json",
                                        "/catalogue.csv",
                                        "/prices",
                                        "/prices.json",
                                        "/prices.csv",
                                        "/log/checkpoint",
                                        "/log/tile/**",
                                        "/favicon.ico")
                                .permitAll()
                                .requestMatchers(
                                        "/orders/new",
                                        "/orders/kept-genomes",
                                        "/orders/follow-up",
                                        "/terms",
                                        "/terms/**",
                                        "/choices/**",
                                        "/safeguards/**",
                                        "/orders/*/safeguards",
                                        "/orders/*/safeguards/*",
                                        "/access/**")
                                .hasRole(Role.CLINICIAN.name())
                                .requestMatchers("/enquiries", "/enquiries/**")
                                .hasAnyRole(Role.COMMITTEE.name(), Role.OPERATOR.name())
                                .requestMatchers("/projects", "/projects/**")
                                .hasAnyRole(Role.RESEARCHER.name(), Role.COMMITTEE.name())
                                .requestMatchers("/committee", "/committee/**")
                                .hasRole(Role.COMMITTEE.name())
                                .requestMatchers("/finance", "/finance/**")
                                .hasRole(Role.FINANCE.name())
                                .requestMatchers("/training/results")
                                .hasAnyRole(Role.MANAGER.name(), Role.OPERATOR.name())
                                .requestMatchers("/training", "/training/*/*")
                                .hasAnyRole(PEOPLE_AT_WORK)
                                .requestMatchers("/workforce/me", "/workforce/lessons/**")
                                .hasAnyRole(PEOPLE_AT_WORK)
                                .requestMatchers("/workforce", "/workforce/**")
                                .hasAnyRole(Role.MANAGER.name(), Role.OPERATOR.name())
                                .requestMatchers("/moderation", "/moderation/**")
                                .hasRole(Role.OPERATOR.name())
                                .requestMatchers("/orders", "/orders/**", "/reports/**")
                                .hasAnyRole(
                                        Role.CLINICIAN.name(),
                                        Role.LABORATORY.name(),
                                        Role.SCIENTIST.name())
                                .requestMatchers("/laboratory", "/laboratory/**")
                                .hasAnyRole(Role.LABORATORY.name(), Role.SCIENTIST.name())
                                .requestMatchers(
                                        "/overview/evaluation",
                                        "/overview/rollout",
                                        "/overview/rollout/**",
                                        "/overview/yields",
                                        "/overview/yields/**")
                                .hasRole(Role.OPERATOR.name())
                                .requestMatchers("/overview/workforce", "/overview/workforce/**")
                                .hasAnyRole(Role.MANAGER.name(), Role.OPERATOR.name())
                                .requestMatchers("/my/for", "/my/for/**")
                                .hasAnyRole(Role.PATIENT.name(), Role.PROXY.name())
                                .requestMatchers("/research", "/research/**")
                                .hasRole(Role.RESEARCHER.name())
                                .requestMatchers("/readings")
                                .hasRole(Role.AUDITOR.name())
                                .requestMatchers("/checking", "/checking/**")
                                .hasRole(Role.OUTPUT_CHECKER.name())
                                .requestMatchers("/my", "/my/**")
                                .hasRole(Role.PATIENT.name())
                                .requestMatchers(
                                        "/overview",
                                        "/overview/capacity",
                                        "/overview/infrastructure",
                                        "/overview/infrastructure.json",
                                        "/overview/infrastructure.csv",
                                        "/overview/maturity",
                                        "/overview/maturity.json",
                                        "/overview/maturity.csv",
                                        "/overview/maturity/**",
                                        "/overview/checks",
                                        "/directory",
                                        "/directory/**")
                                .hasAnyRole(STAFF)
                                .anyRequest()
                                .denyAll())
                .userDetailsService(people)
                .formLogin(form -> form.loginPage("/login").defaultSuccessUrl("/", false))
                .logout(logout -> logout.logoutSuccessUrl("/"))
                .headers(headers ->
                        headers.contentSecurityPolicy(
                                        csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                                .referrerPolicy(r ->
                                        r.policy(
                                                org.springframework.security.web.header.writers
                                                        .ReferrerPolicyHeaderWriter.ReferrerPolicy
                                                        .SAME_ORIGIN)));
        return http.build();
    }
}
