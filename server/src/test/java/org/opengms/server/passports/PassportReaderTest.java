package org.opengms.server.passports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengms.testing.RealData;
import org.opengms.testing.SettableClock;
import org.opengms.testing.SharedData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// Visas as the specifications and other services write them, from an issuer that a local server
/// plays; it counts how often it is called.
class PassportReaderTest {
    private static final String ISSUER = "https://visas.example.org/";
    private static final String OTHER_ISSUER = "https://others.example.org/";
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    @SuppressWarnings("NullAway.Init")
    private static RSAKey rsa;

    @SuppressWarnings("NullAway.Init")
    private static ECKey ec;

    @SuppressWarnings("NullAway.Init")
    private static RSAKey encryptionOnly;

    @SuppressWarnings("NullAway.Init")
    private static RSAKey signsOnly;

    private final AtomicInteger calls = new AtomicInteger();
    private final SettableClock clock = new SettableClock(NOW);

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @SuppressWarnings("NullAway.Init")
    private URI jku;

    @SuppressWarnings("NullAway.Init")
    private PassportReader reader;

    @BeforeAll
    static void keys() throws JOSEException {
        rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
        ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
        encryptionOnly =
                new RSAKeyGenerator(2048).keyID("enc").keyUse(KeyUse.ENCRYPTION).generate();
        signsOnly =
                new RSAKeyGenerator(2048)
                        .keyID("ops")
                        .keyOperations(Set.of(KeyOperation.SIGN))
                        .generate();
    }

