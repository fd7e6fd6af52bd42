package org.opengms.server.notices;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.opengms.notices.Courier;
import org.opengms.notices.MobileNumber;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Carries notices as text messages by GOV.UK Notify (REST interface, version 2). The provider
/// keeps the reference but does not drop doubles by it; so it is first asked whether it knows the
/// reference, and given the message only if not.
public final class NotifyCourier implements Courier {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(10);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(20);

    /// Of an answer; more is not read.
    private static final int MOST_BYTES = 1 << 20;

    private final NoticeSettings.Texts texts;
    private final HttpClient http;
    private final Clock clock;

    public NotifyCourier(NoticeSettings.Texts texts, Clock clock) {
        this.texts = texts;
        this.clock = clock;
        this.http =
                HttpClient.newBuilder()
                        .connectTimeout(CONNECTS_WITHIN)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
    }

    @Override
    public Answer carry(Message message) {
        if (!(message.to() instanceof MobileNumber to)) {
            throw new IllegalArgumentException("OGMS-7313 Text messages go to mobile numbers");
        }
        String reference = message.reference().value();
        try {
            Reply known =
                    send(
                            request("/v2/notifications?template_type=sms&reference=" + reference)
                                    .GET());
            if (known.status() != 200) {
                // Not knowing whether it went, it is not sent a second time.
                return new Answer.Unavailable("http " + known.status());
            }
            Optional<String> before = id(known.body().path("notifications").path(0));
            if (before.isPresent()) {
                return new Answer.Taken(before.get());
            }
            Reply sent =
                    send(
                            request("/v2/notifications/sms")
                                    .header("Content-Type", "application/json")
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    JSON.writeValueAsString(
                                                            Map.of(
                                                                    "phone_number",
                                                                    to.value(),
                                                                    "template_id",
                                                                    texts.template().toString(),
                                                                    "personalisation",
                                                                    Map.of(
                                                                            "message",
                                                                            message.words().text()),
                                                                    "reference",
                                                                    reference)))));
            return answer(sent);
        } catch (IOException e) {
            return new Answer.Unavailable("connection");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Unavailable("interrupted");
        }
    }

    /// Only a number that the provider refuses is the person's; a wrong key, template, limit or
    /// setting is the operator's to mend, and the message waits.
    private static Answer answer(Reply sent) {
        if (sent.status() == 201) {
            return id(sent.body())
                    .<Answer>map(Answer.Taken::new)
                    .orElse(new Answer.Unavailable("answer without id"));
        }
        boolean number =
                sent.status() == 400
                        && sent.body()
                                .path("errors")
                                .valueStream()
                                .anyMatch(error ->
                                        error.path("error").asString("").equals("ValidationError")
                                                && error.path("message")
                                                        .asString("")
                                                        .startsWith("phone_number"));
        return number
                ? new Answer.Refused("http 400 phone_number")
                : new Answer.Unavailable("http " + sent.status());
    }

    private static Optional<String> id(JsonNode notification) {
        return Optional.of(notification.path("id").asString(""))
                .filter(id -> id.matches("[0-9a-fA-F-]{36}"));
    }

    private record Reply(int status, JsonNode body) {}

    private HttpRequest.Builder request(String path) {
        URI base = texts.address();
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(ANSWERS_WITHIN)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + token());
    }

    private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer =
                http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            return new Reply(answer.statusCode(), JSON.readTree(body.readNBytes(MOST_BYTES)));
        } catch (JacksonException e) {
            return new Reply(
                    answer.statusCode() == 200 || answer.statusCode() == 201
                            ? 502
                            : answer.statusCode(),
                    JSON.nullNode());
        }
    }

    /// A token for one request: HS256, the service as issuer, issued now (GOV.UK Notify, API
    /// documentation, *Authentication*).
    private String token() {
        try {
            SignedJWT token =
                    new SignedJWT(
                            new JWSHeader(JWSAlgorithm.HS256),
                            new JWTClaimsSet.Builder()
                                    .issuer(texts.service().toString())
                                    .issueTime(Date.from(clock.instant()))
                                    .build());
            token.sign(new MACSigner(texts.secret().getBytes(StandardCharsets.US_ASCII)));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("OGMS-7314 The key of the provider does not sign", e);
        }
    }
}
