package org.opengms.training;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Passes as statements of the Experience API 1.0.3, in the form in which the real service takes
/// completed courses in. The statement's id stays the same, so nothing is taken twice.
final class PassStatements {
    static final String PASSED = "http://adlnet.gov/expapi/verbs/passed";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PassStatements() {}

    static String write(List<Attempts> all, Exercises exercises) {
        ArrayNode statements = JSON.createArrayNode();
        for (Attempts attempts : all) {
            exercises
                    .find(attempts.exercise())
                    .ifPresent(exercise -> {
                        for (AttemptStep step : attempts.steps()) {
                            if (step instanceof AttemptStep.Passed passed) {
                                statements.add(statement(attempts.account(), exercise, passed));
                            }
                        }
                    });
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(statements);
    }

    private static ObjectNode statement(
            String account, Exercise exercise, AttemptStep.Passed passed) {
        ObjectNode statement = JSON.createObjectNode();
        statement.put("id", passed.statement().toString());
        ObjectNode actor = statement.putObject("actor");
        actor.put("objectType", "Agent");
        actor.putObject("account")
                .put("homePage", "https://training.example.org")
                .put("name", account);
        statement.putObject("verb").put("id", PASSED).putObject("display").put("en-GB", "passed");
        ObjectNode object = statement.putObject("object");
        object.put("objectType", "Activity").put("id", exercise.activity().toString());
        object.putObject("definition").putObject("name").put("en-GB", exercise.title());
        statement.putObject("result").put("success", true).put("completion", true);
        statement.put("timestamp", passed.at().toString());
        return statement;
    }
}
