package org.opengms.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.opengms.server.command.RunningService;
import org.opengms.server.security.SystemClients;
import tools.jackson.databind.json.JsonMapper;

/// An access token of a service that runs in this process, asked for as a laboratory's or an
/// ordering system asks for it.
final class ServiceToken {
    private ServiceToken() {}

    /// @param data the service's data folder, which holds the secrets of its clients
    /// @param client such as `laboratory-zl01`
    /// @throws IllegalArgumentException where the service has no such client
    static String of(RunningService service, Path data, String client)
            throws IOException, InterruptedException {
        var known = SystemClients.read(data.resolve("security/clients.json")).get(client);
        if (known == null) {
            throw new IllegalArgumentException("The service has no client " + client);
        }
        String basic =
                Base64.getEncoder()
                        .encodeToString(
                                (client + ":" + known.secret()).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create(service.address() + "/oauth2/token"))
                                        .header("Authorization", "Basic " + basic)
                                        .header("Content-Type", "application/x-www-form-urlencoded")
                                        .POST(
                                                HttpRequest.BodyPublishers.ofString(
                                                        "grant_type=client_credentials"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(
                    "No token: the service answered " + answer.statusCode());
        }
        return JsonMapper.builder().build().readTree(answer.body()).path("access_token").asString();
    }
}
