package org.opengms.server.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.opengms.gate.Role;
import org.opengms.infrastructure.ServiceNetwork;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The systems that talk to the service without a person: the order system of each site and the
/// information system of each laboratory, one research environment, and one batch environment of a
/// project. Their secrets are drawn once and kept in `security/clients.json`, which only the owner
/// of the data directory can read.
public final class SystemClients {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Map<String, SystemClient> clients;

    /// One system.
    ///
    /// @param secret drawn at random, 256 bits
    /// @param organisation its ODS code
    /// @param role what it may do
    public record SystemClient(String secret, String organisation, Role role) {
        @Override
        public String toString() {
            return "SystemClient[" + organisation + "]";
        }
    }

    private SystemClients(Map<String, SystemClient> clients) {
        this.clients = clients;
    }

    /// Reads the file, and draws secrets for systems that are not in it yet.
    ///
    /// @param folder holds `clients.json`
    /// @throws UncheckedIOException if it cannot be read or written
    public static SystemClients load(Path folder, ServiceNetwork network) {
        Path file = folder.resolve("clients.json");
        Map<String, SystemClient> clients = new LinkedHashMap<>();
        try {
            if (Files.exists(file)) {
                clients.putAll(read(file));
            }
            int before = clients.size();
            network.sites().forEach(s -> draw(clients, "site", s.ods().value(), Role.CLINICIAN));
            network.laboratories()
                    .forEach(l -> draw(clients, "laboratory", l.ods().value(), Role.LABORATORY));
            draw(clients, "environment", network.fallbackLaboratory().value(), Role.ENVIRONMENT);
            draw(clients, "research", network.fallbackLaboratory().value(), Role.RESEARCHER);
            if (clients.size() > before) {
                writePrivately(file, JSON.writeValueAsString(clients));
            }
        } catch (IOException | JacksonException e) {
            throw new UncheckedIOException(
                    "OGMS-4303 Cannot read or write " + file,
                    e instanceof IOException io ? io : new IOException(e));
        }
        return new SystemClients(clients);
    }

    /// Reads the clients that a server wrote.
    ///
    /// @throws IOException if there is no such file, or it is not readable
    public static Map<String, SystemClient> read(Path file) throws IOException {
        return JSON.readValue(
                Files.readAllBytes(file), new TypeReference<Map<String, SystemClient>>() {});
    }

    /// The client id of a system, such as `site-zr101`.
    public static String clientId(String kind, String ods) {
        return kind + "-" + ods.toLowerCase(Locale.ROOT);
    }

    Map<String, SystemClient> clients() {
        return clients;
    }

    private static void draw(
            Map<String, SystemClient> clients, String kind, String ods, Role role) {
        clients.computeIfAbsent(
                clientId(kind, ods), id -> new SystemClient(randomSecret(), ods, role));
    }

    static String randomSecret() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Writes a file that only its owner can read, whole or not at all.
    static void writePrivately(Path file, String text) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path temporary = Files.createTempFile(folder, "private", ".tmp");
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-------"));
        }
        Files.writeString(temporary, text, StandardCharsets.UTF_8);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
