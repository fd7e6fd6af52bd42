package org.opengms.server.notices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticeSettingsTest {
    private static final Path USUAL = Path.of("letters");
    private static final Map<String, String> WHOLE =
            Map.of(
                    "OPENGMS_LETTERS", "/srv/print",
                    "OPENGMS_SMTP_HOST", "mail.example.org",
                    "OPENGMS_SMTP_FROM", "service@example.org",
                    "OPENGMS_SMTP_USER", "someone",
                    "OPENGMS_SMTP_PASSWORD", "hidden-word",
                    "OPENGMS_NOTIFY_KEY",
                            "my-live-key-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0",
                    "OPENGMS_NOTIFY_TEMPLATE", "f33517ff-2a88-4f6e-b855-c550268ce08a");

    @Test
    void areLettersAloneWhereNothingIsSet() {
        assertEquals(
                new NoticeSettings(USUAL, Optional.empty(), Optional.empty()),
                NoticeSettings.of(Map.of(), USUAL));
    }

    @Test
    void readEveryChannelAndTellNoSecret() {
        NoticeSettings settings = NoticeSettings.of(WHOLE, USUAL);
        assertEquals(Path.of("/srv/print"), settings.letters());
        assertEquals(587, settings.mail().orElseThrow().port());
        assertTrue(settings.mail().orElseThrow().encrypted());
        NoticeSettings.Texts texts = settings.texts().orElseThrow();
        assertEquals("26785a09-ab16-4eb0-8407-a37497a57506", texts.service().toString());
        assertEquals("3d844edf-8d35-48ac-975b-e847b4f122b0", texts.secret());
        assertEquals("https://api.notifications.service.gov.uk", texts.address().toString());
        assertFalse(settings.toString().contains("hidden-word"), settings.toString());
        assertFalse(settings.toString().contains("3d844edf"), settings.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "OPENGMS_SMTP_FROM, ''",
        "OPENGMS_SMTP_FROM, nobody",
        "OPENGMS_SMTP_PORT, 0",
        "OPENGMS_SMTP_PORT, 70000",
        "OPENGMS_SMTP_PORT, smtp",
        "OPENGMS_SMTP_TLS, none",
        "OPENGMS_SMTP_TLS, maybe",
        "OPENGMS_NOTIFY_KEY, abc",
        "OPENGMS_NOTIFY_TEMPLATE, ''",
        "OPENGMS_NOTIFY_TEMPLATE, mine",
        "OPENGMS_NOTIFY_URL, http://api.example.org"
    })
    void refuseAChannelThatIsSetUpByHalf(String name, String value) {
        Map<String, String> environment = new HashMap<>(WHOLE);
        environment.put(name, value);
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> NoticeSettings.of(environment, USUAL));
        String words = String.valueOf(refused.getMessage());
        assertTrue(words.startsWith("OGMS-7310"), words);
        assertTrue(words.contains(name), words);
    }

    @Test
    void letAMailServerOnThisMachineDoWithoutEncryption() {
        Map<String, String> environment = new HashMap<>(WHOLE);
        environment.put("OPENGMS_SMTP_HOST", "127.0.0.1");
        environment.put("OPENGMS_SMTP_TLS", "none");
        assertFalse(NoticeSettings.of(environment, USUAL).mail().orElseThrow().encrypted());
    }
}
