package org.opengms.server.demo;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.opengms.server.security.LocalAuthorisation;

/// A person signs in as with a browser: the authorization code flow with PKCE (RFC 6749 section
/// 4.1, RFC 7636) through the sign-in page of the server.
final class PersonSignIn extends CachedToken {
    private static final int MOST_REDIRECTS = 8;
    private static final Pattern HIDDEN_TOKEN =
            Pattern.compile(
                    "<input[^>]*name=\"(_csrf)\"[^>]*value=\"([^\"]+)\"", Pattern.CASE_INSENSITIVE);

    private final ServiceConnection connection;
    private final String userName;
    private final String password;

    PersonSignIn(ServiceConnection connection, String userName, String password) {
        super(connection.pace());
        this.connection = connection;
        this.userName = userName;
        this.password = password;
    }

    @Override
    String who() {
        return "person " + userName;
    }

    @Override
    Reply fetch() throws InterruptedException {
        return connection.again(this::signIn);
    }

    private Reply signIn() throws IOException, InterruptedException {
        try (HttpClient browser =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                        .build()) {
            String verifier = random();
            String state = random();
            Map<String, String> wish = new LinkedHashMap<>();
            wish.put("response_type", "code");
            wish.put("client_id", LocalAuthorisation.COMMAND_CLIENT);
            wish.put("redirect_uri", LocalAuthorisation.COMMAND_REDIRECT);
            wish.put("scope", "user/*.cruds");
            wish.put("state", state);
            wish.put("code_challenge", challenge(verifier));
            wish.put("code_challenge_method", "S256");
            URI authorize = connection.address().resolve("/oauth2/authorize?" + form(wish));
            String code = code(browser, authorize, state);
            return exchange(browser, code, verifier);
        }
    }

    /// Walks from the authorisation endpoint over the sign-in page to the redirect with the code.
    private String code(HttpClient browser, URI start, String state)
            throws IOException, InterruptedException {
        URI next = start;
        boolean sentPassword = false;
        for (int step = 0; step < MOST_REDIRECTS; step++) {
            HttpResponse<String> page = get(browser, next);
            if (page.statusCode() == 200 && !sentPassword) {
                page = post(browser, next, page.body());
                sentPassword = true;
            }
            String location = page.headers().firstValue("Location").orElse("");
            if (location.isEmpty()) {
                if (page.statusCode() == 503 || page.statusCode() == 502) {
                    throw new IOException("status " + page.statusCode());
                }
                throw failure("status %d where a redirect should be".formatted(page.statusCode()));
            }
            next = page.uri().resolve(location);
            if (location.startsWith(LocalAuthorisation.COMMAND_REDIRECT)) {
                return codeOf(next, state);
            }
            if (location.endsWith("/login?error")) {
                throw failure("the password was not accepted");
            }
        }
        throw failure("more than %d redirects".formatted(MOST_REDIRECTS));
    }

    private HttpResponse<String> get(HttpClient browser, URI address)
            throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(address)
                        .timeout(connection.limits().request())
                        .header("Accept", "text/html")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(HttpClient browser, URI page, String html)
            throws IOException, InterruptedException {
        Matcher hidden = HIDDEN_TOKEN.matcher(html);
        if (!hidden.find()) {
            throw failure("the sign-in page has no _csrf field");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(hidden.group(1), hidden.group(2));
        fields.put("username", userName);
        fields.put("password", password);
        return browser.send(
                HttpRequest.newBuilder(page.resolve("/login"))
                        .timeout(connection.limits().request())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form(fields)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private Reply exchange(HttpClient browser, String code, String verifier)
            throws IOException, InterruptedException {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("grant_type", "authorization_code");
        fields.put("client_id", LocalAuthorisation.COMMAND_CLIENT);
        fields.put("redirect_uri", LocalAuthorisation.COMMAND_REDIRECT);
        fields.put("code", code);
        fields.put("code_verifier", verifier);
        HttpResponse<String> answer =
                browser.send(
                        HttpRequest.newBuilder(connection.address().resolve("/oauth2/token"))
                                .timeout(connection.limits().request())
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(form(fields)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return new Reply(answer.statusCode(), answer.body());
    }

    private String codeOf(URI redirect, String state) {
        String query = redirect.getRawQuery();
        Map<String, String> values =
                query == null
                        ? Map.of()
                        : Arrays.stream(query.split("&", -1))
                                .map(pair -> pair.split("=", 2))
                                .filter(pair -> pair.length == 2)
                                .collect(
                                        Collectors.toMap(
                                                pair -> pair[0],
                                                pair ->
                                                        URLDecoder.decode(
                                                                pair[1], StandardCharsets.UTF_8),
                                                (first, second) -> second));
        String code = values.get("code");
        if (code == null || !state.equals(values.get("state"))) {
            throw failure("the redirect holds no code for this request");
        }
        return code;
    }

    private DemoFailure failure(String what) {
        return new DemoFailure(
                "OGMS-4805 %s cannot sign in at %s: %s."
                        .formatted(who(), connection.address(), what));
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(f ->
                        f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /// The challenge of a verifier (RFC 7636 section 4.2, S256).
    static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("OGMS-4806 This JDK has no SHA-256", e);
        }
    }

    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
