package org.opengms.server.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.opengms.infrastructure.OdsCode;
import org.opengms.server.security.DemoPeople;
import org.opengms.server.security.SystemClients;

/// Everyone who takes part, each with their own sign-in: systems with their secrets, people with
/// their passwords.
final class People {
    private final ServiceConnection connection;
    private final Map<String, SystemClients.SystemClient> systems;
    private final Map<String, FhirClient> known = new ConcurrentHashMap<>();

    private People(ServiceConnection connection, Map<String, SystemClients.SystemClient> systems) {
        this.connection = connection;
        this.systems = systems;
    }

    /// @param dataFolder of the server
    /// @throws DemoFailure if the secrets of the systems cannot be read there
    static People of(ServiceConnection connection, Path dataFolder) {
        Path file = dataFolder.resolve("security").resolve("clients.json");
        try {
            return new People(connection, SystemClients.read(file));
        } catch (IOException e) {
            throw new DemoFailure(
                    "OGMS-4814 Cannot read the secrets of the systems in %s. Give the data directory of the running server with --data."
                            .formatted(file),
                    e);
        }
    }

    /// The system of an organisation.
    ///
    /// @param kind `site` or `laboratory`
    FhirClient system(String kind, OdsCode ods) {
        String id = SystemClients.clientId(kind, ods.value());
        return known.computeIfAbsent(
                id,
                name -> {
                    SystemClients.SystemClient system = systems.get(name);
                    if (system == null) {
                        throw new DemoFailure(
                                "OGMS-4815 The server knows no system %s. Maybe it was started with another region: use the seed of its data directory, or another directory."
                                        .formatted(name));
                    }
                    return new FhirClient(
                            connection, new SystemSignIn(connection, name, system.secret()), name);
                });
    }

    /// A person of the demonstration.
    ///
    /// @param kind `clinician` or `scientist`
    FhirClient person(String kind, OdsCode ods) {
        return named(DemoPeople.userName(kind, ods.value()));
    }

    /// A person of the demonstration by their user name.
    FhirClient named(String name) {
        return known.computeIfAbsent(
                name,
                user ->
                        new FhirClient(
                                connection,
                                new PersonSignIn(connection, user, DemoPeople.PASSWORD),
                                user));
    }
}
