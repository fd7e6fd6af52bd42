package org.opengms.server.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// How systems and people get their tokens.
class SignInTest {
    private final VirtualPace pace = new VirtualPace();

    @Nested
    class ASystem {
        @Test
        void showsItsSecretByHttpBasic() throws Exception {
            try (FakeService service = new FakeService(_ -> token("t1", 1800));
                    ServiceConnection connection = connect(service)) {
                assertEquals("t1", new SystemSignIn(connection, "site-zr101", "s3cret").token());
                FakeService.Asked asked = service.asked().getFirst();
                // printf 'site-zr101:s3cret' | base64
                assertEquals("Basic c2l0ZS16cjEwMTpzM2NyZXQ=", asked.header("authorization"));
                assertEquals("grant_type=client_credentials", asked.body());
            }
        }

        @Test
        void keepsItsTokenUntilAMinuteBeforeItExpires() throws Exception {
            int[] issued = {0};
            try (FakeService service = new FakeService(_ -> token("t" + ++issued[0], 1800));
                    ServiceConnection connection = connect(service)) {
                SystemSignIn system = new SystemSignIn(connection, "a", "b");
                assertEquals("t1", system.token());
                pace.pass(Duration.ofSeconds(1739));
                assertEquals("t1", system.token());
                pace.pass(Duration.ofSeconds(1));
                assertEquals("t2", system.token());
            }
        }

        @Test
        void isToldWhenItsSecretIsWrong() {
            try (FakeService service =
                            new FakeService(_ ->
                                    new FakeService.Answer(401, "{\"error\":\"invalid_client\"}"));
                    ServiceConnection connection = connect(service)) {
                DemoFailure failure =
                        assertThrows(
                                DemoFailure.class,
                                () -> new SystemSignIn(connection, "site-a", "wrong").token());
                assertTrue(failure.getMessage().startsWith("OGMS-4804"), failure.getMessage());
                assertFalse(failure.getMessage().contains("wrong"), failure.getMessage());
            }
        }
    }

    @Nested
    class APerson {
        /// RFC 7636, appendix B.
        @Test
        void derivesTheChallengeAsTheStandardSays() {
            assertEquals(
                    "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
                    PersonSignIn.challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));
        }

        @Test
        void walksThroughTheSignInPageToAToken() throws Exception {
            try (FakeService service = new FakeService(new SignInPages("opengms-demo"));
                    ServiceConnection connection = connect(service)) {
                assertEquals(
                        "person-token",
                        new PersonSignIn(connection, "scientist.zl01", "opengms-demo").token());
            }
        }

        @Test
        void isToldWhenThePasswordIsWrong() {
            try (FakeService service = new FakeService(new SignInPages("another"));
                    ServiceConnection connection = connect(service)) {
                DemoFailure failure =
                        assertThrows(
                                DemoFailure.class,
                                () ->
                                        new PersonSignIn(
                                                        connection,
                                                        "scientist.zl01",
                                                        "opengms-demo")
                                                .token());
                assertTrue(
                        failure.getMessage().contains("password was not accepted"),
                        failure.getMessage());
            }
        }
    }

    private ServiceConnection connect(FakeService service) {
        return new ServiceConnection(service.address(), DemoLimits.STANDARD, pace);
    }

    private static FakeService.Answer token(String value, int seconds) {
        return new FakeService.Answer(
                200,
                "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":%d}"
                        .formatted(value, seconds));
    }

    /// The pages of an authorisation server: a session cookie, a form against forgery, a code for
    /// whoever is signed in, and a token for whoever shows the verifier of the challenge.
    private static final class SignInPages implements FakeService.Script {
        private final String password;
        private final Map<String, String> state = new ConcurrentHashMap<>();

        SignInPages(String password) {
            this.password = password;
        }

        @Override
        public FakeService.Answer answer(FakeService.Asked request) {
            String path = request.target().replaceAll("\\?.*", "");
            boolean known = request.header("cookie").contains("JSESSIONID=abc");
            return switch (request.method() + " " + path) {
                case "GET /oauth2/authorize" -> {
                    state.put("query", request.target().replaceAll("^[^?]*\\?", ""));
                    yield state.containsKey("signedIn") && known ? code() : redirect("/login");
                }
                case "GET /login" ->
                        new FakeService.Answer(
                                200,
                                Map.of("Set-Cookie", "JSESSIONID=abc; Path=/; HttpOnly"),
                                "<form><input type=\"hidden\" name=\"_csrf\" value=\"f0rm\"></form>");
                case "POST /login" -> {
                    Map<String, String> form = form(request.body());
                    if (!known || !"f0rm".equals(form.get("_csrf"))) {
                        yield new FakeService.Answer(403, "");
                    }
                    if (!password.equals(form.get("password"))) {
                        yield redirect("/login?error");
                    }
                    state.put("signedIn", "yes");
                    yield redirect("/oauth2/authorize?" + state.get("query") + "&continue");
                }
                case "POST /oauth2/token" -> {
                    Map<String, String> form = form(request.body());
                    String challenge =
                            form(String.valueOf(state.get("query"))).get("code_challenge");
                    boolean good =
                            "c0de".equals(form.get("code"))
                                    && "opengms-command".equals(form.get("client_id"))
                                    && PersonSignIn.challenge(
                                                    String.valueOf(form.get("code_verifier")))
                                            .equals(challenge);
                    yield good ? token("person-token", 300) : new FakeService.Answer(400, "{}");
                }
                default -> new FakeService.Answer(404, "");
            };
        }

        private FakeService.Answer code() {
            Map<String, String> query = form(String.valueOf(state.get("query")));
            return redirect(
                    query.get("redirect_uri")
                            + "?code=c0de&state="
                            + URLEncoder.encode(
                                    String.valueOf(query.get("state")), StandardCharsets.UTF_8));
        }

        private static FakeService.Answer redirect(String to) {
            return new FakeService.Answer(302, Map.of("Location", to), "");
        }

        private static Map<String, String> form(String body) {
            return Arrays.stream(body.split("&"))
                    .map(pair -> pair.split("=", 2))
                    .filter(pair -> pair.length == 2)
                    .collect(
                            Collectors.toMap(
                                    pair -> pair[0],
                                    pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                                    (first, second) -> second));
        }
    }
}
