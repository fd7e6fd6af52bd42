package org.opengms.server.notices;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opengms.notices.EmailAddress;

/// How the operator has notices sent. What is not set up is not offered.
///
/// @param letters folder in which batches of letters are laid for the printer
/// @param mail the mail server, if there is one
/// @param texts the provider of text messages, if there is one
public record NoticeSettings(Path letters, Optional<Mail> mail, Optional<Texts> texts) {
    /// A mail server.
    ///
    /// @param host its name, which its certificate must carry
    /// @param user to sign in with; empty to sign in as nobody
    /// @param from the sender
    /// @param encrypted whether nothing is sent without STARTTLS; only a server on this machine may
    ///   do without
    public record Mail(
            String host,
            int port,
            String user,
            String password,
            EmailAddress from,
            boolean encrypted) {
        /// Never the password.
        @Override
        public String toString() {
            return "Mail[" + host + ":" + port + "]";
        }
    }

    /// GOV.UK Notify, or what speaks as it does.
    ///
    /// @param address of its interface
    /// @param service its identifier of this service, from the key
    /// @param secret of the key
    /// @param template the template of messages, with the one field `message`
    public record Texts(URI address, UUID service, String secret, UUID template) {
        /// Never the secret.
        @Override
        public String toString() {
            return "Texts[" + address + "]";
        }
    }

    /// Reads the environment.
    ///
    /// @param usualLetters folder of letters where none is named
    /// @throws IllegalArgumentException if a channel is set up by half
    public static NoticeSettings of(Map<String, String> environment, Path usualLetters) {
        String letters = environment.getOrDefault("OPENGMS_LETTERS", "");
        return new NoticeSettings(
                letters.isEmpty() ? usualLetters : Path.of(letters),
                mail(environment),
                texts(environment));
    }

    private static Optional<Mail> mail(Map<String, String> environment) {
        String host = environment.getOrDefault("OPENGMS_SMTP_HOST", "");
        if (host.isEmpty()) {
            return Optional.empty();
        }
        String tls = environment.getOrDefault("OPENGMS_SMTP_TLS", "required");
        boolean here = host.equals("localhost") || host.equals("127.0.0.1") || host.equals("::1");
        if (!tls.equals("required") && !(tls.equals("none") && here)) {
            throw wrong(
                    "OPENGMS_SMTP_TLS",
                    "is 'required', or 'none' for a mail server on this machine");
        }
        return Optional.of(
                new Mail(
                        host,
                        port(environment.getOrDefault("OPENGMS_SMTP_PORT", "587")),
                        environment.getOrDefault("OPENGMS_SMTP_USER", ""),
                        environment.getOrDefault("OPENGMS_SMTP_PASSWORD", ""),
                        EmailAddress.of(environment.getOrDefault("OPENGMS_SMTP_FROM", ""))
                                .orElseThrow(() ->
                                        wrong(
                                                "OPENGMS_SMTP_FROM",
                                                "is the sender's email address")),
                        tls.equals("required")));
    }

    private static int port(String written) {
        if (!written.matches("[1-9][0-9]{0,4}") || Integer.parseInt(written) > 65_535) {
            throw wrong("OPENGMS_SMTP_PORT", "is a number from 1 to 65535");
        }
        return Integer.parseInt(written);
    }

    /// A key is a name, the service's identifier and the secret, joined by hyphens; the last two
    /// are UUIDs (GOV.UK Notify, API documentation, *API keys*).
    private static Optional<Texts> texts(Map<String, String> environment) {
        String key = environment.getOrDefault("OPENGMS_NOTIFY_KEY", "");
        if (key.isEmpty()) {
            return Optional.empty();
        }
        int uuid = new UUID(0, 0).toString().length();
        if (!key.matches("(?:.*-)?[0-9a-f-]{36}-[0-9a-f-]{36}") || key.length() > 500) {
            throw wrong("OPENGMS_NOTIFY_KEY", "is a key of GOV.UK Notify");
        }
        String secret = key.substring(key.length() - uuid);
        String service = key.substring(key.length() - 2 * uuid - 1, key.length() - uuid - 1);
        URI address =
                URI.create(
                        environment.getOrDefault(
                                "OPENGMS_NOTIFY_URL", "https://api.notifications.service.gov.uk"));
        if (!"https".equals(address.getScheme()) && !"127.0.0.1".equals(address.getHost())) {
            throw wrong("OPENGMS_NOTIFY_URL", "begins with https");
        }
        try {
            return Optional.of(
                    new Texts(
                            address,
                            UUID.fromString(service),
                            secret,
                            UUID.fromString(
                                    environment.getOrDefault("OPENGMS_NOTIFY_TEMPLATE", ""))));
        } catch (IllegalArgumentException e) {
            throw wrong(
                    "OPENGMS_NOTIFY_TEMPLATE",
                    "is the identifier of a template whose one field is ((message))");
        }
    }

    private static IllegalArgumentException wrong(String name, String what) {
        return new IllegalArgumentException(
                "OGMS-7310 The setting %s %s. Correct it, or leave the channel out."
                        .formatted(name, what));
    }
}
