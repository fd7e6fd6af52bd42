package org.opengms.server.configuration;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.opengms.dialogue.ConsentWordings;
import org.opengms.dialogue.Consultation;
import org.opengms.dialogue.DialogueDesk;
import org.opengms.dialogue.ModerationRules;
import org.opengms.dialogue.Survey;
import org.opengms.dialogue.SurveyDesk;
import org.opengms.disclosure.DisclosureRules;
import org.opengms.server.dialogue.AnswerLimit;
import org.opengms.server.dialogue.DialogueEndpoint;
import org.opengms.server.dialogue.ExampleDialogue;
import org.opengms.server.dialogue.SurveyEndpoint;
import org.opengms.server.persistence.JdbcDialogue;
import org.opengms.server.persistence.JdbcSurveys;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What the public is asked, and what it answers.
@Configuration(proxyBeanMethods = false)
class DialogueConfiguration {
    @Bean
    DialogueDesk dialogueDesk(JdbcClient jdbc, ServiceSettings settings, Clock clock) {
        List<Consultation> shipped = new ArrayList<>(Consultation.shipped());
        ConsentWordings wordings = ConsentWordings.standard();
        if (settings.examples() == ExampleDialogue.Presence.TAKEN_IN) {
            shipped.add(Consultation.demonstrated());
            wordings = ConsentWordings.demonstrated();
        }
        return new DialogueDesk(
                shipped,
                new JdbcDialogue(jdbc),
                ModerationRules.standard(),
                wordings,
                DisclosureRules.standard(),
                clock);
    }

    @Bean
    SurveyDesk surveyDesk(JdbcClient jdbc, Clock clock) {
        return new SurveyDesk(
                Survey.standard(), new JdbcSurveys(jdbc), DisclosureRules.standard(), clock);
    }

    @Bean
    SurveyEndpoint surveyEndpoint(SurveyDesk desk) {
        return new SurveyEndpoint(desk);
    }

    @Bean
    DialogueEndpoint dialogueEndpoint(DialogueDesk desk) {
        return new DialogueEndpoint(desk);
    }

    @Bean
    AnswerLimit answerLimit(Clock clock) {
        return new AnswerLimit(clock);
    }
}
