package org.opengms.server.notices;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.opengms.notices.Courier;
import org.opengms.notices.EmailAddress;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/// Carries notices as email: SMTP with STARTTLS (RFC 3207), the server's name checked against its
/// certificate. The reference is the message's identifier (RFC 5322, section 3.6.4), so that a
/// second copy is known for one.
public final class SmtpCourier implements Courier {
    private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(10);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(20);

    private final JavaMailSenderImpl sender = new JavaMailSenderImpl();
    private final NoticeSettings.Mail mail;
    private final Clock clock;

    /// @param trusted makes encrypted connections; absent for the certificates that Java trusts
    public SmtpCourier(NoticeSettings.Mail mail, Optional<SSLSocketFactory> trusted, Clock clock) {
        this.mail = mail;
        this.clock = clock;
        sender.setHost(mail.host());
        sender.setPort(mail.port());
        sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
        if (!mail.user().isEmpty()) {
            sender.setUsername(mail.user());
            sender.setPassword(mail.password());
        }
        Properties properties = sender.getJavaMailProperties();
        properties.setProperty("mail.smtp.auth", Boolean.toString(!mail.user().isEmpty()));
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(mail.encrypted()));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(mail.encrypted()));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty(
                "mail.smtp.connectiontimeout", Long.toString(CONNECTS_WITHIN.toMillis()));
        properties.setProperty("mail.smtp.timeout", Long.toString(ANSWERS_WITHIN.toMillis()));
        properties.setProperty("mail.smtp.writetimeout", Long.toString(ANSWERS_WITHIN.toMillis()));
        trusted.ifPresent(factory -> properties.put("mail.smtp.ssl.socketFactory", factory));
    }

    /// The identifier is set here and not replaced when the message is sent.
    private static final class Referenced extends MimeMessage {
        private final String identifier;

        Referenced(Session session, String identifier) {
            super(session);
            this.identifier = identifier;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", identifier);
        }
    }

    @Override
    public Answer carry(Message message) {
        if (!(message.to() instanceof EmailAddress to)) {
            throw new IllegalArgumentException("OGMS-7311 Only email goes by SMTP");
        }
        String from = mail.from().value();
        String identifier =
                "<%s@%s>"
                        .formatted(
                                message.reference().value(), from.substring(from.indexOf('@') + 1));
        try {
            Referenced mime = new Referenced(sender.getSession(), identifier);
            MimeMessageHelper helper = new MimeMessageHelper(mime, StandardCharsets.UTF_8.name());
            helper.setFrom(from);
            helper.setTo(to.value());
            helper.setSubject(message.words().subject());
            helper.setText(String.join("\r\n\r\n", message.words().sentences()) + "\r\n");
            helper.setSentDate(Date.from(clock.instant()));
            // So that no absence notice answers (RFC 3834, section 5).
            mime.setHeader("Auto-Submitted", "auto-generated");
            sender.send(mime);
            return new Answer.Taken(identifier);
        } catch (MessagingException e) {
            throw new IllegalStateException("OGMS-7312 A notice could not be written as email", e);
        } catch (MailSendException e) {
            return e.getMessageExceptions().length == 0
                    ? new Answer.Unavailable("connection")
                    : answer(e.getMessageExceptions()[0]);
        } catch (MailException e) {
            // Signing in failed: the operator's to mend, not the person's.
            return new Answer.Unavailable("sign-in");
        }
    }

    /// What the server's code means: 5xx never, 4xx later (RFC 5321, section 4.2.1). Its words are
    /// left out, since they repeat the address.
    private static Answer answer(Throwable problem) {
        for (Throwable one = problem;
                one instanceof MessagingException exception;
                one = exception.getNextException()) {
            int code =
                    switch (exception) {
                        case SMTPAddressFailedException address -> address.getReturnCode();
                        case SMTPSendFailedException send -> send.getReturnCode();
                        default -> 0;
                    };
            // The server refuses the service, not the person, if it wants a signature first.
            if (code >= 500 && code != 530 && code != 534 && code != 535) {
                return new Answer.Refused("smtp " + code);
            }
            if (code >= 400) {
                return new Answer.Unavailable("smtp " + code);
            }
        }
        return new Answer.Unavailable(
                problem instanceof SendFailedException ? "smtp" : "connection");
    }
}
