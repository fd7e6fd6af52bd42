package org.opengms.server.journey;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opengms.server.command.RunningService;
import org.opengms.server.security.SystemClients;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The whole service on an embedded PostgreSQL and a free port, started once for all tests that ask
/// for it, and what its clients do: get tokens, post, read.
public final class TestService implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RunningService service;
    private final Path data;
    private final HttpClient http = HttpClient.newHttpClient();

    /// A service of a test's own.
    TestService() {
        try {
            this.data = Files.createTempDirectory("opengms-test");
            int port;
            try (ServerSocket free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
            this.service =
                    RunningService.start(
                            new RunningService.Choices(
                                            data,
                                            "127.0.0.1",
                                            port,
                                            RunningService.RuleFiles.USUAL,
                                            Optional.empty(),
                                            OptionalLong.of(1))
                                    .withExamples(),
                            new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The service itself.
    public RunningService service() {
        return service;
    }

    /// Its data folder.
    public Path data() {
        return data;
    }

    /// A token of a system, such as `site-zr101`.
    public String token(String client) throws IOException, InterruptedException {
        Map<String, SystemClients.SystemClient> clients =
                SystemClients.read(data.resolve("security/clients.json"));
        SystemClients.SystemClient system = clients.get(client);
        if (system == null) {
            throw new IllegalArgumentException("There is no system " + client);
        }
        String basic =
                Base64.getEncoder()
                        .encodeToString(
                                (client + ":" + system.secret()).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(URI.create(service.address() + "/oauth2/token"))
                                .header("Authorization", "Basic " + basic)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "grant_type=client_credentials"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("No token: " + answer.statusCode());
        }
        return JSON.readTree(answer.body()).get("access_token").asString();
    }

    /// A token of this service for somebody in one role.
    ///
    /// @param organisation ODS code
    /// @param role as tokens say it, such as `operator`
    public String tokenOf(String organisation, String role)
            throws IOException, ParseException, JOSEException {
        return tokenOf(data, service.address(), organisation, role);
    }

    /// The same, narrowed to scopes.
    ///
    /// @param scope as a token says it
    public String tokenOf(String organisation, String role, String scope)
            throws IOException, ParseException, JOSEException {
        return signed(data, service.address(), "somebody", organisation, role, scope, Map.of());
    }

    /// A token of a patient for another program.
    ///
    /// @param person whom it is about
    public String tokenOfPatient(String person, String scope)
            throws IOException, ParseException, JOSEException {
        return signed(
                data,
                service.address(),
                "somebody",
                "NONE",
                "patient",
                scope,
                Map.of("patient", person));
    }

    /// A token of this service for an account in one role.
    ///
    /// @param organisation ODS code
    public String tokenFor(String account, String organisation, String role)
            throws IOException, ParseException, JOSEException {
        return signed(
                data, service.address(), account, organisation, role, "user/*.cruds", Map.of());
    }

    /// A token of any service whose data folder is at hand.
    ///
    /// @param issuer address of the service
    public static String tokenOf(Path data, String issuer, String organisation, String role)
            throws IOException, ParseException, JOSEException {
        return signed(data, issuer, "somebody", organisation, role, "user/*.cruds", Map.of());
    }

    private static String signed(
            Path data,
            String issuer,
            String account,
            String organisation,
            String role,
            String scope,
            Map<String, String> more)
            throws IOException, ParseException, JOSEException {
        RSAKey key = RSAKey.parse(Files.readString(data.resolve("security/signing-key.json")));
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims =
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .subject(account)
                        .claim("org", organisation)
                        .claim("roles", List.of(role))
                        .claim("scope", scope)
                        .notBeforeTime(Date.from(now.minusSeconds(60)))
                        .expirationTime(Date.from(now.plus(Duration.ofMinutes(5))));
        more.forEach(claims::claim);
        SignedJWT token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                        claims.build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    /// Sends a request with a token, if one is given.
    public HttpResponse<String> send(HttpRequest.Builder request, Optional<String> token)
            throws IOException, InterruptedException {
        token.ifPresent(t -> request.header("Authorization", "Bearer " + t));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /// A request to a path of the service.
    public HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(service.address() + path));
    }

    /// Posts a FHIR message.
    public HttpResponse<String> post(String path, String json, Optional<String> token)
            throws IOException, InterruptedException {
        return send(
                to(path).header("Content-Type", "application/fhir+json")
                        .POST(HttpRequest.BodyPublishers.ofString(json)),
                token);
    }

    /// Reads a path.
    public HttpResponse<String> get(String path, Optional<String> token)
            throws IOException, InterruptedException {
        return send(to(path).GET(), token);
    }

    /// A body as a tree.
    public static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    /// A message as a tree.
    public static JsonNode json(String message) {
        return JSON.readTree(message);
    }

    @Override
    public void close() {
        service.close();
    }

    /// Gives tests the one service; it stops when all tests have run.
    public static final class Extension implements ParameterResolver {
        private static final ExtensionContext.Namespace NAMESPACE =
                ExtensionContext.Namespace.create(TestService.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == TestService.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(NAMESPACE)
                    .computeIfAbsent("service", key -> new TestService(), TestService.class);
        }
    }
}