    @BeforeEach
    void anIssuer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] keys =
                new JWKSet(
                                List.of(
                                        rsa.toPublicJWK(),
                                        ec.toPublicJWK(),
                                        encryptionOnly.toPublicJWK(),
                                        signsOnly.toPublicJWK()))
                        .toString()
                        .getBytes(StandardCharsets.UTF_8);
        server.createContext(
                "/",
                exchange -> {
                    calls.incrementAndGet();
                    switch (exchange.getRequestURI().getPath()) {
                        case "/jwks" -> {
                            exchange.sendResponseHeaders(200, keys.length);
                            exchange.getResponseBody().write(keys);
                        }
                        case "/moved" -> {
                            exchange.getResponseHeaders().add("Location", "/jwks");
                            exchange.sendResponseHeaders(302, -1);
                        }
                        case "/huge" -> {
                            byte[] much = new byte[(1 << 18) + 1];
                            exchange.sendResponseHeaders(200, much.length);
                            exchange.getResponseBody().write(much);
                        }
                        default -> exchange.sendResponseHeaders(404, -1);
                    }
                    exchange.close();
                });
        server.start();
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        jku = URI.create(address + "/jwks");
        reader =
                new PassportReader(
                        new TrustedIssuers(
                                List.of(
                                        new TrustedIssuers.Issuer(
                                                ISSUER,
                                                Set.of(
                                                        jku,
                                                        URI.create(address + "/moved"),
                                                        URI.create(address + "/huge"))),
                                        new TrustedIssuers.Issuer(
                                                OTHER_ISSUER,
                                                Set.of(URI.create(address + "/others"))))),
                        new IssuerKeys(clock),
                        clock);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /// A visa that is good, to be spoiled.
    private final class Draft {
        private String issuer = ISSUER;
        private String kid = "rsa";
        private JWSAlgorithm algorithm = JWSAlgorithm.RS256;
        private Optional<URI> keys = Optional.of(jku);
        private Instant expires = NOW.plus(Duration.ofHours(1));
        private Instant issued = NOW.minus(Duration.ofMinutes(1));
        private String scope = "";
        private String subject = "a.lead@visas";
        private final Map<String, Object> visa =
                new HashMap<>(
                        Map.of(
                                "type", "ResearcherStatus",
                                "asserted", NOW.minus(Duration.ofDays(9)).getEpochSecond(),
                                "value", "https://doi.org/10.1038/s41431-018-0219-y",
                                "source", "https://grid.ac/institutes/grid.1.1",
                                "by", "so"));

        String sign(JWSSigner signer) throws JOSEException {
            JWSHeader.Builder header =
                    new JWSHeader.Builder(algorithm)
                            .type(new JOSEObjectType("vnd.ga4gh.visa+jwt"))
                            .keyID(kid);
            keys.ifPresent(header::jwkURL);
            JWTClaimsSet.Builder claims =
                    new JWTClaimsSet.Builder()
                            .issuer(issuer)
                            .subject(subject)
                            .issueTime(Date.from(issued))
                            .expirationTime(Date.from(expires))
                            .claim("ga4gh_visa_v1", visa);
            if (!scope.isEmpty()) {
                claims.claim("scope", scope);
            }
            SignedJWT token = new SignedJWT(header.build(), claims.build());
            token.sign(signer);
            return token.serialize();
        }

        String sign() throws JOSEException {
            return sign(new RSASSASigner(rsa));
        }
    }

    private VisaReading read(String token) {
        return reader.read(List.of(token)).getFirst();
    }

    private void refuses(String token, String why, int callsMade) {
        VisaReading.Refused refused = assertInstanceOf(VisaReading.Refused.class, read(token), why);
        assertTrue(refused.reason().contains(why), refused.reason());
        assertEquals(callsMade, calls.get());
    }

    @Nested
    class AGoodVisa {
        @Test
        void isAcceptedWithWhatItSays() throws Exception {
            Visa visa =
                    assertInstanceOf(VisaReading.Accepted.class, read(new Draft().sign())).visa();
            assertEquals(Visa.Type.RESEARCHER_STATUS, visa.type());
            assertEquals("a.lead@visas", visa.subject());
            assertEquals(Optional.of("so"), visa.by());
        }

        @Test
        void mayBeSignedOnTheCurve() throws Exception {
            Draft draft = new Draft();
            draft.algorithm = JWSAlgorithm.ES256;
            draft.kid = "ec";
            assertInstanceOf(VisaReading.Accepted.class, read(draft.sign(new ECDSASigner(ec))));
        }

        @Test
        void takesOneCallAnHourHoweverManyThereAre() throws Exception {
            for (int i = 0; i < 20; i++) {
                read(new Draft().sign());
            }
            assertEquals(1, calls.get());
            clock.pass(Duration.ofMinutes(59));
            read(new Draft().sign());
            assertEquals(1, calls.get());
        }

        @Test
        void ofATypeThatIsNotKnownIsIgnored() throws Exception {
            Draft draft = new Draft();
            draft.visa.put("type", "https://example.org/visas/Favourite");
            assertInstanceOf(VisaReading.Ignored.class, read(draft.sign()));
        }
    }

    @Nested
    class NobodyIsCalled {
        @Test
        void forAVisaOfAForeignIssuer() throws Exception {
            Draft draft = new Draft();
            draft.issuer = "https://evil.example.org/";
            refuses(draft.sign(), "issuer is not one that is trusted", 0);
        }

        @Test
        void forATrustedIssuersVisaThatNamesKeysElsewhere() throws Exception {
            Draft draft = new Draft();
            draft.keys = Optional.of(URI.create(jku + "/../evil"));
            refuses(draft.sign(), "(jku) is not one that is trusted", 0);
        }

        @Test
        void forAVisaAccessToken() throws Exception {
            Draft draft = new Draft();
            draft.keys = Optional.empty();
            draft.scope = "openid";
            refuses(draft.sign(), "Visa Access Tokens are not taken", 0);
        }

        @Test
        void forAVisaSignedWithASecret() throws Exception {
            Draft draft = new Draft();
            draft.algorithm = JWSAlgorithm.HS256;
            refuses(
                    draft.sign(new MACSigner("0123456789abcdef0123456789abcdef")),
                    "algorithm is not RS256 or ES256",
                    0);
        }

        @Test
        void forATrustedIssuersVisaThatNamesTheKeysOfAnother() throws Exception {
            Draft draft = new Draft();
            draft.issuer = OTHER_ISSUER;
            refuses(draft.sign(), "(jku) is not one that is trusted", 0);
        }

        @Test
        void forAnUnsignedOne() throws Exception {
            String[] parts = new Draft().sign().split("\\.");
            refuses(parts[0] + "." + parts[1] + ".", "signature is not base64url", 0);
            refuses(parts[0] + "." + parts[1], "not signed", 0);
            String none =
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
            refuses(none + "." + parts[1] + "." + parts[2], "algorithm", 0);
        }

        @ParameterizedTest
        @ValueSource(strings = {" ", "=", "+", "/", "\n", "é", "%3D"})
        void forForeignCharactersInBase64(String foreign) throws Exception {
            String[] parts = new Draft().sign().split("\\.");
            refuses(parts[0] + foreign + "." + parts[1] + "." + parts[2], "base64url", 0);
            refuses(parts[0] + "." + parts[1] + foreign + "." + parts[2], "base64url", 0);
            refuses(parts[0] + "." + parts[1] + "." + parts[2] + foreign, "base64url", 0);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"alg\":\"RS256\",\"alg\":\"none\"}",
                    "{\"alg\":\"RS256\",\"crit\":[\"exp\"]}",
                    "{\"alg\":\"RS256\",\"jwk\":{}}",
                    "{\"alg\":\"RS256\",\"b64\":false}",
                    "{\"alg\":\"RS256\"} {}",
                    "[]",
                    "{\"alg\":\"rs256\"}",
                    "{}"
                })
        void forAHeaderThatIsNotPlain(String header) throws Exception {
            String[] parts = new Draft().sign().split("\\.");
            String encoded =
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(header.getBytes(StandardCharsets.UTF_8));
            assertInstanceOf(
                    VisaReading.Refused.class, read(encoded + "." + parts[1] + "." + parts[2]));
            assertEquals(0, calls.get());
        }

        @Test
        void forAVisaThatIsTooLong() {
            refuses("a".repeat(StrictJws.LONGEST + 1), "longer than", 0);
        }
    }

    @Nested
    class IsRefused {
        @Test
        void whatHasExpired() throws Exception {
            Draft draft = new Draft();
            draft.expires = NOW;
            refuses(draft.sign(), "It has expired.", 1);
        }

        @Test
        void whatIsOfTheFuture() throws Exception {
            Draft draft = new Draft();
            draft.issued = NOW.plus(Duration.ofMinutes(2));
            refuses(draft.sign(), "not valid yet", 1);
        }

        @Test
        void whatWasSignedByAnother() throws Exception {
            refuses(
                    new Draft().sign(new RSASSASigner(new RSAKeyGenerator(2048).generate())),
                    "signature is wrong",
                    1);
        }

        @Test
        void whatWasChangedAfterwards() throws Exception {
            String[] parts = new Draft().sign().split("\\.");
            Draft other = new Draft();
            other.visa.put("value", "https://example.org/everything");
            String[] changed = other.sign().split("\\.");
            refuses(parts[0] + "." + changed[1] + "." + parts[2], "signature is wrong", 1);
        }

        @Test
        void aKeyThatIsForSomethingElse() throws Exception {
            Draft encrypts = new Draft();
            encrypts.kid = "enc";
            refuses(
                    encrypts.sign(new RSASSASigner(encryptionOnly.toPrivateKey())),
                    "may not verify",
                    1);
            Draft signs = new Draft();
            signs.kid = "ops";
            refuses(signs.sign(new RSASSASigner(signsOnly)), "may not verify", 1);
            Draft curve = new Draft();
            curve.kid = "ec";
            refuses(curve.sign(), "another kind", 1);
        }

        @Test
        void aKeyThatTheIssuerDoesNotPublishAndItIsNotAskedAgainAndAgain() throws Exception {
            Draft draft = new Draft();
            draft.kid = "unheard-of";
            for (int i = 0; i < 10; i++) {
                refuses(draft.sign(), "no key with its kid", 1);
            }
            clock.pass(Duration.ofMinutes(6));
            refuses(draft.sign(), "no key with its kid", 2);
        }

        @ParameterizedTest
        @ValueSource(strings = {"moved", "huge"})
        void anIssuerWhoseKeysCannotBeFetchedPlainly(String path) throws Exception {
            Draft draft = new Draft();
            draft.keys = Optional.of(jku.resolve("/" + path));
            refuses(draft.sign(), "could not be fetched", 1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"type", "asserted", "value", "source"})
        void aVisaThatDoesNotSayWhatItMust(String missing) throws Exception {
            Draft draft = new Draft();
            draft.visa.remove(missing);
            assertInstanceOf(VisaReading.Refused.class, read(draft.sign()));
        }
    }

    /// What the starter kit of GA4GH mints from its own payloads. It signs with a secret that
    /// broker and issuer share; each visa is signed here as the profile wants it, too.
    @Nested
    @RealData
    class AsABrokerMintsIt {
        private static final String FILES = "trust/passport-broker/src/test/resources/";

        /// A visa that a file of the broker speaks of.
        ///
        /// @param assertion what it says of somebody's holding it; missing where it is of nobody
        private record Spoken(JsonNode visa, JsonNode assertion) {
            boolean isHeld() {
                return assertion.path("status").asString("").equals("active")
                        && assertion.has("assertedAt");
            }
        }

        private static JsonNode json(String file) throws IOException {
            String text = Files.readString(SharedData.file(FILES + file)).strip();
            return JsonMapper.builder().build().readTree(text.isEmpty() ? "null" : text);
        }

        private static List<Spoken> spoken(JsonNode node) {
            List<Spoken> all = new ArrayList<>();
            JsonNode nobodys = MissingNode.getInstance();
            if (node.has("passportVisa")) {
                all.add(new Spoken(node.path("passportVisa"), node));
            } else if (node.has("visaName")) {
                JsonNode held = node.path("passportVisaAssertions");
                if (held.isEmpty()) {
                    all.add(new Spoken(node, nobodys));
                }
                held.forEach(one -> all.add(new Spoken(node, one)));
            } else {
                node.forEach(child -> all.addAll(spoken(child)));
            }
            return all;
        }

        /// As the broker's own code fills it.
        private Draft draft(Spoken spoken, String subject) {
            Draft draft = new Draft();
            draft.issuer = spoken.visa().path("visaIssuer").asString("");
            draft.subject = subject;
            draft.visa.put("type", "ControlledAccessGrants");
            draft.visa.put("value", draft.issuer + spoken.visa().path("visaName").asString(""));
            draft.visa.put("source", draft.issuer);
            draft.visa.put("by", "dac");
            draft.visa.remove("asserted");
            if (spoken.isHeld()) {
                draft.visa.put("asserted", spoken.assertion().path("assertedAt").asLong());
            }
            return draft;
        }

        /// A reader that trusts the issuer of a visa.
        private PassportReader trusting(Draft draft) {
            return new PassportReader(
                    new TrustedIssuers(
                            List.of(new TrustedIssuers.Issuer(draft.issuer, Set.of(jku)))),
                    new IssuerKeys(clock),
                    clock);
        }

        /// Every file of the broker, with how many visas it speaks of, how many of them somebody
        /// holds, and how many have a secret.
        @ParameterizedTest
        @CsvSource({
            "payloads/users/create/00.json,            0, 0, 0",
            "payloads/users/update/00.json,            1, 0, 0",
            "payloads/users/update/01.json,            1, 0, 0",
            "payloads/visas/create/00.json,            1, 0, 1",
            "payloads/visas/update/00.json,            1, 0, 1",
            "payloads/visas/update/01.json,            1, 0, 0",
            "payloads/mint/success-00.json,            0, 0, 0",
            "payloads/mint/invalid-user.json,          0, 0, 0",
            "payloads/mint/invalid-visa-request.json,  0, 0, 0",
            "responses/users/create/00.json,           0, 0, 0",
            "responses/users/update/00.json,           1, 1, 0",
            "responses/users/show/00.json,             4, 4, 0",
            "responses/users/index/00.json,            0, 0, 0",
            "responses/users/delete/empty.json,        0, 0, 0",
            "responses/visas/create/00.json,           1, 0, 1",
            "responses/visas/update/00.json,           1, 0, 1",
            "responses/visas/show/00.json,             1, 1, 1",
            "responses/visas/index/00.json,            4, 0, 4",
            "responses/visas/delete/empty.json,        0, 0, 0",
            "responses/service-info/show/00.json,      0, 0, 0"
        })
        void isTakenForWhatItSaysAndFromWhomItMay(String file, int visas, int held, int secrets)
                throws Exception {
            List<Spoken> all = spoken(json(file));
            assertEquals(visas, all.size());
            assertEquals(held, all.stream().filter(Spoken::isHeld).count());
            assertEquals(secrets, all.stream().filter(s -> s.visa().has("visaSecret")).count());
            for (Spoken one : all) {
                calls.set(0);
                Draft draft = draft(one, "researcher");
                // Nobody here trusts the issuer, and some name none.
                refuses(draft.sign(), "issuer is not one that is trusted", 0);
                if (one.visa().has("visaSecret")) {
                    assertRefused(
                            trusting(draft), signedWithTheSecret(one, "researcher"), "algorithm");
                }
                if (draft.issuer.isEmpty()) {
                    continue;
                }
                assertEquals(0, calls.get(), "nobody was called until here");
                VisaReading reading = trusting(draft).read(List.of(draft.sign())).getFirst();
                if (!one.isHeld()) {
                    assertRefused(reading, "since when");
                    continue;
                }
                Visa visa = assertInstanceOf(VisaReading.Accepted.class, reading).visa();
                assertEquals(
                        new Visa(
                                one.visa().path("visaIssuer").asString(),
                                "researcher",
                                Visa.Type.CONTROLLED_ACCESS_GRANTS,
                                one.visa().path("visaIssuer").asString()
                                        + one.visa().path("visaName").asString(),
                                one.visa().path("visaIssuer").asString(),
                                Optional.of("dac"),
                                Instant.ofEpochSecond(1_652_187_600),
                                NOW.plus(Duration.ofHours(1))),
                        visa);
                draft.expires = NOW.minusSeconds(1);
                assertRefused(trusting(draft), draft.sign(), "expired");
                draft.expires = NOW.plus(Duration.ofHours(1));
                draft.visa.put(
                        "conditions",
                        List.of(List.of(Map.of("type", "ResearcherStatus", "value", "pattern:*"))));
                assertRefused(trusting(draft), draft.sign(), "conditions");
                draft.visa.remove("conditions");
                calls.set(0);
                draft.keys = Optional.of(URI.create("https://keys.example.org/jwks"));
                assertRefused(trusting(draft), draft.sign(), "(jku)");
                assertEquals(0, calls.get());
            }
        }

        @Test
        void fromAllFilesThatThereAre() throws IOException {
            Path root = SharedData.file(FILES);
            try (Stream<Path> files = Files.walk(root)) {
                assertEquals(
                        20,
                        files.filter(file -> file.toString().endsWith(".json")).count(),
                        "a file that the table above does not name");
            }
        }

        /// What the broker mints for a request: of the visas asked for those that it gave to the
        /// researcher.
        @ParameterizedTest
        @CsvSource({
            "success-00,           2",
            "invalid-user,         0",
            "invalid-visa-request, 0"
        })
        void isAcceptedWhereTheBrokerMayMintIt(String request, int minted) throws Exception {
            JsonNode asked = json("payloads/mint/" + request + ".json");
            String researcher = asked.path("researcherId").asString();
            JsonNode user = json("responses/users/show/00.json");
            Set<String> wanted = new HashSet<>();
            asked.path("requestedVisas").forEach(id -> wanted.add(id.asString()));
            List<String> passport = new ArrayList<>();
            List<String> forged = new ArrayList<>();
            Optional<Draft> any = Optional.empty();
            for (Spoken one : spoken(user)) {
                if (wanted.contains(one.visa().path("id").asString())) {
                    Draft draft = draft(one, researcher);
                    any = Optional.of(draft);
                    if (user.path("id").asString().equals(researcher)) {
                        passport.add(draft.sign());
                    }
                    forged.add(draft.sign(new RSASSASigner(new RSAKeyGenerator(2048).generate())));
                }
            }
            PassportReader broker = trusting(any.orElseThrow());
            List<VisaReading> readings = broker.read(passport);
            assertEquals(minted, readings.size());
            for (VisaReading reading : readings) {
                assertEquals(
                        researcher,
                        assertInstanceOf(VisaReading.Accepted.class, reading).visa().subject());
            }
            for (VisaReading reading : broker.read(forged)) {
                assertRefused(reading, "signature is wrong");
            }
        }

        private String signedWithTheSecret(Spoken one, String subject) throws JOSEException {
            Draft draft = draft(one, subject);
            draft.algorithm = JWSAlgorithm.HS256;
            byte[] given =
                    one.visa().path("visaSecret").asString().getBytes(StandardCharsets.US_ASCII);
            return draft.sign(new MACSigner(java.util.Arrays.copyOf(given, 32)));
        }

        private static void assertRefused(PassportReader reader, String token, String why) {
            assertRefused(reader.read(List.of(token)).getFirst(), why);
        }

        private static void assertRefused(VisaReading reading, String why) {
            VisaReading.Refused refused = assertInstanceOf(VisaReading.Refused.class, reading, why);
            assertTrue(refused.reason().contains(why), refused.reason());
        }
    }

    @Nested
    class TheAllowList {
        @TempDir
        @SuppressWarnings("NullAway.Init")
        private Path folder;

        @Test
        void trustsNobodyWhereThereIsNone() {
            assertEquals(List.of(), TrustedIssuers.at(folder.resolve("none.json")).issuers());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"issuers\":[{\"issuer\":\"a\",\"keys\":[]}]}",
                    "{\"issuers\":[{\"issuer\":\"\",\"keys\":[\"https://a.example.org/k\"]}]}",
                    "{\"issuers\":[{\"issuer\":\"a\",\"keys\":[\"http://a.example.org/k\"]}]}",
                    "{\"issuers\":[{\"issuer\":\"a\",\"keys\":[\"http://127.0.0.1@a.example.org/k\"]}]}",
                    "{\"issuers\":[{\"issuer\":\"a\",\"keys\":[\"https://me:you@a.example.org/k\"]}]}",
                    "{\"issuers\":[{\"issuer\":\"a\",\"keys\":[\"file:///etc/passwd\"]}]}",
                    "{\"issuers\":[{\"issuer\":\"a\",\"keys\":[\"https:/k\"]}]}",
                    "{\"issuers\":[{\"issuer\":\"a\",\"keys\":[\"https://a.example.org/k\"]},{\"issuer\":\"a\",\"keys\":[\"https://b.example.org/k\"]}]}",
                    "{\"issuers\":[{\"issuer\":\"a\"}]}",
                    "{\"issuers\":[],\"also\":1}",
                    "[]"
                })
        void isRefusedWhereItNamesKeysThatAreNotSafe(String text) throws IOException {
            Path file = Files.writeString(folder.resolve("passport-issuers.json"), text);
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> TrustedIssuers.at(file));
            assertTrue(
                    String.valueOf(refused.getMessage()).startsWith("OGMS-8700 "),
                    refused.toString());
        }
    }

    @Nested
    class Conditions {
        private VisaReading reading(Object conditions) throws Exception {
            Draft grant = new Draft();
            grant.visa.put("type", "ControlledAccessGrants");
            grant.visa.put("conditions", conditions);
            Draft affiliation = new Draft();
            affiliation.visa.put("type", "AffiliationAndRole");
            affiliation.visa.put("value", "faculty@med.example.edu;student@example.edu");
            return reader.read(List.of(grant.sign(), affiliation.sign())).getFirst();
        }

        private static Object clause(String value) {
            return List.of(List.of(Map.of("type", "AffiliationAndRole", "value", value)));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "const:faculty@med.example.edu;student@example.edu",
                    "pattern:faculty@*",
                    "pattern:*example.ed?",
                    "split_pattern:student@*.edu",
                    "split_pattern:faculty@med.*"
                })
        void areMetByAnotherVisaOfThePassport(String value) throws Exception {
            assertInstanceOf(VisaReading.Accepted.class, reading(clause(value)));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "const:faculty@med.example.edu",
                    "pattern:student@*",
                    "split_pattern:staff@*",
                    "faculty@*",
                    "regex:.*",
                    ""
                })
        void areNotMetOtherwise(String value) throws Exception {
            assertInstanceOf(VisaReading.Refused.class, reading(clause(value)));
        }

        @Test
        void thatAreNotUnderstoodAreNotMet() throws Exception {
            for (Object conditions :
                    List.of(
                            List.of(),
                            "none",
                            List.of(List.of()),
                            List.of(List.of(Map.of("type", "AffiliationAndRole"))),
                            List.of(
                                    List.of(
                                            Map.of(
                                                    "type",
                                                    "AffiliationAndRole",
                                                    "colour",
                                                    "const:red"))))) {
                assertInstanceOf(
                        VisaReading.Refused.class, reading(conditions), conditions::toString);
            }
        }

        @Test
        void areNotMetByTheVisaThatMakesThem() throws Exception {
            Draft grant = new Draft();
            grant.visa.put(
                    "conditions",
                    List.of(List.of(Map.of("type", "ResearcherStatus", "value", "pattern:*"))));
            assertInstanceOf(VisaReading.Refused.class, read(grant.sign()));
        }
    }
}
