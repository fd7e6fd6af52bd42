package org.opengms.server.dialogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.opengms.dialogue.Consultation;
import org.opengms.dialogue.DialogueDesk;
import org.opengms.dialogue.Moderation;
import org.opengms.dialogue.PublicDecision;
import org.opengms.dialogue.SurveyDesk;

/// The first consultation of a demonstration with made-up answers, and the decision that changed
/// the wording of consent.
public final class ExampleDialogue {
    /// The consultation that it is about.
    private static final String ID = Consultation.demonstrated().id();

    private static final PublicDecision DECISION =
            new PublicDecision(
                    1,
                    "Most people of the sample and most of the jury want to be asked about companies apart. Some fear that a second question makes the talk longer.",
                    "People are asked two questions. Who says no to companies can say yes to hospitals, universities and charities.",
                    "A yes that people can give to a part is freer than one for all or nothing. The second question is one sentence, so that the talk stays short.",
                    "Made-up board of this demonstration",
                    LocalDate.of(2026, 10, 14),
                    Optional.of("2026.2"));

    /// Numbers of answers whose words are published from the start.
    private static final List<String> PUBLISHED = List.of("W0003", "W0017", "W0040", "W0131");

    private ExampleDialogue() {}

    /// Whether a service has them.
    public enum Presence {
        /// It demonstrates itself.
        TAKEN_IN,
        /// It is asked and answered by people alone.
        LEFT_OUT
    }

    /// Takes it in where it is not there yet and lies in the past.
    public static void takeIn(DialogueDesk desk, SurveyDesk surveys) {
        wave(desk, surveys, "2026-spring", LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 20));
        wave(desk, surveys, "2026-autumn", LocalDate.of(2026, 9, 7), LocalDate.of(2026, 9, 25));
        if (desk.today().isBefore(DECISION.on())
                || desk.find(ID).filter(c -> desk.decisions(c).isEmpty()).isEmpty()) {
            return;
        }
        desk.demonstrate(ID, sheet("answers-" + ID), DECISION);
        for (String number : PUBLISHED) {
            desk.moderate(ID, number, new Moderation.Accepted(), DialogueDesk.DEMONSTRATION);
        }
    }

    private static void wave(
            DialogueDesk desk, SurveyDesk surveys, String name, LocalDate from, LocalDate to) {
        if (to.isBefore(desk.today()) && !surveys.knows(name)) {
            surveys.take(
                    name,
                    from,
                    to,
                    sheet("survey-" + name),
                    DialogueDesk.Run.KEEP,
                    DialogueDesk.DEMONSTRATION);
        }
    }

    private static String sheet(String name) {
        try (InputStream in =
                Objects.requireNonNull(ExampleDialogue.class.getResourceAsStream(name + ".csv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("OGMS-8220 Cannot read the made-up answers.", e);
        }
    }
}
