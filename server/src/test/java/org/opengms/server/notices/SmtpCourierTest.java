package org.opengms.server.notices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengms.notices.Courier;
import org.opengms.notices.Courier.Answer;
import org.opengms.notices.EmailAddress;
import org.opengms.notices.NoticeId;
import org.opengms.notices.NoticeWords;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/// Email against a mail server of somebody else's making.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmtpCourierTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final String PASSWORD = "of-a-test";
    private static final Courier.Message MESSAGE =
            new Courier.Message(
                    new NoticeId("6f1c1f0e-5a70-4c1a-9d15-0d3f7f2b9c11"),
                    new EmailAddress("person@example.org"),
                    new NoticeWords("A subject", List.of("One sentence.", "Another sentence.")));

    @SuppressWarnings("NullAway.Init")
    private SSLContext localhost;

    @SuppressWarnings("NullAway.Init")
    private SSLContext elsewhere;

    @BeforeAll
    void certificates(@TempDir Path folder) throws Exception {
        localhost = certificate(folder, "localhost");
        elsewhere = certificate(folder, "mail.example.org");
    }

    /// A server that has a certificate of its own for a name, and trusts it.
    private static SSLContext certificate(Path folder, String name) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "mail",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=" + name,
                                "-ext",
                                "SAN=dns:" + name,
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                PASSWORD)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertEquals(0, keytool.waitFor());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
        own.init(keys, PASSWORD.toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    private record Arrived(String from, String to, String data) {}

    private final List<Arrived> arrived = Collections.synchronizedList(new ArrayList<>());

    private SMTPServer.Builder server() {
        arrived.clear();
        return SMTPServer.port(0)
                .hostName("localhost")
                .messageHandler((context, from, to, data) ->
                        arrived.add(
                                new Arrived(from, to, new String(data, StandardCharsets.UTF_8))));
    }

    private static Courier courier(int port, boolean encrypted, Optional<SSLSocketFactory> trust) {
        return new SmtpCourier(
                new NoticeSettings.Mail(
                        "localhost",
                        port,
                        "",
                        "",
                        new EmailAddress("service@example.net"),
                        encrypted),
                trust,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private Answer send(SMTPServer.Builder builder, boolean encrypted, SSLContext trust) {
        SMTPServer server = builder.build();
        server.start();
        try {
            return courier(
                            server.getPortAllocated(),
                            encrypted,
                            Optional.of(trust.getSocketFactory()))
                    .carry(MESSAGE);
        } finally {
            server.stop();
        }
    }

    private SMTPServer.Builder encrypted(SSLContext context) {
        return server().enableTLS().requireTLS().startTlsSocketFactory(context);
    }

    @Nested
    class Encrypted {
        @Test
        void arrivesWithTheReferenceAsItsIdentifierAndNothingButTheWords() throws Exception {
            assertEquals(
                    new Answer.Taken("<6f1c1f0e-5a70-4c1a-9d15-0d3f7f2b9c11@example.net>"),
                    send(encrypted(localhost), true, localhost));
            Arrived mail = arrived.getFirst();
            assertEquals("service@example.net", mail.from());
            assertEquals("person@example.org", mail.to());
            MimeMessage read =
                    new MimeMessage(
                            Session.getInstance(new Properties()),
                            new ByteArrayInputStream(mail.data().getBytes(StandardCharsets.UTF_8)));
            assertEquals("<6f1c1f0e-5a70-4c1a-9d15-0d3f7f2b9c11@example.net>", read.getMessageID());
            assertEquals("A subject", read.getSubject());
            assertEquals(
                    "One sentence. Another sentence.",
                    read.getContent().toString().strip().replaceAll("\\s+", " "));
            assertEquals("auto-generated", read.getHeader("Auto-Submitted")[0]);
            assertEquals(NOW, read.getSentDate().toInstant());
        }

        @Test
        void isTheSameMessageEachTime() {
            assertEquals(
                    send(encrypted(localhost), true, localhost),
                    send(encrypted(localhost), true, localhost));
        }

        @Test
        void isNotSentToAServerWithoutEncryption() {
            assertTrue(send(server(), true, localhost) instanceof Answer.Unavailable);
            assertEquals(List.of(), arrived);
        }

        @Test
        void isNotSentToAServerWithTheCertificateOfAnother() {
            assertTrue(send(encrypted(elsewhere), true, elsewhere) instanceof Answer.Unavailable);
            assertEquals(List.of(), arrived);
        }

        @Test
        void isNotSentToAServerWhoseCertificateNobodyVouchesFor() {
            assertTrue(send(encrypted(localhost), true, elsewhere) instanceof Answer.Unavailable);
            assertEquals(List.of(), arrived);
        }
    }

    @Nested
    class Refused {
        /// RFC 5321, section 4.2.1: 5xx never, 4xx later; RFC 4954: 530 asks for a signing in.
        @ParameterizedTest
        @CsvSource({
            "550, never",
            "553, never",
            "554, never",
            "450, later",
            "451, later",
            "452, later",
            "530, later"
        })
        void byTheServersCode(int code, String when) {
            Answer answer =
                    send(
                            SMTPServer.port(0)
                                    .hostName("localhost")
                                    .messageHandler((context, from, to, data) -> {
                                        throw new RejectException(
                                                code, "person@example.org is not here");
                                    }),
                            false,
                            localhost);
            assertEquals(
                    when.equals("never")
                            ? new Answer.Refused("smtp " + code)
                            : new Answer.Unavailable("smtp " + code),
                    answer);
            assertFalse(answer.toString().contains("person"), answer.toString());
        }

        @Test
        void isTriedAgainWhereNobodyListens() throws IOException {
            int port;
            try (ServerSocket free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
            assertEquals(
                    new Answer.Unavailable("connection"),
                    courier(port, false, Optional.empty()).carry(MESSAGE));
        }
    }
}
